"""From marked lines to pieces of one kind: a line may hold a date line, web code, an outlet's name or a
credit in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.stages.clean import head
from recoupe.stages.clean.lexicon import Lexicon, words
from recoupe.stages.clean.lines import Line
from recoupe.text import langid
from recoupe.text.fold import fold

_SPLIT = frozenset({"", "lead", "headline", "quote_block"})  # kinds of which a line may be more than one
# A credit behind the last full stop: "(AFP)", "/AFP/", "– avec Reuters".
_CREDIT_END = re.compile(
    r"(?<=[.!?…»”\"])\s*(?P<credit>[(\[/–—-]{1,2}\s?[^()\[\].!?«»“”]{2,50}[)\]/]?)\.?\s*$"
)


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of the text with its kind, and the line it comes from."""

    start: int
    end: int
    kind: str
    line: int


def cut(
    lines: Sequence[Line], title: Line | None, lexicon: Lexicon, lang: str, outlet: str | None
) -> list[Piece]:
    """The pieces of all lines, in order."""
    opening = next((i for i, line in enumerate(lines) if line.prose and line.kind in ("", "lead")), -1)
    closing = max((i for i, line in enumerate(lines) if line.prose and line.kind in ("", "lead")), default=-1)
    out: list[Piece] = []
    for i, line in enumerate(lines):
        kind = line.kind or "body"
        cuts: list[tuple[int, int, str]] = [(a, b, "markup") for a, b in line.holes]
        if line.kind in _SPLIT:
            if line is title and (found := head.suffix(line, lexicon, outlet)):
                cuts.append((line.start + found[0], line.end, "navigation"))
            if i == opening:
                cuts += _opening(line, lexicon, lang, alone=title is None and i == 0)
            if i == closing and (credit := _credit_end(line, lexicon)):
                cuts.append((line.start + credit, line.end, "credit"))
        out += [Piece(a, b, k, i) for a, b, k in _fill(line, kind, cuts)]
    return out


def _opening(line: Line, lexicon: Lexicon, lang: str, *, alone: bool) -> Iterator[tuple[int, int, str]]:
    """The title and the date line that stand in the first paragraph itself."""
    dated = head.dateline(line, lexicon, anywhere=alone)
    if dated:
        yield line.start + dated[0], line.start + dated[1], "dateline"
        if dated[0]:
            yield line.start, line.start + dated[0], "headline"
    elif alone and (at := head.glued(line, lexicon, lang)):
        yield line.start, line.start + at, "headline"


def _credit_end(line: Line, lexicon: Lexicon) -> int | None:
    found = _CREDIT_END.search(line.text, max(0, len(line.text) - 80))
    if not found or not lexicon.agency.search(found.group("credit")):
        return None
    left = [fold(w) for w in words(lexicon.agency.sub(" ", found.group("credit")))]
    return found.start("credit") if all(w in lexicon.words.get("credit", ()) for w in left) else None


def _fill(line: Line, kind: str, cuts: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The cuts with the rest of the line between them, blanks at the ends of each left out."""
    at = line.start
    for start, end, inner in sorted(cuts):
        if start < at:
            continue
        yield from _trimmed(line, at, start, kind)
        yield from _trimmed(line, start, end, inner)
        at = end
    yield from _trimmed(line, at, line.end, kind)


def _trimmed(line: Line, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    own = line.text[start - line.start : end - line.start]
    start, end = start + len(own) - len(own.lstrip()), end - len(own) + len(own.rstrip())
    if start < end:
        yield start, end, kind


def language(piece: Piece, line: Line, lexicon: Lexicon, own: str) -> str | None:
    """The language of a piece where it is surely not the page's: by its phrase, else by its words."""
    known = line.lang.split(",") if line.lang else []
    if known:
        return known[0] if len(known) == 1 and own not in known else None
    if line.words < 5 or piece.kind == "markup" or own not in lexicon.tells:
        return None
    text = line.text[piece.start - line.start : piece.end - line.start][:2000]
    weights = langid.weigh(text, langid.in_script(text, lexicon.tells))
    best = min(weights, key=lambda code: (-weights[code], code), default=own)
    # Four common words more than the page's language has, and three times as many: a name or a quoted title
    # has not.
    sure = (
        best != own
        and weights[best] >= 4 + weights.get(own, 0.0)
        and weights[best] >= 3 * weights.get(own, 0.0)
    )
    rivals = sorted(weights.values())[-2:]
    return best if sure and (len(rivals) < 2 or rivals[1] >= 1.3 * rivals[0]) else None
