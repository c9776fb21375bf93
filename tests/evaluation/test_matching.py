"""What counts of a content, and which statement answers which attribution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.evaluation import matching, names
from recoupe.evaluation.matching import counted, pair, share

TEXT = "Elle dit que « le quai est fermé » ; il répond qu’il dort."
lengths = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30))
contents = st.lists(lengths.map(lambda c: (c[0], min(len(TEXT), c[0] + c[1]))), min_size=1, max_size=3)


def core(words: str) -> str:
    start = TEXT.index(words)
    return "".join(TEXT[s:e] for s, e in counted(TEXT, [(start, start + len(words))]))


def test_outer_marks_and_the_leading_que_do_not_count() -> None:
    assert core("que « le quai est fermé » ;") == "le quai est fermé"
    assert core("qu’il dort.") == "il dort"


def test_marks_alone_count_for_nothing() -> None:
    assert counted(TEXT, [(TEXT.index("» ;"), TEXT.index("» ;") + 3)]) == ()


@given(contents)
def test_the_same_characters_are_counted_once(content: list[tuple[int, int]]) -> None:
    stretch = counted(TEXT, content)
    singly = {k for place in content for s, e in counted(TEXT, [place]) for k in range(s, e)}
    assert {k for s, e in stretch for k in range(s, e)} == singly
    assert sum(e - s for s, e in stretch) == len(singly)


@given(contents, contents)
def test_share_is_intersection_over_union(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    one, two = counted(TEXT, a), counted(TEXT, b)
    left = {k for s, e in one for k in range(s, e)}
    right = {k for s, e in two for k in range(s, e)}
    assert share(one, two) == (len(left & right) / len(left | right) if left & right else 0)


def test_the_best_pairs_are_made_first_and_one_to_one() -> None:
    made = pair([((0, 10),), ((2, 12),)], [((2, 12),), ((0, 9),), ((40, 50),)])
    assert [(p.gold, p.found) for p in made] == [(1, 0), (0, 1)]


def test_under_half_of_the_union_nothing_is_paired() -> None:
    assert pair([((0, 10),)], [((0, 5),)])
    assert not pair([((0, 10),)], [((0, 4),)])


def test_places_that_touch_do_not_overlap() -> None:
    assert matching.overlap((0, 5), (4, 6))
    assert not matching.overlap((0, 5), (5, 6))
    assert not matching.overlap(None, (5, 6))


@pytest.mark.parametrize(
    ("gold", "name", "is_same"),
    [
        ("Odile Kervran", "Mme Kervran", True),
        ("Odile Kervran", "Hugues Kervran", False),
        ("Odile Kervran", "Mme Odile Kervran-Lebris", True),
        ("Brisemer", "Brisemèr", True),
        ("préfet", "le préfet", True),
        ("syndicat des mareyeurs", "mareyeurs", True),
        ("Odile Kervran", "Le Président", False),
        ("Odile Kervran", "", False),
    ],
)
def test_a_name_is_known_by_its_telling_words(gold: str, name: str, is_same: bool) -> None:
    assert names.same(gold, [name], {}) is is_same


def test_aliases_are_further_spellings() -> None:
    assert not names.same("Ivo Marsac", ["Ивo"], {})
    assert names.same("Brisemer", ["la cité des vents"], {"Brisemer": ("cité des vents",)})


def test_unknown_is_matched_by_no_name_only() -> None:
    assert names.same(None, (), {})
    assert not names.same(None, ("Odile",), {})
    assert not names.same("Odile", (), {})
