"""The whole training, a few steps long, on corpora of three sentences."""

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest
from training import figures, fit_antecedents, fit_tongues, languages, train
from training.corpora import Corpora, read_conllu

TREE = """\
1\tLe\tle\tDET\t_\tDefinite=Def|Gender=Masc|Number=Sing\t2\tdet\t_\t_
2\tcomité\tcomité\tNOUN\t_\tGender=Masc|Number=Sing\t3\tnsubj\t_\t_
3\trencontre\trencontrer\tVERB\t_\tMood=Ind|Number=Sing|Person=3\t0\troot\t_\t_
4\tClara\tClara\tPROPN\t_\t_\t3\tobj\t_\t_
5\tMoreno\tMoreno\tPROPN\t_\t_\t4\tflat:name\t_\t_
6-7\tdu\t_\t_\t_\t_\t_\t_\t_\t_
6\tde\tde\tADP\t_\t_\t8\tcase\t_\t_
7\tle\tle\tDET\t_\tDefinite=Def\t8\tdet\t_\t_
8\tmusée\tmusée\tNOUN\t_\tGender=Masc|Number=Sing\t4\tnmod\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

"""
BIO = "Clara B-PER\nMoreno I-PER\nvisite O\nOslo B-LOC\n. O\n\n"
COLUMNS = "1\tClara\tB-PER\n2\tMoreno\tI-PER\n\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with every corpus file that the training names."""
    folder = tmp_path_factory.mktemp("corpora")
    tables = (languages.TRAIN, languages.DEV, languages.TEST)
    texts = {name: TREE * 8 for table in tables for files in table.values() for name in files}
    texts |= {name: BIO.replace(" ", "\t") * 8 for name in train.OLD_PRESS if name.endswith(".tsv")}
    texts |= {name: BIO * 8 for name in train.OLD_PRESS if name.endswith(".bio")}
    texts |= {"newseye-dev2-fr.tsv": BIO.replace(" ", "\t"), "en_pud-ud-test.iob2": COLUMNS * 8}
    with tarfile.open(folder / "all.tar.xz", "w:xz") as archive:
        for name, text in texts.items():
            member = tarfile.TarInfo(f"corpora/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return folder


@pytest.fixture(scope="module")
def weights(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights after three steps."""
    folder = tmp_path_factory.mktemp("made") / "weights"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "HELD", 2)
        patch.setattr(train, "GENERATED", {"fr": 10, "en": 10})
        patch.setattr(languages, "LENT", {lang: (lent[0], 2) for lang, lent in languages.LENT.items()})
        assert train.main(["--data", str(data), "--weights", str(folder), "--steps", "3"]) == 0
    return folder


def test_one_command_makes_all_weights_and_their_record(weights: Path) -> None:
    made = {p.name for p in weights.iterdir()}
    assert {
        "fr",
        "en",
        "xx",
        "fr_pos.crfsuite",
        "fr_names.crfsuite",
        "uk_gazetteer.tsv",
        "de_words.txt",
    } <= made
    record = json.loads((weights / "figures.json").read_text("utf-8"))
    assert set(record) == {"figures", "inputs", "libraries", "size", "zipped"}
    assert set(record["inputs"]) >= {*languages.TRAIN["uk"], *train.OLD_PRESS}
    assert 0 < record["zipped"] < record["size"]


def test_the_same_corpora_give_the_same_weights(data: Path, weights: Path, tmp_path: Path) -> None:
    again = tmp_path / "weights"
    train.train_crf(Corpora(data), weights, 3)
    first = (weights / "fr_pos.crfsuite").read_bytes()
    again.mkdir()
    train.train_lists(Corpora(data), again, None)
    train.train_crf(Corpora(data), again, 3)
    assert (again / "fr_pos.crfsuite").read_bytes() == first
    assert (again / "fr_gazetteer.tsv").read_bytes() == (weights / "fr_gazetteer.tsv").read_bytes()


def test_worse_figures_leave_the_old_weights_in_place(
    data: Path, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = json.loads((weights / "figures.json").read_text("utf-8"))
    better = record["figures"] | {"xx.de_pud.las": 1.5}
    (weights / "figures.json").write_text(json.dumps(record | {"figures": better}), "utf-8")
    monkeypatch.setattr(train, "measure", lambda work, corpora: record["figures"])
    only = ["--data", str(data), "--weights", str(weights), "--only"]
    assert train.main(only) == 1
    assert json.loads((weights / "figures.json").read_text("utf-8"))["figures"] == better
    assert train.main([*only, "--accept-worse"]) == 0
    assert json.loads((weights / "figures.json").read_text("utf-8"))["figures"] == record["figures"]


def test_half_a_point_is_no_fall_and_more_is() -> None:
    assert figures.worse({"a": 0.7}, {"a": 0.6951}) == []
    assert figures.worse({"a": 0.7, "b": 0.1}, {"a": 0.6949}) == ["a: 0.7000 before, 0.6949 now"]


def test_another_corpus_file_than_last_time_is_named() -> None:
    assert figures.changed({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}) == [
        "b: another file than last time"
    ]


def test_a_multiword_token_is_one_word_again() -> None:
    (tree,) = read_conllu(TREE.split("\n"))
    assert [w.form for w in tree] == ["Le", "comité", "rencontre", "Clara", "Moreno", "du", "musée", "."]
    du = tree[5]
    assert (du.pos, du.rel, tree[du.head].form, du.feats) == ("ADP", "case", "musée", "Definite=Def")


def test_weights_of_turns_are_found_over_the_pages() -> None:
    x = np.array([[1.0, 0.9, 0.1], [1.0, 0.8, 0.2], [1.0, 0.1, 0.9], [1.0, 0.2, 0.8]])
    right = np.array([True, True, False, False])
    w = fit_tongues.fit(x, right, np.ones(4), 0.1)
    assert w[1] > 0 > w[2]
    assert ((x @ w > 0) == right).all()


def test_pages_are_made_of_sentences_written_in_the_language() -> None:
    lines = [
        f"# sent_id = {mark}01001\n# text = " + f"{word} " * 120
        for mark, word in (("n03", "un"), ("n01", "deux"), ("n03", "trois"))
    ]
    assert [set(page.split()) for page in fit_tongues._made("\n".join(lines), "fr")] == [{"un", "trois"}]


def test_a_sign_that_right_answers_show_gets_weight() -> None:
    near, far = ("near",), ("far",)
    asked = [fit_antecedents.Question("pronoun", (near, far), (True, False), str(k)) for k in range(9)]
    weights = dict(zip(("far", "near"), fit_antecedents.fit(asked, ("far", "near")), strict=True))
    assert weights["near"] > 0 > weights["far"]
    assert all(p[0] > p[1] for _, p in fit_antecedents.left_out(asked, ("far", "near")))
