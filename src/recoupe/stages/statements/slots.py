"""Through what, to whom and when was it said? Looked for in the reporting sentence, outside the content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.model import Channel, Span
from recoupe.stages.statements import addressees, channels, relays, zone
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
    cited: Span | None = None  # whom the speaker only quotes: the holder in his place
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of the drafts of a page: parents and holders by their identity, and all proposals."""

    parents: Mapping[int, Draft | None]
    held: Mapping[int, Span | None]
    proposed: Sequence[Draft]


def fill(view: View, limits: Limits, drafts: Sequence[Draft], settled: Settled) -> dict[int, Slots]:
    """The slots of each draft, by its identity."""
    found: dict[int, Slots] = {}
    by_sentence = _by_sentence(view, limits, drafts)
    losers = _by_sentence(view, limits, [d for d in settled.proposed if id(d) not in settled.parents])
    for d in drafts:
        around = by_sentence[limits.unit(view.at(d.cue[0]))] if d.cue else []
        where = zone.of(view, limits, d, around, settled.parents[id(d)])
        channel = channels.find(where)
        told = addressees.find(where, channel.span if channel else None)
        passed, cited = relays.find(where)
        beyond = relays.outside(d, losers.get(limits.unit(view.at(d.cue[0])), ())) if d.cue else None
        if beyond is not None and beyond.speaker is not None:
            passed = (view.span(*beyond.speaker), *passed)
        found[id(d)] = Slots(channel, view.span(*told) if told else None, passed, cited, said(where, channel))
    for near in by_sentence.values():
        _hand_on(near, found, settled.held)
    return found


def _by_sentence(view: View, limits: Limits, drafts: Sequence[Draft]) -> dict[tuple[int, int], list[Draft]]:
    grouped: dict[tuple[int, int], list[Draft]] = {}
    for d in drafts:
        if d.cue:
            grouped.setdefault(limits.unit(view.at(d.cue[0])), []).append(d)
    return grouped


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


def said(where: Zone, channel: Channel | None = None) -> str | None:
    """The time expression of the reporting clause nearest the cue, or of its channel ("an interview published
    on Monday"), as a TIMEX3 value.
    """
    view, draft = where.view, where.draft
    if draft.cue is None or draft.verb is None:
        return None
    starts = {view.tokens[k].start: k for k in where.tokens}
    best: tuple[int, str] | None = None
    for t in view.times:
        if t.kind not in ("date", "time") or t.span.start not in starts:
            continue
        distance = abs(t.span.start - draft.cue[0])
        at = starts[t.span.start]
        own = where.is_own(at) or (channel is not None and _is_of(channel, at, view))
        if distance < NEAR and (best is None or distance < best[0]) and own:
            best = (distance, t.value)
    return best[1] if best else None


def _is_of(channel: Channel, token: int, view: View) -> bool:
    """Whether a time stands behind a channel in one phrase, with no comma and no clause between."""
    between = [t for t in view.tokens[:token] if t.start >= channel.span.end]
    start = view.tokens[token].start
    near = channel.span.start <= start < channel.span.end + NEAR
    return near and not any(t.pos == "PUNCT" or "VerbForm=Fin" in t.morph for t in between)
