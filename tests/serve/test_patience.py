"""A client that says nothing, or drips its headers, is not waited for; one that asks is answered."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

uvicorn = pytest.importorskip("uvicorn")

from recoupe.serve import patience  # noqa: E402

SAYS = {"silent": b"", "drips": b"GET / HTTP/1.1\r\nHost: a", "asks": b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"}


async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Any request gets two bytes."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def told(said: bytes, application: Any = answer) -> bytes:
    """What a server answers until it closes the connection, within two seconds; in a thread of its own, for
    tests of a browser may have left a loop running.
    """
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, _told(said, application)).result()


async def _told(said: bytes, application: Any) -> bytes:
    config = uvicorn.Config(
        application, http=patience.Patience, log_level="error", lifespan="off", timeout_keep_alive=1
    )
    config.load()
    state = uvicorn.server.ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: patience.Patience(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(said)
    try:
        return await asyncio.wait_for(reader.read(), 2)
    finally:
        writer.close()
        server.close()


@pytest.mark.parametrize("kind", SAYS)
def test_only_who_asks_is_answered(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.2)
    answered = told(SAYS[kind])
    assert answered.endswith(b"ok") == (kind == "asks")


def test_a_slow_answer_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await asyncio.sleep(0.5)
        await answer(scope, receive, send)

    monkeypatch.setattr(patience, "SECONDS", 0.2)
    assert told(SAYS["asks"], slow).endswith(b"ok")
