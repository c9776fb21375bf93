"""Gold files: several at once, read strictly."""

from pathlib import Path

import pytest
from tests.evaluation.story import answers, write

from recoupe.errors import DataError, InputError
from recoupe.evaluation import gold


def test_several_files_are_one_gold(tmp_path: Path) -> None:
    one, two = answers()
    files = [write(tmp_path, "one.jsonl", [one]), write(tmp_path, "two.jsonl", [two])]
    assert [p.doc for p in gold.read(files)] == ["port.txt", "market.txt"]


def test_the_page_itself_stands_in_no_chain(tmp_path: Path) -> None:
    page, _ = gold.read([write(tmp_path, "gold.jsonl", answers())])
    assert page.attributions[2].chain == ("agence Ponant", "préfet")


def test_noise_of_a_page_is_that_of_its_attributions(tmp_path: Path) -> None:
    pages = [answers()[0] | {"noise": "dropped_marks"}]
    (page,) = gold.read([write(tmp_path, "gold.jsonl", pages)])
    assert [a.noise for a in page.attributions] == ["dropped_marks", "dropped_marks", "mt_syntax"]


def test_a_page_given_twice_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "gold.jsonl", answers())
    with pytest.raises(DataError, match=r"gold.jsonl:1: page port.txt stands twice"):
        gold.read([file, file])


@pytest.mark.parametrize("line", ["{", "[]", '{"doc": "x"}', '{"doc": "x", "attributions": [{"id": "a1"}]}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(DataError, match=r"gold.jsonl:2: "):
        gold.read([file])


def test_an_empty_gold_is_nothing_to_measure_by(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold page"):
        gold.read([write(tmp_path, "gold.jsonl", [])])


def test_aliases_lie_beside_the_gold_unless_given(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    assert gold.aliases([file], None) == {}
    (tmp_path / "aliases.json").write_text('{"Ivo Marsac": ["I. M."]}', "utf-8")
    (tmp_path / "others.json").write_text('{"préfet": ["préfecture"]}', "utf-8")
    assert gold.aliases([file], None) == {"Ivo Marsac": ("I. M.",)}
    assert gold.aliases([file], tmp_path / "others.json") == {"préfet": ("préfecture",)}
