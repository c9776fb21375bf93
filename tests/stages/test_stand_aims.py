"""To whom a stand is put, in which tense, and whether a negation tells it."""

import pytest

import make
from recoupe.model import Stand
from world import read, said

NAMES = ("Begin", "Sadat", "Sadate", "Carter")


def one(text: str, lang: str = "fr") -> Stand:
    found = [s for s in read(make.page(text, lang), NAMES).stands if s.issue == "CF.1"]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("lang", "text", "target"),
    [
        ("fr", "Begin exige que Sadate accepte un cessez-le-feu.", "Sadate"),
        ("fr", "Begin a appelé Sadate à accepter un cessez-le-feu.", "Sadate"),
        ("fr", "Begin a offert un cessez-le-feu à Sadate.", "Sadate"),
        ("fr", "Begin accepte un cessez-le-feu.", None),
        ("fr", "Begin exige un cessez-le-feu.", None),
        ("en", "Begin urged Sadat to accept a ceasefire.", "Sadat"),
        ("en", "Begin demanded that Sadat accept a ceasefire.", "Sadat"),
        ("en", "Begin accepted a ceasefire with Sadat.", None),
    ],
)
def test_a_demand_or_an_offer_is_put_to_somebody(lang: str, text: str, target: str | None) -> None:
    stand = one(text, lang)
    assert (stand.target.of(text) if stand.target else None) == target


def test_who_must_act_is_the_target_of_who_says_so() -> None:
    text = "Carter a déclaré que Begin doit accepter un cessez-le-feu."
    told = said(page := make.page(text), "que Begin doit accepter un cessez-le-feu", "Carter", "a déclaré")
    (stand,) = (s for s in read(page, NAMES, (told,)).stands if s.issue == "CF.1")
    assert stand.stance == "demands"
    assert stand.target is not None
    assert stand.target.of(text) == "Begin"


@pytest.mark.parametrize(
    ("lang", "text", "tense", "negated"),
    [
        ("fr", "Begin a accepté un cessez-le-feu.", "past", False),
        ("fr", "Begin accepte un cessez-le-feu.", "present", False),
        ("fr", "Begin acceptera un cessez-le-feu.", "future", False),
        ("fr", "Begin n’accepte pas un cessez-le-feu.", "present", True),
        ("fr", "Begin n’a pas exclu un cessez-le-feu.", "past", True),
        ("fr", "Begin a exprimé son opposition à un cessez-le-feu.", "past", False),
        ("en", "Begin accepted a ceasefire.", "past", False),
        ("en", "Begin rejects a ceasefire.", "present", False),
        ("en", "Begin will accept a ceasefire.", "future", False),
        ("en", "Begin has not ruled out a ceasefire.", "past", True),
    ],
)
def test_a_stand_has_the_tense_of_its_words(lang: str, text: str, tense: str, negated: bool) -> None:
    stand = one(text, lang)
    assert (stand.tense, stand.negated) == (tense, negated)


def test_an_imperfect_that_somebody_tells_is_present_when_he_speaks() -> None:
    text = "Carter a déclaré qu’il souhaitait un cessez-le-feu."
    told = said(page := make.page(text), "qu’il souhaitait un cessez-le-feu", "Carter", "a déclaré")
    (stand,) = (s for s in read(page, NAMES, (told,)).stands if s.issue == "CF.1")
    assert stand.tense == "present"
