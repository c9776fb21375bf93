"""Where does the text begin behind a heading that is printed on its line, without a stop?

Only a page's first block is looked at, and only where it is too long to be a heading itself. Print alone
answers: the text begins as its heading did, or with a word by which sentences open; where print leaves it
open, the parser decides.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from recoupe.languages import Language
from recoupe.text.sentences import CLOSING, STOPS, Start

LONG_BLOCK, HEADING = 500, 230  # characters: a block with a heading on its line, and the longest heading
SHORTEST = 4  # words of a heading


@dataclass(frozen=True, slots=True)
class Openers:
    """Words that tell where a text begins: capitalised ones that open sentences, and small ones that want
    something behind them.
    """

    opening: frozenset[str]
    small: frozenset[str]


def openers(lang: Language) -> Openers:
    """What a language's table `tells` knows of the openings of sentences."""
    rows = lang.rows("tells")
    return Openers(
        frozenset(form for form, kind, _ in rows if kind == "opener"),
        frozenset(form for form, kind, _ in rows if kind == "word"),
    )


def mark(
    text: str,
    spans: Sequence[tuple[int, int]],
    begins: list[Start],
    known: Openers,
    common: AbstractSet[str],
) -> None:
    """Puts a bound where a block's text begins behind its heading, into the bounds told by marks."""
    if len(text) < LONG_BLOCK:
        return
    words = [text[a:b] for a, b in spans if a < HEADING]
    for i in range(SHORTEST, len(words) - 1):
        if words[i - 1][-1] in STOPS or "\n" in text[spans[i - 1][0] : spans[i][0]]:
            return
        if not words[i][0].isupper() or spans[i - 1][1] == spans[i][0]:
            continue
        begin = _begin(words, i, known, common)
        begins[i] = max(begins[i], begin)
        if begin is Start.ALWAYS:
            return


def _begin(words: Sequence[str], i: int, known: Openers, common: AbstractSet[str]) -> Start:
    before, word, after = words[i - 1], words[i], words[i + 1]
    closed = before[-1] in CLOSING or (before == '"' and words[:i].count('"') % 2 == 0)
    if before.lower() in known.small or not (before[-1].isalnum() or closed):
        return Start.NEVER
    if [word, after] == list(words[:2]):
        return Start.ALWAYS
    if word in known.opening:
        return Start.ALWAYS
    plain = before[0].islower() or before[0].isdigit() or closed
    return Start.OPEN if plain and word.lower() in common and after[:1].islower() else Start.NEVER
