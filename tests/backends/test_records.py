"""Records as bytes and back: nothing is lost, not even the kind of a number."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from recoupe import ingest, pipeline
from recoupe.backends import records
from recoupe.model import Note, Reading, Reason, Report, Span
from recoupe.options import Options

SAMPLE = Path(__file__).parents[2] / "samples" / "reykjavik"

spans = st.builds(
    lambda doc, start, size: Span(doc, start, start + size), st.text(), st.integers(0, 99), st.integers(1, 9)
)
weights = st.one_of(st.integers(-3, 3), st.floats(allow_nan=False), st.booleans())
reasons = st.builds(Reason, st.text(), weights, st.lists(spans, max_size=3).map(tuple), st.text())
reports = st.builds(
    Report,
    id=st.text(),
    span=spans,
    trigger=spans,
    code=st.text(),
    roles=st.lists(st.tuples(st.text(), spans), max_size=3).map(tuple),
    reasons=st.lists(reasons, max_size=3).map(tuple),
    mode=st.none() | st.text(),
)
notes = st.builds(Note, st.text(), st.text(), st.text(), st.none() | st.text(), st.none() | spans)


def same(a: Any, b: Any) -> bool:
    """Whether two values are equal and of one type, all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if is_dataclass(a):
        return all(same(getattr(a, f.name), getattr(b, f.name)) for f in fields(a))
    return bool(a == b)


@given(reports)
def test_a_report_comes_back(report: Report) -> None:
    assert same(records.unpack(records.pack(report), Report), report)


@given(notes)
def test_what_is_absent_stays_absent(note: Note) -> None:
    assert same(records.unpack(records.pack(note), Note), note)


def test_equal_spans_are_one_and_equal_reasons_are_not() -> None:
    span = Span("p", 1, 2)
    one, two = Reason("r", 1, (span, Span("p", 1, 2)), ""), Reason("r", 1.0, (span,), "")
    report = Report(id="x", span=span, trigger=span, code="C", roles=(), reasons=(one, two))
    back = records.unpack(records.pack(report), Report)
    assert back.span is back.trigger is back.reasons[0].spans[1]
    assert [type(r.weight) for r in back.reasons] == [int, float]


def test_readings_of_the_sample_come_back() -> None:
    options = Options()
    for doc in ingest.read([str(SAMPLE)], options).documents[:4]:
        reading = pipeline.read_page(doc, options)
        assert same(records.unpack(records.pack(reading), Reading), reading)
