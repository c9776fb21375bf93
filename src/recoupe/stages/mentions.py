"""PLACEHOLDER: its owner writes this."""

from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Statement


def find(page: Page, parse: Parse, lang: Language) -> tuple[Mention, ...]:
    """Names, roles, metonyms and pronouns of one page; pronouns and roles say which earlier mention they stand for."""
    return ()


def add_speakers(
    page: Page, parse: Parse, mentions: tuple[Mention, ...], statements: tuple[Statement, ...], lang: Language
) -> tuple[Mention, ...]:
    """The mentions, and one more for each speaker, holder, relay or addressee span that is not a mention yet."""
    return mentions
