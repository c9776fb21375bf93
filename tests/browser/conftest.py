"""A real browser on the pages that users open: skipped where Chromium, its driver or axe-core is missing.

`make browser` installs what is needed. Every page is watched: what it says on the console, what it asks the
network for, what its policy refused.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "reykjavik"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("RECOUPE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = (320, 640), (1280, 900)


@dataclass
class Watched:
    """A page of the browser with what it did besides being shown."""

    page: Any
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> Any:
        """Go to an address and wait until it is there."""
        self.page.goto(address)
        return self.page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, for all tests."""
    driver = pytest.importorskip("playwright.sync_api", reason="make browser installs Playwright's driver")
    if not CHROMIUM:
        pytest.skip("no chromium on this machine; make browser says how to install it")
    with driver.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def watched(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh page, 1,280 px wide unless the test's parameters say otherwise; it must stay silent."""
    settings = getattr(request, "param", {})
    context = chromium.new_context(
        viewport=dict(zip(("width", "height"), settings.get("size", DESK), strict=True)),
        color_scheme=settings.get("scheme", "light"),
        java_script_enabled=settings.get("script", True),
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    seen = Watched(page)
    page.on("console", lambda m: seen.faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.faults.append(str(error)))
    page.on("dialog", lambda dialog: (seen.faults.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda r: seen.asked.append(r.url))
    yield seen
    context.close()
    assert seen.faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility rules as a script."""
    if not AXE.is_file():
        pytest.skip("no axe-core; make browser installs it")
    return AXE.read_text("utf-8")


def violations(page: Any, rules: str) -> list[tuple[str, str]]:
    """What axe-core finds on the page: the rule and the first element."""
    found = page.evaluate(
        f"{rules};axe.run(document, {{preload: false, resultTypes: ['violations']}})"
        ".then(r => r.violations.map(v => [v.id, v.nodes[0].html.slice(0, 200)]))"
    )
    return [(rule, html) for rule, html in found]
