"""Spoils the capitals of clean sentences as machine translation and web pages do, so that the taggers
learn to bear it.
"""

import random
from collections.abc import Sequence

# Shares of spoilt sentences. The stray rates are those of machine-translated news: 6 % of small words raised,
# 12 % of capitals lost.
LOWER, UPPER, TITLE = 0.2, 0.05, 0.07
RAISED, LOST = 0.06, 0.12


def spoil(words: Sequence[str], dice: random.Random) -> list[str]:
    """The words with their capitals spoilt in one of four ways; each keeps its length."""
    throw = dice.random()
    if throw < LOWER:
        return [_keep(w, w.lower()) for w in words]
    if throw < LOWER + UPPER:
        return [_keep(w, w.upper()) if len(w) > 1 else w for w in words]
    if throw < LOWER + UPPER + TITLE:
        return [_keep(w, w[:1].upper() + w[1:]) for w in words]
    return [_stray(w, dice) for w in words]


def _stray(word: str, dice: random.Random) -> str:
    if word[:1].islower() and dice.random() < RAISED:
        return _keep(word, word[:1].upper() + word[1:])
    if word[:1].isupper() and dice.random() < LOST:
        return _keep(word, word[:1].lower() + word[1:])
    return word


def _keep(word: str, other: str) -> str:
    return other if len(other) == len(word) else word
