"""One sign of a source language, and the words of a page in which signs are looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from recoupe.model import PROSE, Page, Span
from recoupe.text.fold import fold

# Where residue is looked for: what surrounds an article was left by the same translation.
READ = PROSE | {"caption", "comment", "related", "credit", "navigation", "byline", "dateline"}
LONGEST = 60_000  # characters of a page that are read: enough to decide, and a bound on the time
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sign that speaks for a source language."""

    lang: str
    kind: str
    form: str  # what counts once
    shown: str  # as it stands on the page
    weight: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a block, folded; each can be found on the page."""

    text: str  # the block, folded
    start: int  # where it stands on the page
    folded: list[str]
    different: frozenset[str]
    kind: str

    def place(self, at: int) -> tuple[int, int]:
        """Where a word stands on the page."""
        start, end = _spans(self.text)[at]
        return self.start + start, self.start + end


@lru_cache(maxsize=16)
def _spans(text: str) -> list[tuple[int, int]]:
    return [hit.span() for hit in WORD.finditer(text)]


def blocks_of_words(page: Page) -> tuple[Words, ...]:
    """The words of the blocks in which signs are looked for."""
    return tuple(_blocks_of_words(page))


def _blocks_of_words(page: Page) -> Iterator[Words]:
    for block in page.blocks:
        if block.kind not in READ or block.span.start > LONGEST:
            continue
        start, end = block.span.start, min(block.span.end, LONGEST)
        text = fold(page.doc.text[start:end])
        if words := WORD.findall(text):
            yield Words(text, start, words, frozenset(words), block.kind)


def cite(page: Page, start: int, end: int) -> tuple[Span, str]:
    """A place and its words on one line."""
    return Span(page.doc.id, start, end), " ".join(page.doc.text[start:end].split())
