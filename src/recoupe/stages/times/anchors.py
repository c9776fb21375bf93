"""The day of an event that a time expression names: "the day after the release" is counted from the release.

A day that stands with the event ("the day after the announcement, made on Tuesday") is its day. Else the
event's words (the noun that follows, or the subject that precedes, with its names) are looked up in the
page's other sentences, the noun also as a verb of its family ("was released"); the day that stands in the
sentence sharing most of them is the event's day.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from recoupe.model import Parse, Token
from recoupe.stages.times.grammar import Match
from recoupe.stages.times.resolve import Value
from recoupe.text import calendar
from recoupe.text.fold import fold

_FAR = 40  # dated sentences looked at on either side
_AFTER = 8  # words after the expression in which its event is named
_OPENS = ("ADP", "SCONJ")  # what opens the event after an expression: of, after, that
_AKIN = 0.9  # what a verb of the noun's family counts
_ROOT = 4  # letters that a noun and its verb share at least
_PART = 0.6  # and of the shorter one this part: "signature" and "signer"


def _akin(noun: str, verb: str) -> bool:
    """Whether a verb is of the family of a noun, by how they begin.

    >>> _akin("liberation", "liberer"), _akin("conference", "confirmer")
    (True, False)
    """
    shared = next(
        (n for n, (a, b) in enumerate(zip(noun, verb, strict=False)) if a != b), min(len(noun), len(verb))
    )
    return shared >= max(_ROOT, _PART * min(len(noun), len(verb)))


class Events:
    """The sentences of one page that hold a known day, by the words they hold."""

    def __init__(self, parse: Parse, values: Sequence[tuple[Match, Value | None]]) -> None:
        self._parse = parse
        self._starts = [s.span.start for s in parse.sentences]
        self._dated: list[tuple[int, date]] = []
        self._places: dict[int, date] = {}
        for match, value in values:
            at = self._sentence(match.start)
            moment = (
                calendar.day(value.value)
                if value and value.days and value.grain in ("day", "minute")
                else None
            )
            if at is not None and moment and value and value.anchor in ("text", "published"):
                self._dated.append((at, moment))
                self._places[match.start] = moment
        self._words = {at: self._told(at) for at, _ in self._dated}
        self._verbs = {at: self._done(at) for at, _ in self._dated}

    def _sentence(self, place: int) -> int | None:
        at = bisect_right(self._starts, place) - 1
        return at if at >= 0 and place < self._parse.sentences[at].span.end else None

    def _told(self, at: int) -> frozenset[str]:
        sentence = self._parse.sentences[at]
        tokens = self._parse.tokens[sentence.first : sentence.last]
        return frozenset(
            fold(t.lemma if t.pos == "NOUN" else t.text) for t in tokens if t.pos in ("NOUN", "PROPN")
        )

    def _done(self, at: int) -> tuple[str, ...]:
        sentence = self._parse.sentences[at]
        tokens = self._parse.tokens[sentence.first : sentence.last]
        return tuple(fold(t.lemma) for t in tokens if t.pos == "VERB")

    def day(self, match: Match) -> date | None:
        """The day of the event that stands after the expression, or that is the subject before it."""
        at = self._sentence(match.start)
        if at is None or not self._dated:
            return None
        after, sentence = self._after(at, match), self._parse.sentences[at]
        opens = after[0].pos if after else ""
        if opens in _OPENS:
            named = takewhile(lambda t: t.pos != "PUNCT", after[1 : _AFTER + 1])
            found = self._beside(after) or self._elsewhere(at, list(named))
            if found or opens == "ADP":
                return found
        row = self._parse.tokens[sentence.first : sentence.last]
        return self._elsewhere(at, [t for t in row if t.end <= match.start])

    def is_named(self, match: Match) -> bool:
        """Whether an event follows the expression: "the day after the release"."""
        at = self._sentence(match.start)
        return at is not None and any(t.pos in _OPENS for t in self._after(at, match)[:1])

    def _after(self, at: int, match: Match) -> Sequence[Token]:
        sentence = self._parse.sentences[at]
        return [t for t in self._parse.tokens[sentence.first : sentence.last] if t.start >= match.end]

    def _beside(self, after: Sequence[Token]) -> date | None:
        """The day that stands with the event itself, no finite verb between."""
        seen = False
        for token in after:
            if seen and token.start in self._places:
                return self._places[token.start]
            if token.pos == "AUX" or "VerbForm=Fin" in token.morph:
                return None
            seen = seen or token.pos == "NOUN"
        return None

    def _elsewhere(self, at: int, near: Sequence[Token]) -> date | None:
        """The day of the other sentence that shares most of the event's noun and names."""
        noun = next((fold(t.lemma) for t in near if t.pos == "NOUN"), None)
        names = frozenset(fold(t.text) for t in near if t.pos == "PROPN")
        if noun is None:
            return None
        ranked = []
        middle = bisect_right(self._dated, (at, date.max))
        for other, moment in self._dated[max(0, middle - _FAR) : middle + _FAR]:
            told = self._words[other]
            if other == at or (names and not told & names):
                continue
            same = 1.0 if noun in told else _AKIN * any(_akin(noun, v) for v in self._verbs[other])
            if same:
                ranked.append((same + len(told & names), -abs(other - at), moment))
        return max(ranked)[2] if ranked else None
