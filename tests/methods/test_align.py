import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recoupe.methods import align

words = st.lists(st.sampled_from(["paix", "guerre", "trêve", "ne", "pas"]), max_size=12)


def test_only_those_who_choose_each_other_are_paired() -> None:
    likeness = np.array([[0.9, 0.8], [0.95, 0.1]])
    assert [p[:2] for p in align.mutual(likeness, 0.5)] == [(1, 0)]


def test_an_empty_table_pairs_nobody() -> None:
    assert align.mutual(np.zeros((0, 3)), 0.1) == []


def test_pairs_out_of_order_are_left_out() -> None:
    pairs = [(0, 5, 1.0), (1, 0, 1.0), (2, 1, 1.0), (3, 2, 1.0)]
    assert align.in_order(pairs) == pairs[1:]


def test_a_sentence_that_the_other_text_cut_up_keeps_the_order_from_either_side() -> None:
    pairs = [(0, 0, 1.0), (1, 0, 1.0), (2, 0, 1.0), (3, 1, 1.0)]
    assert align.in_order(pairs) == pairs
    turned = sorted((b, a, like) for a, b, like in pairs)
    assert align.in_order(turned) == turned


def test_a_weak_pair_counts_only_beside_a_sure_one() -> None:
    likeness = np.diag([0.3, 0.9, 0.3, 0.1, 0.3])
    found = align.fill(likeness, align.mutual(likeness, 0.5), 0.25)
    assert [p[:2] for p in found] == [(0, 0), (1, 1), (2, 2)]


@given(words, words)
def test_what_is_not_a_difference_is_equal(a: list[str], b: list[str]) -> None:
    gone = {n for (i, j), _ in align.differences(a, b) for n in range(i, j)}
    come = {n for _, (k, m) in align.differences(a, b) for n in range(k, m)}
    assert [w for n, w in enumerate(a) if n not in gone] == [w for n, w in enumerate(b) if n not in come]
