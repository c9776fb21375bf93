"""A build beside the server: it ends well or not, and the server goes on."""

from pathlib import Path

from recoupe.errors import OptionError
from recoupe.serve.building import Builder

PAGE = "Le port rouvre\n\nLe ministre de la Pêche, Yann Le Goff, a déclaré que le port rouvrirait mardi.\n"


def test_a_build_that_fails_says_why_and_changes_nothing(tmp_path: Path) -> None:
    landed: list[int] = []
    builder = Builder(lambda: landed.append(1))
    assert builder.start((str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")))
    builder.wait()
    assert builder.status.state == "failed"
    assert "nowhere" in builder.status.told
    assert not landed


def test_one_build_at_a_time_and_it_can_be_ended(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PAGE, "utf-8")
    landed: list[int] = []
    builder = Builder(lambda: landed.append(1))
    given = (str(tmp_path), "-o", str(tmp_path / "out"), "--formats", "json")
    assert builder.start(given)
    assert not builder.start(given)
    builder.stop()
    assert builder.status.state == "failed"
    assert builder.start(given)
    builder.wait()
    assert (builder.status.state, builder.status.done, landed) == ("done", 1, [1])


def test_a_dossier_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(PAGE, "utf-8")

    def landed() -> None:
        raise OptionError("the database is full")

    builder = Builder(landed)
    builder.start((str(tmp_path), "-o", str(tmp_path / "out"), "--formats", "json"))
    builder.wait()
    assert (builder.status.state, builder.status.told) == ("failed", "the database is full")
