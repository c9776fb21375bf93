"""Cases stand in `languages/data/<lang>/cases/tongues.tsv`: status, source or -, text (| for a line)."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.stages import tongues

TABLES = {code: languages.load(code) for code in languages.known()}
FILES = sorted((Path(languages.__file__).parent / "data").glob("*/cases/tongues.tsv"))
CASES = [
    pytest.param(
        file.parent.parent.name, source, text.replace("|", "\n"), id=text[:40],
        marks=[pytest.mark.xfail(strict=True)] if status == "known-failure" else [],
    )
    for file in FILES
    for status, source, text in (
        line.split("\t") for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")
    )
]  # fmt: skip


def source_of(text: str, lang: str) -> str:
    legs = tongues.trace(make.page(text, lang=lang), TABLES)
    return legs[1].lang if len(legs) > 1 else "-"


@pytest.mark.parametrize(("lang", "source", "text"), CASES)
def test_the_source_language_is_named_or_left_open(lang: str, source: str, text: str) -> None:
    assert source_of(text, lang) == source


def test_a_name_of_no_list_is_told_by_its_ending() -> None:
    text = "Le député Bogdan Karpowitsch et la juge Nadja Wertschenko, née Ostapowitsch, ont été entendus."
    findings = tongues.trace(make.page(text), TABLES)
    assert findings[-1].lang == "de"


def test_the_edition_named_in_a_title_is_evidence() -> None:
    page = make.page("Le port rouvre lundi – Globe World News\nLe port de la ville rouvre lundi matin.")
    title = page.blocks[0].span
    legs = tongues.trace(replace(page, title=title), TABLES)
    assert legs[1].lang == "en"
    assert any("Globe World News" in reason.text for reason in legs[1].reasons)


def test_an_outlet_of_another_language_at_the_end_of_a_title_is_evidence() -> None:
    page = make.page("Le port rouvre lundi | Frankfurter Rundschau\nLe port de la ville rouvre lundi matin.")
    legs = tongues.trace(replace(page, title=page.blocks[0].span), TABLES)
    assert [leg.lang for leg in legs] == ["fr", "de"]


def test_what_fits_a_country_never_decides_alone() -> None:
    text = (
        "À Berlin, le Bundestag a débattu avec la CDU, le SPD et l'AfD. "
        "À Munich, la Bavière attend la Bundesliga."
    )
    assert source_of(text, "fr") == "-"


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["Wladimir ", "fazit ", "« ", "„", "\n", "[", "Volodimir] ", "paire russe ", "¿"])
    ).map("".join)
)
def test_reasons_quote_the_page(text: str) -> None:
    page = make.page(text)
    for leg in tongues.trace(page, TABLES):
        assert leg.reasons
        assert all(0 <= s.start < s.end <= len(text) for r in leg.reasons for s in r.spans)
