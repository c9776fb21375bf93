"""Trees that no sentence can have."""

from recoupe.backends.mending import mend
from recoupe.model import Token

FINITE = "Mood=Ind|VerbForm=Fin"


def token(text: str, pos: str, head: int, rel: str, morph: str = "") -> Token:
    return Token(0, 1, text, text.lower(), pos, morph, head, rel, False)


def shape(tokens: list[Token]) -> list[tuple[int, str]]:
    return [(t.head, t.rel) for t in tokens]


def test_a_verb_is_no_part_of_the_name_before_it() -> None:
    read = [
        token("Morel", "PROPN", 5, "ROOT"),
        token("menace", "VERB", 5, "flat:name", FINITE),
        token("de", "ADP", 8, "mark"),
        token("partir", "VERB", 5, "xcomp"),
    ]
    assert shape(mend(read, 5)) == [(6, "nsubj"), (6, "ROOT"), (8, "mark"), (6, "xcomp")]


def test_a_name_is_no_punctuation() -> None:
    read = [
        token("Morel", "PROPN", 1, "nsubj"),
        token("reçoit", "VERB", 1, "ROOT", FINITE),
        token("Pavel", "PROPN", 1, "punct"),
        token("Havas", "PROPN", 1, "punct"),
    ]
    assert shape(mend(read, 0))[2:] == [(1, "obj"), (2, "flat:name")]


def test_a_sound_tree_stays() -> None:
    read = [
        token("Morel", "PROPN", 1, "nsubj"),
        token("part", "VERB", 1, "ROOT", FINITE),
        token(".", "PUNCT", 1, "punct"),
    ]
    assert mend(read, 0) == read
