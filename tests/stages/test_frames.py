"""Frames: what is compared of a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Frame
from recoupe.stages import frames
from world import mentions, read


def frame(text: str, names: tuple[str, ...] = ()) -> Frame:
    return read(make.page(text), names).frames[-1]


def slots(text: str) -> list[tuple[str, str, str]]:
    return [(s.measure, s.of, s.value) for s in frame(text).slots]


def test_two_words_of_one_meaning_are_one_term() -> None:
    one = frame("Les délégués veulent mettre fin à la guerre.")
    other = frame("Les délégués souhaitent arrêter le conflit.")
    assert set(one.lemmas) >= {"=end", "=war", "=will"}
    assert set(other.lemmas) >= {"=end", "=war", "=will"}


@pytest.mark.parametrize(
    "text",
    [
        "L’entretien de 90 minutes a porté sur le Sinaï.",
        "Les deux hommes se sont entretenus pendant une heure et demie.",
        "Il a eu une conversation d’environ 1h30 avec le ministre.",
    ],
)
def test_a_duration_knows_what_lasted(text: str) -> None:
    assert ("duration", "=talk", "PT90M") in slots(text)


def test_a_distance_in_time_is_no_slot() -> None:
    assert slots("Les pourparlers ont commencé il y a trois ans.") == []


def test_figures_in_an_address_count_nothing() -> None:
    assert slots("Voir https://exemple.org/2025/12/texte_37 pour le détail du texte.") == []


def test_an_existential_negation_denies_its_noun() -> None:
    assert "=threaten" in frame("Il n’y a pas de menace dans ce texte.").denied


def test_a_copula_says_what_is_said_of_what() -> None:
    said = [(a, b) for a, b, _ in frame("La levée des sanctions est irréaliste.").subjects]
    assert ("=realistic-", "levee") in said


def test_the_two_leaders_take_up_the_pair_named_before() -> None:
    page = make.page("Sadate a reçu Begin à Ismaïlia. Les deux dirigeants se sont parlé une heure.")
    last = read(page, ("Sadate", "Begin")).frames[-1]
    assert [s.of(page.doc.text) for s in last.pair] == ["Sadate", "Begin"]


def test_a_rejection_of_these_claims_is_marked() -> None:
    page = make.page("Le ministre a rejeté ces accusations mardi.")
    found = read(page, ()).frames[0].rebuts
    assert found is not None
    assert found.of(page.doc.text) == "rejeté ces accusations"
    assert frame("Le ministre a rejeté cette proposition mardi.").rebuts is None


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Le sommet pourrait avoir lieu à Genève.", "doubt"),
        ("Le sommet aura lieu à Genève.", "plan"),
        ("Les parties doivent se parler.", "must"),
        ("Les parties se sont parlé.", "fact"),
        ("Qui signera le texte ?", "question"),
    ],
)
def test_the_mood_of_a_sentence(text: str, mood: str) -> None:
    assert frame(text).mood == mood


pieces = st.lists(
    st.sampled_from(
        [
            "Begin ",
            "a dit ",
            "« ",
            " »",
            "90 minutes ",
            "pas ",
            "?",
            "\n",
            "\u00a0",
            "İzmir ",
            "les deux ",
            ".",
        ]
    )
).map("".join)


@settings(max_examples=25, deadline=None)
@given(pieces)
def test_frames_lie_in_their_page(text: str) -> None:
    page = make.page(text)
    parse = make.parse(page)
    for f in frames.make(page, parse, mentions(page, ("Begin",)), (), (), languages.load("fr")):
        for span in (f.span, *f.mentions, *f.pair, *(s.span for s in f.slots)):
            assert 0 <= span.start < span.end <= len(text)
        assert all(f.span.start <= s.span.start and s.span.end <= f.span.end for s in f.slots)
