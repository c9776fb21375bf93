"""One command from corpora to the weights that ship, with figures: `python -m training.train --help`.

Everything is trained into a folder beside the weights, measured, compared with the figures of the last
training, and only then put in place. The same corpora and the same versions of the libraries give the
same figures to within half a point.
"""

import argparse
import importlib.metadata
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy

from recoupe.backends.features import Features
from training import crf, figures, gazetteer, languages, names, parser, speech
from training.corpora import Corpora, Tree

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_name] = "1"  # one thread: the same sums in the same order

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src" / "recoupe" / "weights"
FIGURES = Path(__file__).parent / "figures.json"
PARTS = ("lists", "crf", "fr", "xx")
GENERATED = 900  # sentences of reported speech, beside 4,100 of the treebanks
OLD_PRESS = ("enp_FR.bnf.bio", "newseye-test-fr.tsv", "newseye-dev-fr.tsv")
STEPS = {"fr": 2800, "xx": 7500}
LIBRARIES = ("numpy", "python-crfsuite", "spacy", "thinc")


def main(arguments: list[str] | None = None) -> int:
    """Trains what is asked, measures, compares, installs; 1 if a figure fell and that was not accepted."""
    asked = _arguments(arguments)
    corpora = Corpora(asked.data)
    work = WEIGHTS.with_name("weights.new")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(WEIGHTS, work)
    for part in asked.only:
        print(f"training {part}", file=sys.stderr)
        TRAINERS[part](corpora, work)
    measured = measure(work, corpora)
    fell = figures.worse(figures.last(FIGURES), measured)
    print(json.dumps(measured, indent=1))
    if fell and not asked.accept_worse:
        print("worse than the last weights, which stay in place:", *fell, sep="\n  ", file=sys.stderr)
        return 1
    report(measured, corpora, work)
    install(work)
    return 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    reader.add_argument(
        "--data",
        type=Path,
        default=ROOT.parent / "shared" / "data",
        help="folder with the corpora's archives",
    )
    reader.add_argument(
        "--only", nargs="+", choices=PARTS, default=PARTS, help="train these parts, keep the others"
    )
    reader.add_argument(
        "--accept-worse", action="store_true", help="install the weights even if a figure fell"
    )
    return reader.parse_args(arguments)


def french(corpora: Corpora) -> tuple[list[Tree], list[Tree]]:
    """The French treebank sentences for training, and the generated ones."""
    trees = corpora.trees(*languages.TRAIN["fr"])
    return trees, speech.make(trees, GENERATED, seed=1)


def train_lists(corpora: Corpora, out: Path) -> None:
    """Gazetteers, and the words that each language writes small."""
    for lang, files in languages.TRAIN.items():
        gazetteer.write(gazetteer.make(lang), out / f"{lang}_gazetteer.tsv")
        words = common_words(corpora.trees(*files))
        (out / f"{lang}_words.txt").write_text("\n".join(words) + "\n", "utf-8")


def common_words(trees: Iterable[Tree]) -> list[str]:
    """The words that are printed in small letters twice or more and are no names, sorted."""
    seen = Counter(
        w.form for t in trees for w in t if w.pos != "PROPN" and w.form.isalpha() and w.form.islower()
    )
    return sorted(word for word, n in seen.items() if n > 1)


def train_crf(corpora: Corpora, out: Path) -> None:
    """Part of speech and names of French."""
    trees, made = french(corpora)
    tagged = [tuple((w.form, w.pos) for w in tree) for tree in trees + made]
    crf.fit(tagged, Features({}), out / "fr_pos.crfsuite", steps=60)
    lists = gazetteer.make("fr")
    old = [sentence for name in OLD_PRESS for sentence in corpora.tagged(name)]
    modern = list(names.silver(trees, lists)) * 2 + list(names.generated(made, lists))
    crf.fit(old + modern, Features(lists), out / "fr_names.crfsuite", steps=70)


def train_fr(corpora: Corpora, out: Path) -> None:
    """The French pipeline."""
    trees, made = french(corpora)
    groups = parser.pieces(trees, seed=2) + parser.pieces(made, seed=3, longest=3)
    dev = parser.pieces(corpora.trees(*languages.DEV["fr"]), seed=4)
    parser.fit(groups, dev, out / "fr", steps(STEPS["fr"]))


def train_xx(corpora: Corpora, out: Path) -> None:
    """The pipeline of all other languages; French is in it because it lends them what languages share."""
    groups: list[Any] = []
    dev: list[Any] = []
    for i, lang in enumerate(languages.TRAIN):
        trees, held = languages.split(corpora, lang)
        for turn in range(languages.OFTEN.get(lang, 1)):
            groups += parser.pieces(trees, seed=10 + i + 50 * turn)
        dev += parser.pieces(held, seed=30 + i)
    wide = {"training.dropout": 0.15, "components.tok2vec.model.embed.rows": [10000, 2000, 5000, 2500]}
    parser.fit(groups, dev, out / "xx", steps(STEPS["xx"]) | wide, noise=0.15)


def steps(count: int) -> dict[str, Any]:
    """The settings of a training of so many steps: six looks at the dev set, a learning rate that falls
    to a tenth.
    """
    return {
        "training.max_steps": count,
        "training.eval_frequency": count // 6,
        "training.optimizer.learn_rate.total_steps": int(count * 1.1),
    }


TRAINERS = {"lists": train_lists, "crf": train_crf, "fr": train_fr, "xx": train_xx}


def measure(work: Path, corpora: Corpora) -> figures.Figures:
    """All figures of a folder of weights."""
    measured = figures.of_parsers(work, corpora) | figures.of_crfs(work, corpora, gazetteer.make("fr"))
    return dict(sorted(measured.items()))


def report(measured: figures.Figures, corpora: Corpora, work: Path) -> None:
    """Writes the figures, the hashes of what was read and the versions, beside this file and beside the
    weights.
    """
    kept = json.loads(FIGURES.read_text("utf-8"))["inputs"] if FIGURES.is_file() else {}
    record = {
        "figures": measured,
        "inputs": dict(sorted((kept | corpora.hashes).items())),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        "size": sum(p.stat().st_size for p in work.rglob("*") if p.is_file()),
    }
    text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    FIGURES.write_text(text, "utf-8")
    (work / "figures.json").write_text(text, "utf-8")


def install(work: Path) -> None:
    """Puts the new weights in the place of the old."""
    old = WEIGHTS.with_name("weights.old")
    WEIGHTS.rename(old)
    work.rename(WEIGHTS)
    shutil.rmtree(old)


if __name__ == "__main__":
    spacy.util.fix_random_seed(0)
    sys.exit(main())
