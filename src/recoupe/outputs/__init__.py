"""Writes a dossier for people and programs: JSON, a site of HTML pages, one single page, CSV tables, SQLite.

All start from the value of the contract; the site is made from a store that holds the same. `index.html`
speaks the main language of the pages; the other language of the interface lies in a folder of its name.
`terminal` prints parts of a dossier.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe import codec, store
from recoupe.options import FORMATS
from recoupe.outputs import csv_tables, html, site, words

Value = dict[str, Any]
ONE_FILE = "dossier.html"
MANY = 1_000  # pages; the site of more is written in one language, unless others are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is written: formats; languages of the interface; whether all stands on one page, too."""

    formats: tuple[str, ...] = FORMATS
    langs: tuple[str, ...] = ()  # the first stands at the root; none: the main language, then the others
    one_file: bool = False
    jobs: int = 1


def write(dossier: Value, out: Path, wanted: Wanted, changes: Iterable[Value] | None = None) -> None:
    """Write the dossier to a folder; `changes` are what became new, gone or other since the one before."""
    out.mkdir(parents=True, exist_ok=True)
    langs = wanted.langs or _languages(dossier)
    if "json" in wanted.formats:
        # A lone surrogate, which no file can hold, becomes the escape that JSON has for it.
        draft = out / ".dossier.json"  # whole or not at all
        draft.write_bytes(codec.dumps(dossier).encode("utf-8", "backslashreplace"))
        draft.replace(out / "dossier.json")
    if {"html", "sqlite"} & set(wanted.formats):
        store.write(dossier, out / store.NAME)
    if "html" in wanted.formats:
        site.write_site(str(out / store.NAME), out, langs, jobs=wanted.jobs, changes=changes)
    if wanted.one_file:
        page = html.render(dossier, langs[0])
        (out / ONE_FILE).write_bytes(page.encode("utf-8", "replace"))
    if "csv" in wanted.formats:
        csv_tables.write(dossier, out / "tables")


def left(out: Path, wanted: Wanted) -> list[str]:
    """What stands in the folder of an earlier dossier, since this one was not written in those formats."""
    made = {"index.html": "html", store.NAME: "sqlite", "tables": "csv", "dossier.json": "json"}
    formats = {*wanted.formats, "sqlite"} if "html" in wanted.formats else set(wanted.formats)
    one = [ONE_FILE] if (out / ONE_FILE).exists() and not wanted.one_file else []
    return [name for name, of in made.items() if of not in formats and (out / name).exists()] + one


def _languages(dossier: Value) -> tuple[str, ...]:
    """The main language of the pages, then the others; of a large dossier the main one alone."""
    main = html.main_language(dossier)
    others = tuple(lang for lang in words.LANGUAGES if lang != main)
    return (main, *others) if len(dossier["documents"]) <= MANY else (main,)
