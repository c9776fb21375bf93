"""Fits the weights by which a statement's confidence says whether content and speaker are both right.

    python -m training.fit_trust GOLD.jsonl=FOLDER... [--lang fr] [--write]

Each FOLDER is read as `recoupe build` reads it; a statement is right when it is paired with an attribution
of GOLD and its speaker is the same. A logistic regression over the signs of `stages/trust.py`, held near
nothing, gives the table `trust_weights.tsv`. Printed figures are of pages left out in turn: how often
statements of a confidence are right, and from which confidence on 97 of 100 are. No chance is involved.
"""

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import recoupe
from recoupe import codec, languages
from recoupe.evaluation import found, gold, statements
from recoupe.stages import trust

STRENGTH = 6.0  # of the pull towards no weight; chosen by the figures of pages left out
STEPS = 15
FEWEST = 12  # statements that must show a sign before it is weighed
SMALLEST = 0.05  # a weight nearer to nothing is left out of the table
WANTED = 0.97  # of the statements that are published
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001)


@dataclass(frozen=True, slots=True)
class Rows:
    """Statements as numbers: their signs, log-odds so far, right or wrong, page."""

    seen: tuple[frozenset[str], ...]
    score: np.ndarray
    right: np.ndarray
    page: np.ndarray


def tabulate(pairs: Sequence[tuple[Path, Path]], lang: str, aliases: Path | None) -> Rows:
    """One row for each statement that stands on a page of the gold."""
    seen, score, right, page = [], [], [], []
    pages = 0
    for answers, folder in pairs:
        dossier = recoupe.build(recoupe.read([str(folder)]))
        signs = trust.sight(dossier.statements, dossier.roster)
        told = gold.read([answers])
        names = gold.aliases([answers], aliases)
        verdict = statements.judge(told, found.read(codec.encode(dossier)), names)
        for judged in verdict.pages:
            good = {judged.page.statements[m.pair.found].id for m in judged.matches if "C" in m.levels}
            for s in judged.page.statements if judged.page.lang == lang else ():
                seen.append(frozenset(signs[s.id]))
                score.append(trust.score(s.confidence))
                right.append(s.id in good)
                page.append(pages)
            pages += 1
    return Rows(tuple(seen), np.array(score), np.array(right, float), np.array(page))


def fit(x: np.ndarray, right: np.ndarray, pull: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The weights that explain right and wrong best, near the prior."""
    w = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - right) + pull * (w - prior)
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        w -= np.linalg.solve(curve, slope)
    return w


def left_out(x: np.ndarray, rows: Rows, pull: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The probability of each statement by weights fitted without its page."""
    out = np.zeros(len(rows.right))
    for number in np.unique(rows.page):
        here = rows.page == number
        w = fit(x[~here], rows.right[~here], pull, prior)
        out[here] = 1 / (1 + np.exp(-np.clip(x[here] @ w, -30, 30)))
    return out


def report(p: np.ndarray, right: np.ndarray) -> float:
    """Prints how sure and how right, and gives the least confidence from which WANTED are right."""
    for low, high in itertools.pairwise(BINS):
        inside = (p >= low) & (p < high)
        if inside.any():
            print(
                f"  said {low:.2f} to {min(high, 1):.2f}: {right[inside].mean():.3f} right of {inside.sum()}"
            )
    order = np.argsort(-p, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(p) + 1)
    good = np.nonzero(share >= WANTED)[0]
    if not len(good):
        print(f"no threshold reaches {WANTED}")
        return 1.0
    least = float(p[order[good[-1]]])
    print(f"{WANTED} right from {least:.3f} on: {good[-1] + 1} of {len(p)} statements")
    return least


def main() -> None:
    """Fit, print, and write where that is asked."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="+", help="GOLD.jsonl=FOLDER with its pages")
    ask.add_argument("--lang", default="fr")
    ask.add_argument("--aliases", type=Path, help="JSON: spellings of the gold's names")
    ask.add_argument("--write", action="store_true", help="put the weights in place")
    given = ask.parse_args()
    for code in languages.known():  # the statements' first confidence, whatever table there is
        dict.pop(languages.load(code).tables, "trust_weights", None)  # type: ignore[arg-type]
    pairs = [(Path(a), Path(b)) for a, _, b in (p.partition("=") for p in given.gold)]
    rows = tabulate(pairs, given.lang, given.aliases)
    counts = Counter(sign for seen in rows.seen for sign in seen)
    names = [trust.BIAS, trust.SCORE, *sorted(n for n, k in counts.items() if k >= FEWEST)]
    x = np.array(
        [
            [1.0, s, *(float(n in seen) for n in names[2:])]
            for s, seen in zip(rows.score, rows.seen, strict=True)
        ]
    )
    pull = np.array([0.1, 2.0, *([STRENGTH] * (len(names) - 2))])
    prior = np.array([0.0, 0.5, *([0.0] * (len(names) - 2))])
    print(f"{len(rows.right)} statements, {int(rows.right.sum())} right; as they are:")
    report(1 / (1 + np.exp(-rows.score)), rows.right)
    print("fitted, page left out:")
    report(left_out(x, rows, pull, prior), rows.right)
    if given.write:
        write(given.lang, dict(zip(names, fit(x, rows.right, pull, prior), strict=True)))


def write(code: str, weights: dict[str, float]) -> None:
    """Puts the table in place."""
    path = languages.HERE / "data" / code / "trust_weights.tsv"
    remark = (
        "# What a sign adds to the log-odds that content and speaker are right: see training/fit_trust.py."
    )
    kept = {n: w for n, w in weights.items() if abs(w) >= SMALLEST or n in (trust.BIAS, trust.SCORE)}
    path.write_text("\n".join([remark, *(f"{n}\t{kept[n]:.2f}" for n in sorted(kept))]) + "\n", "utf-8")
    print(json.dumps({"written": path.name, "weights": len(kept)}))


if __name__ == "__main__":
    main()
