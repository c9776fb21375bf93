"""Contents of verb cues: clauses, infinitives, names given, and what `beside` and `nouns` add.

For each cue the frames that its verb allows are tried from the surest to the weakest; the first that fits
wins.
"""

from recoupe.stages.statements.beside import after_colon, as_said, beside_quotation, parenthesis
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, is_that, opening, place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.nouns import noun
from recoupe.stages.statements.view import View

LATE = 16  # tokens between a verb and its infinitive behind an insertion
FARTHEST = 22  # tokens between a request and the quotation that gives it


def propose(view: View, limits: Limits, cue: Cue) -> list[Draft]:
    """The statements that a cue may carry: none, one, or one and its companion."""
    if cue.asway >= 0:
        return [d for d in [as_said(view, limits, cue)] if d]
    for attempt in (
        _clause,
        beside_quotation,
        after_colon,
        _name_given,
        _quoted_request,
        _infinitive,
        _adjective,
        parenthesis,
        noun,
    ):
        draft = attempt(view, limits, cue)
        if draft is not None:
            return [draft]
    return []


def _clause(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A clause opened by "que", or "si" after a verb of asking."""
    _, top = limits.unit(cue.token)
    opener, kind = _opener(view, cue, top)
    if opener < 0 and "zero" in view.lexicon.words:
        opener, kind = _unopened(view, cue), "that"
    if opener < 0 or any(
        j in limits.cue_at and limits.cue_at[j].mode in ("finite", "gerund")
        for j in range(cue.last + 1, opener)
    ):
        return None
    parenthetic = cue.frame("p")
    if not cue.frame("q") and (parenthetic is None or kind != "that" or parenthetic.kind == "estimate"):
        return None
    past = limits.stretch(opener, cue)
    construction = "that-clause" if kind == "that" else "whether-clause"
    return draft_of(view, cue, [place_of(view, opener, past)], construction, "q")


def _unopened(view: View, cue: Cue) -> int:
    """The first token of a clause without "that", in a language that leaves it out ("he said it was so")."""
    for kid in view.kids[cue.token]:
        first = view.low[kid]
        while first < kid and view.words[first] == ",":
            first += 1
        if not view.is_word(first):
            continue
        own = any(view.rel(k) == "nsubj" for k in view.kids[kid])
        if view.rel(kid) != "ccomp" or first <= cue.last or not own or view.is_mark(first):
            continue
        between = range(cue.last + 1, first)
        if all(
            k in view.timed
            or view.words[k] == ","
            or view.rel(k) in ("obl", "obj", "iobj", "case", "det", "advmod", "amod")
            for k in between
        ):
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
            if is_that(view, k) and not _crosses(view, cue.last, k):
                return k, "that"
            return -1, ""
        if view.tokens[k].pos in ("VERB", "AUX") or view.is_mark(k) or view.words[k] in (":", ";"):
            inverted = cue.subject is not None and cue.subject.start <= view.tokens[k].start < cue.subject.end
            if not inverted:
                return -1, ""
        k, skipped = k + 1, skipped + 1
    return -1, ""


def _crosses(view: View, first: int, last: int) -> bool:
    """Whether another verb of speech or a quotation stands between."""
    return any(view.is_mark(k) for k in range(first + 1, last))


def _name_given(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """Calls something a name: "qualifier X de Y", "décrire X comme Y"."""
    if cue.frame("Q") is None:
        return None
    _, top = limits.unit(cue.token)
    for k in range(cue.last + 1, min(top, cue.last + 40)):
        if _is_name_word(view, k) and _gives_name(view, cue, k):
            first = opening(view, cue)
            passive = cue.passive and cue.mode == "finite"
            if passive:
                subjects = [s for s in view.kids[cue.token] if view.rel(s) == "nsubj"]
                if subjects:
                    first = view.low[subjects[0]]
            past = limits.stretch(k, cue)
            start, end = place_of(view, first, past)
            if passive and first < cue.first:
                return draft_of(view, cue, [(start, end)], "named-as", "Q")
            return draft_of(view, cue, [(start, end)], "named-as", "Q")
        if k in limits.cue_at and limits.cue_at[k].mode == "finite":
            break
    return None


def _is_name_word(view: View, k: int) -> bool:
    return view.lexicon.has("name", view.words[k]) or view.lexicon.has("asname", view.words[k])


def _gives_name(view: View, cue: Cue, k: int) -> bool:
    if view.lexicon.has("asname", view.words[k]):
        return True
    after = k + 1
    if after < len(view.tokens) and view.is_mark(after):
        return True
    return (
        after < len(view.tokens)
        and view.tokens[after].pos == "ADJ"
        and cue.frame("Q") is not None
        and cue.frame("n") is None
    )


def _quoted_request(view: View, limits: Limits, cue: Cue) -> Draft | None:
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
    if (
        q.start != view.tokens[k].start
        or not asked
        or view.tokens[k + 1].pos not in ("DET", "NOUN", "PROPN", "ADP", "ADJ", "PRON")
    ):
        return None
    draft = draft_of(view, cue, [(q.start, q.end)], "infinitive", "d" if cue.frame("d") else "a")
    draft.quoted = True
    return draft


def _infinitive(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A bare infinitive, or one after "de" or "à", that completes the verb."""
    for kid in view.kids[cue.token]:
        if kid in limits.cue_of and limits.cue_of[kid].refused:
            return None
        completes = view.rel(kid) in ("xcomp", "ccomp", "advcl", "obl") and _is_infinitive(view, kid)
        completes = completes or (
            view.rel(kid) in ("xcomp", "ccomp", "obj", "advcl", "acl", "parataxis")
            and _has_infinitive_auxiliary(view, kid)
        )
        if kid <= cue.last or not completes:
            continue
        first = min([kid, *(k for k in view.subtree(kid) if k > cue.last)])
        frame = _infinitive_frame(view, first)
        if frame == "i" and view.tokens[first].pos == "ADP":
            continue
        if cue.frame(frame) is None and frame == "i" and cue.frame("q") is not None:
            frame = "q"
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
            return draft_of(view, cue, [place_of(view, k, limits.stretch(k, cue))], "infinitive", "i")
        if token.pos not in ("NOUN", "NUM", "ADP", "DET", "ADV", "PROPN", "ADJ") and token.text != ",":
            break
    for k in range(cue.last + 2, min(top, cue.last + 32)):
        if view.is_mark(k) or view.words[k] in (";", ":") or "VerbForm=Fin" in view.tokens[k].morph:
            return None
        verb = view.head(k)
        infinitive = "VerbForm=Inf" in view.tokens[verb].morph or _has_infinitive_auxiliary(view, verb)
        if view.tokens[k].pos != "ADP" or verb <= k or not infinitive:
            continue
        frame = _infinitive_frame(view, k)
        above = view.head(verb)
        near = above == cue.token or (
            view.head(above) == cue.token and view.rel(above) in ("obj", "obl", "iobj")
        )
        if frame == "i" or cue.frame(frame) is None or not near:
            continue
        return draft_of(view, cue, [place_of(view, k, limits.stretch(k, cue))], "infinitive", frame)
    return None


def _is_infinitive(view: View, i: int) -> bool:
    morph = view.tokens[i].morph
    return "VerbForm=Inf" in morph or (view.tokens[i].pos == "VERB" and "VerbForm" not in morph)


def _has_infinitive_auxiliary(view: View, kid: int) -> bool:
    return any(view.rel(k) == "aux" and view.morph(k, "VerbForm=Inf") for k in view.kids[kid])


def _infinitive_frame(view: View, first: int) -> str:
    if view.lexicon.has("infinitive", view.words[first]):
        return "d"
    if view.lexicon.has("to", view.words[first]):
        return "a"
    return "i"


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
