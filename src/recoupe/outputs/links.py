"""Where a link leads: to a place on the one page, or to a page of the site.

Templates and the reader ask for records and passages and do not know which of the two they print.
"""

from collections.abc import Container
from typing import Protocol

from recoupe.outputs.book import Quote, slug

# How the items of each kind begin their anchor on the one page.
LETTERS = {
    "actors": "a",
    "claims": "c",
    "contradictions": "x",
    "documents": "r",
    "events": "v",
    "issues": "i",
    "shifts": "m",
    "utterances": "u",
    "voices": "s",
}


class Links(Protocol):
    """What templates ask."""

    def to(self, kind: str, identity: str) -> str | None:
        """The address of a record; None where it has no place."""

    def at(self, quote: Quote) -> str:
        """The address of a passage in its page's reader."""

    def holder(self, code: str, anchor: str) -> str:
        """The address of one actor's record on one issue."""

    def part(self, name: str) -> str:
        """The address of a part of the dossier: `claims`, `timeline`, `notes`."""

    def table(self, name: str) -> str:
        """The address of a CSV table."""


class OnePage:
    """All links stay on the page; what a long list left out has no place."""

    def __init__(self, shown: Container[str]) -> None:
        self._shown = shown

    def to(self, kind: str, identity: str) -> str | None:
        """The anchor of a record that is on the page."""
        if kind == "holders":
            return f"#{identity}"
        name = slug(f"{LETTERS[kind]}-{identity}")
        return (
            f"#{name}" if kind in ("documents", "issues", "shifts", "events") or name in self._shown else None
        )

    def at(self, quote: Quote) -> str:
        """The anchor of a passage."""
        return f"#{quote.anchor}"

    def holder(self, code: str, anchor: str) -> str:  # noqa: ARG002  the anchor says the issue
        """The anchor of an actor's record on an issue."""
        return f"#{anchor}"

    def part(self, name: str) -> str:
        """The anchor of a section."""
        return f"#{name}"

    def table(self, name: str) -> str:
        """A table beside the page."""
        return f"tables/{name}.csv"
