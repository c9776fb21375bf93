"""A finite-state matcher over words: patterns of literals and word classes, written in a table, walked as one
trie.

A pattern is a row of elements parted by spaces. An element is a literal (`le`), several (`le|la`), one of
several words joined by `_` (`jusqu'à_présent`), or a class in capitals (`MONTH`); `?` makes it optional. What
stands before `<` and after `>` must be there but is not part of the expression. A first element `-x|y` says
which word may not stand before, a last element `!x|y` which may not follow. It knows nothing of time: the
classes come with their readers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from recoupe.text.fold import fold

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2})?)?(?!\d))"
    r"|(?P<slash>(?<![\d/.])\d{1,2}([/.])\d{1,2}\3(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<clock>(?<!\d)\d{1,2}[:h]\d{2}(?!\d))"
    r"|(?P<number>\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)
_GAP = 3  # blanks between two words of one expression; more is a column or a hole in the page
_ALSO = {  # a narrow class answers for the wide one
    "LATE": "YEAR", "SURE": "MONTH", "CLOCK": "TIME", "SAID": "TIME", "DIGITDAY": "DAY", "DAYPART": "MOMENT",
}  # fmt: skip
Reader = Callable[[Sequence["Word"], int], Iterator[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark of the folded text. `close`: it may belong to the same expression as the word
    before.
    """

    text: str
    start: int
    end: int
    kind: str
    close: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: the expression's characters, the row's number, and what its classes read, in order."""

    start: int
    end: int
    row: int
    read: tuple[tuple[str, str], ...]
    first: int  # the expression's words
    last: int

    def get(self, name: str) -> str | None:
        """What the class of this name read first, or None."""
        return next((value for key, value in self.read if name in (key, _ALSO.get(key))), None)


@dataclass(slots=True)
class _Node:
    literals: dict[str, "_Node"] = field(default_factory=dict)
    classes: dict[str, "_Node"] = field(default_factory=dict)
    open: "_Node | None" = None  # after "<"
    close: "_Node | None" = None  # after ">"
    ends: list[tuple[int, frozenset[str], frozenset[str]]] = field(default_factory=list)


def words(text: str, start: int = 0) -> list[Word]:
    """The words of a folded text, their offsets counted from `start`."""
    out: list[Word] = []
    at = 0
    for found in _TOKEN.finditer(text):
        gap = text[at : found.start()]
        kind = found.lastgroup or "mark"
        out.append(Word(found[0], start + found.start(), start + found.end(), kind, len(gap) <= _GAP))
        at = found.end()
    return out


def pieces(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a table, folded as pages are."""
    return tuple(w.text for w in words(fold(phrase.replace("_", " "))))


def phrase_reader(phrases: Mapping[str, str]) -> Reader:
    """A class that reads any of these phrases, longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in phrases.items():
        parts = pieces(phrase)
        by_first.setdefault(parts[0], []).append((parts, value))
    for entries in by_first.values():
        entries.sort(key=lambda e: -len(e[0]))

    def read(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        for parts, value in by_first.get(row[at].text, ()):
            if _follow(row, at, parts):
                yield at + len(parts), value

    return read


def openings(phrases: Iterable[str]) -> frozenset[str]:
    """The words that a phrase of these may begin with."""
    return frozenset(pieces(p)[0] for p in phrases)


def _follow(row: Sequence[Word], at: int, parts: tuple[str, ...]) -> bool:
    if at + len(parts) > len(row):
        return False
    return all(row[at + n].text == part and (n == 0 or row[at + n].close) for n, part in enumerate(parts))


class Grammar:
    """Patterns compiled into one trie. Built once for a language."""

    def __init__(
        self, patterns: Sequence[str], readers: Mapping[str, Reader], opens: Mapping[str, frozenset[str]]
    ) -> None:
        """`opens`: the words and kinds of words that a class may begin with; others need not be asked."""
        self._root = _Node()
        self._readers = readers
        self._opens = opens
        for number, pattern in enumerate(patterns):
            self._add(pattern, number)

    def _add(self, pattern: str, number: int) -> None:
        elements = pattern.split()
        before = after = frozenset[str]()
        if elements[0].startswith("-"):
            before = frozenset(fold(elements.pop(0)[1:]).split("|"))
        if elements[-1].startswith("!") and len(elements[-1]) > 1:
            after = frozenset(e.rstrip("'") for e in fold(elements.pop()[1:]).split("|"))  # of "d'", the d
        for path in product(*(list(_choices(e)) for e in elements)):
            node = self._root
            for part in (p for choice in path for p in choice):
                node = _step(node, part)
            node.ends.append((number, before, after))

    def find(self, row: Sequence[Word]) -> list[Match]:
        """The matches of one line of words, longest first where they compete, in text order."""
        heard: dict[tuple[str, int], tuple[tuple[int, str], ...]] = {}
        found = [m for at in range(len(row)) for m in self._from(row, at, heard)]
        found.sort(key=lambda m: (m.start - m.end, m.row, -len(m.read), m.start))
        taken: list[Match] = []
        used: set[int] = set()
        for match in found:
            if used.isdisjoint(range(match.first, match.last)):
                taken.append(match)
                used.update(range(match.first, match.last))
        return sorted(taken, key=lambda m: m.start)

    def _from(
        self, row: Sequence[Word], at: int, heard: dict[tuple[str, int], tuple[tuple[int, str], ...]]
    ) -> Iterator[Match]:
        """The matches that begin at a word; `heard` keeps what each class read at each word of the row."""
        stack: list[tuple[_Node, int, int, int, tuple[tuple[str, str], ...]]] = [(self._root, at, at, -1, ())]
        while stack:
            node, here, first, last, read = stack.pop()
            for number, before, after in node.ends:
                end = last if last >= 0 else here
                if end > first and row[first].kind != "mark" and _allowed(row, at, here, before, after):
                    yield Match(row[first].start, row[end - 1].end, number, read, first, end)
            if node.open:
                stack.append((node.open, here, here, last, read))
            if node.close:
                stack.append((node.close, here, first, here, read))
            if here >= len(row) or (here > at and not row[here].close):
                continue
            text, kind = row[here].text, row[here].kind
            if text in node.literals:
                stack.append((node.literals[text], here + 1, first, last, read))
            for name, after_class in node.classes.items():
                if text not in self._opens[name] and kind not in self._opens[name]:
                    continue
                if (name, here) not in heard:
                    heard[name, here] = tuple(self._readers[name](row, here))
                for there, value in heard[name, here]:
                    stack.append((after_class, there, first, last, (*read, (name, value))))


def _allowed(row: Sequence[Word], at: int, here: int, before: frozenset[str], after: frozenset[str]) -> bool:
    if before and at > 0 and row[at].close and row[at - 1].text in before:
        return False
    return not (after and here < len(row) and row[here].close and row[here].text in after)


def _choices(element: str) -> Iterator[tuple[str, ...]]:
    """The ways to read an element: each a sequence of literals and classes."""
    if element.endswith("?") and len(element) > 1:
        yield ()
        element = element[:-1]
    for choice in element.split("|") if len(element) > 1 else [element]:
        yield (choice,) if choice in "<>" or choice.isupper() else pieces(choice)


def _step(node: _Node, part: str) -> _Node:
    if part == "<":
        node.open = node.open or _Node()
        return node.open
    if part == ">":
        node.close = node.close or _Node()
        return node.close
    branch = node.classes if part.isupper() else node.literals
    return branch.setdefault(part, _Node())
