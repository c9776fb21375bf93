"""pages.csv: what the pages themselves do not print. Columns `path,url,outlet,published,retrieved`, in any
order.

A row names its page by the path that the dossier shows, or by the bare file name where only one page has
it.
"""

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from recoupe.errors import InputError
from recoupe.ingest.decode import decode
from recoupe.model import Document, Note

COLUMNS = ("path", "url", "outlet", "published", "retrieved")
_LIMIT = 20_000_000  # bytes; a row has about 200, so that this is a hundred thousand pages


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a pages.csv with its hash and what was wrong with it."""

    rows: tuple[tuple[str, ...], ...]
    sha256: str
    notes: tuple[Note, ...]


def read(file: Path) -> Table:
    """The rows of a pages.csv; InputError if the file is not there or has no column `path`."""
    if not file.is_file():
        raise InputError(
            f"{file.name}: there is no such file; --pages wants a CSV with the columns {','.join(COLUMNS)}"
        )
    raw = file.read_bytes()[:_LIMIT]
    text = decode(raw).text.replace("\x00", "")
    lines = text.splitlines()
    head = lines[0] if lines else ""
    separator = max(",;\t", key=head.count)
    names = [n.strip().strip('"').lower() for n in head.split(separator)]
    if "path" not in names:
        raise InputError(
            f'{file.name}:1: no column "path"; the first line must name the columns {",".join(COLUMNS)}'
        )
    rows, notes = [], []
    for number, cells in enumerate(csv.reader(lines[1:], delimiter=separator), start=2):
        if not any(c.strip() for c in cells):
            continue
        if len(cells) > len(names):
            notes.append(
                Note(
                    "ingest",
                    "bad-row",
                    f"{file.name}:{number}: {len(cells)} cells, {len(names)} wanted; left out.",
                )
            )
            continue
        row = dict(zip(names, (c.strip() for c in cells), strict=False))
        rows.append(tuple(row.get(column, "") for column in COLUMNS))
    return Table(tuple(rows), hashlib.sha256(raw).hexdigest(), tuple(notes))


def apply(
    table: Table, docs: list[Document], name: str, known_as: Mapping[str, str]
) -> tuple[list[Document], list[Note]]:
    """The documents with what the table says of them, and notes on rows that fit none.

    `known_as` maps a document's path to the path that the table may use; a bare file name will do where one
    page has it. Where page and table both speak the table wins, because somebody wrote it on purpose.
    """
    notes = list(table.notes)
    places: dict[str, list[int]] = {}
    for i, doc in enumerate(docs):
        file, _, line = doc.path.partition("#")
        if (own := known_as.get(doc.path) or known_as.get(file)) is None:
            continue
        own = f"{own}#{line}" if line and "#" not in own else own
        for key in sorted({own, own.rsplit("/", 1)[-1]}):
            places.setdefault(key, []).append(i)
    out = list(docs)
    for path, *cells in table.rows:
        key = path.replace("\\", "/").removeprefix("./")
        hits = places.get(key) or places.get(key.rsplit("/", 1)[-1], [])
        if len(hits) != 1:
            why = "no page has this path" if not hits else f"{len(hits)} pages have this name"
            notes.append(
                Note("ingest", "pages-row-unused", f"{name}: {path[:200]}: {why}; the row was not used.")
            )
            continue
        said, wrong = _said(cells, f"{name}: {path[:200]}")
        notes += wrong
        out[hits[0]] = replace(out[hits[0]], **said)
    return out, notes


def _said(cells: list[str], where: str) -> tuple[dict[str, Any], list[Note]]:
    given = dict(zip(COLUMNS[1:], cells, strict=True))
    days = {column: given.pop(column) for column in ("published", "retrieved")}
    said: dict[str, Any] = {column: value for column, value in given.items() if value}
    notes = [bad_date(where, column, day) for column, day in days.items() if day and not moment(day)]
    said |= {column: day for column, day in days.items() if moment(day)}
    if "published" in said:
        said["published_from"] = "pages.csv"
    return said, notes


def bad_date(where: str, column: str, value: str) -> Note:
    """The note for a day that cannot be read."""
    return Note(
        "ingest", "bad-date", f'{where}: {column} "{value[:40]}" is not a date such as 2025-02-13; left out.'
    )


def moment(value: str) -> str | None:
    """A day or instant in ISO form, as given; None if it is not one.

    >>> moment("2025-02-13T10:00:00Z"), moment("13/02/2025"), moment("2025-02")
    ('2025-02-13T10:00:00Z', None, '2025-02')
    """
    value = value.strip()
    if re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", value):
        return value
    try:
        datetime.fromisoformat(value)
        date.fromisoformat(value[:10])
    except ValueError:
        return None
    return value
