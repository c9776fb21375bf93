"""Begin, middle and end of a stretch, and stretches open on one side, as TIMEX3 writes them: with a modifier.

"Fin mars" has the value of March with the modifier END, and the days from the 21st on. "Avant mardi" has the
value of the Tuesday with BEFORE, and no first day. Which words do so is in the table `time_words`: kind
`edge` in the expression, kind `bound` right before it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from recoupe.stages.times.grammar import Match, Reader, Word
from recoupe.stages.times.resolve import Value
from recoupe.text.calendar import Interval

_REACH = 4  # words of the longest bound ("au plus tard le")
# Days counted from 0 of the month and the week; a year is cut in three by its months, the rest by its days.
_SHARES = {
    "month": {"START": (0, 9), "MID": (10, 19), "END": (20, 30)},
    "week": {"START": (0, 1), "MID": (2, 3), "END": (3, 6)},
}
_THIRDS = ("START", "MID", "END")
_OPEN_BEGIN = ("BEFORE", "ON_OR_BEFORE")
_OPEN_END = ("AFTER", "ON_OR_AFTER")


def bound(row: Sequence[Word], match: Match, read: Reader) -> str:
    """The modifier that the words right before a match give it, or nothing."""
    if not row[match.first].close:
        return ""
    for start in range(max(0, match.first - _REACH), match.first):
        if found := next((value for end, value in read(row, start) if end == match.first), ""):
            return found
    return ""


def shape(value: Value, match: Match, before: str) -> Value:
    """The value with its modifier, and the days that the modifier leaves."""
    edge = match.get("EDGE")
    if edge and not value.mod:
        return replace(value, mod=edge, days=_share(value, edge))
    if (
        before
        and value.days
        and not value.mod
        and value.kind in ("date", "time")
        and value.grain != "unknown"
    ):
        return replace(value, mod=before)
    return value


def _share(value: Value, edge: str) -> Interval | None:
    if value.days is None or value.kind != "date":
        return value.days
    first, last = value.days
    whole = (last - first).days + 1
    third = _THIRDS.index(edge)
    if value.grain == "year":
        return first.replace(month=4 * third + 1), date(first.year, 4 * third + 4, (30, 31, 31)[third])
    low, high = _SHARES.get(value.grain, {}).get(edge, (whole * third // 3, whole * (third + 1) // 3 - 1))
    if high < low:
        return value.days
    return first + timedelta(days=low), min(last, first + timedelta(days=high))


def ends(value: Value) -> tuple[str | None, str | None]:
    """The first and last day, as they are written; None for a side that is open."""
    if value.days is None:
        return None, None
    first, last = value.days
    if value.mod in _OPEN_BEGIN:
        return None, (first if value.mod == "BEFORE" else last).isoformat()
    if value.mod in _OPEN_END:
        return (last if value.mod == "AFTER" else first).isoformat(), None
    return first.isoformat(), last.isoformat()
