"""The whole, on the sample story: what must hold for any input, and the golden dossier."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from recoupe import codec, dossier, ingest, pipeline
from recoupe.engines.local import LocalEngine
from recoupe.errors import MissingError
from recoupe.options import Options

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "reykjavik"
GOLDEN = ROOT / "tests" / "golden" / "reykjavik.json"
# What the golden file keeps of each record: enough to see a change, small enough to read.
KEPT = (
    "id",
    "type",
    "name",
    "kind",
    "code",
    "status",
    "wording",
    "title",
    "value",
    "stance",
    "issue",
    "mode",
    "when",
)


def build(*sources: Path, jobs: int = 1) -> dict:
    options = Options()
    intake = ingest.read([str(s) for s in sources], options)
    return codec.encode(pipeline.build(intake, options, engine=LocalEngine(jobs)))


@pytest.fixture(scope="module")
def sample() -> dict:
    return build(SAMPLE)


def summary(value: dict) -> dict:
    """Each record in a line."""
    kept = {
        kind: [{k: r[k] for k in KEPT if k in r} for r in records]
        for kind, records in value.items()
        if isinstance(records, list) and kind != "documents"
    }
    kept["documents"] = [
        {
            "path": d["path"],
            "lang": d["lang"],
            "blocks": [f"{b['kind']} {b['span'][0]}-{b['span'][1]}" for b in d["blocks"]],
            "language_path": [f"{g['role']} {g['lang']}" for g in d["language_path"]],
        }
        for d in value["documents"]
    ]
    kept["lineage"] = [f"{e['child']} {e['kind']} {e['parent']}" for e in value["lineage"]["edges"]]
    return kept


def test_the_sample_is_as_it_was(sample: dict, request: pytest.FixtureRequest) -> None:
    now = json.dumps(summary(sample), ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(now, "utf-8")
    assert json.loads(GOLDEN.read_text("utf-8")) == json.loads(now), (
        "if this is meant: pytest --update-golden"
    )


def test_the_sample_has_no_fault(sample: dict) -> None:
    assert dossier.check(sample) == []


def test_the_same_pages_give_the_same_bytes_in_any_order_on_any_number_of_jobs() -> None:
    pages = sorted(SAMPLE.glob("*.txt"), reverse=True)
    one = build(*pages)
    two = build(*reversed(pages), jobs=2)
    assert codec.dumps(one) == codec.dumps(two)


def test_a_duplicate_page_adds_no_origin(sample: dict, tmp_path: Path) -> None:
    folder = tmp_path / "reykjavik"
    shutil.copytree(SAMPLE, folder)
    shutil.copy(folder / "01_depeche.txt", folder / "99_again.txt")
    doubled = build(folder)
    for kind in ("claims", "events", "standings"):
        assert [(r["id"], r["origins"]) for r in doubled[kind]] == [
            (r["id"], r["origins"]) for r in sample[kind]
        ]
    assert len(doubled["lineage"]["families"]) == len(sample["lineage"]["families"])


@pytest.mark.parametrize("end", ["« pardon »", "« la paix", "«"])
def test_a_page_may_end_in_the_middle_of_what_was_asked(end: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"Le ministre Paul Marin a demandé {end}", "utf-8")
    assert not [n for n in build(tmp_path)["notes"] if n["code"] == "failed"]


def test_a_page_on_which_the_program_fails_is_told_of_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.txt").write_text(
        "La ministre Anne Leroy a dit mardi que le pont restait fermé.", "utf-8"
    )
    (tmp_path / "bad.txt").write_text("Le maire Paul Marin a dit lundi que la route était ouverte.", "utf-8")
    find = pipeline.statements.find

    def broken(page: Any, *more: Any) -> Any:
        if "maire" in page.doc.text:
            raise IndexError("list index out of range")
        return find(page, *more)

    monkeypatch.setattr(pipeline.statements, "find", broken)
    value = build(tmp_path)
    (note,) = [n for n in value["notes"] if n["code"] == "failed"]
    assert "IndexError, test_pipeline.py" in note["text"]
    assert {d["path"] for d in value["documents"]} == {"good.txt", "bad.txt"}
    assert [s["doc"] for s in value["statements"]] != [note["doc"]]
    assert len(value["statements"]) == 1
    assert dossier.check(value) == []


def test_what_the_user_can_mend_is_said_and_no_page_is_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text(
        "La ministre Anne Leroy a dit mardi que le pont restait fermé.", "utf-8"
    )

    def missing(*_: Any) -> Any:
        raise MissingError("gliner is not installed; run: pip install 'recoupe[gliner]'")

    monkeypatch.setattr(pipeline.wiring, "tagger", missing)
    with pytest.raises(MissingError):
        build(tmp_path)
