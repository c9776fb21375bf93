"""Quantities are read as intervals in one unit."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe import languages
from recoupe.text.quantities import QuantityWords, differ, find


def tables(lang: str) -> QuantityWords:
    language = languages.load(lang)
    return QuantityWords(language.rows("quantity_words"), language.rows("quantity_units"))


FR = tables("fr")
CASES = [
    pytest.param(
        lang, *line.split("\t"), marks=[pytest.mark.xfail] if line.startswith("known-failure") else []
    )
    for lang in ("fr", "en")
    for line in (Path(languages.HERE) / "data" / lang / "cases" / "quantities.tsv")
    .read_text("utf-8")
    .split("\n")
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("case", [pytest.param(c.values, marks=c.marks, id=c.values[2]) for c in CASES])
def test_a_quantity_is_read_as_the_case_says(case: tuple[str, ...]) -> None:
    lang, status, text, *answer = case
    got = find(text, tables(lang))
    if status != "found":
        assert not got
        return
    assert [(q.measure, q.value) for q in got] == [(answer[0], answer[1])]
    if len(answer) > 2:
        low, high = answer[2].split("..")
        assert got[0].low == pytest.approx(float(low))
        assert got[0].high == pytest.approx(float(high))


def test_ninety_minutes_are_an_hour_and_a_half_but_not_an_hour() -> None:
    minutes, half, hour = (find(t, FR)[0] for t in ("90 minutes", "environ une heure et demie", "une heure"))
    assert not differ(minutes, half)
    assert differ(minutes, hour)


def test_a_rounder_figure_differs_from_nothing_that_it_covers() -> None:
    over, exact = (find(t, FR)[0] for t in ("plus de 40 voix", "57 voix"))
    assert not differ(over, exact)


def test_a_distance_in_time_is_no_length() -> None:
    assert find("il y a trois ans", FR)[0].lag
    assert find("trois heures plus tard", FR)[0].lag
    assert not find("pendant trois heures", FR)[0].lag


pieces = st.lists(
    st.sampled_from(
        [
            "une ",
            "heure ",
            "et ",
            "demie ",
            "90",
            "%",
            " de ",
            "vingt-",
            "quatre ",
            "millions ",
            "1h30",
            "\u00a0",
            "€",
            "à ",
        ]
    )
).map("".join)


@given(pieces)
def test_quantities_lie_in_their_text_in_order_and_never_overlap(text: str) -> None:
    got = find(text, FR, offset=7)
    places = [(q.start - 7, q.end - 7) for q in got]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert all(q.low <= q.high for q in got)


def test_a_page_of_figures_takes_no_time() -> None:
    assert len(find("12 000 " * 5000 + "7" * 50000, FR)) > 0
