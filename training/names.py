"""Sentences with names tagged, for training the name model where no clean modern corpus of French news
exists.

Two sources beside the old press of the corpora: the proper nouns of treebanks, whose bounds are gold,
typed by gazetteer and context (a sentence with a name that nothing types is left out); and generated
sentences, whose speakers are people by making.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from training.corpora import Tagged, Tree

LINKS = {"de", "du", "la", "le", "von", "van", "al", "ben", "bin", "el", "da", "dos", "di"}
INTO = {"à", "en", "dans", "vers", "depuis"}


def spans(tree: Tree) -> list[tuple[int, int]]:
    """The runs of proper nouns, with the small words that join them."""
    out, i = [], 0
    while i < len(tree):
        if tree[i].pos != "PROPN" or not tree[i].form[0].isalpha():
            i += 1
            continue
        j = i + 1
        while j < len(tree) and (tree[j].pos == "PROPN" or _links(tree, j)):
            j += 1
        out.append((i, j))
        i = j
    return out


def _links(tree: Tree, j: int) -> bool:
    return (
        tree[j].form.lower() in LINKS
        and j + 1 < len(tree)
        and tree[j + 1].pos == "PROPN"
        and tree[j + 1].form[0].isupper()
    )


def kind(tree: Tree, start: int, end: int, gazetteer: Mapping[str, str]) -> str | None:
    """PER, LOC, ORG, or None where nothing tells."""
    lists = [gazetteer.get(w.form.lower(), "").lower() for w in tree[start:end]]
    before = [gazetteer.get(w.form.lower(), "").lower() for w in tree[max(0, start - 2) : start]]
    if end - start > 1 and "g" in lists[0] and not any("s" in x or "c" in x for x in lists[1:]):
        return "PER"
    if any("t" in x or "r" in x for x in before) and not any(set("scb") & set(x) for x in lists):
        return "PER"
    for letter, found in (("b", "ORG"), ("s", "LOC"), ("c", "LOC")):
        if all(letter in x for x in lists if x) and any(lists) and letter in (lists[0] or letter):
            return found
    if start and tree[start - 1].form.lower() in INTO and end - start == 1:
        return "LOC"
    if end - start == 1 and "g" in lists[0]:
        return "PER"
    relations = {"flat:name", "flat"}
    if end - start == 2 and tree[end - 1].rel in relations and not (start and tree[start - 1].pos == "DET"):
        return "PER"
    short = tree[start].form
    if end - start == 1 and short.isupper() and 2 <= len(short) <= 6:
        return "ORG"
    return None


def silver(trees: Iterable[Tree], gazetteer: Mapping[str, str]) -> Iterator[Tagged]:
    """The sentences whose names can all be typed."""
    for tree in trees:
        found = [(a, b, kind(tree, a, b, gazetteer)) for a, b in spans(tree)]
        if all(k for _, _, k in found):
            yield tag(tree, [(a, b, str(k)) for a, b, k in found])


def generated(trees: Sequence[Tree], gazetteer: Mapping[str, str]) -> Iterator[Tagged]:
    """Generated sentences: a speaker's name is a person's, all else is typed as in `silver`."""
    for tree in trees:
        found = [(a, b, kind(tree, a, b, gazetteer) or _invented(tree, a)) for a, b in spans(tree)]
        yield tag(tree, [(a, b, k) for a, b, k in found if k])


def _invented(tree: Tree, start: int) -> str:
    invented = tree[start].lemma == "_" or tree[start].rel in ("nsubj", "appos")
    return "PER" if invented else ""


def tag(tree: Tree, found: Sequence[tuple[int, int, str]]) -> Tagged:
    """The words with BIO tags."""
    tags = ["O"] * len(tree)
    for start, end, what in found:
        tags[start:end] = ["B-" + what] + ["I-" + what] * (end - start - 1)
    return tuple((w.form, t) for w, t in zip(tree, tags, strict=True))
