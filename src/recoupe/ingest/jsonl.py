"""JSON lines: one page a line, with `text` or `html` and any of `url title outlet author published
retrieved lang`."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from recoupe.ingest import decode, html, pages, text
from recoupe.model import Document, Note

FIELDS = ("url", "title", "outlet", "author", "published", "retrieved", "lang")


def read(
    stream: IO[bytes], path: str, limit: int, keep: Callable[[str, bytes], None] | None = None
) -> Iterator[Document | Note]:
    """Each line's page, and a note for each line that is none. A line longer than the limit is left out.

    `keep` is given the hash and the bytes of each line that is a page.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1_000_000)
            yield Note(
                "ingest", "too-large", f"{path}:{number}: the line is longer than {limit} bytes; left out."
            )
            continue
        if not line.strip():
            continue
        for made in _page(line, path, number):
            if keep and isinstance(made, Document):
                keep(made.sha256, line.strip())
            yield made


def _page(line: bytes, path: str, number: int) -> Iterator[Document | Note]:
    where = f"{path}:{number}"
    try:
        value: Any = json.loads(decode.decode(line).text)
    except (ValueError, RecursionError) as error:
        yield Note("ingest", "broken-line", f"{where}: not JSON ({str(error)[:80]}); left out.")
        return
    if not isinstance(value, dict):
        yield Note(
            "ingest", "broken-line", f"{where}: a JSON {type(value).__name__}, not an object; left out."
        )
        return
    said = {k: v.strip() for k in FIELDS if isinstance(v := value.get(k), str) and v.strip()}
    said = {k: decode.inspect(v, "json").text for k, v in said.items()}
    for column in ("published", "retrieved"):
        if column in said and not pages.moment(said[column]):
            yield pages.bad_date(where, column, said.pop(column))
    if "published" in said:
        said["published_from"] = "jsonl"
    digest = hashlib.sha256(line.strip()).hexdigest()
    name = f"{path}#{number}"
    if isinstance(value.get("text"), str) and value["text"].strip():
        read = decode.inspect(value["text"], "json")
        yield from text.page(read, name, digest, ("json line", "field text"), said)
    elif isinstance(value.get("html"), str) and value["html"].strip():
        read = decode.inspect(value["html"], "json")
        yield from html.page(read, name, digest, ("json line", "field html"), said)
    else:
        yield Note("ingest", "empty", f"{where}: neither text nor html in it; left out.")
