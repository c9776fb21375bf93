"""Whether pages of two languages carry one text: shared names, figures and related words, and their order.

Two reports of one event share many names, in an order of their own; a translation shares them in the same
order. And a translation stands out among its neighbours: a pair must share clearly more than either page
shares with any page outside the other's text (the correction for pages that resemble everything).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recoupe.model import Fingerprint
from recoupe.stages.lineage import _pairs
from recoupe.text import shingles

# From the translated news of 2021: of true pairs nine in ten reach 0.88 in order and 0.058 in shared
# weight; of unrelated pairs one in a thousand reaches 0.05. Reports of one event by two reporters reach 0.8
# and 0.09.
SAME_ORDER = 0.7
ENOUGH = 2.8
STANDS_OUT = 1.4
THIRD = 0.7  # of what it shares with a page of a third language, which may be a translation too
LEAST = 0.045  # shared weight without which only a long order counts
LONG_ORDER = 6.0  # standard deviations by which the order is better than chance
FEW = 0.09  # shared weight that is needed where fewer than three keys tell an order
_POINTS = 400  # shared places whose order is counted; more tell nothing new


@dataclass(frozen=True, slots=True)
class Kinship:
    """How much two pages of different languages share, and how far in the same order (-1..1) over how many
    places.
    """

    weight: float
    order: float
    places: int

    @property
    def score(self) -> float:
        """One figure for both; 2.8 parts translated from unrelated news."""
        return 40 * self.weight + 0.6 * self.certainty

    @property
    def certainty(self) -> float:
        """By how many standard deviations the order is better than chance."""
        n = self.places
        return self.order * float(9 * n * (n - 1) / (2 * (2 * n + 5))) ** 0.5 if n > 1 else 0.0

    @property
    def holds(self) -> bool:
        """Whether it is enough, neighbours apart."""
        if self.places < 3:
            return self.weight >= FEW and self.order >= 0
        enough = self.weight >= LEAST or self.certainty >= LONG_ORDER
        return enough and self.order >= SAME_ORDER and self.score >= ENOUGH


def translations(
    prints: Sequence[Fingerprint], pairs: Sequence[tuple[int, int]], text_of: Mapping[int, int]
) -> dict[tuple[int, int], Kinship]:
    """The pairs that carry one text; `text_of` says which pages of one language are already known to."""
    if not pairs:
        return {}
    keys = {i: _pairs.keys(prints[i]) for i in sorted({i for pair in pairs for i in pair})}
    weight_of = _weights(list(keys.values()))
    size = {
        i: float((weight_of[1][np.searchsorted(weight_of[0], found)] ** 2).sum()) ** 0.5
        for i, found in keys.items()
    }
    shared: dict[tuple[int, int], float] = {}
    for i, j in pairs:
        both = np.intersect1d(keys[i], keys[j], assume_unique=True)
        shared[i, j] = float((weight_of[1][np.searchsorted(weight_of[0], both)] ** 2).sum()) / max(
            size[i] * size[j], 1e-9
        )
    rival = _rivals(prints, shared, text_of)
    found = {}
    for (i, j), weight in shared.items():
        if weight < max(rival(i, j), rival(j, i)):
            continue
        kinship = Kinship(weight, *_order(prints[i], prints[j]))
        if kinship.holds:
            found[i, j] = kinship
    return found


def _rivals(
    prints: Sequence[Fingerprint], shared: Mapping[tuple[int, int], float], text_of: Mapping[int, int]
) -> Callable[[int, int], float]:
    """What page i must share with page j, by what it shares with pages outside j's text."""
    best: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    for (i, j), weight in shared.items():
        for one, other in ((i, j), (j, i)):
            texts = best[one, prints[other].lang]
            texts[text_of[other]] = max(texts.get(text_of[other], 0.0), weight)
    ranked: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
    for (page, lang), texts in best.items():
        two = sorted(((weight, text) for text, weight in texts.items()), reverse=True)[:2]
        ranked[page] += [(weight, lang, text) for weight, text in two]

    def needed(i: int, j: int) -> float:
        lang, text = prints[j].lang, text_of[j]
        against = (w * (STANDS_OUT if other == lang else THIRD) for w, other, t in ranked[i] if t != text)
        return max(against, default=0.0)

    return needed


def _weights(features: Sequence[shingles.Hashes]) -> tuple[shingles.Hashes, _pairs.Weights]:
    known, counts = np.unique(np.concatenate(features), return_counts=True)
    return known, _pairs.rarity(len(features))[counts]


def _order(a: Fingerprint, b: Fingerprint) -> tuple[float, int]:
    """Kendall's tau of the places of shared words, and how many there are."""
    places_a, places_b = _places(a), _places(b)
    points = sorted(
        point
        for key, at in places_a.items()
        if key in places_b and len(at) == len(places_b[key]) <= 3
        for point in zip(at, places_b[key], strict=True)
    )[:_POINTS]
    n = len(points)
    if n < 2:
        return 0.0, n
    second = np.array([p[1] for p in points])
    rising = int(np.triu(second[None, :] > second[:, None], 1).sum())
    return 4.0 * rising / (n * (n - 1)) - 1.0, n


def _places(of: Fingerprint) -> dict[bytes, list[int]]:
    places: dict[bytes, list[int]] = defaultdict(list)
    for at, word in enumerate(of.heard.split()):
        if len(word) >= 4 or (word.isdigit() and len(word) > 1):
            places[word[:6]].append(at)
    return places
