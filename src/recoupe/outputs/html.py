"""Writes a dossier as one page that reads by itself: no network, no need of script, no text that acts.

One set of templates makes it, part by part; the same parts can serve a site. The page comes in two languages
as two files that name each other, because one file with both would double what is sent and searched.
"""

import base64
import hashlib
from collections import Counter
from typing import Any

from markupsafe import Markup

from recoupe.outputs import drawings, hostile, printing, reader, words
from recoupe.outputs.book import Book, Marks, Value, slug
from recoupe.outputs.endnotes import Endnotes, run_id, running
from recoupe.outputs.links import OnePage
from recoupe.outputs.sections import facts, opening, sources, speech, wishes
from recoupe.outputs.words import Words

VOICES = 8  # speakers shown at once; the others are folded away
CASE = 70  # characters of the title above a printed page: a line beside the run
OPEN_READERS = 12  # pages; with more, readers are closed until a passage opens them


def main_language(dossier: Value) -> str:
    """The language of the interface for a dossier: French where most pages are French, else English."""
    spoken = Counter(d["lang"] for d in dossier["documents"])
    return "fr" if spoken["fr"] * 2 >= sum(spoken.values()) else "en"


def render(dossier: Value, lang: str | None = None, other: str | None = None) -> str:
    """The dossier as a page in a language of the interface; `other` is the file in the other language."""
    marks = Marks()
    book = Book(dossier, marks)
    w = words.load(lang or main_language(dossier))
    shown = _parts(book, w)
    links = OnePage(shown["anchors"])
    templates = printing.environment(book, w, links)
    templates.globals.update(other=other, notes=Endnotes(book))
    # Building the rows has ordered the marks; so the reader comes last.
    readings, crossing = _readings(book, w, shown["sources"].rows, links)
    style = printing.asset("style.css") + _crossing_rules(crossing) + _running(book, shown["o"].title, w)
    script = printing.asset("script.js")
    readers = templates.get_template("readers.html").render(
        readings=readings, open=len(readings) <= OPEN_READERS
    )
    return templates.get_template("page.html").render(
        **shown,
        contents=_contents(book, shown, w),
        readers=readers,
        style=style,
        script=script,
        policy=policy(style, script),
    )


def _running(book: Book, title: str, w: Words) -> str:
    flat = " ".join(hostile.plain(title).split())[:CASE]
    return running(f"Recoupe – {flat}", f"{w.ui['run']} {run_id(book.header['run'])}")


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy under which only this style and this script act, and nothing is fetched."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _parts(book: Book, w: Words) -> dict[str, Any]:
    """The rows of every part of the page."""
    claims = facts.claims(book)
    differences = facts.differences(book)
    events = facts.happenings(book)
    matrix = wishes.matrix(book, w.lang)
    voices = speech.voices(book)
    pages = sources.sources(book)
    ties = sources.ties(book)
    named = sources.named(book)
    return {
        "o": opening.opening(book, events.rows, claims.rows, differences.rows, matrix),
        "voices": voices,
        "said_shown": sum(len(v.sayings) for v in voices.rows),
        "main_voices": VOICES,
        "events": events,
        "drawn": drawings.timeline(book, events.rows, pages.rows),
        "matrix": matrix,
        "differences": differences,
        "claims": claims,
        "something": bool(claims.total or events.total),
        "sources": pages,
        "ties": ties,
        "texts": sources.texts(book),
        "tree": drawings.tree(book, pages.rows, ties.rows),
        "named": named,
        "anchors": _anchors(voices.rows, claims.rows, differences.rows)
        | {slug(f"a-{n.record['id']}") for n in named.rows},
        "remarks": sources.remarks(book),
        **sources.limits(book, w),
        "unspoken": sum(1 for s in book.all("statements") if not s["speaker"]["actor"]),
        "run": book.header["run"],
        "schema": book.header["schema"],
    }


def _anchors(
    voices: tuple[speech.Voice, ...],
    claims: tuple[facts.Reported, ...],
    differences: tuple[facts.Difference, ...],
) -> set[str]:
    """The items that are on the page, so that no link leads to one that a long list left out."""
    items = [f"u-{s.id}" for v in voices for s in v.sayings]
    items += [f"s-{v.actor['id']}" for v in voices if v.actor]
    items += [f"c-{c.record['id']}" for c in claims] + [f"x-{d.record['id']}" for d in differences]
    return set(map(slug, items))


def _contents(book: Book, shown: dict[str, Any], w: Words) -> list[tuple[str, str, int | None]]:
    counts = {
        "state": None, "said": shown["voices"].total, "timeline": shown["events"].total,
        "positions": len(book.all("positions")), "accounts": shown["differences"].total,
        "claims": shown["claims"].total, "lineage": shown["ties"].total, "actors": shown["named"].total,
        "pages": shown["sources"].total, "notes": shown["remarks"].total, "method": None, "reader": None,
    }  # fmt: skip
    return [(part, w.ui[part], n) for part, n in counts.items()]


def _readings(
    book: Book, w: Words, listed: tuple[sources.Source, ...], links: OnePage
) -> tuple[list[tuple[sources.Source, Markup]], list[str]]:
    """The text of each listed page and of each that a passage leads to, with its marks."""
    readings: list[tuple[sources.Source, Markup]] = []
    crossing: list[str] = []
    marks = book.marks or Marks()
    named = {s.record["id"] for s in listed}
    others = [sources.source(book, doc) for doc in book.documents if doc in marks.spans and doc not in named]
    for source in (*listed, *others):
        read = reader.read(book, source.record["id"], marks, w, links)
        readings.append((source, read.html))
        crossing.extend(read.crossing)
    return readings, crossing


def _crossing_rules(anchors: list[str]) -> str:
    """A rule for each anchor whose mark is in pieces: all of them light up when it is opened."""
    if not anchors:
        return ""
    chosen = ",".join(f":root:has(#{a}:target) .p-{a}" for a in anchors)
    return f"{chosen}{{background:var(--hit);color:var(--hit-ink)}}\n"
