"""The words of the interface: every code that the sample story uses has one in each language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recoupe import build, codec, read
from recoupe.outputs.words import LANGUAGES, load

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "reykjavik"
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


def test_every_code_of_the_sample_has_a_word() -> None:
    dossier = codec.encode(build(read([str(SAMPLE)])))
    dossier["standings"] = []  # their party is a name of the case
    used = set(codes(dossier))
    assert len({section for section, _ in used}) == len(SECTIONS)
    for lang in LANGUAGES:
        table = load(lang).table
        assert sorted((s, c) for s, c in used if c not in table[s]) == []
