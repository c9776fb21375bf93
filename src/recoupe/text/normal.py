"""The view of a page that the taggers read: the same length, but without the capitals of headlines.

A headline in capitals or in Title Case misleads a tagger that learnt from running prose. The page
itself usually tells how a word is written: a word that its prose prints in small letters is small, one
that it prints with a capital keeps it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from recoupe.text.fold import iron

_WORD = re.compile(r"[^\W\d_]+")
_MID_SENTENCE = re.compile(r"(?<=[^\W_][ ,] )[^\W\d_]+|(?<=[^\W_] )[^\W\d_]+|(?<=[a-zà-ÿ]')[^\W\d_]+")
_MANY = 0.6  # share of capitalised words from which a line is a headline in capitals; running prose has 0.15
_FEW = 4  # words; a shorter line may be all names


def plain(text: str) -> str:
    """The text with marks ironed and line ends as spaces, one to one."""
    return iron(text).replace("\n", " ")


def shouts(text: str) -> bool:
    """Whether most words of a line begin with a capital.

    >>> shouts("LE MINISTRE REFUSE DE SIGNER"), shouts("Le ministre refuse de signer à Genève")
    (True, False)
    """
    words = _WORD.findall(text)
    return len(words) >= _FEW and sum(w[0].isupper() for w in words) >= _MANY * len(words)


def habits(lines: Iterable[str]) -> Mapping[str, bool]:
    """How running lines write each word within a sentence: True for words that keep their capital."""
    small: Counter[str] = Counter()
    tall: Counter[str] = Counter()
    for line in lines:
        for word in _MID_SENTENCE.findall(line):
            (tall if word[0].isupper() else small)[word.lower()] += 1
    return {word: not small[word] for word in {*small, *tall}}


def calm(line: str, habit: Mapping[str, bool], common: AbstractSet[str] = frozenset()) -> str:
    """A headline as running prose would print it: same length; a word that nobody knows is taken for a name.

    >>> calm("LE MINISTRE REFUSE À GENÈVE", {"ministre": False}, {"le", "à", "refuse"})
    'Le ministre refuse à Genève'
    """
    first = True

    def recase(hit: re.Match[str]) -> str:
        nonlocal first
        word, begins = hit.group(), first
        first = False
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
        tall = habit.get(low, low not in common)
        if begins or tall:
            acronym = word.isupper() and tall and len(word) <= 4 and not begins
            return word if acronym or not word.isupper() else word[0] + low[1:]
        return low

    return _WORD.sub(recase, line)
