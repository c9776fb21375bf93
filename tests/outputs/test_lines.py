"""The lines of `recoupe lineage`: what each holds, and that neither order nor jobs move a byte."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from recoupe.cli import main

WIRE = (
    "Le pont de Kerlaz a été fermé hier soir à toute circulation. Les 42 ouvriers du chantier ont quitté les "
    "lieux vers vingt heures. La maire Soazig Le Bihan promet une réouverture « avant les grandes marées de "
    "septembre ». Une passerelle provisoire servira aux piétons et aux vélos pendant les travaux."
)
EDITED = WIRE.replace("hier soir", "dimanche").replace("Une passerelle provisoire", "Un passage")
GERMAN = (
    "Die Brücke von Kerlaz wurde gestern Abend für jeden Verkehr gesperrt. Die 42 Arbeiter der Baustelle "
    "verließen den Ort gegen zwanzig Uhr. Bürgermeisterin Soazig Le Bihan verspricht die Öffnung „vor den "
    "großen Fluten im September“. Ein Steg dient Fußgängern und Fahrrädern während der Arbeiten."
)
FAR = (
    "Le club de handball a battu Vannes de trois buts samedi. Le gardien a arrêté dix-sept tirs, et le "
    "public est resté debout pendant les dernières minutes de la rencontre."
)


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["lineage", *words], input=stdin)


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    texts = {"a": WIRE, "b": EDITED, "c": WIRE, "d": GERMAN, "e": FAR}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "blank.txt").write_text("  \n", "utf-8")
    (folder / "pages.csv").write_text(
        "path,published\na.txt,2021-05-03\nb.txt,2021-05-04\nd.txt,2021-05-05\n", "utf-8"
    )
    return folder


def test_each_page_has_a_line_with_its_family_and_the_languages_it_came_through(pages: Path) -> None:
    told = {row["path"]: row for row in rows(run(str(pages), "--quiet")) if row["record"] == "page"}
    assert list(told) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert told["a.txt"]["family"] == told["b.txt"]["family"] == told["c.txt"]["family"]
    assert told["e.txt"]["pages_in_family"] == 1
    assert told["e.txt"]["root"] == told["e.txt"]["id"]
    assert told["d.txt"]["lang"] == "de"
    assert all(row["language_path"][0]["reasons"] for row in told.values())


def test_each_edge_has_a_line_that_names_its_pages_and_gives_reasons(pages: Path) -> None:
    edges = [row for row in rows(run(str(pages), "--quiet")) if row["record"] == "edge"]
    found = {(e["kind"], e["child_path"], e["parent_path"]) for e in edges}
    assert {("copy", "c.txt", "a.txt"), ("edited", "b.txt", "a.txt")} <= found
    assert all(e["reasons"] and e["passages"] for e in edges)


def test_edges_and_families_are_those_of_the_dossier(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = CliRunner().invoke(main, ["build", str(pages), "-o", str(out), "--formats", "json", "--quiet"])
    assert built.exit_code == 0, built.stderr
    lineage = json.loads((out / "dossier.json").read_text("utf-8"))["lineage"]
    told = rows(run(str(pages), "--quiet"))
    kinds = [(e["kind"], e["child"], e["parent"]) for e in lineage["edges"]]
    assert [(e["kind"], e["child"], e["parent"]) for e in told if e["record"] == "edge"] == kinds
    family = {doc: f["id"] for f in lineage["families"] for doc in f["docs"]}
    assert {row["id"]: row["family"] for row in told if row["record"] == "page"} == family


def test_what_cannot_be_read_is_a_note_on_a_line_of_its_own(pages: Path) -> None:
    notes = [row for row in rows(run(str(pages), "--quiet")) if row["record"] == "note"]
    assert any("blank.txt" in note["text"] for note in notes)


def test_order_jobs_and_the_way_in_change_no_byte(pages: Path, tmp_path: Path) -> None:
    first = run(str(pages), "--quiet").stdout
    out = tmp_path / "lines.jsonl"
    assert run(str(pages), "--quiet", "--jobs", "2", "-o", str(out)).stdout == ""
    assert out.read_text("utf-8") == first
    names = ("e.txt", "d.txt", "blank.txt", "b.txt", "c.txt", "a.txt")
    assert run(*(str(pages / name) for name in names), "--quiet").stdout == first


def test_pages_come_from_standard_input() -> None:
    given = "".join(json.dumps({"text": text}) + "\n" for text in (WIRE, EDITED))
    told = rows(run("-", "--quiet", stdin=given))
    assert [row["record"] for row in told] == ["page", "page", "edge"]


def test_progress_and_counts_go_to_standard_error(pages: Path) -> None:
    result = run(str(pages))
    assert "compare" in result.stderr
    assert "5 pages" in result.stderr
    assert all(line.startswith("{") for line in result.stdout.splitlines())


def test_nothing_to_read_exits_with_1_and_wrong_use_with_2(pages: Path, tmp_path: Path) -> None:
    missing = run(str(tmp_path / "nowhere"))
    assert (missing.exit_code, "nowhere" in missing.stderr) == (1, True)
    assert run(str(pages / "blank.txt"), "--quiet").exit_code == 1
    assert run().exit_code == 2
    assert run(str(pages), "--jobs", "0").exit_code == 2
    assert run(str(pages), "-o", str(tmp_path)).exit_code == 2
    lost = run(str(pages), "-o", str(tmp_path / "no" / "folder.jsonl"), "--quiet")
    assert (lost.exit_code, "folder that exists" in lost.stderr) == (2, True)


def test_help_shows_how_to_use_it() -> None:
    told = run("--help").stdout
    assert "recoupe lineage pages/" in told
    assert "jq" in told
