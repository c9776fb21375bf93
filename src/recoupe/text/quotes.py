"""Which stretches of a text stand between quotation marks, however badly the marks were printed?

The marks of a page are read in order by a small beam search: every mark may open, close or mean nothing, at
the costs of `marks`; a pair of two families, a lost partner, a clause of report within a pair, a quotation
that goes on over a paragraph cost something too. The cheapest reading wins. Nothing is moved or deleted; a
repair is said, not made.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.text import marks
from recoupe.text.marks import CLOSING, OPENING, SPACES, Hints, Mark

SENTENCE = re.compile(r"(?<![^\w][A-ZÀ-ÖØ-Þ])[.!?…][»”\")]*[\s\u00a0]+(?=[A-ZÀ-ÖØ-Þ«“\"„\[])")
WIDTH = 12  # hypotheses kept; 12 and 40 read all our pages alike
MOST_MARKS = 4000  # a page with more is no prose
LOST, MIXED, NESTED, CROSSED, SAME = 2.5, 0.9, 1.1, 2.0, 1.2
SURE_END = (
    1.0  # a clause of report makes it less odd that a closing mark's partner, or the closing mark, is lost
)
ACROSS = 1.5  # a clause of report within a pair
REOPENED, GOES_ON = 0.6, 1.2  # over the end of a paragraph: opened again there, or simply going on
NO_HINTS = Hints()


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """A quotation from its opening to its closing mark, both included. `repair` says what was mended, "" if
    nothing.

    Where a mark is lost, `start` or `end` is the nearest plausible place and `reach` the furthest. `joined`
    says that the quotation goes on from the paragraph before.
    """

    start: int
    end: int
    depth: int = 0
    repair: str = ""
    reach: int = -1
    joined: bool = False

    @property
    def intact(self) -> bool:
        """Whether both marks stand there as they should."""
        return not self.repair

    @property
    def unopened(self) -> bool:
        """Whether the opening mark is lost."""
        return self.reach >= 0 and self.repair == UNOPENED

    @property
    def unclosed(self) -> bool:
        """Whether the closing mark is lost."""
        return self.reach >= 0 and self.repair == UNCLOSED


UNOPENED, UNCLOSED = "the opening mark is missing", "the closing mark is missing"
TWICE = "a mark is printed twice"


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    stack: tuple[int, ...] = ()  # indices of open marks
    last: "_Link | None" = None


@dataclass(frozen=True, slots=True)
class _Link:
    """A pair of marks, or a mark without its partner (-1); `goes_on` where the next paragraph opens anew."""

    before: "_Link | None"
    opening: int
    closing: int
    goes_on: bool = False


def find(text: str, paragraphs: Sequence[tuple[int, int]], hints: Hints = NO_HINTS) -> tuple[Quoted, ...]:
    """The quotations of the paragraphs, outermost first at one place, in text order.

    >>> [q.end - q.start for q in find("Il a dit « oui » et “non”.", [(0, 26)])]
    [7, 5]
    """
    usual = marks.habits(text, paragraphs)
    found: list[Mark] = []
    for number, place in enumerate(paragraphs):
        found += marks.read(text, number, place, usual, hints)
        if len(found) >= MOST_MARKS:
            found = found[:MOST_MARKS]
            break
    if not found:
        return ()
    best = _read(text, paragraphs, found, hints)
    return tuple(sorted(_quotations(text, paragraphs, found, best), key=lambda q: (q.start, -q.end)))


def _read(text: str, paragraphs: Sequence[tuple[int, int]], found: list[Mark], hints: Hints) -> _Path:
    beam = [_Path(0.0)]
    for i, mark in enumerate(found):
        if i and mark.paragraph != found[i - 1].paragraph:
            near = mark.paragraph == found[i - 1].paragraph + 1
            start, end = paragraphs[mark.paragraph][0], paragraphs[found[i - 1].paragraph][1]
            near = near and not text[end:start].strip()
            reopened = mark.at == start and mark.glyph not in CLOSING
            beam = _over(beam, found, hints, reopened=reopened, near=near)
        following: dict[tuple[int, ...], _Path] = {}
        for path in beam:
            for step in _steps(path, i, mark, found, hints):
                if step.stack not in following or step.cost < following[step.stack].cost:
                    following[step.stack] = step
        beam = sorted(following.values(), key=lambda p: (p.cost, p.stack))[:WIDTH]
    return min((_dropped(p, found, hints) for p in beam), key=lambda p: (p.cost, p.stack))


def _over(beam: list[_Path], found: list[Mark], hints: Hints, *, reopened: bool, near: bool) -> list[_Path]:
    """The paths at the end of a paragraph: what is open is lost, or goes on in the next."""
    out: dict[tuple[int, ...], _Path] = {}
    for path in beam:
        ways = [_dropped(path, found, hints)]
        if len(path.stack) == 1 and near:
            ways.append(_Path(path.cost + GOES_ON, path.stack, path.last))
            if reopened:
                link = _Link(path.last, path.stack[0], -1, goes_on=True)
                ways.append(_Path(path.cost + REOPENED, (), link))
        for way in ways:
            if way.stack not in out or way.cost < out[way.stack].cost:
                out[way.stack] = way
    return list(out.values())


def _dropped(path: _Path, found: list[Mark], hints: Hints) -> _Path:
    """The path with what is still open taken as unclosed."""
    last, cost = path.last, path.cost
    for opening in path.stack:
        last = _Link(last, opening, -1)
        stop = min([found[opening].last, *(m.at for m in found[opening + 1 : opening + 2])])
        clause = bisect_left(hints.clauses, found[opening].end)
        sure = clause < len(hints.clauses) and hints.clauses[clause] < stop
        cost += LOST - (SURE_END if sure else 0.0)
    return _Path(cost, (), last)


def _steps(path: _Path, i: int, mark: Mark, found: list[Mark], hints: Hints) -> list[_Path]:
    steps = [_Path(path.cost + mark.ignores, path.stack, path.last)]
    if len(path.stack) < 2:
        extra = 0.0
        if path.stack:
            extra = NESTED + (SAME if found[path.stack[-1]].family == mark.family else 0.0)
        steps.append(_Path(path.cost + mark.opens + extra, (*path.stack, i), path.last))
    if path.stack:
        rid = _dropped(path, found, hints)
        steps.append(_Path(rid.cost + mark.opens, (i,), rid.last))
    if path.stack:
        opening = found[path.stack[-1]]
        cost = path.cost + mark.closes + _oddity(opening, mark, hints)
        steps.append(_Path(cost, path.stack[:-1], _Link(path.last, path.stack[-1], i)))
    else:
        lost = LOST - (SURE_END if mark.told else 0.0)
        steps.append(_Path(path.cost + mark.closes + lost, (), _Link(path.last, -1, i)))
    if len(path.stack) == 2 and found[path.stack[0]].family == mark.family:
        inner = _Link(path.last, path.stack[1], i)
        steps.append(_Path(path.cost + mark.closes + CROSSED, (), _Link(inner, path.stack[0], i)))
    return steps


def _oddity(opening: Mark, closing: Mark, hints: Hints) -> float:
    """What a pair costs: two families, nothing or much between, a clause of report in between."""
    length = closing.at - opening.end
    cost = MIXED if opening.family != closing.family else 0.0
    cost += 2.0 if length <= 1 else min(1.5, length / 1200)
    clauses = bisect_left(hints.clauses, closing.at) - bisect_left(hints.clauses, opening.end)
    return cost + ACROSS * min(clauses, 3)


def _quotations(
    text: str, paragraphs: Sequence[tuple[int, int]], found: list[Mark], best: _Path
) -> list[Quoted]:
    links: list[_Link] = []
    link = best.last
    while link is not None:
        links.append(link)
        link = link.before
    links.sort(key=lambda k: (k.opening if k.opening >= 0 else k.closing, -k.closing))
    pairs = [(k.opening, k.closing) for k in links if k.opening >= 0 and k.closing >= 0]
    out: list[Quoted] = []
    joined = False
    for link in links:
        if link.opening < 0:
            made = [_without_opening(text, paragraphs, found[link.closing], out)]
        elif link.closing < 0:
            mark, following = found[link.opening], found[link.opening + 1 : link.opening + 2]
            end = paragraphs[mark.paragraph][1]
            ceiling = following[0].at if following and following[0].at < end else end
            made = [
                Quoted(mark.at, _trimmed(text, mark.at, end), 0, "", -1, joined)
                if link.goes_on
                else _without_closing(text, mark.at, ceiling)
            ]
        else:
            depth = sum(1 for a, b in pairs if a < link.opening and link.closing < b)
            made = _whole(text, paragraphs, found, link, depth, joined=joined)
        out += [q for q in made if q.start < q.end]
        joined = link.goes_on
    return out


def _whole(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    found: list[Mark],
    link: _Link,
    depth: int,
    *,
    joined: bool,
) -> list[Quoted]:
    """A pair of marks: one quotation, or one piece for each paragraph that it goes on over."""
    opening, closing = found[link.opening], found[link.closing]
    start, end, repair = opening.at, closing.end, _repair(opening, closing)
    again = [m for m in found[link.closing + 1 : link.closing + 2] if m.doubles and not depth]
    if again:
        end = again[0].end
    if again or (link.closing > link.opening + 1 and found[link.opening + 1].doubles):
        repair = repair or TWICE
    pieces = []
    for number in range(opening.paragraph, closing.paragraph + 1):
        first, last = paragraphs[number]
        stop = end if number == closing.paragraph else _trimmed(text, max(first, start), last)
        pieces.append(
            Quoted(max(first, start), stop, depth, repair, -1, joined or number > opening.paragraph)
        )
    return pieces


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _repair(opening: Mark, closing: Mark) -> str:
    if opening.glyph in CLOSING:
        return "the opening mark is printed the wrong way round"
    if closing.glyph in OPENING + "‘" and not (opening.glyph == "„" and closing.glyph == "“"):
        return "the closing mark is printed the wrong way round"
    if opening.family != closing.family:
        return "the two marks are of different kinds"
    return ""


def _without_opening(
    text: str, paragraphs: Sequence[tuple[int, int]], mark: Mark, done: Sequence[Quoted]
) -> Quoted:
    floor = max([paragraphs[mark.paragraph][0], *(q.end for q in done if q.end <= mark.at)])
    starts = [m.end() for m in SENTENCE.finditer(text, floor, mark.at)]
    start = starts[-1] if starts else floor
    while start < mark.at and text[start] in SPACES + ",;.":
        start += 1
    return Quoted(start, mark.end, 0, UNOPENED, floor)


def _without_closing(text: str, start: int, ceiling: int) -> Quoted:
    stop = SENTENCE.search(text, start + 1, ceiling)
    end = stop.start() + 1 if stop else _trimmed(text, start, ceiling)
    return Quoted(start, end, 0, UNCLOSED, ceiling)
