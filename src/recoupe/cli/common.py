"""What all commands share: their arguments and options, opening a dossier, and errors told in a sentence."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from recoupe.errors import DataError, InputError, MissingError, OptionError, RecoupeError
from recoupe.options import LANGUAGES, Options

GOLD = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, path_type=Path)
DEFAULT = Options()


def in_folder(_context: click.Context, _option: click.Parameter, file: Path | None) -> Path | None:
    """A file to write, whose folder has to exist: said before the work is done."""
    if file and not file.parent.is_dir():
        raise click.BadParameter(f"{file}: name a file in a folder that exists")
    return file


paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
out = click.argument("out", type=FOLDER)
to_file = click.option(
    "-o",
    "--to",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    callback=in_folder,
    help="File to write.",
)
table = click.option(
    "--pages", type=click.Path(exists=True, dir_okay=False), help="CSV: path,url,outlet,published,retrieved."
)
lang = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the pages, if you know it.")
jobs = click.option(
    "--jobs", default=DEFAULT.jobs, show_default=True, type=click.IntRange(min=1), help="Processes to use."
)
quiet = click.option("--quiet", is_flag=True, help="No progress.")


class Among(click.Choice):  # type: ignore[type-arg] # generic since click 8.4 only
    """One of several words, asked for when they are needed: `recoupe --help` must answer at once."""

    def __init__(self, known: Callable[[], Iterable[str]]) -> None:
        self._known = known
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        """The words."""
        return tuple(self._known())


def options(given: dict[str, Any]) -> Options:
    """The options of a run, taken out of what a command was given."""
    return Options(**{f.name: given.pop(f.name) for f in fields(Options) if f.name in given})


def dossier(out: Path, *, whole: bool = True) -> dict[str, Any]:
    """The dossier in a folder that `build` wrote, or in a file; not `whole`, fields may be missing."""
    from recoupe import shape
    from recoupe.codec import SCHEMA

    path = out / "dossier.json" if out.is_dir() else out
    if not path.is_file():
        raise InputError(f"{out}: no dossier.json here; write one with: recoupe build PATH -o {out}")
    try:
        value = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not a dossier ({error}); build it again") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise InputError(f"{path}: not a dossier of this version ({SCHEMA}); build it again")
    if wrong := shape.fault(value, whole=whole):
        raise InputError(f"{path}: {wrong}; build it again")
    _opened.append((path, value))
    return value


def say(sentence: str, *, err: bool = False) -> None:
    """Print a sentence that may name what a stranger wrote: nothing of it acts on the terminal."""
    from recoupe.outputs import hostile

    click.echo(hostile.plain(sentence), err=err)


class faults:  # noqa: N801  reads as a word where it is used
    """Errors that the user can repair become one sentence and an exit status."""

    def __enter__(self) -> None:
        _opened.clear()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, RecoupeError):
            say(f"recoupe: {error}", err=True)
            sys.exit(1 if isinstance(error, InputError) else 2 if isinstance(error, _USER) else 70)
        if isinstance(error, OSError) and error.filename and not isinstance(error, BrokenPipeError):
            say(f"recoupe: {error.filename}: {error.strerror}", err=True)
            sys.exit(2)
        if isinstance(error, _BROKEN) and (wrong := _broken()):
            say(f"recoupe: {wrong}; build it again", err=True)
            sys.exit(1)


def _broken() -> str:
    """What does not hold of the dossiers that were opened: only then an error is theirs and not ours."""
    from recoupe import dossier as records
    from recoupe import shape

    for path, value in _opened:
        for wrong in (shape.fault(value), *records.check(value)):
            if wrong:
                return f"{path}: {wrong}"
    return ""


_opened: list[tuple[Path, dict[str, Any]]] = []  # by the command that runs
_BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_USER = (OptionError, DataError, MissingError)
