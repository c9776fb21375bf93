"""Trees as the package will see them: cut into the same words, with the clause of reporting hung alike.

A treebank cuts "well-known" in three and our tokens do not: its words are joined where ours spans several.
And a clause of reporting behind what is said ("Q, X said") hangs on it, as it does where it is inserted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from training.corpora import Tree, Word

REPORTED = ("root", "conj", "parataxis", "ccomp")  # relations of a verb that may be turned


def as_cut(tree: Tree, token: re.Pattern[str]) -> Tree:
    """The tree with those words joined that are one token of ours and hang together."""
    found: list[tuple[int, int]] = []
    for first, last in _groups([w.form for w in tree], [w.space for w in tree], token):
        outside = [
            i for i in range(first, last + 1) if tree[i].head == i or not first <= tree[i].head <= last
        ]
        found += [(first, last)] if len(outside) == 1 else [(i, i) for i in range(first, last + 1)]
    place = [number for number, (first, last) in enumerate(found) for _ in range(first, last + 1)]
    return tuple(_one(tree, first, last, place) for first, last in found)


def _groups(forms: Sequence[str], spaces: Sequence[bool], token: re.Pattern[str]) -> list[tuple[int, int]]:
    """The first and the last word of each token of ours, and of each word that is several."""
    text, starts, ends = "", {}, {}
    for i, (form, space) in enumerate(zip(forms, spaces, strict=True)):
        starts[len(text)] = i
        text += form
        ends[len(text)] = i
        text += " " * space
    spans = (m.span() for m in token.finditer(text))
    wide = {starts[a]: ends[b] for a, b in spans if a in starts and b in ends}
    found, i = [], 0
    while i < len(forms):
        found.append((i, wide.get(i, i)))
        i = found[-1][1] + 1
    return found


def _one(tree: Tree, first: int, last: int, place: list[int]) -> Word:
    words = tree[first : last + 1]
    top = next(w for i, w in enumerate(words, first) if w.head == i or not first <= w.head <= last)
    head = place[top.head]
    if first == last:
        return replace(top, head=head)
    form = "".join(w.form for w in words)
    lemma = form[: len(form) - len(words[-1].form)] + words[-1].lemma
    lemma = lemma if top.pos == "PROPN" else lemma.lower()
    return replace(top, form=form, lemma=lemma, head=head, space=words[-1].space)


def turned(tree: Tree) -> Tree:
    """The tree with each verb whose clausal object comes whole before it hung on that clause.

    What stood before the verb under it, and a mark at the end, hang on the clause then.
    """
    words = list(tree)
    for v, verb in enumerate(tree):
        for c in (k for k, w in enumerate(tree) if w.head == v and w.rel == "ccomp" and k < v):
            if verb.rel in REPORTED and _last(tree, c) < v and words[c].head == v:
                _turn(words, v, c, _last(tree, c))
    return tuple(words)


def _turn(words: list[Word], v: int, c: int, reach: int) -> None:
    verb = words[v]
    words[c] = replace(words[c], head=c if verb.head == v else verb.head, rel=verb.rel)
    words[v] = replace(verb, head=c, rel="parataxis")
    for i, w in enumerate(words):
        moves = i < reach or w.rel in ("cc", "mark") or (w.rel == "punct" and i > v)
        if w.head == v and i not in (v, c) and moves:
            words[i] = replace(w, head=c)


def _last(tree: Tree, top: int) -> int:
    """The last word of a subtree."""
    below, size = {top}, 0
    while len(below) > size:
        size = len(below)
        below |= {i for i, w in enumerate(tree) if w.head in below}
    return max(below)
