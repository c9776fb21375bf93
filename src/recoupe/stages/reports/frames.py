"""Who takes part in an event: the frames of the triggers read off the parse, as mentions.

Frames: `with` (a verb whose subject and object act together), `to` (subject to object), `does` (subject
alone), `of` (what is done to somebody); for nouns `between` (all who are named act together), `by` (of X = by
X), `of` (of X = to X). A noun under a light verb ("had a talk with") takes part of its participants from that
verb.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.model import Mention, Parse, Span, Token
from recoupe.stages.reports.triggers import Lexicon, Trigger
from recoupe.text.fold import fold

_RANK = {"name": 0, "metonym": 1, "role": 2, "pronoun": 3}
_LINKS = ("conj", "appos", "flat", "nmod")
_INHERIT = ("xcomp", "ccomp", "conj", "advcl", "acl")
_AGENT = ("obl:agent", "nmod:agent")
_DEEP = 3
_OBJECTS = ("obj", "iobj", "obl", "expl")
_COMPLEMENTS = ("obj", "xcomp", "ccomp")
_LONG = 90  # characters of a complement that a line still bears
_ENDS = (".", ";", ":", "?", "!")
_REACH = 8  # tokens after a noun in which its "between" may stand


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: its role, its mention, how it was found."""

    role: str
    mention: Mention
    found: str


def _doubtful(parse: Parse, mentions: Sequence[Mention]) -> set[Span]:
    """Pronouns that are said to mean somebody further up although their own sentence names a person."""
    starts = [s.span.start for s in parse.sentences]
    people = sorted(m.span for m in mentions if m.form == "name" and m.kind == "person")
    out: set[Span] = set()
    for m in mentions:
        at = bisect_right(starts, m.span.start) - 1
        if m.form != "pronoun" or m.refers is None or at < 0 or m.refers.start >= starts[at]:
            continue
        low, high = (
            bisect_left(people, Span(m.span.doc, starts[at], starts[at] + 1)),
            bisect_left(people, m.span),
        )
        if low < high:
            out.add(m.span)
    return out


class Reader:
    """Reads the frames of one page."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], known: Lexicon) -> None:
        self.tokens = parse.tokens
        self.words = [fold(t.text) for t in parse.tokens]
        self.known = known
        self._ends = [s.last for s in parse.sentences for _ in range(s.first, s.last)]
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head != index:
                self.children[token.head].append(index)
        doubtful = _doubtful(parse, mentions)
        self._mentions = sorted(
            (m for m in mentions if m.span not in doubtful), key=lambda m: (m.span, _RANK[m.form])
        )
        self._starts = [m.span.start for m in self._mentions]
        self._longest = max((m.span.end - m.span.start for m in mentions), default=0)

    def mention_at(self, token: Token) -> Mention | None:
        """The mention a token lies in: a name before a role before a pronoun, the longest first."""
        last = bisect_right(self._starts, token.start)
        best: Mention | None = None
        for m in reversed(self._mentions[max(0, last - 8) : last]):
            if m.span.start < token.start - self._longest:
                break
            if token.end <= m.span.end and (best is None or self._better(m, best)):
                best = m
        return best

    @staticmethod
    def _better(m: Mention, best: Mention) -> bool:
        return (_RANK[m.form], m.span.start - m.span.end) < (
            _RANK[best.form],
            best.span.start - best.span.end,
        )

    def parts(self, index: int, trigger: Trigger) -> list[Part]:
        """The participants of the event that the token reports."""
        found = list(self._verb(index, trigger) if trigger.pos == "verb" else self._noun(index, trigger))
        seen: dict[Span, Part] = {}
        for part in found:
            seen.setdefault(part.mention.span, part)
        return sorted(seen.values(), key=lambda p: (p.mention.span, p.role))

    def _verb(self, index: int, trigger: Trigger) -> Iterator[Part]:
        passive = any(self.tokens[c].rel in ("nsubj:pass", "aux:pass") for c in self.children[index])
        if passive and self._is_scrambled(index):
            return
        subject, other = {"with": ("actor", "actor"), "of": ("actor", "object")}.get(
            trigger.frame, ("actor", "recipient")
        )
        for m in self._subject(index):
            yield Part(other if passive else subject, m, "its subject")
        for child in self.children[index]:
            rel = self.tokens[child].rel
            case = self._case(child)
            if rel in _AGENT or (passive and self.known.binds(case, "agent")):
                yield from (Part(subject, m, "its agent") for m in self._people(child))
            elif (
                rel == "nsubj"
                and not passive
                and self._is_second_subject(child, index)
                and trigger.frame != "does"
            ):
                yield from (Part(other, m, "its object") for m in self._people(child) if m.kind != "place")
            elif trigger.frame != "does" and (rel.split(":")[0] in _OBJECTS or self._is_thing(child, rel)):
                yield from self._object(child, case, other, trigger)
                yield from self._deeper(child, other, trigger)
            yield from self._places(child, index)
        if not passive and trigger.frame in ("with", "to"):
            yield from self._right_behind(index, other)

    def _right_behind(self, index: int, other: str) -> Iterator[Part]:
        """Somebody named right behind a verb whose object the parse has lost: "rencontrera Pavel Havas"."""
        near = index + 1
        if near >= self._end(index) or any(self.tokens[c].rel == "obj" for c in self.children[index]):
            return
        m = self.mention_at(self.tokens[near])
        if (
            m
            and m.form == "name"
            and m.kind in ("person", "body")
            and m.span.start == self.tokens[near].start
        ):
            yield Part(other, m, "named right behind it")

    def _is_scrambled(self, index: int) -> bool:
        """Whether a passive verb has a second subject or an object after it.

        No such clause is well formed; in translations it is one whose parts have changed places, so that who
        did it to whom is lost.
        """
        things = [
            c
            for c in self.children[index]
            if self.tokens[c].pos in ("NOUN", "PROPN")
            and (self.tokens[c].rel in ("nsubj", "nsubj:pass") or (self.tokens[c].rel == "obj" and c > index))
        ]
        return len(things) > 1 and any(c > index for c in things)

    def _places(self, child: int, verb: int) -> Iterator[Part]:
        """Places under a complement that the tree hangs too low: "met the king in Oslo"."""
        for below in (b for a in (child, *self.children[child]) for b in self.children[a] if child > verb):
            m = self.mention_at(self.tokens[below]) if self.known.binds(self._case(below), "where") else None
            if (
                m
                and m.kind == "place"
                and self._is_beside(verb, below)
                and self.tokens[below].rel.startswith(("obl", "nmod"))
            ):
                yield Part("place", m, f"after “{self._case(below)}”")

    def _is_beside(self, verb: int, place: int) -> bool:
        """Whether only names and small words stand between a verb and a place."""
        return all(self.tokens[i].pos not in ("VERB", "PUNCT", "NOUN") for i in range(verb + 1, place))

    def _is_second_subject(self, child: int, verb: int) -> bool:
        """A subject after the verb is the object if one stands before it: parsers waver on names."""
        return child > verb and any(c < verb and self.tokens[c].rel == "nsubj" for c in self.children[verb])

    def _is_thing(self, child: int, rel: str) -> bool:
        """Whether a complement is a noun: the parser takes objects with a title ("Mr") for predicates."""
        return rel == "xcomp" and self.tokens[child].pos in ("NOUN", "PROPN", "PRON")

    def _deeper(self, child: int, other: str, trigger: Trigger) -> Iterator[Part]:
        """A partner that hangs on a circumstance: "spoke by telephone with the king"."""
        for below in self.children[child] if trigger.frame == "with" else ():
            if self.known.binds(self._case(below), "together"):
                yield from (Part(other, m, f"after “{self._case(below)}”") for m in self._people(below))

    def _object(self, child: int, case: str, other: str, trigger: Trigger) -> Iterator[Part]:
        for m in self._people(child):
            if m.kind == "place" or (case and trigger.frame == "of"):
                if (
                    m.kind in ("place", "state")
                    and self.known.binds(case, "where")
                    and self.tokens[child].rel.startswith("obl")
                ):
                    yield Part("place", m, "where it happens")
                continue
            if case and not self._links(case, trigger.frame):
                continue
            yield Part(other, m, f"after “{case}”" if case else "its object")

    def _links(self, case: str, frame: str) -> bool:
        """Whether a preposition brings a participant of the frame, and not a circumstance."""
        aimed = frame in ("to", "with") and self.known.binds(case, "towards")
        return aimed or self.known.binds(case, "together")

    def _noun(self, index: int, trigger: Trigger) -> Iterator[Part]:
        roles = {"between": ("actor", "actor"), "by": ("actor", "recipient"), "of": ("object", "recipient")}
        first, second = roles[trigger.frame]
        for child in self._inner(index):
            case = self._case(child)
            for m in self._people(child):
                if m.kind == "place":
                    yield Part("place", m, "where it happens")
                elif self.known.binds(case, "agent"):
                    yield Part("actor", m, f"after “{case}”")
                elif not case or any(self.known.binds(case, k) for k in ("owner", "among", "together")):
                    yield Part(first, m, f"after “{case}”" if case else "beside it")
                elif self.known.binds(case, "against"):
                    yield Part(second, m, f"after “{case}”")
        yield from self._light(index, trigger)
        if trigger.frame == "between":
            yield from self._in_a_row(index)

    def _in_a_row(self, index: int) -> Iterator[Part]:
        """Two parties in a row where the tree is broken: "the call ... between A and B", "A and B on the
        phone".
        """
        for near in range(index + 1, min(index + _REACH, self._end(index))):
            if self.tokens[near].pos in ("NOUN", "PROPN", "AUX") or self.words[near] in _ENDS:
                break
            if self.known.binds(self.words[near], "among"):
                yield from (Part("actor", m, f"after “{self.words[near]}”") for m in self._row(near + 1))
                return
        before = [c for c in self.children[index] if self.tokens[c].rel == "case" and c < index]
        if before and self.tokens[before[0]].pos == "ADP":
            yield from (Part("actor", m, "just before it") for m in self._row_before(before[0] - 1))

    def _row(self, at: int) -> list[Mention]:
        """The two mentions joined by "and" that begin near a token."""
        first = self._next_mention(at)
        if first is None:
            return []
        end = next(
            (i for i in range(at, len(self.tokens)) if self.tokens[i].start >= first.span.end),
            len(self.tokens),
        )
        if end >= len(self.tokens) or self.tokens[end].pos != "CCONJ":
            return []
        second = self._next_mention(end + 1)
        return [first, second] if second else []

    def _end(self, index: int) -> int:
        """The end of the sentence of a token."""
        return self._ends[index] if index < len(self._ends) else len(self.tokens)

    def _next_mention(self, at: int) -> Mention | None:
        """The first mention within a title's length of a token."""
        near = range(at, min(at + 5, self._end(at)))
        return next((m for i in near if (m := self.mention_at(self.tokens[i])) and m.form != "pronoun"), None)

    def _row_before(self, at: int) -> list[Mention]:
        """The two mentions joined by "and" that end at a token."""
        if at < 2 or not (second := self.mention_at(self.tokens[at])):
            return []
        start = next((i for i in range(at, -1, -1) if self.tokens[i].end <= second.span.start), -1)
        if start < 1 or self.tokens[start].pos != "CCONJ":
            return []
        first = self.mention_at(self.tokens[start - 1])
        return [first, second] if first else []

    def _inner(self, index: int) -> Iterator[int]:
        for child in self.children[index]:
            if self.tokens[child].rel.split(":")[0] in ("nmod", "obl", "flat", "appos"):
                yield child

    def _light(self, index: int, trigger: Trigger) -> Iterator[Part]:
        """Participants from the verb that only carries the noun, and the owner of "his talk with"."""
        token = self.tokens[index]
        head = token.head
        if trigger.frame == "of" or head == index:
            return
        if token.rel == "nmod" and self.tokens[head].pos == "NOUN" and self.tokens[head].rel == "obj":
            token, head = self.tokens[head], self.tokens[head].head  # "ended two days of talks"
        carried = token.rel.split(":")[0] in ("obj", "obl", "xcomp") and "light" in self.known.moods.get(
            self.words[head]
        )
        owned = any(
            "Poss=Yes" in self.tokens[c].morph and "Person=3" in self.tokens[c].morph
            for c in self.children[index]
        )
        if not (carried or owned):
            return
        for m in self._subject(head):
            yield Part("actor", m, f"subject of “{self.tokens[head].text}”")
        for child in self.children[head] if carried else ():
            if self.known.binds(self._case(child), "together"):
                yield from (Part("actor", m, f"after “{self._case(child)}”") for m in self._people(child))

    def _subject(self, index: int) -> list[Mention]:
        here = index
        for _ in range(_DEEP):
            for child in self.children[here]:
                if self.tokens[child].rel.startswith("nsubj"):  # the first: children stand in text order
                    return self._people(self._antecedent(child, here))
            token = self.tokens[here]
            if token.rel.split(":")[0] not in _INHERIT or token.head == here:
                return []
            if token.rel == "acl" and "VerbForm=Inf" in token.morph and (people := self._people(token.head)):
                return people  # "the king plans to meet", where the parser loses the finite verb
            if token.rel == "acl" and "VerbForm=Part" in token.morph:
                return []  # "a negotiated peace": the noun is not who negotiates
            here = self.tokens[here].head
        return []

    def reach(self, index: int) -> int:
        """Where the complement of a verb ends, if short: a line that says "has accepted" must say what."""
        end = self.tokens[index].end
        for child in self.children[index]:
            if child > index and self.tokens[child].rel.split(":")[0] in _COMPLEMENTS:
                last = self._last_below(child, deep=0)
                if last - self.tokens[index].end <= _LONG:
                    end = max(end, last)
        return end

    def _last_below(self, index: int, deep: int) -> int:
        below = self.children[index] if deep < _DEEP else []
        inner = [
            c for c in below if self.tokens[c].rel.split(":")[0] not in ("punct", "acl", "advcl", "parataxis")
        ]
        return max([self.tokens[index].end, *(self._last_below(c, deep + 1) for c in inner)])

    def _antecedent(self, subject: int, verb: int) -> int:
        """The noun that a relative pronoun stands for, or the subject itself."""
        relative = "PronType=Rel" in self.tokens[subject].morph or self.known.binds(
            self.words[subject], "relative"
        )
        clause = self.tokens[verb].rel.startswith("acl")
        return self.tokens[verb].head if relative and clause else subject

    def _case(self, index: int) -> str:
        cases = [c for c in self.children[index] if self.tokens[c].rel.startswith("case")]
        return self.words[cases[0]] if cases else ""

    def _people(self, index: int, deep: int = 0) -> list[Mention]:
        """The mention a token stands in, and those joined to it by "and"; or those that hang on it."""
        own = self.mention_at(self.tokens[index])
        out = [own] if own else []
        for child in self.children[index]:
            rel = self.tokens[child].rel.split(":")[0]
            linked = rel == "conj" or (
                not own and rel in _LINKS and not (rel == "nmod" and self._case(child))
            )
            if deep < _DEEP and linked:
                out.extend(self._people(child, deep + 1))
        return out
