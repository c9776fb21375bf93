"""What happened, as one page tells it: events coded in PLOVER categories, with who, when, where, and whether they took place.

A verb or noun of the table `event_triggers` opens a report; its frame reads the participants off the parse; the time
expression nearest in the tree dates it; `status` says done, announced, planned, claimed, denied, cancelled or
hypothetical. A meeting that is only announced keeps the code of the meeting, so that the meeting held later is the same
event. Reports without the participants their frame needs are dropped: a line of a timeline must say who.
"""

from collections.abc import Sequence

from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Reason, Report, Span, Statement, TimeExpression
from recoupe.stages.reports import moments, status, triggers
from recoupe.stages.reports.frames import Part, Reader
from recoupe.stages.reports.triggers import Trigger
from recoupe.text.fold import short_id

_NEEDED = {"with": 2, "between": 2, "to": 2, "of": 1, "does": 1, "by": 1}


def code(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    lang: Language,
) -> tuple[Report, ...]:
    """The events that one page reports, coded in PLOVER."""
    known = triggers.lexicon(lang)
    reader = Reader(parse, mentions, known)
    dates = moments.Dates(parse, times)
    contents = sorted((span, s.id) for s in statements for span in s.content)
    out = []
    for index in range(len(parse.tokens)):
        trigger = triggers.at(reader.tokens, reader.words, index, known)
        parts = reader.parts(index, trigger) if trigger else []
        if trigger and _worth_telling(trigger, parts):
            out.append(_report(page, reader, index, trigger, parts, dates, contents))
    return tuple(_without_echoes(out))


def _worth_telling(trigger: Trigger, parts: list[Part]) -> bool:
    """Whether the participants that the frame needs are known."""
    people = [p for p in parts if p.role != "place" and p.mention.kind != "anonymous"]
    if trigger.frame == "of":
        return any(p.role == "object" for p in people)
    if trigger.frame == "to":
        return {"actor", "recipient"} <= {p.role for p in people}
    if trigger.frame in ("does", "by"):
        return any(p.role == "actor" for p in people)
    return len({p.mention.core for p in people}) >= _NEEDED[trigger.frame]


def _report(
    page: Page,
    reader: Reader,
    index: int,
    trigger: Trigger,
    parts: list[Part],
    dates: moments.Dates,
    contents: Sequence[tuple[Span, str]],
) -> Report:
    token = reader.tokens[index]
    doc = page.doc.id
    spot = Span(doc, token.start, token.end)
    holder = min(((s.end - s.start, i) for s, i in contents if s.start <= spot.start and spot.end <= s.end), default=(0, None))[1]
    state = status.read(reader, index, told=holder is not None)
    when = dates.of(index)
    name = state.name
    if name in ("done", "claimed") and when and when.earliest and page.published and when.earliest > page.published.value[:10]:
        name = "planned"
    ends = [spot, *(p.mention.span for p in parts), *([when.span] if when and dates.is_close(index, when) else [])]
    whole = Span(doc, min(s.start for s in ends), max(s.end for s in ends))
    reasons = [Reason("event-word", 1.0, (spot,), f"“{page.doc.text[token.start : token.end]}” reports {trigger.code.lower()} ({trigger.mode})")]
    reasons += [Reason("participant", 0.8, (p.mention.span,), f"“{p.mention.core}” takes part: {p.found}") for p in parts]
    if state.word:
        reasons.append(Reason("status", 0.8, (spot,), f"“{state.word}” makes it {state.name}"))
    if when:
        reasons.append(Reason("date", 0.7, (when.span,), f"dated by “{when.span.of(page.doc.text)}”"))
    return Report(
        id=short_id("r", doc, str(spot.start), trigger.code, trigger.mode),
        span=whole,
        trigger=spot,
        code=trigger.code,
        mode=trigger.mode if trigger.mode != "other" else None,
        context=trigger.context or None,
        roles=tuple((p.role, p.mention.span) for p in parts),
        when=when,
        status=name,
        statement=holder,
        reasons=tuple(reasons),
    )


def _without_echoes(found: list[Report]) -> list[Report]:
    """One report where two words of one clause tell the same thing of the same people ("held talks and talked")."""
    out: list[Report] = []
    for report in found:
        twin = next((r for r in out[-3:] if r.code == report.code and r.roles == report.roles), None)
        if twin is None:
            out.append(report)
        elif twin.mode is None and report.mode is not None:
            out[out.index(twin)] = report
    return out
