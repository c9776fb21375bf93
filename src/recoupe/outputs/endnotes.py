"""The end-notes of a printed dossier: where each passage stands, numbered in the order of reading.

On a screen a passage is a link into its page. On paper the same link is a number, and the note says the
page, its day, the first twelve signs of its hash, the offsets and the address.
"""

import hashlib
import json
from dataclasses import dataclass

from recoupe.outputs.book import Book, Quote, Value
from recoupe.outputs.hostile import address


@dataclass(frozen=True, slots=True, kw_only=True)
class Endnote:
    """What stands under one number."""

    number: int
    quote: Quote
    hash: str
    url: str | None


class Endnotes:
    """Gives each passage its number when it is first asked for it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._held: dict[str, Endnote] = {}

    def number(self, quote: Quote) -> int:
        """The number of a passage: the same wherever it is quoted."""
        if quote.anchor not in self._held:
            page = self._book.documents[quote.doc]
            made = len(self._held) + 1
            url = address(page.get("url"))
            self._held[quote.anchor] = Endnote(number=made, quote=quote, hash=page["sha256"][:12], url=url)
        return self._held[quote.anchor].number

    def all(self) -> list[Endnote]:
        """The notes given so far, by number."""
        return list(self._held.values())


def run_id(run: Value) -> str:
    """A short name of a run: twelve signs of the hash of its version, options and inputs."""
    return hashlib.sha256(json.dumps(run, sort_keys=True).encode()).hexdigest()[:12]


def running(title: str, run: str) -> str:
    """The rules of the sheet that print title and run above and the number of the page below each page."""
    return (
        f'@page{{@top-left{{content:"{_css(title)}"}}@top-right{{content:"{_css(run)}"}}'
        '@bottom-right{content:counter(page) " / " counter(pages)}}\n'
    )


def _css(text: str) -> str:
    """Words as they may stand between quotes in a sheet: all but letters and digits of ASCII as codes.

    >>> _css('a "b')
    'a\\\\20 \\\\22 b'
    """
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
