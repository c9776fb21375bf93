"""Reports whose content is the sentence before: "P. This was stated by X", "P. Such a statement was made by
X".
"""

from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import draft_of, place_of
from recoupe.stages.statements.edges import run_in
from recoupe.stages.statements.lexicon import Noun
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.openings import is_stop
from recoupe.stages.statements.subjects import Subject, as_subject, can_speak
from recoupe.stages.statements.view import View

TELLING = frozenset({"say", "announce", "write", "confirm", "reject", "show", "answer"})


def taken_up(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """ "P. This was stated by X", "P. X told reporters about this": the sentence before is the content."""
    known = cue.frame("q") or cue.frame("p") or cue.frame("n")
    if cue.mode != "finite" or known is None or known.kind not in TELLING:
        return None
    roles = ("nsubj", "expl") if cue.passive else ("obj", "obl", "iobj")
    pointing = (k for k in view.kids[cue.token] if view.lexicon.has("pointing", view.words[k]))
    if not any(view.rel(k) in roles and (cue.passive or k > cue.last) for k in pointing):
        return None
    return sentence_before(view, limits, cue)


def sentence_before(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A draft of the sentence before a cue's own, if it stands in the same paragraph."""
    place = _before(view, limits, cue.token)
    return draft_of(view, cue, [place], "this-is-what", "q") if place is not None else None


def find(view: View, limits: Limits) -> list[Draft]:
    """What nouns of speech take up: "P. Such a statement was made by X", "P. X gave this explanation"."""
    found = []
    for i, token in enumerate(view.tokens):
        noun = view.lexicon.nouns.get(view.words[i]) if token.pos == "NOUN" else None
        if noun is None or not any(_points(view, k) for k in view.kids[i]):
            continue
        draft = _uttered(view, limits, i, noun)
        if draft is not None:
            found.append(draft)
    return found


def _points(view: View, k: int) -> bool:
    """Whether a determiner points back: "such", "this"."""
    return view.rel(k) in ("det", "amod") and view.lexicon.has("backward", view.words[k])


def _uttered(view: View, limits: Limits, i: int, noun: Noun) -> Draft | None:
    """The sentence before a noun that somebody is said to have uttered."""
    verb = view.head(i)
    if not view.lexicon.has("utters", view.tokens[verb].lemma.lower()):
        return None
    passive = view.tokens[i].rel == "nsubj:pass"
    speaker = _agent(view, verb) if passive else _subject(view, verb) if view.rel(i) == "obj" else None
    place = _before(view, limits, verb)
    if speaker is None or place is None:
        return None
    first, last = min(i, verb), max(i, verb)
    cue = (view.tokens[first].start, view.tokens[last].end)
    draft = Draft(content=[place], construction="this-is-what", cue=cue, stance=noun.stance)
    draft.speaker, draft.head = (speaker.start, speaker.end), speaker.head
    draft.antecedent = speaker.antecedent
    draft.sign("noun-of-speech", cue, f'"{noun.lemma}" is a noun of speech')
    draft.sign("this-is-what", place, "the sentence before is taken up by it")
    draft.score += 3.0 * noun.weight - 1.5
    return draft


def _agent(view: View, verb: int) -> Subject | None:
    for kid in view.kids[verb]:
        by = any(view.lexicon.has("agent", view.words[c]) for c in view.kids[kid] if view.rel(c) == "case")
        if kid > verb and by and can_speak(view, kid):
            return Subject(kid, *view.noun_phrase(kid), "agent")
    return None


def _subject(view: View, verb: int) -> Subject | None:
    kid = next((k for k in view.kids[verb] if view.tokens[k].rel == "nsubj" and k < verb), -1)
    return as_subject(view, kid, verb) if kid >= 0 and can_speak(view, kid) else None


def _before(view: View, limits: Limits, k: int) -> Place | None:
    """The sentence before that of a token, in the same paragraph."""
    bottom, _ = limits.unit(k)
    if bottom == 0 or "\n" in view.text[view.tokens[bottom - 1].end : view.tokens[bottom].start]:
        return None
    last = bottom - 1
    while last > 0 and not view.is_word(last):  # a mark behind the full stop is no sentence
        last -= 1
    first = limits.unit(last)[0]
    if limits.depth[last] >= 0:  # a sentence that ends in marks: it may start before them
        k = view.at(view.quotes[limits.depth[last]].start) - 1
        led = (
            k >= 0
            and not is_stop(view, k)
            and "\n" not in view.text[view.tokens[k].end : view.tokens[k + 1].start]
        )
        first = limits.unit(k)[0] if led else first
    opens = run_in(view, first, bottom)
    return place_of(view, first if opens == bottom else opens, bottom)
