"""What was decided, for people: obeyed, waiting, undone."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from recoupe.ingest import decisions
from recoupe.outputs.site.live import History
from recoupe.serve.ledger import Ledger


def line(own: str, do: str = "accept", **more: Any) -> str:
    place = {"path": "a.txt", "text_sha256": "0", "span": [0, 4], "words": "« Oui"}
    target = {"kind": "statement", "id": f"s-{own}", "places": [place]}
    told = {"id": own, "do": do, "who": "Anne", "when": "2020-01-01T00:00:00Z", "why": "", **more}
    return json.dumps(told if do == "undo" else {**told, "targets": [target]}, ensure_ascii=False) + "\n"


def history(file: Path, obeyed: str = "") -> History:
    known = frozenset({hashlib.sha256(obeyed.encode()).hexdigest()})
    return Ledger(file).history(known)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def test_what_stands_behind_the_lines_that_a_dossier_obeyed_waits(file: Path) -> None:
    file.write_text(line("j-1") + line("j-2"), "utf-8")
    found = history(file, obeyed=line("j-1"))
    assert [(e.id, e.waits) for e in found.entries] == [("j-2", True), ("j-1", False)]
    assert set(found.waiting) == {"s-j-2"}
    assert found.entries[0].about == (("statement", "s-j-2", "« Oui"),)
    assert found.waits() == 1


def test_a_dossier_that_obeyed_all_waits_for_nothing(file: Path) -> None:
    told = line("j-1") + line("j-2")
    file.write_text(told, "utf-8")
    assert history(file, obeyed=told).waits() == 0
    # The last line had no end then.
    assert history(file, obeyed=told.removesuffix("\n")).waits() == 0
    assert history(file).waits() == 2


def test_an_undone_decision_waits_only_if_the_dossier_obeyed_it(file: Path) -> None:
    told = line("j-1") + line("j-2")
    file.write_text(
        told + line("j-3") + line("j-4", "undo", of="j-1") + line("j-5", "undo", of="j-3"), "utf-8"
    )
    found = {e.id: (e.undone, e.waits) for e in history(file, obeyed=told).entries}
    assert found == {"j-1": ("Anne", True), "j-2": ("", False), "j-3": ("Anne", False)}


def test_lines_that_nobody_can_read_are_passed_over(file: Path) -> None:
    file.write_bytes(b'{"do": "acc\n[]\n' + b"[" * 9_000 + b"\n" + line("j-1").encode() + b'{"id": 3}\n{"id"')
    assert [e.id for e in history(file).entries] == ["j-1"]


def test_a_line_written_by_hand_without_an_id_is_told_too(file: Path) -> None:
    bare = json.loads(line("j-1"))
    del bare["id"]
    file.write_text(json.dumps(bare) + "\n", "utf-8")
    (entry,) = history(file).entries
    assert entry.id == decisions.read(file).decisions[0].id
    assert entry.waits


def test_no_file_is_no_history(tmp_path: Path) -> None:
    assert history(tmp_path / "none.jsonl") == History()
    assert Ledger(None).history(frozenset()) == History()


def test_a_line_that_was_added_is_seen(file: Path) -> None:
    ledger = Ledger(file)
    file.write_text(line("j-1"), "utf-8")
    assert len(ledger.history(frozenset()).entries) == 1
    with file.open("a", encoding="utf-8") as stream:
        stream.write(line("j-2"))
    assert len(ledger.history(frozenset()).entries) == 2
