"""The house rules that a machine can see: sizes, docstrings, public faces, language folders."""

import ast
import re
from pathlib import Path

import pytest

from recoupe import languages
from recoupe.cli import main

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "src" / "recoupe").rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in CODE}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    long = [
        f"{node.name}: {length}"
        for node in ast.walk(TREES[path])
        if isinstance(node, Function) and (length := (node.end_lineno or 0) - node.lineno + 1) > 50
    ]
    assert not long


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_module_and_public_name_has_a_docstring(path: Path) -> None:
    tree = TREES[path]
    bare = [] if ast.get_docstring(tree) or not tree.body else ["the module"]
    for node in tree.body:
        if (
            isinstance(node, Function | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            bare.append(node.name)
    assert not bare


def test_language_folders_have_no_fault() -> None:
    faults = [f for code in languages.known() for f in languages.check(languages.HERE / "data" / code)]
    assert not faults


@pytest.mark.parametrize("code", languages.known())
def test_a_language_folder_holds_no_code_and_brings_cases(code: str) -> None:
    folder = languages.HERE / "data" / code
    assert not list(folder.rglob("*.py"))
    assert list(folder.glob("cases/*.tsv")), (
        f"{folder} has no cases: a language without cases does not load in the tests"
    )


def test_every_command_shows_an_example() -> None:
    for command in main.commands.values():
        assert f"recoupe {command.name}" in (command.help or ""), command.name


def test_the_changelog_knows_the_version() -> None:
    from recoupe import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(__version__)}", changelog, re.MULTILINE)
