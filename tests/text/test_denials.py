"""Denials: what a negation bears on."""

import pytest

import make
from recoupe.model import Frame
from world import read


def frame(text: str) -> Frame:
    return read(make.page(text), ()).frames[-1]


def test_a_verb_of_undoing_denies_the_verb_under_it() -> None:
    assert "repeindre" in frame("La régie a refusé de repeindre la barque.").denied
    assert "repeindre" not in frame("La régie n’a pas refusé de repeindre la barque.").denied


def test_a_particle_alone_takes_back_a_verb_of_undoing() -> None:
    assert "repeindre" not in frame("La régie ne cesse de repeindre la barque.").denied


def test_words_of_negation_that_deny_nothing_deny_nothing() -> None:
    assert not frame("Le canal compte pas moins de 40 écluses.").denied
    assert not frame("Le batelier a fait un pas vers la digue.").denied
    assert not frame("La grotte est sans doute inondée.").denied


def test_an_empty_verb_hands_its_negation_down_and_spares_its_subject() -> None:
    denied = frame("Les bateliers n’ont pas de permis.").denied
    assert "permis" in denied
    assert "batelier" not in denied


@pytest.mark.parametrize(
    ("text", "pole"),
    [
        ("Le casque est obligatoire sur le quai.", "compulsory+"),
        ("Le casque n’est pas obligatoire sur le quai.", "compulsory-"),
        ("Il n’est pas possible de visiter la grotte.", "possible-"),
    ],
)
def test_a_negation_turns_an_opposite_over(text: str, pole: str) -> None:
    assert pole in frame(text).poles
