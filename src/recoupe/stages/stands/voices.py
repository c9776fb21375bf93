"""By whose mouth a stand reaches the reader, as far as one page can tell.

Who does or says something holds it in his own words; who only is for or against it, with nobody to tell us,
is the reporter's. Whoever tells it of another is the voice, and of two the last before the reporter. What
somebody concludes of another (`guesses`) is inference, however sure it sounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.model import Mention, Sentence, Span, Statement, Token
from recoupe.spans import inside, overlap
from recoupe.stages.stands.holders import is_paper
from recoupe.stages.stands.sight import WORD, Mark, Sight
from recoupe.text.fold import fold, iron

_ATTITUDES = ("supports", "rejects", "accepts", "conditional")
_WEAK = ("declaratory", "hedged")  # forces of words that tell of no act
_STEPS = 8  # how far up the tree a guess may stand above a stand
_PLURAL = "s"


def is_attitude(mark: Mark) -> bool:
    """Whether a mark only says what somebody is for or against: nobody need have said so."""
    if mark.by == "speech":
        return False
    return mark.by == "wish" or (mark.stance in _ATTITUDES and mark.force in _WEAK)


def teller(words: Span, said: Statement | None, holder: Span, sight: Sight) -> Statement | None:
    """The statement in which somebody tells of the holder, else the one by which he speaks himself."""
    holding = [s for s in sight.statements if any(inside(words, c) for c in s.content)]
    for s in sorted(holding, key=lambda s: (sum(c.end - c.start for c in s.content), s.id)):
        quoted = s.holder or s.speaker
        if quoted is not None and not _same(quoted, holder, sight):
            return s
    return said


def read(mark: Mark, told: Statement | None, holder: Span, sight: Sight, *, doubted: bool) -> str:
    """The voice of a stand; `positions` refines it once actors are known."""
    words = Span(holder.doc, mark.start, mark.end)
    if told is not None and not (told.holder or told.speaker):
        told = None
    own = told is None or bool(told.cue and overlap(told.cue, words) and mark.start <= told.cue.start)
    if told is not None and not own:
        return quoted_voice(told, holder, sight)
    if own and is_attitude(mark) and mark.by != "speaker":
        return "inference" if doubted and told is None else "reporter"
    if told is None:
        return "inference" if doubted else "self"
    return quoted_voice(told, holder, sight)


def quoted_voice(told: Statement, holder: Span, sight: Sight) -> str:
    """The voice of what somebody says."""
    quoted = told.holder or told.speaker
    if quoted is None:
        return "reporter"
    teller = next((m for m in sight.mentions if m.span == quoted), None)
    if teller is not None and quoted != holder and is_paper(teller, sight):
        return "self"  # his published text
    if told.channel is not None and told.channel.kind == "voice":
        return "spokesman"
    if holder == quoted:
        return "anonymous_official" if _is_unnamed(told.speaker, told.holder, sight) else "self"
    for m in sight.mentions:
        if m.span in (told.speaker, quoted) and m.span != holder and _speaks_for(m, sight):
            return "spokesman"
    if _is_unnamed(told.speaker, told.holder, sight):
        return "anonymous_official"
    return "third_party"


def is_guessed(mark: Mark, told: Statement | None, holder: Span, sentence: Sentence, sight: Sight) -> bool:
    """Whether somebody else than the holder concludes the stand: "on peut penser que", "X believes"."""
    source = told.holder or told.speaker if told else None
    if source is not None and not _same(source, holder, sight) and _is_thinker(source, sight):
        return True
    for start, end, kind in _guesses(sentence, sight):
        if mark.start < end and start < mark.end:
            continue
        if kind == "all":
            return True
        span = Span(holder.doc, start, end)
        source = told.holder or told.speaker if told else None
        if told and source and _same(source, holder, sight) and any(inside(span, c) for c in told.content):
            continue  # his own words: "we do not believe that"
        quoted = source if told and told.cue and overlap(told.cue, span) else None
        if quoted is not None and not _same(quoted, holder, sight):
            return True
        if quoted is None and _is_above(start, end, mark, sentence, sight.tokens):
            subject = _subject_at(start, end, sentence, sight.tokens)
            if not _thinks(subject, told, holder, sight):
                return True
    return False


def is_guess(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark is one of the words by which somebody concludes what another wants."""
    return any(mark.start < end and start < mark.end for start, end, _ in _guesses(sentence, sight))


def _is_thinker(source: Span, sight: Sight) -> bool:
    """Whether a source, or whom it takes up, says what others want without being told: "an analyst"."""
    spans = {source, *(m.refers for m in sight.mentions if m.span == source and m.refers)}
    words = {w for s in spans for w in fold(s.of(sight.page.doc.text)).split()}
    return bool(words & sight.thinkers)


def _guesses(sentence: Sentence, sight: Sight) -> Iterator[tuple[int, int, str]]:
    ironed = iron(sight.page.doc.text[sentence.span.start : sentence.span.end])
    words = [
        (fold(m.group()), m.start() + sentence.span.start, m.end() + sentence.span.start)
        for m in WORD.finditer(ironed)
    ]
    for first, last, kind in sight.guesses.find([w[0] for w in words]):
        yield words[first][1], words[last][2], kind


def _is_above(start: int, end: int, mark: Mark, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    at = mark.token
    for _ in range(_STEPS):
        if tokens[at].head == at or not sentence.first <= tokens[at].head < sentence.last:
            return False
        at = tokens[at].head
        if start <= tokens[at].start < end:
            return True
    return False


def _subject_at(start: int, end: int, sentence: Sentence, tokens: Sequence[Token]) -> Token | None:
    """The subject of words."""
    inner = tokens[sentence.first : sentence.last]
    return next((t for t in inner if t.rel.startswith("nsubj") and start <= tokens[t.head].start < end), None)


def _thinks(subject: Token | None, told: Statement | None, holder: Span, sight: Sight) -> bool:
    """Whether the subject of a guess is the holder himself."""
    if subject is None:
        return told is not None
    if "Person=1" in subject.morph:
        return True
    named = next((m for m in sight.mentions if m.span.start <= subject.start < m.span.end), None)
    if named is None or (named.form == "pronoun" and not named.refers):
        return told is not None
    return _same(named.span, holder, sight)


def _same(a: Span, b: Span, sight: Sight) -> bool:
    """Whether two mentions are one, or stand for one, or one is the other with words around it."""
    return overlap(a, b) or bool(_behind(a, sight) & _behind(b, sight))


def _behind(span: Span, sight: Sight) -> set[Span | str]:
    """A mention and what it refers to, each with the last word of its name."""
    spans = {span, *(m.refers for m in sight.mentions if m.span == span and m.refers)}
    cores = {m.core for m in sight.mentions if m.span in spans and m.form != "pronoun"}
    return {*spans, *(fold(c).split()[-1] for c in cores if c.split())}


def _is_unnamed(speaker: Span | None, holder: Span | None, sight: Sight) -> bool:
    return any(_is_anonymous(m, sight) for m in sight.mentions if m.span in (speaker, holder))


def _is_anonymous(mention: Mention, sight: Sight) -> bool:
    """Whether a source has no name: "an official", "aides", "l'entourage de X"."""
    if mention.kind == "anonymous" or _is_any(mention, sight):
        return True
    if mention.form != "role" or mention.refers or mention.kind != "group":
        return False
    return any(
        w in sight.unnamed or w.removesuffix(_PLURAL) in sight.unnamed for w in fold(mention.core).split()
    )


def _is_any(mention: Mention, sight: Sight) -> bool:
    """Whether a source is one of many, or some of them: "a person familiar with it", "senior members"."""
    if mention.form != "role" or mention.refers or mention.kind not in ("person", "group"):
        return False
    inner = [t for t in sight.tokens if mention.span.start <= t.start < mention.span.end]
    if not inner or any("Poss=Yes" in t.morph for t in inner[:1]):
        return False
    if "Definite=Ind" in inner[0].morph:
        return True
    several = inner[0].pos in ("NOUN", "ADJ") and inner[0].text[:1].islower()
    return several and mention.kind == "group"


def is_unnamed(holder: Span, sight: Sight) -> bool:
    """Whether a holder has no name: "un officier, hors micro, reconnaît"."""
    return _is_unnamed(holder, None, sight)


def _speaks_for(mention: Mention, sight: Sight) -> bool:
    """Whether a source is a spokesman, or of the holder's own side: "its foreign minister"."""
    words = fold((mention.role or mention.span).of(sight.page.doc.text))
    theirs = any(
        "Poss=Yes" in t.morph for t in sight.tokens if mention.span.start == t.start < mention.span.end
    )
    return theirs or any(fold(w) in words for w in sight.spokes)


def is_spokesman(holder: Span, sight: Sight) -> bool:
    """Whether somebody's office is to speak for another."""
    office = _office(holder, sight)
    words = fold(office.of(sight.page.doc.text)) if office else ""
    return any(fold(w) in words for w in sight.spokes)


def spoken_for(holder: Span, sight: Sight) -> Span | None:
    """For whom a spokesman speaks, where his office names it: "le porte-parole de la Maison Blanche"."""
    office = _office(holder, sight)
    if office is None:
        return None
    inner = [
        m.span for m in sight.mentions
        if m.form != "pronoun" and inside(m.span, office) and m.span not in (office, holder)
    ]  # fmt: skip
    return max(inner, key=lambda s: (s.end - s.start, s.start), default=None)


def _office(holder: Span, sight: Sight) -> Span | None:
    """The words of office of whom a mention names."""
    mention = next((m for m in sight.mentions if m.span == holder), None)
    if mention is None:
        return None
    return mention.role or (mention.span if mention.form == "role" else None)


def is_doubted(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether the stand itself is only supposed: "pourrait", "peut-être", "semble"."""
    for i in range(sentence.first, sentence.last):
        t = sight.tokens[i]
        kind = sight.moods.get(fold(t.lemma)) or sight.moods.get(fold(t.text))
        near = t.head == mark.token or sight.tokens[mark.token].head == i or abs(i - mark.token) <= 2
        if kind == "doubt" and t.pos != "SCONJ" and near and i != mark.token:
            return True
    return False
