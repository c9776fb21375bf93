"""How alike pairs of cards are, many pairs at a time: the figures of `pairing.compare`, laid out in tables.

Each card is a row of terms and a row of stems. The terms of one card of a pair are looked up in the other's
row, and what is shared is added up in the order of the terms: so a figure is the same to the last digit
whatever pairs it is worked out with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recoupe.stages.claims.cards import Card

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
SMOOTH = 8.0  # keeps two-word sentences from matching on one of them
POWER = 0.3  # how much length is held against a pair: pages retell in longer and shorter sentences
LIFT = 1.15  # what agreeing values add to a score
FEW = 3  # terms that must be shared, actors among them; two headlines share a place and a theme
FAR = 21  # days between two pages beyond which they rarely tell the same happening
LIKELY = 0.3  # odds from which two sentences tell the same; precision 0.82 on hand-aligned pages of one story
CLOSEST = 2.0  # likeness beside a pair beyond which more says nothing more
# What each sign adds to the odds: fitted on the hand-aligned pages of one story, each pair of pages left out
# in turn (mean precision 0.48, by likeness alone 0.38). The weights hold no word of any page.
ODDS = {"base": -6.37, "likeness": 2.44, "stems": 10.8, "beside": 0.88, "fullness": 0.017, "values": 1.82}
# Between languages no stem is shared: there the likeness alone decides, from where it did before.
ABROAD = {"base": -9.5, "likeness": 7.0}
_AROUND = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)  # pages retell in one order
_PIECE = 50_000  # pairs laid out at a time, a few megabytes


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Weighed words of each card in the order of the words: those of card i stand from starts[i] on."""

    words: Sequence[str]
    starts: Ints
    of: Ints  # the number of the word
    weights: Floats

    @classmethod
    def of_all(cls, rows: Sequence[Mapping[str, float]]) -> Rows:
        """The rows of these weighed words, each sorted by word."""
        words = sorted({word for row in rows for word in row})
        number = {word: n for n, word in enumerate(words)}
        starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        of = np.array([number[word] for row in rows for word in row], dtype=np.int64)
        return cls(words, starts, of, np.array([w for row in rows for w in row.values()], dtype=np.float64))

    def met(self, left: Ints, right: Ints) -> tuple[Ints, Ints, Floats, Floats]:
        """For pairs sorted by their left card, the words that both cards have: the pair, the word, its weight
        on the left and on the right; by pair, then by word.
        """
        many = np.diff(self.starts)[right]
        pairs = np.repeat(np.arange(len(right)), many)
        at = places(self.starts[right], many)
        words = self.of[at]
        theirs = np.empty(len(at))
        row = np.zeros(len(self.words))
        ends = np.concatenate(([0], np.cumsum(many)))
        bounds = np.flatnonzero(np.diff(left, prepend=-1, append=-1))
        for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            own = slice(self.starts[left[first]], self.starts[left[first] + 1])
            row[self.of[own]] = self.weights[own]
            here = slice(ends[first], ends[last])
            theirs[here] = row[words[here]]
            row[self.of[own]] = 0.0
        met = theirs > 0
        return pairs[met], words[met], theirs[met], self.weights[at[met]]


def places(first: Ints, many: Ints) -> Ints:
    """`many` places from `first` on, for each of them, in a row."""
    out: Ints = np.arange(int(many.sum())) + np.repeat(first - np.cumsum(many) + many, many)
    return out


class Nearness:
    """The cards of all pages, ready to be compared."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards
        self.terms = Rows.of_all([c.weights for c in cards])
        self._named = np.array([word.startswith("@") for word in self.terms.words], dtype=np.bool_)
        self._stems = Rows.of_all([c.stems for c in cards])
        self.totals = np.array([c.total for c in cards], dtype=np.float64)
        self._days = np.array([np.nan if c.day is None else c.day for c in cards], dtype=np.float64)
        self.docs, self._langs = (
            _numbered(names) for names in ((c.doc for c in cards), (c.lang for c in cards))
        )
        self._valued = np.array([bool(c.frame.slots) for c in cards], dtype=np.bool_)

    def odds(self, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        """How alike the two cards of each pair are, and the odds that they tell the same. Pairs are sorted
        by their left card, which is the smaller one.
        """
        pieces = [
            self._odds(left[n : n + _PIECE], right[n : n + _PIECE]) for n in range(0, len(left), _PIECE)
        ]
        if not pieces:
            return np.empty(0), np.empty(0)
        return np.concatenate([p[0] for p in pieces]), np.concatenate([p[1] for p in pieces])

    def _odds(self, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        plain = self._likeness(left, right)
        odds = (
            ODDS["base"]
            + ODDS["likeness"] * plain
            + ODDS["stems"] * self.stems(left, right)
            + ODDS["fullness"] * np.minimum(self.totals[left], self.totals[right])
            + ODDS["values"] * self._asked(left, right, same_date)
        )
        abroad = self._langs[left] != self._langs[right]
        # Where nothing beside them could make them likely, it is not looked at.
        maybe = np.flatnonzero((odds + ODDS["beside"] * CLOSEST > LIKELY) & ~abroad)
        odds[maybe] += ODDS["beside"] * self._beside(left[maybe], right[maybe])
        return plain, np.where(abroad, ABROAD["base"] + ABROAD["likeness"] * plain, odds)

    def stems(self, left: Ints, right: Ints) -> Floats:
        """The weighed share of words, 0..1, that two sentences have in common, by their beginnings; pairs as
        for `odds`.
        """
        pairs, _, mine, theirs = self._stems.met(left, right)
        return _summed(pairs, mine * theirs, left)

    def _beside(self, left: Ints, right: Ints) -> Floats:
        """How alike what stands around the two cards of each pair is, at its best."""
        every = len(self.cards)
        steps = [(left + x, right + y) for x, y in _AROUND]
        inside = [(a >= 0) & (a < every) & (b >= 0) & (b < every) for a, b in steps]
        near = np.concatenate(
            [np.where(ok, a * every + b, -1) for (a, b), ok in zip(steps, inside, strict=True)]
        )
        a, b = np.divmod(np.maximum(near, 0), every)
        beside = (near >= 0) & (self.docs[a] == np.tile(self.docs[left], len(steps)))
        beside &= self.docs[b] == np.tile(self.docs[right], len(steps))
        which, back = np.unique(near[beside], return_inverse=True)
        found = np.zeros(len(near))
        found[beside] = self._likeness(*np.divmod(which, every))[back]
        best: Floats = np.minimum(found.reshape(len(steps), len(left)).max(axis=0, initial=0.0), CLOSEST)
        return best

    def _likeness(self, left: Ints, right: Ints) -> Floats:
        """The scores of pairs sorted by their left card; see `pairing.compare`."""
        pairs, words, mine, theirs = self.terms.met(left, right)
        shared = np.bincount(pairs, minlength=len(left))
        plain = np.bincount(pairs[~self._named[words]], minlength=len(left))
        weight = _summed(pairs, mine + theirs, left) / 2
        both = (self.totals[left] + SMOOTH) * (self.totals[right] + SMOOTH)
        # Python's own power: numpy's depends in its last digit on the processor.
        score: Floats = weight / np.array([x**POWER for x in both.tolist()])
        score[self._asked(left, right, agreeing)] *= LIFT
        score[np.abs(self._days[left] - self._days[right]) > FAR] *= 0.85
        score[(plain < 1) | (shared < FEW)] *= 0.5
        return score

    def _asked(self, left: Ints, right: Ints, test: Callable[[Card, Card], bool]) -> Truths:
        """Of which pairs a test of their values holds; cards without values need not be asked."""
        holds = self._valued[left] & self._valued[right]
        for n in np.flatnonzero(holds).tolist():
            holds[n] = test(self.cards[left[n]], self.cards[right[n]])
        return holds


def _summed(pairs: Ints, weights: Floats, left: Ints) -> Floats:
    """The weights added up for each pair, one after the other."""
    return np.bincount(pairs, weights=weights, minlength=len(left)).astype(np.float64, copy=False)


def same_date(a: Card, b: Card) -> bool:
    """Whether both name a date, and the dates meet."""
    return any(
        x.measure == y.measure == "date" and x.low <= y.high and y.low <= x.high
        for x in a.frame.slots
        for y in b.frame.slots
    )


def agreeing(a: Card, b: Card) -> bool:
    """Whether both give a value of one thing, and the values meet."""
    return any(
        x.measure == y.measure and x.of == y.of and x.low <= y.high and y.low <= x.high
        for x in a.frame.slots
        for y in b.frame.slots
    )


def _numbered(names: Iterable[str]) -> Ints:
    """The names as numbers, equal where they are."""
    number: dict[str, int] = {}
    return np.array([number.setdefault(name, len(number)) for name in names], dtype=np.int64)
