"""What each holder wants on each issue, as one page tells it.

A stand needs three things: words by which somebody takes it (the language's table), somebody to hold it (the
subject of those words, or who is quoted), and an issue: the words of the codebook that it governs or has
beside it, or what it takes up of the stand before. Without any of the three there is none. The voice says
whose word it is; what only the page supposes is marked as inference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recoupe.codebooks import Clue, Codebook
from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Reason, Sentence, Span, Stand, Statement
from recoupe.spans import inside, overlap
from recoupe.stages.stands import aims, echoes, evidence, holders, hollow, lines, sight, stances, weighing
from recoupe.stages.stands.evidence import Hit
from recoupe.stages.stands.grove import Grove
from recoupe.stages.stands.lines import Desk, Line
from recoupe.stages.stands.sight import WORD, Sight, Topic, Words
from recoupe.stages.stands.stances import Taken
from recoupe.text.fold import fold, iron, short_id
from recoupe.text.stems import StemTable

_ASKED = 8  # words of a question that only names what is then answered
_CROWDED = 3000  # characters of one sentence beyond which it is no prose
_PARTS = (",", ";", ":")


def find(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    lang: Language,
    book: Codebook,
) -> tuple[Stand, ...]:
    """The stands of one page, in text order: what the rules read, weighed where the codebook has models."""
    grove, desk = read(page, parse, mentions, statements, lang, book)
    found = {s.id: s for stands in grove.ruled.values() for s in stands}
    if book.models and desk.talks and lang.code in book.triggers:
        found = {s.id: s for s in _weighed(grove, desk)}
    return tuple(sorted(found.values(), key=lambda s: (s.span.start, s.issue, s.id)))


def read(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    lang: Language,
    book: Codebook,
) -> tuple[Grove, Desk]:
    """A page with the stands that the rules read on it, and what they were read with."""
    signs, hints = sight.marks_of(lang), sight.hints_of(lang)
    seen = sight.look(page, parse, mentions, statements, lang)
    ironed = iron(page.doc.text)
    heard, clues, talks = _heard(ironed, parse, book, lang)
    desk = Desk(seen, book, sight.exits_of(lang), talks=talks)
    found: dict[str, Stand] = {}
    read_: list[Line] = []
    asked: list[Topic] = []
    before: tuple[Topic, ...] = ()
    for sentence, words, hits in heard:
        topics = sight.find_topics(sentence, words, hits, seen)
        topics += echoes.find(sentence, topics, before, book, lang.code, seen)
        spelled = [w[0] for w in words]
        marks = sight.find_marks(sentence, words, list(signs.find(spelled)), seen)
        marks = [m for m in marks if not hollow.is_hollow(m, sentence, seen)]
        faint = sight.find_marks(sentence, words, list(hints.find(spelled)), seen)
        line = Line(sentence, words, topics, marks, evidence.grounds(words, hits, clues), faint)
        read_.append(line)
        taken = lines.read(line, desk)
        before = echoes.taken_up(topics, [(t, s.stance) for t, s in taken if s])
        if not line.topics:
            taken += [(t, stances.answered(t, line.marks, sentence, seen)) for t in asked]
        conditioned = [(t, told and lines.conditioned(told, t, line, desk)) for t, told in taken]
        stands_ = lines.agreed(list(lines.asked_in_return(conditioned)), seen)
        for topic, stand in stands_:
            for made in _of_each(topic, stand, line, [s.words for _, s in stands_], seen):
                found.setdefault(made.id, made)
        desk = desk.after(line, [t.trigger.issue for t, _ in stands_])
        question = ironed[sentence.span.start : sentence.span.end].rstrip().endswith("?")
        asked = line.topics if question and not line.marks and len(words) <= _ASKED else []
    bare = Grove(seen, read_, {})
    return Grove(seen, read_, weighing.by_word(tuple(found.values()), bare)), desk


def _of_each(topic: Topic, taken: Taken, line: Line, others: Sequence[Span], seen: Sight) -> Iterator[Stand]:
    """A stand for each of those who take it."""
    for named in holders.beside(taken.holder, line.sentence, seen):
        for holder in holders.actors_of(named, seen):
            yield _stand(topic, replace(taken, holder=holder), line, others, seen)


def _weighed(grove: Grove, desk: Desk) -> Iterator[Stand]:
    """The stands that the rules read but for the doubtful ones, and those that are likely without a rule."""
    models = desk.book.models
    for token, stands in grove.ruled.items():
        for stand in stands:
            if not weighing.is_doubtful(stand, token, grove, models):
                yield weighing.voiced(stand, token, grove, models)
    read_ = [s.reasons[0].spans[1] for stands in grove.ruled.values() for s in stands]
    for likely in weighing.added(grove, models):
        topic, taken, line = weighing.taken(likely, grove, desk)
        for stand in _of_each(topic, taken, line, read_, desk.seen):
            reason = replace(stand.reasons[0], weight=round(likely.chance, 2))
            yield replace(weighing.voiced(stand, likely.token, grove, models), reasons=(reason,))


def _heard(
    ironed: str, parse: Parse, book: Codebook, lang: Language
) -> tuple[list[tuple[Sentence, Words, list[Hit]]], StemTable[Clue], bool]:
    """The sentences with their words and the triggers in them, the clues that count, and whether the page
    tells of talks: on one that does not a lone word names no issue, and a clue hints at none.
    """
    triggers = book.table(lang.code)
    heard: list[tuple[Sentence, Words, list[Hit]]] = []
    for sentence in parse.sentences:
        if sentence.span.end - sentence.span.start > _CROWDED:
            continue
        places = WORD.finditer(ironed, sentence.span.start, sentence.span.end)
        words = [(fold(m.group()), m.start(), m.end()) for m in places]
        heard.append((sentence, words, list(triggers.find([w[0] for w in words]))))
    if evidence.tells_of_talks([h for *_, hits in heard for h in hits], sum(len(w) for _, w, _ in heard)):
        return heard, book.hints(lang.code), True
    several = [(s, words, [h for h in hits if evidence.is_several(h[2])]) for s, words, hits in heard]
    return several, StemTable(()), False


def _stand(topic: Topic, taken: Taken, line: Line, others: Sequence[Span], seen: Sight) -> Stand:
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
        span=_clause(_clip(line.sentence.span, topic, taken), topic, taken, others, seen),
        statement=taken.said.id if taken.said else None,
        holder=taken.holder,
        issue=issue,
        option=topic.trigger.option or None,
        stance=taken.stance,
        force=taken.force,
        voice=taken.voice,
        reasons=(reason,),
        condition=taken.condition,
        target=aims.target(taken.words, taken.stance, taken.holder, taken.said, line.sentence, seen),
        tense=aims.tense(taken.words, taken.said, line.sentence, seen),
        negated=taken.negated,
    )


def _clip(sentence: Span, topic: Topic, taken: Taken) -> Span:
    """The part of the sentence that the statement holds with the stand, the whole sentence elsewhere."""
    parts = [c for c in taken.said.content if overlap(c, sentence)] if taken.said else []
    held = next((c for own in (taken.words, topic.span) for c in parts if overlap(c, own)), None)
    if held is None:
        return sentence
    return Span(sentence.doc, max(held.start, sentence.start), min(held.end, sentence.end))


def _clause(part: Span, topic: Topic, taken: Taken, others: Sequence[Span], seen: Sight) -> Span:
    """The part of a passage between the stands before and behind, which tell of themselves; all that the
    stand rests on stays in it.
    """
    own = [s for s in (topic.span, taken.words, taken.condition) if s and inside(s, part)]
    if not own:
        return part
    low, high = min(s.start for s in own), max(s.end for s in own)
    start, end = part.start, part.end
    for token in seen.tokens:
        if not part.start <= token.start < part.end or (token.pos != "CCONJ" and token.text not in _PARTS):
            continue
        if token.end <= low and any(start <= o.start < token.start for o in others):
            start = token.end
        if high <= token.start < end and any(token.start < o.start < end for o in others):
            end = token.start
    return Span(part.doc, *_trimmed(seen.page.doc.text, start, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks around it."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))
