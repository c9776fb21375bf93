"""Where a record stands: every span of it, with the layer that says what the words there are to it."""

from collections.abc import Callable, Iterator
from typing import Any

Value = dict[str, Any]
Place = tuple[str, int, int, str]  # page, start, end, layer


def of(kind: str, record: Value) -> list[Place]:
    """The spans of a record, each once in a layer, in the order of its fields."""
    found = [*_OF[kind](record), *_reasons(record)]
    return [(doc, s[0], s[1], layer) for doc, s, layer in found if s and doc] if found else []


Found = Iterator[tuple[str, Any, str]]


def _reasons(record: Value) -> Found:
    for reason in record.get("reasons", ()):
        yield from _placed(reason["spans"], "reason")


def _placed(places: Any, layer: str) -> Found:
    for place in places:
        yield place["doc"], place["span"], layer


def _document(d: Value) -> Found:
    doc = d["id"]
    yield doc, d.get("title"), "title"
    yield doc, d.get("byline"), "byline"
    published = d.get("published") or {}
    yield doc, published.get("span"), "published"
    yield from _reasons(published)
    for reason in d.get("grade_reasons", ()):
        yield from _placed(reason["spans"], "reason")
    for agency in d.get("agencies", ()):
        yield doc, agency["span"], "agency"
    for leg in d.get("language_path", ()):
        yield from _reasons(leg)


def _actor(a: Value) -> Found:
    yield from _placed(a["mentions"], "mention")
    yield from _placed(a["roles"], "role")


def _statement(s: Value) -> Found:
    doc = s["doc"]
    for span in s["content"]:
        yield doc, span, "content"
    yield doc, s["cue"], "cue"
    yield doc, s["speaker"]["span"], "speaker"
    yield doc, (s.get("channel") or {}).get("span"), "channel"
    yield doc, (s.get("addressee") or {}).get("span"), "addressee"


def _utterance(u: Value) -> Found:
    yield from _placed(u["variants"], "variant")
    for drift in u["drift"]:
        yield from _placed(drift["spans"], "drift")


def _event(e: Value) -> Found:
    return _placed(e["reports"], "report")


def _claim(c: Value) -> Found:
    return _placed(c["passages"], "passage")


def _contradiction(x: Value) -> Found:
    yield from _placed(x["a"], "a")
    yield from _placed(x["b"], "b")


def _position(p: Value) -> Found:
    yield p["doc"], p["span"], "position"
    yield p["doc"], p.get("condition"), "condition"


def _time(t: Value) -> Found:
    yield t["doc"], t["span"], "time"


def _edge(e: Value) -> Found:
    for passage in e["passages"]:
        yield e["child"], passage["child"], "child"
        yield e["parent"], passage["parent"], "parent"


def _note(n: Value) -> Found:
    yield n.get("doc") or "", n.get("span"), "note"


def _nowhere(_: Value) -> Found:
    return iter(())


_OF: dict[str, Callable[[Value], Found]] = {
    "documents": _document,
    "actors": _actor,
    "times": _time,
    "statements": _statement,
    "utterances": _utterance,
    "events": _event,
    "claims": _claim,
    "contradictions": _contradiction,
    "positions": _position,
    "standings": _nowhere,
    "shifts": _nowhere,
    "issues": _nowhere,
    "stories": _nowhere,
    "edges": _edge,
    "families": _nowhere,
    "notes": _note,
}
