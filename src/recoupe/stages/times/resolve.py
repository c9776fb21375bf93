"""From a matched pattern to a TIMEX3 value: one small function for each rule of the table `time_patterns`.

A rule gets what the pattern read (`Match`), its argument, and the `Ground` it stands on: the publication day,
the direction of the verb, the day the text last spoke of. It returns a `Value`, or None where the pattern was
a trap.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from recoupe.stages.times.direction import Direction
from recoupe.stages.times.grammar import Match
from recoupe.text import calendar
from recoupe.text.calendar import Interval

_GRAINS = {
    "S": "second", "MIN": "minute", "H": "hour", "D": "day", "W": "week", "M": "month", "Q":
    "quarter", "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip
_CLOCK_UNITS = ("S", "MIN", "H")
_SECONDS = {"S": 1, "MIN": 60, "H": 3600}
_SURE = 1.0  # a direction at least this strong may overrule the nearest day


@dataclass(frozen=True, slots=True)
class Ground:
    """What a relative expression is counted from."""

    published: date | None
    direction: Direction
    told: date | None = None  # the day the text last spoke of
    near: date | None = None  # the same, if in the same paragraph
    event: date | None = None  # the day of the event that the expression names
    clock: time | None = None  # the time of publication, where it is known


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved value, its interval where it has one, and in words how it was found."""

    kind: str
    value: str
    grain: str
    anchor: str
    days: Interval | None
    text: str
    mod: str = ""  # see edges.py


Rule = Callable[[Match, str, Ground], Value | None]


def _date(value: str, grain: str, anchor: str, text: str, days: Interval | None = None) -> Value:
    return Value("date", value, grain, anchor, days or calendar.interval(value), text)


def _unknown(value: str, grain: str, text: str) -> Value:
    return Value("date", value, grain, "none", None, f"{text}; the page gives no day to count from")


def calendar_date(match: Match, argument: str, ground: Ground) -> Value | None:
    """Day, weekday and month with or without a year."""
    month = match.get("MONTH")
    weekday, number, year = match.get("WEEKDAY"), match.get("DAY"), match.get("YEAR")
    if number is None:
        found = _weekday(int(weekday), argument, ground) if weekday else None
    elif month is None:
        found = _day_of_month(int(number), int(weekday) if weekday else None, ground)
    elif year:
        moment = calendar.make(int(year), int(month), int(number))
        found = _date(moment.isoformat(), "day", "text", "a full date") if moment else None
    else:
        found = _yearless(int(month), int(number), argument, ground)
    return at(found, match)


def at(found: Value | None, match: Match) -> Value | None:
    """The day with the time or part of day that the expression adds."""
    if found is None:
        return None
    clock, (part, mod) = match.get("TIME"), part_of(match)
    if clock:
        if (part in ("AF", "EV") and clock < "12") or (part == "NI" and "06" <= clock < "12"):
            clock = f"{int(clock[:2]) + 12}{clock[2:]}"
        return Value("time", f"{found.value}T{clock}", "minute", found.anchor, found.days, found.text)
    if part:
        value = f"{found.value}T{part}"
        return Value("time", value, "part of day", found.anchor, found.days, found.text, mod)
    return found


def part_of(match: Match) -> tuple[str, str]:
    """The part of the day in an expression, and its modifier: "en fin de matinée" is ("MO", "END")."""
    part, _, mod = (match.get("MOMENT") or match.get("PART") or "").partition(" ")
    return part, mod or (match.get("EDGE") or "" if part else "")


def _weekday(weekday: int, argument: str, ground: Ground) -> Value:
    if ground.published is None:
        return _unknown(f"XXXX-WXX-{weekday}", "day", "a weekday")
    score = float(argument) if argument and argument != "0" else ground.direction.score
    forward = score > 0
    base = ground.published
    if argument in ("1", "-1") and base.isoweekday() == weekday:
        base = calendar.shift(base, "D", int(argument)) or base
    moment = calendar.weekday_near(base, weekday, 1 if forward else -1)
    if moment is None:
        return _unknown(f"XXXX-WXX-{weekday}", "day", "a weekday")
    way = "the next such day from" if forward else "the last such day up to"
    verb = (
        f", since its verb is “{ground.direction.words}”" if ground.direction.words and not argument else ""
    )
    return _date(
        moment.isoformat(), "day", "published", f"{way} the publication day {ground.published}{verb}"
    )


def _yearless(month: int, number: int, argument: str, ground: Ground) -> Value | None:
    if not calendar.make(2024, month, number):  # a leap year, so that 29 February is a day
        return None
    anchor = ground.published or ground.told
    if anchor is None:
        return _unknown(f"XXXX-{month:02d}-{number:02d}", "day", "a day without a year")
    years = (calendar.make(anchor.year + n, month, number) for n in (-1, 0, 1))
    moment = _nearest([d for d in years if d], anchor, argument, ground)
    source = "published" if ground.published else "text"
    return _date(moment.isoformat(), "day", source, f"the year nearest to {anchor}") if moment else None


def _nearest(days: list[date], anchor: date, argument: str, ground: Ground) -> date | None:
    """The nearest candidate, unless a strong direction or the words say the other side and it is within a
    year.
    """
    if not days:
        return None
    way = float(argument or 0) or (
        ground.direction.score if abs(ground.direction.score) >= 3 * _SURE else 0.0
    )
    sided = [d for d in days if (d >= anchor if way > 0 else d <= anchor)] if way else days
    nearest = min(days, key=lambda d: (abs((d - anchor).days), d))
    # Near by, the calendar speaks louder than the verb: pages leave the year out of near days only. Of a day
    # past for a month nobody says that it will be.
    close = 31 if way > 0 and nearest < anchor else 62
    if not argument and abs((nearest - anchor).days) <= close:
        return nearest
    return min(sided or days, key=lambda d: (abs((d - anchor).days), d))


def _day_of_month(number: int, weekday: int | None, ground: Ground) -> Value | None:
    anchor = ground.near or ground.published or ground.told
    if anchor is None:
        return _unknown(f"XXXX-XX-{number:02d}", "day", "a day without a month")
    first = anchor.replace(day=1)
    months = [m for n in range(-6, 7) if (m := calendar.shift(first, "M", n))]
    days = [
        d
        for m in months
        if (d := calendar.make(m.year, m.month, number)) and (weekday is None or d.isoweekday() == weekday)
    ]
    ahead = [d for d in days if d >= anchor]
    sure = ground.direction.score >= 3 * _SURE and anchor == ground.published
    moment = _nearest(ahead if sure and ahead else days, anchor, "", ground)
    source = "published" if anchor == ground.published else "text"
    return _date(moment.isoformat(), "day", source, f"the month nearest to {anchor}") if moment else None


def numeric(match: Match, argument: str, ground: Ground) -> Value | None:
    """2025-02-12, 12/02/2025, 12.02.2025, 12/02; the argument `month` says that the month comes first."""
    if iso := match.get("ISO"):
        moment, clock = calendar.day(iso), iso[11:16]
    else:
        told = match.get("SLASH") or match.get("DAYMONTH") or match.get("SPACED") or ""
        parts = [int(p) for p in re.split("[./-]", told)]
        if argument == "month":
            parts[:2] = parts[1], parts[0]
        if len(parts) == 2:
            return at(_yearless(parts[1], parts[0], "", ground), match)
        year = _full_year(parts[2])
        # 12/25/2021: no thirteenth month, so the page writes the month first
        moment = calendar.make(year, parts[1], parts[0]) or calendar.make(year, parts[0], parts[1])
        clock = ""
    if moment is None:
        return None
    clock = match.get("TIME") or clock
    found = _date(moment.isoformat(), "day", "text", "a full date")
    return Value("time", f"{moment}T{clock}", "minute", "text", found.days, found.text) if clock else found


def _full_year(year: int) -> int:
    return year + (2000 if year < 70 else 1900 if year < 100 else 0)


def week_day(match: Match, argument: str, ground: Ground) -> Value | None:
    """A weekday of this, last or next week; the week of a date."""
    if number := match.get("DAY"):
        inner = calendar_date(match, "", ground)
        moment = calendar.day(inner.value) if inner and number else None
        return (
            _date(calendar.value_of(moment, "W"), "week", inner.anchor, inner.text)
            if moment and inner
            else None
        )
    weekday = int(match.get("WEEKDAY") or 1)
    if ground.published is None:
        return _unknown(f"XXXX-WXX-{weekday}", "day", "a weekday of a week")
    moment = calendar.shift(
        ground.published, "D", 7 * int(argument) + weekday - ground.published.isoweekday()
    )
    return (
        _date(moment.isoformat(), "day", "published", f"counted from {ground.published}") if moment else None
    )


def relative_day(match: Match, argument: str, ground: Ground) -> Value | None:
    """Yesterday, today, tomorrow, with a part of the day."""
    if ground.published is None:
        return _unknown("XXXX-XX-XX", "day", "a day counted from the publication")
    moment = calendar.shift(ground.published, "D", int(argument))
    return (
        at(
            _date(
                moment.isoformat(), "day", "published", f"counted from the publication day {ground.published}"
            ),
            match,
        )
        if moment
        else None
    )


def same_day(match: Match, argument: str, ground: Ground) -> Value | None:
    """The same day, the day after, the eve: counted from the event that is named, or from the day last spoken
    of.
    """
    base, anchor = (ground.event, "event") if ground.event else (ground.told, "text")
    if base is None:
        return _unknown("XXXX-XX-XX", "day", "a day counted from another one")
    moment = calendar.shift(base, "D", int(argument or 0))
    said = "the event that it names" if anchor == "event" else "the day last spoken of"
    return (
        at(_date(moment.isoformat(), "day", anchor, f"counted from {said}, {base}"), match)
        if moment
        else None
    )


def event_day(match: Match, argument: str, ground: Ground) -> Value | None:
    """The day of what is named, where the page says it; "the day of" alone is no time."""
    return same_day(match, argument, ground) if ground.event else None


def told_day(match: Match, argument: str, ground: Ground) -> Value | None:
    """The eve, the next day, with nothing named: of the day last spoken of; a text that has spoken of none
    has only its own.
    """
    base = None if ground.told or ground.event else ground.published
    return relative_day(match, argument, ground) if base else same_day(match, argument, ground)


def near(_match: Match, argument: str, ground: Ground) -> Value:
    """Shortly after, earlier: the day last spoken of."""
    if ground.told is None:
        return _date(
            "PAST_REF" if argument == "-1" else "FUTURE_REF", "unknown", "none", "no day to count from"
        )
    return _date(ground.told.isoformat(), "day", "text", f"close to the day last spoken of, {ground.told}")


def this_unit(match: Match, argument: str, ground: Ground) -> Value | None:
    """This, last, next week, month, year, counted from the publication day."""
    return moved(match.get("UNIT") or "W", int(argument), ground.published, "published")


def after_unit(match: Match, argument: str, ground: Ground) -> Value | None:
    """The week, month, year before or after the day last spoken of."""
    base = ground.told or ground.published
    return moved(match.get("UNIT") or "W", int(argument), base, "text" if ground.told else "published")


def moved(unit: str, count: int, base: date | None, anchor: str) -> Value | None:
    """The unit that lies so many units from the one of the base."""
    if base is None:
        return _unknown(
            {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(unit, "XXXX-XX-XX"),
            _GRAINS[unit],
            "a relative date",
        )
    if unit == "Q":
        moment = calendar.shift(base, "M", 3 * count)
        value = f"{moment.year:04d}-Q{(moment.month + 2) // 3}" if moment else None
    else:
        moment = calendar.shift(base, unit, count)
        value = calendar.value_of(moment, unit) if moment else None
    return _date(value, _GRAINS[unit], anchor, f"counted from {base}") if value else None


def counted(match: Match, argument: str, ground: Ground) -> Value | None:
    """Three years ago, in two weeks: counted from the publication day."""
    return _counted(match, int(argument), ground, ground.published)


def counted_in_text(match: Match, argument: str, ground: Ground) -> Value | None:
    """A week earlier, two days later: counted from a day of the same paragraph, or from the publication."""
    return _counted(match, int(argument), ground, ground.near or ground.published)


def _counted(match: Match, way: int, ground: Ground, base: date | None) -> Value | None:
    anchor = "text" if base == ground.near else "published"
    unit, number = match.get("UNIT"), match.get("NUM")
    if unit is None:
        return None
    vague = "PAST_REF" if way < 0 else "FUTURE_REF"
    if unit in _CLOCK_UNITS:
        if base is None:
            return _date(vague, "unknown", "none", "vague")
        return _clocked(unit, number, way, ground) or _date(
            base.isoformat(), "day", anchor, f"some hours from {base}"
        )
    if number is None:
        return _date(vague, "unknown", "none", "a vague distance")
    if base is None:
        return _unknown(
            {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(unit, "XXXX-XX-XX"),
            _GRAINS[unit],
            "a distance",
        )
    return moved(unit, way * int(float(number)), base, anchor) if len(number) < 6 else None


def _clocked(unit: str, number: str | None, way: int, ground: Ground) -> Value | None:
    """So many hours from the time of publication, where that is known."""
    if number is None or len(number) > 5 or ground.clock is None or ground.published is None or ground.near:
        return None
    start = datetime.combine(ground.published, ground.clock)
    try:
        moment = start + way * timedelta(seconds=float(number) * _SECONDS[unit])
    except OverflowError:
        return None
    clock = moment.time().isoformat(timespec="seconds" if unit == "S" else "minutes")
    said = f"counted from the time of publication, {start:%H:%M}"
    day = moment.date()
    return Value("time", f"{day}T{clock}", "minute", "published", (day, day), said)
