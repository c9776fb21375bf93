"""One command from corpora to the weights that ship, with figures: `python -m training.train --help`.

Everything is trained into a folder beside the weights, measured, compared with the figures of the last
training, and only then put in place. The same corpora and the same versions of the libraries give the
same figures to within half a point.
"""

import argparse
import importlib.metadata
import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from recoupe.backends import crf as reading
from recoupe.backends.features import Features
from training import crf, figures, gazetteer, languages, names, parser, speech, speech_en
from training.corpora import Corpora, Tree

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src" / "recoupe" / "weights"
FIGURES = "figures.json"  # beside the weights; that of the shipped ones also beside this file
PARTS = ("lists", "crf", "fr", "en", "xx")
# Sentences of reported speech, beside 4,800 of the French treebanks and 13,200 of the English ones.
GENERATED = {"fr": 1400, "en": 3200}
WAYS = {"fr": speech.FRENCH, "en": speech_en.ENGLISH}
OLD_PRESS = ("enp_FR.bnf.bio", "newseye-test-fr.tsv", "newseye-dev-fr.tsv")
ROWS = {"en": [8000, 1000, 3000, 2500]}  # of the hashed embeddings; French is content with the config's
HEADED = {"en": 0.25}  # the share of paragraphs whose first sentence is read as a heading without a stop
STEPS = {"pos": 60, "names": 70, "fr": 5200, "en": 8000, "xx": 7500}
LIBRARIES = ("numpy", "python-crfsuite", "spacy", "thinc")


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains what is asked, measures, compares, installs; 1 if a figure fell and that was not accepted."""
    asked = _arguments(arguments)
    corpora = Corpora(asked.data)
    work = asked.weights.with_name(asked.weights.name + ".new")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(asked.weights, work) if asked.weights.is_dir() else work.mkdir(parents=True)
    for part in asked.only:
        print(f"training {part}", file=sys.stderr)
        TRAINERS[part](corpora, work, asked.steps)
    record = figures.last(asked.weights / FIGURES)
    measured = measure(work, corpora)
    print(json.dumps(measured, indent=1))
    first = figures.last(Path(__file__).with_name("start.json"))["figures"]
    for line in figures.worse(first, measured):
        print(f"below the first weights: {line}", file=sys.stderr)
    for line in figures.changed(record.get("inputs", {}), corpora.hashes):
        print(line, file=sys.stderr)
    fell = figures.worse(record.get("figures", {}), measured)
    if fell and not asked.accept_worse:
        print("worse than the last weights, which stay in place:", *fell, sep="\n  ", file=sys.stderr)
        return 1
    report(measured, corpora, record, work)
    install(work, asked.weights)
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    data = ROOT.parent / "shared" / "data"
    reader.add_argument("--data", type=Path, default=data, help="folder with the corpora's archives")
    reader.add_argument(
        "--weights", type=Path, default=WEIGHTS, help="folder of the weights to make or renew"
    )
    told = "train these parts and keep the others; no part: only measure"
    reader.add_argument("--only", nargs="*", choices=PARTS, default=PARTS, help=told)
    reader.add_argument(
        "--steps", type=int, help="train every model for so many steps: to try the way itself"
    )
    told = "install the weights even if a figure fell"
    reader.add_argument("--accept-worse", action="store_true", help=told)
    return reader.parse_args(arguments)


def sentences(corpora: Corpora, lang: str) -> tuple[list[Tree], list[Tree]]:
    """The treebank sentences that train a language, and the generated ones."""
    trees = languages.training(corpora, lang)
    made = speech.make(trees, GENERATED[lang], seed=1, ways=WAYS[lang])
    return trees, [languages.shown(t) for t in made] if lang in languages.PRINTED else made


def train_lists(corpora: Corpora, out: Path, limit: int | None) -> None:  # noqa: ARG001  nothing is fitted
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


def train_crf(corpora: Corpora, out: Path, limit: int | None) -> None:
    """Part of speech and names of French; English is tagged as well by its parser."""
    trees, made = sentences(corpora, "fr")
    tagged = [tuple((w.form, w.pos) for w in tree) for tree in trees + made]
    crf.fit(tagged, Features({}), out / "fr_pos.crfsuite", steps=limit or STEPS["pos"])
    lists = reading.gazetteer("fr", out)
    old = [sentence for name in OLD_PRESS for sentence in corpora.tagged(name)]
    modern = list(names.silver(trees, lists)) * 2 + list(names.generated(made, lists))
    crf.fit(old + modern, Features(lists), out / "fr_names.crfsuite", steps=limit or STEPS["names"])


def train_own(lang: str, corpora: Corpora, out: Path, limit: int | None) -> None:
    """The pipeline of a language that has one of its own."""
    trees, made = sentences(corpora, lang)
    groups = parser.pieces(trees, seed=2) + parser.pieces(made, seed=3, longest=3)
    dev = parser.pieces(languages.read(corpora, *languages.DEV[lang]), seed=4)
    settings: dict[str, Any] = {"training.optimizer.use_averages": True}
    if lang in ROWS:
        settings["components.tok2vec.model.embed.rows"] = ROWS[lang]
    parser.fit(
        groups,
        dev,
        out / lang,
        steps(limit or STEPS[lang]) | settings,
        headed=HEADED.get(lang, 0.0),
        lemmas=0.3,
    )


def train_xx(corpora: Corpora, out: Path, limit: int | None) -> None:
    """The pipeline of all other languages; French and English lend them what languages share."""
    groups: list[Any] = []
    dev: list[Any] = []
    for i, lang in enumerate(languages.TRAIN):
        trees, held = languages.split(corpora, lang)
        for turn in range(languages.OFTEN.get(lang, 1)):
            groups += parser.pieces(trees, seed=10 + i + 50 * turn)
        dev += parser.pieces(held, seed=30 + i)
    settings = {
        "training.dropout": 0.15,
        "training.optimizer.use_averages": True,
        "components.tok2vec.model.embed.rows": [10000, 2000, 5000, 2500],
    }
    # The parse matters more than the lemmas, and pages in these languages are seldom machine-translated.
    parser.fit(groups, dev, out / "xx", steps(limit or STEPS["xx"]) | settings, noise=0.15, lemmas=0.3)


def steps(count: int) -> dict[str, Any]:
    """The settings of a training of so many steps: six looks at the dev set, a learning rate that falls
    to a tenth.
    """
    return {
        "training.max_steps": count,
        "training.eval_frequency": max(1, count // 6),
        "training.optimizer.learn_rate.total_steps": int(count * 1.1),
    }


TRAINERS = {
    "lists": train_lists,
    "crf": train_crf,
    "fr": partial(train_own, "fr"),
    "en": partial(train_own, "en"),
    "xx": train_xx,
}


def measure(work: Path, corpora: Corpora) -> figures.Figures:
    """All figures of a folder of weights."""
    lists = reading.gazetteer("fr", work)
    found = figures.of_parsers(work, corpora, WAYS) | figures.of_crfs(work, corpora, lists)
    return dict(sorted(found.items()))


def report(measured: figures.Figures, corpora: Corpora, last: dict[str, Any], work: Path) -> None:
    """Writes the figures, the hashes of what was read and the versions beside the weights."""
    record = {
        "figures": measured,
        "inputs": dict(sorted((last.get("inputs", {}) | corpora.hashes).items())),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        "size": sum(p.stat().st_size for p in work.rglob("*") if p.is_file() and p.name != FIGURES),
        "zipped": figures.zipped(work),
    }
    (work / FIGURES).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")


def install(work: Path, weights: Path) -> None:
    """Puts the new weights in the place of the old."""
    old = weights.with_name(weights.name + ".old")
    if weights.is_dir():
        weights.rename(old)
    work.rename(weights)
    shutil.rmtree(old, ignore_errors=True)
    if weights == WEIGHTS:
        shutil.copyfile(weights / FIGURES, Path(__file__).with_name(FIGURES))


if __name__ == "__main__":
    sys.exit(main())
