"""Cuts a page's prose into the pieces that a tagger reads: one per block, at most a few hundred tokens
each.

A piece knows its tokens' places in the page, how the taggers shall see their words, and where
sentences may begin.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from recoupe.backends import headings
from recoupe.model import PROSE, Page, Span
from recoupe.text.normal import calm, habits, plain, shouts
from recoupe.text.sentences import Start, starts
from recoupe.text.tokens import tokens

LONGEST = (
    400  # tokens of one piece: longer blocks are cut where a sentence begins, or just there if none does
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens to be read together: their places in the page, their words, and where sentences may begin."""

    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    spaces: tuple[bool, ...]  # whether white space follows
    starts: tuple[Start, ...]


def cut(
    page: Page,
    token: re.Pattern[str],
    common: AbstractSet[str],
    max_chars: int,
    known: headings.Openers,
) -> Iterator[Piece]:
    """The pieces of a page's prose, in order; what lies beyond `max_chars` characters of prose is left
    out.
    """
    text = page.doc.text
    blocks = [b.span for b in sorted(page.blocks) if b.kind in PROSE]
    lines = [plain(text[b.start : b.end]) for b in blocks]
    loud = [shouts(line[:max_chars]) for line in lines]
    habit = (
        habits(line for line, shouting in zip(lines, loud, strict=True) if not shouting) if any(loud) else {}
    )
    left = max_chars
    for block, line, shouting in zip(blocks, lines, loud, strict=True):
        seen = line[: max(0, left)]
        left -= len(line)
        view = calm(seen, habit, common) if shouting else seen
        raw = text[block.start : block.start + len(seen)]
        spans = list(tokens(view, token, common))
        if any(c.isalnum() for c in view):
            begins = starts(raw, spans)
            if block is blocks[0]:
                headings.mark(raw, spans, begins, known, common)
            yield from _pieces(view, spans, begins, block.start)


def unread(page: Page, max_chars: int) -> Span | None:
    """From where to where `cut` leaves the page's prose out; None if it reads all of it."""
    left = max_chars
    blocks = sorted(b.span for b in page.blocks if b.kind in PROSE)
    for block in blocks:
        if block.end - block.start > left:
            return Span(page.doc.id, block.start + left, blocks[-1].end)
        left -= block.end - block.start
    return None


def _word(printed: str) -> str:
    """A word as the taggers know it: a mark at its end was the apostrophe of an elision ("l"accord")."""
    return printed[:-1] + "'" if len(printed) > 1 and printed.endswith('"') else printed


def _pieces(
    view: str, spans: Sequence[tuple[int, int]], begins: Sequence[Start], offset: int
) -> Iterator[Piece]:
    first = 0
    while first < len(spans):
        last = min(len(spans), first + LONGEST)
        if last < len(spans):
            last = next((i for i in range(last, first + LONGEST // 4, -1) if begins[i] is Start.ALWAYS), last)
        part = spans[first:last]
        after = [*(s for s, _ in part[1:]), part[-1][1] + 1]
        yield Piece(
            spans=tuple((a + offset, b + offset) for a, b in part),
            words=tuple(_word(view[a:b]) for a, b in part),
            spaces=tuple(b < n for (_, b), n in zip(part, after, strict=True)),
            starts=(Start.ALWAYS, *begins[first + 1 : last]),
        )
        first = last
