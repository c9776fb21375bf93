"""PLACEHOLDER: its owner writes this."""

from collections.abc import Sequence

from recoupe.codebooks import Codebook
from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Stand, Statement


def find(
    page: Page, parse: Parse, mentions: Sequence[Mention], statements: Sequence[Statement], lang: Language, book: Codebook
) -> tuple[Stand, ...]:
    """What each holder wants on each issue, as one page tells it."""
    return ()
