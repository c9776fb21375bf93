"""Contract: each question has the same answer in the file and in the server."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hand
import pytest

from recoupe import store
from recoupe.errors import OptionError
from recoupe.store import contents, schema, sqlite

Ask = Callable[[store.Shelf], Any]
SEARCHES = (
    "proposer", "Reagan", '"sans accord"', "président soviétique", "neg*", "the", "de", "l'accord", "", '"',
    "*", "NEAR(a b) AND words:x^2 -", "höfdi", "HOFDI", "Gorbatchev Reagan Höfdi", "«dix heures»",
    "Saint-Siège",
)  # fmt: skip
FILTERS: tuple[dict[str, Any], ...] = (
    {"kind": "claims", "order": "rank"},
    {"kind": "claims", "status": "contradicted"},
    {"kind": "documents", "lang": "fr", "order": "rank"},
    {"kind": "edges"},
    {"kind": "events", "order": "day", "since": "1986"},
    {"kind": "nothing"},
    {"kind": "statements", "order": "rank", "start": 5, "limit": 7},
    {"kind": "statements", "since": "1986-10", "until": "1986-10", "order": "day"},
    {"kind": "statements", "words": "proposer", "lang": "fr"},
    {"kind": "statements", "words": "***"},
    {"kind": "times", "order": "day", "limit": 9},
    {"kind": "utterances", "words": '"sans accord"', "order": "day", "limit": 0},
)


def questions(value: dict[str, Any]) -> Iterator[Ask]:
    """Every question that a shelf answers."""
    for kind in contents.KINDS:
        yield lambda s, kind=kind: list(s.records(kind).items())
    for document in value["documents"]:
        doc = document["id"]
        yield lambda s, doc=doc: (s.text(doc), s.marks(doc), s.backlinks("documents", doc))
        yield lambda s, doc=doc: [s.find(k, doc=doc) for k in contents.KINDS]
    for actor in value["actors"]:
        yield lambda s, a=actor["id"]: s.backlinks("actors", a)
        yield lambda s, a=actor["id"]: s.find("statements", linked=("actors", a, "speaker"), order="day")
    for asked in FILTERS:
        yield lambda s, asked=asked: s.find(**asked)
    for words in SEARCHES:
        yield lambda s, words=words: s.search(words)
        yield lambda s, words=words: s.search(
            words, kinds=("statements", "claims"), lang="fr", start=1, limit=3
        )
    yield lambda s: s.header


def test_both_engines_give_the_same_answer(
    value: dict[str, Any], shelf: store.Shelf, shared: store.Shelf
) -> None:
    for ask in questions(value):
        assert ask(shelf) == ask(shared)


def test_both_engines_show_the_same_views(file: Path, server: str, shared: store.Shelf) -> None:
    import psycopg

    here = sqlite.Sqlite(file)
    with psycopg.connect(server) as there:
        for view in schema.views(lambda *_: ""):
            rows = there.execute(f"SELECT * FROM recoupe.{view}").fetchall()
            assert sorted(map(str, here.rows(f"SELECT * FROM {view}"))) == sorted(map(str, rows))
            assert rows, view
    here.close()


def test_a_second_dossier_takes_the_place_of_the_first_and_readers_keep_their_rights(empty: str) -> None:
    import psycopg

    store.copy(hand.dossier("Un texte."), empty)
    with store.open(empty) as shelf:
        assert shelf.text("p-0") == "Un texte."
    with psycopg.connect(empty) as base:
        base.execute("CREATE ROLE reader LOGIN")
        base.execute("GRANT USAGE ON SCHEMA recoupe TO reader")
    store.copy(hand.dossier("Un autre."), empty)
    with store.open(empty.replace("recoupe@", "reader@")) as shelf:
        assert shelf.text("p-0") == "Un autre."
        assert shelf.search("autre").total == 2
    with psycopg.connect(empty) as base:
        base.execute("DROP OWNED BY reader")
        base.execute("DROP ROLE reader")


def test_a_shelf_outlives_the_loss_of_its_connection(empty: str) -> None:
    import psycopg

    store.copy(hand.dossier("Un texte."), empty)
    with store.open(empty) as shelf:
        with psycopg.connect(empty, autocommit=True) as base:
            base.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            )
        assert shelf.text("p-0") == "Un texte."


def test_many_threads_leave_few_connections(empty: str) -> None:
    import psycopg

    store.copy(hand.dossier("Un texte."), empty)
    with store.open(empty) as shelf:
        for _ in range(20):  # one after the other
            reader = threading.Thread(target=lambda: shelf.search("texte"))
            reader.start()
            reader.join()
        with psycopg.connect(empty) as base:
            sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'other' AND pid <> pg_backend_pid()"
            assert base.execute(sql).fetchall() == [(1,)]


def test_a_server_without_a_dossier_says_so_and_names_no_password(server: str) -> None:
    with pytest.raises(OptionError, match="recoupe store OUT URL"):
        store.open(server.replace("/postgres?", "/template1?"))
    with pytest.raises(OptionError) as told:
        store.open("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)


def test_the_questions_of_the_documentation_have_answers(
    file: Path, server: str, shared: store.Shelf, value: dict[str, Any]
) -> None:
    import psycopg

    told = (Path(__file__).parent.parent.parent / "docs" / "store.md").read_text("utf-8")
    asked = [q.strip() for q in told.split("```sql\n")[1].split("```")[0].split(";\n") if q.strip()]
    here = sqlite.Sqlite(file)
    with psycopg.connect(f"{server}&options=-csearch_path%3Drecoupe") as there:
        for sql in asked:
            question = sql.replace("c-5a6b7c8d9e", value["claims"][0]["id"]).replace(
                "Le Monde", "Agence Nordique"
            )
            assert here.rows(question), sql
            if "SQLite" not in sql:
                assert there.execute(question).fetchall(), sql
    here.close()
