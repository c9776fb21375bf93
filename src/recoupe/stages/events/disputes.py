"""Which events are in dispute: those whose reports stand where accounts contradict each other."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from recoupe.model import Contradiction, Event, Span


def disagree(events: Sequence[Event], contradictions: Iterable[Contradiction]) -> tuple[Event, ...]:
    """The events, each with the contradictions whose passages hold one of its reports."""
    shelves: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for x in contradictions:
        for passage in (*x.a, *x.b):
            shelves[passage.span.doc].append((passage.span.start, passage.span.end, x.id))
    for shelf in shelves.values():
        shelf.sort()
    widest = {doc: max(end - start for start, end, _ in shelf) for doc, shelf in shelves.items()}
    out = []
    for event in events:
        met = {n for report in event.reports for n in _met(report, shelves, widest)}
        out.append(replace(event, disagreements=tuple(sorted(met))) if met else event)
    return tuple(out)


def _met(
    report: Span, shelves: dict[str, list[tuple[int, int, str]]], widest: dict[str, int]
) -> Iterable[str]:
    shelf = shelves.get(report.doc, [])
    low = bisect_right(shelf, (report.start - widest.get(report.doc, 0), -1, ""))
    high = bisect_right(shelf, (report.end, -1, ""))
    return (n for start, end, n in shelf[low:high] if start < report.end and report.start < end)
