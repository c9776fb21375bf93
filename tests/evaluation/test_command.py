"""`recoupe eval statements`: exit status, what goes where, and the page of changes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.evaluation.story import answers, dossier, perfect, statement, write
from tests.outputs.test_html import Tree

from recoupe.cli import main


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["eval", "statements", *map(str, words)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path, "gold.jsonl", answers())


@pytest.fixture
def after(tmp_path: Path) -> Path:
    extra = statement("market.txt", "Le préfet aurait promis une réponse", "prefet")
    return saved(tmp_path, "after", [*perfect()[:4], extra])


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return saved(tmp_path, "before", perfect()[1:])


def saved(folder: Path, name: str, said: list) -> Path:
    (folder / name).mkdir()
    (folder / name / "dossier.json").write_text(json.dumps(dossier(said)), "utf-8")
    return folder / name


def test_figures_go_to_standard_output(gold: Path, after: Path) -> None:
    result = run(gold, "--dossier", after)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert "A content        0.800  0.800  0.800" in result.stdout
    assert "that-clause" in result.stdout


def test_json_has_the_figures_and_the_errors_that_are_asked_for(gold: Path, after: Path) -> None:
    value = json.loads(run(gold, "--dossier", after, "--json", "--errors", "1").stdout)
    assert value["A"] == {"p": 0.8, "r": 0.8, "f1": 0.8, "n_gold": 5, "n_pred": 5}
    (shown,) = value["shown"]
    assert shown["effects"] == [{"what": "extra", "side": "loss"}]
    assert "shown" not in json.loads(run(gold, "--dossier", after, "--json").stdout)


def test_several_gold_files_are_measured_together(tmp_path: Path, after: Path) -> None:
    files = [write(tmp_path, f"{k}.jsonl", [page]) for k, page in enumerate(answers())]
    value = json.loads(run(*files, "--dossier", after, "--json").stdout)
    assert value["A"]["n_gold"] == 5


def test_aliases_may_be_given(tmp_path: Path, gold: Path, after: Path) -> None:
    pages = answers()
    pages[1]["attributions"][0]["entity"] = "SNM"
    write(tmp_path, "gold.jsonl", pages)
    (tmp_path / "spellings.json").write_text('{"SNM": ["syndicat des mareyeurs"]}', "utf-8")
    plain = json.loads(run(gold, "--dossier", after, "--json").stdout)
    given = json.loads(
        run(gold, "--dossier", after, "--json", "--aliases", tmp_path / "spellings.json").stdout
    )
    assert given["C"]["f1"] > plain["C"]["f1"]


def test_errors_are_listed_a_line_each(gold: Path, after: Path) -> None:
    lines = run(gold, "--dossier", after, "--errors", "9").stdout.splitlines()
    assert lines[-2].startswith("- extra | market.txt | nobody | le préfet | Le préfet aurait")
    assert lines[-1].startswith("- missed | market.txt | Ivo Marsac | nothing | « Le marché")


def test_two_runs_are_told_as_a_change(gold: Path, before: Path, after: Path) -> None:
    result = run(gold, "--dossier", after, "--against", before)
    assert result.exit_code == 0, result.output
    assert "+ 1 found 1" in result.stdout
    assert "- 2 extra new 1, lost 1" in result.stdout
    value = json.loads(run(gold, "--dossier", after, "--against", before, "--json").stdout)
    assert value["changes"]["A"]["change"] == pytest.approx(
        value["A"]["f1"] - value["against"]["A"]["f1"], abs=1e-3
    )


def test_the_page_of_changes_is_whole_escaped_and_alone(
    tmp_path: Path, gold: Path, before: Path, after: Path
) -> None:
    out = tmp_path / "changes.html"
    assert run(gold, "--dossier", after, "--against", before, "--html", out).exit_code == 0
    text = out.read_text("utf-8")
    tree = Tree(text)
    assert not tree.faults
    assert not tree.open
    assert {"script", "b-", "img", "iframe", "form"} & {tag for tag, _ in tree.tags} == set()
    assert "<b>reste</b>" not in text
    assert "&lt;b&gt;reste&lt;/b&gt;" in text
    assert "<i>what follows" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert sum(tag == "article" for tag, _ in tree.tags) == 3
    addresses = [held["href"] for tag, held in tree.tags if tag == "a"]
    assert all(a.startswith("#") and a[1:] in tree.under for a in addresses)
    assert "prefers-color-scheme:dark" in text


def test_the_page_is_the_same_each_time(tmp_path: Path, gold: Path, before: Path, after: Path) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    for out in (first, second):
        run(gold, "--dossier", after, "--against", before, "--html", out)
    assert first.read_bytes() == second.read_bytes()


def test_without_another_run_the_page_shows_the_errors(tmp_path: Path, gold: Path, after: Path) -> None:
    out = tmp_path / "errors.html"
    assert run(gold, "--dossier", after, "--html", out).exit_code == 0
    tree = Tree(out.read_text("utf-8"))
    assert not tree.faults
    assert sum(tag == "article" for tag, _ in tree.tags) == 2
    assert any(words.strip() == "missed" for words in tree.visible) or "missed" in "".join(tree.visible)


def test_pages_that_are_not_here_are_named(tmp_path: Path, after: Path) -> None:
    pages = [*answers(), answers()[0] | {"doc": "elsewhere.txt"}]
    result = run(write(tmp_path, "more.jsonl", pages), "--dossier", after)
    assert result.exit_code == 0
    assert "count as missed: elsewhere.txt" in result.stderr


def test_gold_of_other_pages_finds_nothing(tmp_path: Path, after: Path) -> None:
    other = write(tmp_path, "other.jsonl", [answers()[0] | {"doc": "elsewhere.txt"}])
    result = run(other, "--dossier", after)
    assert result.exit_code == 1
    assert "none of the 1 gold pages" in result.stderr


def test_wrong_use_exits_with_2(tmp_path: Path, gold: Path, after: Path) -> None:
    assert run(gold).exit_code == 2
    assert run(tmp_path / "nowhere.jsonl", "--dossier", after).exit_code == 2
    gold.write_text("{\n", "utf-8")
    result = run(gold, "--dossier", after)
    assert result.exit_code == 2
    assert "gold.jsonl:1" in result.stderr


def test_a_folder_without_a_dossier_says_how_to_make_one(tmp_path: Path, gold: Path) -> None:
    result = run(gold, "--dossier", tmp_path)
    assert result.exit_code == 1
    assert "recoupe build" in result.stderr
