"""A dossier that is not written as one is told of in a sentence, field by field, whatever the command."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recoupe import build, codec, read, shape
from recoupe.cli import main

SAMPLE = Path(__file__).parent.parent / "samples" / "reykjavik"
JUNK = (
    None,
    1,
    -3,
    "\ud800",
    10**30,
    [-(10**30), 4],
    "zz",
    [],
    {},
    [1],
    ["q"],
    {"a": 1},
    1.5,
    True,
    [5, 2],
    [0, 10**9],
)
Path_ = tuple[str | int, ...]


@pytest.fixture(scope="module")
def value() -> dict[str, Any]:
    return codec.encode(build(read([str(SAMPLE)])))


def test_a_dossier_as_built_has_no_fault(value: dict[str, Any]) -> None:
    assert shape.fault(value) == ""


@pytest.mark.parametrize(
    ("at", "junk", "told"),
    [
        (("claims", 0, "passages"), 3, "dossier.claims[0].passages: this should be a list"),
        (
            ("claims", 0, "passages", 0, "span"),
            [1],
            "dossier.claims[0].passages[0].span: this should be a span",
        ),
        (("actors", 0), "x", "dossier.actors[0]: this should be a record"),
        (("documents", 0, "text"), None, "dossier.documents[0].text: this should be text"),
        (("statements", 0, "confidence"), True, "dossier.statements[0].confidence: this should be a number"),
        (("lineage",), [], "dossier.lineage: this should be a record"),
    ],
)
def test_a_fault_is_told_with_its_place(value: dict[str, Any], at: Path_, junk: Any, told: str) -> None:
    assert shape.fault(_with(value, at, junk)).startswith(told)


def test_what_may_be_missing_may_be_null(value: dict[str, Any]) -> None:
    assert shape.fault(_with(value, ("statements", 0, "parent"), None)) == ""


@pytest.mark.parametrize("seed", range(40))
def test_no_command_breaks_on_a_broken_field(value: dict[str, Any], tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # the same fields are broken every time
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        folder.mkdir()
    (whole / "dossier.json").write_text(codec.dumps(value), "utf-8")
    at = chance.choice([*_places(value, ())])
    wrong = _without(value, at) if seed % 4 == 0 else _with(value, at, chance.choice(JUNK))
    (broken / "dossier.json").write_text(json.dumps(wrong), "utf-8")
    answers = tmp_path / "gold.jsonl"
    answers.write_text('{"doc": "tass.txt", "attributions": []}\n', "utf-8")
    kind = chance.choice(("dna", "graphml", "plover", "stix", "ftm", "claimreview", "gmcr", "ktab"))
    for asked in (
        ("store", str(broken), str(tmp_path / "story.sqlite")),
        ("diff", str(whole), str(broken)),
        ("export", str(broken), kind, "-o", str(tmp_path / "story")),
        ("show", str(broken), "positions"),
        ("check", str(broken)),
        ("eval", "statements", str(answers), "--dossier", str(broken)),
    ):
        result = CliRunner().invoke(main, asked)
        assert result.exception is None or isinstance(result.exception, SystemExit), (asked, at)


@pytest.mark.parametrize("field", ["documents", "actors", "statements", "positions"])
def test_ids_that_lead_nowhere_are_told_of(value: dict[str, Any], tmp_path: Path, field: str) -> None:
    (tmp_path / "dossier.json").write_text(codec.dumps(_with(value, (field,), [])), "utf-8")
    for kind in ("dna", "graphml", "plover", "stix", "ftm", "claimreview"):
        result = CliRunner().invoke(main, ["export", str(tmp_path), kind, "-o", str(tmp_path / "story")])
        assert result.exit_code == 0 or "build it again" in result.stderr, (kind, result.exception)


def _with(value: dict[str, Any], at: Path_, junk: Any) -> dict[str, Any]:
    changed = copy.deepcopy(value)
    inner: Any = changed
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = junk
    return changed


def _without(value: dict[str, Any], at: Path_) -> dict[str, Any]:
    changed = copy.deepcopy(value)
    inner: Any = changed
    for step in at[:-1]:
        inner = inner[step]
    del inner[at[-1]]
    return changed


def _places(value: Any, at: Path_) -> Iterator[Path_]:
    """The places of a value, of each list those of its first record."""
    if at:
        yield at
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    )
    for step, each in inner:
        yield from _places(each, (*at, step))
