"""How alike two pages are, unit by unit: what narration and what quotation of one answers which of the
other.

Units are compared by the four-character grams of their sound form, weighed by rarity; so the same table
serves one language and two. What the figures mean is decided in `_families`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recoupe.methods import align
from recoupe.model import Fingerprint
from recoupe.text import shingles

Floats = npt.NDArray[np.float64]
_ROW_BITS = 24  # a page has at most 200,000 characters, so fewer units
HEARD = 0.5  # of the word triples of a page that fuller pages have, from which it is a copy
# Of the floor: enough for units next to two that answer each other. Free translations of one sentence have
# 0.25 to 0.4 where the floor is 0.4.
BESIDE = 0.6
SAMPLE = 256  # pages of a language whose units say how common a gram is


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
    first: npt.NDArray[np.int64]  # the first place of each gram of the vocabulary in rows and values
    many: npt.NDArray[np.int64]  # its places there: one for each unit that has it
    rows: npt.NDArray[np.int64]  # the unit
    values: Floats  # its weight in that unit; the weights of a unit have length 1
    size: npt.NDArray[np.int64]  # words of each unit
    quoted: npt.NDArray[np.int64]  # whether it is a quotation, 0 or 1


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
    words: tuple[int, int]  # of a and of b


def rarities(prints: Sequence[Fingerprint]) -> dict[str, Rarity]:
    """How rare grams are in each language and, under no language, in all: a page in another language, added,
    changes nothing of what two pages of one language share.
    """
    of_lang: dict[str, list[Fingerprint]] = defaultdict(list)
    for p in prints:
        of_lang[p.lang].append(p)
    found = {lang: _rarity(of_lang[lang]) for lang in sorted(of_lang)}
    return {**found, "": _rarity(prints) if len(of_lang) > 1 else next(iter(found.values()), _rarity(()))}


def _rarity(prints: Sequence[Fingerprint]) -> Rarity:
    """How rare grams are, from an even sample of the pages; a copy of a page is not heard a second time."""
    sample = _once(prints[:: max(1, len(prints) // SAMPLE)])
    units = sum(len(p.units) for p in sample)
    if not units:
        return Rarity(np.empty(0, dtype=np.uint32), np.empty(0), 1.0)
    grams, counts = np.unique(np.concatenate([_unit_grams(p)[0] for p in sample]), return_counts=True)
    return Rarity(grams, np.log(1 + units / (1 + counts)), float(np.log(1 + units)))


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


def _unit_grams(of: Fingerprint) -> tuple[shingles.Hashes, npt.NDArray[np.int64]]:
    """The grams of the units of a page and the unit of each, once a unit, sorted by gram, then by unit."""
    grams = shingles.grams(of.heard).astype(np.uint64)
    starts = np.array([u[5] for u in of.units], dtype=np.int64)
    # A unit shorter than four characters has no gram; the grams over the seam of two units are of neither.
    many = np.maximum(0, np.array([u[6] for u in of.units], dtype=np.int64) - 3 - starts)
    rows = np.repeat(np.arange(len(many)), many)
    at = np.arange(len(rows)) + np.repeat(starts - np.cumsum(many) + many, many)
    coded = np.sort((grams[at] << np.uint64(_ROW_BITS)) | rows.astype(np.uint64))
    coded = coded[np.concatenate(([True], coded[1:] != coded[:-1]))] if len(coded) else coded
    row_of = (coded & np.uint64((1 << _ROW_BITS) - 1)).astype(np.int64)
    return (coded >> np.uint64(_ROW_BITS)).astype(np.uint32), row_of


def lay_out(of: Fingerprint, rare: Rarity) -> Sheet:
    """The page as a table of weighed grams."""
    grams, rows = _unit_grams(of)
    first = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1]))) if len(grams) else rows
    many = np.diff(np.concatenate((first, [len(grams)])))
    vocabulary = grams[first]
    values = np.repeat(rare.of(vocabulary), many)
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=len(of.units)))
    return Sheet(
        of=of, vocabulary=vocabulary, first=first, many=many, rows=rows,
        values=values / np.maximum(lengths, 1e-9)[rows],
        size=np.array([u[4] - u[3] for u in of.units], dtype=np.int64),
        quoted=np.array([u[2] for u in of.units], dtype=np.int64),
    )  # fmt: skip


def unit_table(a: Sheet, b: Sheet) -> Floats:
    """The likeness of each unit of a with each of b, 0..1."""
    at_b = np.searchsorted(b.vocabulary, a.vocabulary)
    at_b[at_b == len(b.vocabulary)] = 0
    in_a = np.flatnonzero(b.vocabulary[at_b] == a.vocabulary) if len(b.vocabulary) else at_b[:0]
    in_b = at_b[in_a]
    # Every place of a shared gram in a meets every place of it in b.
    mine = _places(a.first[in_a], a.many[in_a])
    theirs_many = np.repeat(b.many[in_b], a.many[in_a])
    theirs = _places(np.repeat(b.first[in_b], a.many[in_a]), theirs_many)
    mine = np.repeat(mine, theirs_many)
    at = a.rows[mine] * len(b.size) + b.rows[theirs]
    likeness = a.values[mine] * b.values[theirs]
    sums = np.bincount(at, weights=likeness, minlength=len(a.size) * len(b.size))
    table: Floats = np.asarray(sums, dtype=np.float64).reshape(len(a.size), len(b.size))
    return table


def _places(first: npt.NDArray[np.int64], many: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """`many` places from `first` on, for each of them, in a row."""
    places: npt.NDArray[np.int64] = np.arange(int(many.sum())) + np.repeat(
        first - np.cumsum(many) + many, many
    )
    return places


def compare(a: Sheet, b: Sheet, floor: float) -> Likeness:
    """What a and b share: units that are each other's best and reach the floor, and those beside them;
    shares are counted in words.
    """
    table = unit_table(a, b)
    long_a, long_b = a.size >= 4, b.size >= 4
    table = np.where(long_a[:, None] & long_b[None, :], table, 0.0)
    pairs = align.widen(table, align.mutual(table, floor), floor)
    pairs = align.fill(table, pairs, BESIDE * floor)
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
        words=(sides[0].words, sides[1].words),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    own: float
    quoted: float
    all: float
    narration: int
    words: int


def _side(of: Sheet, met: set[int], mixed: set[int]) -> _Side:
    """What of one page the other has."""
    shared, told = np.zeros(len(of.size), dtype=np.int64), 1 - of.quoted
    shared[list(met)] = 1
    told[list(mixed)] = 0
    every, own = int(of.size.sum()), int(of.size @ told)
    every_shared, own_shared = int(of.size @ shared), int(of.size @ (shared * told))
    return _Side(
        own=_part(own_shared, own),
        quoted=_part(every_shared - own_shared, every - own),
        all=_part(every_shared, every),
        narration=own,
        words=every,
    )


def _part(of: int, whole: int) -> float:
    return of / whole if whole else 0.0
