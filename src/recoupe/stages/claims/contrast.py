"""Where two sentences on one matter cannot both be right: the slot that differs, slot by slot.

Each slot has its own comparator. A number or a day differs where the values of one measure do not meet; a
negation where one sentence denies what the other says, or takes the other of two opposites; a role where two
actors change sides; a place or a person where each sentence names one that the other does not. A coarser
value, a part of a whole and a shorter list differ in nothing. Whether the two are on one matter is for the
caller to know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from recoupe.model import Slot
from recoupe.stages.claims.cards import Card, World

Name = Literal["number", "date", "polarity", "role", "place", "person"]
MUTUAL = frozenset({"=talk", "=meet", "=negotiate", "=agree", "=settle", "=agreement_sign"})
_SIGNED = ("+", "-")
_TWO = 2  # actors who can change places, and words that may differ beside them
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Contrast:
    """A slot in which two sentences differ, with the value of each."""

    slot: Name
    a: str
    b: str


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the actors that sentences name, and the words of the pages."""

    kinds: Mapping[str, str]  # of actors that have a name; an office alone is nobody else
    countries: Mapping[str, str | None]
    world: World

    @classmethod
    def of(cls, world: World) -> Known:
        """What a world knows."""
        named = [a for a in world.roster.actors if any(m.form == "name" for m in a.mentions)]
        return cls({a.id: a.kind for a in named}, {a.id: a.country for a in named}, world)


def find(a: Card, b: Card, known: Known) -> list[Contrast]:
    """The slots in which two sentences on one matter cannot both be right, the surest first."""
    found = [_polarity(a, b) or _roles(a, b, known), *_values(a, b, known)]
    if not any(found):
        found = [
            _others(a, b, known, ("place", "state"), "place"),
            _others(a, b, known, ("person",), "person"),
        ]
    return [c for c in found if c]


def _polarity(a: Card, b: Card) -> Contrast | None:
    """Whether one denies what the other says, or takes the opposite of it.

    Where both have a negation, it may bear on one thing in other words, and nothing is said.
    """
    if a.frame.negates and b.frame.negates:
        return None
    mine, theirs = set(a.frame.poles), set(b.frame.poles)
    for pole in sorted(mine):
        other = pole[:-1] + ("-" if pole[-1] == "+" else "+")
        if other in theirs and pole not in theirs and other not in mine:
            return Contrast("polarity", pole, other)
    for one, two, turned in ((a, b, False), (b, a, True)):
        for term in one.frame.denied:
            if term[-1] not in _SIGNED and term in two.frame.lemmas and term not in two.frame.denied:
                return Contrast("polarity", *((term, f"not {term}") if turned else (f"not {term}", term)))
    return None


def _roles(a: Card, b: Card, known: Known) -> Contrast | None:
    """Whether two actors change sides in one act, or change places in the very same words."""
    for (deed, doer, other), (same, by, whom) in product(a.acts, b.acts):
        swapped = deed == same and deed not in MUTUAL and (doer, other) == (whom, by) and doer != other
        # In one order in both, a tree read otherwise is likelier than roles exchanged.
        if swapped and _order(a, doer, other) != _order(b, doer, other):
            return Contrast("role", known.world.names[doer], known.world.names[by])
    mine = [x for x in a.named if x in b.named and known.kinds.get(x) == "person"]
    theirs = [x for x in b.named if x in mine]
    if len(mine) != _TWO or mine != theirs[::-1] or MUTUAL & set(a.frame.lemmas):
        return None
    words = Counter(a.words)
    words.subtract(b.words)
    if len(a.words) == len(b.words) and sum(map(abs, words.values())) <= _TWO:
        return Contrast("role", known.world.names[mine[0]], known.world.names[theirs[0]])
    return None


def _order(card: Card, x: str, y: str) -> bool:
    return card.named.index(x) < card.named.index(y)


def _values(a: Card, b: Card, known: Known) -> list[Contrast]:
    """The measures of which each sentence has a value that the other does not meet."""
    found: list[Contrast] = []
    for measure in sorted({s.measure for s in a.frame.slots} & {s.measure for s in b.frame.slots}):
        mine = [s for s in a.frame.slots if s.measure == measure and _is_told(s)]
        theirs = [s for s in b.frame.slots if s.measure == measure and _is_told(s)]
        left, right = _unmet(mine, theirs, known), _unmet(theirs, mine, known)
        pair = next(((x, y) for x, y in product(left, right) if x.of == y.of), None)
        if pair is None and len(left) == len(right) == 1:
            pair = left[0], right[0]
        if pair is not None:
            found.append(Contrast("date" if measure == "date" else "number", pair[0].value, pair[1].value))
    return found


def _is_told(slot: Slot) -> bool:
    """Whether a value is told: "now" and "soon" are no dates that could differ."""
    return slot.measure != "date" or slot.value[:1].isdigit()


def _unmet(these: Sequence[Slot], those: Iterable[Slot], known: Known) -> list[Slot]:
    held = list(those)
    return [s for s in these if not any(_meet(s, o, known) for o in held)]


def _meet(x: Slot, y: Slot, known: Known) -> bool:
    """Whether two values of one measure may be one; a day without a year is that day of any year."""
    if x.low <= y.high and y.low <= x.high:
        return True
    if x.measure != "date" or all(_YEAR.search(known.world.text(s.span)) for s in (x, y)):
        return False
    short, long = sorted((x.value[4:], y.value[4:]), key=len)
    return long.startswith(short) and bool(short)


def _others(a: Card, b: Card, known: Known, kinds: tuple[str, ...], slot: Name) -> Contrast | None:
    """Whether each names actors of a kind that the other does not, none of them a part of the other's."""
    mine = sorted(x for x in a.actors - b.actors if known.kinds.get(x) in kinds)
    theirs = sorted(x for x in b.actors - a.actors if known.kinds.get(x) in kinds)
    if not mine or not theirs or any(_within(x, y, known) for x, y in product(mine, theirs)):
        return None
    return Contrast(slot, known.world.names[mine[0]], known.world.names[theirs[0]])


def _within(x: str, y: str, known: Known) -> bool:
    """Whether one may be a part of the other: a town and its state, or one of unknown state."""
    if known.kinds[x] == known.kinds[y]:
        return False
    here, there = known.countries.get(x), known.countries.get(y)
    return here is None or there is None or here == there
