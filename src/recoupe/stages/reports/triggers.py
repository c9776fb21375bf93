"""The words that report an event, and the words over them that say whether it took place, made ready for one
language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.languages import Language
from recoupe.model import Token
from recoupe.text.fold import fold

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_REMEMBERED = 50_000
_NEAR = (5, 7)  # tokens before and after a trigger in which its second word may stand


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the table: what a word codes, how its participants stand, which other word it needs."""

    stem: str
    pos: str
    code: str
    mode: str
    frame: str
    context: str
    only: tuple[str, ...]


class Stems:
    """Looks words up by whole form or by beginning (`stem*`), the longest entry first."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._whole = {fold(k): v for k, v in entries.items() if not k.endswith("*")}
        self._starts = {fold(k[:-1]): v for k, v in entries.items() if k.endswith("*")}
        self._sizes = sorted({len(s) for s in self._starts}, reverse=True)
        self._known: dict[
            str, tuple[str, ...]
        ] = {}  # words of earlier pages; the same few thousand come again

    def get(self, word: str) -> tuple[str, ...]:
        """The values of the entries that fit the word: the whole form first, then the longest beginning."""
        if word not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            starts = (self._starts.get(word[:size], ()) for size in self._sizes if size <= len(word))
            self._known[word] = (*self._whole.get(word, ()), *(v for values in starts for v in values))
        return self._known[word]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All triggers of a language, and the moods of the words over them."""

    triggers: tuple[Trigger, ...]
    stems: Stems
    moods: Stems
    links: frozenset[tuple[str, str]]  # (form, kind) of the small words

    def binds(self, word: str, kind: str) -> bool:
        """Whether a small word is of a kind."""
        return (word, kind) in self.links


@cache
def lexicon(lang: Language) -> Lexicon:
    """The lexicon of a language, compiled once."""
    triggers = tuple(
        Trigger(s, p, c, m, f, x, tuple(fold(o) for o in only.split()))
        for s, p, c, m, f, x, only in lang.rows("event_triggers")
    )
    by_stem: dict[str, tuple[str, ...]] = {}
    for number, trigger in enumerate(triggers):
        by_stem[trigger.stem] = (*by_stem.get(trigger.stem, ()), str(number))
    moods: dict[str, tuple[str, ...]] = {}
    for stem, mood in lang.rows("event_moods"):
        moods[stem] = (*moods.get(stem, ()), mood)
    links = frozenset((fold(form), kind) for form, kind in lang.rows("event_links"))
    return Lexicon(triggers, Stems(by_stem), Stems(moods), links)


def at(tokens: Sequence[Token], words: Sequence[str], index: int, known: Lexicon) -> Trigger | None:
    """The trigger that a token is, those that ask for a second word first; None where it is none."""
    token = tokens[index]
    kind = "verb" if token.pos in _VERBS else "noun" if token.pos in _NOUNS else ""
    numbers = known.stems.get(words[index]) if kind else ()
    fitting = [known.triggers[int(n)] for n in numbers if known.triggers[int(n)].pos == kind]
    near = words[max(0, index - _NEAR[0]) : index + _NEAR[1]]
    asked = [t for t in fitting if t.only and any(_fits(word, stem) for stem in t.only for word in near)]
    free = [t for t in fitting if not t.only]
    return next(iter((*asked, *free)), None)


def _fits(word: str, stem: str) -> bool:
    return word.startswith(stem[:-1]) if stem.endswith("*") else word == stem
