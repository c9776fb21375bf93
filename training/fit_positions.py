"""Fits the models by which stands are weighed (`stages/stands/weighing.py`) to passages coded by hand.

    python -m training.fit_positions [FOLDER] [--write] [--folds N]

FOLDER (by default `training/positions`) holds `NAME.passages.jsonl` and `NAME.rows.jsonl`, in the form of
`bench/positions/GUIDE.md`. Each row is laid on the word that its quotation hangs on. Four logistic
regressions are fitted: which stand a word takes, on what issue, who of those named holds it, and by whose
mouth it is told. With `--folds` figures of passages left out in turn are printed, but for holders; `--write`
puts the models into the codebook. Needs scikit-learn, which nothing else in the project does. No chance is
involved.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench import position_passages as coded
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from recoupe import codebooks, ingest, languages, wiring
from recoupe.methods import linear
from recoupe.model import Roster, Span
from recoupe.options import Options
from recoupe.stages import clean, mentions, names, stands, statements, times
from recoupe.stages.stands import signs_of_holder, signs_of_issue, signs_of_taking, weighing
from recoupe.stages.stands.grove import Grove
from recoupe.stages.stands.lines import Desk

HERE = Path(__file__).parent / "positions"
TO = Path(codebooks.__file__).parent / "data" / "talks" / "models.npz"
FEWEST = 2  # words that must show a sign before it is weighed
# How freely weights may grow, by model; chosen by the figures of passages left out.
FREE = {"stance": 0.5, "issue": 1.0, "holder": 1.0, "voice": 0.3}
STEPS = 400
Rows = list[tuple[int, dict[str, float], str]]  # passage, signs, class


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is read, and what was coded on it."""

    grove: Grove
    desk: Desk
    roster: Roster
    rows: Sequence[coded.Coded]


def read(folder: Path) -> Iterator[Passage]:
    """The passages of a folder, sorted by file and line."""
    tables, book = languages.all_known(), codebooks.load("talks")
    with tempfile.TemporaryDirectory() as made:
        for file in sorted(folder.glob("*.passages.jsonl")):
            rows = coded.rows(file.with_name(file.name.replace(".passages.", ".rows.")), coded.passages(file))
            for key, passage in coded.passages(file).items():
                place = Path(made) / "page.jsonl"
                place.write_text(json.dumps({k: passage[k] for k in ("text", "lang")}), "utf-8")
                options = Options(lang=passage["lang"])
                page = clean.mark(ingest.read([str(place)], options).documents[0], tables, options.lang)
                lang = tables[page.lang]
                parse = wiring.tagger(options, page.lang).read(page)
                named = mentions.find(page, parse, lang)
                timed = times.find(page, parse, lang)
                said = statements.find(page, parse, named, timed, lang)
                named = mentions.add_speakers(page, parse, named, said, lang)
                grove, desk = stands.read(page, parse, named, said, lang, book)
                roster = names.settle(list(named), {page.doc.id: page}, tables)
                yield Passage(grove, desk, roster, [r for r in rows if r.passage == key])


def lay(passages: Sequence[Passage]) -> dict[str, Rows]:
    """The rows of the four models."""
    found: dict[str, Rows] = {name: [] for name in FREE}
    for n, passage in enumerate(passages):
        grove = passage.grove
        by_word: dict[int, list[coded.Coded]] = {}
        for row in passage.rows:
            token = grove.head(_span(row, grove))
            if token is not None and token in grove.line_at:
                by_word.setdefault(token, []).append(row)
        for token in grove.takers():
            stance = by_word[token][0].told["stance"] if token in by_word else weighing.NONE
            found["stance"].append((n, signs_of_taking.find(token, grove), stance))
        for token, rows in by_word.items():
            signs = signs_of_issue.find(token, grove)
            found["issue"] += [(n, signs, row.told["issue"]) for row in rows]
            right = holders(passage, rows)
            for one in signs_of_holder.find(token, grove):
                held = any(m.span in right for m in one.mentions)
                found["holder"].append((n, one.signs, str(int(held))))
                if held:
                    found["voice"] += [(n, *voice(passage, token, one, row)) for row in rows]
    return found


def voice(
    passage: Passage, token: int, holder: signs_of_holder.Candidate, row: coded.Coded
) -> tuple[dict[str, float], str]:
    """The signs and the voice of a row whose holder is known."""
    grove, stance = passage.grove, row.told["stance"]
    place = signs_of_holder.place(holder, token, grove)
    likely = weighing.Likely(token, stance, row.told["issue"], place, 1.0)
    _, taken, _ = weighing.taken(likely, grove, passage.desk)
    signs = signs_of_taking.of_voice(taken.voice, stance, signs_of_taking.find(token, grove))
    return signs, row.told["voice"]


def _span(row: coded.Coded, grove: Grove) -> Span:
    return Span(grove.seen.page.doc.id, row.start, row.end)


def holders(passage: Passage, rows: Sequence[coded.Coded]) -> set[Span]:
    """The mentions of whoever holds one of these rows."""
    actors = [a for a in passage.roster.actors if any(coded.same_holder(coded.of_actor(a), r) for r in rows)]
    return {m.span for a in actors for m in a.mentions}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model, with what it needs to weigh further rows."""

    signs: DictVectorizer
    model: LogisticRegression

    def chances(self, signs: Sequence[dict[str, float]]) -> np.ndarray:
        """Rows x classes."""
        return np.asarray(self.model.predict_proba(self.signs.transform(signs)))

    def small(self) -> linear.Linear:
        """The model as it ships."""
        table, bias = self.model.coef_, self.model.intercept_
        if len(self.model.classes_) == 2:  # one row of weights stands for both
            table, bias = np.vstack([-table / 2, table / 2]), np.concatenate([-bias / 2, bias / 2])
        names = self.signs.get_feature_names_out()
        return linear.small(self.model.classes_.tolist(), dict(zip(names, table.T, strict=True)), bias)


def fit(rows: Rows, free: float) -> Fitted:
    """The model that explains the classes of rows by their signs."""
    shown = Counter(name for _, signs, _ in rows for name in signs)
    kept = [{k: v for k, v in signs.items() if shown[k] >= FEWEST} for _, signs, _ in rows]
    vectors = DictVectorizer()
    model = LogisticRegression(C=free, max_iter=STEPS).fit(vectors.fit_transform(kept), [r[2] for r in rows])
    return Fitted(vectors, model)


def left_out(rows: Rows, free: float, folds: int) -> Iterator[tuple[Rows, np.ndarray, list[str]]]:
    """Rows, their chances by a model fitted without their passages, and the names of the classes."""
    for fold in range(folds):
        model = fit([r for r in rows if r[0] % folds != fold], free)
        here = [r for r in rows if r[0] % folds == fold]
        yield here, model.chances([r[1] for r in here]), model.model.classes_.tolist()


def told(name: str, rows: Rows, free: float, folds: int) -> str:
    """How often the likeliest class is right on passages left out."""
    right = grouped = every = found = 0
    for here, chances, classes in left_out(rows, free, folds):
        none = classes.index(weighing.NONE) if weighing.NONE in classes else None
        for (_, _, truth), chance in zip(here, chances, strict=True):
            if truth == weighing.NONE:
                continue
            if none is not None:
                found += chance[none] < 0.5
                chance[none] = 0
            best = classes[int(chance.argmax())]
            every += 1
            right += best == truth
            grouped += best.partition(".")[0] == truth.partition(".")[0]
    more = f", group {grouped / every:.3f}" if name == "issue" else f", found at all {found / every:.3f}"
    return f"{name}: {right / every:.3f} of {every} right{more}"


def main() -> None:
    """Fit, print, and write where asked."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", nargs="?", type=Path, default=HERE)
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--folds", type=int, default=0, help="print figures of passages left out")
    asked = ask.parse_args()
    laid = lay(list(read(asked.folder)))
    for name, rows in laid.items():
        if asked.folds and name != "holder":  # whose rows are of each candidate, not of each stand
            print(told(name, rows, FREE[name], asked.folds), flush=True)
    models = {name: fit(rows, FREE[name]).small() for name, rows in laid.items()}
    print({name: (len(laid[name]), *model.weights.shape) for name, model in models.items()})
    if asked.write:
        linear.save(models, TO)
        print(f"{TO}: {TO.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
