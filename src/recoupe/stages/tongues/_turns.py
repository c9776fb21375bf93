"""Small words and word order that translation bends, counted over a whole page.

A form is a function word, a part of speech standing for every content word, two or three of these in a
row, or a governed word with its relation and side. None of them names a thing: what a page is about says
nothing here. The table `turn_weights` of a language says how much each form speaks for a translated page
(toward "any") and, where pages of several source languages were counted, for one source against the others.
A page has hundreds of these forms and each weighs next to nothing: only their sum is evidence, and it never
names a language alone.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recoupe.languages import Language
from recoupe.model import Page, Parse, Span, Token

ANY = "any"
SHORTEST = 60  # words: under this a page's rates are chance
_FUNCTION = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "PUNCT"})
_NEAR = 12  # words that a place may span when it is shown


@dataclass(frozen=True, slots=True)
class Turns:
    """What the forms of a page add up to: as a translation, and for each source against the others."""

    translated: float
    toward: Mapping[str, float]
    telling: tuple[str, ...]  # the forms that speak most for a translation


_Rows = Mapping[str, tuple[float, float]]  # form -> rarity, weight


@lru_cache(maxsize=64)
def _tables(language: Language) -> Mapping[str, _Rows]:
    tables: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for form, toward, rarity, weight in language.rows("turn_weights"):
        tables[toward][form] = (float(rarity), float(weight))
    return tables


def skeleton(token: Token) -> str:
    """A function word as it is; the part of speech, and a verb's mood and tense, for any other."""
    if token.pos in _FUNCTION:
        return token.text.lower().replace(" ", "")
    if token.pos != "VERB":
        return token.pos
    feats = dict(part.split("=", 1) for part in token.morph.split("|") if "=" in part)
    return "VERB" + "".join("." + feats[name][:3] for name in ("VerbForm", "Tense", "Mood") if name in feats)


def _places(tokens: Sequence[Token]) -> Iterable[tuple[str, int, int]]:
    """Each form with the first and last token of its place."""
    bones = [skeleton(token) for token in tokens]
    for at, token in enumerate(tokens):
        yield bones[at], at, at
        if at + 1 < len(tokens):
            yield f"{bones[at]} {bones[at + 1]}", at, at + 1
        if at + 2 < len(tokens):
            yield f"{bones[at]} {bones[at + 1]} {bones[at + 2]}", at, at + 2
        root = token.head == at or not 0 <= token.head < len(tokens)
        side = "before" if token.head > at else "after"
        governor = "ROOT" if root else tokens[token.head].pos
        yield (
            f"{token.pos} {token.rel} {side} {governor}",
            min(at, at if root else token.head),
            max(at, at if root else token.head),
        )


def count(parse: Parse) -> Counter[str]:
    """How often each form stands in the prose of a page."""
    return Counter(form for form, _, _ in _places(parse.tokens))


def weigh(counted: Mapping[str, int], language: Language) -> Turns | None:
    """The evidence of a page's forms; None where the language has no table."""
    tables = _tables(language)
    if ANY not in tables:
        return None
    shares = {toward: _shares(counted, rows) for toward, rows in tables.items()}
    ours = shares.pop(ANY)
    telling = sorted((f for f in ours if ours[f] > 0), key=lambda f: (-ours[f], f))
    return Turns(
        round(math.fsum(ours.values()), 4),
        {toward: round(math.fsum(s.values()), 4) for toward, s in shares.items()},
        tuple(telling[:24]),
    )


def _shares(counted: Mapping[str, int], rows: _Rows) -> dict[str, float]:
    """What each form adds: its frequency, damped, times its rarity, as a share of the page's length."""
    here = {form: (1 + math.log(n)) * rows[form][0] for form, n in counted.items() if form in rows}
    length = math.sqrt(math.fsum(x * x for x in here.values())) or 1.0
    return {form: rows[form][1] * x / length for form, x in sorted(here.items())}


def show(page: Page, parse: Parse, forms: Sequence[str], most: int) -> list[tuple[Span, str]]:
    """The first place of each form that has words of its own to show."""
    wanted = {form: None for form in forms if any(c.islower() for c in form.split()[0])}
    found: dict[str, tuple[Span, str]] = {}
    for form, first, last in _places(parse.tokens):
        if form in wanted and form not in found and last - first < _NEAR:
            start, end = parse.tokens[first].start, parse.tokens[last].end
            words = " ".join(page.doc.text[start:end].split())
            if any(c.isalpha() for c in words):
                found[form] = (Span(page.doc.id, start, end), words)
    return [found[form] for form in wanted if form in found][:most]
