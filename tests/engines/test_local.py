"""The engine of one machine: the same for any number of processes, a sentence when one of them is lost."""

import os

import pytest

from recoupe.engines.local import LocalEngine
from recoupe.errors import OptionError


def doubled(number: int) -> int:
    return 2 * number


def lost(number: int) -> int:
    if number == 3:
        os._exit(9)  # as the system does when memory runs out
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_pieces(jobs: int) -> None:
    told: list[int] = []
    pieces = list(range(20))
    assert list(LocalEngine(jobs).map(doubled, pieces, told.append)) == [2 * n for n in pieces]
    assert told == list(range(1, 21))


def test_a_process_that_is_lost_is_told() -> None:
    with pytest.raises(OptionError, match="take fewer"):
        list(LocalEngine(2).map(lost, list(range(8))))
