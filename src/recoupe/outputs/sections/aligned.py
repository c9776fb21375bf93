"""Two aligned passages side by side: which of their words the other does not have.

Only for passages in one language that share most of their words; a translation is shown as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from recoupe.outputs.book import Quote
from recoupe.text.fold import fold

ALIKE = 0.4  # share of words in common, below which marks would cover everything
LONGEST = 400  # words of one passage that are compared
_PIECE = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage, and whether it stands in the other one."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that were aligned, in pieces."""

    child: Quote
    parent: Quote
    of_child: tuple[Piece, ...]
    of_parent: tuple[Piece, ...]

    @property
    def altered(self) -> bool:
        """Whether a word of one is not in the other."""
        return any(p.differs for p in (*self.of_child, *self.of_parent))


@lru_cache(maxsize=512)  # the next page in the other language asks for the same
def pair(child: Quote, parent: Quote) -> Pair:
    """Two passages with the words that differ set apart."""
    one, other = _PIECE.findall(child.text), _PIECE.findall(parent.text)
    whole = (Piece(child.text, False),), (Piece(parent.text, False),)
    if child.lang != parent.lang or max(len(one), len(other)) > 2 * LONGEST:
        return Pair(child, parent, *whole)
    folded = [[fold(p) if p[0].isalnum() else " " for p in side] for side in (one, other)]
    if folded[0] == folded[1]:
        return Pair(child, parent, *whole)
    match = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    if match.quick_ratio() < ALIKE or match.ratio() < ALIKE:
        return Pair(child, parent, *whole)
    kept = [b for b in match.get_matching_blocks() if b.size]
    mine = {n for b in kept for n in range(b.a, b.a + b.size)}
    theirs = {n for b in kept for n in range(b.b, b.b + b.size)}
    return Pair(child, parent, tuple(_pieces(one, mine)), tuple(_pieces(other, theirs)))


def _pieces(words: Sequence[str], same: set[int]) -> Iterator[Piece]:
    """The words in runs; what stands between two words that differ goes with them, marks never differ."""
    apart = [n not in same and any(c.isalnum() for c in word) for n, word in enumerate(words)]
    for n in range(1, len(words) - 1):
        if not any(c.isalnum() for c in words[n]) and apart[n - 1] and apart[n + 1]:
            apart[n] = True
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and apart[end] == apart[at]:
            end += 1
        yield Piece("".join(words[at:end]), apart[at])
        at = end
