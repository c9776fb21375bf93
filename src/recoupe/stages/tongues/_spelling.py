"""Names in a spelling system that is not the page's: "Wladimir" on a French page was German.

Each language has a table of how it spells Cyrillic letters; from it all spellings of common names and
places are generated once, Russian and Ukrainian alike. A form that the page's own system makes says
nothing. A page that keeps to its own system in one name and to another's in the next was translated by
machine.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product
from pathlib import Path

import recoupe.languages
from recoupe.languages import Language
from recoupe.model import Page
from recoupe.stages.tongues._finding import Finding, Words, cite
from recoupe.text.fold import fold

NAMES = Path(recoupe.languages.__file__).parent / "data" / "any" / "cyrillic_names.tsv"
# How telling a form is that only one foreign system makes. English spellings travel: agencies use them
# everywhere.
TELLING = {"de": 2.2, "es": 2.2, "fr": 2.0, "en": 0.6}
ENDING = 1.5
ACUTE = 1.2  # "Vladímir", "Serguéi": only Spanish sets the accent
MIXED = 0.8
_FORMS_OF_ONE = 64
_ACUTES = frozenset("áíóú")


@lru_cache(maxsize=4)
def _systems(languages: tuple[Language, ...]) -> Mapping[str, frozenset[str]]:
    """Folded spelling -> the languages whose system makes it."""
    faults: list[str] = []
    rows = recoupe.languages.read_table(NAMES, ["text", "ru|uk", "given|place"], faults)
    makers: dict[str, set[str]] = defaultdict(set)
    for language in languages:
        for source in ("ru", "uk"):
            rules = _rules(language, source)
            if not rules:
                continue
            for name, lang, _ in rows:
                if lang == source:
                    for form in _spell(name.lower(), rules):
                        makers[fold(form)].add(language.code)
    return {form: frozenset(codes) for form, codes in makers.items() if len(form) >= 4}


def _rules(language: Language, source: str) -> dict[tuple[str, bool], tuple[str, ...]]:
    """(letters, only at the end) -> spellings; a row for the one source goes before one for both."""
    rules: dict[tuple[str, bool], tuple[str, ...]] = {}
    for wanted in ("both", source):
        for letters, at, of, latin in language.rows("schemes"):
            if of == wanted and at != "ending":
                rules[letters, at == "end"] = tuple("" if x == "0" else x for x in latin.split("|"))
    return rules


def _spell(name: str, rules: Mapping[tuple[str, bool], tuple[str, ...]]) -> list[str]:
    parts: list[tuple[str, ...]] = []
    at = 0
    while at < len(name):
        for size in (3, 2, 1):
            letters = name[at : at + size]
            if len(letters) < size:
                continue
            ends = at + size == len(name)
            made = rules.get((letters, True)) if ends else None
            made = made or rules.get((letters, False))
            if made:
                parts.append(made)
                at += size
                break
        else:
            return []
    many = 1
    for part in parts:
        many *= len(part)
    if many > _FORMS_OF_ONE:
        parts = [p if len(p) == 1 else p[:2] for p in parts]
    return ["".join(form) for form in product(*parts)][: 4 * _FORMS_OF_ONE]


@lru_cache(maxsize=4)
def _endings(languages: tuple[Language, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (latin, language.code)
        for language in languages
        for _, at, _, latin in language.rows("schemes")
        if at == "ending"
    )


def find(page: Page, blocks: Sequence[Words], languages: Mapping[str, Language]) -> Iterator[Finding]:
    """Names whose spelling another language's system makes and the page's own does not."""
    tables = tuple(languages[code] for code in sorted(languages))
    systems, endings = _systems(tables), _endings(tables)
    text = page.doc.text
    own, foreign = 0, []
    last_letters = tuple(ending for ending, _ in endings)
    for words in blocks:
        telling = {w for w in words.different if len(w) >= 4 and (w in systems or w.endswith(last_letters))}
        for word, start, end in _capitalised(words, telling, text):
            finding = _name(page, word, start, end, systems) or _ending(page, word, start, end, endings)
            if finding:
                foreign.append(finding)
            elif systems.get(word, frozenset()) == frozenset({page.lang}) or any(
                e == page.lang and word.endswith(x) for x, e in endings
            ):
                own += 1
    yield from foreign
    if own and foreign:
        strongest = max(foreign, key=lambda f: (f.weight, f.shown))
        yield Finding(
            strongest.lang,
            "spelling",
            "mixed",
            f"{strongest.shown} beside {page.lang} spellings",
            MIXED,
            strongest.spans,
        )


def _capitalised(words: Words, telling: AbstractSet[str], text: str) -> Iterator[tuple[str, int, int]]:
    """The telling words that begin with a capital letter, and their places."""
    for at, word in enumerate(words.folded if telling else ()):
        if word in telling:
            start, end = words.place(at)
            if text[start].isupper():
                yield word, start, end


def _name(
    page: Page, word: str, start: int, end: int, systems: Mapping[str, frozenset[str]]
) -> Finding | None:
    makers = systems.get(word)
    if not makers:
        return None
    raw = unicodedata.normalize("NFC", page.doc.text[start:end])
    span, shown = cite(page, start, end)
    if page.lang != "es" and "es" in makers and _ACUTES & set(raw):
        return Finding(
            "es", "spelling", word, shown, ACUTE if page.lang in makers else TELLING["es"], (span,)
        )
    if page.lang in makers:
        return None
    telling = sorted(makers & TELLING.keys(), key=lambda lang: (-TELLING[lang], lang))
    if not telling or (len(makers) > 1 and telling[0] != "en" and len(makers - {"en"}) > 1):
        return None
    lang = telling[0]
    weight = TELLING[lang] if len(makers) == 1 else TELLING[lang] / 2
    if "[" in page.doc.text[max(0, start - 1) : start]:
        shown = f"[{shown}]"
    return Finding(lang, "spelling", word, shown, weight, (span,))


def _ending(
    page: Page, word: str, start: int, end: int, endings: tuple[tuple[str, str], ...]
) -> Finding | None:
    for ending, lang in endings:
        if lang not in (page.lang, "en") and len(word) > len(ending) + 1 and word.endswith(ending):
            span, shown = cite(page, start, end)
            return Finding(lang, "spelling", f"-{ending}", shown, ENDING, (span,))
    return None


@lru_cache(maxsize=32)
def _origins(language: Language) -> Mapping[str, str]:
    """Folded spelling in this language's own system -> ru or uk, where only that language's name makes it."""
    rows = recoupe.languages.read_table(NAMES, ["text", "ru|uk", "given|place"], [])
    makers: dict[str, set[str]] = defaultdict(set)
    for source in ("ru", "uk"):
        rules = _rules(language, source)
        for name, lang, _ in rows:
            if rules and lang == source:
                for form in _spell(name.lower(), rules):
                    makers[fold(form)].add(source)
    return {form: min(of) for form, of in makers.items() if len(form) >= 4 and len(of) == 1}


def originals(page: Page, blocks: Sequence[Words], languages: Mapping[str, Language]) -> Iterator[Finding]:
    """Names in the page's own system that come from the Russian or from the Ukrainian form: weak, they are
    the names of people and places, too.
    """
    origins, endings = _origins(languages[page.lang]), _own_endings(languages[page.lang])
    if not origins:
        return
    last_letters = tuple(endings)
    for words in blocks:
        telling = {word for word in words.different if word in origins or word.endswith(last_letters)}
        for word, start, end in _capitalised(words, telling, page.doc.text):
            source = origins.get(word)
            if source is None:
                source = next(of for ending, of in endings.items() if word.endswith(ending))
            span, shown = cite(page, start, end)
            yield Finding(source, "names", word, shown, 0.0, (span,))


@lru_cache(maxsize=32)
def _own_endings(language: Language) -> Mapping[str, str]:
    """Endings of names in this language's own system that come from one of ru and uk only."""
    rows = sorted(language.rows("schemes"))
    return {latin: of for _, at, of, latin in rows if at == "ending" and of in ("ru", "uk")}
