"""Who is the subject of a verb of speech?

The parse answers first; where it is silent, or names what cannot speak (a day, a thing), the noun phrase
beside the verb is taken, or the subject of the verb that governs this one.
"""

from dataclasses import dataclass

from recoupe.stages.statements import agents
from recoupe.stages.statements.agreement import (
    PERSONS,
    agrees,
    before_group,
    named_until,
    past_objects,
    past_relative,
    past_time,
)
from recoupe.stages.statements.nounphrases import is_inserted, is_part, past_phrase, phrase_head
from recoupe.stages.statements.view import View

INHERITING = frozenset({"conj", "xcomp", "advcl", "parataxis"})
FARTHEST = 30  # tokens of a phrase between commas that may part a subject from its verb
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The holder's phrase: its head token, its place, and how it was found."""

    head: int
    start: int
    end: int
    found: str  # parse | agent | text | relative | beside | shared | echo
    antecedent: int = -1


def subject_of(view: View, i: int, first: int, last: int, *, passive: bool, mode: str) -> Subject | None:
    """Who holds the speech of a verb: the parse's subject, else the phrase beside it, else one it shares."""
    if passive or mode == "participle":
        return _agent(view, i, last)
    own = _own(view, i)
    if own is None and first and view.rel(i) == "advcl" and agents.is_as(view, first - 1):
        return _agent(view, i, last) or behind(view, i, last)
    if own is not None and own.start < (opens := view.tokens[first].start) and _is_quoted(view, own, opens):
        own = _left(view, first) or own
    first, clear = past_objects(view, i, first), first
    parted = first > 0 and (view.words[first - 1] == "," or view.is_mark(first - 1))
    own = _whole(view, _trailing(view, own, clear, last), i, first) if own is not None else None
    if (
        own is not None
        and parted
        and own.start < view.tokens[first - 1].start
        and (
            _is_taken(view, own, first)
            or not agrees(view, i, own.head)
            or view.is_mark(first - 1)
            or view.is_mark(max(0, first - 2))
        )
    ):
        after = behind(view, i, last)
        if after is not None and (_is_named(view, after.head) or _is_holder(view, after.head)):
            return after
    if own is not None and not parted and own.start > view.tokens[i].start:
        left = _left(view, first)
        if left is not None and _is_named(view, left.head):
            return left
    if own is not None and (not parted or own.start > view.tokens[i].start or _is_named(view, own.head)):
        return own
    if own is not None:
        after = behind(view, i, last)
        if after is not None and (_is_named(view, after.head) or mode == "finite-bare"):
            return after
        return own
    if mode != "gerund" and (view.words[max(0, first - 1)] == "," or view.is_mark(max(0, first - 1))):
        after = behind(view, i, last)
        if after is not None:
            return after
    if parted and (inserted := _before_insertion(view, i, first)) is not None:
        return inserted
    beside = None if mode == "gerund" else _beside(view, i, first, last, inverted=parted)
    if beside is not None and (view.rel(i) == "parataxis" or is_part(view, beside.head, i)):
        return beside
    shared = _shared(view, i)
    shared = _main(view, i, shared) if mode == "gerund" and shared is not None else shared
    return shared or beside or (_apposed(view, first, bottom=view.bounds(i)[0]) if parted else None)


def _whole(view: View, own: Subject, i: int, first: int) -> Subject:
    """The subject, past an insertion in which the parse sees it: "X, at a meeting with Y, said"."""
    inserted = is_inserted(view, view.at(own.start), first)
    return (_before_insertion(view, i, first) if inserted else None) or own


def _trailing(view: View, own: Subject, first: int, last: int) -> Subject:
    """The name behind the last comma, where clause and reporter were read as one."""
    comma = next((k for k in range(first - 1, view.at(own.start), -1) if view.words[k] == ","), -1)
    closes = last + 1 >= len(view.tokens) or view.words[last + 1] in (".", "!", "?")
    if comma < 0 or not closes or first - comma > FARTHEST:
        return own
    start, end = view.tokens[comma + 1].start, view.tokens[first - 1].end
    named = any(
        m.form == "name" and m.span.start <= start + 4 and m.span.end == end
        for m in view.mentions_in(start, end)
    )
    before = range(view.bounds(first)[0], view.at(own.start))
    if not named or not any("VerbForm=Fin" in view.tokens[k].morph for k in before):
        return own
    return Subject(first - 1, start, end, "parse")


def _is_quoted(view: View, subject: Subject, verb: int) -> bool:
    """Whether a subject begins in a quotation that closes before its verb: the parse ran the two together."""
    q = view.quote_at(subject.start)
    return q is not None and q.end < min(subject.end, verb)


def _apposed(view: View, first: int, *, bottom: int) -> Subject | None:
    """The name that an apposition between commas gives, or has: "La ministre, Anne Lys, a dit"."""
    k = first - 2
    if k <= bottom or view.words[first - 1] != ",":
        return None
    if (named := named_until(view, bottom, k)) is not None:
        return Subject(view.at(named.start), named.start, named.end, "beside")
    while k > bottom and view.tokens[k - 1].pos == "PROPN":
        k -= 1
    if view.tokens[k].pos != "PROPN" or view.words[k - 1] != "," or not can_speak(view, k):
        return None
    start, end = view.tokens[k].start, view.tokens[first - 2].end
    kinds = {m.kind for m in view.mentions_in(start, end)}
    return Subject(k, start, end, "beside") if kinds & {"person", "body"} else None


def _main(view: View, i: int, shared: Subject) -> Subject:
    """The main clause's subject where a gerund hangs on a thing: "X défend la loi, qui plaît, disant P"."""
    if _is_named(view, shared.antecedent if shared.antecedent >= 0 else shared.head):
        return shared
    root = next((g for g in view.up(i) if view.head(g) == g), i)
    own = _own(view, root)
    return (
        Subject(own.head, own.start, own.end, "shared", own.antecedent)
        if own and own.end <= view.tokens[i].start
        else shared
    )


def _before_insertion(view: View, i: int, first: int) -> Subject | None:
    """The subject that a phrase between commas parts from its verb: "Le club, par la voix de X, a dit"."""
    bottom, _ = view.bounds(i)
    k = first - 2
    while k > bottom and view.words[k] != "," and first - k < FARTHEST:
        if "VerbForm=Fin" in view.tokens[k].morph:
            return None
        k -= 1
    if k <= bottom or view.words[k] != "," or view.tokens[k + 1].pos != "ADP":
        return None
    k -= 1
    while view.tokens[k].rel in ("flat:name", "flat", "amod", "nmod", "appos") and bottom <= view.head(k) < k:
        k = view.head(k)
    if view.tokens[k].pos not in ("NOUN", "PROPN") or not can_speak(view, k) or not agrees(view, i, k):
        return None
    if any(view.rel(c) == "case" for c in view.kids[k]) or not _is_named(view, k):
        return None
    start, end = view.noun_phrase(k, avoid=first)
    return Subject(k, start, max(end, view.tokens[k].end), "beside")


def _is_named(view: View, head: int) -> bool:
    """Whether a phrase with this head names somebody, or a text that speaks."""
    token = view.tokens[head]
    if view.lexicon.has("relative", view.words[head]) or token.pos == "PROPN":
        return True
    if (
        view.lexicon.holders.get(view.words[head]) == "text"
        or view.lexicon.holders.get(token.lemma.lower()) == "text"
    ):
        return True
    return any(m.kind != "place" for m in view.mentions_in(token.start, token.start + 1))


def _is_holder(view: View, head: int) -> bool:
    """Whether a noun is one for a speaker who is not named: "des experts"."""
    return view.tokens[head].lemma.lower() in view.lexicon.anonymous


def _is_taken(view: View, subject: Subject, first: int) -> bool:
    """Whether another finite verb already has this subject: a verb behind the comma has one of its own."""
    head, bottom = subject.head, view.before(subject.end) + 1
    for k in range(bottom, first - 1):
        if view.tokens[k].pos not in ("VERB", "AUX") or "VerbForm=Fin" not in view.tokens[k].morph:
            continue
        clause = [k, *view.up(k)]
        if not any(_is_embedded(view, g) and g > head for g in clause):
            return view.tokens[first - 1].pos != "CCONJ"
    return False


def _is_embedded(view: View, g: int) -> bool:
    """Whether a verb belongs to a clause inside another; a content that stands before its verb does not."""
    rel = view.tokens[g].rel
    return rel in ("acl:relcl", "advcl") or (rel == "ccomp" and view.head(g) < g)


def _agent(view: View, i: int, last: int) -> Subject | None:
    """Who did it, in a passive."""
    cited = next(
        (k for k in view.kids[i] if view.rel(k) == "nsubj" and "Person=3" in view.tokens[k].morph), 0
    )
    if cited and agents.is_as(view, cited - 1) and "Gender=Neut" not in view.tokens[cited].morph:
        return as_subject(view, cited, i)  # "as she is quoted by X"
    found = agents.find(view, i, last)
    return Subject(found.head, found.start, found.end, found.found) if found else None


def _own(view: View, i: int) -> Subject | None:
    if (cited := agents.cited(view, i)) is not None:
        return Subject(cited.head, cited.start, cited.end, cited.found)
    candidates = [k for k in view.kids[i] if view.rel(k) == "nsubj" or view.tokens[k].rel == "expl:subj"]
    candidates += [
        k for a in view.kids[i] if view.rel(a) == "aux" for k in view.kids[a] if view.rel(k) == "nsubj"
    ]
    if not candidates and view.words[i - 1 if i else 0] == ",":
        governor = view.head(i)
        candidates = [k for k in view.kids[governor] if view.rel(k) == "nsubj"] if governor < i else []
    echo = [k for k in candidates if view.lexicon.has("echo", view.words[k]) and k > i - 3]
    for kid in sorted(candidates, key=lambda k: (k not in echo or k < i, abs(k - i))):
        if view.words[kid] == "-t":
            continue
        speaks = can_speak(view, kid) or agents.is_body(view, i, kid)
        if not speaks or (kid > i and not agrees(view, i, kid)):
            continue
        if kid > i and view.lexicon.drops_that and view.tokens[i - 1].pos == "CCONJ":
            continue  # "nor denied the attack"
        return as_subject(view, past_relative(view, i, kid), i)
    return None


def as_subject(view: View, kid: int, verb: int) -> Subject:
    """The subject phrase of a token, with the noun it stands for if it is a relative."""
    if view.lexicon.has("relative", view.words[kid]) and view.tokens[kid].pos == "PRON":
        antecedent = _antecedent(view, kid, verb)
        return Subject(kid, view.tokens[kid].start, view.tokens[kid].end, "relative", antecedent)
    start, end = view.noun_phrase(kid, avoid=verb)
    return Subject(kid, past_time(view, start, kid), end, "parse")


def _antecedent(view: View, relative: int, verb: int) -> int:
    for g in [verb, *view.up(verb)]:
        if view.tokens[g].rel.startswith("acl"):
            return view.tokens[g].head
    k = relative - 1
    while k >= 0 and view.tokens[k].pos in ("PUNCT", "ADP"):
        k -= 1
    return k


def _shared(view: View, i: int) -> Subject | None:
    """The subject of the verb that governs this one."""
    below = i
    for steps, g in enumerate(view.up(i)):
        if steps > 4:
            break
        rel = view.rel(below)
        if rel == "acl" and view.tokens[g].pos in NOMINAL:
            start, end = view.noun_phrase(g, avoid=i if i > g else -1)
            return Subject(g, start, end, "shared") if can_speak(view, g) else None
        gerund = rel == "obl" and steps == 0 and any(view.rel(k) == "mark" for k in view.kids[i])
        if rel not in INHERITING and rel != "ccomp" and not gerund:
            return None
        if rel == "ccomp" and steps > 0:
            return None
        if rel == "xcomp" and steps == 0 and (made := _made_to(view, g, i)) >= 0:
            return as_subject(view, made, i)
        for kid in sorted(view.kids[g], key=lambda k: (k > g, abs(k - g))):
            if (
                view.rel(kid) == "nsubj"
                and (kid < i or (rel == "advcl" and {",", ":"} & set(view.words[i:kid])))
                and view.words[kid] != "-t"
                and can_speak(view, kid)
            ):
                found = as_subject(view, kid, g)
                return Subject(found.head, found.start, found.end, "shared", found.antecedent)
        below = g
    return None


def _made_to(view: View, verb: int, i: int) -> int:
    """Whom a verb makes do something: "la crise a poussé le gouvernement à annoncer P"."""
    objects = (k for k in view.kids[verb] if view.rel(k) == "obj" and verb < k < i)
    named = (k for k in objects if view.tokens[k].pos in ("NOUN", "PROPN") and can_speak(view, k))
    return next((k for k in named if _is_named(view, k)), -1)


def _beside(view: View, i: int, first: int, last: int, *, inverted: bool) -> Subject | None:
    """The phrase right behind the verb, unless it is its object or the verb hangs on the one before."""
    bottom, top = view.bounds(i)
    k = last + 1
    while k < top and view.tokens[k].pos == "ADV":
        k += 1
    if (
        k < top
        and first - 1 not in (view.head(i), *(j for j in view.kids[view.head(i)] if view.rel(j) == "nsubj"))
        and (head := phrase_head(view, k, top)) >= 0
        and can_speak(view, head)
        and agrees(view, i, head)
        and (inverted or (view.rel(head) != "obj" and view.tokens[k - 1].pos != "ADP"))
    ):
        start, end = view.noun_phrase(head, avoid=i)
        return Subject(head, min(start, view.tokens[k].start), max(end, view.tokens[head].end), "beside")
    k = before_group(view, first, bottom)
    if k >= bottom and view.tokens[k].pos in ("PROPN", "NOUN", "PRON") and can_speak(view, k):
        while view.tokens[k].rel in ("flat:name", "appos", "flat") and view.tokens[k].head < k:
            if any(view.words[j] == "," for j in range(view.tokens[k].head, k)):
                break  # "Parmi les risques, le club cite": no comma closes an apposition
            k = view.tokens[k].head
        start, end = view.noun_phrase(k, avoid=first)
        if k > bottom and view.tokens[k].pos == "NOUN" and view.tokens[k - 1].pos == "PROPN":
            start = min(start, view.tokens[k - 1].start)  # "UN experts", should the parse part them
        return Subject(k, start, max(end, view.tokens[k].end), "beside")
    return None


def _left(view: View, first: int) -> Subject | None:
    """The noun phrase that ends right before a verb group."""
    bottom, _ = view.bounds(first)
    k = first - 1
    while k >= bottom and view.tokens[k].pos == "ADV":
        k -= 1
    if k < bottom or view.tokens[k].pos not in ("PROPN", "NOUN") or not can_speak(view, k):
        return None
    mark = max((j for j in range(bottom, k) if view.is_mark(j)), default=bottom)
    while view.tokens[k].rel in ("flat:name", "appos", "flat", "nmod") and mark <= view.head(k) < k:
        k = view.head(k)
    start, end = view.noun_phrase(k, avoid=first)
    return Subject(
        k, max(start, view.tokens[mark].end if mark > bottom else 0), max(end, view.tokens[k].end), "beside"
    )


def behind(view: View, i: int, last: int) -> Subject | None:
    """The inverted subject, even behind "à l'AFP" or a day; none behind a preposition: "call on X"."""
    top = 0 if view.tokens[last].pos == "ADP" else view.bounds(i)[1]
    k = last + 1
    while k < min(top, last + 12) and view.words[k] not in (",", ".", ";", ":") and not view.is_mark(k):
        if view.lexicon.has("that", view.words[k]) or view.tokens[k].pos in ("VERB", "AUX"):
            return None
        if view.tokens[k].pos == "ADP" and not view.lexicon.has("partitive", view.words[k]):
            k = past_phrase(view, k)
            continue
        head = phrase_head(view, k, top)
        if head >= 0 and can_speak(view, head) and agrees(view, i, head):
            start, end = view.noun_phrase(head, avoid=i)
            return Subject(head, min(start, view.tokens[k].start), max(end, view.tokens[head].end), "beside")
        k = max(head, k) + 1
    return None


def can_speak(view: View, head: int) -> bool:
    """Whether a phrase with this head may hold speech at all."""
    token = view.tokens[head]
    if token.pos == "PUNCT" or view.is_mark(head):
        return False
    if any(p in token.morph for p in PERSONS):
        return False
    if view.lexicon.has("lower", view.words[head]):
        neuter = "Gender=Neut" in token.morph and "Person=3" in token.morph
        return neuter and token.rel == "nsubj"  # "It added that P": a body, a text
    kind = view.lexicon.holders.get(view.words[head]) or view.lexicon.holders.get(token.lemma.lower())
    if kind in ("time", "thing"):
        return False
    return head not in view.timed
