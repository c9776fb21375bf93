"""Who said what on one page: each construction found, what is no statement, and the constraints that always
hold.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Statement
from recoupe.spans import inside
from recoupe.stages import mentions, statements

DATA = Path(languages.__file__).parent / "data"


def read(text: str, lang: str = "fr") -> tuple[Statement, ...]:
    page = make.page(text, lang)
    parse, tables = make.parse(page), languages.load(lang)
    return statements.find(page, parse, mentions.find(page, parse, tables), (), tables)


def cases(lang: str) -> list[object]:
    rows = []
    for line in (DATA / lang / "cases" / "statements.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        status, construction, *rest = line.split("\t")
        marks = [pytest.mark.xfail(strict=True)] if status == "known-failure" else []
        rows.append(pytest.param(lang, status, *rest, id=f"{lang}-{construction}", marks=marks))
    return rows


@pytest.mark.parametrize(
    ("lang", "status", "text", "kind", "content", "speaker"), [*cases("fr"), *cases("en")]
)
def test_a_labelled_sentence_is_read_as_labelled(
    lang: str, status: str, text: str, kind: str, content: str, speaker: str
) -> None:
    found = read(text, lang)
    if status == "absent":
        assert not found
        return
    said = {"||".join(c.of(text) for c in s.content): s for s in found}
    assert content in said
    assert said[content].type == kind
    if speaker != "-":
        assert said[content].speaker is not None
        assert said[content].speaker.of(text) == speaker


def test_a_statement_within_a_statement_names_its_parent() -> None:
    text = "Selon l'agence Havas, le ministre a affirmé que la paix était proche."
    outer, inner = sorted(read(text), key=lambda s: s.content)
    assert inner.parent == outer.id
    assert outer.parent is None


def test_a_quotation_of_its_own_goes_on_with_the_speaker_before() -> None:
    text = "« Le lac est gelé », a déclaré Paul Leroy.\n\n« Nous resterons donc au village cette semaine. »"
    first, second = read(text)
    assert second.cue is None
    assert second.speaker is None
    assert second.holder == first.holder


def test_whoever_leads_to_a_quotation_speaks_it() -> None:
    text = (
        "« Le lac est gelé depuis mardi », a déclaré Paul Leroy. Jeanne Petit a un avis bien clair : "
        "« Nous resterons donc au village cette semaine. »"
    )
    first, second = read(text)
    assert first.holder.of(text) == "Paul Leroy"
    assert second.holder.of(text) == "Jeanne Petit"


def test_a_pronoun_after_a_quotation_is_whoever_was_named_since() -> None:
    text = (
        "« Le lac est gelé », a déclaré Paul Leroy. Marc Vidal dirige le port depuis mai. "
        "« Les bateaux resteront à quai », a-t-il dit."
    )
    assert [s.holder.of(text) for s in read(text)] == ["Paul Leroy", "Marc Vidal"]


def test_a_gerund_takes_the_subject_of_the_main_clause() -> None:
    text = "Paul Leroy a rencontré Marc Vidal lundi, annonçant la fermeture du port."
    [said] = read(text)
    assert said.holder.of(text) == "Paul Leroy"


def test_a_signed_quotation_names_its_speaker() -> None:
    text = "Un appel au calme.\n\n« Nous resterons donc au village cette semaine. »\n\n  • Paul Leroy"
    [said] = read(text)
    assert said.speaker is not None
    assert said.speaker.of(text) == "Paul Leroy"


def test_a_repaired_mark_is_said() -> None:
    [said] = read("“Le pont sera fermé demain», a dit le maire.")
    assert said.marks == "repaired"


PIECES = [
    "Le maire ", "Paul Leroy ", "a déclaré ", "que ", "selon ", "la ministre ", "« ",
    " »", "“", "”", '"', ", ", ". ", ": ",
    "le pont est fermé", "a-t-il dit", "a rejeté ", "cette offre", "Je ",
    "\n", "\u00a0", "aux journalistes ", "comme ", "l'a dit ",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_statements_quote_their_page_and_keep_the_constraints(text: str) -> None:
    found = read(text)
    by_id = {s.id: s for s in found}
    assert len(by_id) == len(found)
    for s in found:
        for span in (*s.content, *filter(None, (s.cue, s.speaker, s.holder, s.addressee))):
            assert span.end <= len(text)
        assert s.reasons
        assert 0 <= s.confidence <= 1
        if s.parent:
            assert all(any(inside(c, p) for p in by_id[s.parent].content) for c in s.content)
    assert found == read(text)


@pytest.mark.parametrize(
    "text", ["«" * 3000, '"a ' * 1500, "selon " * 800, "a déclaré que " * 500, "\x00 « \x00 », a dit X."]
)
def test_hostile_pages_are_survived(text: str) -> None:
    read(text)


def test_who_passed_the_words_on_is_a_relay_and_no_channel() -> None:
    text = "« Nous partirons demain », a déclaré le ministre, cité par l'agence Interfax."
    [said] = read(text)
    assert said.channel is None
    assert [r.of(text) for r in said.relays] == ["l'agence Interfax"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Luc « Bob » Morel est parti à Lille.", "nickname-not-speech"),
        ("Le film « La Nuit du pont » sort mercredi.", "title-not-speech"),
        ("Le juge a ouvert les comptes « gelés » de la ville.", "words-not-speech"),
    ],
)
def test_a_quotation_that_is_no_speech_is_set_aside_with_its_reason(text: str, code: str) -> None:
    page = make.page(text)
    notes = statements.set_aside(page, make.parse(page), read(text))
    assert [n.code for n in notes] == [code]
    assert notes[0].span is not None
    assert notes[0].span.of(text) in notes[0].text


def test_what_is_said_is_not_set_aside() -> None:
    text = "« Nous partirons avant la nuit », a déclaré le maire Luc Morel."
    page = make.page(text)
    assert statements.set_aside(page, make.parse(page), read(text)) == ()


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = "« Nous partons demain matin.\n« Nous reviendrons en mai », a dit Luc Morel."
    [said] = read(text)
    assert [c.of(text) for c in said.content] == [
        "« Nous partons demain matin.",
        "« Nous reviendrons en mai »",
    ]
    assert said.marks == "intact"


def test_a_title_without_a_name_speaks_for_whom_the_text_gives_its_words_to() -> None:
    text = "Doctor lists the early signs of ear pain\nAnn Moss listed the early signs of ear pain in a talk."
    page = make.page(text, "en")
    page = replace(page, blocks=(replace(page.blocks[0], kind="headline"), page.blocks[1]))
    parse, tables = make.parse(page), languages.load("en")
    found = statements.find(page, parse, mentions.find(page, parse, tables), (), tables)
    assert {s.holder.of(text) for s in found if s.holder is not None} == {"Ann Moss"}
