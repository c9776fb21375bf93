"""Days, intervals and TIMEX3 values: what a value covers, how to move a day, whether two intervals can be one
moment.

Pure functions over `datetime.date` and text. A value is as in ISO-TimeML: `2025-02-12`, `2025-W07`,
`2025-02`, `2025`, `202` (a decade), `2025-02-12TEV`, `P3Y`, `PT1H30M`. Reads no page and knows no language.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from recoupe.model import TimeExpression

Interval = tuple[date, date]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)(DE|CE|Y|M|W|D))*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")
_PIECE = re.compile(r"(\d+(?:\.\d+)?)(DE|CE|[YMWDHS])")

# First month and number of months; a season is taken by its months, since pages do not count by the sun.
_PARTS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip
_SECONDS = {
    "S": 1.0, "TM": 60.0, "H": 3600.0, "D": 86400.0, "W": 604800.0, "M": 2629800.0, "Y": 31557600.0,
    "DE": 315576000.0, "CE": 3155760000.0,
}  # fmt: skip
_MONTHS = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}


def day(text: str | None) -> date | None:
    """The day that an ISO day or instant begins with, or None.

    >>> day("2025-02-13T11:30")
    datetime.date(2025, 2, 13)
    """
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text or "")
    return make(*(int(g) for g in found.groups())) if found else None


def make(year: int, month: int, number: int) -> date | None:
    """The day of these numbers, or None where the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def shift(start: date, unit: str, count: int) -> date | None:
    """The day `count` units (D W M Y DE CE) after `start`; the end of a short month is kept; None beyond the
    calendar.

    >>> shift(date(2025, 1, 31), "M", 1)
    datetime.date(2025, 2, 28)
    """
    if unit in ("D", "W"):
        number = start.toordinal() + count * (7 if unit == "W" else 1)
        return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
    months = start.year * 12 + start.month - 1 + count * _MONTHS.get(unit, 12)
    year, month = divmod(months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def value_of(moment: date, unit: str) -> str:
    """The TIMEX3 value of the unit (D W M Y DE CE) that a day lies in.

    >>> value_of(date(2025, 2, 17), "W")
    '2025-W08'
    """
    year, week, _ = moment.isocalendar()
    forms = {
        "D": moment.isoformat(),
        "W": f"{year:04d}-W{week:02d}",
        "M": f"{moment.year:04d}-{moment.month:02d}",
    }
    forms |= {"Y": f"{moment.year:04d}", "DE": f"{moment.year:04d}"[:3], "CE": f"{moment.year:04d}"[:2]}
    return forms.get(unit, forms["D"])


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous rule of 1876).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, number = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, number + 1)


def interval(value: str) -> Interval | None:
    """The first and last day of a value, or None where it names no stretch of the calendar.

    >>> interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if found := _DAY.fullmatch(value):
        moment = make(*(int(g) for g in found.groups()))
        return (moment, moment) if moment else None
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), weekend=bool(found[3]))
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _PART.fullmatch(value):
        return _months(int(found[1]), *_PARTS[found[2]])
    if re.fullmatch(r"\d{2,4}", value):
        first, last = int(value.ljust(4, "0")), int(value.ljust(4, "9"))
        return (date(first, 1, 1), date(last, 12, 31)) if first >= MINYEAR else None
    return None


def named(time: TimeExpression) -> Interval | None:
    """The days that an expression names, even where it says that something lies before or after them."""
    first, last = day(time.earliest), day(time.latest)
    if first and last:
        return (first, last) if first <= last else None
    return interval(time.value) if first or last else None


def _week(year: int, week: int, *, weekend: bool) -> Interval | None:
    if not (MINYEAR < year < MAXYEAR and 1 <= week <= 53):
        return None
    monday = date(year, 1, 4) - timedelta(days=date(year, 1, 4).weekday()) + timedelta(weeks=week - 1)
    return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)


def _months(year: int, month: int, count: int) -> Interval | None:
    first = make(year, month, 1)
    after = shift(first, "M", count) if first else None
    return (first, after - timedelta(days=1)) if first and after else None


def can_be_one(a: Interval, b: Interval, slack: int = 0) -> bool:
    """Whether two intervals share a day, or come within `slack` days of it."""
    return (max(a[0], b[0]) - min(a[1], b[1])).days <= slack


def meet(a: Interval, b: Interval) -> Interval | None:
    """The days that both intervals hold, or None."""
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None


def length(span: Interval) -> int:
    """How many days an interval holds."""
    return (span[1] - span[0]).days + 1


def seconds(value: str) -> float | None:
    """The length of a duration, a month and a year at their mean, or None for a vague one.

    >>> seconds("PT1H30M") == seconds("PT90M")
    True
    """
    if not _DURATION.fullmatch(value) or not value[1:].strip("T"):
        return None
    days, _, clock = value[1:].partition("T")
    total = sum(float(n) * _SECONDS[u] for n, u in _PIECE.findall(days))
    return total + sum(float(n) * _SECONDS["TM" if u == "M" else u] for n, u in _PIECE.findall(clock))


def weekday_near(anchor: date, weekday: int, direction: int) -> date | None:
    """The given weekday (1 Monday .. 7 Sunday) at or before the anchor (direction < 0), or at or after it.

    >>> weekday_near(date(2025, 2, 13), 5, 1)
    datetime.date(2025, 2, 14)
    """
    ahead = (weekday - anchor.isoweekday()) % 7
    return shift(anchor, "D", ahead if direction > 0 or ahead == 0 else ahead - 7)
