"""The small parts by which texts are recognised: sentences, word hashes, word triples, sound grams.

Everything is an array of integers made from content alone (no process salt), so that pages read on
different machines can be compared. A triple is three words that follow each other; a gram is four
characters of sound form.
"""

import re
import zlib
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from recoupe.text.sound import sound

Hashes = npt.NDArray[np.uint32]
WORD = re.compile(
    r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?|[^\W\d_\u02bc]+"
)  # U+02BC is an apostrophe, for all its class
_ODD_SPACES = "\u00a0\u202f\u2009\u2007\t\r"  # they stand in numbers
# A full stop ends a sentence only where a capital, a mark or a digit follows, and no initial or short title
# precedes.
_STOP = re.compile(  # the mark first, and what precedes it looked at from behind it: ten times as fast
    r"[.!?…](?<!\b[^\W\d_a-zà-ÿа-яёіїєґ][.!?…])(?<!\b[A-ZА-Я][a-zа-я][.!?…])[.!?…]{0,5}[\"»”’)\]]{0,3}\s{1,9}"
    r"(?=[\"«“„(\[–—-]{0,3}\s?[^\W_a-zà-ÿа-яёіїєґ])"
)
_LONGEST = 1200  # characters; a "sentence" beyond is a list or a table, and is cut there.


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a stretch of text, as (start, end), in order.

    >>> sentences("M. Ito part. Il pleut.", 0, 22)
    [(0, 12), (13, 22)]
    """
    found, at = [], start
    cuts = [hit.end() for hit in _STOP.finditer(text, start, end)] + [end]
    for cut in cuts:
        while cut - at > _LONGEST:
            found.append((at, at + _LONGEST))
            at += _LONGEST
        stop = at + len(text[at:cut].rstrip())
        if stop > at:
            found.append((at, stop))
        at = cut
    return found


@lru_cache(maxsize=65536)
def word_hash(word: str) -> int:
    """A word's hash: the same in every process."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def plain(text: str) -> str:
    """The text in lower case and with plain spaces, of the same length: what `words` reads.

    >>> plain("Il en faut 1\u202f000")
    'il en faut 1 000'
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for space in _ODD_SPACES:
        lowered = lowered.replace(space, " ")
    return lowered


def words(text: str, start: int, end: int) -> list[str]:
    """The words and numbers of a stretch of plain text.

    >>> words("l’accord, 1 000 soldats", 0, 23)
    ['l', 'accord', '1 000', 'soldats']
    """
    found: list[str] = WORD.findall(text, start, end)
    return found


def hashes(tokens: list[str]) -> Hashes:
    """The hashes of words, in order."""
    return np.fromiter(map(word_hash, tokens), dtype=np.uint32, count=len(tokens))


def triples(of: Hashes) -> Hashes:
    """The rolling hash of each three words in a row, in order."""
    if len(of) < 3:
        return np.empty(0, dtype=np.uint32)
    wide = of.astype(np.uint64)
    mixed = wide[:-2] * np.uint64(0x9E3779B97F4A7C15) + wide[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed += wide[2:] * np.uint64(0x165667B19E3779F9)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def grams(heard: bytes) -> Hashes:
    """The four-character grams of a sound form, in order: four ASCII bytes are one integer as they stand."""
    if len(heard) < 4:
        return np.empty(0, dtype=np.uint32)
    raw = np.frombuffer(heard, dtype=np.uint8).astype(np.uint32)
    packed: Hashes = (
        raw[:-3] | (raw[1:-2] << np.uint32(8)) | (raw[2:-1] << np.uint32(16)) | (raw[3:] << np.uint32(24))
    )
    return packed


def heard(tokens: list[str], listen: Callable[[str], str] = sound) -> bytes:
    """How words in a row are heard, in ASCII, one blank before each and one at the end."""
    return (" " + " ".join(map(listen, tokens)) + " ").encode("ascii")


def distinct(of: Hashes) -> Hashes:
    """The different values, sorted: what `np.unique` gives, without what that costs for short arrays.

    >>> distinct(np.array([3, 1, 3], dtype=np.uint32)).tolist()
    [1, 3]
    """
    if len(of) < 2:
        return of
    ordered = np.sort(of)
    kept: Hashes = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
    return kept


def pack(of: Hashes) -> bytes:
    """Integers as bytes: what a record can hold."""
    return of.astype("<u4").tobytes()


def unpack(packed: bytes) -> Hashes:
    """The integers of packed bytes."""
    return np.frombuffer(packed, dtype="<u4").astype(np.uint32)
