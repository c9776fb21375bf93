"""What speaks for a word taking a stand, and for which: the word, what hangs on it, what it hangs on."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.model import Token
from recoupe.stages.stands.grove import Grove

Signs = dict[str, float]
_OWN = ("Mood", "Tense", "VerbForm", "Person", "Voice", "Polarity", "Number")
_HELPED = ("Mood", "Tense")
_TELLING = (
    "acl", "advcl", "advmod", "amod", "aux", "case", "cc", "ccomp", "cop", "det", "discourse", "expl", "iobj",
    "mark", "nmod", "obj", "obl", "parataxis", "xcomp",
)  # fmt: skip
_FILLING = ("acl", "ccomp", "nmod", "obj", "obl", "xcomp")
_SMALL = ("advmod", "case", "det", "mark", "nmod", "xcomp")
_BESIDE = ("advmod", "aux", "cop", "expl", "mark")
_AROUND = (-3, -2, -1, 1, 2, 3)
_NEAR = 2


def find(token: int, grove: Grove) -> Signs:
    """The signs of one word, each with its value."""
    if token not in grove.heard:
        grove.heard[token] = _find(token, grove)
    return grove.heard[token]


def _find(token: int, grove: Grove) -> Signs:
    signs = dict.fromkeys(_of_word(token, grove), 1.0)
    for kid in grove.kids.get(token, ()):
        signs.update(dict.fromkeys(_of_kid(kid, grove), 1.0))
    signs.update(dict.fromkeys(_of_place(token, grove), 1.0))
    signs.update(dict.fromkeys(_of_rules(token, grove), 1.0))
    line = grove.lines[grove.line_at[token]]
    signs["length"] = min(1.0, (line.sentence.last - line.sentence.first) / 40)
    return signs


def of_voice(voice: str, stance: str, signs: Signs) -> Signs:
    """The signs of a word with what the rules read of whose voice tells its stand."""
    return {**signs, f"voice={voice}": 1.0, f"voice-stance={voice}:{stance}": 1.0, f"stance={stance}": 1.0}


def _of_word(token: int, grove: Grove) -> Iterable[str]:
    own, lemma = grove.tokens[token], grove.lemmas[token]
    rel = own.rel.partition(":")[0]
    yield from (f"l={lemma}", f"p={own.pos}", f"r={own.rel}", f"lr={lemma}|{rel}")
    yield from (f"m={m}" for m in _features(own, _OWN))
    for mark in grove.marks.get(token, ()):
        yield from (f"mark={mark.stance}", f"by={mark.by}", f"markf={mark.stance}:{mark.force}")
    for hint in grove.hints.get(token, ()):
        yield from (f"hint={hint.stance}", f"hint-by={hint.by}")
    if own.head == token:
        yield "root"
        return
    head = grove.tokens[own.head]
    yield from (f"hl={grove.lemmas[own.head]}", f"hr={head.pos}:{rel}", f"hlr={grove.lemmas[own.head]}|{rel}")
    yield from (f"hmark={rel}:{m.stance}" for m in grove.marks.get(own.head, ()))
    yield from (f"hhint={rel}:{m.stance}" for m in grove.hints.get(own.head, ()))
    for beside in grove.kids[own.head]:
        kind = grove.tokens[beside].rel.partition(":")[0]
        if beside != token and kind in _BESIDE:
            yield f"sib={kind}:{grove.lemmas[beside]}"
    if head.head != own.head:
        yield f"hhl={grove.lemmas[head.head]}"


def _of_kid(kid: int, grove: Grove) -> Iterable[str]:
    token, lemma = grove.tokens[kid], grove.lemmas[kid]
    rel = token.rel.partition(":")[0]
    yield f"k={token.rel}"
    yield from (f"kmark={rel}:{m.stance}" for m in grove.marks.get(kid, ()))
    yield from (f"khint={rel}:{m.stance}" for m in grove.hints.get(kid, ()))
    if rel in _TELLING:
        yield f"kl={rel}:{lemma}"
    if rel in _FILLING:
        yield f"ol={lemma}"
        for small in grove.kids.get(kid, ()):
            kind = grove.tokens[small].rel.partition(":")[0]
            if kind in _SMALL:
                yield f"gl={kind}:{grove.lemmas[small]}"
    if rel == "nsubj":
        named = grove.named.get(kid)
        person = next((p for p in ("1", "2") if f"Person={p}" in token.morph), "3")
        yield from (f"subj={named.form}:{named.kind}" if named else f"subj={token.pos}", f"subjp={person}")
    if rel in ("aux", "cop"):
        yield from (f"am={m}" for m in _features(token, _HELPED))


def _of_place(token: int, grove: Grove) -> Iterable[str]:
    line = grove.lines[grove.line_at[token]]
    start = grove.tokens[token].start
    yield from (f"in={m.stance}" for m in line.marks if m.start <= start < m.end)
    yield from (f"in-hint={m.stance}" for m in line.hints if m.start <= start < m.end)
    if line.topics:
        yield "topic"
    for step in _AROUND:
        if line.sentence.first <= token + step < line.sentence.last:
            place = f"{step:+d}" if abs(step) <= _NEAR else "far"
            yield f"w{place}={grove.lemmas[token + step]}"
    said, cued = grove.statement_at.get(token), grove.cued_at.get(token)
    yield f"said={said.type}" if said else "said=-"
    if said:
        yield f"saying={said.stance}"
    if cued:
        yield f"cue={cued.stance}"
    if any("Polarity=Neg" in grove.tokens[i].morph for i in grove.below(token)):
        yield "denied"
    yield f"lang={grove.seen.page.lang}"


def _of_rules(token: int, grove: Grove) -> Iterable[str]:
    head = grove.tokens[token].head
    places = (
        ("own", (token,)),
        ("kid", grove.kids.get(token, ())),
        ("head", () if head == token else (head,)),
    )
    for place, words in places:
        for stand in (s for w in words for s in grove.ruled.get(w, ())):
            yield f"rule-{place}={stand.stance}"
            if place == "own":
                yield from ("rule", f"rule-voice={stand.voice}", f"rule-force={stand.force}")


def _features(token: Token, kinds: Iterable[str]) -> Iterable[str]:
    return (m for m in token.morph.split("|") if m.partition("=")[0] in kinds)
