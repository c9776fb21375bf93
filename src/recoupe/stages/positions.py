"""What each actor holds on each issue, and how many origins say so.

Stands of all pages get their actors; a standing gathers the positions of one holder, issue, option and
stance, counted over origins by lineage, with the repetitions of one speaker's words folded. A text takes its
stands once: what a copy or a translation tells again founds no standing, it only joins one, so that damage
makes none and a page printed twice changes none. What moved is found by `shifts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recoupe.codebooks import Case, Codebook
from recoupe.methods import reprints
from recoupe.methods.origins import Count, Telling
from recoupe.model import (
    Actor,
    Lineage,
    Origins,
    Position,
    Reading,
    Roster,
    Span,
    Stand,
    Standing,
    Statement,
)
from recoupe.spans import overlap
from recoupe.text import calendar
from recoupe.text.fold import short_id

OWN = frozenset({"self", "spokesman"})
_SEATS = ("state", "place", "body")


@dataclass(frozen=True, slots=True, eq=False)
class _Cast:
    """Who is who, for reading voices."""

    actor_at: Mapping[str, Mapping[tuple[int, int], str]]  # page -> where it names somebody -> whom
    actors: Mapping[str, Actor]
    statements: Mapping[str, Statement]
    case: Case | None = None

    def at(self, span: Span) -> str | None:
        """The actor of a mention."""
        return self.actor_at.get(span.doc, {}).get((span.start, span.end))

    def within(self, span: Span) -> list[str]:
        """The actors named within a mention, in text order of their ends."""
        whole = (span.start, span.end)
        inner = (
            (end, start, actor) for (start, end), actor in self.actor_at.get(span.doc, {}).items()
            if span.start <= start and end <= span.end and (start, end) != whole
        )  # fmt: skip
        return [actor for *_, actor in sorted(inner)]


def track(
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    roster: Roster,
    lineage: Lineage,
    book: Codebook,
) -> tuple[tuple[Position, ...], tuple[Standing, ...]]:
    """Stands of all pages -> positions, and what each actor holds over time."""
    actor_at: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for span, actor in roster.by_span().items():
        actor_at[span.doc][span.start, span.end] = actor
    cast = _Cast(
        actor_at,
        {a.id: a for a in roster.actors},
        {s.id: s for s in statements},
        book.case,
    )
    days = {r.page.doc.id: r.page.published.value[:10] for r in readings if r.page.published}
    coded = [stand for r in readings for stand in r.stands if stand.issue in book.by_code]
    positions = [_position(stand, cast, days) for stand in coded]
    unique = {p.id: p for p in positions}
    wanted = sorted(unique.values(), key=lambda p: (p.span, p.issue, p.id))
    pages = {r.page.doc.id: r.page for r in readings}
    heard = {doc for doc, page in pages.items() if book.triggers.get(page.lang)}
    again = reprints.retold(lineage, pages, heard)
    first = [p for p in wanted if not any(overlap(p.span, s) for s in again.get(p.span.doc, ()))]
    count = Count(lineage, roster, statements, ())
    return tuple(wanted), tuple(_standings(wanted, first, count, cast))


def _position(stand: Stand, cast: _Cast, days: Mapping[str, str]) -> Position:
    span = stand.holder
    holder = cast.at(span) if span else None
    said = cast.statements.get(stand.statement or "")
    if holder is None and said is not None and span == (said.holder or said.speaker):
        holder = said.actor
    target = cast.at(stand.target) if stand.target else None
    voice = _voice(stand, holder, said, cast)
    teller = said.actor if said else None
    if teller is None or teller == holder or stand.voice == "anonymous_official":
        holder = _behind(holder, span, stand.voice, cast)
    return Position(
        id=short_id("p", stand.id),
        statement=stand.statement if said else None,
        span=stand.span,
        holder=holder,
        issue=stand.issue,
        option=stand.option,
        stance=stand.stance,
        force=stand.force,
        voice=voice,
        reasons=stand.reasons,
        condition=stand.condition,
        said=(said.said if said and said.said else days.get(stand.span.doc)),
        target=target if target != holder else None,
        tense=stand.tense,
        negated=stand.negated,
    )


def _behind(holder: str | None, span: Span | None, voice: str, cast: _Cast) -> str | None:
    """For whom a holder stands who has no name of his own, or speaks for another: whom his office names
    ("la délégation de X"), else the state of his office where the pages name it; else himself.
    """
    found = cast.actors.get(holder or "")
    if found is None or span is None:
        return holder
    unnamed = found.kind != "state" and all(m.form in ("role", "pronoun") for m in found.mentions)
    if unnamed:
        inner = [a for a in cast.within(span) if a != holder and cast.actors[a].kind in _SEATS]
        if inner:
            return inner[-1]
    if found.country is None or not (unnamed or voice == "spokesman"):
        return holder
    of_state = [a for a in cast.actors.values() if a.country == found.country]
    seats = ("state",) if found.kind == "group" else ("state", "place")  # the place: its capital
    return next((a.id for kind in seats for a in of_state if a.kind == kind), holder)


def _voice(stand: Stand, holder: str | None, said: Statement | None, cast: _Cast) -> str:
    """The voice once actors are known: a man of the holder's own side is his spokesman, another side's is
    not.
    """
    if (
        said is None
        or said.actor is None
        or holder is None
        or stand.voice in ("self", "inference", "anonymous_official", "reporter")
    ):
        return stand.voice
    if said.actor == holder:
        return "spokesman" if stand.voice == "spokesman" else "self"
    here, there = _side(said.actor, cast) or _home(said.speaker, cast), _side(holder, cast)
    if here is None or there is None:
        own = here is None and there is not None and _speaks_for_state(said.actor, holder, cast)
        return "spokesman" if own or stand.voice == "spokesman" else "third_party"
    return "spokesman" if here == there else "other_side"


def _speaks_for_state(teller: str, holder: str, cast: _Cast) -> bool:
    """Whether a named man of no known country tells what a state does: pages introduce men of others."""
    here, there = cast.actors.get(teller), cast.actors.get(holder)
    if here is None or there is None or here.kind != "person" or there.kind == "person":
        return False
    return any(m.form == "name" for m in here.mentions)


def _home(span: Span | None, cast: _Cast) -> str | None:
    """The country that the words of a source name: "la radio du Caire"."""
    inner = [
        (end, actor) for (start, end), actor in cast.actor_at.get(span.doc if span else "", {}).items()
        if span and span.start < start and end <= span.end
    ]  # fmt: skip
    return _side(max(inner)[1], cast) if inner else None


def _side(actor: str, cast: _Cast) -> str | None:
    """The party an actor belongs to: as the case says, else its state or that of what it stands for."""
    found = cast.actors.get(actor)
    for _ in range(4):
        if found is None:
            return None
        if cast.case and (party := cast.case.party(_names(found), found.country)):
            return party
        if found.country:
            return found.country
        named = cast.within(found.mentions[0].span) if found.kind == "group" and found.mentions else []
        found = cast.actors.get(found.stands_for or next((a for a in named if a != actor), ""))
    return None


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *(n.text for n in actor.names))


def _standings(
    positions: Sequence[Position], first: Sequence[Position], count: Count, cast: _Cast
) -> Iterator[Standing]:
    """What each holder holds, by what the senior page of each text tells; its other pages only join that."""
    shelves, places = _shelves(first), _shelves(positions)
    for (holder, issue, option, stance), held in sorted(shelves.items()):
        said = sorted({p.said for p in held if p.said and calendar.interval(p.said.partition("T")[0])})
        origins, voices = _origins(held, count), frozenset(p.voice for p in held)
        yield Standing(
            id=short_id("d", holder, issue, option, stance),
            holder=holder,
            issue=issue,
            option=option or None,
            stance=stance,
            positions=tuple(p.id for p in places[holder, issue, option, stance]),
            origins=origins,
            voices=tuple(sorted(voices)),
            status=_status(voices, origins),
            start=said[0] if said else None,
            end=said[-1] if said else None,
            party=_side(holder, cast),
        )


def _shelves(positions: Sequence[Position]) -> dict[tuple[str, str, str, str], list[Position]]:
    """Stated positions by holder, issue, option and stance."""
    shelves: dict[tuple[str, str, str, str], list[Position]] = defaultdict(list)
    for p in positions:
        if p.holder is not None and p.voice != "inference":
            shelves[p.holder, p.issue, p.option or "", p.stance].append(p)
    return shelves


def _status(voices: frozenset[str], origins: Origins) -> str:
    """How a standing is established: by the holder's side and two origins, by one, or by others only."""
    if not voices & OWN:
        return "others_only"
    return "attested" if origins.min > 1 else "one_origin"


def _origins(held: Sequence[Position], count: Count) -> Origins:
    """Bounds by texts and acts of speech: one speaker's word is one origin in however many pages."""
    return count.of([Telling(p.span, (p.statement,) if p.statement else ()) for p in held]).origins
