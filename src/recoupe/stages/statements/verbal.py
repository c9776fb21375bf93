"""Contents of verb cues: clauses, infinitives, names given, and what `beside` and `nouns` add.

For each cue the frames that its verb allows are tried from the surest to the weakest; the first that fits
wins.
"""

from recoupe.stages.statements.beside import after_colon, as_said, beside_quotation, led_on
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import (
    draft_of,
    is_enclosed,
    is_that,
    named_in_marks,
    opening,
    place_of,
    region,
)
from recoupe.stages.statements.infinitives import infinitive, quoted_request
from recoupe.stages.statements.judged import judged
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.naming import JOINT, name_given
from recoupe.stages.statements.nouns import noun
from recoupe.stages.statements.parentheses import parenthesis
from recoupe.stages.statements.pointing import taken_up
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import plays

SURE = 0.8  # weight of a verb behind which "que" is trusted where the parse takes it for a relative


def propose(view: View, limits: Limits, cue: Cue) -> list[Draft]:
    """The statements that a cue may carry: none, one, or one and its companion."""
    if cue.asway >= 0 and not _is_complete(view, cue):
        return [d for d in [as_said(view, limits, cue)] if d]
    for attempt in (
        _clause,
        beside_quotation,
        _led_on,
        after_colon,
        taken_up,
        name_given,
        quoted_request,
        judged,
        infinitive,
        _adjective,
        parenthesis,
        noun,
    ):
        draft = attempt(view, limits, cue)
        if draft is not None:
            return [draft, *_companion(view, limits, cue, draft)]
    return []


def _companion(view: View, limits: Limits, cue: Cue, draft: Draft) -> list[Draft]:
    """What else a cue carries around the colon: "a nié le vol : « P »", "a dit que P : « Q »"."""
    if cue.mode != "finite" or cue.asway >= 0 or limits.depth[cue.token] >= 0:
        return []
    if draft.construction == "colon" and draft.quoted:
        return _named_before(view, limits, cue, draft)
    if draft.construction not in ("that-clause", "infinitive"):
        return []
    start, end = draft.content[-1]
    q = next(
        (q for q in view.outermost() if q.start > start and view.text[: q.start].rstrip().endswith(":")), None
    )
    if (
        q is None
        or len(draft.content) > 1
        or q.start - end > JOINT
        or view.text[q.start : q.end].count(" ") < 3
    ):
        return []
    colon = len(view.text[: q.start].rstrip()) - 1
    led = any(t.pos == "CCONJ" for t in view.tokens[view.before(colon) - 3 : view.before(colon) + 1])
    if led or not view.text[q.start + 1 : q.start + 4].lstrip()[:1].isupper():
        return []  # the quotation is part of the clause
    if view.text[min(end, colon) : colon].strip():
        return []
    if end > colon:
        if end > q.end + 1 or not view.text[start:colon].strip():
            return []
        draft.content = [(start, len(view.text[:colon].rstrip()))]
    said = draft_of(view, cue, [(q.start, q.end)], "colon", "p")
    said.quoted = True
    return [said]


def _named_before(view: View, limits: Limits, cue: Cue, said: Draft) -> list[Draft]:
    """The infinitive of a verb before the colon behind which its quotation stands."""
    colon = view.tokens[view.before(said.start)]
    named = infinitive(view, limits, cue)
    if named is None or named.quoted or len(named.content) > 1 or named.start >= colon.start:
        return []
    start, end = named.content[0]
    if end < colon.start and view.tokens[view.at(end)].start < colon.start:
        return []
    named.content = [(start, min(end, view.tokens[view.before(colon.start)].end))]
    return [named]


def _led_on(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """P, explique X : « Q »: both are said."""
    draft = parenthesis(view, limits, cue) if led_on(view, cue, region(view, cue)[1]) else None
    if draft is None or draft.cue is None or draft.start > draft.cue[0] or cue.subject is None:
        return None
    before = view.tokens[view.at(draft.start) : cue.first]
    whole = any("VerbForm=Fin" in t.morph for t in before) and before[0].pos != "SCONJ"
    return draft if whole and cue.subject.start > view.tokens[cue.token].start else None


def _is_complete(view: View, cue: Cue) -> bool:
    """Whether a verb behind "as" has its content within its own clause: "as X urged them to leave"."""
    own = ("ccomp", "xcomp", "obj") if view.lexicon.drops_that else ("ccomp", "xcomp")
    return any(k > cue.last and view.rel(k) in own for k in view.kids[cue.token])


def _clause(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A clause opened by "que", or "si" after a verb of asking."""
    _, top = limits.unit(cue.token)
    opener, kind = _opener(view, cue, top)
    if opener < 0 and view.lexicon.drops_that:
        opener, kind = _unopened(view, cue), "that"
    if not 0 <= opener < top or any(
        j in limits.cue_at and limits.cue_at[j].mode in ("finite", "gerund")
        for j in range(cue.last + 1, opener)
    ):
        return None
    parenthetic = cue.frame("p")
    if not cue.frame("q") and (
        parenthetic is None or kind != "that" or parenthetic.kind in ("estimate", "wish")
    ):
        return None
    past = limits.stretch(opener, cue)
    construction = "that-clause" if kind == "that" else "whether-clause"
    return draft_of(view, cue, [place_of(view, opener, past)], construction, "q")


def _unopened(view: View, cue: Cue) -> int:
    """The first token of a clause without "that", in a language that leaves it out ("he said it was so")."""
    before = cue.subject is not None and cue.subject.start < view.tokens[cue.first].start
    if is_enclosed(view, cue):
        return -1
    kinds = ("ccomp", "nsubj") if before else ("ccomp",)  # a second subject is that of the clause
    parts = [k for k in view.kids[cue.token] if view.rel(k) in kinds and view.low[k] > cue.last]
    own = any(view.rel(k) == "nsubj" for part in parts for k in [part, *view.kids[part]])
    own = own or (bool(parts) and view.tokens[cue.token].rel == "acl:relcl")  # "which he said was open"
    inside = (j for part in parts for j in range(view.low[part], view.high[part] + 1))
    if not own or not any("VerbForm=Fin" in view.tokens[j].morph for j in inside):
        return -1
    first = min(view.low[part] for part in parts)
    while first < len(view.tokens) - 1 and view.words[first] == ",":
        first += 1
    if not view.is_word(first) or view.lexicon.has("relative", view.words[first]):
        return -1
    between = range(cue.last + 1, first)
    known = ("obl", "obj", "iobj", "case", "det", "advmod", "amod", "compound", "flat", "nmod")
    if all(k in view.timed or view.words[k] == "," or view.rel(k) in known for k in between):
        return first
    return -1


def _opener(view: View, cue: Cue, top: int) -> tuple[int, str]:
    for kid in view.kids[cue.token]:
        if kid > cue.last and view.rel(kid) in ("ccomp", "xcomp", "advcl"):
            for mark in view.kids[kid]:
                if (
                    mark > cue.last
                    and view.lexicon.has("that", view.words[mark])
                    and view.rel(mark) in ("mark", "advmod", "obj")
                    and not _crosses(view, cue.last, mark)
                ):
                    return mark, "that"
                if (
                    mark > cue.last
                    and view.rel(kid) == "ccomp"
                    and view.lexicon.has("whether", view.words[mark])
                    and view.low[kid] == mark
                ):
                    return mark, "whether"
    k, skipped = cue.last + 1, 0
    while k < top and skipped < 40:
        if view.lexicon.has("that", view.words[k]):
            if view.tokens[k - 1].pos == "CCONJ" and cue.passive:
                return -1, ""  # "X dit que P est voulu et que Q": Q is none of "voulu"
            if _is_of_object(view, cue, k):
                return -1, ""
            if (is_that(view, k) or _behind_addressee(view, cue, k)) and not _crosses(view, cue.last, k):
                return _with_joint(view, k, cue.last), "that"
            return -1, ""
        if cue.frame("q") and view.lexicon.has("whether", view.words[k]) and _asks(view, cue, k):
            return k, "whether"
        if view.is_mark(k) and (closed := named_in_marks(view, k)) > k:
            k, skipped = closed + 1, skipped + 1
            continue
        verbal = view.tokens[k].pos in ("VERB", "AUX") and not _is_bare_participle(view, k)
        if verbal or view.is_mark(k) or view.words[k] in (":", ";"):
            inverted = cue.subject is not None and cue.subject.start <= view.tokens[k].start < cue.subject.end
            if not inverted:
                return -1, ""
        k, skipped = k + 1, skipped + 1
    return -1, ""


def _is_bare_participle(view: View, k: int) -> bool:
    """Whether a participle only tells of the noun before it: "les marins inscrits"."""
    helped = any(view.rel(j) == "aux" for j in view.kids[k])
    return "Tense=Past" in view.tokens[k].morph and "VerbForm=Part" in view.tokens[k].morph and not helped


def _is_of_object(view: View, cue: Cue, k: int) -> bool:
    """Whether "que" stands for the thing named right behind the verb: "a annoncé des mesures que X veut"."""
    if cue.passive or not (cue.frame("n") or cue.frame("m")) or view.tokens[k - 1].pos not in ("NOUN", "ADJ"):
        return False
    between = range(opening(view, cue), k)
    if not between or view.tokens[between[0]].pos not in ("DET", "NUM") or between[0] in view.timed:
        return False
    nouns = [j for j in between if view.tokens[j].pos == "NOUN"]
    plain = all(view.tokens[j].pos in ("DET", "NUM", "NOUN", "ADJ", "ADV") for j in between)
    if not plain or len(nouns) != 1 or view.lexicon.nouns.get(view.words[nouns[0]]) is not None:
        return False
    return not _is_person(view, nouns[0]) and nouns[0] not in view.timed


def _is_person(view: View, k: int) -> bool:
    start, end = _place(view, k)
    named = any(m.kind != "place" for m in view.mentions_in(start, end))
    roles = view.lexicon.roles
    return named or any(w in roles for w in (view.words[k], view.tokens[k].lemma, view.words[k].rstrip("s")))


def _asks(view: View, cue: Cue, k: int) -> bool:
    """Whether "si" stands behind a verb of asking, with nothing but whom it asks between."""
    asking = any(v.kind == "ask" for v in cue.verbs) and not cue.passive
    if not asking and view.lexicon.has("how", view.words[k]):
        told = range(cue.last + 1, k)
        asking = (
            all(view.tokens[j].pos == "ADV" or j in view.timed for j in told) and cue.mode != "participle"
        )
    return asking and view.words[k - 1] != "," and k + 1 < len(view.tokens) and not view.is_mark(k + 1)


def _with_joint(view: View, k: int, last: int) -> int:
    """The opener with the words that join it to its verb: "demander à ce que P"."""
    joint = k - 2
    joined = joint > last and view.tokens[joint].pos == "ADP" and view.lexicon.has("lower", view.words[k - 1])
    return joint if joined else k


def _behind_addressee(view: View, cue: Cue, k: int) -> bool:
    """Whether "que" stands right behind a sure verb, the hour or who was told: it stands for no noun then."""
    sure = cue.frame("q")
    if sure is None or sure.weight < SURE or view.lexicon.has("notthat", view.words[k - 1]):
        return False
    between = range(cue.last + 1, k)
    if all(j in view.timed or view.tokens[j].pos == "ADV" for j in between):
        return True
    nominal = k + 1 < len(view.tokens) and _is_nominal(view, k + 1)
    if nominal and not cue.passive and plays(view, cue.token, "tells"):
        return True  # whom it is told is the object: "a prévenu les marins inscrits que P"
    if nominal and view.tokens[cue.last + 1].pos == "ADP":
        return not any(view.rel(j) == "obj" and view.head(j) == cue.token for j in between)
    return view.lexicon.has("to", view.words[cue.last + 1]) and any(
        m.span.end == view.tokens[k - 1].end for m in view.mentions_in(*_place(view, k - 1))
    )


def _is_nominal(view: View, k: int) -> bool:
    """Whether a token may open the subject of a clause."""
    return view.tokens[k].pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")


def _place(view: View, k: int) -> tuple[int, int]:
    return view.tokens[k].start, view.tokens[k].end


def _crosses(view: View, first: int, last: int) -> bool:
    """Whether another verb of speech or a quotation stands between."""
    k = first + 1
    while k < last and (not view.is_mark(k) or named_in_marks(view, k) > k):
        k = named_in_marks(view, k) + 1 if view.is_mark(k) else k + 1
    return k < last


def _adjective(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """What the speaker says of himself: "se dire prêt à", "se déclarer favorable"."""
    if cue.frame("x") is None:
        return None
    first = opening(view, cue)
    _, top = limits.unit(cue.token)
    if first >= top:
        return None
    if view.tokens[first].pos not in ("ADJ", "VERB", "ADV") and not view.is_mark(first):
        return None
    past = limits.stretch(first, cue)
    draft = draft_of(view, cue, [place_of(view, first, past)], "adjective", "x")
    draft.quoted = view.is_mark(first) and view.is_mark(past - 1)
    return draft
