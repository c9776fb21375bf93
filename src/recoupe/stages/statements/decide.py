"""Which drafts stand, which contain which, who continues whom: the page's statements under hard
constraints.

A draft's confidence is the logistic of a sum of weights, one per sign seen (table `statement_weights`).
Siblings do not overlap: the surer one stays. A content that holds another's cue and content is its parent.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.view import View

CELL = 500  # characters; drafts are compared with those that share a cell


def weigh(view: View, drafts: Sequence[Draft]) -> None:
    """Gives each draft its score from its signs, and from the pairs of signs that the table weighs."""
    weights = view.lexicon.weights
    for d in drafts:
        seen = {rule: (place, text) for rule, place, text in d.signs}
        for pair in view.lexicon.pairs:
            one, _, other = pair.partition("+")
            if one in seen and other in seen:
                d.sign(pair, seen[one][0], f"{seen[one][1]}, and {seen[other][1]}")
        d.score += weights.get("start", 0.0) + sum(weights.get(rule, 0.0) for rule, _, _ in d.signs)


def likely(view: View, draft: Draft) -> bool:
    """Whether a draft's signs alone speak for it, before it is weighed for good."""
    weights = view.lexicon.weights
    return weights.get("start", 0.0) + sum(weights.get(rule, 0.0) for rule, _, _ in draft.signs) >= 0


def confidence(score: float) -> float:
    """The logistic of a score, rounded so that it prints alike everywhere."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)


def choose(drafts: list[Draft], floor: float) -> list[Draft]:
    """The drafts above the floor that can stand beside each other, in text order."""
    kept: list[Draft] = []
    here: dict[int, list[Draft]] = defaultdict(list)
    for d in sorted(drafts, key=lambda d: (-d.score, d.start, -d.size)):
        if d.score < floor:
            continue
        cells = range(d.start // CELL, d.end // CELL + 1)
        near = (k for cell in cells for k in here[cell] if d.start < k.end and k.start < d.end)
        if all(_agree(d, k) for k in near):
            kept.append(d)
            for cell in cells:
                here[cell].append(d)
    return sorted(kept, key=lambda d: (d.start, -d.end, d.cue or (0, 0)))


def _agree(a: Draft, b: Draft) -> bool:
    shared = _shared(a, b)
    if not shared:
        return True
    return contains(a, b) or contains(b, a)


def _shared(a: Draft, b: Draft) -> bool:
    return any(s < f and t < e for s, e in a.content for t, f in b.content)


def contains(outer: Draft, inner: Draft) -> bool:
    """Whether one draft's content holds the other's content and cue."""
    if outer is inner or inner.start < outer.start or outer.end < inner.end or outer.size <= inner.size:
        return False
    whole = all(any(s <= t and f <= e for s, e in outer.content) for t, f in inner.content)
    sign: Place | None = inner.cue or inner.speaker
    if not whole:
        return False
    return sign is None or any(s <= sign[0] and sign[1] <= e for s, e in outer.content)


def enclosing(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The drafts that contain each draft, the smallest first, by its identity."""
    around = sorted(drafts, key=lambda d: d.start)
    starts = [d.start for d in around]
    widest = max((d.end - d.start for d in drafts), default=0)
    found: dict[int, list[Draft]] = {}
    for d in drafts:
        near = around[bisect_left(starts, d.start - widest) : bisect_right(starts, d.start)]
        found[id(d)] = sorted((g for g in near if contains(g, d)), key=lambda g: (g.size, g.start))
    return found
