"""Where sentences may begin, from marks alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.sentences import Start, starts
from recoupe.text.tokens import pattern, tokens

FRENCH = pattern([("l'", "elision"), ("-il", "clitic"), ("m.", "short"), ("etc.", "short")])
PIECES = [
    "M. ",
    "Ito ",
    "part",
    ". ",
    "!",
    " « ",
    " »",
    '"',
    "Il ",
    "l'",
    "dit-il",
    "\n",
    "…",
    " ; ",
    "1 000 ",
    "ß",
    "\u200b",
]
pages = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def bounds(text: str) -> list[str]:
    """The words at which a sentence must begin."""
    spans = list(tokens(text, FRENCH))
    found = zip(spans, starts(text, spans), strict=True)
    return [text[a:b] for (a, b), start in found if start is Start.ALWAYS]


def test_a_full_stop_before_a_capital_is_a_bound() -> None:
    assert bounds("Il part. Nous restons.") == ["Il", "Nous"]


def test_a_title_ends_no_sentence() -> None:
    assert bounds("M. Ito part.") == ["M."]


def test_a_closed_quotation_before_a_capital_is_left_open() -> None:
    text = "« Nous restons. » Ito a dit cela."
    spans = list(tokens(text, FRENCH))
    at = [text[a:b] for a, b in spans].index("Ito")
    assert starts(text, spans)[at] is Start.OPEN


@given(pages)
def test_a_stretch_of_marks_alone_is_no_sentence(text: str) -> None:
    spans = list(tokens(text, FRENCH))
    found = starts(text, spans)
    firsts = [i for i, s in enumerate(found) if s is not Start.NEVER]
    for first, end in pairwise([*firsts[1:], len(spans)]):
        assert any(c.isalnum() for a, b in spans[first:end] for c in text[a:b])


@given(pages)
def test_tokens_cover_all_but_white_space(text: str) -> None:
    covered = {i for a, b in tokens(text, FRENCH) for i in range(a, b)}
    assert all(c.isspace() or c == "\u200b" for i, c in enumerate(text) if i not in covered)
