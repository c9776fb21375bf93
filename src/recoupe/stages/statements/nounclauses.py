"""Nouns of speech that carry a clause: "l'idée de X selon laquelle P", "l'affirmation que P"."""

from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.phrases import phrase_at
from recoupe.stages.statements.subjects import Subject, can_speak
from recoupe.stages.statements.view import View

VOICED = "say"  # the kind of verbs that give voice to a noun of speech; others report or refuse it


def find(view: View, limits: Limits) -> list[Draft]:
    """Nouns of speech that carry a clause: "l'idée de X selon laquelle P", "l'affirmation que P"."""
    found = []
    for i, token in enumerate(view.tokens):
        if token.pos != "NOUN":
            continue
        noun = view.lexicon.noun(view.words[i])
        if noun is None:
            continue
        opener = _carried(view, limits, i)
        if opener < 0:
            continue
        past = min(limits.stretch(opener, None, noun=i), _main_verb(view, i, opener))
        if past <= opener + 1:
            continue
        low = min([i, *(k for k in view.kids[i] if view.rel(k) == "det")])
        draft = Draft(
            content=[place_of(view, opener, past)],
            construction="noun-clause",
            cue=(view.tokens[low].start, token.end),
        )
        draft.stance = noun.stance
        draft.sign("noun-of-speech", (token.start, token.end), f'"{noun.lemma}" is a noun of speech')
        draft.sign("noun-clause", draft.content[0], "a clause gives its content")
        draft.score += 3.0 * noun.weight - 1.5
        holder = _possessor(view, i, opener)
        if holder is None and view.lexicon.holders.get(view.tokens[i].lemma.lower()) == "text":
            holder = Subject(i, *view.noun_phrase(i), "noun")
        holder = holder or _voicer(limits, low)
        if holder is not None:
            draft.speaker, draft.head = (holder.start, holder.end), holder.head
            draft.sign("subject-of-noun", draft.speaker, "the noun belongs to him")
        found.append(draft)
    return found


def _voicer(limits: Limits, low: int) -> Subject | None:
    """The subject of a verb of saying that has the noun right behind it: "X express concern that P"."""
    cue = next((limits.cue_at[k] for k in range(low - 1, max(-1, low - 4), -1) if k in limits.cue_at), None)
    if cue is None or cue.mode != "finite" or cue.passive or cue.negated or cue.last not in (low - 1, low):
        return None
    return cue.subject if all(verb.kind == VOICED for verb in cue.verbs) else None


def _carrying(view: View) -> tuple[str, ...]:
    """The relations of a clause that a noun carries; where "that" opens no object, the parse's relative is
    one.
    """
    known = ("acl", "ccomp", "advcl", "xcomp")
    return (*known, "acl:relcl") if view.lexicon.drops_that else known


def _main_verb(view: View, i: int, opener: int) -> int:
    """Past-the-last token of a clause that the noun's own verb follows: "the claim that P is false"."""
    last, above = view.high[view.head(opener)], view.head(i)
    subject = view.rel(i) == "nsubj" and opener < last < above
    return last + 1 if subject else len(view.tokens)


def _carried(view: View, limits: Limits, i: int) -> int:
    """The first token of the clause that a noun of speech carries, or -1."""
    _, top = limits.unit(i)
    for k in range(i + 1, min(top, i + 14)):
        if view.words[k] in (".", ";", ":") or view.is_mark(k):
            return -1
        phrase = phrase_at(view, k)
        if phrase is not None and phrase.part == "source":
            after = k + len(phrase.words)
            if after < top and view.lexicon.has("relative", view.words[after]):
                return after + 1 if after + 1 < top else -1
        if (
            view.lexicon.has("that", view.words[k])
            and view.tokens[k].pos == "SCONJ"
            and view.rel(k) == "mark"
        ):
            verb = view.head(k)
            if view.head(verb) == i and view.tokens[verb].rel in _carrying(view):
                return k
            return -1
        if k in limits.cue_at and limits.cue_at[k].mode == "finite":
            return -1
    return -1


def _possessor(view: View, i: int, opener: int) -> Subject | None:
    for kid in view.kids[i]:
        if (
            i < kid < opener
            and view.rel(kid) == "nmod"
            and view.tokens[kid].pos in ("NOUN", "PROPN")
            and can_speak(view, kid)
        ):
            start, end = view.noun_phrase(kid)
            return Subject(kid, start, end, "noun")
    return None
