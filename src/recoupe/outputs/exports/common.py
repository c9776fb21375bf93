"""What the formats of JSON share: ids made from content, instants, and bytes that are the same every time."""

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from recoupe.outputs.book import Book, Value
from recoupe.text.addresses import host

SPACE = uuid.UUID("6f0b6b1e-6e0c-5d6b-9a59-3c5b5f3d7a10")  # ours alone, under which our ids are made
_EPOCH = "1970-01-01T00:00:00.000Z"


def identity(*parts: str) -> str:
    """The UUID of some content: version 5, the same for the same parts."""
    return str(uuid.uuid5(SPACE, "\x1f".join(parts).encode("utf-8", "backslashreplace").decode()))


def instant(day: str | None) -> str | None:
    """A day, a month or an instant as an instant in UTC; the beginning of a month or day; None if it is none.

    >>> instant("2025-02"), instant("2025-02-13T10:00:00+01:00"), instant("soon")
    ('2025-02-01T00:00:00.000Z', '2025-02-13T09:00:00.000Z', None)
    """
    if not day:
        return None
    whole = f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10] if len(day) == 7 else day
    try:
        found = datetime.fromisoformat(whole)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found.strftime("%Y-%m-%dT%H:%M:%S.000Z") if found.year >= 1000 else None


def last(book: Book) -> str:
    """The last day on which a page of the dossier appeared or was fetched, as an instant."""
    told = [instant(book.day(d)) for d in book.documents]
    told += [instant(d.get("retrieved")) for d in book.documents.values()]
    return max((t for t in told if t), default=_EPOCH)


def site(book: Book, doc: str) -> str | None:
    """Where a page appeared, as far as it is known: its outlet, else the host of its address."""
    page = book.documents[doc]
    return page.get("outlet") or host(page.get("url") or "") or None


def words(record: Value) -> str:
    """How far a claim or an event is held by origins and pages, in words that judge nothing."""
    least, most = record["origins"]["min"], record["origins"]["max"]
    span = str(least) if least == most else f"{least} to {most}"
    return f"status {record['status']}; independent origins {span}; pages {record['pages']}"


def dumps(value: Any, indent: int | None = None) -> bytes:
    """JSON as bytes; a lone surrogate, which no file can hold, becomes its escape."""
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


def lines(values: Iterable[Any]) -> bytes:
    """A JSON object a line."""
    return b"".join(dumps(v) + b"\n" for v in values)
