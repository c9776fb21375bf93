"""Merges, splits and new names of actors, in the order in which they were decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.model import Actor, ActorName, Decision, Mention, Note, Page, Roster, Span, Target
from recoupe.stages.decisions._places import Places, reason, unused
from recoupe.text.fold import fold, short_id

SHOWN = 8  # spans that a reason lists at most


def people(
    roster: Roster, decisions: Sequence[Decision], pages: Mapping[str, Page]
) -> tuple[Roster, tuple[Note, ...]]:
    """The actors as people decided, and a note for each decision that fits none of them any more."""
    told = [d for d in decisions if d.do in _OBEYED]
    if not told:
        return roster, ()
    cast = _Cast(roster, Places(pages.values()))
    notes = [unused(d, fault) for d in told if (fault := _OBEYED[d.do](cast, d))]
    return Roster(tuple(cast.actors[key] for key in sorted(cast.actors))), tuple(notes)


class _Cast:
    """The actors while decisions are obeyed one after the other."""

    def __init__(self, roster: Roster, places: Places) -> None:
        self.actors = {a.id: a for a in roster.actors}
        self._places = places

    def find(self, target: Target) -> Actor | None:
        """The actor meant: by id, else the one mentioned at its places, else the one so named."""
        if target.id in self.actors:
            return self.actors[target.id]
        at = set(self._places.spans(target))
        hits = [a for a in self.actors.values() if at.intersection(m.span for m in a.mentions)]
        if not hits and target.name:
            named = fold(target.name)
            hits = [
                a for a in self.actors.values() if named in {fold(a.name), *(fold(n.text) for n in a.names)}
            ]
        return hits[0] if len(hits) == 1 else None


def _merge(cast: _Cast, decision: Decision) -> str:
    met = [cast.find(t) for t in decision.targets]
    actors = list({a.id: a for a in met if a}.values())
    if not all(met):
        return "one of them is not here any more"
    if len(actors) < 2:
        return "they are one already"
    kept = actors[0]
    mentions = tuple(sorted((m for a in actors for m in a.mentions), key=lambda m: m.span))
    counts: Counter[tuple[str, str]] = Counter()
    for a in actors:
        counts.update({(n.text, n.lang): n.n for n in a.names})
    country = {a.country for a in actors if a.country}
    gone = {a.id for a in actors[1:]}
    cast.actors[kept.id] = replace(
        kept,
        names=_names(counts),
        roles=tuple(sorted({r for a in actors for r in a.roles})),
        mentions=mentions,
        country=country.pop() if len(country) == 1 else kept.country,
        stands_for=None if kept.stands_for in gone else kept.stands_for,
        reasons=(
            *kept.reasons,
            *(r for a in actors[1:] for r in a.reasons),
            reason(decision, _shown(mentions)),
        ),
    )
    for key in gone:
        del cast.actors[key]
    for key, actor in cast.actors.items():
        if actor.stands_for in gone:
            cast.actors[key] = replace(actor, stands_for=None if key == kept.id else kept.id)
    return ""


def _split(cast: _Cast, decision: Decision) -> str:
    actor = cast.find(decision.targets[0])
    if actor is None:
        return "the actor is not here any more"
    leaving = {fold(w) for w in decision.words}
    named = [m for m in actor.mentions if m.form != "pronoun"]
    gone: set[Span] = {m.span for m in named if fold(m.core) in leaving}
    if not gone:
        return "no mention of it has these spellings"
    # What only stands for a mention that leaves goes with it: pronouns and offices after the name.
    for m in actor.mentions:
        if m.refers in gone:
            gone.add(m.span)
    if all(m.span in gone for m in named):
        return "all its mentions have these spellings"
    left = tuple(m for m in actor.mentions if m.span not in gone)
    moved = tuple(m for m in actor.mentions if m.span in gone)
    own = short_id("a", actor.id, "split", *sorted(leaving))
    for key, mentions in ((actor.id, left), (own, moved)):
        names = _names(Counter((m.core, m.lang) for m in mentions if m.form != "pronoun"))
        stays = key == actor.id and fold(actor.name) not in leaving
        cast.actors[key] = replace(
            actor,
            id=key,
            name=actor.name if stays else names[0].text,
            names=names,
            roles=tuple(sorted({m.role for m in mentions if m.role})),
            mentions=mentions,
            reasons=(*(actor.reasons if key == actor.id else ()), reason(decision, _shown(mentions))),
        )
    return ""


def _rename(cast: _Cast, decision: Decision) -> str:
    actor = cast.find(decision.targets[0])
    if actor is None:
        return "the actor is not here any more"
    if not decision.words:
        return "no new name is given"
    told = reason(decision, _shown(actor.mentions))
    cast.actors[actor.id] = replace(actor, name=decision.words[0], reasons=(*actor.reasons, told))
    return ""


def _names(counts: Counter[tuple[str, str]]) -> tuple[ActorName, ...]:
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    return tuple(ActorName(text, lang, n) for (text, lang), n in ranked)


def _shown(mentions: Sequence[Mention]) -> tuple[Span, ...]:
    return tuple(m.span for m in mentions[:SHOWN])


_OBEYED = {"merge": _merge, "split": _split, "rename": _rename}
