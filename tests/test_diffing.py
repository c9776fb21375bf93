"""What changed between two dossiers: a page added, a claim gained an origin, nothing at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from recoupe.cli import main

FIRST = (
    "Le président Anouar el-Sadate a rejeté mardi un cessez-le-feu. "
    "Le sommet a réuni douze ministres à Genève.\n"
)
SECOND = "Anouar el-Sadate a rejeté mardi le cessez-le-feu. À Genève, le sommet a réuni douze ministres.\n"
THIRD = "Menahem Begin a accepté un cessez-le-feu, selon son bureau.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def build(folder: Path, out: Path, **pages: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    result = run("build", str(folder), "-o", str(out), "--quiet", "--formats", "json")
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("diff")
    before = build(root / "pages", root / "before", a=FIRST, b=SECOND)
    after = build(root / "pages", root / "after", c=THIRD)
    return before, after


def changes(before: Path, after: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("diff", str(before), str(after), "--json").stdout.splitlines()]


def test_a_new_page_and_what_it_brings_are_told(grown: tuple[Path, Path]) -> None:
    found = changes(*grown)
    assert [c["text"] for c in found if c["kind"] == "page"] == ["c.txt"]
    assert ("new", "position") in {(c["change"], c["kind"]) for c in found}
    assert "gone" not in {c["change"] for c in found}


def test_backwards_it_is_gone(grown: tuple[Path, Path]) -> None:
    before, after = grown
    assert {(c["change"], c["kind"]) for c in changes(after, before)} >= {
        ("gone", "page"),
        ("gone", "position"),
    }


def test_nothing_changed_is_said(grown: tuple[Path, Path]) -> None:
    result = run("diff", str(grown[0]), str(grown[0]))
    assert result.exit_code == 1
    assert "nothing changed" in result.stderr


def test_a_claim_that_gains_an_origin_is_changed_not_new(tmp_path: Path) -> None:
    value = json.loads(
        (build(tmp_path / "p", tmp_path / "o", a=FIRST, b=SECOND) / "dossier.json").read_text()
    )
    claim = next(c for c in value["claims"] if len(c["passages"]) > 1)
    claim["id"], claim["status"], claim["origins"] = "c-moved", "contradicted", {"min": 3, "max": 4}
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "dossier.json").write_text(json.dumps(value), "utf-8")
    (told,) = changes(tmp_path / "o", tmp_path / "other")
    assert (told["change"], told["kind"]) == ("changed", "claim")
    assert told["is"].startswith("contradicted")
    assert told["is"].endswith("3 to 4 origins")


def test_more_pages_of_one_text_change_no_page(grown: tuple[Path, Path]) -> None:
    assert run("diff", str(grown[0]), str(grown[1])).stdout.count(" page ") == 1
