"""How a cue and a place become a draft: signs, stance, speaker, and the places of verb group and reporting
clause.
"""

from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.subjects import Subject, can_speak
from recoupe.stages.statements.view import View

NAME = 3  # blanks in a name between marks
ASKED_WITHIN = 2  # governors of an infinitive among which a verb of asking is looked for
BETWEEN = " \t\u00a0\u202f,;.:!?…-–—\"«»“”'"


def draft_of(view: View, cue: Cue, content: list[Place], construction: str, frame: str) -> Draft:
    """A draft of a cue and a place, with the signs and the speaker that the cue brings."""
    verb = cue.frame(frame)
    place = cue_place(view, cue)
    draft = Draft(content=content, construction=construction, cue=place, verb=cue)
    if verb is not None:
        draft.stance = verb.stance
        draft.sign(f"verb-{verb.kind}", place, f'the verb "{verb.lemma}" reports speech')
        draft.score += _log(verb.weight)
    else:
        draft.sign("verb-without-frame", place, "a verb of speech in a construction unusual for it")
    draft.sign(construction, content[0], SAYS[construction])
    if cue.mode == "infinitive" and _is_asked_for(view, cue):
        draft.sign("asked-for", place, "it is asked for, not yet said")
    if cue.mode != "finite":
        draft.sign(f"mode-{cue.mode}", place, "the verb is no finite verb")
    if cue.refused:
        draft.sign("refused", place, "the speaker refuses to speak of it")
    elif cue.negated and verb is not None and verb.kind in ("confirm", "reject"):
        draft.sign("negated-stance", place, "neither denying nor confirming is a stance of its own")
    elif cue.negated:
        draft.sign("negated", place, "the verb is negated")
    if cue.rumoured and draft.verb and construction in ("noun", "infinitive", "noun-after-preposition"):
        draft.sign("rumoured", place, "the conditional of hearsay: the act itself is a rumour")
    subject = cue.subject
    nobody = subject is not None and view.lexicon.has("anyone", view.words[subject.head].lstrip("-"))
    nobody = nobody or (cue.passive and cue.last > cue.token - 3 and _is_impersonal(view, cue))
    if subject is None and cue.mode == "finite" and not cue.passive and view.morph(cue.token, "VerbForm=Inf"):
        draft.follows = cue.first == cue.token
    if draft.follows:
        draft.sign("impersonal", place, "a bare infinitive tells on: the speaker before goes on")
    elif nobody and construction in ("quotation-beside", "parenthesis"):
        draft.follows = True
        draft.sign("impersonal", place, "nobody is named: the source before goes on")
    elif subject is not None:
        draft.speaker, draft.head, draft.antecedent = (
            _clipped(view, cue, subject),
            subject.head,
            subject.antecedent,
        )
        draft.sign(f"subject-{subject.found}", draft.speaker, "its subject")
    return draft


SAYS = {
    "that-clause": "what follows is a reported clause",
    "whether-clause": "what follows is a reported question",
    "colon": "a colon introduces what was said",
    "quotation-beside": "a quotation stands beside the verb",
    "named-as": "the verb says what something is called",
    "judged-as": "the verb says what its object is found to be",
    "infinitive": "an infinitive completes the verb",
    "adjective": "the speaker says it of himself",
    "parenthesis": "the verb stands in a parenthesis of the sentence",
    "noun": "the object names the content of the speech",
    "noun-after-preposition": "the complement names the content of the speech",
    "as-said": "the clause is confirmed by 'as X said'",
    "this-is-what": "the sentence before is taken up by 'that is what X said'",
    "agent-noun": "the noun is said to come from the speaker",
}


def _is_asked_for(view: View, cue: Cue) -> bool:
    """Whether a verb of asking governs an infinitive: "a invité les élus à dire P"."""
    for steps, g in enumerate(view.up(cue.token)):
        verbs = view.lexicon.verbs(view.tokens[g].text, view.tokens[g].lemma)
        if steps < ASKED_WITHIN and any(v.kind in ("ask", "demand") and v.frames & {"d", "a"} for v in verbs):
            return True
    return False


def _is_impersonal(view: View, cue: Cue) -> bool:
    return any(
        view.words[k].startswith("-") and view.lexicon.has("echo", view.words[k])
        for k in range(cue.first, cue.last + 1)
    )


def _clipped(view: View, cue: Cue, subject: Subject) -> Place:
    """The subject's phrase without the verb group, should the parse have run them together."""
    start, end = subject.start, subject.end
    first, past = view.tokens[cue.first].start, view.tokens[cue.last].end
    if start < first < end:
        end = len(view.text[start:first].rstrip(" \t\u00a0,")) + start
    elif start < past < end and start >= first and subject.found != "echo":
        start = past + len(view.text[past:end]) - len(view.text[past:end].lstrip(" \t\u00a0,"))
    return (start, end) if start < end else (subject.start, subject.end)


def _log(weight: float) -> float:
    return 3.0 * weight - 1.5


def cue_place(view: View, cue: Cue) -> Place:
    """Where the verb group stands."""
    return view.tokens[cue.first].start, view.tokens[cue.last].end


def region(view: View, cue: Cue) -> tuple[int, int]:
    """First and last token of the reporting clause: verb group and subject."""
    first, last = cue.first, cue.last
    while first > 0 and view.tokens[first - 1].pos in ("PRON", "ADV") and view.words[first - 1] != ",":
        joined = view.tokens[first - 1].pos == "PRON" and view.head(first - 1) == cue.token
        joined = joined and (view.rel(first - 1) != "nsubj" or not can_speak(view, first - 1))
        if (
            joined
            or view.lexicon.has("reflexive", view.words[first - 1])
            or view.lexicon.has("negation", view.words[first - 1])
        ):
            first -= 1
            continue
        break
    if cue.subject is not None and cue.subject.found in ("parse", "beside", "relative"):
        a, b = view.at(cue.subject.start), view.before(cue.subject.end)
        if abs(a - cue.first) < 40:
            first, last = min(first, a), max(last, b)
    return first, last


def is_enclosed(view: View, cue: Cue) -> bool:
    """Whether commas enclose a report with its subject: "If P, X said, Q": the whole sentence is said."""
    if cue.subject is None or cue.subject.start >= view.tokens[cue.first].start:
        return False
    opens = view.at(cue.subject.start)
    return opens > 0 and view.words[opens - 1] == "," and view.words[cue.last + 1 : cue.last + 2] == [","]


def opening(view: View, cue: Cue) -> int:
    """The first token after the verb group and what belongs to it."""
    k = cue.last + 1
    _, top = view.bounds(cue.token)
    while k < top and view.tokens[k].pos == "ADV" and view.rel(k) == "advmod":
        k += 1
    return k


def place_of(view: View, first: int, past: int) -> Place:
    """The text of tokens, with the closing mark of a quotation that ends there."""
    while first + 1 < past and view.words[first] == ",":
        first += 1
    start, end = view.tokens[first].start, view.tokens[past - 1].end
    q = view.quote_at(end - 1)
    if q is not None and q.start >= start and q.end > end and not view.text[end : q.end].strip(BETWEEN):
        end = q.end
    return start, end


def is_that(view: View, k: int) -> bool:
    """Whether "que" opens a clause and is neither relative nor comparative."""
    if view.tokens[k].pos == "PRON" and view.rel(k) in ("obj", "obl"):
        return False
    if k + 1 < len(view.tokens) and view.words[k + 1] == "'":  # an apostrophe printed apart: "qu ' il"
        return True
    previous = view.words[k - 1] if k else ""
    if view.lexicon.has("notthat", previous):
        return False
    return (
        view.rel(k) in ("mark", "fixed", "advmod", "case", "cc", "dep", "punct")
        or view.tokens[k].pos == "SCONJ"
    )


def named_in_marks(view: View, k: int) -> int:
    """The closing mark of a short name in marks that a token opens, of whom is told: "told the channel
    "Ring 24" that P"; the token itself where it opens none.
    """
    q = view.quote_at(view.tokens[k].start)
    if q is None or q.start != view.tokens[k].start or view.text[q.start : q.end].count(" ") > NAME:
        return k
    last = view.before(q.end)
    inside = range(k + 1, last)
    verbal = any(view.tokens[j].pos in ("VERB", "AUX") for j in inside)
    named = k > 0 and view.tokens[k - 1].pos in ("NOUN", "PROPN", "ADJ") and bool(inside)
    return last if named and not verbal and view.is_mark(last) else k
