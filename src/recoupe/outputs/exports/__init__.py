"""Positions and events for the programs of other trades: `write(dossier, name, to)`, one file here a format.

All start from the value of the contract and add nothing to it. What a format wants and a press page cannot
give (influence, order of preferences, salience beyond a count) stays empty, and the file says so.
"""

from collections.abc import Callable
from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import dna, gmcr, graphml, ktab, plover

Writer = Callable[[Book, Path], None]

FORMATS: dict[str, Writer] = {
    "dna": dna.write,
    "gmcr": gmcr.write,
    "graphml": graphml.write,
    "ktab": ktab.write,
    "plover": plover.write,
}


def write(dossier: Value, name: str, to: Path) -> None:
    """Write the dossier to a file in a format of `FORMATS`; an older file is replaced when all is written."""
    draft = to.with_name(to.name + ".part")
    FORMATS[name](Book(dossier), draft)
    draft.replace(to)
