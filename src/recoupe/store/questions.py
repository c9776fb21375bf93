"""What a shelf is asked, as SQL that both engines understand: `?` for arguments, no word of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.store.query import Query
from recoupe.store.rows import clean

Condition = tuple[str, list[Any]]
Meets = Callable[[Query], Condition]
ORDERS = {"place": "place", "rank": "rank DESC, place", "day": "day IS NULL, day, place"}
ALL = 2**31 - 1  # rows; more than any dossier has
_LINKED = "id IN (SELECT id FROM links WHERE kind = ? AND to_kind = ? AND to_id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What records of a kind must meet; None asks for nothing."""

    kind: str
    linked: tuple[str, str, str | None] | None
    doc: str | None
    status: str | None
    lang: str | None
    since: str | None
    until: str | None


def records(asked: Asked, words: Condition | None) -> Condition:
    """The condition on a row of `records`; `words` is one on rows of `search`."""
    kind = asked.kind
    parts: list[Condition] = [("kind = ?", [kind])]
    if asked.status:
        parts.append(("status = ?", [clean(asked.status)]))
    if asked.lang:
        parts.append(("lang = ?", [clean(asked.lang)]))
    if asked.since:
        parts.append(("day >= ?", [clean(asked.since)]))
    if asked.until:  # behind all days of a month or a year
        parts.append(("day <= ?", [f"{clean(asked.until)}~"]))
    if asked.doc:
        parts.append(_on_page(kind, clean(asked.doc)))
    if asked.linked:
        to_kind, to_id, role = asked.linked
        parts.append(
            (
                f"{_LINKED}{' AND role = ?' if role else ''})",
                [kind, to_kind, clean(to_id), *([role] if role else [])],
            )
        )
    if words:
        parts.append((f"id IN (SELECT id FROM search WHERE kind = ? AND {words[0]})", [kind, *words[1]]))
    return _all(parts)


def _on_page(kind: str, doc: str) -> Condition:
    if kind == "documents":
        return "id = ?", [doc]
    return f"{_LINKED} AND role <> 'omitted')", [kind, "documents", doc]


def hits(met: Condition, exact: Condition, kinds: Sequence[str], lang: str | None) -> Condition:
    """The records with a row of `search` that meets a query, as a table `hit` to select from: `far` is 0
    where the words stand as typed.
    """
    parts = [met]
    if kinds:
        parts.append((f"kind IN ({','.join('?' * len(kinds))})", list(kinds)))
    if lang:
        parts.append(("lang = ?", [clean(lang)]))
    where, args = _all(parts)
    sql = (
        f"WITH met AS (SELECT kind, id, place, rank, number, CASE WHEN {exact[0]} THEN 0 ELSE 1 END AS far "
        f"FROM search WHERE {where}), hit AS (SELECT kind, id, min(place) AS place, max(rank) AS rank, "
        "min(far) AS far FROM met GROUP BY kind, id) "
    )
    return sql, [*exact[1], *args]


def page(start: int, limit: int | None) -> str:
    """The part of the answer that is wanted."""
    return f"LIMIT {ALL if limit is None else max(0, int(limit))} OFFSET {max(0, int(start))}"


def _all(parts: Sequence[Condition]) -> Condition:
    return " AND ".join(part for part, _ in parts), [arg for _, args in parts for arg in args]
