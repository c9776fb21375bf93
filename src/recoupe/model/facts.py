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
    aux: tuple[str, ...] = ()  # PLOVER's auxiliary modes: future | historical | hypothetical | negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A value that a sentence gives to something: `of` is the term that is measured or dated, `low` to
    `high` its interval.

    `measure` is duration, share, count, money:XXX ... or date (then `low` and `high` are ordinal days).
    """

    measure: str
    of: str
    value: str
    low: float
    high: float
    span: Span
    anchor: str = ""  # for dates: the governing relation, "since" and "until" bound and do not date


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What claims compare of one sentence: made page by page, small.

    `lemmas` are its terms: concepts (`=end`) where the language's table knows the word, folded lemmas
    otherwise. `mentions` are the spans of the actors named in it, `pair` those of an earlier sentence that
    a plural ("les deux dirigeants") takes up. `denied` are the terms under a negation, `subjects` what is
    predicated of what.
    """

    id: str
    span: Span
    lemmas: tuple[str, ...]
    statement: str | None = None  # the innermost statement whose content holds most of the sentence
    order: int = 0  # position in the page
    block: str = "body"
    mentions: tuple[Span, ...] = ()
    pair: tuple[Span, ...] = ()
    slots: tuple[Slot, ...] = ()
    denied: tuple[str, ...] = ()
    subjects: tuple[tuple[str, str, Span], ...] = ()  # (predicate term, subject term, predicate span)
    mood: str = "fact"  # fact | doubt | plan | must | question
    rebuts: Span | None = None  # words that reject what was just said: "a rejeté ces accusations"
    within: tuple[str, ...] = ()  # all statements whose content it touches
    acts: tuple[tuple[str, Span, Span], ...] = ()  # (predicate term, who acts, whom it bears on)
    negates: bool = False  # whether it has a word of negation, whatever that bears on
    poles: tuple[str, ...] = ()  # opposites, turned by a negation: "rise+" where something does not fall


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
    target: Span | None = None  # of whom it is asked, to whom it is offered
    tense: str | None = None  # past | present | future: of the words by which it is taken
    negated: bool = False  # whether it is told by way of a negation: "does not accept"


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
    """One proposition over all pages. `slot` names the slot that differs or is counted (duration, date,
    number ...).
    """

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
    omitted: tuple[str, ...] = ()  # pages that tell what stands beside it and leave it out


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


@dataclass(frozen=True, slots=True)
class IssueName:
    """An issue as the dossier names it: (language, label) pairs, options from one pole to the other; graded
    where the first option is to refuse the thing and each further one gives more of it.
    """

    code: str
    parent: str
    labels: tuple[tuple[str, str], ...]
    options: tuple[str, ...]
    graded: bool = False


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
    target: str | None = None  # actor: of whom it is asked, to whom it is offered; never the holder
    tense: str | None = None  # past | present | future
    negated: bool = False


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
    status: str = "attested"  # attested | one_origin | others_only: nobody of the holder's side says so
    start: str | None = None
    end: str | None = None
    party: str | None = None  # the holder's: as the case names it, else its country


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A difference between two standings, with a position of each as evidence. Only `moved` is movement;
    the other kinds say what else explains it: stronger_paraphrase | retracted | other_wording | translation
    | lower_rank.
    """

    id: str
    before: str
    after: str
    kind: str
    pair: tuple[str, str]  # positions
    reasons: tuple[Reason, ...]
