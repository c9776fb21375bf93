"""Which words of a stand govern which issue, read off the parse, and whether they are negated."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Sentence, Span, Token
from recoupe.stages.stands.sight import Mark, Sight, Topic
from recoupe.text.fold import fold

STEPS = 8  # how far up the tree a stand may stand above its issue
_GIVES = ("accepts", "concedes", "commits", "offers")  # what one may demand of another to do
_TAKES_IN = ("aux", "amod", "xcomp", "cop", "advmod", "obl")
_OTHER_CLAUSE = ("advcl", "acl:relcl")  # what stands above these clauses is not said of what stands in them


def governing(topic: Topic, marks: list[Mark], sentence: Sentence, tokens: Sequence[Token]) -> Mark | None:
    """The mark nearest above the topic in the tree, or beside its governor; one within the topic's words at
    last.
    """
    outer = [m for m in marks if not (m.start < topic.span.end and topic.span.start < m.end)]
    within = [m for m in marks if m not in outer]
    own = next((m for m in within if m.token == topic.token and _carries(m, tokens)), None)
    if own:
        return _asked(own, outer, tokens)
    found = _nearest(topic, outer, sentence, tokens)
    return _asked(found, outer, tokens) if found else (within[0] if within else None)


def _carries(mark: Mark, tokens: Sequence[Token]) -> bool:
    """Whether a mark within a topic takes the stand: not "la proposition de trêve", which others may accept
    or reject.
    """
    return tokens[mark.token].pos in ("VERB", "AUX", "ADJ") or mark.stance == "rejects"


def _asked(mark: Mark, marks: list[Mark], tokens: Sequence[Token]) -> Mark:
    """The demand above a mark where that only says what is demanded of somebody: "exige que le voisin
    accepte".
    """
    if mark.stance not in _GIVES:
        return mark
    at = mark.token
    for _ in range(3):
        if tokens[at].rel.split(":")[0] not in ("ccomp", "xcomp", "aux", "conj"):
            break
        at = tokens[at].head
        above = next(
            (m for m in marks if m.token == at and m.stance in ("demands", "threatens") and m is not mark),
            None,
        )
        if above:
            return above
    return mark


def _nearest(topic: Topic, marks: list[Mark], sentence: Sentence, tokens: Sequence[Token]) -> Mark | None:
    by_token = {m.token: m for m in marks}
    copulas = {tokens[i].head for i in range(sentence.first, sentence.last) if tokens[i].rel == "cop"}
    at, step = topic.token, ""
    for _ in range(STEPS):
        if (
            step == "nmod" and at in copulas
        ):  # "un effet réaliste d'une trêve": the truce is not what is judged
            return None
        if at in by_token:
            mark = by_token[at]
            duty = mark.stance == "demands" and bool(mark.by)
            return (
                None if duty and step == "nsubj" else mark
            )  # "tout accord doit ...": the accord is not demanded
        aside = [] if step == "nmod" else [m for m in marks if _beside(m, at, topic, tokens)]
        if aside:
            return aside[0]
        head = tokens[at].head
        step = tokens[at].rel if tokens[at].rel.endswith(":pass") else tokens[at].rel.split(":")[0]
        if head == at or not sentence.first <= head < sentence.last:
            return None
        if tokens[at].rel in _OTHER_CLAUSE:  # but "a refusé de préciser si ..." takes the clause in
            silent = by_token.get(head)
            return silent if silent and silent.stance == "no_comment" else None
        at = head
    return None


def _beside(mark: Mark, at: int, topic: Topic, tokens: Sequence[Token]) -> bool:
    """Whether a mark hangs on a word above the topic in a way that takes the topic in: "veut", "n'est pas
    réaliste".
    """
    if tokens[mark.token].head != at or mark.token == topic.token:
        return False
    rel = tokens[mark.token].rel.split(":")[0]
    if rel == "obj":  # "a répété son souhait de lever ..."
        return tokens[mark.token].pos == "NOUN" and mark.start < topic.span.start and at != topic.token
    if at == topic.token:
        return rel == "aux" or (bool(mark.by) and rel != "conj")
    return rel in _TAKES_IN or (bool(mark.by) and rel != "conj")


def turned(mark: Mark, sentence: Sentence, sight: Sight) -> tuple[str | None, str]:
    """The stance and force of a mark, turned where it is negated."""
    if not _negated(mark, sentence, sight):
        return mark.stance, mark.force
    if mark.denied == "-":
        return (mark.stance, "firm") if mark.force == "red_line" else (None, "")
    return mark.denied, "declaratory" if mark.denied in ("open", "no_comment") else mark.force


def _negated(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a negation hangs on the mark, on what it qualifies, or on its auxiliary."""
    tokens = sight.tokens
    heads = {mark.token}
    if tokens[mark.token].rel in ("amod", "xcomp", "aux", "cop", "conj", "advmod"):
        heads.add(tokens[mark.token].head)
    copulas = {tokens[i].head for i in range(sentence.first, sentence.last) if tokens[i].rel == "cop"}
    above = next(
        (h for h in sorted(heads) if tokens[h].rel == "ccomp" or (h in copulas and tokens[h].rel != "nsubj")),
        None,
    )
    if above is not None:
        heads.add(tokens[above].head)
    for i in range(sentence.first, sentence.last):
        kind = sight.moods.get(fold(tokens[i].text))
        own = mark.start <= tokens[i].start < mark.end
        if kind in ("not", "none") and tokens[i].head in heads and i not in heads and not own:
            return True
        if kind == "not" and not own and 0 <= mark.token - i <= 2 and tokens[i].head == mark.token:
            return True
    return False


def first_person(token: int, sentence: Sentence, sight: Sight) -> Span | None:
    """The "nous" or "je" of the clause in which a topic stands, where that clause is not negated."""
    tokens, at = sight.tokens, token
    for _ in range(STEPS):
        for i in range(sentence.first, sentence.last):
            t = tokens[i]
            if t.head == at and t.rel.startswith("nsubj") and t.pos == "PRON" and "Person=1" in t.morph:
                denied = any(
                    o.head == at and sight.moods.get(fold(o.text)) == "not"
                    for o in tokens[sentence.first : sentence.last]
                )
                return None if denied else Span(sight.page.doc.id, t.start, t.end)
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None
