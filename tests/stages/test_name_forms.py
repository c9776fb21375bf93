"""Forms of one name over pages, by the functions that decide: who may be one, who may not."""

import pytest
from bench.names import merged, titles

from recoupe import languages

TABLES = {code: languages.load(code) for code in languages.known()}
GENDERS = titles(TABLES)

ONE = [
    ("family name first", "person", "Ronald Carver", "CARVER Ronald"),
    ("a comma", "person", "Ronald Carver", "Carver, Ronald"),
    ("a father's name last", "person", "Иван Петрович Лесков", "Лесков Иван Петрович"),
    ("initials written together", "person", "Ronald Edgar Carver", "R.E. Carver"),
    ("the two family names", "person", "Pablo Ortega Salvatierra", "Ortega Salvatierra"),
    ("a joined name", "person", "Nancy Carver-Holt", "Nancy Holt"),
    ("a woman's form", "person", "Olena Leskova", "Olena Leskov"),
    ("a short given name", "person", "Саша Лесков", "Александр Лесков"),
    ("words written together", "person", "Kim Sun Ho", "Kim Sun-ho"),
    ("a place abroad", "place", "Ratisbonne", "Regensburg"),
    ("a body in two scripts", "body", "Lesprom", "Леспром"),
]
TWO = [
    ("another middle initial", "Ronald E. Carver", "Ronald F. Carver"),
    ("a number", "Friedrich I", "Friedrich II"),
    ("a son's family name alone", "Ronald Carver", "Carver Jr."),
    ("an initial w", "Nancy Weil", "Nancy Veil"),
    ("a woman's given name", "Валентин Лесков", "Валентина Лескова"),
]


@pytest.mark.parametrize(("why", "kind", "one", "other"), ONE)
def test_forms_of_one_name_meet(why: str, kind: str, one: str, other: str) -> None:
    assert merged(("same", why, kind, one, other), TABLES, GENDERS)


@pytest.mark.parametrize(("why", "one", "other"), TWO)
def test_names_of_two_persons_do_not(why: str, one: str, other: str) -> None:
    assert not merged(("different", why, "person", one, other), TABLES, GENDERS)


@pytest.mark.parametrize("table", ["exonyms", "given_forms"])
def test_the_tables_of_forms_have_no_fault(table: str) -> None:
    faults: list[str] = []
    path = languages.HERE / "data" / "any" / f"{table}.tsv"
    rows = languages.read_table(path, languages.schema()[table]["types"], faults)
    assert not faults
    assert rows == sorted(rows)
