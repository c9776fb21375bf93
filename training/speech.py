"""Makes trees of reported speech, which treebanks have too few of: fourteen in French, against a third of
all news sentences.

A gold sentence is put into quotation marks, or after "que", and a speaker is attached in one of the
ways that French news has, in the word order of machine translation too (`« ... », X a déclaré`). All
names are made of syllables. `make` works for every language that brings its ways (`speech_en.py`).
"""

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from training.corpora import Tree, Word

LISTS = tomllib.loads((Path(__file__).parent / "speech.toml").read_text("utf-8"))
HEAD = "head"
Part = tuple[Tree, str]
PARTICIPLE = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"


def rows(name: str, separator: str | None = None) -> list[list[str]]:
    """The rows of one list of speech.toml."""
    return [line.split(separator) for line in LISTS[name].strip().split("\n")]


VERBS, OFFICES, BODIES = rows("verbs"), rows("offices", "|"), rows("bodies", "|")
COMPLEMENTS, OPENINGS, CLOSINGS = rows("complements"), rows("openings"), rows("closings")


def word(form: str, pos: str, feats: str = "", lemma: str = "") -> Tree:
    """A tree of one word."""
    return (Word(form, lemma or form.lower(), pos, feats, 0, "root", not form.endswith("'")),)


def join(*parts: Part) -> Tree:
    """One tree from parts in order: the part with the relation `HEAD` governs the roots of the others."""
    offsets, at = [], 0
    for tree, _ in parts:
        offsets.append(at)
        at += len(tree)
    roots = [
        o + next(i for i, w in enumerate(t) if w.head == i) for (t, _), o in zip(parts, offsets, strict=True)
    ]
    top = roots[next(i for i, (_, rel) in enumerate(parts) if rel == HEAD)]
    out: list[Word] = []
    for (tree, rel), offset, root in zip(parts, offsets, roots, strict=True):
        for i, w in enumerate(tree):
            if offset + i == root:
                out.append(replace(w, head=top, rel="root" if root == top else rel))
            else:
                out.append(replace(w, head=w.head + offset))
    return tuple(out)


def mark(form: str, *, space: bool = True) -> Part:
    """A mark, to be attached to the head."""
    return ((Word(form, form, "PUNCT", "", 0, "root", space),), "punct")


def phrase(cells: Sequence[str]) -> Tree:
    """A flat group such as `de/ADP la/DET défense/NOUN`: its first noun (or first word) governs."""
    split = [c.split("/") for c in cells]
    top = next((i for i, (_, pos) in enumerate(split) if pos in ("NOUN", "PROPN")), 0)
    rels = {"ADP": "case", "DET": "det", "ADJ": "amod", "ADV": "advmod", "NOUN": "nmod", "PROPN": "nmod"}
    parts = [(word(form, pos), HEAD if i == top else rels[pos]) for i, (form, pos) in enumerate(split)]
    return join(*parts)


def surname(dice: random.Random) -> str:
    """A surname of two or three syllables."""
    sounds = [LISTS["onsets"].split(), LISTS["nuclei"].split()]
    stem: str = "".join(dice.choice(s) for _ in range(dice.choice((1, 2, 2, 3))) for s in sounds)
    ending: str = dice.choice([*LISTS["codas"].split(), ""])
    return (stem + ending).capitalize()


def person(dice: random.Random) -> Tree:
    """A person's name: a surname, or a first name and a surname, or a surname after M. or Mme."""
    last = word(surname(dice), "PROPN", lemma="_")
    throw = dice.random()
    if throw < 0.35:
        return last
    if throw < 0.5:
        title = dice.choice([("M.", "Masc", "monsieur"), ("Mme", "Fem", "madame")])
        return join(
            (word(title[0], "NOUN", f"Gender={title[1]}|Number=Sing", title[2]), HEAD), (last, "nmod")
        )
    parts: list[Part] = [(word(dice.choice(LISTS["firsts"].split()), "PROPN"), HEAD), (last, "flat:name")]
    if dice.random() < 0.12:
        parts.append((word(surname(dice), "PROPN"), "flat:name"))
    return join(*parts)


def noun(form: str, gender: str, dice: random.Random, *, article: bool = True) -> list[Part]:
    """An article, a noun and what may follow it, with the noun as head."""
    elided = form[0] in "aeéioê"
    the = "l'" if elided else "la" if gender == "Fem" else "le"
    feats = (
        "Definite=Def|Number=Sing|PronType=Art"
        if elided
        else f"Definite=Def|Gender={gender}|Number=Sing|PronType=Art"
    )
    parts: list[Part] = [(word(the, "DET", feats, "le"), "det")] if article else []
    parts.append((word(form, "NOUN", f"Gender={gender}|Number=Sing"), HEAD))
    if dice.random() < 0.4:
        adjective = dice.choice(LISTS["adjectives"].split())
        parts.append((word(adjective, "ADJ", f"Gender={gender}|Number=Sing"), "amod"))
    if dice.random() < 0.5:
        parts.append((phrase(dice.choice(COMPLEMENTS)), "nmod"))
    return parts


def speaker(dice: random.Random) -> Tree:
    """Whoever speaks: a name, an office with or without a name, a body."""
    throw = dice.random()
    if throw < 0.38:
        return person(dice)
    form, gender = dice.choice(OFFICES)
    if throw < 0.52:
        return join(*noun(form, gender, dice), (person(dice), "nmod"))
    if throw < 0.68:
        apposition = join(mark(","), (person(dice), HEAD))
        return join(*noun(form, gender, dice), (apposition, "appos"), mark(","))
    if throw < 0.78:
        office = join(mark(","), *noun(form, gender, dice, article=dice.random() < 0.6))
        return join((person(dice), HEAD), (office, "appos"), mark(","))
    if throw < 0.86:
        return join(*noun(form, gender, dice))
    form, gender = dice.choice(BODIES)
    body = noun(form, gender, dice)
    if dice.random() < 0.3:
        body.append((word(surname(dice), "PROPN"), "nmod"))
    return join(*body)


def pronoun(dice: random.Random, *, hyphen: str = "") -> Tree:
    """He or she, as a subject before or after the verb."""
    form, gender = dice.choice([("il", "Masc"), ("elle", "Fem")])
    feats = f"Emph=No|Gender={gender}|Number=Sing|Person=3|PronType=Prs"
    return word(hyphen + form, "PRON", feats, "lui")


def said(dice: random.Random, *, subject: Tree | None = None, after: Tree | None = None) -> list[Part]:
    """A reporting verb in one of its tenses, as head, with its subject before it or after it."""
    lemma, participle, present, several, past, _ = dice.choice(VERBS)
    parts: list[Part] = [(subject, "nsubj")] if subject else []
    third = "Mood=Ind|Number=Sing|Person=3|Tense=%s|VerbForm=Fin"
    throw = dice.random()
    if throw < 0.6:
        auxiliary = dice.choice(
            [("a", "Mood=Ind", "Pres")] * 6 + [("avait", "Mood=Ind", "Imp"), ("aurait", "Mood=Cnd", "Pres")]
        )
        feats = third.replace("Mood=Ind", auxiliary[1]) % auxiliary[2]
        parts.append((word(auxiliary[0], "AUX", feats, "avoir"), "aux:tense"))
        if after and after[0].form.startswith("-"):
            parts += [(after, "nsubj")]
            after = None
        if dice.random() < 0.15:
            parts.append(
                (word(dice.choice(["également", "aussi", "notamment", "encore", "ensuite"]), "ADV"), "advmod")
            )
        parts.append((word(participle, "VERB", PARTICIPLE, lemma), HEAD))
    else:
        imperfect = several.removesuffix("ent") + "ait"
        form, tense = (
            (present, "Pres") if throw < 0.82 else (imperfect, "Imp") if throw < 0.9 else (past, "Past")
        )
        parts.append((word(form, "VERB", third % tense, lemma), HEAD))
    if after:
        parts.append((after, "nsubj"))
    if dice.random() < 0.3:
        parts.append((phrase(dice.choice(CLOSINGS)), "obl:arg" if dice.random() < 0.3 else "obl:mod"))
    return parts


def inverted(dice: random.Random) -> list[Part]:
    """A verb and its subject after it: `a déclaré X`, `a-t-il dit`, `dit-elle`."""
    if dice.random() < 0.65:
        return said(dice, after=speaker(dice))
    parts = said(dice, after=pronoun(dice, hyphen="-t-"))
    verb = next(t[0].form for t, rel in parts if rel in (HEAD, "aux:tense"))
    if verb[-1] in "td":  # "dit-il", not "dit-t-il"
        parts = [
            ((replace(t[0], form=t[0].form.replace("-t-", "-")),), r) if r == "nsubj" else (t, r)
            for t, r in parts
        ]
    return [(_unspaced(t) if i + 1 < len(parts) and parts[i + 1][0][0].form.startswith("-") else t, r)
            for i, (t, r) in enumerate(parts)]  # fmt: skip


def _unspaced(tree: Tree) -> Tree:
    return (*tree[:-1], replace(tree[-1], space=False))


def bare(tree: Tree) -> Tree:
    """The sentence without its last full stop."""
    stop = tree[-1]
    if stop.form != "." or any(w.head == len(tree) - 1 for w in tree[:-1]):
        return tree
    return tree[:-1]


def small(tree: Tree) -> Tree:
    """The sentence with a small first letter, unless it is a name."""
    first = tree[0]
    keep = first.pos == "PROPN" or (first.form.isupper() and (len(first.form) > 1 or first.pos == "PRON"))
    return tree if keep else (replace(first, form=first.form[0].lower() + first.form[1:]), *tree[1:])


def quoted(tree: Tree, dice: random.Random, *, stop: bool = False) -> list[Part]:
    """The sentence in quotation marks, tight or loose, as the head and its marks."""
    loose = dice.random() < 0.4
    inner = tree if stop else bare(tree)
    inner = inner if loose else _unspaced(inner)
    comma = [mark(",")] if not stop and dice.random() < 0.08 else []  # `,"` of English print
    return [mark('"', space=loose), (inner, HEAD), *comma, mark('"', space=not stop and dice.random() < 0.3)]


def before_comma(parts: list[Part]) -> list[Part]:
    """Parts that a comma follows without a space."""
    return [*parts[:-1], (_unspaced(parts[-1][0]), parts[-1][1])]


def lexicon(trees: Sequence[Tree]) -> dict[tuple[str, str], tuple[str, str]]:
    """The commonest lemma and features of each word and part of speech."""
    seen: Counter[tuple[str, str, str, str]] = Counter(
        (w.form.lower(), w.pos, w.lemma, w.feats) for t in trees for w in t
    )
    return {(form, pos): (lemma, feats) for (form, pos, lemma, feats), _ in reversed(seen.most_common())}


def _informed(tree: Tree, known: dict[tuple[str, str], tuple[str, str]]) -> Tree:
    return tuple(_inform(w, known) if not w.feats and w.lemma == w.form.lower() else w for w in tree)


def _inform(word: Word, known: dict[tuple[str, str], tuple[str, str]]) -> Word:
    lemma, feats = known.get((word.form.lower(), word.pos), (word.lemma, word.feats))
    return replace(word, lemma=lemma, feats=feats)


def end(parts: list[Part]) -> Tree:
    """The parts as a sentence with a full stop, which swallows a comma before it."""
    tree, rel = parts[-1]
    if tree[-1].form == ",":
        parts = [*parts[:-1], (tree[:-1], rel)] if len(tree) > 1 else parts[:-1]
    return join(*before_comma(parts), mark("."))


def quote_then_verb(tree: Tree, dice: random.Random) -> Tree:
    """`« Q », a déclaré X.` and `« Q » a-t-il dit.`"""
    link = [mark(",")] if dice.random() < 0.85 else []
    head = before_comma(quoted(tree, dice)) if link else quoted(tree, dice)
    return end([*head, *link, (join(*inverted(dice)), "parataxis:insert")])


def quote_then_subject(tree: Tree, dice: random.Random) -> Tree:
    """`« Q », X a déclaré.`: the order of machine translation, with or without the comma, a full stop
    within.
    """
    clause = join(*said(dice, subject=speaker(dice) if dice.random() < 0.85 else pronoun(dice)))
    if dice.random() < 0.25:
        clause = (replace(clause[0], form=clause[0].form.capitalize()), *clause[1:])
    if dice.random() < 0.3:
        return end([*quoted(tree, dice, stop=dice.random() < 0.5), (clause, "parataxis:insert")])
    return end([*before_comma(quoted(tree, dice)), mark(","), (clause, "parataxis:insert")])


def split_quote(tree: Tree, other: Tree, dice: random.Random) -> list[Tree]:
    """`« Q1 », a déclaré X. « Q2 ».`: two sentences in a row."""
    return [quote_then_verb(tree, dice), join(*quoted(other, dice, stop=True))]


def inserted(tree: Tree, dice: random.Random) -> Tree:
    """`Q, a déclaré X.` without marks."""
    return end([*before_comma([(bare(tree), HEAD)]), mark(","), (join(*inverted(dice)), "parataxis:insert")])


def opened(dice: random.Random, parts: list[Part]) -> list[Part]:
    """The parts, at times after words of time or place."""
    if dice.random() > 0.35:
        return parts
    opening = phrase(dice.choice(OPENINGS))
    first, rel = parts[0]
    low = small(first) if first[0].pos in ("DET", "PRON") else first
    return [(_unspaced(opening), "obl:mod"), mark(","), (low, rel), *parts[1:]]


def colon(tree: Tree, dice: random.Random) -> Tree:
    """`X a déclaré : « Q ».`"""
    subject = speaker(dice) if dice.random() < 0.8 else pronoun(dice)
    content = join(mark(":"), *quoted(tree, dice))
    return end([*opened(dice, said(dice, subject=subject)), (content, "ccomp")])


def that(tree: Tree, dice: random.Random) -> Tree:
    """`X a déclaré que Q.`, at times with the content in quotation marks."""
    inner = small(bare(tree))
    elided = inner[0].form[0].lower() in "aeéiouêà"
    que = word("qu'" if elided else "que", "SCONJ", lemma="que")
    content = (
        [mark('"', space=False), *before_comma([(inner, HEAD)]), mark('"')]
        if dice.random() < 0.25
        else [(inner, HEAD)]
    )
    subject = speaker(dice) if dice.random() < 0.8 else pronoun(dice)
    return end([*opened(dice, said(dice, subject=subject)), (join((que, "mark"), *content), "ccomp")])


def like(tree: Tree, dice: random.Random) -> Tree:
    """`Comme l'a dit X, Q.` and `Q, comme l'a dit X.`"""
    it = word("l'", "PRON", "Emph=No|Number=Sing|Person=3|PronType=Prs", "lui")
    who = [(speaker(dice), "nsubj")]
    lemma, participle, *_ = dice.choice(VERBS)
    has = word("a", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "avoir")
    verb: list[Part] = [(it, "obj"), (has, "aux:tense"), (word(participle, "VERB", PARTICIPLE, lemma), HEAD)]
    inner = [*verb, *who] if dice.random() < 0.7 else [*who, *verb]
    clause = join((word("comme", "SCONJ"), "mark"), *inner)
    if dice.random() < 0.5:
        clause = (replace(clause[0], form="Comme"), *clause[1:])
        return end([*before_comma([(clause, "advcl")]), mark(","), (small(bare(tree)), HEAD)])
    return end([*before_comma([(bare(tree), HEAD)]), mark(","), (clause, "advcl")])


def according(tree: Tree, dice: random.Random) -> Tree:
    """`Selon X, Q.` and `Q, selon X.`"""
    late = dice.random() < 0.5
    form = dice.choice(["selon", "selon", "d'après"])
    source = join(
        (word(form if late else form.capitalize(), "ADP", lemma=form), "case"), (speaker(dice), HEAD)
    )
    if late:
        return end([*before_comma([(bare(tree), HEAD)]), mark(","), (source, "obl:mod")])
    return end([*before_comma([(source, "obl:mod")]), mark(","), (small(bare(tree)), HEAD)])


class Ways(NamedTuple):
    """How a language reports: functions of one sentence and of two, with how often each is taken."""

    one: tuple[tuple[Callable[[Tree, random.Random], Tree], int], ...]
    two: tuple[tuple[Callable[[Tree, Tree, random.Random], list[Tree]], int], ...]
    pairs: float = 0.1  # the share of the ways of two sentences


FRENCH = Ways(
    (
        (quote_then_verb, 5), (quote_then_subject, 6), (inserted, 3), (colon, 4), (that, 5), (like, 1),
        (according, 2),
    ),
    ((split_quote, 1),),
)  # fmt: skip


def _is_plain(tree: Tree) -> bool:
    marks = {'"', ":", "-", "[", "--"}
    return (
        tree[-1].form == "." and any(w.pos == "VERB" for w in tree) and not any(w.form in marks for w in tree)
    )


def make(trees: Sequence[Tree], count: int, seed: int = 0, ways: Ways = FRENCH) -> list[Tree]:
    """So many sentences of reported speech, from gold sentences of five to thirty words; the same for a
    seed.
    """
    dice = random.Random(seed)
    known = lexicon(trees)
    fit = [t for t in trees if 5 <= len(t) <= 30 and _is_plain(t)]
    one, weights = zip(*ways.one, strict=True)
    two, shares = zip(*ways.two, strict=True)
    out: list[Tree] = []
    while len(out) < count:
        tree = dice.choice(fit)
        if dice.random() < ways.pairs:
            pair = dice.choices(two, shares)[0] if len(two) > 1 else two[0]
            out += (_informed(t, known) for t in pair(tree, dice.choice(fit), dice))
            continue
        made = _informed(dice.choices(one, weights)[0](tree, dice), known)
        out.append((replace(made[0], form=made[0].form[0].upper() + made[0].form[1:]), *made[1:]))
    return out
