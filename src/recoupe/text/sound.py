"""How a word sounds, roughly and in ASCII, whatever its script and spelling system: to meet across
languages.

Cyrillic letters are read out, accents dropped, and the letters that spelling systems write differently (sh,
ch, sch, w, ou, ph, qu ...) brought to one. It is coarse on purpose: it finds what to compare, it never
decides.
"""

import re
from functools import lru_cache

from recoupe.text.fold import fold

_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяёьъ"
_HEARD = "abvggdeessiiiiklmnoprstufhssssieuae"
_CYRILLIC = dict(zip(_LETTERS[: len(_HEARD)], _HEARD, strict=True)) | {"ь": "", "ъ": ""}
_TABLE = str.maketrans(_CYRILLIC | {"ß": "ss", "æ": "e", "œ": "e", "ø": "o", "ł": "l", "ı": "i", "đ": "d"})
# Longest first; what follows in the word decides for "c" and "g".
_RULES = (
    ("schtsch", "s"), ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"),
    ("cz", "s"), ("kh", "h"), ("zh", "s"), ("dj", "s"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("tz", "s"),
    ("qu", "k"), ("ou", "u"), ("oo", "u"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("gue", "ge"), ("gui", "gi"), ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"), ("x", "ks"),
    ("z", "s"),
)  # fmt: skip
_SOUNDS = re.compile("|".join(spelled for spelled, _ in _RULES))
_SOUND_OF = dict(_RULES)
_SILENT = re.compile(r"[^a-z0-9]")
_DOUBLED = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The word's sound form, ASCII letters and digits only.

    >>> sound("Wolodymyr"), sound("Volodímir"), sound("Володимир")
    ('volodimir', 'volodimir', 'volodimir')
    """
    plain = fold(word).translate(_TABLE)
    heard = _SOUNDS.sub(lambda hit: _SOUND_OF[hit.group()], plain)
    return _SILENT.sub("", _DOUBLED.sub(r"\1", heard))
