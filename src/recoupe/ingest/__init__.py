"""From files to documents: PLACEHOLDER."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recoupe.errors import InputError
from recoupe.model import Document, Note
from recoupe.options import Options


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: documents sorted by path, notes on what was not, and each input file with its hash."""

    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    inputs: tuple[tuple[str, str], ...]


def read(sources: Sequence[str], options: Options, pages_csv: str | None = None) -> Intake:
    """Read every page under the sources; InputError when there is none."""
    docs = []
    for source in sources:
        for path in sorted(Path(source).rglob("*.txt")):
            raw = path.read_bytes()
            digest = hashlib.sha256(raw).hexdigest()
            docs.append(Document(id="p-" + digest[:10], path=path.name, text=raw.decode("utf-8"), sha256=digest, text_sha256=digest))
    if not docs:
        raise InputError("no pages")
    return Intake(tuple(docs), (), tuple((d.path, d.sha256) for d in docs))
