"""What the linear models see of each word: its form, shape and ends, its neighbours, and what a gazetteer
says of them.

One function for training and for reading, so that the two can never differ. A word's own features are
computed once.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

_RUN = re.compile(r"(.)\1{2,}")
_CACHED = 60_000  # words; a large dossier has fewer forms than that


@cache
def shape(word: str) -> str:
    """The word's shape, runs cut at two.

    >>> shape("Genève"), shape("O.N.U."), shape("1991")
    ('Xxx', 'X.X.X.', 'dd')
    """
    marks = "".join(
        "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:40]
    )
    return _RUN.sub(r"\1\1", marks)


class Features:
    """The features of words in context. `gazetteer` maps a word in small letters to letters, one for each
    list it is on.
    """

    def __init__(self, gazetteer: Mapping[str, str]) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[list[str], tuple[list[str], ...]]] = {}

    def of(self, words: Sequence[str]) -> list[list[str]]:
        """A list of features for each word of a sentence."""
        seen = [self._one(w) for w in words]
        last = len(words) - 1
        out: list[list[str]] = []
        for i, (own, _) in enumerate(seen):
            row = list(own)
            row += seen[i - 1][1][1] if i else _EDGES[1]
            row += seen[i - 2][1][0] if i > 1 else _EDGES[0]
            row += seen[i + 1][1][2] if i < last else _EDGES[2]
            row += seen[i + 2][1][3] if i < last - 1 else _EDGES[3]
            out.append(row)
        return out

    def _one(self, word: str) -> tuple[list[str], tuple[list[str], ...]]:
        known = self._known.get(word)
        if known is None:
            known = self._describe(word)
            if len(self._known) < _CACHED:
                self._known[word] = known
        return known

    def _describe(self, word: str) -> tuple[list[str], tuple[list[str], ...]]:
        low = word.lower()[:60]
        lists = self._gazetteer.get(low, "")
        own = [
            "b",
            "w=" + low,
            "s=" + shape(word),
            "p3=" + low[:3],
            "s2=" + low[-2:],
            "s3=" + low[-3:],
            "s4=" + low[-4:],
        ]
        own += ["g=" + letter for letter in lists] or ["g="]
        beside = ["w=" + low, "s=" + shape(word), *("g=" + letter for letter in lists)]
        return own, tuple([at + feature for feature in beside] for at in _PLACES)


_PLACES = ("-2", "-1", "+1", "+2")
_EDGES = tuple([at + "#"] for at in _PLACES)
