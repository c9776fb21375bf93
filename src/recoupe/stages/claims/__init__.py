"""Which pages tell the same, how many origins stand behind it, and where accounts cannot both be right.

Acts of speech first (they are grouped already), then sentences over pages by their weighed terms, then
values of the same thing. A contradiction always names the slot that differs; a coarser value, an incomplete
list or another event is none, and where translation damage would explain a difference of roles or polarity
nothing is called a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from recoupe.model import Claim, Contradiction, Lineage, Reading, Roster, Span, Statement, Utterance
from recoupe.stages.claims import cards as dealing
from recoupe.stages.claims import (
    clashes,
    days,
    differing,
    grouping,
    omitted,
    pairing,
    sources,
    spellings,
    spoken,
    values,
)
from recoupe.stages.claims.nearness import Nearness


def settle(
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
    roster: Roster,
    lineage: Lineage,
) -> tuple[tuple[Claim, ...], tuple[Contradiction, ...]]:
    """Frames of all pages -> claims with their passages, and contradictions with the slot that differs."""
    world = dealing.look(readings, statements, utterances, roster, lineage)
    cards = dealing.deal(readings, world)
    again = pairing.repeats(cards)
    # What a page repeats of another of its text clashes with nothing that the other does not clash with.
    own = [card for n, card in enumerate(cards) if n not in again]
    near = Nearness(cards)
    pairs = pairing.pair(near)
    by_edge = {(p.a, p.b): p for p in pairs}
    said = spoken.find(utterances, world)
    told = [grouping.claim(group, by_edge, cards, world) for group in grouping.cliques(pairs, cards)]
    told = _unsaid(told, said)
    measured, contradicted = values.find(own, world)
    dated, moved = days.find(own, world)
    denied, clashing = clashes.find(own, world)
    apart, differ = differing.find(pairs, near, world, [*contradicted, *moved, *clashing])
    repeated = {cards[n].span: cards[head].span for n, head in again.items()}
    claims = _unlike(
        [
            *said,
            *_with_repeats(measured, repeated),
            *dated,
            *denied,
            *apart,
            *clashes.lone_denials(own, world),
            *spellings.find(cards, world),
            *told,
        ],
        repeated,
    )
    counted = sources.count(claims, cards, world)
    missed = omitted.find(counted, near, world)
    return tuple(sorted(missed, key=_order)), tuple(
        sorted([*contradicted, *moved, *clashing, *differ], key=lambda x: x.id)
    )


def _unsaid(told: Sequence[Claim], said: Sequence[Claim]) -> list[Claim]:
    """The facts that are more than the act of speech which their sentences hold."""
    spoken_at: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for c in said:
        for p in c.passages:
            spoken_at[p.span.doc].append((p.span.start, p.span.end, c.id))
    kept = []
    for c in told:
        quotes = [
            {n for start, end, n in spoken_at[p.span.doc] if _covers(start, end, p.span.start, p.span.end)}
            for p in c.passages
        ]
        if not set.intersection(*quotes):
            kept.append(c)
    return kept


def _covers(start: int, end: int, first: int, last: int) -> bool:
    return 2 * (min(end, last) - max(start, first)) >= last - first


def _with_repeats(claims: Iterable[Claim], repeated: Mapping[Span, Span]) -> Iterator[Claim]:
    """The claims with the sentences in which copies of their pages tell the same."""
    later: dict[Span, list[Span]] = defaultdict(list)
    for span, head in sorted(repeated.items()):
        later[head].append(span)
    for c in claims:
        more = (replace(p, span=s, statement=None) for p in c.passages for s in later.get(p.span, ()))
        passages = (*c.passages, *more)
        yield replace(c, passages=passages, pages=len({p.span.doc for p in passages}))


def _unlike(claims: Iterable[Claim], repeated: Mapping[Span, Span]) -> list[Claim]:
    """The claims without those whose passages another claim of the same kind already has."""
    kept: list[Claim] = []
    seen: set[frozenset[Span]] = set()
    for c in claims:
        key = frozenset(p.span for p in c.passages if p.span not in repeated)
        if c.kind in ("fact", "quote") and c.status != "contradicted" and key in seen:
            continue
        seen.add(key)
        kept.append(c)
    return kept


def _order(c: Claim) -> tuple[str, int, str]:
    first = min(p.span for p in c.passages)
    return first.doc, first.start, c.id
