"""Who takes part in an event: the frames of the triggers read off the parse, as mentions.

Frames: `with` (a verb whose subject and object act together), `to` (subject to object), `does` (subject alone), `of` (what
is done to somebody); for nouns `between` (all who are named act together), `by` (of X = by X), `of` (of X = to X). A noun
under a light verb ("had a talk with") takes part of its participants from that verb.
"""

from bisect import bisect_right
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


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: its role, its mention, how it was found."""

    role: str
    mention: Mention
    found: str


class Reader:
    """Reads the frames of one page."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], known: Lexicon) -> None:
        self.tokens = parse.tokens
        self.words = [fold(t.text) for t in parse.tokens]
        self.known = known
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head != index:
                self.children[token.head].append(index)
        self._mentions = sorted(mentions, key=lambda m: (m.span, _RANK[m.form]))
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
        return (_RANK[m.form], m.span.start - m.span.end) < (_RANK[best.form], best.span.start - best.span.end)

    def parts(self, index: int, trigger: Trigger) -> list[Part]:
        """The participants of the event that the token reports."""
        found = list(self._verb(index, trigger) if trigger.pos == "verb" else self._noun(index, trigger))
        seen: dict[Span, Part] = {}
        for part in found:
            seen.setdefault(part.mention.span, part)
        return sorted(seen.values(), key=lambda p: (p.mention.span, p.role))

    def _verb(self, index: int, trigger: Trigger) -> Iterator[Part]:
        passive = any(self.tokens[c].rel in ("nsubj:pass", "aux:pass") for c in self.children[index])
        subject, other = {"with": ("actor", "actor"), "of": ("actor", "object")}.get(trigger.frame, ("actor", "recipient"))
        for m in self._subject(index):
            yield Part(other if passive else subject, m, "its subject")
        for child in self.children[index]:
            rel = self.tokens[child].rel
            case = self._case(child)
            if rel in _AGENT or (passive and case in ("par", "by", "von", "por")):
                yield from (Part(subject, m, "its agent") for m in self._people(child))
            elif rel.split(":")[0] in ("obj", "iobj", "obl", "expl") and trigger.frame != "does":
                yield from self._object(child, case, other, trigger)

    def _object(self, child: int, case: str, other: str, trigger: Trigger) -> Iterator[Part]:
        for m in self._people(child):
            if m.kind == "place" or (case and trigger.frame == "of"):
                if m.kind in ("place", "state") and self.tokens[child].rel.startswith("obl"):
                    yield Part("place", m, "where it happens")
                continue
            if case and not self._links(case, trigger.frame):
                continue
            yield Part(other, m, f"after “{case}”" if case else "its object")

    @staticmethod
    def _links(case: str, frame: str) -> bool:
        """Whether a preposition brings a participant of the frame, and not a circumstance."""
        together = ("avec", "with", "mit", "con", "с", "з", "et", "and")
        towards = ("a", "au", "aux", "contre", "envers", "to", "against", "an", "gegen", "con", "vers", "d'", "de")
        return case in together or (case in towards and frame in ("to", "with"))

    def _noun(self, index: int, trigger: Trigger) -> Iterator[Part]:
        roles = {"between": ("actor", "actor"), "by": ("actor", "recipient"), "of": ("object", "recipient")}
        first, second = roles[trigger.frame]
        for child in self._inner(index):
            case = self._case(child)
            for m in self._people(child):
                if m.kind == "place":
                    yield Part("place", m, "where it happens")
                elif case in ("par", "by"):
                    yield Part("actor", m, f"after “{case}”")
                elif case in ("de", "d'", "du", "des", "of", "", "entre", "between", "avec", "with", "et") or trigger.frame == "between":
                    yield Part(first, m, f"after “{case}”" if case else "beside it")
                elif case in ("a", "au", "aux", "contre", "vers", "en", "sur", "chez", "to", "against", "on"):
                    yield Part(second, m, f"after “{case}”")
        yield from self._light(index, trigger)

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
        carried = token.rel.split(":")[0] in ("obj", "obl", "xcomp") and "light" in self.known.moods.get(self.words[head])
        owned = any("Poss=Yes" in self.tokens[c].morph and "Person=3" in self.tokens[c].morph for c in self.children[index])
        if not (carried or owned):
            return
        for m in self._subject(head):
            yield Part("actor", m, f"subject of “{self.tokens[head].text}”")
        for child in self.children[head] if carried else ():
            if self._case(child) in ("avec", "with", "mit", "con"):
                yield from (Part("actor", m, f"after “{self._case(child)}”") for m in self._people(child))

    def _subject(self, index: int) -> list[Mention]:
        here = index
        for _ in range(_DEEP):
            for child in self.children[here]:
                if self.tokens[child].rel.startswith("nsubj"):
                    return self._people(child)
            if self.tokens[here].rel.split(":")[0] not in _INHERIT or self.tokens[here].head == here:
                return []
            here = self.tokens[here].head
        return []

    def _case(self, index: int) -> str:
        cases = [c for c in self.children[index] if self.tokens[c].rel.startswith("case")]
        return self.words[cases[0]] if cases else ""

    def _people(self, index: int, deep: int = 0) -> list[Mention]:
        """The mention a token stands in, and those joined to it by "and"; or those that hang on it."""
        own = self.mention_at(self.tokens[index])
        out = [own] if own else []
        for child in self.children[index]:
            rel = self.tokens[child].rel.split(":")[0]
            if deep < _DEEP and (rel == "conj" or (not own and rel in _LINKS)):
                out.extend(self._people(child, deep + 1))
        return out
