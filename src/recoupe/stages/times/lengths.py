"""Values of durations, years, months, decades, times of the day and references: the rules that need no
weekday.
"""

from dataclasses import replace
from datetime import date

from recoupe.stages.times import resolve
from recoupe.stages.times.grammar import Match
from recoupe.stages.times.resolve import Ground, Value
from recoupe.text import calendar

_CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}
_DATE_UNITS = {"D": "D", "W": "W", "M": "M", "Q": "M", "Y": "Y", "DE": "DE", "CE": "CE"}
_HALF = {"H": "30M", "Y": "6M", "D": "12H", "M": "15D", "DE": "5Y", "CE": "50Y", "W": "3D"}
WAYS = {"BEFORE": -1, "AFTER": 1}  # what the word after a length says of an event
_GRAINS = {"S": "second", "MIN": "minute", "H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


def duration_value(numbers: list[str], units: list[str], half: str | None) -> str:
    """The TIMEX3 value of counted units; "X" where the count is vague.

    >>> duration_value(["1"], ["H"], "30")
    'PT1H30M'
    """
    days, clock = "", ""
    for number, unit in zip(
        numbers, dict.fromkeys(units), strict=False
    ):  # four days and four nights are four days
        plain = number if number == "X" else f"{float(number):g}"
        plain = str(3 * int(float(plain))) if unit == "Q" and plain != "X" else plain
        if unit in _CLOCK_UNITS:
            clock += plain + _CLOCK_UNITS[unit]
        else:
            days += plain + _DATE_UNITS[unit]
    if half and units:
        more = f"{half}M" if units[0] == "H" else _HALF.get(units[0], "")
        clock, days = (clock + more, days) if units[0] in "HD" else (clock, days + more)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _length(match: Match) -> tuple[str, str] | None:
    numbers = [value for name, value in match.read if name in ("NUM", "VAGUE")]
    units = [value for name, value in match.read if name == "UNIT"]
    if not units:
        return None
    return duration_value(numbers or ["X"], units, match.get("HALF")), _GRAINS.get(units[0], "year")


def length(match: Match, _argument: str, _ground: Ground) -> Value | None:
    """Three years, an hour and a half, some weeks."""
    found = _length(match)
    return Value("duration", found[0], found[1], "none", None, "a length of time") if found else None


def from_event(found: Value, match: Match, after: str, event: date) -> Value:
    """A length before or after an event of known day: its value stays, its days are where it ends."""
    unit, number = match.get("UNIT") or "", match.get("NUM")
    way = WAYS[after]
    if unit in _CLOCK_UNITS:
        beside = calendar.shift(event, "D", way)  # hours may cross midnight
        days = (min(event, beside), max(event, beside)) if beside else None
    else:
        moved = (
            resolve.moved(unit, way * int(float(number)), event, "event")
            if number and number != "X"
            else None
        )
        days = moved.days if moved else None
    if days is None:
        return found
    said = "before" if way < 0 else "after"
    return replace(
        found, anchor="event", days=days, text=f"a length {said} the event that it names, of {event}"
    )


def recent(match: Match, argument: str, ground: Ground) -> Value | None:
    """The last three years, the coming days: a length that begins or ends at the publication day."""
    found, number, unit = _length(match), match.get("NUM"), match.get("UNIT")
    if found is None:
        return None
    base, days = ground.published, None
    if base and number and unit in _DATE_UNITS and unit != "Q" and len(number) < 5:
        other = calendar.shift(base, unit, int(argument) * int(float(number)))
        days = (min(base, other), max(base, other)) if other else None
    anchor = "published" if days else "none"
    return Value(
        "duration",
        found[0],
        found[1],
        anchor,
        days,
        "a length of time up to the day of the page" if days else "a length of time",
    )


def following(match: Match, argument: str, ground: Ground) -> Value | None:
    """The three days that followed: from the day last spoken of, or from the publication."""
    return recent(match, argument, replace(ground, published=ground.told or ground.published))


def clocked(match: Match, _argument: str, _ground: Ground) -> Value | None:
    """1h30 after "during": a length, not a time of the day."""
    hour, _, minute = (match.get("TIME") or "").partition(":")
    if not hour:
        return None
    value = f"PT{int(hour)}H" + (f"{int(minute)}M" if int(minute) else "")
    return Value("duration", value, "hour", "none", None, "a length in hours")


def fixed(_match: Match, argument: str, _ground: Ground) -> Value:
    """A phrase whose value is written in the table."""
    kind = "duration" if argument.startswith("P") else "date"
    grain, anchor = ("unknown", "none") if kind == "duration" else ("day", "text")
    return Value(kind, argument, grain, anchor, calendar.interval(argument), "a set phrase")


def reference(_match: Match, argument: str, ground: Ground) -> Value:
    """Now, one day, formerly: no day, but past, present or future."""
    days = (ground.published, ground.published) if argument == "PRESENT_REF" and ground.published else None
    said = {"PRESENT_REF": "the present", "PAST_REF": "the past", "FUTURE_REF": "the future"}[argument]
    return Value("date", argument, "unknown", "published" if days else "none", days, f"points at {said}")


def someday(match: Match, _argument: str, ground: Ground) -> Value:
    """One day: in the past only where the verb is."""
    return reference(match, "PAST_REF" if ground.direction.score < -1 else "FUTURE_REF", ground)


def year(match: Match, _argument: str, _ground: Ground) -> Value | None:
    """A year in digits."""
    value = match.get("YEAR")
    return Value("date", value, "year", "text", calendar.interval(value), "a year") if value else None


def decade(match: Match, _argument: str, _ground: Ground) -> Value | None:
    """The nineteen-nineties."""
    value = match.get("DECADE") or (match.get("YEAR") or "")[:3]
    short = match.get("YY")
    if short and short.endswith("0"):
        value = "19" + short[0] if int(short) >= 30 else "20" + short[0]
    return Value("date", value, "decade", "text", calendar.interval(value), "a decade") if value else None


def century(match: Match, _argument: str, _ground: Ground) -> Value | None:
    """The twentieth century."""
    number = match.get("ROMAN") or match.get("DAY")
    if not number:
        return None
    value = f"{int(number) - 1:02d}"
    return Value("date", value, "century", "text", calendar.interval(value), "a century")


def month(match: Match, argument: str, ground: Ground) -> Value | None:
    """A month, with its year or with the nearest one."""
    number, given = match.get("MONTH"), match.get("YEAR")
    if number is None:
        return None
    if given:
        value = f"{given}-{int(number):02d}"
        return Value("date", value, "month", "text", calendar.interval(value), "a month with its year")
    anchor = ground.published or ground.told
    if anchor is None:
        return Value(
            "date", f"XXXX-{int(number):02d}", "month", "none", None, "a month; the page gives no year"
        )
    way = float(argument or 0) or ground.direction.score
    if way > 0:
        chosen = anchor.year + (1 if int(number) < anchor.month else 0)
    else:
        chosen = anchor.year - (1 if int(number) > anchor.month else 0)
    value = f"{chosen:04d}-{int(number):02d}"
    source = "published" if ground.published else "text"
    return Value(
        "date", value, "month", source, calendar.interval(value), f"the month on that side of {anchor}"
    )


def season(match: Match, argument: str, ground: Ground) -> Value | None:
    """A season, with its year or with the nearest one."""
    name, given = match.get("SEASON"), match.get("YEAR")
    anchor = ground.published or ground.told
    if name is None or (given is None and anchor is None):
        return Value("date", f"XXXX-{name}", "season", "none", None, "a season") if name else None
    chosen = int(given) if given else _season_year(name, argument, ground, anchor) if anchor else 0
    value = f"{chosen:04d}-{name}"
    return Value(
        "date", value, "season", "text" if given else "published", calendar.interval(value), "a season"
    )


def _season_year(name: str, argument: str, ground: Ground, anchor: date) -> int:
    """The year of the season: the one that is now, else the nearest on the side of the words or the verb."""
    years = [anchor.year + n for n in (-1, 0, 1)]
    spans = [(y, span) for y in years if (span := calendar.interval(f"{y:04d}-{name}"))]
    way = float(argument or 0)
    now = [y for y, (first, last) in spans if first <= anchor <= last]
    if now and not way:
        return now[0]
    way = way or ground.direction.score
    ahead = [y for y, (first, _) in spans if first > anchor]
    over = [y for y, (_, last) in spans if last < anchor]
    if way > 0 and ahead:
        return ahead[0]
    return over[-1] if way < 0 and over else anchor.year


def weekend(_match: Match, argument: str, ground: Ground) -> Value | None:
    """This, last, next weekend; told in the past before Thursday, this weekend is the one that is over."""
    weeks = int(argument)
    if ground.published and not weeks and ground.direction.score < 0 and ground.published.isoweekday() < 4:
        weeks = -1
    moment = calendar.shift(ground.published, "W", weeks) if ground.published else None
    if moment is None:
        return Value(
            "date", "XXXX-WXX-WE", "week", "none", None, "a weekend; the page gives no day to count from"
        )
    value = calendar.value_of(moment, "W") + "-WE"
    return Value(
        "date", value, "week", "published", calendar.interval(value), f"counted from {ground.published}"
    )


def clock(match: Match, _argument: str, ground: Ground) -> Value | None:
    """A time of the day, on the day the paragraph speaks of."""
    told = match.get("TIME")
    if told is None:
        return None
    base, anchor = (ground.near, "text") if ground.near else (ground.published, "published")
    if base is None:
        return Value("time", f"XXXX-XX-XXT{told}", "minute", "none", None, "a time of the day")
    if anchor == "published":
        base = _told_day(base, told, ground)
    return Value("time", f"{base}T{told}", "minute", anchor, (base, base), f"a time of the day, on {base}")


def _told_day(base: date, told: str, ground: Ground) -> date:
    """The day of the page, or the one beside it where its own hour is on the wrong side of the verb: at 9 in
    the morning, what happened at 11 p.m. happened the day before.
    """
    if ground.clock is None:
        return base
    score, now = ground.direction.score, ground.clock.isoformat("minutes")
    days = 1 if score > 1 and told < now else -1 if score < -1 and told > now else 0
    return calendar.shift(base, "D", days) or base


def part(match: Match, _argument: str, ground: Ground) -> Value | None:
    """A part of the day ("late in the evening"), on the day the paragraph speaks of."""
    name, mod = resolve.part_of(match)
    base, anchor = (ground.near, "text") if ground.near else (ground.published, "published")
    if not name:
        return None
    if base is None:
        return Value("time", f"XXXX-XX-XXT{name}", "part of day", "none", None, "a part of a day", mod)
    said = f"a part of the day, on {base}"
    return Value("time", f"{base}T{name}", "part of day", anchor, (base, base), said, mod)


def every(match: Match, _argument: str, _ground: Ground) -> Value | None:
    """Every Monday, every two days."""
    weekday, unit, number = match.get("WEEKDAY"), match.get("UNIT"), match.get("NUM") or "1"
    value = f"XXXX-WXX-{weekday}" if weekday else duration_value([number], [unit], None) if unit else None
    return (
        Value(
            "set",
            value,
            "day" if weekday else _GRAINS.get(unit or "", "year"),
            "none",
            None,
            "a repeated time",
        )
        if value
        else None
    )


def nothing(_match: Match, _argument: str, _ground: Ground) -> Value | None:
    """Words that look like a time and are none."""
    return None
