"""To whom a stand is put and when it is taken: the party of whom something is asked or to whom it is offered,
and the tense of the words.

The target is the subject of what must be done ("X must accept", "asks that X withdraw"), else whom the words
bear on ("calls on X", "offered X"), else, where that is a "you", whom the statement is told. It is never the
holder. A tense told in indirect speech is counted from the moment of speech: a French imperfect there is
present. What would be is future. Where the words have no tense, none is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.model import Sentence, Span, Statement, Token
from recoupe.stages.stands import holders, sight
from recoupe.stages.stands.sight import Sight
from recoupe.text.fold import fold

_PUT = (
    "demands",
    "offers",
    "proposes",
    "threatens",
    "commits",
    "concedes",
)  # stances that are put to somebody
_ASKS = ("demands", "proposes", "threatens")  # stances on what somebody else must do
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl")
_BEARS_ON = ("obj", "iobj", "obl:arg")
_UP = ("xcomp", "obj", "obl", "nmod", "amod", "conj", "cop", "aux", "ccomp", "nsubj")
_STEPS = 4  # from words without a tense to the verb that carries them


def target(
    words: Span, stance: str, holder: Span, said: Statement | None, sentence: Sentence, seen: Sight
) -> Span | None:
    """The mention of whom a demand or an offer is put to; None where nobody is named."""
    at = sight.top(words, sentence, seen.tokens)
    if stance not in _PUT or at is None:
        return None
    for index in _candidates(at, stance, sentence, seen):
        token = seen.tokens[index]
        if "Person=2" in token.morph:
            return said.addressee if said else None
        named = _named(token, seen, thing=token.rel == "obj")
        if named and named != holder:
            return named
    return None


def _candidates(at: int, stance: str, sentence: Sentence, seen: Sight) -> Iterator[int]:
    """The tokens of whom words may be put to, the surest first."""
    tokens, inner = seen.tokens, range(sentence.first, sentence.last)
    below = [i for i in inner if tokens[i].head == at and i != at]
    yield from (i for i in below if tokens[i].rel in _BEARS_ON or _is_told(i, inner, seen))
    if stance not in _ASKS:
        return
    clauses = [i for i in below if tokens[i].rel.split(":")[0] in _CLAUSES]
    yield from (i for i in inner if tokens[i].head in clauses and tokens[i].rel.startswith("nsubj"))
    subject = holders.subject_of(at, sentence, tokens)
    if subject is not None:
        yield subject


def _is_told(index: int, inner: range, seen: Sight) -> bool:
    """Whether a token stands behind a word by which one turns to somebody: "à", "to"."""
    if seen.tokens[index].rel.split(":")[0] != "obl":
        return False
    cases = (seen.tokens[i] for i in inner if seen.tokens[i].head == index and seen.tokens[i].rel == "case")
    return any(fold(t.text) in seen.toward for t in cases)


def _named(token: Token, seen: Sight, *, thing: bool) -> Span | None:
    """The mention that holds a token, or what its pronoun stands for; of an object, which may be the thing
    that is offered, only a person or a name.
    """
    for m in seen.mentions:
        if m.span.start <= token.start < m.span.end:
            if thing and m.form == "role" and m.kind not in ("person", "group"):
                return None
            return m.refers if m.form == "pronoun" else m.span
    return None


def tense(words: Span, said: Statement | None, sentence: Sentence, seen: Sight) -> str | None:
    """past, present or future, as the words of a stand or the verb over them have it; None without one."""
    at = sight.top(words, sentence, seen.tokens)
    if at is None:
        return None
    for _ in range(_STEPS):
        told = [
            t
            for t in seen.tokens[sentence.first : sentence.last]
            if t.head == at and t.rel.startswith(("aux", "cop"))
        ]
        if found := _tense_of(seen.tokens[at], told, seen, indirect=bool(said and said.type != "direct")):
            return found
        token = seen.tokens[at]
        if token.head == at or token.rel.split(":")[0] not in _UP:
            return None
        at = token.head
    return None


def _tense_of(token: Token, helpers: list[Token], seen: Sight, *, indirect: bool) -> str | None:
    """The tense of one verb with its auxiliaries."""
    group = [token, *helpers]
    if any("Tense=Fut" in t.morph or "Mood=Cnd" in t.morph or _is_ahead(t, seen) for t in group):
        return "future"
    done = "VerbForm=Part" in token.morph and "Tense=Past" in token.morph
    if done and any(t.rel.split(":")[0] == "aux" and t.rel != "aux:pass" for t in helpers):
        return "past"
    finite = [t for t in group if "VerbForm=Fin" in t.morph]
    if any("Tense=Past" in t.morph for t in finite):
        return "past"
    if any("Tense=Imp" in t.morph for t in finite):
        return "present" if indirect else "past"
    return "present" if any("Tense=Pres" in t.morph for t in finite) else None


def _is_ahead(token: Token, seen: Sight) -> bool:
    """Whether an auxiliary puts its verb ahead: "will", "would"."""
    kind = seen.moods.get(fold(token.text))
    return token.pos == "AUX" and (kind == "would" or (kind == "plan" and token.rel != "cop"))
