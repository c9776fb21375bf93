"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.model import Roster, Statement


def resolve(statements: Sequence[Statement], roster: Roster) -> tuple[Statement, ...]:
    """The statements with actor, addressee and chain of holders filled in from the roster."""
    return tuple(statements)
