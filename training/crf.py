"""Trains the linear models: part of speech, and names."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from recoupe.backends.features import Features
from training.corpora import Tagged
from training.noise import spoil

NOISE = 0.35  # share of sentences seen a second time with spoilt capitals


def fit(sentences: Iterable[Tagged], features: Features, out: Path, *, steps: int, seed: int = 0) -> None:
    """Trains a model on tagged sentences and writes it."""
    dice = random.Random(seed)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.12, "c2": 0.02, "max_iterations": steps, "feature.minfreq": 2})
    for sentence in sentences:
        words, tags = [w for w, _ in sentence], [t for _, t in sentence]
        trainer.append(features.of(words), tags)
        if dice.random() < NOISE:
            trainer.append(features.of(spoil(words, dice)), tags)
    trainer.train(str(out))


def accuracy(tagger: "pycrfsuite.Tagger", features: Features, sentences: Sequence[Tagged]) -> float:
    """The share of words with the right tag."""
    right = total = 0
    for sentence in sentences:
        found = tagger.tag(features.of([w for w, _ in sentence]))
        right += sum(a == t for a, (_, t) in zip(found, sentence, strict=True))
        total += len(sentence)
    return right / total


def names_f(tagger: "pycrfsuite.Tagger", features: Features, sentences: Sequence[Tagged]) -> float:
    """F1 over whole, typed names."""
    hit = wrong = missed = 0
    for sentence in sentences:
        found = set(runs(tagger.tag(features.of([w for w, _ in sentence]))))
        gold = set(runs([t for _, t in sentence]))
        hit, wrong, missed = hit + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
    return 2 * hit / max(1, 2 * hit + wrong + missed)


def runs(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of BIO tags: first word, end, kind."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-") or (tag.startswith("I-") and (not i or tags[i - 1][2:] != tag[2:])):
            out.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            out[-1] = (out[-1][0], i + 1, tag[2:])
    return out
