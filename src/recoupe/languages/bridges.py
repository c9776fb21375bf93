"""How a word is heard across languages: by its meaning where the tables know it, else by its sound.

States, months, days of the week, number words and some hundred common words of the news have the same sign
in each language, so a page and its translation meet in more than names. The signs are ASCII and start with
"q", which no sound form does. Coarse on purpose: it finds what to compare, it never decides.
"""

import zlib
from collections.abc import Callable
from functools import cache, lru_cache

from recoupe.languages import Language
from recoupe.text.fold import fold
from recoupe.text.sound import sound

_SHORTEST = 3  # letters of the beginning of a word by which it can be known
_INFLECTED = 6  # letters from which the name of a state is known without its last letter, as cases change it
_TWICE = 2  # the number from which a number word is no article


def sign(concept: str) -> str:
    """The sign of a concept, the same in every language and process.

    >>> sign("police") == sign("police") != sign("school")
    True
    """
    number = zlib.crc32(concept.encode("utf-8"))
    letters = [chr(ord("a") + number // 26**place % 26) for place in range(5)]
    return "q" + "".join(letters)


@cache
def listener(lang: Language) -> Callable[[str], str]:
    """What hears the words of a language: word to ASCII letters and digits.

    >>> from recoupe import languages
    >>> listener(languages.load("fr"))("Juillet") == listener(languages.load("de"))("Juli")
    True
    """
    whole, stems = _tables(lang)

    @lru_cache(maxsize=65536)
    def heard(word: str) -> str:
        folded = fold(word)
        if folded in whole:
            return whole[folded]
        for size in range(len(folded), _SHORTEST - 1, -1):
            if folded[:size] in stems:
                return stems[folded[:size]]
        return sound(word)

    return heard


def _tables(lang: Language) -> tuple[dict[str, str], dict[str, str]]:
    """The signs of whole words and of beginnings of words."""
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for form, _, country, _ in lang.rows("states"):
        if " " in form:
            continue
        folded = fold(form)
        whole.setdefault(folded, sign(country))
        if len(folded) > _INFLECTED:
            stems.setdefault(folded[:-1], sign(country))
    for form, kind, value in lang.rows("time_words"):
        if kind in ("month", "weekday"):
            whole[fold(form)] = sign(f"{kind} {value}")
        elif kind == "number" and value.isdigit() and int(value) >= _TWICE:
            whole[fold(form)] = value
    for concept, forms in lang.rows("bridges"):
        for form in forms.split():
            (stems if form.endswith("*") else whole)[form.rstrip("*")] = sign(concept)
    return whole, stems
