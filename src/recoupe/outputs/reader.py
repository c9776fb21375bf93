"""The reader: a page's whole text as HTML, each quoted span under an anchor of its own.

Spans overlap in every way. They are laid into one another where they nest; of two that cross, the later is
cut where the earlier ends, and a rule in the style sheet lights all pieces when its anchor is opened, so it
works without script. Residue is greyed and named, never left out; only a text far beyond a news page is shown
in windows around its spans.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from recoupe.model import PROSE
from recoupe.outputs.book import Book, Marks, Value, anchor
from recoupe.outputs.hostile import shown
from recoupe.outputs.links import Links
from recoupe.outputs.words import Words

FULL = 60_000  # characters; the longest page of the press sample has 14,000
WINDOW = 300  # characters around a span where a text is longer than that
DEPTH = 30  # of marks in marks; browsers give up near 500
BACKLINKS = 3  # shown after one passage

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch under one mark: a whole span, or a part of one that crosses another."""

    start: int
    end: int
    span: Extent
    head: bool  # carries the anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page in the reader."""

    html: Markup
    crossing: tuple[str, ...]  # anchors whose marks are in pieces


def nest(spans: Iterable[Extent]) -> list[Piece]:
    """The spans as well-nested pieces in the order in which they open.

    >>> [(p.start, p.end, p.head) for p in nest([(0, 5), (3, 8)])]
    [(0, 5, True), (3, 5, True), (5, 8, False)]
    """
    queue = [(start, -end, (start, end), 0) for start, end in set(spans)]
    heapq.heapify(queue)
    pieces: list[Piece] = []
    open_ends: list[int] = []
    while queue:
        start, minus, span, part = heapq.heappop(queue)
        end = -minus
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            heapq.heappush(queue, (open_ends[-1], minus, span, part + 1))
            end = open_ends[-1]
        pieces.append(Piece(start, end, span, part == 0))
        open_ends.append(end)
    return pieces


def read(
    book: Book, doc: str, marks: Marks, words: Words, links: Links, *, numbered: bool = False
) -> Reading:
    """A page's text as HTML, block by block, with its marks; numbered, each block has that of its line."""
    page = book.documents[doc]
    text = book.page(doc)
    marked = marks.spans.get(doc, {})
    windows = _windows(len(text), marked)
    out: list[Markup] = []
    crossing: set[str] = set()
    placed: set[Extent] = set()
    waiting = sorted(marked, reverse=True)
    active: set[Extent] = set()
    lines = _Lines(text) if numbered else None
    for (start, end), kind, lang in _blocks(page, text):
        visible = _visible((start, end), windows)
        for left, right in visible:
            while waiting and waiting[-1][0] < right:
                active.add(waiting.pop())
            active = {s for s in active if left < s[1]}
            laid = _Laid(book, doc, marks, words, links, active - placed)
            line = lines.at(left) if lines else 0
            out.append(_block(laid.html((left, right), active), kind, lang, words, line))
            crossing |= laid.crossing
            placed |= active
        if hidden := (end - start) - sum(b - a for a, b in visible):
            out.append(
                Markup('<p class="hidden">… {} {}</p>').format(
                    words.number(hidden), words.ui["characters_hidden"]
                )
            )
    return Reading(html=Markup("\n").join(out), crossing=tuple(sorted(crossing)))


class _Lines:
    """The lines of a text, counted from one as places are asked for from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.place, self.line, self.told = text, 0, 1, 0

    def at(self, place: int) -> int:
        """The line of a place; 0 if it was told before, so that a line is numbered once."""
        self.line += self.text.count("\n", self.place, place)
        self.place = place
        if self.line == self.told:
            return 0
        self.told = self.line
        return self.line


def _blocks(page: Value, text: str) -> Iterable[tuple[Extent, str, str | None]]:
    """All of the text in order: the blocks, and what lies between them if it is not blank."""
    at = 0
    for block in sorted(page.get("blocks", ()), key=lambda b: b["span"]):
        start, end = block["span"]
        if text[at:start].strip():
            yield (at, start), "body", None
        if end > at:
            yield (max(at, start), end), block["kind"], block.get("lang")
        at = max(at, end)
    if text[at:].strip():
        yield (at, len(text)), "body", None


def _windows(length: int, marked: Iterable[Extent]) -> list[Extent] | None:
    """The stretches that are shown of a very long text; None for all of it."""
    if length <= FULL:
        return None
    wanted = [(0, FULL // 2), *((max(0, a - WINDOW), min(length, a + WINDOW * 4)) for a, _ in marked)]
    merged: list[Extent] = []
    for a, b in sorted(wanted):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], b))
        else:
            merged.append((a, b))
    return merged


def _visible(extent: Extent, windows: list[Extent] | None) -> list[Extent]:
    if windows is None:
        return [extent]
    return [(max(a, extent[0]), min(b, extent[1])) for a, b in windows if a < extent[1] and extent[0] < b]


def _block(inner: Markup, kind: str, lang: str | None, words: Words, line: int) -> Markup:
    tongue = Markup(' lang="{}"').format(lang) if lang else Markup("")
    # The number is in the style, so that the text copies clean.
    place = Markup(' id="l-{}" data-line="{}"').format(line, line) if line else Markup("")
    if kind in PROSE:
        return Markup('<p class="b b-{}" dir="auto"{}{}>{}</p>').format(kind, tongue, place, inner)
    label = Markup('<span class="b-label" lang="{}">{}</span>').format(words.lang, words.code("block", kind))
    return Markup('<p class="b b-residue b-{}" dir="auto"{}{}>{}{}</p>').format(
        kind, tongue, place, label, inner
    )


def _tag(text: str) -> Markup:
    """A tag made of our own words and of anchors, which have letters, digits and dashes only."""
    return Markup(text)  # noqa: S704  `format` would escape the same, ten thousand times on a long page


class _Laid:
    """The marks of one stretch of text while it is written: which are open, which cross."""

    def __init__(
        self, book: Book, doc: str, marks: Marks, words: Words, links: Links, new: set[Extent]
    ) -> None:
        self.book, self.doc, self.new = book, doc, new
        self.marks, self.words, self.links = marks, words, links
        self.crossing: set[str] = set()
        self.open: list[Piece] = []
        self.parts: list[Markup] = []
        self.ends: dict[Extent, list[Extent]] = {}

    def html(self, extent: Extent, spans: Iterable[Extent]) -> Markup:
        """The stretch as HTML."""
        left, right = extent
        same: dict[Extent, list[Extent]] = {}
        for span in sorted(spans):
            same.setdefault((max(span[0], left), min(span[1], right)), []).append(span)
        at = left
        for piece in nest(same):
            at = self._close(at, piece.start)
            self._write(at, piece.start)
            at = piece.start
            self._begin(piece, same[piece.span])
        at = self._close(at, right)
        self._write(at, right)
        return Markup("").join(self.parts)

    def _write(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(shown(self.book.text(self.doc, (start, end))))

    def _close(self, at: int, upto: int) -> int:
        """End the marks that end by `upto`; what was written goes up to the returned place."""
        while self.open and self.open[-1].end <= upto:
            piece = self.open.pop()
            self._write(at, piece.end)
            at = piece.end
            self.parts.append(Markup("</mark>"))
            for span in self.ends.pop((piece.start, piece.end), ()):
                self._lead_back(span)
        return at

    def _lead_back(self, span: Extent) -> None:
        """Links from a passage to its items; their words are in the style, so that the text copies clean."""
        items = self.marks.items.get((self.doc, *span), [])
        led = ((self.links.to(kind, identity), label) for kind, identity, label in items)
        for target, label in [(t, label) for t, label in led if t][:BACKLINKS]:
            told = escape(f"{self.words.ui['back_to']} {label}")
            link = (
                f'<a class="back" href="{escape(target)}" data-to="{escape(label)}" aria-label="{told}"></a>'
            )
            self.parts.append(_tag(link))

    def _begin(self, piece: Piece, spans: Sequence[Extent]) -> None:
        """Open the mark of a piece; spans that became equal by clipping share it."""
        own, *others = spans
        whole = own in self.new and piece.head
        split = piece.span != own or piece.end != piece.span[1] or not piece.head
        name = anchor(self.doc, *own)
        for other in others:
            if other in self.new and piece.head:
                self.parts.append(_tag(f'<span id="{anchor(self.doc, *other)}"></span>'))
        if len(self.open) >= DEPTH:
            if whole:
                self.parts.append(_tag(f'<span id="{name}"></span>'))
            return
        layers = sorted({layer for span in spans for layer in self.marks.spans[self.doc][span]})
        classes = [f"l-{layer}" for layer in layers]
        if split:
            self.crossing.add(name)
            classes.append(f"p-{name}")
        identity = f' id="{name}"' if whole else ""
        self.parts.append(_tag(f'<mark class="{" ".join(classes)}"{identity}>'))
        self.open.append(piece)
        self.ends.setdefault((piece.start, piece.end), []).extend(s for s in spans if s[1] == piece.end)
