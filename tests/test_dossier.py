"""What `recoupe check` finds."""

import copy

import pytest

from recoupe.dossier import check

CLEAN = {
    "schema": "recoupe/1",
    "run": {},
    "documents": [{"id": "p1", "text": "Il a dit oui.", "title": None, "blocks": [{"span": [0, 13]}]}],
    "actors": [{"id": "a1", "mentions": [{"doc": "p1", "span": [0, 2]}], "reasons": [{"spans": []}]}],
    "times": [],
    "statements": [
        {
            "id": "s1", "doc": "p1", "content": [[9, 12]], "cue": [3, 8],
            "speaker": {"span": [0, 2], "actor": "a1"},
            "chain": ["a1"], "parent": None, "outer": None, "reasons": [{"spans": []}],
        }
    ],
    "utterances": [], "events": [], "claims": [], "contradictions": [], "positions": [], "standings": [],
    "shifts": [],
    "lineage": {"edges": [], "families": [{"id": "f1", "docs": ["p1"]}]},
    "stories": [], "notes": [],
}  # fmt: skip


def test_a_clean_dossier_has_no_fault() -> None:
    assert check(CLEAN) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("schema",), "recoupe/0", "reads no other"),
        (("statements", 0, "content"), [[9, 99]], "does not lie in page"),
        (("statements", 0, "cue"), [8, 3], "does not lie in page"),
        (("statements", 0, "doc"), "p9", "not here"),
        (("statements", 0, "speaker", "actor"), "a9", "no actor a9"),
        (("statements", 0, "chain"), ["a9"], "not among the actors"),
        (("statements", 0, "parent"), "s9", "not among the statements"),
        (("statements", 0, "outer"), "s1", "its own ancestor"),
        (("statements", 0, "reasons"), [], "without a reason"),
        (("actors", 0, "mentions", 0, "span"), [0, 99], "does not lie in page"),
        (("lineage", "families", 0, "docs"), ["p9"], "no page p9"),
    ],
)
def test_each_kind_of_fault_is_found(path: tuple, value: object, fault: str) -> None:
    broken = copy.deepcopy(CLEAN)
    at = broken
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert any(fault in f for f in check(broken)), check(broken)


def test_an_id_that_stands_twice_is_found() -> None:
    broken = copy.deepcopy(CLEAN)
    broken["actors"] *= 2
    assert any("stands twice" in f for f in check(broken))


@pytest.mark.parametrize("junk", [None, 5, "x", [None], [[1]], {"doc": 3}, {}, -1])
@pytest.mark.parametrize(
    "path",
    [
        ("documents",), ("documents", 0), ("documents", 0, "text"), ("actors", 0), ("actors", 0, "reasons"),
        ("statements", 0, "content"), ("statements", 0, "chain"), ("statements", 0, "parent"),
        ("events",), ("lineage",), ("lineage", "edges"), ("lineage", "families", 0, "docs"),
    ],
)  # fmt: skip
def test_what_has_another_form_is_a_fault_and_no_crash(path: tuple, junk: object) -> None:
    broken = copy.deepcopy(CLEAN)
    at = broken
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = junk
    assert all(isinstance(f, str) for f in check(broken))


def test_faults_before_what_has_another_form_are_told() -> None:
    broken = copy.deepcopy(CLEAN)
    broken["actors"] *= 2
    broken["statements"] = 5
    broken["lineage"] = None
    told = check({**broken, "statements": [], "lineage": None})
    assert "stands twice" in told[0]
    assert "not written as a dossier is" in told[-1]
