"""Groups and candidate pairs."""

from hypothesis import given
from hypothesis import strategies as st

from recoupe.methods.groups import Groups, grouped
from recoupe.methods.linking import candidates

links = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)))


@given(links)
def test_groups_do_not_depend_on_the_order_of_links(pairs: list[tuple[int, int]]) -> None:
    assert grouped(8, pairs) == grouped(8, reversed(pairs))


@given(links)
def test_each_member_is_in_one_group(pairs: list[tuple[int, int]]) -> None:
    assert sorted(i for g in grouped(8, pairs) for i in g) == list(range(8))


def test_a_veto_keeps_groups_apart() -> None:
    groups = Groups(3)
    assert groups.join(0, 1)
    assert not groups.join(1, 2, allowed=lambda a, b: False)
    assert groups.all() == [[0, 1], [2]]


def test_only_items_with_a_shared_key_are_compared() -> None:
    assert candidates(["ab", "bc", "cd", "xy"], list) == [(0, 1), (1, 2)]


def test_a_key_that_all_share_tells_nothing() -> None:
    assert candidates(["a"] * 5, list, largest=4) == []
