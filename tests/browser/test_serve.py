"""The server in a real browser: the review queue by keyboard, corrections, rebuilding, hostile pages."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.serve import serving
from click.testing import CliRunner
from tests.browser.conftest import PHONE, Watched, violations

from recoupe.cli import main
from recoupe.ingest import decisions

pytest.importorskip("fastapi")
PAGES = {
    "port.txt": (
        "Le port rouvre\n\nLe ministre de la Pêche, Yann Le Goff, a déclaré que le port rouvrirait mardi.\n\n"
        "« Les bateaux sortiront », a ajouté Maëlle Kerbrat, qui préside la criée.\n"
    ),
    "quai.txt": (
        "<script>alert(1)</script> & « le quai »\n\n"
        "« Le quai </script><img src=x onerror=alert(2)> est fermé », a dit Maëlle Kerbrat \u202e lundi.\n\n"
        "« Nous attendrons », a dit Mme Kerbrat-Tanguy, [javascript:alert(3)](javascript:alert(3)).\n"
    ),
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["build", str(pages), "-o", str(out), "--quiet"])
    assert result.exit_code == 0, result.output
    ledger = pages / decisions.NAME
    with serving(out, ledger, "--pages", str(pages)) as (port, _):
        yield f"http://127.0.0.1:{port}", ledger
        assert health(f"http://127.0.0.1:{port}")["csp_reports"] == 0


def health(root: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{root}/health") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def standing(ledger: Path) -> list[tuple[str, str]]:
    return [(d.do, d.targets[0].kind) for d in decisions.read(ledger).decisions] if ledger.is_file() else []


def focus(page: Any) -> str:
    told: str = page.evaluate("document.activeElement.id")
    return told


def to_first(page: Any, kind: str) -> str:
    """Go by keyboard to the first row of a kind, and tell its id."""
    for _ in range(page.locator("[data-record]").count()):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.dataset.kind") == kind:
            return focus(page)
    raise AssertionError(f"no row of {kind}")


def on_from(page: Any, row: str) -> None:
    """Wait until another row has the focus; a function to wait for would be refused by the policy."""
    page.locator(f"[data-record]:focus:not([id='{row}'])").wait_for()


def test_the_queue_by_keyboard_alone(watched: Watched, served: tuple[str, Path]) -> None:
    root, ledger = served
    page = watched.open(f"{root}/queue.html")
    row = to_first(page, "statements")
    page.keyboard.press("a")
    page.get_by_role("status").get_by_text("accepté").wait_for()
    assert standing(ledger) == [("accept", "statement")]
    on_from(page, row)
    page.keyboard.press("k")
    assert focus(page) == row
    page.keyboard.press("u")
    page.get_by_role("status").get_by_text("annulée").wait_for()
    assert standing(ledger) == []
    on_from(page, row)
    page.keyboard.press("k")
    page.keyboard.press("s")
    page.keyboard.type("Yann Le Goff")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("locuteur").wait_for()
    assert standing(ledger) == [("speaker", "statement")]
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert focus(page) == "seek"


def test_what_is_refused_is_told_where_one_listens(watched: Watched, served: tuple[str, Path]) -> None:
    root, ledger = served
    page = watched.open(f"{root}/en/queue.html")
    to_first(page, "statements")
    page.keyboard.press("s")
    page.keyboard.type("nobody at all")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("nobody at all").wait_for()
    assert not ledger.exists()
    assert any("422" in fault for fault in watched.faults)
    watched.faults.clear()


def test_single_keys_can_be_switched_off_for_good(watched: Watched, served: tuple[str, Path]) -> None:
    root, ledger = served
    page = watched.open(f"{root}/queue.html")
    page.get_by_label("Raccourcis d’une seule touche").uncheck()
    page.reload()
    assert not page.get_by_label("Raccourcis d’une seule touche").is_checked()
    before = focus(page)
    for key in "jax/?":
        page.keyboard.press(key)
    assert focus(page) == before
    assert not page.locator("dialog[open]").count()
    assert not ledger.exists()


def test_two_actors_merged_stay_one_after_a_rebuild(watched: Watched, served: tuple[str, Path]) -> None:
    root, ledger = served
    page = watched.open(f"{root}/actors/index.html")
    page.get_by_role("link", name="Yann Le Goff").first.click()
    page.get_by_text("Fusionner", exact=True).first.click()
    page.get_by_label("Est la même personne").fill("Maëlle Kerbrat")
    page.get_by_role("button", name="Fusionner").click()
    page.get_by_role("status").get_by_text("fusionné").wait_for()
    assert page.get_by_text("En attente de reconstruction").is_visible()
    assert standing(ledger) == [("merge", "actor")]
    page.get_by_role("link", name="Reconstruire le dossier").click()
    page.get_by_role("button", name="Reconstruire le dossier").click()
    page.get_by_role("status").get_by_text("à jour").wait_for(timeout=60_000)
    page.goto(f"{root}/actors/index.html")
    assert page.get_by_role("link", name="Yann Le Goff").count()
    assert not page.get_by_role("link", name="Maëlle Kerbrat", exact=True).count()
    assert health(root)["waiting"] == 0


@pytest.mark.parametrize("watched", [{"script": False, "size": PHONE}], indirect=True)
def test_without_a_script_all_of_it_works(watched: Watched, served: tuple[str, Path]) -> None:
    root, ledger = served
    page = watched.open(f"{root}/queue.html")
    row = page.locator("[data-kind=statements]").first
    row.get_by_role("button", name="Rejeter", exact=True).click()
    assert page.get_by_role("status").get_by_text("rejeté").is_visible()
    assert standing(ledger) == [("reject", "statement")]
    page.get_by_role("status").get_by_role("button", name="Annuler").click()
    assert standing(ledger) == []
    page.goto(f"{root}/search.html")
    page.locator("main").get_by_role("searchbox").fill("bateau")
    page.locator("main").get_by_role("button").click()
    assert page.get_by_text("Les bateaux sortiront").first.is_visible()


def test_hostile_pages_do_nothing(watched: Watched, served: tuple[str, Path]) -> None:
    root, _ = served
    page = watched.open(f"{root}/pages/index.html")
    addresses = page.evaluate("[...document.querySelectorAll('main a')].map(a => a.href)")
    for address in [*dict.fromkeys(addresses), f"{root}/search.html?q=%3Cscript%3Ealert(4)%3C/script%3E"]:
        page.goto(address)
    assert all(asked.startswith((root, "data:")) for asked in watched.asked)


@pytest.mark.parametrize("watched", [{}, {"scheme": "dark", "size": PHONE}], indirect=True)
def test_the_pages_of_the_server_are_accessible(watched: Watched, served: tuple[str, Path], axe: str) -> None:
    root, _ = served
    page = watched.open(f"{root}/queue.html")
    to_first(page, "statements")
    page.keyboard.press("a")
    page.get_by_role("status").get_by_text("accepté").wait_for()
    shown = ("queue.html", "decisions.html", "rebuild.html", "login", "search.html?q=quai", "en/queue.html")
    for address in shown:
        page.goto(f"{root}/{address}")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert violations(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
