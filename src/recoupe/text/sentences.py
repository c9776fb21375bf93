"""Where sentences must, may and must not begin, from marks alone; the parser decides what is left open.

A full stop before a capital is a bound; a title's or an initial's full stop is none, nor is what
stands inside a sentence. Open are the places where print is ambiguous: a closed quotation before a
capital (`« ... » Le ministre a dit` may be one sentence), a colon, a short form before a capital, a
lost space. A stretch of marks alone is never a sentence.
"""

from collections.abc import Sequence
from enum import IntEnum

STOPS = frozenset(".!?…")
OPENING = frozenset("«“„‹([{—–-•*")
CLOSING = frozenset("»”›)]}")


class Start(IntEnum):
    """Whether a sentence begins at a token."""

    NEVER = -1
    OPEN = 0
    ALWAYS = 1


def starts(text: str, spans: Sequence[tuple[int, int]]) -> list[Start]:
    """For each token of a text, whether a sentence begins there; the first token always begins one.

    >>> text = "M. Ito part. Il pleut."
    >>> [s.value for s in starts(text, [(0, 2), (3, 6), (7, 11), (11, 12), (13, 15), (16, 21), (21, 22)])]
    [1, -1, -1, -1, 1, -1, -1]
    """
    found = [Start.NEVER] * len(spans)
    within = False  # between a straight opening mark and its closing one
    closing = [False] * len(spans)
    for i, (start, end) in enumerate(spans):
        if text[start:end] == '"':
            closing[i] = _closes(text, start, within)
            within = not closing[i]
        elif text[start] in CLOSING:
            closing[i] = True
    for i in range(1, len(spans)):
        if not closing[i]:
            found[i] = _start(text, spans, closing, i)
    if spans:
        found[0] = Start.ALWAYS
    _join_marks(text, spans, found)
    return found


def _closes(text: str, at: int, within: bool) -> bool:
    before = at == 0 or text[at - 1].isspace()
    after = at + 1 == len(text) or text[at + 1].isspace()
    return within if before == after else after


def _start(text: str, spans: Sequence[tuple[int, int]], closing: Sequence[bool], i: int) -> Start:
    k = i - 1
    while k > 0 and closing[k]:
        k -= 1
    start, end = spans[k]
    last, first = text[end - 1], text[spans[i][0]]
    closed = k < i - 1
    if not _may_begin(text, spans, i, first):
        return (
            Start.OPEN if last == "." and end - start == 1 and not closed and first.isalpha() else Start.NEVER
        )
    if last not in STOPS:
        glued = spans[i - 1][1] == spans[i][0] and text[spans[i - 1][0]].isalnum()
        return Start.OPEN if closed or glued or (last == ":" and first.isupper()) else Start.NEVER
    if end - start > 1 and text[start].isalpha():
        return Start.NEVER if text[start].isupper() and end - start < 5 else Start.OPEN
    return Start.OPEN if closed or end - start > 1 else Start.ALWAYS


def _may_begin(text: str, spans: Sequence[tuple[int, int]], i: int, first: str) -> bool:
    if first.isupper() or first.isdigit() or first in "¿¡":
        return True
    if first in OPENING or first == '"':
        return i + 1 < len(spans) and not text[spans[i + 1][0]].islower()
    return False


def _join_marks(text: str, spans: Sequence[tuple[int, int]], found: list[Start]) -> None:
    last = -1  # the last place where a sentence may begin, while only marks followed it
    for i, (start, end) in enumerate(spans):
        if found[i] is not Start.NEVER:
            if last > 0:
                found[last] = Start.NEVER
            last = i
        if any(c.isalnum() for c in text[start:end]):
            last = -1
    if last > 0:
        found[last] = Start.NEVER
