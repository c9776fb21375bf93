"""When: the time expressions of one page, as TIMEX3 values with intervals of days.

A finite-state tagger over the tables `time_words` and `time_patterns` finds them; rules turn each into a
value counted from the publication day (given, or inferred from the page), from the day the text last spoke
of, or from the event that it names. Past or future is decided by the governing verb. What cannot be counted
keeps a value with X in it.
"""

import re
from dataclasses import dataclass
from datetime import time

from recoupe.languages import Language
from recoupe.model import PROSE, Block, Page, Parse, Published, Reason, Span, TimeExpression
from recoupe.stages.times.anchors import Events
from recoupe.stages.times.day import Seen, infer
from recoupe.stages.times.direction import Compass
from recoupe.stages.times.edges import bound, ends, shape
from recoupe.stages.times.grammar import Match, words
from recoupe.stages.times.lexicon import Lexicon, lexicon
from recoupe.stages.times.resolve import Ground, Value
from recoupe.stages.times.rules import RULES
from recoupe.text import calendar
from recoupe.text.fold import fold, short_id

CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):([0-5]\d)")
READ = PROSE | {"dateline", "byline", "credit", "caption"}
_EVENT_RULES = ("same", "told")
_COUNTED_RULES = (  # counted from a day that the text spoke of
    "same", "told", "near", "after", "later", "clock", "part", "following", "weekday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A match, the block it stands in, and the modifier that the words before it give."""

    block: Block
    match: Match
    before: str


def find(page: Page, parse: Parse, lang: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of one page, anchored on its publication day where it has one."""
    known = lexicon(lang)
    found = _found(page, known)
    compass = Compass(parse, known)
    published = infer(page, _seen(page, found, compass, known))
    values = _resolve(found, compass, known, parse, published)
    return tuple(_expression(page, f.match, v, compass) for f, v in zip(found, values, strict=True) if v)


def infer_day(page: Page, parse: Parse, lang: Language) -> Published | None:
    """The day the page appeared: given, printed, in its address, or read off its weekdays and full dates."""
    known = lexicon(lang)
    return infer(page, _seen(page, _found(page, known), Compass(parse, known), known))


def _found(page: Page, known: Lexicon) -> list[Found]:
    """The patterns found, block by block and line by line, what only looks like a time left out."""
    out: list[Found] = []
    for block in page.blocks:
        if block.kind not in READ:
            continue
        text, at = page.doc.text[block.span.start : block.span.end], block.span.start
        for line in fold(text).split("\n"):
            row = words(line, at)
            matches = [m for m in known.grammar.find(row) if known.rules[m.row][0] != "no"]
            out.extend(Found(block, m, bound(row, m, known.bound)) for m in matches)
            at += len(line) + 1
    return out


def _seen(page: Page, found: list[Found], compass: Compass, known: Lexicon) -> list[Seen]:
    """What the inference of the publication day looks at: full dates, and weekdays with their direction."""
    out = []
    for one in found:
        match = one.match
        span = Span(page.doc.id, match.start, match.end)
        value = _value(one, known, Ground(None, compass.read(0, 0)))
        full = value and value.anchor == "text" and value.grain in ("day", "minute")
        day = calendar.day(value.value) if value and full else None
        weekday = match.get("WEEKDAY")
        if day or (weekday and not match.get("DAY")):
            ahead = compass.read(match.start, match.end).score
            out.append(Seen(span, one.block.kind, day, int(weekday) if weekday else None, ahead))
    return out


def _value(one: Found, known: Lexicon, ground: Ground) -> Value | None:
    """What the rule of the pattern makes of a match, with its modifier."""
    rule, argument = known.rules[one.match.row]
    value = RULES[rule](one.match, argument, ground)
    return shape(value, one.match, one.before) if value else None


def _resolve(
    found: list[Found],
    compass: Compass,
    known: Lexicon,
    parse: Parse,
    published: Published | None,
) -> list[Value | None]:
    """The value of each match: first what stands alone, then what is counted from another day."""
    day = calendar.day(published.value) if published else None
    hour = _clock(published)
    grounds = [Ground(day, compass.read(f.match.start, f.match.end), clock=hour) for f in found]
    values = [_value(f, known, g) for f, g in zip(found, grounds, strict=True)]
    events = Events(parse, [(f.match, v) for f, v in zip(found, values, strict=True)])
    told: tuple[int, Value] | None = None
    for n, one in enumerate(found):
        rule = known.rules[one.match.row][0]
        first = values[n]
        if rule in _COUNTED_RULES or (first and "X" in first.value):
            moment = calendar.day(told[1].value) if told else None
            near = moment if told and told[0] >= one.block.span.start else None
            event = events.day(one.match) if rule in _EVENT_RULES and near is None else None
            ground = Ground(day, grounds[n].direction, moment, near, event, hour)
            values[n] = _value(one, known, ground)
        value = values[n]
        told_grain = value and value.grain in ("day", "minute", "part of day")
        if value and told_grain and value.days and one.block.kind in PROSE:
            told = (one.match.start, value)
    return values


def _clock(published: Published | None) -> time | None:
    """The time of publication, where it is given with the day."""
    found = CLOCK.match(published.value) if published else None
    return time(int(found[1]), int(found[2])) if found else None


def _expression(page: Page, match: Match, value: Value, compass: Compass) -> TimeExpression:
    span = Span(page.doc.id, match.start, match.end)
    looked = (span, *(compass.read(match.start, match.end).spans if value.anchor == "published" else ()))
    wording = page.doc.text[match.start : match.end]
    reason = Reason("time-pattern", 1.0, looked, f"“{wording}”: {value.text}")
    first, last = ends(value)
    return TimeExpression(
        id=short_id("t", page.doc.id, str(match.start), str(match.end), value.value),
        span=span,
        kind=value.kind,  # type: ignore[arg-type]
        value=value.value,
        grain=value.grain,
        anchor=value.anchor,
        earliest=first,
        latest=last,
        mod=value.mod or None,
        reasons=(reason,),
    )
