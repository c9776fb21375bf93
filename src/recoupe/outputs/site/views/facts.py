"""Claims, contradictions and events: their lists, and a page for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.outputs import drawings
from recoupe.outputs.book import Book
from recoupe.outputs.sections import facts, sources
from recoupe.outputs.sections.common import CAPS, Value
from recoupe.outputs.sections.facts import Difference, Happening, Reported, Witness
from recoupe.outputs.site.view import Asked, View, listing
from recoupe.store import Shelf

PASSAGES = 300  # of one record on its page
PARTIES = ("single_party", "both_parties", "neither", "denied", "third_party")  # the ladder, by party
LADDER = ("planned", "announced", "claimed", "done", "confirmed_by_other_party", "confirmed_independently")


@dataclass(frozen=True, slots=True)
class Told:
    """A value that pages give for one claim, with the passages that give it."""

    value: str
    witnesses: tuple[Witness, ...]

    @property
    def pages(self) -> int:
        """On how many pages it stands."""
        return len({x.quote.doc for x in self.witnesses})


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a claim is worded in one language: its shortest passage there."""

    lang: str
    witness: Witness
    pages: int


def claims(asked: Asked) -> View | None:
    """The list of claims, those with most origins first."""
    found = listing(asked, "claims", "rank")
    if not found:
        return None
    rows = [_claim(asked, i, most=1) for i in found.ids]
    seen = {r.record["id"]: min(_days(asked.book, r.record["passages"]), default=None) for r in rows}
    return View(
        template="claims",
        title=asked.w.ui.claims,
        part="claims",
        shown={"list": found, "rows": rows, "seen": seen},
    )


def _claim(asked: Asked, identity: str, most: int) -> Reported:
    held = asked.shelf.backlinks("claims", identity, "contradictions", "claim")
    differing = [i for _, i, _ in held]
    return facts.reported(asked.book, asked.shelf.records("claims")[identity], differing, most)


def claim(asked: Asked, identity: str) -> View | None:
    """One claim: wording, ladder, origins, passages of both sides, spread of values, rules."""
    if identity not in asked.shelf.records("claims"):
        return None
    row = _claim(asked, identity, PASSAGES)
    shown = {
        "c": row,
        "ladder_steps": PARTIES,
        "spread": _spread(row.witnesses),
        "tongues_of": _tongues(row.witnesses),
        "cards": [_difference(asked, x) for x in row.differences],
        "seen": min(_days(asked.book, row.record["passages"]), default=None),
    }
    return View(template="claim", title=_heading(asked, row), lang=row.lang, part="claims", shown=shown)


def _heading(asked: Asked, row: Reported) -> str:
    if row.printed or not row.values:
        return str(row.record["wording"])
    values = " / ".join(map(asked.w.value, row.values))
    return f"{asked.w.code('slot', row.record.get('slot') or row.record['kind'])}{asked.w.ui.colon}{values}"


def _days(book: Book, places: list[Value]) -> set[str]:
    """The days on which the pages of some places appeared."""
    return {d for p in places if (d := book.day(p["doc"]))}


def _spread(witnesses: Iterable[Witness]) -> list[Told]:
    told: dict[str, list[Witness]] = {}
    for witness in witnesses:
        if witness.value:
            told.setdefault(witness.value, []).append(witness)
    return [
        Told(value, tuple(held)) for value, held in sorted(told.items(), key=lambda t: (-len(t[1]), t[0]))
    ]


def _tongues(witnesses: Iterable[Witness]) -> list[Tongue]:
    by_lang: dict[str, list[Witness]] = {}
    for witness in witnesses:
        by_lang.setdefault(witness.quote.lang, []).append(witness)
    return [
        Tongue(lang, min(held, key=lambda x: len(x.quote.text)), len({x.quote.doc for x in held}))
        for lang, held in sorted(by_lang.items(), key=lambda t: (-len(t[1]), t[0]))
    ]


def contradictions(asked: Asked) -> View | None:
    """The list of contradictions, those about the best attested claims first."""
    found = listing(asked, "contradictions", "rank")
    if not found:
        return None
    rows = [_difference(asked, i) for i in found.ids]
    return View(
        template="contradictions", title=asked.w.ui.accounts, part="accounts",
        shown={"list": found, "rows": rows},
    )  # fmt: skip


def _difference(asked: Asked, identity: str) -> Difference:
    event = event_of(asked.shelf, identity)
    return facts.difference(asked.book, asked.shelf.records("contradictions")[identity], event)


def event_of(shelf: Shelf, contradiction: str) -> Value | None:
    """The event that two accounts differ about, if they differ about one."""
    held = shelf.backlinks("contradictions", contradiction, "events", "disagreement")
    return shelf.records("events")[held[0][1]] if held else None


def contradiction(asked: Asked, identity: str) -> View | None:
    """One contradiction: both accounts, what kind it is, whether translation may have made it."""
    if identity not in asked.shelf.records("contradictions"):
        return None
    row = _difference(asked, identity)
    shown = {"d": row, "event": event_of(asked.shelf, identity)}
    return View(template="contradiction", title=row.about, lang=row.lang, part="accounts", shown=shown)


def timeline(asked: Asked) -> View | None:
    """The events in order of time, a table and then a drawing, with the days on which they were reported."""
    found = listing(asked, "events", "day")
    if not found:
        return None
    events = asked.shelf.records("events")
    rows = [
        facts.happening(asked.book, n, events[i], most=1) for n, i in enumerate(found.ids, found.start + 1)
    ]
    reported = {r.record["id"]: _reported(asked.book, r) for r in rows}
    shown = {"list": found, "rows": rows, "reported": reported, "drawn": _drawn(asked, rows)}
    return View(template="timeline", title=asked.w.ui.timeline, part="timeline", shown=shown)


def _reported(book: Book, row: Happening) -> tuple[str, ...]:
    """The first and the last day on which pages report an event."""
    days = sorted(_days(book, row.record["reports"]))
    return (days[0], days[-1]) if len(days) > 1 else tuple(days)


def _drawn(asked: Asked, rows: list[Happening]) -> drawings.Drawing | None:
    docs = dict.fromkeys(r["doc"] for row in rows for r in row.record["reports"])
    if len(rows) + len(docs) > drawings.MOST:
        return None
    pages = asked.book.documents if len(asked.book.documents) <= drawings.MOST else docs
    in_time = sorted(pages, key=lambda d: (asked.book.day(d) or "9", d))
    return drawings.timeline(asked.book, rows, [sources.source(asked.book, d) for d in in_time])


def event(asked: Asked, identity: str) -> View | None:
    """One event: when, who, how sure, every report."""
    record = asked.shelf.records("events").get(identity)
    if not record:
        return None
    row = facts.happening(asked.book, 0, record, PASSAGES)
    shown = {
        "e": row,
        "ladder_steps": LADDER,
        "reported": _reported(asked.book, row),
        "cards": [_difference(asked, x) for x in record["disagreements"][: CAPS.differences]],
    }
    return View(template="event", title=record["title"], lang=row.title_lang, part="timeline", shown=shown)
