"""Which sentences of two pages tell the same thing: candidates by shared rare terms, then a weighed
overlap.

keys -> compare: every card asks an inverted index for the cards of other pages that share its telling
terms; the best few per page are compared. A pair stands where it is among the best of both sides.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recoupe.model import Reason
from recoupe.stages.claims.cards import Card

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
SAME = 1.4  # score from which two sentences tell the same; precision 0.8 on hand-aligned pages of one story
VERY = 1.6  # score from which nothing but a slot can tell them apart
_SMOOTH = 8.0  # keeps two-word sentences from matching on one of them
_POWER = 0.3  # how much length is held against a pair: pages retell in longer and shorter sentences
_LIFT = 1.15  # what agreeing values add to a score
_LOOKUPS = (
    1000  # cards looked up for one card, by its rarest terms: the work stays in proportion to the pages
)
_FEW = 3  # terms that must be shared, actors among them; two headlines share a place and a theme
_NEAREST = 32  # cards compared with one card
_TELLING = 12.0  # weight from which a sentence in the very same words is the same sentence
_BEST = 5  # candidates kept of each other page
_FAR = 21  # days between two pages beyond which they rarely tell the same happening


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards of different pages (a < b), how alike, and the terms that say so."""

    a: int
    b: int
    score: float
    shared: tuple[str, ...]


def pair(cards: Sequence[Card], floor: float = SAME) -> list[Pair]:
    """The pairs of sentences that tell the same, best first; those in the same words are compared once."""
    heads = _heads(cards)
    index = _index(heads, cards)
    lengths = np.array([(c.total + _SMOOTH) ** _POWER for c in cards])
    found: dict[tuple[int, int], Pair] = {}
    ranks: dict[int, dict[str, list[tuple[float, int]]]] = {}
    for i in heads:
        best: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for j in _candidates(i, cards, index, lengths, floor):
            edge = (min(i, j), max(i, j))
            if edge not in found:
                found[edge] = compare(*edge, cards)
            if found[edge].score >= floor:
                heapq.heappush(best[cards[j].doc], (found[edge].score, j))
        ranks[i] = {doc: sorted(near, reverse=True)[:_BEST] for doc, near in best.items()}
    kept = [p for p in found.values() if p.score >= floor and _mutual(p, cards, ranks)]
    return sorted(kept, key=lambda p: (-p.score, p.a, p.b))


def echoes(cards: Sequence[Card]) -> dict[int, list[int]]:
    """For each sentence, the later ones of other pages that have its very words, and enough of them."""
    first: dict[tuple[str, ...], int] = {}
    after: dict[int, list[int]] = defaultdict(list)
    for i, card in enumerate(cards):
        if card.words and card.total >= _TELLING:
            head = first.setdefault(card.words, i)
            if head != i:
                after[head].append(i)
    return dict(after)


def _heads(cards: Sequence[Card]) -> list[int]:
    later = {j for group in echoes(cards).values() for j in group}
    return [i for i in range(len(cards)) if i not in later]


def _index(heads: Sequence[int], cards: Sequence[Card]) -> dict[str, tuple[Ints, Floats]]:
    """For each term, the cards that have it and its weight there."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in heads:
        for term in cards[i].weights:
            places[term].append(i)
    return {
        t: (np.array(at, dtype=np.int64), np.array([cards[i].weights[t] for i in at]))
        for t, at in places.items()
    }


def _candidates(
    i: int, cards: Sequence[Card], index: Mapping[str, tuple[Ints, Floats]], lengths: Floats, floor: float
) -> list[int]:
    """The likeliest cards of other pages, by the rarest terms first, within a budget of look-ups."""
    card = cards[i]
    budget, left = _LOOKUPS, card.total
    places, weights = [], []
    for term in sorted(card.weights, key=lambda t: (len(index[t][0]), t)):
        at, theirs = index[term]
        budget -= len(at)
        if budget < 0:
            break
        left -= card.weights[term]
        places.append(at)
        weights.append((theirs + card.weights[term]) / 2)
    if not places:
        return []
    near, which = np.unique(np.concatenate(places), return_inverse=True)
    votes = np.bincount(which, weights=np.concatenate(weights), minlength=len(near))
    # No term that was not looked up can lift a card by more than what is left of this one.
    likely = (votes + left) * _LIFT >= floor * lengths[i] * lengths[near]
    near, score = near[likely], votes[likely] / lengths[near[likely]]
    kept: list[int] = []
    per_page: dict[str, int] = {card.doc: _BEST}
    for n in np.lexsort((near, -score)).tolist():
        j = int(near[n])
        doc = cards[j].doc
        if per_page.get(doc, 0) < _BEST:
            per_page[doc] = per_page.get(doc, 0) + 1
            kept.append(j)
            if len(kept) == _NEAREST:
                break
    return sorted(kept)


def _mutual(p: Pair, cards: Sequence[Card], ranks: dict[int, dict[str, list[tuple[float, int]]]]) -> bool:
    """Whether each is among the two best of the other's page: pages retell once, or once in the lead and
    once below.
    """
    if p.score >= VERY:
        return True
    ahead = [j for _, j in ranks[p.a].get(cards[p.b].doc, [])[:2]]
    behind = [j for _, j in ranks[p.b].get(cards[p.a].doc, [])[:2]]
    return p.b in ahead and p.a in behind


def compare(i: int, j: int, cards: Sequence[Card]) -> Pair:
    """How alike two cards are: shared weight over a softened length, more where values agree, less far
    apart in time.
    """
    a, b = cards[i], cards[j]
    shared = sorted(a.weights.keys() & b.weights.keys())
    weight = sum([a.weights[t] + b.weights[t] for t in shared]) / 2
    score = weight / ((a.total + _SMOOTH) * (b.total + _SMOOTH)) ** _POWER
    if _agreeing(a, b):
        score *= _LIFT
    if a.day is not None and b.day is not None and abs(a.day - b.day) > _FAR:
        score *= 0.85
    if sum(1 for t in shared if not t.startswith("@")) < 1 or len(shared) < _FEW:
        score *= 0.5
    return Pair(i, j, score, tuple(shared))


def _agreeing(a: Card, b: Card) -> bool:
    if not a.frame.slots or not b.frame.slots:
        return False
    return any(
        x.measure == y.measure and x.of == y.of and x.low <= y.high and y.low <= x.high
        for x in a.frame.slots
        for y in b.frame.slots
    )


def reason(p: Pair, cards: Sequence[Card], names: Mapping[str, str]) -> Reason:
    """Why two sentences are taken to tell the same."""
    words = [
        names.get(t[1:], t[1:]) if t.startswith("@") else t.lstrip("=").rstrip("+-").replace("_", " ")
        for t in p.shared
    ]
    return Reason(
        rule="same-terms",
        weight=round(p.score, 2),
        spans=(cards[p.a].span, cards[p.b].span),
        text="Both sentences speak of " + ", ".join(words[:8]),
    )
