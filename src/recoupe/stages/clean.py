"""PLACEHOLDER: its owner writes this."""

from collections.abc import Mapping

from recoupe.languages import Language
from recoupe.model import Block, Document, Page, Span


def mark(doc: Document, languages: Mapping[str, Language], lang: str | None = None) -> Page:
    """The page with its blocks marked, its language named, its zones (title, byline, agencies, day) read."""
    blocks, at = [], 0
    for line in doc.text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(doc.id, at, at + len(line)), "body"))
        at += len(line) + 1
    return Page(doc=doc, lang=lang or doc.lang or "fr", lang_score=0.5, blocks=tuple(blocks), published=None)
