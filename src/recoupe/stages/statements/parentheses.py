"""Contents around a verb between commas: "P, a déclaré X", "P, insiste-t-il, et Q", "qui, note X, P"."""

from recoupe.stages.statements.beside import led_on
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, place_of, region
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.modes import has_ending
from recoupe.stages.statements.sourceclauses import relative_top
from recoupe.stages.statements.view import View

PHRASAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART"})
LONGEST_PHRASE = 16  # tokens of a subject that the parse may have cut
REACH = 9  # tokens from the opening of a joined clause to its verb


def parenthesis(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """P, a déclaré X: the rest of the sentence is the content."""
    if cue.mode != "finite" or (cue.frame("p") is None and cue.frame("q") is None):
        return None
    first, last = region(view, cue)
    bottom, top = limits.unit(cue.token)
    first = _phrase_start(view, cue, first, bottom)
    if first - bottom < 2 or (
        view.words[first - 1] not in (",", ")", "-", "–") and not view.is_mark(first - 1)
    ):
        return None
    inverted = cue.echoed or (cue.subject is not None and cue.subject.start > view.tokens[cue.token].start)
    if (
        cue.subject is not None
        and view.rel(cue.subject.head) == "obj"
        and not _is_told_whole(view, bottom, first)
    ):
        return None
    inverted = inverted or (cue.passive and _is_impersonal(view, cue, bottom, first, top))
    known = cue.frame("p") or cue.frame("q")
    if cue.negated and (known is None or known.kind != "reject"):  # "P, X does not rule out"
        return None
    verbs = [view.tokens[k] for k in range(bottom, first) if view.tokens[k].pos in ("VERB", "AUX")]
    told = bool(verbs) or any(view.is_mark(k) for k in range(bottom, first))
    if view.tokens[bottom].pos == "ADP" and not any("VerbForm=Fin" in v.morph for v in verbs):
        told = any(view.is_mark(k) for k in range(bottom, first))  # "Malgré le refus de payer, X continue"
    if not (
        inverted or (told and _is_bare_report(view, cue, top)) or _is_between(view, cue, first, last, top)
    ):
        return None
    if view.lexicon.has("relative", view.words[first - 2]) and last + 3 < top and view.words[last + 1] == ",":
        past = min(relative_top(view, limits, last + 1, top), limits.stretch(last + 2, cue))
        return draft_of(view, cue, [place_of(view, last + 2, past)], "parenthesis", "p")
    contents = [place_of(view, bottom, first - 1)]
    last = _past_listener(view, cue, last)
    if _goes_on(view, last + 1, top, cue):
        contents.append(
            place_of(
                view, last + 2 if view.words[last + 1] == "," else last + 1, limits.stretch(last + 2, cue)
            )
        )
    contents += led_on(view, cue, last)
    return draft_of(view, cue, contents, "parenthesis", "p")


def _is_told_whole(view: View, bottom: int, first: int) -> bool:
    """Whether a main verb stands before a report: none in "the crew, which left, published an appeal"."""
    verbs = (k for k in range(bottom, first) if "VerbForm=Fin" in view.tokens[k].morph or view.is_mark(k))
    mains = (view.head(k) if view.rel(k) in ("aux", "cop") else k for k in verbs)
    return any(view.tokens[k].rel != "acl:relcl" for k in mains)


def _phrase_start(view: View, cue: Cue, first: int, bottom: int) -> int:
    """Where the subject's phrase starts, should the parse have cut it: at the comma before it."""
    if (
        cue.subject is None
        or view.rel(cue.token) != "parataxis"
        or cue.subject.start > view.tokens[first].start
    ):
        return first
    k = first
    while k - 1 > bottom and view.tokens[k - 1].pos in PHRASAL and first - k < LONGEST_PHRASE:
        k -= 1
    return k if view.words[k - 1] == "," else first


def _is_impersonal(view: View, cue: Cue, bottom: int, first: int, top: int) -> bool:
    """Whether a passive behind a comma has no subject of its own: "P, is noted in the report"."""
    whole = any(
        "VerbForm=Fin" in view.tokens[k].morph and k not in range(cue.first, cue.last + 1)
        for k in range(bottom, first)
    )
    if not any(view.rel(k) == "nsubj" for k in view.kids[cue.token]):
        return whole
    return whole and (cue.last + 1 >= top or view.tokens[cue.last + 1].pos in ("ADP", "PUNCT", "ADV"))


def _is_bare_report(view: View, cue: Cue, top: int) -> bool:
    """Whether "P, X a déclaré" closes its sentence without a content of its own behind the verb."""
    if cue.subject is None or cue.subject.found not in ("parse", "beside"):
        return False
    inserted = view.rel(cue.token) == "parataxis"
    given = cue.frame("n") is not None and any(
        view.rel(j) in ("obj", "iobj") and view.tokens[j].pos == "NOUN"
        for j in view.kids[cue.token]
        if j > cue.last
    )
    k = cue.last + 1
    closes = k >= top or view.words[k] in (".", "!", "?")
    if (cue.frame("n") is not None and not inserted and not closes) or given:
        return False
    if inserted:  # "P, X told the agency": past the listener
        k = max([k, *(view.high[j] + 1 for j in view.kids[cue.token] if j >= k and view.rel(j) == "iobj")])
    if k >= top or view.tokens[k].pos == "PUNCT":
        return True
    noun = view.head(k)
    aims = cue.frame("s")
    free = aims is None or view.words[k] not in aims.prepositions
    if (
        inserted
        and free
        and view.tokens[k].pos == "ADP"
        and view.rel(noun) == "obl"
        and view.head(noun) == cue.token
    ):
        return True  # "P, X reports with reference to Y"
    close = next((j for j in range(k, top) if view.words[j] == ","), top)
    return view.lexicon.has("medium", view.words[k]) and not any(
        view.lexicon.has("that", view.words[j]) or view.words[j] == ":" for j in range(k, min(top, close + 2))
    )


def _is_between(view: View, cue: Cue, first: int, last: int, top: int) -> bool:
    """Whether a report stands between the commas of a clause that goes on: "The plant, X said, is safe"."""
    after = _past_listener(view, cue, last) + 2
    if cue.subject is None or cue.subject.found not in ("parse", "beside") or cue.passive or after >= top:
        return False
    if view.words[first - 1] != "," or view.words[after - 1] != "," or view.at(cue.subject.start) != first:
        return False
    parted = view.tokens[after].pos in ("CCONJ", "SCONJ")
    if view.is_mark(after) and (after + 1 >= top or view.text[view.tokens[after + 1].start].isupper()):
        return False
    if parted or has_ending(view, after, "gerund") or view.lexicon.has("relative", view.words[after]):
        return False
    near = range(after, min(top, after + REACH))
    verbs = [j for j in near if view.tokens[j].pos in ("VERB", "AUX")]
    return any("VerbForm=Fin" in view.tokens[j].morph or view.head(j) == j for j in verbs)


def _past_listener(view: View, cue: Cue, last: int) -> int:
    """The last token of a report with whom it is told: "X told the agency"."""
    told = (view.high[k] for k in view.kids[cue.token] if k > last and view.rel(k) == "iobj")
    return max([last, *told])


def _goes_on(view: View, k: int, top: int, cue: Cue) -> bool:
    """Whether the sentence itself goes on behind a parenthesis: its finite verb is still to come."""
    if k + 2 >= top or view.words[k] != ",":
        return False
    root = next((g for g in [cue.token, *view.up(cue.token)] if view.head(g) == g), cue.token)
    if root > k and root != cue.token:
        return True
    if not _is_whole(view, cue):
        return True
    near = range(k + 1, min(top, k + 4))
    finite = [
        j for j in near if "VerbForm=Fin" in view.tokens[j].morph and view.tokens[j].pos in ("VERB", "AUX")
    ]
    if view.tokens[k + 1].pos == "CCONJ":
        return _is_joined(view, k + 2, top)
    if not finite or view.lexicon.has("relative", view.words[k + 1]):
        return False
    return not any(
        view.rel(j) == "nsubj" or view.tokens[j].pos in ("NOUN", "PROPN", "SCONJ")
        for j in near
        if j < finite[0]
    )


def _is_joined(view: View, k: int, top: int) -> bool:
    """Whether a further clause of what is said opens behind "et": with a subject of its own, in no tense
    of telling ("P, a dit le maire, et les bus seront déviés", not "et les habitants ont applaudi").
    """
    if k + 2 >= top or view.tokens[k].pos not in ("DET", "PRON", "PROPN"):
        return False
    verb = next((j for j in range(k + 1, min(top, k + REACH)) if "VerbForm=Fin" in view.tokens[j].morph), -1)
    if verb < 0 or any(view.words[j] in (",", ":") or view.is_mark(j) for j in range(k, verb)):
        return False
    following = next((j for j in range(verb + 1, top) if view.tokens[j].pos != "ADV"), top)
    if "Tense=Fut" in view.tokens[verb].morph or "Mood=Cnd" in view.tokens[verb].morph:
        return True
    told = following < top and view.tokens[following].pos == "VERB"
    told = told and "VerbForm=Inf" not in view.tokens[following].morph
    return "Tense=Pres" in view.tokens[verb].morph and not told


def _is_whole(view: View, cue: Cue) -> bool:
    """Whether what stands before a parenthesis may be a sentence: it has a verb, and no "si" opens it."""
    bottom, _ = view.bounds(cue.token)
    before = range(bottom, cue.first)
    finite = any("VerbForm=Fin" in view.tokens[j].morph for j in before)
    return finite and view.tokens[bottom].pos != "SCONJ"
