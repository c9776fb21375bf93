"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Statement, TimeExpression


def find(
    page: Page, parse: Parse, mentions: Sequence[Mention], times: Sequence[TimeExpression], lang: Language
) -> tuple[Statement, ...]:
    """The attributions of one page, in text order."""
    return ()
