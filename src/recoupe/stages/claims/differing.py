"""Two pages tell one thing in nearly the same words, and a slot of it differs: a contradiction with its slot.

Nearly the same words are the proof that both are on one matter, so nothing is asked of what the slot is
about; sentences in freer words are left to the comparators of values, days and denials, and days to theirs:
what is done again and again has many.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from recoupe.model import Claim, Contradiction, Passage, Reason
from recoupe.stages.claims import contrast
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.grouping import apart
from recoupe.stages.claims.nearness import Nearness
from recoupe.stages.claims.pairing import Pair

_SAME = 0.75  # weighed share of words from which two sentences are one sentence with a change
_FULL = 20.0  # weight of terms under which a sentence is too short to be known again
_KINDS: dict[contrast.Name, Literal["number", "polarity", "role"]] = {
    "number": "number",
    "polarity": "polarity",
    "role": "role",
}


def find(
    pairs: Iterable[Pair], near: Nearness, world: World, known: Iterable[Contradiction]
) -> tuple[list[Claim], list[Contradiction]]:
    """The claims of which two pages differ in one slot, with their contradictions; not those known before."""
    met = {(p.span, q.span) for x in known for p in x.a for q in x.b}
    what = contrast.Known.of(world)
    claims, clashes = [], []
    left, right = np.array(sorted((p.a, p.b) for p in pairs), dtype=np.int64).reshape(-1, 2).T
    alike = near.stems(left, right) >= _SAME
    for i, j in zip(left[alike].tolist(), right[alike].tolist(), strict=True):
        a, b = near.cards[i], near.cards[j]
        if (a.span, b.span) in met or (b.span, a.span) in met or not _is_one(a, b):
            continue
        found = contrast.find(a, b, what)
        if len(found) == 1 and found[0].slot in _KINDS:
            claim, clash = _clash(a, b, found[0], world)
            claims.append(claim)
            clashes.append(clash)
    return claims, clashes


def _is_one(a: Card, b: Card) -> bool:
    """Whether two sentences alike are of one language, long enough, and both tell a fact."""
    return a.lang == b.lang and min(a.total, b.total) >= _FULL and a.frame.mood == b.frame.mood


def _clash(a: Card, b: Card, what: contrast.Contrast, world: World) -> tuple[Claim, Contradiction]:
    ours = Passage(span=a.span, side="for", statement=a.statement, value=what.a)
    theirs = Passage(span=b.span, side="against", statement=b.statement, value=what.b)
    why = f"One sentence on two pages differs in its {what.slot}: {what.a} here, {what.b} there"
    reason = Reason("one-slot-apart", 1.0, (a.span, b.span), why)
    # A translation turns roles and negations over; values it mostly keeps.
    risk = round((1.0 if what.slot in ("role", "polarity") else 0.3) * max(a.risk, b.risk), 2)
    return apart(_KINDS[what.slot], (a, b), (ours, theirs), world, reason, risk=risk)
