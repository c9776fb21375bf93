"""Fits the weights by which pronouns and offices find whom they stand for (`any/antecedents.tsv`).

    python -m training.fit_antecedents fr:GOLD.jsonl=FOLDER... [--write]

Each line of GOLD is a page with its attributions (`doc`, `attributions[].speaker` as offsets, `.entity`)
and lies in FOLDER under that name. Every pronoun or office that a person held to be a speaker is a question;
those who may be meant, and nobody, are its answers, right where the entity has a name of theirs. The softmax
of the summed weights is fitted, held near nothing. Printed figures are of pages left out in turn: found
right, found wrong, nobody found, by how sure an answer must be. Run it twice: pages are read with the weights
there are. No chance is involved.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from recoupe import languages, wiring
from recoupe.evaluation.names import same
from recoupe.languages import HERE
from recoupe.model import Document
from recoupe.options import Options
from recoupe.stages import clean, mentions
from recoupe.stages.mentions import antecedents, offices, ranking
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.ranking import Asked
from recoupe.stages.mentions.scene import Scene

STRENGTH = 1.0  # of the pull towards nothing; chosen by the figures of pages left out
STEPS = 20  # of Newton's method
FEWEST = 5  # answers that must show a sign before it is weighed
SMALLEST = 0.05  # a weight nearer to nothing is left out of the table
FOLDS = 12
LEAST = (0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Question:
    """One word that stands for somebody: the signs of each answer, which are right, its page."""

    task: str
    answers: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    page: str


@dataclass(slots=True)
class Listener:
    """Takes down each question of a page before the stage answers it."""

    page: str
    speakers: tuple[tuple[int, int, str | None], ...]
    heard: list[Question] = field(default_factory=list)

    def ask(self, scene: Scene, asked: Asked) -> None:
        """Takes down a question whose answer a person gave."""
        at = scene.sight.tokens[asked.token].start
        gold = [entity for start, end, entity in self.speakers if start <= at < end]
        if not gold:
            return
        found = ranking.candidates(scene, asked)
        right = [c.figure is not None and same(gold[0], _names(c.figure), {}) for c in found]
        right[-1] = not any(right)
        self.heard.append(Question(asked.task, tuple(c.signs for c in found), tuple(right), self.page))


def _names(figure: Figure) -> list[str]:
    return [d.core for d in figure.drafts if d.form != "pronoun"]


def read(code: str, gold: Path, folder: Path) -> list[Question]:
    """The questions of the pages of one gold file."""
    tables = languages.all_known()
    tagger = wiring.tagger(Options(), code)
    out: list[Question] = []
    for line in gold.read_text("utf-8").splitlines():
        answer = json.loads(line)
        text = (folder / answer["doc"]).read_bytes().decode("utf-8-sig")
        doc = Document(id=answer["doc"], path=answer["doc"], text=text, sha256="", text_sha256="")
        page = clean.mark(doc, tables, code)
        told = tuple((*a["speaker"], a["entity"]) for a in answer["attributions"] if a["speaker"])
        listener = Listener(answer["doc"], told)
        _listened(listener, lambda page=page: mentions.find(page, tagger.read(page), tables[code]))  # type: ignore[misc]
        out += listener.heard
    return out


def _listened(listener: Listener, run: Any) -> None:
    """Runs the stage while a listener hears what it is asked."""
    place, stand = offices.place, antecedents.meant

    def placed(scene: Scene, draft: Any, unnamed: Any) -> None:
        if (asked := offices.asked(draft)) is not None:
            listener.ask(scene, asked)
        place(scene, draft, unnamed)

    def stood(scene: Scene, asked: Asked) -> Any:
        listener.ask(scene, asked)
        return stand(scene, asked)

    offices.place, antecedents.meant = placed, stood
    try:
        run()
    finally:
        offices.place, antecedents.meant = place, stand


def fit(questions: Sequence[Question], names: Sequence[str]) -> np.ndarray:
    """The weights under which the right answers are most probable."""
    columns = {name: i for i, name in enumerate(names)}
    rows = []
    for q in questions:
        x = np.zeros((len(q.answers), len(names)))
        for i, signs in enumerate(q.answers):
            x[i, [columns[s] for s in signs if s in columns]] = 1.0
        rows.append((x, np.array(q.right, float)))
    w = np.zeros(len(names))
    for _ in range(STEPS):
        slope, curve = -STRENGTH * w, STRENGTH * np.eye(len(w))
        for x, right in rows:
            p = _softmax(x @ w)
            wanted = p * right / max(1e-300, float((p * right).sum()))
            slope += x.T @ (wanted - p)
            curve += (x.T * p) @ x - np.outer(x.T @ p, x.T @ p)
        step = np.linalg.solve(curve, slope)
        w += step * min(1.0, 2.0 / max(1e-9, float(np.abs(step).max())))
    return w


def _softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max())
    return e / e.sum()


def left_out(questions: Sequence[Question], names: Sequence[str]) -> Iterator[tuple[Question, np.ndarray]]:
    """Each question with the probabilities of its answers under weights that never saw its page."""
    pages = sorted({q.page for q in questions})
    for fold in range(FOLDS):
        out = set(pages[fold::FOLDS])
        weights = dict(zip(names, fit([q for q in questions if q.page not in out], names), strict=True))
        for q in questions:
            if q.page in out:
                yield (
                    q,
                    _softmax(np.array([sum(weights.get(s, 0.0) for s in signs) for signs in q.answers])),
                )


def report(questions: Sequence[Question], names: Sequence[str]) -> None:
    """Prints how many are found right and wrong."""
    guessed = list(left_out(questions, names))
    for least in LEAST:
        counts: Counter[str] = Counter()
        for q, p in guessed:
            best = int(p.argmax())
            nobody = best == len(p) - 1 or p[best] < least
            counts["nobody" if nobody else "right" if q.right[best] else "wrong"] += 1
        print(f"  sure from {least}: {dict(sorted(counts.items()))}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", help="LANG:GOLD.jsonl=FOLDER with its pages")
    parser.add_argument("--write", action="store_true", help="put the weights in place")
    given = parser.parse_args()
    questions: list[Question] = []
    for one in given.gold:
        code, _, pair = one.partition(":")
        gold, _, folder = pair.partition("=")
        questions += read(code, Path(gold), Path(folder))
    lines = []
    for task in sorted({q.task for q in questions}):
        mine = [q for q in questions if q.task == task]
        seen = Counter(s for q in mine for signs in q.answers for s in signs)
        names = sorted(s for s, n in seen.items() if n >= FEWEST)
        print(f"{task}: {len(mine)} questions, {len(names)} weights")
        report(mine, names)
        weights = zip(names, fit(mine, names), strict=True)
        lines += [f"{task}\t{name}\t{w:.2f}" for name, w in weights if abs(w) >= SMALLEST]
    if given.write:
        path = HERE / "data" / "any" / "antecedents.tsv"
        remarks = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        path.write_text("\n".join([*remarks, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
