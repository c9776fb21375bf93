"""Events as PLOVER records, a JSON object a line, with the auxiliary modes that a report shows."""

import json
from pathlib import Path

from recoupe.outputs.book import Book, Value

# The quadrants of cooperation and conflict, verbal and material.
_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}


def write(book: Book, to: Path) -> None:
    """Write the events in the dossier's order."""
    lines = (json.dumps(_record(book, e), ensure_ascii=False) + "\n" for e in book.all("events"))
    to.write_bytes("".join(lines).encode("utf-8", "backslashreplace"))


def _record(book: Book, event: Value) -> Value:
    pages = list(dict.fromkeys(r["doc"] for r in event["reports"]))
    least, most = event["origins"]["min"], event["origins"]["max"]
    return {
        "id": event["id"],
        "date": event.get("earliest"),
        "enddate": event.get("latest"),
        "actor": _cast(book, event, ("actor",)),
        "recipient": _cast(book, event, ("recipient", "object")),
        "event": [event["code"]],
        "mode": [m for m in (event.get("mode"), *event.get("aux", ())) if m],
        "context": [event["context"]] if event.get("context") else [],
        "quad_code": _QUADS.get(event["code"]),
        "event_loc": event.get("place"),
        "event_text": event["title"],
        "text_info": [
            {
                "path": book.documents[r["doc"]]["path"],
                "span": r["span"],
                "text": book.text(r["doc"], r["span"]),
            }
            for r in event["reports"]
        ],
        "cite_info": [
            {"path": book.documents[d]["path"], "url": book.documents[d].get("url"), "published": book.day(d)}
            for d in pages
        ],
        "coder": "Recoupe (machine)",
        "comment": f"status {event['status']}; origins {least} to {most}",
    }


def _cast(book: Book, event: Value, roles: tuple[str, ...]) -> list[Value]:
    people = [book.by_id["actors"][r["actor"]] for r in event["roles"] if r["role"] in roles]
    return [
        {"name": a["name"], "country": a.get("country"), "kind": a["kind"], "id": a["id"]} for a in people
    ]
