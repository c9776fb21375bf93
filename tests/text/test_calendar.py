"""Days, intervals and TIMEX3 values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text import calendar

days = st.dates(date(2, 1, 1), date(9990, 1, 1))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-02-12", date(2025, 2, 12), date(2025, 2, 12)),
        ("2025-02-12T11:30", date(2025, 2, 12), date(2025, 2, 12)),
        ("2025-W08", date(2025, 2, 17), date(2025, 2, 23)),
        ("2025-W08-WE", date(2025, 2, 22), date(2025, 2, 23)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
        ("2024-WI", date(2024, 12, 1), date(2025, 2, 28)),
    ],
)
def test_a_value_covers_its_days(value: str, first: date, last: date) -> None:
    assert calendar.interval(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["", "PXX", "FUTURE_REF", "XXXX-WXX-3", "2025-13", "2025-02-30", "P3Y", "00"]
)
def test_what_names_no_day_has_no_interval(value: str) -> None:
    assert calendar.interval(value) is None


@given(days, st.sampled_from(["D", "W", "M", "Y"]))
def test_a_day_lies_in_the_value_of_its_unit(day: date, unit: str) -> None:
    found = calendar.interval(calendar.value_of(day, unit))
    assert found is not None
    assert found[0] <= day <= found[1]


@given(days, st.integers(-400, 400))
def test_days_and_weeks_move_there_and_back(day: date, count: int) -> None:
    for unit in ("D", "W"):
        moved = calendar.shift(day, unit, count)
        if moved:
            assert calendar.shift(moved, unit, -count) == day


@given(days, st.integers(-200_000, 200_000), st.sampled_from(["D", "W", "M", "Y", "DE", "CE"]))
def test_moving_never_leaves_the_calendar(day: date, count: int, unit: str) -> None:
    moved = calendar.shift(day, unit, count)
    assert moved is None or date.min <= moved <= date.max


@given(days, st.integers(1, 7))
def test_the_near_weekdays_lie_within_a_week(day: date, weekday: int) -> None:
    before, after = calendar.weekday_near(day, weekday, -1), calendar.weekday_near(day, weekday, 1)
    assert before is not None
    assert after is not None
    assert before.isoweekday() == after.isoweekday() == weekday
    assert 0 <= (day - before).days < 7
    assert 0 <= (after - day).days < 7


@pytest.mark.parametrize(("one", "other"), [("PT90M", "PT1H30M"), ("P1Y", "P12M"), ("P2W", "P14D")])
def test_equal_lengths_are_equal_however_written(one: str, other: str) -> None:
    assert calendar.seconds(one) == calendar.seconds(other)


@pytest.mark.parametrize("value", ["PXX", "PTXH", "P", "PT", "2025", ""])
def test_a_vague_length_has_no_seconds(value: str) -> None:
    assert calendar.seconds(value) is None


def test_intervals_meet_or_can_be_one() -> None:
    month = (date(2025, 2, 1), date(2025, 2, 28))
    day = (date(2025, 2, 12), date(2025, 2, 12))
    later = (date(2025, 3, 2), date(2025, 3, 2))
    assert calendar.meet(month, day) == day
    assert calendar.meet(month, later) is None
    assert calendar.can_be_one(month, later, slack=2)
    assert not calendar.can_be_one(month, later)
    assert calendar.length(month) == 28
