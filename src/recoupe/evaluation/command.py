"""What `recoupe eval statements` does: judge one run or two, print the figures, write the page of changes."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.errors import InputError
from recoupe.evaluation import found, gains, gold, page, report, statements
from recoupe.evaluation.found import FoundPage
from recoupe.evaluation.gains import Change, Seen
from recoupe.evaluation.report import Run
from recoupe.outputs.hostile import plain

Value = dict[str, Any]
SHORT = 90  # characters of a content in a line of errors
SIGNS = {"gain": "+", "loss": "-", "neither": "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user asked to see."""

    html: Path | None = None
    as_json: bool = False
    errors: int = 0
    names: tuple[str, str] = ("before", "after")  # of the run measured against and of the run measured


def evaluate(
    gold_paths: Sequence[Path], dossier: Value, against: Value | None, aliases: Path | None, asked: Asked
) -> None:
    """Print how the dossier stands against the gold, and beside another dossier if one is given."""
    answers, spellings = gold.read(gold_paths), gold.aliases(gold_paths, aliases)
    pages = found.read(dossier)
    after = _run(answers, pages, spellings, asked.names[1])
    before = _run(answers, found.read(against), spellings, asked.names[0]) if against else None
    shown = (
        gains.changes(before.verdict.pages, after.verdict.pages)
        if before
        else gains.errors(after.verdict.pages)
    )
    if asked.html:
        asked.html.write_text(_page(before, after, shown, asked.names), "utf-8")
    if asked.as_json:
        print(json.dumps(_as_json(before, after, shown[: asked.errors]), ensure_ascii=False))
        return
    for line in _lines(before, after, shown, asked.errors):
        print(line)


def _run(
    answers: Sequence[gold.GoldPage],
    pages: Mapping[str, FoundPage],
    spellings: Mapping[str, tuple[str, ...]],
    name: str,
) -> Run:
    verdict = statements.judge(answers, pages, spellings)
    if len(verdict.absent) == len(answers):
        raise InputError(f"{name}: none of the {len(answers)} gold pages is in this dossier")
    if verdict.absent:
        told = ", ".join(verdict.absent)
        print(f"{name}: pages of the gold that are not here count as missed: {told}", file=sys.stderr)
    if verdict.altered:
        told = ", ".join(verdict.altered)
        print(f"{name}: not the text that the gold was made on: {told}", file=sys.stderr)
    return report.run(verdict)


def _lines(before: Run | None, after: Run, shown: Sequence[Change], limit: int) -> Iterator[str]:
    for n, table in enumerate(report.changed(before, after) if before else report.tables(after)):
        if n:
            yield ""
        yield from report.lines(table)
    if before:
        yield ""
        for side, sign in SIGNS.items():
            kinds = Counter(c.kind for c in shown if c.side == side).most_common()
            told = ", ".join(f"{kind} {n}" for kind, n in kinds)
            yield f"{sign} {sum(n for _, n in kinds)} {told}".rstrip()
    if limit:
        yield ""
    for change in shown[:limit]:
        yield _line(change, after)


def _line(change: Change, after: Run) -> str:
    """One change or error in a line: what, where, who by the gold, who by the runs, which words."""
    effects = ", ".join(f"{SIGNS[e.side]} {e.what}" for e in change.effects)
    who = change.gold.entity or "unknown" if change.gold else "nobody"
    said = " > ".join(_who(s) for s in (change.before, change.after) if s)
    words = _words(change, after)
    return plain(f"{effects} | {change.doc} | {who} | {said or 'nothing'} | {words[:SHORT]}")


def _who(seen: Seen) -> str:
    return seen.found.names[-1] if seen.found.names else "unknown"


def _words(change: Change, after: Run) -> str:
    text = next(p.page.text for p in after.verdict.pages if p.gold.doc == change.doc)
    one = change.gold or next(s.found for s in (change.after, change.before) if s)
    return " […] ".join(text[start:end] for start, end in one.content)


def _as_json(before: Run | None, after: Run, shown: Sequence[Change]) -> Value:
    value = report.as_json(after)
    if before:
        value |= {"against": report.as_json(before), "changes": report.changes_as_json(before, after)}
    if shown:
        value["shown"] = [
            {
                "doc": c.doc,
                "effects": [{"what": e.what, "side": e.side} for e in c.effects],
                "gold": c.gold.id if c.gold else None,
                "before": c.before.found.id if c.before else None,
                "after": c.after.found.id if c.after else None,
                "text": _words(c, after),
            }
            for c in shown
        ]
    return value


def _page(before: Run | None, after: Run, shown: Sequence[Change], names: tuple[str, str]) -> str:
    pages = {p.gold.doc: p.page for p in after.verdict.pages}
    if before is None:
        tables = [[report.overview(after)], list(report.tables(after))[1:]]
        return page.render(f"Errors: {names[1]}", tables, shown, pages, ("found",))
    change, *slices = report.changed(before, after)
    scores = [report.overview(before, f"before: {names[0]}"), report.overview(after, f"after: {names[1]}")]
    title = f"Gains and losses: {names[1]} against {names[0]}"
    return page.render(title, [[*scores, change], slices], shown, pages, ("before", "after"))
