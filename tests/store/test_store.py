"""The store gives back what the dossier says."""

from pathlib import Path
from typing import Any

import pytest

from recoupe import build, codec, read, store

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "reykjavik"


@pytest.fixture(scope="module")
def value() -> dict[str, Any]:
    return codec.encode(build(read([str(SAMPLE)])))


@pytest.fixture(scope="module")
def shelf(value: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> store.Shelf:
    path = tmp_path_factory.mktemp("store") / "dossier.sqlite"
    store.write(value, path)
    return store.open(path)


def test_every_record_is_found_again(value: dict[str, Any], shelf: store.Shelf) -> None:
    for kind, records in store.contents.lists(value):
        held = shelf.records(kind)
        assert len(held) == len(records) == len(list(held))
        for found, record in zip(held.values(), records, strict=True):
            assert found == {k: v for k, v in record.items() if kind != "documents" or k != "text"}
    for document in value["documents"]:
        assert shelf.text(document["id"]) == document["text"]


def test_the_same_dossier_gives_the_same_file(value: dict[str, Any], tmp_path: Path) -> None:
    store.write(value, tmp_path / "a.sqlite")
    store.write(value, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
