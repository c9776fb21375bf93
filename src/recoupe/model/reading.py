"""All that is found in one page before pages are compared."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.evidence import Note
from recoupe.model.facts import Frame, Report, Stand
from recoupe.model.lineage import Fingerprint
from recoupe.model.page import Clue, Leg, Page, Sign
from recoupe.model.people import Mention, TimeExpression
from recoupe.model.speech import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page, read: what the per-page stages found. Tokens are not kept."""

    page: Page
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    frames: tuple[Frame, ...]
    stands: tuple[Stand, ...]
    fingerprint: Fingerprint
    legs: tuple[Leg, ...]
    signs: tuple[Sign, ...] = ()
    clues: tuple[Clue, ...] = ()
    notes: tuple[Note, ...] = ()
