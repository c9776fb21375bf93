"""What Recoupe asks of the outside: a tagger that reads a text, an engine that spreads work, a drawer that
keeps what was read.

Each is a Protocol; `backends/` and `engines/` fill them in and `wiring.py` chooses.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from recoupe.model import Document, Page, Parse, Published, Reading

T = TypeVar("T")
R = TypeVar("R")


class Tagger(Protocol):
    """Reads the prose of a page: tokens with part of speech, lemma, morphology, head, relation, and names.

    Offsets are code points into the page's text. Must be deterministic. Never touches the network.
    """

    def read(self, page: Page) -> Parse:
        """The tokens, sentences and names of the page's prose; a sentence never crosses a block."""


class Engine(Protocol):
    """Spreads pure functions over pages; the result is the same whatever the engine."""

    def map(
        self, work: Callable[[T], R], pieces: Sequence[T], done: Callable[[int], None] | None = None
    ) -> Iterable[R]:
        """`work` of each piece, in the order of the pieces, as they come; `done` is told how many have."""


class Drawer(Protocol):
    """Keeps readings from one build to the next. It may forget, and never gives what was made otherwise."""

    def find(self, doc: Document, day: Published | None = None) -> Reading | None:
        """The reading of a page whose day other pages gave, or None where it has to be read."""

    def keep(self, reading: Reading, day: Published | None = None) -> None:
        """Keep a reading; it is there from now on, even if the program is killed."""

    def close(self) -> None:
        """No more is kept."""
