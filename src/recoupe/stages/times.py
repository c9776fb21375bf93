"""PLACEHOLDER: its owner writes this."""

from recoupe.languages import Language
from recoupe.model import Page, Parse, TimeExpression


def find(page: Page, parse: Parse, lang: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of one page, anchored on its publication day where it has one."""
    return ()
