"""PLACEHOLDER: its owner writes this."""

from collections.abc import Mapping, Sequence

from recoupe.model import Page, Statement, Utterance


def settle(statements: Sequence[Statement], pages: Mapping[str, Page]) -> tuple[Utterance, ...]:
    """Statements of all pages -> acts of speech; each statement belongs to one."""
    return ()
