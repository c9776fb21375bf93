"""Quotation marks: what pairs, what is repaired, what is no quotation at all."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text import quotes
from recoupe.text.marks import Hints


def found(text: str) -> list[tuple[str, str]]:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return [(text[q.start : q.end], q.repair) for q in quotes.find(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("Il a dit « oui » puis “non”.", ["« oui »", "“non”"]),
        ('"Nous partons demain", dit-elle. "Il fait froid."', ['"Nous partons demain"', '"Il fait froid."']),
        (
            "« Elle a crié “au feu” dans la rue », raconte Luc.",
            ["« Elle a crié “au feu” dans la rue »", "“au feu”"],
        ),
    ],
)
def test_intact_marks_pair(text: str, wordings: list[str]) -> None:
    assert found(text) == [(w, "") for w in wordings]


@pytest.mark.parametrize(
    ("text", "wording", "repair"),
    [
        ("“Le pont sera fermé», a dit le maire.", "“Le pont sera fermé»", "different kinds"),
        ("»Le pont sera fermé », a dit le maire.", "»Le pont sera fermé »", "wrong way"),
        ("“Le pont sera fermé ! « a dit le maire.", "“Le pont sera fermé ! «", "wrong way"),
        (
            "Le pont sera fermé dès demain matin », a dit le maire.",
            "Le pont sera fermé dès demain matin »",
            "opening mark is missing",
        ),
        (
            "« Le pont sera fermé dès demain. Le maire part ensuite.",
            "« Le pont sera fermé dès demain.",
            "closing mark is missing",
        ),
        ("«Le pont est vieux»Dupont a déclaré.", "«Le pont est vieux»", ""),
        ("«« Le pont est vieux », a dit le maire.", "«« Le pont est vieux »", "printed twice"),
        ("« Le pont est vieux »,» a dit le maire.", "« Le pont est vieux »,»", "printed twice"),
        ('La rue. " Le pont est vieux " , a dit le maire.', '" Le pont est vieux "', ""),
    ],
)
def test_broken_marks_are_repaired_and_said(text: str, wording: str, repair: str) -> None:
    [(got, said)] = found(text)
    assert got == wording
    assert repair in said
    assert bool(said) == bool(repair)


def test_a_straight_mark_used_as_apostrophe_is_no_quotation() -> None:
    assert found('Le prix de l"eau et l"impôt montent.') == []


@pytest.mark.parametrize("again", ["« ", ""])
def test_a_quotation_may_go_on_over_paragraphs(again: str) -> None:
    text = f"« Nous partons demain matin.\n{again}Nous reviendrons en mai », a dit Luc."
    pieces = quotes.find(text, [(0, 28), (29, len(text))])
    assert [(q.joined, q.repair) for q in pieces] == [(False, ""), (True, "")]


def test_a_cue_behind_marks_keeps_them_from_pairing_with_each_other() -> None:
    text = 'Il pleut. Nous partons ", a dit Luc. La rue est " vide ", a dit Anne.'
    told = [m.start() for m in re.finditer('"(?=, a dit)', text)]
    clauses = tuple(m.start() for m in re.finditer("a dit", text))
    hints = Hints(told=frozenset(told), clauses=clauses)
    assert [text[q.start : q.end] for q in quotes.find(text, [(0, len(text))], hints)] == [
        'Nous partons "',
        '" vide "',
    ]


def test_single_curly_marks_are_apostrophes_first() -> None:
    text = "‘It’s the boys’ hall,’ said Ann. The workers’ hall isn’t open."
    assert found(text) == [("‘It’s the boys’ hall,’", "")]


def test_an_initial_ends_no_sentence() -> None:
    [(got, _)] = found("La rue est vide. M. Morel et sa fille partent demain », a dit Anne.")
    assert got == "M. Morel et sa fille partent demain »"


@given(
    st.lists(
        st.sampled_from(
            ["« ", " »", "“", "”", '"', "Le pont ", "est fermé. ", "l", "'", "\n", "\u00a0", ", "]
        )
    ).map("".join)
)
def test_quotations_lie_in_the_text_and_siblings_do_not_cross(text: str) -> None:
    spans = quotes.find(text, [(0, len(text))] if text else [])
    for q in spans:
        assert 0 <= q.start < q.end <= len(text)
    outer = [q for q in spans if q.depth == 0 and not q.repair]
    for a, b in itertools.pairwise(outer):
        assert a.end <= b.start


def test_a_page_of_marks_alone_is_read_in_time() -> None:
    text = '«»“”"' * 20_000
    assert len(quotes.find(text, [(0, len(text))])) <= quotes.MOST_MARKS
