"""Fits the weights of the signs by which statements are told from chance (`statement_weights.tsv`).

    python -m training.fit_statements GOLD.jsonl=FOLDER... [--lang fr] [--write]

Each line of GOLD is a page with its attributions (`doc`, `attributions[].content` as offsets) and lies in
FOLDER under that name. Every proposal of the stage is a row; it is right when its content overlaps a gold
content by half. A logistic regression, held near the weights there are, moves them. Printed figures are of
pages left out in turn: fitted on all others, read and paired with gold. No chance is involved.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recoupe import languages, wiring
from recoupe.languages import HERE
from recoupe.model import PROSE, Document, Mention, Page, Parse, TimeExpression
from recoupe.options import Options
from recoupe.stages import clean, mentions, statements, times
from recoupe.stages.statements import carried, cues, decide, loose
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.lexicon import compiled
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.text import quotes

STRENGTH = 15.0  # of the pull towards the weights there are; chosen by the figures of pages left out
STEPS = 12  # of Newton's method; it has settled after six
OVERLAP = 0.5
EDGES = " \t\n\u00a0\u202f«»“”\"'‘’.,;:!?…()[]-–—"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page with what the stage is given, and the places that people held to be statements."""

    page: Page
    parse: Parse
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    gold: tuple[frozenset[int], ...]


def read(gold: Path, folder: Path, code: str) -> list[Annotated]:
    """The annotated pages of one gold file, parsed."""
    tables = {c: languages.load(c) for c in languages.known()}
    tagger = wiring.tagger(Options(), code)
    out = []
    for line in gold.read_text("utf-8").splitlines():
        answer = json.loads(line)
        text = (folder / answer["doc"]).read_bytes().decode("utf-8-sig")
        page = clean.mark(
            Document(id=answer["doc"], path=answer["doc"], text=text, sha256="", text_sha256=""), tables, code
        )
        parse = tagger.read(page)
        named = mentions.find(page, parse, tables[code])
        timed = times.find(page, parse, tables[code])
        places = tuple(_characters(text, a["content"]) for a in answer["attributions"])
        out.append(Annotated(page, parse, named, timed, places))
    return out


def _characters(text: str, places: Iterable[Sequence[int]]) -> frozenset[int]:
    """The characters of a content without the marks around it."""
    kept: set[int] = set()
    for start, end in places:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip(EDGES))
        kept.update(range(first, max(first, start + len(piece.rstrip(EDGES)))))
    return frozenset(kept)


def sight(one: Annotated, code: str, weights: Mapping[str, float]) -> View:
    """The page as the stage sees it, under other weights."""
    blocks = [(b.span.start, b.span.end) for b in one.page.blocks if b.kind in PROSE]
    view = View(
        one.page,
        one.parse,
        replace(compiled(languages.load(code)), weights=weights),
        quotes.find(one.page.doc.text, blocks),
    )
    view.meet(one.mentions, one.times)
    return view


def proposed(view: View) -> tuple[list[Draft], list[Draft]]:
    """All that the stage proposes, and what it chooses of it."""
    found = cues.find(view)
    limits = Limits(view, found)
    everything = statements.proposals(view, limits, found)
    decide.weigh(view, everything)
    chosen = decide.choose(everything, statements.FLOOR)
    for more in (loose.find, carried.find):
        extra = more(view, limits, chosen)
        decide.weigh(view, extra)
        everything = [*everything, *extra]
        chosen = decide.choose([*chosen, *extra], statements.FLOOR)
    return everything, chosen


@dataclass(frozen=True, slots=True)
class Rows:
    """The proposals of some pages as numbers: signs, what the entry of the lexicon adds, right or wrong."""

    signs: np.ndarray
    offset: np.ndarray
    right: np.ndarray
    page: np.ndarray


def tabulate(
    pages: Sequence[Annotated], code: str, names: Sequence[str], weights: Mapping[str, float]
) -> Rows:
    """One row for each proposal."""
    at = {name: i for i, name in enumerate(names)}
    signs, offset, right, page = [], [], [], []
    for number, one in enumerate(pages):
        for draft in proposed(sight(one, code, weights))[0]:
            row = np.zeros(len(names))
            row[at["start"]] = 1.0
            for rule, _, _ in draft.signs:
                if rule in at:
                    row[at[rule]] += 1.0
            signs.append(row)
            offset.append(draft.score - sum(row[at[n]] * weights[n] for n in names))
            mine = _characters(one.page.doc.text, draft.content)
            right.append(any(_alike(mine, g) >= OVERLAP for g in one.gold))
            page.append(number)
    return Rows(np.array(signs), np.array(offset), np.array(right, float), np.array(page))


def _alike(a: frozenset[int], b: frozenset[int]) -> float:
    shared = len(a & b)
    return shared / len(a | b) if shared else 0.0


def fit(rows: Rows, keep: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The weights that explain some rows best, near the ones there are."""
    x, y, offset = rows.signs[keep], rows.right[keep], rows.offset[keep]
    w = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w + offset, -30, 30)))
        slope = x.T @ (p - y) + STRENGTH * (w - prior)
        curve = (x * (p * (1 - p))[:, None]).T @ x + STRENGTH * np.eye(len(w))
        w -= np.linalg.solve(curve, slope)
    return w


def count(one: Annotated, code: str, weights: Mapping[str, float]) -> tuple[int, int, int]:
    """How many contents are found, proposed and wanted on a page."""
    mine = [_characters(one.page.doc.text, d.content) for d in proposed(sight(one, code, weights))[1]]
    cells = sorted(
        ((_alike(g, m), i, j) for i, g in enumerate(one.gold) for j, m in enumerate(mine)), reverse=True
    )
    taken_gold: set[int] = set()
    taken_mine: set[int] = set()
    for alike, i, j in cells:
        if alike >= OVERLAP and i not in taken_gold and j not in taken_mine:
            taken_gold.add(i)
            taken_mine.add(j)
    return len(taken_gold), len(mine), len(one.gold)


def report(what: str, counts: Iterable[tuple[int, int, int]]) -> None:
    """Prints precision, recall and F1 over pages."""
    hit, mine, wanted = (sum(c) for c in zip(*counts, strict=True))
    p, r = hit / max(1, mine), hit / max(1, wanted)
    print(
        f"{what}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} ({mine} proposed, {wanted} gold)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", help="GOLD.jsonl=FOLDER with its pages")
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--write", action="store_true", help="put the weights in place")
    given = parser.parse_args()
    pages = [
        p for pair in given.gold for p in read(Path(pair.split("=")[0]), Path(pair.split("=")[1]), given.lang)
    ]
    current = dict(compiled(languages.load(given.lang)).weights)
    names = sorted(current)
    prior = np.array([current[n] for n in names])
    rows = tabulate(pages, given.lang, names, current)
    print(f"{len(pages)} pages, {len(rows.right)} proposals, {int(rows.right.sum())} right")
    report("as they are", [count(p, given.lang, current) for p in pages])
    left_out = [
        count(p, given.lang, dict(zip(names, fit(rows, rows.page != i, prior), strict=True)))
        for i, p in enumerate(pages)
    ]
    report("fitted, page left out", left_out)
    fitted = dict(zip(names, fit(rows, rows.page >= 0, prior), strict=True))
    report("fitted, on its own pages", [count(p, given.lang, fitted) for p in pages])
    if given.write:
        write(given.lang, fitted)


def write(code: str, weights: Mapping[str, float]) -> None:
    """Puts weights into the table of a language, under the remarks it has."""
    path = HERE / "data" / code / "statement_weights.tsv"
    remarks = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    body = [f"{name}\t{weights[name]:.2f}" for name in sorted(weights)]
    path.write_text("\n".join([*remarks, *body]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
