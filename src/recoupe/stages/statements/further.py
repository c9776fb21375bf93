"""Speech that goes on behind its reporting clause: P, X notes. — Q; "P, X explains. Q."

In the print of many languages a dash, or the marks that stay open, show that the speaker goes on where the
reporting clause has ended its sentence.
"""

import re
from collections.abc import Sequence

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.phrases import phrase_at
from recoupe.stages.statements.view import View

CLOSED_BY = frozenset({"parenthesis", "quotation-beside", "source-last"})
DASH = re.compile(r"[.,!?…](?:[ \t\u00a0]*[—–]|[ \t\u00a0]+-)[ \t\u00a0]+(?=[«“\"]?[^\W\d_])")
LED = re.compile(r",[ \t\u00a0]*[—–-][ \t\u00a0]+$")
SURE = 0.8  # weight of a verb that shows a report of its own
SHORTEST = 20  # characters of what goes on
NEXT = 3  # characters between two sentences
FURTHEST = 8  # sentences that a reporting clause behind a comma and a dash may close


def extend(view: View, limits: Limits, drafts: Sequence[Draft]) -> None:
    """Gives drafts that end before their cue what the speaker says behind it."""
    for d in drafts:
        if d.construction not in CLOSED_BY or d.cue is None or d.cue[0] < d.content[-1][1]:
            continue
        if _is_led_by_dash(view, d):
            d.content[0] = (_opens(view, limits, d.content[0][0]), d.content[0][1])
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


def _is_led_by_dash(view: View, d: Draft) -> bool:
    """Whether a comma and a dash part what is said, without marks, from its verb and speaker: "P, - says X".

    So closes, in the print of some languages, a speech of several sentences whose first dash may be lost.
    """
    plain = d.construction == "parenthesis" and len(d.content) == 1 and not d.quoted
    if not plain or d.cue is None or d.speaker is None or d.speaker[0] < d.cue[0]:
        return False
    return LED.search(view.text[: d.cue[0]]) is not None and not view.quotes_in(d.start - 1, d.cue[0])


def _opens(view: View, limits: Limits, start: int) -> int:
    """Where a speech opens that a later sentence closes: behind the last sentence that reports."""
    for _ in range(FURTHEST):
        last = view.at(start) - 1
        if last < 0 or "\n" in view.text[view.tokens[last].end : start] or last + 1 in limits.openings:
            break
        first, past = limits.unit(last)
        if past != last + 1 or view.quotes_in(view.tokens[first].start, view.tokens[last].end):
            break
        if _reports(limits, first, past) or not any(
            "VerbForm=Fin" in view.tokens[k].morph for k in range(first, past)
        ):
            break
        if any(phrase_at(view, k) for k in range(first, past)):
            break
        start = view.tokens[first].start
    return start


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
    if _reports(limits, first, past):
        return None
    while past > first + 1 and view.tokens[past - 1].pos == "PUNCT" and not view.is_mark(past - 1):
        past -= 1
    end = view.tokens[past - 1].end
    # The mark that closes the speech tells how far it goes; the one that opened it again is lost.
    closed = (q.end for q in view.outermost() if q.unopened and q.reach <= start <= q.start <= end + NEXT)
    return start, next(closed, end)


def _reports(limits: Limits, first: int, past: int) -> bool:
    """Whether a sentence holds a report of its own."""
    reports = (c for k, c in limits.cue_of.items() if first <= k < past and c.mode == "finite")
    return any(c.subject is not None and any(v.weight >= SURE for v in c.verbs) for c in reports)
