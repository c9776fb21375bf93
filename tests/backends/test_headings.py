"""Where the text begins behind a heading on its line."""

import re

from recoupe import languages
from recoupe.backends import headings
from recoupe.text.sentences import Start, starts

REST = " and many of them stood there until the last boat of the evening had left the harbour" * 7 + "."
COMMON = frozenset({"workers", "the"})


def _begins(text: str) -> list[str]:
    """The words with a bound that no mark gives."""
    spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    known = headings.openers(languages.load("en"))
    found = starts(text, spans)
    headings.mark(text, spans, found, known, COMMON)
    return [text[a:b] for (a, b), s in zip(spans, found, strict=True) if s is not Start.NEVER][1:]


def test_the_text_begins_with_a_word_that_opens_sentences() -> None:
    assert _begins("Port of Leith closes for a week The harbour was empty" + REST) == ["The"]


def test_the_text_begins_behind_a_closing_mark() -> None:
    assert _begins('Mayor calls the quay "a wreck" In Leith they stood' + REST) == ["In"]


def test_the_text_begins_as_its_heading_did() -> None:
    assert _begins("Leith Harbour closes for a week Leith Harbour closes today" + REST) == ["Leith"]


def test_a_common_word_with_a_capital_leaves_it_open() -> None:
    assert _begins("Leith harbour closes for a week Workers of the port left" + REST) == ["Workers"]


def test_a_name_behind_an_article_opens_nothing() -> None:
    assert _begins("She saw the boats of the Leith Harbour and of The Hague" + REST) == []


def test_a_short_block_is_left_alone() -> None:
    assert _begins("Port of Leith closes for a week The harbour was empty.") == []
