"""A dossier on a server: the pages of the static site with search, filters and corrections.

`opened` gives the application for any ASGI server, `run` serves it until it is stopped. The libraries for it
come with the extra `serve`.
"""

from importlib.util import find_spec
from typing import Any

from recoupe.errors import MissingError
from recoupe.serve.settings import Settings

__all__ = ["Settings", "opened", "run"]
_NEEDED = ("fastapi", "multipart", "uvicorn")


def opened(settings: Settings) -> Any:
    """The application for a dossier; OptionError when there is none, MissingError without the extra."""
    if missing := [name for name in _NEEDED if not find_spec(name)]:
        raise MissingError(f"{missing[0]} is not installed; run: pip install 'recoupe[serve]'")
    from recoupe.serve.app import app  # noqa: PLC0415  an extra

    return app(settings)


def run(application: Any, settings: Settings) -> None:
    """Serve an application until it is interrupted."""
    import uvicorn  # noqa: PLC0415  an extra

    from recoupe.serve.patience import Patience  # noqa: PLC0415

    uvicorn.run(
        application,
        host=settings.host,
        port=settings.port,
        http=Patience,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        # The scheme of a request is believed of a proxy on this machine only.
        proxy_headers=bool(settings.names),
        limit_concurrency=500,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )
