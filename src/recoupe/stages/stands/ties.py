"""Which words of a stand govern which issue, read off the parse, and whether they are negated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recoupe.model import Sentence, Span, Token
from recoupe.stages.stands.sight import Mark, Sight, Topic
from recoupe.text.fold import fold
from recoupe.text.stems import fits

STEPS = 8  # how far up the tree a stand may stand above its issue
_NEAR = 4  # words between "ne" and what completes it
_REACH = 10  # words between a refusal to speak and what it is about
_SENTENCE = 600  # words within which a subject stands: longer sentences are no prose
_CARRIED = ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "nsubj", "compound")
_SMALL = ("DET", "ADP", "ADJ", "NUM", "PART")
_BARE = ("VerbForm=Inf", "VerbForm=Ger")
_LOOSE = ("supports", "conditional")  # "veut accepter", "sceptique": what is below says more
_STOPS = (",", ";", ":", ".", "—", "–")
_GIVES = ("accepts", "concedes", "commits", "offers")  # what one may demand of another to do
_CERTAIN = ("acl", "nmod", "nummod", "advcl", "obl", "case")  # what makes a wanted thing a certain one
_OTHERS = ("speaker", "own")  # words whose subject need not be who takes the stand
_OVER = ("no_comment", "denies_having_said")  # what is below one of these is what is not said
_DENIES = ("rejects", "withdraws")  # likewise, but not what one must find: "doit juger irréaliste"
_TAKES_IN = ("aux", "amod", "xcomp", "cop", "advmod", "obl")
_UNDER_ACT = ("obj", "obl", "nmod", "amod", "xcomp", "compound", "iobj", "conj")  # what an act is about
_LISTED = ("appos", "conj", "parataxis")  # how things told in one breath hang on each other
_OTHER_CLAUSE = ("advcl", "acl:relcl")  # what stands above these clauses is not said of what stands in them


def governing(topic: Topic, marks: list[Mark], sentence: Sentence, tokens: Sequence[Token]) -> Mark | None:
    """The mark nearest above the topic in the tree, or beside its governor; one within the topic's words at
    last.
    """
    outer = [m for m in marks if not (m.start < topic.span.end and topic.span.start < m.end)]
    within = [m for m in marks if m not in outer]
    own = next((m for m in within if m.token == topic.token and _carries(m, tokens)), None)
    found = own or _nearest(topic, outer, sentence, tokens) or _next_to(topic, outer, tokens)
    found = found or (within[0] if within else None)
    return _outermost(_asked(found, outer, tokens), outer, tokens) if found else None


def _next_to(topic: Topic, marks: list[Mark], tokens: Sequence[Token]) -> Mark | None:
    """The mark right before a topic that the parse did not tie to it, or beside it in one short clause."""
    for mark in reversed(marks):
        first, last = sorted(((mark.start, mark.end), (topic.span.start, topic.span.end)))
        between = [t for t in tokens if first[1] <= t.start < last[0]]
        before = mark.end <= topic.span.start and all(t.pos in _SMALL for t in between)
        if (before and mark.by != "speaker") or (
            mark.by in _OTHERS and between and all(t.text == "," for t in between)
        ):
            return mark
    return None


def _outermost(mark: Mark, marks: list[Mark], tokens: Sequence[Token]) -> Mark:
    """The mark above one that only names what is done with: "a écarté l'idée d'accepter", "a accepté la
    proposition d'une trêve". To reject a rejection is to leave open.
    """
    by_token = {m.token: m for m in marks if m is not mark}
    at, found = mark.token, mark
    for _ in range(STEPS):
        token = tokens[at]
        rel = token.rel.split(":")[0]
        if rel == "acl" and mark.by == "own":  # set off: "X, opposed to it, refuses"
            break
        named = token.pos == "NOUN" and not _is_predicate(at, tokens)
        bare = named or token.rel in ("xcomp", "acl") or any(f in token.morph for f in _BARE)
        # A noun that the parse joins to a verb belongs to its object: "his opposition to A, and to B".
        joined = rel == "conj" and named and tokens[token.head].pos == "VERB"
        if token.head == at or not bare or (rel not in _CARRIED and not joined):
            break
        at = token.head
        objects = (m for m in marks if joined and tokens[m.token].head == at and tokens[m.token].rel == "obj")
        above = next(objects, None) if joined else by_token.get(at)
        if above and above.stance not in _LOOSE and above.by != "speaker":
            refused = found.stance == above.stance == "rejects"
            found = replace(above, stance="open", denied="rejects") if refused else above
    return found


def _is_predicate(token: int, tokens: Sequence[Token]) -> bool:
    """Whether a noun has a copula right before it: "would be a betrayal"."""
    return any(t.head == token and t.rel == "cop" for t in tokens[max(0, token - _REACH) : token])


def _carries(mark: Mark, tokens: Sequence[Token]) -> bool:
    """Whether a mark within a topic takes the stand: not "la proposition de trêve", which others may accept
    or reject.
    """
    return tokens[mark.token].pos in ("VERB", "AUX", "ADJ") or mark.stance == "rejects"


def _asked(mark: Mark, marks: list[Mark], tokens: Sequence[Token]) -> Mark:
    """The demand above a mark where that only says what is demanded of somebody: "exige que le voisin
    accepte".
    """
    if mark.stance not in (*_GIVES, *_DENIES):
        return mark
    if mark.stance in _GIVES and (duty := duty_on(mark, marks, tokens)):
        return duty
    at = mark.token
    for _ in range(3):
        rel = tokens[at].rel.split(":")[0]
        if rel not in (("xcomp",) if mark.stance in _DENIES else ("ccomp", "xcomp", "aux", "conj")):
            break
        at = tokens[at].head
        above = next(
            (
                m
                for m in marks
                if m.token == at
                and m is not mark
                and (m.stance in ("demands", "threatens") or (m.by == "wish" and rel == "ccomp"))
            ),
            None,
        )
        if above and not (above.by and mark.stance in _DENIES):
            return above
    return mark


def duty_on(mark: Mark, marks: list[Mark], tokens: Sequence[Token]) -> Mark | None:
    """The auxiliary by which a speaker says what another must do: "X must accept"."""
    near = tokens[max(0, mark.token - _SENTENCE) : mark.token + _SENTENCE]
    subjects = (t for t in near if t.rel.startswith("nsubj") and t.head == mark.token)
    if any("Person=1" in t.morph for t in subjects):
        return None
    own = (m for m in marks if tokens[m.token].rel == "aux" and tokens[m.token].head == mark.token)
    return next((m for m in own if m.stance == "demands" and m.by == "speaker"), None)


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
            duty = mark.stance == "demands" and mark.by in _OTHERS
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
        if tokens[at].rel in _OTHER_CLAUSE and not _leaves_out(
            at, sentence, tokens
        ):  # but "a refusé de préciser si ..." takes the clause in
            above = by_token.get(head)
            return above if above and (above.stance == "no_comment" or _follows(above, at, tokens)) else None
        at = head
    return None


def _leaves_out(at: int, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a relative clause says what the thing above it does not hold: "a deal that has no X in it"."""
    below = [tokens[i] for i in range(sentence.first, sentence.last) if tokens[i].head == at]
    described = any(t.rel == "nsubj" and "PronType=Rel" in t.morph for t in below)
    return tokens[at].rel == "acl:relcl" and described and any(_denies(t) for t in below)


def _denies(token: Token) -> bool:
    """Whether a word is a negation, by its features or as the particle of a verb."""
    return "Polarity=Neg" in token.morph or (token.pos == "PART" and token.rel == "advmod")


def _follows(mark: Mark, at: int, tokens: Sequence[Token]) -> bool:
    """Whether a clause without subject begins right behind a mark: "has acceded to opening"."""
    between = [t for t in tokens[mark.token + 1 : at] if t.start >= mark.end]
    return mark.token < at and all(t.pos in ("PART", "ADP", "SCONJ", "ADV") for t in between)


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
        return rel in ("aux", "cop", "advmod") or (mark.by in _OTHERS and rel != "conj")
    return rel in _TAKES_IN or (mark.by in _OTHERS and rel != "conj")


def silenced(topic: Topic, mark: Mark | None, marks: list[Mark], tokens: Sequence[Token]) -> Mark | None:
    """The refusal to speak above a topic or its mark, else the mark: "a refusé de dire s'il acceptait"."""
    silent = [m for m in marks if m.stance in _OVER and m is not mark]
    if not silent or (mark and mark.stance in _OVER):
        return mark
    by_token = {m.token: m for m in silent}
    for below in (topic.token, mark.token if mark else topic.token):
        for at in upward(below, tokens):
            if at in by_token:
                return by_token[at]
    # The parse loses many a clause; a refusal right before the topic still takes it in.
    near = [m for m in silent if m.end <= topic.span.start and _clear(m, topic, tokens)]
    return near[-1] if near else mark


def upward(token: int, tokens: Sequence[Token]) -> Iterator[int]:
    """A token and those above it."""
    for _ in range(STEPS):
        yield token
        if tokens[token].head == token:
            return
        token = tokens[token].head


def _clear(mark: Mark, topic: Topic, tokens: Sequence[Token]) -> bool:
    """Whether nothing closes a clause between a mark and a topic behind it."""
    between = [t for t in tokens[mark.token : topic.token] if mark.end <= t.start < topic.span.start]
    return len(between) <= _REACH and not any(t.text in _STOPS for t in between)


def turned(mark: Mark, sentence: Sentence, sight: Sight) -> tuple[str | None, str]:
    """The stance and force of a mark, turned where it is negated."""
    # A pattern may hold its own negation: "will not accept".
    denies = mark.denied == "-" and any(sight.moods.get(word) == "not" for word in mark.words)
    if denies or not _negated(mark, sentence, sight):
        asks = mark.by == "wish" and _asks(mark, sentence, sight.tokens)
        return "demands" if asks else mark.stance, mark.force
    if mark.denied == "-":
        return (mark.stance, "firm") if mark.force == "red_line" else (None, "")
    return mark.denied, "declaratory" if mark.denied in ("open", "no_comment") else mark.force


def is_negated(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a stand is told by way of a negation: around its words, or one of them."""
    return any(sight.moods.get(w) == "not" for w in mark.words) or _negated(mark, sentence, sight)


def _asks(mark: Mark, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether what is wanted is another's act or a certain thing, not an act of one's own ("veut croire")
    or what all want ("veut la paix").
    """
    inner = range(sentence.first, sentence.last)
    below = {tokens[i].rel.split(":")[0]: i for i in inner if tokens[i].head == mark.token}
    if "obj" in below:
        return "xcomp" in below or any(
            tokens[i].head == below["obj"] and tokens[i].rel.split(":")[0] in _CERTAIN for i in inner
        )
    return "ccomp" in below


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
        # A negation between the words of a pattern turns it, unless the pattern has it: "n'a pas voulu dire".
        within = mark.start <= tokens[i].start < mark.end
        own = within and any(fits(fold(tokens[i].text), stem) for stem in mark.words)
        if kind == "not" and within and not own:  # "asked them not to" is a demand
            return mark.stance != "demands"
        if kind == "with_ne" and _has_ne(i, sentence, sight):  # "n'exclut plus"
            kind = "not"
        if kind in ("not", "none") and tokens[i].head in heads and i not in heads and not own:
            return True
        if kind == "not" and not own and 0 <= mark.token - i <= 2 and tokens[i].head == mark.token:
            return True
        noun = tokens[tokens[i].head]
        if not within and noun.head == mark.token and _denies_all(kind, noun, mark):
            return True
        if kind == "not" and not own and i == mark.token + 1:  # the parse gives "plus" to the noun behind
            return True
    return False


def _denies_all(kind: str | None, noun: Token, mark: Mark) -> bool:
    """Whether a negation of a verb's subject or object denies the verb: "aucune trêve ne sera acceptée",
    "accepted no truce", "ni X ni Y n'acceptent".
    """
    if noun.rel == "nsubj" and mark.by != "speaker":
        return kind == "not"
    return kind == "none" and noun.rel in ("nsubj", "nsubj:pass", "obj")


def _has_ne(token: int, sentence: Sentence, sight: Sight) -> bool:
    """Whether the particle that makes a word a negation stands right before its verb."""
    near = sight.tokens[max(sentence.first, token - _NEAR) : token]
    return any(sight.moods.get(fold(t.text)) == "ne" or t.text in ("n'", "n’") for t in near)


def verbless_no(topic: Topic, content: Sequence[Span], sentence: Sentence, sight: Sight) -> Span | None:
    """The negation of a topic in what is told without a verb, and of no time: "aucun retrait", "no truce"."""
    tokens, at = sight.tokens, topic.token
    while _is_told(tokens[at].head, content, tokens) and tokens[at].rel.split(":")[0] in _LISTED:
        at = tokens[at].head
    inner = [(i, tokens[i]) for i in range(sentence.first, sentence.last) if _is_told(i, content, tokens)]
    verbal = any(t.head == at and t.rel.split(":")[0] in ("nsubj", "cop", "aux") for _, t in inner)
    above = tokens[at].head != at and _is_told(tokens[at].head, content, tokens)
    if tokens[at].pos != "NOUN" or above or verbal:
        return None
    own = [(i, t) for i, t in inner if t.head == topic.token]
    if any(t.pos == "ADV" for i, t in own if i > topic.token):
        return None
    denied = (t for i, t in own if i < topic.token and sight.moods.get(fold(t.text)) in ("not", "none"))
    found = next(denied, None)
    return Span(topic.span.doc, found.start, found.end) if found else None


def _is_told(token: int, content: Sequence[Span], tokens: Sequence[Token]) -> bool:
    return any(c.start <= tokens[token].start < c.end for c in content)


def first_person(token: int, sentence: Sentence, sight: Sight) -> Span | None:
    """The "nous" or "je" of the clause in which a topic stands, where that clause is not negated."""
    tokens, at = sight.tokens, token
    for _ in range(STEPS):
        for i in range(sentence.first, sentence.last):
            t = tokens[i]
            if t.head == at and t.rel.startswith("nsubj") and t.pos == "PRON" and "Person=1" in t.morph:
                denied = any(
                    (o.head == at and sight.moods.get(fold(o.text)) == "not")
                    or (i < k < token and sight.moods.get(fold(o.text)) == "none")
                    for k, o in enumerate(tokens[sentence.first : sentence.last], sentence.first)
                )
                return None if denied else Span(sight.page.doc.id, t.start, t.end)
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def future_act(topic: Topic, sentence: Sentence, sight: Sight) -> Mark | None:
    """The verb over a topic that tells what its subject will do, or would as somebody tells it; by the
    speaker where the topic is that subject.
    """
    tokens, at, told_of = sight.tokens, topic.token, False
    for _ in range(STEPS):
        token = tokens[at]
        if token.pos == "VERB":
            return _act(at, sentence, sight, told_of=told_of)
        rel = token.rel.split(":")[0]
        if token.head == at or rel not in (*_UNDER_ACT, "nsubj"):
            return None
        at, told_of = token.head, told_of or rel == "nsubj"
    return None


def acts(sentence: Sentence, marks: Sequence[Mark], sight: Sight) -> Iterator[Mark]:
    """What somebody will do, or will not, where no words of a stand lie on the verb or above it."""
    over = {m.token for m in marks}
    for at in range(sentence.first, sentence.last):
        token = sight.tokens[at]
        if token.pos != "VERB" or token.rel.split(":")[0] in ("acl", "amod", "xcomp"):
            continue
        if over & set(upward(at, sight.tokens)) or any(m.start <= token.start < m.end for m in marks):
            continue
        act = _act(at, sentence, sight, told_of=False)
        if act:
            yield act


def _act(at: int, sentence: Sentence, sight: Sight, *, told_of: bool) -> Mark | None:
    """A verb in the future or the conditional, as a promise or, negated, a refusal."""
    token = sight.tokens[at]
    helped = [
        t for t in sight.tokens[sentence.first : sentence.last] if t.head == at and t.rel.startswith("aux")
    ]
    suffers = not told_of and any(t.rel == "aux:pass" for t in helped)
    done = "VerbForm=Part" in token.morph and not any(t.rel == "aux:pass" for t in helped)
    if suffers or (done and "Tense=Past" in token.morph) or not any(
        "Tense=Fut" in t.morph or "Mood=Cnd" in t.morph or sight.moods.get(fold(t.text)) == "would"
        or (t.pos == "AUX" and sight.moods.get(fold(t.text)) == "plan")
        for t in (token, *helped)
    ):  # fmt: skip
        return None
    return Mark(at, token.start, token.end, "commits", "firm", "rejects", "speaker" if told_of else "")
