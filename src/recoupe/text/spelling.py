"""Are two words one name, spelled by different languages? And whose rules does a spelling follow?

A name out of Cyrillic is written by each language's own scheme ("Khrouchtchev", "Khrushchev", "Хрущёв").
`keys` gives the sound forms a word may stand for; two words that share a key may be one name. `schemes` says
which language's scheme, from Russian or Ukrainian, a spelling shows. Neither decides anything alone: given
names, offices and countries do.
"""

import re
from functools import lru_cache

from recoupe.text.fold import fold
from recoupe.text.readings import readings
from recoupe.text.sound import sound

LONGEST = 60  # letters of a name that are read; what is longer is none

# What the common sound form leaves apart: an ending, a beginning, a glide that languages write in two ways.
_SAME = (
    (re.compile(r"(?<=[^aeiou])ine$"), "in"),  # French writes a final -n so that it is heard: Lénine, Eltsine
    (
        re.compile(r"(?<=[sk])[oi]+v(?=a?$)"),
        "ev",
    ),  # German and English hear -tschow where French writes -tchev
    (re.compile(r"(?<=[^aeiou])ef$"), "ev"),
    (re.compile(r"(?<=[^aeiou])of$"), "ov"),
    (re.compile(r"i+$|ie$"), "i"),
    (re.compile(r"^i(?=e)"), ""),  # Jelzin, Yeltsin; Eltsine
    (re.compile(r"^io"), "o"),
    (re.compile(r"(?<=[aeiou])i(?=e)"), ""),  # Akhmedeyev, Akhmedeev
    (re.compile(r"i(?=i)"), ""),
    (re.compile(r"([aeo])\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """The sound forms that a word may stand for; empty for a word without letters.

    >>> keys("Raspoutine") & keys("Распутин") & keys("Rasputin")
    frozenset({'rasputin'})
    >>> bool(keys("Achmatowa") & keys("Ajmátova") & keys("Ахматова"))
    True
    >>> bool(keys("Kowalecki") & keys("Kovaletsky"))
    True
    """
    return frozenset(_levelled(sound(form)) for form in readings(word[:LONGEST].lower())) - {""}


def _levelled(form: str) -> str:
    for written, level in _SAME:
        form = written.sub(level, form)
    return form


def same(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name."""
    return fold(a) == fold(b) or bool(keys(a) & keys(b))


@lru_cache(maxsize=65536)
def one_off(a: str, b: str) -> bool:
    """Whether two words sound alike but for one letter, the slip of a typist, in words long enough to tell.

    >>> one_off("Kovalov", "Kovalyov"), one_off("Li", "Lu")
    (True, False)
    """
    return any(_one_edit(x, y) for x in keys(a) for y in keys(b))


def _one_edit(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a == b:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + 1 :] == long[at + 1 :] if len(a) == len(b) else short[at:] == long[at + 1 :]


_FEMININE = re.compile(r"(?<=[oe]v)a$|(?<=in)a$|(?<=sk)(?:a|aia)$")


@lru_cache(maxsize=65536)
def masculine(word: str) -> frozenset[str]:
    """The keys of a Slavic family name, in the form that a man bears.

    >>> bool(masculine("Gorbatcheva") & keys("Gorbatchev")), bool(masculine("Zelenska") & keys("Zelensky"))
    (True, True)
    """
    return frozenset(
        form + "i" if form.endswith("sk") else form for form in (_FEMININE.sub("", k) for k in keys(word))
    )


@lru_cache(maxsize=65536)
def is_patronymic(word: str) -> bool:
    """Whether a word is a Russian or Ukrainian father's name, however spelled.

    >>> is_patronymic("Vladimirovitch"), is_patronymic("Сергіївна"), is_patronymic("Poutine")
    (True, True, False)
    """
    return any(re.search(r"..(?:[oei]vis|[oei]vna|isna)$", key) for key in keys(word))


def is_other_w(a: str, b: str) -> bool:
    """Whether two words differ by an initial v and w that no Slavic spelling explains: Veil, Weil."""
    one, other = fold(a)[:1], fold(b)[:1]
    return {one, other} == {"v", "w"} and not _SLAVIC.search(fold(a)) and not _SLAVIC.search(fold(b))


# Letter groups that only one language's scheme writes, from Russian (ru) or Ukrainian (uk).
_MARKS = (
    (re.compile(r"sch"), ("ru>de", "uk>de")),
    (re.compile(r"^w(?=[lo])|(?<=[oe])w$"), ("ru>de", "uk>de")),
    (re.compile(r"skyj$|yj$"), ("uk>de",)),
    (re.compile(r"skij$"), ("ru>de",)),
    (re.compile(r"yy$"), ("uk>en",)),
    (re.compile(r"skiy$|skyi$"), ("uk>en", "ru>en")),
    (re.compile(r"kh(?=[aeiou])|zh|shch"), ("ru>en", "uk>en")),
    (re.compile(r"(?<=[bcdfgklmnprstvz])ou|^ou|tch|dj|(?<=[tsd])ine$|eï|aï"), ("ru>fr", "uk>fr")),
    (re.compile(r"^volodi"), ("uk>es",)),
    (re.compile(r"^v?ladí|^volodí|[áéíóú].*(?:ov|ev|ski|sky)$"), ("ru>es", "uk>es")),
)
_SLAVIC = re.compile(
    r"(?:[oe][vw]a?|in|ine|sk[iy][jyi]?|enko|chuk|tch?ouk|ymyr|imir|imyr|iy|ï)$|^(?:vol|wol|vlad|wlad|serg|dmi?[iy]?tr)"
)


def schemes(token: str) -> tuple[str, ...]:
    """The schemes "from>to" that a Latin spelling of a Cyrillic name shows; none where it shows nothing.

    >>> schemes("Salewskyj"), schemes("Khmelnytskyy"), schemes("Raspoutine"), schemes("Martin")
    (('uk>de',), ('uk>en',), ('ru>fr', 'uk>fr'), ())
    """
    plain = token.lower()
    if not _SLAVIC.search(plain):
        return ()
    found: set[str] | None = None
    for mark, shown in _MARKS:
        if mark.search(plain):
            found = set(shown) if found is None else (found & set(shown)) or found
    if found and re.search(r"ymyr|olod[iy]m", plain):
        found = {s for s in found if s.startswith("uk")} or found
    return tuple(sorted(found or ()))
