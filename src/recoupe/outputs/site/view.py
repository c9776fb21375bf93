"""What a view gets and what it hands to its template, and how long lists are cut into pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from recoupe.outputs.book import Book
from recoupe.outputs.site.live import Live
from recoupe.outputs.words import Words
from recoupe.store import Shelf

ROWS = 100  # of a list on one page
FILTERS = ("q", "speaker", "status", "lang", "since", "until", "doc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one page is made from: the dossier, the words, and what the reader asked for."""

    shelf: Shelf
    book: Book
    w: Words
    live: Live | None
    folder: str
    stem: str
    number: int = 1
    query: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[dict[str, Any], ...] | None = None

    @property
    def address(self) -> str:
        """Where the page stands on the static site, without its filters."""
        name = numbered(self.stem, self.number)
        return f"{self.folder}/{name}" if self.folder else name

    def given(self) -> dict[str, str]:
        """The filters that were given."""
        return {k: v.strip() for k in FILTERS if (v := self.query.get(k, "")).strip()}

    def filters(self) -> dict[str, Any]:
        """The filters as `Shelf.find` takes them."""
        given = self.given()
        found: dict[str, Any] = {k: v for k, v in given.items() if k not in ("q", "speaker")}
        if "q" in given:
            found["words"] = given["q"]
        if "speaker" in given:
            found["linked"] = ("actors", given["speaker"], "speaker")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page: its template, its title and what the template prints."""

    template: str
    title: str
    part: str  # of the dossier, as in the list of contents
    lang: str = ""  # of the title, where its words are a page's
    shown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a long list: its ids, where it stands in the whole, and the files of its neighbours."""

    ids: tuple[str, ...]
    total: int
    number: int
    last: int
    before: str | None
    after: str | None
    start: int  # how many rows come before it


def listing(asked: Asked, kind: str, order: str) -> Listing | None:
    """The page of a list of records that was asked for; None past its end."""
    start = (asked.number - 1) * ROWS
    found = asked.shelf.find(kind, order=order, start=start, limit=ROWS, **asked.filters())
    return cut(asked, found.ids, found.total)


def cut(asked: Asked, ids: tuple[str, ...], total: int) -> Listing | None:
    """The ids of one page with its place in a list of so many; None past its end."""
    last = lengths(total)
    if not 1 <= asked.number <= last:
        return None
    return Listing(
        ids=ids,
        total=total,
        number=asked.number,
        last=last,
        before=_neighbour(asked, asked.number - 1) if asked.number > 1 else None,
        after=_neighbour(asked, asked.number + 1) if asked.number < last else None,
        start=(asked.number - 1) * ROWS,
    )


def lengths(total: int) -> int:
    """How many pages a list of so many rows has."""
    return max(1, -(-total // ROWS))


def _neighbour(asked: Asked, number: int) -> str:
    """Another page of the list: a file of its own, or on the server the first with its filters."""
    given = asked.given()
    if not given:
        return numbered(asked.stem, number)
    return f"{asked.stem}.html?{urlencode(given | ({'page': str(number)} if number > 1 else {}))}"


def numbered(stem: str, number: int) -> str:
    """The file of a page of a list.

    >>> numbered("index", 1), numbered("index", 2)
    ('index.html', 'index-2.html')
    """
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"
