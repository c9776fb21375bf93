"""Folding keeps offsets; ids keep their meaning."""

from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.fold import fold, iron, short_id

telling = st.lists(
    st.sampled_from(
        ["Straße ", "İzmir ", "Élysée", "ﬁn", "l’œuvre", "« ", "\u00a0»", "Київ", "ё", "\u0301", "한"]
    )
).map("".join)


@given(telling)
def test_folding_and_ironing_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(iron(text)) == len(text)


@given(st.text())
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_makes_spellings_meet() -> None:
    assert fold("ÉLYSÉE") == fold("élysée")
    assert fold("l’appel") == fold("l'appel")


def test_an_id_depends_on_where_its_parts_end() -> None:
    assert short_id("s", "ab", "c") != short_id("s", "a", "bc")
    assert short_id("s", "a") == short_id("s", "a")
