"""decisions.jsonl: what people decided about earlier dossiers of these pages, a JSON object a line.

The file only grows: a decision is taken back by a later line that undoes it. A line that cannot be read
becomes a note and the others count. Whoever writes locks the file, and the line is on the disk before anybody
is told that it stands: of two reviewers who decide at once, of a machine that stops, nothing is lost.
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, get_args

from recoupe.errors import InputError
from recoupe.model import Decision, Note, Place, Target, TargetKind
from recoupe.model.decisions import VERBS
from recoupe.text.fold import short_id

if sys.platform != "win32":
    import fcntl

NAME = "decisions.jsonl"
_LIMIT = 50_000_000  # bytes; a decision has about 1,000
_LONGEST = 2_000  # characters kept of a name, a reason or a remark
_MOST = 200  # targets, places or words of one decision
_KINDS: tuple[TargetKind, ...] = get_args(TargetKind)
_RECORDS: set[str] = {k for k in _KINDS if k != "actor"}
_OF: Mapping[str, set[str]] = {  # what each verb is said of
    "merge": {"actor"},
    "split": {"actor"},
    "rename": {"actor"},
    "speaker": {"actor", "statement"},
    "reject": _RECORDS,
    "accept": _RECORDS,
    "note": {*_KINDS},
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions of a file that still count, in the order written, with its hash and what was wrong."""

    decisions: tuple[Decision, ...]
    sha256: str
    notes: tuple[Note, ...]


def read(file: Path) -> Ledger:
    """The decisions of a file without those undone; InputError if there is no such file."""
    if not file.is_file():
        raise InputError(f"{file.name}: there is no such file; recoupe decide writes one")
    with file.open("rb") as stream:
        raw = stream.read(_LIMIT + 1)
    kept: dict[str, Decision] = {}
    notes: list[Note] = []
    if len(raw) > _LIMIT:
        told = f"{file.name}: longer than {_LIMIT} bytes; the decisions behind that are not obeyed."
        notes.append(Note("decisions", "too-large", told))
        raw = raw[:_LIMIT].rpartition(b"\n")[0]
    for number, line in enumerate(raw.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{file.name}:{number}"
        try:
            value = _value(line)
        except ValueError as error:
            notes.append(Note("decisions", "broken-line", f"{where}: {error}; not obeyed."))
            continue
        if value.get("do") == "undo":
            if kept.pop(str(value.get("of")), None) is None:
                told = "undoes no decision that stands before it; not obeyed."
                notes.append(Note("decisions", "unused", f"{where}: {told}"))
            continue
        decision = _decision(value, where)
        kept[decision.id] = decision
    return Ledger(tuple(kept.values()), hashlib.sha256(raw).hexdigest(), tuple(notes))


def held(file: Path) -> IO[bytes]:
    """The file, made if need be, open for `add` and locked until it is closed; OSError where it cannot be."""
    while True:
        stream = file.open("a+b", buffering=0)
        if sys.platform != "win32":
            fcntl.flock(stream, fcntl.LOCK_EX)
        # Who waited for the lock may hold a file that an editor has meanwhile replaced.
        if file.exists() and os.path.samestat(os.fstat(stream.fileno()), file.stat()):
            return stream
        stream.close()


def add(stream: IO[bytes], line: Mapping[str, Any]) -> str:
    """Write a decision at the end of a file that is `held` and return its id; then it is on the disk.

    OSError where it is not, as on a full disk: then nothing of it is left in the file.
    """
    own = identity(line)
    raw = (json.dumps({"id": own, **line}, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
    # A last line without its end, as an editor or a stopped machine may leave it, is not written on.
    size = stream.seek(0, os.SEEK_END)
    raw = raw if _ends_whole(stream) else b"\n" + raw
    try:
        while raw:
            raw = raw[stream.write(raw) :]
        os.fsync(stream.fileno())
    except OSError:
        os.ftruncate(stream.fileno(), size)
        raise
    return own


def identity(line: Mapping[str, Any]) -> str:
    """The id of a line; one written by hand without it has that of its words."""
    content = {k: v for k, v in line.items() if k != "id"}
    return _text(line.get("id")) or short_id("j", json.dumps(content, sort_keys=True, ensure_ascii=False))


def _ends_whole(stream: IO[bytes]) -> bool:
    size = stream.seek(0, os.SEEK_END)
    if not size:
        return True
    stream.seek(size - 1)
    return stream.read(1) == b"\n"


def _value(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  one kind of error for all lines
    if value.get("do") not in (*VERBS, "undo"):
        raise ValueError(f'"do" must be one of {", ".join(VERBS)} or undo')
    if value["do"] != "undo":
        _check_targets(value["do"], {t.kind for t in _targets(value)})
    return value


def _check_targets(verb: str, kinds: set[str]) -> None:
    if not kinds:
        raise ValueError(f'"targets" names nothing of a kind among {", ".join(_KINDS)}')
    if strange := sorted(kinds - _OF[verb]):
        raise ValueError(f"{verb} is not said of a record of the kind {strange[0]}")
    if verb == "speaker" and kinds != _OF[verb]:
        raise ValueError("speaker wants a statement and an actor")


def _decision(value: dict[str, Any], where: str) -> Decision:
    words = value.get("words")
    return Decision(
        id=identity(value),
        do=value["do"],
        targets=_targets(value),
        words=tuple(_text(w) for w in words[:_MOST] if _text(w)) if isinstance(words, list) else (),
        who=_text(value.get("who")),
        when=_text(value.get("when")),
        why=_text(value.get("why")),
        where=where,
    )


def _targets(value: dict[str, Any]) -> tuple[Target, ...]:
    given = value.get("targets")
    return tuple(
        Target(kind=t["kind"], id=_text(t.get("id")), name=_text(t.get("name")), places=_places(t))
        for t in (given[:_MOST] if isinstance(given, list) else ())
        if isinstance(t, dict) and t.get("kind") in _KINDS
    )


def _places(target: dict[str, Any]) -> tuple[Place, ...]:
    given = target.get("places")
    made = (_place(p) for p in (given[:_MOST] if isinstance(given, list) else ()) if isinstance(p, dict))
    return tuple(p for p in made if p)


def _place(value: dict[str, Any]) -> Place | None:
    span = value.get("span")
    if not (isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)):
        return None
    start, end = span
    if not 0 <= start < end:
        return None
    return Place(
        path=_text(value.get("path")),
        text_sha256=_text(value.get("text_sha256")),
        start=start,
        end=end,
        words=_text(value.get("words")),
    )


def _text(value: Any) -> str:
    return value[:_LONGEST].strip() if isinstance(value, str) else ""
