"""Writes a dossier as CSV tables: each row has its ids, its page, the offsets and the words they quote.

Plain UTF-8 without a byte-order mark, comma, one line feed a row, quotes as in RFC 4180. A cell that a
spreadsheet would take for a formula begins with an apostrophe; `hostile.uncell` takes it away. Offsets are
Unicode code points.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from recoupe.outputs import distances
from recoupe.outputs.book import Book, Value
from recoupe.outputs.hostile import cell

Row = dict[str, Any]
GAP = " […] "  # between the parts of one statement that its cue interrupts


def write(dossier: Value, folder: Path) -> None:
    """Write all tables to a folder, each with its header even where it has no rows."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Book(dossier)
    for name, (header, rows) in TABLES.items():
        columns = header.split()
        with (folder / f"{name}.csv").open("w", encoding="utf-8", errors="replace", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(columns)
            table.writerows([cell(row.get(c)) for c in columns] for row in rows(book))


def _place(book: Book, doc: str, span: list[int]) -> Row:
    path = book.documents[doc]["path"]
    return {"doc": doc, "path": path, "start": span[0], "end": span[1], "text": book.text(doc, span)}


def _joined(values: Iterable[object]) -> str:
    return "; ".join(str(v) for v in values)


def _origins(record: Value) -> Row:
    return {"origins_min": record["origins"]["min"], "origins_max": record["origins"]["max"]}


def _why(record: Value) -> Row:
    return {"reasons": _joined(r["text"] for r in record.get("reasons", ()))}


def _pick(record: Value, *names: str) -> Row:
    return {n: record.get(n) for n in names}


def _pages(book: Book) -> Iterator[Row]:
    for page in book.all("documents"):
        published = page.get("published") or {}
        legs = page.get("language_path", ())
        title = page.get("title")
        yield {
            **_pick(page, "path", "outlet", "url", "lang", "lang_score", "grade", "sha256", "text_sha256"),
            "doc": page["id"],
            "start": title[0] if title else None,
            "end": title[1] if title else None,
            "text": book.text(page["id"], title) if title else None,
            "published": published.get("value"),
            "published_from": published.get("from"),
            "language_path": _joined(f"{leg['role']}:{leg['lang']}" for leg in legs),
            "agencies": _joined(a["name"] for a in page.get("agencies", ())),
            "characters": len(book.page(page["id"])),
        }


def _actors(book: Book) -> Iterator[Row]:
    for actor in book.all("actors"):
        first = actor["mentions"][0] if actor["mentions"] else None
        yield {
            **_pick(actor, "id", "name", "kind", "country"),
            "stands_for": book.name(actor.get("stands_for")),
            "names": _joined(f"{n['text']} ({n['lang']} x{n['n']})" for n in actor["names"]),
            "roles": _joined(dict.fromkeys(" ".join(r["text"].split()) for r in actor["roles"])),
            "mentions": len(actor["mentions"]),
            **(_place(book, first["doc"], first["span"]) if first else {}),
            **_why(actor),
        }


def _statements(book: Book) -> Iterator[Row]:
    for s in book.all("statements"):
        doc, content = s["doc"], s["content"]
        speaker, channel, addressee = s["speaker"], s.get("channel") or {}, s.get("addressee") or {}
        yield {
            **_pick(s, "id", "type", "stance", "said", "marks", "confidence", "parent", "outer"),
            **_place(book, doc, [content[0][0], content[-1][1]]),
            "text": GAP.join(book.text(doc, c) for c in content),
            "parts": _joined(f"{a}-{b}" for a, b in content),
            "speaker": book.name(speaker["actor"]),
            "speaker_id": speaker["actor"],
            "speaker_printed": book.text(doc, speaker["span"]) if speaker["span"] else None,
            "cue": book.text(doc, s["cue"]) if s["cue"] else None,
            "chain": " > ".join(book.name(a) for a in s["chain"]),
            "chain_ids": " > ".join(s["chain"]),
            "channel": channel.get("name") or channel.get("kind"),
            "channel_printed": book.text(doc, channel["span"]) if channel else None,
            "addressee": book.name(addressee.get("actor")),
            "addressee_printed": book.text(doc, addressee["span"]) if addressee else None,
            **_why(s),
        }


def _utterances(book: Book) -> Iterator[Row]:
    for u in book.all("utterances"):
        best = u["wording"]
        for variant in u["variants"]:
            yield {
                "id": u["id"],
                "speaker": book.name(u["speaker"]),
                "speaker_id": u["speaker"],
                "statement": variant.get("statement"),
                "best": int(
                    variant["doc"] == best["doc"] and variant["span"] == best.get("span", variant["span"])
                ),
                **_place(book, variant["doc"], variant["span"]),
                "drift": _joined(dict.fromkeys(d["kind"] for d in u["drift"])),
                **_why(u),
            }


def _claims(book: Book) -> Iterator[Row]:
    fields = ("id", "wording", "kind", "slot", "status", "party", "pages", "translation_risk")
    for claim in book.all("claims"):
        for passage in claim["passages"]:
            yield {
                **_pick(claim, *fields),
                **_origins(claim),
                **_pick(passage, "side", "value", "statement"),
                **_place(book, passage["doc"], passage["span"]),
                "omitted_by": _joined(claim.get("omitted_by", ())),
                **_why(claim),
            }


def _contradictions(book: Book) -> Iterator[Row]:
    for contradiction in book.all("contradictions"):
        for account in ("a", "b"):
            for passage in contradiction[account]:
                yield {
                    **_pick(contradiction, "id", "claim", "kind", "can_both_hold", "translation_risk"),
                    "account": account,
                    **_pick(passage, "value", "statement"),
                    **_place(book, passage["doc"], passage["span"]),
                    **_why(contradiction),
                }


def _events(book: Book) -> Iterator[Row]:
    fields = ("id", "code", "mode", "context", "title", "when", "earliest", "latest", "status", "pages")
    for event in book.all("events"):
        for report in event["reports"]:
            yield {
                **_pick(event, *fields),
                "place": book.name(event.get("place")) or event.get("place"),
                "roles": _joined(f"{r['role']}: {book.name(r['actor'])}" for r in event["roles"]),
                **_origins(event),
                "disagreements": _joined(event["disagreements"]),
                **_place(book, report["doc"], report["span"]),
                **_why(event),
            }


def _positions(book: Book) -> Iterator[Row]:
    for p in book.all("positions"):
        condition = p.get("condition")
        yield {
            **_pick(p, "id", "issue", "option", "stance", "force", "voice", "said", "statement"),
            **_pick(p, "tense"),
            "negated": int(p.get("negated", False)),
            "holder": book.name(p["holder"]),
            "holder_id": p["holder"],
            "target": book.name(p.get("target")),
            "target_id": p.get("target"),
            "condition": book.text(p["doc"], condition) if condition else None,
            **_place(book, p["doc"], p["span"]),
            **_why(p),
        }


def _standings(book: Book) -> Iterator[Row]:
    moved = {s["after"]: s["kind"] for s in book.all("shifts")}
    for standing in book.all("standings"):
        for identity in standing["positions"]:
            position = book.by_id["positions"].get(identity)
            yield {
                **_pick(standing, "id", "issue", "option", "from", "to", "stance", "status"),
                "holder": book.name(standing["holder"]),
                "holder_id": standing["holder"],
                **_origins(standing),
                "voices": _joined(standing["voices"]),
                "shift": moved.get(standing["id"]),
                "position": identity,
                **(_place(book, position["doc"], position["span"]) if position else {}),
            }


def _distances(book: Book) -> Iterator[Row]:
    for scale in distances.scales(book.part(*distances.KINDS)):
        for day in scale.days:
            for gap in day.gaps:
                one, other = day.places[gap.one], day.places[gap.other]
                yield {
                    "issue": scale.issue,
                    "day": day.day,
                    "party": scale.parties[gap.one][1],
                    "other_party": scale.parties[gap.other][1],
                    "steps": len(scale.options) - 1,
                    "steps_min": gap.low,
                    "steps_max": gap.high,
                    **_held("", one, scale.options),
                    **_held("other_", other, scale.options),
                }


def _held(side: str, place: distances.Place | None, options: tuple[str, ...]) -> Row:
    if place is None:
        return {}
    return {
        f"{side}low": options[place.low],
        f"{side}high": options[place.high],
        f"{side}standings": _joined(place.standings),
    }


def _lineage(book: Book) -> Iterator[Row]:
    for edge in book.all("edges"):
        passages: list[Value] = edge["passages"] or [{}]
        for passage in passages:
            yield {
                "child": edge["child"],
                "child_path": book.documents[edge["child"]]["path"],
                "parent": edge["parent"],
                "parent_path": book.documents[edge["parent"]]["path"],
                "kind": edge["kind"],
                "lang_path": " > ".join(edge.get("lang_path", ())),
                **_side(book, "child", edge, passage),
                **_side(book, "parent", edge, passage),
                **_why(edge),
            }


def _side(book: Book, side: str, edge: Value, passage: Value) -> Row:
    if side not in passage:
        return {}
    start, end = passage[side]
    words = book.text(edge[side], passage[side])
    return {f"{side}_start": start, f"{side}_end": end, f"{side}_text": words}


def _times(book: Book) -> Iterator[Row]:
    for time in book.all("times"):
        yield {
            **_pick(time, "id", "kind", "value", "mod", "earliest", "latest", "grain", "anchor"),
            **_place(book, time["doc"], time["span"]),
            **_why(time),
        }


def _notes(book: Book) -> Iterator[Row]:
    for note in book.all("notes"):
        row: Row = {"stage": note["stage"], "code": note["code"], "note": note["text"]}
        doc, span = note.get("doc"), note.get("span")
        if doc and doc in book.documents:
            row |= _place(book, doc, span) if span else {"doc": doc, "path": book.documents[doc]["path"]}
        yield row


_PLACE = "doc path start end text"
_ORIGINS = "origins_min origins_max"
# Per table: its columns, and what makes its rows.
TABLES: dict[str, tuple[str, Callable[[Book], Iterator[Row]]]] = {
    "pages": (
        (
            f"{_PLACE} outlet url published published_from lang lang_score language_path agencies "
            "grade characters sha256 text_sha256"
        ),
        _pages,
    ),
    "actors": (
        f"id name kind country stands_for names roles mentions {_PLACE} reasons",
        _actors,
    ),
    "statements": (
        (
            f"id {_PLACE} parts type stance speaker speaker_id speaker_printed cue chain chain_ids "
            "channel channel_printed addressee addressee_printed said marks confidence parent outer "
            "reasons"
        ),
        _statements,
    ),
    "utterances": (
        f"id speaker speaker_id statement best {_PLACE} drift reasons",
        _utterances,
    ),
    "claims": (
        (
            f"id wording kind slot status party {_ORIGINS} pages translation_risk side value statement "
            f"{_PLACE} omitted_by reasons"
        ),
        _claims,
    ),
    "contradictions": (
        f"id claim kind account value can_both_hold translation_risk statement {_PLACE} reasons",
        _contradictions,
    ),
    "events": (
        (
            f"id code mode context title when earliest latest place status roles {_ORIGINS} pages "
            f"disagreements {_PLACE} reasons"
        ),
        _events,
    ),
    "positions": (
        (
            "id holder holder_id issue option stance force voice condition target target_id tense negated "
            f"said statement {_PLACE} reasons"
        ),
        _positions,
    ),
    "standings": (
        f"id holder holder_id issue option from to stance status {_ORIGINS} voices shift position {_PLACE}",
        _standings,
    ),
    "distances": (
        (
            "issue day party other_party steps steps_min steps_max low high other_low other_high standings "
            "other_standings"
        ),
        _distances,
    ),
    "lineage": (
        (
            "child child_path parent parent_path kind lang_path child_start child_end child_text "
            "parent_start parent_end parent_text reasons"
        ),
        _lineage,
    ),
    "times": (
        f"id kind value mod earliest latest grain anchor {_PLACE} reasons",
        _times,
    ),
    "notes": (
        f"stage code note {_PLACE}",
        _notes,
    ),
}
