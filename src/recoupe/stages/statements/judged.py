"""What a speaker finds an object to be: "juger les amendes élevées", "juge « graves » les faits".

The object and its adjective stand behind the verb in either order; a pronoun before the verb leaves the
adjective alone.
"""

from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.modes import has_ending
from recoupe.stages.statements.view import View

LONGEST = 7  # tokens of an adjective with its adverbs and marks
WIDEST = 12  # tokens of an object before its adjective
SURE = 0.9  # weight of a verb whose object may have its adjective as an attribute, by the parse


def judged(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """An object with the adjective that the speaker gives it."""
    if cue.frame("j") is None or cue.mode == "participle" or is_plan(view, cue):
        return None
    _, top = limits.unit(cue.token)
    first = cue.last + 1
    adjective = _adjective_at(view, first, top)
    if adjective < 0 and cue.mode == "gerund" and _has_pronoun(view, cue) and first < top:
        adjective = first if "Tense=Past" in view.tokens[first].morph else -1  # "le disant doté de P"
    if adjective >= 0:
        past = max(_object_after(view, adjective + 1, top), _deed_after(view, adjective + 1, top))
        if past < 0 and not (_has_pronoun(view, cue) or (cue.passive and cue.mode == "finite")):
            return None
        past = limits.stretch(first, cue, tight=max(past, view.high[adjective], adjective))
    else:
        adjective = _adjective_after(view, cue, top)
        if adjective < 0:
            return None
        past = limits.stretch(first, cue, tight=max(view.high[adjective], adjective))
    draft = draft_of(view, cue, [place_of(view, first, past)], "judged-as", "j")
    draft.nominal = True
    return draft


def _adjective_at(view: View, first: int, top: int) -> int:
    """The adjective right behind the verb, with adverbs and marks before it, or -1."""
    for k in range(first, min(top, first + LONGEST)):
        if _describes(view, k):
            return k
        if not (view.is_mark(k) or view.tokens[k].pos == "ADV"):
            return -1
    return -1


def _describes(view: View, k: int) -> bool:
    participle = "VerbForm=Part" in view.tokens[k].morph or view.quote_at(view.tokens[k].start) is not None
    return view.tokens[k].pos == "ADJ" or (participle and view.tokens[k].pos == "VERB")


def _object_after(view: View, k: int, top: int) -> int:
    """The noun of the object that follows the adjective at once, or -1."""
    while k < top and view.is_mark(k):
        k += 1
    if k >= top or view.tokens[k].pos != "DET":
        return -1
    return next((j for j in range(k + 1, min(top, k + 4)) if view.tokens[j].pos in ("NOUN", "PROPN")), -1)


def _deed_after(view: View, k: int, top: int) -> int:
    """The infinitive of what is found so behind adjectives: "juge « fou » de partir", or -1."""
    for j in range(k, min(top, k + LONGEST)):
        if view.lexicon.has("infinitive", view.words[j]):
            verb = view.head(j)
            known = j < verb < top and "VerbForm=Inf" in view.tokens[verb].morph
            return max(verb, view.high[verb]) if known else -1
        if not (view.is_mark(j) or _describes(view, j) or view.tokens[j].pos in ("ADV", "CCONJ", "ADP")):
            return -1
    return -1


def _adjective_after(view: View, cue: Cue, top: int) -> int:
    """The adjective that the parse gives the verb behind its object, or -1."""
    kids = [k for k in view.kids[cue.token] if cue.last < k < min(top, cue.last + WIDEST)]
    objects = [k for k in kids if view.rel(k) == "obj" and view.tokens[k].pos in ("NOUN", "PROPN", "PRON")]
    found = [k for k in kids if view.rel(k) == "xcomp" and _describes(view, k)]
    if objects and not found:
        found = [k for k in view.kids[objects[0]] if _is_found_so(view, cue, objects[0], k, top)]
    return next((a for a in found if objects and objects[0] < a), -1)


def _is_found_so(view: View, cue: Cue, noun: int, k: int, top: int) -> bool:
    """Whether an adjective closes a known object that a sure verb finds so: "juge la mesure inutile"."""
    known = cue.frame("j")
    quoted = view.is_mark(min(view.low[k], k) - 1) or view.is_mark(min(view.low[k], k))
    if k < noun or view.rel(k) != "amod" or not _describes(view, k) or known is None:
        return False
    if known.weight < SURE and not quoted:
        return False
    after = view.high[k] + 1
    closes = after >= top or view.tokens[after].pos in ("PUNCT", "CCONJ", "SCONJ")
    articles = "".join(view.tokens[j].morph for j in view.kids[noun] if view.rel(j) == "det")
    definite = any(f in articles for f in ("Definite=Def", "PronType=Dem", "Poss=Yes"))
    return closes and (definite or view.tokens[noun].pos == "PRON")


def _has_pronoun(view: View, cue: Cue) -> bool:
    return any(
        k < cue.first and view.rel(k) == "obj" and view.tokens[k].pos in ("PRON", "DET")
        for k in view.kids[cue.token]
    )


def is_plan(view: View, cue: Cue) -> bool:
    """Whether a deed stands right behind the verb, which then weighs it and judges nothing: "is considering
    selling the ship".
    """
    k = cue.last + 1
    return (
        k < len(view.tokens)
        and view.tokens[k].pos == "VERB"
        and has_ending(view, k, "gerund")
        and view.rel(k) in ("xcomp", "ccomp", "obj", "advcl")
        and not any(view.rel(j) in ("nsubj", "det") for j in view.kids[k])
    )
