"""Loading language folders: every fault is named with its file and line."""

from pathlib import Path

import pytest

from recoupe import languages
from recoupe.errors import DataError


def folder(tmp_path: Path, **tables: str) -> Path:
    (tmp_path / "language.toml").write_text('name = "Test"\n', "utf-8")
    for table, text in tables.items():
        (tmp_path / f"{table}.tsv").write_text(text, "utf-8")
    return tmp_path


def test_all_six_languages_load() -> None:
    assert languages.known() == ("de", "en", "es", "fr", "ru", "uk")
    for code in languages.known():
        assert languages.load(code).settings["name"]


def test_a_folder_without_settings_is_a_fault(tmp_path: Path) -> None:
    assert "language.toml" in languages.check(tmp_path)[0]


def test_a_table_that_the_schema_does_not_know_is_a_fault(tmp_path: Path) -> None:
    assert "schema.toml" in languages.check(folder(tmp_path, riddles="a\tb\n"))[0]


def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path) -> None:
    faults: list[str] = []
    path = tmp_path / "t.tsv"
    path.write_text("# a remark\nhaut\tsay\t1.0\nbas\tsay\thight\nseul\n", "utf-8")
    rows = languages.read_table(path, ["text", "say|deny", "weight"], faults)
    assert rows == [("haut", "say", "1.0")]
    assert faults == [
        f'{path}:3: weight "hight" is not a number between 0 and 1',
        f"{path}:4: 1 columns, 3 wanted",
    ]


def test_loading_a_broken_folder_raises_its_first_fault(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"riddles\.tsv"):
        languages.read(folder(tmp_path, riddles="a\n"))


def test_remarks_after_a_tab_and_empty_last_cells_are_fine(tmp_path: Path) -> None:
    faults: list[str] = []
    path = tmp_path / "t.tsv"
    path.write_text("un\tsay\t# why it is here\n", "utf-8")
    assert languages.read_table(path, ["text", "text", "maybe"], faults) == [("un", "say", "")]
    assert not faults
