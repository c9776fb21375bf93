"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.languages import Language
from recoupe.model import Frame, Mention, Page, Parse, Statement, TimeExpression


def make(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    lang: Language,
) -> tuple[Frame, ...]:
    """One comparable frame for each sentence of the page's prose."""
    return ()
