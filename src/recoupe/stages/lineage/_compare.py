"""How alike two pages are, unit by unit: what narration and what quotation of one answers which of the
other.

Units are compared by the four-character grams of their sound form, weighed by rarity; so the same table
serves one language and two. What the figures mean is decided in `_families`.
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
    """A page laid out for comparing: the weighed grams of its units, sorted by gram."""

    of: Fingerprint
    vocabulary: shingles.Hashes
    whole: Floats  # the page as one row over the vocabulary, length 1
    grams: shingles.Hashes
    rows: npt.NDArray[np.int64]  # the unit of each gram
    values: Floats  # its weight in that unit; the weights of a unit have length 1
    size: npt.NDArray[np.int64]  # words of each unit
    quoted: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """What two pages share. Shares are of words: own words or quotations of a (or b) that the other page
    has.
    """

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
    order = np.argsort(grams, kind="stable")
    raw, counts = np.unique(shingles.grams(of.heard), return_counts=True)
    inside = np.isin(raw, vocabulary)  # grams across two units are of neither
    seen = np.zeros(len(vocabulary))
    seen[np.searchsorted(vocabulary, raw[inside])] = counts[inside]
    whole = np.log(1 + seen) * rare.of(vocabulary)
    whole = whole / max(float(np.sqrt((whole**2).sum())), 1e-9)
    return Sheet(
        of=of, vocabulary=vocabulary, whole=whole,
        grams=grams[order], rows=rows[order], values=values[order],
        size=np.array([u[4] - u[3] for u in of.units], dtype=np.int64),
        quoted=np.array([u[2] for u in of.units], dtype=np.bool_),
    )  # fmt: skip


def whole_likeness(a: Sheet, b: Sheet) -> float:
    """How alike two pages are as wholes, 0..1."""
    _, at_a, at_b = np.intersect1d(a.vocabulary, b.vocabulary, assume_unique=True, return_indices=True)
    return float(a.whole[at_a] @ b.whole[at_b])


def unit_table(a: Sheet, b: Sheet) -> Floats:
    """The likeness of each unit of a with each of b, 0..1."""
    cells = np.zeros(len(a.size) * len(b.size))
    first = np.searchsorted(b.grams, a.grams, side="left")
    many = np.searchsorted(b.grams, a.grams, side="right") - first
    mine = np.repeat(np.arange(len(a.grams)), many)
    # The places in b of each gram of a: its first place, then the next ones.
    theirs = np.repeat(first, many) + np.arange(len(mine)) - np.repeat(np.cumsum(many) - many, many)
    if len(mine):
        at = a.rows[mine] * len(b.size) + b.rows[theirs]
        cells += np.bincount(at, weights=a.values[mine] * b.values[theirs], minlength=len(cells))
    table: Floats = cells.reshape(len(a.size), len(b.size))
    return table


def compare(a: Sheet, b: Sheet, floor: float) -> Likeness:
    """What a and b share: units that are each other's best and reach the floor; shares counted in words."""
    table = unit_table(a, b)
    long_a, long_b = a.size >= 4, b.size >= 4
    table = np.where(long_a[:, None] & long_b[None, :], table, 0.0)
    pairs = align.mutual(table, floor)

    def share(sheet: Sheet, side: int, said: bool) -> float:
        units = sorted({int(p[side]) for p in pairs if bool(a.quoted[p[0]] or b.quoted[p[1]]) == said})
        whole = int(sheet.size[sheet.quoted == said].sum())
        return min(1.0, float(sheet.size[units].sum()) / whole) if whole and units else 0.0

    return Likeness(
        pairs=tuple(pairs),
        own=(share(a, 0, said=False), share(b, 1, said=False)),
        quoted=(share(a, 0, said=True), share(b, 1, said=True)),
        whole=whole_likeness(a, b),
    )
