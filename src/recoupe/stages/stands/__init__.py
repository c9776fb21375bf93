"""What each holder wants on each issue, as one page tells it.

A stand needs three things in one sentence: words that speak of an issue (the codebook's triggers), words by which
somebody takes a stand on it (the language's table), tied to each other in the parse, and somebody to hold it: the
subject of those words, or who is quoted. Without any of the three there is none. The voice says whose word it is; what
only the page supposes is marked as inference.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.codebooks import Codebook
from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Reason, Sentence, Span, Stand, Statement
from recoupe.spans import overlap
from recoupe.stages.stands.holders import condition, doubted, holder, statement_at, voice
from recoupe.stages.stands.sight import WORD, Mark, Sight, Topic, marks, marks_of, moods_of, topics
from recoupe.stages.stands.ties import first_person, governing, turned
from recoupe.text.fold import fold, iron, short_id

_CROWDED = 3000  # characters of one sentence beyond which it is no prose
_FALLBACK = {
    "rejects": ("rejects", "firm"),
    "demands": ("demands", "firm"),
    "promises": ("commits", "commitment"),
    "declines": ("no_comment", "declaratory"),
}


def find(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    lang: Language,
    book: Codebook,
) -> tuple[Stand, ...]:
    """The stands of one page, in text order."""
    triggers, marks = book.table(lang.code), marks_of(lang)
    sight = Sight(page, parse.tokens, mentions, statements, moods_of(lang))
    ironed = iron(page.doc.text)
    found: dict[str, Stand] = {}
    for sentence in parse.sentences:
        if sentence.span.end - sentence.span.start > _CROWDED:
            continue
        words = [
            (fold(m.group()), m.start(), m.end())
            for m in WORD.finditer(ironed, sentence.span.start, sentence.span.end)
        ]
        forms = [w[0] for w in words]
        topics = topics(sentence, words, list(triggers.find(forms)), sight)
        if not topics:
            continue
        taken = marks(sentence, words, list(marks.find(forms)), sight)
        for topic in topics:
            stand = _stand(topic, taken, sentence, sight)
            if stand is not None:
                found.setdefault(stand.id, stand)
    return tuple(sorted(found.values(), key=lambda s: (s.span.start, s.issue, s.id)))


def _stand(topic: Topic, marks: list[Mark], sentence: Sentence, sight: Sight) -> Stand | None:
    mark = governing(topic, marks, sentence, sight.tokens)
    held = statement_at(topic.span, sight)
    if mark is None:
        return _bare(topic, held, sentence, sight)
    mark_span = Span(sight.page.doc.id, mark.start, mark.end)
    said = statement_at(mark_span, sight) or (
        held if held and held.cue and overlap(held.cue, mark_span) else None
    )
    stance, force = turned(mark, sentence, sight)
    if stance is None:
        return None
    holder = holder(mark, said, sentence, sight)
    if holder is None:
        return None
    doubted = doubted(mark, sentence, sight)
    voice = voice(said, holder, sight, doubted=doubted)
    if doubted and voice != "inference":
        force = "hedged"
    return _make(topic, said, holder, (stance, force, voice), [mark_span], sentence, sight)


def _bare(topic: Topic, held: Statement | None, sentence: Sentence, sight: Sight) -> Stand | None:
    """No words of a stand, but the act of speech is one (a refusal, a demand), or the speaker says what "we" do."""
    quoted = held.holder or held.speaker if held else None
    if held is None or quoted is None:
        return None
    voice = voice(held, quoted, sight, doubted=False)
    if held.stance in _FALLBACK and held.cue is not None:
        stance, force = _FALLBACK[held.stance]
        return _make(topic, held, quoted, (stance, force, voice), [held.cue], sentence, sight)
    we = first_person(topic.token, sentence, sight)
    if we is None or held.type not in ("direct", "mixed"):
        return None
    return _make(topic, held, quoted, ("supports", "declaratory", voice), [we], sentence, sight)


def _make(
    topic: Topic,
    said: Statement | None,
    holder: Span,
    reading: tuple[str, str, str],
    marks: list[Span],
    sentence: Sentence,
    sight: Sight,
) -> Stand:
    stance, force, voice = reading
    text = sight.page.doc.text
    words = " ".join(marks[0].of(text).split())
    reason = Reason(
        rule="issue-and-stand",
        weight=0.8 if said else 0.6,
        spans=(topic.span, *marks, holder),
        text=f'"{" ".join(topic.span.of(text).split())}" speaks of {topic.trigger.issue}, "{words}" takes the stand',
    )
    return Stand(
        id=short_id(
            "w", sight.page.doc.id, str(topic.span.start), topic.trigger.issue, str(holder.start), stance
        ),
        span=_clip(sentence.span, said),
        statement=said.id if said else None,
        holder=holder,
        issue=topic.trigger.issue,
        option=topic.trigger.option or None,
        stance=stance,
        force=force,
        voice=voice,
        reasons=(reason,),
        condition=condition(sentence, sight),
    )


def _clip(sentence: Span, said: Statement | None) -> Span:
    """The part of the sentence that the statement holds, the whole sentence elsewhere."""
    for content in said.content if said else ():
        if overlap(content, sentence):
            return Span(sentence.doc, max(content.start, sentence.start), min(content.end, sentence.end))
    return sentence
