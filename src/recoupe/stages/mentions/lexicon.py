"""What a language's tables know of names, offices and pronouns, compiled once per language.

Phrases are kept by their first folded word, longest first, and read on the tokens of a parse. Names of
places and institutions must be printed with the capitals of the table, so that "UN" never meets "un".
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from recoupe import languages
from recoupe.languages import Language, Row, outlets
from recoupe.text.fold import fold
from recoupe.text.inflection import inflect
from recoupe.text.spelling import keys

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Place:
    """A state, its adjective, a capital, a seat of power, a body or a place; `key` joins its spellings."""

    kind: str
    country: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a noun says of its holder."""

    kind: str
    gender: str | None
    office: str
    country: str | None
    head: str


@dataclass(frozen=True, slots=True)
class Word:
    """A small word with gender and number where it shows them."""

    gender: str | None
    number: str | None


class Phrases(Generic[V]):
    """Runs of words with a value each."""

    def __init__(self, rows: Iterable[tuple[str, V]], *, exact: bool) -> None:
        self._exact = exact
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, V]]] = defaultdict(list)
        for form, value in rows:
            words = tuple(split(form))
            self._by_first[words[0]].append((words, form, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda e: (-len(e[0]), e[1]))

    def at(self, words: Sequence[str], printed: Sequence[str], i: int) -> tuple[int, V] | None:
        """The longest phrase that stands from word i on: how many words, and its value."""
        for phrase, form, value in self._by_first.get(words[i], ()):
            if len(phrase) > 1 and tuple(words[i : i + len(phrase)]) != phrase:
                continue
            if not self._exact or _capitals_agree(form, printed[i]):
                return len(phrase), value
        return None


def _capitals_agree(form: str, printed: str) -> bool:
    if form[0].islower():
        return True
    short = form.split(" ", maxsplit=1)[0]
    return printed.isupper() if short.isupper() and len(short) > 1 else printed[:1].isupper()


def split(form: str) -> list[str]:
    """The folded words of a phrase, cut after an apostrophe as the tokens are."""
    return fold(form).replace("'", "' ").split()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The compiled tables."""

    places: Phrases[Place]
    offices: Phrases[Office]
    titles: Mapping[str, Word]
    words: Mapping[str, Mapping[str, Word]]
    given: Mapping[str, tuple[str, str]]
    verbs: frozenset[str]
    verb_forms: frozenset[str]  # of verbs of speech, for words that the tagger does not know
    sources: tuple[tuple[str, ...], ...]
    heard: Mapping[str, tuple[str, str]]
    capital_nouns: bool = False
    natural_gender: bool = False
    imperative: str = ""  # how verbs end that tell somebody to do something

    def has(self, part: str, word: str) -> bool:
        """Whether a folded word plays a part."""
        return word in self.words.get(part, ())

    def given_name(self, word: str) -> tuple[str, str] | None:
        """Gender and group of a given name, whatever the language that spells it."""
        if word in self.given or len(word) < 5:
            return self.given.get(word)
        return next((self.heard[key] for key in sorted(keys(word)) if key in self.heard), None)

    def word(self, part: str, word: str) -> Word | None:
        """What a folded word shows when it plays a part."""
        return self.words.get(part, {}).get(word)


@cache
def neutral(table: str) -> tuple[Row, ...]:
    """The rows of a table that belongs to no language."""
    path = languages.HERE / "data" / "any" / f"{table}.tsv"
    return tuple(languages.read_table(path, languages.schema()[table]["types"], []))


@lru_cache(maxsize=16)
def compiled(lang: Language) -> Lexicon:
    """The lexicon of a language."""
    seats = [(form, Place(kind, country or None, key)) for form, kind, country, key in neutral("seats")]
    states = [(form, Place(kind, country, key)) for form, kind, country, key in lang.rows("states")]
    given = {fold(name): (gender, group or fold(name)) for name, gender, group in neutral("given_names")}
    words: dict[str, dict[str, Word]] = defaultdict(dict)
    for form, part, gender, number in lang.rows("name_words"):
        words[part][fold(form)] = Word(gender or None, number or None)
    words["agency"] = {fold(form): Word(None, None) for form, _ in lang.rows("agencies")}
    words["outlet"] = {
        fold(o.name): Word(None, None)
        for o in outlets.by_domain().values()
        if " " in o.name and o.kind in ("agency", "outlet")  # a lone word may be a plain one
    }
    return Lexicon(
        places=Phrases([*states, *seats], exact=True),
        offices=Phrases(_offices(lang), exact=False),
        titles={
            fold(form): Word(None if gender == "Both" else gender, number)
            for form, gender, number in lang.rows("titles")
        },
        words=words,
        given=given,
        heard=_heard(),
        verbs=frozenset(fold(r[0].split()[0]) for r in lang.rows("verbs")),
        verb_forms=_verb_forms(lang),
        sources=tuple(
            tuple(split(r[0]))
            for r in lang.rows("cue_prepositions")
            if r[1] in ("source", "view", "anonymous")
        ),
        capital_nouns=bool(lang.settings.get("capital_nouns")),
        natural_gender=bool(lang.settings.get("natural_gender")),
        imperative=str(lang.settings.get("imperative", "")),
    )


def _verb_forms(lang: Language) -> frozenset[str]:
    rules = sorted(((r[0], r[1].split()) for r in lang.rows("conjugation")), key=lambda r: -len(r[0]))
    return frozenset(fold(f) for r in lang.rows("verbs") for f in inflect(r[0].split()[0], rules))


@cache
def _heard() -> dict[str, tuple[str, str]]:
    """Given names by their sound, those that sound like no other."""
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for name, gender, group in neutral("given_names"):
        for key in sorted(keys(name)):
            if found.setdefault(key, (gender, group or fold(name)))[0] != gender:
                twice.add(key)
    return {key: found[key] for key in sorted(found) if key not in twice and len(key) > 3}


def _offices(lang: Language) -> Iterable[tuple[str, Office]]:
    of = {fold(form) for form, part, *_ in lang.rows("name_words") if part == "of"}
    parties = {form for form, kind, _, office, _ in lang.rows("roles") if kind == "group" and office}
    for form, kind, gender, office, country in lang.rows("roles"):
        words = form.split(" ")
        head = _head(words, of) if lang.settings.get("head") == "last" else 0
        noun = split(words[head])[0]
        found = Office(kind, None if gender == "Both" else gender, office, country or None, noun)
        yield form, found
        # A simple plural of the head: "ministres des Finances"; those of parties are entries of their own.
        plural = " ".join([*words[:head], words[head] + "s", *words[head + 1 :]])
        if not words[head].endswith(("s", "x", "'")) and plural not in parties:
            yield plural, found


def _head(words: Sequence[str], of: Collection[str]) -> int:
    """The place of the noun that governs a compound: the last before "of" ("head of state")."""
    return next((i for i, word in enumerate(words) if fold(word) in of and i), len(words)) - 1
