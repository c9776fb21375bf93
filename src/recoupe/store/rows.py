"""From the value of `dossier.json` to the rows of the tables, the same for every engine and every run."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from recoupe.store import contents, links, places

Value = dict[str, Any]
Row = tuple[Any, ...]
LAYOUT = 1  # of the tables; another number where a program that reads them has to change
# What the header has beside the numbers of schema and layout.
HEADER = (("run", dict), ("counts", dict), ("families", list), ("labels", dict), ("languages", list))
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # what no text column holds
# The same as written in JSON; a backslash of the text stands there twice.
_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d|X|-[A-WYZ])")
_ORIGIN = 1000  # one more origin weighs more than any number of pages


@dataclass(frozen=True, slots=True)
class Rows:
    """What the tables hold."""

    header: list[Row]
    records: list[Row]
    texts: list[Row]
    links: list[Row]
    marks: list[Row]


def of(value: Value) -> Rows:
    """All rows of a dossier, in its order; nothing of the value is changed or left out."""
    made = Rows(list(_header(value)), [], list(_texts(value)), [], [])
    known = _Known(value)
    place: Counter[str] = Counter()
    for kind, name, record in contents.each(value):
        key = clean(name)
        spots = places.of(kind, record)
        made.records.append((kind, key, place[kind], *known.facts(kind, record, spots), *_body(kind, record)))
        named = ((kind, key, role, to, clean(it)) for role, to, it in links.of(kind, record))
        made.links.extend(dict.fromkeys(named))
        made.marks.extend(dict.fromkeys((clean(d), a, b, layer, kind, key) for d, a, b, layer in spots))
        place[kind] += 1
    made.marks.sort(key=lambda m: (m[0], m[1], -m[2]))
    return made


def clean(text: str) -> str:
    """The text as a column may hold it, of the same length: lone surrogates and NUL are U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def written(part: Any) -> str:
    """A value as JSON; what no text column holds stands there as an escape."""
    raw = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
    return raw if raw.isascii() else raw.encode("utf-8", "backslashreplace").decode("utf-8")


def _body(kind: str, record: Value) -> tuple[str, str | None]:
    """A record as JSON, of a page without its text; and once more with its escapes, if it needs any."""
    if kind == "documents":
        record = {k: v for k, v in record.items() if k != "text"}
    raw = written(record)
    fit = _ESCAPE.sub("\\1\ufffd", raw)
    return fit, None if fit == raw else raw


def _header(value: Value) -> Iterator[Row]:
    kinds = dict(contents.lists(value))
    head = {
        "schema": value.get("schema"),
        "layout": LAYOUT,
        "run": value.get("run"),
        "counts": {kind: len(records) for kind, records in kinds.items()},
        "families": kinds["families"],
        "labels": labels(kinds["documents"]),
        "languages": sorted({str(d.get("lang") or "") for d in kinds["documents"]} - {""}),
    }
    for key, part in head.items():
        yield key, written(part)


def labels(documents: Iterable[Value]) -> dict[str, str]:
    """A short name for each page: its outlet, or its file name; both where the outlet has several pages."""
    documents = list(documents)
    outlets = Counter(d.get("outlet") for d in documents)
    named = {}
    for d in documents:
        stem = PurePosixPath(d["path"]).stem or d["path"]
        stem = stem if len(stem) <= 32 else f"{stem[:31]}…"
        outlet = d.get("outlet")
        named[d["id"]] = stem if not outlet else outlet if outlets[outlet] == 1 else f"{outlet} ({stem})"
    return named


def _texts(value: Value) -> Iterator[Row]:
    for d in value.get("documents", ()):
        odd = [[hit.start(), ord(hit[0])] for hit in _UNFIT.finditer(d["text"])]
        yield clean(d["id"]), clean(d["text"]), json.dumps(odd, separators=(",", ":")) if odd else None


class _Known:
    """What the columns of a record take from other records."""

    def __init__(self, value: Value) -> None:
        documents = value.get("documents", ())
        self.days = {d["id"]: (d.get("published") or {}).get("value") for d in documents}
        self.langs = {d["id"]: d.get("lang") for d in documents}
        self.said = Counter(s["doc"] for s in value.get("statements", ()))
        self.carried = {s: _pages(u) for u in value.get("utterances", ()) for s in u["statements"]}
        self.claims = {c["id"]: _weight(c) for c in value.get("claims", ())}
        self.starts = {s["id"]: s.get("from") for s in value.get("standings", ())}

    def facts(self, kind: str, record: Value, spots: list[places.Place]) -> tuple[Any, ...]:
        """Page, day, status, language and rank of a record."""
        doc = _page(kind, record, spots)
        told = (record.get(f) for f in ("said", "earliest", "when", "from"))
        days = (
            *told,
            record.get("value") if kind == "times" else None,
            self.starts.get(record.get("after", "")),
        )
        found = (_day(d) for d in (*days, self.days.get(doc or "")))
        status = next((record[f] for f in _STATUS.get(kind, ()) if record.get(f)), None)
        return (
            doc and clean(doc),
            next((d for d in found if d), None),
            status and clean(str(status)),
            clean(str(self.langs.get(doc or "") or "")) or None,
            self._rank(kind, record),
        )

    def _rank(self, kind: str, record: Value) -> int:
        """How much a record weighs: its origins, then its pages."""
        if "origins" in record:
            return _weight(record)
        if kind == "documents":
            return self.said[record["id"]]
        if kind == "statements":
            return self.carried.get(record["id"], 1)
        if kind == "utterances":
            return _pages(record)
        if kind == "contradictions":
            return self.claims.get(record["claim"], 0)
        return len(record.get("mentions") or record.get("docs") or ())


_STATUS = {
    "documents": ("grade",),
    "actors": ("kind",),
    "times": ("kind",),
    "statements": ("stance",),
    "events": ("status",),
    "claims": ("status",),
    "contradictions": ("kind",),
    "positions": ("stance",),
    "standings": ("status",),
    "shifts": ("kind",),
    "edges": ("kind",),
    "notes": ("code",),
}


def _page(kind: str, record: Value, spots: list[places.Place]) -> str | None:
    """The page that a record stands on, or that it stands on first."""
    if kind == "documents":
        return str(record["id"])
    if kind == "utterances":
        return str(record["wording"]["doc"])
    if kind == "edges":
        return str(record["child"])
    return record.get("doc") or record.get("root") or (spots[0][0] if spots else None)


def _weight(record: Value) -> int:
    """Origins, then pages; how a name is spelled tells of the pages, not of the world, and weighs nothing."""
    if record.get("slot") in ("name", "office"):
        return 0
    return _ORIGIN * int(record["origins"]["min"]) + int(record.get("pages", 0))


def _pages(utterance: Value) -> int:
    return len({v["doc"] for v in utterance["variants"]})


def _day(value: object) -> str | None:
    """The day, month or year that a TIMEX value begins with; none of a week, a season or a duration.

    >>> _day("2026-03-05T14:00"), _day("2026-03"), _day("2026-W10")
    ('2026-03-05', '2026-03', None)
    """
    hit = _DAY.match(value) if isinstance(value, str) else None
    return hit[0] if hit else None
