"""Two drawings as numbers, which templates print as SVG: the timeline and the tree of pages.

A table beside each says the same. Time runs from left to right over the days on which pages appeared; what
lies far outside goes to a gutter at either side, so that a page that recalls an old war does not press the
week into one point.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recoupe.outputs.book import Book
from recoupe.outputs.sections.facts import Happening
from recoupe.outputs.sections.sources import Source, Tie

WIDTH = 960
GUTTER = 70
STEP = 26  # between marks of one day
LETTER = 6.8  # width of a letter of a name
MOST = 60  # marks; a drawing with more says less than its table


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis."""

    x: float
    day: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: where, what is written in it, what it stands for, and how wide the doubt is."""

    x: float
    y: float
    text: str
    to: tuple[str, str]  # kind and id of what it stands for
    title: str
    kind: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A link between two dots, as a path."""

    path: str
    kind: str
    title: str
    tip: str = ""  # the head of an arrow, where one end took from the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a template needs to draw."""

    width: int
    height: int
    split: float  # the axis between the lanes
    ticks: tuple[Tick, ...]
    upper: tuple[Dot, ...] = ()
    lower: tuple[Dot, ...] = ()
    lines: tuple[Line, ...] = ()
    early: bool = False
    late: bool = False


def _day(value: str | None) -> date | None:
    """The first day of a value: a year, a month, a day or an instant."""
    if not value:
        return None
    parts = value[:10].split("-")
    padded = "-".join([parts[0], *([*parts[1:], "01", "01"])[:2]])
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


class _Axis:
    """Days to places, with gutters for what lies outside."""

    def __init__(self, days: Iterable[date], *, room: int) -> None:
        inner = sorted(days)
        self.first, self.last = inner[0] - timedelta(days=room), inner[-1] + timedelta(days=room)
        self.span = max(1, (self.last - self.first).days)

    def x(self, day: date) -> float:
        """Where a day lies."""
        if day < self.first:
            return GUTTER * 0.45
        if day > self.last:
            return WIDTH - GUTTER * 0.45
        return round(GUTTER + (day - self.first).days / self.span * (WIDTH - 2 * GUTTER), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """At most eight days, evenly apart."""
        step = max(1, -(-self.span // 7))
        days = [self.first + timedelta(days=n) for n in range(0, self.span + 1, step)]
        return tuple(Tick(self.x(d), d.isoformat()) for d in days)


def timeline(book: Book, events: Sequence[Happening], pages: Sequence[Source]) -> Drawing | None:
    """Events above the axis, pages under it; None where nothing has a date or there is too much to draw."""
    dated = [(e, d) for e in events if (d := _day(e.record.get("earliest") or e.record.get("when")))]
    appeared = [(s, d) for s in pages if (d := _day(book.day(s.record["id"])))]
    if (not dated and not appeared) or len(dated) + len(appeared) > MOST:
        return None
    axis = _Axis([d for _, d in appeared] or [d for _, d in dated], room=3)
    stack: Counter[float] = Counter()
    upper = [_event(e, d, axis, stack) for e, d in dated]
    height = max([STEP * 2, *(-dot.y for dot in upper)]) + STEP * 1.5
    lower = _pages(appeared, axis)
    deep = max([0, *(dot.y for dot in lower)]) + 10
    moved = tuple(replace(d, y=d.y + height) for d in upper)
    return Drawing(
        width=WIDTH,
        height=int(height + deep),
        split=height,
        ticks=axis.ticks(),
        upper=moved,
        lower=tuple(replace(d, y=d.y + height) for d in lower),
        early=any(d < axis.first for _, d in dated),
        late=any(d > axis.last for _, d in dated),
    )


def _pages(appeared: Sequence[tuple[Source, date]], axis: _Axis) -> list[Dot]:
    """The pages under the axis, each with its name in the first row where the name has room."""
    ends: list[float] = []
    dots = []
    for source, day in appeared:
        x = axis.x(day)
        long = 14 + LETTER * len(source.label)
        # A name that would run over the edge stands on the left of its mark.
        turned = x + long > WIDTH
        start, end = (x - long, x + 10) if turned else (x - 8, x + long)
        row = next((n for n, taken in enumerate(ends) if taken < start), len(ends))
        ends[row : row + 1] = [end]
        named = x - 11 if turned else x + 11
        target = ("documents", source.record["id"])
        dots.append(Dot(x, 38 + row * 20.0, source.label, target, source.label, "page", named, x))
    return dots


def _event(event: Happening, day: date, axis: _Axis, stack: Counter[float]) -> Dot:
    x = axis.x(day)
    key = round(x / 24)
    stack[key] += 1
    until = _day(event.record.get("latest"))
    right = axis.x(until) if until and until > day and day >= axis.first else x
    return Dot(
        x,
        -(stack[key] * STEP) + 4,
        str(event.number),
        ("events", event.record["id"]),
        event.record["title"],
        event.record["status"],
        x,
        right,
    )


def tree(book: Book, pages: Sequence[Source], ties: Sequence[Tie]) -> Drawing | None:
    """One row a page in order of publication, linked to the page it depends on; None if too many."""
    linked = {doc for t in ties for doc in (t.record["child"], t.record["parent"])}
    shown = [s for s in pages if s.record["id"] in linked]
    if not shown or len(shown) > MOST:
        return None
    days = [d for s in shown if (d := _day(book.day(s.record["id"])))]
    axis = _Axis(days, room=1) if days else None
    place: dict[str, tuple[float, float]] = {}
    roots = {f.get("root") for f in book.families() if len(f["docs"]) > 1}
    dots = []
    for n, source in enumerate(shown):
        day = _day(book.day(source.record["id"]))
        # The names stand to the right of the dots: time takes the left half.
        x = round(30 + (axis.x(day) - GUTTER) * 0.45, 1) if axis and day else 30.0
        y = 44 + n * 30.0
        place[source.record["id"]] = (x, y)
        kind = "root" if source.record["id"] in roots else "page"
        dots.append(Dot(x, y, source.label, ("documents", source.record["id"]), source.headline, kind, x, x))
    lines = tuple(
        _curve(place, t) for t in ties if t.record["child"] in place and t.record["parent"] in place
    )
    return Drawing(
        width=WIDTH,
        height=int(30 * len(shown) + 40),
        split=0,
        ticks=_few(axis) if axis else (),
        lower=tuple(dots),
        lines=lines,
    )


def _few(axis: _Axis) -> tuple[Tick, ...]:
    """Every second day of the axis, on the left half where the tree grows."""
    return tuple(Tick(round(30 + (t.x - GUTTER) * 0.45, 1), t.day) for t in axis.ticks()[::2])


def _curve(place: dict[str, tuple[float, float]], tie: Tie) -> Line:
    (x1, y1), (x2, y2) = place[tie.record["parent"]], place[tie.record["child"]]
    bend = min(x1, x2) - 12 - abs(y2 - y1) * 0.12
    bend = max(2.0, round(bend, 1))
    directed = tie.record["kind"] not in ("shared_statement", "same_agency")
    return Line(
        f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}",
        tie.record["kind"],
        f"{tie.child} — {tie.parent}",
        f"M{x2 - 15:g} {y2 - 4:g}L{x2 - 7:g} {y2:g}L{x2 - 15:g} {y2 + 4:g}z" if directed else "",
    )
