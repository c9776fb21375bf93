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

from recoupe.model import Reason
from recoupe.stages.claims.cards import Card

SAME = 1.2  # score from which two sentences tell the same; precision 0.7 on hand-aligned pages of one story
VERY = 1.6  # score from which nothing but a slot can tell them apart
_SMOOTH = 8.0  # keeps two-word sentences from matching on one of them
_POWER = 0.3  # how much length is held against a pair: pages retell in longer and shorter sentences
_LIFT = 1.15  # what agreeing values add to a score
_LOOKUPS = 1500  # cards looked up for one card, by its rarest terms: the work stays in proportion to the pages
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
    """The pairs of sentences that tell the same, best first. Sentences in the same words are compared once."""
    heads = _heads(cards)
    index = _index(heads, cards)
    found: dict[tuple[int, int], Pair] = {}
    ranks: dict[int, dict[str, list[tuple[float, int]]]] = {}
    for i in heads:
        best: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for j in _candidates(i, cards, index, floor):
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


def _index(heads: Sequence[int], cards: Sequence[Card]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for i in heads:
        for term in cards[i].weights:
            index[term].append(i)
    return index


def _candidates(i: int, cards: Sequence[Card], index: dict[str, list[int]], floor: float) -> list[int]:
    """The likeliest cards of other pages, by the rarest terms first, within a budget of look-ups."""
    card = cards[i]
    votes: dict[int, float] = defaultdict(float)
    budget = _LOOKUPS
    left = card.total
    for term in sorted(card.weights, key=lambda t: (len(index[t]), t)):
        budget -= len(index[term])
        if budget < 0:
            break
        weight = card.weights[term]
        left -= weight
        for j in index[term]:
            votes[j] += weight + cards[j].weights[term]
    # No term that was not looked up can lift a card by more than what is left of this one.
    reach = ((card.total + _SMOOTH) ** _POWER) * floor / _LIFT
    likely = []
    for j, weight in votes.items():
        other = cards[j]
        if other.doc != card.doc:
            best = (weight / 2 + left) / (other.total + _SMOOTH) ** _POWER
            if best >= reach:
                likely.append((weight / (other.total + _SMOOTH) ** _POWER, j))
    per_page: dict[str, int] = defaultdict(int)
    kept: list[int] = []
    for _, j in sorted(likely, key=lambda x: (-x[0], x[1])):
        if per_page[cards[j].doc] < _BEST:
            per_page[cards[j].doc] += 1
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
    if sum(1 for t in shared if not t.startswith("@")) < 1:
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
