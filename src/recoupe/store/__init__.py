"""A dossier as a database: one SQLite file beside `dossier.json`, or the same tables in PostgreSQL.

`write` and `copy` fill it from the value of `dossier.json`; `open` gives a `Shelf` that answers questions
without reading the whole. Both engines give the same answer to each question. docs/store.md names the tables.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from recoupe import shape
from recoupe.codec import SCHEMA
from recoupe.errors import OptionError
from recoupe.store import index, rows, sqlite
from recoupe.store.shelf import Found, Hit, Hits, Mark, Records, Shelf
from recoupe.store.snippets import Snippet

__all__ = [
    "NAME",
    "Found",
    "Hit",
    "Hits",
    "Mark",
    "Records",
    "Shelf",
    "Snippet",
    "copy",
    "keep",
    "open",
    "write",
]

NAME = sqlite.NAME


def write(value: dict[str, Any], path: Path) -> None:
    """Write the value of `dossier.json` as an SQLite file; the same value gives the same bytes.

    The file stands there whole or not at all. Raises OptionError where it cannot be written.
    """
    sqlite.write(rows.of(value), index.entries(value), path)


def copy(value: dict[str, Any], url: str) -> None:
    """Write the value of `dossier.json` into a PostgreSQL database, in place of what it held, in one piece.

    Raises OptionError when the server cannot be reached, refuses, or its client library is not installed.
    """
    from recoupe.store import postgres  # noqa: PLC0415 - an extra

    postgres.write(rows.of(value), index.entries(value), url)


def keep(value: dict[str, Any], where: str) -> None:
    """`copy` to a postgresql:// address or `write` to an .sqlite file; raises OptionError as they do, and
    when it is neither.
    """
    if _is_address(where):
        copy(value, where)
    elif Path(where).suffix == Path(NAME).suffix:
        write(value, Path(where))
    else:
        raise OptionError(f"{where}: name a postgresql:// address, or a file that ends in .sqlite")


def open(where: str | Path) -> Shelf:  # noqa: A001 - `store.open` reads well
    """The dossier of a folder, of an .sqlite file or of a postgresql:// address, opened for reading.

    A folder without dossier.sqlite, or with one older than its dossier.json, is read from dossier.json into a
    temporary file. Raises OptionError when there is no dossier, or one that is damaged.
    """
    if _is_address(where):
        from recoupe.store import postgres  # noqa: PLC0415 - an extra

        return _checked(Shelf(postgres.Postgres(str(where))), "the database")
    path = Path(where)
    file = path / NAME if path.is_dir() else path
    told = path / "dossier.json" if path.is_dir() else path
    if file.suffix == ".sqlite" and file.is_file() and not _is_newer(told, file):
        return _checked(Shelf(sqlite.Sqlite(file)), file)
    if not told.is_file():
        raise OptionError(f"{where}: there is no dossier; write one with: recoupe build PAGES -o {where}")
    value = _value(told)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = Path(folder) / NAME
        write(value, made)
        return _checked(Shelf(sqlite.Sqlite(made)), told)  # the open file outlives its name


def _checked(shelf: Shelf, where: str | Path) -> Shelf:
    """The shelf, if its tables are those that this program asks; closed where they are not."""
    try:
        header = shelf.header
    except OptionError:
        shelf.close()
        raise
    made_for = [header.get(key) for key in ("schema", "layout")]
    if made_for == [SCHEMA, rows.LAYOUT] and all(isinstance(header.get(k), kind) for k, kind in rows.HEADER):
        return shelf
    shelf.close()
    raise OptionError(f"{where}: not a dossier of this version ({SCHEMA}); build it again")


def _value(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise OptionError(f"{file}: not a dossier ({error}); build it again") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise OptionError(f"{file}: not a dossier of this version ({SCHEMA}); build it again")
    if wrong := shape.fault(value):
        raise OptionError(f"{file}: {wrong}; build it again")
    return value


def _is_address(where: str | Path) -> bool:
    return str(where).startswith(("postgresql://", "postgres://"))


def _is_newer(told: Path, file: Path) -> bool:
    return told.is_file() and told.stat().st_mtime_ns > file.stat().st_mtime_ns
