"""The desk: the first page, what waits for review, what changed, what was searched for, how it was made."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from recoupe.outputs.book import Book, slug
from recoupe.outputs.sections import facts, opening, sources, wishes
from recoupe.outputs.sections.common import Value
from recoupe.outputs.site.view import ROWS, Asked, View, cut
from recoupe.outputs.site.views import speech as said
from recoupe.outputs.site.views.facts import event_of
from recoupe.outputs.site.views.people import matrix
from recoupe.outputs.words import Words
from recoupe.store import Shelf

FIRST = 60  # events, claims and differences from which the first page chooses its lines
WAITING = 500  # records that wait for review
BANDS = (0.95, 0.8, 0.6, 0.4, 0.0)  # of confidence
CHANGED = {"page": "documents", "claim": "claims", "contradiction": "contradictions", "event": "events"}
SOUGHT = ("statements", "claims", "events", "actors", "contradictions", "positions", "documents")
TOUCHED = 500  # changes listed
_TWO = 2  # the languages of one dossier: what is kept lets go of the dossier before
_STATES = ("status", "event_status", "standing_status", "party", "wish", "difference")
_COUNTED = re.compile(r"(\d+) to (\d+) origins$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A record that a person should look at: how unsure it is, and how much hangs on it."""

    kind: str
    id: str
    confidence: float
    impact: int

    @property
    def weight(self) -> float:
        """What the queue is ordered by."""
        return (1 - self.confidence) * self.impact


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue, the weightiest first, and how many records there are in all."""

    rows: tuple[Doubt, ...]
    total: int


def home(asked: Asked) -> View:
    """The first page: what was read, the funnel, the state of play, what is open, what changed, limits."""
    o = _opening(asked.shelf, asked.book, asked.w.lang)
    shown = {
        "o": o,
        "moved_since": Counter(c["change"] for c in asked.changes) if asked.changes is not None else None,
        "something": bool(len(asked.book.by_id["events"]) or len(asked.book.by_id["claims"])),
        **_limits(asked.book, asked.w),
    }
    return View(template="home", title=o.title, lang=o.title_lang, part="state", shown=shown)


@lru_cache(maxsize=_TWO)
def _opening(shelf: Shelf, book: Book, lang: str) -> opening.Opening:
    """The state of play; kept, because it counts over all pages and the dossier does not change."""
    chosen = {k: shelf.find(k, order="rank", limit=FIRST).ids for k in ("events", "claims", "contradictions")}
    events, claims, apart = (book.by_id[k] for k in chosen)
    return opening.opening(
        book,
        tuple(facts.happening(book, n, events[i], 2) for n, i in enumerate(chosen["events"], 1)),
        tuple(facts.reported(book, claims[i], (), 2) for i in chosen["claims"]),
        tuple(facts.difference(book, apart[i], event_of(shelf, i)) for i in chosen["contradictions"]),
        matrix(book, lang),
    )


@lru_cache(maxsize=_TWO)
def _limits(book: Book, w: Words) -> Value:
    """What the reader must know of the ground; kept, because it counts over all pages."""
    return sources.limits(book, w)


@lru_cache(maxsize=1)  # one dossier
def waiting(book: Book) -> Waiting:
    """The records to look at first: those least sure on which most rests."""
    rows = sorted(_doubts(book), key=lambda d: (-d.weight, d.kind, d.id))
    return Waiting(tuple(rows[:WAITING]), min(len(rows), WAITING))


def _doubts(book: Book) -> Iterator[Doubt]:
    resting = Counter(p["statement"] for p in book.all("positions") if p["statement"])
    for claim in book.by_id["claims"].values():
        resting.update({p["statement"] for p in claim["passages"] if p.get("statement")})
    for utterance in book.by_id["utterances"].values():
        resting.update(dict.fromkeys(utterance["statements"], len(utterance["statements"])))
    for statement in book.by_id["statements"].values():
        if statement["confidence"] < 1:
            impact = max(1, resting[statement["id"]])
            yield Doubt(
                kind="statements", id=statement["id"], confidence=statement["confidence"], impact=impact
            )
    for record in book.by_id["contradictions"].values():
        pages = len({p["doc"] for p in (*record["a"], *record["b"])})
        sure = 1 - max(record["translation_risk"], 0.2)
        yield Doubt(kind="contradictions", id=record["id"], confidence=round(sure, 2), impact=pages)
    for actor in book.by_id["actors"].values():
        joined = [r["weight"] for r in actor["reasons"] if 0 < r["weight"] < 1]
        if joined and len(actor["names"]) > 1:
            pages = len({m["doc"] for m in actor["mentions"]})
            yield Doubt(kind="actors", id=actor["id"], confidence=round(min(joined), 2), impact=pages)


def queue(asked: Asked) -> View | None:
    """What waits for review, with the decisions that may be taken."""
    held = waiting(asked.book)
    start = (asked.number - 1) * ROWS
    doubts = held.rows[start : start + ROWS]
    if asked.live:  # what was looked at comes behind what was not
        doubts = tuple(
            sorted(doubts, key=lambda d: asked.live is not None and asked.live.history.touched(d.id))
        )
    found = cut(asked, tuple(d.id for d in doubts), held.total)
    if not found:
        return None
    if asked.live and asked.live.row:
        doubts = tuple(d for d in doubts if f"q-{slug(d.id)}" == asked.live.row)
    rows = [(d, _told(asked, d)) for d in doubts]
    actors = asked.shelf.records("actors").get_many(asked.shelf.find("actors", order="rank", limit=200).ids)
    shown = {"list": found, "rows": rows, "actors": actors}
    return View(template="queue", title=asked.w.ui.queue, part="queue", shown=shown)


def _told(asked: Asked, doubt: Doubt) -> object:
    """A record of the queue as the row of its kind."""
    record = asked.shelf.records(doubt.kind)[doubt.id]
    if doubt.kind == "statements":
        return said.alone(asked, record)
    if doubt.kind == "contradictions":
        return facts.difference(asked.book, record, event_of(asked.shelf, doubt.id))
    return sources.profile(asked.book, record, 0)


def changes(asked: Asked) -> View | None:
    """What is new, gone or of another status since the dossier before."""
    if asked.changes is None:
        return None
    counted = Counter((c["kind"], c["change"]) for c in asked.changes)
    shown = {
        "rows": [(c, *_touched(asked, c)) for c in asked.changes[:TOUCHED]],
        "counted": sorted(counted.items()),
        "total": len(asked.changes),
        "state": partial(_state, asked.w),
    }
    return View(template="changes", title=asked.w.ui.changes, part="changes", shown=shown)


def _touched(asked: Asked, change: Value) -> tuple[str, str, str]:
    """The kind and id of the record whose page tells of a change, if there is one, and what it is called."""
    standing = asked.book.by_id["standings"].get(change["id"])
    if standing:
        issue = wishes.issue_labels(asked.book, asked.w.lang).get(standing["issue"], standing["issue"])
        told = (asked.book.name(standing["holder"]), issue, asked.w.code("option", standing["option"]))
        return "positions", next(iter(standing["positions"]), ""), ", ".join(t for t in told if t)
    kind = CHANGED.get(change["kind"], "")
    held = kind and change["id"] in asked.book.by_id[kind]
    return (kind if held else ""), change["id"], change["text"]


def _state(w: Words, told: str) -> str:
    """What `diffing.changes` tells of a record, in the words of the interface."""
    parts = []
    for part in told.split(", "):
        counted = _COUNTED.match(part)
        code = part.replace(" ", "_")
        section = next((s for s in _STATES if code in w.table[s]), "")
        origins = counted and w.origins({"min": int(counted[1]), "max": int(counted[2])})
        parts.append(origins or (w.code(section, code) if section else part))
    return ", ".join(parts)


def search(asked: Asked) -> View | None:
    """What was searched for; only a server can search."""
    if asked.live is None:
        return None
    words = asked.query.get("q", "")
    chosen = asked.query.get("kind", "")
    kinds = (chosen,) if chosen in SOUGHT else ()
    hits = asked.shelf.search(
        words, kinds=kinds, lang=asked.query.get("lang") or None, start=(asked.number - 1) * 20, limit=20
    )
    shown = {
        "words": words,
        "hits": hits,
        "chosen": chosen,
        "sought": SOUGHT,
        "after": hits.total > asked.number * 20,
    }
    return View(template="search", title=asked.w.ui.search, part="search", shown=shown)


@lru_cache(maxsize=1)  # one dossier
def _speech(book: Book) -> Value:
    """How sure the statements are, and how many have no speaker."""
    statements = book.all("statements")
    bands = [
        (low, high, sum(low <= s["confidence"] < high or s["confidence"] == high == 1 for s in statements))
        for low, high in zip(BANDS, (1.0, *BANDS), strict=False)
    ]
    return {"bands": bands, "unspoken": sum(not s["speaker"]["actor"] for s in statements)}


def method(asked: Asked) -> View:
    """How the dossier was made: limits, notes, versions, confidence, the words of its rules."""
    shown = {
        "remarks": sources.remarks(asked.book),
        **_speech(asked.book),
        "schema": asked.book.header["schema"],
        **_limits(asked.book, asked.w),
    }
    return View(template="method", title=asked.w.ui.method, part="method", shown=shown)
