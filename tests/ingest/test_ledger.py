"""decisions.jsonl: what counts, what is undone, what is wrong."""

import json
from pathlib import Path

import pytest

from recoupe import ingest
from recoupe.errors import InputError
from recoupe.ingest import decisions
from recoupe.options import Options

PAGE = "Le port rouvrira mardi, a dit Yann Le Goff.\n"


def line(do: str, **fields: object) -> str:
    targets = [{"kind": "actor", "id": "a-1", "name": "Yann Le Goff"}]
    return json.dumps({"do": do, "targets": targets, **fields}) + "\n"


def test_a_line_is_a_decision_with_its_place(tmp_path: Path) -> None:
    place = {"path": "a.txt", "text_sha256": "0f", "span": [0, 7], "words": "Le port"}
    targets = [{"kind": "claim", "id": "c-1", "places": [place, {"span": [9, 2]}, {"span": "x"}]}]
    (tmp_path / "decisions.jsonl").write_text(
        json.dumps({"id": "j-1", "do": "reject", "targets": targets, "who": "Anne", "why": "irony"})
    )
    (made,) = decisions.read(tmp_path / "decisions.jsonl").decisions
    assert (made.id, made.do, made.who, made.why) == ("j-1", "reject", "Anne", "irony")
    assert [(p.start, p.end, p.words) for p in made.targets[0].places] == [(0, 7, "Le port")]


def test_an_undone_decision_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(line("rename", id="j-1", words=["Le Goff"]) + '{"do": "undo", "of": "j-1"}\n')
    assert not decisions.read(file).decisions
    file.write_text('{"do": "undo", "of": "j-9"}\n')
    assert [n.code for n in decisions.read(file).notes] == ["unused"]


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[1]",
        '{"do": "burn"}',
        line("merge", targets=[]),
        line("merge", targets=7),
        line("reject"),
        line("speaker"),
        line("split", targets=[{"kind": "claim", "id": "c-1"}]),
        "[" * 9_000,
    ],
)
def test_a_bad_line_is_a_note_and_the_others_count(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(bad.strip() + "\n" + line("note"))
    read = decisions.read(file)
    assert [n.code for n in read.notes] == ["broken-line"]
    assert "decisions.jsonl:1" in read.notes[0].text
    assert len(read.decisions) == 1


def test_no_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="recoupe decide"):
        decisions.read(tmp_path / "none.jsonl")


def test_decisions_among_the_pages_are_taken_and_are_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "decisions.jsonl").write_text(line("note"))
    own = tmp_path.parent / "own.jsonl"
    own.write_text(line("rename", words=["Le Goff"]))
    intake = ingest.read([str(tmp_path)], Options(), decided=str(own))
    assert [d.path for d in intake.documents] == ["a.txt"]
    assert [d.do for d in intake.decisions] == ["note", "rename"]
    assert [path for path, _ in intake.inputs] == ["a.txt", "decisions.jsonl", "own.jsonl"]
    assert not intake.notes


def test_decisions_lie_above_the_pages_too(tmp_path: Path) -> None:
    (tmp_path / "wires").mkdir()
    (tmp_path / "wires" / "a.txt").write_text(PAGE)
    (tmp_path / "decisions.jsonl").write_text(line("note"))
    assert len(ingest.read([str(tmp_path)], Options()).decisions) == 1
