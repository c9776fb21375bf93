"""Recoupe reads the pages of a story and rebuilds it with evidence.

from recoupe import build, read, write
write(build(read(["pages/"])), "out")
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recoupe.ingest import Intake
    from recoupe.model import Dossier
    from recoupe.options import Options

__version__ = "0.1.0"
__all__ = ["build", "read", "write"]


def read(sources: Sequence[str], options: Options | None = None, pages_csv: str | None = None) -> Intake:
    """The pages under files, folders and globs; raises InputError when there is none."""
    from recoupe import ingest
    from recoupe.options import Options

    return ingest.read(sources, options or Options(), pages_csv)


def build(intake: Intake, options: Options | None = None) -> Dossier:
    """The dossier of what was read."""
    from recoupe import pipeline, wiring
    from recoupe.options import Options

    chosen = options or Options()
    return pipeline.build(intake, chosen, engine=wiring.engine(chosen))


def write(dossier: Dossier, out: str | Path, formats: tuple[str, ...] = ("json", "html", "csv")) -> None:
    """Write a dossier to a folder: dossier.json, index.html, tables/*.csv."""
    from recoupe import codec, outputs

    outputs.write(codec.encode(dossier), Path(out), outputs.Wanted(formats=formats))
