"""Values of the same thing told by several pages: claims with a slot, and contradictions where they cannot
both hold.

Two values are compared only where they measure the same term in accounts of the same event with the same
participants; a coarser value, a rounder one or a lower bound contradicts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recoupe.methods.groups import Groups
from recoupe.model import Claim, Contradiction, Passage, Reason, Side, Slot, Span
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.grouping import count_origins, party
from recoupe.stages.claims.pairing import compare
from recoupe.stages.claims.wording import choose
from recoupe.text.fold import short_id

BETWEEN = ("=talk", "=meet", "=negotiate", "=visit")  # what happens between two: both must be the same
_ALIKE = 0.8  # likeness of the rest of the two sentences that a value of anything else asks for
_APART = 10  # days between two undated accounts of one event
_NEXT = 40  # values of later pages with which each is compared
_SURE = 0.8  # confidence of a statement whose value stands as a claim though no other page tells it
_ORDER = 20  # two values of one thing are never this many times apart: then they measure different things


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A value as one sentence tells it."""

    card: int
    slot: Slot


def find(cards: Sequence[Card], world: World) -> tuple[list[Claim], list[Contradiction]]:
    """The claims that carry a value, with their contradictions."""
    shelves: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for i, card in enumerate(cards):
        for slot in card.frame.slots:
            if slot.measure != "date" and card.frame.mood != "question" and not _listed(slot, card):
                shelves[slot.measure, slot.of].append(Told(i, slot))
    claims: list[Claim] = []
    clashes: list[Contradiction] = []
    for (measure, of), told in sorted(shelves.items()):
        for group in _same_event(of, told, cards):
            if len(group) == 1 and not _vouched(group[0], cards, world):
                continue
            made, clash = _settle(measure, of, group, cards, world)
            claims.append(made)
            clashes.extend(clash)
    return claims, clashes


def _listed(slot: Slot, card: Card) -> bool:
    """Whether the sentence gives other values of the same thing: then it lists parts, or tells a change."""
    return any(s.measure == slot.measure and s.of == slot.of and not _meet(s, slot) for s in card.frame.slots)


def _same_event(of: str, told: list[Told], cards: Sequence[Card]) -> Iterator[list[Told]]:
    """The values told of one event; several of one page alone are no group."""
    groups = Groups(len(told))
    for i, j in _blocked(told, cards):
        if _same(of, told[i], told[j], cards):
            groups.join(i, j)
    for members in groups.all():
        group = [told[i] for i in members]
        if len(group) == 1 or len({cards[t.card].doc for t in group}) > 1:
            yield group


def _vouched(told: Told, cards: Sequence[Card], world: World) -> bool:
    """Whether a value that one page alone tells is worth a claim: somebody is surely quoted with it."""
    said = world.statements.get(cards[told.card].frame.statement or "")
    return said is not None and said.actor is not None and said.confidence >= _SURE


def _blocked(told: list[Told], cards: Sequence[Card]) -> list[tuple[int, int]]:
    """The pairs that share an actor; each with the next few by the day of its page."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        for actor in sorted(cards[t.card].actors):
            blocks[actor].append(i)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        block.sort(key=lambda i: (cards[told[i].card].day or 0, i))
        for n, i in enumerate(block):
            pairs.update((min(i, j), max(i, j)) for j in block[n + 1 : n + 1 + _NEXT])
    return sorted(pairs)


def _same(of: str, x: Told, y: Told, cards: Sequence[Card]) -> bool:
    a, b = cards[x.card], cards[y.card]
    if x.card == y.card or not _same_time(a, b) or not _comparable(x.slot, y.slot):
        return False
    if of in BETWEEN:
        return len(a.actors & b.actors) >= 2
    return compare(min(x.card, y.card), max(x.card, y.card), cards) >= _ALIKE


def _comparable(x: Slot, y: Slot) -> bool:
    low, high = sorted((max(x.low, 1e-9), max(y.low, 1e-9)))
    return high / low <= _ORDER


def _same_time(a: Card, b: Card) -> bool:
    """Whether the two may tell one event: their own dates meet, or their pages lie close."""
    if a.day is not None and b.day is not None and abs(a.day - b.day) > _APART:
        return False
    days_a = [s for s in a.frame.slots if s.measure == "date" and s.of in BETWEEN]
    days_b = [s for s in b.frame.slots if s.measure == "date" and s.of in BETWEEN]
    return (
        not days_a or not days_b or any(x.low <= y.high and y.low <= x.high for x in days_a for y in days_b)
    )


def _settle(
    measure: str, of: str, group: list[Told], cards: Sequence[Card], world: World
) -> tuple[Claim, list[Contradiction]]:
    members = [cards[t.card] for t in group]
    lead = _lead(group)
    passages = [_passage(t, lead, cards) for t in group]
    if any(p.side == "against" for p in passages):
        passages = _unlisted(passages, group, cards)
    sides = {p.side for p in passages}
    name = f"{measure.partition(':')[0]} of {of.lstrip('=').rstrip('+-').replace('_', ' ')}"
    values = sorted({t.slot.value for t in group})
    status: Literal["contradicted", "variant", "corroborated", "single"] = "single"
    origins = count_origins(members, world)
    if "against" in sides:
        status = "contradicted"
    elif len(values) > 1:
        status = "variant"
    elif origins.min > 1:
        status = "corroborated"
    made = Claim(
        id=short_id("c", name, *(f"{t.slot.span.doc}:{t.slot.span.start}" for t in group)),
        wording=choose([p.span for p in passages if p.side != "against"], world),
        kind="number",
        passages=tuple(passages),
        status=status,
        origins=origins,
        pages=len({c.doc for c in members}),
        translation_risk=round(0.3 * max(c.risk for c in members), 2),
        reasons=(
            Reason(
                "same-measure",
                1.0,
                tuple(t.slot.span for t in group)[:8],
                f"A value is given: {name}: {' / '.join(values)}",
            ),
        ),
        slot=measure.partition(":")[0],
        party=party(members, world),
    )
    return made, [_clash(made, name)] if status == "contradicted" else []


def _unlisted(passages: list[Passage], group: list[Told], cards: Sequence[Card]) -> list[Passage]:
    """The passages, "against" only where no page tells both values: a page that does lists two things."""
    told: dict[str, list[Slot]] = defaultdict(list)
    for t in group:
        told[cards[t.card].doc] += [s for s in cards[t.card].frame.slots if s.measure == t.slot.measure]
    held = [(t.slot, p.side) for t, p in zip(group, passages, strict=True)]
    mine = [s for s, side in held if side != "against"]
    out = []
    for (slot, side), passage in zip(held, passages, strict=True):
        listed = side == "against" and any(
            any(_meet(slot, s) for s in slots) and any(_meet(m, s) for m in mine for s in slots)
            for slots in told.values()
        )
        out.append(replace(passage, side="variant") if listed else passage)
    return out


def _meet(x: Slot, y: Slot) -> bool:
    return x.low <= y.high and y.low <= x.high


def _lead(group: list[Told]) -> Slot:
    """The value that most passages agree with; at a tie the more exact one."""

    def rank(t: Told) -> tuple[int, float, str, Span]:
        agreeing = sum(1 for o in group if o.slot.low <= t.slot.high and t.slot.low <= o.slot.high)
        return -agreeing, t.slot.high - t.slot.low, t.slot.value, t.slot.span

    return min(group, key=rank).slot


def _passage(t: Told, lead: Slot, cards: Sequence[Card]) -> Passage:
    meets = t.slot.low <= lead.high and lead.low <= t.slot.high
    side: Side = "against" if not meets else "for" if t.slot.value == lead.value else "variant"
    return Passage(span=cards[t.card].span, side=side, statement=cards[t.card].statement, value=t.slot.value)


def _clash(made: Claim, name: str) -> Contradiction:
    a = tuple(p for p in made.passages if p.side != "against")
    b = tuple(p for p in made.passages if p.side == "against")
    values = " / ".join(sorted({p.value or "" for p in a})), " / ".join(sorted({p.value or "" for p in b}))
    return Contradiction(
        id=short_id("x", made.id, *values),
        claim=made.id,
        kind="number",
        a=a,
        b=tuple(replace(p) for p in b),
        can_both_hold=False,
        translation_risk=made.translation_risk,
        reasons=(
            Reason(
                "values-apart",
                1.0,
                tuple(p.span for p in (*a, *b))[:8],
                f"{name}: {values[0]} against {values[1]}",
            ),
        ),
    )
