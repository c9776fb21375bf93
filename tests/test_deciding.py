"""recoupe decide: a decision is written beside the pages, and the next build obeys it."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from recoupe import deciding
from recoupe.cli import main
from recoupe.errors import OptionError
from recoupe.ingest import decisions

PAGE = (
    "Le port rouvre\n\n"
    "Le ministre de la Pêche, Yann Le Goff, a déclaré que le port rouvrirait mardi.\n\n"
    "« Les bateaux sortiront », a ajouté Maëlle Kerbrat, qui préside la criée.\n"
)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def build(pages: Path, out: Path) -> dict[str, Any]:
    result = run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json")
    assert result.exit_code == 0, result.output
    assert run("check", str(out)).exit_code == 0
    value: dict[str, Any] = json.loads((out / "dossier.json").read_text("utf-8"))
    return value


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, Path, dict[str, Any]]:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "port.txt").write_text(PAGE, "utf-8")
    return pages, out, build(pages, out)


def speaker_of(value: dict[str, Any], words: str) -> str:
    text = value["documents"][0]["text"]
    names = {a["id"]: a["name"] for a in value["actors"]}
    (hit,) = [s for s in value["statements"] if words in text[s["content"][0][0] : s["content"][0][1]]]
    return names[hit["speaker"]["actor"]]


def test_a_speaker_put_right_stays_right_when_a_page_is_added(
    desk: tuple[Path, Path, dict[str, Any]],
) -> None:
    pages, out, value = desk
    said = next(s for s in value["statements"] if s["type"] == "direct")
    assert speaker_of(value, "bateaux") == "Maëlle Kerbrat"
    assert run("decide", "speaker", str(out), said["id"], "Yann Le Goff", "-f", str(pages)).exit_code == 0
    (pages / "other.txt").write_text("La criée ferme, selon Anne Prigent.\n", "utf-8")
    (pages / "port.txt").rename(pages / "a-port.txt")
    assert speaker_of(build(pages, out), "bateaux") == "Yann Le Goff"


def test_a_rejected_statement_comes_back_when_that_is_undone(desk: tuple[Path, Path, dict[str, Any]]) -> None:
    pages, out, value = desk
    said = next(s for s in value["statements"] if s["type"] == "direct")
    made = run("decide", "reject", str(out), said["id"], "-f", str(pages), "--why", "ironic", "--who", "Anne")
    (line,) = (pages / "decisions.jsonl").read_text("utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["id"], kept["who"], kept["why"]) == (made.output.strip(), "Anne", "ironic")
    assert "bateaux" in kept["targets"][0]["places"][0]["words"]
    assert said["id"] not in {s["id"] for s in build(pages, out)["statements"]}
    assert run("decide", "undo", str(out), kept["id"], "-f", str(pages)).exit_code == 0
    assert said["id"] in {s["id"] for s in build(pages, out)["statements"]}


def test_merged_and_renamed_actors(desk: tuple[Path, Path, dict[str, Any]]) -> None:
    pages, out, _ = desk
    assert not run("decide", "merge", str(out), "Yann Le Goff", "Maëlle Kerbrat", "-f", str(pages)).exit_code
    assert not run("decide", "rename", str(out), "Yann Le Goff", "-w", "Y. L. G.", "-f", str(pages)).exit_code
    value = build(pages, out)
    assert speaker_of(value, "bateaux") == speaker_of(value, "rouvrirait") == "Y. L. G."


def test_a_decision_that_no_longer_fits_is_a_note(desk: tuple[Path, Path, dict[str, Any]]) -> None:
    pages, out, value = desk
    said = next(s for s in value["statements"] if s["type"] == "direct")
    run("decide", "reject", str(out), said["id"], "-f", str(pages))
    (pages / "port.txt").write_text("Yann Le Goff a dit que le port fermerait.\n", "utf-8")
    assert ("decisions", "unused") in {(n["stage"], n["code"]) for n in build(pages, out)["notes"]}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("merge", "Yann Le Goff"), "two actors"),
        (("rename", "Yann Le Goff"), "--words"),
        (("reject", "Yann Le Goff"), "statements"),
        (("accept", "nobody"), "nobody"),
        (("undo", "j-none"), "undo"),
    ],
)
def test_what_cannot_be_decided_says_what_to_do(
    desk: tuple[Path, Path, dict[str, Any]], words: tuple[str, ...], wanted: str
) -> None:
    pages, out, _ = desk
    verb, *about = words
    result = run("decide", verb, str(out), *about, "-f", str(pages))
    assert result.exit_code == 2
    assert wanted in result.stderr
    assert not (pages / "decisions.jsonl").exists()


def test_a_folder_that_is_not_there_is_not_made_a_file(desk: tuple[Path, Path, dict[str, Any]]) -> None:
    pages, out, _ = desk
    mistyped = pages.with_name("pagse")
    result = run("decide", "merge", str(out), "Yann Le Goff", "Maëlle Kerbrat", "-f", str(mistyped))
    assert result.exit_code == 2
    assert "no such folder" in result.stderr
    assert not mistyped.exists()


def test_two_who_decide_at_once_lose_nothing(desk: tuple[Path, Path, dict[str, Any]]) -> None:
    pages, _, value = desk
    said = value["statements"][0]["id"]

    def note(remark: int) -> str:
        asked = deciding.Asked(verb="note", about=(said,), words=(f"{remark}",), who="Anne", why="")
        return deciding.decide(value, asked, pages)

    with ThreadPoolExecutor(8) as desks:
        made = list(desks.map(note, range(200)))
    ledger = decisions.read(pages / decisions.NAME)
    assert {d.id for d in ledger.decisions} == set(made)
    assert len(set(made)) == 200
    assert not ledger.notes


def test_of_two_who_undo_the_same_one_is_told(desk: tuple[Path, Path, dict[str, Any]]) -> None:
    pages, _, value = desk
    said = value["statements"][0]["id"]
    asked = deciding.Asked(verb="accept", about=(said,), words=(), who="Anne", why="")
    made = deciding.decide(value, asked, pages)

    def undo(who: str) -> bool:
        try:
            again = deciding.Asked(verb="undo", about=(made,), words=(), who=who, why="")
            return bool(deciding.decide(value, again, pages))
        except OptionError:
            return False

    with ThreadPoolExecutor(4) as desks:
        assert sorted(desks.map(undo, "abcd")) == [False, False, False, True]


def test_a_line_that_a_stopped_machine_left_half_is_not_written_on(
    desk: tuple[Path, Path, dict[str, Any]],
) -> None:
    pages, _, value = desk
    said = value["statements"][0]["id"]
    (pages / decisions.NAME).write_bytes(b'{"do": "acc')
    asked = deciding.Asked(verb="accept", about=(said,), words=(), who="Anne", why="")
    made = deciding.decide(value, asked, pages)
    ledger = decisions.read(pages / decisions.NAME)
    assert [d.id for d in ledger.decisions] == [made]
    assert [n.code for n in ledger.notes] == ["broken-line"]


def test_an_account_without_a_name_signs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nobody)
    asked = deciding.Asked(verb="note", about=(), words=("Hm",), who=None, why="")
    claim = {"id": "c-1", "passages": []}
    deciding.decide_on([("claim", claim)], {}.__getitem__, asked, tmp_path)
    assert decisions.read(tmp_path / "decisions.jsonl").decisions[0].who == ""
