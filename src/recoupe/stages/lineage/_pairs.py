"""Which pairs of pages are worth a comparison: an inverted index of rare features, never all pairs.

A feature that few pages share proposes every pair of them; one that many share (a wire that hundreds printed)
proposes only neighbours, which is enough to chain a family and keeps the work in proportion to the pages.
"""

import itertools
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from recoupe.model import Fingerprint
from recoupe.text import shingles

RARE = 24  # pages that may share a feature which still proposes all their pairs: 276 pairs at most
PARTNERS = 24  # candidates kept for one page
Ints = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


def in_like_words(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Pairs of pages that share rare word triples: at least four, and at least one in fifty of the shorter
    page's. A page may hold sentences of another language than its own, so languages are not asked.
    """
    features = [shingles.distinct(shingles.triples(shingles.unpack(p.words))) for p in prints]
    sizes = np.array([len(f) for f in features], dtype=np.int64)
    left, right, counts = _shared(features)
    enough = counts >= np.maximum(4, 0.02 * np.minimum(sizes[left], sizes[right]))
    return _strongest(left[enough], right[enough], counts[enough])


def across_languages(
    prints: Sequence[Fingerprint], features: Sequence[shingles.Hashes]
) -> list[tuple[int, int]]:
    """Pairs of pages of two languages that share keys."""
    langs = languages(prints)
    return _strongest(*_shared(features, lambda a, b: langs[a] != langs[b], rarity(len(prints))))


def languages(prints: Sequence[Fingerprint]) -> npt.NDArray[np.int8]:
    """The language of each page as a small number."""
    number = {lang: n for n, lang in enumerate(sorted({p.lang for p in prints}))}
    return np.array([number[p.lang] for p in prints], dtype=np.int8)


def by_neighbourhood(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs, those of pages that hang together side by side: few pages need to be at hand at once."""
    near: dict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        near[i].append(j)
        near[j].append(i)
    rank: dict[int, int] = {}
    for page in near:
        ahead = deque([page])
        while ahead:
            at = ahead.popleft()
            if at not in rank:
                rank[at] = len(rank)
                ahead.extend(other for other in near[at] if other not in rank)
    return sorted(pairs, key=lambda pair: sorted((rank[pair[0]], rank[pair[1]])))


def keys(of: Fingerprint) -> shingles.Hashes:
    """What a page shares with its translation: the first sounds of names and long words, and its numbers."""
    spoken = {w[:6] for w in of.heard.split() if len(w) >= 5}
    spoken.update(n[:6].encode() for n in of.names)
    spoken.update(b"#" + n.encode() for n in of.numbers)
    return shingles.distinct(np.fromiter(map(zlib.crc32, spoken), dtype=np.uint32, count=len(spoken)))


def overlaps(
    pairs: Sequence[tuple[int, int]], keys: Mapping[int, npt.NDArray[Any]], weights: Mapping[int, Weights]
) -> Weights:
    """The weight of the keys that the pages of each pair share; pairs are sorted, and all partners of a page
    are done at once.
    """
    found: list[npt.NDArray[Any]] = [np.empty(0)]
    for i, group in itertools.groupby(pairs, key=itemgetter(0)):
        partners = [j for _, j in group]
        every = np.concatenate([keys[j] for j in partners])
        at = np.minimum(np.searchsorted(keys[i], every), len(keys[i]) - 1)
        met = keys[i][at] == every if len(keys[i]) else np.zeros(len(every), dtype=np.bool_)
        place = np.repeat(np.arange(len(partners)), [len(keys[j]) for j in partners])
        found.append(np.bincount(place[met], weights=weights[i][at[met]], minlength=len(partners)))
    return np.concatenate(found)


def changes(of: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Where a value is not the one before it."""
    differ: npt.NDArray[np.bool_] = np.ones(len(of), dtype=np.bool_)
    differ[1:] = of[1:] != of[:-1]
    return differ


def rarity(pages: int) -> Weights:
    """The weight of a feature by the number of pages that share it."""
    return np.log(1 + pages / np.maximum(1, np.arange(pages + 1)))


def _shared(
    features: Sequence[shingles.Hashes],
    may_meet: Callable[[Ints, Ints], npt.NDArray[np.bool_]] | None = None,
    weight_of: Weights | None = None,
) -> tuple[Ints, Ints, Weights]:
    """The pairs (i < j) that a feature proposes, and the number or the weight of the features they share."""
    pages = np.repeat(np.arange(len(features), dtype=np.int64), [len(f) for f in features])
    every = np.concatenate([np.empty(0, dtype=np.uint32), *features])
    order = np.argsort(every, kind="stable")
    every, pages = every[order], pages[order]
    starts = np.flatnonzero(changes(every))
    sizes = np.diff(np.concatenate((starts, [len(every)])))
    codes: list[Ints] = []
    weights: list[Weights] = []

    def propose(left: Ints, right: Ints, size: Ints) -> None:
        meet = may_meet(pages[left], pages[right]) if may_meet else slice(None)
        codes.append(pages[left[meet]] * len(features) + pages[right[meet]])
        if weight_of is not None:
            weights.append(weight_of[size[meet]])

    for size in range(2, RARE + 1):
        heads = starts[sizes == size]
        for a, b in itertools.combinations(range(size) if len(heads) else (), 2):
            propose(heads + a, heads + b, np.full(len(heads), size, dtype=np.int64))
    size_at = np.repeat(sizes, sizes)
    for step in (1, 2):
        near = np.flatnonzero((every[:-step] == every[step:]) & (size_at[:-step] > RARE))
        propose(near, near + step, size_at[near])
    return _summed(codes, weights, len(features))


def _summed(codes: list[Ints], weights: list[Weights], pages: int) -> tuple[Ints, Ints, Weights]:
    """The pairs that stand in the codes, each once, with how often or the sum of the weights."""
    every = np.concatenate([np.empty(0, dtype=np.int64), *codes])
    if not weights:
        unique, counts = np.unique(every, return_counts=True)
        return unique // pages, unique % pages, counts.astype(float)
    unique, place = np.unique(every, return_inverse=True)
    total = np.bincount(place, weights=np.concatenate(weights), minlength=len(unique))
    return unique // pages, unique % pages, total.astype(float)


def _strongest(left: Ints, right: Ints, weights: Weights) -> list[tuple[int, int]]:
    """The pairs that are among the strongest of either page, sorted."""
    order = np.lexsort((right, left, -weights))
    left, right = left[order], right[order]
    kept = _first(left, right)
    both = np.lexsort((right[kept], left[kept]))
    return list(zip(left[kept][both].tolist(), right[kept][both].tolist(), strict=True))


def _first(left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    """Which pairs are among the first PARTNERS of one of their pages, in the order given."""
    ends = np.stack((left, right), axis=1).ravel()
    by_page = np.argsort(ends, kind="stable")
    sorted_ends = ends[by_page]
    starts = np.flatnonzero(changes(sorted_ends))
    sizes = np.diff(np.concatenate((starts, [len(ends)])))
    rank = np.empty(len(ends), dtype=np.int64)
    rank[by_page] = np.arange(len(ends)) - np.repeat(starts, sizes)
    return (rank[::2] < PARTNERS) | (rank[1::2] < PARTNERS)
