"""What a time expression says of the day the page appeared, before that day is known.

A full day and a past month bound it, a weekday used alone lies within a week of it, "yesterday" is counted
from it. Which day follows is not decided here.
"""

import re
from dataclasses import dataclass

from recoupe.stages.times.grammar import Match
from recoupe.stages.times.resolve import Value

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARLESS = re.compile(r"XXXX-(\d\d-\d\d)")
_UNITS = ("W", "M")
_OPEN = ("BEFORE", "ON_OR_BEFORE")  # by then, perhaps not yet


@dataclass(frozen=True, slots=True)
class Told:
    """The kind and value of a clue, its way where the words give it, what stands with the day."""

    kind: str
    value: str
    way: float = 0.0
    weekday: int | None = None
    hour: bool = False


def clue(match: Match, rule: tuple[str, str], value: Value | None) -> Told | None:
    """What a match, valued without a publication day, says of it."""
    name, argument = rule
    if value is None:
        return None
    weekday = int(told) if (told := match.get("WEEKDAY")) else None
    if value.anchor == "text" and value.kind in ("date", "time"):
        if found := _FULL_DAY.match(value.value):
            return Told("day", found[0], weekday=weekday, hour=value.grain == "minute")
        begun = value.grain in ("month", "year") and value.mod not in _OPEN
        return Told("past", value.value) if begun else None
    if found := _YEARLESS.match(value.value):
        return Told("yearless", found[1], float(argument or 0) if name == "date" else 0.0, weekday)
    if name == "date" and weekday and not match.get("DAY"):
        return _weekday(weekday, argument)
    if name == "day":
        return Told("near", argument)
    if name == "this" and match.get("UNIT") in _UNITS:
        return Told("unit", f"{match.get('UNIT')}{int(argument):+d}")
    return None


def _weekday(weekday: int, argument: str) -> Told:
    """A weekday alone; "this Wednesday" is mostly the page's own day."""
    if argument == "0":
        return Told("this-weekday", str(weekday))
    return Told("weekday", str(weekday), 2 * float(argument or 0))
