"""One deed on two days: where accounts of two pages date it apart, to the day.

What people do again and again (meet, talk, speak, travel) has many dates, so only other deeds count: both
sentences must name the same two participants and the same thing done, and give a day of the calendar in
figures; a weekday is read from the page's own date and proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from recoupe.model import Claim, Contradiction, Passage, Reason, Side, Slot
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.grouping import apart

_AGAIN = frozenset(
    {
        "=talk",
        "=meet",
        "=negotiate",
        "=visit",
        "=publish",
        "=return",
        "=attack",
        "=agreement_sign",
        "=election",
    }
)
_NEXT = 20  # accounts of later pages with which each is compared
_CROWD = 5  # people in one sentence beyond which it is a list
_FAR = 62  # days beyond which two dates are of two deeds


@dataclass(frozen=True, slots=True, eq=False)
class _Dated:
    card: Card
    slot: Slot


def find(cards: Sequence[Card], world: World) -> tuple[list[Claim], list[Contradiction]]:
    """The claims whose date is in dispute, with their contradictions."""
    blocks: dict[tuple[str, ...], list[_Dated]] = defaultdict(list)
    for card in cards:
        people = sorted(a for a in card.actors if world.is_person(a))
        if card.frame.mood != "fact" or len(people) > _CROWD:
            continue
        days = [s for s in card.frame.slots if _is_exact(s, world)]
        for slot, deed, two in product(days, sorted(_deeds(card)), combinations(people, 2)):
            blocks[(deed, *two)].append(_Dated(card, slot))
    named = {(c.doc, s.low) for c in cards for s in c.frame.slots if s.measure == "date" and s.low == s.high}
    claims: dict[str, Claim] = {}
    clashes = []
    for _, told in sorted(blocks.items()):
        for x, y in _pairs(told):
            if _apart(x, y, named):
                claim, clash = _clash(x, y, world)
                if claim.id not in claims:
                    claims[claim.id] = claim
                    clashes.append(clash)
    return list(claims.values()), clashes


def _is_exact(slot: Slot, world: World) -> bool:
    """Whether a date is a day of the calendar, in figures, of a deed that is not done again and again."""
    if slot.measure != "date" or slot.anchor != "day" or slot.low != slot.high:
        return False
    return any(c.isdigit() for c in world.text(slot.span)) and slot.of not in _AGAIN


def _deeds(card: Card) -> frozenset[str]:
    """The concepts of a sentence that name a deed done once; two sentences must share two."""
    named = sorted(t for t in card.frame.lemmas if t.startswith("=") and t not in _AGAIN)
    return frozenset(f"{a} {b}" for n, a in enumerate(named) for b in named[n + 1 :])


def _pairs(told: Sequence[_Dated]) -> Iterator[tuple[_Dated, _Dated]]:
    ordered = sorted(told, key=lambda t: (t.slot.low, t.card.span))
    for n, x in enumerate(ordered):
        for y in ordered[n + 1 : n + 1 + _NEXT]:
            if x.card.doc != y.card.doc:
                yield x, y


def _apart(x: _Dated, y: _Dated, named: set[tuple[str, float]]) -> bool:
    """Whether two days differ, near each other; a page that names the other's day too tells of two deeds."""
    if not 0 < abs(x.slot.low - y.slot.low) <= _FAR:
        return False
    return (x.card.doc, y.slot.low) not in named and (y.card.doc, x.slot.low) not in named


def _passage(told: _Dated, side: Side) -> Passage:
    return Passage(span=told.card.span, side=side, statement=told.card.statement, value=told.slot.value)


def _clash(x: _Dated, y: _Dated, world: World) -> tuple[Claim, Contradiction]:
    a, b = _passage(x, "for"), _passage(y, "against")
    members = (x.card, y.card)
    risk = round(0.5 * max(c.risk for c in members), 2)
    why = f"The same deed of the same two is dated {x.slot.value} here and {y.slot.value} there"
    reason = Reason("days-apart", 1.0, (x.slot.span, y.slot.span), why)
    return apart("date", members, (a, b), world, reason, risk=risk, of="date")
