"""Statements given by whose opinion they are: "In his opinion, P", "P, in the expert's view".

The table `cue_prepositions` has the words with a gap for the owner ("in _ opinion", kind own).
"""

from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.lexicon import Phrase
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.phrases import around
from recoupe.stages.statements.view import View

GAP = "_"
WIDEST = 8  # tokens between the preposition and its noun


def find(view: View, limits: Limits) -> list[Draft]:
    """The statements of a page that an opinion's owner is said to hold."""
    found = []
    for i, word in enumerate(view.words):
        for phrase in view.lexicon.prepositions.get(word, ()):
            if GAP in phrase.words and (draft := _draft(view, limits, i, phrase)) is not None:
                found.append(draft)
                break
    return found


def _draft(view: View, limits: Limits, i: int, phrase: Phrase) -> Draft | None:
    gap = phrase.words.index(GAP)
    opening, closing = phrase.words[:gap], phrase.words[gap + 1 :]
    bottom, top = limits.unit(i)
    if not view.match(i, opening, top):
        return None
    first = i + len(opening)
    noun = next((k for k in range(first + 1, min(top, first + WIDEST)) if view.match(k, closing, top)), -1)
    owner = next((k for k in view.kids[noun] if first <= k < noun and _owns(view, k)), -1) if noun > 0 else -1
    if owner < 0:
        return None
    last = noun + len(closing) - 1
    contents, position = around(view, limits, i, last, bottom, top, noun)
    if not contents:
        return None
    cue = (view.tokens[i].start, view.tokens[last].end)
    start, end = view.noun_phrase(owner)
    draft = Draft(
        content=contents, construction=f"source-{position}", cue=cue, speaker=(start, end), head=owner
    )
    draft.sign("preposition-view", cue, "the words say whose opinion it is")
    draft.sign(f"source-{position}", contents[0], "the clause it stands in is what the source says")
    draft.score += 3.0 * phrase.weight - 1.5
    return draft


def _owns(view: View, k: int) -> bool:
    """Whether a token is the owner of the noun it hangs on: a possessive, or a name with its mark."""
    return "Poss=Yes" in view.tokens[k].morph or view.tokens[k].rel == "nmod:poss"
