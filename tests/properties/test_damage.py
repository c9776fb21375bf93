"""Damaged marks cost no statement: pages of our own prose, hurt by the edits of `bench/corruption.py`."""

import re

import pytest
from bench.corruption import KINDS, Clean, apply
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Statement
from recoupe.stages import mentions, statements
from recoupe.text import quotes

PAGE = (
    "La digue de Brume ne tiendra pas l'hiver. « Nous avons perdu dix mètres de sable en un an », a déclaré "
    "la maire Jeanne Petit. Le préfet a visité la plage mardi. « La route sera fermée dès lundi », "
    "a-t-il annoncé. Selon lui, les travaux dureront deux mois. Le directeur du port, Luc Morel, "
    "est inquiet. « Je ne comprends pas ce choix, nous avions proposé un autre plan », a-t-il expliqué. "
    "Le port emploie cent personnes. Jeanne Petit estime que la ville « n'a pas les moyens de payer seule ». "
    "Un accord devait être signé en mars. « Le ministère paiera la moitié des travaux », a promis "
    "le ministre Paul Leroy. Les pêcheurs ont une autre idée. « Il faut planter des oyats et attendre », "
    "a répondu leur syndicat. La réunion aura lieu jeudi."
)
WORDINGS = (
    "Nous avons perdu dix mètres de sable en un an",
    "La route sera fermée dès lundi",
    "Je ne comprends pas ce choix, nous avions proposé un autre plan",
    "n'a pas les moyens de payer seule",
    "Le ministère paiera la moitié des travaux",
    "Il faut planter des oyats et attendre",
)
MARKS = {
    "guillemets": PAGE,
    "straight": re.sub(r"« | »", '"', PAGE),
    "curly": PAGE.replace("« ", "“").replace(" »", "”"),
}
ENOUGH = 0.5  # of the characters of wording and content together


def clean(text: str, name: str = "page") -> Clean:
    found = quotes.find(text, [m.span() for m in re.finditer(r"[^\n]+", text)])
    assert all(q.intact for q in found)
    wordings = [(text.index(w), text.index(w) + len(w)) for w in WORDINGS if w in text]
    answers = {"attributions": [{"content": [list(place)]} for place in wordings]}
    return Clean(name, text, answers, tuple((q.start, q.end) for q in found))


def read(text: str) -> tuple[Statement, ...]:
    page, tables = make.page(text), languages.load("fr")
    parse = make.parse(page)
    return statements.find(page, parse, mentions.find(page, parse, tables), (), tables)


def overlap(place: list[int], said: Statement) -> float:
    wanted = set(range(*place))
    got = {i for c in said.content for i in range(c.start, c.end)}
    return len(wanted & got) / len(wanted | got)


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_statement_is_lost_to_damage(kind: str, marks: str) -> None:
    page = clean(MARKS[marks], marks)
    text, moved = apply(page, KINDS[kind](page))
    said = read(text)
    lost = [
        text[slice(*a["content"][0])]
        for a in moved["attributions"]
        if not any(overlap(a["content"][0], s) >= ENOUGH for s in said)
    ]
    assert not lost, [[text[c.start : c.end] for c in s.content] for s in said]


@pytest.mark.parametrize("kind", ["opening lost", "closing lost", "doubled", "swapped", "mixed"])
def test_a_repair_is_said_where_a_mark_was_hurt_and_nowhere_else(kind: str) -> None:
    page = clean(PAGE)
    edits = KINDS[kind](page)
    hurt = {w for w in WORDINGS for e in edits if -3 <= e.start - page.text.index(w) <= len(w) + 3}
    text, moved = apply(page, edits)
    for answer in moved["attributions"]:
        place = answer["content"][0]
        best = max(read(text), key=lambda s, place=place: overlap(place, s))
        assert (best.marks == "repaired") == (text[slice(*place)] in hurt), text[slice(*place)]


@settings(max_examples=60)
@given(st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(MARKS)), st.text("abcdef", max_size=4))
def test_answers_move_with_the_edits(kind: str, marks: str, name: str) -> None:
    page = clean(MARKS[marks], name)
    text, moved = apply(page, KINDS[kind](page))
    plain = re.compile(r"[\W_]")
    for wording, answer in zip(WORDINGS, moved["attributions"], strict=True):
        got = plain.sub("", text[slice(*answer["content"][0])]).lower()
        if kind != "ascii":
            assert got.startswith(plain.sub("", wording).lower()[:20])
