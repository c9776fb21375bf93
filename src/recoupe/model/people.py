"""Who is named and when: mentions, actors, time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model.evidence import Reason, Span

Form = Literal["name", "role", "pronoun", "metonym"]
_STEPS = 4  # from an office over a seat to its state; guards against a ring

ActorKind = Literal["person", "body", "state", "place", "group", "anonymous"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where an actor is named. `core` is the name without title or article, `role` the words of
    office near it.

    `refers` is the span of another mention of the same page that this one stands for (pronouns, roles), or
    None.
    """

    span: Span
    form: Form
    kind: ActorKind
    core: str
    role: Span | None = None
    refers: Span | None = None
    country: str | None = None  # ISO 3166 alpha-2, from an adjective or the gazetteer
    gender: str | None = None  # Masc | Fem
    number: str | None = None  # Sing | Plur
    lang: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorName:
    """One spelling of an actor's name, the language of the pages that use it, and how often."""

    text: str
    lang: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, body, state or place, over all pages."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[ActorName, ...]
    roles: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    country: str | None = None
    stands_for: str | None = None  # actor id: the Kremlin stands for Russia
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """All actors of the dossier."""

    actors: tuple[Actor, ...]

    def by_span(self) -> dict[Span, str]:
        """Actor id of each mention's span."""
        return {m.span: a.id for a in self.actors for m in a.mentions}

    def sides(self) -> dict[str, str]:
        """The country of each actor: its own, or that of what it stands for; without those of none."""
        actors = {a.id: a for a in self.actors}
        sides = {}
        for actor in self.actors:
            seen = actor
            for _ in range(_STEPS):
                if seen.country or seen.stands_for not in actors:
                    break
                seen = actors[seen.stands_for]
            if seen.country:
                sides[actor.id] = seen.country
        return sides


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression as TIMEX3, with its interval of days [earliest, latest] (ISO) where one follows.

    `mod` is TIMEX3's: START, MID or END of the value; BEFORE or AFTER it, and then the interval is open on
    that side.
    """

    id: str
    span: Span
    kind: Literal["date", "time", "duration", "set"]
    value: str
    grain: str  # day | week | month | year | hour | minute | ...
    anchor: str  # published | text | event | none
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None
    reasons: tuple[Reason, ...] = ()
