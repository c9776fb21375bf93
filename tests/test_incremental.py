"""Building again with other pages: what was read is not read again, and the bytes are as of a fresh build."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.test_whole import pages as made_pages

import make
from recoupe import codec, ingest, pipeline, wiring
from recoupe.backends import drawer
from recoupe.backends.drawer import Drawer
from recoupe.cli import main
from recoupe.engines.local import LocalEngine
from recoupe.ingest import Intake
from recoupe.options import Options
from recoupe.text.fold import short_id

SAMPLE = Path(__file__).parents[1] / "samples" / "reykjavik"
PAGES = ("01_depeche.txt", "02_abrege.txt", "03_wire.txt", "05_bericht.txt", "06_miroir_bis.txt")


@dataclass
class Counting:
    """An engine that tells how many pages it was given to read."""

    engine: LocalEngine = field(default_factory=LocalEngine)
    pages: int = 0

    def map(
        self, work: Callable[[Any], Any], pieces: Sequence[Any], done: Callable[[int], None] | None = None
    ) -> Iterator[Any]:
        self.pages += len(pieces)
        yield from self.engine.map(work, pieces, done)


def text(intake: Intake, options: Options, kept: Drawer | None = None, engine: Any = None) -> str:
    made = pipeline.build(intake, options, engine=engine or LocalEngine(), drawer=kept)
    return codec.dumps(codec.encode(made))


def again(folder: Path, cache: Path, read: int, *, jobs: int = 1, options: Options | None = None) -> None:
    """Build from the drawer, and afresh: the same bytes, and so many pages read."""
    chosen = options or Options()
    sources = [str(p) for p in sorted(folder.iterdir(), reverse=jobs > 1)]
    intake = ingest.read(sources, chosen)
    engine = Counting(LocalEngine(jobs))
    got = text(intake, chosen, Drawer(cache, chosen), engine)
    assert engine.pages == read
    assert got == text(intake, chosen)


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of pages, one of them to come later, all but that one read and kept."""
    folder, cache = tmp_path / "pages", tmp_path / "cache"
    folder.mkdir()
    for name in (*PAGES[:-1], "pages.csv"):
        shutil.copy(SAMPLE / name, folder)
    intake = ingest.read([str(folder)], Options())
    text(intake, Options(), Drawer(cache, Options()))
    return folder, cache


def test_a_page_added_alone_is_read(desk: tuple[Path, Path]) -> None:
    folder, cache = desk
    shutil.copy(SAMPLE / PAGES[-1], folder)
    again(folder, cache, 1)
    again(folder, cache, 0, jobs=2)


def test_a_page_changed_alone_is_read_and_one_taken_away_costs_nothing(desk: tuple[Path, Path]) -> None:
    folder, cache = desk
    page = folder / PAGES[0]
    page.write_text(page.read_text("utf-8") + "\nLe ministre a démenti.\n", "utf-8")
    again(folder, cache, 1)
    page.unlink()
    again(folder, cache, 0)


def test_what_is_known_of_a_page_is_part_of_it(desk: tuple[Path, Path]) -> None:
    folder, cache = desk
    table = folder / "pages.csv"
    rows = [r for r in table.read_text("utf-8").splitlines() if not r.startswith(PAGES[1])]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    # The page without its day is read alone, then with the day that others give it, if they do.
    intake, kept, engine = ingest.read([str(folder)], Options()), Drawer(cache, Options()), Counting()
    assert text(intake, Options(), kept, engine) == text(intake, Options())
    assert 1 <= engine.pages <= 2
    again(folder, cache, 0)


def test_a_threshold_is_no_reason_to_read_and_another_codebook_is(desk: tuple[Path, Path]) -> None:
    folder, cache = desk
    again(folder, cache, 0, options=Options(min_confidence=0.8))
    again(folder, cache, len(PAGES) - 1, options=Options(max_chars=1000))


def test_a_decision_is_obeyed_without_reading(desk: tuple[Path, Path]) -> None:
    folder, cache = desk
    options = Options()
    value = json.loads(text(ingest.read([str(folder)], options), options))
    claim = value["claims"][0]["id"]
    line = {"id": "d1", "do": "reject", "targets": [{"kind": "claim", "id": claim}], "why": "not told"}
    (folder / "decisions.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    again(folder, cache, 0)


def test_damaged_files_are_read_again(desk: tuple[Path, Path]) -> None:
    folder, cache = desk
    (first, _), (second, _), *_ = drawer.kept(cache)
    first.write_bytes(first.read_bytes()[:100])
    second.unlink()
    again(folder, cache, 2)


@settings(max_examples=12)
@given(st.lists(made_pages, min_size=2, max_size=4, unique=True))
def test_any_pages_one_by_one_are_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    options = Options()
    kept = Drawer(tmp_path_factory.mktemp("cache"), options)
    docs = [make.document(t, short_id("page", t) + ".txt") for t in texts]
    for count in range(1, len(docs) + 1):
        intake = Intake(tuple(docs[:count]), (), ())
        grown = text(intake, options, kept)
    assert grown == text(intake, options)


def test_a_build_that_was_killed_is_taken_up(tmp_path: Path) -> None:
    out, cache = tmp_path / "out", tmp_path / "cache"
    command = [sys.executable, "-m", "recoupe", "build", str(SAMPLE), "-o", str(out), "--cache", str(cache)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("read: 5 "):
                process.kill()  # the hard way: nothing is tidied up
                break
    assert process.returncode != 0
    assert not (out / "dossier.json").exists()
    options = Options()
    intake = ingest.read([str(SAMPLE)], options)
    engine = Counting()
    got = text(intake, options, Drawer(cache, options), engine)
    # Those read anew for the day that other pages gave are counted, too.
    whole = Counting()
    assert got == text(intake, options, engine=whole)
    assert engine.pages <= whole.pages - 4


def test_the_cache_is_told_cleared_and_switched_off(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    shutil.copy(SAMPLE / PAGES[0], tmp_path / "pages")
    cache = tmp_path / "cache"
    build = ["build", str(tmp_path / "pages"), "-o", str(tmp_path / "out"), "--quiet", "--formats", "json"]

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == 0, result.output
        return result.output

    run(*build, "--no-cache")
    assert not cache.exists()
    first = (tmp_path / "out" / "dossier.json").read_bytes()
    run(*build, "--cache", str(cache))
    run(*build, "--cache", str(cache))
    assert (tmp_path / "out" / "dossier.json").read_bytes() == first
    assert ": 1 pages," in run("cache", "--cache", str(cache))
    assert "taken away" in run("cache", "--cache", str(cache), "--clear")
    assert wiring.kept(cache) == (0, 0)
