"""The one shape of all linking: keys say what to compare, compare says how alike and why, settle draws the
groups.

`candidates` finds the pairs that share a key; blocks that are too large to be telling are capped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def candidates(
    items: Sequence[T], keys: Callable[[T], Iterable[str]], largest: int = 200
) -> list[tuple[int, int]]:
    """Index pairs (i < j) of items that share at least one key; keys shared by more than `largest` items
    are skipped.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in set(keys(item)):
            blocks[key].append(i)
    pairs = {
        (i, j)
        for block in blocks.values()
        if len(block) <= largest
        for n, i in enumerate(block)
        for j in block[n + 1 :]
    }
    return sorted(pairs)
