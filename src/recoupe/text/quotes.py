"""Which stretches of a text stand between quotation marks, however badly the marks were printed?

Each paragraph is read by a small beam search: every mark may open, close or mean nothing, at a cost that
depends on its shape and its neighbours; a pair of marks of two families, a lost partner, a wrong-way mark
cost something too. The cheapest reading wins. The page's own habits are counted first, so that a page which
writes straight marks throughout is not held to be broken. Nothing is moved or deleted; a repair is said,
not made.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

OPENING = "«“„‹‟"
CLOSING = "»”›"
STRAIGHT = '"＂'
MARKS = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]|''|``")
FAMILY = {"«": "g", "»": "g", "“": "c", "”": "c", "„": "c", "‟": "c", "‹": "s", "›": "s", '"': "d", "＂": "d"}
SPACES = " \t\n\u00a0\u202f\u2009"
STOPS = ".!?…"
# An elided word before a straight mark: the mark was an apostrophe once ("l"accord").
ELIDED = re.compile(r"(?:^|[\s\u00a0'’(\"«])(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)$", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…][»”\")]*[\s\u00a0]+(?=[A-ZÀ-ÖØ-Þ«“\"„\[])")
WIDTH = 12  # hypotheses kept; 12 and 40 read all our pages alike
MOST_MARKS = 4000  # a page with more is no prose
LOST, IGNORED, MIXED, NESTED, CROSSED = 2.5, 2.6, 0.9, 1.1, 2.0


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """A quotation from its opening to its closing mark, both included. `repair` says what was mended, "" if
    nothing.

    Where a mark is lost, `start` or `end` is the nearest plausible place and `reach` the furthest.
    """

    start: int
    end: int
    depth: int = 0
    repair: str = ""
    reach: int = -1

    @property
    def intact(self) -> bool:
        """Whether both marks stand there as they should."""
        return not self.repair


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    end: int
    glyph: str
    opens: float
    closes: float
    ignores: float


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    stack: tuple[int, ...] = ()  # indices of open marks
    pairs: tuple["_Path | None", int, int] | None = (
        None  # (earlier path, opening, closing); -1 for a lost one
    )


def find(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quoted, ...]:
    """The quotations of the paragraphs, outermost first at one place, in text order.

    >>> [q.end - q.start for q in find("Il a dit « oui » et “non”.", [(0, 26)])]
    [7, 5]
    """
    habits = _habits(text, paragraphs)
    out: list[Quoted] = []
    left = MOST_MARKS
    for number, (start, end) in enumerate(paragraphs):
        marks = _marks(text, start, end, habits)[:left]
        left -= len(marks)
        if not marks:
            continue
        after = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else -1
        carried = after >= 0 and text[after] in OPENING
        out += _read(text, (start, end), marks, carried=carried)
    return tuple(sorted(out, key=lambda q: (q.start, -q.end)))


def _habits(text: str, paragraphs: Sequence[tuple[int, int]]) -> Counter[str]:
    habits: Counter[str] = Counter()
    for start, end in paragraphs:
        habits.update(FAMILY.get(m, "d") for m in MARKS.findall(text, start, end))
    return habits


def _marks(text: str, start: int, end: int, habits: Counter[str]) -> list[_Mark]:
    total = sum(habits.values()) or 1
    out = []
    for hit in MARKS.finditer(text, start, end):
        at, to, glyph = hit.start(), hit.end(), hit.group()[0]
        before = text[at - 1] if at > start else " "
        after = text[to] if to < end else " "
        opens, closes = _shape(glyph)
        opens += _opens_badly(before, after, glyph)
        closes += _closes_badly(before, after, glyph)
        ignores = IGNORED if habits[FAMILY.get(glyph, "d")] / total > 0.2 else IGNORED - 0.8
        if (
            glyph in STRAIGHT
            and before.isalpha()
            and after.isalpha()
            and ELIDED.search(text[max(start, at - 8) : at])
        ):
            ignores = 0.0
        elif glyph in STRAIGHT and before.isdigit() and not after.isalpha():
            ignores = 1.4  # inches and seconds
        elif glyph in STRAIGHT and before not in SPACES and after in ",.":
            ignores += 0.8  # the place of a closing mark: before "said X", at the end of a sentence
        out.append(_Mark(at, to, glyph, opens, closes, ignores))
    return out


def _shape(glyph: str) -> tuple[float, float]:
    if glyph in "«„‹‟":
        return 0.0, 2.2
    if glyph == "“":
        return 0.0, 1.3
    if glyph in "»›":
        return 2.2, 0.0
    if glyph == "”":
        return 1.6, 0.0
    return 0.3, 0.3


def _opens_badly(before: str, after: str, glyph: str) -> float:
    cost = 0.0
    if before.isalnum():
        cost += 1.4
    elif before in ",;" or before in STOPS:
        cost += 0.4
    if after in SPACES and glyph not in "«»":
        cost += 0.8
    elif after in ",;.)":
        cost += 1.5
    return cost


def _closes_badly(before: str, after: str, glyph: str) -> float:
    cost = 0.0
    if before in SPACES and glyph not in "«»":
        cost += 0.8
    elif before in "([:":
        cost += 1.2
    if after.isalnum():
        cost += 1.1
    return cost


def _read(text: str, place: tuple[int, int], marks: list[_Mark], *, carried: bool) -> list[Quoted]:
    beam = [_Path(0.0)]
    for i, mark in enumerate(marks):
        following: dict[tuple[int, ...], _Path] = {}
        for path in beam:
            for step in _steps(path, i, mark, marks):
                if step.stack not in following or step.cost < following[step.stack].cost:
                    following[step.stack] = step
        beam = sorted(following.values(), key=lambda p: (p.cost, p.stack))[:WIDTH]
    best = min(beam, key=lambda p: (p.cost + len(p.stack) * (1.0 if carried else LOST), p.stack))
    return _quotations(text, place, marks, best)


def _steps(path: _Path, i: int, mark: _Mark, marks: list[_Mark]) -> list[_Path]:
    steps = [_Path(path.cost + mark.ignores, path.stack, path.pairs)]
    family = FAMILY.get(mark.glyph, "d")
    if len(path.stack) < 2:
        extra = 0.0
        if path.stack:
            same = FAMILY.get(marks[path.stack[-1]].glyph, "d") == family
            extra = NESTED + (1.2 if same else 0.0)
        steps.append(_Path(path.cost + mark.opens + extra, (*path.stack, i), path.pairs))
    if path.stack:
        opening = marks[path.stack[-1]]
        mixed = MIXED if FAMILY.get(opening.glyph, "d") != family else 0.0
        length = mark.at - opening.end
        odd = 2.0 if length <= 1 else min(1.5, length / 1200)
        cost = path.cost + mark.closes + mixed + odd
        steps.append(_Path(cost, path.stack[:-1], (path, path.stack[-1], i)))
    else:
        steps.append(_Path(path.cost + mark.closes + LOST, (), (path, -1, i)))
    if len(path.stack) == 2 and FAMILY.get(marks[path.stack[0]].glyph, "d") == family:
        inner = _Path(path.cost, path.stack[:1], (path, path.stack[1], i))
        steps.append(_Path(path.cost + mark.closes + CROSSED, (), (inner, path.stack[0], i)))
    return steps


def _quotations(text: str, place: tuple[int, int], marks: list[_Mark], best: _Path) -> list[Quoted]:
    pairs: list[tuple[int, int]] = [(i, len(marks)) for i in best.stack]
    path: _Path | None = best
    while path is not None and path.pairs is not None:
        path, opening, closing = path.pairs
        pairs.append((opening, closing))
    pairs.sort(key=lambda p: (p[0] if p[0] >= 0 else p[1], -p[1]))
    out: list[Quoted] = []
    for opening, closing in pairs:
        if opening < 0:
            quoted = _without_opening(text, place, marks, closing, out)
        elif closing == len(marks):
            quoted = _without_closing(text, place, marks, opening)
        else:
            depth = sum(1 for a, b in pairs if 0 <= a < opening and closing < b)
            quoted = Quoted(
                marks[opening].at, marks[closing].end, depth, _repair(marks[opening], marks[closing])
            )
        if quoted.start < quoted.end:
            out.append(quoted)
    return out


def _repair(opening: _Mark, closing: _Mark) -> str:
    if opening.glyph in CLOSING:
        return "the opening mark is printed the wrong way round"
    if closing.glyph in "«„‹":
        return "the closing mark is printed the wrong way round"
    if FAMILY.get(opening.glyph, "d") != FAMILY.get(closing.glyph, "d"):
        return "the two marks are of different kinds"
    return ""


def _without_opening(
    text: str, place: tuple[int, int], marks: list[_Mark], closing: int, done: Sequence[Quoted]
) -> Quoted:
    at = marks[closing].at
    floor = max([place[0], *(q.end for q in done if q.end <= at)])
    starts = [m.end() for m in SENTENCE.finditer(text, floor, at)]
    start = starts[-1] if starts else floor
    while start < at and text[start] in SPACES + ",;.":
        start += 1
    return Quoted(start, marks[closing].end, 0, "the opening mark is missing", floor)


def _without_closing(text: str, place: tuple[int, int], marks: list[_Mark], opening: int) -> Quoted:
    start = marks[opening].at
    ceiling = next((m.at for m in marks[opening + 1 :] if m.ignores > 0), place[1])
    stop = SENTENCE.search(text, start + 1, ceiling)
    end = stop.start() + 1 if stop else ceiling
    return Quoted(start, end, 0, "the closing mark is missing", ceiling)
