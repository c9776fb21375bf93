"""`recoupe serve`: the dossier on a server, with search, filters and corrections."""

import secrets
from pathlib import Path
from typing import Any

import click

from recoupe.cli import common
from recoupe.cli.common import faults
from recoupe.errors import OptionError

_DRAWN = "auto"


@click.command()
@common.out
@click.option(
    "--pages",
    multiple=True,
    metavar="PATH",
    help="The pages, as `build` was given them: decisions are kept there, and the dossier can be rebuilt.",
)
@click.option(
    "--decisions",
    "ledger",
    type=click.Path(path_type=Path),
    help="Keep decisions in this file or folder; else in the first folder of --pages.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="Host name by which a proxy in front is called."
)
@click.option(
    "--token", help="Whoever has it may come in; needed where others can reach the server. auto: draw one."
)
@click.option(
    "--token-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read the token here."
)
@click.option("--store", metavar="URL", help="Serve from this PostgreSQL database: postgresql://...")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[-- BUILD OPTIONS]")
def serve(out: Path, token: str | None, token_file: Path | None, **chosen: Any) -> None:
    """Serve a dossier: its pages with search, filters and corrections (docs/serve.md).

    OUT is what `build` wrote. Only this machine can reach the server unless --host says otherwise; then a
    token is needed. Decisions are kept as `recoupe decide` keeps them. With --pages the dossier can be
    rebuilt from the browser; options of `build` that the dossier cannot know stand behind --.

    \b
    recoupe serve out --pages pages/
    recoupe serve out --pages pages/ -- --case talks.toml --jobs 2
    recoupe serve out --pages pages/ --host 0.0.0.0 --token auto
    recoupe serve out --pages pages/ --name dossier.example.org --token-file secret
    recoupe serve out --pages pages/ --store postgresql:///dossiers
    """
    from recoupe import serve as server

    with faults():
        if token_file:
            token = _written(token_file, token)
        elif token == _DRAWN:
            token = secrets.token_urlsafe(24)
            click.echo(f"token: {token}", err=True)
        settings = server.Settings(out=out, token=token, **chosen)
        application = server.opened(settings)
        click.echo(f"serving {out} at {settings.url} (end with Ctrl-C)", err=True)
        server.run(application, settings)


def _written(file: Path, token: str | None) -> str:
    """The token in a file; OptionError where one was given besides, or the file holds no text."""
    if token:
        raise OptionError("--token and --token-file: give one of them")
    try:
        return file.read_text("utf-8").strip()
    except ValueError as error:
        raise OptionError(f"--token-file {file}: not text in UTF-8") from error
