"""Which words of a sentence stand under a negation.

A negation bears on what it hangs on; an empty verb hands it down: "il n'y a pas de N" denies N, "ne peut pas
partir" denies the leaving. What a verb of undoing governs does not happen ("a refusé de signer"), and a
negation over such a verb takes that back.
"""

from collections.abc import Mapping, Sequence

from recoupe.model import Token
from recoupe.text.fold import fold

_DENIABLE = ("obj", "obl:arg", "xcomp")  # what an empty verb leaves to be denied; without one, its subject
_UNDONE = ("xcomp", "ccomp")


def find(tokens: Sequence[Token], first: int, terms: Sequence[str], moods: Mapping[str, str]) -> list[int]:
    """The places of the denied words, in the order of the words that deny them.

    `first` is the place of the first token, which heads are counted from; `moods` tells the kind of a word.
    """
    denied: list[int] = []
    for i in negators(tokens, moods):
        head = tokens[i].head - first
        denied += _under(tokens, head, terms, moods, first) if 0 <= head < len(tokens) else ()
    ne = particles(tokens, moods)
    for i, t in enumerate(tokens):
        if moods.get(fold(t.lemma)) == "undo":
            undone = i in denied or i + first in ne  # "ne cesse d'augmenter"
            for k in (k for k, o in enumerate(tokens) if o.head - first == i and o.rel in _UNDONE):
                denied = [d for d in denied if d != k] if undone else [*denied, k]
    return denied


def negators(tokens: Sequence[Token], moods: Mapping[str, str]) -> list[int]:
    """The places of the words that deny."""
    ne = particles(tokens, moods)
    words = [fold(t.text) for t in tokens]
    found = []
    for i, t in enumerate(tokens):
        kind = moods.get(words[i])
        idle = moods.get(" ".join(words[i : i + 2])) == "idle"  # "pas moins", "sans doute"
        if t.pos == "NOUN" or idle:  # "un pas", "un point"
            continue
        if kind in ("not", "none") or (kind == "with_ne" and t.head in ne):
            found.append(i)
    return found


def speaks(tokens: Sequence[Token], moods: Mapping[str, str]) -> bool:
    """Whether a sentence has a word of negation at all, be it a particle alone or a verb of undoing."""
    undone = any(moods.get(fold(t.lemma)) == "undo" for t in tokens)
    return undone or bool(particles(tokens, moods)) or bool(negators(tokens, moods))


def particles(tokens: Sequence[Token], moods: Mapping[str, str]) -> set[int]:
    """The words, as heads are counted, with a particle of negation."""
    return {t.head for t in tokens if moods.get(fold(t.text)) == "ne"}


def _under(
    tokens: Sequence[Token], head: int, terms: Sequence[str], moods: Mapping[str, str], first: int
) -> list[int]:
    """What a negation over a word denies: the word, or where it is an empty verb, what that would set."""
    if terms[head] and moods.get(fold(tokens[head].lemma)) != "exist":
        return [head]
    below = [i for i, o in enumerate(tokens) if o.head - first == head and i != head]
    objects = [i for i in below if tokens[i].rel in _DENIABLE]
    return [head, *(objects or [i for i in below if tokens[i].rel == "nsubj"])]
