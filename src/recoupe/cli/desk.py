"""Commands around a dossier: decisions, exports, imports, codebooks."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from recoupe.cli import common
from recoupe.cli.common import FOLDER, GOLD, Among, dossier, faults
from recoupe.errors import OptionError
from recoupe.options import LANGUAGES


def _formats() -> Iterable[str]:
    from recoupe.outputs import exports

    return exports.FORMATS


def _ui() -> Iterable[str]:
    from recoupe.outputs import words

    return words.LANGUAGES


def _verbs() -> Iterable[str]:
    from recoupe.model.decisions import VERBS

    return (*VERBS, "undo")


@click.command()
@common.out
@click.argument("name", metavar="FORMAT", type=Among(_formats))
@common.to_file
def export(out: Path, name: str, to: Path) -> None:
    """Write the dossier for other programs (docs/exports.md).

    dna: a Discourse Network Analyzer 3.1 database. graphml: actors and issues as a network, for Gephi.
    plover: events, a JSON object a line. stix: pages, speech, claims and copies as a STIX 2.1 bundle, with
    DISARM techniques suggested. ftm: entities of followthemoney, for OpenAleph. claimreview: claims of
    schema.org, without a verdict. gmcr, ktab: drafts for models of conflict, with their gaps left empty. Flat
    tables of everything are in OUT/tables.

    \b
    recoupe export out dna -o story.dna
    recoupe export out graphml -o story.graphml
    recoupe export out stix -o story.stix.json
    """
    from recoupe.outputs import exports

    with faults():
        exports.write(dossier(out), name, to)
    click.echo(f"see {to}", err=True)


@click.command()
@common.out
@click.argument("to", metavar="URL")
def store(out: Path, to: str) -> None:
    """Put a dossier into a PostgreSQL database, or into an SQLite file (docs/store.md).

    What the database held before is replaced in one step; whoever may read it still may. `build` writes
    OUT/dossier.sqlite without being asked.

    \b
    recoupe store out postgresql://desk@db.example/stories
    recoupe store out story.sqlite
    """
    from recoupe import store as stores

    with faults():
        stores.keep(dossier(out), to)
    click.echo("done; see docs/store.md", err=True)


@click.group("import")
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

    with faults():
        if not to and not (against and ledger):
            raise OptionError("name -o FILE for the gold, or --against OUT with -f PAGES for decisions")
        coding = dna.read(file)
        told = [f"{len(coding.statements)} statements"]
        told += [f"{coding.outside} outside their page, left out"] if coding.outside else []
        if to:
            importing.write(coding, to)
        if against and ledger:
            accepted, rejected = importing.decide(coding, dossier(against), who, ledger)
            told += [f"{accepted} positions accepted", f"{rejected} rejected"]
    click.echo(", ".join(told), err=True)


@click.command()
@click.argument("verb", type=Among(_verbs))
@common.out
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

    with faults():
        made = deciding.decide(dossier(out), deciding.Asked(verb=verb, about=about, **said), file)
    click.echo(made)


@click.group()
def codebook() -> None:
    """Look at the issues that positions are coded with, and write your own.

    \b
    recoupe codebook show --lang fr
    recoupe codebook new fisheries/
    recoupe codebook check fisheries/
    recoupe build pages/ -o out --codebook fisheries/ --case quotas.toml
    """


@codebook.command("show")
@click.argument("name", default="talks")
@click.option("--lang", default="en", show_default=True, type=click.Choice(LANGUAGES), help="Of the labels.")
@click.option("--case", type=click.Path(exists=True, dir_okay=False), help="With the options of this case.")
def codebook_show(name: str, lang: str, case: str | None) -> None:
    """Print the groups and issues of a codebook with their options.

    \b
    recoupe codebook show
    recoupe codebook show talks --lang de
    """
    from recoupe.codebooks import desk

    with faults():
        click.echo(desk.table(name, lang, case), nl=False)


@codebook.command("check")
@click.argument("name", default="talks")
@click.option("--case", type=click.Path(exists=True, dir_okay=False), help="Check this case in it, too.")
def codebook_check(name: str, case: str | None) -> None:
    """List the faults of a codebook and of a case, with file and line.

    \b
    recoupe codebook check fisheries/ --case quotas.toml
    """
    from recoupe.codebooks import desk

    found = desk.faults(name, case)
    for fault in found:
        common.say(fault)
    click.echo(f"{len(found)} faults" if found else "clean", err=True)
    sys.exit(1 if found else 0)


@codebook.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "source", default="talks", show_default=True, help="The codebook to start from.")
def codebook_new(folder: Path, source: str) -> None:
    """Write a codebook of your own, to be changed: a copy of another, with a case to fill in.

    \b
    recoupe codebook new fisheries/
    """
    from recoupe.codebooks import desk

    with faults():
        made = desk.new(folder, source)
    click.echo(f"see {', '.join(made)} and docs/add-a-codebook.md", err=True)


@click.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Say what changed from one dossier to another: new, gone, another status, more origins.

    Exit status 1 where nothing changed.

    \b
    recoupe diff out.monday out
    recoupe diff out.monday out --json | jq -r 'select(.kind == "contradiction") | .text'
    """
    from recoupe import diffing
    from recoupe.outputs import hostile

    with faults():
        found = list(diffing.changes(dossier(before), dossier(after)))
    for told in found:
        moved = f"  {hostile.plain(told['was'])} -> {hostile.plain(told['is'])}" if "was" in told else ""
        said = hostile.plain(told["text"][:160]) + moved
        plain = f"{told['change']:7} {told['kind']:13} {said}"
        line = json.dumps(told, ensure_ascii=True) if as_json else plain
        click.echo(line)
    click.echo(f"{len(found)} changes" if found else "nothing changed", err=True)
    sys.exit(0 if found else 1)


@click.command()
@common.out
@click.argument("pages", nargs=-1, metavar="[PATH...]")
@click.option("--decisions", type=click.Path(exists=True, dir_okay=False), help="As given to build.")
@click.option("--key", type=GOLD, help="Public keys (OpenSSH, Ed25519), one of which must have signed OUT.")
def verify(out: Path, pages: tuple[str, ...], decisions: str | None, key: Path | None) -> None:
    """Check a dossier again: its texts by their hashes, spans and reasons, its files by the manifest.

    The raw bytes kept in OUT/raw are hashed and read again, and must give the same texts. PATH are the pages
    that it was built from: their files are read again, too. Exit status 1 where something does not hold.

    \b
    recoupe verify out
    recoupe verify out pages/
    recoupe verify out --key desk.pub
    """
    from recoupe import verifying

    with faults():
        value = dossier(out)
        found = list(verifying.faults(value, pages, decisions))
        if out.is_dir():
            found += verifying.folder(value, out, key)
            click.echo(verifying.looked_at(value, out), err=True)
    for fault in found:
        common.say(fault)
    click.echo(f"{len(found)} faults" if found else "all holds", err=True)
    sys.exit(1 if found else 0)


@click.command()
@common.out
@click.option("--key", required=True, type=GOLD, help="A private Ed25519 key, as ssh-keygen makes it.")
def sign(out: Path, key: Path) -> None:
    """Sign the manifest of a dossier, and so every file of its folder.

    Writes OUT/manifest.json.sig, which `recoupe verify OUT --key` and OpenSSH's ssh-keygen can check
    (docs/evidence.md). A later build takes the signature away. Needs the extra: pip install 'recoupe[sign]'.

    \b
    ssh-keygen -t ed25519 -f desk
    recoupe sign out --key desk
    recoupe verify out --key desk.pub
    """
    from recoupe.custody import signing

    with faults():
        name = signing.sign(out, key, lambda: str(click.prompt("Passphrase", hide_input=True, err=True)))
    click.echo(f"signed with {name}; see {out / 'manifest.json.sig'}", err=True)


@click.command()
@common.out
@common.to_file
@click.option("--lang", type=Among(_ui), help="Of the interface; else that of most pages.")
def pdf(out: Path, to: Path, lang: str | None) -> None:
    """Write the dossier as a PDF for print and for screen readers (PDF/UA, tagged).

    A4, nothing folded, passages as numbered end-notes with page, offsets, hash and address. The reasons and
    the pages' texts stay in index.html. About half a second a printed page. Needs the extra: pip install
    'recoupe[pdf]' and the library Pango.

    \b
    recoupe pdf out -o dossier.pdf
    """
    from recoupe.outputs import pdf as printer

    with faults():
        pages = printer.write(dossier(out), to, lang)
    click.echo(f"{pages} pages; see {to}", err=True)


COMMANDS = (bring, codebook, decide, diff, export, pdf, sign, store, verify)
