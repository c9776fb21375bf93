"""Levels, slots, chains and slices on two invented pages."""

import re
from pathlib import Path

import pytest
from tests.evaluation.story import answers, dossier, judge, perfect, statement

from recoupe import ingest, pipeline
from recoupe.codec import encode
from recoupe.engines.local import LocalEngine
from recoupe.errors import InputError
from recoupe.evaluation import bootstrap, found, gold, measures, report, statements
from recoupe.evaluation.statements import Verdict
from recoupe.options import Options
from recoupe.stages.statements import drafting

SAMPLE = Path(__file__).parents[2] / "samples" / "reykjavik"


def figures(verdict: Verdict) -> dict:
    return report.as_json(report.run(verdict))


def test_a_perfect_dossier_is_right_at_every_level(tmp_path: Path) -> None:
    value = figures(judge(tmp_path, perfect()))
    assert all(value[name]["f1"] == 1 for name in (*"ABCDE", "chain_edges", "addressee"))
    assert value["provenance_loss"] == {"lost": 0, "of": 1}
    assert value["stance_accuracy"] == 1
    assert value["actors_confused"] == 0


def test_each_level_asks_more(tmp_path: Path) -> None:
    said = perfect()
    said[0]["speaker"]["span"] = None
    said[1]["speaker"]["actor"] = "marsac"
    said[3]["type"] = "mixed"
    said[4]["chain"] = []
    value = figures(judge(tmp_path, said))
    assert [value[level]["f1"] for level in "ABCDE"] == [1, 0.8, 0.8, 0.6, 0.6]


def test_an_actor_that_swallowed_two_speakers_is_right_for_one_only(tmp_path: Path) -> None:
    said = perfect()
    value = dossier(said)
    value["actors"][0]["names"].append({"text": "Ivo Marsac", "lang": "fr", "n": 1})
    said[4]["speaker"]["actor"] = "kervran"
    plain = judge(tmp_path, said)
    assert not plain.confused
    answers_ = gold.read([tmp_path / "gold.jsonl"])
    verdict = statements.judge(answers_, found.read(value), {})
    assert verdict.confused == {"kervran"}
    assert figures(verdict)["C"]["f1"] == 0.8


def test_a_chain_counts_by_its_edges_and_provenance_by_its_outermost_holder(tmp_path: Path) -> None:
    said = perfect()
    said[2]["chain"] = ["prefet"]
    value = figures(judge(tmp_path, said))
    assert value["provenance_loss"] == {"lost": 1, "of": 1}
    assert value["chain_edges"] == {"p": 0, "r": 0, "f1": 0, "n_gold": 1, "n_pred": 0}
    assert value["E"]["f1"] == 0.8


def test_slots_are_measured_where_the_speaker_is_right(tmp_path: Path) -> None:
    said = perfect()
    said[1]["speaker"]["actor"] = None
    value = figures(judge(tmp_path, said))
    assert value["addressee"]["n_gold"] == 0


def test_an_absent_page_counts_as_missed_and_is_named(tmp_path: Path) -> None:
    pages = [*answers(), answers()[0] | {"doc": "elsewhere.txt"}]
    verdict = judge(tmp_path, perfect(), pages)
    assert verdict.absent == ("elsewhere.txt",)
    assert figures(verdict)["A"]["r"] == pytest.approx(5 / 8)


def test_a_page_of_another_length_is_named(tmp_path: Path) -> None:
    pages = answers()
    pages[0]["n_chars"] += 1
    assert judge(tmp_path, perfect(), pages).altered == ("port.txt",)


def test_slices_say_only_what_can_be_known(tmp_path: Path) -> None:
    value = figures(judge(tmp_path, [*perfect(), statement("port.txt", "Selon", None, marks="repaired")]))
    slices = value["slices"]
    assert slices["kind=mt"]["A"] == {"p": 1, "r": 1, "f1": 1, "n_gold": 2, "n_pred": 2}
    assert slices["type=indirect"]["A"]["n_pred"] == 2
    assert slices["noise=mt_syntax"]["A"] == {"p": None, "r": 1, "f1": None, "n_gold": 1, "n_pred": None}
    assert slices["marks=repaired"]["C"]["p"] == 0
    assert slices["construction=that-clause"]["A"]["n_pred"] == 6
    assert slices["confidence=0.95"]["A"] == {"p": 1, "r": None, "f1": None, "n_gold": None, "n_pred": 1}
    assert slices["confidence=0.00"]["A"]["n_pred"] == 6


def test_the_mean_of_pages_weighs_each_page_alike(tmp_path: Path) -> None:
    value = figures(judge(tmp_path, perfect()[:3]))
    assert value["A"]["f1"] == 0.75
    assert value["by_page"]["A"] == 0.5


def test_intervals_are_the_same_in_every_run_and_hold_the_figure(tmp_path: Path) -> None:
    run = report.run(judge(tmp_path, perfect()[:4]))
    chosen = measures.main()
    first, again = (bootstrap.intervals(chosen, run.counts) for _ in range(2))
    assert first == again
    counts = measures.total(run.counts)
    for measure, interval in zip(chosen, first, strict=True):
        assert interval is None or interval[0] <= measures.score(measure, counts).value <= interval[1]


def test_one_page_gives_no_interval(tmp_path: Path) -> None:
    value = figures(judge(tmp_path, perfect(), answers()[:1]))
    assert value["intervals"] == {}


def test_a_run_does_not_differ_from_itself(tmp_path: Path) -> None:
    run = report.run(judge(tmp_path, perfect()[:4]))
    told = report.changes_as_json(run, run)
    assert all(change["change"] == 0 and change["interval"] in (None, [0, 0]) for change in told.values())


def test_no_dossier_is_refused() -> None:
    with pytest.raises(InputError, match="it has no actors, documents, statements"):
        found.read({})


def test_every_statement_of_the_sample_names_its_construction() -> None:
    options = Options()
    paths = [str(SAMPLE / name) for name in ("01_depeche.txt", "03_wire.txt", "11_column.txt")]
    value = encode(pipeline.build(ingest.read(paths, options), options, engine=LocalEngine(1)))
    assert value["statements"]
    for page in found.read(value).values():
        assert not [s.reasons for s in page.statements if s.construction == found.OTHER]


def test_every_construction_of_the_stage_has_its_name_here() -> None:
    code = "".join(p.read_text("utf-8") for p in sorted(Path(drafting.__file__).parent.glob("*.py")))
    named = set(re.findall(r'construction="([a-z-]+)"', code)) | set(drafting.SAYS)
    assert named <= found.CONSTRUCTIONS
