"""Calling something a name: "qualifier X de Y", "called the plan a mistake", with or without marks."""

from recoupe.stages.statements.beside import next_quotation
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, opening, place_of
from recoupe.stages.statements.judged import is_plan
from recoupe.stages.statements.lexicon import Phrase
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

FARTHEST = 20  # tokens between a thing and the name in marks that it is called
JOINT = 8  # characters between two quotations of a row
NAMING = ("NOUN", "PROPN", "ADJ")


def name_given(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """Calls something a name: "qualifier X de Y", "décrire X comme Y"."""
    if cue.frame("Q") is None or is_plan(view, cue):
        return None
    _, top = limits.unit(cue.token)
    for k in range(cue.last + 1, min(top, cue.last + 40)):
        if _is_name_word(view, k) and _gives_name(view, cue, k):
            noun = view.head(k)
            past = limits.stretch(k, cue, tight=view.high[noun] if noun > k > cue.last + 1 else -1)
            called = place_of(view, k, past)
            if not cue.passive:
                return draft_of(
                    view, cue, [(view.tokens[opening(view, cue)].start, called[1])], "named-as", "Q"
                )
            subjects = [s for s in view.kids[cue.token] if view.rel(s) == "nsubj" and s < cue.first]
            named = [place_of(view, view.low[s], view.high[s] + 1) for s in subjects[:1]]
            return draft_of(view, cue, [*named, called], "named-as", "Q")
        if (k in limits.cue_at and limits.cue_at[k].mode == "finite") or _opens_clause(view, k):
            break
    return _named_outright(view, limits, cue)


def _opens_clause(view: View, k: int) -> bool:
    """Whether a token is the subject of a clause beside that of the verb: "called Ann, and she went as"."""
    return view.rel(k).startswith("nsubj") and view.rel(view.head(k)) in ("conj", "parataxis")


def _named_outright(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """Calls something a name outright: "called the plan a mistake", "what he calls a mistake"."""
    if cue.mode not in ("finite", "gerund") or cue.passive or cue.frame("j") is None:
        return None
    behind = [k for k in view.kids[cue.token] if k > cue.last and view.rel(k) in ("obj", "xcomp")]
    names = [k for k in behind[1:] if view.tokens[k].pos in NAMING]
    before = [k for k in view.kids[cue.token] if k < cue.first]
    asked = any(view.rel(k) == "obj" for k in before)  # "what he called P"
    asked = asked or any(view.lexicon.has("relative", view.words[k]) for k in before[:-1])
    if not names and behind and (asked or (view.rel(behind[0]) == "xcomp" and view.kids[behind[0]])):
        names = [k for k in behind[:1] if view.tokens[k].pos in NAMING]
    if not names or any(view.rel(k) in ("mark", "cop", "aux", "nsubj") for k in view.kids[names[0]]):
        return _named_in_marks(view, limits, cue, behind)
    first = max(view.low[behind[0]], cue.last + 1)
    past = limits.stretch(first, cue, tight=max(view.high[names[0]], first))
    start, end = place_of(view, first, past)
    return draft_of(view, cue, [(start, _with_list(view, end))], "named-as", "Q")


def _with_list(view: View, end: int) -> int:
    """Where a row of quotations ends that a name in marks begins: called it "one", "two" and "three"."""
    if not any(abs(q.end - end) <= 1 for q in view.outermost()):
        return end
    while (q := next_quotation(view, end)) is not None and "\n" not in view.text[end : q.start]:
        joints = [t for t in view.tokens[view.at(end) : view.at(q.start)] if t.start >= end]
        if not joints or q.start - end > JOINT or any(t.text != "," and t.pos != "CCONJ" for t in joints):
            break
        end = q.end
    return end


def _named_in_marks(view: View, limits: Limits, cue: Cue, behind: list[int]) -> Draft | None:
    """Calls something what stands between marks: called the plan, in its new form, "a mistake"."""
    _, top = limits.unit(cue.token)
    thing = next((k for k in behind if view.rel(k) == "obj" and view.tokens[k].pos in NAMING), -1)
    k = next((j for j in range(thing + 1, top) if view.is_mark(j)), -1) if thing >= 0 else -1
    if k < 0 or limits.depth[k] < 0 or limits.depth[cue.token] >= 0 or k - thing > FARTHEST:
        return None
    q = view.quotes[limits.depth[k]]
    between = range(thing + 1, k)
    led = view.tokens[k - 1].pos in ("ADP", "DET", "CCONJ", "SCONJ")
    if led or q.start != view.tokens[k].start or any("VerbForm=Fin" in view.tokens[j].morph for j in between):
        return None
    return draft_of(
        view,
        cue,
        [(view.tokens[max(view.low[thing], cue.last + 1)].start, _with_list(view, q.end))],
        "named-as",
        "Q",
    )


def _is_name_word(view: View, k: int) -> bool:
    if any(p.part == "extends" and view.match(k, p.words, len(view.words)) for p in _phrases_at(view, k)):
        return False  # "as well as"
    return view.lexicon.has("name", view.words[k]) or view.lexicon.has("asname", view.words[k])


def _phrases_at(view: View, k: int) -> tuple[Phrase, ...]:
    return view.lexicon.phrases.get(view.words[k], ())


def _gives_name(view: View, cue: Cue, k: int) -> bool:
    if view.lexicon.has("asname", view.words[k]):
        return True
    after = k + 1
    if after < len(view.tokens) and view.is_mark(after):
        return True
    taken_up = cue.last + 1 == k and cue.first > 0 and view.tokens[cue.first - 1].pos == "PRON"
    bare = ("ADJ", "NOUN") if taken_up else ("ADJ",)  # "les a traités de menteurs"
    return (
        after < len(view.tokens)
        and view.tokens[after].pos in bare
        and cue.frame("Q") is not None
        and cue.frame("n") is None
    )
