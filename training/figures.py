"""Measures weights on the test corpora, and compares figures with the last.

All scores are shares between 0 and 1; punctuation is not counted in the parse; words are the gold ones.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite
import spacy
from spacy.tokens import Doc

from recoupe.backends import pipeline
from recoupe.backends.features import Features
from training import crf, languages, parser, speech
from training.corpora import Corpora, Tree, kind_of

ALLOWED = (
    0.005  # a figure may fall by half a point before the comparison fails: that is what another seed does
)
SUBJECTS = {"nsubj", "nsubj:pass"}
Figures = dict[str, float]


def of_parse(nlp: Any, trees: Sequence[Tree]) -> Figures:
    """Part of speech, heads, heads with relation, and lemmas on gold words in pieces."""
    golds = [parser.as_doc(nlp.vocab, p) for p in parser.pieces(trees, seed=9)]
    counts = {"upos": 0, "uas": 0, "las": 0, "lemma": 0}
    total = 0
    for gold, found in zip(golds, nlp.pipe(blank(nlp, g) for g in golds), strict=True):
        for a, b in zip(gold, found, strict=True):
            if a.dep_ == "punct":
                continue
            total += 1
            heads = a.head.i == b.head.i
            counts["upos"] += a.pos_ == b.pos_
            counts["uas"] += heads
            counts["las"] += heads and a.dep_ == b.dep_
            counts["lemma"] += a.lemma_.lower() == b.lemma_.lower()
    return {name: round(n / total, 4) for name, n in counts.items()}


def of_speech(nlp: Any, trees: Sequence[Tree], ways: speech.Ways) -> float:
    """The share of generated reporting verbs whose subject is found, in sentences made from unseen trees."""
    right = total = 0
    made = [parser.as_doc(nlp.vocab, [t]) for t in speech.make(trees, 400, seed=99, ways=ways)]
    for gold, found in zip(made, nlp.pipe(blank(nlp, g) for g in made), strict=True):
        for a, b in zip(gold, found, strict=True):
            if a.dep_ in SUBJECTS and a.head.dep_ in ("parataxis:insert", "parataxis", "ROOT", "advcl"):
                total += 1
                right += b.head.i == a.head.i and b.dep_ in SUBJECTS
    return round(right / total, 4)


def blank(nlp: Any, gold: Doc) -> Doc:
    """The words of a gold Doc without their annotation."""
    return Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])


def of_parsers(folder: Path, corpora: Corpora, ways: Mapping[str, speech.Ways]) -> Figures:
    """All figures of the pipelines."""
    out: Figures = {}
    for lang in languages.OWN:
        nlp = pipeline.ready(spacy.load(folder / lang))
        for name in languages.TEST[lang]:
            found = of_parse(nlp, languages.unseen(corpora, name))
            out |= {f"{lang}.{name.split('-')[0]}.{k}": v for k, v in found.items()}
        out[f"{lang}.speech.subject"] = of_speech(
            nlp, languages.unseen(corpora, languages.LENT[lang][0]), ways[lang]
        )
    xx = pipeline.ready(spacy.load(folder / "xx"))
    for lang, names in languages.TEST.items():
        for name in names if lang not in languages.OWN else ():
            trees = [languages.shared(t) for t in corpora.trees(name)]
            out |= {f"xx.{name.split('-')[0]}.{k}": v for k, v in of_parse(xx, trees).items()}
    return out


def of_crfs(folder: Path, corpora: Corpora, gazetteer: Mapping[str, str]) -> Figures:
    """All figures of the linear models."""
    out: Figures = {}
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / "fr_pos.crfsuite"))
    for name in languages.TEST["fr"]:
        tagged = [tuple((w.form, w.pos) for w in tree) for tree in languages.unseen(corpora, name)]
        out[f"fr.crf.{name.split('-')[0]}.upos"] = round(crf.accuracy(tagger, Features({}), tagged), 4)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / "fr_names.crfsuite"))
    held = corpora.tagged("newseye-dev2-fr.tsv")
    out["fr.names.old_press.f"] = round(crf.names_f(tagger, Features(gazetteer), held), 4)
    out |= of_names(tagger, Features(gazetteer), corpora)
    return out


def of_names(tagger: Any, features: Features, corpora: Corpora) -> Figures:
    """Typed recall of names in French PUD: English gold names that the parallel French sentence prints
    letter by letter.
    """
    english = _gold_names(corpora.text("en_pud-ud-test.iob2").split("\n"))
    hits: dict[str, list[bool]] = {"PER": [], "LOC": [], "ORG": []}
    for names, tree in zip(english, corpora.trees("fr_pud-ud-test.conllu"), strict=True):
        words = [w.form for w in tree]
        found = {(" ".join(words[a:b]), kind) for a, b, kind in crf.runs(tagger.tag(features.of(words)))}
        for name, kind in names:
            if f" {name} " in f" {' '.join(words)} ":
                hits[kind].append((name, kind) in found)
    return {f"fr.names.pud.{kind}.recall": round(sum(h) / max(1, len(h)), 4) for kind, h in hits.items()}


def _gold_names(lines: Sequence[str]) -> list[list[tuple[str, str]]]:
    out: list[list[tuple[str, str]]] = []
    words: list[str] = []
    tags: list[str] = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 2:
            words.append(cells[1])
            tags.append(kind_of(cells[2]))
        elif not line and words:
            out.append([(" ".join(words[a:b]), kind) for a, b, kind in crf.runs(tags)])
            words, tags = [], []
    return out


def worse(old: Figures, new: Figures) -> list[str]:
    """The figures that fell by more than is allowed, as lines to read."""
    fell = {k: (old[k], new[k]) for k in sorted(old) if k in new and new[k] < old[k] - ALLOWED}
    return [f"{name}: {before:.4f} before, {after:.4f} now" for name, (before, after) in fell.items()]


def changed(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The corpus files that are not those of the last training, as lines to read."""
    return [
        f"{name}: another file than last time"
        for name in sorted(new)
        if old.get(name, new[name]) != new[name]
    ]


def last(path: Path) -> dict[str, Any]:
    """The record of the last training; empty if there was none."""
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def zipped(folder: Path) -> int:
    """The bytes that a folder takes in a wheel."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "figures.json"):
            archive.write(path, path.relative_to(folder))
    return store.tell()
