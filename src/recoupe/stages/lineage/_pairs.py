"""Which pairs of pages are worth a comparison: an inverted index of rare features, never all pairs.

A feature that few pages share proposes every pair of them; one that many share (a wire that hundreds printed)
proposes only neighbours, which is enough to chain a family and keeps the work in proportion to the pages.
"""

import zlib
from collections.abc import Sequence

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
    features = [np.unique(shingles.triples(shingles.unpack(p.words))) for p in prints]
    sizes = np.array([len(f) for f in features], dtype=np.int64)
    pairs, counts = _shared(features, np.ones(0))
    enough = counts >= np.maximum(4, 0.02 * np.minimum(sizes[pairs[:, 0]], sizes[pairs[:, 1]]))
    return _strongest(pairs[enough], counts[enough])


def across_languages(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Pairs of pages of two languages that share sound forms of names and long words, and numbers."""
    if len({p.lang for p in prints}) < 2:
        return []
    features = [keys(p) for p in prints]
    pairs, weights = _shared(features, rarity(len(prints)))
    langs = np.array([p.lang for p in prints])
    other = langs[pairs[:, 0]] != langs[pairs[:, 1]]
    return _strongest(pairs[other], weights[other])


def keys(of: Fingerprint) -> shingles.Hashes:
    """What a page shares with its translation: the first sounds of names and long words, and its numbers."""
    spoken = {w[:6] for w in of.heard.split() if len(w) >= 5} | {n[:6].encode() for n in of.names}
    every = sorted(spoken | {b"#" + n.encode() for n in of.numbers})
    return np.unique(np.fromiter(map(zlib.crc32, every), dtype=np.uint32, count=len(every)))


def rarity(pages: int) -> Weights:
    """The weight of a feature by the number of pages that share it."""
    return np.log(1 + pages / np.maximum(1, np.arange(pages + 1)))


def _shared(features: Sequence[shingles.Hashes], weight_of: Weights) -> tuple[Ints, Weights]:
    """The pairs (i < j) that a feature proposes, with the number or the weight of the features they share."""
    pages = np.repeat(np.arange(len(features), dtype=np.int64), [len(f) for f in features])
    if not len(pages):
        return np.empty((0, 2), dtype=np.int64), np.empty(0)
    every = np.concatenate(features)
    order = np.argsort(every, kind="stable")
    every, pages = every[order], pages[order]
    starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(every)])))
    codes: list[Ints] = []
    weights: list[Weights] = []

    def propose(left: Ints, right: Ints, size: Ints) -> None:
        codes.append(pages[left] * len(features) + pages[right])
        weights.append(weight_of[size] if len(weight_of) else np.ones(len(left)))

    for size in range(2, RARE + 1):
        heads = starts[sizes == size]
        if not len(heads):
            continue
        for a in range(size - 1):
            for b in range(a + 1, size):
                propose(heads + a, heads + b, np.full(len(heads), size, dtype=np.int64))
    size_at = np.repeat(sizes, sizes)
    for step in (1, 2):
        near = np.flatnonzero((every[:-step] == every[step:]) & (size_at[:-step] > RARE))
        propose(near, near + step, size_at[near])
    if not codes:
        return np.empty((0, 2), dtype=np.int64), np.empty(0)
    unique, place = np.unique(np.concatenate(codes), return_inverse=True)
    total: Weights = np.bincount(place, weights=np.concatenate(weights), minlength=len(unique)).astype(float)
    return np.stack((unique // len(features), unique % len(features)), axis=1), total


def _strongest(pairs: Ints, weights: Weights) -> list[tuple[int, int]]:
    """The pairs that are among the strongest of either page, sorted."""
    taken: dict[int, int] = {}
    kept = []
    for at in np.lexsort((pairs[:, 1], pairs[:, 0], -weights)):
        i, j = int(pairs[at, 0]), int(pairs[at, 1])
        if min(taken.get(i, 0), taken.get(j, 0)) < PARTNERS:
            kept.append((i, j))
            taken[i] = taken.get(i, 0) + 1
            taken[j] = taken.get(j, 0) + 1
    return sorted(kept)
