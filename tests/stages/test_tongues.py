"""Cases stand in `languages/data/<lang>/cases/tongues.tsv`: status, source or -, text (| for a line)."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Span
from recoupe.stages import tongues
from recoupe.stages.tongues import _turns, _weigh
from recoupe.stages.tongues._finding import Finding

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


def forms_of(text: str, lang: str, kind: str) -> set[str]:
    return {f.form for f in tongues.look(make.page(text, lang="en"), TABLES).get(lang, {}).get(kind, ())}


def test_a_form_may_ask_where_its_word_stands() -> None:
    text = (
        "Some 40 thousand came, reports Lund. Earlier, few had come. The thousand, it reports, came earlier."
    )
    assert forms_of(text, "ru", "calque") == {"%thousand", ",reports ^", ".earlier"}


def test_a_bracket_that_nothing_opened_is_a_smile() -> None:
    assert forms_of("The cat is asleep) We had tea (and cake).", "uk", "marks")
    assert not forms_of("We had tea (and cake). The cat is asleep.", "uk", "marks")


def test_what_fits_a_country_never_decides_alone() -> None:
    text = (
        "À Berlin, le Bundestag a débattu avec la CDU, le SPD et l'AfD. "
        "À Munich, la Bavière attend la Bundesliga."
    )
    assert source_of(text, "fr") == "-"


BENT = {f: 40 for f, toward, _, w in TABLES["fr"].rows("turn_weights") if toward == "any" and float(w) > 1}


def weighed(own: str, *findings: tuple[str, str, float], forms: dict[str, int]) -> _weigh.Verdict | None:
    span = Span("p1", 0, 1)
    found = [
        Finding(lang, kind, f"{n}", f"{n}", weight, (span,))
        for n, (lang, kind, weight) in enumerate(findings)
    ]
    return _weigh.decide(_weigh.gather(found, own), _turns.weigh(forms, TABLES[own]), TABLES[own])


def test_turns_alone_name_no_language() -> None:
    assert weighed("fr", forms=BENT) is None


def test_turns_with_institutions_name_their_language() -> None:
    verdict = weighed("fr", ("de", "ground", 0.5), ("de", "ground", 0.5), forms=BENT)
    assert verdict is not None
    assert (verdict.lang, verdict.turns > 0) == ("de", True)


def test_turns_with_institutions_of_another_country_name_no_language() -> None:
    assert weighed("fr", ("de", "ground", 0.5), *[("ru", "ground", 0.5)] * 3, forms=BENT) is None


def test_institutions_on_a_page_without_turns_name_no_language() -> None:
    plain = {
        f: 40 for f, toward, _, w in TABLES["fr"].rows("turn_weights") if toward == "any" and float(w) < -1
    }
    assert weighed("fr", *[("de", "ground", 0.5)] * 6, forms=plain) is None


def test_a_page_of_the_war_is_not_yet_translated_from_its_languages() -> None:
    text = (
        "Kyiv and Moscow traded blame on Friday after shells hit a market in Kherson. Ukraine's government "
        'says Russian troops fired from across the river; Russia denies it. "We heard three blasts and ran," '
        "said a baker who's lived there all her life. It isn't clear how many people were hurt. The two "
        "sides haven't talked since last spring, and few here think they'll start now."
    )
    page = make.page(text, lang="en")
    assert len(tongues.trace(page, TABLES, make.parse(page))) == 1


def test_the_place_of_a_turn_is_shown() -> None:
    page = make.page("Le maire a également dit que le pont, qui est fermé, sera refait cet été. " * 5)
    parse = make.parse(page)
    shown = _turns.show(page, parse, ("également VERB.Par.Pas", "également"), 8)
    assert [words for _, words in shown][-1] == "également"
    assert all(" ".join(page.doc.text[s.start : s.end].split()) == words for s, words in shown)


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
