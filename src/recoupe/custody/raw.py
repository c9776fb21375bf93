"""The raw bytes of the pages in OUT/raw, each file named by its SHA-256, and what they still give.

A page that is on two paths is kept once. The bytes are written as they are read, so that what is kept is what
the text was taken from, even if the file changes a moment later.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recoupe.custody import manifest
from recoupe.errors import InputError, OptionError
from recoupe.ingest import replay

FOLDER = "raw"
MOST = 4_000_000_000  # bytes in all; 20,000 pages of HTML have about 3,000,000,000
LARGEST = 100_000_000  # bytes of one page that are read again; `build` keeps 10,000,000 of a page
_NAME = re.compile(r"[0-9a-f]{64}")


class Keeper:
    """Takes raw bytes and puts them into the folder `raw` of a dossier until it holds `most` bytes.

    OptionError where that folder is a link: what an earlier run kept is removed there.
    """

    def __init__(self, out: Path, most: int = MOST) -> None:
        self.folder = out / FOLDER
        if self.folder.is_symlink():
            raise OptionError(f"{self.folder}: a link to another place; take it away, or name another folder")
        self.kept: set[str] = set()
        self.refused: set[str] = set()
        self.left = most

    def __call__(self, sha256: str, raw: bytes) -> None:
        """Keep these bytes under their hash; bytes past the limit are counted in `refused`."""
        if sha256 in self.kept:
            return
        if len(raw) > self.left:
            self.refused.add(sha256)
            return
        self.kept.add(sha256)
        self.left -= len(raw)
        file = self.folder / sha256
        if _is_kept(file) and file.read_bytes() == raw:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            manifest.put(file, raw)
        except OSError as error:  # a full disk is no fault of the page
            raise OptionError(f"{self.folder}: {error.strerror}; the pages cannot be kept there") from error


def clear(out: Path, kept: set[str]) -> None:
    """Remove what an earlier run kept in the folder and this one did not; files of other names stay."""
    folder = out / FOLDER
    if folder.is_symlink():
        return
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _NAME.fullmatch(file.name) and file.name not in kept and not file.is_dir():
            file.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def held(documents: list[dict[str, Any]], out: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Each page whose raw bytes are kept, with the file that has them."""
    for page in documents:
        file = out / FOLDER / page["sha256"]
        if _NAME.fullmatch(page["sha256"]) and _is_kept(file):
            yield page, file


def _is_kept(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def faults(documents: list[dict[str, Any]], out: Path) -> Iterator[str]:
    """A sentence for each page whose kept bytes are not those that were hashed, or give another text now.

    Pages whose bytes are not kept are passed over; the manifest says whether they should be there.
    """
    for page, file in held(documents, out):
        digest = page["sha256"]
        if file.stat().st_size > LARGEST:
            yield f"{FOLDER}/{digest}: larger than any page that is kept; not read"
            continue
        raw = file.read_bytes()
        if hashlib.sha256(raw).hexdigest() != digest:
            yield f"{FOLDER}/{digest}: not the bytes that {page['path']} was read from"
        elif told := _replayed(raw, page):
            yield told


def _replayed(raw: bytes, page: dict[str, Any]) -> str | None:
    where = f"{page['path']}: read again from {FOLDER}/{page['sha256'][:12]}"
    try:
        text = replay.text(raw, page["recipe"])
    except InputError as error:
        return f"{where}, it cannot be followed: {error}"
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == page["text_sha256"]:
        return None
    if named := replay.other_version(page["recipe"]):
        return (
            f"{where}, it gives another text; it was taken with trafilatura {named}, which is not installed"
        )
    return f"{where}, it gives another text"
