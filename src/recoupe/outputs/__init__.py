"""Writes a dossier for people and programs: JSON, one HTML page, CSV tables, an SQLite file.

All start from the value of the contract. `index.html` speaks the main language of the pages; beside it stands
the same page in the other language of the interface. `terminal` prints parts of a dossier.
"""

from pathlib import Path
from typing import Any

from recoupe import codec, store
from recoupe.outputs import csv_tables, html


def write(dossier: dict[str, Any], out: Path, formats: tuple[str, ...], lang: str | None = None) -> None:
    """Write the dossier to a folder in each format; `lang` is the interface language of index.html."""
    out.mkdir(parents=True, exist_ok=True)
    if "json" in formats:
        # A lone surrogate, which no file can hold, becomes the escape that JSON has for it.
        (out / "dossier.json").write_bytes(codec.dumps(dossier).encode("utf-8", "backslashreplace"))
    if "html" in formats:
        first = lang or html.main_language(dossier)
        second = "en" if first == "fr" else "fr"
        _page(out / "index.html", html.render(dossier, first, other=f"index.{second}.html"))
        _page(out / f"index.{second}.html", html.render(dossier, second, other="index.html"))
    if "csv" in formats:
        csv_tables.write(dossier, out / "tables")
    if "sqlite" in formats:
        store.write(dossier, out / store.NAME)


def _page(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))
