"""Options of the suite."""

import os
import tempfile

import pytest
from hypothesis import settings

# What builds keep of pages is kept for one run of the suite: nothing is left behind, nothing is found.
_CACHE = tempfile.TemporaryDirectory(prefix="recoupe-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

settings.register_profile("recoupe", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("recoupe")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be rewritten when a change is meant."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden dossiers")
