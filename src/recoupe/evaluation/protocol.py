"""The words of the protocol of measuring, read once from `words.toml`."""

import re
import tomllib
from pathlib import Path

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
TITLES = frozenset(_WORDS["names"]["titles"])
LEAD = re.compile(
    rf"(?:{'|'.join(_WORDS['lead']['spaced'])})\s+|(?:{'|'.join(_WORDS['lead']['elided'])})\s*", re.IGNORECASE
)
