"""Through what, to whom and when was it said? Looked for in the reporting sentence, outside the content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.model import Channel, Span
from recoupe.stages.statements import addressees, channels, zone
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import Zone

NEAR = 120  # characters between a cue and the time it was said at


@dataclass(frozen=True, slots=True)
class Slots:
    """What a reporting clause says beside speaker and content."""

    channel: Channel | None = None
    addressee: Span | None = None
    relays: tuple[Span, ...] = ()
    said: str | None = None


def fill(
    view: View,
    limits: Limits,
    drafts: Sequence[Draft],
    parents: Mapping[int, Draft | None],
    held: Mapping[int, Span | None],
) -> dict[int, Slots]:
    """The slots of each draft, by its identity."""
    found: dict[int, Slots] = {}
    by_sentence: dict[tuple[int, int], list[Draft]] = {}
    for d in drafts:
        if d.cue:
            by_sentence.setdefault(limits.unit(view.at(d.cue[0])), []).append(d)
    for d in drafts:
        around = by_sentence[limits.unit(view.at(d.cue[0]))] if d.cue else []
        where = zone.of(view, limits, d, around, parents[id(d)])
        channel = channels.find(where)
        told = addressees.find(where, channel.span if channel else None)
        found[id(d)] = Slots(
            channel, view.span(*told) if told else None, relays(view, d, where.tokens), said(where)
        )
    for near in by_sentence.values():
        _hand_on(near, found, held)
    return found


def _hand_on(near: Sequence[Draft], found: dict[int, Slots], held: Mapping[int, Span | None]) -> None:
    """Gives the channel of a verb to those that go on with its subject: "assure au Figaro P et réfute Q"."""
    told: Draft | None = None
    for d in sorted(near, key=lambda d: (d.cue or (0, 0), d.start)):
        shares = d.verb is not None and (
            d.verb.mode == "gerund" or (d.verb.subject is not None and d.verb.subject.found == "shared")
        )
        channel = found[id(told)].channel if told else None
        if found[id(d)].channel is not None:
            told = d
        elif shares and told is not None and held[id(d)] is not None and held[id(d)] == held[id(told)]:
            found[id(d)] = replace(found[id(d)], channel=channel)


def relays(view: View, draft: Draft, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Who passed the words on, by a participle right behind the speaker: "a dit X, cité par Y"."""
    found: list[Span] = []
    if draft.speaker is None:
        return ()
    for k in tokens:
        if not view.lexicon.has("relayed", view.words[k]):
            continue
        between = view.text[draft.speaker[1] : view.tokens[k].start]
        if view.tokens[k].start < draft.speaker[1] or between.strip(" \u00a0,"):
            continue
        by = next(
            (
                j
                for j in range(k + 1, min(k + 4, len(view.tokens)))
                if view.lexicon.has("agent", view.words[j])
            ),
            -1,
        )
        holder = view.head(by) if by > 0 else -1
        if holder > by and view.tokens[holder].pos in ("NOUN", "PROPN"):
            found.append(view.span(*view.noun_phrase(holder)))
    return tuple(found[:1])


def said(where: Zone) -> str | None:
    """The time expression of the reporting clause nearest the cue, as a TIMEX3 value."""
    view, draft = where.view, where.draft
    if draft.cue is None or draft.verb is None:
        return None
    starts = {view.tokens[k].start: k for k in where.tokens}
    best: tuple[int, str] | None = None
    for t in view.times:
        if t.kind not in ("date", "time") or t.span.start not in starts:
            continue
        distance = abs(t.span.start - draft.cue[0])
        if distance < NEAR and (best is None or distance < best[0]) and where.is_own(starts[t.span.start]):
            best = (distance, t.value)
    return best[1] if best else None
