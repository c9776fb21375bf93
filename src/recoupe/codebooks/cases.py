"""A case: one negotiation told as data, so that it needs no code.

A TOML file beside the pages says who the parties are (with the people, bodies and places that speak for
them), which options an issue has here, and by which words they are named. `read` gives it, `fit` makes of a
codebook the one of this case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from recoupe.codebooks.book import Case, Codebook, Trigger
from recoupe.errors import DataError
from recoupe.options import LANGUAGES
from recoupe.text.fold import fold

_CASE = {"name", "party", "issue"}
_PARTY = {"name": str, "country": str, "members": list}
_ISSUE = {"code": str, "scale": list, "words": dict}


def read(path: Path, book: Codebook) -> Case:
    """The case of a file; DataError with what is wrong and where, for the codebook that it is told in."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path.name}: not a case ({error}); see docs/add-a-codebook.md") from error
    if unknown := sorted(told.keys() - _CASE):
        raise DataError(f"{path.name}: {unknown[0]}: wanted are {', '.join(sorted(_CASE))}")
    parties, countries = _parties(told, path)
    scales, triggers = _issues(told, book, path)
    name = told.get("name")
    return Case(
        name=name if isinstance(name, str) and name else path.stem,
        parties=parties,
        countries=countries,
        scales=scales,
        triggers={lang: tuple(found) for lang, found in triggers.items()},
    )


def _parties(told: Mapping[str, Any], path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The party of each folded name, and of each country."""
    parties: dict[str, str] = {}
    countries: dict[str, str] = {}
    for n, party in enumerate(_tables(told, "party", _PARTY, path), 1):
        name = party.get("name", "")
        if not name:
            raise DataError(f"{path.name}: party {n} has no name")
        for member in (name, *party.get("members", ())):
            if parties.setdefault(fold(str(member)), name) != name:
                raise DataError(f'{path.name}: "{member}" belongs to two parties')
        country = party.get("country", "").upper()
        if country and countries.setdefault(country, name) != name:
            raise DataError(f'{path.name}: "{country}" is the country of two parties')
    return parties, countries


def _issues(
    told: Mapping[str, Any], book: Codebook, path: Path
) -> tuple[dict[str, tuple[str, ...]], dict[str, list[Trigger]]]:
    """The options of each issue, and the triggers of each language."""
    scales: dict[str, tuple[str, ...]] = {}
    triggers: dict[str, list[Trigger]] = {}
    for issue in _tables(told, "issue", _ISSUE, path):
        code = issue.get("code", "")
        if code in scales:
            raise DataError(f'{path.name}: the issue "{code}" stands twice')
        if code not in book.by_code or not book.by_code[code].parent:
            raise DataError(f'{path.name}: "{code}" is no issue of the codebook {book.name}')
        scales[code] = tuple(str(o) for o in issue.get("scale", ())) or book.by_code[code].options
        for lang, words in issue.get("words", {}).items():
            if lang not in LANGUAGES:
                raise DataError(f"{path.name}: words of {code}: {lang}: wanted are {', '.join(LANGUAGES)}")
            triggers.setdefault(lang, []).extend(_triggers(words, code, scales[code], path))
    return scales, triggers


def fit(book: Codebook, case: Case) -> Codebook:
    """The codebook with the case's options and words, and its parties."""
    issues = tuple(
        replace(i, options=case.scales[i.code]) if i.code in case.scales else i for i in book.issues
    )
    langs = book.triggers.keys() | case.triggers.keys()
    triggers = {
        lang: (
            *(_kept(t, case) for t in book.triggers.get(lang, ())),
            *case.triggers.get(lang, ()),
        )
        for lang in sorted(langs)
    }
    return replace(book, issues=issues, triggers=triggers, case=case)


def _kept(trigger: Trigger, case: Case) -> Trigger:
    """A trigger without an option that the case's scale does not have."""
    scale = case.scales.get(trigger.issue)
    return replace(trigger, option="") if scale is not None and trigger.option not in scale else trigger


def _tables(
    told: Mapping[str, Any], name: str, fields: Mapping[str, type], path: Path
) -> list[dict[str, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(t, dict) for t in found):
        raise DataError(f"{path.name}: write each {name} as [[{name}]]")
    for table in found:
        for key, value in table.items():
            if key not in fields or not isinstance(value, fields[key]):
                raise DataError(f"{path.name}: [[{name}]] {key}: wanted are {', '.join(fields)}")
    return found


def _triggers(words: Any, code: str, scale: tuple[str, ...], path: Path) -> list[Trigger]:
    if not isinstance(words, dict):
        raise DataError(f'{path.name}: words of {code}: wanted is "pattern" = "option", or ""')
    found = []
    for pattern, option in words.items():
        if not isinstance(option, str):
            raise DataError(f'{path.name}: words of {code}: wanted is "pattern" = "option", or ""')
        found.append(Trigger(pattern, code, option))
        if fault := found[-1].fault(scale):
            raise DataError(f"{path.name}: {fault}")
    return found
