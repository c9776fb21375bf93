"""Folding that keeps the length, so that offsets survive; and stable short ids from content.

`fold` is for comparing only: lower case, no accents, typographic marks ironed. Characters whose folded form
has another length ("ß", "İ") keep a form of one character.
"""

import hashlib
import unicodedata

_IRON = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2011": "-", "\u2010": "-", "\u00ad": "-",
    "\t": " ", "\r": " ",
}  # fmt: skip
_IRON_TABLE = str.maketrans(_IRON)


def iron(text: str) -> str:
    """The text with typographic marks and spaces made plain, one to one.

    >>> iron("« l’appel »")
    '" l\\'appel "'
    """
    return text.translate(_IRON_TABLE)


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", _IRON.get(character, character))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    if len(plain) == 1:
        return plain
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


class _Folded(dict[int, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_character(chr(point))
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text for comparing: ironed, lower case, without accents, of the same length.

    >>> fold("Élysée Straße")
    'elysee straße'
    """
    return text.translate(_FOLDED)


def short_id(prefix: str, *parts: str) -> str:
    """A stable id from content, such as `s-3f2a9c01d4`."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:10]}"
