"""Positions and events for the programs of other trades: `write(dossier, name, to)`, one file here a format.

All start from the value of the contract and add nothing to it. What a format wants and a press page cannot
give (influence, order of preferences, salience beyond a count) stays empty, and the file says so.
"""

from collections.abc import Callable
from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import dna, gmcr, graphml, ktab, plover

Writer = Callable[[Book, Path], None]

FORMATS: dict[str, tuple[Writer, str]] = {
    "dna": (dna.write, "Discourse Network Analyzer 3.1 database (.dna)"),
    "gmcr": (gmcr.write, "graph model of conflict, a draft (.json)"),
    "graphml": (graphml.write, "who stands where on which issue, as a network (.graphml)"),
    "ktab": (ktab.write, "KTAB / BDM spatial model, a draft (.csv)"),
    "plover": (plover.write, "events in PLOVER records (.jsonl)"),
}


def write(dossier: Value, name: str, to: Path) -> None:
    """Write the dossier to a file in a format of `FORMATS`; an older file is replaced when all is written."""
    draft = to.with_name(to.name + ".part")
    FORMATS[name][0](Book(dossier), draft)
    draft.replace(to)
