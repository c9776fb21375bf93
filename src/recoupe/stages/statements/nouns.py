"""Nominal contents: "rejeter l'offre", "insister sur la paix", "les mesures demandées par X"."""

from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

FEWEST = 2  # blanks in a quotation below which it may be a word held at a distance
FARTHEST = 26  # tokens of a phrase between commas that may stand between a verb and its object


def noun(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A noun phrase that names the content: "rejeter l'offre", "insister sur la paix"."""
    if cue.mode == "participle":
        return _of_agent(view, cue)
    if cue.passive and cue.subject is None:
        return None
    quoted = _quotation_behind(view, limits, cue)
    if quoted is not None:
        return quoted
    found = _object(view, cue)
    frame, construction = "n", "noun"
    if found < 0 or (cue.frame("n") is None and cue.frame("m") is None):
        found, frame, construction = _oblique(view, cue), "s", "noun-after-preposition"
    elif cue.frame("n") is None:
        frame = "m"
    if found < 0 or cue.frame(frame) is None:
        return None
    first = max(view.low[found], cue.last + 1) if found > cue.last else view.low[found]
    past = limits.stretch(first, cue, tight=max(view.high[found], first))
    draft = draft_of(view, cue, [place_of(view, first, past)], construction, frame)
    draft.nominal = True
    start, end = draft.content[0]
    if any(
        abs(q.start - start) <= 1 and view.text[q.start : q.end].count(" ") >= 2 for q in view.outermost()
    ):
        draft.sign("quoted-object", (start, end), "the object of the verb is a quotation")
    elif frame == "m" and not cue.refused:
        draft.sign("weak-noun-frame", draft.content[0], "the verb may mean more than speech")
    return draft


def _quotation_behind(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A quotation right behind the verb, part of its sentence: "L'agence craint « la fin des aides »"."""
    k = cue.last + 1
    while k < len(view.tokens) and (k in view.timed or view.tokens[k].pos == "ADV"):
        k += 1
    if cue.mode not in ("finite", "gerund") or cue.passive or cue.negated or cue.subject is None:
        return None
    if k >= len(view.tokens) or not view.is_mark(k) or limits.depth[k] < 0 or limits.depth[cue.token] >= 0:
        return None
    q = view.quotes[limits.depth[k]]
    frame = next((f for f in "nmpq" if cue.frame(f)), "")
    few = view.text[q.start : q.end].count(" ") < FEWEST
    if not frame or few or q.start != view.tokens[k].start or cue.subject.start > q.start:
        return None
    past = limits.stretch(k, cue, tight=view.before(q.end))
    start, end = place_of(view, k, past)
    draft = draft_of(view, cue, [(start, max(end, q.end))], "noun", frame)
    draft.nominal = True
    draft.sign("quoted-object", (q.start, q.end), "the object of the verb is a quotation")
    return draft


def _object(view: View, cue: Cue) -> int:
    passive = cue.passive and cue.mode in ("finite", "past-infinitive")
    for kid in sorted(view.kids[cue.token]):
        if passive and view.rel(kid) == "nsubj" and view.tokens[kid].pos in ("NOUN", "PROPN"):
            return kid
        if (
            not passive
            and kid > cue.last
            and view.rel(kid) == "obj"
            and view.tokens[kid].pos in ("NOUN", "PROPN")
        ):
            if (
                cue.subject is not None
                and view.tokens[kid].start < cue.subject.end
                and cue.subject.start <= view.tokens[kid].start
            ):
                continue
            return kid
    if passive:
        return _subject_above(view, cue)
    found = _object_beside(view, cue)
    return found if found >= 0 else _object_behind_insertion(view, cue)


def _object_behind_insertion(view: View, cue: Cue) -> int:
    """The noun phrase behind a phrase between commas: "a annoncé, à Lyon, des aides"."""
    _, top = view.bounds(cue.token)
    k = cue.last + 1
    while k < top and (k in view.timed or view.tokens[k].pos == "ADV"):
        k += 1
    if cue.mode != "finite" or cue.frame("n") is None or k >= top or view.words[k] != ",":
        return -1
    close = next((j for j in range(k + 2, min(top, k + FARTHEST)) if view.words[j] == ","), -1)
    between = range(k + 1, max(k + 1, close))
    if close < 0 or any("VerbForm=Fin" in view.tokens[j].morph or view.is_mark(j) for j in between):
        return -1
    if close + 2 >= top or view.tokens[k + 1].pos != "ADP" or view.tokens[close + 1].pos != "DET":
        return -1
    noun = next((j for j in range(close + 2, min(top, close + 5)) if view.tokens[j].pos == "NOUN"), -1)
    rest = range(noun, min(top, noun + 8))
    return -1 if any("VerbForm=Fin" in view.tokens[j].morph for j in rest) else noun


def _subject_above(view: View, cue: Cue) -> int:
    """The subject that a passive shares with the verb above it: "le plan a été lu et vient d'être voté"."""
    below = cue.token
    for steps, g in enumerate(view.up(cue.token)):
        if steps > 2 or view.rel(below) not in ("conj", "xcomp", "ccomp"):
            return -1
        for kid in view.kids[g]:
            if view.rel(kid) == "nsubj" and kid < cue.first and view.tokens[kid].pos in ("NOUN", "PROPN"):
                return kid
        below = g
    return -1


def _object_beside(view: View, cue: Cue) -> int:
    """The noun phrase right behind the verb, where the parse calls it something else than object."""
    k = cue.last + 1
    _, top = view.bounds(cue.token)
    while (
        k < top
        and view.tokens[k].pos == "ADV"
        and view.rel(view.head(k)) != "xcomp"
        and view.head(k) == cue.token
    ):
        k += 1
    if k >= top or (cue.subject is not None and cue.subject.start == view.tokens[k].start):
        return -1
    if (
        view.lexicon.has("infinitive", view.words[k])
        and k + 2 < top
        and view.tokens[k + 1].pos in ("DET", "ADJ")
    ):
        k += 1  # "critiquer de telles sanctions"
    for j in range(k, min(top, k + 5)):
        if view.tokens[j].pos == "NOUN" and j > k:
            return j
        if view.tokens[j].pos not in ("DET", "ADJ", "NUM", "ADV") or (
            j == k and view.tokens[j].pos == "ADV" and view.rel(j) != "advmod"
        ):
            return -1
    return -1


def _oblique(view: View, cue: Cue) -> int:
    verb = cue.frame("s")
    if verb is None:
        return -1
    wanted = {p.split()[0] for p in verb.prepositions}
    for k in range(cue.last + 1, min(cue.last + 6, len(view.tokens))):
        if view.is_mark(k) or view.words[k] in (",", ";", ":", ".") or view.tokens[k].pos == "NOUN":
            break
        noun = view.head(k)
        if (
            view.tokens[k].pos == "ADP"
            and _lemma_in(view, k, wanted)
            and k < noun < k + 8
            and view.tokens[noun].pos == "NOUN"
        ):
            return noun
    for kid in sorted(view.kids[cue.token]):
        if kid <= cue.last or view.rel(kid) not in ("obl", "xcomp", "advmod", "obj", "nmod"):
            continue
        if view.tokens[kid].pos not in ("NOUN", "PROPN"):
            continue
        if any(_lemma_in(view, c, wanted) for c in view.kids[kid] if view.rel(c) == "case"):
            return kid
    return -1


def _lemma_in(view: View, k: int, wanted: set[str]) -> bool:
    lemma = view.tokens[k].lemma
    return any(w in (lemma, view.words[k], lemma.split()[0]) for w in wanted)


def _of_agent(view: View, cue: Cue) -> Draft | None:
    """A noun said to come from somebody: "les mesures demandées par X"."""
    if cue.subject is None or cue.subject.found != "agent" or view.rel(cue.token) != "acl":
        return None
    noun = view.head(cue.token)
    if view.tokens[noun].pos != "NOUN" or cue.frame("n") is None or noun > cue.token:
        return None
    kids = [k for k in view.kids[noun] if k < cue.first]
    first = min([noun, *(view.low[k] for k in kids)])
    draft = draft_of(view, cue, [place_of(view, first, cue.first)], "agent-noun", "n")
    draft.nominal = True
    return draft
