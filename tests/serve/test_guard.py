"""The guard alone, around an application that answers everything: who gets through, with which headers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from recoupe.errors import OptionError
from recoupe.serve.guard import HEADERS, Guard, Sessions, visit
from recoupe.serve.settings import Settings

TOKEN = "a token of sixteen letters and more"
BEARER = {"authorization": f"Bearer {TOKEN}"}
HOME = "http://127.0.0.1:8765"


async def echo(request: Request) -> PlainTextResponse:
    if request.url.path == "/broken":
        raise RuntimeError("a defect of ours")
    body = (await request.body()).decode()
    return PlainTextResponse(f"{visit(request).csrf} {body}")


def client(base: str = HOME, **chosen: Any) -> TestClient:
    settings = Settings(out=Path("out"), **chosen)
    app = Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST"])])
    return TestClient(Guard(app, settings, Sessions(settings)), base_url=base, raise_server_exceptions=False)


@pytest.fixture
def local() -> Iterator[TestClient]:
    with client() as found:
        yield found


def csrf(found: TestClient) -> str:
    return found.get("/").text.split()[0]


def test_a_form_of_this_session_gets_through(local: TestClient) -> None:
    token = csrf(local)
    answer = local.post("/decide", data={"csrf": token, "do": "accept"}, headers={"origin": HOME})
    assert answer.status_code == 200
    assert answer.text.endswith("do=accept")
    assert local.post("/decide", headers={"x-csrf-token": token}).status_code == 200


@pytest.mark.parametrize("sent", [{}, {"csrf": ""}, {"csrf": "0" * 64}])
def test_a_form_without_the_token_of_its_session_is_refused(local: TestClient, sent: dict[str, str]) -> None:
    csrf(local)
    assert local.post("/decide", data=sent).status_code == 403


def test_the_token_of_another_session_is_refused(local: TestClient) -> None:
    token = csrf(local)
    local.cookies.clear()
    assert local.post("/decide", data={"csrf": token}).status_code == 403
    csrf(local)
    assert local.post("/decide", data={"csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_sends_no_form(local: TestClient, headers: dict[str, str]) -> None:
    assert local.post("/decide", data={"csrf": csrf(local)}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.7",
        "",
        "localhost@evil.example",
        "[",
        "evil.example:8765",
    ],
)
def test_a_host_name_that_points_here_by_a_trick_is_refused(local: TestClient, host: str) -> None:
    assert local.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_is_known_by_its_names(local: TestClient, host: str) -> None:
    assert local.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "chosen", [{"host": "0.0.0.0"}, {"host": "dossier.example"}, {"names": ("d.example",)}]
)
def test_others_reach_nothing_without_a_token(chosen: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="token"):
        Settings(out=Path("out"), **chosen)
    assert Settings(out=Path("out"), token=TOKEN, **chosen)


def test_a_token_that_can_be_tried_is_refused() -> None:
    with pytest.raises(OptionError, match="16"):
        Settings(out=Path("out"), token="letmein")


@pytest.mark.parametrize("path", ["/", "/claims/index.html", "/health", "/decisions", "/site.js", "/nothing"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_sees_nothing(path: str, method: str) -> None:
    with client(token=TOKEN) as found:
        assert found.request(method, path).status_code == 401
        assert found.request(method, path, headers={"authorization": "Bearer wrong"}).status_code == 401
        assert found.request(method, path, headers=BEARER).status_code == 200
        assert found.request(method, path, headers={"cookie": "recoupe-8765=x.y"}).status_code == 401


def test_a_token_may_have_letters_beyond_ascii_but_none_that_cannot_be_sent() -> None:
    token = "une clé de plus de seize lettres"
    with client(token=token) as found:
        sent = {"authorization": f"Bearer {token}".encode()}
        assert found.get("/", headers=sent).status_code == 200
    for odd in ("sixteen letters\nand a second line", "sixteen letters and \udcff"):
        with pytest.raises(OptionError, match="cannot be sent"):
            Settings(out=Path("out"), token=odd)


def test_head_is_get_without_a_body(local: TestClient) -> None:
    assert local.head("/").status_code == 200


def test_a_form_that_arrives_in_part_is_not_obeyed() -> None:
    settings = Settings(out=Path("out"))
    sessions = Sessions(settings)
    session = sessions.start()
    parts = [
        {
            "type": "http.request",
            "body": f"csrf={sessions.csrf(session)}&why=iro".encode(),
            "more_body": True,
        },
        {"type": "http.disconnect"},
    ]
    reached: list[Any] = []
    told: list[Any] = []

    async def app(*given: Any) -> None:
        reached.append(given)

    async def receive() -> Any:
        return parts.pop(0)

    async def send(message: Any) -> None:
        told.append(message)

    headers = {"host": "localhost", "cookie": f"{sessions.cookie}={session}"}
    scope = {
        "type": "http", "method": "POST", "path": "/decide", "scheme": "http", "query_string": b"",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
    }  # fmt: skip
    with start_blocking_portal() as portal:  # a loop of its own: tests in a browser leave theirs running
        portal.call(Guard(app, settings, sessions), scope, receive, send)
    assert not reached
    assert told[0]["status"] == 400


def test_a_browser_without_a_session_is_led_to_the_login() -> None:
    with client(token=TOKEN) as found:
        answer = found.get("/claims/c-1.html", headers={"accept": "text/html"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "../login")
        assert found.get("/login").status_code == 200


def test_a_session_lives_through_a_restart_when_there_is_a_token() -> None:
    settings = Settings(out=Path("out"), token=TOKEN)
    cookie = Sessions(settings).start()
    assert Sessions(settings).known(cookie)
    assert not Sessions(Settings(out=Path("out"), token=f"{TOKEN}, another")).known(cookie)


def test_a_long_body_is_refused_said_or_not(local: TestClient) -> None:
    token = csrf(local)
    form = {"content-type": "application/x-www-form-urlencoded", "x-csrf-token": token}
    assert local.post("/decide", content=b"a" * 70_000, headers=form).status_code == 413
    assert local.post("/decide", content=(b"a" * 9_000 for _ in range(9)), headers=form).status_code == 413
    assert local.post("/decide", content=b"a" * 60_000, headers=form).status_code == 200
    for lie in ("-1", "9" * 5_000):
        lied = {**form, "content-length": lie}
        assert local.post("/decide", content=b"a", headers=lied).status_code == 413


def test_only_forms_are_taken(local: TestClient) -> None:
    token = csrf(local)
    assert local.post("/decide", json={}, headers={"x-csrf-token": token}).status_code == 415
    assert local.post("/decide", files={"a": b"b"}, headers={"x-csrf-token": token}).status_code == 415
    assert local.put("/decide").status_code == 405


def test_a_form_with_very_many_fields_is_refused(local: TestClient) -> None:
    token = csrf(local)
    many = f"csrf={token}" + "&a=b" * 600
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert local.post("/decide", content=many, headers=form).status_code == 403


@pytest.mark.parametrize("path", ["/", "/broken", "/csp-report"])
def test_every_answer_carries_the_headers(local: TestClient, path: str) -> None:
    answers = [local.get(path), local.post(path), local.get(path, headers={"host": "evil.example"})]
    for answer in answers:
        assert {k: answer.headers.get(k) for k in HEADERS} == dict(HEADERS)
    assert local.get("/broken").status_code == 500
    assert "defect" not in local.get("/broken").text


def test_the_policy_lets_nothing_in_from_outside() -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'none'" in policy
    assert not any(word in policy for word in ("unsafe", "http", "*"))


def test_a_report_of_the_browser_needs_no_form(local: TestClient) -> None:
    sent = {"content-type": "application/csp-report"}
    assert local.post("/csp-report", content=b"{}", headers=sent).status_code == 200


def test_a_web_socket_is_closed(local: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), local.websocket_connect("/"):
        pass
