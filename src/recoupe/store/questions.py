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
FAR = 1_000_000_000  # more than any number of rows
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
    """The records with a row of `search` that meets a query, as a table `hit` to select from.

    `best` is the row to show; FAR and more where the words stand in other forms than typed.
    """
    parts = [met]
    if kinds:
        parts.append((f"kind IN ({','.join('?' * len(kinds))})", list(kinds)))
    if lang:
        parts.append(("lang = ?", [clean(lang)]))
    where, args = _all(parts)
    sql = (
        "WITH hit AS (SELECT kind, id, place, max(rank) AS rank, "
        f"min(CASE WHEN {exact[0]} THEN number ELSE number + {FAR} END) AS best "
        f"FROM search WHERE {where} GROUP BY kind, place, id) "
    )
    return sql, [*exact[1], *args]


def page(start: int, limit: int | None) -> str:
    """The part of the answer that is wanted."""
    return f"LIMIT {ALL if limit is None else max(0, int(limit))} OFFSET {max(0, int(start))}"


def _all(parts: Sequence[Condition]) -> Condition:
    return " AND ".join(part for part, _ in parts), [arg for _, args in parts for arg in args]
