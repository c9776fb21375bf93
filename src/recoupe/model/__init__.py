"""All records of Recoupe. Read this folder first: evidence, page, people, speech, lineage, facts, reading,
dossier.

A page becomes a `Document` (text fixed), then a `Page` (blocks marked), then a `Parse` (tokens). Stages find
`Mention`s, `TimeExpression`s, `Statement`s and `Report`s in one page; linking stages group them over all
pages into actors, lineage, utterances, claims, events and positions; `Dossier` holds the whole. Records are
frozen and hold only text, numbers, tuples and other records. All offsets are code points into
`Document.text`, end excluded.
"""

from recoupe.model.decisions import (
    Decision,
    Place,
    Target,
    TargetKind,
    Verb,
)
from recoupe.model.dossier import (
    Dossier,
    Run,
)
from recoupe.model.evidence import (
    Note,
    Reason,
    Span,
)
from recoupe.model.facts import (
    Claim,
    Contradiction,
    Event,
    Frame,
    IssueName,
    Passage,
    Position,
    Report,
    Role,
    Shift,
    Side,
    Slot,
    Stand,
    Standing,
)
from recoupe.model.lineage import (
    Edge,
    Family,
    Fingerprint,
    Lineage,
    Origins,
    Story,
    Unit,
)
from recoupe.model.page import (
    PROSE,
    Agency,
    Block,
    BlockKind,
    Clue,
    Document,
    Leg,
    Name,
    Page,
    Parse,
    Published,
    Sentence,
    Sign,
    Token,
)
from recoupe.model.people import (
    Actor,
    ActorKind,
    ActorName,
    Form,
    Mention,
    Roster,
    TimeExpression,
)
from recoupe.model.reading import (
    Reading,
)
from recoupe.model.speech import (
    Channel,
    Drift,
    Stance,
    Statement,
    StatementType,
    Utterance,
    Variant,
)

__all__ = [
    "PROSE",
    "Actor",
    "ActorKind",
    "ActorName",
    "Agency",
    "Block",
    "BlockKind",
    "Channel",
    "Claim",
    "Clue",
    "Contradiction",
    "Decision",
    "Document",
    "Dossier",
    "Drift",
    "Edge",
    "Event",
    "Family",
    "Fingerprint",
    "Form",
    "Frame",
    "IssueName",
    "Leg",
    "Lineage",
    "Mention",
    "Name",
    "Note",
    "Origins",
    "Page",
    "Parse",
    "Passage",
    "Place",
    "Position",
    "Published",
    "Reading",
    "Reason",
    "Report",
    "Role",
    "Roster",
    "Run",
    "Sentence",
    "Shift",
    "Side",
    "Sign",
    "Slot",
    "Span",
    "Stance",
    "Stand",
    "Standing",
    "Statement",
    "StatementType",
    "Story",
    "Target",
    "TargetKind",
    "TimeExpression",
    "Token",
    "Unit",
    "Utterance",
    "Variant",
    "Verb",
]
