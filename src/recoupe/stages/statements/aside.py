"""Which stretches between quotation marks are nobody's speech, and why?

What no statement holds is told in a note, page by page and kind by kind: a name or a title, a nickname within
a name, words held at a distance, and whole sentences whose speaker stays unknown.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from recoupe.model import PROSE, Note, Page, Parse, Span, Statement, Token
from recoupe.text import quotes
from recoupe.text.quotes import Quoted

SHOWN = 5  # quotations that a note spells out
FEW = 4  # words that may be held at a distance
EDGES = "«»“”„\"' \u00a0\u202f,."

SAYS = {
    "nickname-not-speech": "a nickname within a name",
    "title-not-speech": "a name or a title",
    "words-not-speech": "words held at a distance",
    "unclaimed-quotation": "quoted, but by nobody whom the page makes known",
}


def notes(page: Page, parse: Parse, said: Sequence[Statement]) -> tuple[Note, ...]:
    """The quotations of a page that no statement holds, with the reason, one note for each kind."""
    held = [(c.start, c.end) for s in said for c in s.content]
    paragraphs = [(b.span.start, b.span.end) for b in page.blocks if b.kind in PROSE]
    starts = [t.start for t in parse.tokens]
    found: dict[str, list[Quoted]] = defaultdict(list)
    for q in quotes.find(page.doc.text, paragraphs):
        if q.depth or any(s < q.end and q.start < e for s, e in held) or q.unopened or q.unclosed:
            continue
        inside = parse.tokens[bisect_left(starts, q.start) : bisect_right(starts, q.end - 1)]
        words = [t for t in inside if t.text.strip(EDGES)]
        if words:
            found[_kind(parse, starts, words)].append(q)
    return tuple(_note(page, code, row) for code, row in sorted(found.items()))


def _kind(parse: Parse, starts: Sequence[int], words: Sequence[Token]) -> str:
    first, last = bisect_left(starts, words[0].start), bisect_left(starts, words[-1].start)
    if any("VerbForm=Fin" in t.morph for t in words) and len(words) > FEW:
        return "unclaimed-quotation"
    before = next((t for t in reversed(parse.tokens[:first][-2:]) if t.text.strip(EDGES)), None)
    after = next((t for t in parse.tokens[last + 1 : last + 3] if t.text.strip(EDGES)), None)
    named = words[0].text[:1].isupper()
    if named and before and after and before.pos == after.pos == "PROPN":
        return "nickname-not-speech"
    if named:
        return "title-not-speech"
    return "words-not-speech" if len(words) <= FEW else "unclaimed-quotation"


def _note(page: Page, code: str, row: Sequence[Quoted]) -> Note:
    text = page.doc.text
    shown = "; ".join(" ".join(text[q.start : q.end].split()) for q in row[:SHOWN])
    more = f"; and {len(row) - SHOWN} more" if len(row) > SHOWN else ""
    first = Span(page.doc.id, row[0].start, row[0].end)
    return Note(
        "statements", code, f"Not taken for a statement ({SAYS[code]}): {shown}{more}.", page.doc.id, first
    )
