"""What all commands share: the kinds of their arguments, opening a dossier, and errors told in a sentence."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from recoupe.codec import SCHEMA
from recoupe.errors import DataError, InputError, MissingError, OptionError, RecoupeError

GOLD = click.Path(exists=True, dir_okay=False, path_type=Path)
LISTS = (
    "documents", "actors", "times", "statements", "utterances", "events", "claims", "contradictions",
    "positions", "standings", "shifts", "stories",
)  # fmt: skip
FOLDER = click.Path(exists=True, path_type=Path)


def dossier(out: Path) -> dict[str, Any]:
    """The dossier in a folder that `build` wrote, or in a file."""
    path = out / "dossier.json" if out.is_dir() else out
    if not path.is_file():
        raise InputError(f"{out}: no dossier.json here; write one with: recoupe build PATH -o {out}")
    try:
        value = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: not a dossier ({error}); build it again") from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise InputError(f"{path}: not a dossier of this version ({SCHEMA}); build it again")
    told = {k: value[k] for k in LISTS if k in value}
    if broken := [k for k, v in told.items() if not _is_list(v) or any(not r.get("id") for r in v)]:
        raise InputError(f"{path}: {broken[0]} is no list of records; build it again")
    if any(not isinstance(value[k], dict) for k in ("run", "lineage") if k in value):
        raise InputError(f"{path}: run or lineage is no record; build it again")
    return value


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(r, dict) for r in value)


class faults:  # noqa: N801  reads as a word where it is used
    """Errors that the user can repair become one sentence and an exit status."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, RecoupeError):
            click.echo(f"recoupe: {error}", err=True)
            sys.exit(1 if isinstance(error, InputError) else 2 if isinstance(error, _USER) else 70)


_USER = (OptionError, DataError, MissingError)
