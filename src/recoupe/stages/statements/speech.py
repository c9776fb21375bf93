"""Are sentences without marks somebody's own words, or the page's?

Each sentence has a cost as part of somebody's speech: the first person speaks for it, the present a little,
the past and above all a report of somebody else against it. The numbers are log-odds counted on 800 sentences
of French pages with answers: 39 in 100 sentences of speech have a first person, 1 in 100 of the others.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.view import View
from recoupe.text.quotes import SENTENCE

EDGE = re.compile(rf"{SENTENCE.pattern}|:[\s\u00a0]+(?=[A-ZÀ-ÖØ-Þ«“\"„])")
FIRST_PERSON, PRESENT, CONDITIONAL, PAST, VERBLESS, REPORT = -3.3, -0.4, -0.5, 0.5, 1.0, 4.0
SURE = 0.8  # weight of a verb whose report counts without "that"
NEAR = 4  # tokens between a verb and its "that"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it costs as part of somebody's speech."""

    start: int
    end: int
    cost: float
    own: bool = False
    reports: bool = False


def sentences(view: View, cues: Collection[Cue], start: int, end: int) -> list[Sentence]:
    """The sentences between two offsets, told by stops, colons and capitals alone."""
    edges = [start, *(m.end() for m in EDGE.finditer(view.text, start, end)), end]
    places = [(a, b) for a, b in pairwise(edges) if view.text[a:b].strip()]
    return [weighed(view, cues, view.at(a), view.before(b), (a, b)) for a, b in places]


def weighed(
    view: View, cues: Iterable[Cue], first: int, last: int, place: tuple[int, int] | None = None
) -> Sentence:
    """The sentence of two tokens, with its cost."""
    start, end = place or (view.tokens[first].start, view.tokens[last].end)
    tense = _tense(view, first, last)
    if _is_own(view, first, last):
        return Sentence(start, end, FIRST_PERSON + tense, own=True)
    if any(view.lexicon.has("mine", w) for w in view.words[first : last + 1]):
        return Sentence(start, end, FIRST_PERSON / 2 + tense)
    reports = any(first <= c.token <= last and _reports(view, c) for c in cues)
    reports = reports or any(_is_sourced(view, k) for k in range(first, last + 1))
    return Sentence(start, end, tense + (REPORT if reports else 0.0), reports=reports)


def _reports(view: View, cue: Cue) -> bool:
    if cue.mode != "finite" or cue.subject is None:
        return False
    if any(v.weight >= SURE for v in cue.verbs):
        return True
    behind = range(cue.last + 1, min(cue.last + 1 + NEAR, len(view.words)))
    return any(view.lexicon.has("that", view.words[k]) for k in behind)


def _is_sourced(view: View, k: int) -> bool:
    """Whether "selon X" opens at a token."""
    known = view.lexicon.prepositions.get(view.words[k], ())
    return any(p.part == "source" and view.match(k, p.words, len(view.words)) for p in known)


def _is_own(view: View, first: int, last: int) -> bool:
    """Whether a subject and a verb of the first person stand between two tokens."""
    subject = verb = False
    for k in range(first, last + 1):
        token = view.tokens[k]
        if "Person=1" in token.morph:
            subject = subject or (token.pos == "PRON" and view.rel(k) == "nsubj")
        if token.pos in ("VERB", "AUX"):
            bare = "VerbForm=Fin" in token.morph and "Person=" not in token.morph  # "we said" shows none
            verb = verb or bare or "Person=1" in token.morph
    return subject and verb


def _tense(view: View, first: int, last: int) -> float:
    """What the tense of the main verb says: the first finite verb that hangs on no other clause."""
    finite = [k for k in range(first, last + 1) if "VerbForm=Fin" in view.tokens[k].morph]
    if not finite:
        return VERBLESS
    main = next((k for k in finite if _is_main(view, k)), finite[0])
    compound = view.rel(main) == "aux" and "Tense=Pres" in view.tokens[main].morph
    if compound or any(t in view.tokens[main].morph for t in ("Tense=Imp", "Tense=Past")):
        return PAST
    if "Mood=Cnd" in view.tokens[main].morph:
        return CONDITIONAL
    return PRESENT if "Tense=Pres" in view.tokens[main].morph else 0.0


def _is_main(view: View, k: int) -> bool:
    verb = view.head(k) if view.rel(k) in ("aux", "cop") else k
    return view.head(verb) == verb
