"""What each holder wants on each issue, as one page tells it.

A stand needs three things in one sentence: words that speak of an issue (the codebook's triggers), words by
which somebody takes a stand on it (the language's table), tied to each other in the parse, and somebody to
hold it: the subject of those words, or who is quoted. Without any of the three there is none. The voice
says whose word it is; what only the page supposes is marked as inference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recoupe.codebooks import Codebook
from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Reason, Sentence, Span, Stand, Statement
from recoupe.spans import inside, overlap
from recoupe.stages.stands import agents, aims, echoes, exclusions, exits, holders, sight, ties, voices
from recoupe.stages.stands.sight import WORD, Mark, Sight, Topic
from recoupe.text.fold import fold, iron, short_id
from recoupe.text.stems import StemTable

_ASKED = 8  # words of a question that only names what is then answered
_CROWDED = 3000  # characters of one sentence beyond which it is no prose
_WHOLE = ("no_comment", "rejects")  # stands on all that their statement says: "a refusé de préciser si ..."
_FALLBACK = {
    "rejects": ("rejects", "firm"),
    "demands": ("demands", "firm"),
    "promises": ("commits", "commitment"),
    "declines": ("no_comment", "declaratory"),
}


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stand as read: whose, how, by which words, in which statement."""

    holder: Span
    stance: str
    force: str
    voice: str
    words: Span
    said: Statement | None
    condition: Span | None = None
    negated: bool = False


def find(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    lang: Language,
    book: Codebook,
) -> tuple[Stand, ...]:
    """The stands of one page, in text order."""
    triggers, signs, opens = book.table(lang.code), sight.marks_of(lang), sight.exits_of(lang)
    seen = Sight(
        page, parse.tokens, mentions, statements, sight.moods_of(lang), sight.twos_of(lang),
        sight.guesses_of(lang), sight.unnamed_of(lang), sight.spokes_of(lang), sight.toward_of(lang),
        sight.agents_of(lang), sight.echoes_of(lang),
    )  # fmt: skip
    ironed = iron(page.doc.text)
    found: dict[str, Stand] = {}
    asked: list[Topic] = []
    before: tuple[Topic, ...] = ()
    for sentence in parse.sentences:
        if sentence.span.end - sentence.span.start > _CROWDED:
            continue
        places = WORD.finditer(ironed, sentence.span.start, sentence.span.end)
        words = [(fold(m.group()), m.start(), m.end()) for m in places]
        forms = [w[0] for w in words]
        topics = sight.find_topics(sentence, words, list(triggers.find(forms)), seen)
        topics += echoes.find(sentence, topics, before, book, lang.code, seen)
        marked = topics or asked
        marks = sight.find_marks(sentence, words, list(signs.find(forms)), seen) if marked else []
        taken = [(t, _taken(t, marks, sentence, seen)) for t in topics]
        taken += [(t, _in_passing(t, marks, sentence, seen)) for t in topics]
        before = echoes.taken_up(topics, [(t, s.stance) for t, s in taken if s])
        if not topics:
            taken = [(t, _answered(t, marks, sentence, seen)) for t in asked]
        for topic, stand in _asked_in_return(
            [(t, told and _conditioned(told, t, sentence, words, opens, seen)) for t, told in taken]
        ):
            named = holders.beside(stand.holder, sentence, seen)
            for holder in (h for n in named for h in holders.actors_of(n, seen)):
                made = _stand(topic, replace(stand, holder=holder), sentence, seen)
                found.setdefault(made.id, made)
        question = ironed[sentence.span.start : sentence.span.end].rstrip().endswith("?")
        asked = topics if question and not marks and len(words) <= _ASKED else []
    return tuple(sorted(found.values(), key=lambda s: (s.span.start, s.issue, s.id)))


def _asked_in_return(
    taken: Sequence[tuple[Topic, _Taken | None]],
) -> Iterator[tuple[Topic, _Taken]]:
    """The stands of a sentence; what lies in the condition of another stand is demanded."""
    exits_ = [(t, s, s.condition) for t, s in taken if s and s.condition]
    for topic, stand in taken:
        above = next(((s, c) for t, s, c in exits_ if inside(topic.span, c) and not inside(t.span, c)), None)
        if above:
            told, condition = above
            yield topic, replace(told, stance="demands", force="firm", words=condition, condition=None)
        elif stand:
            yield topic, stand


def _conditioned(
    taken: _Taken,
    topic: Topic,
    sentence: Sentence,
    words: sight.Words,
    opens: StemTable[tuple[int, str]],
    seen: Sight,
) -> _Taken:
    """A stand with its condition, and conditional where that gives a yes or a no its exit."""
    condition = exits.find(taken.words, topic.span, taken.stance, sentence, words, opens, seen)
    if condition is None:
        return taken
    return replace(taken, stance="conditional", force="declaratory", condition=condition)


def _answered(topic: Topic, marks: list[Mark], sentence: Sentence, seen: Sight) -> _Taken | None:
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
    return _Taken(
        quoted, stance, force, voice, words, said, negated=ties.is_negated(marks[0], sentence, seen)
    )


def _taken(topic: Topic, marks: list[Mark], sentence: Sentence, seen: Sight) -> _Taken | None:
    mark = ties.silenced(topic, ties.governing(topic, marks, sentence, seen.tokens), marks, seen.tokens)
    held = holders.statement_at(topic.span, seen)
    if mark is None and held and held.cue:
        cues = (m for m in marks if held.cue.start <= m.start < held.cue.end and m.stance in _WHOLE)
        mark = next(cues, None)
    if mark is None:
        return _bare(topic, held, sentence, seen)
    words = Span(seen.page.doc.id, mark.start, mark.end)
    said = holders.statement_by(words, seen)
    stance, force = ties.turned(mark, sentence, seen)
    holder = holders.find_holder(mark, said, sentence, seen)
    if (
        stance is None
        or holder is None
        or _is_denied(mark, words, seen)
        or _is_apart(topic, mark, words, seen)
    ):
        return None
    if exclusions.leaves_out(topic, words, sentence, seen):
        stance = exclusions.TURNED.get(stance, stance)
    doubted = voices.is_doubted(mark, sentence, seen)
    told = voices.teller(words, said, holder, seen)
    read = replace(mark, stance=stance, force=force)
    voice = voices.read(read, told, holder, seen, doubted=doubted)
    if voices.is_guessed(mark, told, holder, sentence, seen):
        voice, doubted = "inference", True
    if voice in ("self", "reporter") and voices.is_spokesman(holder, seen):
        holder, voice = voices.spoken_for(holder, seen) or holder, "spokesman"
    force, negated = "hedged" if doubted else force, ties.is_negated(mark, sentence, seen)
    return _Taken(holder, stance, force, voice, words, told, negated=negated)


def _in_passing(topic: Topic, marks: list[Mark], sentence: Sentence, seen: Sight) -> _Taken | None:
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
    negated = ties.is_negated(mark, sentence, seen)
    return _Taken(holder, stance, force, voice, words, told, negated=negated)


def _is_apart(topic: Topic, mark: Mark, words: Span, seen: Sight) -> bool:
    """Whether a speaker judges in what he says, and the issue stands beside it: "after the talks, X said it
    is impossible".
    """
    said = holders.statement_at(words, seen) if mark.by == "speaker" else None
    return said is not None and not any(overlap(topic.span, c) for c in said.content)


def _is_denied(mark: Mark, words: Span, seen: Sight) -> bool:
    """Whether a stand is told within what somebody says is not so: "a démenti que X ait accepté". A noun of
    refusal is the denial itself: "a exprimé son opposition".
    """
    if mark.stance == "rejects" and seen.tokens[mark.token].pos == "NOUN":
        return False
    denials = (s for s in seen.statements if s.stance == "rejects" and s.type in ("indirect", "reported"))
    return any(inside(words, c) for s in denials for c in s.content)


def _bare(topic: Topic, held: Statement | None, sentence: Sentence, seen: Sight) -> _Taken | None:
    """No words of a stand, but the act of speech is one (a refusal), or the speaker says what "we" do."""
    quoted = held.holder or held.speaker if held else None
    if held is None or quoted is None:
        return _promised(topic, sentence, seen)
    voice = voices.quoted_voice(held, quoted, seen)
    if held.stance in _FALLBACK and held.cue is not None:
        stance, force = _FALLBACK[held.stance]
        if exclusions.leaves_out(topic, held.cue, sentence, seen):
            stance = exclusions.TURNED.get(stance, stance)
        return _Taken(quoted, stance, force, voice, held.cue, held)
    return _promised(topic, sentence, seen) or _ours(topic, held, quoted, sentence, seen)


def _promised(topic: Topic, sentence: Sentence, seen: Sight) -> _Taken | None:
    """What somebody says he will do, or what he will not: "a répondu que son armée poursuivrait"."""
    act = ties.future_act(topic, sentence, seen)
    if act is None:
        return None
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
    return _Taken(holder, stance, force, voice, words, told, negated=negated)


def _ours(topic: Topic, held: Statement, quoted: Span, sentence: Sentence, seen: Sight) -> _Taken | None:
    """What the speaker says "we" do."""
    voice = voices.quoted_voice(held, quoted, seen)
    we = ties.first_person(topic.token, sentence, seen)
    if we is None or held.type not in ("direct", "mixed"):
        return None
    return _Taken(quoted, "supports", "declaratory", voice, we, held)


def _stand(topic: Topic, taken: _Taken, sentence: Sentence, seen: Sight) -> Stand:
    text = seen.page.doc.text
    issue, about = topic.trigger.issue, " ".join(topic.span.of(text).split())
    words = " ".join(taken.words.of(text).split())
    reason = Reason(
        rule="issue-and-stand",
        weight=0.8 if taken.said else 0.6,
        spans=(topic.span, taken.words, taken.holder),
        text=f'"{about}" speaks of {issue}, "{words}" takes the stand',
    )
    return Stand(
        id=short_id(
            "w", seen.page.doc.id, str(topic.span.start), issue, str(taken.holder.start), taken.stance
        ),
        span=_clip(sentence.span, taken),
        statement=taken.said.id if taken.said else None,
        holder=taken.holder,
        issue=issue,
        option=topic.trigger.option or None,
        stance=taken.stance,
        force=taken.force,
        voice=taken.voice,
        reasons=(reason,),
        condition=taken.condition or holders.find_condition(sentence, seen),
        target=aims.target(taken.words, taken.stance, taken.holder, taken.said, sentence, seen),
        tense=aims.tense(taken.words, taken.said, sentence, seen),
        negated=taken.negated,
    )


def _clip(sentence: Span, taken: _Taken) -> Span:
    """The part of the sentence that the statement holds, the whole sentence elsewhere."""
    said = taken.said
    parts = [c for c in said.content if overlap(c, sentence)] if said else []
    held = next((c for c in parts if overlap(c, taken.words)), parts[0] if parts else None)
    if held is None:
        return sentence
    return Span(sentence.doc, max(held.start, sentence.start), min(held.end, sentence.end))
