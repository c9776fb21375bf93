"""Checks a dossier as written: every span resolves, every id exists, every assertion has a reason.

Works on the value of `dossier.json`, so that any program's dossier can be checked. Faults come as sentences
that say where; an empty list means clean.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from recoupe.codec import SCHEMA

Value = dict[str, Any]

# Records that assert something and so must say why.
REASONED = (
    "actors",
    "times",
    "statements",
    "utterances",
    "events",
    "claims",
    "contradictions",
    "positions",
    "shifts",
)
_MALFORMED = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
# Fields that hold ids, by record kind: field -> kind of record the ids must name.
LINKS = {
    "statements": {"chain": "actors", "parent": "statements", "outer": "statements"},
    "utterances": {"statements": "statements", "speaker": "actors"},
    "events": {"disagreements": "contradictions"},
    "claims": {"omitted_by": "documents"},
    "contradictions": {"claim": "claims"},
    "positions": {"statement": "statements", "holder": "actors", "target": "actors"},
    "standings": {"holder": "actors", "positions": "positions"},
    "shifts": {"before": "standings", "after": "standings", "pair": "positions"},
    "stories": {"docs": "documents"},
    "actors": {"stands_for": "actors"},
}


def check(dossier: Value) -> list[str]:
    """All faults of a dossier, in the order of its records; where it has another form than a dossier has,
    the last says so.
    """
    faults: list[str] = []
    try:
        faults.extend(_faults(dossier))
    except _MALFORMED as error:
        faults.append(f"no further: this is not written as a dossier is ({type(error).__name__}: {error})")
    return faults


def _faults(dossier: Value) -> Iterator[str]:
    if dossier.get("schema") != SCHEMA:
        yield f'schema: "{dossier.get("schema")}" is not "{SCHEMA}"; this program reads no other'
        return
    texts = {d["id"]: len(d["text"]) for d in dossier["documents"]}
    ids = {kind: {r["id"] for r in dossier[kind]} for kind in (*LINKS, "claims", "times", "documents")}
    for kind, records in dossier.items():
        if isinstance(records, list):
            yield from _doubled(kind, records)
            for record in records:
                yield from _record(kind, record, texts, ids)
    for edge in dossier["lineage"]["edges"]:
        yield from _edge(edge, texts)
    for family in dossier["lineage"]["families"]:
        yield from (f"family {family['id']}: no page {doc}" for doc in family["docs"] if doc not in texts)
    yield from _nesting(dossier["statements"])


def _record(kind: str, record: Value, texts: dict[str, int], ids: dict[str, set[str]]) -> Iterator[str]:
    where = f"{kind} {record.get('id') or record.get('code')}"
    home = record["id"] if kind == "documents" else record.get("doc")
    yield from _spans(record, home, texts, where)
    yield from _ids(record, LINKS.get(kind, {}), ids, where)
    if kind in REASONED and not record["reasons"]:
        yield f"{where}: asserts without a reason"


def _doubled(kind: str, records: list[Value]) -> Iterator[str]:
    seen: set[str] = set()
    for record in records:
        identity = record.get("id")
        if identity in seen:
            yield f"{kind} {identity}: the id stands twice"
        if identity:
            seen.add(identity)


def _spans(value: Any, home: str | None, texts: dict[str, int], where: str) -> Iterator[str]:
    """Faults of all extents below a value; `home` is the page of the record they stand in."""
    if isinstance(value, dict):
        home = value.get("doc") or home
        for name, inner in value.items():
            if name in ("span", "cue", "title", "byline", "condition") and _is_extent(inner):
                yield from _extent(inner, home, texts, where)
            elif name == "content" and isinstance(inner, list):
                for extent in inner:
                    yield from _extent(extent, home, texts, where)
            else:
                yield from _spans(inner, home, texts, where)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner, home, texts, where)


def _is_extent(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value)


def _extent(extent: Any, home: str | None, texts: dict[str, int], where: str) -> Iterator[str]:
    if home not in texts:
        yield f"{where}: a span {extent} of a page that is not here: {home}"
    elif not _is_extent(extent) or not 0 <= extent[0] < extent[1] <= texts[home]:
        yield f"{where}: the span {extent} does not lie in page {home} ({texts[home]} characters)"


def _ids(record: Value, links: dict[str, str], ids: dict[str, set[str]], where: str) -> Iterator[str]:
    for name, kind in links.items():
        value = record.get(name)
        for identity in value if isinstance(value, list) else [value]:
            if identity is not None and identity not in ids[kind]:
                yield f"{where}: {name} names {identity}, which is not among the {kind}"
    for part in (record.get("speaker"), record.get("addressee"), *record.get("roles", ())):
        actor = part.get("actor") if isinstance(part, dict) else None
        if actor and actor not in ids["actors"]:
            yield f"{where}: no actor {actor}"
    passages: Iterable[Value] = [*record.get("passages", ()), *record.get("variants", ())]
    for passage in passages:
        if passage.get("statement") and passage["statement"] not in ids["statements"]:
            yield f"{where}: a passage names statement {passage['statement']}, which is not here"


def _edge(edge: Value, texts: dict[str, int]) -> Iterator[str]:
    where = f"edge {edge['child']} - {edge['parent']}"
    for side in ("child", "parent"):
        if edge[side] not in texts:
            yield f"{where}: no page {edge[side]}"
            continue
        for passage in edge["passages"]:
            yield from _extent(passage[side], edge[side], texts, where)
    yield from _spans(edge["reasons"], None, texts, where)
    if not edge["reasons"]:
        yield f"{where}: asserts without a reason"


def _nesting(statements: list[Value]) -> Iterator[str]:
    """A parent contains its child, and nobody is his own ancestor."""
    by_id = {s["id"]: s for s in statements}
    for s in statements:
        parent = by_id.get(s["parent"] or "")
        if parent and not _within(s["content"][0], parent["content"]):
            yield f"statements {s['id']}: lies outside the content of its parent {parent['id']}"
        seen, at = {s["id"]}, s
        while at and (above := at["parent"] or at["outer"]):
            if above in seen:
                yield f"statements {s['id']}: is its own ancestor"
                break
            seen.add(above)
            at = by_id.get(above, {})


def _within(extent: list[int], content: list[list[int]]) -> bool:
    """Whether an extent lies between the first and the last character of a content."""
    return min(c[0] for c in content) <= extent[0] and extent[1] <= max(c[1] for c in content)
