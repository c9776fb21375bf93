"""Tables and terminal: each row quotes its span, survives a round trip, and no cell acts in a spreadsheet."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outputs.sample import PAGES, dossier

from recoupe import outputs
from recoupe.outputs import csv_tables, terminal
from recoupe.outputs.hostile import cell, uncell


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dossier")
    outputs.write(dossier(), out, outputs.Wanted())
    return out


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_files_are_written(folder: Path) -> None:
    assert json.loads((folder / "dossier.json").read_text("utf-8")) == dossier()
    assert '<html lang="fr">' in (folder / "index.html").read_text("utf-8")
    assert '<html lang="en">' in (folder / "en" / "index.html").read_text("utf-8")
    assert {p.stem for p in (folder / "tables").iterdir()} == set(csv_tables.TABLES)


def test_only_the_asked_formats_are_written(tmp_path: Path) -> None:
    outputs.write(dossier(), tmp_path, outputs.Wanted(formats=("csv",)))
    assert [p.name for p in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize("name", csv_tables.TABLES)
def test_every_row_quotes_its_span(folder: Path, name: str) -> None:
    found = rows(folder, name)
    assert found
    for row in found:
        for doc, start, end, text in (
            ("doc", "start", "end", "text"),
            ("child", "child_start", "child_end", "child_text"),
            ("parent", "parent_start", "parent_end", "parent_text"),
        ):
            if row.get(start):
                words = PAGES[row[doc]][3][int(row[start]) : int(row[end])]
                assert uncell(row[text]) == words.replace("\x00", "\ufffd")
        if row.get("doc"):
            assert uncell(row["path"]) == PAGES[row["doc"]][0]


def test_no_cell_begins_like_a_formula(folder: Path) -> None:
    for name in csv_tables.TABLES:
        for row in rows(folder, name):
            assert not [v for v in row.values() if v.startswith(("=", "+", "@", "\t", "\r"))]


@given(st.text(alphabet=st.sampled_from("=+-@'\t\r\n|%a1 ")))
def test_words_survive_their_cell(text: str) -> None:
    written = cell(text)
    assert uncell(written) == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


def test_numbers_stay_numbers() -> None:
    assert cell(-0.5) == "-0.5"


def show(capsys: pytest.CaptureFixture[str], what: str, **filters: str | None) -> list[dict[str, object]]:
    terminal.show(dossier(), what, filters, as_json=True)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "what", ["statements", "claims", "actors", "timeline", "positions", "lineage", "notes"]
)
def test_each_view_prints_a_table_and_json_lines(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(capsys, what)
    terminal.show(dossier(), what, {}, limit=1)
    table = capsys.readouterr().out
    assert max(map(len, table.splitlines())) <= 160
    assert "\x1b" not in table
    assert "\u202e" not in table


def test_json_lines_carry_the_words_of_their_spans(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = show(capsys, "statements", page="fil/", actor="Brandt")
    assert found["text"] == ["« Nous ne céderons pas le pont »"]
    assert found["path"] == "fil/agence.txt"
    assert found["speaker"]["name"] == "Ilse Brandt"  # type: ignore[index]


def test_filters_narrow_by_actor_page_and_issue(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(show(capsys, "statements", actor="brandt")) == 4
    assert len(show(capsys, "statements", actor="a-keller")) == 1
    assert len(show(capsys, "positions", issue="EC")) == 2
    assert len(show(capsys, "positions", issue="EC.4", actor="Keller", page="lake")) == 1
    assert show(capsys, "positions", issue="E") == []


def test_an_empty_answer_says_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(dossier(), "claims", {"actor": "Nobody", "page": None})
    assert capsys.readouterr().out == "No claims match --actor Nobody.\n"


def test_limits_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(dossier(), "statements", {}, limit=2)
    assert "2 of 9 shown" in capsys.readouterr().out


def test_a_lone_surrogate_breaks_no_output(tmp_path: Path) -> None:
    broken = dossier()
    broken["documents"][1]["text"] = broken["documents"][1]["text"].replace("pont", "pon\ud800", 1)
    outputs.write(broken, tmp_path, outputs.Wanted())
    assert json.loads((tmp_path / "dossier.json").read_text("utf-8")) == broken


def test_the_changes_between_two_days_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(dossier(), "positions", {"issue": "EC"}, as_json=True, between=("2031-05-03", "2031-05-05"))
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(t["change"], t["day"]) for t in told] == [("began", "2031-05-04"), ("moved", "2031-05-05")]
    assert told[1]["before"]["stance"] == "hedged_open"
