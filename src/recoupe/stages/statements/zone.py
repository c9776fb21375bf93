"""The words that surround a cue: where channel, addressee and time of a statement are looked for.

A zone is the reporting sentence without what is said in it, by this statement or another. A phrase in it
belongs to the statement unless the parse hangs it on another cue or on a relative clause of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.lexicon import Phrase
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

HEAD_WITHIN = 6  # tokens between a preposition and the noun that it opens


@dataclass(frozen=True, slots=True)
class Opening:
    """A preposition of a table: its tokens `first` to `past`, what it opens, the noun behind it."""

    first: int
    past: int
    part: str
    head: int
    bare: bool  # no article: "par courriel"


@dataclass(frozen=True)
class Zone:
    """One statement's reporting clause. `cue` is the token of its verb or phrase, -1 without a cue."""

    view: View
    draft: Draft
    tokens: tuple[int, ...]
    cue: int
    others: frozenset[int]

    @cached_property
    def inside(self) -> frozenset[int]:
        """The tokens, to ask whether one is among them."""
        return frozenset(self.tokens)

    def is_own(self, k: int) -> bool:
        """Whether a token hangs on this cue, or on nothing that another owns."""
        view = self.view
        above = {self.cue, *view.up(self.cue)}
        for g in [k, *view.up(k)]:
            if g == self.cue or self._is_of_cue(g):
                return True
            if g in self.others:
                return False
            if g not in above and self._is_clause(g):
                return False
        return True

    def _is_of_cue(self, k: int) -> bool:
        verb = self.draft.verb
        return verb is not None and verb.first <= k <= verb.last

    def _is_clause(self, k: int) -> bool:
        """Whether a token is the verb of another clause, content aside."""
        own = _covered(self.view, k, self.draft.content) or self._is_named(k) or self.view.rel(k) == "xcomp"
        return not own and (self.view.rel(k) == "acl" or self.view.tokens[k].pos == "VERB")

    def _is_named(self, k: int) -> bool:
        """Whether a participle is part of an office's name: "le ministre délégué"."""
        token = self.view.tokens[k]
        return any(m.form in ("name", "role") for m in self.view.mentions_in(token.start, token.end))

    def in_speaker(self, k: int) -> bool:
        """Whether a token stands in the speaker's phrase."""
        place = self.draft.speaker
        return place is not None and place[0] <= self.view.tokens[k].start < place[1]

    def distance(self, k: int) -> int:
        """How many tokens lie between the cue and a token."""
        return abs(k - self.cue)

    def openings(self) -> Iterator[Opening]:
        """The prepositions of the zone that may open a slot, those nearest the cue first."""
        for k in sorted(self.tokens, key=lambda k: (self.distance(k), k)):
            for phrase in self.view.lexicon.slots.get(self.view.words[k], ()):
                if self.view.match(k, phrase.words, len(self.view.tokens)):
                    found = _opening(self.view, k, phrase)
                    if found is not None and found.head in self.inside:
                        yield found


def of(view: View, limits: Limits, draft: Draft, around: Sequence[Draft], parent: Draft | None) -> Zone:
    """The zone of a draft among the drafts of its page."""
    if draft.cue is None:
        return Zone(view, draft, (), -1, frozenset())
    at = view.at(draft.cue[0])
    cue = draft.verb.token if draft.verb else at
    bottom, top = limits.unit(at)
    taken = [p for d in around for p in d.content if not p[0] <= draft.cue[0] < p[1]]
    tokens = tuple(
        k
        for k in range(bottom, top)
        if not _covered(view, k, taken)
        and not _covered(view, k, draft.content)
        and limits.depth[k] == limits.depth[at]
        and (parent is None or _covered(view, k, parent.content))
    )
    others = frozenset(d.verb.token for d in around if d.verb and d.verb.token != cue)
    return Zone(view, draft, tokens, cue, others)


def plays(view: View, k: int, part: str) -> bool:
    """Whether a word, or its lemma, has a part in the table of slots."""
    return any(
        p.part == part and len(p.words) == 1
        for form in (view.words[k], fold(view.tokens[k].lemma))
        for p in view.lexicon.slots.get(form, ())
    )


def _covered(view: View, k: int, places: Sequence[Place]) -> bool:
    return any(s <= view.tokens[k].start < e for s, e in places)


def _opening(view: View, k: int, phrase: Phrase) -> Opening | None:
    """The phrase that a preposition opens: its head is the first noun behind it."""
    past = k + len(phrase.words)
    if past < len(view.tokens) and len(phrase.words) + (phrase.part == "event") > 1:
        past += view.tokens[past].pos == "ADP"  # "lors de", "au cours des"
    bare = True
    for j in range(past, min(past + HEAD_WITHIN, len(view.tokens))):
        token = view.tokens[j]
        if token.pos in ("NOUN", "PROPN") or view.words[j] in view.lexicon.channels:
            return Opening(k, past, phrase.part, j, bare and not view.morph(past - 1, "Definite=Def"))
        if token.pos not in ("DET", "ADJ", "NUM", "PRON") and not view.is_mark(j):
            return None
        bare = False
    return None
