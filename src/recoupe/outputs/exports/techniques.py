"""Techniques of the DISARM framework that the pages suggest, for a person to look at.

Only what a text can show: that pages repeat, translate or reuse each other, and whether they say so. DISARM
speaks of operations; whether there is one, who is behind it and what for, a text does not show, and every
suggestion says that.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports.common import site

CAUTION = "Suggested by machine from texts alone; intent not judged."
REUSE = ("copy", "edited", "excerpt", "translation")
MANY = 3  # sites or languages; two pages that share a text are no pattern
SURE = 0.6  # of a page's leg through another language; below, it is not told as a suggestion


@dataclass(frozen=True, slots=True)
class Technique:
    """An entry of the framework."""

    code: str
    stix: str
    created: str
    phase: str
    name: str

    @property
    def url(self) -> str:
        """Where the framework tells of it."""
        folder = "https://github.com/DISARMFoundation/DISARMframeworks/blob/main/generated_pages/techniques"
        return f"{folder}/{self.code}.md"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A technique that some pages suggest, with what was seen."""

    code: str
    docs: tuple[str, ...]
    text: str


@cache
def known() -> dict[str, Technique]:
    """The techniques that may be suggested, by code."""
    rows = (Path(__file__).parent / "disarm.tsv").read_text("utf-8").splitlines()
    return {r.split("\t")[0]: Technique(*r.split("\t")) for r in rows if not r.startswith("#")}


def suggest(book: Book) -> list[Suggestion]:
    """All suggestions, sorted by code and pages."""
    found = {*_edges(book), *_families(book), *_translated(book)}
    return sorted(found, key=lambda s: (s.code, s.docs))


def _edges(book: Book) -> Iterator[Suggestion]:
    """What two pages suggest: text taken over with or without a word of where from, or changed in
    translation.
    """
    for edge in _reuse(book):
        child, parent = edge["child"], edge["parent"]
        here, there = site(book, child), site(book, parent)
        pair = f"{book.documents[child]['path']} ({edge['kind']} of {book.documents[parent]['path']})"
        altered = [r["text"] for r in edge["reasons"] if r["rule"].startswith("altered-")]
        if edge["kind"] == "translation" and altered:
            told = f"{pair}: a translation that differs in substance. {altered[0]}"
            yield Suggestion("T0084.003", (child, parent), told)
        if not here or not there or here == there:
            continue
        if says := _credit(book, edge):
            yield Suggestion("T0084.004", (child, parent), f"{pair}: on another site, with a credit. {says}")
        else:
            told = f"{pair}: on another site, and no credit, source line or agency was found on it."
            yield Suggestion("T0084.002", (child, parent), told)


def _families(book: Book) -> Iterator[Suggestion]:
    """What all pages of one text suggest: the same on many sites, altered on many, in many languages."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for edge in _reuse(book):
        for doc in (edge["child"], edge["parent"]):
            kinds[doc].add(edge["kind"])
    for family in book.families():
        docs = tuple(sorted(family["docs"]))
        copies = tuple(d for d in docs if "copy" in kinds[d])
        likes = tuple(d for d in docs if kinds[d] & {"copy", "edited"})
        tongues = sorted({book.documents[d]["lang"] for d in docs})
        if len(_sites(book, copies)) >= MANY:
            yield Suggestion("T0119", copies, f"The same text on {len(_sites(book, copies))} sites.")
        if len(_sites(book, likes)) >= MANY and len(likes) > len(copies):
            told = f"One text on {len(_sites(book, likes))} sites, in places altered."
            yield Suggestion("T0084.001", likes, told)
        if len(tongues) >= MANY and len(_sites(book, docs)) > 1:
            yield Suggestion("T0101", docs, f"One text in {len(tongues)} languages: {', '.join(tongues)}.")


def _translated(book: Book) -> Iterator[Suggestion]:
    for page in book.all("documents"):
        for leg in page.get("language_path", ()):
            if leg["role"] == "translated_from" and leg["score"] >= SURE:
                seen = "; ".join(r["text"] for r in leg["reasons"][:2])
                told = (
                    f"{page['path']}: signs of a translation from {leg['lang']}; by machine or hand is open."
                )
                yield Suggestion("T0085.008", (page["id"],), f"{told} {seen}")


def _reuse(book: Book) -> Iterator[Value]:
    edges = book.all("edges")
    yield from (e for e in edges if e["kind"] in REUSE)


def _credit(book: Book, edge: Value) -> str | None:
    """What the later page says of where its text comes from."""
    page = book.documents[edge["child"]]
    told = [r["text"] for r in edge["reasons"] if r["rule"] == "cites-parent"]
    told += [f"It credits {a['name']}." for a in page.get("agencies", ())]
    legs = (r for leg in page.get("language_path", ()) for r in leg["reasons"])
    told += [r["text"] for r in legs if r["rule"] in ("source-line", "title-outlet")]
    return told[0] if told else None


def _sites(book: Book, docs: tuple[str, ...]) -> set[str]:
    return {found for d in docs if (found := site(book, d))}
