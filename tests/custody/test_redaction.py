"""A version for sharing: offsets and hashes hold, and no long stretch of a page is left in any file."""

# ruff: noqa: E501  pages stand here as they are read

import copy
import html
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from tests.outputs import sample

from recoupe.cli import main
from recoupe.custody import redaction
from recoupe.custody.redaction import APART, FILLER, LEAST, PIECE, SHARE

PORT = """Le port de Kerlaz rouvrira mardi, annonce le maire

KERLAZ, 3 mars 2021 (Agence du Lac) – Le maire de Kerlaz, Yann Le Goff, a déclaré lundi que le port rouvrirait
mardi matin, après onze semaines de travaux sur la grande digue.

« Nous avons tenu parole, et les bateaux rentreront avant la fin de la semaine », a-t-il affirmé devant la presse.

Selon la préfecture, vingt navires attendent au large depuis que la tempête a emporté le feu du môle en décembre.

La présidente du syndicat des pêcheurs, Anne Tanguy, a prévenu que ses membres refuseraient de payer la nouvelle
taxe tant que le quai nord ne serait pas éclairé.

Le conseil régional doit se réunir jeudi pour voter une aide de trois millions d'euros destinée aux mareyeurs.

Dans les cafés du quai, on se souvient encore de l'hiver où la mer avait gelé jusqu'à la balise de l'Aber.

Les écoles du bourg ont dessiné de grands poissons sur les palissades pour accueillir les équipages.
"""
WORD = re.compile(r"\w+")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def rows(text: str, size: int) -> set[str]:
    words = [m.group().lower() for m in WORD.finditer(text)]
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    (pages / "port.txt").write_text(PORT, "utf-8")
    (pages / "copy.txt").write_text("\n\n".join(PORT.split("\n\n")[1:7]), "utf-8")
    (pages / "same.txt").write_text(PORT, "utf-8")
    made = run("build", str(pages), "-o", str(out), "--quiet", "--redact")
    assert made.exit_code == 0, made.output
    return pages, out


def dumped(file: Path) -> str:
    """All text of a database, its index left out: that holds single words."""
    with closing(sqlite3.connect(file)) as base:
        tables = ("header", "records", "texts", "search")
        rows = [row for table in tables for row in base.execute(f"SELECT * FROM {table}")]
    return "\n".join(cell for row in rows for cell in row if isinstance(cell, str))


def test_no_long_stretch_of_a_page_is_left_in_any_file(desk: tuple[Path, Path]) -> None:
    pages, out = desk
    original = rows((pages / "port.txt").read_text("utf-8"), 6)
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    # Two pieces that only a few characters part are one stretch.
    near = re.compile(rf"(?:[{FILLER} ]{{1,{APART}}}|[^{FILLER}])+")
    kept = {r for d in value["documents"] for m in near.finditer(d["text"]) for r in rows(m.group(), 6)}
    files = [f for f in out.rglob("*") if f.is_file()]
    assert {f.suffix for f in files} == {".json", ".html", ".csv", ".css", ".js", ".sqlite"}
    for file in files:
        text = dumped(file) if file.suffix == ".sqlite" else file.read_text("utf-8")
        if file.suffix == ".html":
            text = html.unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL))
        shown = rows(text, 6) & original
        assert shown <= kept, (file.name, shown - kept)
        assert len(shown) < len(original) / 2


def test_each_page_keeps_its_share_in_short_pieces_and_says_so(desk: tuple[Path, Path]) -> None:
    _, out = desk
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    assert value["run"]["options"]["redact"] == "True"
    for page in value["documents"]:
        lengths = [b - a for a, b in page["redacted"]]
        assert 0 < sum(lengths) <= max(SHARE * len(page["text"]), LEAST) * 1.1
        assert max(lengths) <= PIECE
        assert FILLER in page["text"]
        assert [n["code"] for n in page["notes"]][-1] == "redacted"
    texts = {p["path"]: p["text"] for p in value["documents"]}
    assert texts["port.txt"] == texts["same.txt"]


def test_check_and_verify_hold_with_and_without_the_pages(desk: tuple[Path, Path]) -> None:
    pages, out = desk
    for words in (("check", str(out)), ("verify", str(out)), ("verify", str(out), str(pages))):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (0, "")


def test_words_put_back_or_put_into_a_quotation_are_named(desk: tuple[Path, Path], tmp_path: Path) -> None:
    pages, out = desk
    value = json.loads((out / "dossier.json").read_text("utf-8"))
    page = next(p for p in value["documents"] if p["path"] == "port.txt")
    true, whole = page["text"], (pages / "port.txt").read_text("utf-8")

    def told(text: str, *more: str) -> str:
        page["text"] = text
        (tmp_path / "dossier.json").write_text(json.dumps(value), "utf-8")
        return run("verify", str(tmp_path / "dossier.json"), *more).stdout

    assert "holds more text than it says" in told(whole)
    start, end = page["redacted"][0]
    other = true[:start] + "x" * (end - start) + true[end:]
    assert told(other) == ""
    assert "its quotations are not those of the page" in told(other, str(pages))
    for broken in ([[0, 10**6]], [[5, 9], [0, 3]], [[3, 3]], [["a", 2]], [3], {}, None):
        page["redacted"] = broken
        assert "its extents do not lie in its text" in told(true)


def test_it_is_not_written_over_whole_texts_and_keeps_no_raw_bytes(
    desk: tuple[Path, Path], tmp_path: Path
) -> None:
    pages, out = desk
    (tmp_path / "dossier.json").write_text("{}")
    refused = run("build", str(pages), "-o", str(tmp_path), "--redact")
    assert (refused.exit_code, "name an empty folder" in refused.stderr) == (2, True)
    assert run("build", str(pages), "-o", str(out), "--redact", "--keep-raw").exit_code == 2
    before = (out / "manifest.json").read_bytes()
    assert run("build", str(pages), "-o", str(out), "--redact", "--quiet").exit_code == 0
    assert (out / "manifest.json").read_bytes() == before
    assert not (out / "raw").exists()


def test_every_output_takes_a_redacted_dossier_and_the_value_given_stays() -> None:
    value = sample.dossier()
    before = copy.deepcopy(value)
    shared = redaction.redact(value)
    assert value == before
    assert list(shared) == list(value)
    from recoupe.outputs import html as page

    assert redaction.CUT in page.render(shared, "fr")
    assert "Version à partager" in page.render(shared, "fr")
    assert "Version à partager" not in page.render(value, "fr")


TEXTS = st.text(st.sampled_from("abé \n«»Я😀"), max_size=600)
SPANS = st.lists(st.tuples(st.integers(0, 599), st.integers(1, 400)), max_size=12)


@given(TEXTS, SPANS)
def test_whatever_is_asked_for_the_limits_hold(text: str, spans: list[tuple[int, int]]) -> None:
    within = [(a, min(a + n, len(text))) for a, n in spans if a < len(text)]
    kept = redaction._kept(text, within, set())
    filled = redaction.fill(text, kept)
    assert len(filled) == len(text)
    assert redaction.fill(filled, kept) == filled
    assert all(filled[a:b] == text[a:b] for a, b in kept)
    assert all(b - a <= PIECE for a, b in kept)
    assert filled.count("\n") == text.count("\n")
