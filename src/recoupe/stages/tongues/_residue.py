"""Words that a translation left standing and turns that it took over, by the tables of the source
languages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from recoupe.languages import Language, outlets
from recoupe.model import Page
from recoupe.stages.tongues._finding import Finding, Words, cite
from recoupe.text.fold import fold

OUTLET = 2.8  # log-odds for the language of an outlet that the title names as its own end
STYLE_WORDS = 300  # words of a page to which the weights of the kind style belong
CAPITAL = "^"  # in a form: a capitalised word, with nothing but a space before it
_MARKS = "%,."  # before a word of a form: where it must stand, see _stands_behind
_SEEN = 6  # characters that are read before a word
_QUOTES = "“”„«»\"' "
_PREFIX = 4  # letters by which a form with an open ending is looked up
# A dash, then the name of an edition: « … – Example World News ».
_SUFFIX = re.compile(r"\s[–—|-]\s[^–—|\n]{2,60}$")


_Form = tuple[tuple[str, ...], str, str, float, str]
_Table = Mapping[str, Mapping[str, tuple[_Form, ...]]]


@lru_cache(maxsize=16)
def _table(page_lang: str, languages: tuple[Language, ...]) -> _Table:
    """Forms that may stand on a page in this language, by the beginning of their first word, then by the word
    that follows; under no word, those that ask for none.
    """
    table: dict[str, list[_Form]] = defaultdict(list)
    for language in languages:
        for form, kind, into, weight in language.rows("residue"):
            if language.code == page_lang or into not in ("any", page_lang):
                continue
            words = tuple(form.split())
            first = words[0].lstrip(_MARKS)
            key = first[:_PREFIX] + "*" if first.endswith("*") else first
            table[key].append((words, language.code, kind, float(weight), form))
    return {key: _by_second(forms) for key, forms in table.items()}


@lru_cache(maxsize=16)
def _beginnings(page_lang: str, languages: tuple[Language, ...]) -> frozenset[str]:
    """How the first words of forms with an open ending begin."""
    return frozenset(key[:-1] for key in _table(page_lang, languages) if key.endswith("*"))


def _by_second(forms: Sequence[_Form]) -> dict[str, tuple[_Form, ...]]:
    asked = {form: _second(form[0]) for form in forms}
    return {
        second: tuple(form for form in forms if asked[form] in ("", second))
        for second in {"", *asked.values()}
    }


def _second(words: tuple[str, ...]) -> str:
    return "" if len(words) < 2 or words[1] == CAPITAL or words[1].endswith("*") else words[1]


def _forms(table: _Table, word: str, following: str) -> tuple[_Form, ...]:
    """The forms that may stand at a word."""
    whole, opened = table.get(word), table.get(word[:_PREFIX] + "*")
    forms = whole.get(following, whole[""]) if whole else ()
    return (*forms, *opened.get(following, opened[""])) if opened else forms


def find(page: Page, blocks: Sequence[Words], languages: Mapping[str, Language]) -> Iterator[Finding]:
    """The signs of the tables, as they stand on the page."""
    tables = tuple(languages[code] for code in sorted(languages))
    table = _table(page.lang, tables)
    beginnings = _beginnings(page.lang, tables)
    title = page.title or next((b.span for b in page.blocks if b.kind == "headline"), None)
    edition = None
    if title:
        line = page.doc.text.find("\n", title.end, title.end + 100)
        end = line if line >= 0 else min(len(page.doc.text), title.end + 100)
        hit = _SUFFIX.search(page.doc.text, title.start, end)
        edition = (hit.start(), end) if hit else None
    if edition:
        yield from _outlet(page, *edition)
    # Every page has some of these turns and a long page has many: they count by their rate.
    rate = min(1.0, STYLE_WORDS / max(1, sum(len(b.folded) for b in blocks)))
    for words in blocks:
        telling = {w for w in words.different if w in table or w[:_PREFIX] in beginnings}
        for at, (word, following) in enumerate(zip(words.folded, (*words.folded[1:], ""), strict=True)):
            if word not in telling:
                continue
            for form in _forms(table, word, following):
                last = _fits(page.doc.text, words, at, form[0])
                if last is None:
                    continue
                start, end = words.place(at)[0], words.place(last)[1]
                in_edition = edition is not None and edition[0] <= start and end <= edition[1]
                if form[2] == "title" and not in_edition:
                    continue
                if in_edition and form[2] == "title":
                    start = _start_of_edition(page.doc.text, edition[0] if edition else start)
                span, shown = cite(page, start, end)
                weight = form[3] * rate if form[2] == "style" else form[3]
                yield Finding(form[1], form[2], form[4], shown, weight, (span,))


def _outlet(page: Page, start: int, end: int) -> Iterator[Finding]:
    """The outlet that a title names after its dash, where it publishes in another language only."""
    start = _start_of_edition(page.doc.text, start)
    span, shown = cite(page, start, end)
    langs = {known.language for known in outlets.by_name().get(fold(shown), ())}
    lang = langs.pop() if len(langs) == 1 else None
    if lang and lang != page.lang:
        yield Finding(lang, "title", fold(shown), shown, OUTLET, (span,))


def _start_of_edition(text: str, at: int) -> int:
    while at < len(text) - 1 and not text[at].isalnum():
        at += 1
    return at


def _fits(text: str, words: Words, at: int, form: tuple[str, ...]) -> int | None:
    """The index of the last word, if the form stands here."""
    if at + len(form) > len(words.folded):
        return None
    for offset, wanted in enumerate(form):
        word = words.folded[at + offset]
        if wanted == CAPITAL:
            start = words.place(at + offset)[0]
            if not text[start].isupper() or text[words.place(at + offset - 1)[1] : start] != " ":
                return None
            continue
        bare = wanted.lstrip(_MARKS)
        if not (word.startswith(bare[:-1]) if bare.endswith("*") else word == bare):
            return None
        if bare != wanted and not _stands_behind(text, words.place(at + offset)[0], wanted[0]):
            return None
    return at + len(form) - 1


def _stands_behind(text: str, start: int, mark: str) -> bool:
    """Whether a word stands behind a figure (%), behind a comma, or first in its sentence (.)."""
    before = text[max(0, start - _SEEN) : start].rstrip(" ")
    if mark == "%":
        return before[-1:].isdigit()
    if mark == ",":
        return "," in before[-2:]
    return not before or before.rstrip(_QUOTES)[-1:] in {"", ".", "!", "?", "\n"}
