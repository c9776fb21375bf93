"""A case fits a codebook to one negotiation, and says what is wrong with it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recoupe import codebooks
from recoupe.cli import main
from recoupe.codebooks import cases
from recoupe.errors import DataError

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "reykjavik" / "case.toml"
TALKS = codebooks.load("talks")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_members_and_countries_belong_to_their_party() -> None:
    case = cases.read(SAMPLE, TALKS)
    assert case.party(("Mikhail Gorbachev",), None) == "Soviet Union"
    assert case.party(("Somebody",), "US") == "United States"
    assert case.party(("Somebody",), "IS") is None


def test_a_case_brings_options_and_words() -> None:
    book = codebooks.load("talks", str(SAMPLE))
    assert book.by_code["SG.9"].options[1] == "laboratory only"
    found = [t for _, _, t in book.table("fr").find(["au", "laboratoire"]) if t.issue == "SG.9"]
    assert [t.option for t in found] == ["laboratory only"]
    assert codebooks.load("talks").by_code["SG.9"].options != book.by_code["SG.9"].options


def test_no_trigger_keeps_an_option_that_the_case_does_not_have() -> None:
    book = codebooks.load("talks", str(SAMPLE))
    options = {"", *book.by_code["SG.9"].options}
    assert {t.option for found in book.triggers.values() for t in found if t.issue == "SG.9"} <= options


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("name = ", "not a case"),
        ("[[party]]\nmembers = []\n", "no name"),
        ('[[party]]\nname = "A"\nmembers = ["X"]\n[[party]]\nname = "B"\nmembers = ["X"]\n', "two parties"),
        ('[[issue]]\ncode = "ZZ.1"\n', "no issue"),
        ('[[issue]]\ncode = "CF.1"\nscale = ["a"]\n[issue.words.fr]\n"treve*" = "b"\n', "no option"),
        ('[[issue]]\ncode = "CF.1"\n[issue.words.fr]\n"a*" = ""\n', "three letters"),
        ("party = 3\n", "write each party"),
        ('[[party]]\nname = "A"\ncolour = "red"\n', "wanted are"),
        ('[[parties]]\nname = "A"\n', "wanted are"),
        ('[[issue]]\ncode = "CF.1"\n[issue.words.xx]\n"treve*" = ""\n', "wanted are"),
        ('[[issue]]\ncode = "CF.1"\n[issue.words.fr]\n"treve*" = 3\n', "wanted is"),
        ('[[issue]]\ncode = "CF.1"\n[issue.words.fr]\n"&" = ""\n', "without a word"),
        ('[[issue]]\ncode = "CF.1"\n[[issue]]\ncode = "CF.1"\n', "stands twice"),
        ('[[party]]\nname = "A"\ncountry = "us"\n[[party]]\nname = "B"\ncountry = "US"\n', "country of two"),
    ],
)
def test_a_broken_case_says_what_is_wrong(text: str, wanted: str, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(text, "utf-8")
    with pytest.raises(DataError, match=wanted):
        cases.read(tmp_path / "case.toml", TALKS)
    result = run("codebook", "check", "--case", str(tmp_path / "case.toml"))
    assert result.exit_code == 1
    assert wanted in result.output


def test_a_codebook_of_ones_own_is_written_checked_and_used(tmp_path: Path) -> None:
    own = tmp_path / "fisheries"
    assert run("codebook", "new", str(own)).exit_code == 0
    assert run("codebook", "new", str(own)).exit_code == 2
    assert run("codebook", "check", str(own), "--case", str(own / "case.toml")).exit_code == 0
    with (own / "fr.tsv").open("a", encoding="utf-8") as stream:
        stream.write("quota* cabillaud*\tEC.5\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(
        "Le ministre Jean Morel a rejeté le quota de cabillaud.\n", "utf-8"
    )
    built = run(
        "build", str(tmp_path / "pages"), "-o", str(tmp_path / "out"), "--quiet", "--codebook", str(own)
    )
    assert built.exit_code == 0, built.output
    shown = run("show", str(tmp_path / "out"), "positions")
    assert "EC.5" in shown.output
    assert run("check", str(tmp_path / "out")).exit_code == 0


def test_the_issues_are_shown_in_a_language() -> None:
    shown = run("codebook", "show", "--lang", "de", "--case", str(SAMPLE)).output
    assert "allgemeine Waffenruhe" in shown
    assert "no limits <-> laboratory only" in shown


@pytest.mark.parametrize(
    ("name", "raw"),
    [("issues.csv", b"\xff"), ("fr.tsv", b"\xff"), ("issues.csv", b"ZZ,GEN"), ("fr.tsv", b"&\tCF.1")],
)
def test_a_broken_codebook_is_said(name: str, raw: bytes, tmp_path: Path) -> None:
    own = tmp_path / "own"
    run("codebook", "new", str(own))
    with (own / name).open("ab") as stream:
        stream.write(raw + b"\n")
    checked = run("codebook", "check", str(own))
    assert (checked.exit_code, checked.exception.__class__) == (1, SystemExit)
    assert f"{own / name}:" in checked.output
    assert run("codebook", "show", str(own)).exit_code == 2


def test_an_unknown_codebook_is_said() -> None:
    assert run("codebook", "show", "no-such-book").exit_code == 2
    assert run("codebook", "check", "no-such-book").exit_code == 1
