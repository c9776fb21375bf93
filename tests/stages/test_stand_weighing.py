"""Weighed stands: what the rules read stays, what they missed comes where it is likely."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import make
from recoupe import codebooks, languages
from recoupe.methods import linear
from recoupe.stages import stands
from recoupe.stages.stands import signs_of_holder, signs_of_issue, signs_of_taking
from world import read

TEXT = (
    "Carter refuse un retrait des troupes. Begin fredonne un cessez-le-feu. "
    "Sadate exige la levée des sanctions."
)
NAMES = ("Begin", "Sadate", "Carter")


def model(classes: tuple[str, ...], weights: dict[str, dict[str, float]]) -> linear.Linear:
    """A model that knows these signs alone."""
    table = {sign: np.array([to.get(c, 0.0) for c in classes]) for sign, to in weights.items()}
    return linear.small(classes, table, np.zeros(len(classes)))


MODELS = {
    "stance": model(
        ("demands", "none", "rejects", "supports"),
        {
            "l=fredonner": {"supports": 9.0},
            "rule-own=rejects": {"rejects": 9.0},
            "rule-own=demands": {"none": 9.0},
        },
    ),
    "issue": model(
        ("CF.1", "EC.2", "TE.3"),
        {f"t-in={i}": {i: 9.0} for i in ("CF.1", "EC.2", "TE.3")},
    ),
    "holder": model(("0", "1"), {"subject": {"1": 9.0}, "any": {"0": 3.0}}),
    "voice": model(
        ("self", "reporter", "inference"), {"l=fredonner": {"reporter": 9.0}, "rule": {"self": 9.0}}
    ),
}


@pytest.fixture
def found() -> list[tuple[str, str, str, str]]:
    """What is found on the text with these models: holder, issue, stance, voice."""
    book = replace(codebooks.load("talks"), models=MODELS)
    page = make.page(TEXT)
    reading = read(page, NAMES)
    lang = languages.load("fr")
    made = stands.find(page, make.parse(page), reading.mentions, (), lang, book)
    return [(s.holder.of(TEXT) if s.holder else "", s.issue, s.stance, s.voice) for s in made]


def test_what_a_rule_read_stays(found: list[Any]) -> None:
    assert ("Carter", "TE.3", "rejects", "self") in found
    assert [s for s in found if s[1] == "EC.2"]


def test_what_a_rule_read_by_one_word_goes_where_it_is_unlikely(monkeypatch: pytest.MonkeyPatch) -> None:
    page = make.page("Carter refuse un cessez-le-feu.")
    reading = read(page, NAMES)
    parse, lang = make.parse(page), languages.load("fr")
    book = replace(codebooks.load("talks"), models=MODELS)
    for least, left in ((0.0, 1), (1.1, 0)):
        monkeypatch.setattr(stands.weighing, "_DOUBTFUL", least)
        assert len(stands.find(page, parse, reading.mentions, (), lang, book)) == left


def test_words_parted_by_a_blank_that_does_not_break_are_several(monkeypatch: pytest.MonkeyPatch) -> None:
    page = make.page("Carter refuse la levée\u00a0des\u00a0sanctions.")
    book = replace(codebooks.load("talks"), models=MODELS)
    monkeypatch.setattr(stands.weighing, "_DOUBTFUL", 1.1)
    found = stands.find(page, make.parse(page), read(page, NAMES).mentions, (), languages.load("fr"), book)
    assert [s.issue for s in found] == ["EC.2"]


def test_what_no_rule_read_and_is_likely_comes(found: list[Any]) -> None:
    assert ("Begin", "CF.1", "supports", "reporter") in found


def test_a_codebook_without_models_keeps_what_the_rules_read() -> None:
    page = make.page(TEXT)
    reading = read(page, NAMES)
    book = replace(codebooks.load("talks"), models={})
    made = stands.find(page, make.parse(page), reading.mentions, (), languages.load("fr"), book)
    assert {s.issue for s in made} >= {"TE.3", "EC.2"}


def test_signs_name_the_word_what_hangs_on_it_and_the_issue_beside_it() -> None:
    page = make.page(TEXT)
    reading = read(page, NAMES)
    book = codebooks.load("talks")
    grove, _ = stands.read(page, make.parse(page), reading.mentions, (), languages.load("fr"), book)
    token = next(i for i in grove.takers() if grove.lemmas[i] == "exiger")
    assert {"l=exiger", "rule-own=demands"} <= signs_of_taking.find(token, grove).keys()
    assert "t-in=EC.2" in signs_of_issue.find(token, grove)
    holders = {c.mentions[0].core: c.signs for c in signs_of_holder.find(token, grove)}
    assert "subject" in holders["Sadate"]
    assert "subject" not in holders["Begin"]
