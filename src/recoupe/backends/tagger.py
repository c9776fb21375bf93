"""The default Tagger: our own words and sentence bounds, spaCy's parse, and names; opened at the first page.

French has weights of its own; the other languages share one model. A reading is a pure function of the page.
"""

from functools import cache
from pathlib import Path

from recoupe import languages
from recoupe.backends import pipeline
from recoupe.backends.pieces import Piece, cut
from recoupe.model import Name, Page, Parse, Sentence, Span, Token
from recoupe.text.tokens import pattern

MAX_CHARS = 200_000


class SpacyTagger:
    """Reads pages of one language with a spaCy pipeline."""

    def __init__(self, lang: str, *, folder: Path | None = None, max_chars: int = MAX_CHARS) -> None:
        self._folder = folder or pipeline.shipped(lang)
        self._token = pattern(languages.load(lang).rows("tokens"))
        self._common: frozenset[str] = common_words(lang)
        self._max_chars = max_chars

    def read(self, page: Page) -> Parse:
        """See `ports.Tagger`."""
        pieces = list(cut(page, self._token, self._common, self._max_chars))
        if not pieces:
            return Parse(page.doc.id, (), (), ())
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for piece, readings in zip(pieces, pipeline.parse(pipeline.load(self._folder), pieces), strict=True):
            first = len(tokens)
            tokens += _tokens(piece, readings, first)
            sentences += _sentences(page.doc.id, tokens, readings, first)
        return Parse(page.doc.id, tuple(tokens), tuple(sentences), _names(page, tokens))


@cache
def common_words(lang: str) -> frozenset[str]:
    """The words that a language writes in small letters, as the treebanks show."""
    path = pipeline.WEIGHTS / f"words_{lang}.txt"
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


def _tokens(piece: Piece, readings: list[pipeline.Reading], first: int) -> list[Token]:
    return [
        Token(start, end, word, r.lemma or word.lower(), r.pos or "X", r.morph, first + r.head, r.rel or "dep")
        for (start, end), word, r in zip(piece.spans, piece.words, readings, strict=True)
    ]


def _sentences(doc: str, tokens: list[Token], readings: list[pipeline.Reading], first: int) -> list[Sentence]:
    bounds = [first + i for i, r in enumerate(readings) if r.starts or i == 0] + [len(tokens)]
    pairs = zip(bounds, bounds[1:], strict=False)
    return [Sentence(Span(doc, tokens[a].start, tokens[b - 1].end), a, b) for a, b in pairs]


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
