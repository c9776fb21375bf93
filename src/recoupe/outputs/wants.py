"""Positions as data for views: what each actor holds on each issue, one issue's history, one actor's issues,
and what changed between two days.

All functions take the value of `dossier.json` and return records that name standings, positions and shifts by
their ids, so that a page, a site or a program shows the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.outputs.book import Value
from recoupe.outputs.distances import day_of

MOVED = "moved"  # the kind of a shift that is movement
Trend = Literal["first", "same", "moved", "several"]


KINDS = ("standings", "positions", "shifts", "documents")  # the lists of a dossier that are read here


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What an actor holds on an issue: his last standing, and how it came about.

    `trend`: moved (a shift led to it), several (standings differ, and no movement joins them), same (one
    standing on several days), first (one day). `positions` are those of all his standings, in time order.
    """

    actor: str
    issue: str
    standing: Value
    force: str | None
    trend: Trend
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a standing between two days: it began, ended, or was moved to from `before`."""

    kind: Literal["began", "ended", "moved"]
    day: str
    standing: Value
    before: Value | None = None
    shift: str | None = None


def matrix(dossier: Value) -> dict[tuple[str, str], Cell]:
    """The cell of each (actor, issue) that has a standing."""
    shelves: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for s in dossier.get("standings", ()):
        shelves[s["holder"], s["issue"]].append(s)
    positions = {p["id"]: p for p in dossier.get("positions", ())}
    moved = {s["after"] for s in dossier.get("shifts", ()) if s["kind"] == MOVED}
    return {key: _cell(*key, held, positions, moved) for key, held in sorted(shelves.items())}


def history(dossier: Value, issue: str) -> tuple[Value, ...]:
    """The positions on an issue in time order, what has no day last."""
    return _in_time(dossier, (p for p in dossier.get("positions", ()) if p["issue"] == issue))


def of_actor(dossier: Value, actor: str) -> dict[str, tuple[Value, ...]]:
    """The positions of an actor by issue, each in time order."""
    shelves: dict[str, list[Value]] = defaultdict(list)
    for p in dossier.get("positions", ()):
        if p["holder"] == actor:
            shelves[p["issue"]].append(p)
    return {issue: _in_time(dossier, held) for issue, held in sorted(shelves.items())}


def changes(dossier: Value, since: str, until: str) -> tuple[Change, ...]:
    """What began, ended or moved after one ISO day and up to another, by day.

    A standing begins on its first day. It ends on the first day of the one that a movement leads to, and is
    then told as moved, or where its holder denies having said so. Standings without a day never change.
    """
    standings = {s["id"]: s for s in dossier.get("standings", ())}
    starts = {key: day for key, s in standings.items() if (day := day_of(s.get("from")))}
    told: list[Change] = []
    reached: set[str] = set()
    for shift in dossier.get("shifts", ()):
        day = starts.get(shift["after"])
        if day is None or not since < day <= until:
            continue
        before, after = standings[shift["before"]], standings[shift["after"]]
        if shift["kind"] == MOVED:
            reached.add(after["id"])
            told.append(Change(kind="moved", day=day, standing=after, before=before, shift=shift["id"]))
        elif shift["kind"] == "retracted" and after["stance"] == "denies_having_said":
            told.append(Change(kind="ended", day=day, standing=before, shift=shift["id"]))
    for key, day in starts.items():
        if since < day <= until and key not in reached:
            told.append(Change(kind="began", day=day, standing=standings[key]))
    return tuple(sorted(told, key=lambda c: (c.day, c.standing["issue"], c.standing["id"], c.kind)))


def last(standings: Iterable[Value]) -> Value:
    """The standing that was taken or repeated last; of several the one with most behind it."""
    return max(
        standings,
        key=lambda s: (s.get("to") or s.get("from") or "", s["origins"]["min"], len(s["positions"]), s["id"]),
    )


def force(standing: Value, positions: dict[str, Value]) -> str | None:
    """With which force most of a standing's positions are taken."""
    held = (positions[i] for i in standing["positions"] if i in positions)
    forces = Counter(p["force"] for p in held if p["force"] != "none")
    return min(forces, key=lambda f: (-forces[f], f)) if forces else None


def trend(held: Sequence[Value], end: Value, moved: set[str]) -> Trend:
    """How the last of an actor's standings on an issue came about."""
    if end["id"] in moved:
        return "moved"
    if len({(s["stance"], s["option"]) for s in held}) > 1:
        return "several"
    return "same" if end.get("to") and end.get("to") != end.get("from") else "first"


def _cell(actor: str, issue: str, held: list[Value], positions: dict[str, Value], moved: set[str]) -> Cell:
    end = last(held)
    ids = [i for s in held for i in s["positions"]]
    return Cell(
        actor=actor,
        issue=issue,
        standing=end,
        force=force(end, positions),
        trend=trend(held, end, moved),
        positions=tuple(sorted(ids, key=lambda i: (positions.get(i, {}).get("said") or "9", i))),
    )


def _in_time(dossier: Value, found: Iterable[Value]) -> tuple[Value, ...]:
    days = {d["id"]: (d.get("published") or {}).get("value") for d in dossier.get("documents", ())}

    def order(p: Value) -> tuple[str, str, int, str]:
        return (day_of(p.get("said")) or day_of(days.get(p["doc"])) or "9", p["doc"], p["span"][0], p["id"])

    return tuple(sorted(found, key=order))
