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
from functools import cache, lru_cache
from statistics import fmean, median_low

import numpy as np
import numpy.typing as npt

from recoupe.model import Fingerprint
from recoupe.stages.lineage import _pairs
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
    kinship of any two pages; `features` are their keys, and `text_of` says which pages of one language are
    already known to be one.
    """
    share = _Shares(features, text_of)
    shared = share.all(pairs)
    usual = _Usual(prints, shared, text_of)

    def beyond(i: int, j: int) -> float:
        own = shared[i, j] if (i, j) in shared else share(i, j)
        return 2 * own - usual(i, j) - usual(j, i)

    @cache
    def kinship(i: int, j: int) -> Kinship:
        much = beyond(i, j)
        # Pages that share no more than either does with its neighbours are not one text in any order.
        return Kinship(much, *(_order(prints[i], prints[j]) if much > 0 else (0.0, 0)))

    asked: dict[Pair, list[Pair]] = defaultdict(list)
    for i, j in pairs:
        asked[_texts(i, j, text_of)].append((i, j))
    likely: dict[Pair, dict[Pair, Kinship]] = {}
    more = {pair: much for pair in pairs if (much := beyond(*pair)) > 0}
    together = _together(prints, list(more))
    for texts, of in asked.items():
        # Most pairs could not be one text were all their words in the same order: the order is not asked.
        if not any(pair in more for pair in of):
            continue
        if fmean(Kinship(beyond(*pair), 1.0, together.get(pair, 0)).score for pair in of) < ENOUGH:
            continue
        kinships = {(i, j): kinship(i, j) for i, j in of}
        if _mean(kinships) >= ENOUGH:
            likely[texts] = kinships
    for i, j in sorted(_witnesses(likely, text_of) - shared.keys()):
        likely[_texts(i, j, text_of)][i, j] = kinship(i, j)
    found = sorted((-_common(kinships, text_of), texts) for texts, kinships in likely.items())
    return [likely[texts] for common, texts in found if -common >= ENOUGH], kinship


def _together(prints: Sequence[Fingerprint], pairs: Sequence[Pair]) -> dict[Pair, int]:
    """How many words the pages of each pair have in common, as `_order` counts them."""
    words = {i: _places(prints[i].heard)[0] for i in sorted({i for pair in pairs for i in pair})}
    ones = {i: np.ones(len(found)) for i, found in words.items()}
    return {pair: min(_POINTS, int(many)) for pair, many in _pairs.overlaps(pairs, words, ones).items()}


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

    def all(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        """The shares of many pairs at once."""
        weights = {i: self._squares[np.searchsorted(self._known, self._keys[i])] for i in self._keys}
        met = _pairs.overlaps(pairs, self._keys, weights)
        return {(i, j): of / max(self._size[i] * self._size[j], 1e-9) for (i, j), of in met.items()}

    def __call__(self, i: int, j: int) -> float:
        both = np.intersect1d(self._keys[i], self._keys[j], assume_unique=True)
        share: float = self._weight(both) / max(self._size[i] * self._size[j], 1e-9)
        return share


class _Usual:
    """What a page shares with its usual neighbours of a language; each text is one neighbour."""

    def __init__(
        self, prints: Sequence[Fingerprint], shared: Mapping[Pair, float], text_of: Mapping[int, int]
    ) -> None:
        self._text_of = text_of
        self._langs = [p.lang for p in prints]
        best: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
        for (i, j), weight in shared.items():
            for one, other in ((i, j), (j, i)):
                texts = best[one, self._langs[other]]
                texts[text_of[other]] = max(texts.get(text_of[other], 0.0), weight)
        self._best = {
            place: sorted(((weight, text) for text, weight in texts.items()), reverse=True)[: NEIGHBOURS + 1]
            for place, texts in best.items()
        }
        self._near = {place: frozenset(text for _, text in of) for place, of in self._best.items()}
        self._mean = cache(self._mean_without)

    def __call__(self, i: int, j: int) -> float:
        """The mean over the neighbours of page i in the language of page j, the text of j apart."""
        place, but = (i, self._langs[j]), self._text_of[j]
        return self._mean(place, but if but in self._near.get(place, ()) else None)

    def _mean_without(self, place: tuple[int, str], but: int | None) -> float:
        near = [w for w, text in self._best.get(place, ()) if text != but][:NEIGHBOURS]
        return (sum(near) + USUAL * (NEIGHBOURS - len(near))) / NEIGHBOURS


def _order(a: Fingerprint, b: Fingerprint) -> tuple[float, int]:
    """Kendall's tau of the places of shared words, and how many there are."""
    (words_a, places_a), (words_b, places_b) = _places(a.heard), _places(b.heard)
    _, in_a, in_b = np.intersect1d(words_a, words_b, assume_unique=True, return_indices=True)
    points = np.sort((places_a[in_a] << 32) | places_b[in_b])[:_POINTS]
    n = len(points)
    if n < 2:
        return 0.0, n
    second = points & 0xFFFFFFFF
    rising = int(np.triu(second[None, :] > second[:, None], 1).sum())
    return 4.0 * rising / (n * (n - 1)) - 1.0, n


@lru_cache(maxsize=8192)
def _places(heard: bytes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The longer words and numbers that stand at most three times, and their places; a word is one integer:
    its first six letters, how often it stands, and which time this is.
    """
    raw = np.frombuffer(heard, dtype=np.uint8)
    inside = np.concatenate(([False], raw != 32, [False]))
    starts = np.flatnonzero(inside[1:] & ~inside[:-1])
    lengths = np.flatnonzero(inside[:-1] & ~inside[1:]) - starts
    at = starts[:, None] + np.arange(6)
    letters = np.where(np.arange(6) < lengths[:, None], raw[np.minimum(at, len(raw) - 1)], 0).astype(np.int64)
    digits = ((letters >= 48) & (letters <= 57)).sum(axis=1)
    telling = np.flatnonzero((lengths >= 4) | ((lengths > 1) & (digits == lengths)))
    words = (letters[telling] << np.arange(0, 48, 8)).sum(axis=1)
    order = np.argsort(words, kind="stable")
    _, first, many = np.unique(words[order], return_index=True, return_counts=True)
    nth = np.arange(len(words)) - np.repeat(first, many)
    many = np.repeat(many, many)
    few = many <= 3
    return ((words[order] << 4) | (many << 2) | nth)[few], telling[order][few]
