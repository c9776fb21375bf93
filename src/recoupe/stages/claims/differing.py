"""Two pages tell one thing in nearly the same words, and a slot of it differs: a contradiction with its slot.

Nearly the same words are the proof that both are on one matter, so nothing is asked of what the slot is
about; sentences in freer words are left to the comparators of values, days and denials, and days to theirs:
what is done again and again has many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from recoupe.model import Claim, Contradiction, Passage, Reason
from recoupe.stages.claims import contrast
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.grouping import apart
from recoupe.stages.claims.pairing import Pair

_SAME = 0.75  # weighed share of words from which two sentences are one sentence with a change
_FULL = 20.0  # weight of terms under which a sentence is too short to be known again
_KINDS: dict[contrast.Name, Literal["number", "polarity", "role"]] = {
    "number": "number",
    "polarity": "polarity",
    "role": "role",
}


def find(
    pairs: Iterable[Pair], cards: Sequence[Card], world: World, known: Iterable[Contradiction]
) -> tuple[list[Claim], list[Contradiction]]:
    """The claims of which two pages differ in one slot, with their contradictions; not those known before."""
    met = {(p.span, q.span) for x in known for p in x.a for q in x.b}
    what = contrast.Known.of(world)
    claims, clashes = [], []
    for pair in sorted(pairs, key=lambda p: (p.a, p.b)):
        a, b = cards[pair.a], cards[pair.b]
        if (a.span, b.span) in met or (b.span, a.span) in met or not _is_one(a, b):
            continue
        found = contrast.find(a, b, what)
        if len(found) == 1 and found[0].slot in _KINDS:
            claim, clash = _clash(a, b, found[0], world)
            claims.append(claim)
            clashes.append(clash)
    return claims, clashes


def _is_one(a: Card, b: Card) -> bool:
    """Whether two sentences of one language are one sentence with a change, and both tell a fact."""
    if a.lang != b.lang or min(a.total, b.total) < _FULL or a.frame.mood != b.frame.mood:
        return False
    return sum(w * b.stems[s] for s, w in a.stems.items() if s in b.stems) >= _SAME


def _clash(a: Card, b: Card, what: contrast.Contrast, world: World) -> tuple[Claim, Contradiction]:
    ours = Passage(span=a.span, side="for", statement=a.statement, value=what.a)
    theirs = Passage(span=b.span, side="against", statement=b.statement, value=what.b)
    why = f"One sentence on two pages differs in its {what.slot}: {what.a} here, {what.b} there"
    reason = Reason("one-slot-apart", 1.0, (a.span, b.span), why)
    # A translation turns roles and negations over; values it mostly keeps.
    risk = round((1.0 if what.slot in ("role", "polarity") else 0.3) * max(a.risk, b.risk), 2)
    return apart(_KINDS[what.slot], (a, b), (ours, theirs), world, reason, risk=risk)
