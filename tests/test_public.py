"""The public face: what the README shows works."""

import json
from pathlib import Path

import recoupe


def test_the_face_is_sorted_and_complete() -> None:
    assert recoupe.__all__ == sorted(recoupe.__all__)
    assert all(callable(getattr(recoupe, name)) for name in recoupe.__all__)


def test_pages_become_a_dossier_from_python(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text("La maire, Anne Roche, a annoncé la fermeture du port.\n", "utf-8")
    recoupe.write(recoupe.build(recoupe.read([str(tmp_path)])), tmp_path / "out", ("json",))
    value = json.loads((tmp_path / "out" / "dossier.json").read_text("utf-8"))
    assert [a["name"] for a in value["actors"] if a["kind"] == "person"] == ["Anne Roche"]
    assert len(value["statements"]) == 1
