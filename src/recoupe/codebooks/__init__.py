"""Codebooks as data: the issues of a negotiation, their options in order, their names and their triggers.

A codebook is a folder under `data/`: `issues.csv` (code, parent, codes of other schemes, labels per
language, option scale) and one `<lang>.tsv` of triggers per language. `load` gives it, `check` lists its
faults with file and line; `cases` fits it to one negotiation. `clues/<lang>.tsv` may hold weaker words
(pattern, issue, weight) that only hint at an issue, `clues/priors.tsv` how readily each issue is meant,
`models.npz` weights fitted on coded passages.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from recoupe.codebooks import cases
from recoupe.codebooks.book import Case, Clue, Codebook, Issue, Trigger
from recoupe.errors import DataError
from recoupe.methods import linear
from recoupe.methods.linear import Linear

__all__ = [
    "HERE",
    "LABELS",
    "Case",
    "Clue",
    "Codebook",
    "Issue",
    "Trigger",
    "check",
    "known",
    "load",
    "place",
    "read",
]

HERE = Path(__file__).parent
LABELS = ("fr", "en", "de", "es", "ru", "uk")
_ARROW = "->"
_CLUES = "clues"  # the folder of weaker words, one file a language
_PRIORS = "priors"
_MODELS = "models.npz"
_MODELLED = {"holder", "issue", "stance", "voice"}
_ASIDE = "<->"  # between options of which none refuses the thing: "before 2014 <-> current line"


def known() -> tuple[str, ...]:
    """The names of the shipped codebooks, sorted."""
    return tuple(sorted(p.name for p in (HERE / "data").iterdir() if (p / "issues.csv").is_file()))


def place(name: str) -> Path:
    """The folder of a codebook: the user's own, else a shipped one."""
    own = Path(name)
    return own if (own / "issues.csv").is_file() else HERE / "data" / name


@cache
def load(name: str, case: str | None = None) -> Codebook:
    """The codebook of a name, or of a folder, fitted to a case; DataError where one is missing or broken."""
    book = read(place(name))
    return cases.fit(book, cases.read(Path(case), book)) if case else book


def read(folder: Path) -> Codebook:
    """A codebook read from any folder; raises DataError with the first fault found."""
    faults, book = _read(folder)
    if faults or book is None:
        raise DataError(faults[0])
    return book


def check(folder: Path) -> list[str]:
    """All faults of a codebook folder, each as `file:line: what is wrong`."""
    return _read(folder)[0]


def _read(folder: Path) -> tuple[list[str], Codebook | None]:
    path = folder / "issues.csv"
    if not path.is_file():
        return [
            f"{path}: there is no such file; a codebook needs one (known codebooks: {', '.join(known())})"
        ], None
    faults: list[str] = []
    rows = _issues(path, faults)
    groups = tuple(i for i in rows if not i.parent)
    issues = tuple(i for i in rows if i.parent)
    codes = {i.code: i for i in issues}
    triggers = {p.stem: _triggers(p, codes, faults) for p in sorted(folder.glob("*.tsv"))}
    clues = {p.stem: _clues(p, codes, faults) for p in sorted((folder / _CLUES).glob("*.tsv"))}
    priors = {c.issue: c.weight for c in clues.pop(_PRIORS, ())}
    return faults, Codebook(
        folder.name, groups, issues, triggers,
        clues=clues, priors=priors, weights=_weights(), models=_models(folder / _MODELS, set(codes), faults),
    )  # fmt: skip


def _models(file: Path, codes: set[str], faults: list[str]) -> dict[str, Linear]:
    """The models of a codebook of these issues; none where it has none."""
    if not file.is_file():
        return {}
    try:
        models = linear.load(file)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        faults.append(f"{file}: no file of models ({error}); take it away, or fit it again")
        return {}
    if set(models) != _MODELLED or not set(models["issue"].classes) <= codes:
        faults.append(f"{file}: not the models of this codebook; take it away, or fit it again")
        return {}
    return models


def _issues(path: Path, faults: list[str]) -> list[Issue]:
    rows: list[Issue] = []
    seen: set[str] = set()
    reader = csv.DictReader(io.StringIO(_text(path, faults), newline=""), restval="")
    missing = [c for c in ("code", "parent", "option_scale", *LABELS) if c not in (reader.fieldnames or ())]
    if missing:
        faults.append(f"{path}:1: no column {', '.join(missing)}")
        return rows
    for row in reader:
        where = f"{path}:{reader.line_num}"
        issue = _issue(row)
        if not issue.code or issue.code in seen:
            faults.append(f'{where}: the code "{issue.code}" is empty or stands twice')
        if issue.parent and issue.parent not in seen:
            faults.append(f'{where}: the parent "{issue.parent}" does not stand above it')
        if not issue.labels.get("en"):
            faults.append(f"{where}: {issue.code} has no English label")
        seen.add(issue.code)
        rows.append(issue)
    return rows


def _text(path: Path, faults: list[str]) -> str:
    """The text of a file; a fault, and nothing, where it is not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8")
        return ""


def _issue(row: Mapping[str, str]) -> Issue:
    scale = row["option_scale"]
    arrow = _ASIDE if _ASIDE in scale else _ARROW
    options = tuple(o.strip() for o in scale.split(arrow)) if arrow in scale else ()
    return Issue(
        code=row["code"].strip(),
        parent=row["parent"].strip(),
        labels={lang: row[lang].strip() for lang in LABELS if row[lang].strip()},
        options=options,
        graded=bool(options) and arrow == _ARROW,
        pa_x=row.get("pa_x", ""),
        ucdp=row.get("ucdp_pa", ""),
        plover=row.get("plover", ""),
    )


def _triggers(path: Path, codes: Mapping[str, Issue], faults: list[str]) -> tuple[Trigger, ...]:
    found: list[Trigger] = []
    for number, line in enumerate(_text(path, faults).split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")] + [""]
        trigger = Trigger(cells[0], cells[1], cells[2] if len(cells) > 2 else "")
        issue = codes.get(trigger.issue)
        unknown = f'"{trigger.issue}" is no issue of this codebook'
        if fault := trigger.fault(issue.options) if issue else unknown:
            faults.append(f"{path}:{number}: {fault}")
            continue
        found.append(trigger)
    return tuple(found)


@cache
def _weights() -> dict[str, float]:
    rows = (HERE / "data" / "evidence.tsv").read_text("utf-8").splitlines()
    return {name: float(weight) for name, weight in (r.split("\t") for r in rows if not r.startswith("#"))}


def _clues(path: Path, codes: Mapping[str, Issue], faults: list[str]) -> tuple[Clue, ...]:
    found: list[Clue] = []
    for number, line in enumerate(_text(path, faults).split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        pattern, issue, weight = [c.strip() for c in [*line.split("\t"), "", ""][:3]]
        try:
            clue = Clue(pattern, issue, float(weight))
        except ValueError:
            faults.append(f'{path}:{number}: weight "{weight}" is not a number')
            continue
        if (
            fault := Trigger(pattern, issue).fault(())
            if issue in codes
            else f'"{issue}" is no issue of this codebook'
        ):
            faults.append(f"{path}:{number}: {fault}")
            continue
        found.append(clue)
    return tuple(found)
