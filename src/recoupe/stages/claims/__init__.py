"""Which pages tell the same, how many origins stand behind it, and where accounts cannot both be right.

Acts of speech first (they are grouped already), then sentences over pages by their weighed terms, then
values of the same thing. A contradiction always names the slot that differs; a coarser value, an incomplete
list or another event is none, and where translation damage would explain a difference of roles or polarity
nothing is called a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recoupe.model import Claim, Contradiction, Lineage, Reading, Roster, Statement, Utterance
from recoupe.stages.claims import cards as dealing
from recoupe.stages.claims import clashes, grouping, pairing, spellings, spoken, values


def settle(
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
    roster: Roster,
    lineage: Lineage,
) -> tuple[tuple[Claim, ...], tuple[Contradiction, ...]]:
    """Frames of all pages -> claims with their passages, and contradictions with the slot that differs."""
    world = dealing.look(readings, statements, roster, lineage)
    cards = dealing.deal(readings, world)
    pairs = pairing.pair(cards)
    by_edge = {(p.a, p.b): p for p in pairs}
    told = [grouping.claim(group, by_edge, cards, world) for group in grouping.cliques(pairs, cards)]
    said = spoken.find(utterances, world)
    measured, contradicted = values.find(cards, world)
    denied, clashing = clashes.find(cards, world)
    claims = _unlike([*said, *measured, *denied, *spellings.find(cards, world), *told])
    return tuple(sorted(claims, key=_order)), tuple(sorted([*contradicted, *clashing], key=lambda x: x.id))


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
