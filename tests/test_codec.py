"""What is written is what the documentation and the contract say."""

import re
from pathlib import Path
from typing import Any

from tests.test_pipeline import build

from recoupe import codec

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "reykjavik"
# Keys of maps, not fields: an option's name is its own documentation.
MAPS = {"options"}


def fields(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(fields, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    return set(value).union(*(fields(v) for k, v in value.items() if k not in MAPS))


def test_every_field_that_is_written_is_documented() -> None:
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "records.md").read_text("utf-8")))
    assert fields(build(SAMPLE)) <= told


def test_equal_values_are_equal_bytes() -> None:
    value = {"b": ["é", "\u202e", 'a"b']}
    assert codec.dumps(value) == codec.dumps(dict(value))
    assert codec.dumps(value).endswith("\n")
