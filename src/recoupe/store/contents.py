"""The records of a dossier's value one by one, with the kind and the id under which the store keeps them.

Edges, families, issues and notes have no `id` of their own in `dossier.json`: an edge is `child-parent`, an
issue its code, a note its place in the list.
"""

from collections.abc import Iterator
from typing import Any

Value = dict[str, Any]

KINDS = (
    "documents", "actors", "times", "statements", "utterances", "events", "claims", "contradictions",
    "positions", "standings", "shifts", "issues", "stories", "edges", "families", "notes",
)  # fmt: skip


def lists(value: Value) -> Iterator[tuple[str, list[Value]]]:
    """Each kind with its records in the dossier's order; a kind that the value lacks has none."""
    lineage = value.get("lineage") or {}
    for kind in KINDS:
        yield kind, (lineage if kind in ("edges", "families") else value).get(kind) or []


def each(value: Value) -> Iterator[tuple[str, str, Value]]:
    """Every record with its kind and an id that no other record of the kind has."""
    for kind, records in lists(value):
        seen: dict[str, int] = {}
        for place, record in enumerate(records):
            name = identity(kind, record, place)
            seen[name] = seen.get(name, 0) + 1
            yield kind, name if seen[name] == 1 else f"{name}~{seen[name]}", record


def identity(kind: str, record: Value, place: int) -> str:
    """The id of a record in the store.

    >>> identity("edges", {"child": "d-2", "parent": "d-1"}, 0)
    'd-2-d-1'
    """
    if kind == "edges":
        return f"{record['child']}-{record['parent']}"
    if kind == "issues":
        return str(record["code"])
    return f"n-{place}" if kind == "notes" else str(record["id"])
