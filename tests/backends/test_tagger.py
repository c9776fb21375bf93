"""The default tagger on whole pages: offsets, bounds, names, and pages that are nothing but trouble."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import pipeline
from recoupe.backends import pieces
from recoupe.backends.onnx import OnnxNames
from recoupe.backends.tagger import SpacyTagger
from recoupe.backends.words import covered
from recoupe.errors import OptionError
from recoupe.options import Options
from recoupe.text.fold import iron

PIECES = [
    "La ministre ", "a déclaré ", "« ", " »", "“", "que ", "l’accord ", "tient", ". ", "M. Ito ", "\n",
    "\u00a0",
    "Straße ", "İzmir ", "dit-elle", "!", '"', "LE CONSEIL REFUSE DE SIGNER\n", "1 000 ", "\u200b", "🙂",
    "CriméeEn ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_tokens_and_sentences_quote_the_page_within_its_blocks(text: str) -> None:
    page = make.page(text)
    parse = make.parse(page)
    at = 0
    for token in parse.tokens:
        assert at <= token.start < token.end
        assert iron(text[token.start : token.end]).replace("\n", " ").lower() == token.text.lower()
        at = token.end
    assert sum(s.last - s.first for s in parse.sentences) == len(parse.tokens)
    for sentence in parse.sentences:
        assert any(
            b.span.start <= sentence.span.start and sentence.span.end <= b.span.end for b in page.blocks
        )
        assert all(
            sentence.first <= t.head < sentence.last for t in parse.tokens[sentence.first : sentence.last]
        )
    assert list(parse.names) == sorted(parse.names, key=lambda n: n.span)


def test_the_same_page_gives_the_same_parse() -> None:
    page = make.page(
        "La présidente Clara Moreno a déclaré à Genève que l'accord tient. « Nous restons », dit-elle."
    )
    assert SpacyTagger("fr").read(page) == SpacyTagger("fr").read(page)


@pytest.mark.parametrize("text", ["", "\n\n", '« » “ ” " ... !!! —', "\u200b\u200b"])
def test_a_page_without_a_word_has_no_sentence(text: str) -> None:
    assert make.parse(make.page(text)).sentences == ()


def test_names_have_kinds_and_a_surname_alone_is_a_person() -> None:
    text = "Clara Moreno est arrivée à Genève. Selon Reuters, Moreno a rencontré le chef de l'ONU."
    page = make.page(text)
    kinds = {text[n.span.start : n.span.end]: n.kind for n in make.parse(page).names}
    assert kinds["Clara Moreno"] == kinds["Moreno"] == "person"
    assert kinds["Genève"] == "place"
    assert kinds["ONU"] == "body"


def test_the_speaker_after_a_quotation_is_its_verbs_subject() -> None:
    parse = make.parse(make.page("« Nous ne signerons pas », la ministre a déclaré mardi."))
    verb = next(i for i, t in enumerate(parse.tokens) if t.text == "déclaré")
    subjects = [t.text for t in parse.tokens if t.head == verb and t.rel == "nsubj"]
    assert subjects == ["ministre"]


def test_a_headline_in_capitals_is_read_as_prose() -> None:
    parse = make.parse(
        make.page("LE CONSEIL REFUSE DE SIGNER\nHier, le conseil a refusé de signer le texte.")
    )
    assert [t.text for t in parse.tokens][:5] == ["LE", "conseil", "refuse", "de", "signer"] or parse.tokens[
        0
    ].text == "Le"


def test_a_huge_line_is_cut_and_read_to_the_limit() -> None:
    page = make.page("mot " * 60_000)
    parse = SpacyTagger("fr", max_chars=4_000).read(page)
    assert len(parse.tokens) == 1_000
    assert max(s.last - s.first for s in parse.sentences) <= pieces.LONGEST


def test_what_is_left_unread_is_noted_with_its_place() -> None:
    page = make.page("Il pleut.\nNous restons ici.\nIls partent.")
    (note,) = SpacyTagger("fr", max_chars=15).read(page).notes
    assert page.doc.text[note.span.start : note.span.end] == "estons ici.\nIls partent."
    assert "first 15 characters" in note.text
    assert SpacyTagger("fr", max_chars=len(page.doc.text)).read(page).notes == ()


def test_the_reading_of_a_page_carries_the_parsers_note() -> None:
    doc = make.document("Il pleut sur la ville. " * 20)
    assert [n.code for n in pipeline.read_page(doc, Options(lang="fr", max_chars=50)).notes] == ["too-long"]
    assert pipeline.read_page(doc, Options(lang="fr")).notes == ()


def test_any_spacy_pipeline_of_a_folder_can_read(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "mine")
    parse = SpacyTagger("fr", folder=tmp_path / "mine").read(make.page("Il pleut. Nous restons."))
    assert [t.text for t in parse.tokens] == ["Il", "pleut", ".", "Nous", "restons", "."]


def test_a_folder_that_is_no_pipeline_is_named(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"no config\.cfg"):
        SpacyTagger("fr", folder=tmp_path).read(make.page("Il pleut."))


def test_a_folder_that_is_no_name_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="not an ONNX name model"):
        OnnxNames(tmp_path)


class FixedNames:
    """A name model that knows one name."""

    def find(self, text: str, words: list[str]) -> list[tuple[int, int, str]]:
        """The name wherever it stands in the text."""
        at = text.find("Zed Arno")
        return covered(words, [(at, at + 8, "person")]) if at >= 0 else []


def test_another_name_model_takes_the_place_of_the_default() -> None:
    text = "Hier, Zed Arno est parti."
    parse = SpacyTagger("fr", name_model=FixedNames()).read(make.page(text))
    assert [(text[n.span.start : n.span.end], n.kind) for n in parse.names] == [("Zed Arno", "person")]


@pytest.mark.parametrize("lang", ["de", "en", "es", "ru", "uk"])
def test_other_languages_are_read_by_the_shared_model(lang: str) -> None:
    parse = make.parse(make.page("Anna Kovač: 3 000, Berlin.", lang=lang))
    assert parse.tokens
