"""What happened over all pages: reports of one happening become one event of the timeline, look-alikes stay
apart.

Reports are keyed by kind and people, grouped by day, and joined without a date only where one event can be
meant (see `groups`). An event is shown in the words of its best report; it counts its origins by the lineage.
Announced and held meetings are one event when their days meet: the status says which (see `ladder`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from recoupe.model import Event, Lineage, Reading, Reason, Role, Roster, Span, Statement
from recoupe.stages.events import ladder
from recoupe.stages.events.cases import Case, cases
from recoupe.stages.events.disputes import disagree
from recoupe.stages.events.groups import Group, draw
from recoupe.text.fold import short_id

__all__ = ["disagree", "settle"]

_LONGEST = 160  # characters of a title
_MARKS = '“”«»"‘’–—- '  # a title does not begin with a mark
_BLANKS = " \t\r\n\u00a0\u202f\u2009"
_REASONS = 6  # joins told one by one; beyond that the count says enough


def settle(
    readings: Sequence[Reading], statements: Sequence[Statement], roster: Roster, lineage: Lineage
) -> tuple[Event, ...]:
    """Reports of all pages -> events, in order of their days; look-alike events are kept apart."""
    texts = {r.page.doc.id: r.page.doc.text for r in readings}
    names = {a.id: a.name for a in roster.actors}
    home = _at_home(readings)
    voices = ladder.voices(statements, roster)
    known: set[str] = set()
    out: list[Event] = []
    for group in sorted(draw(cases(readings, roster)), key=_order):
        if all(c.report.status in ("hypothetical", "denied") for c in group.cases):
            continue  # no deed: a wish is a position and a refusal a statement, neither is an event
        event = _event(group, _best(group, home), texts, names, lineage)
        event = _established(event, group, voices)
        if event.id in known:
            event = replace(event, id=short_id("e", event.id, str(event.reports[0])))
        known.add(event.id)
        out.append(event)
    return tuple(sorted(out, key=lambda e: (e.earliest or "9999", e.latest or "9999", e.id)))


def _order(group: Group) -> tuple[date, str, Span]:
    first = min((c.report.span, c.doc) for c in group.cases)
    return (group.days[0] if group.days else date.max, first[1], first[0])


def _at_home(readings: Sequence[Reading]) -> frozenset[str]:
    """The pages in the language that most pages are in: titles are taken from them where they can be."""
    counted = Counter(r.page.lang for r in readings)
    most = min(counted, key=lambda lang: (-counted[lang], lang), default="")
    return frozenset(r.page.doc.id for r in readings if r.page.lang == most)


def _event(
    group: Group, best: Case, texts: Mapping[str, str], names: Mapping[str, str], lineage: Lineage
) -> Event:
    mode, when = group.mode(), _when(group)
    places = sorted({p for c in group.cases for p in c.places})
    docs = sorted({c.doc for c in group.cases})
    return Event(
        id=short_id(
            "e", best.report.code, mode or "", *best.who, when or "", "open" if group.is_open() else ""
        ),
        code=best.report.code,
        mode=mode,
        context=best.report.context,
        title=_title(best, texts[best.doc], names),
        roles=_roles(group),
        when=when,
        earliest=group.days[0].isoformat() if group.days else None,
        latest=group.days[1].isoformat() if group.days else None,
        place=names.get(places[0]) if len(places) == 1 else None,
        status="done",
        reports=tuple(sorted(c.report.span for c in group.cases)),
        origins=lineage.independent(docs),
        pages=len(docs),
        reasons=_reasons(group, best),
    )


def _established(event: Event, group: Group, voices: ladder.Voices) -> Event:
    status, why = ladder.climb(group, voices)
    return replace(event, status=status, aux=ladder.aux(group, status), reasons=(*event.reasons, *why))


def _best(group: Group, home: frozenset[str]) -> Case:
    """The report to quote: in the dossier's language, dated, in the page's own voice, not long."""

    def badness(case: Case) -> tuple[bool, bool, int, int, int, str]:
        length = case.report.span.end - case.report.span.start
        trouble = (case.report.status not in ("done", "planned", "announced")) + 2 * (length > _LONGEST)
        trouble += min(s for _, s in case.report.roles) > case.report.trigger
        trouble += len(case.pronouns)
        exact = case.days is not None and case.days == group.days
        return (case.doc not in home, not exact, trouble, -len(case.report.roles), length, case.report.id)

    return min(group.cases, key=badness)


def _when(group: Group) -> str | None:
    """The value of the finest date of its reports."""
    dated = [c.report.when for c in group.cases if c.report.when and c.days]
    fitting = [
        w
        for w in dated
        if group.days and w.earliest == group.days[0].isoformat() and w.latest == group.days[1].isoformat()
    ]
    values = sorted((len(w.value) > len("2025-01-01"), -len(w.value), w.value) for w in fitting)
    return values[0][2] if values else None


def _roles(group: Group) -> tuple[Role, ...]:
    roles = {Role("actor", a) for c in group.cases for a in c.actors}
    acting = {r.actor for r in roles} if group.cases[0].together else set()
    roles |= {
        Role("actor" if c.together else "recipient", a)
        for c in group.cases
        for a in c.targets
        if a not in acting
    }
    roles |= {Role("place", a) for c in group.cases for a in c.places}
    return tuple(sorted(roles, key=lambda r: (r.role, r.actor)))


def _title(case: Case, text: str, names: Mapping[str, str]) -> str:
    """The passage that reports the event, on one line: who a pronoun means is put in brackets, long ones end
    at a word.
    """
    spans = [s for role, s in case.report.roles if role != "place"]
    first = min([case.report.trigger, *spans])
    start, end = _whole_words(Span(case.doc, first.start, case.report.span.end), text)
    pieces, at = [], start
    shown = {a for a in (*case.actors, *case.targets) if text.find(names[a], start, end) >= 0}
    for span in sorted(spans):
        if span in case.pronouns and at <= span.start and case.pronouns[span] not in shown:
            pieces += [text[at : span.start], f"[{names[case.pronouns[span]]}]"]
            at = span.end
    plain = " ".join("".join([*pieces, text[at:end]]).split())
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rsplit(" ", 1)[0] + " …"
    plain = plain.lstrip(_MARKS)
    return plain[:1].upper() + plain[1:]


def _whole_words(span: Span, text: str) -> tuple[int, int]:
    start, end = span.start, span.end
    while start > 0 and text[start - 1] not in _BLANKS and span.start - start < 20:
        start -= 1
    return start, end


def _reasons(group: Group, best: Case) -> tuple[Reason, ...]:
    reasons = list(best.report.reasons)
    for case, why in group.why[:_REASONS]:
        reasons.append(Reason("same-event", 0.8, (case.report.span,), why))
    if len(group.why) > _REASONS:
        spans = tuple(c.report.span for c, _ in group.why[_REASONS:])
        reasons.append(
            Reason("same-event", 0.8, spans, f"{len(spans)} more reports of the same people and days")
        )
    return tuple(reasons)
