"""The command that says what builds keep of pages, and takes it away."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder given to build, if it was.",
)
@click.option("--clear", is_flag=True, help="Take all of it away.")
def cache(cache: Path | None, clear: bool) -> None:
    """Say what builds keep of the pages they read, and where.

    A page that was read once is not read again, whatever dossier it stands in. No more than 1 GB is kept.

    \b
    recoupe cache
    recoupe cache --clear
    """
    from recoupe import wiring

    folder = cache or wiring.cache_folder()
    if folder is None:
        click.echo("You have no home folder: builds keep nothing unless --cache says where.", err=True)
        return
    pages, size = wiring.kept(folder, clear=clear)
    click.echo(f"{folder}: {pages} pages, {size / 1e6:.1f} MB{', taken away' if clear else ''}")
