"""Options of the suite."""

import pytest
from hypothesis import settings

settings.register_profile("recoupe", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("recoupe")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be rewritten when a change is meant."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden dossiers")
