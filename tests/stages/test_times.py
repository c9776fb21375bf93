"""Time expressions: labelled sentences of every language, anchors, the day of the page, any page at all."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make import page, parse
from recoupe import languages
from recoupe.model import Page, Parse, Span, TimeExpression
from recoupe.stages import times
from recoupe.stages.times.rules import RULES
from recoupe.text import calendar

CASES = [
    (code, *line.split("\t"))
    for code in languages.known()
    for line in (languages.HERE / "data" / code / "cases" / "times.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(
    text: str, lang: str = "fr", published: str | None = "2021-06-16"
) -> tuple[Page, tuple[TimeExpression, ...]]:
    shown = page(text, lang, published)
    return shown, times.find(shown, parse(shown), languages.load(lang))


def values(text: str, lang: str = "fr", published: str | None = "2021-06-16") -> dict[str, str]:
    shown, found = read(text, lang, published)
    return {t.span.of(shown.doc.text): t.value for t in found}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}: {c[3]}")
def test_labelled_sentences(case: tuple[str, ...], request: pytest.FixtureRequest) -> None:
    code, status, day, text, wording, value = case
    if status == "known-failure":
        request.applymarker(pytest.mark.xfail(strict=True))
    found = values(text, code, None if day == "-" else day)
    if status == "absent":
        assert not found
    else:
        assert found.get(wording) == value


@pytest.mark.parametrize("code", languages.known())
def test_every_pattern_names_a_known_rule_and_a_fitting_argument(code: str) -> None:
    counted = {"day", "this", "after", "ago", "later", "same", "near", "recent", "weekend"}
    for pattern, rule, argument in languages.load(code).rows("time_patterns"):
        assert rule in RULES, pattern
        if rule in counted:
            assert argument.lstrip("-").isdigit(), pattern


def test_the_verb_decides_between_the_last_and_the_next_weekday() -> None:
    assert values("Le roi a reçu la reine lundi.")["lundi"] == "2021-06-14"
    assert values("Le roi devrait recevoir la reine lundi.")["lundi"] == "2021-06-21"


def test_a_weekday_of_the_page_itself_is_that_day() -> None:
    assert values("Le roi a refusé mercredi.")["mercredi"] == "2021-06-16"


def test_the_day_after_an_event_is_counted_from_the_event() -> None:
    text = "Le sommet s’ouvre le lendemain de la démission de Morel. "
    text += "Jeanne Morel a confirmé sa démission le 4 juin."
    assert values(text)["le lendemain"] == "2021-06-05"


def test_a_relative_date_counts_from_its_own_paragraph() -> None:
    assert (
        values("Le 4 mars, la ville tombe. Trois jours plus tard, elle est reprise.")["Trois jours plus tard"]
        == "2021-03-07"
    )


def test_intervals_hold_the_value() -> None:
    _, found = read("La trêve a tenu la semaine dernière et le mois dernier.")
    assert [(t.earliest, t.latest) for t in found] == [
        ("2021-06-07", "2021-06-13"),
        ("2021-05-01", "2021-05-31"),
    ]


def test_the_middle_and_the_end_of_a_stretch_hold_its_days() -> None:
    _, found = read("Le texte, attendu fin mars 2022, fut lu mi-mai 2020 puis au début de 2019.")
    assert [(t.mod, t.earliest, t.latest) for t in found] == [
        ("END", "2022-03-21", "2022-03-31"),
        ("MID", "2020-05-11", "2020-05-20"),
        ("START", "2019-01-01", "2019-04-30"),
    ]


def test_what_lies_before_or_after_a_day_is_open_on_that_side() -> None:
    text = "Avant le 4 mai, il dormait. Jusqu’au 6 mai, il rêvait. Après le 7 mai, il marche. "
    _, found = read(text + "À partir du 9 mai, il court.")
    assert [(t.mod, t.earliest, t.latest) for t in found] == [
        ("BEFORE", None, "2021-05-04"),
        ("ON_OR_BEFORE", None, "2021-05-06"),
        ("AFTER", "2021-05-07", None),
        ("ON_OR_AFTER", "2021-05-09", None),
    ]


def test_easter_and_what_is_counted_from_it_move_with_the_year() -> None:
    found = values("Lundi de Pâques 2019, vendredi saint 2024 et jeudi de l’Ascension 2025 furent calmes.")
    assert list(found.values()) == ["2019-04-22", "2024-03-29", "2025-05-29"]


def test_every_expression_says_why() -> None:
    shown, found = read("Il doit partir lundi.")
    assert "lundi" in found[0].reasons[0].text
    assert "doit" in found[0].reasons[0].text
    assert all(s.end <= len(shown.doc.text) for s in found[0].reasons[0].spans)


PIECES = [
    "le ",
    "12",
    " février",
    "\u00a0",
    "2025",
    "mercredi ",
    "il y a ",
    "trois ",
    "ans",
    " 14h30",
    "«",
    "»",
    "\n",
    ".",
    " à ",
    "la ",
]
PIECES += [
    "semaine ",
    "prochaine",
    "XIXe siècle",
    "31/02/2025",
    "99999999999",
    "9999-12-31",
    "hier",
    "İ",
    "ß",
    "un jour",
    "dans 9999 ans",
    "lundi de Pâques ",
    "le dernier week-end de ",
    "midi moins cinq",
    " en fin de soirée",
    "à la fin du mois",
    "avant ",
    "lundi en huit",
    "il y a 99999 heures",
    "le 12/02 ",
    "le premier trimestre ",
]
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(pages, st.sampled_from([None, "2025-02-13", "2025-02-13T23:59", "9999-12-31", "0001-01-01"]))
@settings(max_examples=150, deadline=None)
def test_any_page_is_read_and_spans_quote_it(text: str, published: str | None) -> None:
    shown = page(text, "fr", published)
    bare = Parse(shown.doc.id, (), (), ())
    found = times.find(shown, bare, languages.load("fr"))
    assert found == times.find(shown, bare, languages.load("fr"))
    for expression in found:
        assert expression.span.of(text).strip() == expression.span.of(text)
        assert expression.reasons
        if expression.earliest and expression.latest:
            assert date.fromisoformat(expression.earliest) <= date.fromisoformat(expression.latest)
        assert not (expression.mod in ("BEFORE", "ON_OR_BEFORE") and expression.earliest)
        assert not (expression.mod in ("AFTER", "ON_OR_AFTER") and expression.latest)
    spans = [t.span for t in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_huge_line_is_read_in_linear_time() -> None:
    text = "le 12 février 2025 il y a trois ans " * 3000
    shown = page(text, "fr", "2025-02-13")
    found = times.find(shown, Parse(shown.doc.id, (), (), ()), languages.load("fr"))
    assert len(found) == 6000
    assert calendar.day(found[0].value) == date(2025, 2, 12)
    assert found[0].span == Span(shown.doc.id, 0, 18)


def test_a_length_before_an_event_ends_on_a_day_counted_from_it() -> None:
    _, found = read("Le bal eut lieu le 4 juin. Trois jours avant le bal, la reine partit.")
    assert (found[1].value, found[1].anchor, found[1].earliest) == ("P3D", "event", "2021-06-01")
    _, found = read("Le bal eut lieu le 4 juin. Quelques heures après le bal, la reine partit.")
    assert (found[1].value, found[1].earliest, found[1].latest) == ("PTXH", "2021-06-04", "2021-06-05")
