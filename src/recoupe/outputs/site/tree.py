"""Addresses of the site: which page a record has, and how a page at some depth links to it.

Addresses are the names of files, too; they are made from ids, so they stay when pages are added.
"""

from recoupe.outputs.book import Book, Quote, slug
from recoupe.text.fold import short_id

# The folder in which each kind has a page for each record.
FOLDERS = {
    "actors": "actors",
    "claims": "claims",
    "contradictions": "contradictions",
    "documents": "pages",
    "events": "events",
    "issues": "issues",
    "outlets": "outlets",
    "sources": "sources",
    "statements": "statements",
    "utterances": "utterances",
}
# The page of each part of the dossier, by its name on the one page.
PARTS = {
    "accounts": "contradictions/index.html",
    "actors": "actors/index.html",
    "changes": "changes.html",
    "claims": "claims/index.html",
    "lineage": "sources/index.html",
    "method": "method.html",
    "notes": "method.html#limits",
    "outlets": "outlets/index.html",
    "pages": "pages/index.html",
    "positions": "positions/index.html",
    "queue": "queue.html",
    "said": "statements/index.html",
    "search": "search.html",
    "state": "index.html",
    "timeline": "timeline.html",
}


def outlet_id(name: str) -> str:
    """The id of an outlet: its name may have letters that no address should."""
    return short_id("o", name)


class Tree:
    """The links of pages that lie so many folders deep."""

    def __init__(self, book: Book, depth: int) -> None:
        self._book = book
        self._up = "../" * depth

    def to(self, kind: str, identity: str) -> str | None:
        """The page of a record; None where it has none."""
        if not identity:
            return None
        if kind == "voices":
            return f"{self._up}actors/{slug(identity)}.html#by"
        if kind == "shifts":
            return f"{self._up}positions/index.html#m-{slug(identity)}"
        if kind == "utterances":
            kind, identity = self._act(identity)
        if kind == "positions":
            return self._position(identity)
        folder = FOLDERS.get(kind)
        return f"{self._up}{folder}/{slug(identity)}.html" if folder else None

    def _act(self, identity: str) -> tuple[str, str]:
        """An act of speech that only one statement tells has that statement's page."""
        record = self._book.by_id["utterances"].get(identity)
        if record and len(record["statements"]) > 1:
            return "utterances", identity
        return "statements", record["statements"][0] if record else identity

    def _position(self, identity: str) -> str | None:
        record = self._book.by_id["positions"].get(identity)
        if not record or not record["holder"]:
            return None
        code = slug(record["issue"])
        return f"{self._up}issues/{code}.html#i-{code}-{slug(record['holder'])}"

    def at(self, quote: Quote) -> str:
        """A passage in its page's reader."""
        return f"{self._up}pages/{slug(quote.doc)}.html#{quote.anchor}"

    def holder(self, code: str, anchor: str) -> str:
        """An actor's record on an issue."""
        return f"{self._up}issues/{slug(code)}.html#{anchor}"

    def part(self, name: str) -> str:
        """The page of a part of the dossier."""
        return self._up + PARTS[name]

    def table(self, name: str) -> str:
        """The name of a CSV table beside the site."""
        return f"tables/{name}.csv"

    def outlet(self, doc: str) -> str | None:
        """The page of the outlet of a page."""
        outlet = self._book.documents[doc].get("outlet")
        return self.to("outlets", outlet_id(outlet)) if outlet else None
