"""Weighing votes for the day a page appeared: each vote gives shares to days, and is trusted so far.

The odds of a day are the product of what all votes give it; a vote that may be wrong gives every day of a
year a little. The days of the week have shares of their own. A day is told where the days around it hold
nearly all odds, a month where the day stays open, else nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import prod

from recoupe.model import Published, Reason

SURE = 0.8  # odds that the day is right to within _NEAR days, from which it is told
_NEAR = 3  # days
_MONTH = 0.75  # odds of the month from which it is told where the day is not
_DOUBT = 0.95  # odds that the days of the doubt hold of all days weighed
_YEAR = 365  # days over which a vote that is wrong spreads
_EARLY = 0.02  # what is left of the odds of a day before the latest past day that the page tells of
_SLIGHT = 0.05  # odds against the likeliest day from which a day of the month is possible
_SHOWN = 6  # reasons kept


@dataclass(frozen=True, slots=True)
class Vote:
    """Days on which the page may have appeared with their shares, how far they are trusted, and why."""

    shares: tuple[tuple[date, float], ...]
    trust: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that bears on the day of one page: votes, the shares of Monday to Sunday, a first and last day."""

    votes: tuple[Vote, ...] = ()
    week: tuple[float, ...] = (1 / 7,) * 7
    week_reason: Reason | None = None
    since: date | None = None
    until: date | None = None


def from_day(day: date, shares: Sequence[float], first: int = 0) -> tuple[tuple[date, float], ...]:
    """The shares counted from a day on, the first of them `first` days after it; what leaves the calendar
    is left out.

    >>> from_day(date(2025, 2, 12), (0.5, 0.5))[1]
    (datetime.date(2025, 2, 13), 0.5)
    """
    low, high = date.min.toordinal(), date.max.toordinal()
    start = day.toordinal() + first
    return tuple((date.fromordinal(start + n), s) for n, s in enumerate(shares) if low <= start + n <= high)


def mixed(parts: Iterable[tuple[Sequence[tuple[date, float]], float]]) -> tuple[tuple[date, float], ...]:
    """Several shares made one, each by its weight."""
    total: dict[date, float] = defaultdict(float)
    whole = 0.0
    for shares, weight in parts:
        whole += weight
        for day, share in shares:
            total[day] += weight * share
    return tuple((day, share / whole) for day, share in sorted(total.items()))


def weigh(doc: str, evidence: Evidence, source: str) -> Published | None:
    """The day or month of a document that the evidence makes nearly sure, with its doubt and its reasons."""
    odds, elsewhere = _odds(evidence)
    whole = sum(odds.values()) + elsewhere
    if not odds or not whole:
        return None
    best = max(odds, key=lambda d: (odds[d], -d.toordinal()))
    if sum(o for d, o in odds.items() if abs((d - best).days) <= _NEAR) / whole >= SURE:
        first, last = _doubt(odds, best)
        return _published(doc, Published(best.isoformat(), source), (first, last), evidence)
    months: dict[str, float] = defaultdict(float)
    for day, odd in odds.items():
        months[f"{day:%Y-%m}"] += odd
    month = max(months, key=lambda m: (months[m], m))
    if months[month] / whole < _MONTH:
        return None
    likely = [d for d, o in odds.items() if f"{d:%Y-%m}" == month and o >= _SLIGHT * odds[best]]
    return _published(doc, Published(month, source), (min(likely), max(likely)), evidence)


def _odds(evidence: Evidence) -> tuple[dict[date, float], float]:
    """The odds of each day that a vote names, and of all others together."""
    wrong = prod((1 - v.trust) / _YEAR for v in evidence.votes)
    shares = [dict(v.shares) for v in evidence.votes]
    odds = {}
    for day in sorted({d for s in shares for d in s}):
        if evidence.until and day > evidence.until:
            continue
        early = _EARLY if evidence.since and day < evidence.since else 1.0
        told = prod(
            v.trust * s.get(day, 0.0) + (1 - v.trust) / _YEAR
            for v, s in zip(evidence.votes, shares, strict=True)
        )
        odds[day] = told * early * 7 * evidence.week[day.weekday()]
    return odds, wrong * _YEAR


def _doubt(odds: Mapping[date, float], best: date) -> tuple[date, date]:
    """The days around the likeliest that hold nearly all odds."""
    whole, first, last = sum(odds.values()), best, best
    held = odds[best]
    low, high = min(odds), max(odds)
    one = timedelta(days=1)
    while held < _DOUBT * whole and (first > low or last < high):
        before = odds.get(first - one, 0.0) if first > low else -1.0
        after = odds.get(last + one, 0.0) if last < high else -1.0
        if after >= before:
            last += one
        else:
            first -= one
        held += max(before, after)
    return first, last


def _published(doc: str, told: Published, doubt: tuple[date, date], evidence: Evidence) -> Published:
    """The record, with the votes that give the doubt its days, most trusted first."""
    first, last = doubt
    agree = [v for v in evidence.votes if any(first <= d <= last and s > 0 for d, s in v.shares)]
    ranked = sorted(agree, key=lambda v: (-v.trust, v.reason.rule, v.reason.spans))
    reasons = [v.reason for v in ranked][:_SHOWN]
    if evidence.week_reason:
        reasons.append(evidence.week_reason)
    span = next((s for r in reasons for s in r.spans if s.doc == doc), None)
    return replace(
        told, span=span, earliest=first.isoformat(), latest=last.isoformat(), reasons=tuple(reasons)
    )
