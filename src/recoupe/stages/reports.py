"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Report, Statement, TimeExpression


def code(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    lang: Language,
) -> tuple[Report, ...]:
    """The events that one page reports, coded in PLOVER."""
    return ()
