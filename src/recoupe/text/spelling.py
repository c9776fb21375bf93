"""Are two words one name, spelled by different languages? And whose rules does a spelling follow?

A name out of Cyrillic is written by each language's own scheme ("Khrouchtchev", "Khrushchev", "Хрущёв"). `keys` gives
the sound forms a word may stand for; two words that share a key may be one name. `schemes` says which
language's scheme, from Russian or Ukrainian, a spelling shows. Neither decides anything alone: given names,
offices and countries do.
"""

import re
from functools import lru_cache

from recoupe.text.fold import fold
from recoupe.text.sound import sound

# What the common sound form leaves apart: an ending or a beginning that languages write in two ways.
_ENDINGS = (
    (re.compile(r"ine$"), "in"),  # French writes a final -n so that it is heard: Lénine, Eltsine
    (re.compile(r"(?<=[sk])ov$"), "ev"),  # German and English hear -tschow where French writes -tchev
    (re.compile(r"(?<=[^aeiou])ef$"), "ev"),
    (re.compile(r"(?<=[^aeiou])of$"), "ov"),
    (re.compile(r"ii?i?$"), "i"),
    (re.compile(r"ie$"), "i"),
    (re.compile(r"iia$"), "ia"),
)
_BEGINNINGS = (
    (re.compile(r"^i(?=e)"), ""),  # Jelzin, Yeltsin; Eltsine
    (re.compile(r"^io"), "o"),
)


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """The sound forms that a word may stand for; empty for a word without letters.

    >>> keys("Raspoutine") & keys("Распутин") & keys("Rasputin")
    frozenset({'rasputin'})
    >>> bool(keys("Gorbatchev") & keys("Gorbatschow"))
    True
    """
    plain = fold(word)
    heard = [sound(word)]
    if plain.startswith("ch"):  # German and Spanish read it as kh or tch: Chruschtschow, Charkiw
        heard.append("h" + sound(plain[2:]))
    if "zh" in plain or "j" in plain[1:]:
        heard.append(sound(plain.replace("zh", "j").replace("j", "zh")))
    found = set()
    for form in heard:
        for ending, written in _ENDINGS:
            form = ending.sub(written, form)  # noqa: PLW2901
        for beginning, written in _BEGINNINGS:
            form = beginning.sub(written, form)  # noqa: PLW2901
        found.add(form)
    return frozenset(found - {""})


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
