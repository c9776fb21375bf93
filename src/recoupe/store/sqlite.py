"""The store as one SQLite file: written in one go, read without ever being changed.

The same rows give the same bytes (with the same SQLite): they are inserted in the dossier's order into a
fresh file that replaces the old one in a single step.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from recoupe.errors import MissingError, OptionError
from recoupe.store.index import Entry
from recoupe.store.pool import Pool
from recoupe.store.query import Query, Term
from recoupe.store.rows import Row, Rows
from recoupe.store.schema import INDEXES, TABLES, views

NAME = "dossier.sqlite"
# Words come ready made: what stands between spaces is one, and a stem has its language behind a line.
_INDEX = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(words, lemmas, content=\"search\", content_rowid='number', "
    "tokenize=\"ascii tokenchars '_'\")"
)
_KEYED = ("header", "links", "marks")  # small rows, kept in the order of their key and nowhere else
# A file that nobody reads yet needs no journal: when writing fails, it is thrown away.
_FAST = "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"


def write(rows: Rows, entries: Iterable[Entry], path: Path) -> None:
    """Write the file beside its place and put it there; raises OptionError where that is not possible."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as base:
            _fill(base, rows, entries)
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        if "fts5" in str(error):
            raise MissingError("this Python's SQLite has no FTS5; use --formats json,csv") from error
        raise OptionError(f"{path}: cannot be written ({error})") from error
    finally:
        part.unlink(missing_ok=True)


def _fill(base: sqlite3.Connection, rows: Rows, entries: Iterable[Entry]) -> None:
    base.executescript(_FAST)
    base.execute("BEGIN")
    for table, columns in TABLES.items():
        base.execute(f"CREATE TABLE {table} ({columns}){' WITHOUT ROWID' if table in _KEYED else ''}")
    base.execute(_INDEX)
    for table in ("header", "records", "texts", "links", "marks"):
        _insert(base, table, getattr(rows, table))
    ranks = {(r[0], r[1]): (r[2], r[7]) for r in rows.records}
    for number, e in enumerate(entries, start=1):
        place, rank = ranks[e.kind, e.id]
        base.execute(
            "INSERT INTO search VALUES (?,?,?,?,?,?,?)", (number, e.kind, e.id, place, rank, e.lang, e.pieces)
        )
        base.execute(
            "INSERT INTO search_fts(rowid, words, lemmas) VALUES (?,?,?)",
            (number, " ".join(e.words), " ".join(e.stems)),
        )
    for name, on in INDEXES.items():
        base.execute(f"CREATE INDEX {name} ON {on}")
    for name, sql in views(_field).items():
        base.execute(f"CREATE VIEW {name} AS {sql}")
    base.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")
    base.execute("COMMIT")
    base.execute("ANALYZE")


def _field(table: str, path: list[str]) -> str:
    names = "".join("[#-1]" if n == "#" else f"[{n}]" if n.isdigit() else f".{n}" for n in path)
    return f"json_extract({table}.body, '${names}')"


def _insert(base: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        base.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


class Sqlite:
    """A file that is there, opened for reading, by as many threads as like."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _which(path)
        self._pool = Pool(self._connect)

    def rows(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """All rows of a question; OptionError where the file is damaged."""
        try:
            base = self._pool.take()
            try:
                found: list[Row] = base.execute(sql, args).fetchall()
            finally:
                self._pool.give(base)
        except sqlite3.DatabaseError as error:
            raise OptionError(f"{self._path}: not a dossier ({error}); build it again") from error
        return found

    def meets(self, query: Query, *, exact: bool = False) -> tuple[str, list[Any]]:
        """The condition that a row of `search` meets a query, and its arguments."""
        match = " AND ".join(_term(t, exact=exact) for t in query.terms)
        return "number IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ?)", [match]

    def close(self) -> None:
        """Let go of the file."""
        self._pool.close()

    def _connect(self) -> sqlite3.Connection | None:
        """One more connection; none once the file has been replaced: those that are open read the old one."""
        if _which(self._path) != self._file:
            return None
        where = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(where, uri=True, check_same_thread=False, isolation_level=None)


def _which(path: Path) -> tuple[int, int]:
    """What tells a file from the one that takes its place; of none zeros."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_ino, told.st_mtime_ns


def _term(term: Term, *, exact: bool) -> str:
    """A term in the language of FTS5; words are letters and digits, so that nothing of them is syntax."""
    phrase = " ".join(term.words)
    told = f'words : "{phrase}"{" *" if term.prefix else ""}' if phrase else ""
    if exact or not term.stems:
        return f"({told})"
    stems = " OR ".join(f'"{s}"' for s in term.stems)
    return f"({told} OR lemmas : ({stems}))" if told else f"(lemmas : ({stems}))"
