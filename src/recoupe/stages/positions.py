"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.codebooks import Codebook
from recoupe.model import Lineage, Position, Reading, Roster, Shift, Standing, Statement


def track(
    readings: Sequence[Reading], statements: Sequence[Statement], roster: Roster, lineage: Lineage, book: Codebook
) -> tuple[tuple[Position, ...], tuple[Standing, ...], tuple[Shift, ...]]:
    """Stands of all pages -> positions, what each actor holds over time, and what moved."""
    return (), (), ()
