"""The date of an event: the time expression nearest to its word in the tree of the sentence."""

from bisect import bisect_right
from collections.abc import Sequence

from recoupe.model import Parse, TimeExpression

_FAR = 4  # edges of the tree between an event's word and its date
_GRAINS = ("day", "minute", "part of day", "week", "month", "year", "season", "quarter")
_CLOSE = 80  # characters between a date and the event's word if the date is to be shown with it


class Dates:
    """The dated expressions of one page, by sentence."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression]) -> None:
        self._tokens = parse.tokens
        self._starts = [t.start for t in parse.tokens]
        self._sentences = [s.first for s in parse.sentences]
        self._last = [s.last for s in parse.sentences]
        self._by_sentence: dict[int, list[tuple[int, TimeExpression]]] = {}
        for time in times:
            if time.kind not in ("date", "time") or time.grain not in _GRAINS or time.earliest is None:
                continue
            at = self._root(time)
            if at is not None:
                self._by_sentence.setdefault(self._sentence(at), []).append((at, time))

    def _root(self, time: TimeExpression) -> int | None:
        """The token of the expression that hangs on a word outside it."""
        low = max(0, bisect_right(self._starts, time.span.start) - 1)
        inside = [i for i in range(low, min(low + 12, len(self._tokens))) if self._tokens[i].start < time.span.end]
        inside = [i for i in inside if self._tokens[i].end > time.span.start]
        return next((i for i in inside if self._tokens[i].head not in inside or self._tokens[i].head == i), None)

    def _sentence(self, token: int) -> int:
        return bisect_right(self._sentences, token) - 1

    def of(self, index: int) -> TimeExpression | None:
        """The date of the event at a token, or None."""
        there = self._by_sentence.get(self._sentence(index), [])
        ranked = []
        for at, time in there:
            path = self._path(index)
            if at in path:
                continue  # the event hangs on the date: "the day after the release"
            ranked.append((self._distance(path, at), abs(at - index), time.id, time))
        best = min(ranked, default=None)
        return best[3] if best and best[0] <= _FAR else None

    def is_close(self, index: int, time: TimeExpression) -> bool:
        """Whether the date stands near enough to be quoted with the event."""
        token = self._tokens[index]
        return max(time.span.start - token.end, token.start - time.span.end) <= _CLOSE

    def _path(self, index: int) -> list[int]:
        out = [index]
        while self._tokens[out[-1]].head != out[-1] and len(out) < 30:
            out.append(self._tokens[out[-1]].head)
        return out

    def _distance(self, path: list[int], other: int) -> int:
        """Edges between two tokens of a tree, the path upwards of the first given."""
        steps = {token: n for n, token in enumerate(path)}
        for up, token in enumerate(self._path(other)):
            if token in steps:
                return up + steps[token]
        return 99
