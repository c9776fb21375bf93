"""How far an event is established: by whose word, and when nobody's word lifts it."""

from collections.abc import Mapping, Sequence

import pytest

from make import document
from recoupe.model import (
    Actor,
    Block,
    Document,
    Event,
    Family,
    Fingerprint,
    Lineage,
    Mention,
    Page,
    Published,
    Reading,
    Reason,
    Report,
    Roster,
    Span,
    Statement,
    TimeExpression,
)
from recoupe.stages import events

TEXT = "Morel a vu Havas. Vidal en parle."
PLACES = {"Morel": (0, 5), "Havas": (11, 16), "Vidal": (18, 23)}
COUNTRY = {"Morel": "FR", "Havas": "HU", "Vidal": "ES"}


def event(
    *told: tuple[str | None, str], days: str = "2021-06-15", countries: Mapping[str, str] = COUNTRY
) -> Event:
    """The event of a page for each (who says so or None, status)."""
    readings, statements = [], []
    for n, (speaker, status) in enumerate(told):
        doc = document(f"{TEXT}{n}", f"{n}.txt")
        said = f"s-{n}" if speaker else None
        if speaker:
            statements.append(statement(doc.id, f"s-{n}", speaker))
        readings.append(reading(doc, status, said, days))
    found = events.settle(readings, statements, roster(readings, countries), families(readings))
    assert len(found) == 1
    return found[0]


def statement(doc: str, key: str, speaker: str) -> Statement:
    span = Span(doc, 0, 16)
    return Statement(
        id=key, type="indirect", content=(span,), cue=None, speaker=None, holder=None, stance="asserts",
        confidence=0.9, reasons=(), actor=f"a-{speaker}",
    )  # fmt: skip


def reading(doc: Document, status: str, said: str | None, days: str) -> Reading:
    spans = {name: Span(doc.id, *at) for name, at in PLACES.items()}
    when = TimeExpression(
        id=f"t-{doc.id}", span=Span(doc.id, 6, 7), kind="date", value=days, grain="day", anchor="text",
        earliest=days, latest=days,
    )  # fmt: skip
    report = Report(
        id=f"r-{doc.id}", span=Span(doc.id, 0, 16), trigger=Span(doc.id, 8, 10), code="CONSULT", mode="phone",
        roles=(("actor", spans["Morel"]), ("actor", spans["Havas"])), status=status, statement=said,
        reasons=(Reason("event-verb", 1.0, (Span(doc.id, 8, 10),), "seen"),), when=when,
    )  # fmt: skip
    page = Page(
        doc=doc, lang="fr", lang_score=1.0, blocks=(Block(Span(doc.id, 0, 16), "body"),),
        published=Published("2021-06-16", "given"),
    )  # fmt: skip
    mentions = tuple(Mention(span=s, form="name", kind="person", core=n) for n, s in spans.items())
    return Reading(
        page=page, mentions=mentions, times=(), statements=(), reports=(report,), frames=(), stands=(),
        fingerprint=Fingerprint(doc=doc.id, lang="fr"), legs=(),
    )  # fmt: skip


def roster(readings: Sequence[Reading], countries: Mapping[str, str]) -> Roster:
    return Roster(
        tuple(
            Actor(
                id=f"a-{name}",
                name=name,
                kind="person",
                names=(),
                roles=(),
                country=countries.get(name),
                mentions=tuple(m for r in readings for m in r.mentions if m.core == name),
            )
            for name in sorted(PLACES)
        )
    )


def families(readings: Sequence[Reading]) -> Lineage:
    return Lineage(families=tuple(Family(f"f-{i}", (r.page.doc.id,)) for i, r in enumerate(readings)))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([("Morel", "claimed")], "claimed"),
        ([("Morel", "claimed"), ("Morel", "claimed")], "claimed"),
        ([("Morel", "claimed"), ("Havas", "claimed")], "confirmed_by_other_party"),
        ([("Morel", "claimed"), ("Havas", "denied")], "denied"),
        ([("Morel", "claimed"), ("Morel", "denied")], "claimed"),
        ([("Morel", "claimed"), ("Vidal", "claimed")], "confirmed_independently"),
        ([("Vidal", "claimed")], "claimed"),
        ([("Morel", "claimed"), (None, "done")], "done"),
        ([(None, "done"), ("Havas", "denied")], "done"),
        ([(None, "planned")], "planned"),
    ],
)
def test_whose_word_it_is_decides(told: list[tuple[str | None, str]], status: str) -> None:
    assert event(*told).status == status


def test_a_confirmation_says_why_and_where() -> None:
    found = event(("Morel", "claimed"), ("Havas", "claimed"))
    assert found.reasons[-1].rule == "event-confirmed"
    assert len(found.reasons[-1].spans) == 2


def test_who_is_of_no_known_side_confirms_nothing() -> None:
    told = (("Morel", "claimed"), ("Havas", "claimed"))
    assert event(*told, countries={"Morel": "FR"}).status == "claimed"


def test_what_lies_long_before_the_pages_is_history() -> None:
    assert event((None, "done"), days="2014-03-18").aux == ("historical",)
    assert event((None, "done"), days="2021-06-15").aux == ()
    assert event((None, "planned"), days="2021-06-20").aux == ("future",)
    assert event((None, "planned"), days="9999-12-31").aux == ("future",)
