"""How many independent origins stand behind what several pages tell, and who is counted, with reasons.

An origin is a text or an act of speech. Pages of one text are one. Pages that report what one speaker said
at one occasion through one channel are one, in however many wordings; only a day or a channel known to be
another makes a second act of it. A page that tells something in its own voice is an origin of its own. `max`
counts so; `min` also folds what may come from one place: the same speaker on two occasions, the same agency,
unnamed sources, a page that names no source beside one that does. Who owns whom changes no count.
"""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recoupe.methods.groups import Groups
from recoupe.model import Edge, Lineage, Origins, Reason, Roster, Span, Statement, Utterance

# Channels that tell two occasions apart; a press review or an agency only passes on.
_OCCASIONS = frozenset({"post", "interview", "communique", "speech", "call", "press_conference", "letter"})
_SHOWN = 8  # places of one reason
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Telling:
    """A place that tells something, the statements it rests on (none: the page's voice), whose act they tell
    of, and the value it gives, where values are compared.
    """

    span: Span
    statements: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The bounds and who is counted, each with its reason."""

    origins: Origins
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """All that one text tells of the matter."""

    docs: tuple[str, ...]
    places: tuple[Span, ...]
    own: bool  # somewhere in its own voice
    first: frozenset[str]  # who is heard first-hand by the press: the outermost of each chain, and the acts
    inner: frozenset[str]  # whom an agency or outlet that is heard passes on
    voices: frozenset[str]  # all of the chains
    reported: frozenset[str]  # speakers whose act is only told of, with no words and no channel
    named: frozenset[str]
    values: frozenset[str]
    days: frozenset[str]
    channels: frozenset[str]
    anonymous: bool


class Count:
    """Counts origins; made once for a dossier."""

    def __init__(
        self,
        lineage: Lineage,
        roster: Roster,
        statements: Iterable[Statement],
        utterances: Iterable[Utterance],
    ) -> None:
        self._lineage = lineage
        self._statements = {s.id: s for s in statements}
        self._acts = {s: u.id for u in utterances if len(u.statements) > 1 for s in u.statements}
        self._inner = _passed_on(self._statements.values())
        self._names = {a.id: a.name for a in roster.actors}
        self._anonymous = {a.id for a in roster.actors if a.kind == "anonymous"}
        self._speaks_for = _spokesmen(roster)
        self._bodies: dict[str, list[str]] = defaultdict(list)
        for body, people in self._speaks_for.items():
            for voice in people:
                self._bodies[voice].append(body)
        self._aligned_with: dict[str, list[Edge]] = defaultdict(list)
        for edge in lineage.edges:
            if edge.kind in ("shared_statement", "excerpt"):
                self._aligned_with[edge.child].append(edge)
        self._credits: dict[str, list[str]] = defaultdict(list)
        for doc, agency in lineage.credits:
            self._credits[doc].append(agency)

    def of(self, tellings: Sequence[Telling]) -> Counted:
        """The origins behind these places."""
        texts = self._texts(tellings)
        acts = self._acts_of(texts)
        folds = self._folds(texts, acts)
        joined = _Keys(range(len(texts)))
        least = len(texts) - sum(joined.join(i, j) for i, j, _ in folds)
        origins = Origins(least, len(acts))
        if len({t.span.doc for t in tellings}) < 2:
            return Counted(origins, ())
        return Counted(origins, (*self._tell(texts, acts), *self._tell_folds(texts, acts, folds)))

    # -- what each text has

    def _texts(self, tellings: Sequence[Telling]) -> list[_Text]:
        docs = sorted({t.span.doc for t in tellings})
        by_text: dict[str, list[Telling]] = defaultdict(list)
        for telling in sorted(tellings, key=lambda t: (t.span, t.statements)):
            by_text[self._lineage.text_of(telling.span.doc)].append(telling)
        groups = Groups(len(by_text))
        texts = list(by_text)
        index = {text: n for n, text in enumerate(texts)}
        for a, b in self._aligned(docs, tellings, "excerpt"):
            groups.join(index[self._lineage.text_of(a)], index[self._lineage.text_of(b)])
        return [self._text([t for n in members for t in by_text[texts[n]]]) for members in groups.all()]

    def _text(self, tellings: Sequence[Telling]) -> _Text:
        said = [self._statements[s] for t in tellings for s in t.statements if s in self._statements]
        first = {_chain(s)[0] for s in said if _chain(s)}  # the outermost speaker: whom the press heard
        acts = {_act(self._acts[s.id]) for s in said if s.id in self._acts}
        return _Text(
            docs=tuple(sorted({t.span.doc for t in tellings})),
            places=tuple(t.span for t in tellings),
            own=any(not self._attributed(t) for t in tellings),
            first=frozenset(first | acts),
            inner=frozenset(self._inner[s.id] for s in said if s.id in self._inner),
            voices=frozenset({actor for s in said for actor in _chain(s)} | acts),
            reported=frozenset(
                _chain(s)[0]
                for s in said
                if len(_chain(s)) == 1 and s.type in ("indirect", "reported") and s.channel is None
            ),
            named=frozenset(a for t in tellings for a in t.named),
            values=frozenset(t.value for t in tellings if t.value),
            days=frozenset(s.said for s in said if s.said and len(s.said) == 10 and s.said[:4].isdigit()),
            channels=frozenset(s.channel.kind for s in said if s.channel and s.channel.kind in _OCCASIONS),
            anonymous=bool(first & self._anonymous),
        )

    def _attributed(self, telling: Telling) -> bool:
        said = (s for s in telling.statements if s in self._statements)
        return any(_chain(self._statements[s]) or s in self._acts for s in said)

    # -- max: texts of one act

    def _acts_of(self, texts: Sequence[_Text]) -> list[list[int]]:
        """The texts, those together that only report one act of speech."""
        keys: _Keys[str] = _Keys()
        told = [n for n, t in enumerate(texts) if t.first and not t.own]
        for n in told:
            for voice in texts[n].first:
                keys.add(voice)
            for act in (v for v in texts[n].first if _is_act(v)):
                speakers = [v for v in texts[n].first if not _is_act(v)]
                if len(speakers) == 1:
                    keys.join(act, speakers[0])
        for body in (b for b in self._speaks_for if b in keys):
            here = [p for p in sorted(self._speaks_for[body]) if p in keys]
            if len(here) == 1:
                keys.join(body, here[0])
        same: dict[Hashable, list[int]] = defaultdict(list)
        for n in told:
            heard = [v for v in texts[n].first if not _is_act(v)] or list(texts[n].first)
            voices = frozenset(keys.find(v) for v in heard)
            unknown = texts[n].anonymous
            same[n if unknown else voices].append(n)
        acts = [act for group in same.values() for act in _occasions(group, texts)]
        return sorted([*acts, *([n] for n in sorted(set(range(len(texts))) - set(told)))])

    # -- min: what may come from one place

    def _folds(self, texts: Sequence[_Text], acts: Sequence[list[int]]) -> list[tuple[int, int, str]]:
        """Pairs of texts that may have one origin, and why."""
        links = [(act[0], n, "act") for act in acts for n in act[1:]]
        first: dict[str, int] = {}
        for n, text in enumerate(texts):
            ties = [(f"voice {v}", "speaker") for v in sorted(text.voices)]
            ties += [(f"agency {a}", "agency") for d in text.docs for a in sorted(self._credits.get(d, ()))]
            ties += [("unnamed", "unnamed")] if text.anonymous else []
            bodies = {body for voice in text.voices for body in self._bodies.get(voice, ())}
            ties += [(f"voice {body}", "speaker") for body in bodies]
            links += [(first.setdefault(tie, n), n, why) for tie, why in sorted(ties)]
        attributed = [n for n, t in enumerate(texts) if t.voices]
        for n, text in enumerate(texts):
            # What gives another value does not rest on it.
            near = (m for m in attributed if not _apart(text.values, texts[m].values))
            if not text.voices and (other := next(near, None)) is not None:
                links.append((other, n, "unsaid"))
        links += self._told_by_others(texts, attributed)
        at = {doc: n for n, text in enumerate(texts) for doc in text.docs}
        tellings = [Telling(p) for t in texts for p in t.places]
        links += [
            (at[a], at[b], "quoted") for a, b in self._aligned(sorted(at), tellings, "shared_statement")
        ]
        return [(min(i, j), max(i, j), why) for i, j, why in links if i != j]

    def _told_by_others(
        self, texts: Sequence[_Text], attributed: Sequence[int]
    ) -> Iterable[tuple[int, int, str]]:
        """An act told of without words or channel, beside a page that has it from somebody else."""
        naming: dict[str, list[int]] = defaultdict(list)
        for m in attributed:
            for actor in texts[m].named:
                if _speakers(texts[m]) - {actor}:
                    naming[actor].append(m)
        for n in attributed:
            told = sorted(texts[n].reported)
            if told and _speakers(texts[n]) <= texts[n].reported:
                others = (
                    m for actor in told for m in naming[actor] if _speakers(texts[m]) - texts[n].reported
                )
                yield from ((m, n, "told") for m in itertools.islice(others, 1))

    def _aligned(
        self, docs: Sequence[str], tellings: Sequence[Telling], kind: str
    ) -> Iterable[tuple[str, str]]:
        """Pages whose places lie in passages that both carry."""
        if not self._aligned_with:
            return
        places: dict[str, list[Span]] = defaultdict(list)
        for t in tellings:
            places[t.span.doc].append(t.span)
        for edge in (e for doc in docs for e in self._aligned_with.get(doc, ())):
            if (
                edge.kind == kind
                and edge.parent in places
                and any(
                    _meets(one, places[edge.child]) and _meets(other, places[edge.parent])
                    for one, other in edge.passages
                )
            ):
                yield edge.child, edge.parent

    # -- in words

    def _tell(self, texts: Sequence[_Text], acts: Sequence[list[int]]) -> Iterable[Reason]:
        own = [act[0] for act in acts if texts[act[0]].own or not texts[act[0]].first]
        for act in acts:
            if texts[act[0]].own or not texts[act[0]].first:
                continue
            heard = {v for n in act for v in texts[n].first}
            behind = {v for n in act for v in texts[n].inner} - heard
            channels = sorted({c for n in act for c in texts[n].channels})
            through = f" ({', '.join(c.replace('_', ' ') for c in channels)})" if channels else ""
            passed = f", passed on by {self._called(heard)}" if behind else ""
            text = f"Counted once: what {self._called(behind or heard)} said{passed}{through}."
            yield Reason("origin-speech", 1.0, _places(texts, act), text)
        for n in own:
            if len(texts[n].docs) > 1:
                yield Reason("origin-text", 1.0, _places(texts, [n]), "Counted once: pages of one text.")
        single = [n for n in own if len(texts[n].docs) == 1]
        if single:
            each = "Counted, each" if len(single) > 1 else "Counted"
            text = f"{each}: told in the page's own voice, no source named."
            yield Reason("origin-own", 1.0, _places(texts, single), text)

    def _tell_folds(
        self, texts: Sequence[_Text], acts: Sequence[list[int]], folds: Sequence[tuple[int, int, str]]
    ) -> Iterable[Reason]:
        """Each kind of fold that lowers the least number, once."""
        act_of = {n: k for k, act in enumerate(acts) for n in act}
        seen: dict[str, set[int]] = defaultdict(set)
        joined = _Keys(range(len(acts)))
        order = list(_FOLDS)
        for i, j, why in sorted(
            folds, key=lambda f: (order.index(f[2]) if f[2] in order else -1, f[0], f[1])
        ):
            if joined.join(act_of[i], act_of[j]):
                seen[why] |= {i, j}
        for why, members in sorted(seen.items()):
            yield Reason("origin-fold", 0.5, _places(texts, sorted(members)), f"Perhaps one: {_FOLDS[why]}")

    def _called(self, actors: set[str]) -> str:
        names = sorted(self._names[a] for a in actors if a in self._names)
        return " / ".join(names[:3]) or "one speaker"


_FOLDS = {
    "speaker": "the same speaker, or a speaker of the same body, is heard.",
    "agency": "the pages credit one agency.",
    "quoted": "the pages carry the same quotation there.",
    "told": "one page has the act from somebody; the other names no source of it.",
    "unnamed": "the unnamed sources may be the same.",
    "unsaid": "a page that names no source may rest on what another attributes.",
}


class _Keys(Generic[Key]):
    """What is one: groups of voices and acts, or of texts by number."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._root: dict[Key, Key] = {key: key for key in keys}

    def __contains__(self, key: Key) -> bool:
        return key in self._root

    def add(self, key: Key) -> None:
        """Make a key known."""
        self._root.setdefault(key, key)

    def find(self, key: Key) -> Key:
        """The key that stands for a group."""
        while self._root[key] != key:
            self._root[key] = self._root[self._root[key]]
            key = self._root[key]
        return key

    def join(self, a: Key, b: Key) -> bool:
        """Make two one; False if they were."""
        one, other = self.find(a), self.find(b)
        self._root[other] = one
        return one != other


def _occasions(group: Sequence[int], texts: Sequence[_Text]) -> list[list[int]]:
    """The texts of one voice by occasion: only days or channels known to differ tell two apart."""
    found: list[tuple[list[int], set[str], set[str], set[str]]] = []
    for n in sorted(group, key=lambda n: (not texts[n].days, not texts[n].channels, n)):
        days, channels = texts[n].days, texts[n].channels
        acts = {v for v in texts[n].first if _is_act(v)}
        for members, known_acts, known_days, known_channels in found:
            apart = _apart(days, known_days) or _apart(channels, known_channels)
            if acts & known_acts or not apart:
                members.append(n)
                known_acts.update(acts)
                known_days.update(days)
                known_channels.update(channels)
                break
        else:
            found.append(([n], acts, set(days), set(channels)))
    return [sorted(members) for members, *_ in found]


def _apart(a: Iterable[str], b: Iterable[str]) -> bool:
    one, other = set(a), set(b)
    return bool(one and other and not one & other)


def _meets(span: Span, places: Sequence[Span]) -> bool:
    return any(p.start < span.end and span.start < p.end for p in places)


def _places(texts: Sequence[_Text], members: Sequence[int]) -> tuple[Span, ...]:
    """One place of each page."""
    first: dict[str, Span] = {}
    for n in members:
        for place in texts[n].places:
            first.setdefault(place.doc, place)
    return tuple(first.values())[:_SHOWN]


def _chain(statement: Statement) -> tuple[str, ...]:
    """Who passes on whom, outermost first; the speaker alone where nobody does."""
    return statement.chain or ((statement.actor,) if statement.actor else ())


def _act(utterance: str) -> str:
    """An act of speech as a voice beside those of actors."""
    return f"act {utterance}"


def _is_act(voice: str) -> bool:
    return voice.startswith("act ")


def _speakers(text: _Text) -> frozenset[str]:
    return frozenset(v for v in text.voices if not _is_act(v))


def _passed_on(statements: Iterable[Statement]) -> dict[str, str]:
    """Statement -> the speaker whose statement fills it: "TASS reports that X says that ..."."""
    by_id = {s.id: s for s in statements}
    found = {}
    for inner in by_id.values():
        outer = by_id.get(inner.parent or "")
        if outer and inner.actor and len(outer.chain) == 1 and inner.chain[:1] == outer.chain:
            size = [sum(c.end - c.start for c in s.content) for s in (inner, outer)]
            if 2 * size[0] > size[1]:
                found[outer.id] = inner.actor
    return found


def _spokesmen(roster: Roster) -> Mapping[str, frozenset[str]]:
    """Body -> persons whose printed office names it: "the spokesman of the ministry"."""
    bodies: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for actor in roster.actors:
        if actor.kind == "body":
            for mention in actor.mentions:
                bodies[mention.span.doc].append((mention.span, actor.id))
    found: dict[str, set[str]] = defaultdict(set)
    for actor in roster.actors:
        for role in actor.roles if actor.kind == "person" else ():
            for span, body in bodies.get(role.doc, ()):
                if role.start <= span.start and span.end <= role.end:
                    found[body].add(actor.id)
    return {body: frozenset(people) for body, people in sorted(found.items())}
