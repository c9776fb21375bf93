"""Coming in: the login with the token, leaving, whether the server lives, and what browsers report."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from recoupe.serve import pages
from recoupe.serve.desk import Desk
from recoupe.serve.guard import Sessions, keep

router = APIRouter()
_PAUSE = 0.5  # seconds after a wrong token


@router.get("/login")
def login(request: Request) -> HTMLResponse:
    """The form for the token."""
    return pages.standing(request, "login.html")


@router.post("/login")
async def enter(request: Request, token: Annotated[str, Form(max_length=1_000)] = "") -> Response:
    """A session for who has the token; who has not waits a little and sees the form again."""
    sessions: Sessions = request.app.state.sessions
    if not sessions.fits(token):
        await asyncio.sleep(_PAUSE)
        return pages.standing(request, "login.html", status=403, wrong=True)
    answer = RedirectResponse("index.html", status_code=303)
    keep(answer, sessions.cookie, sessions.start(), secure=request.url.scheme == "https")
    return answer


@router.post("/logout")
def leave(request: Request) -> Response:
    """Forget the session."""
    sessions: Sessions = request.app.state.sessions
    answer = RedirectResponse("login", status_code=303)
    answer.delete_cookie(sessions.cookie)
    return answer


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """That the server lives, with counts for who watches it."""
    desk: Desk = request.app.state.desk
    counts = desk.now.shelf.header["counts"]
    return JSONResponse(
        {
            "status": "ok" if desk.ready.is_set() else "starting",
            "pages": counts.get("documents", 0),
            "waiting": desk.history().waits(),
            "build": desk.builder.status.state,
            "csp_reports": request.app.state.reports,
        }
    )


@router.post("/csp-report", status_code=204)
async def report(request: Request) -> Response:
    """Count what a browser kept a page from doing: anything but none is a defect."""
    request.app.state.reports += 1
    return Response(status_code=204)
