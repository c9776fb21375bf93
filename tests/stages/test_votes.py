"""A clean page lends a damaged one what it lacks: always said, never against a disagreement."""

from dataclasses import replace
from itertools import permutations

import make
from recoupe.model import Actor, ActorName, Mention, Note, Page, Roster, Span, Statement, Utterance
from recoupe.stages import utterances, votes

WORDS = "Nous rendrons 430 permis de pêche aux équipages du nord avant le mois de mars"
CLEAN = make.page(f"« {WORDS} », a dit Eva Lund.")
OTHER = make.page(f"« {WORDS} », a déclaré Eva Lund lundi soir.")
RIVAL = make.page(f"« {WORDS} », a affirmé Jon Berg.")
DAMAGED = make.page(f"{WORDS} », a-t-on appris au port.")


def mention(page: Page, name: str) -> Mention:
    return Mention(span=make.span(page, name), form="name", kind="person", core=name)


def actor(name: str, *pages: Page) -> Actor:
    return Actor(
        id=f"a-{name[:3]}", name=name, kind="person", names=(ActorName(name, "fr", 1),), roles=(),
        mentions=tuple(mention(p, name) for p in pages),
    )  # fmt: skip


ROSTER = Roster((actor("Eva Lund", CLEAN, OTHER), actor("Jon Berg", RIVAL)))


def said(page: Page, name: str | None = None, wording: str = WORDS, **more: object) -> Statement:
    place = make.span(page, wording)
    holder = make.span(page, name) if name else None
    base = Statement(
        id=f"s-{page.doc.id}-{place.start}", type="direct", content=(place,), cue=None, speaker=holder,
        holder=holder, stance="asserts", confidence=0.95 if name else 0.6, reasons=(),
        actor=f"a-{name[:3]}" if name else None, chain=(f"a-{name[:3]}",) if name else (),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def lend(
    statements: list[Statement], roster: Roster = ROSTER
) -> tuple[dict[str, Statement], tuple[Utterance, ...], tuple[Note, ...]]:
    pages = {p.doc.id: p for p in (CLEAN, OTHER, RIVAL, DAMAGED)}
    after, spoken, notes = votes.lend(statements, utterances.settle(statements, pages), roster, pages)
    return {s.doc: s for s in after}, spoken, notes


def test_a_named_speaker_is_lent_to_a_page_that_knows_none_and_it_is_said() -> None:
    found, spoken, notes = lend([said(CLEAN, "Eva Lund"), said(DAMAGED)])
    borrower = found[DAMAGED.doc.id]
    assert (borrower.actor, borrower.chain) == ("a-Eva", ("a-Eva",))
    [reason] = borrower.reasons
    assert reason.rule == "lent-speaker"
    assert make.span(CLEAN, "Eva Lund") in reason.spans
    assert not notes
    assert {u.speaker for u in spoken} == {"a-Eva"}


def test_lenders_who_disagree_lend_nothing_and_a_note_says_so() -> None:
    found, _, notes = lend([said(CLEAN, "Eva Lund"), said(RIVAL, "Jon Berg"), said(DAMAGED)])
    assert found[DAMAGED.doc.id].actor is None
    assert "lenders-disagree" in {n.code for n in notes}


def test_a_page_that_prints_a_name_of_its_own_borrows_none() -> None:
    before = [said(CLEAN, "Eva Lund"), said(RIVAL, "Jon Berg", confidence=0.5)]
    found, _, _ = lend(before)
    assert found[RIVAL.doc.id].actor == "a-Jon"


def test_an_unsure_page_lends_nothing() -> None:
    found, _, _ = lend([said(CLEAN, "Eva Lund", confidence=0.6), said(DAMAGED)])
    assert found[DAMAGED.doc.id].actor is None


def test_an_intact_copy_shows_where_damaged_words_begin() -> None:
    part = WORDS.partition("aux ")[2]
    found, spoken, _ = lend(
        [said(CLEAN, "Eva Lund"), said(DAMAGED, wording="430 permis de pêche aux " + part, marks="repaired")]
    )
    borrower = found[DAMAGED.doc.id]
    assert [c.of(DAMAGED.doc.text) for c in borrower.content] == [WORDS]
    assert borrower.marks == "repaired"
    assert "lent-limits" in {r.rule for r in borrower.reasons}
    assert borrower.content[0] in {v.span for u in spoken for v in u.variants}


def test_limits_are_not_lent_where_they_would_swallow_a_neighbour() -> None:
    damaged = said(
        DAMAGED, wording="430 permis de pêche aux équipages du nord avant le mois de mars", marks="repaired"
    )
    neighbour = said(DAMAGED, wording="Nous rendrons")
    statements = [said(CLEAN, "Eva Lund"), damaged, neighbour]
    pages = {p.doc.id: p for p in (CLEAN, DAMAGED)}
    after, _, _ = votes.lend(statements, utterances.settle(statements, pages), ROSTER, pages)
    assert next(s for s in after if s.id == damaged.id).content == damaged.content


def test_what_is_nested_in_a_borrower_gets_its_holder_too() -> None:
    outer = said(DAMAGED)
    inner = said(DAMAGED, wording="430 permis", parent=outer.id, actor="a-Jon", chain=("a-Jon",))
    statements = [said(CLEAN, "Eva Lund"), outer, inner]
    pages = {p.doc.id: p for p in (CLEAN, DAMAGED)}
    after, _, _ = votes.lend(statements, utterances.settle(statements, pages), ROSTER, pages)
    assert next(s for s in after if s.id == inner.id).chain == ("a-Eva", "a-Jon")


def test_limits_that_only_differ_in_marks_are_no_loan() -> None:
    before = said(DAMAGED, wording=WORDS + " »", marks="repaired", actor="a-Eva", chain=("a-Eva",))
    found, _, _ = lend([said(CLEAN, "Eva Lund"), before])
    assert found[DAMAGED.doc.id] == before


def test_the_order_of_statements_does_not_matter() -> None:
    statements = [said(CLEAN, "Eva Lund"), said(OTHER, "Eva Lund"), said(DAMAGED)]
    results = [lend(list(order)) for order in permutations(statements)]
    assert all(r == results[0] for r in results)


def test_spans_quote_their_page() -> None:
    found, _, _ = lend([said(CLEAN, "Eva Lund"), said(DAMAGED)])
    texts = {p.doc.id: p.doc.text for p in (CLEAN, DAMAGED)}
    for s in found.values():
        for span in (*s.content, *(x for r in s.reasons for x in r.spans)):
            assert isinstance(span, Span)
            assert span.end <= len(texts[span.doc])
