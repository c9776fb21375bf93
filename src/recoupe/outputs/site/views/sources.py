"""The pages: their texts with what was found in them, where they come from, who publishes them."""

from dataclasses import dataclass

from recoupe.languages.outlets import Outlet, of_page
from recoupe.outputs import drawings
from recoupe.outputs import reader as reading
from recoupe.outputs.book import Book, Marks
from recoupe.outputs.sections import sources
from recoupe.outputs.sections.common import Value
from recoupe.outputs.site.tree import Tree, outlet_id
from recoupe.outputs.site.view import ROWS, Asked, View, listing

PAIRS = 30  # passages side by side on one page, shared by its links; each shows two or more
HELD = ("statements", "claims", "events", "positions", "contradictions")
EDGES = 300  # links of one list; the tables hold the rest
# How the layers of the store are marked in the reader; what is not named here has an anchor and no colour.
LAYERS = {
    ("statements", "content"): ("said", "❝"),
    ("claims", "passage"): ("claim", "●"),
    ("contradictions", "a"): ("split", "◆"),
    ("contradictions", "b"): ("split", "◆"),
    ("events", "report"): ("event", "◷"),
    ("positions", "position"): ("wish", "⚑"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One outlet, with what the shipped table says of it."""

    id: str
    name: str
    known: Outlet | None
    pages: int
    langs: tuple[str, ...]


def pages(asked: Asked) -> View | None:
    """The list of pages in order of publication."""
    found = listing(asked, "documents", "day")
    if not found:
        return None
    rows = [_source(asked, i) for i in found.ids]
    return View(template="pages", title=asked.w.ui.pages, part="pages", shown={"list": found, "rows": rows})


def _source(asked: Asked, doc: str) -> sources.Source:
    said = asked.shelf.find("statements", doc=doc, limit=0).total
    return sources.source(asked.book, doc, said, linked=bool(_edges(asked, doc)))


def _edges(asked: Asked, doc: str) -> list[str]:
    """The links of a page, in the order of the dossier."""
    held = asked.shelf.backlinks("documents", doc, "edges")
    return list(dict.fromkeys(i for _, i, _ in held))


def reader(asked: Asked, doc: str) -> View | None:
    """The whole text of a page with everything that was found in it."""
    if doc not in asked.book.documents:
        return None
    marks = Marks()
    for mark in asked.shelf.marks(doc):
        span = (mark.start, mark.end)
        layer, sign = LAYERS.get((mark.kind, mark.layer), ("why", ""))
        marks.add(doc, span, layer)
        if sign:
            marks.link(doc, span, (mark.kind, mark.id, sign))
    found = reading.read(asked.book, doc, marks, asked.w, Tree(asked.book, 1), numbered=True)
    source = _source(asked, doc)
    shown = {
        "s": source,
        "text": found.html,
        "original": _original(asked, doc),
        "held": [_held(asked, doc, kind) for kind in HELD],
    }
    return View(
        template="reader", title=source.headline, lang=source.record["lang"], part="pages", shown=shown
    )


def _original(asked: Asked, doc: str) -> list[tuple[str, str]]:
    """The pages of which a page is a translation, each with its language."""
    held = asked.shelf.find("edges", linked=("documents", doc, "child"), status="translation").ids
    parents = [e["parent"] for e in asked.shelf.records("edges").get_many(held)]
    return [(p, asked.book.documents[p]["lang"]) for p in parents]


def _held(asked: Asked, doc: str, kind: str) -> tuple[str, list[tuple[str, str, str, str]], int]:
    """What of a kind was found on a page: for each its id, who says it, the language and words of it."""
    found = asked.shelf.find(kind, doc=doc, limit=ROWS)
    records = asked.shelf.records(kind).get_many(found.ids)
    return kind, [(r["id"], *_words(asked, doc, r)) for r in records], found.total


def _words(asked: Asked, doc: str, record: Value) -> tuple[str, str, str]:
    """Who says a record, or what kind of value it is about; its language and words: those of this page."""
    book = asked.book
    if "content" in record:
        start, end = record["content"][0][0], record["content"][-1][1]
        return book.name(record["speaker"]["actor"]), book.lang(doc, start), book.text(doc, (start, end))
    if "span" in record:
        return book.name(record["holder"]), book.lang(doc, record["span"][0]), book.text(doc, record["span"])
    places = [p for f in ("passages", "reports", "a", "b") for p in record.get(f, ()) if p["doc"] == doc]
    about = asked.w.code("slot", record.get("slot"))
    return about, book.lang(doc, places[0]["span"][0]), book.text(doc, places[0]["span"])


def lineage(asked: Asked) -> View | None:
    """Where the pages come from: a table of them, the links between them, the tree."""
    found = listing(asked, "documents", "day")
    if not found:
        return None
    rows = [_source(asked, i) for i in found.ids]
    edges = dict.fromkeys(e for i in found.ids for e in _edges(asked, i))
    records = asked.shelf.records("edges").get_many(list(edges)[:EDGES])
    ties_shown = [sources.tie(asked.book, e, 0) for e in records]
    shown = {
        "list": found,
        "rows": rows,
        "ties": ties_shown,
        "more": len(edges) - len(records),
        "families": sources.texts(asked.book) if asked.number == 1 else None,
        "tree": drawings.tree(asked.book, rows, ties_shown),
    }
    return View(template="sources", title=asked.w.ui.lineage, part="lineage", shown=shown)


def ties(asked: Asked, doc: str) -> View | None:
    """Where one page comes from and what took from it: signs, and passages side by side."""
    if doc not in asked.book.documents:
        return None
    records = asked.shelf.records("edges").get_many(_edges(asked, doc)[:EDGES])
    taken = [e for e in records if e["child"] == doc]
    family = next((f for f in asked.book.families() if doc in f["docs"] and len(f["docs"]) > 1), None)
    source = _source(asked, doc)
    shown = {
        "s": source,
        "family": family,
        "from_here": [sources.tie(asked.book, e, 0) for e in records if e["parent"] == doc],
        "to_here": [sources.tie(asked.book, e, max(2, PAIRS // len(taken))) for e in taken],
        "omitted": _omitted(asked, doc),
    }
    return View(
        template="source", title=source.headline, lang=source.record["lang"], part="lineage", shown=shown
    )


def _omitted(asked: Asked, doc: str) -> list[Value]:
    held = asked.shelf.backlinks("documents", doc, "claims", "omitted")
    return asked.shelf.records("claims").get_many(i for _, i, _ in held)


def named(book: Book) -> list[str]:
    """The outlets of the dossier."""
    return sorted({str(d["outlet"]) for d in book.documents.values() if d.get("outlet")})


def outlets(asked: Asked) -> View | None:
    """The list of outlets, those with most pages first."""
    held: dict[str, list[Value]] = {}
    for record in asked.book.documents.values():
        if record.get("outlet"):
            held.setdefault(str(record["outlet"]), []).append(record)
    rows = sorted((_house(n, p) for n, p in held.items()), key=lambda h: (-h.pages, h.name))
    return View(template="outlets", title=asked.w.ui.outlets, part="pages", shown={"rows": rows})


def _house(name: str, held: list[Value]) -> House:
    known = next((k for d in held if (k := of_page(d.get("url"), d.get("outlet")))), None)
    langs = tuple(sorted({d["lang"] for d in held}))
    return House(id=outlet_id(name), name=name, known=known, pages=len(held), langs=langs)


def outlet(asked: Asked, identity: str) -> View | None:
    """One outlet: facts with the list and the day they are from, no score; its pages here."""
    name = next((n for n in named(asked.book) if outlet_id(n) == identity), None)
    if not name:
        return None
    found = asked.shelf.find("documents", linked=("outlets", name, None), order="day", limit=EDGES)
    held = [asked.book.documents[i] for i in found.ids]
    rows = [_source(asked, i) for i in found.ids]
    shown = {"h": _house(name, held), "rows": rows, "total": found.total}
    return View(template="outlet", title=name, part="pages", shown=shown)
