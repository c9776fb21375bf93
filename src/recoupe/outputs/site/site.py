"""One page of the site for one address.

A page is found by its address, which is a file name, too; a view makes its rows, a template prints them. The
site keeps nothing of a request, so threads may share it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from recoupe.outputs import printing, words
from recoupe.outputs.book import Book
from recoupe.outputs.site.live import Live
from recoupe.outputs.site.tree import Tree
from recoupe.outputs.site.view import Asked, View
from recoupe.outputs.site.views import COUNTED, LISTS, ONE, TOP, WHOLE, addresses
from recoupe.store import Shelf

_ADDRESS = re.compile(
    r"(?:(?P<folder>[a-z]+)/)?(?P<stem>[A-Za-z0-9_-]+?)(?:-(?P<number>[2-9]|[1-9]\d{1,5}))?\.html"
)
# Of a file alone: no style, script or picture from elsewhere, and nothing is sent. "file:" stands beside
# 'self' because a page opened from a folder has no origin that 'self' could name.
POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it is sent."""

    html: str
    status: int = 200


class Site:
    """The pages of one dossier in one language of the interface.

    `twin` is the way from the root of this site to the root of the same site in the other language; `changes`
    are what `diffing.changes` found since the dossier before, None where there is none.
    """

    def __init__(
        self,
        shelf: Shelf,
        lang: str,
        *,
        live: Live | None = None,
        book: Book | None = None,
        twin: str = "",
        changes: tuple[dict[str, Any], ...] | None = None,
    ) -> None:
        self.shelf = shelf
        self.book = book or Book(shelf)
        self.w = words.load(lang)
        self.live = live
        self.twin = twin
        self.changes = changes
        self._kept: dict[str, View | None] = {}
        self._printers = {depth: self._printer(depth) for depth in (0, 1)}

    def page(
        self, address: str, query: Mapping[str, str] | None = None, live: Live | None = None
    ) -> Rendered | None:
        """The page at an address such as `claims/c-3f2a.html`; None where there is none.

        `query` holds the filters and the page of a list (`q`, `speaker`, `status`, `lang`, `since`, `until`,
        `doc`, `page`); `live` stands for the site's own during one request.
        """
        asked = self._asked(address, dict(query or {}), live or self.live)
        view = asked and self._view(asked)
        return Rendered(self._print(view, asked)) if asked and view else None

    def _asked(self, address: str, query: dict[str, str], live: Live | None) -> Asked | None:
        found = _ADDRESS.fullmatch(address)
        if not found:
            return None
        folder, stem, number = found["folder"] or "", found["stem"], found["number"]
        if folder and stem != "index":  # the number belongs to an id
            stem, number = address.removesuffix(".html").removeprefix(f"{folder}/"), None
        wanted = query.get("page", "")
        if wanted.isdecimal():
            number = wanted[:6]
        return Asked(
            shelf=self.shelf, book=self.book, w=self.w, live=live, folder=folder, stem=stem,
            number=int(number or 1), query=query, changes=self.changes,
        )  # fmt: skip

    def _view(self, asked: Asked) -> View | None:
        if not asked.folder and asked.stem in WHOLE:
            if asked.stem not in self._kept:
                self._kept[asked.stem] = TOP[asked.stem](asked)
            return self._kept[asked.stem]
        if not asked.folder:
            make = TOP.get(asked.stem)
            return make(asked) if make else None
        if asked.stem == "index":
            listed = LISTS.get(asked.folder)
            return listed(asked) if listed else None
        one = ONE.get(asked.folder)
        return one(asked, asked.stem) if one else None

    def addresses(self) -> Iterator[str]:
        """The addresses of all pages of the static site, each once."""
        yield "index.html"
        yield "method.html"
        if self.changes is not None:
            yield "changes.html"
        yield from addresses(self.shelf, self.book)

    def _print(self, view: View, asked: Asked) -> str:
        depth = 1 if asked.folder else 0
        address = asked.address
        up = "../" * depth
        template = self._printers[depth].get_template(f"site/{view.template}.html")
        return template.render(
            **view.shown,
            view=view,
            asked=asked,
            live=asked.live,
            up=up,
            other=f"{up}{self.twin}{address}" if self.twin else None,
            policy=None if asked.live else POLICY,
        )

    def _printer(self, depth: int) -> Environment:
        tree = Tree(self.book, depth)
        made = printing.environment(self.book, self.w, tree)
        made.globals.update(
            contents=self._contents(tree),
            outlet=tree.outlet,
            run=self.book.header["run"],
            label_of=self.book.labels.get,
        )
        return made

    def _contents(self, tree: Tree) -> list[tuple[str, str, str, str]]:
        """The parts of the site: name, address, title, and how many rows it has."""
        counts = {kind: self.w.number(n) for kind, n in self.shelf.header["counts"].items()}
        parts = [part for part in COUNTED if part != "changes" or self.changes is not None]
        return [(part, tree.part(part), self.w.ui[part], counts.get(COUNTED[part], "")) for part in parts]
