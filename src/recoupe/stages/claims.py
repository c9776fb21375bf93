"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.model import Claim, Contradiction, Lineage, Reading, Roster, Statement, Utterance


def settle(
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
    roster: Roster,
    lineage: Lineage,
) -> tuple[tuple[Claim, ...], tuple[Contradiction, ...]]:
    """Frames of all pages -> claims with their passages, and the contradictions with the slot that differs."""
    return (), ()
