"""The printed dossier: nothing folded, end-notes that say where each passage stands, a tagged PDF."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html as trees
from tests.outputs import sample

from recoupe import codec
from recoupe.cli import main
from recoupe.outputs import endnotes, pdf

Value = dict[str, Any]


@pytest.fixture(scope="module")
def value() -> Value:
    return sample.dossier()


@pytest.fixture(scope="module")
def page(value: Value) -> Any:
    return trees.document_fromstring(pdf.printed(value, "fr"))


def test_what_acts_or_folds_on_a_screen_is_not_on_paper(page: Any) -> None:
    assert not page.xpath("//script | //nav | //*[@id='reader'] | //svg | //*[contains(@class, 'why')]")
    assert page.xpath("//details")
    assert page.xpath("//details[not(@open)]") == []


def test_every_passage_has_a_note_that_says_where_it_stands(page: Any, value: Value) -> None:
    numbers = [n.text for n in page.xpath("//a[@class='note']")]
    assert numbers[0] == "1"
    notes = {
        li.get("value"): " ".join(li.text_content().split()) for li in page.xpath("//*[@id='endnotes']//li")
    }
    assert set(numbers) == set(notes)
    assert list(notes) == [str(n + 1) for n in range(len(notes))]
    wire = next(text for text in notes.values() if text.startswith("Agence du Lac"))
    assert re.fullmatch(
        r"Agence du Lac, 4 mai 2031, car\. \d+–\d+, (cd){6}, https://lac\.test/a\?b=1&c=<2>", wire
    )
    # An address that acts is not printed as one.
    assert not any("javascript" in text.split("alert")[0] and "http" in text for text in notes.values())


def test_links_lead_to_what_is_on_paper(page: Any) -> None:
    here = set(page.xpath("//@id"))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= here
    assert all(link.get("href").startswith("#z-") for link in page.xpath("//a[@class='src'][@href]"))


def test_title_and_run_stand_above_each_page_and_cannot_leave_their_rule(value: Value) -> None:
    told = endnotes.running('a"}b{}*', "run 12")
    assert told.count('"') == 6
    assert told.count("}") == 4
    assert endnotes.run_id(value["run"]) in pdf.printed(value).replace("\\20 ", " ")
    assert endnotes.run_id({**value["run"], "version": "9"}) != endnotes.run_id(value["run"])


def test_without_the_library_the_extra_is_named(
    value: Value, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    (tmp_path / "dossier.json").write_bytes(codec.dumps(value).encode("utf-8", "backslashreplace"))
    result = CliRunner().invoke(main, ["pdf", str(tmp_path), "-o", str(tmp_path / "x.pdf")])
    assert (result.exit_code, "recoupe[pdf]" in result.stderr) == (2, True)


def test_nothing_is_fetched() -> None:
    with pytest.raises(ValueError, match="nothing is fetched"):
        pdf._refuse("https://lac.test/pixel.png")


@pytest.mark.filterwarnings("ignore")
def test_the_pdf_is_tagged_and_the_same_every_time(value: Value, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    (tmp_path / "dossier.json").write_bytes(codec.dumps(value).encode("utf-8", "backslashreplace"))
    for name in ("a.pdf", "b.pdf"):
        result = CliRunner().invoke(main, ["pdf", str(tmp_path), "-o", str(tmp_path / name), "--lang", "en"])
        assert result.exit_code == 0, result.output
    raw = (tmp_path / "a.pdf").read_bytes()
    assert raw.startswith(b"%PDF-1.7")
    assert raw == (tmp_path / "b.pdf").read_bytes()
    lost = CliRunner().invoke(main, ["pdf", str(tmp_path), "-o", str(tmp_path / "no" / "x.pdf")])
    assert (lost.exit_code, "a folder that exists" in lost.stderr) == (2, True)


@pytest.mark.filterwarnings("ignore")
def test_the_pdf_says_its_language_its_title_and_its_structure(value: Value, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    reader = pytest.importorskip("pypdf").PdfReader
    pdf.write(value, tmp_path / "x.pdf", "en")
    read = reader(tmp_path / "x.pdf")
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "/CreationDate" not in read.metadata
    assert f"1 / {len(read.pages)}" in read.pages[0].extract_text()
