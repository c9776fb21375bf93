"""Who takes a stand, and in whose words it is told."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Mention, Sentence, Span, Statement, Token
from recoupe.spans import inside, overlap
from recoupe.stages.stands.sight import Mark, Sight
from recoupe.text.fold import fold

_PAIR = 2
_NEAR = 600  # characters before "les deux dirigeants" in which the two must be named
_LIGHT = ("ADV", "AUX", "PRON", "PART")
_CLITIC = ("obj", "iobj", "expl", "expl:comp")
_OF_OBJECT = ("xcomp", "obl", "advcl", "amod", "obj")  # how what an object is found to be hangs on the verb
_HANGS = ("acl", "amod", "acl:relcl")
_BEARS = ("appos", "flat", "flat:name", "compound", "nmod:poss")
_NAMES = ("name", "metonym")
_MOVED = ("obj", "iobj", "obl:arg")  # how whoever is made to act hangs on the verb over his act
_SHARES_SUBJECT = ("xcomp", "conj", "aux", "advcl", "acl", "amod", "obl", "obj", "cop")


def find_holder(mark: Mark, said: Statement | None, sentence: Sentence, sight: Sight) -> Span | None:
    """Who takes the stand: the subject of its words where that is an actor, else who is quoted; for a
    document who made it.
    """
    found = _denied(mark, sentence, sight) or _begun(mark, said, sight)
    found = found or _holder(mark, said, sentence, sight)
    return _maker(found, said, sight) if found else None


def _denied(mark: Mark, sentence: Sentence, sight: Sight) -> Span | None:
    """Of whom somebody denies a promise or a word: "X denies that Y has promised"."""
    if mark.stance != "denies_having_said":
        return None
    for i in range(sentence.first, sentence.last):
        token = sight.tokens[i]
        if token.head != mark.token or token.rel.split(":")[0] != "ccomp":
            continue
        subject = subject_of(i, sentence, sight.tokens)
        at = sight.tokens[subject].start if subject is not None and subject > mark.token else -1
        named = next((m for m in sight.mentions if m.span.start <= at < m.span.end), None)
        if named and named.form in _NAMES:
            return named.span
    return None


def _begun(mark: Mark, said: Statement | None, sight: Sight) -> Span | None:
    """The actor that opens what somebody tells, parted from the rest by who tells: "X, aides said, will"."""
    if said is None or len(said.content) < _PAIR:
        return None
    first, second = said.content[:_PAIR]
    if not second.start <= mark.start < second.end:
        return None
    named = next((m for m in sight.mentions if m.span == first), None)
    return named.refers or named.span if named else None


def _maker(holder: Span, said: Statement | None, sight: Sight) -> Span | None:
    """Who made the document that holds a stand; a holder that is no document is himself."""
    mention = next((m for m in sight.mentions if m.span == holder), None)
    if mention is None or not is_paper(mention, sight):
        return holder
    quoted = said.holder or said.speaker if said else None
    if quoted is not None and quoted not in (holder, mention.refers):
        teller = next((m for m in sight.mentions if m.span == quoted), None)
        if teller and not is_paper(teller, sight):
            return quoted
    for span in (mention.refers, holder):
        maker = _giver(span, sight) if span else None
        if maker:
            return maker
    return None


def is_paper(mention: Mention, sight: Sight) -> bool:
    """Whether a mention is a document without a maker in its name."""
    words = fold(mention.span.of(sight.page.doc.text)).replace("'", " ").replace("’", " ").split()
    return mention.form == "role" and mention.kind == "body" and any(w in sight.papers for w in words)


def _giver(span: Span, sight: Sight) -> Span | None:
    """The subject of the act by which a document is put forward: "X handed over a draft"."""
    tokens = sight.tokens
    at = next((i for i, t in enumerate(tokens) if span.start <= t.start < span.end and t.pos == "NOUN"), None)
    for _ in range(_PAIR + 1):
        if at is None or tokens[at].head == at:
            return None
        rel = tokens[at].rel.split(":")[0]
        at = tokens[at].head
        if rel not in ("obj", "obl", "nmod"):
            return None
        if tokens[at].pos == "VERB":
            subjects = [t.start for t in tokens if t.rel.startswith("nsubj") and tokens[t.head] is tokens[at]]
            named = (m for m in sight.mentions if any(m.span.start <= s < m.span.end for s in subjects))
            found = next(named, None)
            pronoun = found.refers if found and found.form == "pronoun" else None
            return pronoun or (found.span if found else None)
    return None


def _holder(mark: Mark, said: Statement | None, sentence: Sentence, sight: Sight) -> Span | None:
    """Who takes the stand, as its words say."""
    quoted = said.holder or said.speaker if said else None
    if mark.by == "speaker":
        return _judge(mark, sentence, sight) or quoted or _opinion(sentence, sight)
    if quoted and said and said.cue and said.cue.start <= mark.start < said.cue.end:
        return quoted
    subject = subject_of(mark.token, sentence, sight.tokens)
    if subject is None:
        return _set_off(mark, sight) or _right_before(mark, sentence, sight) or quoted
    if _is_anothers_act(mark, subject, said, sentence, sight):
        return None
    if _suffers(mark, subject, sentence, sight.tokens):
        token = sight.tokens[subject]
        named = any(m.span.start <= token.start < m.span.end for m in sight.mentions)
        return None if named or token.pos == "PRON" else quoted  # "la trêve n'est pas exclue", dit X
    token = sight.tokens[subject]
    if (token.pos == "PRON" and "Person=1" in token.morph) or _is_theirs(subject, sentence, sight.tokens):
        return quoted
    for m in sight.mentions:
        if m.span.start <= token.start < m.span.end:
            return m.refers or _own(said, quoted) if m.form == "pronoun" else m.span
    if token.pos == "PRON":
        return _own(said, quoted)
    return _named_by(subject, sentence, sight) or _issuer(subject, sight)


def _is_anothers_act(
    mark: Mark, subject: int, said: Statement | None, sentence: Sentence, sight: Sight
) -> bool:
    """Whether who is found is not who acts but who has another act: "persuaded X to accept"."""
    head = sight.tokens[subject].head
    token, verb = sight.tokens[mark.token], sight.tokens[head]
    if token.head != head or token.rel not in ("xcomp", "ccomp") or "VerbForm=Inf" not in token.morph:
        return False
    tells = said and said.cue and said.cue.start <= verb.start < said.cue.end
    rels = _MOVED[:1] if tells else _MOVED  # whom something is told is not made to act
    moved = (
        t.start for t in sight.tokens[sentence.first : sentence.last]
        if t.head == head and t.rel in rels and verb.end <= t.start < token.start
    )  # fmt: skip
    return any(m.span.start <= at < m.span.end and m.form in _NAMES for at in moved for m in sight.mentions)


def _set_off(mark: Mark, sight: Sight) -> Span | None:
    """The name that words of a stand hang on: "X, opposé à une trêve, ..."."""
    token = sight.tokens[mark.token]
    at = sight.tokens[token.head].start
    if token.rel not in _HANGS or token.pos not in ("ADJ", "VERB"):
        return None
    return next(
        (m.span for m in sight.mentions if m.form in _NAMES and m.span.start <= at < m.span.end), None
    )


def _named_by(subject: int, sentence: Sentence, sight: Sight) -> Span | None:
    """The name that a subject bears or belongs to: "son ami X", "X's camp"."""
    tokens = sight.tokens
    below = [
        tokens[i].start for i in range(sentence.first, sentence.last)
        if tokens[i].head == subject and tokens[i].rel in _BEARS
    ]  # fmt: skip
    named = (m.span for m in sight.mentions if m.form in _NAMES)
    return next((span for span in named if any(span.start <= at < span.end for at in below)), None)


def _judge(mark: Mark, sentence: Sentence, sight: Sight) -> Span | None:
    """Who finds an object to be something: "X juge la date irréaliste", "X called the plan unacceptable"."""
    token, inner = sight.tokens[mark.token], range(sentence.first, sentence.last)
    below = [sight.tokens[i] for i in inner if sight.tokens[i].head == token.head]
    if token.rel.split(":")[0] not in _OF_OBJECT or not any(t.rel == "obj" for t in below):
        return None
    if any(sight.tokens[i].rel == "cop" and sight.tokens[i].head == mark.token for i in inner):
        return None
    subject = subject_of(token.head, sentence, sight.tokens)
    if subject is None:
        return None
    at = sight.tokens[subject].start
    named = next((m for m in sight.mentions if m.span.start <= at < m.span.end), None)
    return (named.refers if named.form == "pronoun" else named.span) if named else None


def _opinion(sentence: Sentence, sight: Sight) -> Span | None:
    """Who is named right after the first word of a sentence, and set off: "Pour X, ...", "For X, ..."."""
    first, *rest = sight.tokens[sentence.first : sentence.last]
    for m in sight.mentions:
        if first.pos == "ADP" and rest and m.span.start == rest[0].start:
            behind = next((t for t in rest if t.start >= m.span.end), None)
            return m.span if behind and behind.text == "," else None
    return None


def _issuer(subject: int, sight: Sight) -> Span | None:
    """The body or state that a subject belongs to: "le commandement des Nations unies"."""
    below = [t.start for t in sight.tokens if t.head == subject and t.rel.split(":")[0] == "nmod"]
    issuers = (m.span for m in sight.mentions if m.kind in ("body", "state") and m.form != "pronoun")
    return next((s for s in issuers if any(s.start <= at < s.end for at in below)), None) if below else None


def _right_before(mark: Mark, sentence: Sentence, sight: Sight) -> Span | None:
    """The actor named right before the words of a stand, where the parse found them no subject."""
    before = [m for m in sight.mentions if sentence.span.start <= m.span.start and m.span.end <= mark.start]
    last = max(
        (m for m in before if m.form != "pronoun"), key=lambda m: (m.span.end, -m.span.start), default=None
    )
    if last is None:
        return None
    between = [t for t in sight.tokens if last.span.end <= t.start < mark.start]
    return last.span if all(t.pos in _LIGHT or t.rel in _CLITIC for t in between) else None


def _suffers(mark: Mark, subject: int, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a stand is taken on its subject, not by it: "les banques sont menacées"."""
    passive = any(
        t.head == mark.token and t.rel == "aux:pass" for t in tokens[sentence.first : sentence.last]
    )
    return (
        passive
        and mark.by != "own"
        and tokens[subject].rel == "nsubj:pass"
        and mark.stance not in ("offers", "open", "supports", "no_comment")
    )


def _is_theirs(subject: int, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a subject is the speaker's own: "son pays"."""
    return any(t.head == subject and "Poss=Yes" in t.morph for t in tokens[sentence.first : sentence.last])


def _possessed(span: Span, sight: Sight) -> bool:
    """Whether a possessive opens a mention or stands right before it: "son pays"."""
    near = (t for t in sight.tokens if span.start - 8 <= t.start < span.end)
    return any("Poss=Yes" in t.morph for t in near if t.start <= span.start)


def beside(holder: Span, sentence: Sentence, sight: Sight) -> tuple[Span, ...]:
    """A holder that is a subject, with those joined to it: "Cuba et la Norvège offrent"."""
    inner = range(sentence.first, sentence.last)
    heads = {
        i for i in inner
        if holder.start <= sight.tokens[i].start < holder.end and sight.tokens[i].rel.startswith("nsubj")
    }  # fmt: skip
    joined = {
        sight.tokens[i].start
        for i in inner
        if sight.tokens[i].rel == "conj" and sight.tokens[i].head in heads
    }
    others = [
        m.span for m in sight.mentions
        if m.form in ("name", "metonym") and not overlap(m.span, holder)
        and any(m.span.start <= at < m.span.end for at in joined)
    ]  # fmt: skip
    return (holder, *others)


def actors_of(holder: Span, sight: Sight) -> tuple[Span, ...]:
    """The mentions that a holder stands for: what a pronoun refers to, the parties that a group is named by,
    the two last named for "les deux dirigeants".
    """
    mention = next((m for m in sight.mentions if m.span == holder), None)
    if mention is None:
        return (holder,)
    if mention.form == "pronoun":
        return (mention.refers,) if mention.refers else ()
    outer = statement_at(holder, sight)
    if outer and outer.holder and mention.form == "role" and not mention.refers and _possessed(holder, sight):
        return (outer.holder,)
    if mention.kind == "group" and (parties := _parties(holder, sight)):
        return parties
    words = set(fold(holder.of(sight.page.doc.text)).split())
    if mention.form == "name" or not words & sight.two:
        return (holder,)
    return _two_before(holder, sight)


def _parties(group: Span, sight: Sight) -> tuple[Span, ...]:
    """The parties that a group is named by: "la France et l'Allemagne", "les négociateurs de A et de B"."""
    named = [m for m in sight.mentions if m.form in _NAMES and inside(m.span, group) and m.span != group]
    outer = [m.span for m in named if not any(inside(m.span, o.span) for o in named if o is not m)]
    return tuple(outer) if len(outer) >= _PAIR else ()


def _two_before(holder: Span, sight: Sight) -> tuple[Span, ...]:
    """The two persons last named before a mention; whoever tells the sentence is one of them only if no
    other is there.
    """
    said = statement_at(holder, sight)
    told_by = [s for s in (said.speaker, said.holder, *said.relays) if s] if said else []
    near = [
        m
        for m in sight.mentions
        if holder.start - _NEAR < m.span.start < holder.start and m.kind == "person" and m.form == "name"
        if m.core.split()
    ]
    others = [m for m in near if not any(overlap(m.span, s) for s in told_by)]
    for named in (others, near):
        last: dict[str, Span] = {}
        for m in sorted(named, key=lambda m: m.span, reverse=True):
            last.setdefault(fold(m.core).split()[-1], m.span)
            if len(last) == _PAIR:
                return tuple(sorted(last.values()))
    return ()


def subject_of(token: int, sentence: Sentence, tokens: Sequence[Token]) -> int | None:
    """The subject of a predicate, looked for up its chain of complements."""
    at = token
    for _ in range(4):
        inner = range(sentence.first, sentence.last)
        helped = {at, *(i for i in inner if tokens[i].head == at and tokens[i].rel.startswith("aux"))}
        for i in inner:
            if tokens[i].head in helped and tokens[i].rel.startswith("nsubj"):
                return i
        if tokens[at].rel.split(":")[0] not in _SHARES_SUBJECT or tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def _own(said: Statement | None, quoted: Span | None) -> Span | None:
    """Who "il" is in "X dit qu'il ..." where nothing else is known: X."""
    return quoted if said is not None and said.type in ("indirect", "mixed") else None


def statement_at(span: Span, sight: Sight) -> Statement | None:
    """The innermost statement whose content holds a stretch."""
    holding = [s for s in sight.statements if any(inside(span, c) for c in s.content)]
    return min(holding, key=lambda s: (sum(c.end - c.start for c in s.content), s.id), default=None)


def statement_by(words: Span, sight: Sight) -> Statement | None:
    """The statement whose cue these words are, else the innermost that holds them."""
    cued = [s for s in sight.statements if s.cue and overlap(s.cue, words)]
    return min(cued, key=lambda s: s.id) if cued else statement_at(words, sight)
