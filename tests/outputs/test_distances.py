"""How far parties stand apart: intervals of steps, never one number that nobody gave."""

from typing import Any

import pytest

from recoupe.outputs import distances, panels

SCALE = ["refused", "partial", "full"]


def standing(stance: str, option: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": f"d-{stance}-{option}", "holder": "a-1", "party": "AA", "issue": "CF.1", "option": option,
        "stance": stance, "from": "1978-09-05", "positions": ["p"], "status": "one_origin", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stance", "option", "graded", "plain"),
    [
        ("accepts", "partial", (1, 1), (1, 1)),
        ("demands", None, (1, 2), None),
        ("rejects", None, (0, 0), None),
        ("rejects", "full", (0, 1), (0, 1)),
        ("rejects", "refused", (1, 2), (1, 2)),
        ("rejects", "partial", None, None),
        ("open", "partial", (0, 1), None),
        ("open", None, None, None),
        ("threatens", None, None, None),
        ("no_comment", "full", None, None),
    ],
)
def test_a_standing_leaves_its_party_an_interval(
    stance: str, option: str | None, graded: tuple[int, int] | None, plain: tuple[int, int] | None
) -> None:
    told = standing(stance, option)
    assert distances.place(told, SCALE, graded=True) == graded
    assert distances.place(told, SCALE, graded=False) == plain


def dossier(*standings: dict[str, Any], **more: Any) -> dict[str, Any]:
    state = {"kind": "state", "mentions": [], "names": []}
    return {
        "actors": [
            {"id": "a-1", "name": "Aland", "country": "AA", **state},
            {"id": "b-1", "name": "Beland", "country": "BB", **state},
        ],
        "issues": [{"code": "CF.1", "parent": "CF", "labels": [], "options": SCALE, "graded": True}],
        "standings": list(standings),
        **more,
    }


def other(stance: str, option: str | None = None, **more: Any) -> dict[str, Any]:
    return {**standing(stance, option, **more), "holder": "b-1", "party": "BB", "id": f"e-{stance}-{option}"}


def test_a_distance_is_an_interval_of_steps() -> None:
    (scale,) = distances.scales(dossier(standing("rejects"), other("demands")))
    assert scale.parties == (("AA", "Aland"), ("BB", "Beland"))
    (day,) = scale.days
    assert [(g.low, g.high) for g in day.gaps] == [(1, 2)]


def test_who_has_no_standing_yet_is_at_no_known_distance() -> None:
    late = other("demands", "full", **{"from": "1978-09-09"})
    (scale,) = distances.scales(dossier(standing("rejects"), late))
    assert [(d.day, d.gaps[0].low, d.gaps[0].high) for d in scale.days] == [
        ("1978-09-05", None, None),
        ("1978-09-09", 2, 2),
    ]


def test_standings_narrow_each_other_and_widen_where_they_exclude_each_other() -> None:
    (scale,) = distances.scales(dossier(standing("demands"), standing("accepts", "full")))
    assert scale.days[0].places[0] == distances.Place(2, 2, ("d-accepts-full", "d-demands-None"))
    (scale,) = distances.scales(dossier(standing("rejects"), standing("accepts", "full")))
    place = scale.days[0].places[0]
    assert place is not None
    assert (place.low, place.high) == (0, 2)


def test_only_a_movement_leaves_a_standing_behind() -> None:
    before, after = standing("rejects"), standing("accepts", "full", **{"from": "1978-09-09"})
    shift = {"id": "h", "before": before["id"], "after": after["id"], "kind": "moved"}
    (scale,) = distances.scales(dossier(before, after, shifts=[shift]))
    assert [(p.low, p.high) for d in scale.days for p in d.places if p] == [(0, 0), (2, 2)]
    (scale,) = distances.scales(dossier(before, after, shifts=[{**shift, "kind": "translation"}]))
    assert [(p.low, p.high) for d in scale.days for p in d.places if p] == [(0, 0), (0, 2)]


def test_what_only_others_say_places_nobody() -> None:
    assert distances.scales(dossier(standing("rejects", status="others_only"))) == ()


def test_a_panel_fills_a_lane_where_a_party_may_stand() -> None:
    (panel,) = panels.panels(distances.scales(dossier(standing("rejects"), other("demands"))))
    assert [o for _, o in panel.rows] == ["full", "partial", "refused"]
    assert sorted((s.colour, s.sure) for s in panel.strips) == [(0, True), (1, False), (1, False)]


def test_parties_that_are_never_placed_together_are_not_drawn() -> None:
    assert panels.panels(distances.scales(dossier(standing("rejects")))) == ()


def test_a_panel_has_no_more_lanes_than_it_can_show() -> None:
    many = [standing("rejects", party=f"P{n}", id=f"d-{n}") for n in range(8)]
    (panel,) = panels.panels(distances.scales(dossier(*many)))
    assert len(panel.scale.parties) == panels.PARTIES
    assert all(len(d.places) == panels.PARTIES for d in panel.scale.days)
