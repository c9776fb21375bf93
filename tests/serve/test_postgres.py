"""A server on a PostgreSQL database: the same pages, and a rebuild that fills it anew."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.store import cluster

from recoupe import store
from recoupe.codec import SCHEMA
from recoupe.serve.app import app
from recoupe.serve.settings import Settings

pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    if not (programs := cluster.programs()):
        pytest.skip("no PostgreSQL on this machine")
    with cluster.running(programs) as url:
        yield url


def test_a_database_serves_what_the_file_serves(
    built: tuple[Path, Path], database: str, tmp_path: Path
) -> None:
    pages, out = built
    store.copy(json.loads((out / "dossier.json").read_text("utf-8")), database)
    settings = Settings(out=out, pages=(str(pages),), ledger=tmp_path, store=database, options=("--ui", "fr"))
    there = TestClient(app(settings), base_url="http://127.0.0.1:8765")
    here = TestClient(app(Settings(out=out, ledger=tmp_path)), base_url="http://127.0.0.1:8765")
    with there, here:
        with closing(store.open(out)) as shelf:
            claim, said = (next(iter(shelf.records(kind))) for kind in ("claims", "statements"))
        for address in (
            "index.html",
            f"claims/{claim}.html",
            "search.html?q=bateau",
            "statements/index.html",
        ):
            mine, theirs = (_body(c.get(f"/{address}").text) for c in (here, there))
            assert mine == theirs
        token = re.search('name="csrf" value="([^"]+)"', there.get("/queue.html").text)
        assert token
        sent = {"csrf": token[1], "do": "reject", "about": said}
        assert there.post("/decide", data=sent, follow_redirects=False).status_code == 303
        there.post("/rebuild", data={"csrf": token[1]})
        while there.get("/rebuild").json()["state"] == "running":
            time.sleep(0.1)
        assert there.get("/rebuild").json()["state"] == "done"
        assert there.get(f"/statements/{said}.html").status_code == 404
        with closing(store.open(database)) as shelf:
            assert shelf.header["schema"] == SCHEMA


def _body(html: str) -> str:
    """A page without what differs between two sessions."""
    return re.sub('name="csrf" value="[^"]+"|<nav class="live".*?</nav>', "", html, flags=re.DOTALL)
