"""What a statement says, as terms that survive translation: concepts where the language's table knows a
word, else stems; numbers; sound forms of names. Terms are weighed by how rare they are among all
statements.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import fsum, log

from recoupe import languages
from recoupe.model import Page, Statement
from recoupe.text import shingles
from recoupe.text.fold import fold
from recoupe.text.shingles import WORD, triples
from recoupe.text.sound import sound
from recoupe.text.stems import StemTable

STEM = 6  # letters kept of a word that no table knows; endings of the six languages are short
SHORT = 4  # letters below which an unknown word is a function word
RUNS = 6  # runs of three words by which a statement is looked for
_LONGEST = 400  # words of one statement that are compared
_LEAST = 0.42  # share of the weight under which two wordings are never one act: their words are not walked


@dataclass(frozen=True, slots=True)
class Content:
    """A statement in comparable form. `places` are the (start, end) of its words on the page."""

    statement: str
    doc: str
    lang: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    terms: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two contents are: by weight of both, by weight of the lighter, terms shared, words in a
    row (0 also where next to nothing is shared).
    """

    dice: float
    contained: float
    terms: int
    run: int
    few: int = 0  # terms of the one that has fewer


@cache
def _concepts(lang: str) -> StemTable[str]:
    if lang not in languages.known():
        return StemTable(())
    rows = languages.load(lang).rows("concepts")
    return StemTable(
        (stem.replace("_", " "), f"={concept}{sign if sign != '=' else ''}")
        for concept, sign, stems in rows
        for stem in stems.split()
    )


@cache
def _common(lang: str) -> frozenset[str]:
    """The words that every text in the language has."""
    if lang not in languages.known():
        return frozenset()
    return frozenset(fold(form) for form, kind, _ in languages.load(lang).rows("tells") if kind == "word")


def read(statement: Statement, page: Page) -> Content:
    """The content of a statement on its page."""
    text = page.doc.text
    hits = list(chain.from_iterable(WORD.finditer(text, s.start, s.end) for s in statement.content))[
        :_LONGEST
    ]
    words = [fold(hit.group()) for hit in hits]
    common = _common(page.lang)
    terms: set[str] = set()
    known: set[int] = set()
    names: set[str] = set()
    for first, last, concept in _concepts(page.lang).find(words):
        terms.add(concept)
        known.update((first, last))
    numbers = {"#" + "".join(c for c in w if c.isdigit()) for w in words if w[0].isdigit()}
    for n, (word, hit) in enumerate(zip(words, hits, strict=True)):
        if n in known or word[0].isdigit() or word in common:
            continue
        if hit.group()[0].isupper() and n and len(word) >= SHORT:
            names.add(sound(word)[:STEM])
        elif len(word) >= SHORT:
            terms.add(word[:STEM])
    hashes = sorted(set(triples(shingles.hashes(words)).tolist()))
    return Content(
        statement=statement.id,
        doc=statement.doc,
        lang=page.lang,
        words=tuple(words),
        places=tuple(hit.span() for hit in hits),
        terms=frozenset(terms | names | numbers),
        names=frozenset(names),
        numbers=frozenset(numbers),
        runs=tuple(hashes[:RUNS]),  # the smallest hashes: the same choice on both sides
    )


class Terms:
    """The weight of terms among all statements, and likeness by it."""

    def __init__(self, contents: Sequence[Content]) -> None:
        self._seen = Counter(term for content in contents for term in content.terms)
        n = max(1, len(contents))
        self._weights = {term: log(1 + n / seen) for term, seen in self._seen.items()}
        self._mass = {c.statement: self._sum(c.terms) for c in contents}
        first: dict[tuple[tuple[str, ...], frozenset[str]], int] = {}
        self._same = {c.statement: first.setdefault((c.words, c.terms), len(first)) for c in contents}
        self._known: dict[tuple[int, int], Likeness] = {}

    def _sum(self, terms: Iterable[str]) -> float:
        return fsum(self._weights[t] for t in terms)  # exact, so that the order of terms does not matter

    def rarest(self, content: Content, count: int) -> list[str]:
        """The rarest terms of a content that another statement has too."""
        shared = [t for t in content.terms if self._seen[t] > 1]
        return sorted(shared, key=lambda t: (self._seen[t], t))[:count]

    def compare(self, a: Content, b: Content) -> Likeness:
        """How alike two contents are; statements in the same words are compared once."""
        pair = self._same[a.statement], self._same[b.statement]
        if pair not in self._known:
            self._known[pair] = self._compare(a, b)
        return self._known[pair]

    def _compare(self, a: Content, b: Content) -> Likeness:
        both = a.terms & b.terms
        if not both:
            return Likeness(0.0, 0.0, 0, 0)
        mass = self._sum(both)
        mine, theirs = self._mass[a.statement], self._mass[b.statement]
        contained = mass / min(mine, theirs)  # never less than the share of both
        return Likeness(
            2 * mass / (mine + theirs),
            contained,
            len(both),
            longest_run(a.words, b.words) if contained >= _LEAST else 0,
            min(len(a.terms), len(b.terms)),
        )


def same(content: Content) -> Likeness:
    """The likeness of a content with one in its very words."""
    return Likeness(1.0, 1.0, len(content.terms), len(content.words), len(content.terms))


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """The most words in a row that both have.

    >>> longest_run("la paix est proche".split(), "oui la paix est loin".split())
    3
    """
    places: dict[str, list[int]] = {}
    for n, word in enumerate(b):
        places.setdefault(word, []).append(n)
    best, before = 0, dict[int, int]()
    for word in a:
        row = {n: before.get(n - 1, 0) + 1 for n in places.get(word, ())}
        best = max(best, *row.values()) if row else best
        before = row
    return best
