"""Words are found in their forms, without their accents; no text and no query breaks anything."""

import threading
from pathlib import Path
from typing import Any

import hand
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe import store
from recoupe.store import index, query
from recoupe.store.words import plain, printed, stem

HOSTILE = (
    '"', "'", "''", "*", "^", "NEAR(", ")", " AND ", " OR ", "NOT ", "-", ":", "words:", "{lemmas}", "%s",
    "%", "?", "\\", "\0", "\ud800", "\udfff", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "¶", "_fr",
    "é", "e\u0301", "İ", "ß", "ﬁ", "½", "ﷺ", "𐐀", "日本", "\u0300", "\\u0000", "\n", " ", "mot",
    "; DROP TABLE records;--",
    "<script>", "&amp;", "x" * 300,
)  # fmt: skip
anything = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=12).map("".join)


def opened(value: dict[str, Any], folder: Path) -> store.Shelf:
    path = folder / store.NAME
    store.write(value, path)
    return store.open(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("search")


@pytest.mark.parametrize(
    ("lang", "typed", "printed"),
    [
        ("fr", "propose", "Il proposait un sommet."),
        ("fr", "négocier", "Les négociations ont repris."),
        ("fr", "negociations", "Ils négociaient."),
        ("fr", "dire", "Elle dit non."),
        ("fr", "disait", "Elle a dit non."),
        ("fr", "Evenement", "des événements"),
        ("fr", "oeuvre", "L'Œuvre"),
        ("fr", "l'accord", "un accord"),
        ("fr", "négocier", "les négo\u00adciations"),
        ("fr", "négociation", "la ne\u0301gociation"),
        ("fr", "saint-petersbourg", "à Saint-Pétersbourg"),
        ("fr", "aujourd’hui", "C'est aujourd'hui."),
        ("en", "negotiate", "They were negotiating."),
        ("en", "said", "He says no."),
        ("de", "Verhandlung", "die Verhandlungen"),
        ("es", "negociar", "negociaban"),
        ("ru", "переговоры", "о переговорах"),
        ("uk", "перемир*", "перемир'я"),
    ],
)
def test_a_word_is_found_in_another_form(folder: Path, lang: str, typed: str, printed: str) -> None:
    shelf = opened(hand.dossier(printed, "Rien.", lang=lang), folder)
    hits = shelf.search(typed)
    assert {h.id for h in hits.rows} == {"p-0", "s-0"}, hits
    assert all(h.snippet.marks for h in hits.rows)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"propose un"', "Il proposait un sommet."),
        ('"un sommet"', "Un grand sommet."),
        ("sommet paix", "Un sommet."),
        ("prop", "Il propose."),
    ],
)
def test_what_was_not_asked_for_is_not_found(folder: Path, typed: str, printed: str) -> None:
    assert not opened(hand.dossier(printed), folder).search(typed).rows


def test_words_as_typed_come_first(folder: Path) -> None:
    shelf = opened(hand.dossier("Il proposait.", "Il propose.", "Les propos."), folder)
    assert next(h.id for h in shelf.search("propose", kinds=("documents",)).rows) == "p-1"


def test_no_phrase_runs_from_one_piece_into_the_next(folder: Path) -> None:
    value = hand.dossier("Un sommet de paix.")
    value["statements"][0]["content"] = [[0, 9], [10, 18]]
    shelf = opened(value, folder)
    assert [h.kind for h in shelf.search('"sommet de"').rows] == ["documents"]


@given(anything)
def test_any_text_is_kept_and_any_word_of_it_found(folder: Path, text: str) -> None:
    value = hand.dossier(text, name=text, extra=text)
    shelf = opened(value, folder)
    assert shelf.text("p-0") == text
    assert list(shelf.records("actors").values()) == value["actors"]
    assert list(shelf.records("notes").values()) == value["notes"]
    for word, start, end in printed(text):
        assert not plain(word) or "p-0" in {h.id for h in shelf.search(text[start:end]).rows}
    for kind in ("actors", "pages", "statements", "notes"):
        shelf._engine.rows(f"SELECT * FROM {kind}")
    shelf.close()


@given(anything)
def test_any_query_has_an_answer(shelf: store.Shelf, typed: str) -> None:
    hits = shelf.search(typed)
    assert len(hits.rows) <= hits.total
    assert shelf.find("statements", words=typed).total <= len(shelf.records("statements"))
    assert query.parse(typed, ("fr",)) == query.parse(typed, ("fr",))


def test_hostile_pages_are_the_same_in_a_server(empty: str, folder: Path) -> None:
    text = " ".join(HOSTILE)
    value = hand.dossier(text, "".join(HOSTILE), name=text, extra=text)
    here = opened(value, folder)
    store.copy(value, empty)
    there = store.open(empty)
    for typed in (*HOSTILE, text):
        assert here.search(typed) == there.search(typed)
        assert here.find("documents", words=typed, lang=typed) == there.find(
            "documents", words=typed, lang=typed
        )
        assert here.backlinks("actors", typed) == there.backlinks("actors", typed)
    assert there.text("p-0") == text
    assert list(there.records("actors").values()) == value["actors"]
    there._engine.rows("SELECT * FROM pages")
    there._engine.rows("SELECT * FROM actors")
    there.close()


def test_many_threads_stem_at_once() -> None:
    forms = [f"négoci{end}{n}" for n in range(300) for end in ("ations", "er", "aient", "eraient", "é")]
    told: list[list[str]] = []

    def ask() -> None:
        told.append([stem.__wrapped__(form, "fr") for form in forms])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [[stem(form, "fr") for form in forms]] * 8


def test_a_very_long_paragraph_is_searched_to_its_end(folder: Path) -> None:
    text = f"{'long' * 16} " * 160_000 + "tout dernier mot"  # 10 MB
    shelf = opened(hand.dossier(text), folder)
    hits = shelf.search('"tout dernier"')
    assert hits.total == 2
    place = hits.rows[0].snippet.start or 0
    assert text[place:].startswith(hits.rows[0].snippet.text)


def test_the_rows_of_a_long_page_share_words_at_their_border() -> None:
    text = " ".join(f"m{n}" for n in range(5_000))
    rows = [e for e in index.entries(hand.dossier(text)) if e.kind == "documents"]
    assert all(len(r.words) <= index.LONGEST for r in rows)
    pairs = {pair for r in rows for pair in zip(r.words, r.words[1:], strict=False)}
    assert {(f"m{n}", f"m{n + 1}") for n in range(4_999)} <= pairs
