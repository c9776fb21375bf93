"""The words by which the order of two texts of different languages is compared, and where they stand."""

from collections.abc import Sequence

import numpy as np

from recoupe.model import Fingerprint
from recoupe.stages.lineage._pairs import Ints, changes

_AT_ONCE = 128  # pages read at a time, about 20 MB; one by one takes three times as long
_OFTEN = 3  # times that a word may stand
_LETTERS = 6  # of a word that count
Placed = tuple[Ints, Ints]


class Places:
    """The longer words and numbers that stand at most three times, sorted, and the place of each. A word is
    one integer: its first six letters, how often it stands, and which time this is.
    """

    def __init__(self, prints: Sequence[Fingerprint], pages: Sequence[int]) -> None:
        self._prints = prints
        self._found: dict[int, Placed] = {}
        for at in range(0, len(pages), _AT_ONCE):
            self._read(pages[at : at + _AT_ONCE])

    def __call__(self, page: int) -> Placed:
        """The words of a page and their places."""
        if page not in self._found:
            self._read([page])
        return self._found[page]

    def _read(self, pages: Sequence[int]) -> None:
        heard = [self._prints[page].heard for page in pages]
        raw = np.frombuffer(b"".join(heard), dtype=np.uint8)
        inside = np.concatenate(([False], raw != 32, [False]))
        starts = np.flatnonzero(inside[1:] & ~inside[:-1])
        lengths = np.flatnonzero(inside[:-1] & ~inside[1:]) - starts
        owner = np.searchsorted(np.cumsum([len(h) for h in heard]), starts, side="right")
        digit = np.append((raw >= 48) & (raw <= 57), (False, False))
        numbers = digit[starts] & digit[starts + 1] & ((lengths == 2) | digit[starts + 2])
        telling = np.flatnonzero((lengths >= 4) | ((lengths > 1) & numbers))
        at = starts[telling, None] + np.arange(_LETTERS)
        inner = np.arange(_LETTERS) < lengths[telling, None]
        letters = np.where(inner, raw[np.minimum(at, len(raw) - 1)], 0).astype(np.int64)
        words = (letters << np.arange(0, 8 * _LETTERS, 8)).sum(axis=1)
        order = np.lexsort((words, owner[telling]))
        words, stands = words[order], telling[order]
        first = np.flatnonzero(changes(words) | changes(owner[stands]))
        many = np.diff(np.append(first, len(words)))
        nth = np.arange(len(words)) - np.repeat(first, many)
        many = np.repeat(many, many)
        few = many <= _OFTEN
        words, stands = ((words << 4) | (many << 2) | nth)[few], stands[few]
        ends = np.searchsorted(owner[stands], np.arange(len(pages) + 1))
        begins = np.searchsorted(owner, np.arange(len(pages)))
        for n, page in enumerate(pages):
            mine = slice(ends[n], ends[n + 1])
            self._found[page] = (words[mine], stands[mine] - begins[n])
