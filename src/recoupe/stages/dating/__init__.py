"""The day a page appeared, where nobody gives it: first by the page alone, then by the pages that tell the
same.

`alone` reads a printed day, an address, and votes of the page's own clues. `together` lends the days of dated
pages to the others: what one page tells as "Wednesday" and another as "12 February" is one day; pages with
the same quotations appeared near each other. A day comes with its reasons and a doubt; a page whose week
stays open gets its month, or nothing.
"""

from collections.abc import Sequence
from datetime import date

from recoupe.model import Clue, Dossier, Page, Published, Reading
from recoupe.stages.dating import evidence, ties
from recoupe.stages.dating.votes import weigh
from recoupe.text import addresses, calendar

_TOP = 700  # characters: a byline stands above the text, a date further down is of the story
_ROUNDS = 4  # days lent on from page to page; by then a story has lent all it has


def gather(page: Page, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues of the times, with those in the addresses of the text."""
    return tuple(sorted((*clues, *evidence.in_addresses(page)), key=lambda c: (c.span, c.kind)))


def alone(page: Page, clues: Sequence[Clue]) -> Published | None:
    """The day of a page by itself: given, printed, in its address, or by the votes of its clues."""
    if page.published and calendar.day(page.published.value):
        return page.published
    return _printed(clues) or _address(page) or weigh(page.doc.id, evidence.of(page, clues), "inferred")


def together(readings: Sequence[Reading], joined: Dossier) -> dict[str, Published]:
    """The days of pages that have none by themselves, by the dated pages that tell the same.

    `joined` is what a first comparison made of the readings.
    """
    days = {r.page.doc.id: d for r in readings if (d := _day(r.page.published))}
    undated = [r for r in readings if r.page.doc.id not in days]
    if not undated or not days:
        return {}
    world = ties.world(readings, joined)
    found: dict[str, Published] = {}
    for _ in range(_ROUNDS):
        lent = {r.page.doc.id: p for r in undated if (p := ties.lend(r, days, world))}
        fresh = {doc: day for doc, p in lent.items() if doc not in days and (day := _day(p))}
        found.update({doc: p for doc, p in lent.items() if doc not in days})
        days |= fresh
        if not fresh:
            break
    return {doc: p for doc, p in sorted(found.items()) if p != _own(readings, doc)}


def _own(readings: Sequence[Reading], doc: str) -> Published | None:
    return next((r.page.published for r in readings if r.page.doc.id == doc), None)


def _day(published: Published | None) -> date | None:
    return calendar.day(published.value) if published else None


def _printed(clues: Sequence[Clue]) -> Published | None:
    printed = [c for c in clues if c.kind == "day" and c.block in evidence.PRINTED and c.span.start < _TOP]
    return Published(printed[0].value, "printed", printed[0].span) if printed else None


def _address(page: Page) -> Published | None:
    for place, source in ((page.doc.url, "url"), (page.doc.path, "path")):
        if day := addresses.day(place or ""):
            return Published(day.isoformat(), source)
    return None


__all__ = ["alone", "gather", "together"]
