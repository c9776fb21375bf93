"""Positions as data: cells, histories, and what changed between two days."""

from tests.outputs.sample import dossier

from recoupe.outputs import wants


def test_a_cell_has_the_last_standing_and_how_it_came_about() -> None:
    cells = wants.matrix(dossier())
    assert {key for key, c in cells.items() if c.trend == "moved"} == {("a-keller", "EC.4")}
    cell = cells["a-keller", "EC.4"]
    assert cell.standing["id"] == "g-3"
    assert set(cell.positions) == {"p-3", "p-4"}
    assert cells["a-brandt", "TE.4"].force == "red_line"


def test_a_history_is_in_time_order() -> None:
    told = wants.history(dossier(), "TE.4")
    assert [p["id"] for p in told][:1] == ["p-1"]
    assert {p["issue"] for p in told} == {"TE.4"}


def test_an_actor_has_his_positions_by_issue() -> None:
    told = wants.of_actor(dossier(), "a-keller")
    assert {issue: [p["id"] for p in held] for issue, held in told.items()} == {
        "EC.4": ["p-4", "p-3"],
        "TE.4": ["p-6"],
    }


def test_what_began_and_moved_between_two_days() -> None:
    told = wants.changes(dossier(), "2031-05-03", "2031-05-05")
    assert [(c.kind, c.day, c.standing["id"]) for c in told] == [
        ("began", "2031-05-04", "g-2"),
        ("began", "2031-05-04", "g-4"),
        ("moved", "2031-05-05", "g-3"),
    ]
    assert told[-1].before is not None
    assert told[-1].before["id"] == "g-2"
    assert wants.changes(dossier(), "2031-05-05", "2031-06-01") == ()


def test_a_denial_ends_what_it_takes_back() -> None:
    value = dossier()
    value["standings"][2]["stance"] = "denies_having_said"
    value["shifts"][0]["kind"] = "retracted"
    kinds = {(c.kind, c.standing["id"]) for c in wants.changes(value, "2031-05-04", "2031-05-09")}
    assert kinds == {("ended", "g-2"), ("began", "g-3")}
