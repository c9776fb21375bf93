"""Which sentences of two pages tell the same thing: candidates by shared rare terms, then a weighed
overlap.

keys -> compare: every card asks an inverted index for the cards of other pages that share its telling
terms; the best few per page are compared. A pair stands where it is among the best of both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recoupe.methods import reprints
from recoupe.model import Reason
from recoupe.stages.claims import candidates
from recoupe.stages.claims.cards import Card
from recoupe.stages.claims.nearness import FAR, FEW, LIFT, LIKELY, POWER, SMOOTH, Nearness, agreeing

VERY = 1.6  # score from which nothing but a slot can tell them apart
_SURE = 1.0  # odds from which it does not matter what else on the page is like them
_TELLING = 12.0  # weight from which a sentence in the very same words is the same sentence

Ranks = Mapping[int, Mapping[str, list[tuple[float, int]]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards of different pages (a < b), how alike, and the odds, as a logarithm, that they tell the
    same.
    """

    a: int
    b: int
    score: float
    odds: float = 0.0


def pair(near: Nearness) -> list[Pair]:
    """The pairs of sentences that tell the same, best first; those in the same words are compared once."""
    cards = near.cards
    one, other = candidates.find(near, _heads(cards))
    every = max(1, len(cards))
    edges, which = np.unique(np.minimum(one, other) * every + np.maximum(one, other), return_inverse=True)
    left, right = np.divmod(edges, every)
    scores, odds = near.odds(left, right)
    likely = odds >= LIKELY
    ranks: dict[int, dict[str, list[tuple[float, int]]]] = defaultdict(lambda: defaultdict(list))
    seen = likely[which]
    for i, j, o in zip(one[seen].tolist(), other[seen].tolist(), odds[which][seen].tolist(), strict=True):
        ranks[i][cards[j].doc].append((o, j))
    found = (column[likely].tolist() for column in (left, right, scores, odds))
    kept = [p for p in map(Pair, *found) if p.odds >= _SURE or _mutual(p, cards, ranks)]
    return sorted(kept, key=lambda p: (-p.odds, p.a, p.b))


def repeats(cards: Sequence[Card]) -> dict[int, int]:
    """The sentences that a page repeats of a senior page of the same text, and which these are."""
    return reprints.repeats(
        [reprints.Printed(c.doc, c.text, c.rank, c.words or n) for n, c in enumerate(cards)]
    )


def echoes(cards: Sequence[Card]) -> dict[int, list[int]]:
    """For each sentence, those of other pages that have its very words: of pages of the same text all, of
    others where there are enough words.
    """
    again = repeats(cards)
    first: dict[tuple[str, ...], int] = {}
    after: dict[int, list[int]] = defaultdict(list)
    for i in sorted(range(len(cards)), key=lambda i: (i in again, i)):
        head = again.get(i, i)
        if cards[i].words and cards[i].total >= _TELLING:
            head = first.setdefault(cards[i].words, head)
        if head != i:
            after[head].append(i)
    return {head: sorted(later) for head, later in after.items()}


def _heads(cards: Sequence[Card]) -> list[int]:
    later = {j for group in echoes(cards).values() for j in group}
    return [i for i in range(len(cards)) if i not in later]


def _mutual(p: Pair, cards: Sequence[Card], ranks: Ranks) -> bool:
    """Whether each is among the three best of the other's page: pages retell in the headline, in the lead
    and once below.
    """
    ahead = sorted(ranks[p.a][cards[p.b].doc], reverse=True)[:3]
    behind = sorted(ranks[p.b][cards[p.a].doc], reverse=True)[:3]
    return any(j == p.b for _, j in ahead) and any(j == p.a for _, j in behind)


def compare(i: int, j: int, cards: Sequence[Card]) -> float:
    """How alike two cards are: shared weight over a softened length, more where values agree, less far
    apart in time.
    """
    a, b = cards[i], cards[j]
    shared = _shared(a, b)
    weight = sum([a.weights[t] + b.weights[t] for t in shared]) / 2
    score: float = weight / ((a.total + SMOOTH) * (b.total + SMOOTH)) ** POWER
    if agreeing(a, b):
        score *= LIFT
    if a.day is not None and b.day is not None and abs(a.day - b.day) > FAR:
        score *= 0.85
    if sum(1 for t in shared if not t.startswith("@")) < 1 or len(shared) < FEW:
        score *= 0.5
    return score


def _shared(a: Card, b: Card) -> list[str]:
    """The terms that both have, sorted."""
    return sorted(a.weights.keys() & b.weights.keys())


def reason(p: Pair, cards: Sequence[Card], names: Mapping[str, str]) -> Reason:
    """Why two sentences are taken to tell the same."""
    words = [
        names.get(t[1:], t[1:]) if t.startswith("@") else t.lstrip("=").rstrip("+-").replace("_", " ")
        for t in _shared(cards[p.a], cards[p.b])
    ]
    return Reason(
        rule="same-terms",
        weight=round(p.score, 2),
        spans=(cards[p.a].span, cards[p.b].span),
        text="Both sentences speak of " + ", ".join(words[:8]),
    )
