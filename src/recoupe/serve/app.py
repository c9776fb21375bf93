"""The server: the pages of the site with search and filters, and behind them what only a server can do.

Every address is one of the static site, so links work in both. What changes something is a POST that a plain
HTML form can send; the answer leads back to the page that it came from. All addresses told are relative.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.types import ASGIApp

from recoupe.errors import RecoupeError
from recoupe.outputs import words
from recoupe.serve import corrections, entry, pages
from recoupe.serve.desk import Desk
from recoupe.serve.guard import Guard, Sessions
from recoupe.serve.settings import Settings

_THREADS = 16  # pages are made by the processor; more threads than that only wait for each other


def app(settings: Settings) -> ASGIApp:
    """The application behind its guard; opens the dossier, raises OptionError when there is none."""
    desk = Desk(settings)
    sessions = Sessions(settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        desk.builder.stop()

    inner = FastAPI(lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    inner.state.desk = desk
    inner.state.sessions = sessions
    inner.state.reports = 0
    inner.include_router(entry.router)
    # Links and forms of the second language are relative to its folder.
    inner.include_router(corrections.router)
    for lang in words.LANGUAGES:
        inner.include_router(corrections.router, prefix=f"/{lang}")
    inner.include_router(pages.router)  # last: it takes every address
    inner.add_exception_handler(RecoupeError, _cannot)
    inner.add_exception_handler(RequestValidationError, _unreadable)
    return Guard(inner, settings, sessions)


def _cannot(request: Request, error: Exception) -> Response:
    return pages.refused(request, str(error), 422)


def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = (f"{'.'.join(map(str, f['loc'][1:]))}: {f['msg']}" for f in error.errors()[:5])
    return pages.refused(request, "; ".join(faults), 422)
