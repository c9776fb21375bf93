"""The command line: exit status, what goes where, and words that help."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe.cli import main

PROSE = "Le ministre de la Pêche, Yann Le Goff, a déclaré que le port rouvrirait mardi.\n"


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "port.txt").write_text("Le port rouvre\n\n" + PROSE, "utf-8")
    out = tmp_path_factory.mktemp("out")
    result = run("build", str(folder), "-o", str(out), "--quiet")
    assert result.exit_code == 0, result.output
    return out


def test_build_writes_the_four_formats(built: Path) -> None:
    assert (built / "dossier.json").is_file()
    assert (built / "dossier.sqlite").is_file()
    assert (built / "index.html").is_file()
    assert list((built / "tables").glob("*.csv"))


def test_build_again_says_what_changed_and_writes_the_languages_asked_for(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "port.txt").write_text("Le port rouvre\n\n" + PROSE, "utf-8")
    asked = ("build", str(pages), "-o", str(out), "--quiet", "--formats", "json,html", "--ui", "en")
    assert run(*asked, "--one-file").exit_code == 0
    assert '<html lang="en">' in (out / "index.html").read_text("utf-8")
    assert (out / "dossier.html").is_file()
    assert not (out / "fr").exists()
    assert not (out / "changes.html").exists()
    (pages / "quai.txt").write_text("Le quai ferme\n\nLe maire a dit que le quai fermerait.\n", "utf-8")
    assert run(*asked).exit_code == 0
    assert "quai.txt" in (out / "changes.html").read_text("utf-8")
    assert run("build", str(pages), "-o", str(out), "--ui", "tlh").exit_code == 2


def test_build_with_nothing_to_read_says_what_to_do(tmp_path: Path) -> None:
    result = run("build", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


@pytest.mark.parametrize("raw", ["{}", "[]", "{", '{"schema": "other/2"}', "[" * 200_000])
def test_what_is_no_dossier_is_said(raw: str, tmp_path: Path) -> None:
    (tmp_path / "dossier.json").write_text(raw)
    out, to = str(tmp_path), str(tmp_path / "x")
    for words in (
        ("show", out),
        ("check", out),
        ("export", out, "dna", "-o", to),
        ("decide", "merge", out, "A", "B", "-f", to),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "not a dossier" in result.stderr


def test_build_over_what_is_no_dossier_writes_one(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    out.mkdir()
    (pages / "port.txt").write_text(PROSE, "utf-8")
    for stands in ("[" * 200_000, '{"claims": 5}', '{"claims": ["x"], "lineage": []}', "[]", "{"):
        (out / "dossier.json").write_text(stands)
        result = run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json,html")
        assert result.exit_code == 0, (stands[:20], result.output)


def test_a_file_that_cannot_be_written_is_said(built: Path, tmp_path: Path) -> None:
    for words in (("stix", "x/y.json"), ("dna", "x/y.dna")):
        result = run("export", str(built), words[0], "-o", str(tmp_path / words[1]))
        assert (result.exit_code, result.stdout) == (2, "")
        assert "name a file in a folder that exists" in result.stderr
    (tmp_path / "taken").write_text("")
    result = run("build", str(built / "dossier.json"), "-o", str(tmp_path / "taken"), "--quiet")
    assert result.exit_code == 2
    assert "taken" in result.stderr


def test_what_strangers_wrote_does_not_act_on_the_terminal(built: Path, tmp_path: Path) -> None:
    value = json.loads((built / "dossier.json").read_text("utf-8"))
    value["documents"][0] |= {"path": "\x1b[2J\ud800.txt", "text_sha256": "0" * 64}
    (tmp_path / "dossier.json").write_text(json.dumps(value))
    for words in (("verify", str(tmp_path)), ("diff", str(built), str(tmp_path), "--json")):
        result = run(*words)
        assert isinstance(result.exception, SystemExit | None)
        assert "\x1b" not in result.output
    assert "<U+001B>[2J" in run("verify", str(tmp_path)).output


def test_wrong_use_exits_with_2(tmp_path: Path) -> None:
    assert run("decide", "praise", str(tmp_path), "A", "-f", str(tmp_path)).exit_code == 2
    assert run("export", str(tmp_path), "xlsx", "-o", str(tmp_path / "x")).exit_code == 2
    assert run("build").exit_code == 2
    assert run("build", str(tmp_path), "-o", str(tmp_path), "--formats", "xml").exit_code == 2
    assert run("show", str(tmp_path), "riddles").exit_code == 2


def test_pages_come_from_standard_input(tmp_path: Path) -> None:
    line = json.dumps({"text": PROSE, "url": "https://port.example/1", "published": "2020-03-02"})
    result = run("build", "-", "-o", str(tmp_path), "--formats", "json", "--quiet", stdin=line + "\n")
    assert result.exit_code == 0, result.output
    document = json.loads((tmp_path / "dossier.json").read_text("utf-8"))["documents"][0]
    assert document["url"] == "https://port.example/1"
    assert document["published"]["value"] == "2020-03-02"


def test_check_is_clean_after_build(built: Path) -> None:
    assert run("check", str(built)).exit_code == 0


def test_check_lists_what_does_not_hold(built: Path, tmp_path: Path) -> None:
    value = json.loads((built / "dossier.json").read_text("utf-8"))
    value["statements"][0]["content"][0][1] = 10**6
    (tmp_path / "dossier.json").write_text(json.dumps(value), "utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "does not lie in page" in result.stdout


def test_show_prints_json_for_pipes(built: Path) -> None:
    result = run("show", str(built), "statements", "--json")
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert any("Le Goff" in json.dumps(row, ensure_ascii=False) for row in rows)


def test_show_without_a_dossier_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("show", str(tmp_path))
    assert result.exit_code == 1
    assert "recoupe build" in result.stderr


def test_no_progress_on_standard_output(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PROSE, "utf-8")
    result = run("build", str(tmp_path), "-o", str(tmp_path / "out"), "--formats", "json")
    assert result.stdout == ""
    assert "1 of 1" in result.stderr


@pytest.mark.parametrize("damage", [{"documents": 5}, {"claims": [1]}, {"actors": [{}]}, {"run": None}])
def test_a_damaged_dossier_is_refused_in_a_sentence(
    built: Path, tmp_path: Path, damage: dict[str, object]
) -> None:
    value = json.loads((built / "dossier.json").read_text("utf-8"))
    (tmp_path / "dossier.json").write_text(json.dumps({**value, **damage}), "utf-8")
    for words in (("show", str(tmp_path)), ("verify", str(tmp_path)), ("check", str(tmp_path))):
        result = run(*words)
        assert result.exit_code == 1
        assert "build it again" in result.stderr


def test_store_writes_a_file_and_takes_no_other_name(built: Path, tmp_path: Path) -> None:
    from recoupe import store

    assert run("store", str(built), str(tmp_path / "story.sqlite")).exit_code == 0
    with store.open(tmp_path / "story.sqlite") as shelf:
        assert len(shelf.records("documents")) == 1
    assert (tmp_path / "story.sqlite").read_bytes() == (built / "dossier.sqlite").read_bytes()
    for refused in (str(built / "dossier.json"), "mysql://db/stories", str(tmp_path / "no" / "story.sqlite")):
        result = run("store", str(built), refused)
        assert result.exit_code == 2
        assert refused in result.stderr


def test_help_is_there_before_the_program_is() -> None:
    code = "import sys, recoupe.cli; print([m for m in sys.modules if m.startswith('recoupe.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "recoupe.cli" in loaded
    assert "recoupe.model" not in loaded


def test_what_a_build_wrote_is_never_read_as_a_page(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "port.txt").write_text(PROSE, "utf-8")
    for out in (tmp_path, pages):
        result = run("build", str(pages), "-o", str(out), "--quiet")
        assert result.exit_code == 2, out
        assert "name another folder" in result.stderr
    assert [f.name for f in pages.iterdir()] == ["port.txt"]
    for _ in range(2):
        assert run("build", str(tmp_path), "-o", str(tmp_path / "out"), "--quiet").exit_code == 0
        value = json.loads((tmp_path / "out" / "dossier.json").read_text("utf-8"))
        assert [d["path"] for d in value["documents"]] == ["pages/port.txt"]


def test_what_is_left_of_an_earlier_build_is_told(tmp_path: Path) -> None:
    line = json.dumps({"text": "Le ministre a dit mardi que la route restait ouverte.", "lang": "fr"})
    first = run("build", "-", "-o", str(tmp_path), "--formats", "json,html,csv", stdin=line + "\n")
    again = run("build", "-", "-o", str(tmp_path), "--formats", "json", stdin=line + "\n")
    assert "of an earlier build" not in first.stderr
    assert "index.html, dossier.sqlite, tables: of an earlier build, not written now" in again.stderr
