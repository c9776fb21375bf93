"""Whether texts of two languages are one: shared names, figures and meanings, and their order.

Two reports of one event share many names, in an order of their own; a translation shares them in the same
order. What a page shares with its usual neighbours is taken off first: some pages resemble everything
(hubness; the correction is that of cross-domain similarity local scaling). And whole texts are compared,
not single pages: all versions of a text in one language against all versions in the other, so that a page
compiled from two texts does not make them one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean, median_low

import numpy as np

from recoupe.model import Fingerprint
from recoupe.stages.lineage import _pairs
from recoupe.stages.lineage._pairs import Ints, Weights, changes
from recoupe.stages.lineage._places import Places
from recoupe.text import shingles

# The weight is from a logistic fit on translated news of 2021 and 2022, one direction left out at a time; the
# threshold was then lowered from 6 by the same news, so its figures there are not those of unseen pages.
ENOUGH = 5.0
PER_SHARE = 30.0
# Translations keep the order of what they share (nine in ten reach 0.9); reports of one event by two
# reporters have reached 0.79, most have 0.3 to 0.7.
SAME_ORDER = 0.85
PER_DISORDER = 15.0
ORDERED = 6  # shared places from which their order says something against a pair
NEIGHBOURS = 5
WITNESSES = 3  # pages of either text that are always asked
USUAL = 0.08  # what a page shares with its usual neighbours in a large collection
_POINTS = 400  # shared places whose order is counted; more tell nothing new
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kinship:
    """How much two pages of different languages share beyond their neighbours, and how far in the same order
    (-1..1) over how many places.
    """

    weight: float
    order: float
    places: int

    @property
    def score(self) -> float:
        """One figure for both; from 5 on two texts are one."""
        disorder = max(0.0, SAME_ORDER - self.order) if self.places >= ORDERED else 0.0
        return PER_SHARE * self.weight + self.certainty - PER_DISORDER * disorder

    @property
    def certainty(self) -> float:
        """By how many standard deviations the order is better than chance."""
        n = self.places
        return self.order * float(9 * n * (n - 1) / (2 * (2 * n + 5))) ** 0.5 if n > 1 else 0.0


def translations(
    prints: Sequence[Fingerprint],
    features: Sequence[shingles.Hashes],
    pairs: Sequence[Pair],
    text_of: Mapping[int, int],
) -> tuple[list[dict[Pair, Kinship]], Callable[[int, int], Kinship]]:
    """The pairs of pages that carry one text, one table for two texts, the surest first, and what tells the
    kinship of any two pages; `pairs` are sorted, `features` are the pages' keys, and `text_of` says which
    pages of one language are already known to be one.
    """
    share = _Shares(features, text_of)
    left, right = np.array(pairs, dtype=np.int64).T
    shared = share.all(pairs)
    usual = _Usual(prints, (left, right, shared), text_of)
    more = 2 * shared - usual.of(left, right) - usual.of(right, left)
    known: dict[Pair, float] = dict(zip(pairs, more.tolist(), strict=True))
    places = Places(prints, sorted({page for pair, much in known.items() if much > 0 for page in pair}))

    def beyond(i: int, j: int) -> float:
        if (much := known.get((i, j))) is not None:
            return much
        one, other = np.array([i]), np.array([j])
        return 2 * share(i, j) - float(usual.of(one, other)[0]) - float(usual.of(other, one)[0])

    @cache
    def kinship(i: int, j: int) -> Kinship:
        much = beyond(i, j)
        # Pages that share no more than either does with its neighbours are not one text in any order.
        return Kinship(much, *(_order(places(i), places(j)) if much > 0 else (0.0, 0)))

    likely: dict[Pair, dict[Pair, Kinship]] = {}
    for texts, of in _worth_asking(known, text_of, places).items():
        kinships = {(i, j): kinship(i, j) for i, j in of}
        if _mean(kinships) >= ENOUGH:
            likely[texts] = kinships
    for i, j in sorted(_witnesses(likely, text_of) - known.keys()):
        likely[_texts(i, j, text_of)][i, j] = kinship(i, j)
    found = sorted((-_common(kinships, text_of), texts) for texts, kinships in likely.items())
    return [likely[texts] for common, texts in found if -common >= ENOUGH], kinship


def _worth_asking(
    known: Mapping[Pair, float], text_of: Mapping[int, int], places: Places
) -> dict[Pair, list[Pair]]:
    """The pairs of pages of each two texts that could be one, were all their common words in the same order:
    of most, the order need not be asked.
    """
    more = [pair for pair, much in known.items() if much > 0]
    words = {page: places(page)[0] for pair in more for page in pair}
    together = _pairs.overlaps(more, words, {page: np.ones(len(found)) for page, found in words.items()})
    common = dict(zip(more, together.tolist(), strict=True))
    asked: dict[Pair, list[Pair]] = defaultdict(list)
    for i, j in known:
        asked[_texts(i, j, text_of)].append((i, j))
    likely = {_texts(i, j, text_of) for i, j in more}

    def best(pair: Pair) -> float:
        return Kinship(known[pair], 1.0, min(_POINTS, int(common.get(pair, 0)))).score

    return {
        texts: of
        for texts, of in asked.items()
        if texts in likely and fmean(best(pair) for pair in of) >= ENOUGH
    }


def _texts(i: int, j: int, text_of: Mapping[int, int]) -> Pair:
    one, other = sorted((text_of[i], text_of[j]))
    return one, other


def _witnesses(texts: Iterable[Pair], text_of: Mapping[int, int]) -> set[Pair]:
    """The pairs of the first pages of two texts: one odd page does not speak for a text."""
    pages: dict[int, list[int]] = defaultdict(list)
    for page in sorted(text_of):
        if len(pages[text_of[page]]) < WITNESSES:
            pages[text_of[page]].append(page)
    return {(min(i, j), max(i, j)) for one, other in texts for i in pages[one] for j in pages[other]}


def _mean(kinships: Mapping[Pair, Kinship]) -> float:
    return fmean(k.score for k in kinships.values())


def _common(kinships: Mapping[Pair, Kinship], text_of: Mapping[int, int]) -> float:
    """The score that half of the pages of either text reach with the other text: a page compiled from two
    texts cannot speak for a text that has other pages.
    """
    scores: dict[int, list[float]] = defaultdict(list)
    for pair, kinship in kinships.items():
        for page in pair:
            scores[page].append(kinship.score)
    texts: dict[int, list[float]] = defaultdict(list)
    for page, found in scores.items():
        texts[text_of[page]].append(fmean(found))
    return min(median_low(found) for found in texts.values())


class _Shares:
    """The weight of the keys that two pages share, as a part of both pages' weight."""

    def __init__(self, features: Sequence[shingles.Hashes], text_of: Mapping[int, int]) -> None:
        self._keys = {i: features[i] for i in sorted(text_of)}
        of_text: dict[int, list[shingles.Hashes]] = defaultdict(list)
        for i, found in self._keys.items():
            of_text[text_of[i]].append(found)
        each = [np.unique(np.concatenate(found)) for found in of_text.values()]
        self._known, counts = np.unique(np.concatenate(each), return_counts=True)
        self._squares = _pairs.rarity(len(each))[counts] ** 2
        self._size = {i: self._weight(found) ** 0.5 for i, found in self._keys.items()}

    def _weight(self, of: shingles.Hashes) -> float:
        return float(self._squares[np.searchsorted(self._known, of)].sum())

    def all(self, pairs: Sequence[Pair]) -> Weights:
        """The shares of many pairs at once."""
        weights = {i: self._squares[np.searchsorted(self._known, self._keys[i])] for i in self._keys}
        sizes = np.array([self._size[i] * self._size[j] for i, j in pairs])
        shares: Weights = _pairs.overlaps(pairs, self._keys, weights) / np.maximum(sizes, 1e-9)
        return shares

    def __call__(self, i: int, j: int) -> float:
        both = np.intersect1d(self._keys[i], self._keys[j], assume_unique=True)
        share: float = self._weight(both) / max(self._size[i] * self._size[j], 1e-9)
        return share


class _Usual:
    """What a page shares with its usual neighbours of a language; each text is one neighbour."""

    def __init__(
        self, prints: Sequence[Fingerprint], shared: tuple[Ints, Ints, Weights], text_of: Mapping[int, int]
    ) -> None:
        self._langs = _pairs.languages(prints).astype(np.int64)
        self._texts = np.array([text_of[i] for i in range(len(prints))], dtype=np.int64)
        left, right, weight = shared
        place = np.concatenate((self._place(left, right), self._place(right, left)))
        text, weight = self._texts[np.concatenate((right, left))], np.concatenate((weight, weight))
        # Of each text the page that is nearest, then of each place the nearest texts.
        order = np.lexsort((-weight, text, place))
        order = order[changes(place[order]) | changes(text[order])]
        order = order[np.lexsort((-text[order], -weight[order], place[order]))]
        starts = np.flatnonzero(changes(place[order]))
        sizes = np.diff(np.append(starts, len(order)))
        rank, row = np.arange(len(order)) - np.repeat(starts, sizes), np.repeat(np.arange(len(starts)), sizes)
        near = rank <= NEIGHBOURS
        self._known = place[order][starts]
        # The last row is that of a place without neighbours.
        self._near = np.full((len(starts) + 1, NEIGHBOURS + 1), -1, dtype=np.int64)
        self._near[row[near], rank[near]] = text[order][near]
        self._weights = np.zeros(self._near.shape)
        self._weights[row[near], rank[near]] = weight[order][near]

    def of(self, pages: Ints, others: Ints) -> Weights:
        """The mean over the neighbours of each page in the language of the other, the other's text apart."""
        place = self._place(pages, others)
        row = np.minimum(np.searchsorted(self._known, place), len(self._known) - 1)
        row = np.where(self._known[row] == place, row, len(self._known))
        apart = self._near[row] == self._texts[others][:, None]
        # Where the other's text is not among the nearest, the last of them is one too many.
        apart[~apart.any(axis=1), NEIGHBOURS] = True
        counted = (self._near[row] >= 0) & ~apart
        total = np.where(counted, self._weights[row], 0.0).sum(axis=1)
        mean: Weights = (total + USUAL * (NEIGHBOURS - counted.sum(axis=1))) / NEIGHBOURS
        return mean

    def _place(self, pages: Ints, others: Ints) -> Ints:
        """A page and a language as one number."""
        place: Ints = pages * 128 + self._langs[others]
        return place


def _order(a: tuple[Ints, Ints], b: tuple[Ints, Ints]) -> tuple[float, int]:
    """Kendall's tau of the places of shared words, and how many there are."""
    _, in_a, in_b = np.intersect1d(a[0], b[0], assume_unique=True, return_indices=True)
    points = np.sort((a[1][in_a] << 32) | b[1][in_b])[:_POINTS]
    n = len(points)
    if n < 2:
        return 0.0, n
    second = points & 0xFFFFFFFF
    rising = int(np.triu(second[None, :] > second[:, None], 1).sum())
    return 4.0 * rising / (n * (n - 1)) - 1.0, n
