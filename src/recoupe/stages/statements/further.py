"""Speech that goes on behind its reporting clause: P, X notes. — Q; "P, X explains. Q."

In the print of many languages a dash, or the marks that stay open, show that the speaker goes on where the
reporting clause has ended its sentence.
"""

import re
from collections.abc import Sequence

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

CLOSED_BY = frozenset({"parenthesis", "quotation-beside", "source-last"})
DASH = re.compile(r"[.,!?…][ \t\u00a0]*[—–][ \t\u00a0]+(?=[«“\"]?[^\W\d_])")
SURE = 0.8  # weight of a verb that shows a report of its own
SHORTEST = 20  # characters of what goes on


def extend(view: View, limits: Limits, drafts: Sequence[Draft]) -> None:
    """Gives drafts that end before their cue what the speaker says behind it."""
    for d in drafts:
        if d.construction not in CLOSED_BY or d.cue is None or d.cue[0] < d.content[-1][1]:
            continue
        end = max(d.cue[1], d.speaker[1] if d.speaker is not None else 0)
        inside = _behind_in_marks(view, d, end)
        rest = inside or _behind_dash(view, limits, end)
        if rest is None or rest[1] - rest[0] < SHORTEST:
            continue
        if inside is not None:
            q = view.quote_at(d.content[0][0])
            d.content[0] = (q.start if q is not None else d.content[0][0], d.content[0][1])
            d.quoted = True
        d.content.append(rest)


def _behind_in_marks(view: View, d: Draft, end: int) -> Place | None:
    """The rest of the quotation that a reporting clause stands in, if the content opened it."""
    q = next((q for q in view.outermost() if q.start <= d.content[0][0] <= q.start + 2), None)
    if q is None or not end < q.end - SHORTEST:
        return None
    stop = re.match(r"[ \t\u00a0]*[.!?…][ \t\u00a0]*[—–]?[ \t\u00a0]*", view.text[end : q.end])
    return (end + stop.end(), q.end) if stop is not None else None


def _behind_dash(view: View, limits: Limits, end: int) -> Place | None:
    """The sentence behind a dash that follows a reporting clause and its stop."""
    dash = DASH.match(view.text, end)
    if dash is None:
        return None
    first, past = limits.unit(view.at(dash.end()))
    start = max(dash.end(), view.tokens[first].start)
    reports = (c for k, c in limits.cue_of.items() if first <= k < past and c.mode == "finite")
    if any(c.subject is not None and any(v.weight >= SURE for v in c.verbs) for c in reports):
        return None
    while past > first + 1 and view.tokens[past - 1].pos == "PUNCT" and not view.is_mark(past - 1):
        past -= 1
    return start, view.tokens[past - 1].end
