"""How alike two pages are, unit by unit: what narration and what quotation of one answers which of the other.

Units are compared by the four-character grams of their sound form, weighed by rarity; so the same table serves one
language and two. What the figures mean is decided in `_families`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recoupe.methods import align
from recoupe.model import Fingerprint
from recoupe.text import shingles

Floats = npt.NDArray[np.float64]
SAMPLE = 400  # pages whose units say how common a gram is


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """How rare each gram is, over the units of the collection."""

    grams: shingles.Hashes
    weights: Floats
    unseen: float

    def of(self, grams: shingles.Hashes) -> Floats:
        """The weight of each gram."""
        if not len(self.grams):
            return np.full(len(grams), self.unseen)
        at = np.minimum(np.searchsorted(self.grams, grams), len(self.grams) - 1)
        return np.where(self.grams[at] == grams, self.weights[at], self.unseen)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page laid out for comparing: one row per unit."""

    of: Fingerprint
    vocabulary: shingles.Hashes
    table: Floats  # unit x vocabulary, rows of length 1
    whole: Floats  # the page as one row, length 1
    grams: shingles.Hashes  # of all units, in order
    rows: npt.NDArray[np.int64]
    values: Floats
    size: npt.NDArray[np.int64]  # words of each unit
    quoted: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """What two pages share. Shares are of words: own words or quotations of a (or b) that the other page has."""

    pairs: tuple[tuple[int, int, float], ...]  # (unit of a, unit of b, likeness)
    own: tuple[float, float]
    quoted: tuple[float, float]
    whole: float


def rarity(prints: Sequence[Fingerprint]) -> Rarity:
    """How rare grams are, from an even sample of the pages."""
    step = max(1, len(prints) // SAMPLE)
    each = [np.unique(g) for p in prints[::step] for g in _unit_grams(p)]
    if not each:
        return Rarity(np.empty(0, dtype=np.uint32), np.empty(0), 1.0)
    grams, counts = np.unique(np.concatenate(each), return_counts=True)
    return Rarity(grams, np.log(1 + len(each) / (1 + counts)), float(np.log(1 + len(each))))


def _unit_grams(of: Fingerprint) -> list[shingles.Hashes]:
    return [shingles.grams(of.heard[unit[5] : unit[6]]) for unit in of.units]


def lay_out(of: Fingerprint, rare: Rarity) -> Sheet:
    """The page as a table of weighed grams."""
    each = [np.unique(g) for g in _unit_grams(of)]
    grams = np.concatenate(each) if each else np.empty(0, dtype=np.uint32)
    rows = np.repeat(np.arange(len(each)), [len(g) for g in each])
    values = rare.of(grams)
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=len(each)))
    values = values / np.maximum(lengths, 1e-9)[rows] if len(rows) else values
    vocabulary = np.unique(grams)
    at = np.searchsorted(vocabulary, grams)
    table = np.zeros((len(each), len(vocabulary)))
    table[rows, at] = values
    raw, counts = np.unique(shingles.grams(of.heard), return_counts=True)
    whole = np.log(1 + np.bincount(np.searchsorted(vocabulary, raw[np.isin(raw, vocabulary)]),
        weights=counts[np.isin(raw, vocabulary)], minlength=len(vocabulary))) * rare.of(vocabulary)  # fmt: skip
    whole = whole / max(float(np.sqrt((whole**2).sum())), 1e-9)
    return Sheet(
        of=of, vocabulary=vocabulary, table=table, whole=whole, grams=grams, rows=rows, values=values,
        size=np.array([u[4] - u[3] for u in of.units], dtype=np.int64),
        quoted=np.array([u[2] for u in of.units], dtype=np.bool_),
    )  # fmt: skip


def whole_likeness(a: Sheet, b: Sheet) -> float:
    """How alike two pages are as wholes, 0..1."""
    _, at_a, at_b = np.intersect1d(a.vocabulary, b.vocabulary, assume_unique=True, return_indices=True)
    return float(a.whole[at_a] @ b.whole[at_b])


def unit_table(a: Sheet, b: Sheet) -> Floats:
    """The likeness of each unit of a with each of b, 0..1."""
    if not len(a.vocabulary) or not len(b.grams):
        return np.zeros((len(a.size), len(b.size)))
    at = np.minimum(np.searchsorted(a.vocabulary, b.grams), len(a.vocabulary) - 1)
    known = a.vocabulary[at] == b.grams
    other = np.zeros((len(b.size), len(a.vocabulary)))
    other[b.rows[known], at[known]] = b.values[known]
    table: Floats = a.table @ other.T
    return table


def compare(a: Sheet, b: Sheet, floor: float) -> Likeness:
    """What a and b share: units that are each other's best and reach the floor; shares counted in words."""
    table = unit_table(a, b)
    long_a, long_b = a.size >= 4, b.size >= 4
    table = np.where(long_a[:, None] & long_b[None, :], table, 0.0)
    pairs = align.mutual(table, floor)

    def share(sheet: Sheet, side: int, said: bool) -> float:
        units = sorted({p[side] for p in pairs if bool(a.quoted[p[0]] or b.quoted[p[1]]) == said})
        whole = int(sheet.size[sheet.quoted == said].sum())
        return min(1.0, float(sheet.size[units].sum()) / whole) if whole and units else 0.0

    return Likeness(
        pairs=tuple(pairs),
        own=(share(a, 0, said=False), share(b, 1, said=False)),
        quoted=(share(a, 0, said=True), share(b, 1, said=True)),
        whole=whole_likeness(a, b),
    )
