"""The words in which a claim is shown: the cleanest stretch that a page has of it, cut at its ends and no
further.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from recoupe import languages
from recoupe.model import Span
from recoupe.spans import MARKS
from recoupe.stages.claims.cards import World
from recoupe.text.fold import fold

_QUOTES = '«»“”„‟"'
_LONG, _SHORT = 320, 25  # characters beyond which a wording is tiring, and below which it tells little
_RISKY = 0.5  # translation risk from which another page's wording is better
_BLANKS = " \t\r\n\u00a0\u202f•*·"


@cache
def _openers(lang: str) -> dict[str, str]:
    """The words that bind a clause to its verb of saying: they open no wording."""
    if lang not in languages.known():
        return {}
    return {fold(form): kind for form, kind in languages.load(lang).rows("claim_words")}


def choose(spans: Iterable[Span], world: World) -> str:
    """The wording to show of these passages: balanced marks, a whole clause, an undamaged page, brief."""
    best = min(spans, key=lambda s: (badness(s, world), len(world.text(s)), s))
    return trimmed(best, world)


def trimmed(span: Span, world: World) -> str:
    """The text of a span on one line without what dangles at its ends; a part of the page to the letter."""
    text = world.text(span)
    while True:
        before = text
        text = text.strip(_BLANKS + ",;:–—-")
        text = _without_lone_mark(text)
        opener = _opener(text, world.pages[span.doc].lang)
        if opener and opener[1] == "that":
            text = text[opener[0] :]
        if not text:
            return world.text(span)
        if text == before:
            return text


def is_clause(span: Span, world: World) -> bool:
    """Whether a passage can stand alone: no bare infinitive, and more than a word or two."""
    opener = _opener(world.text(span).lstrip(MARKS), world.pages[span.doc].lang)
    return (opener is None or opener[1] == "that") and len(world.text(span)) >= _SHORT


def _without_lone_mark(text: str) -> str:
    """The text without a quotation mark at an end that has no partner."""
    marks = [c for c in text if c in _QUOTES]
    if len(marks) % 2 == 0:
        return text
    if text[0] in _QUOTES:
        return text[1:]
    return text[:-1] if text[-1] in _QUOTES else text


def _opener(text: str, lang: str) -> tuple[int, str] | None:
    """A binding word at the start: where the clause begins, and the kind of the word."""
    head = fold(text[:12])
    for form, kind in _openers(lang).items():
        if head.startswith(form) and (
            form.endswith("'") or head[len(form) : len(form) + 1] in (" ", "\u00a0")
        ):
            return len(form), kind
    return None


def badness(span: Span, world: World) -> int:
    """What speaks against showing a passage: lone marks, a damaged page, half a clause, its length."""
    text = world.text(span)
    marks = sum(1 for c in text if c in _QUOTES)
    opener = _opener(text.lstrip(MARKS), world.pages[span.doc].lang)
    bad = 2 * (marks % 2) + 3 * (world.risks[span.doc] > _RISKY) + 4 * (opener is not None)
    bad += world.pages[span.doc].lang != world.lang
    return bad + 2 * (len(text) > _LONG) + 2 * (len(text) < _SHORT)
