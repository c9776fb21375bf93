"""What two sentences show of whether they contradict each other: signs, each a number with a name.

Likeness by words and by trees, what is denied and how much of that the other side tells, opposites taken,
numbers and names that only one side has, and the slots in which our comparison of claims says that they
differ. No sign is a word: words come from the tables of the language alone.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from recoupe import languages
from recoupe.model import Token
from recoupe.stages.claims import contrast
from recoupe.stages.claims.cards import Card
from recoupe.text import denials
from recoupe.text.fold import fold
from recoupe.text.stems import StemTable

SLOTS: tuple[contrast.Name, ...] = ("polarity", "number", "date", "place", "person")
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_CLAUSES = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj"})
_BESIDE = frozenset({"amod", "nmod", "advmod"})
_ASSERTED = frozenset({"obj", "xcomp", "root", "ROOT", "ccomp", "conj"})
_UNREAL = frozenset({"real-", "possible-", "presence-", "prove-", "=confirm-"})  # opposites that deny a claim
_FIGURES = re.compile(r"\d[\d\s\u00a0\u202f.,]*")
_STEM, _SHORT = 5, 4  # letters by which two words are taken for one; fewer where both are of one kind
_SAME, _KIN = 0.9, 0.6  # how alike two words of one beginning are
_ROOM = 3.0  # keeps a clause of one word from being told in full


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two: its cards, its tokens, and the kinds of the language's words."""

    cards: tuple[Card, ...]
    tokens: tuple[Token, ...]
    moods: Mapping[str, str]

    @cached_property
    def keys(self) -> list[str]:
        """The folded lemma of each token."""
        return [fold(t.lemma) or fold(t.text) for t in self.tokens]

    @cached_property
    def content(self) -> list[int]:
        """The places of the words that tell something."""
        return [
            i
            for i, t in enumerate(self.tokens)
            if t.pos in _CONTENT and self.moods.get(self.keys[i], "undo") == "undo"
        ]

    @cached_property
    def words(self) -> list[str]:
        """All words, folded."""
        return [w for c in self.cards for w in c.words]

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """The words that tell something under each token."""
        found: dict[int, list[int]] = {}
        for i in (i for i, t in enumerate(self.tokens) if t.head != i and t.pos in _CONTENT):
            found.setdefault(self.tokens[i].head, []).append(i)
        return found

    @cached_property
    def clause(self) -> list[int]:
        """The head of the clause that each token stands in."""
        return [self._top(i) for i in range(len(self.tokens))]

    def _top(self, at: int) -> int:
        for _ in self.tokens:
            t = self.tokens[at]
            verbal = t.pos in ("VERB", "AUX") and t.rel == "conj"
            if t.head == at or verbal or t.rel.split(":")[0] in _CLAUSES:
                break
            at = t.head
        return at

    @cached_property
    def denied(self) -> frozenset[int]:
        """The places of the denied words."""
        told = set(self.content)
        terms = [k if i in told else "" for i, k in enumerate(self.keys)]
        return frozenset(denials.find(self.tokens, 0, terms, self.moods))

    @cached_property
    def refused(self) -> frozenset[int]:
        """The heads of the clauses in which a word is denied."""
        return frozenset(self.clause[i] for i in self.denied)

    def predicates(self) -> Iterator[int]:
        """The words that their clause asserts or denies: its verb, what a copula gives, an object."""
        doubted = {self.clause[t.head] for t in self.tokens if self.moods.get(fold(t.text)) == "doubt"}
        for i in self.content:
            rel = self.tokens[i].rel
            plain = rel.split(":")[0]
            whole = i == self.clause[i] or plain in _ASSERTED
            if whole and rel != "acl" and plain not in _BESIDE and self.clause[i] not in doubted:
                yield i

    def beside(self, at: int) -> set[int]:
        """The words that hang together with one: what governs it, and what both govern."""
        head = self.tokens[at].head
        return {head, *self.below.get(at, ()), *self.below.get(head, ())} - {at}

    def sided(self, table: StemTable[str]) -> dict[int, str]:
        """The opposite that each word takes, turned where it is denied."""
        found = {}
        for i, t in enumerate(self.tokens):
            if pole := table.word(fold(t.text)) or table.word(self.keys[i]):
                found[i] = pole[:-1] + "+-"[(pole[-1] == "-") != (i in self.denied)]
        return found

    @cached_property
    def negations(self) -> list[str]:
        """The kinds of the words that deny."""
        return [self.moods[fold(self.tokens[i].text)] for i in denials.negators(self.tokens, self.moods)]

    @cached_property
    def poles(self) -> frozenset[str]:
        """The opposites that it takes."""
        return frozenset(p for c in self.cards for p in c.frame.poles)

    @cached_property
    def figures(self) -> set[str]:
        """The numbers written in figures."""
        text = " ".join(t.text for t in self.tokens)
        return {re.sub(r"[\s\u00a0\u202f.]", "", x).rstrip(",") for x in _FIGURES.findall(text)}


def side(cards: Iterable[Card], tokens: Iterable[Token]) -> Side:
    """A side of a French pair."""
    moods = {fold(form): kind for form, kind in languages.load("fr").rows("mood")}
    return Side(tuple(cards), tuple(tokens), moods)


@cache
def _table() -> StemTable[str]:
    """The opposites of French."""
    rows = languages.load("fr").rows("poles")
    return StemTable([(stem, f"{pole}{sign}") for pole, sign, stems in rows for stem in stems.split()])


def _turned(pole: str) -> str:
    return pole[:-1] + "+-"[pole[-1] == "+"]


def stem(word: str) -> str:
    """The letters by which two words are taken for one."""
    return word[:_STEM]


def find(a: Side, b: Side, known: contrast.Known, weight: Mapping[str, float]) -> dict[str, float]:
    """The signs of a pair; `weight` tells how rare a stem is."""
    pair = _Pair(a, b, weight)
    told = itertools.product(a.cards, b.cards)
    slots = {c.slot for x, y in told for c in contrast.find(x, y, known)}
    return {
        **dict(pair.likeness()),
        **dict(pair.negation()),
        **dict(pair.clauses()),
        **dict(pair.grounded()),
        **dict(pair.opposites()),
        **dict(pair.structure()),
        **dict(pair.figures()),
        **{slot: float(slot in slots) for slot in SLOTS},
    }


class _Pair:
    """Two sides with their words laid side by side."""

    def __init__(self, a: Side, b: Side, weight: Mapping[str, float]) -> None:
        self.a, self.b, self.weight = a, b, weight
        self.there, self.here = _lay(a, b), _lay(b, a)

    def likeness(self) -> Iterator[tuple[str, float]]:
        """How much each tells of the other, and their lengths."""
        for name, one, laid in (("first", self.a, self.there), ("second", self.b, self.here)):
            nouns = [i for i in one.content if one.tokens[i].pos == "NOUN" and i not in laid]
            yield f"told of the {name}", self._mass(one, laid) / (self._mass(one, one.content) + 1e-6)
            yield f"nouns of the {name} alone", math.log1p(self._mass(one, nouns))
        long, short = (f(len(self.a.words), len(self.b.words)) + 1 for f in (max, min))
        yield "lengths apart", math.log(long / short)
        yield "length", math.log(short)
        yield "longest run", _run(self.a.words, self.b.words) / short

    def negation(self) -> Iterator[tuple[str, float]]:
        """What only one of them denies."""
        a, b = self.a, self.b
        no, nor = (len(s.negations) for s in (a, b))
        denied, refused = ({t for c in s.cards for t in c.frame.denied} for s in (a, b))
        terms, others = ({t for c in s.cards for t in c.frame.lemmas} for s in (a, b))
        none, nobody = ("none" in s.negations for s in (a, b))
        deny, reject = (n > 0 or bool(_UNREAL & s.poles) for n, s in ((no, a), (nor, b)))
        yield "negations apart", min(3, abs(no - nor))
        yield "one negates", (no > 0) != (nor > 0)
        yield "one denies", deny != reject
        yield "one denies a term", bool(denied) != bool(refused)
        yield "both deny a term", bool(denied) and bool(refused)
        yield "a term denied here, told there", bool(denied & others - refused or refused & terms - denied)
        yield "one says none", none != nobody
        yield "some says none", none or nobody

    def clauses(self) -> Iterator[tuple[str, float]]:
        """How much of a clause the other side tells, denied on one side and not; and alike."""
        turned = same = 0.0
        for one, other, laid in ((self.a, self.b, self.there), (self.b, self.a, self.here)):
            for head in sorted(set(one.clause)):
                words = [i for i in one.content if one.clause[i] == head]
                told = Counter[int]()
                for i in words:
                    if i in laid:
                        told[other.clause[laid[i][0]]] += self._mass(one, [i]) * laid[i][1]
                for there, mass in told.most_common(1):
                    share = mass / (self._mass(one, words) + _ROOM)
                    if (head in one.refused) != (there in other.refused):
                        turned = max(turned, share)
                    else:
                        same = max(same, share)
        yield "clause denied here, told there", turned
        yield "clause told alike", same

    def grounded(self) -> Iterator[tuple[str, float]]:
        """Opposites and denials of what both tell of one thing: a word beside them is shared."""
        ours, theirs = self.a.sided(_table()), self.b.sided(_table())
        yield (
            "opposites of one thing",
            any(
                _turned(p) == q and not {p, q} <= {*theirs.values()} and self._share(i, j)
                for (i, p), (j, q) in itertools.product(ours.items(), theirs.items())
            ),
        )
        asserted = set(self.b.predicates())
        yield (
            "one thing denied here, told there",
            any(
                (i in self.a.denied) != (j in self.b.denied) and self._share(i, j)
                for i, j in ((i, self.there[i][0]) for i in self.a.predicates() if i in self.there)
                if j in asserted
            ),
        )

    def _share(self, i: int, j: int) -> bool:
        """Whether a word beside one stands beside the other."""
        near = self.b.beside(j)
        return any(x in self.there and self.there[x][0] in near for x in self.a.beside(i))

    def opposites(self) -> Iterator[tuple[str, float]]:
        """The opposites that they take."""
        mine, theirs = self.a.poles, self.b.poles
        yield "opposite taken alike", bool(mine & theirs)
        yield "opposites taken", any(_turned(p) in theirs for p in mine - theirs)
        for pole in ("all", "real"):
            both = {f"{pole}+", f"{pole}-"}
            yield f"one says {pole}", bool(both & mine) != bool(both & theirs)

    def structure(self) -> Iterator[tuple[str, float]]:
        """Where their trees agree, and where one word of them is exchanged."""
        a, b = self.a, self.b
        alike = below = above = 0
        for i, (j, _) in self.there.items():
            for x, y in itertools.product(a.below.get(i, ()), b.below.get(j, ())):
                if a.tokens[x].rel == b.tokens[y].rel:
                    alike += self.there.get(x, (-1, 0))[0] == y
                    below += x not in self.there and y not in self.here
            x, y = a.tokens[i].head, b.tokens[j].head
            apart = x != i and y != j and x not in self.there and y not in self.here
            content = a.tokens[x].pos in _CONTENT and b.tokens[y].pos in _CONTENT
            above += apart and content and a.tokens[i].rel == b.tokens[j].rel
        yield "ties alike", min(4, alike)
        yield "words exchanged below", min(3, below)
        yield "words exchanged above", min(3, above)

    def figures(self) -> Iterator[tuple[str, float]]:
        """The numbers, names and speakers that only one has."""
        mine, theirs = self.a.figures, self.b.figures
        names, others = (
            {stem(s.keys[i]) for i in s.content if s.tokens[i].pos == "PROPN"} for s in (self.a, self.b)
        )
        said, told = (any(c.frame.within for c in s.cards) for s in (self.a, self.b))
        yield "other numbers on both", bool(mine - theirs) and bool(theirs - mine)
        yield "one has numbers", bool(mine) != bool(theirs)
        yield "number of the second alone", bool(theirs - mine)
        yield "other names on both", bool(names - others) and bool(others - names)
        yield "one is said", said != told

    def _mass(self, one: Side, places: Iterable[int]) -> float:
        return sum(self.weight.get(stem(one.keys[i]), 0.0) for i in places)


def _lay(one: Side, other: Side) -> dict[int, tuple[int, float]]:
    """The word of the other side for each word of one, where there is one, and how alike they are."""
    found = {}
    for i in one.content:
        best = max(((_alike(one, other, i, j), -j) for j in other.content), default=(0.0, 0))
        if best[0] > 0:
            found[i] = -best[1], best[0]
    return found


def _alike(one: Side, other: Side, i: int, j: int) -> float:
    x, y = one.keys[i], other.keys[j]
    if x == y:
        return 1.0
    if min(len(x), len(y)) >= _STEM and x[:_STEM] == y[:_STEM]:
        return _SAME
    kin = min(len(x), len(y)) >= _SHORT and x[:_SHORT] == y[:_SHORT]
    return _KIN if kin and one.tokens[i].pos == other.tokens[j].pos else 0.0


def _run(mine: list[str], theirs: list[str]) -> int:
    """The longest run of words that both have."""
    best, row = 0, [0] * (len(theirs) + 1)
    for word in mine:
        row = [0, *(row[j] + 1 if word == other else 0 for j, other in enumerate(theirs))]
        best = max(best, *row)
    return best
