"""Hand-made answers: one page a line, each with its attributions, as gold/ANNOTATION.md describes them.

Read strictly: a line that cannot be understood is an error that names file and line, because a silently
dropped answer would raise every figure.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.errors import DataError, InputError

Extent = tuple[int, int]
PAGE = "ARTICLE"  # the page itself as a holder: it stands in no chain of a dossier
ALIASES = "aliases.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One answer: who says what, with its slots; `noise` names the damage of the page there."""

    id: str
    type: str
    content: tuple[Extent, ...]
    cue: Extent | None
    speaker: Extent | None
    entity: str | None
    chain: tuple[str | None, ...]
    channel: Extent | None
    addressee: Extent | None
    stance: str | None
    noise: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """The answers of one page, named as its file; `length` is that of the text they were made on."""

    doc: str
    kind: str
    length: int | None
    attributions: tuple[Attribution, ...]


def read(paths: Sequence[Path]) -> tuple[GoldPage, ...]:
    """The pages of all gold files, in their order; raises DataError where one is broken or stands twice."""
    pages: dict[str, GoldPage] = {}
    for path in paths:
        for number, line in enumerate(_text(path).splitlines(), start=1):
            if not line.strip():
                continue
            page = _page(line, f"{path}:{number}")
            if page.doc in pages:
                raise DataError(f"{path}:{number}: page {page.doc} stands twice in the gold; give it once")
            pages[page.doc] = page
    if not pages:
        raise InputError(f"{', '.join(map(str, paths))}: no gold page here")
    return tuple(pages.values())


def aliases(paths: Sequence[Path], given: Path | None) -> dict[str, tuple[str, ...]]:
    """Other spellings of the gold's names: of the given file, else of `aliases.json` beside the gold."""
    beside = sorted({p.parent / ALIASES for p in paths})
    files = [given] if given else [file for file in beside if file.is_file()]
    known: dict[str, tuple[str, ...]] = {}
    for file in files:
        value = _json(_text(file), str(file))
        if not isinstance(value, dict):
            raise DataError(f"{file}: not a table of names to spellings")
        known |= {name: tuple(spellings) for name, spellings in value.items()}
    return known


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 text") from error


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise DataError(f"{where}: not JSON ({error})") from error


def _page(line: str, where: str) -> GoldPage:
    value = _json(line, where)
    try:
        return GoldPage(
            doc=value["doc"],
            kind=value.get("kind", "seed"),
            length=value.get("n_chars"),
            attributions=tuple(_attribution(a, value.get("noise")) for a in value["attributions"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DataError(f"{where}: no page of gold: {error!r}; see gold/ANNOTATION.md") from error


def _attribution(value: Mapping[str, Any], noise: str | None) -> Attribution:
    return Attribution(
        id=value["id"],
        type=value["type"],
        content=tuple((start, end) for start, end in value["content"]),
        cue=extent(value.get("cue")),
        speaker=extent(value.get("speaker")),
        entity=value.get("entity"),
        chain=tuple(holder for holder in value.get("chain", ()) if holder != PAGE),
        channel=extent(value.get("channel")),
        addressee=extent(value.get("addressee")),
        stance=value.get("stance"),
        noise=value.get("noise") or noise,
    )


def extent(value: Sequence[int] | None) -> Extent | None:
    """A place as written in JSON, or None."""
    return (value[0], value[1]) if value else None
