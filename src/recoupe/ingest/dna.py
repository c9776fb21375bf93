"""A Discourse Network Analyzer database: each statement that somebody coded, with its page and its values.

The file is opened for reading only and trusted in nothing: what is no database, lacks DNA's tables or holds
more than the caps is an InputError; a statement outside its document is left out and counted.
"""

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.errors import InputError

_MOST = 500_000  # statements; hand-coded databases have thousands
_LONGEST = 5_000_000  # characters of one document
_VALUES = {
    "DATABOOLEAN": "d.Value", "DATAINTEGER": "d.Value", "DATALONGTEXT": "d.Value",
    "DATASHORTTEXT": "(SELECT Value FROM ENTITIES WHERE ID = d.Entity)",
}  # fmt: skip
_NEEDED = (
    "SETTINGS",
    "DOCUMENTS",
    "STATEMENTS",
    "STATEMENTTYPES",
    "VARIABLES",
    "CODERS",
    "ENTITIES",
    *_VALUES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One statement: its page (title, path where the notes name one, hash of the text), its place in code
    points, the words there, who coded it, its type, and the values of its variables as (name, value).
    """

    title: str
    path: str
    text_sha256: str
    start: int
    end: int
    words: str
    coder: str
    type: str
    values: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """The value of a variable, or an empty string."""
        return dict(self.values).get(name, "")


@dataclass(frozen=True, slots=True)
class Coding:
    """The statements of a database by their pages and places; how many lay outside."""

    statements: tuple[Coded, ...]
    outside: int
    sent: frozenset[str]  # ids of the positions that our export put in, if it made the database


def read(file: Path) -> Coding:
    """All coded statements of a database; InputError where it is none."""
    if not file.is_file():
        raise InputError(f"{file}: there is no such file; name a .dna file that DNA 3 or Recoupe wrote")
    try:
        base = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise InputError(f"{file}: cannot be opened ({error})") from error
    try:
        base.execute("PRAGMA trusted_schema=OFF")
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return _read(base, file)
    except sqlite3.Error as error:
        raise InputError(
            f"{file}: not a DNA database ({error}); DNA 3 writes one with the ending .dna"
        ) from error
    finally:
        base.close()


def _read(base: sqlite3.Connection, file: Path) -> Coding:
    there = {n.upper() for (n,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := [t for t in _NEEDED if t not in there]:
        raise InputError(f"{file}: not a DNA 3 database: it has no table {', '.join(missing)}")
    if base.execute("SELECT COUNT(*) FROM STATEMENTS").fetchone()[0] > _MOST:
        raise InputError(f"{file}: more than {_MOST} statements; split the database")
    if (base.execute("SELECT MAX(LENGTH(Text)) FROM DOCUMENTS").fetchone()[0] or 0) > _LONGEST:
        raise InputError(f"{file}: a document is longer than {_LONGEST} characters; split it")
    values = _values(base)
    documents = {
        n: (str(title), str(text), _noted(str(notes), "path"))
        for n, title, text, notes in base.execute("SELECT ID, Title, Text, Notes FROM DOCUMENTS")
    }
    hashes = {
        n: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        for n, (_, text, _) in documents.items()
    }
    asked = (
        "SELECT s.ID, s.DocumentId, s.Start, s.Stop, c.Name, t.Label FROM STATEMENTS s "
        "LEFT JOIN CODERS c ON c.ID = s.Coder LEFT JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId"
    )
    found, outside = [], 0
    for n, doc, start, stop, coder, kind in base.execute(asked):
        title, text, path = documents.get(doc, ("", "", ""))
        span = points(text, start, stop)
        if span is None:
            outside += 1
            continue
        found.append(
            Coded(
                title=title,
                path=path,
                text_sha256=hashes[doc],
                start=span[0],
                end=span[1],
                words=text[span[0] : span[1]],
                coder=str(coder or ""),
                type=str(kind or ""),
                values=tuple(sorted(values[n].items())),
            )
        )
    ordered = sorted(found, key=lambda c: (c.path, c.title, c.start, c.end, c.coder, c.values))
    told = base.execute("SELECT Value FROM SETTINGS WHERE Property = 'recoupe.positions'").fetchone()
    return Coding(tuple(ordered), outside, frozenset(str(told[0]).split() if told else ()))


def _values(base: sqlite3.Connection) -> Mapping[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for table, value in _VALUES.items():
        named = f"{table} d JOIN VARIABLES v ON v.ID = d.VariableId"
        asked = f"SELECT d.StatementId, v.Variable, {value} FROM {named}"  # noqa: S608  names are ours
        for n, name, told in base.execute(asked):
            if told not in (None, ""):
                found[n][str(name)] = str(told)
    return found


def _noted(notes: str, name: str) -> str:
    """What the notes that our export writes say of a page."""
    hit = re.search(rf"(?m)^{name}: (.+)$", notes)
    return hit.group(1).strip() if hit else ""


def points(text: str, start: Any, stop: Any) -> tuple[int, int] | None:
    """UTF-16 offsets as code points; None where they do not lie in the text.

    >>> points("a\U0001f54ab", 3, 4)
    (2, 3)
    """
    if not (isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop):
        return None
    if text.isascii():
        return (start, stop) if stop <= len(text) else None
    raw = text.encode("utf-16-le", "surrogatepass")
    if 2 * stop > len(raw):
        return None
    before = raw[: 2 * start].decode("utf-16-le", "replace")
    within = raw[2 * start : 2 * stop].decode("utf-16-le", "replace")
    return len(before), len(before) + len(within)
