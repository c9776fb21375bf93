"""Who said what: statements on a page, utterances over pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model.evidence import Reason, Span

StatementType = Literal["direct", "mixed", "indirect", "reported"]
Stance = Literal["asserts", "rejects", "declines", "confirms", "demands", "promises", "conditional"]


@dataclass(frozen=True, slots=True)
class Channel:
    """The medium of a statement. `kind`: post | interview | press_conference | communique | call | speech |
    agency | ...
    """

    span: Span
    kind: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution on one page.

    `speaker` is the printed mention nearest the cue, `holder` the mention whose actor speaks (the same
    span, or an earlier one for pronouns and quotations that continue). `actor`, `chain`, `addressee_actor`
    and `said` stay empty until actors are settled. `parent` is the id of the statement whose content
    contains this one, `outer` of an earlier one that silently still holds; `relays` are further holders
    printed outside, outermost first.
    """

    id: str
    type: StatementType
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    holder: Span | None
    stance: Stance
    confidence: float
    reasons: tuple[Reason, ...]
    parent: str | None = None
    outer: str | None = None
    relays: tuple[Span, ...] = ()
    channel: Channel | None = None
    addressee: Span | None = None
    marks: Literal["intact", "repaired"] = "intact"
    actor: str | None = None
    addressee_actor: str | None = None
    chain: tuple[str, ...] = ()
    said: str | None = None

    @property
    def doc(self) -> str:
        """The page it stands on."""
        return self.content[0].doc


@dataclass(frozen=True, slots=True)
class Variant:
    """One page's wording of an utterance."""

    statement: str
    span: Span


@dataclass(frozen=True, slots=True)
class Drift:
    """How wordings of one utterance differ. `kind`: wording | shortened | number | negation | strength |
    moved.
    """

    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of speech, however many pages carry it. `best` is the variant to quote."""

    id: str
    statements: tuple[str, ...]
    speaker: str | None
    best: Variant
    variants: tuple[Variant, ...]
    drift: tuple[Drift, ...] = ()
    reasons: tuple[Reason, ...] = ()
