"""How a stand is taken: whose it is, with which stance and force, and by whose mouth it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recoupe.model import Sentence, Span, Statement
from recoupe.spans import inside, overlap
from recoupe.stages.stands import agents, exclusions, holders, hollow, ties, voices
from recoupe.stages.stands.sight import Mark, Sight, Topic

_FALLBACK = {
    "rejects": ("rejects", "firm"),
    "demands": ("demands", "firm"),
    "promises": ("commits", "commitment"),
    "declines": ("no_comment", "declaratory"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A stand as read: whose, how, by which words, in which statement."""

    holder: Span
    stance: str
    force: str
    voice: str
    words: Span
    said: Statement | None
    condition: Span | None = None
    negated: bool = False


def by_mark(mark: Mark, sentence: Sentence, seen: Sight) -> Taken | None:
    """The stand that a mark takes: whose, how and by whose mouth."""
    words = Span(seen.page.doc.id, mark.start, mark.end)
    said = holders.statement_by(words, seen)
    stance, force = ties.turned(mark, sentence, seen)
    holder = holders.find_holder(mark, said, sentence, seen)
    if stance is None or holder is None or _is_denied(mark, words, seen):
        return None
    doubted = voices.is_doubted(mark, sentence, seen)
    told = voices.teller(words, said, holder, seen)
    read = replace(mark, stance=stance, force=force)
    voice = voices.read(read, told, holder, seen, doubted=doubted)
    if voices.is_guessed(mark, told, holder, sentence, seen):
        voice, doubted = "inference", True
    if voice in ("self", "reporter") and voices.is_spokesman(holder, seen):
        holder, voice = voices.spoken_for(holder, seen) or holder, "spokesman"
    elif voice == "self" and voices.is_unnamed(holder, seen):
        voice = "anonymous_official"
    force, negated = "hedged" if doubted else force, ties.is_negated(mark, sentence, seen)
    return Taken(holder, stance, force, voice, words, told, negated=negated)


def on(topic: Topic, mark: Mark, taken: Taken, sentence: Sentence, seen: Sight) -> Taken | None:
    """The stand of a mark on one of its topics: turned where what is wanted leaves it out, none where a
    speaker judges in what he says and the topic stands beside: "after the talks, X said it is impossible".
    """
    said = holders.statement_at(taken.words, seen) if mark.by == "speaker" else None
    if said is not None and not any(overlap(topic.span, c) for c in said.content):
        return None
    if taken.stance == "supports" and _are_people(topic, mark, seen):
        return None
    if exclusions.leaves_out(topic, taken.words, sentence, seen):
        return replace(taken, stance=exclusions.TURNED.get(taken.stance, taken.stance))
    return taken


def _are_people(topic: Topic, mark: Mark, seen: Sight) -> bool:
    """Whether the words of an issue only name whom somebody is for: "supports the separatists"."""
    token = seen.tokens[topic.token]
    return token.head == mark.token and token.rel == "obj" and hollow.is_somebody(token, seen)


def in_passing(topic: Topic, marks: list[Mark], sentence: Sentence, seen: Sight) -> Taken | None:
    """A stand that only a participle tells: "rejects the truce offered by X" says so of X, too."""
    found = agents.find(topic, marks, sentence, seen)
    if found is None:
        return None
    mark, holder = found
    words = Span(seen.page.doc.id, mark.start, mark.end)
    stance, force = ties.turned(mark, sentence, seen)
    said = holders.statement_at(words, seen)
    said = None if said and said.type == "reported" else said  # what is reported is told by the page
    if stance is None:
        return None
    told = voices.teller(words, said, holder, seen) if said else None
    voice = voices.read(mark, told, holder, seen, doubted=False)
    return Taken(holder, stance, force, voice, words, told, negated=ties.is_negated(mark, sentence, seen))


def _is_denied(mark: Mark, words: Span, seen: Sight) -> bool:
    """Whether a stand is told within what somebody says is not so: "a démenti que X ait accepté". A noun of
    refusal is the denial itself: "a exprimé son opposition".
    """
    if mark.stance == "rejects" and seen.tokens[mark.token].pos == "NOUN":
        return False
    denials = (s for s in seen.statements if s.stance == "rejects" and s.type in ("indirect", "reported"))
    return any(inside(words, c) for s in denials for c in s.content)


def bare(topic: Topic, held: Statement | None, sentence: Sentence, seen: Sight) -> Taken | None:
    """No words of a stand, but the act of speech is one (a refusal), or the speaker says what "we" do."""
    quoted = held.holder or held.speaker if held else None
    if held is None or quoted is None:
        return _promised(topic, sentence, seen)
    voice = voices.quoted_voice(held, quoted, seen)
    if held.stance in _FALLBACK and held.cue is not None:
        stance, force = _FALLBACK[held.stance]
        if exclusions.leaves_out(topic, held.cue, sentence, seen):
            stance = exclusions.TURNED.get(stance, stance)
        return Taken(quoted, stance, force, voice, held.cue, held)
    return _promised(topic, sentence, seen) or _ours(topic, held, quoted, sentence, seen)


def refused(topic: Topic, sentence: Sentence, seen: Sight) -> Taken | None:
    """What a speaker wants none of, in words without a verb: "Aucun retrait, aucune inspection"."""
    held = holders.statement_at(topic.span, seen)
    quoted = held.holder or held.speaker if held else None
    if held is None or quoted is None or held.type not in ("direct", "mixed"):
        return None
    words = ties.verbless_no(topic, held.content, sentence, seen)
    voice = voices.quoted_voice(held, quoted, seen)
    return Taken(quoted, "rejects", "firm", voice, words, held, negated=True) if words else None


def _promised(topic: Topic, sentence: Sentence, seen: Sight) -> Taken | None:
    """What somebody says he will do about a topic, or what he will not."""
    act = ties.future_act(topic, sentence, seen)
    return acted(act, sentence, seen) if act else None


def acted(act: Mark, sentence: Sentence, seen: Sight) -> Taken | None:
    """What somebody says he will do, or what he will not: "a répondu que son armée poursuivrait"."""
    words = Span(seen.page.doc.id, act.start, act.end)
    said = holders.statement_at(words, seen)
    stance, force = ties.turned(act, sentence, seen)
    if holders.subject_of(act.token, sentence, seen.tokens) is None:
        return None
    quoted = said.holder or said.speaker if said else None
    holder = quoted if act.by == "speaker" else holders.find_holder(act, said, sentence, seen)
    if holder is None or stance is None or (stance == "commits" and (act.by or holder != quoted)):
        return None
    told = voices.teller(words, said, holder, seen)
    voice = voices.read(act, told, holder, seen, doubted=False)
    if voices.is_guessed(act, told, holder, sentence, seen):
        voice, force = "inference", "hedged"
    negated = ties.is_negated(act, sentence, seen)
    return Taken(holder, stance, force, voice, words, told, negated=negated)


def _ours(topic: Topic, held: Statement, quoted: Span, sentence: Sentence, seen: Sight) -> Taken | None:
    """What the speaker says "we" do."""
    voice = voices.quoted_voice(held, quoted, seen)
    we = ties.first_person(topic.token, sentence, seen)
    if we is None or held.type not in ("direct", "mixed"):
        return None
    return Taken(quoted, "supports", "declaratory", voice, we, held)


def answered(topic: Topic, marks: list[Mark], sentence: Sentence, seen: Sight) -> Taken | None:
    """A stand on what the speaker has just asked himself: "A truce? We agree"."""
    said = holders.statement_at(topic.span, seen)
    quoted = said.holder or said.speaker if said else None
    if said is None or quoted is None or not marks:
        return None
    words = Span(seen.page.doc.id, marks[0].start, marks[0].end)
    stance, force = ties.turned(marks[0], sentence, seen)
    if stance is None or holders.statement_at(words, seen) != said:
        return None
    voice = voices.quoted_voice(said, quoted, seen)
    negated = ties.is_negated(marks[0], sentence, seen)
    return Taken(quoted, stance, force, voice, words, said, negated=negated)
