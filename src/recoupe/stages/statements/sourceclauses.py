"""Which clause a source's phrase stands in: the relative clause, the participle or the "that" clause it
belongs to, and the relative clause that only tells of the source. Whether somebody holds a view there.
"""

from recoupe.stages.statements.draft import Place
from recoupe.stages.statements.lexicon import Phrase
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.signs import is_somebody
from recoupe.stages.statements.view import View

NEAR = 5  # tokens between a noun and its participle


def clause_around(view: View, i: int, head: int, last: int) -> tuple[int, int] | None:
    """The relative clause that a phrase stands in, or the "that" clause whose verb comes later, as tokens."""
    part, noun = i - 1, view.head(i - 1)
    if (
        "VerbForm=Part" in view.tokens[part].morph
        and i - NEAR <= noun < part
        and view.tokens[noun].pos == "NOUN"
    ):
        return view.low[noun], view.high[part] + 1  # "la taxe voulue, selon lui, par la mairie"
    for g in view.up(head):
        if not view.low[g] < i <= view.high[g] + 1:
            continue
        first = view.low[g]
        if view.tokens[first].pos == "PUNCT":
            first += 1
        if view.tokens[g].rel == "acl:relcl":
            return first, view.high[g] + 1
        opened = view.rel(g) in ("ccomp", "acl", "conj") and view.lexicon.has("that", view.words[first])
        if opened and g > last:
            return first + 1, view.high[g] + 1
    return None


def relative_top(view: View, limits: Limits, last: int, top: int) -> int:
    """Past-the-last token of a relative clause that names its source: "la loi, qui, selon X, coûte, va"."""
    verb = next((j for j in range(last + 1, top) if "VerbForm=Fin" in view.tokens[j].morph), top)
    for k in range(verb + 1, top - 1):
        resumes_main = view.words[k] == "," and limits.depth[k] < 0
        if resumes_main and "VerbForm=Fin" in view.tokens[k + 1].morph and view.head(k + 1) != verb:
            return k
    return top - 1 if view.words[top - 1] == "," else top


def past_relative(view: View, k: int, top: int, head: int) -> int:
    """The token behind a relative clause about the source itself: "Selon X, qui parlait hier, P"."""
    if k >= top or not view.lexicon.has("relative", view.words[k]):
        return k
    verb = next((g for g in view.up(k) if view.tokens[g].rel == "acl:relcl"), -1)
    if verb < k or view.head(verb) != head:
        return k
    close = view.high[verb] if view.words[view.high[verb]] == "," else view.high[verb] + 1
    return close + 1 if close + 1 < top and view.words[close] == "," else k


def holds_view(view: View, i: int, head: int, bottom: int, phrase: Phrase) -> bool:
    """ "Pour X, P": at the head of its sentence, before a comma, of somebody who can hold a view."""
    place = view.tokens[head].start
    kinds = {m.kind for m in view.mentions_in(place, place + 1)}
    known = bool(kinds & {"person", "group", "anonymous"})
    if phrase.part == "mind":
        quoted = i > 1 and any(
            view.is_mark(k) for k in (i - 1, i - 2) if view.words[i - 1] == "," or k == i - 1
        )
        return (known or view.tokens[head].pos == "PRON") and (i - bottom <= 1 or quoted)
    return known or "body" in kinds or view.tokens[head].pos == "PROPN" or is_somebody(view, head)


def judgement(view: View, place: Place) -> int:
    """The main word of a clause that says how things are or should be, or -1."""
    for k in range(view.at(place[0]), view.before(place[1]) + 1):
        token = view.tokens[k]
        if "VerbForm=Fin" not in token.morph:
            continue
        main = view.head(k) if view.rel(k) in ("aux", "cop") else k
        copula = view.tokens[k].rel == "cop" and view.tokens[main].pos in ("ADJ", "NOUN", "PRON", "ADV")
        should = any(view.lexicon.has("must", view.tokens[j].lemma.lower()) for j in (k, main))
        return main if copula or should else -1
    return -1


def swallowed(view: View, head: int, last: int, top: int) -> int:
    """The comma behind which a source's phrase has swallowed the subject of the main verb, which then has
    none: "Selon A, le pont, fermé lundi, rouvre"; -1 where it has not.
    """
    main = next((j for j in range(last + 1, top) if view.head(j) == j), -1)
    if main < 0 or view.tokens[main].pos not in ("VERB", "AUX"):
        return -1
    if any(view.tokens[j].rel in ("nsubj", "nsubj:pass", "expl:subj") and j != head for j in view.kids[main]):
        return -1
    commas = [j for j in range(head + 1, last) if view.words[j] == ","]
    nouns = (j for j in reversed(commas) if [t.pos for t in view.tokens[j + 1 : j + 3]] == ["DET", "NOUN"])
    names = (j for j in reversed(commas) if _is_named(view, j + 1))
    return next(nouns, next(names, -1))


def _is_named(view: View, k: int) -> bool:
    """Whether the name of a person or a body opens at a token."""
    start = view.tokens[k].start
    return any(m.form == "name" and m.span.start == start for m in view.mentions_in(start, start + 1))
