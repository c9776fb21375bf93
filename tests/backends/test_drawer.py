"""What is kept of pages: found by all that it was made from, never damaged, never more than is allowed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

import make
from recoupe import pipeline
from recoupe.backends import drawer
from recoupe.backends.drawer import Drawer
from recoupe.model import Published, Reading
from recoupe.options import Options

OPTIONS = Options(lang="fr")
PAGE = make.document("Le maire a dit : « Le pont ouvrira mardi. »\n", "a.txt")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.read_page(PAGE, OPTIONS)


@pytest.fixture
def kept(tmp_path: Path, reading: Reading) -> Path:
    Drawer(tmp_path, OPTIONS).keep(reading)
    return tmp_path


def test_what_is_kept_is_found(kept: Path, reading: Reading) -> None:
    assert Drawer(kept, OPTIONS).find(PAGE) == reading


def test_another_page_day_or_option_finds_nothing(kept: Path) -> None:
    own = Drawer(kept, OPTIONS)
    day = Published("2020-03-03", "story")
    assert own.find(replace(PAGE, published="2020-03-03")) is None
    assert own.find(replace(PAGE, path="b.txt")) is None
    assert own.find(PAGE, day) is None
    for other in (Options(), replace(OPTIONS, max_chars=10), replace(OPTIONS, codebook="plover")):
        assert Drawer(kept, other).find(PAGE) is None


def test_options_that_change_no_reading_find_it(kept: Path, reading: Reading) -> None:
    other = replace(OPTIONS, jobs=4, min_confidence=0.9, max_bytes=7)
    assert Drawer(kept, other).find(PAGE) == reading


def test_a_changed_case_finds_nothing(tmp_path: Path, reading: Reading) -> None:
    case = tmp_path / "case.toml"
    case.write_text("name = 'x'\n")
    options = replace(OPTIONS, case=str(case))
    Drawer(tmp_path, options).keep(reading)
    assert Drawer(tmp_path, options).find(PAGE) is not None
    case.write_text("name = 'longer'\n")
    assert Drawer(tmp_path, options).find(PAGE) is None


def test_another_version_of_a_library_finds_nothing(
    kept: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Drawer(kept, OPTIONS).find(PAGE) == reading
    monkeypatch.setattr(drawer, "version", lambda name: f"{name} 99")
    assert Drawer(kept, OPTIONS).find(PAGE) is None


def test_a_changed_table_or_module_of_the_program_finds_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path(drawer.__file__).parent.parent
    seen = {str(file) for file, _ in drawer._files(own)}
    assert {str(own / "languages" / "schema.toml"), str(own / "pipeline.py")} <= seen
    table = str(own / "languages" / "schema.toml")
    told = drawer._files
    changed = ((f, kept.stat() if str(f) == table else s) for f, s in told(own))
    monkeypatch.setattr(drawer, "_files", lambda top: changed if top == own else told(top))
    assert Drawer(kept, OPTIONS).find(PAGE) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 400, None])
def test_a_damaged_file_is_as_good_as_none(kept: Path, reading: Reading, damage: bytes | None) -> None:
    [(file, _)] = drawer.kept(kept)
    file.write_bytes(file.read_bytes()[:-1] + b"!" if damage is None else damage)
    own = Drawer(kept, OPTIONS)
    assert own.find(PAGE) is None
    own.keep(reading)
    assert own.find(PAGE) == reading


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "file").write_text("")
    own = Drawer(tmp_path / "file", OPTIONS)
    own.keep(reading)
    own.close()
    assert own.find(PAGE) is None


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    assert drawer.place() == Path("/x/recoupe")
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anne"))
    assert drawer.place() == Path("/home/anne/.cache/recoupe")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    assert drawer.place() is None


def test_others_cannot_read_what_is_kept(kept: Path) -> None:
    assert all(f.stat().st_mode & 0o077 == 0 for f in (kept / drawer.READINGS, *kept.glob("*/*")))


def test_the_least_used_leave_first_and_other_files_stay(kept: Path, reading: Reading) -> None:
    other = pipeline.read_page(replace(PAGE, path="b.txt"), OPTIONS)
    own = Drawer(kept, OPTIONS)
    own.keep(other)
    mine = kept / drawer.READINGS / "notes.txt"
    mine.write_text("of the user")
    for age, page in enumerate((other, reading)):
        os.utime(own._place(page.page.doc, None), ns=(age, age))
    size = drawer.kept(kept)[-1][1].st_size
    drawer.tidy(kept, size)
    assert own.find(other.page.doc) is None
    assert own.find(PAGE) == reading
    drawer.tidy(kept, 0)
    assert drawer.kept(kept) == []
    assert mine.read_text() == "of the user"
