"""The day of an event that a time expression names: "the day after the release" is counted from the release.

The event's words (the noun that follows, or the subject that precedes, with its names) are looked up in the
page's other sentences; the day that stands in the sentence sharing most of them is the event's day.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from recoupe.model import Parse
from recoupe.stages.times.grammar import Match
from recoupe.stages.times.resolve import Value
from recoupe.text import calendar
from recoupe.text.fold import fold

_FAR = 40  # dated sentences looked at on either side
_AFTER = 8  # words after the expression in which its event is named


class Events:
    """The sentences of one page that hold a known day, by the words they hold."""

    def __init__(self, parse: Parse, values: Sequence[tuple[Match, Value | None]]) -> None:
        self._parse = parse
        self._starts = [s.span.start for s in parse.sentences]
        self._dated: list[tuple[int, date]] = []
        for match, value in values:
            at = self._sentence(match.start)
            moment = (
                calendar.day(value.value)
                if value and value.days and value.grain in ("day", "minute")
                else None
            )
            if at is not None and moment and value and value.anchor in ("text", "published"):
                self._dated.append((at, moment))
        self._words = {at: self._told(at) for at, _ in self._dated}

    def _sentence(self, place: int) -> int | None:
        at = bisect_right(self._starts, place) - 1
        return at if at >= 0 and place < self._parse.sentences[at].span.end else None

    def _told(self, at: int) -> frozenset[str]:
        sentence = self._parse.sentences[at]
        tokens = self._parse.tokens[sentence.first : sentence.last]
        return frozenset(
            fold(t.lemma if t.pos == "NOUN" else t.text) for t in tokens if t.pos in ("NOUN", "PROPN")
        )

    def day(self, match: Match) -> date | None:
        """The day of the event that stands after the expression, or that is the subject before it."""
        at = self._sentence(match.start)
        if at is None or not self._dated:
            return None
        nouns, names = self._event(at, match)
        if not nouns:
            return None
        ranked = []
        middle = bisect_right(self._dated, (at, date.max))
        for other, moment in self._dated[max(0, middle - _FAR) : middle + _FAR]:
            told = self._words[other]
            if other == at or not (told & nouns) or (names and not told & names):
                continue
            ranked.append((len(told & nouns) + len(told & names), -abs(other - at), moment))
        return max(ranked)[2] if ranked else None

    def _event(self, at: int, match: Match) -> tuple[frozenset[str], frozenset[str]]:
        """The event's noun and the names with it."""
        sentence = self._parse.sentences[at]
        row = self._parse.tokens[sentence.first : sentence.last]
        after = [t for t in row if t.start >= match.end]
        if after and after[0].pos == "ADP":
            near = after[1 : _AFTER + 1]
        else:
            near = [t for t in row if t.end <= match.start]
        nouns = [fold(t.lemma) for t in near if t.pos == "NOUN"]
        names = frozenset(fold(t.text) for t in near if t.pos == "PROPN")
        return frozenset(nouns[:1]), names
