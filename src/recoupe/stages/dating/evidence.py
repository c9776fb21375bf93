"""What one page alone says of the day it appeared, as votes.

A printed day below the top, a full day with its hour at the top, a past full day whose weekday the page uses
alone, a picture named and put up in one month, the latest day in the address of a link, a date line without
its year; the weekdays used alone say which day of the week it is. The shares are habits of newsrooms, set by
hand: most pages appear on the day of what they tell, or on the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from recoupe.model import Clue, Page, Reason, Span
from recoupe.stages.dating.votes import Evidence, Vote, from_day
from recoupe.text import addresses, calendar

PRINTED = ("byline", "dateline", "credit")
_PAST = (0.32, 0.45, 0.1, 0.05, 0.03, 0.03, 0.02)  # days since the latest past weekday used alone
_AHEAD = (0.1, 0.35, 0.2, 0.13, 0.1, 0.07, 0.05)  # days to the next weekday ahead
_OLDER = (1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.4)  # the same for every other weekday
_TRUSTED_WEEK = 0.95
_TODAY = 0.65  # share of "this Wednesday" that is the page's own day
_WEEK = (1 / 7,) * 7
_PAIRED = (0.24, 0.24, 0.15, 0.12, 0.1, 0.08, 0.07)  # days since the day of a weekday that is told twice
_NEARBY = (
    0.2,
    0.22,
    0.12,
    0.09,
    0.06,
    0.05,
    0.04,
    *((0.22 / 34,) * 34),
)  # days since a weekday with its date
_CHANCE = 0.6  # what is left of the trust where no weekday stands with the date: one day in seven is a Monday
_DATELINE = (0.75, 0.2, 0.05)
_PICTURE = (0.55, 0.2, 0.08, 0.05, *((0.012,) * 10))  # days since a picture was made
_LINK = (0.35, 0.2, 0.1, 0.06, *((0.029,) * 10))  # days since the latest page that is linked
_FOOT = (0.1, 0.8, 0.1)
_STAMP = (0.9, 0.1)
_TOP = 400  # characters: where a stamp stands
_TRUST = {
    "weekday-date": 0.9, "picture-made": 0.75, "picture-month": 0.8, "link-day": 0.35, "printed-below": 0.7,
    "own-day": 0.85, "day-without-year": 0.7, "top-day": 0.85,
}  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def of(page: Page, clues: Sequence[Clue], near: Iterable[date] = ()) -> Evidence:
    """All that the page alone says; `near` are days of pages on the same happening, which say the year."""
    days = [c for c in clues if c.kind == "day"]
    since = _since(clues)
    votes = [
        *_paired(days, clues),
        *_foot(days),
        *_stamped(days),
        *_pictures(clues),
        *_linked(clues),
        *_yearless(clues, sorted(set(near))),
    ]
    week, reason = _week(page, clues)
    until = calendar.day(page.doc.retrieved)
    return Evidence(votes=tuple(votes), week=week, week_reason=reason, since=since, until=until)


def in_addresses(page: Page) -> Iterator[Clue]:
    """The clues in the addresses that the text holds."""
    for start, end, address in addresses.find(page.doc.text):
        span = Span(page.doc.id, start, end)
        if not addresses.is_picture(address):
            if day := addresses.day(address):
                yield Clue("link", day.isoformat(), span, "markup")
            continue
        put, made = addresses.uploaded(address), addresses.made(address)
        if put:
            yield Clue("uploaded", f"{put[0]}-{put[1]:02d}", span, "markup")
        # Any such name tells some instant; that it falls in the month of the folder is no chance.
        if put and made and (made.year, made.month) == put:
            yield Clue("picture", f"{made:%Y-%m-%d}", span, "markup")


def _since(clues: Sequence[Clue]) -> date | None:
    """The first day on which all that the page tells as past has begun."""
    firsts = []
    for clue in clues:
        if clue.kind in ("day", "past") and clue.way <= 0:
            found = calendar.interval(clue.value)
            firsts.append(found[0] if found else None)
    return max((f for f in firsts if f), default=None)


def _day(clue: Clue) -> date:
    return calendar.day(clue.value) or date.min


def _first(clue: Clue) -> date:
    held = calendar.interval(clue.value)
    return held[0] if held else date.min


def _reason(rule: str, clue: Clue, text: str, *more: Span) -> Reason:
    return Reason(rule, _TRUST[rule], (clue.span, *more), text)


def _paired(days: Sequence[Clue], clues: Sequence[Clue]) -> Iterator[Vote]:
    """The latest past full day whose weekday the page also uses alone: the page is of the week from it on."""
    alone = {int(c.value): c.span for c in reversed(clues) if c.kind == "weekday" and c.way <= 0}
    full = [c for c in days if c.way <= 0 and c.block not in PRINTED and _day(c).isoweekday() in alone]
    if full:
        latest = max(full, key=lambda c: (_day(c), -c.span.start))
        day = _day(latest)
        text = f"It tells of {day}, a {_DAYS[day.weekday()]}, and elsewhere of that weekday without a date."
        trust = _TRUST["weekday-date"] * (1.0 if latest.weekday else _CHANCE)
        reason = _reason("weekday-date", latest, text, alone[day.isoweekday()])
        yield Vote(from_day(day, _PAIRED), trust, replace(reason, weight=round(trust, 2)))


def _foot(days: Sequence[Clue]) -> Iterator[Vote]:
    """A day printed further down: when the page was put up or changed."""
    printed = [c for c in days if c.block in PRINTED]
    if printed:
        last = max(printed, key=lambda c: (_day(c), -c.span.start))
        text = f"A line beside the text prints {last.value}."
        yield Vote(
            from_day(_day(last), _FOOT, -1), _TRUST["printed-below"], _reason("printed-below", last, text)
        )


def _pictures(clues: Sequence[Clue]) -> Iterator[Vote]:
    """The latest picture: the day it was made, and the month it was put up in."""
    made = max(
        (c for c in clues if c.kind == "picture"), key=lambda c: (c.value, -c.span.start), default=None
    )
    if made:
        text = f"A picture was named by a database on {made.value} and put up in the same month."
        yield Vote(
            from_day(_day(made), _PICTURE), _TRUST["picture-made"], _reason("picture-made", made, text)
        )
    put = max(
        (c for c in clues if c.kind == "uploaded"), key=lambda c: (c.value, -c.span.start), default=None
    )
    held = calendar.interval(put.value) if put else None
    if put and held:
        length = calendar.length(held)
        shares = (*((0.85 / length,) * length), *((0.15 / 10,) * 10))
        text = f"A picture was put up in {put.value}."
        yield Vote(from_day(held[0], shares), _TRUST["picture-month"], _reason("picture-month", put, text))


def _linked(clues: Sequence[Clue]) -> Iterator[Vote]:
    links = [c for c in clues if c.kind == "link"]
    if links:
        last = max(links, key=lambda c: (_day(c), -c.span.start))
        text = f"The latest page that it links to has {last.value} in its address."
        yield Vote(from_day(_day(last), _LINK), _TRUST["link-day"], _reason("link-day", last, text))


def _stamped(days: Sequence[Clue]) -> Iterator[Vote]:
    """A full day at the top with its hour, for prose gives no hour with a year, or called the page's own."""
    stamps = [c for c in days if (c.hour or c.own) and c.block not in PRINTED and c.span.start < _TOP]
    if stamps:
        text = f"The top of the page gives {stamps[0].value} as its own day."
        reason = _reason("top-day", stamps[0], text)
        yield Vote(from_day(_day(stamps[0]), _STAMP), _TRUST["top-day"], reason)


def _yearless(clues: Sequence[Clue], near: Sequence[date]) -> Iterator[Vote]:
    """A day without a year: one called the page's own, that of a date line, or the latest past one on a
    weekday that is told with it or alone.
    """
    alone = {int(c.value) for c in clues if c.kind == "weekday"}
    found = []
    for clue in clues:
        sure = clue.own or clue.block == "dateline"
        if clue.kind != "yearless" or (clue.way > 0 and not sure):
            continue
        day = _in_year(clue, clues, near)
        if day and (sure or clue.weekday or day.isoweekday() in alone):
            found.append((sure, day, -clue.span.start, clue))
    if not found:
        return
    sure, day, _, clue = max(found)
    shares: Sequence[float]
    if sure:
        kind, shares, text = "own-day", _DATELINE, f"It gives {day:%d %B} as its own day"
    elif day.isoweekday() in alone:
        kind, shares, text = "day-without-year", _PAIRED, f"It tells of {day:%d %B} and of that weekday alone"
    else:
        kind, shares, text = "day-without-year", _NEARBY, f"It tells of {day:%d %B} without a year"
    trust = _TRUST[kind] * (1.0 if sure or clue.weekday else _CHANCE)
    reason = replace(_reason(kind, clue, f"{text}, so of {day.year}."), weight=round(trust, 2))
    yield Vote(from_day(day, shares), trust, reason)


def _in_year(clue: Clue, clues: Sequence[Clue], near: Sequence[date]) -> date | None:
    """The day in the year nearest to pages on the same happening or to an address; else in the latest year
    beside one that the page names in which it falls on the weekday told with it.
    """
    month, number = int(clue.value[:2]), int(clue.value[3:])
    put = max((_first(c) for c in clues if c.kind in ("uploaded", "link")), default=None)
    bases = near or ([put] if put else [])
    named = {b.year for b in bases} or {_first(c).year for c in clues if c.kind in ("day", "past")}
    if not bases and clue.weekday is None:
        return None
    days = {d for y in named for n in (-1, 0, 1) if y + n > 0 and (d := calendar.make(y + n, month, number))}
    fits = [d for d in days if clue.weekday in (None, d.isoweekday())]
    if not bases:
        return max(fits, default=None)
    return min(fits, key=lambda d: (min(abs((d - b).days) for b in bases), d), default=None)


def _week(page: Page, clues: Sequence[Clue]) -> tuple[tuple[float, ...], Reason | None]:
    """The share of each day of the week, by the weekdays that the page uses alone."""
    used = [c for c in clues if c.kind == "weekday"]
    today = {int(c.value) for c in clues if c.kind == "this-weekday"}
    past = {int(c.value) for c in used if c.way <= 0}
    ahead = {int(c.value) for c in used if c.way > 0}
    if not past | ahead | today:
        return _WEEK, None
    told = []
    for day in range(1, 8):
        since = sorted((day - w) % 7 for w in past)
        to = sorted((w - day) % 7 for w in ahead)
        share = (_PAST[since[0]] if since else 1.0) * (_AHEAD[to[0]] if to else 1.0)
        for far in (*since[1:], *to[1:]):
            share *= _OLDER[far]
        for weekday in today:
            share *= _TODAY if weekday == day else (1 - _TODAY) / 6
        told.append(share)
    week = tuple(_TRUSTED_WEEK * s / sum(told) + (1 - _TRUSTED_WEEK) / 7 for s in told)
    first = {c.value: c.span for c in reversed(clues) if c.kind in ("weekday", "this-weekday")}
    spans = tuple(sorted(first.values()))
    likely = " or ".join(d for d, share in zip(_DAYS, week, strict=True) if share >= max(week) / 2)
    wordings = ", ".join(f"“{s.of(page.doc.text)}”" for s in spans)
    return week, Reason("weekdays", _TRUSTED_WEEK, spans, f"By {wordings} it is most likely of a {likely}.")
