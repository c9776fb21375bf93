"""A model over named signs: what it weighs, what it forgets, and that it comes back as it was kept."""

import math
from pathlib import Path

import numpy as np
import pytest

from recoupe.methods import linear

WEIGHTS = {"wet": np.array([2.0, -2.0]), "dry": np.array([-1.0, 1.0]), "dust": np.array([0.001, 0.0])}


@pytest.fixture
def model() -> linear.Linear:
    return linear.small(("rain", "sun"), WEIGHTS, np.array([0.5, 0.0]))


def test_chances_are_the_softmax_of_what_is_weighed(model: linear.Linear) -> None:
    rain = model.named({"wet": 1.0, "dry": 0.5})["rain"]
    assert rain == pytest.approx(1 / (1 + math.exp(-(0.5 + 4 - 1))), abs=0.01)
    assert sum(model.named({"dry": 3.0}).values()) == pytest.approx(1)


def test_unknown_signs_and_none_at_all_leave_the_bias(model: linear.Linear) -> None:
    bare = model.named({})
    assert bare == model.named({"snow": 9.0})
    assert bare["rain"] == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_signs_that_weigh_next_to_nothing_are_left_out(model: linear.Linear) -> None:
    assert len(model.keys) == 2
    assert linear.key("dust") not in model.keys


def test_it_comes_back_as_it_was_kept(model: linear.Linear, tmp_path: Path) -> None:
    linear.save({"weather": model}, tmp_path / "models.npz")
    back = linear.load(tmp_path / "models.npz")["weather"]
    assert back.classes == model.classes
    assert back.named({"wet": 2.0}) == model.named({"wet": 2.0})


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models.npz").write_bytes(b"not one")
    with pytest.raises((OSError, ValueError)):
        linear.load(tmp_path / "models.npz")
