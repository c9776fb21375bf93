"""Who takes a stand, in whose words it is told, and under which condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.model import Sentence, Span, Statement, Token
from recoupe.spans import inside, overlap
from recoupe.stages.stands.sight import Mark, Sight
from recoupe.text.fold import fold


def holder(mark: Mark, said: Statement | None, sentence: Sentence, sight: Sight) -> Span | None:
    """Who takes the stand: the subject of its words where that is an actor, else who is quoted."""
    quoted = said.holder or said.speaker if said else None
    if mark.by == "speaker":
        return quoted
    if said is not None and said.cue is not None and said.cue.start <= mark.start < said.cue.end:
        return quoted
    subject = _subject(mark.token, sentence, sight.tokens)
    if subject is None:
        return quoted
    token = sight.tokens[subject]
    if token.pos == "PRON" and "Person=1" in token.morph:
        return quoted
    for m in sight.mentions:
        if m.span.start <= token.start < m.span.end:
            return m.refers or _own(said, quoted) if m.form == "pronoun" else m.span
    if token.pos == "PRON":
        return _own(said, quoted)
    theirs = any(
        t.head == subject and t.rel.startswith("det") and "Poss=Yes" in t.morph
        for t in sight.tokens[sentence.first : sentence.last]
    )
    return quoted if theirs else None


def _subject(token: int, sentence: Sentence, tokens: Sequence[Token]) -> int | None:
    """The subject of a predicate, looked for up its chain of complements."""
    at = token
    for _ in range(4):
        mine = [
            i
            for i in range(sentence.first, sentence.last)
            if tokens[i].head == at and tokens[i].rel.startswith("nsubj")
        ]
        if mine:
            return mine[0]
        rel = tokens[at].rel.split(":")[0]
        if (
            rel not in ("xcomp", "conj", "aux", "advcl", "acl", "amod", "obl", "obj", "cop")
            or tokens[at].head == at
        ):
            return None
        at = tokens[at].head
    return None


def _own(said: Statement | None, quoted: Span | None) -> Span | None:
    """Who "il" is in "X dit qu'il ..." where nothing else is known: X."""
    return quoted if said is not None and said.type in ("indirect", "mixed") else None


def statement_at(span: Span, sight: Sight) -> Statement | None:
    """The innermost statement whose content holds a stretch, or whose cue it is."""
    holding = [s for s in sight.statements if any(inside(span, c) for c in s.content)]
    if holding:
        return min(holding, key=lambda s: (sum(c.end - c.start for c in s.content), s.id))
    cued = [s for s in sight.statements if s.cue and overlap(s.cue, span)]
    return min(cued, key=lambda s: s.id) if cued else None


def doubted(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether the stand itself is only supposed: "pourrait", "peut-être", "semble"."""
    for i in range(sentence.first, sentence.last):
        t = sight.tokens[i]
        kind = sight.moods.get(fold(t.lemma)) or sight.moods.get(fold(t.text))
        near = t.head == mark.token or sight.tokens[mark.token].head == i or abs(i - mark.token) <= 2
        if kind == "doubt" and near and i != mark.token:
            return True
    return False


def voice(said: Statement | None, holder: Span, sight: Sight, *, doubted: bool) -> str:
    """Whose word it is, as far as one page can tell; `positions` refines it once actors are known."""
    if said is None:
        return "inference" if doubted else "reporter"
    quoted = said.holder or said.speaker
    if quoted is None:
        return "reporter"
    mention = next((m for m in sight.mentions if m.span in (said.speaker, quoted)), None)
    if mention is not None and mention.kind == "anonymous":
        return "anonymous_official"
    return "self" if holder == quoted else "third_party"


def condition(sentence: Sentence, sight: Sight) -> Span | None:
    """The clause after "si" in a sentence, with its words."""
    for i in _openers(sentence, sight):
        head = sight.tokens[i].head
        if sight.tokens[head].rel.split(":")[0] not in ("advcl",):
            continue
        inner = [k for k in range(sentence.first, sentence.last) if k >= i and _under(k, head, sight.tokens)]
        if inner:
            return Span(sight.page.doc.id, sight.tokens[i].start, sight.tokens[inner[-1]].end)
    return None


def _openers(sentence: Sentence, sight: Sight) -> Iterator[int]:
    for i in range(sentence.first, sentence.last):
        t = sight.tokens[i]
        if t.rel == "mark" and sight.moods.get(fold(t.lemma)) == "doubt":
            yield i


def _under(token: int, head: int, tokens: Sequence[Token]) -> bool:
    for _ in range(12):
        if token == head:
            return True
        if tokens[token].head == token:
            return False
        token = tokens[token].head
    return False
