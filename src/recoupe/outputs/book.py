"""A dossier opened for reading: records by id, the words at a span, and which spans the page must anchor.

Works on the value of `dossier.json`, as any other reader would. The outputs ask it for quotations; each
quotation knows where it stands, and asking for one is what makes the reader of its page mark the place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Protocol

from recoupe.model import Edge, Family, Lineage, Origins

Value = dict[str, Any]
Extent = Sequence[int]

KINDS = ("documents", "actors", "times", "statements", "utterances", "events", "claims", "contradictions",
         "positions", "standings", "shifts", "stories")  # fmt: skip
WORDING_LIMIT = (
    700  # characters of one quotation; the longest quotation of the hand-marked press pages has 650
)
CUT = "[…]"  # stands for words that a redacted page keeps back
AROUND = 90  # characters of context on either side: about a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a page, where they stand, and a little of what is around them."""

    text: str
    doc: str
    start: int
    end: int
    lang: str
    anchor: str
    source: str  # the page's short name
    day: str | None
    before: str = ""
    after: str = ""
    cut: bool = False  # the passage goes on


class Source(Protocol):
    """Where a book finds its records: a value of `dossier.json`, or a shelf of the store."""

    @property
    def header(self) -> Value:
        """What a dossier says once: `schema`, `run`, `families`."""

    def records(self, kind: str) -> Mapping[str, Value]:
        """The records of a kind by id, in the dossier's order; documents may be without their text."""

    def text(self, doc: str) -> str:
        """The whole text of a page."""


class Held:
    """The value of a `dossier.json` as a source."""

    def __init__(self, dossier: Value) -> None:
        lineage = dossier.get("lineage", {})
        self.header = {
            "schema": dossier.get("schema"),
            "run": dossier.get("run", {}),
            "families": lineage.get("families", []),
        }
        self._records: dict[str, dict[str, Value]] = {
            k: {r["id"]: r for r in dossier.get(k, ())} for k in KINDS
        }
        self._records["edges"] = {str(n): edge for n, edge in enumerate(lineage.get("edges", ()))}
        self._records["issues"] = {i["code"]: i for i in dossier.get("issues", ())}
        self._records["notes"] = {str(n): note for n, note in enumerate(dossier.get("notes", ()))}

    def records(self, kind: str) -> Mapping[str, Value]:
        """The records of a kind by id."""
        return self._records[kind]

    def text(self, doc: str) -> str:
        """The whole text of a page."""
        return str(self._records["documents"][doc]["text"])


class Marks:
    """The spans of pages that were quoted, each with its layers and the items that it belongs to."""

    def __init__(self) -> None:
        self.spans: dict[str, dict[tuple[int, int], set[str]]] = {}
        self.items: dict[tuple[str, int, int], list[tuple[str, str, str]]] = {}

    def add(self, doc: str, span: tuple[int, int], layer: str) -> None:
        """A span is to have an anchor in its page's reader."""
        self.spans.setdefault(doc, {}).setdefault(span, set()).add(layer)

    def link(self, doc: str, span: tuple[int, int], item: tuple[str, str, str]) -> None:
        """A marked span leads back to an item: its kind, its id and a short label."""
        items = self.items.setdefault((doc, *span), [])
        if item not in items:
            items.append(item)


class Book:
    """The records of one dossier by id; with `marks` at hand it notes there each span that was quoted."""

    def __init__(self, held: Value | Source, marks: Marks | None = None) -> None:
        source: Source = Held(held) if isinstance(held, dict) else held
        self.source = source
        self.header = source.header
        self.marks = marks
        self.by_id = {kind: source.records(kind) for kind in KINDS}
        self.documents = self.by_id["documents"]

    @cached_property
    def labels(self) -> dict[str, str]:
        """A short name for each page."""
        told: dict[str, str] | None = self.header.get("labels")
        return told or _labels(self.documents.values())

    def all(self, kind: str) -> list[Value]:
        """All records of a kind, in the dossier's order."""
        return list(self.source.records(kind).values())

    def part(self, *kinds: str) -> Value:
        """A value of `dossier.json` with the lists of these kinds, for functions that read such a value."""
        return {kind: self.all(kind) for kind in kinds}

    def families(self) -> list[Value]:
        """The families of pages that carry one text."""
        families: list[Value] = self.header.get("families", [])
        return families

    def page(self, doc: str) -> str:
        """The whole text of a page."""
        return self.source.text(doc)

    def text(self, doc: str, span: Extent) -> str:
        """The words at a span, unchanged; of a redacted page those that are left, with a sign where some
        lack.
        """
        return _left(self.documents[doc], self.page(doc), span)

    def lang(self, doc: str, at: int = 0) -> str:
        """The language at a place of a page: the block's own where it has one, else the page's."""
        return _tongue(self.documents[doc], at)

    def name(self, actor: str | None) -> str:
        """An actor's name, or an empty string."""
        known = self.by_id["actors"].get(actor or "")
        return str(known["name"]) if known else ""

    def day(self, doc: str) -> str | None:
        """When a page appeared, as far as the dossier says."""
        published = self.documents[doc].get("published") or {}
        return published.get("value")

    def headline(self, doc: str) -> str:
        """A page's title as printed, or its path."""
        page = self.documents[doc]
        title = page.get("title")
        return " ".join(self.text(doc, title).split()) if title else str(page["path"])

    def quote(self, doc: str, span: Extent, layer: str, *, around: bool = False) -> Quote:
        """The words at a span as a quotation, and an order to anchor them in the page's reader."""
        start, end = int(span[0]), int(span[1])
        if self.marks:
            self.marks.add(doc, (start, end), layer)
        record, page = self.documents[doc], self.page(doc)
        words = _left(record, page, (start, end))
        around = around and "redacted" not in record
        return Quote(
            text=words[:WORDING_LIMIT],
            doc=doc,
            start=start,
            end=end,
            lang=_tongue(record, start),
            anchor=anchor(doc, start, end),
            source=self.labels[doc],
            day=(record.get("published") or {}).get("value"),
            before=_lead_in(page, start) if around else "",
            after=_lead_out(page, end) if around and len(words) <= WORDING_LIMIT else "",
            cut=len(words) > WORDING_LIMIT,
        )

    def quotes(self, places: Iterable[Value], layer: str, *, around: bool = False) -> list[Quote]:
        """The quotations of `{doc, span}` places."""
        return [self.quote(p["doc"], p["span"], layer, around=around) for p in places]

    def link_back(self, quote: Quote, kind: str, identity: str, label: str) -> None:
        """Let the reader lead from a marked passage to the item it belongs to."""
        if self.marks:
            self.marks.link(quote.doc, (quote.start, quote.end), (kind, identity, label))

    def origins(self) -> Origins:
        """Bounds on the independent origins behind all pages, counted where the whole project counts them."""
        edges = tuple(
            Edge(child=e["child"], parent=e["parent"], kind=e["kind"], passages=(), reasons=())
            for e in self.all("edges")
        )
        families = tuple(Family(f["id"], tuple(f["docs"]), f.get("root")) for f in self.families())
        credited = tuple((d["id"], a["name"]) for d in self.all("documents") for a in d.get("agencies", ()))
        return Lineage(edges=edges, families=families, credits=credited).independent(self.documents)

    def texts(self) -> int:
        """How many different texts the pages carry: families, and pages that are in none."""
        families = self.families()
        within = {doc for family in families for doc in family["docs"]}
        return len(families) + sum(1 for doc in self.documents if doc not in within)


def _left(record: Value, page: str, span: Extent) -> str:
    """The words of a page at a span, as far as it still has them."""
    if "redacted" not in record:
        return page[span[0] : span[1]]
    out, at = [], span[0]
    for a, b in record["redacted"]:
        if a < span[1] and at < b:
            out += [CUT] if a > at else []
            out.append(page[max(a, at) : min(b, span[1])])
            at = min(b, span[1])
    return " ".join(out if at >= span[1] else [*out, CUT])


def _tongue(record: Value, at: int) -> str:
    """The language at a place of a page."""
    for block in record.get("blocks", ()):
        if block.get("lang") and block["span"][0] <= at < block["span"][1]:
            return str(block["lang"])
    return str(record.get("lang") or "")


def anchor(doc: str, start: int, end: int) -> str:
    """The fragment that opens a passage in its page's reader; safe in HTML and in a style sheet."""
    return f"e-{slug(doc)}-{start}-{end}"


def slug(identity: str) -> str:
    """An id as it may stand in an address."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", identity)


def _labels(documents: Iterable[Value]) -> dict[str, str]:
    """A short name for each page: its outlet, or its file name; both where the outlet has several pages."""
    documents = list(documents)
    outlets = [d.get("outlet") for d in documents]
    labels = {}
    for document in documents:
        outlet, stem = (
            document.get("outlet"),
            _short(PurePosixPath(document["path"]).stem or document["path"]),
        )
        labels[document["id"]] = (
            stem if not outlet else outlet if outlets.count(outlet) == 1 else f"{outlet} ({stem})"
        )
    return labels


def _short(name: str, limit: int = 32) -> str:
    return name if len(name) <= limit else f"{name[: limit - 1]}…"


def _lead_in(page: str, start: int) -> str:
    piece = page[max(0, start - AROUND) : start].rsplit("\n", 1)[-1]
    return piece if start - len(piece) == 0 or len(piece) < AROUND else "…" + piece.partition(" ")[2]


def _lead_out(page: str, end: int) -> str:
    piece = page[end : end + AROUND].split("\n", 1)[0]
    return piece if len(piece) < AROUND else piece.rpartition(" ")[0] + "…"
