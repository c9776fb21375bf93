"""Aligning two texts: which part of one answers which part of the other, and where two wordings part.

`mutual` pairs rows and columns of a likeness table that choose each other; `widen` and `fill` add what
stands beside such pairs; `in_order` finds the longest run of pairs that keep the order (translations keep it,
pages on one event do not); `differences` walks two word lists.
"""

from bisect import bisect_right
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


def widen(
    likeness: Table, pairs: Sequence[tuple[int, int, float]], floor: float
) -> list[tuple[int, int, float]]:
    """The pairs, and rows and columns left over whose best is the partner of a neighbour: one
    sentence that the other text cut in two.

    >>> widen(np.array([[0.9, 0.5]]), [(0, 0, 0.9)], 0.4)
    [(0, 0, 0.9), (0, 1, 0.5)]
    """
    row_of = {column: row for row, column, _ in pairs}
    column_of = {row: column for row, column, _ in pairs}
    found = list(pairs)
    for row, column in enumerate(likeness.argmax(axis=1).tolist() if likeness.size else ()):
        near = row not in column_of and abs(row_of.get(column, row + 2) - row) == 1
        if near and likeness[row, column] >= floor:
            found.append((row, column, float(likeness[row, column])))
    for column, row in enumerate(likeness.argmax(axis=0).tolist() if likeness.size else ()):
        near = column not in row_of and abs(column_of.get(row, column + 2) - column) == 1
        if near and likeness[row, column] >= floor:
            found.append((row, column, float(likeness[row, column])))
    return sorted(found)


def fill(
    likeness: Table, pairs: Sequence[tuple[int, int, float]], floor: float
) -> list[tuple[int, int, float]]:
    """The pairs, and next to them rows and columns left over that reach a lower floor: what stands between
    sentences that answer each other answers too, in words of its own.

    >>> fill(np.array([[0.9, 0.0], [0.0, 0.3]]), [(0, 0, 0.9)], 0.2)
    [(0, 0, 0.9), (1, 1, 0.3)]
    """
    found = {(row, column): like for row, column, like in pairs}
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    for step in (1, -1):
        for at, beside, _ in sorted(pairs)[::step]:
            row, column = at + step, beside + step
            while 0 <= row < likeness.shape[0] and 0 <= column < likeness.shape[1]:
                if row in rows or column in columns or likeness[row, column] < floor:
                    break
                found[row, column] = float(likeness[row, column])
                rows.add(row)
                columns.add(column)
                row, column = row + step, column + step
    return [(row, column, like) for (row, column), like in sorted(found.items())]


def in_order(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The longest part of pairs (sorted by row) whose columns never fall.

    >>> [p[:2] for p in in_order([(0, 3, 1.0), (1, 0, 1.0), (2, 1, 1.0)])]
    [(1, 0), (2, 1)]
    """
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, column, _) in enumerate(pairs):
        place = bisect_right(tails, column)
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
