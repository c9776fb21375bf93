"""Which statement of a dossier answers which attribution of the gold.

Contents are compared by the characters they share, outer marks and the leading "que" aside; pairs are made
one to one, best overlap first, from half of the union upwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recoupe.evaluation.gold import Extent
from recoupe.evaluation.protocol import LEAD

STRIP = " \t\n\u00a0\u202f«»“”\"'‘’‹›„.,;:!?…()[]-–—"
FLOOR = 0.5  # of intersection over union: below it, two contents are two statements
Stretch = tuple[Extent, ...]  # disjoint extents in order


@dataclass(frozen=True, slots=True)
class Pair:
    """The numbers of an attribution and of a statement in their lists, and the share that they have in
    common.
    """

    gold: int
    found: int
    share: float


def counted(text: str, content: Iterable[Extent]) -> Stretch:
    """The characters of a content that count: no outer marks, no leading "que"."""
    pieces = sorted(_core(text, start, end) for start, end in content)
    joined: list[Extent] = []
    for start, end in pieces:
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _core(text: str, start: int, end: int) -> Extent:
    piece = text[start:end]
    bare = piece.lstrip(STRIP)
    if lead := LEAD.match(bare):
        bare = bare[lead.end() :].lstrip(STRIP)
    start += len(piece) - len(bare)
    return start, start + len(bare.rstrip(STRIP))


def common(a: Stretch, b: Stretch) -> int:
    """How many characters two contents share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def share(a: Stretch, b: Stretch) -> float:
    """The intersection of two contents over their union."""
    both = common(a, b)
    return both / (_size(a) + _size(b) - both) if both else 0.0


def _size(stretch: Stretch) -> int:
    return sum(e - s for s, e in stretch)


def pair(gold: Sequence[Stretch], found: Sequence[Stretch]) -> tuple[Pair, ...]:
    """One-to-one pairs by descending share."""
    cells = [
        Pair(i, j, alike)
        for i, a in enumerate(gold)
        for j, b in enumerate(found)
        if a and b and a[0][0] < b[-1][1] and b[0][0] < a[-1][1] and (alike := share(a, b)) >= FLOOR
    ]
    pairs: list[Pair] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for cell in sorted(cells, key=lambda c: (-c.share, c.gold, c.found)):
        if cell.gold not in used_gold and cell.found not in used_found:
            used_gold.add(cell.gold)
            used_found.add(cell.found)
            pairs.append(cell)
    return tuple(pairs)


def overlap(a: Extent | None, b: Extent | None) -> bool:
    """Whether two places share a character; an absent one shares none."""
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]
