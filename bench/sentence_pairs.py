"""French sentence pairs of ../shared, decided by the signs that a pair shows (`pair_signs.py`).

Each pair is read as two pages of one sentence or two. A logistic weighting of its signs is fitted on pairs of
other source pages and decides; how far its odds are from even says how sure it is. Nothing of the pairs is
written anywhere, the weights hold no word of any, and the product does not use them: on news of one event
its own rules ask for more than odds (`stages/claims/differing.py`).
"""

import csv
import math
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pair_signs
from pair_signs import SLOTS

from recoupe import wiring
from recoupe.model import Reading, Token
from recoupe.options import Options
from recoupe.stages.claims import contrast
from recoupe.stages.claims.cards import Card

Floats = npt.NDArray[np.float64]
Rows = list[dict[str, str]]
Dealt = tuple[list[Card], list[Card], contrast.Known]
_FOLDS, _PULL, _STEPS, _FAR = 10, 30.0, 25, 4.0
_SPLITS = 5  # ways to deal the source pages into folds; figures are the mean
PRECISE = 0.60
_GROUNDED = ("opposites of one thing", "one thing denied here, told there")


def read(
    path: Path, page: Callable[[str, str, str], Reading], deal: Callable[[Reading, Reading], Dealt]
) -> tuple[Rows, list[str], Floats]:
    """The rows of a file of pairs, the names of the signs, and the signs of each."""
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    pairs = []
    for row in rows:
        first, second = (page(row[side].strip(), f"{side}.txt", "fr") for side in ("premise", "hypothesis"))
        ours, theirs, known = deal(first, second)
        pairs.append((pair_signs.side(ours, _tokens(first)), pair_signs.side(theirs, _tokens(second)), known))
    stems = Counter(
        s
        for a, b, _ in pairs
        for side in (a, b)
        for s in {pair_signs.stem(side.keys[i]) for i in side.content}
    )
    weight = {s: math.log((2 * len(pairs) + 1) / (n + 0.5)) for s, n in stems.items()}
    signs = [pair_signs.find(*pair, weight) for pair in pairs]
    return rows, list(signs[0]), np.array([[float(v) for v in s.values()] for s in signs])


def _tokens(reading: Reading) -> tuple[Token, ...]:
    return wiring.tagger(Options(lang="fr"), "fr").read(reading.page).tokens


def fit(signs: Floats, truth: Floats) -> Callable[[Floats], Floats]:
    """A logistic weighting of signs, as the function that gives the log-odds of others."""
    middle, spread = signs.mean(0), signs.std(0) + 1e-9

    def scaled(some: Floats) -> Floats:
        return np.c_[np.clip((some - middle) / spread, -_FAR, _FAR), np.ones(len(some))]

    x = scaled(signs)
    w = np.zeros(x.shape[1])
    pull = _PULL * np.eye(len(w))
    pull[-1, -1] = 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = (x * (p * (1 - p) + 1e-6)[:, None]).T @ x + pull
        w -= np.linalg.solve(slope, x.T @ (p - truth) + pull @ w)
    return lambda some: scaled(some) @ w


def left_out(groups: Sequence[str], signs: Floats, truth: Floats, split: int) -> Floats:
    """The odds of each pair by the weights of other groups; `split` deals the groups another way."""
    part = np.array([int(sha256(f"{split}{g}".encode()).hexdigest(), 16) % _FOLDS for g in groups])
    odds = np.zeros(len(truth))
    for n in range(_FOLDS):
        odds[part == n] = fit(signs[part != n], truth[part != n])(signs[part == n])
    return odds


def daccord(rows: Rows, signs: Floats) -> tuple[str, float, float]:
    """Accuracy on DACCORD, over all and over the surer half, each source page left out in turn."""
    truth = np.array([float(r["label"]) for r in rows])
    pages = [r["url"] for r in rows]
    over, surer = [], []
    for split in range(_SPLITS):
        odds = left_out(pages, signs, truth, split)
        right = (odds > 0) == (truth > 0)
        over.append(right.mean())
        surer.append(right[np.argsort(-np.abs(odds))[: len(rows) // 2]].mean())
    slots = (signs[:, -len(SLOTS) :].any(axis=1) == (truth > 0)).mean()
    text = (
        f"DACCORD: {len(rows)} pairs of {len(set(pages))} pages, accuracy {np.mean(over):.3f} "
        f"({min(over):.3f}-{max(over):.3f}), most confident half {np.mean(surer):.3f} "
        f"({min(surer):.3f}-{max(surer):.3f}); a slot that differs, alone {slots:.3f}"
    )
    return text, float(np.mean(over)), float(np.mean(surer))


def rte(names: list[str], dev: tuple[Rows, Floats], test: tuple[Rows, Floats]) -> str:
    """Contradictions of RTE3-FR: weights and cut from its first part, recall and precision on its second."""
    truth, asked = (
        np.array([float(r["label_text"] == "contradiction") for r in rows]) for rows, _ in (dev, test)
    )
    premises = [r["premise"] for r in dev[0]]
    mine = np.mean([left_out(premises, dev[1], truth, n) for n in range(_SPLITS)], 0)
    odds = fit(dev[1], truth)(test[1])
    cut, best = _widest(mine, truth), _widest(odds, asked)
    told, hits = (odds >= cut).sum(), (asked * (odds >= cut)).sum()
    signs = ", ".join(
        f"{name} {_right(dev[1][:, n], truth)} {_right(test[1][:, n], asked)}"
        for n, name in enumerate(names)
        if name in (*_GROUNDED, *SLOTS)
    )
    return (
        f"RTE3-FR, first part: recall {(truth * (mine >= cut)).sum() / truth.sum():.3f} at precision "
        f"{PRECISE:.2f}; second part at that cut: recall {hits / asked.sum():.3f}, precision "
        f"{hits / max(1, told):.3f}; at the best cut for it: recall "
        f"{(asked * (odds >= best)).sum() / asked.sum():.3f}"
        f"\n  right/all of a sign alone, first and second part: {signs}"
    )


def _right(sign: Floats, truth: Floats) -> str:
    return f"{int((sign * truth).sum())}/{int(sign.sum())}"


def _widest(odds: Floats, truth: Floats) -> float:
    """The lowest odds down to which those told are precise enough."""
    order = np.argsort(-odds, kind="stable")
    precise = np.cumsum(truth[order]) / np.arange(1, len(odds) + 1)
    return max((float(odds[order[n]]) for n in np.flatnonzero(precise >= PRECISE)[-1:]), default=math.inf)
