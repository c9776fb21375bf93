"""A line of what was found, with the words that were searched for and where it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.store.query import Query, Term
from recoupe.store.words import plain, printed, stem

AROUND = 80  # characters on either side of the first word found: about a line
_LONGEST = 260

Found = tuple[int, int]
Piece = Any  # words, or a list of page, start and end


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around a hit; `marks` are offsets in `text`.

    On a page, `start` is where the text begins there and `span` the whole passage; a name has no page.
    """

    text: str
    marks: tuple[Found, ...]
    doc: str | None = None
    start: int | None = None
    span: Found | None = None
    cut_before: bool = False
    cut_after: bool = False

    def __str__(self) -> str:
        return self.text


def best(query: Query, pieces: Sequence[Piece], lang: str, text: Callable[[str], str]) -> Snippet:
    """The snippet of the piece in which most of the query stands, the first of several."""
    chosen: tuple[int, str, list[Found], Piece] | None = None
    for piece in pieces:
        words = piece if isinstance(piece, str) else text(piece[0])[piece[1] : piece[2]]
        found = list(_found(query, words, lang))
        met = len({n for n, _ in found})
        if chosen is None or met > chosen[0]:
            chosen = (met, words, sorted({span for _, span in found}), piece)
        if met == len(query.terms):
            break
    if chosen is None:
        return Snippet("", ())
    return _cut(chosen[1], chosen[2], chosen[3])


def _found(query: Query, text: str, lang: str) -> Iterator[tuple[int, Found]]:
    """Each term of a query where it stands in a text."""
    hits = [(plain(word), stem(word, lang), start, end) for word, start, end in printed(text)]
    hits = [h for h in hits if h[0]]
    for number, term in enumerate(query.terms):
        for at in range(len(hits) - len(term.words) + 1 if term.words else 0):
            if _meets(term, hits[at : at + len(term.words)]):
                yield number, (hits[at][2], hits[at + len(term.words) - 1][3])


def _meets(term: Term, hits: Sequence[tuple[str, str, int, int]]) -> bool:
    if term.stems and hits[0][1] in term.stems:
        return True
    *first, last = term.words
    ends = hits[-1][0].startswith(last) if term.prefix else hits[-1][0] == last
    return ends and all(hit[0] == word for hit, word in zip(hits, first, strict=False))


def _cut(text: str, found: list[Found], piece: Piece) -> Snippet:
    first = found[0][0] if found else 0
    start = 0 if first <= AROUND else _break(text, first - AROUND, first)
    end = min(len(text), start + _LONGEST)
    marks = tuple((a - start, min(b, end) - start) for a, b in found if start <= a < end)
    place = (
        {}
        if isinstance(piece, str)
        else {"doc": piece[0], "start": piece[1] + start, "span": (piece[1], piece[2])}
    )
    return Snippet(text[start:end], marks, **place, cut_before=start > 0, cut_after=end < len(text))


def _break(text: str, at: int, before: int) -> int:
    """The beginning of the first word from a place on."""
    space = text.find(" ", at, before)
    return at if space < 0 else space + 1
