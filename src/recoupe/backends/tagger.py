"""The default Tagger: our own words and sentence bounds, spaCy's parse, and names; opened at the first page.

A language with weights of its own is read by them, the others share one model. A reading is a pure
function of the page.
"""

from functools import cache
from itertools import pairwise
from pathlib import Path

from recoupe import languages
from recoupe.backends import crf, headings, names, pipeline
from recoupe.backends.mending import mend
from recoupe.backends.pieces import Piece, cut, unread
from recoupe.model import Note, Page, Parse, Sentence, Span, Token
from recoupe.text.tokens import pattern

MAX_CHARS = 200_000
NEVER = frozenset({"ADP", "AUX", "CCONJ", "INTJ", "PART", "SCONJ", "X"})  # no unknown word is one of these
NAMELESS = NEVER | {"ADV", "NOUN", "NUM", "VERB"}


class SpacyTagger:
    """Reads pages of one language with a spaCy pipeline."""

    def __init__(
        self,
        lang: str,
        *,
        folder: Path | None = None,
        name_model: names.NameModel | None = None,
        max_chars: int = MAX_CHARS,
    ) -> None:
        self._lang = lang
        self._folder = folder
        self._name_model = name_model
        self._token = pattern(languages.load(lang).rows("tokens"))
        self._common: frozenset[str] = common_words(lang)
        self._capital_nouns = bool(languages.load(lang).settings.get("capital_nouns"))
        self._openers = headings.openers(languages.load(lang))
        self._max_chars = max_chars

    def read(self, page: Page) -> Parse:
        """See `ports.Tagger`."""
        pieces = list(cut(page, self._token, self._common, self._max_chars, self._openers))
        if not pieces:
            return Parse(page.doc.id, (), (), (), self._notes(page))
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        nlp = pipeline.load(self._folder or pipeline.shipped(self._lang))
        for piece, readings in zip(pieces, pipeline.parse(nlp, pieces), strict=True):
            first = len(tokens)
            tokens += mend(self._tokens(piece, readings, first), first)
            sentences += _sentences(page.doc.id, tokens, readings, first)
        model = self._name_model or crf.names(self._lang)
        found = names.find(page, tokens, sentences, model, crf.gazetteer(self._lang))
        return Parse(page.doc.id, tuple(tokens), tuple(sentences), found, self._notes(page))

    def _notes(self, page: Page) -> tuple[Note, ...]:
        rest = unread(page, self._max_chars)
        if rest is None:
            return ()
        told = f"Only the first {self._max_chars} characters of this page's text were read."
        return (Note("parse", "too-long", told, page.doc.id, rest),)

    def _tokens(self, piece: Piece, readings: list[pipeline.Reading], first: int) -> list[Token]:
        """The tokens of a piece; a language's own part-of-speech model overrules the pipeline that ships
        with it.
        """
        model = None if self._folder else crf.part_of_speech(self._lang)
        poses = model.tags(piece.words) if model else self._tagged(piece, readings)
        common, lists = self._common, crf.gazetteer(self._lang)
        out: list[Token] = []
        for (start, end), word, r, seen in zip(piece.spans, piece.words, readings, poses, strict=True):
            low = word.lower()
            # An acronym of the gazetteer is a name in capitals, whatever word it looks like: "WHO", "EST".
            acronym = word.isupper() and len(word) > 1 and "u" in lists.get(low, "")
            pos = "PROPN" if acronym else seen
            morph, head = "" if acronym else _morph(r, pos), first + r.head
            out.append(
                Token(start, end, word, r.lemma or low, pos, morph, head, r.rel or "dep", low in common)
            )
        return out

    def _tagged(self, piece: Piece, readings: list[pipeline.Reading]) -> list[str]:
        """The pipeline's parts of speech; a capital within a sentence on no known word is a name's."""
        out = []
        for word, before, r in zip(piece.words, ("", *piece.words), readings, strict=False):
            opens = r.starts or not before[-1:].isalnum()
            named = word[:1].isupper() and word.isalpha() and word.lower() not in self._common
            mistaken = r.pos in (NEVER if opens else NAMELESS)
            site = "." in word[1:-2] and word[-2:].isalpha()  # "rus.err.ee"
            named = site or (named and mistaken and not self._capital_nouns)
            out.append("PROPN" if named else r.pos or "X")
        return out


def _morph(reading: pipeline.Reading, pos: str) -> str:
    """The features, without those of a verb where the word is none after all."""
    if pos == reading.pos or "VerbForm" not in reading.morph or pos in ("VERB", "AUX", "ADJ"):
        return reading.morph
    return "|".join(
        f
        for f in reading.morph.split("|")
        if not f.startswith(("Mood", "Person", "Tense", "VerbForm", "Voice"))
    )


@cache
def common_words(lang: str) -> frozenset[str]:
    """The words that a language writes in small letters, as the treebanks show, with imperatives."""
    path = pipeline.WEIGHTS / f"{lang}_words.txt"
    if not path.is_file():
        return frozenset()
    words = path.read_text("utf-8").split()
    told, plain = (str(languages.load(lang).settings.get(form, "")) for form in ("imperative", "infinitive"))
    return frozenset(words) | {w.removesuffix(plain) + told for w in words if told and w.endswith(plain)}


def _sentences(doc: str, tokens: list[Token], readings: list[pipeline.Reading], first: int) -> list[Sentence]:
    bounds = [first + i for i, r in enumerate(readings) if r.starts or i == 0] + [len(tokens)]
    pairs = pairwise(bounds)
    return [Sentence(Span(doc, tokens[a].start, tokens[b - 1].end), a, b) for a, b in pairs]
