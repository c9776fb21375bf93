"""The server as a browser without script sees it: pages, search, corrections, rebuilding, refusals."""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from recoupe import ingest, store
from recoupe.cli import main
from recoupe.serve.app import app
from recoupe.serve.guard import HEADERS
from recoupe.serve.settings import Settings

HOME = "http://127.0.0.1:8765"
TOKEN = "a token of sixteen letters and more"
Desk = tuple[TestClient, Path, Path]


@pytest.fixture
def desk(built: tuple[Path, Path]) -> Iterator[Desk]:
    pages, out = built
    (pages / "decisions.jsonl").unlink(missing_ok=True)
    with TestClient(app(Settings(out=out, pages=(str(pages),))), base_url=HOME) as client:
        yield client, pages, out


def csrf(client: TestClient) -> str:
    found = re.search('name="csrf" value="([0-9a-f]{64})"', client.get("/queue.html").text)
    assert found
    return found[1]


def decide(client: TestClient, **fields: Any) -> Any:
    sent = {"csrf": csrf(client), **fields}
    return client.post("/decide", data=sent, headers={"origin": HOME}, follow_redirects=False)


def statement(out: Path, words: str) -> str:
    shelf = store.open(out)
    (hit,) = [
        i for i, s in shelf.records("statements").items()
        if words in shelf.text(s["doc"])[s["content"][0][0] : s["content"][0][1]]
    ]  # fmt: skip
    return hit


def actor(out: Path, name: str) -> str:
    (hit,) = [i for i, a in store.open(out).records("actors").items() if a["name"] == name]
    return hit


class Tags(HTMLParser):
    """The tags of a page as a browser reads them, each with its attributes one by one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {(tag, name) for name, _ in attrs} | {(tag, "")}


def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def test_every_address_of_the_static_site_is_served_in_both_languages(desk: Desk) -> None:
    client, _, out = desk
    files = [p.relative_to(out).as_posix() for p in out.rglob("*") if p.suffix in (".html", ".css", ".js")]
    assert len(files) > 40
    for file in files:
        answer = client.get(f"/{file}")
        assert answer.status_code == 200, file
        kind = {"html": "text/html", "css": "text/css", "js": "text/javascript"}[file.rpartition(".")[2]]
        assert answer.headers["content-type"].startswith(kind)


def test_every_link_of_a_page_leads_somewhere(desk: Desk) -> None:
    client, _, _ = desk
    seen: set[str] = set()
    wait = [
        "/index.html",
        "/en/index.html",
        "/queue.html",
        "/decisions.html",
        "/rebuild.html",
        "/search.html?q=quai",
    ]
    while wait:
        at = wait.pop()
        answer = client.get(at)
        assert answer.status_code == 200, at
        for told in re.findall('(?:href|src|action)="(?!data:)([^"#]+)', answer.text):
            target = str(answer.url.join(told.replace("&amp;", "&"))).removeprefix(HOME)
            known = target.partition("?")[0]
            if (
                known not in seen
                and not target.startswith("http")
                and not re.search("/(decide|rebuild|name)$", known)
            ):
                seen.add(known)
                wait.append(target)
    assert len(seen) > 40


def test_what_is_served_is_the_static_page_with_more_around_it(desk: Desk) -> None:
    client, _, out = desk
    claim = next(iter(store.open(out).records("claims")))
    written = (out / "claims" / f"{claim}.html").read_text("utf-8")
    served = client.get(f"/claims/{claim}.html").text
    quotes = re.findall('<q class="passage">.*?</q>', written)
    assert quotes
    assert all(q in served for q in quotes)
    assert "<form" not in written
    assert 'http-equiv="Content-Security-Policy"' not in served


def test_hostile_words_stay_words(desk: Desk) -> None:
    client, _, out = desk
    hostile = ["/search.html?q=" + quote(w) for w in ('"><script>alert(3)</script>', "quai", "\u202e'\x00*(")]
    addresses = [f"/{a.relative_to(out).as_posix()}" for a in out.rglob("*.html")]
    for address in [*addresses, *hostile, "/claims/index.html?q=" + quote('"><script>alert(4)</script>')]:
        answer = client.get(address)
        assert answer.status_code == 200
        text = answer.text
        assert not re.search(r"<script(?! src=\"[./a-z]*(site|queue|htmx\.min)\.js\")", text), address
        tags = Tags(text).seen
        assert not any(tag == "img" or name.startswith("on") for tag, name in tags), address


def test_search_finds_words_in_all_their_forms(desk: Desk) -> None:
    client, _, _ = desk
    answer = client.get("/search", params={"q": "bateau"})
    assert "bateaux" in re.sub("<[^>]+>", "", answer.text)
    assert client.get("/search", params={"q": '"' * 400 + " OR NEAR("}).status_code == 200


def test_filters_stand_in_the_address(desk: Desk) -> None:
    client, _, out = desk
    kerbrat = actor(out, "Maëlle Kerbrat")
    told = client.get("/statements/index.html", params={"speaker": kerbrat}).text
    assert "bateaux" in told
    assert "rouvrirait" not in told
    odd = {"page": "999999", "since": "'", "lang": "x" * 3_000, "status": "%", "q": "*", "decided": "j-none"}
    assert client.get("/claims/index.html", params=odd).status_code in (200, 404)


def test_a_statement_is_rejected_told_undone(desk: Desk) -> None:
    client, pages, out = desk
    said = statement(out, "bateaux")
    answer = decide(
        client, do="reject", about=said, why="<b>ironic</b>", who="Anne", back=f"statements/{said}.html"
    )
    assert answer.status_code == 303
    made = ingest.decisions.read(pages / "decisions.jsonl").decisions[0]
    assert (made.do, made.who, made.why, made.targets[0].id) == ("reject", "Anne", "<b>ironic</b>", said)
    assert answer.headers["location"] == f"statements/{said}.html?decided={made.id}"
    told = client.get(f"/{answer.headers['location']}").text
    assert 'role="status"' in told
    assert "ironic" in told
    assert "<b>ironic" not in told
    assert made.id in client.get("/decisions.html").text
    assert client.get("/decisions").json()[0]["waits"] is True
    assert client.get("/health").json()["waiting"] == 1
    again = decide(client, do="undo", about=made.id, back="decisions.html")
    assert again.headers["location"] == f"decisions.html?decided={made.id}"
    assert not ingest.decisions.read(pages / "decisions.jsonl").decisions
    assert decide(client, do="undo", about=made.id).status_code == 422


def test_a_decision_is_pending_wherever_its_record_stands(desk: Desk) -> None:
    client, _, out = desk
    said = statement(out, "bateaux")
    made = decide(client, do="accept", about=said, who="Anne").headers["location"].partition("decided=")[2]
    doc = store.open(out).records("statements")[said]["doc"]
    for address in (
        "queue.html",
        f"statements/{said}.html",
        f"pages/{doc}.html",
        f"en/statements/{said}.html",
    ):
        assert made in client.get(f"/{address}").text, address
    other = statement(out, "barques")
    assert made not in client.get(f"/statements/{other}.html").text


def test_a_speaker_and_a_merge_by_a_name_from_the_menu(desk: Desk) -> None:
    client, pages, out = desk
    said, goff, kerbrat = statement(out, "bateaux"), actor(out, "Yann Le Goff"), actor(out, "Maëlle Kerbrat")
    assert f"Yann Le Goff [{goff}]" in client.get("/queue.html").text
    assert decide(client, do="speaker", about=[said, f"Yann Le Goff [{goff}]"]).status_code == 303
    assert decide(client, do="merge", about=[goff, "maelle kerbrat", ""]).status_code == 303
    assert decide(client, do="rename", about=goff, words="Y. Le Goff").status_code == 303
    spelling = store.open(out).records("actors")[kerbrat]["names"][0]["text"]
    assert decide(client, do="split", about=kerbrat, words=[spelling, ""]).status_code == 303
    speaker, merge, _, split = ingest.decisions.read(pages / "decisions.jsonl").decisions
    assert {t.id for t in speaker.targets} == {said, goff}
    assert [t.id for t in merge.targets] == [goff, kerbrat]
    assert split.words == (spelling,)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"do": "merge", "about": "nobody"}, "nobody"),
        ({"do": "merge", "about": "<script>"}, "&lt;script&gt;"),
        ({"do": "accept"}, "wants"),
        ({"do": "drop table"}, "do:"),
        ({"do": "note", "about": "x", "words": "y" * 3_000}, "words"),
        ({"do": "accept", "about": ["a"] * 60}, "about"),
    ],
)
def test_what_cannot_be_decided_is_told_and_not_written(desk: Desk, fields: Any, told: str) -> None:
    client, pages, _ = desk
    answer = decide(client, **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert not (pages / "decisions.jsonl").exists()


@pytest.mark.parametrize(
    "back",
    [
        "http://evil.example/",
        "//evil.example/a.html",
        "/decide",
        "../../x",
        "javascript:1",
        "a\r\nb: c",
        "\x00",
    ],
)
def test_nobody_is_led_away(desk: Desk, back: str) -> None:
    client, _, out = desk
    location = decide(client, do="accept", about=statement(out, "bateaux"), back=back).headers["location"]
    assert location.startswith("queue.html?decided=j-")


def test_a_refusal_leads_back_to_the_page_it_came_from(desk: Desk) -> None:
    client, _, _ = desk
    sent = {"csrf": csrf(client), "do": "accept"}
    for at, led in (("/decide", "claims/index.html"), ("/en/decide", "../claims/index.html")):
        told = client.post(at, data=sent, headers={"referer": f"{HOME}/claims/index.html"})
        assert f'href="{led}"' in told.text
        told = client.post(at, data=sent, headers={"referer": "http://[/claims/index.html"})
        assert 'index.html"' in told.text
    assert client.post("/xx/decide", data=sent).status_code == 405


def test_a_line_that_no_utf_8_can_hold_hides_no_other(desk: Desk) -> None:
    client, pages, out = desk
    decide(client, do="accept", about=statement(out, "bateaux"), who="Anne")
    with (pages / "decisions.jsonl").open("a", encoding="utf-8") as stream:
        target = {"kind": "claim", "id": '"><img src=x>\ud800', "places": [{"path": "\ud800", "words": 3}]}
        stream.write(json.dumps({"do": "reject", "targets": [target], "who": "\udcff", "why": 5}) + "\n")
    assert [e["who"] for e in client.get("/decisions").json()] == ["\udcff", "Anne"]
    told = client.get("/decisions.html").text
    assert "Anne" in told
    assert "<img" not in told


def test_a_name_is_kept_and_signs(desk: Desk) -> None:
    client, pages, out = desk
    sent = {"csrf": csrf(client), "who": "Anne Émond", "back": "queue.html"}
    assert client.post("/name", data=sent, follow_redirects=False).status_code == 303
    assert 'value="Anne Émond"' in client.get("/en/queue.html").text
    decide(client, do="accept", about=statement(out, "bateaux"))
    assert ingest.decisions.read(pages / "decisions.jsonl").decisions[0].who == "Anne Émond"


def test_a_rebuild_obeys_and_the_new_dossier_is_served(desk: Desk) -> None:
    client, _, out = desk
    said = statement(out, "bateaux")
    decide(client, do="reject", about=said)
    assert client.get(f"/statements/{said}.html").status_code == 200
    answer = client.post("/rebuild", data={"csrf": csrf(client)}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "rebuild.html")
    assert client.get("/rebuild.html").status_code == 200
    until(lambda: client.get("/rebuild").json()["state"] != "running")
    assert client.get("/rebuild").json()["state"] == "done", client.get("/rebuild").json()
    assert client.get(f"/statements/{said}.html").status_code == 404
    assert client.get("/health").json()["waiting"] == 0
    made = client.get("/decisions").json()[0]
    assert not made["waits"]
    decide(client, do="undo", about=made["id"])
    assert client.get("/health").json()["waiting"] == 1
    # Built by somebody else, the next dossier is noticed.
    given = ["build", str(desk[1]), "-o", str(out), "--quiet"]
    assert CliRunner().invoke(main, given).exit_code == 0
    until(lambda: client.get(f"/statements/{said}.html").status_code == 200)
    until(lambda: client.get("/health").json()["waiting"] == 0)


def test_a_server_without_pages_only_reads(built: tuple[Path, Path]) -> None:
    with TestClient(app(Settings(out=built[1])), base_url=HOME) as client:
        told = client.get("/queue.html").text
        assert 'action="decide"' not in told
        token = re.search('name="csrf" value="([^"]+)"', told)
        sent = {"csrf": token[1] if token else "", "do": "accept", "about": statement(built[1], "bateaux")}
        assert client.post("/decide", data=sent).status_code in (403, 422)
        assert client.post("/rebuild", data=sent).status_code in (403, 422)


def test_login_and_logout(built: tuple[Path, Path]) -> None:
    with TestClient(app(Settings(out=built[1], token=TOKEN)), base_url=HOME) as client:
        assert client.get("/index.html").status_code == 401
        led = client.get("/index.html", headers={"accept": "text/html", "accept-language": "fr"})
        assert led.status_code == 200
        assert 'name="token"' in led.text
        assert "Jeton" in led.text
        assert client.post("/login", data={"token": "wrong"}).status_code == 403
        assert client.get("/index.html").status_code == 401
        assert (
            client.post(
                "/login", data={"token": TOKEN}, headers={"origin": "http://evil.example"}
            ).status_code
            == 403
        )
        answer = client.post("/login", data={"token": TOKEN}, follow_redirects=False)
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert client.get("/index.html").status_code == 200
        out = client.post("/logout", data={"csrf": csrf(client)})
        assert 'name="token"' in out.text
        client.cookies.clear()
        assert client.get("/index.html").status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/claims/..%2f..%2fdossier.json",
        "//etc/passwd", "/claims%00.html", "/index.html%00.js", "/dossier.json", "/dossier.sqlite",
        "/site.json", "/pages/..%5cx.html", "/static/queue.js", "/docs", "/openapi.json", "/xx/index.html",
        "/en/en/index.html", "/" + "a" * 5_000,
    ],
)  # fmt: skip
def test_nothing_but_the_addresses_of_the_site_is_there(desk: Desk, address: str) -> None:
    answer = desk[0].get(address)
    assert answer.status_code == 404
    assert {k: answer.headers.get(k) for k in HEADERS} == dict(HEADERS)


def test_reports_of_browsers_are_counted(desk: Desk) -> None:
    client, _, _ = desk
    assert client.get("/health").json()["csp_reports"] == 0
    sent = {"content-type": "application/csp-report"}
    assert client.post("/csp-report", content=b'{"csp-report": {}}', headers=sent).status_code == 204
    assert client.get("/health").json()["csp_reports"] == 1


def test_nothing_is_asked_of_the_net(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _, out = desk

    def refuse(*given: object) -> None:
        raise AssertionError(f"a connection to {given}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for address in ("index.html", "queue.html", "search.html?q=quai", "sources/index.html", "rebuild.html"):
        assert client.get(f"/{address}").status_code == 200
    assert decide(client, do="accept", about=statement(out, "bateaux")).status_code == 303


def test_a_script_gets_the_one_row_that_it_asks_for(desk: Desk) -> None:
    client, _, out = desk
    said = statement(out, "bateaux")
    whole = client.get("/queue.html").text
    part = client.get("/queue.html", headers={"hx-request": "true", "hx-target": f"q-{said}"}).text
    assert re.findall('<li class="waiting" id="([^"]+)', part) == [f"q-{said}"]
    row = re.search(f'<li class="waiting" id="q-{said}".*?</li>', whole, re.DOTALL)
    assert row
    assert row[0] in part
