"""The manifest: everything that was written, the same for the same folder, and what changed since."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe.cli import main
from recoupe.custody import manifest
from recoupe.errors import InputError


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    (pages / "a.txt").write_text("Yann Le Goff a déclaré que le port rouvrirait mardi.\n", "utf-8")
    assert run("build", str(pages), "-o", str(out), "--quiet").exit_code == 0
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    for file in sorted(built.rglob("*")):
        if file.is_file():
            to = tmp_path / file.relative_to(built)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(file.read_bytes())
    return tmp_path


def test_it_lists_inputs_and_every_file_with_hash_and_size(out: Path) -> None:
    value = json.loads((out / "manifest.json").read_text("utf-8"))
    assert list(value) == ["schema", "version", "options", "codebook", "inputs", "files"]
    assert value["inputs"][0]["path"] == "a.txt"
    assert value["inputs"][0]["size"] == 55
    listed = [f["path"] for f in value["files"]]
    assert listed == sorted(listed)
    here = {f.relative_to(out).as_posix() for f in out.rglob("*") if f.is_file()}
    assert set(listed) == here - {"manifest.json"}
    assert manifest.of(out, sizes={"a.txt": 55}) == value


def test_what_is_hidden_a_cache_or_a_link_is_not_listed(out: Path) -> None:
    before = manifest.of(out)
    for name in (".cache/a", "cache/b", "site/.hidden", "dossier.sqlite-wal", "manifest.json.sig"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("x")
    (out / "link").symlink_to("/etc/hostname")
    assert manifest.of(out) == before
    assert run("verify", str(out)).exit_code == 0


def test_what_stood_in_the_folder_before_the_first_run_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "desk"
    (out / "pages").mkdir(parents=True)
    (out / "pages" / "a.txt").write_text("Yann Le Goff a déclaré que le port rouvrirait mardi.\n", "utf-8")
    (out / "todo.txt").write_text("x")
    for _ in range(2):
        built = run("build", str(out / "pages"), "-o", str(out), "--quiet", "--formats", "json")
        assert built.exit_code == 0, built.output
        value = json.loads((out / "manifest.json").read_text("utf-8"))
        assert value["besides"] == ["pages", "todo.txt"]
        assert [f["path"].split("/")[0] for f in value["files"]] == ["dossier.json", "raw"]
        (out / "todo.txt").write_text("y")
        assert run("verify", str(out)).exit_code == 0


def test_a_run_that_was_cut_short_does_not_lose_files_for_good(tmp_path: Path) -> None:
    manifest.begin(tmp_path)
    (tmp_path / "claim").mkdir()
    (tmp_path / "claim" / "a.html").write_text("x")
    manifest.begin(tmp_path)
    assert [f["path"] for f in manifest.write(tmp_path)["files"]] == ["claim/a.html"]


def test_a_missing_a_changed_and_a_surplus_file_are_sentences(out: Path) -> None:
    (out / "index.html").write_text("x")
    (out / "tables" / "notes.csv").unlink()
    (out / "extra.txt").write_text("x")
    result = run("verify", str(out))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "extra.txt: not in the manifest; it came after the run",
        "index.html: changed since the run",
        "tables/notes.csv: in the manifest, not in the folder",
    ]


def test_a_manifest_cannot_point_out_of_the_folder(out: Path) -> None:
    value = json.loads((out / "manifest.json").read_text("utf-8"))
    for path in ("../../etc/passwd", "/etc/passwd", "..\\x"):
        value["files"] = [{"path": path, "sha256": "0" * 64, "size": 1}]
        (out / "manifest.json").write_text(json.dumps(value))
        assert f"{path}: the manifest names a place outside" in run("verify", str(out)).stdout


@pytest.mark.parametrize(
    "raw", ["", "[]", "{}", '{"schema": "recoupe-manifest/1", "files": [1]}', "[" * 200_000]
)
def test_a_damaged_manifest_is_said_in_a_sentence(raw: str, out: Path) -> None:
    (out / "manifest.json").write_text(raw)
    with pytest.raises(InputError, match="not a manifest"):
        manifest.read(out)
    result = run("verify", str(out))
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_folder_without_a_dossier_has_a_manifest_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    assert [f["path"] for f in manifest.write(tmp_path)["files"]] == ["a.csv"]


@pytest.mark.parametrize("junk", [None, 5, "x", [5], {"a": 1}])
@pytest.mark.parametrize("field", ["options", "inputs", "besides"])
def test_a_manifest_of_another_form_stops_nobody(field: str, junk: object, out: Path, tmp_path: Path) -> None:
    value = json.loads((out / "manifest.json").read_text("utf-8"))
    (out / "manifest.json").write_text(json.dumps({**value, field: junk}))
    assert isinstance(run("verify", str(out)).exception, SystemExit | None)
    assert run("build", str(out), "-o", str(out), "--redact").exit_code == 2
    assert manifest.write(out)["files"]


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("of somebody else")
    (tmp_path / "a").symlink_to(other)
    (tmp_path / ".a").symlink_to(other)
    manifest.put(tmp_path / "a", b"x")
    assert other.read_text() == "of somebody else"
    assert not (tmp_path / "a").is_symlink()
