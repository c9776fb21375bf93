"""Groups from links: union-find with vetoes."""

from collections.abc import Callable, Iterable


class Groups:
    """Disjoint groups of 0..n-1. `join` refuses where `allowed(group_a, group_b)` says no."""

    def __init__(self, n: int) -> None:
        self._root = list(range(n))
        self._members: dict[int, list[int]] = {i: [i] for i in range(n)}

    def find(self, i: int) -> int:
        """The smallest member of i's group."""
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def members(self, i: int) -> list[int]:
        """The sorted members of i's group."""
        return self._members[self.find(i)]

    def join(self, i: int, j: int, allowed: Callable[[list[int], list[int]], bool] | None = None) -> bool:
        """Join two groups; False if vetoed or already one."""
        a, b = sorted((self.find(i), self.find(j)))
        if a == b or (allowed and not allowed(self._members[a], self._members[b])):
            return False
        self._root[b] = a
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        return True

    def all(self) -> list[list[int]]:
        """All groups, by smallest member."""
        return [self._members[r] for r in sorted(self._members)]


def grouped(n: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of links over 0..n-1.

    >>> grouped(4, [(0, 2)])
    [[0, 2], [1], [3]]
    """
    groups = Groups(n)
    for i, j in links:
        groups.join(i, j)
    return groups.all()
