"""Words of a stand by which nobody takes one, and a refusal without a verb."""

import pytest

import make
from world import read, said

NAMES = ("Begin", "Sadate", "Sadat", "Carter")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Carter a regretté : il aurait dû vérifier le cessez-le-feu."),
        ("fr", "Begin a dit que jamais des négociations n'avaient existé avec Sadate."),
        ("fr", "Aucun cessez-le-feu n'a été accepté par Begin, a dit Sadate."),
        ("fr", "Sadate soutient les rebelles et leur guerre."),
        ("en", "Begin said that Sadat should have accepted the ceasefire."),
        ("en", "No ceasefire has been agreed, Begin said."),
    ],
)
def test_what_was_or_was_not_done_is_no_stand(lang: str, text: str) -> None:
    assert not read(make.page(text, lang), NAMES).stands


def test_who_rejects_what_was_said_rejects_no_issue_before() -> None:
    text = "Begin a exclu un cessez-le-feu. Sadate a rejeté ces accusations."
    assert {s.holder.of(text) for s in read(make.page(text), NAMES).stands if s.holder} == {"Begin"}


def test_what_another_must_accept_is_only_demanded() -> None:
    text = "Sadat must accept the ceasefire, Begin said."
    page = make.page(text, "en")
    content = "Sadat must accept the ceasefire"
    stands = read(page, NAMES, (said(page, content, "Begin", "said", "indirect"),)).stands
    assert [(s.holder and s.holder.of(text), s.stance) for s in stands] == [("Begin", "demands")]


def test_a_duty_to_see_what_the_speaker_judges_is_that_judgement() -> None:
    text = "Carter a déclaré que Begin doit accepter qu'un retour aux frontières de 1967 est irréaliste."
    page = make.page(text)
    content = "que Begin doit accepter qu'un retour aux frontières de 1967 est irréaliste"
    stands = read(page, NAMES, (said(page, content, "Carter", "a déclaré", "indirect"),)).stands
    assert {(s.issue, s.stance) for s in stands} == {("TE.2", "rejects")}


@pytest.mark.parametrize(
    ("lang", "content", "issues"),
    [
        ("fr", "Aucune trêve, aucun retrait du Sinaï", {"CF.2", "TE.3"}),
        ("en", "No ceasefire", {"CF.1"}),
        ("fr", "Aucun accord", set()),
        ("en", "No withdrawal yet", set()),
    ],
)
def test_a_no_without_a_verb_is_a_refusal(lang: str, content: str, issues: set[str]) -> None:
    cue = "a dit" if lang == "fr" else "said"
    text = f"« {content} », {cue} Begin."
    page = make.page(text, lang)
    stands = read(page, NAMES, (said(page, content, "Begin", cue, "direct"),)).stands
    assert {(s.issue, s.stance) for s in stands} == {(issue, "rejects") for issue in issues}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Begin menace de rompre les pourparlers si Sadate rejette un cessez-le-feu."),
        ("en", "Begin threatened to break off the talks if Sadat rejects the ceasefire."),
    ],
)
def test_what_another_may_do_is_not_yet_his_stand(lang: str, text: str) -> None:
    stands = read(make.page(text, lang), NAMES).stands
    assert {(s.holder and s.holder.of(text), s.issue, s.stance) for s in stands} <= {
        ("Begin", "PR.10", "threatens")
    }
    assert all(s.condition for s in stands)


def test_what_is_not_said_is_no_condition() -> None:
    stands = read(make.page("Begin a refusé de dire s'il acceptait un cessez-le-feu."), NAMES).stands
    assert [(s.stance, s.condition) for s in stands] == [("no_comment", None)]


def test_a_hope_is_not_the_stand_of_whom_it_is_about() -> None:
    stands = read(make.page("Carter espère que Begin acceptera le cessez-le-feu."), NAMES).stands
    assert [s.stance for s in stands] == ["supports"]


def test_who_agrees_with_a_refusal_refuses() -> None:
    content = "Begin s'oppose à un cessez-le-feu, je suis d'accord avec cela"
    text = f"« {content} », a dit Carter."
    stands = read(
        make.page(text), NAMES, (said(make.page(text), content, "Carter", "a dit", "direct"),)
    ).stands
    assert {(s.holder and s.holder.of(text), s.stance) for s in stands if s.issue == "CF.1"} == {
        ("Begin", "rejects"),
        ("Carter", "rejects"),
    }
