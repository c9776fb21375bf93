"""Span algebra: what overlaps, what lies inside, what to cut away.

Pure functions over `Span`; none reads a text except the trimming ones.
"""

from collections.abc import Iterable, Sequence

from recoupe.model import Span

MARKS = " \t\r\n\u00a0\u202f\u2009«»“”„‟\"'‘’‹›.,;:!?…()[]–—-"


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans of one document share a character."""
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def inside(inner: Span, outer: Span) -> bool:
    """Whether `inner` lies within `outer`."""
    return inner.doc == outer.doc and outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span over all; they must be of one document."""
    spans = list(spans)
    return Span(spans[0].doc, min(s.start for s in spans), max(s.end for s in spans))


def trim(span: Span, text: str, characters: str = " \t\r\n\u00a0\u202f") -> Span | None:
    """The span without the given characters at its ends, or None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(span.doc, start, end) if start < end else None


def subtract(span: Span, holes: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of a span once the holes are cut out, in order."""
    left: list[Span] = []
    at = span.start
    for hole in sorted(holes):
        if not overlap(span, hole):
            continue
        if hole.start > at:
            left.append(Span(span.doc, at, hole.start))
        at = max(at, hole.end)
    if at < span.end:
        left.append(Span(span.doc, at, span.end))
    return tuple(left)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with overlapping and touching ones joined, sorted."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and out[-1].doc == span.doc and span.start <= out[-1].end:
            out[-1] = Span(span.doc, out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
