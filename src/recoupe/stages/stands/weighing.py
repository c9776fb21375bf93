"""Stands weighed: those that no rule read, those that one read on slight grounds, and whose voice tells them.

For each word that may take a stand models say whether it does and which, on what issue, and whose it is; what
the rules read counts among its signs. What a rule read stays, unless one word alone names its issue and all
that together is most unlikely; what none read is added where it is likely enough. The models were fitted on
passages about many negotiations, coded by hand (`training/fit_positions.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from recoupe.codebooks import Trigger
from recoupe.methods.linear import Linear
from recoupe.model import Span, Stand
from recoupe.stages.stands import (
    exits,
    holders,
    signs_of_holder,
    signs_of_issue,
    signs_of_taking,
    ties,
    voices,
)
from recoupe.stages.stands.grove import Grove
from recoupe.stages.stands.lines import Desk, Line
from recoupe.stages.stands.sight import Mark, Topic
from recoupe.stages.stands.stances import Taken

NONE: Final = "none"  # the class of words that take no stand
_MAYBE = 0.25  # chance of a stand under which a word is not looked at further
_ENOUGH = 0.35  # chance that stance, issue and holder are all right from which one that no rule read is added
_DOUBTFUL = 0.002  # the same under which one that a rule read by one word alone is dropped
_OPEN = ("self", "reporter")  # voices of a stand that nobody else tells of
_FORCES = {"rejects": "firm", "demands": "firm", "commits": "commitment", "threatens": "firm"}
_CONDITIONED = ("conditional", "threatens", "offers", "accepts", "commits", "demands")


@dataclass(frozen=True, slots=True)
class Likely:
    """A stand that no rule read: the word that takes it, what is likeliest, and the chance of it all."""

    token: int
    stance: str
    issue: str
    holder: Span
    chance: float


def added(grove: Grove, models: Mapping[str, Linear]) -> Iterator[Likely]:
    """The likeliest stand of each word that no rule read, where it is likely enough. Of two words of which
    one hangs on the other one stand on an issue is told, the rules' first.
    """
    told: dict[int, set[str]] = {t: {s.issue for s in stands} for t, stands in grove.ruled.items()}
    found = [one for token in grove.takers() if token not in told for one in _likely(token, grove, models)]
    for one in sorted(found, key=lambda one: (-one.chance, one.token)):
        near = {*grove.above(one.token), *grove.below(one.token)}
        if not any(one.issue in told[t] for t in near if t in told):
            told.setdefault(one.token, set()).add(one.issue)
            yield one


def is_doubtful(stand: Stand, token: int, grove: Grove, models: Mapping[str, Linear]) -> bool:
    """Whether a stand that a rule read on an issue by one word alone is unlikely."""
    topic = stand.reasons[0].spans[0]
    if len(topic.of(grove.seen.page.doc.text).split()) > 1:
        return False
    stances = models["stance"].named(signs_of_taking.find(token, grove))
    issues = models["issue"].named(signs_of_issue.find(token, grove))
    held = [
        models["holder"].named(c.signs)["1"] for c in signs_of_holder.find(token, grove)
        if any(m.span == stand.holder for m in c.mentions)
    ]  # fmt: skip
    return stances[stand.stance] * issues.get(stand.issue, 0.0) * max(held, default=0.0) < _DOUBTFUL


def voiced(stand: Stand, token: int, grove: Grove, models: Mapping[str, Linear]) -> Stand:
    """A stand that nobody else tells of, in the likelier of the voices that may be so: verbs of doing and
    saying are one's own, those of an attitude the reporter's.
    """
    if stand.voice not in _OPEN:
        return stand
    signs = signs_of_taking.of_voice(stand.voice, stand.stance, signs_of_taking.find(token, grove))
    chances = models["voice"].named(signs)
    return replace(stand, voice=max((*_OPEN, "inference"), key=lambda v: chances[v]))


def _likely(token: int, grove: Grove, models: Mapping[str, Linear]) -> Iterator[Likely]:
    stances = models["stance"].named(signs_of_taking.find(token, grove))
    if 1 - stances.pop(NONE) < _MAYBE:
        return
    issues = models["issue"].named(signs_of_issue.find(token, grove))
    held = [(models["holder"].named(c.signs)["1"], c) for c in signs_of_holder.find(token, grove)]
    if not held:
        return
    stance, issue = max(stances, key=stances.__getitem__), max(issues, key=issues.__getitem__)
    likeliest, holder = max(held, key=lambda h: h[0])
    chance = stances[stance] * issues[issue] * likeliest
    if chance >= _ENOUGH:
        yield Likely(token, stance, issue, signs_of_holder.place(holder, token, grove), chance)


def taken(found: Likely, grove: Grove, desk: Desk) -> tuple[Topic, Taken, Line]:
    """A likely stand as the rules would have read it, with its voice, its force and its condition."""
    line = grove.lines[grove.line_at[found.token]]
    mark = _mark(found, grove)
    words = Span(grove.seen.page.doc.id, mark.start, mark.end)
    said = holders.statement_by(words, grove.seen)
    told = voices.teller(words, said, found.holder, grove.seen)
    doubted = voices.is_doubted(mark, line.sentence, grove.seen)
    voice = voices.read(mark, told, found.holder, grove.seen, doubted=doubted)
    if voices.is_guessed(mark, told, found.holder, line.sentence, grove.seen):
        voice, doubted = "inference", True
    elif voice == "self" and voices.is_unnamed(found.holder, grove.seen):
        voice = "anonymous_official"
    force = "hedged" if doubted else mark.force
    negated = ties.is_negated(mark, line.sentence, grove.seen)
    made = Taken(found.holder, found.stance, force, voice, words, told, negated=negated)
    topic = _topic(found, line, grove)
    return topic, replace(made, condition=_condition(made, topic, line, desk)), line


def _mark(found: Likely, grove: Grove) -> Mark:
    """The mark of the table at a word, else the word itself."""
    token = grove.tokens[found.token]
    force = _FORCES.get(found.stance, "declaratory")
    known = next((m for m in grove.marks.get(found.token, ()) if m.stance == found.stance), None)
    return known or Mark(found.token, token.start, token.end, found.stance, force, "", "")


def _topic(found: Likely, line: Line, grove: Grove) -> Topic:
    """The words by which a stand is on its issue, else the word that takes it."""
    own = next((t for t in line.topics if t.trigger.issue == found.issue), None)
    if own:
        return own
    token = grove.tokens[found.token]
    ground = next((g for g in line.grounds if g.issue == found.issue), None)
    start, end = (ground.start, ground.end) if ground else (token.start, token.end)
    option = ground.option if ground else ""
    span = Span(grove.seen.page.doc.id, start, end)
    return Topic(found.token, span, Trigger(found.issue, found.issue, option))


def _condition(made: Taken, topic: Topic, line: Line, desk: Desk) -> Span | None:
    if made.stance not in _CONDITIONED:
        return None
    return exits.find(made.words, topic.span, "conditional", line.sentence, line.words, desk.opens, desk.seen)


def by_word(stands: Sequence[Stand], grove: Grove) -> dict[int, list[Stand]]:
    """Stands by the word that takes them: the second of the places that their reason names."""
    found: dict[int, list[Stand]] = {}
    for stand in stands:
        token = grove.head(stand.reasons[0].spans[1])
        if token is not None:
            found.setdefault(token, []).append(stand)
    return found
