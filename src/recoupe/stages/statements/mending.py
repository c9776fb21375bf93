"""Where does a quotation start that has lost its opening mark, and end that has lost its closing one?

By costs, sentence by sentence from the mark that stands: each further sentence needs a reason of its own
(`speech`); a colon, a paragraph, an inserted reporting clause are natural limits. A mark that is left over in
the middle of a sentence stays alone: which words it was about, nobody knows.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from recoupe.stages.statements import speech
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.drafting import is_that
from recoupe.stages.statements.speech import Sentence
from recoupe.stages.statements.view import View
from recoupe.text.marks import SPACES, Hints
from recoupe.text.quotes import Quoted

MOST_SENTENCES = 6
FURTHER = 1.1  # one quotation in four goes on over one more sentence
TOLD = -0.6  # before a comma inside the mark ("P," she said) it goes on: six of six do in English pages
ALONE = 0.45  # where the one more sentence stands alone between a report and the quotation
AT_REPORT = 1.2  # what the end of somebody's report takes off: the quotation fills the space up to it
AT_PARAGRAPH = 0.5  # what the start of a paragraph takes off
LATE = "the closing mark stands a word too late"
NEAR = 4  # tokens between a verb and its "that"


def mend(view: View, cues: Sequence[Cue], hints: Hints, found: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """The quotations with their lost ends put where they are likeliest."""
    out: list[Quoted] = []
    for n, q in enumerate(found):
        if q.unopened:
            floor = max([q.reach, *(o.end for o in out if o.depth == 0 and o.end < q.end)])
            out.append(replace(q, start=_start(view, cues, hints, q, floor), reach=floor))
        elif q.unclosed:
            ceiling = min(
                [q.reach, *(o.start for o in found[n + 1 :] if o.start > q.start and not o.unopened)]
            )
            out.append(replace(q, end=_end(view, cues, hints, q, ceiling)))
        else:
            out.append(q)
        out[-1] = _in_time(view, hints, out[-1])
    return tuple(sorted((q for q in out if q.start < q.end), key=lambda q: (q.start, -q.end)))


def _in_time(view: View, hints: Hints, q: Quoted) -> Quoted:
    """The quotation without the first words of the reporting clause that its mark slipped into."""
    for clause in hints.clauses[bisect_left(hints.clauses, q.start) : bisect_left(hints.clauses, q.end)]:
        if q.unclosed or view.text[clause : q.end].count(" ") > 1:
            continue
        end = q.start + len(view.text[q.start : clause].rstrip(SPACES + ","))
        return replace(q, end=end, repair=q.repair or LATE)
    return q


def _start(view: View, cues: Sequence[Cue], hints: Hints, q: Quoted, floor: int) -> int:
    at = q.end - 1  # the closing mark
    row = speech.sentences(view, cues, floor, at)[-MOST_SENTENCES:]
    if not row:
        return q.start
    if at not in hints.told:
        inner = _behind_cue(view, cues, row[-1], at)
        if inner >= 0 or _is_lone(view, q):
            return inner if inner >= 0 else at
    block, _ = view.block_of(at)
    told = view.text[at - 1] == ","
    best, cost, least = row[-1].start, 0.0, 0.0
    for n in range(len(row) - 2, -1, -1):
        if row[n].reports or _introduces(view, row[n]) or (n == 0 and _is_tail(view, row[0], block)):
            break
        alone = n == 1 == len(row) - 2 and _is_tail(view, row[0], block)
        step = TOLD if n == len(row) - 2 and told else FURTHER
        cost += (ALONE if alone else step) + row[n].cost
        total = cost - (AT_PARAGRAPH if row[n].start == block else 0.0)
        total -= AT_REPORT if told and n and row[n - 1].reports else 0.0
        if total < least:
            best, least = row[n].start, total
    return _past_spaces(view, best, at)


def _is_tail(view: View, sentence: Sentence, block: int) -> bool:
    """Whether a sentence began before: it is the rest behind another quotation."""
    text = view.text[sentence.start : sentence.end].lstrip(SPACES)
    return sentence.start != block and not text[:1].isupper()


def _introduces(view: View, sentence: Sentence) -> bool:
    """Whether a colon ends what stands before, and opens what follows."""
    return view.text[sentence.start : sentence.end].rstrip(SPACES).endswith(":")


def _is_lone(view: View, q: Quoted) -> bool:
    """Whether a closing mark stands in the middle of a sentence, about some words of it."""
    after = view.text[q.end : q.end + 4].lstrip(SPACES)
    return after[:1].islower() or after[:1].isdigit()


def _behind_cue(view: View, cues: Sequence[Cue], sentence: Sentence, at: int) -> int:
    """The place behind "that" of a report in the mark's own sentence; -1 if there is none."""
    inside = [c for c in cues if sentence.start <= view.tokens[c.token].start < at and c.mode == "finite"]
    for k in range(view.at(sentence.start), view.before(at) + 1):
        clause = view.lexicon.has("that", view.words[k]) and is_that(view, k)
        if clause and any(c.last < k <= c.last + NEAR for c in inside):
            return _past_spaces(view, view.tokens[k].end, at)
    return -1


def _past_spaces(view: View, start: int, end: int) -> int:
    while start < end and view.text[start] in SPACES + ",;.":
        start += 1
    return start


def _end(view: View, cues: Sequence[Cue], hints: Hints, q: Quoted, ceiling: int) -> int:
    row = speech.sentences(view, cues, q.start + 1, ceiling)[:MOST_SENTENCES]
    if not row:
        return q.end
    best, cost, least = row[0], 0.0, 0.0
    for n, sentence in enumerate(row):
        clause = next((c for c in hints.clauses if sentence.start < c < sentence.end), -1)
        if clause >= 0 and n < 3:
            return q.start + 1 + len(view.text[q.start + 1 : clause].rstrip(SPACES + ","))
        if not n and _is_inside(view, hints, q):
            return q.start + 1
        if clause >= 0 or (n and sentence.reports):
            break
        cost += FURTHER + sentence.cost if n else 0.0
        if cost < least:
            best, least = sentence, cost
    return q.start + len(view.text[q.start : best.end].rstrip())


def _is_inside(view: View, hints: Hints, q: Quoted) -> bool:
    """Whether an opening mark stands in the middle of a sentence, about some words of it."""
    before = view.text[max(0, q.start - 4) : q.start].rstrip(SPACES)[-1:]
    led = q.start in hints.led and before != ":"
    return led or view.text[q.start + 1 : q.start + 4].lstrip(SPACES)[:1].islower()
