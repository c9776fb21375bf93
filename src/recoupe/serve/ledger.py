"""What was decided so far, for people: which decisions the dossier obeys, which wait for the next build.

A dossier names the hash of the decisions that it obeyed. The file only grows, so that hash is the hash of its
first lines; what stands behind them waits.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recoupe.ingest import decisions
from recoupe.outputs.site.live import Entry, History

Value = dict[str, Any]


class Ledger:
    """A file of decisions, read anew when it has changed."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._seen: tuple[object, History] = (None, History())
        self._lock = threading.Lock()

    def history(self, obeyed: frozenset[str]) -> History:
        """What the file says now; `obeyed` are the hashes of the inputs of the dossier."""
        if not self.file or not self.file.is_file():
            return History()
        told = self.file.stat()
        state = (told.st_ino, told.st_mtime_ns, told.st_size, obeyed)
        with self._lock:
            if self._seen[0] != state:
                self._seen = (state, _read(self.file, obeyed))
            return self._seen[1]


def _read(file: Path, obeyed: frozenset[str]) -> History:
    raw = file.read_bytes()
    counted = _obeyed(raw, obeyed)
    standing = {d.id for d in decisions.read(file).decisions}
    undone: dict[str, tuple[int, str]] = {}
    made: dict[str, tuple[int, Value]] = {}
    for number, line in enumerate(_lines(raw)):
        if line.get("do") == "undo":
            undone[str(line.get("of"))] = (number, str(line.get("who") or "?"))
        else:
            made[decisions.identity(line)] = (number, line)
    entries = []
    for own, (number, line) in made.items():
        gone = undone.get(own) if own not in standing else None
        if own in standing or gone:
            waits = number >= counted if own in standing else number < counted <= (gone or (0, ""))[0]
            entries.append(_entry(own, line, gone[1] if gone else "", waits=waits))
    waiting: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        for _, record, _ in entry.about if entry.waits else ():
            waiting[record] = (*waiting.get(record, ()), entry)
    return History(tuple(reversed(entries)), waiting)


def _obeyed(raw: bytes, known: frozenset[str]) -> int:
    """How many lines from the start the dossier has obeyed."""
    digest, count = hashlib.sha256(), 0
    for number, line in enumerate(raw.split(b"\n"), start=1):
        digest.update(line)
        # A hand-written file may have ended without a line's end when it was obeyed.
        if line and digest.hexdigest() in known:
            count = number
        digest.update(b"\n")
        if digest.hexdigest() in known:
            count = number
    return count


def _lines(raw: bytes) -> Iterator[Value]:
    """Each line as what it holds; one that cannot be read as nothing."""
    for line in raw.split(b"\n"):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = {}
        yield value if isinstance(value, dict) else {}


def _entry(own: str, line: Value, undone: str, *, waits: bool) -> Entry:
    targets = [t for t in _list(line.get("targets")) if isinstance(t, dict)]
    return Entry(
        id=own,
        do=str(line.get("do")),
        about=tuple(_about(t) for t in targets),
        paths=tuple(sorted({str(p.get("path")) for t in targets for p in _places(t)})),
        words=tuple(map(str, _list(line.get("words")))),
        who=str(line.get("who") or ""),
        when=str(line.get("when") or ""),
        why=str(line.get("why") or ""),
        undone=undone,
        waits=waits,
    )


def _about(target: Value) -> tuple[str, str, str]:
    words = [str(p.get("words")) for p in _places(target)[:1] if p.get("words")]
    return str(target.get("kind")), str(target.get("id")), str(target.get("name") or "".join(words))


def _places(target: Value) -> list[Value]:
    return [p for p in _list(target.get("places")) if isinstance(p, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
