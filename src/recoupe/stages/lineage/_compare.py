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
HEARD = 0.5  # of the word triples of a page that fuller pages have, from which it is a copy
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
    grams: shingles.Hashes
    rows: npt.NDArray[np.int64]  # the unit of each gram
    values: Floats  # its weight in that unit; the weights of a unit have length 1
    size: npt.NDArray[np.int64]  # words of each unit
    quoted: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """What two pages share. Shares are of words of a (or b) that the other page has: of the narration, which
    is own words on both pages, of the quotations, and of all words. What stands in marks on one page only is
    left out of the narration of both: marks get lost, and a reporter may tell what another quotes.
    """

    pairs: tuple[tuple[int, int, float], ...]  # (unit of a, unit of b, likeness)
    own: tuple[float, float]
    quoted: tuple[float, float]
    all: tuple[float, float]
    narration: tuple[int, int]  # own words, shared or not, of a and of b


def rarity(prints: Sequence[Fingerprint]) -> Rarity:
    """How rare grams are, from an even sample of the pages; a copy of a page is not heard a second time."""
    step = max(1, len(prints) // SAMPLE)
    each = [np.unique(g) for p in _once(prints[::step]) for g in _unit_grams(p)]
    if not each:
        return Rarity(np.empty(0, dtype=np.uint32), np.empty(0), 1.0)
    grams, counts = np.unique(np.concatenate(each), return_counts=True)
    return Rarity(grams, np.log(1 + len(each) / (1 + counts)), float(np.log(1 + len(each))))


def _once(prints: Sequence[Fingerprint]) -> list[Fingerprint]:
    """The pages without those of which fuller pages have most word triples."""
    fullest = sorted(prints, key=lambda p: (-len(p.words), p.published or "9999", p.doc))
    each = [np.unique(shingles.triples(shingles.unpack(p.words))) for p in fullest]
    if not each:
        return []
    sizes = np.array([len(t) for t in each])
    owner = np.repeat(np.arange(len(each)), sizes)
    _, first = np.unique(np.concatenate(each), return_index=True)
    own = np.bincount(owner[first], minlength=len(each))
    return sorted(
        (p for p, n, of in zip(fullest, own, sizes, strict=True) if n >= (1 - HEARD) * of),
        key=lambda p: p.doc,
    )


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
    order = np.argsort(grams, kind="stable")
    return Sheet(
        of=of,
        grams=grams[order], rows=rows[order], values=values[order],
        size=np.array([u[4] - u[3] for u in of.units], dtype=np.int64),
        quoted=np.array([u[2] for u in of.units], dtype=np.bool_),
    )  # fmt: skip


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
    pairs = align.widen(table, align.mutual(table, floor), floor)
    mixed = [p for p in pairs if a.quoted[p[0]] != b.quoted[p[1]]]
    sides = (
        _side(a, {p[0] for p in pairs}, {p[0] for p in mixed}),
        _side(b, {p[1] for p in pairs}, {p[1] for p in mixed}),
    )
    return Likeness(
        pairs=tuple(pairs),
        own=(sides[0].own, sides[1].own),
        quoted=(sides[0].quoted, sides[1].quoted),
        all=(sides[0].all, sides[1].all),
        narration=(sides[0].narration, sides[1].narration),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    own: float
    quoted: float
    all: float
    narration: int


def _side(of: Sheet, met: set[int], mixed: set[int]) -> _Side:
    """What of one page the other has."""
    shared, told = np.zeros(len(of.size), dtype=bool), ~of.quoted
    shared[sorted(met)] = True
    told[sorted(mixed)] = False

    def part(of_which: npt.NDArray[np.bool_]) -> float:
        whole = int(of.size[of_which].sum())
        return float(of.size[of_which & shared].sum()) / whole if whole else 0.0

    every = np.ones(len(of.size), dtype=bool)
    return _Side(part(told), part(~told), part(every), int(of.size[told].sum()))
