"""A small dossier that all tests of the server share; what a test changes in it, it puts back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from recoupe.cli import main

PAGES = {
    "port.txt": (
        "Le port rouvre\n\nLe ministre de la Pêche, Yann Le Goff, a déclaré que le port rouvrirait mardi.\n\n"
        "« Les bateaux sortiront », a ajouté Maëlle Kerbrat, qui préside la criée.\n"
    ),
    "mer.txt": (
        "Quarante barques attendent\n\nSelon Yann Le Goff, ministre de la Pêche, le port rouvrirait mardi. "
        "« Nous avons 40 barques », a dit Anne Prigent, patronne de la coopérative.\n"
    ),
    "quai.txt": (
        "<script>alert(1)</script> & « le quai »\n\n"
        "« Le quai </script><img src=x onerror=alert(2)> est fermé », a dit Maëlle Kerbrat \u202e lundi.\n"
    ),
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of pages and the dossier built from it."""
    folder = tmp_path_factory.mktemp("serve")
    pages, out = folder / "pages", folder / "out"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["build", str(pages), "-o", str(out), "--quiet"])
    assert result.exit_code == 0, result.output
    return pages, out
