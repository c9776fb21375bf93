"""Marks, date forms and word order that belong to another language than the page's."""

import re
from collections.abc import Iterator
from itertools import islice

from recoupe.model import PROSE, Page, Span
from recoupe.stages.tongues._finding import LONGEST, Finding, cite

# "…", - said X: Russian and Ukrainian set a dash between a quotation and its speaker. So do others on the
# continent now and then: only on an English page does it tell.
_ALL_BUT_ENGLISH = {"de", "es", "fr", "pl", "pt", "ru", "uk"}
_SPEECH_DASH = re.compile(r"(?:,[”\"»]?|[”\"»],) [-–—] [^\W\d_A-Z]")
# A bracket that closes and was never opened is a smile where one types in Russian or Ukrainian.
_LONE_BRACKET = re.compile(r"^[^()\n]*[^\W\d_]{2,}\)+(?=[\s.,!?]|$)", re.MULTILINE)
_SIGNS = (
    # (language, its own pages and others that write so, pattern, weight, what each of them holds)
    ("de", {"de", "ru", "uk", "cs", "pl"}, re.compile(r"„[^„“”\n]{2,300}[“”]"), 1.0, "„"),
    ("de", {"de", "cs", "da", "no"}, re.compile(r"\b\d{1,2}\. [^\W\d_]{3,9} (?:19|20)\d\d\b"), 0.8, ". "),
    ("es", {"es"}, re.compile(r"[¿¡][^\W\d_]"), 1.2, ""),
    ("ru", _ALL_BUT_ENGLISH, _SPEECH_DASH, 1.2, ""),
    ("ru", {"ru", "uk"}, _LONE_BRACKET, 1.2, ")"),
    ("uk", _ALL_BUT_ENGLISH, _SPEECH_DASH, 1.0, ""),
    ("uk", {"ru", "uk"}, _LONE_BRACKET, 1.2, ")"),
    ("fr", {"fr", "ru", "uk", "es", "it", "pt", "no"}, re.compile(r"« [^«»\n]{2,300} »"), 0.8, "«"),
)
# Words whose letters or endings show where the people and places of a page are from: ground, never enough
# alone. Last, what each of them holds and is found ten times as fast.
_GROUND = (
    ("de", {"de", "ru", "uk"}, re.compile(r"\b[^\W\d_]*[äöüß][^\W\d_]*\b"), 0.5, re.compile("[äöüß]")),
    (
        "fr",
        {"fr", "es", "ru", "uk"},
        re.compile(r"\b[^\W\d_]*[éèêçôîœ][^\W\d_]*\b|\b[dl][’'] ?[A-ZÉ]\w+"),
        0.5,
        re.compile("[éèêçôîœ’']"),
    ),
    (
        "ru",
        {"ru", "uk", "fr", "de", "es"},
        re.compile(r"\b[A-Z][a-z]{3,}(?:ov|ova|yev|eva|sky|skaya|ovich|evna)\b"),
        0.5,
        re.compile("ov|[ye]v|sk|evna"),
    ),
    (
        "uk",
        {"uk", "ru", "fr", "de", "es"},
        re.compile(r"\b[A-Z][a-z]{2,}(?:enko|chuk|yuk|skyi|ska)\b"),
        0.5,
        re.compile("enko|[hy]uk|sk"),
    ),
)
# « … », X a déclaré: after a quotation French turns the verb round (« … », a déclaré X); machines keep the
# order.
_QUOTED_THEN = re.compile(
    r"[»”\"]\s{0,2},?\s{0,2}((?:L[ea] |L[’'])?[^\W\d_a-zà-ÿ][^\W_]+(?: [^\W\d_][^\W_]+){0,4})"
    r" a [a-zé]{3,12}é\b"
)


def find(page: Page) -> Iterator[Finding]:
    """The signs, each language's at most once a kind."""
    text = page.doc.text
    prose = [b.span for b in page.blocks if b.kind in PROSE and b.span.start < LONGEST]
    for lang, at_home, pattern, weight, held in _SIGNS:
        if page.lang in at_home:
            continue
        there = [s for s in prose if text.find(held, s.start, s.end) >= 0]
        hits = [hit.span() for s in there for hit in pattern.finditer(text, s.start, min(s.end, LONGEST))][:8]
        if hits:
            spans = tuple(cite(page, *hit)[0] for hit in hits)
            yield Finding(lang, "marks", pattern.pattern, cite(page, *hits[0])[1][:60], weight, spans)
    yield from _ground(page, prose)
    if page.lang == "fr":
        hits = [
            hit.span() for s in prose for hit in _QUOTED_THEN.finditer(text, s.start, min(s.end, LONGEST))
        ]
        spans = tuple(cite(page, *hit)[0] for hit in hits[:8])
        if hits:
            yield Finding(
                "en",
                "order",
                "subject first",
                cite(page, *hits[0])[1][:60],
                min(0.9, 0.45 * len(hits)),
                spans,
            )


def _ground(page: Page, prose: list[Span]) -> Iterator[Finding]:
    text = page.doc.text
    for lang, at_home, pattern, weight, held in _GROUND:
        if page.lang in at_home:
            continue
        for block in prose:
            end = min(block.end, LONGEST)
            if not held.search(text, block.start, end):
                continue
            for hit in islice(pattern.finditer(text, block.start, end), 20):
                span, shown = cite(page, *hit.span())
                yield Finding(lang, "ground", shown.lower(), shown, weight, (span,))
