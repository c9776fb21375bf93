"""What changed between two dossiers of one story: what is new, what is gone, what changed its status.

Records of the two are one where their id is the same, else where they stand on the same words: a claim's id
moves when a page joins it, its passages do not. Pages are one where their text is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Value = dict[str, Any]
Spot = tuple[str, int, int]  # hash of the page's text, start, end
_KINDS = {"claims": "claim", "contradictions": "contradiction", "events": "event", "standings": "position"}


def changes(before: Value, after: Value) -> Iterator[Value]:
    """A record for each change: {change, kind, id, was?, is?, text}; pages first, then kind by kind."""
    yield from _pages(before, after)
    for field, kind in _KINDS.items():
        yield from _records(before, after, field, kind)


def _pages(before: Value, after: Value) -> Iterator[Value]:
    old, new = ({d["text_sha256"]: d for d in side["documents"]} for side in (before, after))
    for sha in sorted(new.keys() - old.keys(), key=lambda s: str(new[s]["path"])):
        yield {"change": "new", "kind": "page", "id": new[sha]["id"], "text": new[sha]["path"]}
    for sha in sorted(old.keys() - new.keys(), key=lambda s: str(old[s]["path"])):
        yield {"change": "gone", "kind": "page", "id": old[sha]["id"], "text": old[sha]["path"]}


def _records(before: Value, after: Value, field: str, kind: str) -> Iterator[Value]:
    old, new = _Shelf(before, field), _Shelf(after, field)
    met: set[str] = set()
    for record in after[field]:
        twin = old.find(record, new.spots[record["id"]])
        if twin is None:
            yield {"change": "new", "kind": kind, "id": record["id"], "text": new.told(record)}
            continue
        met.add(twin["id"])
        was, now = _state(twin), _state(record)
        if was != now:
            told = new.told(record)
            yield {"change": "changed", "kind": kind, "id": record["id"], "was": was, "is": now, "text": told}
    for record in before[field]:
        if record["id"] not in met:
            yield {"change": "gone", "kind": kind, "id": record["id"], "text": old.told(record)}


class _Shelf:
    """The records of one kind in a dossier, by id and by the words they stand on."""

    def __init__(self, dossier: Value, field: str) -> None:
        self._texts = {d["id"]: d for d in dossier["documents"]}
        self._names = {a["id"]: a["name"] for a in dossier["actors"]}
        self._positions = {p["id"]: p for p in dossier["positions"]}
        self._records: dict[str, Value] = {r["id"]: r for r in dossier[field]}
        self.spots = {key: self._spots(r) for key, r in self._records.items()}
        self._at: dict[Spot, set[str]] = {}
        for key, spots in self.spots.items():
            for spot in spots:
                self._at.setdefault(spot, set()).add(key)

    def find(self, other: Value, spots: Sequence[Spot]) -> Value | None:
        """The record that another dossier's record is: the same id, else the one with most of its words."""
        if other["id"] in self._records:
            return self._records[other["id"]]
        votes: dict[str, int] = {}
        for spot in spots:
            for key in self._at.get(spot, ()):
                if _frame(self._records[key]) == _frame(other):
                    votes[key] = votes.get(key, 0) + 1
        best = min(votes, key=lambda k: (-votes[k], k), default=None)
        return self._records[best] if best and 2 * votes[best] > len(self.spots[best]) else None

    def told(self, record: Value) -> str:
        """A record in a line."""
        if "wording" in record:
            return " ".join(record["wording"].split())
        if "title" in record:
            return str(record["title"])
        if "holder" in record:
            issue = " ".join(p for p in (record["issue"], record["option"]) if p)
            return f"{self._names.get(record['holder'], '?')}, {issue}"
        sides = (self._words(record[side]) for side in ("a", "b"))
        return " / ".join(sides)

    def _words(self, passages: Sequence[Value]) -> str:
        first = passages[0]
        return " ".join(self._texts[first["doc"]]["text"][slice(*first["span"])].split())[:120]

    def _spots(self, record: Value) -> list[Spot]:
        places = [p for f in ("passages", "a", "b", "reports") for p in record.get(f, ())]
        places += [self._positions[p] for p in record.get("positions", ()) if p in self._positions]
        return [(self._texts[p["doc"]]["text_sha256"], *p["span"]) for p in places]


def _frame(record: Value) -> tuple[Any, ...]:
    """What two records must share besides their words to be one."""
    return tuple(record.get(k) for k in ("kind", "slot", "code", "holder", "issue", "option"))


def _state(record: Value) -> str:
    """What of a record may change: its status or stance, and its origins."""
    status = record.get("status") or record.get("stance") or record.get("kind") or ""
    party = f", {record['party'].replace('_', ' ')}" if record.get("party") else ""
    origins = record.get("origins")
    counted = f", {origins['min']} to {origins['max']} origins" if origins else ""
    return f"{status}{party}{counted}"
