"""A build beside the server: it ends well or not, and the server goes on."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from recoupe.errors import OptionError
from recoupe.serve.building import Builder, arguments
from recoupe.serve.settings import Settings

PAGE = "Le port rouvre\n\nLe ministre de la Pêche, Yann Le Goff, a déclaré que le port rouvrirait mardi.\n"


def test_a_build_that_fails_says_why_and_changes_nothing(tmp_path: Path) -> None:
    landed: list[int] = []
    builder = Builder(lambda: landed.append(1))
    assert builder.start((str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")))
    builder.wait()
    assert builder.status.state == "failed"
    assert "nowhere" in builder.status.told
    assert not landed


def test_one_build_at_a_time_and_it_can_be_ended(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PAGE, "utf-8")
    landed: list[int] = []
    builder = Builder(lambda: landed.append(1))
    given = (str(tmp_path), "-o", str(tmp_path / "out"), "--formats", "json")
    assert builder.start(given)
    assert not builder.start(given)
    builder.stop()
    assert builder.status.state == "failed"
    assert builder.start(given)
    builder.wait()
    assert (builder.status.state, builder.status.done, landed) == ("done", 1, [1])


@pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes")
@pytest.mark.parametrize("killed", [True, False])
def test_a_build_ends_with_the_processes_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, killed: bool
) -> None:
    # Stands for `recoupe build --jobs 2`: a worker that outlives it and holds the pipe of its errors.
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\nsleep 120 & echo "$! $$" > "$0.pid"\nwait\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    builder = Builder(lambda: None)
    assert builder.start(())
    told = tmp_path / "program.pid"
    while not (told.is_file() and told.read_text().endswith("\n")):
        time.sleep(0.01)
    worker, own = map(int, told.read_text().split())
    before = time.monotonic()
    if killed:
        os.kill(own, signal.SIGKILL)
        builder.wait()
    else:
        builder.stop()
    assert time.monotonic() - before < 60
    assert builder.status.state == "failed"
    assert not _lives(worker)


def _lives(process: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.05)
    return True


def test_a_dossier_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PAGE, "utf-8")

    def landed() -> None:
        raise OptionError("the database is full")

    builder = Builder(landed)
    builder.start((str(tmp_path), "-o", str(tmp_path / "out"), "--formats", "json"))
    builder.wait()
    assert (builder.status.state, builder.status.told) == ("failed", "the database is full")


def test_a_rebuild_writes_what_was_there_and_no_more(built: tuple[Path, Path], tmp_path: Path) -> None:
    pages, out = built
    told = {"codebook": "talks", "min_confidence": "0.5", "lang": "fr"}
    given = arguments(Settings(out=out, pages=(str(pages),), options=("--lang", "en", "--jobs=2")), told)
    assert given[:3] == (str(pages), "-o", str(out))
    assert given[-3:] == ("--lang", "en", "--jobs=2")
    assert "--min-confidence=0.5" in given
    assert "--formats=json,sqlite,html,csv" in given
    assert not any(word.startswith("--lang=") for word in given)
    bare = arguments(Settings(out=tmp_path, pages=(str(pages),), ledger=tmp_path), {})
    assert bare == (str(pages), "-o", str(tmp_path), "--formats=json,sqlite", "--no-keep-raw")


def test_a_redacted_dossier_stays_redacted(tmp_path: Path) -> None:
    given = arguments(Settings(out=tmp_path, pages=("pages",)), {"redact": "True"})
    assert "--redact" in given
    assert "--no-keep-raw" not in given


@pytest.mark.parametrize("told", [{"case": "talks.toml"}, {"codebook": "mine"}, {"names_model": "gliner"}])
def test_options_that_a_dossier_cannot_know_must_be_told(told: dict[str, str], tmp_path: Path) -> None:
    (name,) = told.values()
    with pytest.raises(OptionError, match=name):
        arguments(Settings(out=tmp_path, pages=("pages",)), told)
    with pytest.raises(OptionError, match="--pages"):
        arguments(Settings(out=tmp_path), {})
