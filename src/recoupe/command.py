"""What `recoupe build` and `recoupe lineage` do: read, work, write, with progress. Apart from `cli`, for a
fast --help.
"""

import gc
import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Self

from recoupe import codec, diffing, ingest, outputs, pipeline, wiring
from recoupe.custody import manifest, raw, redaction
from recoupe.errors import OptionError
from recoupe.options import Options
from recoupe.outputs import lines, site


def build(
    paths: tuple[str, ...],
    out: Path,
    *,
    pages: str | None,
    decisions: str | None,
    wanted: outputs.Wanted,
    keep_raw: bool | None,
    redact: bool,
    quiet: bool,
    keeps: Path | None,
    chosen: dict[str, Any],
) -> None:
    """Read the pages under the paths and write a dossier to `out`; raises InputError when there is none.

    Raw bytes are kept where `keep_raw` says so or says nothing, and never with `redact`. Pages that the
    folder `keeps` has from an earlier build are not read again.
    """
    gc.disable()  # what is read and found is kept to the end: looking through it for cycles costs a fifth
    options = Options(**chosen)
    if redact:
        redaction.check(out, keep_raw=keep_raw)
    keeper = None if redact or keep_raw is False else raw.Keeper(out)
    intake = _with_tables(ingest.read(paths, options, pages, decisions, keeper), options)
    shelf = wiring.shelf(options, keeps) if keeps else None
    with _Steps(quiet=quiet) as steps:
        dossier = pipeline.build(
            intake, options, engine=wiring.engine(options), shelf=shelf, progress=steps.tell
        )
    if shelf:
        shelf.close()
    value = redaction.redact(codec.encode(dossier)) if redact else codec.encode(dossier)
    since = _since(out, value) if "html" in wanted.formats else None
    manifest.begin(out)
    outputs.write(value, out, wanted, since)
    raw.clear(out, keeper.kept if keeper else set())
    manifest.write(out, value["run"], dict(intake.sizes))
    if not quiet and keeper and keeper.refused:
        print(
            f"raw bytes of {len(keeper.refused)} pages are not kept: {raw.MOST} are the most", file=sys.stderr
        )
    if not quiet:
        counts = ", ".join(
            f"{len(value[k])} {k}" for k in ("documents", "statements", "claims", "contradictions", "notes")
        )
        opens = out / ("index.html" if "html" in wanted.formats else "dossier.json")
        print(f"{counts}; see {opens}", file=sys.stderr)


def _since(out: Path, value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """What changed since the dossier that stands in the folder; None where none does.

    Where it is the same dossier, what had changed before it: to build again changes nothing.
    """
    file = out / "dossier.json"
    if not file.is_file():
        return None
    before = file.read_bytes()
    if before == codec.dumps(value).encode("utf-8", "backslashreplace"):
        kept: list[dict[str, Any]] | None = site.earlier(out)["changes"]
        return kept
    try:
        return list(diffing.changes(json.loads(before), value))
    except (ValueError, KeyError, TypeError):  # what stands there is no dossier of this program
        return None


def _with_tables(intake: ingest.Intake, options: Options) -> ingest.Intake:
    """The intake with the user's own codebook and case among its inputs: they change the dossier, too."""
    own = Path(options.codebook)
    files = [f for f in sorted(own.iterdir()) if f.suffix in (".csv", ".tsv")] if own.is_dir() else []
    told = [(f"codebook:{f.name}", f) for f in files]
    told += [(f"case:{Path(options.case).name}", Path(options.case))] if options.case else []
    hashed = {(name, hashlib.sha256(f.read_bytes()).hexdigest()) for name, f in told if f.is_file()}
    sizes = {(name, f.stat().st_size) for name, f in told if f.is_file()}
    every = tuple(sorted({*intake.inputs, *hashed}))
    return replace(intake, inputs=every, sizes=tuple(sorted({*intake.sizes, *sizes})))


def lineage(
    paths: tuple[str, ...], out: Path | None, *, pages: str | None, quiet: bool, chosen: dict[str, Any]
) -> None:
    """Write the lineage of the pages as JSON Lines to a file or standard output; InputError when there is
    none.
    """
    # What is read is kept to the end: looking through it for cycles costs a tenth of the time and, in the
    # other processes, memory of their own.
    gc.disable()
    options = Options(**chosen)
    intake = ingest.read(paths, options, pages)
    with _Steps(quiet=quiet) as steps:
        dossier = pipeline.trace(intake, options, engine=wiring.engine(options), progress=steps.tell)
    # A lone surrogate, which no file can hold, becomes the escape that JSON has for it.
    encoded = (line.encode("utf-8", "backslashreplace") for line in lines.lines(dossier))
    if out:
        with _opened(out) as stream:
            stream.writelines(encoded)
    else:
        sys.stdout.buffer.writelines(encoded)
        sys.stdout.buffer.flush()
    if not quiet:
        found = dossier.lineage
        told = f"{len(dossier.pages)} pages, {len(found.families)} families, {len(found.edges)} edges"
        print(f"{told}; see {out}" if out else told, file=sys.stderr)


def _opened(out: Path) -> IO[bytes]:
    try:
        return out.open("wb")
    except OSError as error:
        raise OptionError(f"-o {out}: {error.strerror}; name a file in a folder that exists") from error


class _Steps:
    """Progress on standard error: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

    def __init__(self, *, quiet: bool) -> None:
        on_terminal = sys.stderr.isatty()
        self._plain = not quiet and not on_terminal
        self._bar = _bar() if on_terminal and not quiet else None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, step: str, total: int, done: int) -> None:
        """So many of so many pages are through a step."""
        # About ten lines a run are enough for a log.
        if self._plain and (done == total or done % max(1, total // 10) == 0):
            print(f"{step}: {done} of {total} pages", file=sys.stderr)
        if self._bar and step not in self._tasks:
            self._tasks[step] = self._bar.add_task(step, total=total)
        if self._bar:
            self._bar.update(self._tasks[step], completed=done)


def _bar() -> Any:
    from rich import console, progress  # noqa: PLC0415  a twentieth of a second, which only terminals pay

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    return progress.Progress(*columns, console=console.Console(stderr=True), transient=True)
