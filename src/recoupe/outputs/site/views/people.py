"""Actors and what they want: names, roles, what they say, whom they deal with, where they stand."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from recoupe.outputs.book import Book, Quote, slug
from recoupe.outputs.sections import sources, wishes
from recoupe.outputs.sections.common import CAPS, Shown, Value
from recoupe.outputs.sections.speech import Saying
from recoupe.outputs.sections.wishes import Matrix
from recoupe.outputs.site.view import Asked, View, listing
from recoupe.outputs.site.views.speech import act_of
from recoupe.store import Shelf

SAID = 60  # statements by one actor on its page, as many about it
ABOUT_PAGES = 40  # pages that are looked through for statements about an actor
ROLES = 40
COUNTERPARTS = 8
WHOLE = replace(CAPS, issues=1_000, people=1_000)  # all of a codebook, everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One actor in the list."""

    record: Value
    pages: int
    statements: int
    first: Quote | None
    alone: bool  # named once and in nothing else: the passage says all there is to say


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as spelled, the languages in which it is so spelled, and how often it was found."""

    text: str
    langs: tuple[str, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Office:
    """A role as printed, with the days on which pages print it."""

    text: str
    quote: Quote
    first: str | None
    last: str | None
    pages: int


def actors(asked: Asked) -> View | None:
    """The list of actors, those named most often first."""
    found = listing(asked, "actors", "rank")
    if not found:
        return None
    rows = [_listed(asked, i) for i in found.ids]
    return View(
        template="actors", title=asked.w.ui.actors, part="actors", shown={"list": found, "rows": rows}
    )


def _listed(asked: Asked, identity: str) -> Listed:
    record = asked.shelf.records("actors")[identity]
    mentions = record["mentions"]
    return Listed(
        record=record,
        pages=len({m["doc"] for m in mentions}),
        statements=_said(asked, identity),
        first=asked.book.quote(mentions[0]["doc"], mentions[0]["span"], "why") if mentions else None,
        alone=is_alone(asked.shelf, record),
    )


def is_alone(shelf: Shelf, record: Value) -> bool:
    """Whether an actor is named once and no other record names it: the static site has no page for it."""
    return len(record["mentions"]) == 1 and not shelf.backlinks("actors", record["id"])


def _said(asked: Asked, actor: str) -> int:
    return asked.shelf.find("utterances", linked=("actors", actor, "speaker"), limit=0).total


def actor(asked: Asked, identity: str) -> View | None:
    """One actor: spellings, roles with their days, statements by and about, positions, counterparts."""
    record = asked.shelf.records("actors").get(identity)
    if not record:
        return None
    said = asked.shelf.find("utterances", linked=("actors", identity, "speaker"), order="rank", limit=SAID)
    utterances = asked.shelf.records("utterances")
    by = [act_of(asked, utterances[i]["statements"][0]) for i in said.ids]
    shown = {
        "a": sources.profile(asked.book, record, said.total),
        "spellings": _spellings(record),
        "offices": _offices(asked.book, record)[:ROLES],
        "by": Shown(tuple(by), said.total),
        "about": _about(asked, record),
        "stands": _stands(asked, identity),
        "labels": matrix(asked.book, asked.w.lang).labels,
        "events": _events(asked, identity),
        "counterparts": _counterparts(asked, identity),
    }
    return View(template="actor", title=record["name"], part="actors", shown=shown)


def _spellings(record: Value) -> list[Spelling]:
    held: dict[str, list[Value]] = {}
    for name in record["names"]:
        held.setdefault(name["text"], []).append(name)
    made = [Spelling(t, tuple(n["lang"] for n in ns), sum(n["n"] for n in ns)) for t, ns in held.items()]
    return sorted(made, key=lambda s: (-s.found, s.text))


def _offices(book: Book, record: Value) -> list[Office]:
    held: dict[str, list[Value]] = {}
    for role in record["roles"]:
        held.setdefault(" ".join(role["text"].split()).lower(), []).append(role)
    made = []
    for places in held.values():
        days = sorted(d for p in places if (d := book.day(p["doc"])))
        first = min(places, key=lambda p: (book.day(p["doc"]) or "9", p["doc"]))
        quote = book.quote(first["doc"], first["span"], "why")
        pages = len({p["doc"] for p in places})
        made.append(
            Office(first["text"], quote, days[0] if days else None, days[-1] if days else None, pages)
        )
    return sorted(made, key=lambda o: (o.first or "9", -o.pages, o.text))


def _about(asked: Asked, record: Value) -> Shown[Saying]:
    """What others say of an actor: acts of speech in whose words it is named."""
    places: dict[str, list[tuple[int, int]]] = {}
    for mention in record["mentions"]:
        places.setdefault(mention["doc"], []).append(tuple(mention["span"]))
    found: dict[str, Saying] = {}
    statements = asked.shelf.records("statements")
    for doc in list(places)[:ABOUT_PAGES]:
        for identity in asked.shelf.find("statements", doc=doc).ids:
            told = statements[identity]
            if told["speaker"]["actor"] == record["id"] or told["doc"] != doc:
                continue
            if any(a <= start and end <= b for a, b in told["content"] for start, end in places[doc]):
                row = act_of(asked, identity)
                found.setdefault(row.id, row)
    rows = sorted(found.values(), key=lambda s: (-s.pages, s.id))
    return Shown(tuple(rows[:SAID]), len(rows))


def _stands(asked: Asked, identity: str) -> list[Value]:
    found = asked.shelf.find("standings", linked=("actors", identity, "holder"), order="day")
    return asked.shelf.records("standings").get_many(found.ids)


def _events(asked: Asked, identity: str) -> list[Value]:
    found = asked.shelf.find("events", linked=("actors", identity, None), order="rank", limit=SAID)
    return asked.shelf.records("events").get_many(found.ids)


def _counterparts(asked: Asked, identity: str) -> list[tuple[str, str, int]]:
    """Whom an actor deals with: who is in the same events, whom it speaks to, who speaks to it."""
    met: Counter[str] = Counter()
    for event in _events(asked, identity):
        met.update({r["actor"] for r in event["roles"] if r["actor"]})
    statements = asked.shelf.records("statements")
    for role in ("speaker", "addressee"):
        found = asked.shelf.find("statements", linked=("actors", identity, role), limit=SAID)
        for record in statements.get_many(found.ids):
            other = (
                (record["addressee"] or {}).get("actor") if role == "speaker" else record["speaker"]["actor"]
            )
            met.update([other] if other else [])
    met.pop(identity, None)
    best = sorted(met.items(), key=lambda t: (-t[1], t[0]))[:COUNTERPARTS]
    return [(i, asked.book.name(i), n) for i, n in best]


@lru_cache(maxsize=2)  # the languages of one dossier; that of the one before is let go
def matrix(book: Book, lang: str) -> Matrix:
    """All positions of the dossier; kept, because every issue is a part of it."""
    return wishes.matrix(book, lang, WHOLE)


def coded(book: Book) -> list[str]:
    """The issues on which somebody holds a position."""
    held = (p for p in book.by_id["positions"].values() if book.name(p["holder"]))
    return sorted({p["issue"] for p in held})


def positions(asked: Asked) -> View | None:
    """The matrix of actors and issues, and what moved."""
    shown = {"matrix": matrix(asked.book, asked.w.lang)}
    return View(template="positions", title=asked.w.ui.positions, part="positions", shown=shown)


def issue(asked: Asked, stem: str) -> View | None:
    """One issue: who stands where, on which words."""
    row = next((i for i in matrix(asked.book, asked.w.lang).issues.rows if slug(i.code) == stem), None)
    if not row:
        return None
    record = asked.shelf.records("issues").get(row.code, {})
    title = row.label or f"{asked.w.code('issue_group', row.group)} ({row.code})"
    shown = {"i": row, "record": record}
    return View(template="issue", title=title, part="positions", shown=shown)
