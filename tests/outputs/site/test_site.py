"""The static site: every link leads somewhere, every address prints in both languages, pages are sound."""

import itertools
import json
from pathlib import Path

import pytest
from tests.outputs.sample import dossier
from tests.outputs.site.reading import Page, dead, load

import recoupe
from recoupe import codec, store
from recoupe.outputs.site import Site, write_site

SAMPLE = Path(__file__).parents[3] / "samples" / "reykjavik"
CHANGES = [
    {"change": "new", "kind": "page", "id": "d-wire", "text": "fil/agence.txt"},
    {"change": "changed", "kind": "claim", "id": "c-bridge", "was": "single", "is": "variant", "text": "<b>"},
    {"change": "gone", "kind": "event", "id": "v-none", "text": "</script>"},
]

NOWHERE = (
    "",
    "../index.html",
    "changes.html",
    "claims/",
    "claims/../index.html",
    "claims/c-none.html",
    "claims/index-2.html",
    "index",
    "index-2.htm",
    "none.html",
    "none/index.html",
    "search.html",
)


@pytest.fixture(scope="module", params=["made by hand", "the sample story"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    by_hand = request.param == "made by hand"
    value = dossier() if by_hand else codec.encode(recoupe.build(recoupe.read([str(SAMPLE)])))
    out = tmp_path_factory.mktemp("site")
    store.write(value, out / store.NAME)
    write_site(
        str(out / store.NAME), out, ("fr", "en"), changes=CHANGES if "by hand" in request.param else None
    )
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    return load(folder)


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: Path, pages: dict[str, Page]) -> None:
    assert len(pages) > 60
    assert dead(folder, pages) == []


def test_pages_are_well_formed_and_no_id_stands_twice(pages: dict[str, Page]) -> None:
    assert [f"{name}: {fault}" for name, page in pages.items() for fault in page.faults] == []


def test_headings_begin_with_one_and_skip_no_level(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.headings.count(1) == 1, name
        assert page.headings[0] == 1, name
        assert all(b - a <= 1 for a, b in itertools.pairwise(page.headings)), (name, page.headings)


def test_every_quotation_has_its_language(pages: dict[str, Page]) -> None:
    tongues = set().union(*(page.lang_of("words") for page in pages.values()))
    assert len(tongues) > 1
    assert "" not in tongues


def test_every_page_has_landmarks_its_language_and_its_twin(folder: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert [tag for tag, _ in page.tags].count("main") == 1
        lang = "en" if name.startswith("en/") else "fr"
        assert page.tags[0] == ("html", {"lang": lang})
        (twin,) = [a["href"] for t, a in page.tags if a.get("class") == "other"]
        other = name.removeprefix("en/") if lang == "en" else f"en/{name}"
        assert ((folder / name).parent / twin).resolve() == (folder / other).resolve()


def test_both_languages_have_the_same_pages(pages: dict[str, Page]) -> None:
    english = {name.removeprefix("en/") for name in pages if name.startswith("en/")}
    assert english == {name for name in pages if not name.startswith("en/")}


def test_nothing_is_fetched_and_only_our_script_runs(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.tags:
            assert not [a for a in attributes if a.startswith("on") or a in ("style", "srcset", "action")], (
                name
            )
            assert tag not in ("img", "iframe", "object", "embed", "base", "form", "style")
        scripts = [a["src"].rpartition("/")[2] for tag, a in page.tags if tag == "script"]
        assert scripts == ["site.js"]
        (policy,) = [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_the_home_page_is_small_and_the_whole_is_written_the_same_twice(folder: Path, tmp_path: Path) -> None:
    assert (folder / "index.html").stat().st_size < 500_000
    changes = json.loads((folder / "site.json").read_text("utf-8"))["changes"]
    write_site(str(folder / store.NAME), tmp_path, ("fr", "en"), changes=changes)
    for file in folder.rglob("*.html"):
        assert (tmp_path / file.relative_to(folder)).read_bytes() == file.read_bytes()


def test_a_page_that_is_no_more_is_taken_away(tmp_path: Path) -> None:
    value = dossier()
    store.write(value, tmp_path / store.NAME)
    write_site(str(tmp_path / store.NAME), tmp_path, ("fr",))
    assert (tmp_path / "pages" / "d-copy.html").is_file()
    own = tmp_path / "pages" / "mine.html"
    own.write_text("not ours")
    value["statements"] = [s for s in value["statements"] if s["id"] != "s-lost"]
    store.write(value, tmp_path / store.NAME)
    write_site(str(tmp_path / store.NAME), tmp_path, ("fr",))
    assert not (tmp_path / "statements" / "s-lost.html").exists()
    assert own.is_file()


def test_every_address_prints_and_others_do_not(tmp_path: Path) -> None:
    store.write(dossier(), tmp_path / store.NAME)
    shelf = store.open(tmp_path)
    for lang in ("fr", "en"):
        site = Site(shelf, lang)
        addresses = list(site.addresses())
        assert len(addresses) == len(set(addresses))
        assert all(site.page(a) for a in addresses)
        assert [a for a in NOWHERE if site.page(a)] == []


def test_a_change_of_a_position_is_told_in_words_and_leads_to_its_issue(tmp_path: Path) -> None:
    moved = {
        "change": "changed", "kind": "position", "id": "g-1", "text": "Ilse Brandt, TE.4",
        "was": "others_only, 1 to 1 origins", "is": "rejects, denied, 1 to 2 origins",
    }  # fmt: skip
    store.write(dossier(), tmp_path / store.NAME)
    write_site(str(tmp_path / store.NAME), tmp_path, ("fr",), changes=[moved])
    page = (tmp_path / "changes.html").read_text("utf-8")
    assert "dit par d’autres seulement, une seule origine → rejette" in page
    assert 'href="issues/TE_4.html#' in page
    assert "Ilse Brandt, territorial swap" in page
    assert "to 1 origins" not in page
