"""What somebody typed into the search box, as words, phrases and beginnings of words; any text is a query.

Words are joined by "and" and found in all their forms, "words between quotation marks" as they stand, and
`word*` by its beginning. Words that a hyphen joins are a phrase; what an apostrophe elides ("l'", "qu'") is
left out.
"""

import re
from dataclasses import dataclass

from recoupe.store.words import plain, printed, stem

_ELIDED = 2  # letters before an apostrophe: l', qu', d'
_MOST = 32  # words of a query that are looked for
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)(?:[\"“”„«»]|$)|([^\s\"“”„«»]+)")
_APOSTROPHES = re.compile(r"['’ʼ`´]")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there: words in a row; a word alone also by the stems given."""

    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be there; none finds nothing."""

    terms: tuple[Term, ...]


def parse(text: str, langs: tuple[str, ...]) -> Query:
    """The query of a text, looked for in the forms of these languages.

    >>> [t.words for t in parse('l\\'accord "cessez le feu" neg*', ("fr",)).terms]
    [('accord',), ('cessez', 'le', 'feu'), ('neg',)]
    """
    terms: dict[Term, None] = {}
    for phrase, bare in _QUOTED.findall(text[:4000]):
        for term in [_phrase(phrase)] if phrase else _bare(bare, langs):
            if term.words:
                terms[term] = None
    return Query(tuple(terms)[:_MOST])


def _phrase(text: str) -> Term:
    return Term(tuple(folded for word, _, _ in printed(text) if (folded := plain(word)))[:_MOST])


def _bare(text: str, langs: tuple[str, ...]) -> list[Term]:
    """The terms of what stands between two spaces."""
    parts = _APOSTROPHES.split(text)
    kept = [p for p in parts[:-1] if len(p) > _ELIDED] + parts[-1:]
    return [_word(part, langs) for part in kept]


def _word(text: str, langs: tuple[str, ...]) -> Term:
    found = [word for word, _, _ in printed(text)]
    if len(found) != 1 or text.endswith("*"):
        return Term(tuple(w for w in map(plain, found) if w), prefix=text.endswith("*"))
    word = plain(found[0])
    # Typed without its accents, a word may have another stem than with them.
    stems = {stem(form, lang) for lang in langs for form in (found[0], word)}
    return Term((word,) if word else (), tuple(sorted(stems)))
