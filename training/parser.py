"""Trains a spaCy parser (tok2vec, morphologizer, parser and, for one language, lemmatizer) on trees.

The gold words are kept as they are: at run time the words are cut by ourselves in the same way. The
pipeline is saved without a tokeniser of its own, under the neutral language "xx", so that opening it
costs nothing.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from confection import Config
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train

from recoupe.backends import pipeline
from training import package
from training.corpora import Tree, recased
from training.noise import spoil

NOISE = 0.3  # share of pieces that are seen a second time with spoilt capitals
SHORTEST, LONGEST = 5, 20  # words of a sentence that is shown as a heading
_stores: dict[str, Callable[[], Iterator[Sequence[Tree]]]] = {}


@spacy.registry.readers("recoupe.pieces.v1")  # type: ignore[untyped-decorator]
def read_pieces(name: str) -> Callable[[Any], Iterator[Example]]:
    """The reader that a training configuration names: pieces of the store of this name."""

    def read(nlp: Any) -> Iterator[Example]:
        for piece in _stores[name]():
            gold = as_doc(nlp.vocab, piece)
            blank = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
            yield Example(blank, gold)

    return read


def as_doc(vocab: Any, piece: Sequence[Tree]) -> Doc:
    """Sentences in a row as one gold Doc."""
    words = [w for tree in piece for w in tree]
    offsets = [o for o, tree in zip(_offsets(piece), piece, strict=True) for _ in tree]
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        pos=[w.pos for w in words],
        morphs=[w.feats for w in words],
        lemmas=[w.lemma for w in words],
        deps=["ROOT" if w.rel == "root" else w.rel for w in words],
        heads=[w.head + o for w, o in zip(words, offsets, strict=True)],
    )


def _offsets(piece: Sequence[Tree]) -> list[int]:
    out = [0]
    for tree in piece:
        out.append(out[-1] + len(tree))
    return out[:-1]


def pieces(trees: Sequence[Tree], seed: int, longest: int = 5) -> list[Sequence[Tree]]:
    """The sentences in groups of one to `longest`, as paragraphs have them."""
    dice = random.Random(seed)
    out, at = [], 0
    while at < len(trees):
        size = dice.randint(1, longest)
        out.append(trees[at : at + size])
        at += size
    return out


def _noisy(
    groups: Sequence[Sequence[Tree]], seed: int, noise: float, headed: float
) -> Callable[[], Iterator[Sequence[Tree]]]:
    dice = random.Random(seed)  # goes on from epoch to epoch: other capitals each time

    def one_epoch() -> Iterator[Sequence[Tree]]:
        order = list(groups)
        dice.shuffle(order)
        for group in order:
            yield unstopped(group) if headed and dice.random() < headed else group
            if dice.random() < noise:
                yield [recased(tree, spoil([w.form for w in tree], dice)) for tree in group]

    return one_epoch


def unstopped(group: Sequence[Tree]) -> Sequence[Tree]:
    """The sentences with the first one as a heading is printed: short, and without its full stop."""
    if len(group) < 2 or not SHORTEST <= len(group[0]) <= LONGEST or not group[1][0].form[:1].isupper():
        return group
    first, stop = group[0], len(group[0]) - 1
    if first[stop].form != "." or any(w.head == stop for w in first):
        return group
    return [(*first[: stop - 1], replace(first[stop - 1], space=True)), *group[1:]]


def fit(
    training: Sequence[Sequence[Tree]],
    dev: Sequence[Sequence[Tree]],
    out: Path,
    settings: Mapping[str, Any],
    *,
    noise: float = NOISE,
    headed: float = 0.0,
    lemmas: float = 1.0,
) -> None:
    """Trains on pieces, keeps the step that is best on `dev`, and writes it as it ships.

    `settings` change the config, `noise` is the share of pieces seen again with spoilt capitals, `headed` of
    those whose first sentence loses its stop, `lemmas` how much of the lemmas' errors reaches the layers that
    they share with the parse.
    """
    _stores["train"], _stores["dev"] = _noisy(training, seed=5, noise=noise, headed=headed), lambda: iter(dev)
    text = (Path(__file__).parent / "parser.cfg").read_text("utf-8")
    nlp = init_nlp(Config().from_str(text, overrides=dict(settings)))
    pipeline.ready(nlp)
    _hold_back(nlp.get_pipe("trainable_lemmatizer"), lemmas)
    work = out.with_name(out.name + ".work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    train(nlp, work)
    package.lean(spacy.load(work / "model-best"), out, out.name)
    shutil.rmtree(work)


def _hold_back(pipe: Any, share: float) -> None:
    """Lets only a share of a component's errors reach the layers that it shares with others."""
    for node in pipe.model.walk():
        if not isinstance(node, Tok2VecListener):
            continue
        receive = node.receive

        def receive_less(batch: int, outputs: Any, backprop: Any, receive: Any = receive) -> None:
            receive(batch, outputs, lambda errors: backprop([share * e for e in errors]))

        node.receive = receive_less
