"""Which sentences of two pages tell the same thing: candidates by shared rare terms, then a weighed
overlap.

keys -> compare: every card asks an inverted index for the cards of other pages that share its telling
terms; the best few per page are compared. A pair stands where it is among the best of both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recoupe.methods import reprints
from recoupe.model import Reason
from recoupe.stages.claims.cards import Card

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_MAYBE = 0.6  # likeness under which two sentences are not weighed at all
VERY = 1.6  # score from which nothing but a slot can tell them apart
LIKELY = 0.3  # odds from which two sentences tell the same; precision 0.82 on hand-aligned pages of one story
_SURE = 1.0  # odds from which it does not matter what else on the page is like them
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
_AROUND = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)  # pages retell in one order
_CLOSEST = 2.0  # likeness beside a pair beyond which more says nothing more
_FAR = 21  # days between two pages beyond which they rarely tell the same happening


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards of different pages (a < b), how alike, and the terms that say so."""

    a: int
    b: int
    score: float
    shared: tuple[str, ...]
    odds: float = 0.0  # that they tell the same, as a logarithm


# What each sign adds to the odds: fitted on the hand-aligned pages of one story, each pair of pages left out
# in turn (mean precision 0.48, by likeness alone 0.38). The weights hold no word of any page.
_ODDS = {"base": -6.37, "likeness": 2.44, "stems": 10.8, "beside": 0.88, "fullness": 0.017, "values": 1.82}
# Between languages no stem is shared: there the likeness alone decides, from where it did before.
_ABROAD = {"base": -9.5, "likeness": 7.0}


def pair(cards: Sequence[Card], floor: float = LIKELY) -> list[Pair]:
    """The pairs of sentences that tell the same, best first; those in the same words are compared once."""
    heads = _heads(cards)
    index = _index(heads, cards)
    lengths = np.array([(c.total + _SMOOTH) ** _POWER for c in cards])
    near = Nearness(cards)
    found: dict[tuple[int, int], Pair] = {}
    ranks: dict[int, dict[str, list[tuple[float, int]]]] = {}
    for i in heads:
        best: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for j in _candidates(i, cards, index, lengths, _MAYBE):
            edge = (min(i, j), max(i, j))
            if edge not in found:
                found[edge] = near.weigh(*edge)
            if found[edge].odds >= floor:
                best[cards[j].doc].append((found[edge].odds, j))
        ranks[i] = {doc: sorted(likely, reverse=True)[:_BEST] for doc, likely in best.items()}
    kept = [p for p in found.values() if p.odds >= floor and _mutual(p, cards, ranks)]
    return sorted(kept, key=lambda p: (-p.odds, p.a, p.b))


class Nearness:
    """Pairs of cards, weighed with what stands beside them; every likeness is worked out once."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards
        self._known: dict[tuple[int, int], Pair] = {}

    def weigh(self, i: int, j: int) -> Pair:
        """How alike two cards of different pages (i < j) are, with the odds that they tell the same."""
        a, b = self._cards[i], self._cards[j]
        plain = self._likeness(i, j)
        if a.lang != b.lang:
            return replace(plain, odds=_ABROAD["base"] + _ABROAD["likeness"] * plain.score)
        odds = (
            _ODDS["base"]
            + _ODDS["likeness"] * plain.score
            + _ODDS["stems"] * sum(w * b.stems[s] for s, w in a.stems.items() if s in b.stems)
            + _ODDS["fullness"] * min(a.total, b.total)
            + _ODDS["values"] * _same_date(a, b)
        )
        if odds + _ODDS["beside"] * _CLOSEST > LIKELY:  # else nothing beside them could make them likely
            odds += _ODDS["beside"] * self._beside(i, j)
        return replace(plain, odds=odds)

    def _beside(self, i: int, j: int) -> float:
        """How alike what stands around two cards is, at its best."""
        around = (
            self._likeness(i + x, j + y).score
            for x, y in _AROUND
            if self._is_beside(i, i + x) and self._is_beside(j, j + y)
        )
        return min(max(around, default=0.0), _CLOSEST)

    def _is_beside(self, i: int, k: int) -> bool:
        return 0 <= k < len(self._cards) and self._cards[i].doc == self._cards[k].doc

    def _likeness(self, i: int, j: int) -> Pair:
        if (i, j) not in self._known:
            self._known[i, j] = compare(i, j, self._cards)
        return self._known[i, j]


def _same_date(a: Card, b: Card) -> bool:
    """Whether both name a date, and the dates meet."""
    return any(
        x.measure == y.measure == "date" and x.low <= y.high and y.low <= x.high
        for x in a.frame.slots
        for y in b.frame.slots
    )


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
    """Whether each is among the three best of the other's page: pages retell in the headline, in the lead
    and once below.
    """
    if p.odds >= _SURE:
        return True
    ahead = [j for _, j in ranks[p.a].get(cards[p.b].doc, [])[:3]]
    behind = [j for _, j in ranks[p.b].get(cards[p.a].doc, [])[:3]]
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
