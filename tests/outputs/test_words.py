"""The words of the interface: every code that the sample story uses has one in each language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recoupe.outputs.words import LANGUAGES, load

GOLDEN = Path(__file__).parent.parent / "golden" / "reykjavik.json"
SECTIONS = {"rule": "rules", "voice": "voice", "force": "force", "stage": "note_stage", "party": "party"}


def codes(value: Any) -> Iterator[tuple[str, str]]:
    """The codes of a dossier with the section that names them."""
    if isinstance(value, list):
        for part in value:
            yield from codes(part)
    elif isinstance(value, dict):
        for field, part in value.items():
            if field in SECTIONS and isinstance(part, str):
                yield from ((SECTIONS[field], code) for code in part.split("+"))
            yield from codes(part)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_of_the_sample_has_a_word(lang: str) -> None:
    dossier = json.loads(GOLDEN.read_text("utf-8"))
    dossier["standings"] = []  # their party is a name of the case
    table = load(lang).table
    assert sorted({(s, c) for s, c in codes(dossier) if c not in table[s]}) == []
