"""Quotations of somebody whom another cites: "P", the agency quotes X (as saying); "P", quotes the agency.

The one who is cited holds the words; where nobody is named, the speaker before goes on.
"""

from recoupe.model import Mention
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import plays
from recoupe.text.quotes import Quoted

WIDEST = 7  # tokens of who cites, between a quotation and the verb
REACH = 12  # tokens behind the verb in which whoever is cited is named
FEWEST = 3  # blanks in a quotation, below which it may be a name
PEOPLE = frozenset({"person", "group", "anonymous"})


def find(view: View, limits: Limits) -> list[Draft]:
    """The quotations before a verb of citing, in a language whose verbs and nouns look alike."""
    if not view.lexicon.drops_that:
        return []
    found = []
    for i, token in enumerate(view.tokens):
        if limits.depth[i] >= 0 or not token.text.islower() or not plays(view, i, "citing"):
            continue
        q = _before(view, i)
        draft = _cited(view, limits, i, q) if q is not None else None
        if draft is not None:
            found.append(draft)
    return found


def _before(view: View, i: int) -> Quoted | None:
    """The quotation that only who cites parts from a verb."""
    start = view.tokens[i].start
    q = next((q for q in reversed(view.outermost()) if q.end <= start), None)
    if q is None or view.text[q.start : q.end].count(" ") < FEWEST:
        return None
    between = [t for t in view.tokens[view.before(q.end) + 1 : i] if t.pos != "PUNCT"]
    stops = any(c in view.text[q.end : start] for c in ".!?;\n")
    return None if stops or len(between) > WIDEST or any(t.pos in ("VERB", "AUX") for t in between) else q


def _cited(view: View, limits: Limits, i: int, q: Quoted) -> Draft | None:
    """What stands in a quotation, said by whoever the verb cites, or by the speaker before."""
    _, top = limits.unit(i)
    start, end = view.tokens[i].end, view.tokens[min(top, i + REACH) - 1].end
    behind = [m for m in view.mentions_in(start, end) if m.span.start >= start and m.form != "pronoun"]
    inverted = not [t for t in view.tokens[view.before(q.end) + 1 : i] if t.pos != "PUNCT"]
    people = [m for m in behind[inverted:] if m.kind in PEOPLE]  # inverted, the first one cites
    named: Mention | None = people[0] if people else None
    if named is None and not inverted:
        return None
    cue = (view.tokens[i].start, view.tokens[i].end)
    draft = Draft(content=[(q.start, q.end)], construction="quotation-beside", cue=cue, quoted=True)
    draft.sign("cited-by-another", cue, "another cites whoever said it")
    if named is None:
        draft.follows = True
        return draft
    draft.speaker, draft.head = (named.span.start, named.span.end), _head(view, named)
    draft.sign("subject-parse", draft.speaker, "whom the verb cites")
    return draft


def _head(view: View, mention: Mention) -> int:
    """The token of a mention that governs the others."""
    inside = range(view.at(mention.span.start), view.before(mention.span.end) + 1)
    return next((k for k in inside if view.head(k) not in inside or view.head(k) == k), inside[0])
