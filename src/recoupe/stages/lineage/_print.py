"""The fingerprint of one page: its units (quoted or own words), words, sounds, numbers, names and credits."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from recoupe.languages import Language, bridges
from recoupe.model import PROSE, Fingerprint, Page, Span, Statement, Unit
from recoupe.spans import merge
from recoupe.text import shingles
from recoupe.text.sound import sound

# Marks that stand alone or far apart close nothing: 800 characters is a long quotation.
_QUOTED = re.compile(
    r"«[^«»\n]{3,800}»|“[^“”«»\n]{3,800}”|„[^„“”\n]{3,800}[“”]|\"[^\"\n]{3,800}\""
)  # fmt: skip
_CAPITAL = r"[^\W\d_a-zà-ÿа-яёіїєґ]"
_NAME = re.compile(rf"{_CAPITAL}(?<=[^\W\d_][ ,’'-]{_CAPITAL})[^\W\d_]{{3,}}")
_LONGEST = 200_000  # characters of one page that are compared; the longest article seen has 60,000

_END = attrgetter("end")


def fingerprint(page: Page, statements: Sequence[Statement], lang: Language) -> Fingerprint:
    """What lineage compares of this page."""
    text, listen = page.doc.text, bridges.listener(lang)
    plain = shingles.plain(text)
    quoted = _quotations(page, statements)
    units: list[Unit] = []
    words: list[str] = []
    heard = bytearray()
    names: set[str] = set()
    for block in page.blocks:
        if block.kind not in PROSE or block.span.start > _LONGEST:
            continue
        names.update(_NAME.findall(text, block.span.start, block.span.end))
        for start, end in shingles.sentences(text, block.span.start, block.span.end):
            for at, stop, said in _parts(start, end, quoted):
                found = shingles.words(plain, at, stop)
                if not found:
                    continue
                sounds = shingles.heard(found, listen)
                bounds = (len(words), len(words) + len(found), len(heard), len(heard) + len(sounds))
                units.append((at, stop, said, *bounds))
                words.extend(found)
                heard += sounds
    return Fingerprint(
        doc=page.doc.id,
        lang=page.lang,
        published=_stated(page),
        words=shingles.pack(shingles.hashes(words)),
        heard=bytes(heard),
        units=tuple(units),
        numbers=tuple(sorted(_numbers(words))),
        names=tuple(sorted({sound(name.lower()) for name in names})),
        agencies=tuple(sorted({a.name for a in page.agencies})),
    )


def _stated(page: Page) -> str | None:
    """The day that is stated; an inferred one cannot say which of two pages came first."""
    if page.published and page.published.source not in ("inferred", "story"):
        return page.published.value
    return page.doc.published


def _numbers(words: Sequence[str]) -> set[str]:
    """The numbers of two digits and more, without what groups their digits."""
    bare = {"".join(filter(str.isalnum, w)) for w in set(words) if len(w) > 1 and w[0].isdigit()}
    return {n for n in bare if len(n) > 1 and n.isdigit()}


def _quotations(page: Page, statements: Sequence[Statement]) -> tuple[Span, ...]:
    """The quoted stretches of a page: between marks, and what the statements know where marks are broken."""
    text, doc = page.doc.text, page.doc.id
    marked = [
        Span(doc, *hit.span())
        for block in page.blocks
        if block.kind in PROSE
        for hit in _QUOTED.finditer(text, block.span.start, min(block.span.end, _LONGEST))
    ]
    told = [span for s in statements if s.type == "direct" for span in s.content]
    told += [b.span for b in page.blocks if b.kind == "quote_block"]
    return merge([*marked, *told])


def _parts(start: int, end: int, quoted: Sequence[Span]) -> list[tuple[int, int, bool]]:
    """A sentence cut into what is quoted and what is not."""
    parts, at = [], start
    for quote in quoted[bisect_right(quoted, start, key=_END) :]:
        if quote.start >= end:
            break
        if quote.start > at:
            parts.append((at, quote.start, False))
        at = min(end, quote.end)
        parts.append((max(start, quote.start), at, True))
    if at < end:
        parts.append((at, end, False))
    return parts
