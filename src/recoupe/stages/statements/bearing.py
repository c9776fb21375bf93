"""Nouns of speech that bear their content as a complement: "la demande de démission", "l'appel au calme".

Only nouns and prepositions of the table `cue_words` (part "bears") count, and only where the complement is
no holder: "la demande du ministre" says who asks, not what for.
"""

from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

HOLDERS = frozenset({"person", "body", "state", "group", "anonymous", "place"})


def find(view: View, limits: Limits) -> list[Draft]:
    """The complements of nouns of speech that say what was said."""
    found = []
    for i, token in enumerate(view.tokens):
        if token.pos != "NOUN":
            continue
        length = _bears(view, i)
        noun = view.lexicon.nouns.get(view.words[i]) or view.lexicon.nouns.get(view.words[i].rstrip("s"))
        if not length or noun is None or not _is_known(view, i):
            continue
        draft = _complement(view, limits, i, length)
        if draft is None:
            continue
        draft.stance = noun.stance
        draft.sign("noun-of-speech", (token.start, token.end), f'"{noun.lemma}" is a noun of speech')
        draft.sign("noun-bearing", draft.content[0], "its complement says what was said")
        draft.score += 3.0 * noun.weight - 1.5
        found.append(draft)
    return found


def _bears(view: View, i: int) -> int:
    """How many tokens the noun and its preposition take, 0 if they are none of the table."""
    for phrase in view.lexicon.phrases.get(view.words[i], ()):
        if phrase.part == "bears" and view.match(i, phrase.words, len(view.tokens)):
            return len(phrase.words)
    return 0


def _is_known(view: View, i: int) -> bool:
    """Whether the noun stands for one act of speech: definite or somebody's ("l'appel", "son appel")."""
    return any(
        view.rel(k) == "det"
        and k < i
        and ("Definite=Def" in view.tokens[k].morph or "Poss=Yes" in view.tokens[k].morph)
        for k in view.kids[i]
    )


def _complement(view: View, limits: Limits, i: int, length: int) -> Draft | None:
    preposition = i + length - 1
    head = view.head(preposition)
    if head <= preposition or head > preposition + 5 or view.tokens[head].pos != "NOUN":
        return None
    start = view.tokens[head].start
    if any(m.kind in HOLDERS for m in view.mentions_in(start, start + 1)):
        return None
    if view.lexicon.holders.get(view.tokens[head].lemma.lower()) == "time" or head in view.timed:
        return None
    first = preposition if view.lexicon.has("to", view.words[preposition]) else preposition + 1
    low = min([i, *(k for k in view.kids[i] if view.rel(k) == "det")])
    past = limits.stretch(first, None, tight=max(view.high[head], first))
    return Draft(
        content=[place_of(view, first, past)],
        construction="noun-bearing",
        cue=(view.tokens[low].start, view.tokens[i].end),
        nominal=True,
    )
