"""What happened, as one page tells it: events coded in PLOVER categories, with who, when, where, and whether
they took place.

A verb or noun of the table `event_triggers` opens a report; its frame reads the participants off the parse;
the time expression nearest in the tree dates it; `status` says done, announced, planned, claimed, denied,
cancelled or hypothetical. A meeting that is only announced keeps the code of the meeting, so that the meeting
held later is the same event. Reports without the participants their frame needs are dropped: a line of a
timeline must say who.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Reason, Report, Span, Statement, TimeExpression
from recoupe.stages.reports import moments, status, triggers
from recoupe.stages.reports.frames import Part, Reader
from recoupe.stages.reports.triggers import Trigger
from recoupe.text import calendar
from recoupe.text.fold import fold, short_id

_NESTED = 12  # statements that may begin before a word and still hold it
_TOGETHER = 2  # a call or a meeting needs two who are named


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the triggers of one page: its dates, and the contents of its statements."""

    dates: moments.Dates
    contents: tuple[tuple[Span, str], ...]

    def holder(self, spot: Span) -> str | None:
        """The innermost statement whose content holds a word, or None for the page's own voice."""
        low = bisect_right(self.contents, (Span(spot.doc, spot.start, spot.start + 1), "\uffff"))
        near = self.contents[max(0, low - _NESTED) : low]
        held = [(s.end - s.start, i) for s, i in near if s.start <= spot.start and spot.end <= s.end]
        return min(held)[1] if held else None


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
    around = Around(
        moments.Dates(parse, times, known),
        tuple(sorted((span, s.id) for s in statements for span in s.content)),
    )
    out = []
    for index in range(len(parse.tokens)):
        trigger = triggers.at(reader.tokens, reader.words, index, known)
        parts = reader.parts(index, trigger) if trigger else []
        if trigger and _worth_telling(trigger, parts):
            out.append(_report(page, reader, index, trigger, parts, around))
    return tuple(_without_echoes(out))


def _worth_telling(trigger: Trigger, parts: list[Part]) -> bool:
    """Whether the participants that the frame needs are known."""
    people = [p for p in parts if p.role != "place" and _is_known(p.mention)]
    if trigger.frame == "of":
        return any(p.role == "object" for p in people)
    if trigger.frame == "to":
        return {"actor", "recipient"} <= {p.role for p in people}
    if trigger.frame in ("does", "by"):
        return any(p.role == "actor" for p in people)
    return len({fold(p.mention.core).split()[-1] for p in people if p.mention.core.strip()}) >= _TOGETHER


def _is_known(mention: Mention) -> bool:
    """Whether a mention says who: "journalists" and "the leaders" do not."""
    return mention.kind in ("person", "state", "body") or (mention.kind == "group" and mention.form != "role")


def _report(
    page: Page, reader: Reader, index: int, trigger: Trigger, parts: list[Part], around: Around
) -> Report:
    token, doc = reader.tokens[index], page.doc.id
    spot = Span(doc, token.start, token.end)
    holder = around.holder(spot)
    state = status.read(reader, index, told=holder is not None)
    published = calendar.day(page.published.value) if page.published else None
    today = published.isoformat() if published else ""
    when = around.dates.of(index)
    if when is None and state.name in ("planned", "announced") and today:
        when = around.dates.ahead(index, today)
    shown = [when.span] if when and around.dates.is_close(index, when) else []
    ends = [spot, *(p.mention.span for p in parts), *shown]
    reach = reader.reach(index) if trigger.pos == "verb" else spot.end
    return Report(
        id=short_id("r", doc, str(spot.start), trigger.code, trigger.mode),
        span=Span(doc, min(s.start for s in ends), max(reach, *(s.end for s in ends))),
        trigger=spot,
        code=trigger.code,
        mode=trigger.mode if trigger.mode != "other" else None,
        context=trigger.context or None,
        roles=tuple((p.role, p.mention.span) for p in parts),
        when=when,
        status=_by_the_calendar(state.name, when, today),
        statement=holder,
        reasons=_reasons(page, trigger, spot, parts, state, when),
    )


def _by_the_calendar(name: str, when: TimeExpression | None, today: str) -> str:
    """The status once the page's day is looked at: what is dated after it is planned, whatever the tense."""
    if not (when and today):
        return name
    if name in ("done", "claimed") and (when.earliest or "") > today:
        return "planned"
    if name in ("planned", "announced") and when.latest and when.latest < today:
        return "claimed"  # announced for a day gone by, and nobody says that it failed to happen
    return name


def _reasons(
    page: Page,
    trigger: Trigger,
    spot: Span,
    parts: list[Part],
    state: status.Status,
    when: TimeExpression | None,
) -> tuple[Reason, ...]:
    text = page.doc.text
    kind = f"{trigger.code.lower()} ({trigger.mode})"
    reasons = [
        Reason(f"event-{trigger.pos}", 1.0, (spot,), f"“{spot.of(text)}” reports an event of the kind {kind}")
    ]
    for part in parts:
        reasons.append(
            Reason(
                "participant", 0.8, (part.mention.span,), f"“{part.mention.core}” takes part: {part.found}"
            )
        )
    if state.word:
        reasons.append(Reason("status", 0.8, (spot,), f"“{state.word}” makes it {state.name}"))
    if when:
        reasons.append(Reason("date", 0.7, (when.span,), f"dated by “{when.span.of(text)}”"))
    return tuple(reasons)


def _without_echoes(found: list[Report]) -> list[Report]:
    """One report where two words of one clause tell the same thing of the same people ("held talks and
    talked").
    """
    out: list[Report] = []
    for report in found:
        twin = next((r for r in out[-3:] if r.code == report.code and r.roles == report.roles), None)
        if twin is None:
            out.append(report)
        elif twin.mode is None and report.mode is not None:
            out[out.index(twin)] = report
    return out
