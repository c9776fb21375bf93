"""What Recoupe knows of each language, as data: `load("fr")` gives its settings and tables.

A language is a folder under `data/` with `language.toml`, TSV tables and `cases/`; there is no Python in
it. Which tables exist, and their columns, is written once in `schema.toml`. Code that uses a table asks
`lang.rows("verbs")` and gets tuples of text in the order of the columns; a folder without that table gives
none.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from recoupe.errors import DataError

HERE = Path(__file__).parent
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's settings and tables. Compared by identity: compiled forms are cached on it."""

    code: str
    settings: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in file order; none where the language has no such table."""
        return self.tables.get(table, ())


@cache
def known() -> tuple[str, ...]:
    """The codes of the languages that have a folder, sorted."""
    return tuple(sorted(p.name for p in (HERE / "data").iterdir() if (p / "language.toml").is_file()))


def all_known() -> dict[str, "Language"]:
    """Every language that has a folder, loaded, by code."""
    return {code: load(code) for code in known()}


@cache
def schema() -> Mapping[str, Mapping[str, Any]]:
    """The tables a language may bring: columns and their types."""
    return tomllib.loads((HERE / "schema.toml").read_text("utf-8"))


@cache
def load(code: str) -> Language:
    """The language of a code; raises DataError with the first fault found."""
    return read(HERE / "data" / code)


def read(folder: Path) -> Language:
    """A language read from any folder; raises DataError with the first fault found."""
    faults, language = _read(folder)
    if faults:
        raise DataError(faults[0])
    return language


def check(folder: Path) -> list[str]:
    """All faults of a language folder, each as `file:line: what is wrong`."""
    return _read(folder)[0]


def _read(folder: Path) -> tuple[list[str], Language]:
    path = folder / "language.toml"
    if not path.is_file():
        return [f"{path}: there is no such file; a language needs one"], Language(folder.name, {}, {})
    faults: list[str] = []
    tables: dict[str, tuple[Row, ...]] = {}
    for table in sorted(folder.glob("*.tsv")):
        columns = schema().get(table.stem)
        if columns is None:
            faults.append(f"{table}: no table of this name in schema.toml")
            continue
        tables[table.stem] = tuple(read_table(table, columns["types"], faults))
    return faults, Language(folder.name, tomllib.loads(path.read_text("utf-8")), tables)


def read_table(path: Path, types: list[str], faults: list[str]) -> list[Row]:
    """The rows of a TSV; faults are appended as `file:line: ...` and their rows left out."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        while cells and cells[-1].startswith("#"):
            cells.pop()
        while len(cells) < len(types) and types[len(cells)] == "maybe":
            cells.append("")
        fault = f"{len(cells)} columns, {len(types)} wanted" if len(cells) != len(types) else ""
        fault = fault or next((f for c, t in zip(cells, types, strict=True) if (f := _fault(c, t))), "")
        if fault:
            faults.append(f"{path}:{number}: {fault}")
            continue
        rows.append(tuple(c.strip() for c in cells))
    return rows


def _fault(cell: str, kind: str) -> str:
    cell = cell.strip()
    if kind == "maybe" or (kind == "text" and cell):
        return ""
    if kind == "text":
        return "an empty cell"
    if kind == "weight":
        return "" if 0 <= _number(cell) <= 1 else f'weight "{cell}" is not a number between 0 and 1'
    if kind == "number":
        return "" if math.isfinite(_number(cell)) else f'"{cell}" is not a number'
    return "" if cell in kind.split("|") else f'"{cell}" is not one of {kind.replace("|", ", ")}'


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan
