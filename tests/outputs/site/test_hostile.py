"""What strangers wrote is read on the site and does nothing there."""

import re
from pathlib import Path

import pytest
from tests.outputs.site.hostile import TRAPS, wild
from tests.outputs.site.reading import Page, dead, load

from recoupe import store
from recoupe.outputs.site import Live, Site, write_site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wild")
    store.write(wild(), out / store.NAME)
    changes = [
        {"change": "new", "kind": "claim", "id": "c-none", "text": t, "was": t, "is": t} for t in TRAPS
    ]
    write_site(str(out / store.NAME), out, ("fr", "en"), changes=changes)
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    return load(folder)


def test_pages_stay_well_formed_and_links_hold(folder: Path, pages: dict[str, Page]) -> None:
    assert [f"{name}: {fault}" for name, page in pages.items() for fault in page.faults] == []
    assert dead(folder, pages) == []


def test_no_element_or_attribute_came_from_a_page(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert sum(tag == "script" for tag, _ in page.tags) == 1, name
        for tag, attributes in page.tags:
            assert tag not in ("img", "iframe", "form", "object", "textarea", "style"), (name, tag)
            assert not [a for a in attributes if a.startswith("on") or a in ("style", "onload")], (
                name,
                attributes,
            )
            for link in ("href", "src"):
                assert not attributes.get(link, "").lower().startswith(("javascript:", "data:")), (
                    name,
                    attributes,
                )


def test_the_words_are_all_there_to_read(pages: dict[str, Page]) -> None:
    read = "".join(pages["pages/d-hostile.html"].text)
    for trap in (TRAPS[0], TRAPS[1], TRAPS[3], TRAPS[5], TRAPS[6]):
        assert trap in read


def test_directions_are_marked_and_kept_apart(folder: Path) -> None:
    for file in folder.rglob("*.html"):
        text = file.read_text("utf-8")
        loose = re.sub(r"<bdi>[\u202a-\u202e\u2066-\u2069\u200b-\u200f]</bdi>", "", text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f]", loose), file


def test_a_megabyte_is_shown_in_windows(folder: Path) -> None:
    assert (folder / "pages" / "d-hostile.html").stat().st_size < 300_000


def test_what_a_visitor_types_is_shown_and_does_nothing(folder: Path) -> None:
    site = Site(store.open(folder), "en", live=Live())
    for trap in TRAPS:
        query = {
            "q": trap,
            "speaker": trap,
            "status": trap,
            "lang": trap,
            "since": trap,
            "page": trap,
            "kind": trap,
        }
        for address in (
            "claims/index.html",
            "statements/index.html",
            "timeline.html",
            "search.html",
            "queue.html",
        ):
            made = site.page(address, query)
            if made:
                page = Page(made.html)
                assert page.faults == []
                assert {a.get("src", "").rpartition("/")[2] for t, a in page.tags if t == "script"} <= {
                    "site.js",
                    "queue.js",
                    "htmx.min.js",
                }
                assert not [a for _, a in page.tags if any(k.startswith("on") for k in a)]
