"""Span algebra: laws, not examples."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import SpanError
from recoupe.model import Span
from recoupe.spans import hull, inside, merge, overlap, subtract, trim

spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: Span("p1", p[0], p[0] + p[1]))


def covered(parts: tuple[Span, ...]) -> set[int]:
    return {i for s in parts for i in range(s.start, s.end)}


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_an_empty_or_reversed_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span("p1", start, end)


def test_spans_of_two_pages_never_meet() -> None:
    assert not overlap(Span("p1", 0, 5), Span("p2", 0, 5))
    assert not inside(Span("p1", 1, 2), Span("p2", 0, 5))


@given(spans, spans)
def test_overlap_is_symmetric_and_follows_from_inside(a: Span, b: Span) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert not inside(a, b) or overlap(a, b)


@given(st.lists(spans, min_size=1))
def test_merging_keeps_each_character_and_leaves_gaps(parts: list[Span]) -> None:
    merged = merge(parts)
    assert covered(merged) == covered(tuple(parts))
    assert all(a.end < b.start for a, b in itertools.pairwise(merged))
    assert inside(merged[0], hull(parts))


@given(spans, st.lists(spans))
def test_subtracting_leaves_what_no_hole_covers(span: Span, holes: list[Span]) -> None:
    assert covered(subtract(span, holes)) == covered((span,)) - covered(tuple(holes))


def test_trimming_takes_spaces_at_the_ends_only() -> None:
    text = "  a b \u00a0"
    assert trim(Span("p1", 0, len(text)), text) == Span("p1", 2, 5)
    assert trim(Span("p1", 0, 2), text) is None
