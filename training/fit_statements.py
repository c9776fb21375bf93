"""Fits the weights of the signs by which statements are told from chance (`statement_weights.tsv`).

    python -m training.fit_statements GOLD.jsonl=FOLDER... [--lang fr] [--write]

Each line of GOLD is a page with its attributions (`doc`, `attributions[].content` as offsets) and lies in
FOLDER under that name. Every proposal of the stage is a row; it is right when its content overlaps a gold
content by half. A logistic regression, held near the weights there are, moves them. Printed figures are of
pages left out in turn: fitted on all others, read and paired with gold. No chance is involved.
"""

import argparse
import json
from collections import Counter
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
from recoupe.stages.statements.drafting import SAYS
from recoupe.stages.statements.lexicon import compiled
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.text import quotes

STRENGTH = 15.0  # of the pull towards the weights there are; chosen by the figures of pages left out
STEPS = 12  # of Newton's method; it has settled after six
OVERLAP = 0.5
FEWEST, FEWEST_PAIRS = 8, 15  # proposals that must show a sign, a pair of signs, before it is weighed
SMALLEST = 0.05  # a weight nearer to nothing is left out of the table
CONSTRUCTIONS = frozenset(SAYS)
PAIRED = (
    "content-",
    "subject-",
    "speaker-",
    "verb-sure",
    "verb-strong",
    "verb-likely",
    "verb-weak",
    "tense-",
    "object-",
    "no-speaker",
    "mode-",
    "clause-",
)
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
        replace(compiled(languages.load(code)), weights=weights, pairs=tuple(n for n in weights if "+" in n)),
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
    """The proposals of some pages: the signs of each, what the lexicon adds, right or wrong, its page."""

    seen: tuple[frozenset[str], ...]
    offset: np.ndarray
    right: np.ndarray
    page: np.ndarray


def tabulate(pages: Sequence[Annotated], code: str, weights: Mapping[str, float]) -> Rows:
    """One row for each proposal."""
    seen, offset, right, page = [], [], [], []
    for number, one in enumerate(pages):
        for draft in proposed(sight(one, code, weights))[0]:
            rules = [rule for rule, _, _ in draft.signs]
            seen.append(frozenset(r for r in rules if "+" not in r))
            offset.append(draft.score - weights.get("start", 0.0) - sum(weights.get(r, 0.0) for r in rules))
            mine = _characters(one.page.doc.text, draft.content)
            right.append(any(_alike(mine, g) >= OVERLAP for g in one.gold))
            page.append(number)
    return Rows(tuple(seen), np.array(offset), np.array(right, float), np.array(page))


def _alike(a: frozenset[int], b: frozenset[int]) -> float:
    shared = len(a & b)
    return shared / len(a | b) if shared else 0.0


def names_of(rows: Rows, known: Iterable[str]) -> list[str]:
    """The signs and pairs of signs that are weighed: those of the table, and those seen often enough."""
    counts = Counter(rule for seen in rows.seen for rule in seen)
    pairs = Counter(
        f"{a}+{b}" for seen in rows.seen for a in seen & CONSTRUCTIONS for b in seen if b.startswith(PAIRED)
    )
    often = [n for n, k in counts.items() if k >= FEWEST] + [n for n, k in pairs.items() if k >= FEWEST_PAIRS]
    return sorted({*(k for k in known if "+" not in k), *often})


def matrix(rows: Rows, names: Sequence[str]) -> np.ndarray:
    """One row a proposal, one column a sign or pair; the sign `start` is always there."""
    parts = [n.split("+") for n in names]
    return np.array(
        [
            [float(n == "start" or seen.issuperset(part)) for n, part in zip(names, parts, strict=True)]
            for seen in rows.seen
        ]
    )


def fit(x: np.ndarray, rows: Rows, keep: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The weights that explain some rows best, near the ones there are."""
    x, y, offset = x[keep], rows.right[keep], rows.offset[keep]
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
    parser.add_argument("--folds", type=int, default=10, help="groups of pages left out in turn")
    parser.add_argument("--afresh", action="store_true", help="forget the weights there are")
    parser.add_argument("--write", action="store_true", help="put the weights in place")
    given = parser.parse_args()
    pages = [
        p for pair in given.gold for p in read(Path(pair.split("=")[0]), Path(pair.split("=")[1]), given.lang)
    ]
    current = dict(compiled(languages.load(given.lang)).weights)
    rows = tabulate(pages, given.lang, current)
    names = names_of(rows, current)
    prior = np.array([current.get(n, 0.0) for n in names]) * (not given.afresh)
    x = matrix(rows, names)
    print(
        f"{len(pages)} pages, {len(rows.right)} proposals, {int(rows.right.sum())} right, "
        f"{len(names)} weights"
    )
    report("as they are", [count(p, given.lang, current) for p in pages])
    folds = np.arange(len(pages)) % given.folds
    left_out = []
    for fold in range(given.folds):
        weights = dict(zip(names, fit(x, rows, folds[rows.page] != fold, prior), strict=True))
        left_out += [count(p, given.lang, weights) for i, p in enumerate(pages) if folds[i] == fold]
    report("fitted, page left out", left_out)
    fitted = dict(zip(names, fit(x, rows, rows.page >= 0, prior), strict=True))
    report("fitted, on its own pages", [count(p, given.lang, fitted) for p in pages])
    if given.write:
        write(given.lang, {n: w for n, w in fitted.items() if abs(w) >= SMALLEST})


def write(code: str, weights: Mapping[str, float]) -> None:
    """Puts weights into the table of a language, under the remarks it has."""
    path = HERE / "data" / code / "statement_weights.tsv"
    remarks = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    body = [f"{name}\t{weights[name]:.2f}" for name in sorted(weights)]
    path.write_text("\n".join([*remarks, *body]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
