"""What `recoupe build` and `recoupe lineage` do: read, work, write, with progress. Apart from `cli`, for a
fast --help.
"""

import gc
import hashlib
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from recoupe import codec, diffing, ingest, outputs, pipeline, wiring
from recoupe.custody import manifest, raw, redaction
from recoupe.errors import OptionError
from recoupe.options import Options
from recoupe.outputs import lines, site


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What `recoupe build` is asked: pages, where the dossier goes, and how."""

    paths: tuple[str, ...]
    out: Path
    options: Options
    wanted: outputs.Wanted
    pages: str | None = None  # a pages.csv and a file of decisions, besides those among the pages
    decisions: str | None = None
    keep_raw: bool | None = None  # in OUT/raw; if nothing is said, unless `redact`
    redact: bool = False
    cache: Path | None = None  # the folder of readings: a page that is there is not read again
    quiet: bool = False


def build(asked: Assignment) -> None:
    """Read the pages and write the dossier; InputError where there is no page, OptionError where what is
    asked cannot be.
    """
    gc.disable()  # what is read and found is kept to the end: looking through it for cycles costs a fifth
    out, options = asked.out, asked.options
    if "html" in asked.wanted.formats:
        _keep_apart(asked.paths, out)
    if asked.redact:
        redaction.check(out, keep_raw=asked.keep_raw)
    keeper = None if asked.redact or asked.keep_raw is False else raw.Keeper(out)
    intake = _with_tables(ingest.read(asked.paths, options, asked.pages, asked.decisions, keeper), options)
    drawer = wiring.drawer(options, asked.cache) if asked.cache else None
    engine = wiring.engine(options)
    with _Steps(quiet=asked.quiet) as steps:
        dossier = pipeline.build(intake, options, engine=engine, drawer=drawer, progress=steps.tell)
    if drawer:
        drawer.close()
    value = redaction.redact(codec.encode(dossier)) if asked.redact else codec.encode(dossier)
    since = _since(out, value) if "html" in asked.wanted.formats else None
    manifest.begin(out)
    outputs.write(value, out, asked.wanted, since)
    raw.clear(out, keeper.kept if keeper else set())
    manifest.write(out, value["run"], dict(intake.sizes))
    if not asked.quiet:
        _tell(value, asked, len(keeper.refused) if keeper else 0)


def _keep_apart(paths: tuple[str, ...], out: Path) -> None:
    """OptionError where the site would be written into a folder of pages: the next build would read it."""
    written = (out.resolve(), (out / "pages").resolve())
    for folder in (p for p in map(Path, paths) if p.is_dir()):
        if folder.resolve() in written or written[1] in folder.resolve().parents:
            raise OptionError(
                f"-o {out}: the site would stand among the pages of {folder}; name another folder"
            )


def _tell(value: dict[str, Any], asked: Assignment, refused: int) -> None:
    """Say what was written, and of how many pages the raw bytes were too many."""
    if refused:
        print(f"raw bytes of {refused} pages are not kept: {raw.MOST} are the most", file=sys.stderr)
    counted = ("documents", "statements", "claims", "contradictions", "notes")
    counts = ", ".join(f"{len(value[kind])} {kind}" for kind in counted)
    opens = asked.out / ("index.html" if "html" in asked.wanted.formats else "dossier.json")
    print(f"{counts}; see {opens}", file=sys.stderr)
    if old := outputs.left(asked.out, asked.wanted):
        print(f"{', '.join(old)}: of an earlier build, not written now", file=sys.stderr)


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
    # What stands there is no dossier of this program.
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
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
    paths: tuple[str, ...], out: Path | None, options: Options, *, pages: str | None, quiet: bool
) -> None:
    """Write the lineage of the pages as JSON Lines to a file or standard output; InputError when there is
    none.
    """
    # What is read is kept to the end: looking through it for cycles costs a tenth of the time and, in the
    # other processes, memory of their own.
    gc.disable()
    intake = ingest.read(paths, options, pages)
    with _Steps(quiet=quiet) as steps:
        dossier = pipeline.trace(intake, options, engine=wiring.engine(options), progress=steps.tell)
    # A lone surrogate, which no file can hold, becomes the escape that JSON has for it.
    encoded = (line.encode("utf-8", "backslashreplace") for line in lines.lines(dossier))
    if out:
        with out.open("wb") as stream:
            stream.writelines(encoded)
    else:
        sys.stdout.buffer.writelines(encoded)
        sys.stdout.buffer.flush()
    if not quiet:
        found = dossier.lineage
        told = f"{len(dossier.pages)} pages, {len(found.families)} families, {len(found.edges)} edges"
        print(f"{told}; see {out}" if out else told, file=sys.stderr)


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
