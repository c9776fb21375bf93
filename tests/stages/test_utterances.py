from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import make
from recoupe.model import Page, Span, Statement, Utterance
from recoupe.stages import utterances


def said(page: Page, wording: str, actor: str | None = "a-lund", **more: object) -> Statement:
    span = make.span(page, wording)
    base = Statement(
        id=f"s-{page.doc.id}-{span.start}", type="direct", content=(span,), cue=None, speaker=None,
        holder=None, stance="asserts", confidence=0.8, reasons=(), actor=actor,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def settle(*pairs: tuple[Page, Statement]) -> tuple[Utterance, ...]:
    return utterances.settle([s for _, s in pairs], {p.doc.id: p for p, _ in pairs})


def one(text: str, actor: str | None = "a-lund", **more: object) -> tuple[Page, Statement]:
    page = make.page(text)
    return page, said(page, text, actor, **more)


FIRST = "Nous rendrons 430 permis de pêche aux équipages du nord avant le mois de mars."
AGAIN = "Nous allons rendre 430 permis de pêche avant mars aux équipages du nord."
OTHER = "Le budget de la défense civile ne sera pas discuté cette année au parlement."


def test_two_translations_of_one_sentence_are_one_act_of_speech() -> None:
    found = settle(one(FIRST), one(AGAIN), one(OTHER))
    assert sorted(len(u.statements) for u in found) == [1, 2]
    assert next(u for u in found if len(u.statements) == 2).speaker == "a-lund"


def test_two_speakers_never_become_one() -> None:
    assert len(settle(one(FIRST), one(AGAIN, actor="a-arnason"))) == 2


def test_without_a_speaker_the_words_themselves_must_agree() -> None:
    loose = "Au nord, les équipages retrouveront 430 permis de pêche d'ici au printemps, c'est promis."
    assert len(settle(one(FIRST, actor=None), one(loose, actor=None))) == 2
    assert len(settle(one(FIRST, actor=None), one("D'abord : " + FIRST, actor=None))) == 1


def test_a_statement_and_the_one_nested_in_it_stay_two() -> None:
    page = make.page(FIRST)
    outer = said(page, FIRST)
    inner = said(page, FIRST[5:], parent=outer.id)
    assert len(utterances.settle([outer, inner], {page.doc.id: page})) == 2


def test_another_number_is_named_as_drift() -> None:
    (found,) = settle(one(FIRST), one(FIRST.replace("430", "340")))
    assert "number" in {d.kind for d in found.drift}


def test_a_lost_negation_is_named_as_drift() -> None:
    (found,) = settle(one(OTHER), one(OTHER.replace("ne sera pas", "sera")))
    assert "negation" in {d.kind for d in found.drift}


def test_a_part_of_a_quotation_is_shortened_and_the_whole_is_the_best_wording() -> None:
    whole, part = one(FIRST), one("rendre 430 permis de pêche aux équipages du nord")
    (found,) = settle(whole, part)
    assert found.best.statement == whole[1].id
    assert "shortened" in {d.kind for d in found.drift}


def test_intact_marks_go_before_repaired_ones() -> None:
    broken, intact = one(FIRST, marks="repaired"), one(AGAIN)
    (found,) = settle(broken, intact)
    assert found.best.statement == intact[1].id


def test_one_speaker_on_two_persons_says_two_things() -> None:
    a = one("La conversation avec Arnason a été très bonne et très utile.")
    b = one("La conversation avec Haugen a été longue et très utile.")
    assert len(settle(a, b)) == 2


TEXTS = st.lists(
    st.sampled_from([FIRST, AGAIN, OTHER, "«", "Oui", "430"]), min_size=1, max_size=6, unique=True
)


@given(TEXTS, st.sampled_from(["a-lund", None]))
def test_each_statement_is_in_one_utterance_with_reasons(texts: list[str], actor: str | None) -> None:
    pairs = [one(t, actor) for t in texts]
    found = settle(*pairs)
    assert sorted(s for u in found for s in u.statements) == sorted(s.id for _, s in pairs)
    assert all(u.reasons for u in found)
    assert found == settle(*pairs[::-1])


@given(TEXTS)
def test_drift_quotes_its_pages(texts: list[str]) -> None:
    pairs = [one(t) for t in texts]
    ends = {p.doc.id: len(p.doc.text) for p, _ in pairs}
    spans: list[Span] = [s for u in settle(*pairs) for d in u.drift for s in d.spans]
    assert all(s.end <= ends[s.doc] for s in spans)
