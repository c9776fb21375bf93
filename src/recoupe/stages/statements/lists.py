"""Do several persons speak together: "A (X), B (Y) et C ont refusé P"? The list is taken whole.

The parse often hangs the members of a long list elsewhere; commas, brackets and the names themselves tell.
"""

from recoupe.model import Mention
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View

MOST = 8  # names in a list
BRACKET = 5  # tokens of what stands in brackets behind a name


def complete(view: View, d: Draft) -> None:
    """Widens a speaker's phrase to the whole list in which its name stands."""
    if d.speaker is None or d.verb is None or d.verb.subject is None or d.antecedent >= 0:
        return
    verb = view.tokens[d.verb.first].morph + view.tokens[d.verb.token].morph
    if d.verb.subject.found != "agent" and "Number=Plur" not in verb:
        return
    inside = names_in(view, *d.speaker)
    if not inside or not inside[0].span.start <= view.tokens[d.head].start < inside[-1].span.end:
        return
    end = _last(view, inside[-1])
    if end > d.speaker[1]:
        d.speaker = (d.speaker[0], end)
    if joined(view, d):
        d.speaker = (_first(view, d.speaker[0]), d.speaker[1])


def joined(view: View, d: Draft) -> bool:
    """Whether a speaker's phrase is a list of persons by name, the last of them behind "and"."""
    inside = names_in(view, *d.speaker) if d.speaker else []
    before = view.at(inside[-1].span.start) - 1 if len(inside) > 1 else -1
    return before >= 0 and view.tokens[before].pos == "CCONJ"


def names_in(view: View, start: int, end: int) -> list[Mention]:
    """The persons named in a stretch, in text order."""
    return [m for m in view.mentions_in(start, end) if m.form == "name" and m.kind == "person"]


def _last(view: View, name: Mention) -> int:
    """Where the list that goes on behind a name ends, or 0."""
    k = view.at(name.span.end)
    for _ in range(MOST):
        k = _past_bracket(view, k)
        if k + 1 >= len(view.tokens) or not (view.words[k] == "," or view.tokens[k].pos == "CCONJ"):
            return 0
        at = view.tokens[k + 1].start
        found = next((m for m in names_in(view, at, at + 1) if m.span.start == at), None)
        if found is None:
            return 0
        if view.tokens[k].pos == "CCONJ":
            return found.span.end
        k = view.at(found.span.end)
    return 0


def _past_bracket(view: View, k: int) -> int:
    if k < len(view.tokens) and view.words[k] == "(":
        closes = [j for j in range(k + 1, min(len(view.tokens), k + BRACKET)) if view.words[j] == ")"]
        return closes[0] + 1 if closes else k
    return k


def _first(view: View, start: int) -> int:
    """Where the list begins whose later names start at an offset."""
    for _ in range(MOST):
        k = view.at(start) - 1
        if k < 1 or view.words[k] != ",":
            return start
        k -= 1
        if view.words[k] == ")":
            k = next((j - 1 for j in range(k, max(0, k - BRACKET), -1) if view.words[j] == "("), 0)
        end = view.tokens[k].end
        found = next((m for m in names_in(view, end - 1, end) if m.span.end == end), None)
        if found is None or found.span.end > start:
            return start
        start = found.span.start
    return start
