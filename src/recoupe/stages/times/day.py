"""The day a page appeared, when nobody gives it: read off its byline, its address, its weekdays and its full
dates.

Evidence in order of strength: the day given with the page; a full date in a byline or date line; a day in the
address or path; a full date whose weekday the page also uses alone (that fixes the week). Anything weaker is
no evidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recoupe.model import Page, Published, Span
from recoupe.text import calendar

_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])[/_-](0[1-9]|[12]\d|3[01])(?!\d)")
_TOP = 700  # characters: a byline stands above the text, a date further down is of the story
_PRINTED = ("byline", "dateline", "credit")


@dataclass(frozen=True, slots=True)
class Seen:
    """A full date or a weekday on the page: where, in what block, and which way its verb points (above 0:
    future).
    """

    span: Span
    block: str
    day: date | None
    weekday: int | None
    ahead: float


def infer(page: Page, seen: Sequence[Seen]) -> Published | None:
    """The publication day with where it comes from, or None."""
    if page.published and calendar.day(page.published.value):
        return page.published
    return _printed(seen) or _address(page) or _weekdays(seen)


def _printed(seen: Sequence[Seen]) -> Published | None:
    printed = [s for s in seen if s.day and s.block in _PRINTED and s.span.start < _TOP]
    if not printed:
        return None
    first = printed[0]
    return Published(first.day.isoformat(), "printed", first.span) if first.day else None


def _address(page: Page) -> Published | None:
    for place, source in ((page.doc.url, "url"), (page.doc.path, "path")):
        found = _ADDRESS.search(place or "")
        moment = calendar.make(int(found[1]), int(found[2]), int(found[3])) if found else None
        if moment:
            return Published(moment.isoformat(), source)
    return None


def _weekdays(seen: Sequence[Seen]) -> Published | None:
    """The day that the weekdays used alone point to, once a full date fixes the week.

    A weekday used alone lies within a week of the page. So the latest past full date whose weekday the page
    also uses alone is in the week before the page; the page is of the first day that all weekdays with a past
    verb allow.
    """
    alone = {s.weekday for s in seen if s.weekday and not s.day}
    full = [s for s in seen if s.day and s.day.isoweekday() in alone and s.ahead <= 0]
    if not full:
        return None
    latest = max(full, key=lambda s: (s.day or date.min, -s.span.start))
    if latest.day is None:
        return None
    ahead = {s.weekday for s in seen if s.weekday and not s.day and s.ahead > 1}
    # Most pages appear on the day after what they tell: the day after the latest date, unless the page
    # looks ahead to it.
    day = latest.day if (latest.day.isoweekday() % 7) + 1 in ahead else latest.day + timedelta(days=1)
    return Published(day.isoformat(), "inferred", latest.span)
