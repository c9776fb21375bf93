"""The whole result of a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.model.evidence import Note
from recoupe.model.facts import Claim, Contradiction, Event, IssueName, Position, Shift, Standing
from recoupe.model.lineage import Lineage, Story
from recoupe.model.page import Page
from recoupe.model.people import Roster, TimeExpression
from recoupe.model.speech import Statement, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was run on what: no clock, no host, no absolute path."""

    version: str
    options: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    codebook: str
    inputs: tuple[tuple[str, str], ...]  # (path, sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything found, with its evidence."""

    run: Run
    pages: tuple[Page, ...]
    roster: Roster
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    stories: tuple[Story, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    positions: tuple[Position, ...] = ()
    standings: tuple[Standing, ...] = ()
    shifts: tuple[Shift, ...] = ()
    issues: tuple[IssueName, ...] = ()
    notes: tuple[Note, ...] = ()
