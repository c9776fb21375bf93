"""Nouns of speech before a colon: "Son verdict : P", "avec l'argument : P", "a une réponse claire : P", and
mottos: "sous le slogan « P »".

The noun must have an article or belong to somebody ("Réponse : 42" is a rubric), and what stands behind the
colon must be a quotation or a clause.
"""

from recoupe.stages.statements.beside import next_quotation
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.lexicon import Noun
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.subjects import Subject, as_subject, can_speak
from recoupe.stages.statements.view import View

WIDTH = 8  # tokens of adjectives and holder between a noun and its colon
FEWEST_LED = 4  # tokens behind the colon of a noun with a preposition, where they need no verb
FEWEST = 2  # blanks in a motto, below which it is a name
HOLDERS = frozenset({"person", "body", "group", "state", "anonymous"})
BETWEEN = frozenset({"ADJ", "ADV", "ADP", "DET", "NOUN", "PROPN", "NUM"})


def find(view: View, limits: Limits) -> list[Draft]:
    """What nouns of speech announce before a colon, or before a motto between marks."""
    found = []
    for i, token in enumerate(view.tokens):
        if token.pos != "NOUN" or limits.depth[i] >= 0:
            continue
        noun = view.lexicon.noun(view.words[i])
        draft = _announced(view, limits, i, noun) if noun is not None else None
        if draft is not None:
            found.append(draft)
    return found


def _announced(view: View, limits: Limits, i: int, noun: Noun) -> Draft | None:
    owner = _owner(view, i)
    article = next((k for k in view.kids[i] if view.rel(k) == "det" and k < i), owner)
    place = _behind(view, limits, i)
    if article < 0 or place is None:
        return None
    cue = (view.tokens[article].start, view.tokens[i].end)
    draft = Draft(content=[place], construction="noun-colon", cue=cue, stance=noun.stance)
    draft.quoted = any(q.start == place[0] and q.end == place[1] for q in view.outermost())
    draft.sign(
        "noun-of-speech", (view.tokens[i].start, view.tokens[i].end), f'"{noun.lemma}" is a noun of speech'
    )
    draft.sign("noun-colon", place, "the noun announces it")
    draft.score += 3.0 * noun.weight - 1.5
    opens = limits.unit(i)[0] == article
    holder = _holder(view, i, article, opens=opens)
    if holder is not None:
        draft.speaker, draft.head, draft.antecedent = (
            (holder.start, holder.end),
            holder.head,
            holder.antecedent,
        )
        draft.sign("subject-of-noun", draft.speaker, "the noun belongs to him")
    elif "Poss=Yes" in view.tokens[article].morph and opens:
        draft.follows = True
    elif "Definite=Ind" in view.tokens[article].morph:
        return None  # "Une seule explication : P" is the page's own
    elif not _is_led(view, i):
        return None
    else:
        draft.sign("no-speaker", cue, "nobody is named as the speaker")
    return draft


def _owner(view: View, i: int) -> int:
    """Where a noun starts that is somebody's and has no article, "Ann's reply", "Reply of Ann"; or -1."""
    owners = [k for k in view.kids[i] if view.tokens[k].rel == "nmod:poss" and view.tokens[k].pos == "PROPN"]
    of = [
        k
        for k in view.kids[i]
        if k > i and view.rel(k) == "nmod" and _is_of(view, k) and _is_somebody(view, k)
    ]
    first = min([i, *(view.low[k] for k in view.kids[i] if view.rel(k) in ("amod", "nmod"))])
    return first if owners or (of and view.bounds(i)[0] == first) else -1


def _behind(view: View, limits: Limits, i: int) -> Place | None:
    """What stands behind the colon of a noun, or the motto right behind the noun."""
    top = len(view.tokens)
    k = i + 1
    while k < top and k - i < WIDTH and view.tokens[k].pos in BETWEEN and not view.is_mark(k):
        k += 1
    if k + 1 >= top or "\n" in view.text[view.tokens[i].end : view.tokens[k + 1].start]:
        return None
    q = next_quotation(view, view.tokens[k].end if view.words[k] == ":" else view.tokens[k].start)
    at_once = q is not None and not view.text[view.tokens[k].start : q.start].strip(" \t\u00a0\u202f:")
    if q is not None and at_once:
        motto = view.words[k] == ":" or (k == i + 1 and _is_motto(view, i, q.start, q.end))
        return (q.start, q.end) if motto else None
    if view.words[k] != ":" or view.text[view.tokens[k].start - 1].isdigit():
        return None
    past = limits.stretch(k + 1, None)
    whole = any("VerbForm=Fin" in view.tokens[j].morph for j in range(k + 1, past))
    whole = whole or (_is_led(view, i) and past - k > FEWEST_LED)
    return place_of(view, k + 1, past) if whole else None


def _is_led(view: View, i: int) -> bool:
    """Whether a preposition stands before a noun: "avec l'argument : P"."""
    return any(view.rel(k) == "case" for k in view.kids[i])


def _is_motto(view: View, i: int, start: int, end: int) -> bool:
    """Whether a noun behind a preposition gives the words themselves: "sous le slogan « P »"."""
    return (
        _is_led(view, i)
        and view.lexicon.has("motto", view.words[i].rstrip("s"))
        and view.text[start:end].count(" ") >= FEWEST
    )


def _is_somebody(view: View, k: int) -> bool:
    place = view.tokens[k].start, view.tokens[k].end
    named = any(m.kind in HOLDERS for m in view.mentions_in(*place))
    return can_speak(view, k) and (named or view.lexicon.roles.get(view.words[k]) in HOLDERS)


def _is_of(view: View, k: int) -> bool:
    """Whether a complement tells whose a noun is, not whom it is about ("un avis sur X")."""
    cases = [c for c in view.kids[k] if view.rel(c) == "case"]
    return not cases or any(
        view.lexicon.has(part, view.words[c]) for c in cases for part in ("infinitive", "partitive", "agent")
    )


def _holder(view: View, i: int, article: int, *, opens: bool) -> Subject | None:
    """Whose noun it is: its complement's, or the subject's of the verb whose object it is."""
    for kid in view.kids[i]:
        if kid > i and view.rel(kid) == "nmod" and _is_of(view, kid) and _is_somebody(view, kid):
            return Subject(kid, *view.noun_phrase(kid), "noun")
    owner = next((k for k in view.kids[i] if view.tokens[k].rel == "nmod:poss" and k < i), -1)
    if owner >= 0 and view.tokens[owner].pos in ("NOUN", "PROPN"):
        return Subject(owner, *view.noun_phrase(owner), "noun")
    if "Poss=Yes" in view.tokens[article].morph and opens:
        return None
    verb = min(i, view.head(i))
    subject = next((k for k in view.kids[verb] if view.tokens[k].rel == "nsubj" and k < article), -1)
    return as_subject(view, subject, verb) if subject >= 0 and can_speak(view, subject) else None
