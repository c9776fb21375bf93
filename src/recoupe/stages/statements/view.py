"""A page's parse, ready to be asked: children, edges of subtrees, words, sentences, what stands beside a
place.

Everything is an index into `tokens` or an offset into the text; asking costs little because it is counted
once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from recoupe.model import Mention, Page, Parse, Span, TimeExpression, Token
from recoupe.stages.statements.lexicon import Lexicon
from recoupe.text.fold import fold
from recoupe.text.quotes import Quoted

CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "parataxis:insert", "ccomp"})
FINITE = ("VerbForm=Fin",)


class View:
    """One page, seen through its parse."""

    def __init__(self, page: Page, parse: Parse, lexicon: Lexicon, quotes: Sequence[Quoted] = ()) -> None:
        self.page = page
        self.doc = page.doc.id
        self.text = page.doc.text
        self.tokens: tuple[Token, ...] = parse.tokens
        self.sentences = parse.sentences
        self.lexicon = lexicon
        self.quotes = tuple(quotes)
        self.words = [fold(t.text) for t in parse.tokens]
        self.starts = [t.start for t in parse.tokens]
        self.sentence_of = [0] * len(parse.tokens)
        self.kids: list[list[int]] = [[] for _ in parse.tokens]
        self.low = list(range(len(parse.tokens)))
        self.high = list(range(len(parse.tokens)))
        for number, sentence in enumerate(parse.sentences):
            self._grow(number, sentence.first, sentence.last)
        self.mentions: tuple[Mention, ...] = ()
        self._mention_starts: list[int] = []
        self._widest = 0
        self.times: tuple[TimeExpression, ...] = ()
        self.timed: set[int] = set()

    def _grow(self, number: int, first: int, last: int) -> None:
        for i in range(first, last):
            self.sentence_of[i] = number
            head = self.tokens[i].head
            if head != i and first <= head < last:
                self.kids[head].append(i)
        for top in [
            i
            for i in range(first, last)
            if not first <= self.tokens[i].head < last or self.tokens[i].head == i
        ]:
            order = [top]
            for i in order:
                order += self.kids[i]
            for i in reversed(order):
                for kid in self.kids[i]:
                    self.low[i] = min(self.low[i], self.low[kid])
                    self.high[i] = max(self.high[i], self.high[kid])

    def meet(self, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> None:
        """Takes in who is named and when, sorted for asking."""
        self.mentions = tuple(sorted(mentions, key=lambda m: m.span))
        self._mention_starts = [m.span.start for m in self.mentions]
        self._widest = max((m.span.end - m.span.start for m in self.mentions), default=0)
        self.times = tuple(times)
        self.timed = {i for t in times for i in range(self.at(t.span.start), self.before(t.span.end) + 1)}

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with two offsets, in text order."""
        first = bisect_left(self._mention_starts, start - self._widest)
        last = bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[first:last] if m.span.end > start]

    def span(self, start: int, end: int) -> Span:
        """A span of this page."""
        return Span(self.doc, start, end)

    def rel(self, i: int) -> str:
        """The relation of a token without its subtype."""
        return self.tokens[i].rel.partition(":")[0]

    def head(self, i: int) -> int:
        """The governor of a token; its own index for a root."""
        return self.tokens[i].head

    def up(self, i: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        seen = 0
        while self.tokens[i].head != i and seen < 60:
            i = self.tokens[i].head
            seen += 1
            yield i

    def under(self, i: int, top: int) -> bool:
        """Whether a token hangs below another."""
        return any(g == top for g in self.up(i))

    def subtree(self, i: int) -> list[int]:
        """The token and all below it, in text order."""
        order = [i]
        for k in order:
            order += self.kids[k]
        return sorted(order)

    def at(self, offset: int) -> int:
        """The index of the first token that ends after an offset."""
        i = max(0, bisect_right(self.starts, offset) - 1)
        while i < len(self.tokens) and self.tokens[i].end <= offset:
            i += 1
        return i

    def before(self, offset: int) -> int:
        """The index of the last token that starts before an offset, or -1."""
        return bisect_left(self.starts, offset) - 1

    def bounds(self, i: int) -> tuple[int, int]:
        """First token and past-the-last token of the sentence of a token."""
        sentence = self.sentences[self.sentence_of[i]]
        return sentence.first, sentence.last

    def is_mark(self, i: int) -> bool:
        """Whether a token is a quotation mark."""
        at = self.tokens[i].start
        if self.text[at] in "‘’":
            return any(at in (q.start, q.end - 1) for q in self.quotes)
        return self.words[i] in ('"', "''", "«", "»", "“", "”")

    def is_word(self, i: int) -> bool:
        """Whether a token is no punctuation."""
        return self.tokens[i].pos != "PUNCT" and not self.is_mark(i)

    def match(self, i: int, words: Sequence[str], last: int) -> bool:
        """Whether folded words stand from a token on."""
        return i + len(words) <= last and all(self.words[i + k] == w for k, w in enumerate(words))

    def morph(self, i: int, feature: str) -> bool:
        """Whether a token carries a feature ("VerbForm=Inf")."""
        return feature in self.tokens[i].morph

    def quote_at(self, offset: int) -> Quoted | None:
        """The innermost quotation that covers an offset."""
        found = None
        for q in self.quotes:
            if q.start > offset:
                break
            if offset < q.end:
                found = q
        return found

    def quotes_in(self, start: int, end: int) -> list[Quoted]:
        """The outermost quotations that lie within two offsets."""
        return [q for q in self.quotes if start <= q.start and q.end <= end and q.depth == 0]

    def outermost(self) -> list[Quoted]:
        """The quotations that stand in no other."""
        return [q for q in self.quotes if q.depth == 0]

    def block_of(self, offset: int) -> tuple[int, int]:
        """Start and end of the paragraph of an offset."""
        for block in self.page.blocks:
            if block.span.start <= offset < block.span.end:
                return block.span.start, block.span.end
        return 0, len(self.text)

    def noun_phrase(self, head: int, *, avoid: int = -1) -> tuple[int, int]:
        """Offsets of a noun phrase without its relative clauses; the token `avoid` stays outside."""
        low = high = head
        grown = [head]
        for i in grown:
            for kid in self.kids[i]:
                if (
                    kid == avoid
                    or self.tokens[kid].rel in CLAUSES
                    or self.rel(kid) in ("cop", "cc", "mark", "nsubj")
                ):
                    continue
                if self.rel(kid) == "case" and i == head:
                    continue
                if "VerbForm=Part" in self.tokens[kid].morph and "Tense=Pres" in self.tokens[kid].morph:
                    continue
                if self.rel(kid) == "punct" or (
                    self.rel(kid) == "conj" and self.tokens[kid].pos in ("VERB", "AUX")
                ):
                    continue
                grown.append(kid)
                low, high = min(low, kid), max(high, kid)
        if avoid >= 0:
            if avoid < head:
                low = max(low, avoid + 1)
            else:
                high = min(high, avoid - 1)
        while low < head and (self.words[low] in ",;:" or self.is_mark(low)):
            low += 1
        return self.tokens[low].start, self.tokens[high].end
