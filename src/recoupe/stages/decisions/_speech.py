"""Statements rejected, accepted or given another speaker."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.model import Decision, Note, Page, Roster, Span, Statement, Target
from recoupe.stages.decisions._places import Places, found, reason, unused

CERTAIN = 1.0  # the confidence of what somebody has checked


def speech(
    statements: Sequence[Statement], roster: Roster, decisions: Sequence[Decision], pages: Mapping[str, Page]
) -> tuple[tuple[Statement, ...], tuple[Note, ...]]:
    """The statements as people decided, and a note for each decision that fits none of them any more.

    What was rejected is gone, and no statement keeps it as parent. What was accepted or corrected has
    confidence 1. A corrected speaker is printed where the page names him; the chain is to be resolved anew.
    """
    told = [d for d in decisions if d.do in ("reject", "accept", "speaker") and _of_statements(d)]
    if not told:
        return tuple(statements), ()
    places = Places(pages.values())
    standing = {s.id: s for s in statements}
    where = {s.id: set(s.content) for s in statements}
    notes = []
    for decision in told:
        for target in decision.targets:
            if target.kind != "statement":
                continue
            key = found(target, places.spans(target), standing, where)
            if not key:
                notes.append(unused(decision, "the statement is not here any more"))
            elif decision.do == "reject":
                del standing[key], where[key]
            else:
                made = _obeyed(standing[key], decision, roster, places)
                notes += [] if made else [unused(decision, "the speaker is not here any more")]
                standing[key] = made or standing[key]
    return tuple(_orphaned(standing[s.id], standing) for s in statements if s.id in standing), tuple(notes)


def _of_statements(decision: Decision) -> bool:
    return any(t.kind == "statement" for t in decision.targets)


def _obeyed(statement: Statement, decision: Decision, roster: Roster, places: Places) -> Statement | None:
    checked = replace(
        statement,
        confidence=CERTAIN,
        reasons=(*statement.reasons, reason(decision, statement.content)),
    )
    if decision.do == "accept":
        return checked
    named = next((t for t in decision.targets if t.kind == "actor"), None)
    holder = _mention(named, statement, roster, places) if named else None
    if holder is None:
        return None
    here = holder.doc == statement.doc
    return replace(checked, speaker=holder if here else None, holder=holder)


def _mention(target: Target, statement: Statement, roster: Roster, places: Places) -> Span | None:
    """The actor's mention nearest before the statement, else the nearest after, else one on another page."""
    at = set(places.spans(target))
    hits = [a for a in roster.actors if a.id == target.id]
    hits = hits or [a for a in roster.actors if at.intersection(m.span for m in a.mentions)]
    if len(hits) != 1:
        return None
    start = statement.content[0].start
    spans = [m.span for m in hits[0].mentions]
    return min(spans, key=lambda s: (s.doc != statement.doc, s.start > start, abs(start - s.start), s))


def _orphaned(statement: Statement, standing: Mapping[str, Statement]) -> Statement:
    parent = statement.parent if statement.parent in standing else None
    outer = statement.outer if statement.outer in standing else None
    if (parent, outer) == (statement.parent, statement.outer):
        return statement
    return replace(statement, parent=parent, outer=outer)
