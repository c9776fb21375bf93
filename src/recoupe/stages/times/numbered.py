"""The n-th of something: "the last Monday of May", "the first week of October", and the feasts of a year.

Weeks and weekends count as of a month if they lie in it whole. A feast is a day of the calendar, or so many
days from Easter; Easter is computed.
"""

from dataclasses import replace
from datetime import date, timedelta

from recoupe.stages.times import lengths, resolve
from recoupe.stages.times.grammar import Match
from recoupe.stages.times.resolve import Ground, Value
from recoupe.text import calendar
from recoupe.text.calendar import Interval


def nth(match: Match, argument: str, ground: Ground) -> Value | None:
    """The n-th day, weekday, week, weekend (WE) or half (HALF) of a month; `+1` is the month after this."""
    month = _month(match, argument, ground)
    number = match.get("ORDINAL") or match.get("DAY")
    if month is None or month.days is None or number is None:
        return None
    unit = argument.strip("+-0123456789") or ("WEEKDAY" if match.get("WEEKDAY") else match.get("UNIT") or "")
    if unit == "HALF":
        return _half(month, int(number))
    days = _days(month.days, unit, int(match.get("WEEKDAY") or 0))
    at = int(number) if int(number) < 0 else int(number) - 1
    if not -len(days) <= at < len(days):
        return None
    grain, form = {"W": ("week", "W"), "WE": ("week", "W")}.get(unit, ("day", "D"))
    value = calendar.value_of(days[at], form) + ("-WE" if unit == "WE" else "")
    return Value(
        "date", value, grain, month.anchor, calendar.interval(value), f"number {number} of {month.value}"
    )


def _month(match: Match, argument: str, ground: Ground) -> Value | None:
    """The month that is named, or the one so many months from this."""
    if match.get("MONTH"):
        return lengths.month(match, "", ground)
    offset = argument.strip("DWEHALF") or "0"
    return resolve.moved("M", int(offset), ground.published, "published")


def _half(month: Value, number: int) -> Value | None:
    if month.days is None or number not in (1, 2, -1):
        return None
    first, last = month.days
    days = (first, first.replace(day=14)) if number == 1 else (first.replace(day=15), last)
    mod = "START" if number == 1 else "END"
    return Value("date", month.value, "month", month.anchor, days, f"half of {month.value}", mod)


def _days(span: Interval, unit: str, weekday: int) -> list[date]:
    """The first days of all such units that lie within the span."""
    days = [span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1)]
    if unit == "D":
        return days
    if unit == "W":
        return [d for d in days if d.isoweekday() == 1 and d + timedelta(days=6) <= span[1]]
    if unit == "WE":
        return [d for d in days if d.isoweekday() == 6]
    return [d for d in days if d.isoweekday() == weekday] if unit == "WEEKDAY" else []


def feast(match: Match, argument: str, ground: Ground) -> Value | None:
    """A feast of the year that is named, or the nearest one on the side that the verb says."""
    told, given = match.get("FEAST") or "", match.get("YEAR")
    anchor = ground.published or ground.told
    if given is None and anchor is None:
        fixed = told if told[:1].isdigit() else "XX-XX"
        return Value("date", f"XXXX-{fixed}", "day", "none", None, "a feast; the page gives no year")
    years = [int(given)] if given else [anchor.year + n for n in (-1, 0, 1)] if anchor else []
    days = [d for y in years if (d := _feast_day(told, y))]
    score = float(argument or 0) or ground.direction.score
    if anchor and not given and abs(score) > 1:
        days = [d for d in days if (d >= anchor if score > 0 else d <= anchor)] or days
    nearest = min(days, key=lambda d: (abs((d - (anchor or d)).days), d), default=None)
    if nearest is None:
        return None
    source = "text" if given else "published" if ground.published else "text"
    said = "a feast with its year" if given else f"the feast nearest to {anchor} on that side"
    return resolve.at(Value("date", nearest.isoformat(), "day", source, (nearest, nearest), said), match)


def _feast_day(told: str, year: int) -> date | None:
    """The day of `12-25` (month and day), `E+39` (days from Easter) or `N11:4:4` (month, weekday, which)."""
    if told.startswith("N"):
        of, weekday, which = (int(part) for part in told[1:].split(":"))
        span = calendar.interval(f"{year:04d}-{of:02d}")
        days = _days(span, "WEEKDAY", weekday) if span else []
        return days[which if which < 0 else which - 1] if days else None
    if told.startswith("E"):
        return calendar.shift(calendar.easter(year), "D", int(told[1:] or 0)) if 1583 <= year < 9999 else None
    month, _, number = told.partition("-")
    return calendar.make(year, int(month), int(number))


def weekday_ahead(match: Match, argument: str, ground: Ground) -> Value | None:
    """The coming weekday, so many days later ("lundi en huit")."""
    weekday = int(match.get("WEEKDAY") or 1)
    if ground.published is None:
        return None
    coming = calendar.weekday_near(ground.published, weekday, 1)
    moment = calendar.shift(coming, "D", int(argument)) if coming else None
    if moment is None:
        return None
    said = f"{argument} days after the coming such day"
    return Value("date", moment.isoformat(), "day", "published", (moment, moment), said)


def weekday_beside(match: Match, argument: str, ground: Ground) -> Value | None:
    """The first such weekday after (or before) the day last spoken of: "le mardi suivant"."""
    weekday, way = int(match.get("WEEKDAY") or 1), int(argument)
    base, anchor = (ground.told, "text") if ground.told else (ground.published, "published")
    next_to = calendar.shift(base, "D", way) if base else None
    moment = calendar.weekday_near(next_to, weekday, way) if next_to else None
    if moment is None:
        return Value("date", f"XXXX-WXX-{weekday}", "day", "none", None, "a weekday beside another day")
    said = f"the first such day beside {base}"
    found = Value("date", moment.isoformat(), "day", anchor, (moment, moment), said)
    return resolve.at(found, match)


def deadline(match: Match, argument: str, ground: Ground) -> Value | None:
    """Within two weeks: the day then, and any day up to it."""
    found = resolve.counted(match, argument, ground)
    return replace(found, mod="ON_OR_BEFORE") if found and found.days else found


def beside(match: Match, argument: str, ground: Ground) -> Value | None:
    """The day after, the eve of a day that is named."""
    found = (feast if match.get("FEAST") else resolve.calendar_date)(match, "", ground)
    base = calendar.day(found.value) if found and found.days else None
    moment = calendar.shift(base, "D", int(argument)) if base else None
    if moment is None or found is None:
        return None
    said = f"counted from {base}, which it names"
    return Value("date", moment.isoformat(), "day", found.anchor, (moment, moment), said)


def quarter(match: Match, argument: str, ground: Ground) -> Value | None:
    """A quarter (Q) or half (H) of a year: of the one named, or the nearest on the side of the verb."""
    number, given = int(match.get("ORDINAL") or match.get("INT") or 0), match.get("YEAR")
    parts = 4 if argument == "Q" else 2
    number = parts if number == -1 else number
    if not 1 <= number <= parts:
        return None
    grain = "quarter" if argument == "Q" else "half year"
    if given is None and ground.published is None:
        return Value("date", f"XXXX-{argument}{number}", grain, "none", None, "a part of a year")
    year = int(given) if given else ground.published.year if ground.published else 0
    begins = date(year, 12 // parts * (number - 1) + 1, 1)
    if not given and ground.published and begins > ground.published and ground.direction.score <= 0:
        year -= 1
    value = f"{year:04d}-{argument}{number}"
    anchor, said = ("text", "a part of a year") if given else ("published", "counted from the page's year")
    return Value("date", value, grain, anchor, calendar.interval(value), said)


def within(match: Match, argument: str, ground: Ground) -> Value | None:
    """ "In three days": after a verb that looks ahead the day then, else a length."""
    if ground.direction.score > 1:
        return resolve.counted(match, argument or "1", ground)
    return lengths.length(match, argument, ground)


def edge_of_unit(match: Match, argument: str, ground: Ground) -> Value | None:
    """At the end of the month, early in the week: of this one, or of the next where this one's is over and
    the verb looks ahead.
    """
    found = resolve.this_unit(match, argument or "0", ground)
    if match.get("UNIT") in ("S", "MIN", "H"):
        return None  # "la fin de la Seconde …" is a war
    if found is None or found.days is None or ground.published is None or match.get("EDGE") != "START":
        return found
    over = (ground.published - found.days[0]).days * 3 > (found.days[1] - found.days[0]).days
    return resolve.this_unit(match, "1", ground) if over and ground.direction.score > 1 else found
