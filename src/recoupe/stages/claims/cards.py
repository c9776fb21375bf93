"""What claims compare: a card for each frame, with its actors named and its terms weighed.

A term weighs what it tells within its own page: a word of every second sentence of a page tells nothing
about which sentence this is. That keeps the weights the same whatever else is in the dossier.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from recoupe.methods import reprints
from recoupe.methods.origins import Count, Telling
from recoupe.model import Frame, Lineage, Page, Reading, Roster, Span, Statement, Utterance
from recoupe.spans import inside, merge, overlap
from recoupe.text.fold import fold

_WORD = re.compile(r"\w+")
_STEM = 5  # letters by which two forms of a word are taken for one
_SCALE = 5.3  # the weight of a term that stands once in a page: log of a page of 200 sentences


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A frame with its actors, its speaker, its weighed terms and its page's day."""

    frame: Frame
    doc: str
    actors: frozenset[str]
    speaker: str | None
    statement: str | None  # the frame's, if it was kept
    weights: Mapping[str, float]
    total: float
    day: int | None
    risk: float  # that the page's wording is damaged by translation
    telling: Telling  # what it rests on, for counting origins
    words: tuple[str, ...] = ()  # folded, to find sentences in the same words
    text: str = ""  # the text that its page carries, by lineage
    rank: int = 0  # of its page among the pages of that text, the senior first
    lang: str = ""  # of its page
    named: tuple[str, ...] = ()  # its actors in the order of the text, each once
    acts: tuple[tuple[str, str, str], ...] = ()  # (predicate term, who acts, whom it bears on)
    stems: Mapping[str, float] = field(default_factory=dict)  # weighed beginnings of words, of length one

    @property
    def span(self) -> Span:
        """Where the frame stands."""
        return self.frame.span


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What the pages of the dossier are, for those who compare cards."""

    pages: Mapping[str, Page]
    statements: Mapping[str, Statement]
    roster: Roster
    lineage: Lineage
    stands_for: Mapping[str, str]
    risks: Mapping[str, float]
    names: Mapping[str, str]
    sides: Mapping[str, str]  # the state each actor belongs to, where it is known
    persons: frozenset[str]
    lang: str  # of most pages
    sentences: Mapping[str, tuple[Span, ...]]
    ranks: Mapping[str, int]  # of each page among those of its text
    count: Count

    def text(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(span.of(self.pages[span.doc].doc.text).split())

    def is_person(self, actor: str | None) -> bool:
        """Whether an actor is a single person."""
        return actor in self.persons

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins; the span itself where none does."""
        near = self.sentences.get(span.doc, ())
        at = bisect_right([s.start for s in near], span.start) - 1
        return near[at] if at >= 0 and span.start < near[at].end else span


def look(
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
    roster: Roster,
    lineage: Lineage,
) -> World:
    """The world of these readings."""
    risks = {r.page.doc.id: _risk(r) for r in readings}
    pages = {r.page.doc.id: r.page for r in readings}
    return World(
        pages=pages,
        statements={s.id: s for s in statements},
        roster=roster,
        lineage=lineage,
        stands_for={a.id: a.stands_for for a in roster.actors if a.stands_for},
        risks=risks,
        names={a.id: a.name for a in roster.actors},
        sides=roster.sides(),
        lang=_home(readings),
        persons=frozenset(a.id for a in roster.actors if a.kind == "person"),
        sentences={r.page.doc.id: tuple(sorted(f.span for f in r.frames)) for r in readings},
        ranks=reprints.seniority(lineage, pages),
        count=Count(lineage, roster, statements, utterances),
    )


def _home(readings: Sequence[Reading]) -> str:
    """The language that most pages are in."""
    times = Counter(r.page.lang for r in readings)
    return min(times, key=lambda lang: (-times[lang], lang), default="")


def _risk(reading: Reading) -> float:
    return max((leg.score for leg in reading.legs if leg.role == "translated_from"), default=0.0)


def deal(readings: Sequence[Reading], world: World) -> list[Card]:
    """The cards of all frames, page by page."""
    actor_of = world.roster.by_span()
    cards: list[Card] = []
    for reading in sorted(readings, key=lambda r: r.page.doc.id):
        cards.extend(_deal_page(reading, world, actor_of))
    return cards


def _deal_page(reading: Reading, world: World, actor_of: Mapping[Span, str]) -> list[Card]:
    doc = reading.page.doc.id
    actors = [frozenset(actor_of[m] for m in (*f.mentions, *f.pair) if m in actor_of) for f in reading.frames]
    terms = [
        frozenset(f.lemmas) | {f"@{a}" for a in who} for f, who in zip(reading.frames, actors, strict=True)
    ]
    weight = _weights(terms)
    spelled = [tuple(_WORD.findall(fold(f.span.of(reading.page.doc.text)))) for f in reading.frames]
    stems = _stems(spelled)
    day = _ordinal(reading.page.published.value) if reading.page.published else None
    cards = []
    for n, (frame, who, has) in enumerate(zip(reading.frames, actors, terms, strict=True)):
        weights = {t: weight[t] for t in sorted(has)}
        said = world.statements.get(frame.statement or "")
        rests = _rests_on(frame, world)
        cards.append(
            Card(
                frame=frame,
                doc=doc,
                actors=who,
                speaker=said.actor if said else None,
                statement=said.id if said else None,
                weights=weights,
                total=sum(weights.values()),
                day=day,
                risk=world.risks[doc],
                telling=Telling(frame.span, rests, _told_of(frame, rests, world, actor_of)),
                words=spelled[n],
                text=world.lineage.text_of(doc),
                rank=world.ranks.get(doc, 0),
                lang=reading.page.lang,
                named=tuple(dict.fromkeys(actor_of[m] for m in sorted(frame.mentions) if m in actor_of)),
                acts=tuple(
                    (deed, actor_of[x], actor_of[y])
                    for deed, x, y in frame.acts
                    if x in actor_of and y in actor_of
                ),
                stems=stems[n],
            )
        )
    return cards


def _rests_on(frame: Frame, world: World) -> tuple[str, ...]:
    """The statements that a sentence rests on: what holds it, else those that together fill half of it."""
    if frame.statement and frame.statement in world.statements:
        return (frame.statement,)
    near = [world.statements[s] for s in frame.within if s in world.statements]
    parts = [p for s in near for p in (*s.content, s.cue, s.speaker) if p and overlap(p, frame.span)]
    filled = sum(min(p.end, frame.span.end) - max(p.start, frame.span.start) for p in merge(parts))
    return tuple(s.id for s in near) if 2 * filled >= frame.span.end - frame.span.start else ()


def _told_of(
    frame: Frame, rests: Sequence[str], world: World, actor_of: Mapping[Span, str]
) -> frozenset[str]:
    """Whom the statements of a sentence begin with: mostly, whose act they tell of."""
    firsts = (
        next(
            (m for m in sorted(frame.mentions) if any(inside(m, c) for c in world.statements[s].content)),
            None,
        )
        for s in rests
    )
    return frozenset(actor_of[m] for m in firsts if m and m in actor_of)


def _weights(terms: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse frequency of each term over the sentences of one page."""
    count: Counter[str] = Counter(t for has in terms for t in has)
    top = math.log(len(terms) + 1) or 1.0
    return {t: _SCALE * math.log((len(terms) + 1) / n) / top for t, n in count.items()}


def _stems(spelled: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """The beginnings of the longer words of each sentence, weighed over the page, of length one."""
    has = [frozenset(w[:_STEM] for w in words if len(w) >= _STEM - 1) for words in spelled]
    weight = _weights(has)
    length = [math.sqrt(sum(weight[s] ** 2 for s in here)) or 1.0 for here in has]
    return [{s: weight[s] / n for s in sorted(here)} for here, n in zip(has, length, strict=True)]


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def by_doc(cards: Sequence[Card]) -> dict[str, list[int]]:
    """The indexes of the cards of each page."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, card in enumerate(cards):
        index[card.doc].append(i)
    return index
