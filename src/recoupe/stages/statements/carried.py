"""Statements without a cue of their own: hearsay conditionals, and sentences by which a report goes on.

Both are asserted on clear signs only. A hearsay conditional stands in the main clause, with a participle and
without anything that makes it unreal ("si", "sans"). A report goes on in the sentence right behind it, in the
same paragraph, when that sentence quotes or keeps the distance of a conditional.
"""

from collections.abc import Sequence
from itertools import pairwise

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

GAP = 4  # characters between a sentence and the next
SHORTEST = 6  # tokens of a sentence that may carry on a report
QUOTED_WORDS = 4  # a quotation of fewer words may be one word held at a distance


def find(view: View, limits: Limits, drafts: Sequence[Draft]) -> list[Draft]:
    """What no cue reports: hearsay first, then what a report before goes on with."""
    rumours = hearsay(view, limits, drafts)
    return rumours + resumed(view, limits, [*drafts, *rumours])


def hearsay(view: View, limits: Limits, drafts: Sequence[Draft]) -> list[Draft]:
    """Sentences in the conditional of rumour: "Il aurait reçu de l'argent"."""
    covered = [(s, e) for d in drafts for s, e in d.content]
    out = []
    for first, past in _sentences(view, limits):
        place = place_of(view, first, past)
        if any(s < place[1] and place[0] < e for s, e in covered) or view.text[place[1] - 1] == "?":
            continue
        verb = _rumoured(view, first, past)
        if verb < 0 or any(view.lexicon.has("unreal", view.words[k]) for k in range(first, past)):
            continue
        draft = Draft(content=[_bare(view, first, past)], construction="hearsay", stance="conditional")
        here = (view.tokens[verb].start, view.tokens[verb].end)
        draft.sign("hearsay", here, "the conditional keeps a distance: the page does not vouch for it")
        out.append(draft)
    return out


def _rumoured(view: View, first: int, past: int) -> int:
    """The auxiliary of a main verb in the past conditional, or -1."""
    for k in range(first, past):
        token = view.tokens[k]
        if token.pos != "AUX" or "Mood=Cnd" not in token.morph:
            continue
        verb = view.head(k)
        if verb <= k or "VerbForm=Part" not in view.tokens[verb].morph:
            continue
        if view.lexicon.has("unreal", view.tokens[verb].lemma.lower()):
            continue
        if view.head(verb) == verb or view.rel(verb) == "parataxis":
            return k
    return -1


def _bare(view: View, first: int, past: int) -> Place:
    """The sentence without its full stop."""
    while past > first + 1 and view.tokens[past - 1].pos == "PUNCT" and not view.is_mark(past - 1):
        past -= 1
    return place_of(view, first, past)


def resumed(view: View, limits: Limits, drafts: Sequence[Draft]) -> list[Draft]:
    """Sentences that carry on the report of the sentence before."""
    covered = sorted((s, e) for d in drafts for s, e in d.content)
    speaking: dict[tuple[int, int], Draft] = {}
    for d in drafts:
        if d.speaker or d.follows:
            places = [d.content[-1][0], *([d.cue[0]] if d.cue else [])]
            speaking.update((limits.unit(view.at(p)), d) for p in places)
    out: list[Draft] = []
    units = _sentences(view, limits)
    for before, unit in pairwise(units):
        source = speaking.get(before)
        if source is None or source.nominal:
            continue
        start, end = _bare(view, *unit)
        if unit[1] - unit[0] < SHORTEST or view.text[view.tokens[unit[1] - 1].start] == "?":
            continue
        if any(s < end and start < e for s, e in covered):
            continue
        gap = view.text[view.tokens[before[1] - 1].end : start]
        if "\n" in gap or any(k in limits.cue_at and limits.cue_at[k].mode == "finite" for k in range(*unit)):
            continue
        signs = _signs(view, unit)
        if not signs:
            continue
        draft = Draft(content=[(start, end)], construction="resumed", follows=True, source=source)
        draft.sign("resumed", (start, end), "it follows a report in the same paragraph")
        for rule, place, text in signs:
            draft.sign(rule, place, text)
        out.append(draft)
        speaking[unit] = draft
    return out


def _signs(view: View, unit: tuple[int, int]) -> list[tuple[str, Place, str]]:
    """What shows that a sentence still belongs to the report before it."""
    first, past = unit
    start, end = view.tokens[first].start, view.tokens[past - 1].end
    out: list[tuple[str, Place, str]] = []
    for q in view.quotes_in(start - 1, end + 1):
        if view.text[q.start : q.end].count(" ") >= QUOTED_WORDS:
            out.append(("resumed-quotation", (q.start, q.end), "it holds a quotation"))
            break
    for k in range(first, past):
        token = view.tokens[k]
        if "Mood=Cnd" in token.morph and (view.head(k) == k or view.rel(k) in ("aux", "cop")):
            out.append(
                ("resumed-conditional", (token.start, token.end), "it keeps the distance of the conditional")
            )
            break
    for phrase in view.lexicon.phrases.get(view.words[first], ()):
        if phrase.part == "goesfurther" and view.match(first, phrase.words, past):
            out.append(
                (
                    "resumed-link",
                    (start, view.tokens[first + len(phrase.words) - 1].end),
                    "a word of the argument links it to what was said",
                )
            )
            break
    return out


def _sentences(view: View, limits: Limits) -> list[tuple[int, int]]:
    """The real sentences that stand outside quotations, in text order."""
    out = []
    k = 0
    while k < len(view.tokens):
        first, past = limits.unit(k)
        if limits.depth[first] < 0 or view.is_mark(first):
            out.append((first, past))
        k = max(past, k + 1)
    return out
