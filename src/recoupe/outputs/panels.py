"""The distances of parties as small pictures: one panel an issue, days from left to right, a row an option.

In each row a party has a lane of its own. The lane is filled on the days on which the party may stand at that
option: full where it can stand nowhere else, light where it may also stand at another one. The table beside a
panel says the same in words; a panel of parties that are never placed together is not drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recoupe.outputs.distances import Day, Place, Scale

WIDTH = 480
LEFT = 215  # room for the names of options
LANE = 9
ROW_GAP = 8
TOP = 6
PARTIES = 5  # lanes; the table in tables/distances.csv has all
PANELS = 8
_TAIL = 40.0  # pixels that the last day keeps


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of a lane: where, in which party's colour, and whether the party can stand nowhere else."""

    x: float
    y: float
    width: float
    colour: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One issue drawn: names of options at their heights, days at their places, strips of the lanes."""

    scale: Scale
    height: int
    colours: tuple[int, ...]  # of the parties: the same on all panels while there are enough
    rows: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    strips: tuple[Strip, ...]


def panels(scales: Sequence[Scale]) -> tuple[Panel, ...]:
    """The issues on which two parties are placed on one day, those with most standings first."""
    told = [narrow(s) for s in scales]
    told = [s for s in told if any(g.low is not None for d in s.days for g in d.gaps)]
    chosen = sorted(told, key=lambda s: (-_weight(s), s.issue))[:PANELS]
    order = list(dict.fromkeys(key for s in chosen for key, _ in s.parties))
    return tuple(_panel(s, _colours(s, order)) for s in chosen)


def _colours(scale: Scale, order: Sequence[str]) -> tuple[int, ...]:
    """A colour for each party of a scale, by its place among all parties, each colour once."""
    taken: list[int] = []
    for key, _ in scale.parties:
        wanted = order.index(key)
        free = ((wanted + step) % PARTIES for step in range(PARTIES))
        taken.append(next(n for n in free if n not in taken))
    return tuple(taken)


def narrow(scale: Scale) -> Scale:
    """The scale with the parties that most standings place, as many as a panel has lanes."""
    counts = [len({i for d in scale.days for i in _ids(d.places[n])}) for n in range(len(scale.parties))]
    kept = sorted(sorted(range(len(counts)), key=lambda n: (-counts[n], n))[:PARTIES])
    if len(kept) == len(counts):
        return scale
    place = {old: new for new, old in enumerate(kept)}
    days = tuple(
        Day(
            d.day,
            tuple(d.places[n] for n in kept),
            tuple(
                type(g)(place[g.one], place[g.other], g.low, g.high)
                for g in d.gaps
                if g.one in place and g.other in place
            ),
        )
        for d in scale.days
    )
    return Scale(scale.issue, scale.options, tuple(scale.parties[n] for n in kept), days)


def _ids(place: Place | None) -> tuple[str, ...]:
    return place.standings if place else ()


def _weight(scale: Scale) -> int:
    return len({i for d in scale.days for p in d.places for i in _ids(p)})


def _panel(scale: Scale, colours: tuple[int, ...]) -> Panel:
    deep = LANE * len(scale.parties) + ROW_GAP
    rows = tuple((TOP + n * deep, option) for n, option in enumerate(reversed(scale.options)))
    height = TOP + deep * len(scale.options)
    at = _places([d.day for d in scale.days])
    return Panel(
        scale=scale,
        height=height + 22,
        colours=colours,
        rows=rows,
        ticks=_ticks(at, scale.days),
        strips=tuple(_strips(scale, at, deep, colours)),
    )


def _places(days: Sequence[str]) -> list[float]:
    """Where each day lies; one more place closes the last."""
    numbers = [date.fromisoformat(d).toordinal() for d in days]
    span = max(1, numbers[-1] - numbers[0])
    room = WIDTH - LEFT - _TAIL
    return [*(round(LEFT + (n - numbers[0]) / span * room, 1) for n in numbers), float(WIDTH)]


def _ticks(at: Sequence[float], days: Sequence[Day]) -> tuple[tuple[float, str], ...]:
    """The first day and the last, where there is room for both."""
    ends = [(at[0], days[0].day)]
    return tuple(ends if len(days) == 1 else [*ends, (at[-2], days[-1].day)])


def _strips(scale: Scale, at: Sequence[float], deep: int, colours: Sequence[int]) -> Iterator[Strip]:
    top = len(scale.options) - 1
    for n, day in enumerate(scale.days):
        for lane, place in enumerate(day.places):
            for option in range(place.low, place.high + 1) if place else ():
                y = TOP + (top - option) * deep + lane * LANE
                width = round(max(2.0, at[n + 1] - at[n] - 1), 1)
                yield Strip(
                    at[n], y, width, colours[lane], sure=place is not None and place.low == place.high
                )
