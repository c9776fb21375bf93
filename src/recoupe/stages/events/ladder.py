"""How far an event is established: announced, planned, claimed, denied, done, or confirmed, and by whom.

A report that a statement holds is its speaker's word; one that stands in the page's own voice is not. Whose
word it is decides: one party's alone is a claim, the other party's denial outweighs it, both parties' word
confirms it, and so does a witness who belongs to neither. What nobody's side is known of climbs no step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from recoupe.model import Reason, Roster, Span, Statement
from recoupe.stages.events.groups import Group

STEPS = ("done", "cancelled", "claimed", "announced", "planned", "denied", "hypothetical")
_LONG_AGO = timedelta(days=180)  # before the first page that tells of it: history, not news
_TOLD = ("done", "claimed")
_LISTED = 6  # spans that a reason lists at most


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what is in a statement, and to which side everybody belongs."""

    speakers: Mapping[str, Statement]
    sides: Mapping[str, str]

    def of(self, statement: str | None) -> str | None:
        """The speaker of a statement, or None."""
        said = self.speakers.get(statement or "")
        return said.actor if said else None


def voices(statements: Sequence[Statement], roster: Roster) -> Voices:
    """The voices of these statements."""
    return Voices({s.id: s for s in statements}, roster.sides())


def climb(group: Group, known: Voices) -> tuple[str, tuple[Reason, ...]]:
    """The furthest step that the reports reach, and why where it is more than what one of them tells."""
    status = _told(group)
    if status not in _TOLD:
        return status, ()
    parties = {known.sides[a] for c in group.cases for a in (*c.actors, *c.targets) if a in known.sides}
    yes, no = _sides(group, known, _TOLD), _sides(group, known, ("denied",))
    ours = {side: spans for side, spans in yes.items() if side in parties}
    against = {side: spans for side, spans in no.items() if side in parties and side not in yes}
    if status == "claimed" and ours and against:
        return "denied", (_reason("denied", "one party claims it, the other denies it", ours, against),)
    if len(ours) > 1:
        return "confirmed_by_other_party", (_reason("confirmed", "both parties say so", ours),)
    others = {side: spans for side, spans in yes.items() if side not in parties}
    if ours and others and parties:
        why = "a party says so, and somebody who belongs to none"
        return "confirmed_independently", (_reason("confirmed", why, ours, others),)
    return status, ()


def aux(group: Group, status: str) -> tuple[str, ...]:
    """PLOVER's auxiliary modes of an event, sorted: future, historical, hypothetical, negated."""
    found = set()
    if status in ("announced", "planned"):
        found.add("future")
    if status in ("denied", "cancelled"):
        found.add("negated")
    if status == "hypothetical":
        found.add("hypothetical")
    first = min((c.page_day for c in group.cases if c.page_day), default=None)
    if first and group.days and first - group.days[1] > _LONG_AGO:
        found.add("historical")
    return tuple(sorted(found))


def _told(group: Group) -> str:
    """The furthest step that a report tells; a denial counts only where nobody tells it as done."""
    sure = [c for c in group.cases if c.is_sure] or group.cases
    status = min((c.report.status for c in sure), key=STEPS.index)
    # "The day after the release": a page that names the event in its own voice takes it for a fact.
    taken = any(c.report.status == "done" for c in group.cases)
    return "done" if status == "claimed" and taken else status


def _sides(group: Group, known: Voices, steps: Sequence[str]) -> dict[str, list[Span]]:
    """The sides whose speakers tell the event so, each with the reports."""
    found: dict[str, list[Span]] = {}
    for side, span in _witnesses(group, known, steps):
        found.setdefault(side, []).append(span)
    return found


def _witnesses(group: Group, known: Voices, steps: Sequence[str]) -> Iterator[tuple[str, Span]]:
    for case in group.cases:
        speaker = known.of(case.report.statement)
        if speaker and case.report.status in steps and speaker in known.sides:
            yield known.sides[speaker], case.report.span


def _reason(rule: str, why: str, *sides: Mapping[str, list[Span]]) -> Reason:
    spans = sorted(s for side in sides for told in side.values() for s in told)
    return Reason(f"event-{rule}", 0.8, tuple(spans[:_LISTED]), why)
