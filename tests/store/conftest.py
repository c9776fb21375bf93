"""One dossier, in a file and in a server, for all tests of the store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cluster
import pytest

from recoupe import build, codec, read, store

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "reykjavik"


@pytest.fixture(scope="session")
def value() -> dict[str, Any]:
    """The dossier of the sample story."""
    return codec.encode(build(read([str(SAMPLE)])))


@pytest.fixture(scope="session")
def file(value: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its SQLite file."""
    path = tmp_path_factory.mktemp("store") / store.NAME
    store.write(value, path)
    return path


@pytest.fixture(scope="session")
def shelf(file: Path) -> Iterator[store.Shelf]:
    """The file, opened."""
    opened = store.open(file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an empty database of a PostgreSQL server."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'recoupe[postgres]'")
    where = cluster.programs()
    if where is None:
        pytest.skip("no PostgreSQL server on this machine: its initdb and pg_ctl are not found")
    with cluster.running(where) as url:
        yield url


@pytest.fixture(scope="session")
def empty(server: str) -> str:
    """The address of another database of the server, for dossiers made by hand."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as base:
        base.execute("CREATE DATABASE other TEMPLATE template0")
    return server.replace("/postgres?", "/other?")


@pytest.fixture(scope="session")
def shared(value: dict[str, Any], server: str) -> Iterator[store.Shelf]:
    """The same dossier in the server."""
    store.copy(value, server)
    opened = store.open(server)
    yield opened
    opened.close()
