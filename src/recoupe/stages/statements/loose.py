"""Quotations without a cue: a block with its line of attribution, a sentence that continues the speaker
before.

Scare quotes, titles and nicknames are left out: they are short, no sentence of their own, or hang in a
phrase.
"""

import re

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.text.quotes import Quoted

SIGNATURE = re.compile(r"[ \t\u00a0]*[•–—\-―~*][ \t\u00a0]*([^\n.:;!?«»\"“”]{3,80})[ \t\u00a0]*(?:\n|$)")
SHORTEST = 24
NEAR = 700  # characters behind a statement within which its speaker may go on without marks


def find(view: View, limits: Limits, drafts: list[Draft]) -> list[Draft]:
    """The quotations that no cue has taken and that are somebody's own words."""
    covered = [(s, e) for d in drafts for s, e in d.content]
    out = []
    for q in view.outermost():
        if q.end - q.start < 4 or any(s < q.end and q.start < e for s, e in covered):
            continue
        signed = _signed(view, q)
        if signed is not None:
            out.append(signed)
        elif _is_sentence(view, q):
            out.append(_continued(q))
    return out + _unmarked(view, limits, drafts, covered)


def _unmarked(view: View, limits: Limits, drafts: list[Draft], covered: list[Place]) -> list[Draft]:
    """Sentences in the first person behind somebody's statement: a quotation that has lost its marks."""
    speaking = sorted(d.end for d in drafts if d.speaker is not None or d.follows)
    runs: list[Place] = []
    k = 0
    while k < len(view.tokens) and speaking:
        bottom, past = limits.unit(k)
        start, end = view.tokens[bottom].start, view.tokens[past - 1].end
        k = max(past, k + 1)
        if limits.depth[bottom] >= 0 or not _first_person(view, bottom, past):
            continue
        if any(s < end and start < e for s, e in covered) or _is_heading(view, start):
            continue
        if runs and start - runs[-1][1] <= 3 and "\n" not in view.text[runs[-1][1] : start]:
            runs[-1] = (runs[-1][0], end)
            continue
        runs.append((start, end))
    return [_lost(r) for r in runs if any(0 <= r[0] - e < NEAR for e in speaking)]


def _first_person(view: View, bottom: int, past: int) -> bool:
    subject = verb = False
    for k in range(bottom, past):
        token = view.tokens[k]
        if "Person=1" in token.morph:
            subject = subject or (token.pos == "PRON" and view.rel(k) == "nsubj")
            verb = verb or token.pos in ("VERB", "AUX")
    return subject and verb


def _is_heading(view: View, offset: int) -> bool:
    return any(b.span.start <= offset < b.span.end and b.kind == "headline" for b in view.page.blocks)


def _lost(place: Place) -> Draft:
    draft = Draft(content=[place], construction="unmarked", follows=True, quoted=True, repaired=True)
    draft.sign("unmarked", place, "sentences in the first person behind a statement: the marks are lost")
    return draft


def _signed(view: View, q: Quoted) -> Draft | None:
    """A quotation with the speaker's name on a line of its own below."""
    rest = view.text[q.end : q.end + 120]
    gap = len(rest) - len(rest.lstrip(" \t\r\n\u00a0."))
    if "\n" not in rest[:gap]:
        return None
    hit = SIGNATURE.match(rest[gap:] if rest[gap : gap + 1] in "•–—-―~*" else "")
    if hit is None:
        return None
    start = q.end + gap + hit.start(1)
    speaker = (start, start + len(hit.group(1).rstrip()))
    draft = Draft(content=[(q.start, q.end)], construction="signed-block", speaker=speaker, quoted=True)
    draft.head = view.at(start) if any(t.start == start for t in view.tokens) else -1
    draft.sign("signed-block", speaker, "a line of attribution stands below the quotation")
    return draft


def _is_sentence(view: View, q: Quoted) -> bool:
    if q.end - q.start < SHORTEST or view.text[q.start : q.end].count(" ") < 4:
        return False
    before = view.text[max(0, q.start - 3) : q.start].rstrip(" \t\u00a0")
    after = view.text[q.end : q.end + 3].lstrip(" \t\u00a0")
    opens = not before or before[-1] in '.!?…\n»”":'
    inner = view.text[q.start : q.end].strip("«»“”„\"' \u00a0\u202f")
    if not opens or not inner or not (inner[0].isupper() or inner[0] in "[(" or before[-1:] == ":"):
        return False
    closes = inner[-1] in ".!?…" or not after or after[0] in ".!?…\n"
    return closes and _has_verb(view, q)


def _has_verb(view: View, q: Quoted) -> bool:
    first, last = view.at(q.start), view.before(q.end)
    return any(view.tokens[k].pos in ("VERB", "AUX") for k in range(first, last + 1))


def _continued(q: Quoted) -> Draft:
    draft = Draft(content=[(q.start, q.end)], construction="continued", follows=True, quoted=True)
    draft.sign(
        "continued", (q.start, q.end), "a quotation of its own, without a cue: the speaker before goes on"
    )
    return draft
