"""A page as its stands are weighed: its words as trees, with the sentence, mention and marks of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from recoupe.model import Mention, Span, Stand, Statement, Token
from recoupe.stages.stands.lines import Line
from recoupe.stages.stands.sight import Mark, Sight
from recoupe.text.fold import fold

_DEEP = 8  # steps down a tree
_HIGH = 6  # steps up
_ROOTS = ("ADV", "PRON", "PROPN", "ADP")  # what may take a stand where it is the root: "Pas question"
_TAKERS = ("VERB", "ADJ", "NOUN", "AUX", "INTJ")
_FREE = ("parataxis", "conj", "ccomp")


@dataclass(frozen=True, eq=False)
class Grove:
    """The trees of one page; `ruled` are the stands that the rules read, by the word that takes them."""

    seen: Sight
    lines: Sequence[Line]
    ruled: Mapping[int, Sequence[Stand]]
    heard: dict[int, dict[str, float]] = field(default_factory=dict)  # the signs of words, once looked for

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the page."""
        return self.seen.tokens

    @cached_property
    def kids(self) -> Mapping[int, Sequence[int]]:
        """The words that hang on each word."""
        found: dict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            if token.head != i:
                found[token.head].append(i)
        return found

    @cached_property
    def lemmas(self) -> Sequence[str]:
        """The folded lemma of each word."""
        return [fold(t.lemma) for t in self.tokens]

    @cached_property
    def line_at(self) -> Mapping[int, int]:
        """The number of the line that a word stands in; words without one are passed over."""
        return {
            i: n for n, line in enumerate(self.lines) for i in range(line.sentence.first, line.sentence.last)
        }

    @cached_property
    def named(self) -> Mapping[int, Mention]:
        """The innermost mention at each word."""
        found: dict[int, Mention] = {}
        for m in sorted(self.seen.mentions, key=lambda m: (m.span.start - m.span.end, m.span)):
            found.update((i, m) for i in self.within(m.span))
        return found

    @cached_property
    def by_span(self) -> Mapping[Span, Mention]:
        """The mentions by their place."""
        return {m.span: m for m in self.seen.mentions}

    @cached_property
    def marks(self) -> Mapping[int, Sequence[Mark]]:
        """The marks of each word."""
        return _by_token(m for line in self.lines for m in line.marks)

    @cached_property
    def hints(self) -> Mapping[int, Sequence[Mark]]:
        """The rarer words of a stand at each word."""
        return _by_token(m for line in self.lines for m in line.hints)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [t.start for t in self.tokens]

    def within(self, span: Span) -> range:
        """The words that begin in a stretch."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def head(self, span: Span) -> int | None:
        """The word of a stretch that the others hang on."""
        inner = self.within(span)
        free = [i for i in inner if self.tokens[i].head not in inner or self.tokens[i].head == i]
        full = (*_TAKERS[:4], "PROPN")
        return min(free or inner, key=lambda i: (self.tokens[i].pos not in full, i), default=None)

    def below(self, token: int) -> Sequence[int]:
        """A word and those below it, in text order."""
        found, open_ = {token}, [(token, 0)]
        while open_:
            at, deep = open_.pop()
            if deep < _DEEP:
                for kid in self.kids.get(at, ()):
                    found.add(kid)
                    open_.append((kid, deep + 1))
        return sorted(found)

    def above(self, token: int) -> Sequence[int]:
        """A word and those above it."""
        chain = [token]
        while len(chain) < _HIGH and self.tokens[chain[-1]].head != chain[-1]:
            chain.append(self.tokens[chain[-1]].head)
        return chain

    def subject(self, token: int) -> tuple[int, int] | None:
        """The subject of a word or of the next above that has one, and how far up that is."""
        for steps, at in enumerate(self.above(token)):
            for kid in self.kids.get(at, ()):
                if self.tokens[kid].rel.startswith("nsubj"):
                    return kid, steps
        return None

    @cached_property
    def statement_at(self) -> Mapping[int, Statement]:
        """The innermost statement whose content holds a word, by word."""
        sized = [(sum(c.end - c.start for c in s.content), s.id, s) for s in self.seen.statements]
        outer_first = sorted(sized, key=lambda s: s[:2], reverse=True)
        return {i: s for _, _, s in outer_first for content in s.content for i in self.within(content)}

    @cached_property
    def cued_at(self) -> Mapping[int, Statement]:
        """The first statement whose cue holds a word, by word."""
        cued = [s for s in reversed(self.seen.statements) if s.cue]
        return {i: s for s in cued if s.cue for i in self.within(s.cue)}

    def takers(self) -> Iterator[int]:
        """The words that may take a stand, in text order."""
        for i in sorted(self.line_at):
            token = self.tokens[i]
            plain = token.pos in _TAKERS and not (token.pos == "AUX" and token.rel.startswith("aux"))
            root = token.head == i or (token.pos in _ROOTS and token.rel in _FREE)
            if plain or root or i in self.ruled:
                yield i


def _by_token(marks: Iterable[Mark]) -> Mapping[int, Sequence[Mark]]:
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.token].append(mark)
    return found
