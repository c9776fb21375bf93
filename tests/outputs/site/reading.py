"""A site as a browser would find it: pages, ids, links, headings, quotations."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"meta", "input", "br", "hr", "link", "img"}


class Page(HTMLParser):
    """One page: its elements in order, ids, links and faults of nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: set[str] = set()
        self.faults: list[str] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        if self._open:
            self.faults.append(f"not closed: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {k: v or "" for k, v in attrs}
        self.tags.append((tag, held))
        if len(held) != len(attrs):
            self.faults.append(f"an attribute twice in {tag} {attrs}")
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if "id" in held:
            if held["id"] in self.ids:
                self.faults.append(f"id {held['id']} twice")
            self.ids.add(held["id"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> ends {self._open[-1:]}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "script" not in self._open and "style" not in self._open:
            self.text.append(data)

    def links(self) -> list[str]:
        return [a[name] for _, a in self.tags for name in ("href", "src") if name in a]

    def lang_of(self, css: str) -> set[str]:
        """The languages of all elements of a class."""
        return {a.get("lang", "") for _, a in self.tags if css in a.get("class", "").split()}


def load(folder: Path) -> dict[str, Page]:
    """Every page of a site by its name in the folder."""
    files = sorted(folder.rglob("*.html"))
    return {str(f.relative_to(folder)): Page(f.read_text("utf-8")) for f in files}


def dead(folder: Path, pages: dict[str, Page]) -> list[str]:
    """The links that lead to no file or to no place of it."""
    found = []
    for name, page in pages.items():
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme:
                if parts.scheme not in ("http", "https"):
                    found.append(f"{name}: {link}")
                continue
            file = (folder / name).parent / unquote(parts.path) if parts.path else folder / name
            target = file.resolve()
            if not target.is_file() or not target.is_relative_to(folder.resolve()):
                found.append(f"{name}: {link}: no such file")
            elif parts.fragment:
                home = str(target.relative_to(folder.resolve()))
                if unquote(parts.fragment) not in pages[home].ids:
                    found.append(f"{name}: {link}: no such place")
    return found
