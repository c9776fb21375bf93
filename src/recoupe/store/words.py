"""Words and their stems, as the search index of both engines holds them.

A word is a run of letters and digits, lower case, without accents, ligatures open ("œuvre" is "oeuvre");
marks that are not seen (soft hyphens, directions) do not cut it. A stem is Snowball's, for the forms of verbs
of speech that of the infinitive, with the language behind it ("propos_fr"), so that a stem is only met by
words of its language. Both engines get these words ready made: neither cuts nor folds anything itself, so
both find the same.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from recoupe import languages
from recoupe.text.inflection import inflect

LONGEST = 100  # characters of a word; what is longer is a leftover of a script
_STEMMERS = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
_UNSEEN = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = "\u0300-\u036f\u064b-\u0652"
_WORD = re.compile(rf"[^\W_]+(?:[{_UNSEEN}{_MARKS}]+[^\W_]*)*")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


_ALONE = threading.Lock()  # a stemmer keeps the word it works on


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A word for comparing; empty where nothing of it is a letter or a digit.

    >>> plain("Élysée"), plain("Œuvre"), plain("négo\u00adciation")
    ('elysee', 'oeuvre', 'negociation')
    """
    apart = unicodedata.normalize("NFKD", word).lower().translate(_LIGATURES)
    return "".join(c for c in apart if c.isalnum())[:LONGEST]


def printed(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they stand there, with where; of one without end the beginning."""
    for hit in _WORD.finditer(text):
        start, end = hit.span()
        yield text[start : min(end, start + 2 * LONGEST)], start, end


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """The stem of a word as printed, with its language; of a language without a stemmer the word.

    >>> stem("proposait", "fr"), stem("Négociations", "fr"), stem("dit", "fr"), stem("мир", "uk")
    ('propos_fr', 'negoci_fr', 'dir_fr', 'мир_uk')
    """
    stemmer = _stemmer(lang)
    whole = _HIDDEN.sub("", unicodedata.normalize("NFC", word[:LONGEST]).lower())
    whole = _infinitives(lang).get(whole, whole)
    if stemmer and whole.isalpha():
        with _ALONE:
            whole = stemmer.stemWord(whole)
    return f"{plain(whole)}_{plain(lang)}"


@cache
def _infinitives(lang: str) -> dict[str, str]:
    """The infinitive of each form of a verb of speech, many of which no stemmer joins ("dit", "said")."""
    if lang not in languages.known():
        return {}
    known = languages.load(lang)
    rules = sorted(((r[0], r[1].split()) for r in known.rows("conjugation")), key=lambda r: -len(r[0]))
    verbs = sorted({r[0] for r in known.rows("verbs") if " " not in r[0]})
    forms: dict[str, str] = {}
    for verb in verbs:
        for form in inflect(verb, rules):
            forms.setdefault(form, verb)
    return {form: verb for form, verb in forms.items() if form not in verbs}


@cache
def _stemmer(lang: str) -> Any:
    return snowballstemmer.stemmer(_STEMMERS[lang]) if lang in _STEMMERS else None
