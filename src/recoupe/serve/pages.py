"""Pages: each address of the site, in each language of the interface, made when it is asked for."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader

from recoupe.outputs import hostile, words
from recoupe.outputs.site import ASSETS, asset
from recoupe.outputs.site.live import Live
from recoupe.serve.desk import Desk
from recoupe.serve.guard import split, visit

router = APIRouter()
# The style and the script of the static site, and those of this server.
_FILES = {p.name: p.read_text("utf-8") for p in (Path(__file__).parent / "static").iterdir()} | {
    name: asset(name) for name in ASSETS
}
_ADDRESS = re.compile(
    r"(?:(?P<lang>[a-z]{2})/)?(?P<page>(?:[a-z]+/)?[A-Za-z0-9_-]+(?:\.min)?\.(?P<kind>html|css|js))"
)
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_LONGEST = 500  # characters of one filter
_templates = Environment(loader=PackageLoader("recoupe.serve"), autoescape=True, trim_blocks=True)
_templates.filters["shown"] = hostile.shown


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    return page(request, "index.html")


@router.get("/search")
def search(request: Request) -> Response:
    """The search page, under a name that is easy to type."""
    return RedirectResponse(f"search.html?{urlencode(request.query_params.multi_items())}", status_code=303)


@router.get("/{address:path}")
def page(request: Request, address: str) -> Response:
    """The page at an address of the site, or a file of the interface."""
    if address.endswith("/"):
        address += "index.html"
    found = _ADDRESS.fullmatch(address)
    desk: Desk = request.app.state.desk
    opened = desk.now
    lang = (found and found["lang"]) or opened.main
    if not found or lang not in opened.sites or found["lang"] == opened.main:
        return _missing(request)
    if found["page"] in _FILES:
        return Response(_FILES[found["page"]], media_type=_KINDS[found["kind"]])
    query = {k: v[:_LONGEST] for k, v in request.query_params.items()}
    decided = query.pop("decided", "")
    made = opened.sites[lang].page(found["page"], query, live(request, decided))
    if made is None:
        return _missing(request)
    return HTMLResponse(made.html.encode("utf-8", "replace"), made.status)


def live(request: Request, decided: str) -> Live:
    """What the page may know of this request."""
    desk: Desk = request.app.state.desk
    history = desk.history()
    session = visit(request)
    return Live(
        csrf=session.csrf,
        who=session.who,
        may_edit=bool(desk.settings.decided),
        may_build=bool(desk.settings.pages),
        keys=request.cookies.get("recoupe-keys") != "off",
        login=bool(desk.settings.token),
        row=request.headers.get("hx-target", ""),
        history=history,
        decided=history.find(decided) if decided else None,
        build=desk.builder.status,
    )


def back(given: str, decided: str = "", otherwise: str = "queue.html") -> str:
    """The page that a form came from, as an address relative to the root of its language."""
    parts = split(given)
    found = _ADDRESS.fullmatch(parts.path)
    if parts.scheme or parts.netloc or not found or found["lang"]:
        parts = split(otherwise)
    query = [(k, v) for k, v in parse_qsl(parts.query) if k != "decided"]
    query += [("decided", decided)] if decided else []
    asked = f"?{urlencode(query)}" if query else ""
    spot = re.sub(r"[^A-Za-z0-9_-]", "", parts.fragment)
    return f"{parts.path}{asked}{f'#{spot}' if spot else ''}"


def refused(request: Request, why: str, status: int) -> Response:
    """Why something was not done, as whoever asked reads: a page, a line for a script, or an object."""
    if is_program(request):
        return told({"error": why}, status)
    if request.headers.get("hx-request"):
        return PlainTextResponse(why.encode("utf-8", "replace"), status)
    return standing(request, "refused.html", status, told=why, home=_came_from(request))


def told(value: object, status: int = 200) -> Response:
    """A value for programs; in ASCII, because a lone surrogate of a hand-written line has no other form."""
    return Response(json.dumps(value), status, media_type="application/json")


def is_program(request: Request) -> bool:
    """Whether who asks wants an object, not a page."""
    return "application/json" in request.headers.get("accept", "")


def standing(request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page that is none of the dossier's: the login, a refusal, a missing page."""
    wanted = request.headers.get("accept-language", "")[:2].lower()
    w = words.load(wanted if wanted in words.LANGUAGES else "en")
    up = "../" * (request.url.path.count("/") - 1)
    html = _templates.get_template(template).render(w=w, up=up, **shown)
    return HTMLResponse(html.encode("utf-8", "replace"), status)


def _missing(request: Request) -> Response:
    return standing(request, "missing.html", 404)


def _came_from(request: Request) -> str:
    """The page of ours that a request came from, as its browser tells it; seen from the root."""
    came = split(request.headers.get("referer", ""))
    known = came.netloc == request.headers.get("host") and _ADDRESS.fullmatch(came.path.lstrip("/"))
    return came.path.lstrip("/") if known else "index.html"
