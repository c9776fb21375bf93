"""What changed between two runs: every change once, as a gain, a loss or neither."""

from pathlib import Path

from tests.evaluation.story import judge, perfect, statement

from recoupe.evaluation import gains
from recoupe.evaluation.gains import Change


def changes(tmp_path: Path, before: list, after: list) -> list[Change]:
    return list(gains.changes(judge(tmp_path, before).pages, judge(tmp_path, after).pages))


def told(found: list[Change]) -> list[tuple[str, str, list[str]]]:
    return [(c.doc, c.side, [e.what for e in c.effects]) for c in found]


def test_two_equal_runs_differ_in_nothing(tmp_path: Path) -> None:
    assert not changes(tmp_path, perfect(), perfect())


def test_found_and_lost(tmp_path: Path) -> None:
    found = changes(tmp_path, perfect()[1:], perfect()[:4])
    assert told(found) == [("port.txt", "gain", ["found"]), ("market.txt", "loss", ["lost"])]
    assert found[0].before is None
    assert found[1].after is None


def test_a_speaker_turns_right_and_back(tmp_path: Path) -> None:
    wrong = perfect()
    wrong[0]["speaker"]["actor"] = "marsac"
    wrong[0]["chain"] = ["marsac"]
    assert told(changes(tmp_path, wrong, perfect())) == [
        ("port.txt", "gain", ["speaker right", "chain right"])
    ]
    assert told(changes(tmp_path, perfect(), wrong)) == [
        ("port.txt", "loss", ["speaker wrong", "chain wrong"])
    ]


def test_another_wrong_speaker_is_neither(tmp_path: Path) -> None:
    one, two = perfect(), perfect()
    one[0]["speaker"]["actor"], two[0]["speaker"]["actor"] = "marsac", "ponant"
    assert told(changes(tmp_path, one, two)) == [("port.txt", "neither", ["speaker changed, still wrong"])]


def test_limits_move_nearer_and_farther(tmp_path: Path) -> None:
    wide = perfect()
    wide[0] = statement(
        "port.txt",
        "a annoncé que le port rouvrirait mardi",
        "kervran",
        mention="La maire de Brisemer, Odile Kervran",
    )
    assert told(changes(tmp_path, wide, perfect())) == [("port.txt", "gain", ["limits nearer"])]
    assert told(changes(tmp_path, perfect(), wide)) == [("port.txt", "loss", ["limits farther"])]


def test_marks_and_que_are_no_change_of_limits(tmp_path: Path) -> None:
    marked = perfect()
    marked[0]["content"][0][0] -= len("que ")
    assert not changes(tmp_path, perfect(), marked)


def test_extras_come_and_go(tmp_path: Path) -> None:
    extra = [*perfect(), statement("market.txt", "Le préfet aurait promis une réponse", "prefet")]
    assert told(changes(tmp_path, perfect(), extra)) == [("market.txt", "loss", ["extra new"])]
    assert told(changes(tmp_path, extra, perfect())) == [("market.txt", "gain", ["extra gone"])]


def test_a_statement_that_came_near_is_told_with_the_attribution(tmp_path: Path) -> None:
    near = perfect()
    near[0] = statement("port.txt", "port", "kervran", mention="La maire de Brisemer, Odile Kervran")
    (change,) = changes(tmp_path, near, perfect())
    assert told([change]) == [("port.txt", "gain", ["found", "limits moved"])]
    assert change.before is not None
    assert change.before.right is None


def test_errors_of_one_run_in_the_order_of_the_page(tmp_path: Path) -> None:
    said = perfect()[1:]
    said[0]["type"] = "mixed"
    said.append(statement("port.txt", "Selon", None))
    found = gains.errors(judge(tmp_path, said).pages)
    assert told(list(found)) == [
        ("port.txt", "loss", ["missed"]),
        ("port.txt", "loss", ["type wrong"]),
        ("port.txt", "loss", ["extra"]),
    ]
