"""Quotations without a cue: a block with its line of attribution, a sentence that continues the speaker
before, sentences whose marks are lost.

Scare quotes, titles and nicknames are left out: they are short, no sentence of their own, or hang in a
phrase (`set_aside` says which).
"""

import re
from collections.abc import Iterator

from recoupe.model import PROSE
from recoupe.stages.statements import speech
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.speech import Sentence
from recoupe.stages.statements.view import View
from recoupe.text.quotes import Quoted

SIGNATURE = re.compile(r"[ \t\u00a0]*[•–—\-―~*][ \t\u00a0]*([^\n.:;!?«»\"“”]{3,80})[ \t\u00a0]*(?:\n|$)")
DASH = re.compile(r"[ \t\u00a0]*[–—\-―][ \t\u00a0]+")
SHORTEST = 24
NEAR = 700  # characters behind a statement within which its speaker may go on without marks
FURTHER = 1.1  # what a sentence that is not in the first person costs among others that are
BEHIND_COLON = 0.3  # the same behind a colon that opens the run
MOST_SENTENCES = 4


def find(view: View, limits: Limits, drafts: list[Draft]) -> list[Draft]:
    """The quotations that no cue has taken and that are somebody's own words."""
    covered = [(s, e) for d in drafts for s, e in d.content]
    out = []
    for q in view.outermost():
        if q.end - q.start < 4 or any(s < q.end and q.start < e for s, e in covered):
            continue
        signed = _signed(view, q) or _dashed(view, q)
        if signed is not None:
            out.append(signed)
        elif _is_sentence(view, q):
            out.append(_continued(q))
    return out + _unmarked(view, limits, drafts)


def _unmarked(view: View, limits: Limits, drafts: list[Draft]) -> list[Draft]:
    """Sentences in the first person behind somebody's statement: a quotation that has lost its marks."""
    speaking = sorted(d.end for d in drafts if d.speaker is not None or d.follows)
    taken = [(s, e) for d in drafts for s, e in d.content] + [(q.start, q.end) for q in view.outermost()]
    runs = [r for block in view.page.blocks if block.kind in PROSE and block.kind != "headline"
            for r in _runs(view, limits, (block.span.start, block.span.end), taken)]  # fmt: skip
    near = [r for r in runs if any(0 <= r[0] - e < NEAR for e in speaking)]
    return [_lost(r) for r in near if r[1] - r[0] >= SHORTEST]


def _runs(view: View, limits: Limits, block: Place, taken: list[Place]) -> Iterator[Place]:
    """Runs of sentences that start in the first person and go on as long as they are likelier speech."""
    row = speech.sentences(view, limits.cue_of.values(), *block)
    n = 0
    while n < len(row):
        if not row[n].own or _is_taken(row[n], taken):
            n += 1
            continue
        opened = n and view.text[row[n - 1].start : row[n - 1].end].rstrip().endswith(":")
        last, cost, least = n, 0.0, 0.0
        for k in range(n + 1, min(n + MOST_SENTENCES + 1, len(row))):
            if row[k].reports or _is_taken(row[k], taken):
                break
            cost += (BEHIND_COLON if opened else FURTHER) + row[k].cost
            if cost < least:
                last, least = k, cost
        yield row[n].start, row[n].start + len(view.text[row[n].start : row[last].end].rstrip())
        n = last + 1


def _is_taken(sentence: Sentence, taken: list[Place]) -> bool:
    return any(s < sentence.end and sentence.start < e for s, e in taken)


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
    return _by(view, q, (start, start + len(hit.group(1).rstrip())))


def _dashed(view: View, q: Quoted) -> Draft | None:
    """A quotation with the speaker's name behind a dash on the same line."""
    dash = DASH.match(view.text, q.end)
    if dash is None or not _has_verb(view, q):
        return None
    named = [m for m in view.mentions_in(dash.end(), dash.end() + 1) if m.span.start == dash.end()]
    person = next((m for m in named if m.kind == "person" and m.form in ("name", "role")), None)
    if person is None or any("VerbForm=Fin" in t.morph for t in view.tokens[view.at(person.span.end) :][:1]):
        return None
    return _by(view, q, (person.span.start, person.span.end))


def _by(view: View, q: Quoted, speaker: Place) -> Draft:
    draft = Draft(content=[(q.start, q.end)], construction="signed-block", speaker=speaker, quoted=True)
    draft.head = view.at(speaker[0]) if any(t.start == speaker[0] for t in view.tokens) else -1
    draft.sign("signed-block", speaker, "an attribution stands behind the quotation")
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
