"""Claims, contradictions, events and positions rejected or accepted, and remarks on any record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from recoupe.model import Claim, Contradiction, Decision, Dossier, Note, Passage, Span, Target
from recoupe.stages.decisions._places import Places, found, reason, told, unused

SHOWN = 8  # spans that a reason lists at most


def facts(dossier: Dossier, decisions: Sequence[Decision]) -> Dossier:
    """The dossier as people decided, with a note for each decision that fits nothing any more.

    A rejected claim takes its contradictions with it. A claim whose contradictions are all rejected is a
    variant: its passages stay, none against another.
    """
    late = [d for d in decisions if d.do in ("reject", "accept", "note")]
    if not late:
        return dossier
    desk = _Desk(dossier)
    for decision in late:
        for target in decision.targets:
            if decision.do == "note":
                desk.remark(decision, target)
            elif target.kind in _FIELDS:
                desk.obey(decision, target)
    return desk.dossier()


_FIELDS = {"claim": "claims", "contradiction": "contradictions", "event": "events", "position": "positions"}


class _Desk:
    """The records while decisions are obeyed one after the other, by kind and id."""

    def __init__(self, dossier: Dossier) -> None:
        self._made = dossier
        self._places = Places(dossier.pages)
        self._standing: dict[str, dict[str, Any]] = {
            kind: {r.id: r for r in getattr(dossier, field)} for kind, field in _FIELDS.items()
        }
        others: dict[str, Sequence[Any]] = {"statement": dossier.statements, "actor": dossier.roster.actors}
        self._where = {
            kind: {key: set(_spans(r)) for key, r in records.items()}
            for kind, records in (
                *self._standing.items(),
                *((kind, {r.id: r for r in records}) for kind, records in others.items()),
            )
        }
        self._notes: list[Note] = []

    def remark(self, decision: Decision, target: Target) -> None:
        """A remark becomes a note at the record's first place."""
        where = self._where[target.kind]
        key = found(target, self._places.spans(target), where, where)
        if not key:
            self._notes.append(unused(decision, f"the {target.kind} is not here any more"))
            return
        first = min(where[key])
        said = f"{' '.join(decision.words)} ({target.kind} {key}, {told(decision)})"
        self._notes.append(Note("decisions", "remark", said, first.doc, first))

    def obey(self, decision: Decision, target: Target) -> None:
        """Reject or accept one record."""
        standing, where = self._standing[target.kind], self._where[target.kind]
        key = found(target, self._places.spans(target), standing, where)
        if not key:
            self._notes.append(unused(decision, f"the {target.kind} is not here any more"))
        elif decision.do == "reject":
            del standing[key], where[key]
        else:
            spans = tuple(sorted(where[key]))[:SHOWN]
            record = standing[key]
            standing[key] = replace(record, reasons=(*record.reasons, reason(decision, spans)))

    def dossier(self) -> Dossier:
        """What is left, with nothing that names what is gone."""
        claims, kept = self._standing["claim"], self._standing["contradiction"]
        against = {key: x for key, x in kept.items() if x.claim in claims}
        events = tuple(
            replace(e, disagreements=tuple(x for x in e.disagreements if x in against))
            for e in self._standing["event"].values()
        )
        positions = self._standing["position"]
        standings = tuple(
            replace(s, positions=left)
            for s in self._made.standings
            if (left := tuple(p for p in s.positions if p in positions))
        )
        return replace(
            self._made,
            claims=tuple(_calmed(c, self._made.contradictions, against) for c in claims.values()),
            contradictions=tuple(against.values()),
            events=events,
            positions=tuple(positions.values()),
            standings=standings,
            notes=(*self._made.notes, *self._notes),
        )


def _calmed(claim: Claim, before: Sequence[Contradiction], after: Mapping[str, Contradiction]) -> Claim:
    """The claim, no longer contradicted when all its contradictions were rejected."""
    mine = [x.id for x in before if x.claim == claim.id]
    if not mine or any(x in after for x in mine):
        return claim
    passages: tuple[Passage, ...] = tuple(
        replace(p, side="variant") if p.side == "against" else p for p in claim.passages
    )
    return replace(claim, status="variant", passages=passages)


def _spans(record: Any) -> tuple[Span, ...]:
    """Where a record stands, as a decision on it keeps it."""
    for field in ("passages", "mentions"):
        if hasattr(record, field):
            return tuple(p.span for p in getattr(record, field))
    if isinstance(record, Contradiction):
        return tuple(p.span for p in (*record.a, *record.b))
    for field in ("reports", "content"):
        if hasattr(record, field):
            return tuple(getattr(record, field))
    return (record.span,)
