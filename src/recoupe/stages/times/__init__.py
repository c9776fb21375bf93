"""When: the time expressions of one page, as TIMEX3 values with intervals of days.

A finite-state tagger over the tables `time_words` and `time_patterns` finds them; rules turn each into a
value counted from the publication day (given, or inferred), from the day the text last spoke
of, or from the event that it names. Past or future is decided by the governing verb. What cannot be counted
keeps a value with X in it. `clues` are those of them that bear on the day the page appeared.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from recoupe.languages import Language
from recoupe.model import PROSE, Block, Clue, Page, Parse, Published, Reason, Span, TimeExpression
from recoupe.stages.times.anchors import Events
from recoupe.stages.times.clues import clue
from recoupe.stages.times.direction import Compass
from recoupe.stages.times.edges import bound, ends, shape
from recoupe.stages.times.grammar import Match, Word, words
from recoupe.stages.times.lengths import WAYS, from_event
from recoupe.stages.times.lexicon import Lexicon, lexicon
from recoupe.stages.times.resolve import Ground, Value
from recoupe.stages.times.rules import RULES
from recoupe.text import calendar
from recoupe.text.fold import fold, short_id

CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):([0-5]\d)")
READ = PROSE | {"dateline", "byline", "credit", "caption"}
_EVENT_RULES = ("same", "told", "event")
_COUNTED_RULES = (  # counted from a day that the text spoke of
    "same", "told", "event", "near", "after", "later", "clock", "part", "following", "weekday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A match, the block it stands in, the modifier that the words before it give, and whether they mean the
    page's own day.
    """

    block: Block
    match: Match
    before: str
    own: bool = False
    after: str = ""  # what the words after it say: BEFORE or AFTER something


def find(page: Page, parse: Parse, lang: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of one page, anchored on its publication day where it has one."""
    known = lexicon(lang)
    found = _found(page, known)
    compass = Compass(parse, known)
    values = _values(found, compass, known, parse, page.published)
    return tuple(_expression(page, f.match, v, compass) for f, v in zip(found, values, strict=True) if v)


def clues(page: Page, parse: Parse, lang: Language) -> tuple[Clue, ...]:
    """What the page says that bears on the day it appeared, in text order."""
    known = lexicon(lang)
    compass = Compass(parse, known)
    out = []
    for one in _found(page, known):
        value = _value(one, known, Ground(None, compass.read(0, 0)))
        told = clue(one.match, known.rules[one.match.row], value)
        if told:
            span = Span(page.doc.id, one.match.start, one.match.end)
            way = told.way or compass.read(span.start, span.end).score
            out.append(
                Clue(told.kind, told.value, span, one.block.kind, way, told.weekday, told.hour, one.own)
            )
    return tuple(out)


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
            out.extend(_around(block, row, m, known) for m in matches)
            at += len(line) + 1
    return out


def _around(block: Block, row: Sequence[Word], match: Match, known: Lexicon) -> Found:
    """A match with what the words right before and after it say."""
    follows = match.last < len(row) and row[match.last].close
    after = next((value for _, value in known.bound(row, match.last)), "") if follows else ""
    return Found(block, match, bound(row, match, known.bound), bool(bound(row, match, known.own)), after)


def _value(one: Found, known: Lexicon, ground: Ground) -> Value | None:
    """What the rule of the pattern makes of a match, with its modifier."""
    rule, argument = known.rules[one.match.row]
    value = RULES[rule](one.match, argument, ground)
    return shape(value, one.match, one.before) if value else None


def _values(
    found: list[Found], compass: Compass, known: Lexicon, parse: Parse, published: Published | None
) -> list[Value | None]:
    """The value of each match; where the day of the page is in doubt, what every day of it makes of it."""
    day = calendar.day(published.value) if published else None
    if day or published is None or not (published.earliest and published.latest):
        return _resolve(found, compass, known, parse, (day, _clock(published)))
    first, last = calendar.day(published.earliest), calendar.day(published.latest)
    early, late, bare = (_resolve(found, compass, known, parse, (d, None)) for d in (first, last, None))
    doubt = f"whatever day from {first} to {last} the page is of"
    return [
        replace(e, text=f"{e.text}; {doubt}") if e and w and e.value == w.value and e.anchor != "text" else b
        for e, w, b in zip(early, late, bare, strict=True)
    ]


def _resolve(
    found: list[Found],
    compass: Compass,
    known: Lexicon,
    parse: Parse,
    moment: tuple[date | None, time | None],
) -> list[Value | None]:
    """The value of each match, the moment of publication given: first what stands alone, then what is counted
    from another day.
    """
    day, hour = moment
    grounds = [Ground(day, compass.read(f.match.start, f.match.end), clock=hour) for f in found]
    values = [_value(f, known, g) for f, g in zip(found, grounds, strict=True)]
    events = Events(parse, [(f.match, v) for f, v in zip(found, values, strict=True)])
    told: tuple[int, Value] | None = None
    for n, one in enumerate(found):
        rule = known.rules[one.match.row][0]
        first = values[n]
        named = events.day(one.match) if rule == "length" and one.after in WAYS else None
        if first and named:
            values[n] = from_event(first, one.match, one.after, named)
        elif rule in _COUNTED_RULES or (first and "X" in first.value):
            spoken = calendar.day(told[1].value) if told else None
            near = spoken if told and told[0] >= one.block.span.start else None
            asked = rule in _EVENT_RULES and (near is None or events.is_named(one.match))
            event = events.day(one.match) if asked else None
            ground = Ground(day, grounds[n].direction, spoken, near, event, hour)
            values[n] = _value(one, known, ground)
        value = values[n]
        told_grain = value and value.kind != "duration" and value.grain in ("day", "minute", "part of day")
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
