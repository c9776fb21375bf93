"""What happened and what each party wants: reports, events, claims, contradictions, positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model.evidence import Reason, Span
from recoupe.model.lineage import Origins
from recoupe.model.people import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One page's report of an event: coded, with its participants as mention spans (role, span)."""

    id: str
    span: Span
    trigger: Span
    code: str  # PLOVER category
    roles: tuple[tuple[str, Span], ...]  # role: actor | recipient | place | object
    reasons: tuple[Reason, ...]
    mode: str | None = None
    context: str | None = None
    when: TimeExpression | None = None
    status: str = "done"  # announced | planned | claimed | denied | cancelled | done | hypothetical
    statement: str | None = None  # the statement that holds it, None for the page's own voice


@dataclass(frozen=True, slots=True)
class Role:
    """An actor's part in an event."""

    role: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening over all pages. `when` is a TIMEX3 value; `earliest`, `latest` ISO days."""

    id: str
    code: str
    title: str
    roles: tuple[Role, ...]
    reports: tuple[Span, ...]
    status: str
    origins: Origins
    pages: int
    reasons: tuple[Reason, ...]
    mode: str | None = None
    context: str | None = None
    when: str | None = None
    earliest: str | None = None
    latest: str | None = None
    place: str | None = None
    disagreements: tuple[str, ...] = ()  # contradiction ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What claims compare of one sentence: made page by page, small."""

    id: str
    span: Span
    lemmas: tuple[str, ...]
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One page's mention of what somebody wants on an issue, before actors are settled."""

    id: str
    span: Span
    statement: str | None
    holder: Span | None
    issue: str
    option: str | None
    stance: str
    force: str
    voice: str
    reasons: tuple[Reason, ...]
    condition: Span | None = None


Side = Literal["for", "against", "variant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place that carries a claim."""

    span: Span
    side: Side = "for"
    statement: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition over all pages. `slot` names the slot that differs or is counted (duration, date, number ...)."""

    id: str
    wording: str
    kind: Literal["fact", "quote", "position", "number", "date"]
    passages: tuple[Passage, ...]
    status: Literal["single", "corroborated", "contradicted", "variant"]
    origins: Origins
    pages: int
    translation_risk: float
    reasons: tuple[Reason, ...]
    slot: str | None = None
    party: str | None = None  # single_party | both_parties | denied | neither | third_party


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sides of one claim that differ in a named slot."""

    id: str
    claim: str
    kind: Literal["number", "date", "polarity", "attribution", "scope", "role"]
    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    can_both_hold: bool
    translation_risk: float
    reasons: tuple[Reason, ...]

@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One mention of what an actor wants on an issue of the codebook."""

    id: str
    statement: str | None
    span: Span
    holder: str | None
    issue: str
    option: str | None
    stance: str
    force: str
    voice: str
    reasons: tuple[Reason, ...]
    condition: Span | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an actor holds on an issue over an interval, counted over origins."""

    id: str
    holder: str
    issue: str
    option: str | None
    stance: str
    positions: tuple[str, ...]
    origins: Origins
    voices: tuple[str, ...]
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change between two standings, with both as evidence."""

    id: str
    before: str
    after: str
    kind: str
    reasons: tuple[Reason, ...]
