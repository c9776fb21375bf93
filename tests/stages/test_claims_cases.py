"""Pairs of accounts with the answer: which contradict each other, and which only differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from recoupe import languages, pipeline
from recoupe.model import Document, Dossier
from recoupe.options import Options
from recoupe.text.fold import short_id

CASES = Path(languages.__file__).parent / "data" / "fr" / "cases" / "claims.tsv"


def cases() -> Iterator[object]:
    for line in CASES.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        status, first, second, kind = line.split("\t")
        marks = [pytest.mark.xfail(strict=True)] if status == "known-failure" else []
        yield pytest.param(first, second, kind, id=f"{status}: {first[:40]} / {second[:30]}", marks=marks)


def page(text: str, name: str) -> Document:
    lines = "\n\n".join(text.split(" | "))
    return Document(
        id=short_id("p", name, lines),
        path=name,
        text=lines,
        sha256="",
        text_sha256="",
        published="1979-03-12",
    )


def told(first: str, second: str) -> Dossier:
    """What two pages say together."""
    documents = sorted((page(first, "a.txt"), page(second, "b.txt")), key=lambda d: d.id)
    options = Options(lang="fr")
    return pipeline.compare([pipeline.read_page(d, options) for d in documents], options)


@pytest.mark.parametrize(("first", "second", "kind"), list(cases()))
def test_a_pair_of_accounts_contradicts_as_the_case_says(first: str, second: str, kind: str) -> None:
    assert [x.kind for x in told(first, second).contradictions] == ([kind] if kind else [])


def test_a_person_with_two_offices_is_shown_and_a_bare_title_is_none() -> None:
    found = told(
        "Le ministre des Finances, Menahem Begin, a quitté Le Caire. Le président Anwar Sadate est resté.",
        "Le secrétaire au Trésor Menahem Begin a quitté Le Caire. Le dirigeant Anwar Sadate est resté.",
    ).claims
    offices = [{p.value for p in c.passages} for c in found if c.slot == "office"]
    assert offices == [{"ministre des Finances", "secrétaire au Trésor"}]


def test_one_sentence_with_one_slot_changed_contradicts_and_names_the_slot() -> None:
    base = "La compagnie de Karim Haddad a livré {} tonnes de farine aux boulangers du nord de Tunis {}."
    first = base.format(40, "après la grève des transporteurs")
    for changed, slot in (
        (base.format(65, "après la grève des transporteurs"), "number"),
        (base.format(40, "avant la grève des transporteurs"), "polarity"),
        (base.format(40, "après la grève des transporteurs").replace("a livré", "n’a pas livré"), "polarity"),
    ):
        dossier = told(first, changed)
        assert [x.kind for x in dossier.contradictions] == [slot], changed


def test_a_passive_in_the_same_words_is_no_contradiction() -> None:
    active = "Karim Haddad a accusé Lina Moreau de corruption devant la commission du Parlement lundi."
    passive = (
        "Lina Moreau a été accusée de corruption par Karim Haddad devant la commission du Parlement lundi."
    )
    assert told(active, passive).contradictions == ()
    turned = "Lina Moreau a accusé Karim Haddad de corruption devant la commission du Parlement lundi."
    assert [x.kind for x in told(active, turned).contradictions] == ["role"]
