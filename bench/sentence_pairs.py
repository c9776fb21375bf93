"""French sentence pairs of ../shared, decided by the signs that our comparison of two sentences gives.

Each pair is read as two pages of one sentence. Its signs are numbers (how alike, what is negated, which slots
differ); a logistic weighting of them is fitted on pairs of other source pages and decides. The weights hold
no word of any pair, nothing of the pairs is written anywhere, and no other decision of Recoupe uses them.
"""

import csv
import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from recoupe import languages
from recoupe.model import Reading
from recoupe.stages.claims import contrast
from recoupe.stages.claims.cards import Card
from recoupe.text.fold import fold

Floats = npt.NDArray[np.float64]
Dealt = tuple[list[Card], list[Card], contrast.Known]
SLOTS: tuple[contrast.Name, ...] = ("polarity", "number", "date", "place", "person")
_STEM, _FOLDS, _PULL, _STEPS = 5, 10, 10.0, 25


def read(
    path: Path, page: Callable[[str, str, str], Reading], deal: Callable[[Reading, Reading], Dealt]
) -> tuple[list[dict[str, str]], Floats]:
    """The rows of a file of pairs, and the signs of each."""
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    dealt = []
    for row in rows:
        first, second = (page(row[side].strip(), f"{side}.txt", "fr") for side in ("premise", "hypothesis"))
        dealt.append(deal(first, second))
    stems = Counter(s for a, b, _ in dealt for side in (a, b) for s in _stems(side))
    weight = {s: math.log((2 * len(dealt) + 1) / (n + 1)) for s, n in stems.items()}
    return rows, np.array([_signs(*d, weight) for d in dealt])


def _stems(side: Iterable[Card]) -> set[str]:
    return {w[:_STEM] for c in side for w in c.words if len(w) >= _STEM - 1}


def _negations(side: Iterable[Card], *kinds: str) -> int:
    moods = {fold(form): kind for form, kind in languages.load("fr").rows("mood")}
    return sum(moods.get(w) in kinds for c in side for w in c.words)


def _poles(a: list[Card], b: list[Card]) -> tuple[bool, bool]:
    """Whether the two sides take one of two opposites alike, and whether they take both."""
    mine, theirs = ({p for c in side for p in c.frame.poles} for side in (a, b))
    turned = {p[:-1] + ("-" if p[-1] == "+" else "+") for p in mine - theirs}
    return bool(mine & theirs), bool(turned & theirs)


def _signs(a: list[Card], b: list[Card], known: contrast.Known, weight: dict[str, float]) -> list[float]:
    """What two sides show: likeness, negation, and the slots in which they differ."""
    mine, theirs = _stems(a), _stems(b)

    def mass(stems: Iterable[str], power: int = 1) -> float:
        return sum(weight[s] ** power for s in stems)

    here, there = ([w for c in side for w in c.words] for side in (a, b))
    steps = [set(itertools.pairwise(words)) for words in (here, there)]
    no, nor = (_negations(side, "not", "none") for side in (a, b))
    none, nobody = (_negations(side, "none") > 0 for side in (a, b))
    denied, refused = ({t for c in side for t in c.frame.denied} for side in (a, b))
    terms, others = ({t for c in side for t in c.frame.lemmas} for side in (a, b))
    slots = {c.slot for x, y in itertools.product(a, b) for c in contrast.find(x, y, known)}
    said, told = (any(c.frame.within for c in side) for side in (a, b))
    shared = mass(mine & theirs)
    return [
        mass(mine & theirs, 2) / math.sqrt(mass(mine, 2) * mass(theirs, 2) + 1e-9),
        shared / (min(mass(mine), mass(theirs)) + 1e-9),
        shared / (max(mass(mine), mass(theirs)) + 1e-9),
        len(steps[0] & steps[1]) / (min(map(len, steps)) + 1),
        abs(math.log((len(here) + 1) / (len(there) + 1))),
        math.log1p(min(len(here), len(there))),
        min(3, abs(no - nor)),
        (no > 0) != (nor > 0),
        bool(denied) != bool(refused),
        bool(denied) and bool(refused),
        bool((denied & others) - refused or (refused & terms) - denied),
        none != nobody,
        none or nobody,
        said != told,
        len(terms & others) / (min(len(terms), len(others)) + 1),
        *_poles(a, b),
        *(slot in slots for slot in SLOTS),
    ]


def fit(signs: Floats, truth: Floats) -> Callable[[Floats], Floats]:
    """A logistic weighting of signs, as the function that gives the log-odds of others."""
    middle, spread = signs.mean(0), signs.std(0) + 1e-9

    def scaled(some: Floats) -> Floats:
        return np.c_[(some - middle) / spread, np.ones(len(some))]

    x = scaled(signs)
    w = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = (x * (p * (1 - p) + 1e-6)[:, None]).T @ x + _PULL * np.eye(len(w))
        w -= np.linalg.solve(slope, x.T @ (p - truth) + _PULL * w)
    return lambda some: scaled(some) @ w


def daccord(rows: Sequence[dict[str, str]], signs: Floats) -> str:
    """Accuracy on DACCORD, each part weighed by the pairs of other source pages."""
    truth = np.array([float(r["label"]) for r in rows])
    part = np.array([int(sha256(r["url"].encode()).hexdigest(), 16) % _FOLDS for r in rows])
    odds = np.zeros(len(rows))
    for n in range(_FOLDS):
        odds[part == n] = fit(signs[part != n], truth[part != n])(signs[part == n])
    right = (odds > 0) == (truth > 0)
    surest = np.argsort(-np.abs(odds))[: len(rows) // 2]
    slots = (signs[:, -len(SLOTS) :].any(axis=1) == (truth > 0)).mean()
    return (
        f"DACCORD: {len(rows)} pairs, accuracy {right.mean():.3f}, most confident half "
        f"{right[surest].mean():.3f}; a slot that differs, alone {slots:.3f}"
    )


def rte(dev: tuple[Sequence[dict[str, str]], Floats], test: tuple[Sequence[dict[str, str]], Floats]) -> str:
    """Contradictions of the second half of RTE3-FR: recall at the widest cut of precision 0.60 on it."""
    truth, asked = (
        np.array([float(r["label_text"] == "contradiction") for r in rows]) for rows, _ in (dev, test)
    )
    hits = np.cumsum(asked[np.argsort(-fit(dev[1], truth)(test[1]), kind="stable")])
    precise = hits / np.arange(1, len(hits) + 1)
    best = max((h / asked.sum() for h, p in zip(hits, precise, strict=True) if p >= 0.60), default=0.0)
    slots = test[1][:, -len(SLOTS) :]
    of = ", ".join(
        f"{slot} {int((slots[:, n] * asked).sum())}/{int(slots[:, n].sum())}" for n, slot in enumerate(SLOTS)
    )
    return f"RTE3-FR test: recall {best:.3f} at precision 0.60; slots that differ, right/all: {of}"
