"""A page whose own words are stronger than the quotation beside them is said to be so."""

from dataclasses import replace

import make
from recoupe.model import Note, Position, Statement
from recoupe.stages import cautions

PAGE = make.page("Begin a exclu une trêve. « Une trêve n'est pas réaliste », a dit Begin.")
HARD, SOFT = make.span(PAGE, "Begin a exclu une trêve"), make.span(PAGE, "Une trêve n'est pas réaliste")
QUOTED = Statement(
    id="s-1", type="direct", content=(SOFT,), cue=None, speaker=None, holder=None, stance="asserts",
    confidence=0.9, reasons=(),
)  # fmt: skip
LOUD = Position(
    id="p-1", statement=None, span=HARD, holder="a-1", issue="CF.1", option=None, stance="rejects",
    force="firm", voice="reporter", reasons=(),
)  # fmt: skip
MILD = replace(LOUD, id="p-2", statement="s-1", span=SOFT, force="declaratory", voice="self")


def raised(*positions: Position) -> list[Note]:
    return list(cautions.of(positions, (QUOTED,), {PAGE.doc.id: PAGE}))


def test_a_paraphrase_stronger_than_its_quotation_is_raised() -> None:
    (note,) = raised(LOUD, MILD)
    assert (note.code, note.span) == ("paraphrase-stronger", HARD)
    assert "Une trêve n'est pas réaliste" in note.text


def test_equal_words_another_holder_issue_or_stance_raise_nothing() -> None:
    assert not raised(replace(LOUD, force="declaratory"), MILD)
    assert not raised(replace(LOUD, holder="a-2"), MILD)
    assert not raised(replace(LOUD, issue="CF.2"), MILD)
    assert not raised(replace(LOUD, stance="accepts"), MILD)
    assert not raised(LOUD)


def test_a_quotation_stronger_than_the_page_is_the_speakers_own() -> None:
    assert not raised(replace(LOUD, force="hedged"), MILD)
