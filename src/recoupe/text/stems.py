"""Finds words and word patterns by their stems, so that one line of a table covers a whole family of forms.

A stem is a folded word (`paix`) or its beginning (`negoci*`). A pattern is stems in order (`garanti*
securit*`), at most `GAP` words apart, or stems in any order joined by `&` (`troupe* & american*`), at most
`REACH` words apart; several spellings of one place are joined by `|`. Every lookup costs a few dictionary
reads, whatever the size of the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recoupe.text.fold import fold

V = TypeVar("V")
GAP = 3  # words that may stand between two stems of an ordered pattern: "garanties [fortes de] sécurité"
_MEMORY = 20_000  # words remembered by a table
REACH = 8  # words within which unordered stems must stand


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[V]):
    stems: tuple[tuple[str, ...], ...]
    ordered: bool
    value: V


def fits(word: str, stem: str) -> bool:
    """Whether a folded word is of a stem.

    >>> fits("negociations", "negoci*"), fits("paix", "pai")
    (True, False)
    """
    return word.startswith(stem[:-1]) if stem.endswith("*") else word == stem


def _any(word: str, stems: Sequence[str]) -> bool:
    return any(fits(word, s) for s in stems)


class StemTable(Generic[V]):
    """Patterns of stems with a value each, indexed by their first stem; `gap` words may stand between
    ordered stems.
    """

    def __init__(self, entries: Iterable[tuple[str, V]], gap: int = GAP) -> None:
        self._gap = gap
        self._whole: dict[str, list[_Pattern[V]]] = defaultdict(list)
        self._begin: dict[str, list[_Pattern[V]]] = defaultdict(list)
        self._shortest, self._longest = 99, 0
        self._seen: dict[str, tuple[_Pattern[V], ...]] = {}
        for text, value in entries:
            self._add(text, value)

    def _add(self, text: str, value: V) -> None:
        ordered = "&" not in text
        parts = text.split() if ordered else [p.strip() for p in text.split("&")]
        stems = tuple(tuple(fold(p).split("|")) for p in parts if p)
        pattern = _Pattern(stems, ordered, value)
        for stem in stems[0]:
            if stem.endswith("*"):
                self._begin[stem[:-1]].append(pattern)
                self._shortest = min(self._shortest, len(stem) - 1)
                self._longest = max(self._longest, len(stem) - 1)
            else:
                self._whole[stem].append(pattern)

    def _starting(self, word: str) -> tuple[_Pattern[V], ...]:
        """The patterns whose first stem a word fits, longest last; remembered, for pages repeat words."""
        known = self._seen.get(word)
        if known is None:
            sizes = range(self._shortest, min(len(word), self._longest) + 1)
            begun = [p for size in sizes for p in self._begin.get(word[:size], ())]
            known = (*begun, *self._whole.get(word, ()))
            if len(self._seen) >= _MEMORY:
                self._seen.clear()
            self._seen[word] = known
        return known

    def word(self, word: str) -> V | None:
        """The value of the longest one-stem pattern that a folded word fits."""
        return next((p.value for p in reversed(self._starting(word)) if len(p.stems) == 1), None)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, V]]:
        """Each place where a pattern is met: first word, last word, value."""
        for i, word in enumerate(words):
            for pattern in self._starting(word):
                last = _ordered(words, i, pattern, self._gap) if pattern.ordered else _near(words, i, pattern)
                if last is not None:
                    yield min(i, last[0]), last[1], pattern.value


def _ordered(words: Sequence[str], first: int, pattern: _Pattern[V], gap: int) -> tuple[int, int] | None:
    at = first
    for stems in pattern.stems[1:]:
        window = range(at + 1, min(len(words), at + 2 + gap))
        hit = next((k for k in window if _any(words[k], stems)), None)
        if hit is None:
            return None
        at = hit
    return first, at


def _near(words: Sequence[str], first: int, pattern: _Pattern[V]) -> tuple[int, int] | None:
    low, high = first, first
    window = range(max(0, first - REACH), min(len(words), first + REACH + 1))
    for stems in pattern.stems[1:]:
        hit = min(
            (k for k in window if k != first and _any(words[k], stems)),
            key=lambda k: abs(k - first),
            default=None,
        )
        if hit is None:
            return None
        low, high = min(low, hit), max(high, hit)
    return low, high
