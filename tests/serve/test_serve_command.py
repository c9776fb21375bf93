"""recoupe serve: what it refuses before it serves anything."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe import serve
from recoupe.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["serve", *words])


def test_a_folder_without_a_dossier_says_what_to_do(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert "recoupe build" in result.stderr
    assert "serving" not in result.stderr


@pytest.mark.parametrize("more", [("--host", "0.0.0.0"), ("--host", "::"), ("--name", "dossier.example")])
def test_others_are_let_in_with_a_token_only(built: tuple[Path, Path], more: tuple[str, ...]) -> None:
    result = run(str(built[1]), *more)
    assert result.exit_code == 2
    assert "--token auto" in result.stderr


@pytest.mark.parametrize("ledger", ["nowhere", "nowhere/decisions.jsonl"])
def test_decisions_that_cannot_be_kept_are_told_at_the_start(built: tuple[Path, Path], ledger: str) -> None:
    result = run(str(built[1]), "--decisions", str(built[0] / ledger))
    assert result.exit_code == 2
    assert "no such folder" in result.stderr


@pytest.mark.parametrize(
    ("held", "more", "told"),
    [
        (b"\xff" * 20, (), "not text"),
        (b"a token of sixteen letters", ("--token", "another of sixteen letters"), "one of them"),
        (b"auto", (), "4 characters"),
    ],
)
def test_a_file_of_a_token_holds_one_token(
    built: tuple[Path, Path], tmp_path: Path, held: bytes, more: tuple[str, ...], told: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(held)
    result = run(str(built[1]), "--token-file", str(secret), *more)
    assert result.exit_code == 2
    assert told in result.stderr


def test_options_reach_the_server(
    built: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[serve.Settings] = []
    monkeypatch.setattr(serve, "run", lambda _, settings: told.append(settings))
    secret = tmp_path / "secret"
    secret.write_text("a token of sixteen letters and more\n", "utf-8")
    given = ["--pages", str(built[0]), "--token-file", str(secret), "--port", "9000", "--", "--jobs", "2"]
    assert run(str(built[1]), *given).exit_code == 0
    assert run(str(built[1]), "--token", "auto").exit_code == 0
    first, second = told
    assert (first.token, first.port) == ("a token of sixteen letters and more", 9000)
    assert (first.pages, first.options) == ((str(built[0]),), ("--jobs", "2"))
    assert first.decided == built[0] / "decisions.jsonl"
    assert len(second.token or "") >= 30
    assert second.decided is None
