"""Makes English trees of reported speech: a gold sentence in quotation marks, after "that" or bare, and who
says it.

The ways are those of English news and of machine translation into English: the speaker after the verb or
before it (`"Q," said X`, `"Q", X said`), in the middle of the sentence (`Q1, X said, Q2`), told to a
listener, after a dash. A clause of reporting behind or within what is said hangs on it as `parataxis`.
"""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from training.corpora import Tree
from training.speech import HEAD, Part, Ways, bare, before_comma, end, join, mark, small, word

LISTS = tomllib.loads((Path(__file__).parent / "speech_en.toml").read_text("utf-8"))
FINITE = "Mood=Ind|Number=%s|Person=3|Tense=%s|VerbForm=Fin"
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
NOUNS = ("NOUN", "PROPN")
FIRST = ("nsubj", "nsubj:pass", "obl", "advcl")  # phrases behind which a clause of reporting may be inserted


def rows(name: str) -> list[list[str]]:
    """The rows of one list of speech_en.toml."""
    return [line.split() for line in LISTS[name].strip().split("\n")]


VERBS, TOLD, OFFICES, BODIES = rows("verbs"), rows("told"), rows("offices"), rows("bodies")
COMPLEMENTS, OPENINGS, CLOSINGS = rows("complements"), rows("openings"), rows("closings")
LISTENERS = rows("listeners")
RELATIONS = {
    "ADP": "case", "DET": "det", "ADJ": "amod", "ADV": "advmod", "NOUN": "compound", "PROPN": "compound",
    "PRON": "nmod:poss", "PART": "nmod:poss",
}  # fmt: skip


def phrase(cells: Sequence[str]) -> Tree:
    """A group such as `in/ADP a/DET talk/NOUN with/ADP Reuters/PROPN`: the last noun of a part governs it."""
    split = [(form, pos or "NOUN") for form, _, pos in (c.partition("/") for c in cells)]
    starts = [i for i, (_, pos) in enumerate(split) if i == 0 or pos == "ADP"]
    parts = [split[a:b] for a, b in zip(starts, [*starts[1:], len(split)], strict=True)]
    tree = _flat(parts[0])
    for part in parts[1:]:
        tree = join((tree, HEAD), (_flat(part), "nmod"))
    return tree


def _flat(part: Sequence[tuple[str, str]]) -> Tree:
    top = next((i for i in range(len(part) - 1, -1, -1) if part[i][1] in NOUNS), 0)
    parts: list[Part] = []
    for i, (form, pos) in enumerate(part):
        if pos == "PART":  # prosecutor's office
            owner = (replace(word(form, "NOUN", SINGULAR)[0], space=False),)
            parts.append((join((owner, HEAD), (word("'s", "PART"), "case")), "nmod:poss"))
        else:
            parts.append((_word(form, pos), HEAD if i == top else RELATIONS[pos]))
    return join(*parts)


def _word(form: str, pos: str) -> Tree:
    if pos == "DET":
        kind = {"the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art"}.get(
            form.lower()[:3], ""
        )
        return word(form, pos, kind, {"an": "a"}.get(form, ""))
    if pos == "PROPN":
        return word(form, pos, SINGULAR, form)
    return word(form, pos)


def surname(dice: random.Random) -> str:
    """A surname of one to three syllables and an ending."""
    sounds = [LISTS["onsets"].split(), LISTS["nuclei"].split()]
    stem: str = "".join(dice.choice(s) for _ in range(dice.choice((1, 2, 2, 3))) for s in sounds)
    ending: str = dice.choice([*LISTS["codas"].split(), ""])
    return (stem + ending).capitalize()


def person(dice: random.Random) -> Tree:
    """A person's name: a surname, a first name and a surname, or a surname after Mr. or Ms."""
    last = word(name := surname(dice), "PROPN", SINGULAR, name)
    throw = dice.random()
    if throw < 0.35:
        return last
    if throw < 0.42:
        title = dice.choice(["Mr.", "Ms.", "Mrs.", "Dr.", "Mr"])
        return join((word(title, "PROPN", SINGULAR, title), "nmod:desc"), (last, HEAD))
    first = dice.choice(LISTS["firsts"].split())
    parts: list[Part] = [(word(first, "PROPN", SINGULAR, first), HEAD), (last, "flat")]
    if dice.random() < 0.12:
        parts.append((word(other := surname(dice), "PROPN", SINGULAR, other), "flat"))
    return join(*parts)


def office(dice: random.Random, *, article: str, complement: float = 0.5) -> list[Part]:
    """The noun of an office with what may stand around it, the noun as head."""
    parts: list[Part] = []
    if article == "owner":
        owner = dice.choice(LISTS["owners"].split()) if dice.random() < 0.6 else surname(dice)
        pos = "PROPN" if owner[0].isupper() else "NOUN"
        whose: list[Part] = [
            ((replace(_word(owner, pos)[0], space=False),), HEAD),
            (word("'s", "PART"), "case"),
        ]
        if pos == "NOUN":
            whose.insert(0, (_word("the", "DET"), "det"))
        parts.append((join(*whose), "nmod:poss"))
    elif article:
        parts.append((_word(article, "DET"), "det"))
    if dice.random() < 0.35:
        parts.append((word(dice.choice(LISTS["adjectives"].split()), "ADJ", "Degree=Pos"), "amod"))
    if dice.random() < 0.15:
        owner = dice.choice(LISTS["owners"].split())
        parts.append((_word(owner, "PROPN" if owner[0].isupper() else "NOUN"), "compound"))
    cells = dice.choice(OFFICES)
    capital = not article and dice.random() < 0.6
    for i, cell in enumerate(cells):
        form, _, pos = cell.partition("/")
        pos = pos or "NOUN"
        last = i + 1 == len(cells)
        if capital and pos != "ADV":
            form, pos = form.capitalize(), "PROPN" if last else pos
        parts.append((_word(form, pos), HEAD if last else RELATIONS[pos]))
    if dice.random() < complement:
        parts.append((phrase(dice.choice(COMPLEMENTS)), "nmod"))
    return parts


def speaker(dice: random.Random, *, comma: bool = True) -> Tree:
    """Whoever speaks: a name, an office with or without a name, a body; `comma` closes an apposition."""
    throw = dice.random()
    closing = [mark(",")] if comma else []
    if throw < 0.36:
        return person(dice)
    if throw < 0.5:  # Foreign Minister Anna Lys
        return join((join(*office(dice, article="", complement=0.1)), "nmod:desc"), (person(dice), HEAD))
    if throw < 0.64:  # the head of the bank Anna Lys, the Kremlin's spokesman Anna Lys
        article = dice.choice(["the", "the", "owner"])
        return join(*office(dice, article=article), (person(dice), "appos"))
    if throw < 0.72:
        apposition = join(mark(","), (person(dice), HEAD))
        return join(
            *before_comma(office(dice, article=dice.choice(["the", "owner"]))),
            (apposition, "appos"),
            *closing,
        )
    if throw < 0.82:
        who = office(dice, article=dice.choice(["", "the", "a"]), complement=0.8)
        apposition = join(mark(","), *(before_comma(who) if comma else who))
        return join(*before_comma([(person(dice), HEAD)]), (apposition, "appos"), *closing)
    if throw < 0.91:
        return join(*office(dice, article=dice.choice(["the", "the", "owner", "a"])))
    body = [(_word("the", "DET"), "det")]
    if dice.random() < 0.4:
        body.append((word(dice.choice(LISTS["adjectives"].split()), "ADJ", "Degree=Pos"), "amod"))
    return join(*body, (phrase(dice.choice(BODIES)), HEAD))


def pronoun(dice: random.Random) -> Tree:
    """He, she or they, as a subject."""
    form, gender = dice.choice(
        [("he", "Gender=Masc|"), ("he", "Gender=Masc|"), ("she", "Gender=Fem|"), ("they", "")]
    )
    number = SINGULAR if gender else PLURAL
    return word(form, "PRON", f"Case=Nom|{gender}{number}|Person=3|PronType=Prs")


def said(
    dice: random.Random, *, subject: Tree | None = None, after: Tree | None = None, told: bool = False
) -> list[Part]:
    """A reporting verb in one of its tenses, as head, with its subject before it or after it."""
    lemma, past, present, several, _ = dice.choice(TOLD if told else VERBS)
    plural = any("Number=Plur" in t[0].feats and t[0].pos == "PRON" for t in (subject, after) if t)
    parts: list[Part] = [(subject, "nsubj")] if subject else []
    if subject and dice.random() < 0.1:
        parts.append((word(dice.choice(LISTS["adverbs"].split()), "ADV"), "advmod"))
    number = "Plur" if plural else "Sing"
    throw = dice.random()
    if throw < 0.08 and subject:
        helper = dice.choice([("has", "have", "Pres"), ("had", "had", "Past")])
        feats = FINITE % (number, helper[2])
        parts.append((word(helper[1] if plural else helper[0], "AUX", feats, "have"), "aux"))
        form = {"wrote": "written"}.get(past, past)
        parts.append((word(form, "VERB", "Tense=Past|VerbForm=Part", lemma), HEAD))
    elif throw < 0.8:
        parts.append((word(past, "VERB", FINITE % (number, "Past"), lemma), HEAD))
    else:
        parts.append((word(several if plural else present, "VERB", FINITE % (number, "Pres"), lemma), HEAD))
    if told:
        parts.append((phrase(dice.choice(LISTENERS)), "iobj"))
    if after:
        parts.append((after, "nsubj"))
    if dice.random() < 0.28:
        closing = phrase(dice.choice(CLOSINGS))
        parts.append((closing, "obl:unmarked" if closing[0].pos == "NOUN" else "obl"))
    return parts


def subject(dice: random.Random, share: float = 0.75) -> Tree:
    """A speaker, or a pronoun for one."""
    return speaker(dice) if dice.random() < share else pronoun(dice)


def reporting(dice: random.Random, *, inverted: float) -> Tree:
    """A clause such as `said X` or `X told reporters`, to stand behind or within what is said."""
    if dice.random() < inverted:
        return join(*said(dice, after=speaker(dice, comma=False)))
    return join(*said(dice, subject=subject(dice, 0.7), told=dice.random() < 0.12))


def unspaced(tree: Tree) -> Tree:
    """The tree without a space behind it."""
    return (*tree[:-1], replace(tree[-1], space=False))


def quoted(tree: Tree, dice: random.Random) -> list[Part]:
    """The sentence in quotation marks, the comma inside, outside or missing, as the head and its marks."""
    inner, throw = unspaced(bare(tree)), dice.random()
    opening, closing = mark('"', space=False), mark('"')
    if throw < 0.55:
        return [opening, (inner, HEAD), mark(",", space=False), closing]
    if throw < 0.85:
        return [opening, (inner, HEAD), mark('"', space=False), mark(",")]
    if throw < 0.93:
        return [opening, (unspaced(tree), HEAD), closing]
    dash = [mark(dice.choice("-–"))]
    return [opening, (inner, HEAD), mark('"', space=False), mark(","), *dash]


def quote_then_verb(tree: Tree, dice: random.Random) -> Tree:
    """`"Q," said X.` and `"Q," X said.`"""
    return end([*quoted(tree, dice), (reporting(dice, inverted=0.5), "parataxis")])


def split_quote(tree: Tree, other: Tree, dice: random.Random) -> list[Tree]:
    """`"Q1," said X. "Q2."`: two sentences in a row."""
    return [
        quote_then_verb(tree, dice),
        join(mark('"', space=False), (unspaced(other), HEAD), mark('"')),
    ]


def inserted(tree: Tree, dice: random.Random) -> Tree:
    """`Q, X said.` without marks."""
    return end(
        [*before_comma([(bare(tree), HEAD)]), mark(","), (reporting(dice, inverted=0.25), "parataxis")]
    )


def within(tree: Tree, dice: random.Random) -> Tree:
    """`Q1, X said, Q2.`: the clause of reporting behind the subject or the first phrase of the sentence."""
    inner = bare(tree)
    root = next(i for i, w in enumerate(inner) if w.head == i)
    parts = [k for k, w in enumerate(inner) if w.head == root and k < root and w.rel in FIRST]
    places = [
        k for k in (_last_below(inner, p) + 1 for p in parts) if 1 < k <= root and inner[k - 1].form != ","
    ]
    if not places or inner[root].pos != "VERB":
        return inserted(tree, dice)
    clause = join(mark(","), *before_comma([(reporting(dice, inverted=0.3), HEAD)]), mark(","))
    return end([(_insert(inner, dice.choice(places), clause, root), HEAD)])


def _last_below(tree: Tree, top: int) -> int:
    below = {top}
    for _ in range(len(tree)):
        more = {i for i, w in enumerate(tree) if w.head in below} - below
        if not more:
            break
        below |= more
    return max(below)


def _insert(tree: Tree, at: int, clause: Tree, root: int) -> Tree:
    """The tree with a clause before the word at a place, hanging on the tree's root."""
    size = len(clause)

    def moved(head: int) -> int:
        return head + size if head >= at else head

    before = [replace(w, head=moved(w.head)) for w in tree[:at]]
    before[-1] = replace(before[-1], space=False)
    middle = [
        replace(w, head=moved(root), rel="parataxis") if w.head == i else replace(w, head=w.head + at)
        for i, w in enumerate(clause)
    ]
    return (*before, *middle, *(replace(w, head=moved(w.head)) for w in tree[at:]))


def opened(dice: random.Random, parts: list[Part]) -> list[Part]:
    """The parts, at times after words of time or place."""
    if dice.random() > 0.3:
        return parts
    opening = phrase(dice.choice(OPENINGS))
    first, rel = parts[0]
    low = small(first) if first[0].pos in ("DET", "PRON") else first
    kind = {"ADV": "advmod", "NOUN": "obl:unmarked"}.get(opening[0].pos, "obl")
    return [(unspaced(opening), kind), mark(","), (low, rel), *parts[1:]]


def colon(tree: Tree, dice: random.Random) -> Tree:
    """`X said: "Q."` and `X said, "Q."`"""
    sign = mark(":") if dice.random() < 0.6 else mark(",")
    inner = [mark('"', space=False), (unspaced(tree if dice.random() < 0.5 else bare(tree)), HEAD), mark('"')]
    if sign[0][0].form == ":" and dice.random() < 0.3:
        inner = [(bare(tree), HEAD)]
    parts = before_comma(opened(dice, said(dice, subject=subject(dice), told=dice.random() < 0.1)))
    content = join(sign, *inner)
    if content[-2].form == ".":
        return join(*parts, (content, "ccomp"))
    return end([*parts, (content, "ccomp")])


def that(tree: Tree, dice: random.Random) -> Tree:
    """`X said that Q.` and `X said Q.`, at times told to a listener, at times with another clause behind."""
    inner = small(bare(tree))
    parts = opened(dice, said(dice, subject=subject(dice), told=dice.random() < 0.2))
    parts.append((_clause(inner, dice, bare_share=0.35), "ccomp"))
    return end(parts)


def _clause(inner: Tree, dice: random.Random, bare_share: float) -> Tree:
    if dice.random() < 0.15:
        content = join(mark('"', space=False), (unspaced(inner), HEAD), mark('"'))
    else:
        content = inner
    if dice.random() < bare_share:
        return content
    return join((word("that", "SCONJ"), "mark"), (content, HEAD))


def adding(tree: Tree, other: Tree, dice: random.Random) -> list[Tree]:
    """`X said that Q1, adding that Q2.`"""
    lemma, *_, gerund = dice.choice(VERBS)
    verb = word(gerund, "VERB", "VerbForm=Ger", lemma)
    clause = join((verb, HEAD), (_clause(small(bare(other)), dice, bare_share=0.1), "ccomp"))
    parts = said(dice, subject=subject(dice))
    parts.append((_clause(small(bare(tree)), dice, bare_share=0.35), "ccomp"))
    return [end([*before_comma(parts), mark(","), (clause, "advcl")])]


def like(tree: Tree, dice: random.Random) -> Tree:
    """`As X said, Q.` and `Q, as X said.`"""
    parts = (
        said(dice, subject=speaker(dice))
        if dice.random() < 0.8
        else said(dice, after=speaker(dice, comma=False))
    )
    clause = join((word("as", "SCONJ"), "mark"), *parts)
    if dice.random() < 0.5:
        clause = (replace(clause[0], form="As"), *clause[1:])
        return end([*before_comma([(clause, "advcl")]), mark(","), (small(bare(tree)), HEAD)])
    return end([*before_comma([(bare(tree), HEAD)]), mark(","), (clause, "advcl")])


def according(tree: Tree, dice: random.Random) -> Tree:
    """`According to X, Q.` and `Q, according to X.`"""
    late = dice.random() < 0.5
    first = word("according" if late else "According", "ADP", lemma="accord")
    case = join((first, HEAD), (word("to", "ADP"), "fixed"))
    source = join((case, "case"), (speaker(dice, comma=False), HEAD))
    if late:
        return end([*before_comma([(bare(tree), HEAD)]), mark(","), (source, "obl")])
    return end([*before_comma([(source, "obl")]), mark(","), (small(bare(tree)), HEAD)])


ENGLISH = Ways(
    (
        (quote_then_verb, 8), (inserted, 3), (within, 2), (colon, 3), (that, 6), (like, 1), (according, 2),
    ),
    ((split_quote, 1), (adding, 1)),
    pairs=0.16,
)  # fmt: skip
