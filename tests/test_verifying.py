"""recoupe verify: what does not hold any more is named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe.cli import main

PAGE = "Yann Le Goff a déclaré que le port rouvrirait mardi.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, Path]:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.txt").write_text(PAGE, "utf-8")
    assert run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json").exit_code == 0
    return pages, out


def test_a_fresh_dossier_holds(desk: tuple[Path, Path]) -> None:
    pages, out = desk
    assert run("verify", str(out)).exit_code == 0
    assert run("verify", str(out), str(pages)).exit_code == 0


def test_a_changed_a_lost_and_a_new_file_are_named(desk: tuple[Path, Path]) -> None:
    pages, out = desk
    (pages / "a.txt").write_text(PAGE + "Ou mercredi.\n", "utf-8")
    (pages / "b.txt").write_text(PAGE, "utf-8")
    result = run("verify", str(out), str(pages))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["a.txt: changed since it was read", "b.txt: not in the dossier"]
    (pages / "a.txt").unlink()
    assert "a.txt: read for the dossier" in run("verify", str(out), str(pages)).stdout


def test_a_text_that_was_touched_is_named(desk: tuple[Path, Path]) -> None:
    _, out = desk
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    value["documents"][0]["text"] = value["documents"][0]["text"].replace("mardi", "lundi")
    (out / "dossier.json").write_text(json.dumps(value), "utf-8")
    result = run("verify", str(out))
    assert result.exit_code == 1
    assert "not the one that was hashed" in result.stdout


def test_the_case_of_a_dossier_is_hashed_and_no_page(desk: tuple[Path, Path], tmp_path: Path) -> None:
    pages, out = desk
    case = tmp_path / "case.toml"
    case.write_text('[[party]]\nname = "Port"\nmembers = ["Yann Le Goff"]\n', "utf-8")
    built = run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json", "--case", str(case))
    assert built.exit_code == 0, built.output
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    assert [i["path"] for i in value["run"]["inputs"]] == ["a.txt", "case:case.toml"]
    assert run("verify", str(out), str(pages)).exit_code == 0


@pytest.mark.parametrize("field", ["path", "text", "sha256", "text_sha256", "recipe"])
@pytest.mark.parametrize("junk", [None, 5, {}, [None]])
def test_a_page_of_another_form_is_named(desk: tuple[Path, Path], field: str, junk: object) -> None:
    pages, out = desk
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    value["documents"][0][field] = junk
    (out / "dossier.json").write_text(json.dumps(value), "utf-8")
    result = run("verify", str(out), str(pages))
    assert isinstance(result.exception, SystemExit)
    assert f"dossier.documents[0].{field}" in result.stderr
