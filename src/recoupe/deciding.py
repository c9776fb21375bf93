"""What `recoupe decide` does: finds what is decided on in a dossier and adds a line to decisions.jsonl.

The line holds all that a later run needs to find the thing again when ids have moved: the pages by the hash
of their text, the offsets, and the words that stood there. `ingest.decisions` writes it down.
"""

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from recoupe.errors import OptionError
from recoupe.ingest import decisions
from recoupe.text.fold import fold

Value = dict[str, Any]
KINDS = {
    "actor": "actors",
    "statement": "statements",
    "claim": "claims",
    "contradiction": "contradictions",
    "event": "events",
    "position": "positions",
}
_PLACES = 8  # of one record: enough to find it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user wants: a verb, the records it is about, the words it needs, and why."""

    verb: str
    about: tuple[str, ...]
    words: tuple[str, ...]
    who: str | None
    why: str


def decide(dossier: Value, asked: Asked, to: Path) -> str:
    """Add the decision to the file, or to decisions.jsonl in the folder, and return its id.

    Raises OptionError, with what to do, when a record is not in the dossier or the verb needs something else.
    """
    pages = {d["id"]: d for d in dossier["documents"]}
    records = [_record(dossier, about) for about in asked.about] if asked.verb != "undo" else []
    return decide_on(records, pages.__getitem__, asked, to)


def decide_on(
    records: Sequence[tuple[str, Value]], page: Callable[[str], Value], asked: Asked, to: Path
) -> str:
    """The same for records at hand, each with its kind; `page` gives the document of an id, with its text."""
    if not to.exists() and to.suffix != Path(decisions.NAME).suffix:
        raise OptionError(
            f"--file {to}: there is no such folder; name the folder of the pages, or a .jsonl file"
        )
    file = to / decisions.NAME if to.is_dir() else to
    if asked.verb == "undo":
        return _undo(asked, file)
    _fits(asked, [kind for kind, _ in records])
    line = {
        "do": asked.verb,
        "targets": [_target(page, kind, record) for kind, record in records],
        **({"words": list(asked.words)} if asked.words else {}),
        **_signed(asked),
    }
    with _held(file) as stream:
        return decisions.add(stream, line)


def _undo(asked: Asked, file: Path) -> str:
    wants = f"undo wants the id of one decision that stands in {file}; see: cat {file}"
    if len(asked.about) != 1 or not file.is_file():
        raise OptionError(wants)
    with _held(file) as stream:
        # Read while nobody else writes: of two who undo the same decision one is told.
        if asked.about[0] not in {d.id for d in decisions.read(file).decisions}:
            raise OptionError(wants)
        return decisions.add(stream, {"do": "undo", "of": asked.about[0], **_signed(asked)})


def _signed(asked: Asked) -> Value:
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"who": asked.who or _user(), "when": when, "why": asked.why}


def _user() -> str:
    """The account of this process; empty where it has no name, as in many containers."""
    with suppress(OSError, KeyError, ImportError):  # which one depends on the version of Python
        return getpass.getuser()
    return ""


@contextmanager
def _held(file: Path) -> Iterator[IO[bytes]]:
    try:
        with decisions.held(file) as stream:
            yield stream
    except OSError as error:
        told = "name a folder of pages or a file in one"
        raise OptionError(f"--file {file}: {error.strerror}; {told}") from error


def _fits(asked: Asked, kinds: Sequence[str]) -> None:
    """OptionError when the verb cannot be said of these records with these words."""
    verb, only = asked.verb, set(kinds)
    wants = {
        "merge": (only == {"actor"} and len(kinds) > 1, "two actors or more"),
        "split": (
            kinds == ["actor"] and bool(asked.words),
            "one actor and --words for each spelling that leaves",
        ),
        "rename": (kinds == ["actor"] and len(asked.words) == 1, "one actor and --words with the new name"),
        "speaker": (sorted(kinds) == ["actor", "statement"], "a statement and the actor who speaks"),
        "note": (bool(kinds) and len(asked.words) == 1, "records and --words with the remark"),
        "reject": (
            bool(kinds) and "actor" not in only,
            "statements, claims, contradictions, events or positions",
        ),
        "accept": (
            bool(kinds) and "actor" not in only,
            "statements, claims, contradictions, events or positions",
        ),
    }
    fits, wanted = wants[verb]
    if not fits:
        raise OptionError(f"{verb} wants {wanted}; see: recoupe decide --help")


def _record(dossier: Value, about: str) -> tuple[str, Value]:
    """The record of this id, or the one actor of this name."""
    for kind, field in KINDS.items():
        for record in dossier[field]:
            if record["id"] == about:
                return kind, record
    return "actor", named(dossier["actors"], about)


def named(actors: Iterable[Value], name: str) -> Value:
    """The one actor of this name; OptionError where there is none, or several."""
    wanted = fold(name)
    hits = [a for a in actors if wanted in {fold(n) for n in (a["name"], *_spellings(a))}]
    if len(hits) == 1:
        return hits[0]
    if hits:
        ids = ", ".join(f"{a['id']} ({a['name']})" for a in hits[:5])
        raise OptionError(f'"{name}" names several actors; give the id: {ids}')
    raise OptionError(
        f'nothing in this dossier has the id or the name "{name}"; see: recoupe show OUT actors'
    )


def _spellings(actor: Value) -> Iterator[str]:
    return (n["text"] for n in actor["names"])


def _target(page: Callable[[str], Value], kind: str, record: Value) -> Value:
    places = []
    for doc, (start, end) in _spots(kind, record):
        told = page(doc)
        places.append(
            {
                "path": told["path"],
                "text_sha256": told["text_sha256"],
                "span": [start, end],
                "words": told["text"][start:end][:300],
            }
        )
    name = record.get("name") or record.get("wording") or record.get("title") or ""
    return {"kind": kind, "id": record["id"], **({"name": name[:300]} if name else {}), "places": places}


def _spots(kind: str, record: Value) -> list[tuple[str, list[int]]]:
    """Where a record stands: of an actor the names first, on as many pages as there are."""
    if kind == "statement":
        return [(record["doc"], span) for span in record["content"]]
    if kind == "position":
        return [(record["doc"], record["span"])]
    if kind == "actor":
        ranked = sorted(record["mentions"], key=lambda m: (m["form"] != "name", m["doc"], m["span"]))
        return [(m["doc"], m["span"]) for m in ranked[:_PLACES]]
    fields = {"claim": ("passages",), "contradiction": ("a", "b"), "event": ("reports",)}[kind]
    sides = [[(p["doc"], p["span"]) for p in record[f]] for f in fields]
    return [spot for side in sides for spot in side[: _PLACES // len(sides)]]
