"""Reading: sources, formats, pages.csv, ids, and every kind of bad input that a folder of pages holds."""

# ruff: noqa: E501  pages stand here as they are read

import io
import json
import time
from pathlib import Path

import pytest

from recoupe.errors import InputError
from recoupe.ingest import Intake, read
from recoupe.options import Options

TEXT = "Le blé passera\n\nLes trois délégations ont annoncé un accord, « enfin », mardi soir.\n"


def take(*sources: object, pages: object = None, **options: int) -> Intake:
    return read([str(s) for s in sources], Options(**options), str(pages) if pages else None)


def codes(intake: Intake) -> set[str]:
    return {n.code for n in intake.notes}


def put(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_folder_is_read_with_its_folders_and_paths_are_relative(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "Deux pages.")
    put(tmp_path, "a/c.txt", "Une page.")
    put(tmp_path, "a/image.png", b"\x89PNG")
    put(tmp_path, ".git/d.txt", "Rien.")
    intake = take(tmp_path)
    assert [d.path for d in intake.documents] == ["a/c.txt", "b.txt"]
    assert [p for p, _ in intake.inputs] == ["a/c.txt", "b.txt"]
    assert not intake.notes


def test_a_file_a_glob_and_a_folder_that_meet_are_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Une page.")
    put(tmp_path, "b.txt", "Deux pages.")
    intake = take(tmp_path, tmp_path / "*.txt", tmp_path / "a.txt")
    assert [d.path for d in intake.documents] == ["a.txt", "b.txt"]


def test_the_order_of_sources_and_the_names_of_files_change_no_id(tmp_path: Path) -> None:
    first, second = put(tmp_path, "1/a.txt", "Une page."), put(tmp_path, "1/b.txt", "Deux pages.")
    renamed = [put(tmp_path, "2/z.txt", "Une page."), put(tmp_path, "2/y.txt", "Deux pages.")]
    assert take(first, second) == take(second, first)
    assert {d.id for d in take(first, second).documents} == {d.id for d in take(*renamed).documents}


def test_the_same_page_twice_has_two_ids_and_files_of_one_name_two_paths(tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt", "Une page.")
    put(tmp_path, "y/a.txt", "Une page.")
    intake = take(tmp_path / "x", tmp_path / "y")
    assert [d.path for d in intake.documents] == ["x/a.txt", "y/a.txt"]
    ids = [d.id for d in intake.documents]
    assert ids[1].startswith(f"{ids[0]}-")


@pytest.mark.parametrize(
    ("raw", "encoding", "code"),
    [
        (TEXT.encode(), "utf-8", None),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", None),
        (TEXT.encode("cp1252"), "cp1252", "guessed-encoding"),
        (TEXT.encode("utf-16"), "utf-16-le", None),
        (TEXT.encode("utf-16-be"), "utf-16-be", "guessed-encoding"),
        ("Три делегации объявили о согласии.".encode("cp1251"), "cp1251", "guessed-encoding"),
        ("Три делегации объявили о согласии.".encode("koi8-r"), "koi8-r", "guessed-encoding"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_is_in(
    tmp_path: Path, raw: bytes, encoding: str, code: str | None
) -> None:
    intake = take(put(tmp_path, "a.txt", raw))
    (doc,) = intake.documents
    assert doc.text in (TEXT, "Три делегации объявили о согласии.")
    assert f"decode {encoding}" in doc.recipe
    assert codes(intake) == ({code} if code else set())


def test_a_text_is_kept_as_it_is_line_ends_nuls_and_spaces_alike(tmp_path: Path) -> None:
    text = "Un\r\ndeux\rtrois\nqu\x00atre « cinq\u202f»"
    intake = take(put(tmp_path, "a.txt", text))
    assert intake.documents[0].text == text
    assert codes(intake) == {"nul", "mixed-line-ends"}
    assert "keep 1 no-break spaces" in intake.documents[0].recipe


def test_invalid_utf8_is_read_with_the_broken_places_marked(tmp_path: Path) -> None:
    intake = take(put(tmp_path, "a.txt", ("é" * 200).encode() + b"\xff\xfe\xfa fin"))
    assert intake.documents[0].text.startswith("é" * 200)
    assert "undecodable" in codes(intake)


def test_an_html_page_that_lies_about_its_encoding_is_read_rightly(tmp_path: Path) -> None:
    page = (
        f'<html><head><meta charset="utf-8"></head><body><article><p>{TEXT * 3}</p></article></body></html>'
    )
    intake = take(put(tmp_path, "a.html", page.encode("cp1252")))
    assert "délégations" in intake.documents[0].text
    assert "wrong-encoding" in codes(intake)


HTML = """<!DOCTYPE html><html lang="fr"><head><title>Le blé passera</title>
<link rel="canonical" href="https://exemple.invalid/ble"><link rel="alternate" hreflang="en" href="https://exemple.invalid/en/grain">
<meta property="og:site_name" content="Le Journal du Lac"><meta name="author" content="Jeanne Durand">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2021-03-03T18:45:00+01:00"}]}</script>
</head><body><nav><a href="/">Accueil</a></nav><article><h1>Le blé passera</h1>
<p>Les trois délégations ont annoncé mardi soir un accord de principe sur le passage des navires chargés de blé.</p>
<p>Le texte, long de douze pages, doit encore être relu par les juristes avant sa signature dans la semaine.</p>
</article><footer>Mentions légales</footer></body></html>"""


def test_an_html_page_gives_its_main_text_and_what_it_states(tmp_path: Path) -> None:
    raw = HTML.encode()
    intake = take(put(tmp_path, "a.html", raw))
    (doc,) = intake.documents
    assert "Les trois délégations" in doc.text
    assert "Mentions légales" not in doc.text
    assert (doc.title, doc.outlet, doc.author, doc.lang) == (
        "Le blé passera",
        "Le Journal du Lac",
        "Jeanne Durand",
        "fr",
    )
    assert (doc.published, doc.published_from) == ("2021-03-03T18:45:00+01:00", "json-ld")
    assert doc.links == (
        "canonical https://exemple.invalid/ble",
        "hreflang:en https://exemple.invalid/en/grain",
    )
    assert doc.sha256 != doc.text_sha256
    assert any("trafilatura" in step for step in doc.recipe)


def test_a_hundred_thousand_nested_tags_are_stripped_fast_and_noted(tmp_path: Path) -> None:
    page = (
        "<html><body>"
        + "<div>" * 100_000
        + "<p>Les navires passeront.</p><script>var a;</script>"
        + "</div>" * 100_000
    )
    started = time.perf_counter()
    intake = take(put(tmp_path, "a.html", page))
    assert time.perf_counter() - started < 5
    assert intake.documents[0].text == "Les navires passeront."
    assert codes(intake) == {"tags-stripped"}


@pytest.mark.parametrize(
    "broken",
    ["<" * 100_000, "<script" * 20_000, "<script>" * 20_000, "<p " * 50_000, "<!--" * 50_000, "&#x;" * 9_000],
)
def test_broken_html_neither_crashes_nor_hangs(tmp_path: Path, broken: str) -> None:
    put(tmp_path, "good.txt")
    put(tmp_path, "bad.html", f"<html><body>{broken}")
    started = time.perf_counter()
    assert take(tmp_path).documents
    assert time.perf_counter() - started < 5


def test_json_lines_are_pages_and_broken_lines_are_notes(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {
                "text": TEXT,
                "url": "https://exemple.invalid/1",
                "outlet": "Lac",
                "published": "2021-03-03",
                "lang": "fr",
            }
        ),
        "{broken",
        "[1, 2]",
        json.dumps({"title": "nothing else"}),
        json.dumps({"html": HTML, "published": "hier"}),
        json.dumps({"text": "moitié \ud800 de signe"}),
        "",
        "[" * 100_000,
    ]
    intake = take(put(tmp_path, "p.jsonl", "\n".join(lines)))
    assert [d.path for d in intake.documents] == ["p.jsonl#1", "p.jsonl#5", "p.jsonl#6"]
    first, second, third = intake.documents
    assert (first.url, first.outlet, first.published, first.published_from) == (
        "https://exemple.invalid/1", "Lac", "2021-03-03", "jsonl",
    )  # fmt: skip
    assert second.published_from == "json-ld"
    assert "\ufffd" in third.text
    assert codes(intake) == {"broken-line", "empty", "bad-date", "lone-surrogates"}


def test_json_lines_come_on_standard_input_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(json.dumps({"text": TEXT}).encode())

    monkeypatch.setattr("sys.stdin", Stdin())
    assert [d.path for d in take("-").documents] == ["stdin#1"]


def test_a_line_past_the_limit_is_left_out(tmp_path: Path) -> None:
    path = put(tmp_path, "p.jsonl", json.dumps({"text": "a" * 9000}) + "\n" + json.dumps({"text": TEXT}))
    intake = take(path, max_bytes=1000)
    assert [d.path for d in intake.documents] == ["p.jsonl#2"]
    assert codes(intake) == {"too-large"}


def test_pages_csv_says_what_pages_do_not_print(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Une page.")
    put(tmp_path, "sub/b.txt", "Deux pages.")
    put(
        tmp_path,
        "pages.csv",
        "path,url,outlet,published,retrieved\na.txt,https://exemple.invalid/a,Lac,2021-03-03,2021-03-04\n"
        "b.txt,,,2021-03-05,\nc.txt,,,,\na.txt,,,le trois mars,\n",
    )
    intake = take(tmp_path)
    a, b = intake.documents
    assert (a.url, a.outlet, a.published, a.published_from, a.retrieved) == (
        "https://exemple.invalid/a", "Lac", "2021-03-03", "pages.csv", "2021-03-04",
    )  # fmt: skip
    assert b.published == "2021-03-05"
    assert codes(intake) == {"pages-row-unused", "bad-date"}
    assert "pages.csv" in dict(intake.inputs)


def test_a_table_named_by_the_user_reaches_every_page(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "Une page.")
    table = put(tmp_path, "mine.csv", "path;published\na.txt;2021-03-03\n")
    assert take(tmp_path / "in", pages=table).documents[0].published == "2021-03-03"
    with pytest.raises(InputError, match="no column"):
        take(tmp_path / "in", pages=put(tmp_path, "bad.csv", "file,day\n"))


def test_an_empty_and_a_binary_file_are_notes(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    put(tmp_path, "empty.txt", "")
    put(tmp_path, "blank.txt", " \n\n")
    put(tmp_path, "binary.txt", bytes(range(256)) * 100)
    put(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n123")
    intake = take(tmp_path)
    assert [d.path for d in intake.documents] == ["good.txt"]
    assert codes(intake) == {"empty", "binary"}
    assert len(intake.notes) == 4


def test_a_huge_file_is_read_up_to_the_limit_and_fast(tmp_path: Path) -> None:
    huge = put(tmp_path, "huge.txt", TEXT * 1000)
    with huge.open("r+b") as stream:
        stream.truncate(200_000_000)
    started = time.perf_counter()
    intake = take(huge, max_bytes=50_000)
    assert time.perf_counter() - started < 2
    assert len(intake.documents[0].text.encode()) <= 50_000
    assert codes(intake) == {"too-large"}
    assert "cut at 50000 bytes" in intake.documents[0].recipe


def test_a_huge_file_of_nothing_is_no_page(tmp_path: Path) -> None:
    nothing = put(tmp_path, "nothing.txt", b"")
    with nothing.open("r+b") as stream:
        stream.truncate(200_000_000)
    put(tmp_path, "good.txt")
    started = time.perf_counter()
    intake = take(tmp_path)
    assert time.perf_counter() - started < 2
    assert codes(intake) == {"too-large", "binary"}


def test_a_file_of_unknown_kind_is_read_only_when_named(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    page, lines, plain = (
        put(tmp_path, "page.aspx", HTML),
        put(tmp_path, "lines.json", '{"text": "Une page."}'),
        put(tmp_path, "plain.md"),
    )
    assert [d.path for d in take(tmp_path).documents] == ["good.txt"]
    intake = take(page, lines, plain)
    assert [d.path for d in intake.documents] == ["lines.json#1", "page.aspx", "plain.md"]
    assert intake.documents[1].outlet == "Le Journal du Lac"


def test_what_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder; check the path"):
        take(tmp_path / "missing")
    with pytest.raises(InputError, match="no file matches"):
        take(tmp_path / "*.txt")
    with pytest.raises(InputError, match="no readable page"):
        take(tmp_path)
    with pytest.raises(InputError, match="empty"):
        take(put(tmp_path, "empty.txt", ""))


def test_markup_in_a_text_file_is_kept_and_noted(tmp_path: Path) -> None:
    intake = take(put(tmp_path, "a.txt", HTML))
    assert intake.documents[0].text == HTML
    assert codes(intake) == {"html-in-text"}


def test_text_decoded_twice_is_noted(tmp_path: Path) -> None:
    scrambled = TEXT.encode().decode("cp1252", "replace")
    assert "mojibake" in codes(take(put(tmp_path, "a.txt", scrambled * 2)))
