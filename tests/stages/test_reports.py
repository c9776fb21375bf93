"""Events on one page: labelled sentences, dates, places, statements, and what must hold for any page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make import page, parse, span
from recoupe import languages
from recoupe.model import Mention, Page, Parse, Report, Statement
from recoupe.stages import reports, times

CASES = [
    (code, *line.split("\t"))
    for code in ("fr", "en")
    for line in (languages.HERE / "data" / code / "cases" / "reports.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PEOPLE = ("Jeanne Morel", "Jane Morel", "Pavel Havas")
PLACES = ("Vienne", "Vienna", "Oslo")


def named(shown: Page) -> tuple[Mention, ...]:
    text, out = shown.doc.text, []
    for kind, names in (("person", PEOPLE), ("place", PLACES)):
        for name in names:
            for nth in range(text.count(name)):
                out.append(Mention(span=span(shown, name, nth), form="name", kind=kind, core=name))
    return tuple(out)


def read(text: str, lang: str = "fr", said: tuple[Statement, ...] = ()) -> tuple[Page, tuple[Report, ...]]:
    shown = page(text, lang, "2021-06-16")
    table, tokens = languages.load(lang), parse(shown)
    found = times.find(shown, tokens, table)
    return shown, reports.code(shown, tokens, named(shown), found, said, table)


def people(shown: Page, report: Report) -> str:
    return " ".join(sorted(s.of(shown.doc.text).split()[-1] for role, s in report.roles if role != "place"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}: {c[2]}")
def test_labelled_sentences(case: tuple[str, ...], request: pytest.FixtureRequest) -> None:
    lang, status, text, code, state, who = case
    if status == "known-failure":
        request.applymarker(pytest.mark.xfail(strict=True))
    shown, found = read(text, lang)
    if status == "absent":
        assert not found
    else:
        assert [(r.code, r.status, people(shown, r)) for r in found] == [(code, state, who)]


def test_an_event_takes_the_date_of_its_own_clause() -> None:
    _, found = read("Jeanne Morel a rencontré Pavel Havas, qui était ministre depuis 2014.")
    assert found[0].when is None
    _, found = read("Jeanne Morel a rencontré Pavel Havas lundi.")
    assert found[0].when is not None
    assert found[0].when.value == "2021-06-14"


def test_an_event_dated_after_the_page_is_planned_whatever_the_tense() -> None:
    _, found = read("Jeanne Morel rencontre Pavel Havas le 2 juillet.")
    assert found[0].status == "planned"


def test_where_it_happens_is_a_place_and_no_participant() -> None:
    shown, found = read("Jeanne Morel a rencontré Pavel Havas à Vienne.")
    assert [s.of(shown.doc.text) for role, s in found[0].roles if role == "place"] == ["Vienne"]


def test_what_somebody_says_is_claimed_and_names_the_statement() -> None:
    text = "Selon le palais, Jeanne Morel a rencontré Pavel Havas."
    shown = page(text, "fr", "2021-06-16")
    content = span(shown, "Jeanne Morel a rencontré Pavel Havas")
    said = Statement(
        id="s-1", type="indirect", content=(content,), cue=None, speaker=None, holder=None, stance="asserts",
        confidence=1.0, reasons=(),
    )  # fmt: skip
    _, found = read(text, said=(said,))
    assert (found[0].status, found[0].statement) == ("claimed", "s-1")


def test_every_report_says_why_and_quotes_its_page() -> None:
    shown, found = read("Jeanne Morel a téléphoné à Pavel Havas mardi.")
    rules = {r.rule for r in found[0].reasons}
    assert {"event-verb", "participant", "date"} <= rules
    assert found[0].trigger.of(shown.doc.text) == "téléphoné"
    assert found[0].span.of(shown.doc.text).startswith("Jeanne Morel")


@pytest.mark.parametrize("code", languages.known())
def test_every_trigger_has_a_code_of_the_codebook(code: str) -> None:
    import tomllib

    book = languages.HERE.parent / "codebooks" / "data" / "plover" / "codebook.toml"
    known = tomllib.loads(book.read_text("utf-8"))
    for stem, _, category, mode, _, context, _ in languages.load(code).rows("event_triggers"):
        assert category in known["categories"], stem
        assert mode in known["modes"], stem
        assert not context or context in known["contexts"], stem


PIECES = [
    "Jeanne Morel ",
    "Pavel Havas ",
    "a rencontré ",
    "et ",
    "l’appel ",
    "entre ",
    "à Vienne",
    "lundi",
    "\u00a0",
    "«",
    "»",
    "\n",
    ". ",
    "ne ",
    "pas ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=40, deadline=None)
def test_any_page_is_read(text: str) -> None:
    shown, found = read(text)
    for report in found:
        assert (
            report.span.start
            <= report.trigger.start
            < report.trigger.end
            <= report.span.end
            <= len(shown.doc.text)
        )


def test_no_tokens_no_reports() -> None:
    shown = page("Jeanne Morel a rencontré Pavel Havas.")
    assert (
        reports.code(shown, Parse(shown.doc.id, (), (), ()), named(shown), (), (), languages.load("fr")) == ()
    )
