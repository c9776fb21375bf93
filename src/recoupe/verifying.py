"""Whether a dossier still says what its pages say: hashes of texts and files, every span, every reason.

Of a folder, too, what its manifest lists, what its raw bytes give when read again, and who signed it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recoupe import dossier, ingest
from recoupe.custody import manifest, raw, redaction, signing
from recoupe.options import Options

Value = dict[str, Any]
_TABLES = ("codebook:", "case:")  # hashed, too, but no pages


def faults(value: Value, pages: Sequence[str] = (), decided: str | None = None) -> Iterator[str]:
    """All that does not hold, each in a sentence; with the pages at hand their files are read again, too.

    `decided` is the file of decisions that `build` was given besides those among the pages.
    """
    yield from dossier.check(value)
    for page in value["documents"]:
        if "redacted" in page:
            yield from redaction.faults(page)
        elif _hash(page["text"]) != page["text_sha256"]:
            yield f"{page['path']}: the text is not the one that was hashed"
    if pages:
        yield from _files(value, pages, decided)


def folder(value: Value, out: Path, key: Path | None = None) -> Iterator[str]:
    """What does not hold of the files around a dossier: those of its manifest, the raw bytes kept, and with
    public keys in the file `key` the signature by one of them.
    """
    listed = manifest.read(out)
    if listed:
        yield from manifest.faults(listed, out)
    yield from raw.faults(value["documents"], out)
    if key:
        yield from signing.faults(out, key)


def looked_at(value: Value, out: Path) -> str:
    """What there was to verify, in a line."""
    listed = manifest.read(out)
    files = f"{len(listed['files'])} files of the manifest" if listed else "no manifest"
    held = sum(1 for _ in raw.held(value["documents"], out))
    signed = "signed" if (out / manifest.SIGNATURE).is_file() else "not signed"
    return f"{files} ({signed}), raw bytes of {held} of {len(value['documents'])} pages"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _files(value: Value, pages: Sequence[str], decided: str | None) -> Iterator[str]:
    intake = ingest.read(pages, Options(), decided=decided)
    now = dict(intake.inputs)
    inputs = [told for told in value["run"]["inputs"] if not told["path"].startswith(_TABLES)]
    for told in inputs:
        path, sha256 = told["path"], told["sha256"]
        if path not in now:
            yield f"{path}: read for the dossier, not here any more"
        elif now[path] != sha256:
            yield f"{path}: changed since it was read"
    texts = {doc.path: doc for doc in intake.documents}
    for page in value["documents"]:
        fresh = texts.get(page["path"])
        if fresh and fresh.sha256 == page["sha256"] and fresh.text_sha256 != page["text_sha256"]:
            yield f"{page['path']}: unchanged, but read to another text"
        elif fresh and "redacted" in page and fresh.text_sha256 == page["text_sha256"]:
            yield from redaction.faults(page, fresh.text)
    known = {told["path"] for told in inputs}
    yield from (f"{path}: not in the dossier" for path in sorted(now.keys() - known))
