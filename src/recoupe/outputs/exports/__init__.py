"""Positions and events for the programs of other trades: `write(dossier, name, to)`, one file here a format.

All start from the value of the contract and add nothing to it. What a format wants and a press page cannot
give (influence, order of preferences, salience beyond a count) stays empty, and the file says so.
"""

from collections.abc import Callable
from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import claimreview, dna, ftm, gmcr, graphml, ktab, plover, stix

Writer = Callable[[Book, Path], None]

FORMATS: dict[str, Writer] = {
    "claimreview": claimreview.write,
    "dna": dna.write,
    "ftm": ftm.write,
    "gmcr": gmcr.write,
    "graphml": graphml.write,
    "ktab": ktab.write,
    "plover": plover.write,
    "stix": stix.write,
}


def write(dossier: Value, name: str, to: Path) -> None:
    """Write the dossier to a file in a format of `FORMATS`; an older file is replaced when all is written."""
    draft = to.with_name(to.name + ".part")
    FORMATS[name](Book(dossier), draft)
    draft.replace(to)
