"""What several parts of the page share: how much of a long list is shown, reasons, bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from recoupe.outputs.book import Book, Quote

Value = dict[str, Any]
Row = TypeVar("Row")

# From here on a difference is set apart as possible damage of translation.
RISKY = 0.5
COUNTS = "origin-"  # how the rules begin that say who is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How many rows of each kind a page holds before it points to the tables."""

    sayings: int = 400
    claims: int = 150
    differences: int = 80
    events: int = 150
    edges: int = 150
    actors: int = 80
    pages: int = 300
    issues: int = 40
    holders: int = 7  # columns of the matrix; more do not fit a screen
    people: int = 12  # actors in the record of an issue
    stands: int = 15  # per issue and actor
    quotes: int = 12  # per row
    reasons: int = 6
    notes: int = 150
    lines: int = 8  # per heading of the summary


CAPS = Caps()


@dataclass(frozen=True, slots=True)
class Shown(Generic[Row]):
    """The rows that are shown, and of how many."""

    rows: tuple[Row, ...]
    total: int

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its rule, how much it weighs, its sentence and what to look at."""

    rule: str
    weight: float
    text: str
    quotes: tuple[Quote, ...]


def first(rows: Sequence[Row], limit: int) -> Shown[Row]:
    """The first rows of a list, with its length."""
    return Shown(tuple(rows[:limit]), len(rows))


def reasons(book: Book, record: Value) -> tuple[Why, ...]:
    """The reasons of a record, heaviest first, without those that count its origins."""
    held = [r for r in record.get("reasons", ()) if not r["rule"].startswith(COUNTS)]
    held = sorted(held, key=lambda r: -abs(r["weight"]))[: CAPS.reasons]
    return tuple(_why(book, r, 2) for r in held)


def counted(book: Book, record: Value) -> tuple[Why, ...]:
    """Who is counted as an origin of a record, in the order of counting."""
    held = [r for r in record.get("reasons", ()) if r["rule"].startswith(COUNTS)][: CAPS.quotes]
    return tuple(_why(book, r, CAPS.reasons) for r in held)


def _why(book: Book, reason: Value, places: int) -> Why:
    quotes = tuple(book.quotes(reason["spans"][:places], "why"))
    return Why(reason["rule"], reason["weight"], reason["text"], quotes)


def pages_of(places: Iterable[Value]) -> tuple[str, ...]:
    """The pages of some places, each once, in order."""
    return tuple(dict.fromkeys(p["doc"] for p in places))


def one_per_page(places: Iterable[Value]) -> list[Value]:
    """The places with the first of each page in front, then the others."""
    seen: set[str] = set()
    firsts: list[Value] = []
    others: list[Value] = []
    for place in places:
        (others if place["doc"] in seen else firsts).append(place)
        seen.add(place["doc"])
    return firsts + others
