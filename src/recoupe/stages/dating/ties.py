"""What other pages say of the day a page appeared.

A tie joins passages of several pages that tell the same: a claim, an event, an act of speech. Where the other
page knows the day of its passage and this one has a clue in its own ("Wednesday", "yesterday", "last month"),
the clue is counted back from that day. Pages that share words of speech, or are copies, appeared near each
other. A page dated in an earlier round lends its days on.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recoupe.model import Clue, Dossier, Edge, Published, Reading, Reason, Span, Utterance
from recoupe.stages.dating import evidence
from recoupe.stages.dating.votes import Vote, from_day, mixed, weigh
from recoupe.text import calendar

_SAME_WEEK = (1 / 7,) * 7
_CLOSE = (  # days between two pages that share words, from 14 before to 14 after
    *((0.004,) * 8), 0.01, 0.01, 0.02, 0.03, 0.07, 0.16, 0.32, 0.18, 0.07, 0.03, 0.02, 0.01, 0.01,
    *((0.004,) * 8),
)  # fmt: skip
_TOLD = 0.8  # trust in a clue that a tie dates
_NEW = 0.75  # what is left of it where the lending page was dated by others
_COPY = {"copy": 0.85, "edited": 0.8, "translation": 0.85, "excerpt": 0.7, "shared_statement": 0.5}
_SPOKEN = 0.5  # trust that pages with one shared act of speech appeared near each other
_MOST = 0.85
_LENT = ("day", "minute", "part of day")
_FAR = 5  # pages that lend at most


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """Passages that tell the same, and those of them that are one document's own."""

    own: Sequence[Span]
    passages: Sequence[Span]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The readings by document, their sentences, and what joins each document to others."""

    readings: Mapping[str, Reading]
    sentences: Mapping[str, Sequence[Span]]
    ties: Mapping[str, Sequence[Tie]]
    close: Mapping[str, Mapping[str, float]]
    story: Mapping[str, Sequence[str]]  # the pages of each page's story


def world(readings: Sequence[Reading], joined: Dossier) -> World:
    """The world of these readings, once compared."""
    groups = [
        *(tuple(p.span for p in c.passages if p.side != "against") for c in joined.claims),
        *(e.reports for e in joined.events),
        *(tuple(v.span for v in u.variants) for u in joined.utterances),
    ]
    ties: dict[str, list[Tie]] = defaultdict(list)
    for group in groups:
        own: dict[str, list[Span]] = defaultdict(list)
        for passage in group:
            own[passage.doc].append(passage)
        for doc, passages in own.items() if len(own) > 1 else ():
            ties[doc].append(Tie(passages, group))
    return World(
        readings={r.page.doc.id: r for r in readings},
        sentences={r.page.doc.id: sorted(f.span for f in r.frames) for r in readings},
        ties=ties,
        close=_closeness(joined.utterances, joined.lineage.edges),
        story={doc: s.docs for s in joined.stories for doc in s.docs},
    )


def _closeness(utterances: Sequence[Utterance], edges: Sequence[Edge]) -> dict[str, dict[str, float]]:
    """How far two pages are trusted to have appeared near each other."""
    apart: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for spoken in utterances:
        docs = sorted({v.span.doc for v in spoken.variants})
        for one in docs[: _FAR * 4]:
            for other in docs[: _FAR * 4]:
                if one != other:
                    apart[one, other] *= 1 - _SPOKEN
    for edge in edges:
        for two in ((edge.child, edge.parent), (edge.parent, edge.child)):
            apart[two] *= 1 - _COPY.get(edge.kind, 0.0)
    close: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), left in sorted(apart.items()):
        if left < 1:
            close[one][other] = min(_MOST, 1 - left)
    return close


def lend(reading: Reading, days: Mapping[str, date], world: World) -> Published | None:
    """The day that the dated pages give a page, with its own clues."""
    doc = reading.page.doc.id
    near = {other: trust for other, trust in world.close.get(doc, {}).items() if other in days}
    told = [v for clue in reading.clues if (v := _told(clue, days, world))]
    votes = [*told, *_near(near, days, world)]
    linked = {days[d] for d in near} | {d for v in told for d, _ in v.shares}
    # Pages of one story may lie weeks apart: they say the year of a date line, not the day.
    linked = linked or {days[d] for d in world.story.get(doc, ()) if d in days}
    own = evidence.of(reading.page, reading.clues, linked)
    return weigh(doc, replace(own, votes=(*own.votes, *votes)), "story")


def _near(near: Mapping[str, float], days: Mapping[str, date], world: World) -> Iterator[Vote]:
    """One vote for all pages close to this one: they are no witnesses independent of each other."""
    best = sorted(near, key=lambda d: (-near[d], d))[:_FAR]
    if not best:
        return
    trust = near[best[0]] * (1.0 if _is_own(best[0], world) else _NEW)
    shares = mixed((from_day(days[d], _CLOSE, -14), near[d]) for d in best)
    spans = tuple(s for d in best[:2] if (s := _heading(d, world)))
    told = ", ".join(sorted({days[d].isoformat() for d in best}))
    text = f"Pages that share words of speech or text with it appeared on {told}."
    yield Vote(shares, trust, Reason("near-pages", round(trust, 2), spans, text))


def _is_own(doc: str, world: World) -> bool:
    """Whether a page had its day before other pages lent it one."""
    published = world.readings[doc].page.published
    return published is not None and calendar.day(published.value) is not None


def _heading(doc: str, world: World) -> Span | None:
    page = world.readings[doc].page
    if page.published and page.published.span:
        return page.published.span
    return page.title or next((b.span for b in page.blocks), None)


def _told(clue: Clue, days: Mapping[str, date], world: World) -> Vote | None:
    """What a clue says of the page's day, once other pages date what its sentence tells."""
    seen: dict[date, set[str]] = defaultdict(set)
    spots: dict[date, Span] = {}
    for tie in world.ties.get(clue.span.doc, ()):
        if not any(_in_sentence(clue.span, s, world) for s in tie.own):
            continue
        for spot, day in _dated(tie.passages, clue.span.doc, days, world):
            seen[day].add(spot.doc)
            spots.setdefault(day, spot)
    parts = [
        (shares, float(len(docs)), d) for d, docs in sorted(seen.items()) if (shares := _counted(clue, d))
    ]
    if not parts:
        return None
    most = max(parts, key=lambda p: (p[1], p[2]))
    own = any(_is_own(doc, world) for _, _, d in parts for doc in seen[d])
    trust = _TOLD * (1.0 if own else _NEW)
    page = world.readings[clue.span.doc].page
    text = f"What it tells with “{clue.span.of(page.doc.text)}” another page dates {most[2]}."
    reason = Reason("told-elsewhere", round(trust, 2), (clue.span, spots[most[2]]), text)
    return Vote(mixed((shares, weight) for shares, weight, _ in parts), trust, reason)


def _in_sentence(spot: Span, passage: Span, world: World) -> bool:
    """Whether a spot stands in one of the sentences that a passage touches."""
    return any(s.start <= spot.start and spot.end <= s.end for s in _sentences(passage, world))


def _sentences(passage: Span, world: World) -> Iterator[Span]:
    spans = world.sentences[passage.doc]
    at = max(0, bisect_left(spans, passage) - 1)
    while at < len(spans) and spans[at].start < passage.end:
        if spans[at].end > passage.start:
            yield spans[at]
        at += 1


def _dated(
    group: Iterable[Span], doc: str, days: Mapping[str, date], world: World
) -> Iterator[tuple[Span, date]]:
    """The days in the sentences of a tie on dated pages, with their spots."""
    for passage in group:
        if passage.doc == doc or passage.doc not in days:
            continue
        for sentence in _sentences(passage, world):
            yield from _days_in(sentence, days[passage.doc], world)


def _days_in(sentence: Span, day: date, world: World) -> Iterator[tuple[Span, date]]:
    """The days in a sentence: of its times, or of the clues of a page dated only now."""
    reading = world.readings[sentence.doc]
    told: list[tuple[Span, date | None]]
    if _is_own(sentence.doc, world):
        exact = [t for t in reading.times if t.grain in _LENT and t.earliest and t.earliest == t.latest]
        told = [(t.span, calendar.day(t.earliest)) for t in exact]
    else:
        told = [(c.span, _resolved(c, day)) for c in reading.clues]
    for span, moment in told:
        if moment and sentence.start <= span.start and span.end <= sentence.end:
            yield span, moment


def _resolved(clue: Clue, day: date) -> date | None:
    """The day of a clue on a page of this day."""
    if clue.kind == "weekday":
        return calendar.weekday_near(day, int(clue.value), 1 if clue.way > 0 else -1)
    if clue.kind == "near":
        return calendar.shift(day, "D", int(clue.value))
    return calendar.day(clue.value) if clue.kind == "day" else None


def _counted(clue: Clue, day: date) -> tuple[tuple[date, float], ...]:
    """The page's day, where the clue means this one."""
    if clue.kind in ("weekday", "this-weekday"):
        if day.isoweekday() != int(clue.value):
            return ()
        return from_day(day, _SAME_WEEK, -6 if clue.way > 0 else 0)
    if clue.kind == "near":
        return from_day(day, (1.0,), -int(clue.value))
    if clue.kind == "unit":
        return _unit(clue.value[0], int(clue.value[1:]), day)
    return ()


def _unit(unit: str, count: int, day: date) -> tuple[tuple[date, float], ...]:
    """The days of the week or month from which this day lies so many weeks or months away."""
    moved = calendar.shift(day, unit, -count)
    held = calendar.interval(calendar.value_of(moved, unit)) if moved else None
    if held is None:
        return ()
    length = calendar.length(held)
    return from_day(held[0], (1 / length,) * length)
