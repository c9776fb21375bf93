"""Aligning two texts: which part of one answers which part of the other, and where two wordings part.

`mutual` pairs rows and columns of a likeness table that choose each other; `in_order` finds the longest run
of pairs that keep the order (translations keep it, pages on one event do not); `differences` walks two word
lists.
"""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]


def mutual(likeness: Table, floor: float) -> list[tuple[int, int, float]]:
    """The (row, column, likeness) that are each other's best and reach the floor, by row."""
    if likeness.size == 0:
        return []
    best_column, best_row = likeness.argmax(axis=1), likeness.argmax(axis=0)
    return [
        (row, int(column), float(likeness[row, column]))
        for row, column in enumerate(best_column)
        if best_row[column] == row and likeness[row, column] >= floor
    ]


def in_order(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The longest part of pairs (sorted by row) whose columns also ascend.

    >>> [p[:2] for p in in_order([(0, 3, 1.0), (1, 0, 1.0), (2, 1, 1.0)])]
    [(1, 0), (2, 1)]
    """
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, column, _) in enumerate(pairs):
        place = bisect_left(tails, column)
        before.append(last[place - 1] if place else -1)
        if place == len(tails):
            tails.append(column)
            last.append(at)
        else:
            tails[place], last[place] = column, at
    chain, at = [], last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def differences(a: Sequence[str], b: Sequence[str]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of a and b (index ranges, either may be empty) that are not shared, in order.

    >>> differences("il ne vient pas".split(), "il vient".split())
    [((1, 2), (1, 1)), ((3, 4), (2, 2))]
    """
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [((i, j), (k, m)) for tag, i, j, k, m in steps if tag != "equal"]
