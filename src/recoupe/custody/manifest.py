"""OUT/manifest.json: what a run read and every file that it wrote, with hashes and sizes; and what changed
since.

`of` lists whatever is in the folder, so it is called when all else is written. Left out are the manifest
itself, its signature, whatever is hidden (a name with a dot before it) or called `cache`, and the files
that a database keeps beside it while it is open.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeGuard

from recoupe.errors import InputError

SCHEMA = "recoupe-manifest/1"
NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"
Value = dict[str, Any]
# What a dossier is called at the top of its folder, for folders of a time when there was no manifest.
_OURS = ("dossier.json", "index.html", "index.en.html", "index.fr.html", "tables", "raw")
_PASSED = ("-wal", "-shm", "-journal", ".part")
_LIMIT = 200_000_000  # bytes of a manifest; a file takes about 150


def begin(out: Path) -> None:
    """Make a folder and note what stood in it before the first run: `besides`, which is never listed or
    checked.

    So a run into a folder with other things in it neither reads nor vouches for these.
    """
    out.mkdir(parents=True, exist_ok=True)
    if (out / NAME).is_file():
        return
    found = [f.name for f in out.iterdir() if not f.name.startswith(".") and f.name not in _OURS]
    _save(out, {"schema": SCHEMA, "besides": sorted(found), "inputs": [], "files": []})


def of(out: Path, run: Value | None = None, sizes: Mapping[str, int] | None = None) -> Value:
    """The manifest of a folder: `schema`, `version`, `options`, `codebook`, `inputs`, `files`, `besides`.

    `run` is that of the dossier, read from OUT/dossier.json where it is not given; `sizes` says how many
    bytes an input has, by its path, and is taken from the manifest in the folder where it is not given, as
    is `besides`: names in the folder that are not the run's. Paths are relative with slashes; the lists are
    sorted. The same folder gives the same manifest.
    """
    told = _run(out) if run is None else run
    known = _sizes(out) if sizes is None else sizes
    besides = _besides(_earlier(out))
    inputs = [
        {**i, **({"size": known[i["path"]]} if i["path"] in known else {})} for i in told.get("inputs", ())
    ]
    return {
        "schema": SCHEMA,
        **{k: told[k] for k in ("version", "options", "codebook") if k in told},
        **({"besides": sorted(besides)} if besides else {}),
        "inputs": inputs,
        "files": [
            {"path": path, "sha256": _hash(out / path), "size": (out / path).stat().st_size}
            for path in sorted(_inside(out, besides))
        ],
    }


def write(out: Path, run: Value | None = None, sizes: Mapping[str, int] | None = None) -> Value:
    """Write the manifest of a folder into it; a signature of another manifest is taken away."""
    value = of(out, run, sizes)
    _save(out, value)
    return value


def _save(out: Path, value: Value) -> None:
    raw = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    file = out / NAME
    if file.is_file() and file.read_bytes() == raw:
        return
    (out / SIGNATURE).unlink(missing_ok=True)
    put(file, raw)


def put(file: Path, raw: bytes) -> None:
    """Write a file whole or not at all; where a link stands, it is replaced and not followed."""
    draft = file.with_name(f".{file.name}")
    draft.unlink(missing_ok=True)
    with draft.open("xb") as stream:
        stream.write(raw)
    draft.replace(file)


def read(out: Path) -> Value | None:
    """The manifest in a folder, None where there is none; InputError if it is damaged."""
    file = out / NAME
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        raw = stream.read(_LIMIT)
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not a manifest ({error}); build the dossier again") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA or not _is_list(value.get("files")):
        raise InputError(f"{file}: not a manifest of this version ({SCHEMA}); build the dossier again")
    return value


def faults(value: Value, out: Path) -> Iterator[str]:
    """A sentence for each file that is missing, has changed or is not in the manifest, sorted by path."""
    told = {f["path"]: f for f in value["files"]}
    here = set(_inside(out, _besides(value)))
    for path in sorted(told.keys() | here):
        if path not in told:
            yield f"{path}: not in the manifest; it came after the run"
        elif not _is_safe(path):
            yield f"{path}: the manifest names a place outside the folder"
        elif path not in here:
            yield f"{path}: in the manifest, not in the folder"
        elif _differs(out / path, told[path]):
            yield f"{path}: changed since the run"


def _differs(file: Path, told: Value) -> bool:
    return file.stat().st_size != told.get("size") or _hash(file) != told.get("sha256")


def _inside(out: Path, besides: set[str]) -> Iterator[str]:
    """The path of each regular file that a manifest lists; links are not followed and not listed."""
    for here, folders, names in os.walk(out):
        left = besides if Path(here) == out else set()
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f not in ("cache", "__pycache__", *left)
        )
        for name in set(names) - left:
            file = Path(here) / name
            path = file.relative_to(out).as_posix()
            if name.startswith(".") or name.endswith(_PASSED) or path in (NAME, SIGNATURE):
                continue
            if file.is_file() and not file.is_symlink():
                yield path


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/"))
    return not parts.is_absolute() and ".." not in parts.parts


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _run(out: Path) -> Value:
    file = out / "dossier.json"
    try:
        value = json.loads(file.read_bytes()) if file.is_file() else {}
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: not a dossier ({error}); build it again") from error
    run = value.get("run") if isinstance(value, dict) else None
    return run if isinstance(run, dict) else {}


def _earlier(out: Path) -> Value:
    try:
        return read(out) or {}
    except InputError:
        return {}


def _sizes(out: Path) -> dict[str, int]:
    inputs = _earlier(out).get("inputs")
    return {i["path"]: i["size"] for i in inputs if "size" in i} if _is_list(inputs) else {}


def _besides(value: Value) -> set[str]:
    found = value.get("besides")
    return {n for n in found if isinstance(n, str)} if isinstance(found, list) else set()


def _is_list(files: object) -> TypeGuard[list[Value]]:
    return isinstance(files, list) and all(
        isinstance(f, dict) and isinstance(f.get("path"), str) for f in files
    )
