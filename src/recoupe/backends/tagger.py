"""The default Tagger: spaCy with the shipped weights, opened at the first page.

French has a pipeline of its own; the other languages share one.
"""

from functools import cache
from pathlib import Path
from typing import Any

from recoupe.model import PROSE, Name, Page, Parse, Sentence, Span, Token
from recoupe.text.fold import iron

WEIGHTS = Path(__file__).parent.parent / "weights"


@cache
def _pipeline(name: str) -> Any:
    import spacy  # noqa: PLC0415  opened lazily: the command must start in under a second

    return spacy.load(WEIGHTS / name)


class SpacyTagger:
    """Parses with a spaCy pipeline."""

    def __init__(self, lang: str) -> None:
        self._name = "fr_final" if lang == "fr" else "xx_syntax"

    def read(self, page: Page) -> Parse:
        """See `ports.Tagger`."""
        text = iron(page.doc.text)
        blocks = [b for b in page.blocks if b.kind in PROSE]
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        pieces = [text[b.span.start : b.span.end].replace("\n", " ") for b in blocks]
        for block, doc in zip(blocks, _pipeline(self._name).pipe(pieces), strict=True):
            place: dict[int, int] = {}
            for sent in doc.sents:
                first = len(tokens)
                words = [t for t in sent if not t.is_space]
                for t in words:
                    place[t.i] = len(tokens)
                    at = block.span.start + t.idx
                    tokens.append(Token(at, at + len(t), t.text, t.lemma_ or t.text.lower(), t.pos_, str(t.morph), t.head.i, t.dep_))
                for i in range(first, len(tokens)):
                    t = tokens[i]
                    head = place.get(t.head, i)
                    tokens[i] = Token(t.start, t.end, t.text, t.lemma, t.pos, t.morph, head, t.rel)
                if len(tokens) > first:
                    span = Span(page.doc.id, tokens[first].start, tokens[-1].end)
                    sentences.append(Sentence(span, first, len(tokens)))
        return Parse(page.doc.id, tuple(tokens), tuple(sentences), _names(page, tokens))


def _names(page: Page, tokens: list[Token]) -> tuple[Name, ...]:
    """Runs of proper nouns, until the CRF takes over."""
    out: list[Name] = []
    run: list[Token] = []
    for t in [*tokens, Token(0, 1, "", "", "X", "", 0, "")]:
        if t.pos == "PROPN" and (not run or t.start - run[-1].end <= 1):
            run.append(t)
            continue
        if run:
            out.append(Name(Span(page.doc.id, run[0].start, run[-1].end), "other"))
        run = [t] if t.pos == "PROPN" else []
    return tuple(out)
