"""Which reports tell of one event: keys, then days, then pages.

Reports with the same kind and the same people are put together by their day; a coarser date, or none, joins a
group only where a single group can be meant. Two calls between the same two people on two days stay two
events, and a call that is expected stays apart from one that was held unless their days meet. Each step sorts
and looks up: no pair is compared twice.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from recoupe.stages.events.cases import Case
from recoupe.text import calendar
from recoupe.text.calendar import Interval

_WINDOW = 4  # days between two pages that, without a date, may tell of the same event
_RECENT = 50  # undated groups looked back at
_FACE = {"talks": "meeting", "multilateral": "meeting"}  # on one day, words for the same sitting
_FINE = 1  # days an interval may hold to count as dated


@dataclass(slots=True)
class Group:
    """Reports of one event while groups are drawn. `why` says for each later report how it joined."""

    cases: list[Case] = field(default_factory=list)
    days: Interval | None = None
    why: list[tuple[Case, str]] = field(default_factory=list)

    def mode(self) -> str | None:
        """The mode that its reports name."""
        return next((c.report.mode for c in self.cases if c.report.mode), None)

    def takes(self, case: Case) -> bool:
        """Whether a report can be of this event, days aside."""
        mode = self.mode()
        return mode is None or case.report.mode is None or mode == case.report.mode

    def is_open(self) -> bool:
        """Whether all its reports look ahead."""
        return all(c.is_open for c in self.cases if c.is_sure) and any(c.is_open for c in self.cases)

    def fits(self, case: Case) -> bool:
        """Whether a report can be of this event and looks the same way, ahead or back."""
        return self.takes(case) and self.is_open() == case.is_open

    def add(self, case: Case, why: str) -> None:
        """Take a report in; the days narrow."""
        self.cases.append(case)
        if case.days:
            self.days = calendar.meet(self.days, case.days) if self.days else case.days
        if why:
            self.why.append((case, why))


def draw(all_cases: Iterable[Case]) -> list[Group]:
    """The groups of reports, one for each event."""
    blocks: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in all_cases:
        blocks[case.key].append(case)
    return [g for key in sorted(blocks) for g in _block(blocks[key])]


def _block(block: Sequence[Case]) -> list[Group]:
    block = sorted(block, key=lambda c: (c.doc, c.report.span, c.report.id))
    fine = [c for c in block if c.days and calendar.length(c.days) <= _FINE]
    coarse = [c for c in block if c.days and calendar.length(c.days) > _FINE]
    loose = [c for c in block if not c.days]
    dated = _by_day(fine)
    groups = [*dated, *_by_stretch(coarse, dated)]
    return [*groups, *_by_page(loose, groups)]


def _by_day(fine: Sequence[Case]) -> list[Group]:
    """One group for each day and mode; a report without a mode joins where one group is there to join."""
    groups: dict[tuple[date, str], Group] = {}
    by_day: dict[date, list[Group]] = defaultdict(list)
    for case in sorted(fine, key=lambda c: c.report.mode is None):
        day = case.days[0] if case.days else date.min
        mode = _FACE.get(case.report.mode or "", case.report.mode or "")
        there = by_day[day]
        group = groups.get((day, mode)) or (there[0] if not mode and len(there) == 1 else None)
        if group is None:
            group = groups[day, mode] = Group()
            by_day[day].append(group)
        group.add(case, "the same people on the same day" if group.cases else "")
    return [groups[k] for k in sorted(groups)]


def _by_stretch(coarse: Sequence[Case], dated: Sequence[Group]) -> list[Group]:
    """A week or a month joins the only dated group in it; else those of one stretch stand together."""
    own: dict[tuple[date, date, str, bool], Group] = {}
    days = [g.days[0] if g.days else date.min for g in dated]
    for case in coarse:
        first, last = case.days or (date.min, date.min)
        inside = dated[bisect_left(days, first) : bisect_right(days, last)]
        fitting = [g for g in inside if g.fits(case)]
        if len(fitting) == 1:
            fitting[0].add(case, "its date holds the day of the only such event")
            continue
        group = own.setdefault((first, last, case.report.mode or "", case.is_open), Group())
        group.add(case, "the same people in the same stretch of days" if group.cases else "")
    return [own[k] for k in sorted(own)]


def _by_page(loose: Sequence[Case], groups: Sequence[Group]) -> list[Group]:
    """A report without a date joins the only such event of its page, or else of the pages of those days."""
    on_page: dict[str, list[Group]] = defaultdict(list)
    in_days: list[tuple[date, int]] = []
    for number, group in enumerate(groups):
        for doc in {c.doc for c in group.cases}:
            on_page[doc].append(group)
        in_days.extend((c.page_day, number) for c in group.cases if c.page_day)
    in_days = sorted(set(in_days))
    fresh: list[Group] = []
    fresh_on: dict[str, list[Group]] = defaultdict(list)
    for case in loose:
        home, why = _home(case, on_page[case.doc], _near(in_days, groups, case), fresh_on[case.doc], fresh)
        if home is None:
            home = Group()
            fresh.append(home)
            fresh_on[case.doc].append(home)
        home.add(case, why)
    return fresh


def _home(
    case: Case, here: list[Group], near: list[Group], fresh_here: list[Group], fresh: list[Group]
) -> tuple[Group | None, str]:
    """The group that a report without a date belongs to, and why; None where none or several can be meant."""
    if group := _only(here, case):
        return group, "the only such event that its page dates"
    if not case.is_sure and len(here) == 1 and here[0].takes(case):
        return here[0], "the only event of these people that its page dates"
    rivals = [g for g in here if g.fits(case)]
    if not rivals and (group := _only(near, case)):
        return group, "the only such event that pages of those days date"
    if group := _only(fresh_here, case):
        return group, "the same people on the same page"
    if group := _undated(fresh, case):
        return group, "the same people on pages of the same days, no other such event known"
    return None, ""


def _only(groups: Iterable[Group], case: Case) -> Group | None:
    """The one group that a report fits, or None if there are none or several."""
    fitting = [g for g in groups if g.fits(case)]
    return fitting[0] if len(fitting) == 1 else None


def _near(in_days: Sequence[tuple[date, int]], groups: Sequence[Group], case: Case) -> list[Group]:
    """Dated groups told by pages of about the same days, whose day is not far from the page either."""
    if case.page_day is None:
        return []
    low = bisect_left(in_days, (_moved(case.page_day, -_WINDOW), -1))
    high = bisect_right(in_days, (_moved(case.page_day, _WINDOW), len(groups)))
    numbers = sorted({n for _, n in in_days[low:high]})
    return [groups[n] for n in numbers if _is_recent(groups[n], case.page_day)]


def _is_recent(group: Group, day: date) -> bool:
    return bool(group.days) and calendar.can_be_one(group.days or (day, day), (day, day), slack=2 * _WINDOW)


def _undated(fresh: Sequence[Group], case: Case) -> Group | None:
    """The only undated group of pages of the same days; only for what happens to one person once, as a
    release.
    """
    if case.page_day is None or case.report.code not in ("RETREAT", "COERCE", "ASSAULT") or not case.targets:
        return None
    days = [(g, g.cases[0].page_day) for g in fresh[-_RECENT:]]
    return _only([g for g, day in days if day and abs((day - case.page_day).days) <= _WINDOW], case)


def _moved(day: date, count: int) -> date:
    return calendar.shift(day, "D", count) or day
