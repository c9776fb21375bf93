"""Readings kept from one build to the next, so that a page is read once: a file for each page, in the user's
own cache folder.

A reading is found by all that it was made from: the page's text and what is known of it, the options, and the
program with its tables, weights and libraries. The folder is the user's and not the dossier's: a dossier may
come from somebody else, and what was kept is taken for what was read. A file that is not as it was written
counts as absent; a folder that cannot be written keeps nothing.
"""

import contextlib
import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from recoupe.backends import records
from recoupe.model import Document, Published, Reading
from recoupe.options import Options

MOST = 1_000_000_000  # bytes kept; a page takes about 20,000
# What readings are made with: the name of the module and that of the distribution.
LIBRARIES = {
    "gliner": "gliner",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "py3langid": "py3langid",
    "pycrfsuite": "python-crfsuite",
    "spacy": "spacy",
    "thinc": "thinc",
    "tokenizers": "tokenizers",
}
# What changes no reading: only how pages are taken in (the text tells), spread, and kept in the end.
_IDLE = ("jobs", "max_bytes", "min_confidence")
_HASH = 16  # bytes
READINGS = "readings"  # the folder in the cache folder
# With a number: half written when the program was killed.
_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{38}(\.\d+)?")


def place() -> Path | None:
    """Where readings are kept if nothing else is said; None for a user without a home."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if base.is_absolute():  # one that is not counts for nothing, says the standard
        return base / "recoupe"
    with contextlib.suppress(RuntimeError):
        return Path.home() / ".cache" / "recoupe"
    return None


class Drawer:
    """See `ports.Drawer`."""

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._base = _stamp(options)
        self._grown = False

    def find(self, doc: Document, day: Published | None = None) -> Reading | None:
        """See `ports.Drawer`."""
        place = self._place(doc, day)
        try:
            raw = place.read_bytes() if place.is_file() else b""
        except OSError:
            return None
        if hashlib.blake2b(raw[_HASH:], digest_size=_HASH).digest() != raw[:_HASH]:
            return None
        with contextlib.suppress(OSError):
            os.utime(place)  # the least used leave first
        reading: Reading = records.unpack(raw[_HASH:], Reading)
        return replace(reading, page=replace(reading.page, doc=doc))

    def keep(self, reading: Reading, day: Published | None = None) -> None:
        """See `ports.Drawer`."""
        doc = reading.page.doc
        bare = replace(reading, page=replace(reading.page, doc=replace(doc, text="", path="")))
        raw = records.pack(bare)
        place = self._place(doc, day)
        part = place.with_name(f"{place.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            place.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # for nobody else to read
            place.parent.mkdir(mode=0o700, exist_ok=True)
            part.write_bytes(hashlib.blake2b(raw, digest_size=_HASH).digest() + raw)
            part.replace(place)  # whole or not at all, whenever we are killed
            self._grown = True

    def close(self) -> None:
        """See `ports.Drawer`."""
        if self._grown:
            tidy(self._folder)

    def _place(self, doc: Document, day: Published | None) -> Path:
        known = [getattr(doc, f.name) for f in fields(doc) if f.name != "text"]
        key = hashlib.blake2b(self._base, digest_size=20)
        key.update(repr((known, day)).encode("utf-8", "surrogatepass"))
        name = key.hexdigest()
        return self._folder / READINGS / name[:2] / name[2:]


def kept(folder: Path) -> list[tuple[Path, os.stat_result]]:
    """The files of readings in a cache folder, those used longest ago first; other files are passed over."""
    found = [f for f in _files(folder / READINGS) if _NAME.fullmatch(f"{f[0].parent.name}/{f[0].name}")]
    return sorted(found, key=lambda f: (f[1].st_mtime_ns, f[0]))


def tidy(folder: Path, most: int = MOST) -> None:
    """Take away the readings that were used longest ago, until no more than so many bytes are kept."""
    files = kept(folder)
    total = sum(stat.st_size for _, stat in files)
    for file, stat in files:
        if total <= most:
            break
        total -= stat.st_size
        with contextlib.suppress(OSError):
            file.unlink()


def _stamp(options: Options) -> bytes:
    """A hash of what readings are made with: options, program, tables, weights, libraries, kind of machine.

    Of files it is enough to know when they were written and how long they are; of libraries their version,
    too, since some systems give all installed files the same time.
    """
    chosen = [(f.name, getattr(options, f.name)) for f in fields(options) if f.name not in _IDLE]
    own = [Path(v).resolve() for name, v in chosen if isinstance(v, str) and name != "lang"]
    told: list[object] = [records.FORM, sys.version, platform.machine(), chosen]
    for folder in (Path(__file__).parent.parent, *own):
        told.append(sorted((str(file), s.st_size, s.st_mtime_ns) for file, s in _files(folder)))
    told += [(name, *_installed(name, package)) for name, package in LIBRARIES.items()]
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass")).digest()


def _installed(name: str, package: str) -> Iterator[object]:
    """Which library is installed under a name; nothing where none is."""
    spec = find_spec(name)
    if not spec or not spec.origin:
        return
    stat = Path(spec.origin).stat()
    yield from (spec.origin, stat.st_size, stat.st_mtime_ns)
    with contextlib.suppress(PackageNotFoundError):
        yield version(package)


def _files(top: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The files under a folder, or the file there; nothing where nothing is."""
    if top.is_file():
        yield top, top.stat()
    for folder, inner, names in os.walk(top):
        inner[:] = [name for name in inner if name != "__pycache__"]
        for file in (Path(folder) / name for name in names):
            with contextlib.suppress(OSError):
                yield file, file.stat()
