"""A report with its actors, its days and its page known: what the comparison of reports looks at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.model import Reading, Report, Roster, Span
from recoupe.text import calendar
from recoupe.text.calendar import Interval

_MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
_SPOKEN = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")  # nothing without who does it
_ONE_SIDED = ("visit", "signature")
_OPEN = ("planned", "announced", "hypothetical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report as it is compared. `who` is what must agree; `days` where it is dated."""

    report: Report
    doc: str
    who: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    days: Interval | None
    page_day: date | None
    pronouns: Mapping[Span, str]

    @property
    def is_sure(self) -> bool:
        """Whether a verb, a date or a word beside it says if it took place: a bare noun ("after the meeting")
        does not.
        """
        return bool(self.days) or any(r.rule in ("event-verb", "status") for r in self.report.reasons)

    @property
    def together(self) -> bool:
        """Whether all who take part do the same thing: a call, an agreement."""
        return _is_mutual(self.report)

    @property
    def key(self) -> tuple[str, ...]:
        """What two reports of one event must share: the kind of event and who takes part."""
        return (self.report.code, *self.who)

    @property
    def is_open(self) -> bool:
        """Whether the event is still to come, or only thought of."""
        return self.report.status in _OPEN


def cases(readings: Sequence[Reading], roster: Roster) -> Iterator[Case]:
    """The reports of all pages whose participants are actors of the roster."""
    actor_of = dict(roster.by_span())
    for span, actor in _referred(readings, actor_of):
        actor_of.setdefault(span, actor)
    for reading in readings:
        pronouns = {m.span for m in reading.mentions if m.form == "pronoun"}
        published = calendar.day(reading.page.published.value) if reading.page.published else None
        for report in reading.reports:
            case = _case(report, published, actor_of, pronouns)
            if case:
                yield case


def _referred(readings: Sequence[Reading], actor_of: Mapping[Span, str]) -> Iterator[tuple[Span, str]]:
    """Pronouns and roles by the mention that they stand for."""
    for reading in readings:
        for mention in reading.mentions:
            if mention.refers and mention.refers in actor_of:
                yield mention.span, actor_of[mention.refers]


def _is_mutual(report: Report) -> bool:
    return report.code in _MUTUAL and report.mode not in _ONE_SIDED


def _case(
    report: Report, published: date | None, actor_of: Mapping[Span, str], pronouns: set[Span]
) -> Case | None:
    sides: dict[str, set[str]] = {"actor": set(), "recipient": set(), "object": set(), "place": set()}
    for role, span in report.roles:
        actor = actor_of.get(span)
        if actor:
            sides[role].add(actor)
    actors, targets = sides["actor"], sides["recipient"] | sides["object"]
    if _is_mutual(report):
        together = actors | targets
        if len(together) < 2 and report.code == "CONSULT":
            return None
        who = tuple(sorted(together))
    else:
        # What is done to somebody is told by whom it is done to; who does it is often left out.
        marker = ("@",) if targets else ()
        who = (
            report.mode or "",
            *marker,
            *sorted(targets or actors),
            *(sorted(actors - targets) if not sides["object"] else ()),
        )
    if not (actors | targets) or (report.code in _SPOKEN and not actors):
        return None
    when = report.when
    first, last = (calendar.day(when.earliest), calendar.day(when.latest)) if when else (None, None)
    return Case(
        report=report,
        doc=report.span.doc,
        who=who,
        actors=tuple(sorted(actors)),
        targets=tuple(sorted(targets - actors)),
        places=tuple(sorted(sides["place"])),
        days=(first, last) if first and last else None,
        page_day=published,
        pronouns={s: actor_of[s] for _, s in report.roles if s in pronouns and s in actor_of},
    )
