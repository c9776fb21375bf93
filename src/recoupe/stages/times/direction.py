"""Whether a date lies before or after the day the page appeared: the governing verb decides.

The words that govern the expression are climbed from the parse; each verb on the way, and its auxiliaries,
votes with the weights of the table `time_directions`, the nearer the louder. No verb, no vote.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.model import Parse, Span, Token
from recoupe.stages.times.lexicon import Lexicon
from recoupe.text.fold import fold

_CLIMB = 6  # governors looked at; beyond that the verb is of another clause
_FADE = 0.6  # what a verb weighs against the verb below it
_SIDE = ("aux", "aux:tense", "aux:pass", "cop", "mark")


@dataclass(frozen=True, slots=True)
class Direction:
    """Score above 0 for the future, below 0 for the past; the words that decided."""

    score: float
    spans: tuple[Span, ...]
    words: str


class Compass:
    """Answers for one page; holds what is looked up again and again."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._tokens = parse.tokens
        self._doc = parse.doc
        self._starts = [t.start for t in parse.tokens]
        self._sides: dict[int, list[Token]] = {}
        for token in parse.tokens:
            if token.rel in _SIDE and token.pos in ("AUX", "VERB", "PART"):
                self._sides.setdefault(token.head, []).append(token)
        self._lexicon = lexicon
        self._first = {n: s.first for s in parse.sentences for n in range(s.first, s.last)}

    def at(self, start: int, end: int) -> int | None:
        """The index of the token that the rest of the expression hangs on, or None outside prose."""
        low = bisect_left(self._starts, start)
        inside = range(low, min(low + 12, len(self._tokens)))
        inner = [i for i in inside if self._tokens[i].start < end]
        return next(
            (i for i in inner if self._tokens[i].head not in inner or self._tokens[i].head == i), None
        )

    def read(self, start: int, end: int) -> Direction:
        """The direction that the verbs above the expression give it."""
        at = self.at(start, end)
        if at is None:
            return Direction(0.0, (), "")
        score, fade = 0.0, 1.0
        spans: list[Span] = []
        words: list[str] = []
        for index in self._governors(at):
            verb = self._tokens[index]
            told = [verb, *self._sides.get(index, ())]
            # The participle of a passive infinitive ("doit être signé") says nothing of the past.
            open_passive = any(t.rel == "aux:pass" and "VerbForm=Inf" in t.morph for t in told)
            voices = told[1:] if open_passive else told
            weight = sum(self._weight(t, alone=len(told) == 1) for t in voices)
            if not weight:
                continue
            score += fade * weight
            fade *= _FADE
            spans.extend(Span(self._doc, t.start, t.end) for t in told)
            words.extend(t.text for t in sorted(told, key=lambda t: t.start))
            if any(_is_finite(t) for t in told):
                break  # a finite verb closes its clause
        score += self._phrases(at, start)
        return Direction(score, tuple(sorted(spans)), " ".join(words))

    def _governors(self, at: int) -> Sequence[int]:
        out, here = [], at
        for _ in range(_CLIMB):
            up = self._tokens[here].head
            if up == here:
                break
            here = up
            out.append(here)
        return out

    def _weight(self, token: Token, *, alone: bool) -> float:
        table = self._lexicon.directions
        form = table.get(("form", fold(token.text)))
        if form is not None:
            return form
        if token.pos not in ("VERB", "AUX"):
            return 0.0
        found = [table[("morph", m)] for m in token.morph.split("|") if ("morph", m) in table]
        if found and (alone or not token.morph.startswith("VerbForm=Inf")):
            return max(found, key=abs)
        if "VerbForm" not in token.morph:  # the tagger may give a verb the features of a noun
            return next((w for ending, w in self._lexicon.endings if fold(token.text).endswith(ending)), 0.0)
        return 0.0

    def _phrases(self, at: int, start: int) -> float:
        """What set phrases of the same sentence before the expression add ("à venir")."""
        first = self._first.get(at)
        if first is None or not self._lexicon.phrases:
            return 0.0
        before = " ".join(fold(t.text) for t in self._tokens[max(first, at - 25) : at] if t.start < start)
        padded = f" {before} "
        return sum(w for phrase, w in self._lexicon.phrases if f" {phrase} " in padded)


def _is_finite(token: Token) -> bool:
    return "VerbForm=Fin" in token.morph or (token.pos == "AUX" and "VerbForm=Inf" not in token.morph)
