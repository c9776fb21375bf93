"""The static site as a person opens it from a folder: from claim to passage, by keys, without script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import DESK, PHONE, SAMPLE, Watched, violations

KINDS = (
    *("index.html", "timeline.html", "queue.html", "method.html", "en/index.html", "en/claims/index.html"),
    *(f"{part}/index.html" for part in ("claims", "statements", "actors", "positions", "contradictions")),
    *("sources/index.html", "pages/index.html"),
)
FOLDERS = (
    "claims",
    "statements",
    "utterances",
    "actors",
    "issues",
    "events",
    "contradictions",
    "pages",
    "outlets",
)
HOSTILE = (
    "<script>alert('titre')</script></title>\n\n"
    "Le ministre Jean Valier a déclaré : « </script><img src=x onerror=alert(1)> nous refusons "
    "\u202eerdro\u202c ».\n"
    "« Rien ne changera », a dit Jean Valier. [ici](javascript:alert(2)) <iframe src='https://x.invalid/'>\n"
)


def built(pages: Path, out: Path) -> Path:
    """The folder of the site of some pages."""
    subprocess.run(
        [sys.executable, "-m", "recoupe", "build", str(pages), "-o", str(out), "--quiet"], check=True
    )
    return out


@pytest.fixture(scope="module")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's site, on the disk."""
    return built(SAMPLE, tmp_path_factory.mktemp("site")).as_uri()


@pytest.fixture(scope="module")
def hostile(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of pages written to break it."""
    pages = tmp_path_factory.mktemp("hostile")
    (pages / "a.txt").write_text(HOSTILE, "utf-8")
    (pages / "b.txt").write_text(HOSTILE.replace("refusons", "acceptons"), "utf-8")
    (pages / "c.html").write_text(
        f"<html><body><p>{HOSTILE}</p><a href='javascript:alert(3)'>x</a></body></html>"
    )
    (pages / "long.txt").write_text("« Oui », a dit Jean Valier. " + "mot " * 2_500_000, "utf-8")
    lines = [
        {
            "text": HOSTILE,
            "url": "javascript:alert(4)",
            "outlet": "<b onclick=alert(5)>",
            "title": "</script>",
        }
    ]
    (pages / "d.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return built(pages, tmp_path_factory.mktemp("hostile-site"))


def test_a_claim_leads_to_its_passage(watched: Watched, site: str) -> None:
    page = watched.open(f"{site}/index.html")
    page.click("nav a[href='claims/index.html']")
    page.locator("main tr[data-row] a.what").first.click()
    assert "/claims/c-" in page.url
    page.locator("main a.src").first.click()
    assert "/pages/" in page.url
    mark = page.locator("mark:target")
    mark.wait_for()
    assert mark.count() == 1
    assert mark.is_visible()
    assert mark.inner_text().strip()
    assert all(address.startswith("file://") for address in watched.asked)


def test_statements_are_filtered_by_speaker(watched: Watched, site: str) -> None:
    page = watched.open(f"{site}/statements/index.html")
    rows = page.locator("main [data-row]")
    all_rows = rows.count()
    page.fill("input.search", "gorbatchev")
    kept = [row.inner_text().lower() for row in rows.all() if row.is_visible()]
    assert 0 < len(kept) < all_rows
    assert all("gorbatchev" in row or "горбачев" in row for row in kept)


def test_keys_alone_lead_to_a_passage(watched: Watched, site: str) -> None:
    page = watched.open(f"{site}/contradictions/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "src":
            break
    shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert shown != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/**")
    page.locator("mark:target").wait_for()


@pytest.mark.parametrize("watched", [{"script": False}], indirect=True)
def test_the_site_reads_without_script(watched: Watched, site: str) -> None:
    page = watched.open(f"{site}/index.html")
    for part in ("claims", "statements", "actors"):
        page.goto(f"{site}/{part}/index.html")
        page.locator("main [data-row] a").first.click()
        assert page.locator("h1").inner_text()
    page.goto(f"{site}/contradictions/index.html")
    page.locator("main a.src").first.click()
    page.locator("mark:target").wait_for()


@pytest.mark.parametrize(
    "watched",
    [{"size": DESK}, {"size": DESK, "scheme": "dark"}, {"size": PHONE}, {"size": PHONE, "scheme": "dark"}],
    indirect=True,
    ids=["wide", "wide-dark", "narrow", "narrow-dark"],
)
def test_no_page_has_a_barrier_or_runs_over_its_width(watched: Watched, site: str, axe: str) -> None:
    root = Path(site.removeprefix("file://"))
    found = {d: sorted((root / d).glob("?-*.html")) for d in FOLDERS}
    firsts = [str(files[0].relative_to(root)) for files in found.values() if files]
    for address in (*KINDS, *firsts):
        page = watched.open(f"{site}/{address}")
        assert violations(page, axe) == [], address
        room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert room[0] <= room[1], address


def test_a_hostile_page_does_nothing(watched: Watched, hostile: Path) -> None:
    for file in sorted(hostile.rglob("*.html")):
        page = watched.open(file.as_uri())
        assert page.locator("h1").count() == 1
        assert page.locator("a[href^='javascript']").count() == 0
    assert all(address.startswith(("file://", "data:")) for address in watched.asked)


def test_the_long_paragraph_does_not_make_a_page_heavy(hostile: Path) -> None:
    assert max(f.stat().st_size for f in hostile.rglob("*.html")) < 2_000_000
    assert (hostile / "index.html").stat().st_size < 500_000
