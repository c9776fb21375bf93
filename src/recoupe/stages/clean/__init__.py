"""What each part of a page is: marks every line as headline, text, credit, share bar, appeal for money and
so on.

Nothing is deleted: residue is evidence of where a page comes from. Words come from the tables of all
languages, because residue is often in another language than the page; shape and place decide the rest.
Running text is called residue only by words, never by shape. `lines` cuts, `kinds` and `head` mark,
`pieces` splits lines of two kinds, `zones` reads what the page says of itself.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from recoupe.languages import Language
from recoupe.model import PROSE, Block, BlockKind, Document, Note, Page, Span
from recoupe.stages.clean import grades, head, kinds, pieces, zones
from recoupe.stages.clean.lexicon import Lexicon, lexicon
from recoupe.stages.clean.lines import Line, cut
from recoupe.stages.clean.pieces import Piece
from recoupe.text import langid

_FIRST = "fr"  # what a page without words in a known language is read as: our readers' own


def mark(doc: Document, languages: Mapping[str, Language], lang: str | None = None) -> Page:
    """The page with its blocks marked, its language named, its zones (title, byline, agencies, day) read."""
    words = lexicon(languages)
    lines = cut(doc.text)
    own, score = _language(doc, lines, words, lang)
    kinds.by_words(lines, words)
    title = head.mark(lines, words, doc.title, doc.author)
    kinds.runs(lines, words)
    kinds.inside(lines, words)
    kinds.tail(lines, words, doc.author)
    found = pieces.cut(lines, title, words, own, doc.outlet)
    blocks = tuple(_block(doc, piece, lines, words, own) for piece in found)
    heading = (
        next((b.span for b in blocks if b.kind == "headline"), None) if title or _opens_glued(found) else None
    )
    named = _named_outlet(doc, title, words)
    outlet, notes = zones.outlet(doc, named)
    day = zones.published(doc, blocks, words)
    grade, why = grades.grade(doc, day, outlet)
    return Page(
        doc=doc,
        lang=own,
        lang_score=score,
        blocks=blocks,
        title=heading,
        byline=next((b.span for b in blocks if b.kind == "byline"), None),
        outlet=outlet,
        agencies=zones.agencies(doc, blocks, words),
        published=day,
        grade=grade,
        grade_reasons=(why,),
        notes=(*notes, *_doubts(doc, own, score, blocks)),
    )


def _language(doc: Document, lines: Sequence[Line], words: Lexicon, chosen: str | None) -> tuple[str, float]:
    """The language chosen by the user, else the one that the page's paragraphs are in."""
    if chosen in words.tells:
        return str(chosen), 1.0
    prose = [line.text for line in lines if line.prose] or [line.text for line in lines]
    code, score = langid.identify("\n".join(prose[:100]), words.tells)
    # What the page declares decides only where its words do not.
    if score < 0.6 and doc.lang and doc.lang[:2].lower() in words.tells:
        return doc.lang[:2].lower(), score
    if not score and _FIRST in words.tells:
        return _FIRST, 0.0
    return code, score


def _block(doc: Document, piece: Piece, lines: Sequence[Line], words: Lexicon, own: str) -> Block:
    other = pieces.language(piece, lines[piece.line], words, own)
    return Block(Span(doc.id, piece.start, piece.end), cast("BlockKind", piece.kind), other)


def _opens_glued(found: Sequence[Piece]) -> bool:
    """Whether the first line holds the title and the text without a break."""
    return len(found) > 1 and found[0].kind == "headline" and found[1].line == found[0].line


def _named_outlet(doc: Document, title: Line | None, words: Lexicon) -> tuple[str, Span] | None:
    found = head.suffix(title, words, doc.outlet) if title else None
    if not title or not found:
        return None
    start = title.end - len(found[1])
    return found[1], Span(doc.id, start, title.end)


def _doubts(doc: Document, own: str, score: float, blocks: Sequence[Block]) -> list[Note]:
    """What the reader must know of the marking."""
    notes = []
    if score < 0.6:
        told = f"The language is uncertain ({own}, {score:.2f}); the page was read as {own}."
        notes.append(Note("clean", "language-uncertain", told, doc.id))
    if not any(b.kind in PROSE for b in blocks):
        notes.append(Note("clean", "no-prose", "No running text was found on this page.", doc.id))
    return notes
