"""What is searched: the words of each record, a row for each language they stand in, and where they stand.

A piece is a place of a page, or words that stand on none (a name, a title). Between the words of two pieces
stands a mark, so that no phrase runs from one into the other. A very long page fills several rows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.store import contents
from recoupe.store.rows import clean, written
from recoupe.store.words import plain, printed, stem

Value = dict[str, Any]
Piece = tuple[str, int, int] | str
BREAK = "¶"
# Words of one row: PostgreSQL keeps 256 places of a word and 16,383 in all, which prose stays below here.
LONGEST = 2_000
OVERLAP = 16  # words that two rows of one page share, for phrases at their border


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index; words and stems run in parallel."""

    kind: str
    id: str
    lang: str
    pieces: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


def entries(value: Value) -> Iterator[Entry]:
    """The rows of the index in the dossier's order."""
    pages = {d["id"]: d for d in value.get("documents", ())}
    for kind, name, record in contents.each(value):
        if kind not in _PIECES:
            continue
        by_lang: dict[str, list[Piece]] = {}
        for piece, lang in dict.fromkeys(_PIECES[kind](record)):
            spoken = lang if lang is not None else _lang(piece, pages)
            by_lang.setdefault(spoken, []).append(piece)
        for lang, pieces in by_lang.items():
            yield from _rows(kind, clean(name), clean(lang), pieces, pages)


def _lang(piece: Piece, pages: dict[str, Value]) -> str:
    return str(pages.get(piece[0], {}).get("lang") or "")


def _rows(
    kind: str, name: str, lang: str, pieces: Sequence[Piece], pages: dict[str, Value]
) -> Iterator[Entry]:
    held: list[Piece] = []
    plains: list[str] = []
    stems: list[str] = []
    for piece in pieces:
        for part, words in _cut(piece, pages):
            if plains and len(plains) + len(words) > LONGEST:
                yield Entry(kind, name, lang, written(held), tuple(plains), tuple(stems))
                held, plains, stems = [], [], []
            if plains:
                plains.append(BREAK)
                stems.append(BREAK)
            held.append(part)
            for word in words:
                if folded := plain(word):
                    plains.append(folded)
                    stems.append(stem(word, lang))
    if plains:
        yield Entry(kind, name, lang, written(held), tuple(plains), tuple(stems))


def _cut(piece: Piece, pages: dict[str, Value]) -> Iterator[tuple[Piece, list[str]]]:
    """A piece in parts that a row can hold, with their words."""
    text, base = shown(piece, pages)
    hits = list(printed(text))
    if len(hits) <= LONGEST:
        yield piece, [h[0] for h in hits]
        return
    for at in range(0, len(hits), LONGEST - OVERLAP):
        part = hits[at : at + LONGEST]
        start, end = part[0][1], part[-1][2]
        name = piece if isinstance(piece, str) else piece[0]
        yield (
            (text[start:end] if isinstance(piece, str) else (name, base + start, base + end)),
            [h[0] for h in part],
        )


def shown(piece: Piece, pages: dict[str, Value]) -> tuple[str, int]:
    """The words of a piece and where they begin on their page."""
    if isinstance(piece, str):
        return piece, 0
    page = pages.get(piece[0])
    return (page["text"][piece[1] : piece[2]], piece[1]) if page else ("", 0)


Pieces = Iterator[tuple[Piece, str | None]]  # a language of None is that of the page


def _document(d: Value) -> Pieces:
    yield (d["id"], 0, len(d["text"])), None


def _actor(a: Value) -> Pieces:
    yield a["name"], ""
    for name in a["names"]:
        yield name["text"], ""
    for role in a["roles"]:
        yield (role["doc"], *role["span"]), None


def _statement(s: Value) -> Pieces:
    for span in s["content"]:
        yield (s["doc"], *span), None


def _utterance(u: Value) -> Pieces:
    yield from _placed((u["wording"], *u["variants"]))


def _event(e: Value) -> Pieces:
    yield e["title"], ""
    yield from _placed(e["reports"])


def _claim(c: Value) -> Pieces:
    yield c["wording"], ""
    yield from _placed(c["passages"])


def _contradiction(x: Value) -> Pieces:
    yield from _placed((*x["a"], *x["b"]))


def _position(p: Value) -> Pieces:
    yield (p["doc"], *p["span"]), None


def _issue(i: Value) -> Pieces:
    for label in i["labels"]:
        yield label["text"], label["lang"]


def _placed(places: Sequence[Value]) -> Pieces:
    for place in places:
        yield (place["doc"], *place["span"]), None


_PIECES: dict[str, Callable[[Value], Pieces]] = {
    "documents": _document,
    "actors": _actor,
    "statements": _statement,
    "utterances": _utterance,
    "events": _event,
    "claims": _claim,
    "contradictions": _contradiction,
    "positions": _position,
    "issues": _issue,
}
