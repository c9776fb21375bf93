"""Words of a stand by which nobody takes one.

"There is no betrayal in it" judges nothing; "had never met" and "no truce has been agreed" tell what was and
draw no line; in "if X rejects it" X has not yet; of what somebody "should have checked" nothing is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Sentence, Token
from recoupe.stages.stands.sight import Mark, Sight
from recoupe.text.fold import fold

_STEPS = 4  # up the tree from a mark to the verb of its clause
_SAME_CLAUSE = ("aux", "conj", "cop", "obj", "obl", "xcomp")


def is_hollow(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark takes no stand where it stands."""
    return (
        _is_absent(mark, sentence, sight)
        or _is_history(mark, sentence, sight)
        or _is_regret(mark, sentence, sight)
        or _is_undone(mark, sentence, sight)
        or _is_supposed(mark, sentence, sight)
    )


def is_aside(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether the object of a mark that names no issue is something said, or of a liking somebody: "rejected
    these accusations", "supported the rebels".
    """
    objects = [t for t in _below(mark.token, sentence, sight) if t.rel == "obj"]
    if any(sight.moods.get(fold(t.lemma)) == "claim" for t in objects):
        return True
    return mark.stance == "supports" and any(is_somebody(t, sight) for t in objects)


def is_wished(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark is in the mood of what is only wanted or doubted: "veut que X accepte"."""
    group = (sight.tokens[mark.token], *_below(mark.token, sentence, sight))
    told = (t for t in group if t is group[0] or t.rel.startswith("aux"))
    return group[0].rel == "ccomp" and any("Mood=Sub" in t.morph for t in told)


def is_somebody(token: Token, sight: Sight) -> bool:
    """Whether a token lies in what names people."""
    around = (m for m in sight.mentions if m.span.start <= token.start < m.span.end)
    return any(m.kind in ("person", "group") for m in around)


def _is_absent(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a noun that judges is what there is not: "there is no betrayal"."""
    token = sight.tokens[mark.token]
    verb = sight.tokens[token.head]
    if mark.by != "speaker" or token.pos != "NOUN" or token.rel.split(":")[0] not in ("obj", "nsubj", "root"):
        return False
    there = verb is not token and sight.moods.get(fold(verb.lemma)) == "exist"
    return there and any(sight.moods.get(fold(t.text)) == "not" for t in _below(token.head, sentence, sight))


def _is_history(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a lone "never" stands by a verb in the past."""
    token = sight.tokens[mark.token]
    if mark.force != "red_line" or token.pos not in ("ADV", "PART"):
        return False
    verb = sight.tokens[token.head]
    helpers = [t for t in _below(token.head, sentence, sight) if t.rel.startswith(("aux", "cop"))]
    ahead = any("Mood=Cnd" in t.morph or "Tense=Fut" in t.morph for t in (verb, *helpers))
    done = "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph
    told = "Tense=Past" in verb.morph or "Tense=Imp" in verb.morph
    perfect = done and any(t.rel in ("aux", "aux:tense") for t in helpers)
    return not ahead and (perfect or (told and not done))


def _is_regret(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark is, or hangs on, a duty of the past: "aurait dû vérifier", "should have told"."""
    token = sight.tokens[mark.token]
    over = (token.head,) if token.rel.split(":")[0] == "xcomp" else ()
    for at in (mark.token, *over, *((token.head,) if token.rel == "aux" else ())):
        group = [sight.tokens[at], *_below(at, sentence, sight)]
        told = [t for t in group if t is sight.tokens[at] or t.rel.startswith("aux")]
        if any(sight.moods.get(fold(t.lemma)) == "must" for t in told) and _is_perfect(told):
            return True
    return False


def _is_undone(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark tells what was done to none: "no truce has been agreed"."""
    below = [i for i in range(sentence.first, sentence.last) if sight.tokens[i].head == mark.token]
    if any(sight.tokens[i].rel == "nsubj" and _is_nobody(sight.tokens[i], below, sight) for i in below):
        return True
    past = any(sight.tokens[i].rel == "aux:pass" and "Tense=Past" in sight.tokens[i].morph for i in below)
    subjects = (i for i in below if sight.tokens[i].rel == "nsubj:pass")
    nothing = (t for i in subjects for t in _below(i, sentence, sight))
    return past and any(sight.moods.get(fold(t.text)) == "none" for t in nothing)


def _is_nobody(subject: Token, below: Sequence[int], sight: Sight) -> bool:
    """Whether a subject is a negative pronoun, by its features or by a "ne" that nothing else completes."""
    if "PronType=Neg" in subject.morph:
        return True
    if subject.pos != "PRON" or "Person=" in subject.morph or "PronType=" in subject.morph:
        return False
    denials = [sight.tokens[i] for i in below if "Polarity=Neg" in sight.tokens[i].morph]
    return len(denials) == 1 and sight.moods.get(fold(denials[0].text)) != "not"


def _is_supposed(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark tells what another may do, in a condition: "will leave if X rejects it"."""
    at = mark.token
    for _ in range(_STEPS):
        token = sight.tokens[at]
        below = _below(at, sentence, sight)
        if any(t.rel == "mark" and sight.moods.get(fold(t.lemma)) == "doubt" for t in below):
            return token.rel == "advcl"
        if token.head == at or token.rel.split(":")[0] not in _SAME_CLAUSE:
            return False
        at = token.head
    return False


def _is_perfect(group: Sequence[Token]) -> bool:
    """Whether a verb with its auxiliaries is a perfect that might have been: "should have told"."""
    verb, *helpers = group
    done = "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph
    return done and any("Mood=Cnd" in t.morph or "VerbForm=Inf" in t.morph for t in helpers)


def _below(head: int, sentence: Sentence, sight: Sight) -> Sequence[Token]:
    inner = range(sentence.first, sentence.last)
    return [sight.tokens[i] for i in inner if sight.tokens[i].head == head and i != head]
