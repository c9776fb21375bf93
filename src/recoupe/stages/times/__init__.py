"""When: the time expressions of one page, as TIMEX3 values with intervals of days.

A finite-state tagger over the tables `time_words` and `time_patterns` finds them; rules turn each into a
value counted from the publication day (given, or inferred from the page), from the day the text last spoke
of, or from the event that it names. Past or future is decided by the governing verb. What cannot be counted
keeps a value with X in it.
"""

from datetime import date

from recoupe.languages import Language
from recoupe.model import PROSE, Block, Page, Parse, Published, Reason, Span, TimeExpression
from recoupe.stages.times.anchors import Events
from recoupe.stages.times.day import Seen, infer
from recoupe.stages.times.direction import Compass
from recoupe.stages.times.grammar import Match, words
from recoupe.stages.times.lengths import RULES
from recoupe.stages.times.lexicon import Lexicon, lexicon
from recoupe.stages.times.resolve import Ground, Value
from recoupe.text import calendar
from recoupe.text.fold import fold, short_id

READ = PROSE | {"dateline", "byline", "credit", "caption"}
_EVENT_RULES = ("same",)


def find(page: Page, parse: Parse, lang: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of one page, anchored on its publication day where it has one."""
    known = lexicon(lang)
    found = [
        (block, match)
        for block in page.blocks
        if block.kind in READ
        for match in _matches(page, block, known)
    ]
    compass = Compass(parse, known)
    published = infer(page, _seen(page, found, compass, known))
    values = _resolve(found, compass, known, parse, published)
    return tuple(_expression(page, m, v, compass) for (_, m), v in zip(found, values, strict=True) if v)


def infer_day(page: Page, parse: Parse, lang: Language) -> Published | None:
    """The day the page appeared: given, printed, in its address, or read off its weekdays and full dates."""
    known = lexicon(lang)
    found = [
        (block, match)
        for block in page.blocks
        if block.kind in READ
        for match in _matches(page, block, known)
    ]
    return infer(page, _seen(page, found, Compass(parse, known), known))


def _matches(page: Page, block: Block, known: Lexicon) -> list[Match]:
    """The patterns found in a block, line by line, what only looks like a time left out."""
    text = page.doc.text[block.span.start : block.span.end]
    out, at = [], block.span.start
    for line in fold(text).split("\n"):
        out.extend(known.grammar.find(words(line, at)))
        at += len(line) + 1
    return [m for m in out if known.rules[m.row][0] != "no"]


def _seen(page: Page, found: list[tuple[Block, Match]], compass: Compass, known: Lexicon) -> list[Seen]:
    """What the inference of the publication day looks at: full dates, and weekdays with their direction."""
    out = []
    for block, match in found:
        span = Span(page.doc.id, match.start, match.end)
        value = RULES[known.rules[match.row][0]](
            match, known.rules[match.row][1], Ground(None, compass.read(0, 0))
        )
        day = (
            calendar.day(value.value)
            if value and value.anchor == "text" and value.grain in ("day", "minute")
            else None
        )
        weekday = match.get("WEEKDAY")
        if day or (weekday and not match.get("DAY")):
            ahead = compass.read(match.start, match.end).score
            out.append(Seen(span, block.kind, day, int(weekday) if weekday else None, ahead))
    return out


def _resolve(
    found: list[tuple[Block, Match]],
    compass: Compass,
    known: Lexicon,
    parse: Parse,
    published: Published | None,
) -> list[Value | None]:
    """The value of each match: first what stands alone, then what is counted from another day."""
    day = calendar.day(published.value) if published else None
    values: list[Value | None] = [_alone(match, compass, known, day) for _, match in found]
    events = Events(parse, [(m, v) for (_, m), v in zip(found, values, strict=True)])
    told: tuple[int, Value] | None = None
    for n, (block, match) in enumerate(found):
        rule, argument = known.rules[match.row]
        if rule in ("same", "near", "after", "later", "clock", "part") or (
            values[n] and "X" in str(values[n])[:40]
        ):
            moment = calendar.day(told[1].value) if told else None
            near = moment if told and told[0] >= block.span.start else None
            event = events.day(match) if rule in _EVENT_RULES and near is None else None
            values[n] = RULES[rule](
                match, argument, Ground(day, compass.read(match.start, match.end), moment, near, event)
            )
        value = values[n]
        if value and value.grain in ("day", "minute", "part of day") and value.days and block.kind in PROSE:
            told = (match.start, value)
    return values


def _alone(match: Match, compass: Compass, known: Lexicon, day: date | None) -> Value | None:
    rule, argument = known.rules[match.row]
    return RULES[rule](match, argument, Ground(day, compass.read(match.start, match.end)))


def _expression(page: Page, match: Match, value: Value, compass: Compass) -> TimeExpression:
    span = Span(page.doc.id, match.start, match.end)
    looked = (span, *(compass.read(match.start, match.end).spans if value.anchor == "published" else ()))
    wording = page.doc.text[match.start : match.end]
    reason = Reason("time-pattern", 1.0, looked, f"“{wording}”: {value.text}")
    first, last = (d.isoformat() for d in value.days) if value.days else (None, None)
    return TimeExpression(
        id=short_id("t", page.doc.id, str(match.start), str(match.end), value.value),
        span=span,
        kind=value.kind,  # type: ignore[arg-type]
        value=value.value,
        grain=value.grain,
        anchor=value.anchor,
        earliest=first,
        latest=last,
        reasons=(reason,),
    )
