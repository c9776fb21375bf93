"""Factories of records for tests: a page is visible text, the answer stands next to it."""

from recoupe.backends.tagger import SpacyTagger
from recoupe.model import Block, Document, Page, Parse, Published, Span
from recoupe.text.fold import short_id

_taggers: dict[str, SpacyTagger] = {}


def document(text: str, path: str = "page.txt", **fields: str) -> Document:
    """A document of this text."""
    digest = short_id("p", text)
    return Document(id=digest, path=path, text=text, sha256=digest, text_sha256=digest, **fields)


def page(text: str, lang: str = "fr", published: str | None = None, path: str = "page.txt") -> Page:
    """A page whose every line is body."""
    doc = document(text, path)
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(doc.id, at, at + len(line)), "body"))
        at += len(line) + 1
    day = Published(published, "given") if published else None
    return Page(doc=doc, lang=lang, lang_score=1.0, blocks=tuple(blocks), published=day)


def span(page: Page, wording: str, nth: int = 0) -> Span:
    """The span of the nth place where the page has this wording."""
    at = -1
    for _ in range(nth + 1):
        at = page.doc.text.index(wording, at + 1)
    return Span(page.doc.id, at, at + len(wording))


def parse(page: Page) -> Parse:
    """The page as the default tagger reads it; opened once for all tests."""
    if page.lang not in _taggers:
        _taggers[page.lang] = SpacyTagger(page.lang)
    return _taggers[page.lang].read(page)
