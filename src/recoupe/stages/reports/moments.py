"""The date of an event: the time expression nearest to its word in the tree of the sentence."""

from bisect import bisect_right
from collections.abc import Sequence

from recoupe.model import Parse, TimeExpression
from recoupe.stages.reports.triggers import Lexicon
from recoupe.text.fold import fold

_FAR = 4  # edges of the tree between an event's word and its date
_GRAINS = ("day", "minute", "part of day", "week", "month", "year", "season", "quarter")
_CLAUSES = ("acl", "advcl", "parataxis", "ccomp")  # a date below one of these belongs to that clause
_CLOSE = 80  # characters between a date and the event's word if the date is to be shown with it


class Dates:
    """The dated expressions of one page, by sentence."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression], known: Lexicon) -> None:
        self._tokens = parse.tokens
        self._starts = [t.start for t in parse.tokens]
        self._sentences = [s.first for s in parse.sentences]
        self._last = [s.last for s in parse.sentences]
        cases = (t for t in parse.tokens if t.rel in ("case", "mark") and known.binds(fold(t.text), "apart"))
        self._under_apart = {t.head for t in cases}
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
        inside = [
            i for i in range(low, min(low + 12, len(self._tokens))) if self._tokens[i].start < time.span.end
        ]
        inside = [i for i in inside if self._tokens[i].end > time.span.start]
        return next(
            (i for i in inside if self._tokens[i].head not in inside or self._tokens[i].head == i), None
        )

    def _sentence(self, token: int) -> int:
        return bisect_right(self._sentences, token) - 1

    def of(self, index: int) -> TimeExpression | None:
        """The date of the event at a token, or None."""
        there = self._by_sentence.get(self._sentence(index), [])
        path = self._path(index)
        ranked = []
        for at, time in there:
            far, clauses = self._distance(path, at)
            if far <= _FAR:
                ranked.append((far + 2 * clauses, abs(at - index), time.id, time))
        best = min(ranked, default=None)
        return best[3] if best else None

    def ahead(self, index: int, after: str) -> TimeExpression | None:
        """The only date of the sentence after a day, for an event that is still to come; else None."""
        later = [t for _, t in self._by_sentence.get(self._sentence(index), []) if (t.earliest or "") > after]
        return later[0] if len(later) == 1 else None

    def is_close(self, index: int, time: TimeExpression) -> bool:
        """Whether the date stands near enough to be quoted with the event."""
        token = self._tokens[index]
        return max(time.span.start - token.end, token.start - time.span.end) <= _CLOSE

    def _path(self, index: int) -> list[int]:
        out = [index]
        while self._tokens[out[-1]].head != out[-1] and len(out) < 30:
            out.append(self._tokens[out[-1]].head)
        return out

    def _distance(self, path: list[int], other: int) -> tuple[int, int]:
        """Edges and clauses between an event's word (its path upwards given) and a date; 99 if it dates
        something else.
        """
        steps = {token: n for n, token in enumerate(path)}
        for up, token in enumerate(climbed := self._path(other)):
            if token not in steps:
                continue
            if any(self._opens_clause(t) for t in climbed[1:up]):
                return 99, 0
            risen = path[: steps[token]]
            if token == other and risen and self._rel(risen[-1]) != "acl":
                return 99, 0  # the event hangs on the date: "the day after the release"
            if any(self._is_apart(t) for t in risen):
                return 99, 0
            return up + steps[token], sum(self._rel(t) in _CLAUSES for t in risen)
        return 99, 0

    def _rel(self, token: int) -> str:
        return self._tokens[token].rel.split(":")[0]

    def _is_apart(self, token: int) -> bool:
        """Whether a word stands under "after", "before": its day is then not the day of the main clause."""
        return token in self._under_apart

    def _opens_clause(self, token: int) -> bool:
        """Whether a word heads its own clause; the parser often takes relative clauses for coordinations."""
        return self._rel(token) in _CLAUSES or (
            self._rel(token) == "conj" and self._tokens[token].pos == "VERB"
        )
