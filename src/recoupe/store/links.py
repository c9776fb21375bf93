"""Which record names which: the reference of every field that holds an id, with the role it plays."""

from collections.abc import Callable, Iterator
from typing import Any

Value = dict[str, Any]
Link = tuple[str, str, str]  # role, kind and id of the record that is named


def of(kind: str, record: Value) -> list[Link]:
    """What a record names, each reference once, in the order of its fields."""
    return list(dict.fromkeys(link for link in _OF[kind](record) if link[2]))


def _document(d: Value) -> Iterator[Link]:
    yield "outlet", "outlets", d.get("outlet") or ""
    for agency in d.get("agencies", ()):
        yield "agency", "agencies", agency["name"]


def _actor(a: Value) -> Iterator[Link]:
    yield "stands_for", "actors", a.get("stands_for") or ""
    for mention in a["mentions"]:
        yield "mention", "documents", mention["doc"]


def _on_page(record: Value) -> Iterator[Link]:
    yield "document", "documents", record.get("doc") or ""


def _statement(s: Value) -> Iterator[Link]:
    yield from _on_page(s)
    yield "speaker", "actors", s["speaker"]["actor"] or ""
    for actor in s["chain"]:
        yield "chain", "actors", actor
    yield "addressee", "actors", (s.get("addressee") or {}).get("actor") or ""
    yield "parent", "statements", s["parent"] or ""
    yield "outer", "statements", s["outer"] or ""


def _utterance(u: Value) -> Iterator[Link]:
    yield "speaker", "actors", u["speaker"] or ""
    for statement in u["statements"]:
        yield "statement", "statements", statement
    for variant in u["variants"]:
        yield "variant", "documents", variant["doc"]


def _event(e: Value) -> Iterator[Link]:
    for role in e["roles"]:
        yield role["role"], "actors", role["actor"] or ""
    yield "place", "actors", e.get("place") or ""
    for report in e["reports"]:
        yield "report", "documents", report["doc"]
    for contradiction in e["disagreements"]:
        yield "disagreement", "contradictions", contradiction


def _claim(c: Value) -> Iterator[Link]:
    yield from _passages("passage", c["passages"])
    for doc in c.get("omitted_by", ()):
        yield "omitted", "documents", doc


def _contradiction(x: Value) -> Iterator[Link]:
    yield "claim", "claims", x["claim"] or ""
    yield from _passages("a", x["a"])
    yield from _passages("b", x["b"])


def _passages(role: str, passages: list[Value]) -> Iterator[Link]:
    for passage in passages:
        yield role, "documents", passage["doc"]
        yield role, "statements", passage.get("statement") or ""


def _position(p: Value) -> Iterator[Link]:
    yield from _on_page(p)
    yield "statement", "statements", p["statement"] or ""
    yield "holder", "actors", p["holder"] or ""
    yield "issue", "issues", p["issue"] or ""
    yield "target", "actors", p.get("target") or ""


def _standing(s: Value) -> Iterator[Link]:
    yield "holder", "actors", s["holder"] or ""
    yield "issue", "issues", s["issue"] or ""
    for position in s["positions"]:
        yield "position", "positions", position


def _shift(s: Value) -> Iterator[Link]:
    yield "before", "standings", s["before"] or ""
    yield "after", "standings", s["after"] or ""
    for position in s.get("pair", ()):
        yield "pair", "positions", position or ""


def _issue(i: Value) -> Iterator[Link]:
    yield "parent", "issues", i["parent"] or ""


def _story(s: Value) -> Iterator[Link]:
    for doc in s["docs"]:
        yield "document", "documents", doc


def _edge(e: Value) -> Iterator[Link]:
    yield "child", "documents", e["child"]
    yield "parent", "documents", e["parent"]


def _family(f: Value) -> Iterator[Link]:
    yield "root", "documents", f.get("root") or ""
    for doc in f["docs"]:
        yield "member", "documents", doc


_OF: dict[str, Callable[[Value], Iterator[Link]]] = {
    "documents": _document,
    "actors": _actor,
    "times": _on_page,
    "statements": _statement,
    "utterances": _utterance,
    "events": _event,
    "claims": _claim,
    "contradictions": _contradiction,
    "positions": _position,
    "standings": _standing,
    "shifts": _shift,
    "issues": _issue,
    "stories": _story,
    "edges": _edge,
    "families": _family,
    "notes": _on_page,
}
