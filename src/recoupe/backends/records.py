"""Records as bytes and back, fast and without running code: a table for each kind of record, by field.

Where a field holds a record, its column holds the row of it; so equal spans are stored once, and reading back
makes thousands of records in a few calls. What is unpacked is taken for what was packed: who keeps such bytes
checks that they are still the same.
"""

import marshal
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from recoupe.model import Span

FORM = f"records 1, marshal {marshal.version}"


class _Field(NamedTuple):
    """A field: how to set it, the kind of record in it, and whether that stands in tuples."""

    name: str
    put: Callable[[Any, Any], None]
    inner: type | None
    many: bool


def pack(record: Any) -> bytes:
    """A frozen record of text, numbers, bytes, tuples and other such records as bytes."""
    packer = _Packer()
    packer.row(record)
    root: Any = type(record)
    return marshal.dumps([packer.tables.get(kind) for kind in _kinds(root)])


def unpack(raw: bytes, root: type) -> Any:
    """The record of kind `root` that was packed."""
    tables: dict[type, list[Any]] = {}
    # It is of our own making: whoever keeps it checks its hash.
    for kind, columns in zip(_kinds(root), marshal.loads(raw), strict=True):  # noqa: S302
        made: list[Any] = [object.__new__(kind) for _ in columns[0]] if columns else []
        for field, column in zip(_plan(kind), columns or (), strict=False):
            values = _filled(column, tables[field.inner], field.many) if field.inner else column
            deque(map(field.put, made, values), maxlen=0)
        tables[kind] = made
    return tables[root][-1]


class _Packer:
    """The tables of a record, each behind those that it points to."""

    def __init__(self) -> None:
        self.tables: dict[type, list[list[Any]]] = {}
        self._rows: dict[type, dict[Any, int]] = {}

    def row(self, record: Any) -> int:
        """The row of a record in the table of its kind."""
        kind: Any = type(record)
        rows = self._rows.setdefault(kind, {})
        # Other records may be equal and not the same: a weight of 1 is shown otherwise than one of 1.0.
        key = record if kind is Span else id(record)
        if (known := rows.get(key)) is not None:
            return known
        plan = _plan(kind)
        cells = [
            getattr(record, f.name) if f.inner is None else self._cell(getattr(record, f.name)) for f in plan
        ]
        for column, cell in zip(self.tables.setdefault(kind, [[] for _ in plan]), cells, strict=True):
            column.append(cell)
        rows[key] = len(rows)
        return rows[key]

    def _cell(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._cell, value))
        return self.row(value) if is_dataclass(value) else value


def _filled(column: Sequence[Any], table: Sequence[Any], many: bool) -> list[Any]:
    """The column with the records in place of their rows."""
    if not many:
        return [None if row is None else table[row] for row in column]
    at = table.__getitem__

    def filled(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(filled, value))
        return at(value) if isinstance(value, int) else value

    return [tuple(map(at if isinstance(rows[0], int) else filled, rows)) if rows else rows for rows in column]


@cache
def _plan(kind: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    return tuple(_field(kind, f.name, hints[f.name]) for f in fields(kind))


def _field(kind: type, name: str, hint: Any) -> _Field:
    inner = next(_records_in(hint), None)
    return _Field(name, getattr(kind, name).__set__, inner, inner is not None and _has_tuple(hint))


def _records_in(hint: Any) -> Any:
    if is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from _records_in(part)


def _has_tuple(hint: Any) -> bool:
    return getattr(hint, "__origin__", None) is tuple or any(map(_has_tuple, get_args(hint)))


@cache
def _kinds(root: Any) -> tuple[type, ...]:
    """The kinds of records in a kind of record, each behind those that it holds."""
    inner = (kind for f in _plan(root) if f.inner for kind in _kinds(f.inner))
    return tuple(dict.fromkeys((*inner, root)))
