"""Prints a part of a dossier on the terminal: a table to read, or one JSON object a line for other programs.

The lines are records of the dossier; as JSON each is given whole, with the words at its spans beside them.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from recoupe.outputs import wants
from recoupe.outputs.book import Book, Value
from recoupe.outputs.hostile import plain
from recoupe.text.fold import fold

SHORT = 280  # characters of a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a view: its cells, the record, and what filters look at."""

    cells: tuple[str, ...]
    record: Value
    actors: frozenset[str] = frozenset()
    docs: frozenset[str] = frozenset()
    issue: str | None = None


def show(
    dossier: Value,
    what: str,
    filters: Mapping[str, str | None],
    as_json: bool = False,
    limit: int = 0,
    between: tuple[str, str] | None = None,
) -> None:
    """Print a view; filters are `actor`, `page` and `issue`, a limit of 0 is none. Between two ISO days, the
    view of positions is what began, ended or moved after the first and up to the second.
    """
    book = Book(dossier)
    headers, lines = views()[what] if between is None else (_CHANGED, partial(_changes, between=between))
    kept = [line for line in lines(book) if _passes(line, book, filters)]
    shown = kept[:limit] if limit else kept
    if as_json:
        for line in shown:
            sys.stdout.write(json.dumps(_with_words(line.record, book, None), ensure_ascii=True) + "\n")
        return
    console = Console(highlight=False, markup=False)
    if not kept:
        console.print(_nothing(what, filters))
        return
    # Piped text has no width of its own; 160 columns keep rows readable in a pager.
    console.width = console.width if console.is_terminal else 160
    console.print(_table(headers, shown))
    if len(shown) < len(kept):
        console.print(f"{len(shown)} of {len(kept)} shown; --limit 0 shows all")


def _nothing(what: str, filters: Mapping[str, str | None]) -> str:
    asked = ", ".join(f"--{name} {value}" for name, value in filters.items() if value)
    return f"No {what} match {asked}." if asked else f"This dossier has no {what}."


def _table(headers: tuple[str, ...], lines: Iterable[Line]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", row_styles=("", "dim"))
    for number, header in enumerate(headers):
        # The last column holds the words; it takes what room there is.
        last = number == len(headers) - 1
        table.add_column(header, overflow="fold", ratio=5 if last else 2, min_width=24 if last else 4)
    for line in lines:
        table.add_row(*(Text(_short(cell)) for cell in line.cells))
    return table


def _short(text: str) -> str:
    flat = plain(text)
    return flat if len(flat) <= SHORT else flat[: SHORT - 1] + "…"


def _passes(line: Line, book: Book, filters: Mapping[str, str | None]) -> bool:
    actor, page, issue = filters.get("actor"), filters.get("page"), filters.get("issue")
    if actor and not any(_is(actor, a, _names(book, a)) for a in line.actors):
        return False
    if page and not any(_is(page, d, [book.documents[d]["path"]]) for d in line.docs if d in book.documents):
        return False
    # A group's code, such as SG, stands for all of its issues.
    return not issue or bool(
        line.issue and f"{line.issue}.".lower().startswith(f"{issue.rstrip('.')}.".lower())
    )


def _names(book: Book, actor: str) -> list[str]:
    record = book.by_id["actors"].get(actor)
    return [record["name"], *(n["text"] for n in record["names"])] if record else []


def _is(wanted: str, identity: str, names: Iterable[str]) -> bool:
    return wanted == identity or any(fold(wanted) in fold(name) for name in names)


def _with_words(value: Any, book: Book, doc: str | None) -> Any:
    """A record with `text` and `path` beside each span."""
    if isinstance(value, list):
        return [_with_words(v, book, doc) for v in value]
    if not isinstance(value, dict):
        return value
    doc = value.get("doc") or doc
    out = {name: _with_words(inner, book, doc) for name, inner in value.items()}
    if doc and doc in book.documents and "text" not in value:
        if value.get("span"):
            out["text"] = book.text(doc, value["span"])
        elif "content" in value:
            out["text"] = [book.text(doc, span) for span in value["content"]]
    if value.get("doc") in book.documents:
        out["path"] = book.documents[value["doc"]]["path"]
    if value.get("actor"):
        out["name"] = book.name(value["actor"])
    if value.get("holder"):
        out["holder_name"] = book.name(value["holder"])
    return out


def _statements(book: Book) -> Iterator[Line]:
    for s in book.all("statements"):
        addressee = s.get("addressee") or {}
        channel = s.get("channel") or {}
        chain = " › ".join(book.name(a) for a in s["chain"]) or book.name(s["speaker"]["actor"]) or "?"
        to = book.name(addressee.get("actor")) or (
            book.text(s["doc"], addressee["span"]) if addressee else ""
        )
        medium = channel.get("name") or channel.get("kind") or ""
        words = " […] ".join(book.text(s["doc"], c) for c in s["content"])
        actors = {s["speaker"]["actor"], addressee.get("actor"), *s["chain"]} - {None}
        yield Line(
            cells=(
                chain,
                s["stance"],
                " → ".join(x for x in (medium, to) if x),
                book.labels[s["doc"]],
                words,
            ),
            record=s,
            actors=frozenset(actors),
            docs=frozenset({s["doc"]}),
        )


def _claims(book: Book) -> Iterator[Line]:
    speakers = {s["id"]: s["speaker"]["actor"] for s in book.all("statements")}
    for c in sorted(
        book.all("claims"),
        key=lambda c: (c.get("slot") in ("name", "office"), -c["origins"]["min"], -c["pages"], c["id"]),
    ):
        values = " / ".join(dict.fromkeys(p["value"] for p in c["passages"] if p.get("value")))
        status = f"{c['status']}, {c['party'].replace('_', ' ')}" if c.get("party") else c["status"]
        said_by = {speakers.get(p.get("statement")) for p in c["passages"]} - {None}
        yield Line(
            cells=(status, _origins(c), str(c["pages"]), values, c["wording"]),
            record=c,
            actors=frozenset(a for a in said_by if a),
            docs=frozenset(p["doc"] for p in c["passages"]),
        )


def _actors(book: Book) -> Iterator[Line]:
    for a in sorted(book.all("actors"), key=lambda a: (-len(a["mentions"]), a["name"], a["id"])):
        roles = "; ".join(list(dict.fromkeys(" ".join(r["text"].split()) for r in a["roles"]))[:3])
        names = ", ".join(f"{n['text']} ({n['lang']} ×{n['n']})" for n in a["names"])
        yield Line(
            cells=(a["name"], a["kind"], a.get("country") or "", str(len(a["mentions"])), roles, names),
            record=a,
            actors=frozenset({a["id"]}),
            docs=frozenset(m["doc"] for m in a["mentions"]),
        )


def _timeline(book: Book) -> Iterator[Line]:
    for e in sorted(
        book.all("events"), key=lambda e: (e.get("earliest") or e.get("when") or "9999", e["id"])
    ):
        days = [d for d in (e.get("earliest"), e.get("latest")) if d]
        when = " – ".join(dict.fromkeys(days)) or e.get("when") or "no date"
        who = ", ".join(dict.fromkeys(n for r in e["roles"] if (n := book.name(r["actor"]))))
        code = f"{e['code']}:{e['mode']}" if e.get("mode") else e["code"]
        yield Line(
            cells=(when, e["status"], code, _origins(e), who, e["title"]),
            record=e,
            actors=frozenset(r["actor"] for r in e["roles"]),
            docs=frozenset(r["doc"] for r in e["reports"]),
        )


def _positions(book: Book) -> Iterator[Line]:
    for p in book.all("positions"):
        how = f"{p['stance']} ({p['force']})" if p["force"] != "none" else p["stance"]
        yield Line(
            cells=(book.name(p["holder"]) or "?", p["issue"], p["option"] or "", how, p["voice"],
                   book.text(p["doc"], p["span"])),
            record=p,
            actors=frozenset({p["holder"]} - {None}),
            docs=frozenset({p["doc"]}),
            issue=p["issue"],
        )  # fmt: skip


_CHANGED = ("day", "change", "holder", "issue", "option", "position")


def _changes(book: Book, between: tuple[str, str]) -> Iterator[Line]:
    for change in wants.changes(book.part(*wants.KINDS), *between):
        s, was = change.standing, change.before
        held = [p for i in s["positions"] if (p := book.by_id["positions"].get(i))]
        told = f"{was['stance']} → {s['stance']}" if was else s["stance"]
        more = {"standing": s, "before": was, "shift": change.shift}
        yield Line(
            cells=(change.day, change.kind, book.name(s["holder"]), s["issue"], s["option"] or "", told),
            record={"change": change.kind, "day": change.day, **{k: v for k, v in more.items() if v}},
            actors=frozenset({s["holder"]}),
            docs=frozenset(p["doc"] for p in held),
            issue=s["issue"],
        )


def _lineage(book: Book) -> Iterator[Line]:
    for page in book.all("documents"):
        for leg in page.get("language_path", ()):
            why = "; ".join(r["text"] for r in leg["reasons"][:2])
            cells = (
                book.labels[page["id"]],
                leg["role"].replace("_", " "),
                leg["lang"],
                f"{leg['score']:.2f}",
                why,
            )
            yield Line(
                cells=cells,
                record={"page": page["id"], "path": page["path"], **leg},
                docs=frozenset({page["id"]}),
            )
    for e in book.all("edges"):
        why = "; ".join(r["text"] for r in e["reasons"][:2])
        kind = e["kind"].replace("_", " ")
        path = " > ".join(e.get("lang_path", ()))
        yield Line(
            cells=(
                book.labels[e["child"]],
                f"{kind} {path}".strip(),
                book.labels[e["parent"]],
                str(len(e["passages"])),
                why,
            ),
            record=e,
            docs=frozenset({e["child"], e["parent"]}),
        )


def _notes(book: Book) -> Iterator[Line]:
    for n in book.all("notes"):
        doc = n.get("doc") or ""
        yield Line(
            cells=(n["stage"], n["code"], book.labels.get(doc, ""), n["text"]),
            record=n,
            docs=frozenset({doc} - {""}),
        )


def _origins(record: Value) -> str:
    low, high = record["origins"]["min"], record["origins"]["max"]
    return str(high) if low == high else f"{low}–{high}"


def views() -> dict[str, Any]:
    """What can be shown, by name: the headings and what makes the lines."""
    return {
        "statements": (("chain", "stance", "channel → to", "page", "words"), _statements),
        "claims": (("status", "origins", "pages", "values", "claim"), _claims),
        "actors": (("actor", "kind", "country", "mentions", "roles", "names"), _actors),
        "timeline": (("when", "status", "kind", "origins", "who", "event"), _timeline),
        "positions": (("holder", "issue", "option", "position", "voice", "words"), _positions),
        "lineage": (("page", "link", "from", "score or passages", "why"), _lineage),
        "notes": (("stage", "code", "page", "note"), _notes),
    }
