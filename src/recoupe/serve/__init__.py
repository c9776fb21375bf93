"""A dossier on a server: the pages of the static site with search, filters and corrections.

`app` is the application for any ASGI server, `run` serves it until it is stopped. The libraries for it come
with the extra `serve`.
"""

from recoupe.errors import MissingError
from recoupe.serve.settings import Settings

__all__ = ["Settings", "run"]


def run(settings: Settings) -> None:
    """Serve until interrupted; MissingError without the extra, OptionError when there is nothing to serve."""
    try:
        import uvicorn  # noqa: PLC0415  an extra

        from recoupe.serve.app import app  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingError(f"{error.name} is not installed; run: pip install 'recoupe[serve]'") from error
    uvicorn.run(
        app(settings),
        host=settings.host,
        port=settings.port,
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
