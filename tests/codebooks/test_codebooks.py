"""The shipped codebook is whole, and a broken one says where."""

from pathlib import Path

import pytest

from recoupe import codebooks
from recoupe.errors import DataError

TALKS = codebooks.HERE / "data" / "talks"


def test_the_shipped_codebook_has_no_fault() -> None:
    assert codebooks.check(TALKS) == []


def test_it_has_eleven_groups_and_seventy_three_issues_with_labels() -> None:
    book = codebooks.load("talks")
    assert (len(book.groups), len(book.issues)) == (11, 73)
    assert all(issue.label(lang) for issue in book.issues for lang in codebooks.LABELS)
    assert book.by_code["SG.2"].options == ("excluded", "deferred", "open door", "accession")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_issue_has_a_trigger(lang: str) -> None:
    book = codebooks.load("talks")
    assert {t.issue for t in book.triggers[lang]} == {i.code for i in book.issues}


def test_triggers_find_their_issue() -> None:
    table = codebooks.load("talks").table("fr")
    assert {t.issue for _, _, t in table.find(["des", "garanties", "fortes", "de", "securite"])} == {"SG.1"}


def test_faults_name_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "issues.csv").write_bytes((TALKS / "issues.csv").read_bytes())
    (tmp_path / "fr.tsv").write_text("# triggers\ntreve\tXX.9\ntreve\tCF.1\tnever heard\na*\tCF.1\n", "utf-8")
    faults = codebooks.check(tmp_path)
    assert [f.split(":")[1] for f in faults] == ["2", "3", "4"]
    with pytest.raises(DataError, match="no issue"):
        codebooks.read(tmp_path)


def test_a_missing_codebook_says_which_are_known(tmp_path: Path) -> None:
    assert "talks" in codebooks.check(tmp_path / "nowhere")[0]


def test_clues_are_weaker_words_with_a_weight(tmp_path: Path) -> None:
    (tmp_path / "clues").mkdir()
    (tmp_path / "issues.csv").write_text(
        "code,parent,option_scale,fr,en,de,es,ru,uk\nA,,,a,a,,,,\nA.1,A,,b,b,,,,\n"
    )
    (tmp_path / "clues" / "en.tsv").write_text("mast*\tA.1\t1\nmast*\tA.2\t1\nhull\tA.1\theavy\n")
    (tmp_path / "clues" / "priors.tsv").write_text("all\tA.1\t-0.5\n")
    faults = codebooks.check(tmp_path)
    assert [f.rpartition("/")[2].split(":")[:2] for f in faults] == [["en.tsv", "2"], ["en.tsv", "3"]]
    (tmp_path / "clues" / "en.tsv").write_text("mast*\tA.1\t1\n")
    book = codebooks.read(tmp_path)
    assert [c.weight for _, _, c in book.hints("en").find(["masts"])] == [1.0]
    assert book.priors == {"A.1": -0.5}


def test_models_of_other_issues_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "issues.csv").write_text(
        "code,parent,option_scale,fr,en,de,es,ru,uk\nA,,,a,a,,,,\nA.1,A,,b,b,,,,\n"
    )
    shipped = codebooks.place("talks") / "models.npz"
    (tmp_path / "models.npz").write_bytes(shipped.read_bytes())
    assert ["not the models of this codebook" in f for f in codebooks.check(tmp_path)] == [True]
    (tmp_path / "models.npz").write_bytes(b"not one")
    assert ["no file of models" in f for f in codebooks.check(tmp_path)] == [True]
