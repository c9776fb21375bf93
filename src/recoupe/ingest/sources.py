"""Which files a run reads: files, folders (recursive), globs; each with the path that the dossier shows.

A path in the dossier is relative to the folder given, or the bare name of a file given; it is never absolute.
"""

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recoupe.errors import InputError

KNOWN = frozenset({".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"})
PAGES = "pages.csv"
DECISIONS = "decisions.jsonl"
# In a folder that a build wrote: its HTML is no page of the press.
_DOSSIER = {"dossier.json", "manifest.json"}


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read. `path` is what the dossier shows; `named` files were pointed at one by one."""

    path: str
    file: Path
    named: bool = False
    pages: Path | None = None  # the nearest pages.csv above it, inside the folder given
    decisions: Path | None = None  # the nearest decisions.jsonl, likewise


def gather(given: Sequence[str]) -> list[Source]:
    """All files under the sources, each once, sorted by path; InputError if one does not exist."""
    found: dict[Path, Source] = {}
    for one in given:
        for source in _under(one):
            if source.file.name in (PAGES, DECISIONS):
                continue
            found.setdefault(source.file.resolve(), source)
    return sorted(_apart(list(found.values())))


def tables(sources: Sequence[Source]) -> list[Path]:
    """The pages.csv files that the sources bring."""
    return sorted({s.pages for s in sources if s.pages})


def ledgers(sources: Sequence[Source]) -> list[Path]:
    """The decisions.jsonl files that the sources bring."""
    return sorted({s.decisions for s in sources if s.decisions})


def _under(given: str) -> Iterator[Source]:
    path = Path(given)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield _named(path)
    elif glob.has_magic(given):
        hits = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
        if not hits:
            raise InputError(
                f"{given}: no file matches this pattern; check the folder and the quotes around it"
            )
        for hit in hits:
            if Path(hit).is_dir():
                continue
            # A pattern that names an extension points at each file; one that ends in * does not.
            if not given.endswith("*") or Path(hit).suffix.lower() in KNOWN:
                yield _named(Path(hit))
    else:
        raise InputError(f"{given}: there is no such file or folder; check the path")


def _named(path: Path) -> Source:
    pages, decisions = (f if f.is_file() else None for f in (path.parent / PAGES, path.parent / DECISIONS))
    return Source(path.name, path, named=True, pages=pages, decisions=decisions)


def _in_folder(folder: Path) -> Iterator[Source]:
    beside: dict[str, dict[str, Path | None]] = {}
    for here, folders, names in os.walk(folder):
        if Path(here) != folder and {*names} >= _DOSSIER:
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        above = beside.get(str(Path(here).parent), {})
        beside[here] = {
            n: Path(here) / n if n in names and (Path(here) / n).is_file() else above.get(n)
            for n in (PAGES, DECISIONS)
        }
        for name in sorted(names):
            file = Path(here) / name
            if name.startswith(".") or file.suffix.lower() not in KNOWN:
                continue
            path = file.relative_to(folder).as_posix()
            yield Source(path, file, pages=beside[here][PAGES], decisions=beside[here][DECISIONS])


def _apart(sources: list[Source]) -> list[Source]:
    """The sources with paths made unique: by the folder they lie in, then by a hash of their content."""
    twice = {path for path, n in Counter(s.path for s in sources).items() if n > 1}
    wider = [replace(s, path=_with_parent(s)) if s.path in twice else s for s in sources]
    still = {path for path, n in Counter(s.path for s in wider).items() if n > 1}
    out, seen = [], Counter[str]()
    for source in wider:
        if source.path not in still:
            out.append(source)
            continue
        digest = hashlib.sha256(
            source.file.read_bytes()[:1_000_000] if source.file.is_file() else b""
        ).hexdigest()[:6]
        stem = f"{source.path}~{digest}"
        seen[stem] += 1
        out.append(replace(source, path=stem if seen[stem] == 1 else f"{stem}~{seen[stem]}"))
    return out


def _with_parent(source: Source) -> str:
    top = source.file.resolve()
    for _ in source.path.split("/"):
        top = top.parent
    return f"{top.name}/{source.path}"
