"""Stands: issue, holder, stance, voice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Stand
from world import read, said

NAMES = ("Begin", "Sadat", "Sadate", "Carter")
CASES = [
    pytest.param(
        lang,
        *[*line.split("\t"), "", "", ""][:5],
        id=line.split("\t")[1],
        marks=[pytest.mark.xfail(strict=True)] if line.startswith("known-failure") else [],
    )
    for lang in ("fr", "en")
    for line in (languages.HERE / "data" / lang / "cases" / "stands.tsv").read_text("utf-8").split("\n")
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "status", "text", "issue", "holder", "stance"), CASES)
def test_a_stand_is_found_as_the_case_says(
    lang: str, status: str, text: str, issue: str, holder: str, stance: str
) -> None:
    page = make.page(text, lang)
    found = [(s.issue, s.holder.of(text) if s.holder else "", s.stance) for s in read(page, NAMES).stands]
    if status == "absent":
        assert not found
    else:
        assert (issue, holder, stance) in found


def one(text: str, content: str, holder: str, cue: str, kind: str = "indirect") -> list[Stand]:
    page = make.page(text)
    return list(read(page, NAMES, (said(page, content, holder, cue, kind),)).stands)


def test_what_must_be_is_the_stand_of_who_says_so() -> None:
    text = "Carter a déclaré que le traité doit prévoir des garanties de sécurité."
    stands = one(text, "que le traité doit prévoir des garanties de sécurité", "Carter", "a déclaré")
    assert [
        (s.issue, s.holder and s.holder.of(text), s.stance, s.voice) for s in stands if s.issue == "SG.1"
    ] == [("SG.1", "Carter", "demands", "self")]


def test_what_one_tells_of_another_keeps_its_holder_and_says_so() -> None:
    text = "Carter a affirmé que Begin accepte un cessez-le-feu."
    stands = one(text, "que Begin accepte un cessez-le-feu", "Carter", "a affirmé")
    assert [(s.holder and s.holder.of(text), s.voice) for s in stands if s.issue == "CF.1"] == [
        ("Begin", "third_party")
    ]


def test_what_is_denied_is_nobodys_stand() -> None:
    page = make.page("Carter a démenti que Begin ait accepté un cessez-le-feu.")
    denial = said(page, "que Begin ait accepté un cessez-le-feu", "Carter", "a démenti", stance="rejects")
    assert not [s for s in read(page, NAMES, (denial,)).stands if s.stance == "accepts"]


def test_a_noun_of_refusal_is_no_denial_of_itself() -> None:
    page = make.page("Carter a exprimé son opposition à un cessez-le-feu.")
    words = "son opposition à un cessez-le-feu"
    refusal = said(page, words, "Carter", "a exprimé", kind="reported", stance="rejects")
    assert [s.stance for s in read(page, NAMES, (refusal,)).stands] == ["rejects"]


def test_we_speaks_for_who_is_quoted() -> None:
    text = "« Nous voulons arrêter la guerre », a dit Sadate."
    stands = one(text, "Nous voulons arrêter la guerre", "Sadate", "a dit", "direct")
    assert [(s.issue, s.holder and s.holder.of(text), s.stance) for s in stands] == [
        ("GEN.1", "Sadate", "supports")
    ]


def test_a_negated_belief_turns_what_is_believed() -> None:
    text = "Carter a dit qu’il ne croit pas que la zone démilitarisée soit réaliste."
    stands = one(text, "qu’il ne croit pas que la zone démilitarisée soit réaliste", "Carter", "a dit")
    assert {s.stance for s in stands if s.issue == "TE.7"} == {"rejects"}


def test_what_somebody_concludes_of_another_is_inference() -> None:
    text = "Carter croit que Begin acceptera un cessez-le-feu."
    stands = one(text, "que Begin acceptera un cessez-le-feu", "Carter", "croit")
    assert {s.voice for s in stands if s.issue == "CF.1"} == {"inference"}


@pytest.mark.parametrize(
    ("text", "voice"),
    [("Begin a refusé un cessez-le-feu.", "self"), ("Begin est hostile à un cessez-le-feu.", "reporter")],
)
def test_an_act_is_in_ones_own_voice_and_an_attitude_in_the_reporters(text: str, voice: str) -> None:
    assert [s.voice for s in read(make.page(text), NAMES).stands] == [voice]


def test_what_a_condition_asks_of_another_is_demanded() -> None:
    text = "Sadate accepte un cessez-le-feu à condition que Begin lève les sanctions."
    stands = {(s.issue, s.stance) for s in read(make.page(text), NAMES).stands}
    assert {("CF.1", "conditional"), ("EC.2", "demands")} <= stands


def test_those_who_take_a_stand_together_each_hold_it() -> None:
    text = "Begin et Sadate offrent un cessez-le-feu."
    held = {s.holder.of(text) for s in read(make.page(text), NAMES).stands if s.holder}
    assert held == {"Begin", "Sadate"}


def test_what_the_page_supposes_is_inference() -> None:
    text = "Begin pourrait accepter un cessez-le-feu."
    assert {s.voice for s in read(make.page(text), NAMES).stands} <= {"inference"}


def test_a_lone_word_names_no_issue_on_a_page_that_tells_of_no_talks() -> None:
    filler = "Les recettes du festival ont augmenté cette année dans toutes les salles de la ville. "
    text = filler * 15 + "Begin a accepté un accord."
    assert not read(make.page(text), NAMES).stands
    about = text + " Begin a accepté un cessez-le-feu de trente jours."
    assert {s.issue for s in read(make.page(about), NAMES).stands} >= {"CF.2"}


pieces = st.lists(
    st.sampled_from(
        ["Begin ", "a rejeté ", "le cessez-le-feu ", "« ", " »", "ne ", "pas ", "\n", "\u00a0", "doit ", ". "]
    )
).map("".join)


@settings(max_examples=25, deadline=None)
@given(pieces)
def test_stands_lie_in_their_page_and_have_reasons(text: str) -> None:
    for stand in read(make.page(text), NAMES).stands:
        assert stand.reasons
        assert 0 <= stand.span.start < stand.span.end <= len(text)
