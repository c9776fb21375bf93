"""The command line: parses, calls, prints. Records go to standard output, progress to standard error.

Exit status: 0 done, 1 nothing found or faults found, 2 wrong use.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from recoupe import __version__
from recoupe.errors import DataError, InputError, MissingError, OptionError, RecoupeError
from recoupe.options import LANGUAGES

FORMATS = ("json", "html", "csv")
GOLD = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, path_type=Path)
VERBS = ("merge", "split", "rename", "reject", "accept", "speaker", "note", "undo")
EXPORTS = ("dna", "gmcr", "graphml", "ktab", "plover")
VIEWS = ("statements", "claims", "actors", "timeline", "positions", "lineage", "notes")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recoupe")
def main() -> None:
    """Read the pages of a story and rebuild it with evidence.

    \b
    recoupe build pages/ -o out     read a folder of pages, write out/index.html
    recoupe lineage pages/          copies, translations, excerpts alone, a JSON object a line
    recoupe show out claims         what the pages claim, on the terminal
    recoupe check out               every span resolves, every assertion has a reason
    recoupe eval statements GOLD    figures of a dossier against answers made by hand
    recoupe export out dna -o story.dna       positions for other programs: DNA, Gephi, PLOVER ...
    recoupe decide merge out A B -f pages/    put right what a dossier got wrong, for good
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder to write the dossier to."
)
@click.option(
    "--pages", type=click.Path(exists=True, dir_okay=False), help="CSV: path,url,outlet,published,retrieved."
)
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False),
    help="Decisions to obey, besides a decisions.jsonl among the pages.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the pages, if you know it.")
@click.option("--formats", default="json,html,csv", show_default=True, help="What to write, comma between.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to use.")
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
    default=0.28,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Leave out statements less likely right than this (0.95: for publication).",
)
@click.option("--quiet", is_flag=True, help="No progress.")
def build(
    paths: tuple[str, ...],
    out: Path,
    pages: str | None,
    decisions: str | None,
    formats: str,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Read pages and write a dossier.

    PATH is a file, a folder (read recursively), a glob, or - for JSONL on standard input. A pages.csv and a
    decisions.jsonl that lie among the pages are obeyed.

    \b
    recoupe build pages/ -o out
    recoupe build "wires/*.txt" more.jsonl -o out --pages known.csv --jobs 4
    cat pages.jsonl | recoupe build - -o out --formats json
    """
    wanted = tuple(f.strip() for f in formats.split(",") if f.strip())
    if unknown := [f for f in wanted if f not in FORMATS]:
        raise click.BadParameter(
            f"{', '.join(unknown)}: choose among {', '.join(FORMATS)}", param_hint="--formats"
        )
    from recoupe import command

    with _faults():
        command.build(
            paths, out, pages=pages, decisions=decisions, formats=wanted, quiet=quiet, chosen=chosen
        )


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; else standard output.",
)
@click.option(
    "--pages", type=click.Path(exists=True, dir_okay=False), help="CSV: path,url,outlet,published,retrieved."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the pages, if you know it.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to use.")
@click.option("--quiet", is_flag=True, help="No progress.")
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

    with _faults():
        command.lineage(paths, out, pages=pages, quiet=quiet, chosen=chosen)


@main.command()
@click.argument("out", type=click.Path(exists=True, path_type=Path))
@click.argument("view", type=click.Choice(VIEWS), default="statements")
@click.option("--actor", help="Only what concerns this actor: part of a name, or an id.")
@click.option("--page", help="Only what stands on this page: part of its path, or an id.")
@click.option("--issue", help="Only this issue of the codebook, such as SG.2.")
@click.option("--limit", default=0, type=click.IntRange(min=0), help="At most so many rows; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line on standard output.")
def show(out: Path, view: str, as_json: bool, limit: int, **filters: str | None) -> None:
    """Print a part of a dossier.

    \b
    recoupe show out statements --actor Sadate
    recoupe show out positions --issue SG.2
    recoupe show out claims --json | jq .status
    """
    from recoupe.outputs import terminal

    with _faults():
        terminal.show(_dossier(out), view, filters, as_json=as_json, limit=limit)


@main.command()
@click.argument("out", type=click.Path(exists=True, path_type=Path))
def check(out: Path) -> None:
    """Check that every span resolves, every id exists and every assertion has a reason.

    \b
    recoupe check out
    """
    from recoupe import dossier

    with _faults():
        faults = dossier.check(_dossier(out))
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults" if faults else "clean", err=True)
    sys.exit(1 if faults else 0)


@main.command()
@click.argument("out", type=click.Path(exists=True, path_type=Path))
@click.argument("name", metavar="FORMAT", type=click.Choice(EXPORTS))
@click.option(
    "-o", "--to", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
def export(out: Path, name: str, to: Path) -> None:
    """Write positions and events for other programs (docs/exports.md).

    dna: a Discourse Network Analyzer 3.1 database. graphml: actors and issues as a network, for Gephi.
    plover: events, a JSON object a line. gmcr, ktab: drafts for models of conflict, with their gaps left
    empty. Flat tables of everything are in OUT/tables.

    \b
    recoupe export out dna -o story.dna
    recoupe export out graphml -o story.graphml
    """
    from recoupe.outputs import exports

    with _faults():
        try:
            exports.write(_dossier(out), name, to)
        except OSError as error:
            raise OptionError(f"-o {to}: {error.strerror}; name a file in a folder that exists") from error
    click.echo(f"see {to}", err=True)


@main.group("import")
def bring() -> None:
    """Read what was coded by hand in other programs.

    \b
    recoupe import dna coded.dna -o gold.jsonl
    """


@bring.command("dna")
@click.argument("file", type=GOLD)
@click.option("-o", "--to", type=click.Path(dir_okay=False, path_type=Path), help="Write the gold here.")
@click.option("--against", type=FOLDER, help="A dossier whose positions people kept or took out in DNA.")
@click.option(
    "-f", "--file", "ledger", type=click.Path(path_type=Path), help="With --against: the folder of the pages."
)
@click.option("--who", default="DNA", show_default=True, help="Who coded, for the decisions.")
def bring_dna(file: Path, to: Path | None, against: Path | None, ledger: Path | None, who: str) -> None:
    """Read a Discourse Network Analyzer database as gold, and as decisions.

    Writes a JSON object for each coded statement: page, span in code points, coder, values. With --against,
    positions that people kept are accepted and those that they took out rejected, in decisions.jsonl.

    \b
    recoupe export out dna -o story.dna        ... code in DNA, then:
    recoupe import dna story.dna -o gold.jsonl
    recoupe import dna story.dna --against out -f pages/ --who "Anne"
    """
    from recoupe import importing
    from recoupe.ingest import dna

    with _faults():
        if not to and not (against and ledger):
            raise OptionError("name -o FILE for the gold, or --against OUT with -f PAGES for decisions")
        coding = dna.read(file)
        told = [f"{len(coding.statements)} statements"]
        told += [f"{coding.outside} outside their page, left out"] if coding.outside else []
        if to:
            importing.write(coding, to)
        if against and ledger:
            accepted, rejected = importing.decide(coding, _dossier(against), who, ledger)
            told += [f"{accepted} positions accepted", f"{rejected} rejected"]
    click.echo(", ".join(told), err=True)


@main.command()
@click.argument("verb", type=click.Choice(VERBS))
@click.argument("out", type=click.Path(exists=True, path_type=Path))
@click.argument("about", nargs=-1, required=True)
@click.option(
    "-f",
    "--file",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder of the pages, or a file: where the decision is kept.",
)
@click.option("-w", "--words", multiple=True, help="A spelling that leaves, the new name, the remark.")
@click.option("--why", default="", help="The reason, for colleagues.")
@click.option("--who", help="Who decides; else the name you are logged in with.")
def decide(verb: str, out: Path, about: tuple[str, ...], file: Path, **said: Any) -> None:
    """Put right what a dossier got wrong: later runs obey.

    ABOUT are ids of the dossier OUT (recoupe show OUT ... --json prints them); an actor's name will do, too.
    Adds a line to decisions.jsonl beside the pages (docs/decisions-file.md). A decision that no longer fits
    becomes a note of the next dossier.

    \b
    recoupe decide merge out "Nikolaï Patrouchev" "N. Patrushev" -f pages/
    recoupe decide split out a-3f2a9c01d4 -w Kirov -f pages/ --why "the town, not the man"
    recoupe decide rename out a-3f2a9c01d4 -w "Anouar el-Sadate" -f pages/
    recoupe decide reject out s-77b0c41e02 x-0f11d2aa31 -f pages/ --why "ironic"
    recoupe decide accept out s-1b9d3e5f07 -f pages/
    recoupe decide speaker out s-77b0c41e02 "Menahem Begin" -f pages/
    recoupe decide note out c-5a6b7c8d9e -w "asked the ministry, waiting" -f pages/
    recoupe decide undo out j-8c1d2e3f40 -f pages/
    """
    from recoupe import deciding

    with _faults():
        made = deciding.decide(_dossier(out), deciding.Asked(verb=verb, about=about, **said), file)
    click.echo(made)


@main.group("eval")
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

    with _faults():
        command.evaluate(
            gold,
            _dossier(dossier),
            _dossier(against) if against else None,
            aliases,
            command.Asked(names=(str(against), str(dossier)), **asked),
        )


def _dossier(out: Path) -> dict[str, Any]:
    """The dossier in a folder that `build` wrote, or in a file."""
    path = out / "dossier.json" if out.is_dir() else out
    if not path.is_file():
        raise InputError(f"{out}: no dossier.json here; write one with: recoupe build PATH -o {out}")
    try:
        value = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: not a dossier ({error}); build it again") from error
    if not isinstance(value, dict):
        raise InputError(f"{path}: not a dossier; build it again")
    return value


class _faults:  # noqa: N801  reads as a word where it is used
    """Errors that the user can repair become one sentence and an exit status."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, RecoupeError):
            click.echo(f"recoupe: {error}", err=True)
            sys.exit(1 if isinstance(error, InputError) else 2 if isinstance(error, _USER) else 70)


_USER = (OptionError, DataError, MissingError)
