"""What a language's tables know of speech, compiled once per language: verbs with their forms, nouns, small
words.

Forms are generated from the infinitive by the table `conjugation`, because a lemmatiser fails on rare ones.
A language without a table simply finds less.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from recoupe.languages import Language
from recoupe.text.fold import fold
from recoupe.text.inflection import inflect


@dataclass(frozen=True, slots=True)
class Verb:
    """One way a verb reports speech; `rest` are the words that must follow it ("faire" + "savoir")."""

    lemma: str
    kind: str
    frames: frozenset[str]
    stance: str
    factivity: str
    weight: float
    prepositions: tuple[str, ...]
    rest: tuple[str, ...] = ()
    reflexive: bool = False

    @property
    def length(self) -> int:
        """How specific the entry is: more words win."""
        return len(self.rest) * 2 + self.reflexive


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed run of folded words with its part and weight."""

    words: tuple[str, ...]
    part: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of speech."""

    lemma: str
    stance: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The compiled tables. `phrases` are keyed by their first word."""

    forms: Mapping[str, tuple[Verb, ...]]
    lemmas: Mapping[str, tuple[Verb, ...]]
    participles: frozenset[str]
    infinitives: frozenset[str]
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    prepositions: Mapping[str, tuple[Phrase, ...]]
    slots: Mapping[str, tuple[Phrase, ...]]
    nouns: Mapping[str, Noun]
    channels: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    anonymous: frozenset[str]
    holders: Mapping[str, str]
    roles: Mapping[str, str]
    weights: Mapping[str, float]
    pairs: tuple[str, ...]  # the signs of `weights` that are two seen together: "a+b"

    @property
    def drops_that(self) -> bool:
        """Whether a clause may follow its verb bare: the language's table has verbs that allow it."""
        return "zero" in self.words

    def verbs(self, form: str, lemma: str) -> tuple[Verb, ...]:
        """The verbs a word may be a form of: by its printed form first, else by the tagger's lemma."""
        return self.forms.get(fold(form)) or self.lemmas.get(fold(lemma), ())

    def has(self, part: str, form: str) -> bool:
        """Whether a folded word plays a part."""
        return form in self.words.get(part, ())

    def noun(self, word: str) -> Noun | None:
        """The noun of speech that a folded word is, in one number or the other."""
        return self.nouns.get(word) or self.nouns.get(word.rstrip("s"))


@lru_cache(maxsize=16)
def compiled(lang: Language) -> Lexicon:
    """The lexicon of a language."""
    lemmas: dict[str, list[Verb]] = defaultdict(list)
    reflexives = {fold(form) for form, part in lang.rows("cue_words") if part == "reflexive"}
    for row in lang.rows("verbs"):
        verb = _verb(row, reflexives)
        lemmas[fold(verb.lemma)].append(verb)
    return Lexicon(
        forms=_forms(lang, lemmas),
        lemmas={k: tuple(v) for k, v in lemmas.items()},
        participles=_participles(lang, lemmas),
        infinitives=frozenset(v.lemma for verbs in lemmas.values() for v in verbs),
        words=_words(lang),
        phrases=_phrases([(form, part, "1") for form, part in lang.rows("cue_words")]),
        prepositions=_phrases(lang.rows("cue_prepositions")),
        slots=_phrases([(form, part, "1") for form, part in lang.rows("slots")]),
        nouns={fold(r[0]): Noun(r[0], r[1], float(r[2])) for r in lang.rows("cue_nouns")},
        channels=_channels(lang),
        anonymous=frozenset(fold(r[0]) for r in lang.rows("anonymous")),
        holders={fold(r[0]): r[1] for r in lang.rows("holders")},
        roles={fold(r[0]): r[1] for r in lang.rows("roles")},
        weights={r[0]: float(r[1]) for r in lang.rows("statement_weights")},
        pairs=tuple(r[0] for r in lang.rows("statement_weights") if "+" in r[0]),
    )


def _verb(row: tuple[str, ...], reflexives: set[str]) -> Verb:
    words = row[0].split()
    reflexive = fold(words[0]) in reflexives
    words = words[1:] if reflexive else words
    return Verb(
        lemma=words[0],
        kind=row[1],
        frames=frozenset(row[2]),
        stance=row[3],
        factivity=row[4],
        weight=float(row[5]),
        prepositions=tuple(p.replace("+", " ") for p in row[6].split(",") if p),
        rest=tuple(split(" ".join(words[1:]))),
        reflexive=reflexive,
    )


def _forms(lang: Language, lemmas: Mapping[str, list[Verb]]) -> dict[str, tuple[Verb, ...]]:
    rules = sorted(((r[0], r[1].split()) for r in lang.rows("conjugation")), key=lambda r: -len(r[0]))
    found: dict[str, list[Verb]] = defaultdict(list)
    for verbs in lemmas.values():
        lemma = verbs[0].lemma
        for form in {lemma, *inflect(lemma, rules)}:
            found[fold(form)] += [v for v in verbs if v not in found[fold(form)]]
    return {k: tuple(v) for k, v in found.items()}


def _participles(lang: Language, lemmas: Mapping[str, list[Verb]]) -> frozenset[str]:
    """The forms, with their accents, that are past participles and may be adjectives."""
    rules = sorted(((r[0], r[2].split()) for r in lang.rows("conjugation")), key=lambda r: -len(r[0]))
    return frozenset(f for verbs in lemmas.values() for f in inflect(verbs[0].lemma, rules))


def _words(lang: Language) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for form, part in lang.rows("cue_words"):
        words[part].add(fold(form))
    return {k: frozenset(v) for k, v in words.items()}


def _phrases(rows: object) -> dict[str, tuple[Phrase, ...]]:
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for form, part, weight in rows:  # type: ignore[attr-defined]
        words = tuple(split(form))
        phrases[words[0]].append(Phrase(words, part, float(weight)))
    return {k: tuple(sorted(v, key=lambda p: (-len(p.words), p.words))) for k, v in phrases.items()}


def _channels(lang: Language) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for head, kind in lang.rows("channels"):
        words = tuple(fold(w) for w in head.split())
        found[words[0]].append((words, kind))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in found.items()}


def split(form: str) -> list[str]:
    """The folded words of a phrase, cut after an apostrophe as the tokens are.

    >>> split("d'après le")
    ["d'", 'apres', 'le']
    """
    return fold(form).replace("'", "' ").split()
