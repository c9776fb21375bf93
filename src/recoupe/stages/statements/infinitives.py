"""Contents in the infinitive: "inviter les maires à voter", "accuser X de mentir", "épingler X pour fraude".

The parse is asked first; where it hangs the infinitive elsewhere, the words behind the verb are read: an
addressee, an adverb or a phrase between commas may stand before it.
"""

from collections.abc import Container

from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, is_enclosed, opening, place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.modes import has_ending
from recoupe.stages.statements.view import View

LATE = 16  # tokens between a verb and its infinitive behind an insertion
LATEST = 26  # the same, where a preposition shows the infinitive
FARTHEST = 22  # tokens between a request and the quotation that gives it
FEWEST = 2  # blanks in a quotation below which it may be a word held at a distance
INNER = 5  # tokens of negation, pronoun, adverb between a preposition and its infinitive


def quoted_request(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A request that stands whole between marks: "a invité « les élus à voter »"."""
    _, top = limits.unit(cue.token)
    if cue.mode != "finite" or not (cue.frame("d") or cue.frame("a")):
        return None
    k = next((j for j in range(cue.last + 1, min(top, cue.last + FARTHEST)) if view.is_mark(j)), -1)
    if k < 0 or limits.depth[k] < 0 or limits.depth[cue.token] >= 0:
        return None
    if any("VerbForm=Fin" in view.tokens[j].morph or j in limits.cue_at for j in range(cue.last + 1, k)):
        return None
    q = view.quotes[limits.depth[k]]
    inner = range(k, view.before(q.end) + 1)
    asked = any("VerbForm=Inf" in view.tokens[j].morph for j in inner)
    asked = asked or any(
        view.lexicon.has("that", view.words[j]) for j in range(k + 1, min(len(view.words), k + INNER))
    )
    if (
        q.start != view.tokens[k].start
        or not asked
        or k + 1 == len(view.tokens)
        or view.tokens[k + 1].pos not in ("DET", "NOUN", "PROPN", "ADP", "ADJ", "PRON")
    ):
        return None
    draft = draft_of(view, cue, [(q.start, q.end)], "infinitive", "d" if cue.frame("d") else "a")
    draft.quoted = True
    return draft


def infinitive(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A bare infinitive, or one after "de" or "à", that completes the verb."""
    _, top = limits.unit(cue.token)
    for kid in view.kids[cue.token]:
        if kid >= top and limits.depth[kid] == limits.depth[cue.token]:
            continue
        if kid in limits.cue_of and limits.cue_of[kid].refused:
            return None
        completes = view.rel(kid) in ("xcomp", "ccomp", "advcl", "obl") and _is_infinitive(view, kid)
        completes = completes or (
            view.rel(kid) in ("xcomp", "ccomp", "obj", "advcl", "acl", "parataxis")
            and _has_infinitive_auxiliary(view, kid)
            and not is_enclosed(view, cue)
        )
        completes = completes or (_is_gerund(view, kid) and _is_led(view, kid))
        completes = completes or _is_deed(view, cue, kid)
        if kid <= cue.last or not completes:
            continue
        first = min([kid, *(k for k in view.subtree(kid) if k > cue.last and view.words[k] != ",")])
        if view.tokens[first].pos == "PRON" and view.lexicon.has("relative", view.words[first]):
            marks = (k for k in view.kids[kid] if k > first and view.lexicon.has("to", view.words[k]))
            first = next(marks, first)  # "urged people who left to refrain"
        frame = _infinitive_frame(view, first)
        if frame == "i" and view.tokens[first].pos == "ADP":
            continue
        if frame in "da" and _opened(view, first, kid + 1) < 0:
            continue
        if cue.frame(frame) is None and frame == "i":
            frame = next((f for f in "qn" if cue.frame(f) is not None), frame)
        if cue.frame(frame) is None:
            continue
        past = limits.stretch(first, cue)
        return draft_of(view, cue, [place_of(view, first, past)], "infinitive", frame)
    return _late_infinitive(view, limits, cue)


def _late_infinitive(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """An infinitive behind the object: "inviter les maires à voter", "accuser le ministre de mentir"."""
    _, top = limits.unit(cue.token)
    k = cue.last + 1
    while k < top and (view.lexicon.has("negation", view.words[k]) or view.tokens[k].pos == "ADV"):
        k += 1
    if (
        k < top
        and "VerbForm=Inf" in view.tokens[k].morph
        and (cue.frame("i") or cue.frame("q"))
        and cue.mode != "participle"
    ):
        return draft_of(
            view, cue, [place_of(view, cue.last + 1, limits.stretch(cue.last + 1, cue))], "infinitive", "i"
        )
    for k in range(cue.last + 1, min(top, cue.last + LATE)):
        token = view.tokens[k]
        if "VerbForm=Inf" in token.morph and cue.frame("i") is not None and view.tokens[k - 1].pos != "ADP":
            first = _negation_before(view, k, cue.last)
            return draft_of(view, cue, [place_of(view, first, limits.stretch(first, cue))], "infinitive", "i")
        if token.pos not in ("NOUN", "NUM", "ADP", "DET", "ADV", "PROPN", "ADJ") and token.text != ",":
            break
    return _behind(view, limits, cue, top)


def _negation_before(view: View, k: int, last: int) -> int:
    """Where an infinitive starts with its negation: "assurer à la radio ne pas vouloir vendre"."""
    while k - 1 > last and (
        view.lexicon.has("negation", view.words[k - 1]) or view.tokens[k - 1].pos == "ADV"
    ):
        k -= 1
    return k


def _behind(view: View, limits: Limits, cue: Cue, top: int) -> Draft | None:
    """An infinitive that a preposition opens somewhere behind the verb, with what may stand between."""
    aims = cue.frame("s")
    wanted = set(aims.prepositions) if aims else set()
    for k in range(cue.last + 1, min(top, cue.last + LATEST)):
        if view.is_mark(k) or view.words[k] in (";", ":") or "VerbForm=Fin" in view.tokens[k].morph:
            return None
        if _is_joined(view, cue, k):
            return None
        verb = _opened(view, k, top)
        frame = _infinitive_frame(view, k)
        if view.tokens[k].text.lower() in wanted and (verb >= 0 or _opens_clause(view, k, top)):
            frame, verb = "s", max(verb, k)
        if verb < 0 or frame == "i" or cue.frame(frame) is None or _belongs_to_noun(view, cue, k, verb):
            continue
        first = _aim(view, cue, k, verb, wanted)
        return draft_of(view, cue, [place_of(view, first, limits.stretch(k, cue))], "infinitive", frame)
    return None


def _aim(view: View, cue: Cue, k: int, verb: int, wanted: Container[str]) -> int:
    """Where a content starts with what is to be done or to do it: "called for the law to be changed"."""
    main = view.head(verb) if view.rel(verb) == "aux" else verb
    noun = view.head(main)
    first = next((j for j in range(cue.last + 1, k) if view.tokens[j].text.lower() in wanted), -1)
    if (
        first < 0
        or not first < noun < k
        or view.rel(main) != "acl"
        or view.lexicon.has("to", view.words[first])
    ):
        return k
    place = view.tokens[noun]
    told = any(m.kind not in ("place", "document") for m in view.mentions_in(place.start, place.end))
    return k if told and view.words[first] not in view.lexicon.words.get("infinitive", ()) else first


def _is_joined(view: View, cue: Cue, k: int) -> bool:
    """Whether another deed beside the verb's begins: "may call X and order him to go", "and also to win"."""
    if view.rel(k) == "conj" and view.head(k) == cue.token and view.tokens[k].pos == "VERB":
        return True
    before = k - 1
    while before > cue.last and view.tokens[before].pos == "ADV":
        before -= 1
    return (
        before > cue.last and view.tokens[before].pos == "CCONJ" and _opened(view, k, len(view.tokens)) >= 0
    )


def _opened(view: View, k: int, top: int) -> int:
    """The infinitive or gerund that a preposition opens ("de ne pas avoir dit", "of hiding"), or -1."""
    if view.tokens[k].pos not in ("ADP", "SCONJ", "PART"):
        return -1
    for j in range(k + 1, min(top, k + INNER)):
        if "VerbForm=Inf" in view.tokens[j].morph or _is_gerund(view, j) or _is_unknown(view, j):
            return j
        if "PronType=Int" in view.tokens[j].morph or "PronType=Rel" in view.tokens[j].morph:
            return -1  # "de quoi vivre"
        if (q := view.quote_at(view.tokens[j].start)) is not None and q.start == view.tokens[j].start:
            if view.text[q.start : q.end].count(" ") < FEWEST:
                return -1
            continue  # promised to "leave the town"
        small = view.tokens[j].pos in ("ADV", "PRON", "PART") or view.lexicon.has("negation", view.words[j])
        small = small or view.rel(j) == "iobj"
        if not small:
            return -1
    return -1


def _opens_clause(view: View, k: int, top: int) -> bool:
    """Whether a preposition opens a clause: "pour que P"."""
    return k + 2 < top and view.lexicon.has("that", view.words[k + 1])


def _belongs_to_noun(view: View, cue: Cue, k: int, verb: int) -> bool:
    """Whether the infinitive tells of a thing between, "demander le droit de partir", not of what is said."""
    main = view.head(verb) if view.rel(verb) == "aux" else verb
    noun = _object_above(view, cue, main)
    if any(v.kind == "blame" for v in cue.verbs):
        return False  # "accuser le maire de mentir"
    if any(
        v.kind == "ask" or (v.kind == "demand" and "q" not in v.frames) for v in cue.verbs if "a" in v.frames
    ):
        return False  # "told the crew to stay"
    if not cue.last < noun < k or view.tokens[noun].pos != "NOUN":
        return False
    cases = [view.words[c] for c in view.kids[noun] if view.rel(c) == "case"]
    aims = cue.frame("s")
    if aims is not None and set(cases) & set(aims.prepositions):
        return True  # "told them about plans to leave"
    if cases:
        return False
    start = view.tokens[noun].start
    return not any(m.kind != "place" for m in view.mentions_in(start, start + 1))


def _object_above(view: View, cue: Cue, main: int) -> int:
    """The noun that an infinitive tells of, itself the verb's own where it stands deeper: "announced his wish
    to go to see it", "agreed on a row of steps to end it"; -1 where it tells of none.
    """
    if view.rel(main) == "acl":
        noun = view.head(main)
        while view.rel(noun) == "nmod" and cue.last < view.head(noun) < noun:
            noun = view.head(noun)
        return noun
    above = view.head(main)
    deeper = view.rel(main) in ("advcl", "xcomp") and view.rel(above) == "acl" and above < main
    return _object_above(view, cue, above) if deeper else -1


def _is_infinitive(view: View, i: int) -> bool:
    morph = view.tokens[i].morph
    if any(view.rel(k) == "aux" and "VerbForm=Fin" in view.tokens[k].morph for k in view.kids[i]):
        return False  # "will open"
    known = "VerbForm=Inf" in morph or (view.tokens[i].pos == "VERB" and "VerbForm" not in morph)
    return known or _is_unknown(view, i)


def _is_unknown(view: View, i: int) -> bool:
    """Whether the parse takes a verb that it does not know for a noun: "à leur octroyer un prêt"."""
    marked = any(view.rel(k) == "mark" and view.tokens[k].pos == "ADP" for k in view.kids[i])
    led = i > 0 and view.tokens[i - 1].pos == "ADP" and view.words[i] in view.lexicon.infinitives
    return (marked or led) and view.tokens[i].pos in ("NOUN", "ADJ") and has_ending(view, i, "infinitival")


def _has_infinitive_auxiliary(view: View, kid: int) -> bool:
    return any(view.rel(k) == "aux" and view.morph(k, "VerbForm=Inf") for k in view.kids[kid])


def _infinitive_frame(view: View, first: int) -> str:
    if view.lexicon.has("infinitive", view.words[first]):
        return "d"
    if view.lexicon.has("to", view.words[first]):
        return "a"
    return "i"


def _is_gerund(view: View, i: int) -> bool:
    morph = view.tokens[i].morph
    return "VerbForm=Ger" in morph or ("VerbForm=Part" in morph and "Tense=Pres" in morph)


def _is_deed(view: View, cue: Cue, i: int) -> bool:
    """Whether a bare gerund right behind a verb is its object: "denied having paid", "ruled out sending"."""
    first = min([i, *(k for k in view.kids[i] if view.rel(k) in ("aux", "advmod") and k > cue.last)])
    led = cue.last > cue.token and view.rel(i) == "advcl"  # "warned them against visiting"
    if not led and view.rel(i) not in ("xcomp", "ccomp", "obj", "csubj"):
        return False
    if cue.passive or first != opening(view, cue):
        return False
    return any(has_ending(view, k, "gerund") and view.tokens[k].pos in ("VERB", "AUX") for k in (i, first))


def _is_led(view: View, i: int) -> bool:
    """Whether a gerund stands behind a preposition, as an infinitive does: "accused him of hiding it"."""
    leads = (k for k in view.kids[i] if view.rel(k) in ("mark", "case"))
    return any(view.lexicon.has("infinitive", view.words[k]) for k in leads)
