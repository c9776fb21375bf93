"""How does the speaker stand to what is said? The verb's stance, turned by how it is used.

A refusal to speak declines, whatever the verb; so does neither confirming nor denying. Who does not rule
something out asserts it. "Selon X" before a conditional keeps the page's distance. A noun that is itself a
refusal or a demand gives its stance to the verb that only utters it.
"""

from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

HEARD = ("source-first", "source-middle", "source-last", "noun-clause")


def stance(view: View, draft: Draft) -> str:
    """The stance of a statement."""
    verb = draft.verb
    if verb is not None and verb.refused:
        return "declines"
    if verb is not None and verb.rumoured:
        return "conditional"
    if verb is not None and verb.negated:
        return _denied(view, draft)
    if draft.construction in HEARD and _keeps_distance(view, draft):
        return "conditional"
    if verb is not None and draft.nominal and draft.stance == "asserts":
        return _of_noun(view, draft)
    return draft.stance


def _denied(view: View, draft: Draft) -> str:
    """The stance of a negated verb: "n'a pas exclu P" asserts, "n'a ni confirmé ni démenti P" declines."""
    cue = draft.verb
    near = range(max(0, cue.first - 2), cue.last + 1) if cue else range(0)
    if any(view.lexicon.has("neither", view.words[k]) for k in near) or draft.stance == "confirms":
        return "declines"
    if draft.stance == "rejects":
        return "asserts"
    agrees = cue is not None and any(v.kind == "agree" for v in cue.verbs)
    return "rejects" if agrees and draft.stance == "asserts" else draft.stance


def _keeps_distance(view: View, draft: Draft) -> bool:
    """Whether the main verb of a content stands in the conditional of hearsay."""
    inner = [k for s, e in draft.content for k in range(view.at(s), view.before(e) + 1)]
    if any(view.lexicon.has("unreal", view.words[k]) for k in inner):
        return False
    for k in inner:
        if "Mood=Cnd" not in view.tokens[k].morph:
            continue
        main = view.head(k) if view.rel(k) in ("aux", "cop") else k
        above = [g for g in view.up(main) if g in inner and view.tokens[g].pos == "VERB"]
        return not above and not view.lexicon.has("unreal", fold(view.tokens[k].lemma))
    return False


def _of_noun(view: View, draft: Draft) -> str:
    """The stance of the noun that a verb utters: "a réitéré son opposition" rejects."""
    first, past = view.at(draft.start), view.before(draft.end) + 1
    head = next((k for k in range(first, past) if view.tokens[k].pos == "NOUN"), -1)
    noun = view.lexicon.nouns.get(fold(view.tokens[head].lemma)) if head >= 0 else None
    return noun.stance if noun is not None else draft.stance
