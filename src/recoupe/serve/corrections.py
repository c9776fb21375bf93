"""Corrections: decisions written down, undone and listed, and the build that obeys them."""

from dataclasses import asdict
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from recoupe.deciding import Asked
from recoupe.serve import pages
from recoupe.serve.desk import Desk
from recoupe.serve.guard import WHO, keep, visit

router = APIRouter()
_YEAR = 31_536_000  # seconds
_Short = Annotated[str, Field(max_length=300)]


class Sent(BaseModel):
    """What a form of corrections sends; empty fields count as not given."""

    do: Literal["merge", "split", "rename", "reject", "accept", "speaker", "note", "undo"]
    about: list[_Short] = Field(default=[], max_length=50)
    words: list[Annotated[str, Field(max_length=2_000)]] = Field(default=[], max_length=100)
    why: str = Field(default="", max_length=2_000)
    who: _Short = ""
    back: str = Field(default="", max_length=2_000)

    def asked(self, who: str) -> Asked:
        """The decision that is asked for, signed by whoever is named here, else by `who`."""
        return Asked(
            verb=self.do,
            about=tuple(dict.fromkeys(a.strip() for a in self.about if a.strip())),
            words=tuple(w.strip() for w in self.words if w.strip()),
            who=self.who.strip() or who or None,
            why=self.why.strip(),
        )


@router.post("/decide")
def decide(request: Request, sent: Annotated[Sent, Form()]) -> Response:
    """Write a decision down: it is on the disk when the answer comes."""
    desk: Desk = request.app.state.desk
    asked = sent.asked(visit(request).who)
    made = desk.decide(asked)
    if pages.is_program(request):
        return pages.told({"id": made})
    shown = asked.about[0] if asked.verb == "undo" else made
    return RedirectResponse(pages.back(sent.back, decided=shown), status_code=303)


@router.post("/name")
def name(
    request: Request,
    who: Annotated[str, Form(max_length=100)] = "",
    back: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Keep the name that decisions are signed with, in the browser."""
    answer = RedirectResponse(pages.back(back), status_code=303)
    keep(answer, WHO, quote(who.strip()), secure=request.url.scheme == "https", seconds=_YEAR)
    return answer


@router.get("/decisions")
def decisions(request: Request) -> Response:
    """All decisions, the latest first, for programs; people open decisions.html."""
    desk: Desk = request.app.state.desk
    return pages.told([asdict(entry) for entry in desk.history().entries])


@router.post("/rebuild")
def rebuild(request: Request, back: Annotated[str, Form(max_length=2_000)] = "") -> Response:
    """Begin a build, unless one runs; the answer leads to the page that shows how far it is."""
    desk: Desk = request.app.state.desk
    begun = desk.rebuild()
    if pages.is_program(request):
        return pages.told({"begun": begun}, 202)
    return RedirectResponse(pages.back(back, otherwise="rebuild.html"), status_code=303)


@router.get("/rebuild")
def progress(request: Request) -> Response:
    """How far the build is, for programs; people open rebuild.html."""
    desk: Desk = request.app.state.desk
    return pages.told(asdict(desk.builder.status))
