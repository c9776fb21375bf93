"""From the raw bytes that were kept to the text again, by the recipe that the dossier tells of the page.

The steps are taken as they are written, nothing is guessed anew: whoever doubts a text can follow them by
hand.
"""

import json
import re
from collections.abc import Sequence
from importlib.metadata import version

from recoupe.errors import InputError
from recoupe.ingest import decode, html

_CUT = re.compile(r"cut at (\d{1,15}) bytes")
_DECODE = re.compile(r"decode (\S+)")
_MAIN = re.compile(r"trafilatura (\S+) main text")


def text(raw: bytes, recipe: Sequence[str]) -> str:
    """The text of a page's raw bytes; InputError names a step that is unknown or cannot be taken."""
    found = ""
    for step in recipe:
        if cut := _CUT.fullmatch(step):
            raw = raw[: int(cut.group(1))]
        elif codec := _DECODE.fullmatch(step):
            found = _decoded(raw, codec.group(1))
        elif step == "json line":
            found = decode.decode(raw).text
        elif step.startswith("field "):
            found = _field(found, step.removeprefix("field "))
        elif step == "strip tags":
            found = html.strip(found.replace("\x00", ""))
        elif _MAIN.fullmatch(step):
            found = html.main_text(found.replace("\x00", "")) or ""
        elif not step.startswith(("drop byte-order mark", "keep ")):
            raise InputError(f'"{step}": no step that this program knows')
    return found


def other_version(recipe: Sequence[str]) -> str | None:
    """The version of the extractor that a recipe names, where another is installed here."""
    named = next((m.group(1) for step in recipe if (m := _MAIN.fullmatch(step))), None)
    return named if named and named != version("trafilatura") else None


def _decoded(raw: bytes, codec: str) -> str:
    try:
        return decode.in_codec(raw, codec)
    except LookupError as error:
        raise InputError(f'"decode {codec}": no such encoding here') from error


def _field(line: str, name: str) -> str:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f'"field {name}": the line is not JSON') from error
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, str):
        raise InputError(f'"field {name}": the line has no such field')
    return decode.inspect(found, "json").text
