"""Which pages tell the same, how many origins stand behind it, and where accounts cannot both be right.

Acts of speech first (they are grouped already), then sentences over pages by their weighed terms, then
values of the same thing. A contradiction always names the slot that differs; a coarser value, an incomplete
list or another event is none, and where translation damage would explain a difference of roles or polarity
nothing is called a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from recoupe.model import Claim, Contradiction, Lineage, Reading, Roster, Statement, Utterance
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
    pairs = pairing.pair(cards)
    by_edge = {(p.a, p.b): p for p in pairs}
    said = spoken.find(utterances, world)
    told = [grouping.claim(group, by_edge, cards, world) for group in grouping.cliques(pairs, cards)]
    told = _unsaid(told, said)
    measured, contradicted = values.find(cards, world)
    dated, moved = days.find(cards, world)
    denied, clashing = clashes.find(cards, world)
    apart, differ = differing.find(pairs, cards, world, [*contradicted, *moved, *clashing])
    claims = _unlike(
        [
            *said,
            *measured,
            *dated,
            *denied,
            *apart,
            *clashes.lone_denials(cards, world),
            *spellings.find(cards, world),
            *told,
        ]
    )
    counted = sources.count(claims, cards, world)
    missed = omitted.find(counted, cards, world)
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


def _unlike(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those whose passages another claim of the same kind already has."""
    kept: list[Claim] = []
    seen: set[frozenset[tuple[str, int, int]]] = set()
    for c in claims:
        key = frozenset((p.span.doc, p.span.start, p.span.end) for p in c.passages)
        if c.kind in ("fact", "quote") and c.status != "contradicted" and key in seen:
            continue
        seen.add(key)
        kept.append(c)
    return kept


def _order(c: Claim) -> tuple[str, int, str]:
    first = min(p.span for p in c.passages)
    return first.doc, first.start, c.id
