"""The store gives back what the dossier says, to many at once."""

import copy
import json
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import hand
import pytest

from recoupe import store
from recoupe.errors import OptionError
from recoupe.store import contents, links, places

Value = dict[str, Any]


def test_every_record_is_found_again(value: Value, shelf: store.Shelf) -> None:
    for kind, records in contents.lists(value):
        held = shelf.records(kind)
        assert len(held) == len(records) == len(list(held))
        for found, record in zip(held.values(), records, strict=True):
            assert found == {k: v for k, v in record.items() if kind != "documents" or k != "text"}
    for document in value["documents"]:
        assert shelf.text(document["id"]) == document["text"]


def test_every_span_is_found_again_on_its_page(value: Value, shelf: store.Shelf) -> None:
    said = {
        (d, a, b, layer, kind, name)
        for kind, name, r in contents.each(value)
        for d, a, b, layer in places.of(kind, r)
    }
    found = {tuple(mark) for d in value["documents"] for mark in shelf.marks(d["id"])}
    assert found == said
    spans = {(d, *s) for r in _records(value) for d, s in _extents(r, r.get("doc"))}
    assert spans <= {mark[:3] for mark in found}


def _records(value: Value) -> list[Value]:
    return [
        r for kind, records in contents.lists(value) if kind not in ("documents", "edges") for r in records
    ]


def _extents(value: Any, doc: str | None) -> list[tuple[str, list[int]]]:
    """All extents below a value, as any reader of the JSON sees them, with their page."""
    if isinstance(value, dict):
        doc = value.get("doc") or doc
        return [e for inner in value.values() for e in _extents(inner, doc)]
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value):
        return [(str(doc), value)]
    return [e for inner in value for e in _extents(inner, doc)] if isinstance(value, list) else []


def test_every_id_in_a_record_is_a_link(value: Value, shelf: store.Shelf) -> None:
    known = {(kind, name) for kind, name, _ in contents.each(value)}
    for kind, name, record in contents.each(value):
        if kind in ("documents", "notes"):
            continue
        told = json.dumps(record)
        named = {to for to in known if f'"{to[1]}"' in told} - {(kind, name)}
        linked = {to for to in named if (kind, name) in {link[:2] for link in shelf.backlinks(*to)}}
        strays = {to for to in named - linked if not _only_in_reasons(record, to[1])}
        assert not strays, (kind, name)


def _only_in_reasons(record: Value, identity: str) -> bool:
    return identity not in json.dumps({k: v for k, v in record.items() if k != "reasons"})


def test_the_same_dossier_gives_the_same_file(value: Value, tmp_path: Path) -> None:
    store.write(value, tmp_path / "a.sqlite")
    store.write(copy.deepcopy(value), tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.sqlite", "b.sqlite"]


def test_filters_add_up(value: Value, shelf: store.Shelf) -> None:
    speaker = next(s["speaker"]["actor"] for s in value["statements"] if s["speaker"]["actor"])
    mine = [s for s in value["statements"] if s["speaker"]["actor"] == speaker]
    doc = mine[0]["doc"]
    found = shelf.find("statements", linked=("actors", speaker, "speaker"))
    assert found == (tuple(s["id"] for s in mine), len(mine))
    both = shelf.find("statements", linked=("actors", speaker, "speaker"), doc=doc, status=mine[0]["stance"])
    assert set(both.ids) == {s["id"] for s in mine if s["doc"] == doc and s["stance"] == mine[0]["stance"]}
    part = shelf.find("statements", linked=("actors", speaker, "speaker"), start=1, limit=1)
    assert part == (found.ids[1:2], found.total)


def test_a_page_that_leaves_a_claim_out_does_not_carry_it(value: Value, shelf: store.Shelf) -> None:
    for claim in value["claims"]:
        for doc in claim.get("omitted_by", ()):
            assert claim["id"] not in shelf.find("claims", doc=doc).ids
            assert claim["id"] in shelf.find("claims", linked=("documents", doc, "omitted")).ids


def test_a_folder_is_opened_by_its_file_or_by_its_json(value: Value, file: Path, tmp_path: Path) -> None:
    (tmp_path / "dossier.json").write_text(json.dumps(value), "utf-8")
    opened = store.open(tmp_path)
    assert list(opened.records("claims").values()) == value["claims"]
    assert [p.name for p in tmp_path.iterdir()] == ["dossier.json"]
    store.write(hand.dossier("Autre."), tmp_path / store.NAME)
    assert store.open(tmp_path).text("p-0") == "Autre."
    with pytest.raises(OptionError, match="recoupe build"):
        store.open(tmp_path / "none")


@pytest.mark.parametrize("name", ["dossier.json", store.NAME])
@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\0" * 5000, b'{"schema": "other/2"}'])
def test_a_damaged_file_is_told(name: str, raw: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    for where in (tmp_path, tmp_path / name):
        with pytest.raises(OptionError, match="not a dossier"):
            store.open(where)


def test_a_file_with_other_tables_is_told(tmp_path: Path) -> None:
    store.write({**hand.dossier("Texte."), "schema": "other/2"}, tmp_path / store.NAME)
    with pytest.raises(OptionError, match="not a dossier of this version"):
        store.open(tmp_path)


def test_a_file_may_be_replaced_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    store.write(hand.dossier("Avant."), path)
    shelf = store.open(path)
    store.write(hand.dossier("Après."), path)
    told: list[str] = []
    reader = threading.Thread(target=lambda: told.append(shelf.text("p-0")))
    reader.start()
    reader.join()
    assert told == ["Avant."]
    assert store.open(path).text("p-0") == "Après."


def test_a_closed_store_says_so_even_if_its_file_was_replaced(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    store.write(hand.dossier("Avant."), path)
    shelf = store.open(path)
    store.write(hand.dossier("Après."), path)
    shelf.close()
    with pytest.raises(OptionError, match="closed"):
        shelf.marks("p1")


def test_many_threads_read_at_once(value: Value, shelf: store.Shelf) -> None:
    ids = [s["id"] for s in value["statements"]]
    told: list[list[str]] = []

    def ask() -> None:
        told.append([shelf.records("statements")[i]["id"] for i in ids] + [str(shelf.search("de").total)])

    readers = [threading.Thread(target=ask) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(told) == 8
    assert all(t == [*ids, told[0][-1]] for t in told)


def test_a_path_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be written"):
        store.write(hand.dossier("Texte."), tmp_path / "no" / "such" / store.NAME)


def test_a_snippet_stands_on_its_page(value: Value, shelf: store.Shelf) -> None:
    for hit in shelf.search("accord", limit=100).rows:
        snippet = hit.snippet
        assert snippet.marks
        assert all("ccord" in snippet.text[a:b] for a, b in snippet.marks)
        if snippet.doc:
            text = shelf.text(snippet.doc)
            assert text[snippet.start or 0 :].startswith(snippet.text)
            assert snippet.span
            assert snippet.span[0] <= (snippet.start or 0)


def test_fields_that_the_sample_lacks_are_links_too() -> None:
    position = {"doc": "p-1", "statement": None, "holder": None, "issue": None, "target": "a-2"}
    shift = {"before": "h-1", "after": "h-2", "pair": ["q-1", None]}
    assert ("target", "actors", "a-2") in links.of("positions", position)
    assert links.of("shifts", shift)[-1] == ("pair", "positions", "q-1")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE header SET body = 'x'",
        "UPDATE header SET body = '5' WHERE key = 'counts'",
        "DELETE FROM header WHERE key = 'labels'",
        "UPDATE records SET body = '{'",
        "UPDATE texts SET odd = 'x'",
    ],
)
def test_damage_inside_the_file_is_told(sql: str, file: Path, tmp_path: Path) -> None:
    broken = tmp_path / store.NAME
    shutil.copy(file, broken)
    with closing(sqlite3.connect(broken)) as base:
        base.execute(sql)
        base.commit()

    def read_all() -> None:
        with store.open(broken) as shelf:
            for doc in shelf.records("documents"):
                shelf.text(doc)
                shelf.record("documents", doc)

    with pytest.raises(OptionError, match="build it again"):
        read_all()
