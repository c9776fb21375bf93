"""A parse made ready for looking up: folded words, sentences, quotations, and what hangs on what.

Everything is an index into `tokens`; it is counted once and asked often.
"""

from bisect import bisect_right
from collections.abc import Sequence

from recoupe.model import Page, Parse, Span, Token
from recoupe.stages.mentions.lexicon import Lexicon
from recoupe.text import quotes
from recoupe.text.fold import fold


class Sight:
    """One page's tokens with what the search for names asks of them again and again."""

    def __init__(self, page: Page, parse: Parse, lexicon: Lexicon) -> None:
        self.page = page
        self.doc = page.doc.id
        self.text = page.doc.text
        self.tokens: Sequence[Token] = parse.tokens
        self.lexicon = lexicon
        self.words = [fold(t.text) for t in parse.tokens]
        self.printed = [self.text[t.start : t.end] for t in parse.tokens]
        self.starts = [t.start for t in parse.tokens]
        self.sentence = [0] * len(parse.tokens)
        self.bounds = [(s.first, s.last) for s in parse.sentences]
        for number, (first, last) in enumerate(self.bounds):
            self.sentence[first:last] = [number] * (last - first)
        spans = sorted((b.span.start, b.span.end) for b in page.blocks)
        self.block_starts = _paragraphs(page)
        self.quoted = self._quoted(spans)
        self.narrated = self._narrated()

    def _quoted(self, paragraphs: list[tuple[int, int]]) -> list[bool]:
        inside = [False] * len(self.tokens)
        for quote in quotes.find(self.text, paragraphs):
            if quote.depth:
                continue
            for i in range(
                bisect_right(self.starts, quote.start - 1), bisect_right(self.starts, quote.end - 1)
            ):
                inside[i] = True
        return inside

    def _narrated(self) -> list[int]:
        """For each sentence, how many up to it are not all quotation: distance as a reader feels it."""
        counts, n = [], 0
        for first, last in self.bounds:
            n += not all(self.quoted[first:last])
            counts.append(n)
        return counts

    def span(self, first: int, last: int) -> Span:
        """The span from one token to another, both included."""
        return Span(self.doc, self.tokens[first].start, self.tokens[last].end)

    def at(self, offset: int) -> int:
        """The first token that ends after an offset."""
        i = max(0, bisect_right(self.starts, offset) - 1)
        while i < len(self.tokens) and self.tokens[i].end <= offset:
            i += 1
        return i

    def block(self, i: int) -> int:
        """The number of the paragraph of a token."""
        return bisect_right(self.block_starts, self.tokens[i].start)

    def rel(self, i: int) -> str:
        """The relation of a token without its subtype."""
        return self.tokens[i].rel.partition(":")[0]

    def governor(self, i: int) -> int:
        """The token a token hangs on, past coordinations and auxiliaries of naming."""
        for _ in range(8):
            head = self.tokens[i].head
            if head == i or self.rel(i) not in ("flat", "appos", "conj", "compound", "nmod"):
                return i
            i = head
        return i

    def morph(self, i: int, feature: str) -> str | None:
        """The value of a feature of a token, or None."""
        for part in self.tokens[i].morph.split("|"):
            name, _, value = part.partition("=")
            if name == feature:
                return value
        return None

    def is_capital(self, i: int) -> bool:
        """Whether a token is printed with a capital."""
        return self.printed[i][:1].isupper()

    def is_article(self, i: int) -> bool:
        """Whether a token is an article or a possessive; "one" as a number is none."""
        word = self.words[i]
        if self.lexicon.has("definite", word) or self.lexicon.has("possessive", word):
            return True
        return self.lexicon.has("indefinite", word) and self.tokens[i].pos in ("DET", "ADP")

    def reports(self, i: int) -> bool:
        """Whether a token is a verb of speech."""
        token, lemma = self.tokens[i], fold(self.tokens[i].lemma)
        unknown = lemma == self.words[i] and token.pos not in ("NOUN", "PROPN", "ADJ")
        return lemma in self.lexicon.verbs or (unknown and lemma in self.lexicon.verb_forms)

    def acts(self, i: int) -> bool:
        """Whether a token is a subject, or a root on which the parse hangs the verb of which it is one."""
        if self.rel(i) == "nsubj":
            return True
        end = self.bounds[self.sentence[i]][1]
        verbs = [k for k in range(i + 1, end) if self.tokens[k].head == i and self.tokens[k].rel == "acl"]
        if self.tokens[i].head != i or not verbs:
            return False
        objects = [k for k in range(verbs[0] + 1, end) if self.tokens[k].head == verbs[0]]
        finite = "VerbForm=Fin" in self.tokens[verbs[0]].morph
        past = "Tense=Past" in self.tokens[verbs[0]].morph
        return finite or (past and any(self.rel(k) in ("obj", "ccomp") for k in objects))

    def tells_whose(self, i: int) -> bool:
        """Whether a sentence on what was just said tells by token i whose word it is: "This is X's view"."""
        first, end = self.bounds[self.sentence[i]]
        shows = self.tokens[first].pos == "PRON" and self.lexicon.word("subject", self.words[first]) is None
        root = next((k for k in range(first, end) if self.tokens[k].head == k), -1)
        hangs = self.tokens[i].head == root and self.rel(i) in ("obl", "nmod")
        return shows and self.rel(first) == "nsubj" and hangs and not self.quoted[i]

    def after_source(self, i: int) -> bool:
        """Whether "selon", "d'après" or the like stands right before token i."""
        return any(tuple(self.words[max(0, i - len(p)) : i]) == p for p in self.lexicon.sources)


def _paragraphs(page: Page) -> list[int]:
    """Where paragraphs begin; what follows a headline goes on from it."""
    blocks = sorted(page.blocks, key=lambda b: b.span)
    kinds = ["", *(b.kind for b in blocks)]
    return [b.span.start for b, before in zip(blocks, kinds, strict=False) if before != "headline"]
