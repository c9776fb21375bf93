"""How far a figure could be chance: intervals over pages, drawn again with replacement.

Pages are the unit, for the statements of one page are right or wrong together. The draws are the same on
every machine and in every run; two runs on the same pages are compared draw by draw.
"""

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recoupe.evaluation.measures import Counts, Key, Measure

DRAWS = 1000
WIDTH = 0.95
SEED = 0  # fixed: an interval is part of the output, and the same input gives the same output
Interval = tuple[float, float]
Values = npt.NDArray[np.float64]


def intervals(measures: Sequence[Measure], counts: Sequence[Counts]) -> list[Interval | None]:
    """The interval of each measure; none where fewer than two pages can be drawn."""
    drawn = _Drawn(counts)
    return [_interval(drawn.values(m)) if len(counts) > 1 else None for m in measures]


def differences(
    measures: Sequence[Measure], before: Sequence[Counts], after: Sequence[Counts]
) -> list[Interval | None]:
    """The interval of how much each measure changes between two runs on the same pages."""
    old, new = _Drawn(before), _Drawn(after)
    return [_interval(new.values(m) - old.values(m)) if len(after) > 1 else None for m in measures]


def _interval(values: Values) -> Interval | None:
    """The middle of the draws; those in which there is nothing to measure are left out."""
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return None
    cut = int(len(known) * (1 - WIDTH) / 2)
    return float(known[cut]), float(known[-1 - cut])


class _Drawn:
    """The counts of each draw: pages drawn, times the counts of each page."""

    def __init__(self, counts: Sequence[Counts]) -> None:
        keys = sorted({key for table in counts for key in table})
        self._column = {key: k for k, key in enumerate(keys)}
        table = np.array([[page[key] for key in keys] for page in counts], dtype=np.float64)
        self._sums = _times(len(counts)) @ table.reshape(len(counts), len(keys))

    def values(self, measure: Measure) -> Values:
        """The measure in each draw; not a number where nothing is there to measure."""
        hit = self._counts(measure.hit)
        sides = [self._counts(side) for side in (measure.found, measure.gold) if side is not None]
        with np.errstate(invalid="ignore", divide="ignore"):
            out: Values = len(sides) * hit / sum(sides)
        return out

    def _counts(self, key: Key) -> Values:
        column = self._column.get(key)
        return np.zeros(DRAWS) if column is None else self._sums[:, column]


def _times(pages: int) -> Values:
    """How often each page is in each draw."""
    dice = random.Random(SEED)  # `random()` is promised to stay the same over versions of Python
    drawn = np.array([[int(dice.random() * pages) for _ in range(pages)] for _ in range(DRAWS)])
    return np.array([np.bincount(draw, minlength=pages) for draw in drawn], dtype=np.float64)
