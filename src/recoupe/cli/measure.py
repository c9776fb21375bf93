"""`recoupe eval`: figures of a dossier against answers made by hand."""

from pathlib import Path
from typing import Any

import click

from recoupe.cli.common import FOLDER, GOLD, faults
from recoupe.cli.common import dossier as opened


@click.group("eval")
def evaluate() -> None:
    """Measure a dossier against answers made by hand.

    \b
    recoupe eval statements gold.jsonl --dossier out
    """


@evaluate.command("statements")
@click.argument("gold", nargs=-1, required=True, type=GOLD, metavar="GOLD...")
@click.option("--dossier", required=True, type=FOLDER, help="What to measure: what `build` wrote, or a file.")
@click.option(
    "--against", type=FOLDER, help="An earlier dossier of the same pages: what was gained and lost."
)
@click.option(
    "--aliases", type=GOLD, help="Spellings of the gold's names; else aliases.json beside the gold."
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every error, or with --against every change, in its context.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.option(
    "--errors", default=0, type=click.IntRange(min=0), help="List so many errors, or with --against changes."
)
def statements(
    gold: tuple[Path, ...], dossier: Path, against: Path | None, aliases: Path | None, **asked: Any
) -> None:
    """Who said what, measured: content, speaker, chain and slots, with intervals and slices.

    GOLD is a file of answers, a page a line (docs/evaluation.md).

    \b
    recoupe eval statements gold.jsonl --dossier out
    recoupe eval statements gold.jsonl --dossier out --errors 40
    recoupe eval statements a.jsonl b.jsonl --dossier out --against out.before --html changes.html
    """
    from recoupe.evaluation import command

    with faults():
        command.evaluate(
            gold,
            opened(dossier, whole=False),
            opened(against, whole=False) if against else None,
            aliases,
            command.Asked(names=(str(against), str(dossier)), **asked),
        )
