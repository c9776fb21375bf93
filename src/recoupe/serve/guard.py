"""Who may ask the server for what: hosts, origins, tokens, forms, sizes; and the headers of every answer.

Plain ASGI around the whole application, so that its errors, too, carry the headers. Refusals are told in one
sentence and say nothing of the dossier.
"""

import asyncio
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recoupe.serve.settings import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri /csp-report"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
WHO = "recoupe-who"  # the cookie with the name that decisions are signed with
OPEN = frozenset({"/login", "/style.css", "/live.css", "/csp-report"})  # without a token
_FORM = "application/x-www-form-urlencoded"
_PATIENCE = 10.0  # seconds for the body of a request to arrive


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser's session: the token that its forms must bring, and the name that it signs with."""

    csrf: str
    who: str


class Sessions:
    """Makes and knows session cookies; they are signed and hold nothing but a random number."""

    def __init__(self, settings: Settings) -> None:
        self.cookie = f"recoupe-{settings.port}"  # cookies know hosts, not ports
        self._token = settings.token
        # With a token sessions live through a restart; without one they end with the server.
        self._key = (
            hashlib.sha256(settings.token.encode()).digest() if settings.token else secrets.token_bytes(32)
        )

    def start(self) -> str:
        """A new session, as the value of its cookie."""
        drawn = secrets.token_urlsafe(18)
        return f"{drawn}.{self._sign('session', drawn)}"

    def known(self, cookie: str) -> bool:
        """Whether this server, or an earlier one with the same token, gave the cookie out."""
        drawn, _, signature = cookie.partition(".")
        return hmac.compare_digest(signature.encode(), self._sign("session", drawn).encode())

    def csrf(self, cookie: str) -> str:
        """What a form of this session must bring."""
        return self._sign("form", cookie)

    def fits(self, token: str) -> bool:
        """Whether the token is the one that was asked for at the start."""
        return self._token is None or hmac.compare_digest(token.encode(), self._token.encode())

    def _sign(self, use: str, words: str) -> str:
        return hmac.new(self._key, f"{use}:{words}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


class Guard:
    """The application behind its checks."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            if scope["method"] == "HEAD":  # the server that runs this sends no body with the answer
                scope = {**scope, "method": "GET"}
            await self._answer(scope, receive, _with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if refusal := self._foreign(scope, headers):
            await refusal(scope, receive, send)
            return
        cookies = cookie_parser(headers.get("cookie", ""))
        session, bearer = cookies.get(self._sessions.cookie, ""), _bearer(headers)
        known = self._sessions.known(session)
        trusted = bool(self._settings.token) and bearer is not None and self._sessions.fits(bearer)
        if not known and not self._settings.token:
            session, send = self._begun(scope, send)
        if self._settings.token and not (known or trusted) and scope["path"] not in OPEN:
            await _stranger(scope, headers)(scope, receive, send)
            return
        if scope["method"] != "GET":
            body = await self._body(headers, receive)
            if isinstance(body, Response):
                await body(scope, receive, send)
                return
            own = trusted or scope["path"] in OPEN or (known and self._brings(session, headers, body))
            if not own:
                await _refuse(403, "The form is not from this session; load the page again and retry.")(
                    scope, receive, send
                )
                return
            receive = _again(body, receive)
        scope["visit"] = Visit(self._sessions.csrf(session), unquote(cookies.get(WHO, ""))[:100])
        await self._app(scope, receive, send)

    def _foreign(self, scope: Scope, headers: Headers) -> Response | None:
        """The refusal of a request that names another host, comes from another site or is no request."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._settings.answers_to(_name(hosts[0])):
            return _refuse(421, "This server does not answer to that host name; see: recoupe serve --help")
        if scope["method"] not in {"GET", "POST"}:
            return _refuse(405, "Only GET and POST.")
        if scope["method"] == "GET" or scope["path"] == "/csp-report":
            return None
        origin = headers.get("origin")
        if origin is not None and split(origin).netloc.lower() != hosts[0].lower():
            return _refuse(403, "The request comes from another site.")
        if origin is None and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _refuse(403, "The request comes from another site.")
        return None

    def _begun(self, scope: Scope, send: Send) -> tuple[str, Send]:
        """A new session, and a `send` that gives its cookie to the browser."""
        session = self._sessions.start()
        response = Response()
        keep(response, self._sessions.cookie, session, secure=scope["scheme"] == "https")
        cookie = response.headers["set-cookie"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        return session, sending

    async def _body(self, headers: Headers, receive: Receive) -> bytes | Response:
        """The whole body, or the refusal of one that is too long, too slow or no form."""
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (_FORM, "application/csp-report", "application/reports+json", ""):
            return _refuse(415, f"Send {_FORM}.")
        length = headers.get("content-length", "0")
        if not re.fullmatch("[0-9]{1,9}", length) or int(length) > self._settings.body:
            return _refuse(413, f"More than {self._settings.body} bytes.")
        body = b""
        try:
            async with asyncio.timeout(_PATIENCE):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return _refuse(400, "The request ended before it was whole.")
                    body += bytes(message.get("body", b""))
                    if len(body) > self._settings.body:
                        return _refuse(413, f"More than {self._settings.body} bytes.")
                    if not message.get("more_body"):
                        return body
        except TimeoutError:
            return _refuse(408, "The request took too long to arrive.")

    def _brings(self, session: str, headers: Headers, body: bytes) -> bool:
        """Whether the request brings the token of the session, in its form or in a header."""
        brought = headers.get("x-csrf-token")
        if brought is None:
            try:
                fields = dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=500))
            except ValueError:
                return False
            brought = fields.get("csrf", "")
        return hmac.compare_digest(brought.encode(), self._sessions.csrf(session).encode())


def visit(request: Request) -> Visit:
    """The session that a request belongs to."""
    found = request.scope["visit"]
    assert isinstance(found, Visit)
    return found


def keep(response: Response, cookie: str, value: str, *, secure: bool, seconds: int | None = None) -> None:
    """Give a cookie to the browser that no script and no other site may use; until it closes, or so long."""
    response.set_cookie(cookie, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def split(address: str) -> SplitResult:
    """The parts of an address; of what is none, empty ones."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read once more."""
    told = False

    async def receiving() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _stranger(scope: Scope, headers: Headers) -> Response:
    """A browser is led to the login; a program is told what is missing."""
    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        up = "../" * (scope["path"].count("/") - 1)
        return RedirectResponse(f"{up}login", status_code=303)
    return PlainTextResponse(
        "A token is needed: log in, or send Authorization: Bearer TOKEN.\n",
        status_code=401,
        headers={"www-authenticate": "Bearer"},
    )


def _refuse(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status_code=status)


def _name(host: str) -> str:
    return split(f"//{host}").hostname or ""


def _bearer(headers: Headers) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    # Headers are read as Latin-1; whoever types "é" in a shell sends UTF-8.
    told = token.strip().encode("latin-1").decode("utf-8", "replace")
    return told if scheme.lower() == "bearer" else None
