"""A text that stands at two addresses is one witness."""

from pathlib import Path

from tests import make
from tests.test_pipeline import build

from recoupe.stages import twins

PAGE = "Le port rouvre\n\nLe ministre Yann Aubin a déclaré que le port rouvrirait mardi.\n"


def test_the_earliest_page_of_a_text_is_kept() -> None:
    late = make.document("a", "late.txt", published="2020-03-04")
    early = make.document("a", "early.txt", published="2020-03-02")
    bare = make.document("a", "bare.txt")
    kept, others = twins.choose([late, bare, early])
    assert kept == (early,)
    assert others == {early.id: (late, bare)}


def test_each_text_is_kept_once() -> None:
    documents = [make.document("a", "1.txt"), make.document("b", "2.txt")]
    kept, others = twins.choose(documents)
    assert {d.text for d in kept} == {"a", "b"}
    assert not others


def test_a_twin_carries_all_that_its_text_carries(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    value = build(tmp_path)
    first, second = (d["id"] for d in value["documents"])
    assert {s["doc"] for s in value["statements"]} == {first, second}
    assert len({s["id"] for s in value["statements"]}) == len(value["statements"])
    assert [e["kind"] for e in value["lineage"]["edges"]] == ["copy"]
    assert [f["docs"] for f in value["lineage"]["families"]] == [sorted([first, second])]
    assert {c["origins"]["max"] for c in value["claims"]} <= {1}


def test_what_is_wrong_with_a_twin_is_noted_too(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("« » «\n", "utf-8")
    value = build(tmp_path)
    noted = {n["doc"] for n in value["notes"] if n["code"] == "no-prose"}
    assert noted == {d["id"] for d in value["documents"]}
