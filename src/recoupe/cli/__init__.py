"""The command line: parses, calls, prints. Records go to standard output, progress to standard error.

Exit status: 0 done, 1 nothing found or faults found, 2 wrong use.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from recoupe import __version__
from recoupe.cli import common, desk, kept, measure, serving
from recoupe.cli.common import Among, dossier, faults
from recoupe.options import FORMATS

DAY = click.DateTime(formats=["%Y-%m-%d"])


def _views() -> Iterable[str]:
    from recoupe.outputs import terminal

    return terminal.views()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recoupe")
def main() -> None:
    """Read the pages of a story and rebuild it with evidence.

    \b
    recoupe build pages/ -o out     read a folder of pages, write out/index.html
    recoupe lineage pages/          copies, translations, excerpts alone, a JSON object a line
    recoupe show out claims         what the pages claim, on the terminal
    recoupe check out               every span resolves, every assertion has a reason
    recoupe verify out [pages/]     every file, text, span and reason again, from the raw bytes
    recoupe sign out --key FILE     sign the manifest of the files
    recoupe pdf out -o dossier.pdf  for print, tagged
    recoupe eval statements GOLD    figures of a dossier against answers made by hand
    recoupe diff out.monday out               what is new, gone, changed since
    recoupe export out dna -o story.dna       positions for other programs: DNA, Gephi, PLOVER ...
    recoupe store out postgresql://...        the dossier in a database, for several readers
    recoupe decide merge out A B -f pages/    put right what a dossier got wrong, for good
    recoupe cache                   what builds keep of the pages they read
    recoupe serve out --pages pages/          read, search and correct in a browser
    """


@main.command()
@common.paths
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder to write the dossier to."
)
@common.table
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False),
    help="Decisions to obey, besides a decisions.jsonl among the pages.",
)
@common.lang
@click.option(
    "--codebook",
    default=common.DEFAULT.codebook,
    show_default=True,
    help="Issues: a shipped codebook, or a folder.",
)
@click.option(
    "--case",
    type=click.Path(exists=True, dir_okay=False),
    help="Parties and options of this negotiation (TOML).",
)
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="What to write, comma between.")
@click.option("--ui", default="", help="Interface languages, comma between, the first at OUT/index.html.")
@click.option("--one-file", is_flag=True, help="Write OUT/dossier.html, too: everything on one page.")
@common.jobs
@click.option(
    "--spacy",
    "spacy_pipeline",
    type=click.Path(exists=True, file_okay=False),
    help="A spaCy pipeline to use.",
)
@click.option(
    "--names",
    "names_model",
    type=click.Path(exists=True, file_okay=False),
    help="A GLiNER or ONNX name model.",
)
@click.option(
    "--min-confidence",
    default=common.DEFAULT.min_confidence,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Leave out statements less likely right than this (0.95: for publication).",
)
@click.option(
    "--keep-raw/--no-keep-raw",
    default=None,
    help="Keep what the pages were read from in OUT/raw, so that OUT can be verified alone (the default).",
)
@click.option("--redact", is_flag=True, help="To share: short quotations in place of the pages' texts.")
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps what was read of each page (else recoupe in the user's cache folder).",
)
@click.option("--no-cache", is_flag=True, help="Read every page, keep nothing.")
@common.quiet
def build(formats: str, ui: str, one_file: bool, cache: Path | None, no_cache: bool, **given: Any) -> None:
    """Read pages and write a dossier.

    PATH is a file, a folder (read recursively, but for folders that build wrote), a glob, or - for JSONL on
    standard input. A pages.csv and a decisions.jsonl that lie among the pages are obeyed. Where OUT holds a
    dossier already, the new one says what changed since.

    \b
    recoupe build pages/ -o out
    recoupe build pages/ -o out --ui en --one-file
    recoupe build "wires/*.txt" more.jsonl -o out --pages known.csv --jobs 4
    recoupe build pages/ -o share --redact
    cat pages.jsonl | recoupe build - -o out --formats json
    """
    from recoupe import command, outputs, wiring

    told = _listed(formats, FORMATS, "--formats")
    langs = _listed(ui, outputs.words.LANGUAGES, "--ui")
    options = common.options(given)
    wanted = outputs.Wanted(formats=told, langs=langs, one_file=one_file, jobs=options.jobs)
    keeps = None if no_cache else cache or wiring.cache_folder()
    with faults():
        command.build(command.Assignment(options=options, wanted=wanted, cache=keeps, **given))


def _listed(given: str, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The values of an option that takes several, each once."""
    values = tuple(dict.fromkeys(v.strip() for v in given.split(",") if v.strip()))
    if unknown := [v for v in values if v not in known]:
        raise click.BadParameter(f"{', '.join(unknown)}: choose among {', '.join(known)}", param_hint=option)
    return values


@main.command()
@common.paths
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=common.in_folder,
    help="File to write; else standard output.",
)
@common.table
@common.lang
@common.jobs
@common.quiet
def lineage(paths: tuple[str, ...], out: Path | None, pages: str | None, quiet: bool, **chosen: Any) -> None:
    """Say which page is a copy, a translation or an excerpt of which, as JSON Lines.

    PATH is a file, a folder (read recursively), a glob, or - for JSONL on standard input. One line for each
    page (language, the languages it came through, family, root), then one for each edge (kind, child, parent,
    passages), each with its reasons, then notes (docs/lineage.md). Nobody's statements are read: a page takes
    milliseconds.

    \b
    recoupe lineage pages/ -o lineage.jsonl --jobs 2
    recoupe lineage pages/ --quiet | jq -r 'select(.kind) | [.kind, .child_path, .parent_path] | @tsv'
    recoupe lineage pages/ --quiet | jq -r 'select(.family) | [.family, .lang, .path] | @tsv' | sort
    cat pages.jsonl | recoupe lineage - --pages known.csv -o lineage.jsonl
    """
    from recoupe import command

    with faults():
        command.lineage(paths, out, common.options(chosen), pages=pages, quiet=quiet)


@main.command()
@common.out
@click.argument("view", type=Among(_views), default="statements")
@click.option("--actor", help="Only what concerns this actor: part of a name, or an id.")
@click.option("--page", help="Only what stands on this page: part of its path, or an id.")
@click.option("--issue", help="Only this issue of the codebook, such as SG.2.")
@click.option("--from", "since", type=DAY, help="With positions: what changed after this day (2025-02-12).")
@click.option("--to", "until", type=DAY, help="With positions: what changed up to this day.")
@click.option("--limit", default=0, type=click.IntRange(min=0), help="At most so many rows; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line on standard output.")
def show(out: Path, view: str, as_json: bool, limit: int, **filters: Any) -> None:
    """Print a part of a dossier. With --from or --to: the positions that began, ended or moved meanwhile.

    \b
    recoupe show out statements --actor Sadate
    recoupe show out positions --issue SG.2
    recoupe show out positions --from 1978-09-05 --to 1978-09-17
    recoupe show out claims --json | jq .status
    """
    from recoupe.outputs import terminal

    since, until = filters.pop("since"), filters.pop("until")
    if (since or until) and view != "positions":
        raise click.UsageError("--from and --to go with the view positions")
    between = (f"{since or ''}"[:10], f"{until or '9'}"[:10]) if since or until else None
    with faults():
        terminal.show(dossier(out), view, filters, as_json=as_json, limit=limit, between=between)


@main.command()
@common.out
def check(out: Path) -> None:
    """Check that every span resolves, every id exists and every assertion has a reason.

    \b
    recoupe check out
    """
    from recoupe import dossier as records

    with faults():
        found = records.check(dossier(out))
    for fault in found:
        common.say(fault)
    click.echo(f"{len(found)} faults" if found else "clean", err=True)
    sys.exit(1 if found else 0)


for command in (*desk.COMMANDS, measure.evaluate, kept.cache, serving.serve):
    main.add_command(command)
