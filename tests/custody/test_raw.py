"""Raw bytes: kept once, read again to the same text, and named where they are not what was read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe import ingest
from recoupe.cli import main
from recoupe.custody import raw
from recoupe.custody.raw import Keeper
from recoupe.errors import OptionError
from recoupe.ingest import replay
from recoupe.options import Options

PROSE = "Yann Le Goff a déclaré que le port rouvrirait mardi, puis il a quitté la salle.\n"
HTML = (
    "<html><head><meta charset='iso-8859-1'><title>Le port</title></head><body><article><h1>Le port</h1>"
    f"<p>{PROSE * 3}</p><p>{PROSE * 2}</p></article></body></html>"
)
FILES = {
    "a.txt": PROSE.encode(),
    "again.txt": PROSE.encode(),
    "b.html": HTML.encode("cp1252"),
    "c.jsonl": "".join(json.dumps({k: v}) + "\n" for k, v in (("text", PROSE * 2), ("html", HTML))).encode(),
    "deep.html": ("<div>" * 300 + PROSE + "</div>" * 300).encode(),
    "lone.jsonl": b'{"text": "Le port \\ud800 rouvre mardi matin."}\n',
    "mark.txt": b"\xef\xbb\xbf" + PROSE.encode(),
    "old.txt": ("Déjà vu à l’été : « non » ! " * 9).encode("cp1252"),
    "russian.txt": ("Порт откроется во вторник, сказал он. " * 4).encode("cp1251"),
    "wide.txt": (PROSE * 2).encode("utf-16"),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def test_every_kind_of_page_is_read_again_from_what_was_kept(pages: Path, tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "out")
    intake = ingest.read([str(pages)], Options(max_bytes=5000), keep=keeper)
    assert len(intake.documents) == len(FILES) + 1
    for doc in intake.documents:
        raw = (tmp_path / "out" / "raw" / doc.sha256).read_bytes()
        assert replay.text(raw, doc.recipe) == doc.text, doc.path
    # Two paths with the same bytes are one file, and what only names pages is kept, too.
    assert len(list((tmp_path / "out" / "raw").iterdir())) == len(intake.documents) - 1


def test_a_page_that_was_cut_is_kept_as_far_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(PROSE * 20, "utf-8")
    intake = ingest.read([str(tmp_path)], Options(max_bytes=100), keep=Keeper(tmp_path / "out"))
    (doc,) = intake.documents
    raw = (tmp_path / "out" / "raw" / doc.sha256).read_bytes()
    assert len(raw) == 100
    assert replay.text(raw, doc.recipe) == doc.text


def test_past_the_limit_nothing_is_kept_and_it_is_counted(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, most=10)
    keeper("a" * 64, b"123456")
    keeper("b" * 64, b"123456")
    keeper("a" * 64, b"123456")
    assert (keeper.kept, keeper.refused) == ({"a" * 64}, {"b" * 64})


def build(pages: Path, out: Path, *more: str) -> None:
    made = run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json", *more)
    assert made.exit_code == 0, made.output


def test_a_folder_is_verified_without_its_pages(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.txt").write_bytes(FILES["a.txt"])
    (pages / "b.html").write_bytes(FILES["b.html"])
    (pages / "pages.csv").write_text("path,outlet\na.txt,Le Quai\n", "utf-8")
    build(pages, out)
    result = run("verify", str(out))
    assert result.exit_code == 0, result.output
    assert "raw bytes of 2 of 2 pages" in result.stderr
    assert len(list((out / "raw").iterdir())) == 3
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    page = value["documents"][0]
    (out / "raw" / page["sha256"]).write_bytes(FILES["a.txt"] + b"!")
    told = run("verify", str(out)).stdout
    assert f"raw/{page['sha256']}: changed since the run" in told
    assert f"raw/{page['sha256']}: not the bytes that a.txt was read from" in told


def test_a_text_that_its_bytes_do_not_give_is_named(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.txt").write_bytes(FILES["a.txt"])
    build(pages, out)
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    for recipe, told in (
        (["decode utf-16-le"], "gives another text"),
        (["decode klingon"], "no such encoding"),
        *(([f"decode {codec}"], "no such encoding") for codec in ("zlib", "hex", "punycode", "undefined")),
        ([f"cut at {'9' * 6000} bytes"], "no step"),
        (["ask somebody"], "no step"),
        (["json line", "field text"], "not JSON"),
        (["decode utf-8", "trafilatura 0.0.1 main text"], "taken with trafilatura 0.0.1"),
    ):
        value["documents"][0]["recipe"] = recipe
        (out / "dossier.json").write_text(json.dumps(value), "utf-8")
        assert told in run("verify", str(out)).stdout


def test_a_later_build_keeps_only_its_own_bytes_and_nothing_if_told_so(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.txt").write_bytes(FILES["a.txt"])
    build(pages, out)
    (pages / "a.txt").write_bytes(FILES["mark.txt"])
    build(pages, out)
    assert [f.read_bytes() for f in (out / "raw").iterdir()] == [FILES["mark.txt"]]
    build(pages, out, "--no-keep-raw")
    assert not (out / "raw").exists()
    assert run("verify", str(out)).exit_code == 0


def test_a_folder_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    pages, out, other = tmp_path / "pages", tmp_path / "out", tmp_path / "other"
    for folder in (pages, out, other):
        folder.mkdir()
    (pages / "a.txt").write_bytes(FILES["a.txt"])
    (other / ("a" * 64)).write_text("of somebody else")
    (out / "raw").symlink_to(other)
    result = run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json")
    assert result.exit_code == 2
    assert "a link to another place" in result.stderr
    build(pages, out, "--no-keep-raw")
    assert [f.name for f in other.iterdir()] == ["a" * 64]


def test_no_link_in_the_folder_is_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("of somebody else")
    keeper = Keeper(tmp_path / "out")
    keeper.folder.mkdir(parents=True)
    for name in ("a" * 64, "." + "a" * 64):
        (keeper.folder / name).symlink_to(other)
    keeper("a" * 64, b"kept")
    assert other.read_text() == "of somebody else"
    assert (keeper.folder / ("a" * 64)).read_bytes() == b"kept"
    (keeper.folder / ("b" * 64)).symlink_to(other)
    assert list(raw.held([{"sha256": "b" * 64}], tmp_path / "out")) == []


def test_a_full_disk_is_no_fault_of_the_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(FILES["a.txt"])
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(OptionError, match="cannot be kept"):
        ingest.read([str(tmp_path / "a.txt")], Options(), keep=Keeper(tmp_path / "out"))


def test_a_file_too_large_for_a_page_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    with (tmp_path / "raw" / ("a" * 64)).open("wb") as stream:
        stream.truncate(raw.LARGEST + 1)
    [told] = raw.faults([{"sha256": "a" * 64, "path": "a.txt"}], tmp_path)
    assert "larger than any page" in told
