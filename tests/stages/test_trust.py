"""The probability that content and speaker are both right, and the threshold on it."""

from dataclasses import replace

import pytest
from tests.make import page

from recoupe.languages import Language
from recoupe.model import Actor, ActorName, Mention, Reason, Roster, Span, Statement
from recoupe.stages import trust

TEXT = "Ada Morel a dit que le pont rouvre. Elle a ajouté que le port ferme."
PAGE = page(TEXT)
NAME = Mention(span=Span(PAGE.doc.id, 0, 9), form="name", kind="person", core="Ada Morel")
SHE = Mention(span=Span(PAGE.doc.id, 36, 40), form="pronoun", kind="person", core="elle", refers=NAME.span)
ADA = Actor(
    id="a1",
    name="Ada Morel",
    kind="person",
    names=(ActorName("Ada Morel", "fr", 1),),
    roles=(),
    mentions=(NAME, SHE),
)


def statement(holder: Mention | None, start: int, end: int, **more: object) -> Statement:
    content = (Span(PAGE.doc.id, start, end),)
    return replace(
        Statement(
            id=f"s{start}",
            type="indirect",
            content=content,
            cue=None,
            speaker=holder.span if holder else None,
            holder=holder.span if holder else None,
            stance="asserts",
            confidence=0.8,
            reasons=(Reason("that-clause", 1.0, content, "a clause"),),
            actor="a1" if holder else None,
        ),
        **more,
    )


def french(*rows: tuple[str, str]) -> dict[str, Language]:
    return {"fr": Language("fr", {}, {"trust_weights": rows})}


FIRST, SECOND = statement(NAME, 16, 34), statement(SHE, 50, 67)


def test_a_language_without_the_table_keeps_the_first_confidence() -> None:
    assert trust.weigh([FIRST], Roster((ADA,)), {PAGE.doc.id: PAGE}, french()) == (FIRST,)


def test_a_pronoun_is_trusted_less_where_the_table_says_so() -> None:
    tables = french(("score", "1"), ("holder-person-pronoun", "-1.5"))
    named, she = trust.weigh([FIRST, SECOND], Roster((ADA,)), {PAGE.doc.id: PAGE}, tables)
    assert named.confidence == pytest.approx(0.8)
    assert she.confidence < named.confidence
    assert she.reasons[-1].spans == (SHE.span,)


def test_a_threshold_leaves_out_and_says_so() -> None:
    doubtful = replace(SECOND, confidence=0.4, id="s2")
    child = replace(FIRST, parent="s2")
    kept, notes = trust.keep([child, doubtful], 0.5)
    assert [s.id for s in kept] == [child.id]
    assert kept[0].parent is None
    assert notes[0].doc == PAGE.doc.id
    assert "1 statements" in notes[0].text


def test_no_threshold_leaves_nothing_out() -> None:
    assert trust.keep([FIRST, SECOND], 0.0) == ((FIRST, SECOND), ())
