"""Events over pages: what is one happening, what only looks like one, and what must hold for any set of
reports.
"""

from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from make import document
from recoupe.model import (
    Actor,
    Block,
    Contradiction,
    Event,
    Family,
    Fingerprint,
    Lineage,
    Mention,
    Origins,
    Page,
    Passage,
    Published,
    Reading,
    Reason,
    Report,
    Roster,
    Span,
    TimeExpression,
)
from recoupe.stages import events
from recoupe.text import calendar

TEXT = "Morel a vu Havas. Havas a vu Morel. Elle part."
FIRST, LAST = Span("", 0, 5), Span("", 11, 16)


def when(doc: str, value: str | None) -> TimeExpression | None:
    days = calendar.interval(value) if value else None
    if not value or not days:
        return None
    return TimeExpression(
        id=f"t-{doc}-{value}", span=Span(doc, 6, 7), kind="date", value=value, grain="day", anchor="text",
        earliest=days[0].isoformat(), latest=days[1].isoformat(),
    )  # fmt: skip


def report(doc: str, value: str | None = None, **changes: object) -> Report:
    fields: dict[str, object] = {
        "id": f"r-{doc}-{value}-{sorted(changes.items())}",
        "span": Span(doc, 0, 16),
        "trigger": Span(doc, 8, 10),
        "code": "CONSULT",
        "mode": "phone",
        "roles": (("actor", Span(doc, 0, 5)), ("actor", Span(doc, 11, 16))),
        "reasons": (Reason("event-verb", 1.0, (Span(doc, 8, 10),), "seen"),),
        "when": when(doc, value),
    }
    return Report(**{**fields, **changes})  # type: ignore[arg-type]


def reading(name: str, published: str | None, *found: str | None, **changes: object) -> Reading:
    doc = document(TEXT + name, f"{name}.txt")
    day = Published(published, "given") if published else None
    page = Page(
        doc=doc, lang="fr", lang_score=1.0, blocks=(Block(Span(doc.id, 0, 16), "body"),), published=day
    )
    spans = {"Morel": Span(doc.id, 0, 5), "Havas": Span(doc.id, 11, 16)}
    mentions = tuple(Mention(span=s, form="name", kind="person", core=n) for n, s in spans.items())
    reports = tuple(report(doc.id, value, **changes) for value in found)
    return Reading(
        page=page, mentions=mentions, times=(), statements=(), reports=reports, frames=(), stands=(),
        fingerprint=Fingerprint(doc=doc.id, lang="fr"), legs=(),
    )  # fmt: skip


def settle(readings: Sequence[Reading], families: Sequence[Sequence[int]] = ()) -> tuple[Event, ...]:
    people = {}
    for r in readings:
        for m in r.mentions:
            people.setdefault(m.core, []).append(m)
    actors = tuple(
        Actor(id=f"a-{n}", name=n, kind="person", names=(), roles=(), mentions=tuple(ms))
        for n, ms in sorted(people.items())
    )
    docs = [r.page.doc.id for r in readings]
    groups = families or [[i] for i in range(len(docs))]
    lineage = Lineage(
        families=tuple(Family(f"f-{i}", tuple(docs[j] for j in g)) for i, g in enumerate(groups))
    )
    return events.settle(readings, (), Roster(actors), lineage)


def test_two_pages_that_date_it_alike_tell_of_one_event() -> None:
    found = settle([reading("a", "2021-06-16", "2021-06-15"), reading("b", "2021-06-17", "2021-06-15")])
    assert [(e.when, e.pages, e.origins.max) for e in found] == [("2021-06-15", 2, 2)]


def test_a_copy_is_not_a_source() -> None:
    pages = [reading("a", "2021-06-16", "2021-06-15"), reading("b", "2021-06-16", "2021-06-15")]
    assert settle(pages, [[0, 1]])[0].origins.max == 1


def test_two_calls_between_the_same_people_stay_two_events() -> None:
    pages = [
        reading("a", "2021-06-16", "2021-06-15"),
        reading("b", "2021-07-16", "2021-07-20", status="planned"),
    ]
    assert [(e.when, e.status) for e in settle(pages)] == [("2021-06-15", "done"), ("2021-07-20", "planned")]


def test_what_was_planned_and_then_held_is_one_event() -> None:
    pages = [
        reading("a", "2021-06-12", "2021-06-15", status="planned"),
        reading("b", "2021-06-16", "2021-06-15"),
    ]
    assert [(e.status, e.pages) for e in settle(pages)] == [("done", 2)]


def test_a_month_joins_the_only_event_that_it_holds() -> None:
    pages = [reading("a", "2021-06-16", "2021-06-15"), reading("b", "2021-07-16", "2021-06")]
    assert [(e.when, e.pages) for e in settle(pages)] == [("2021-06-15", 2)]


def test_a_month_that_holds_two_events_joins_none() -> None:
    pages = [reading("a", "2021-06-16", "2021-06-15", "2021-06-02"), reading("b", "2021-07-16", "2021-06")]
    assert [e.when for e in settle(pages)] == ["2021-06", "2021-06-02", "2021-06-15"]


def test_a_report_without_a_date_joins_the_only_event_of_its_page() -> None:
    assert [(e.when, len(e.reports)) for e in settle([reading("a", "2021-06-16", "2021-06-15", None)])] == [
        ("2021-06-15", 2)
    ]


def test_a_report_without_a_date_on_a_far_page_stays_alone() -> None:
    pages = [reading("a", "2021-06-16", "2021-06-15"), reading("b", "2021-09-16", None)]
    assert [e.when for e in settle(pages)] == ["2021-06-15", None]


def test_a_report_without_a_date_on_an_undated_page_stays_alone() -> None:
    assert len(settle([reading("a", "2021-06-16", "2021-06-15"), reading("b", None, None)])) == 2


def test_a_call_is_not_a_meeting_of_the_same_day() -> None:
    pages = [
        reading("a", "2021-06-16", "2021-06-15"),
        reading("b", "2021-06-16", "2021-06-15", mode="meeting"),
    ]
    assert len(settle(pages)) == 2


def test_what_is_only_wished_is_no_event() -> None:
    assert settle([reading("a", "2021-06-16", None, status="hypothetical")]) == ()


def test_a_talk_needs_two_who_are_known() -> None:
    alone = (("actor", Span(document(TEXT + "a").id, 0, 5)),)
    assert settle([reading("a", "2021-06-16", None, roles=alone)]) == ()


def test_the_title_is_what_the_page_says() -> None:
    assert settle([reading("a", "2021-06-16", "2021-06-15")])[0].title == "Morel a vu Havas"


VALUES = st.sampled_from([None, "2021-06-15", "2021-06-16", "2021-06", "2021-W24", "2021-07-01"])
PAGES = st.lists(
    st.tuples(st.sampled_from([None, "2021-06-16", "2021-07-02"]), st.lists(VALUES, max_size=3)),
    min_size=1,
    max_size=4,
)


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_the_order_of_pages_does_not_matter_and_no_report_is_lost(
    told: list[tuple[str | None, list[str | None]]],
) -> None:
    pages = [reading(f"p{i}", day, *dict.fromkeys(values)) for i, (day, values) in enumerate(told)]
    pages.sort(key=lambda r: r.page.doc.id)
    first = settle(pages)
    assert sorted(s for e in first for s in e.reports) == sorted(r.span for p in pages for r in p.reports)
    assert len({e.id for e in first}) == len(first)
    for order in list(permutations(pages))[:4]:
        assert settle(order) == first


def test_every_event_says_why() -> None:
    found = settle([reading("a", "2021-06-16", "2021-06-15"), reading("b", "2021-06-17", "2021-06-15")])
    assert {"event-verb", "same-event"} <= {r.rule for r in found[0].reasons}


def test_an_event_lists_the_contradictions_in_which_its_reports_stand() -> None:
    event = Event(
        id="e-1", code="CONSULT", title="Talks", roles=(), reports=(Span("p1", 10, 40),), status="done",
        origins=Origins(1, 1), pages=1, reasons=(Reason("event-verb", 1.0, (Span("p1", 10, 15),), "talks"),),
    )  # fmt: skip
    here, beside = (Passage(span=Span("p1", start, start + 30)) for start in (0, 40))
    other = Passage(span=Span("p2", 0, 30))

    def clash(name: str, passage: Passage) -> Contradiction:
        return Contradiction(
            id=name, claim="c", kind="number", a=(passage,), b=(other,), can_both_hold=False,
            translation_risk=0.0, reasons=event.reasons,
        )  # fmt: skip

    found = events.disagree([event], [clash("x-2", beside), clash("x-1", here)])
    assert [e.disagreements for e in found] == [("x-1",)]
    assert events.disagree([event], []) == (event,)
