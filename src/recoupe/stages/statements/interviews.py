"""Talk printed turn by turn: "Anna Lys : ...", or a question a line and its answer below.

A label is what stands before the colon that opens a paragraph; at least three turns must be labelled, and a
label must come back, before anything is a transcript. Without labels, a page is an interview only where its
head names one person beside a word for interview, and questions and answers alternate; the answers are then
hers or his, the questions the page's own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.model import Block
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.view import View

LONGEST_LABEL = 60  # characters
FEWEST_TURNS = 3
FEWEST_QUESTIONS = 2
SHORTEST_ANSWER = 40  # characters
HEAD = 3  # first prose blocks of a page: headline, lead and what introduces the talk
GAP = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled paragraph: who, and what is said."""

    label: Place
    said: Place


def find(view: View) -> list[Draft]:
    """The turns of a transcript, else the answers of an interview; most pages have neither."""
    blocks = [b for b in view.page.blocks if b.kind in ("lead", "body", "quote_block")]
    turns = [t for b in blocks if (t := _turn(view, b))]
    names = Counter(view.text[slice(*t.label)].casefold() for t in turns)
    if len(turns) >= FEWEST_TURNS and max(names.values()) > 1:
        return [_spoken(view, t.said, t.label) for t in turns if not _is_question(view, t.said)]
    return _answers(view, blocks)


def _turn(view: View, block: Block) -> Turn | None:
    start, end = block.span.start, block.span.end
    colon = view.text.find(":", start, min(end, start + LONGEST_LABEL))
    label = (start, start + len(view.text[start:colon].rstrip(GAP)))
    if colon < 0 or label[0] >= label[1] or not view.text[label[0]].isupper():
        return None
    words = range(view.at(label[0]), view.before(label[1]) + 1)
    if any(view.tokens[k].pos in ("VERB", "AUX") or view.is_mark(k) for k in words):
        return None
    named = any(m.kind in ("person", "body") for m in view.mentions_in(*label))
    if not named and not view.text[slice(*label)].replace(".", "").replace(" ", "").isupper():
        return None
    said = colon + 1 + len(view.text[colon + 1 : end]) - len(view.text[colon + 1 : end].lstrip(GAP))
    return Turn(label, (said, end)) if said < end else None


def _is_question(view: View, place: Place) -> bool:
    return view.text[slice(*place)].rstrip(GAP + '»”"').endswith("?")


def _answers(view: View, blocks: Sequence[Block]) -> list[Draft]:
    """What the one person interviewed says below each question."""
    spans = [(b.span.start, b.span.end) for b in blocks]
    questions = [i for i, s in enumerate(spans) if _is_question(view, s)]
    if len(questions) < FEWEST_QUESTIONS or not _is_announced(view):
        return []
    person = _interviewed(view, spans[questions[0]][0])
    if person is None:
        return []
    out: list[Draft] = []
    for i in questions:
        for s in spans[i + 1 :]:
            if _is_question(view, s) or s[1] - s[0] < SHORTEST_ANSWER:
                break
            out.append(_spoken(view, s, person))
    return out


def _is_announced(view: View) -> bool:
    """Whether the head of the page calls it an interview."""
    prose = [b for b in view.page.blocks if b.kind in ("headline", "lead", "body")][:HEAD]
    end = max((b.span.end for b in prose), default=0)
    first = [k for k in range(len(view.tokens)) if view.tokens[k].start < end]
    return any(
        kind == "interview" and view.match(k, words, len(view.tokens))
        for k in first
        for words, kind in view.lexicon.channels.get(view.words[k], ())
    )


def _interviewed(view: View, end: int) -> Place | None:
    """The only person whom the head of the page names."""
    named = [m for m in view.mentions_in(0, end) if m.kind == "person" and m.form == "name"]
    if len({m.core.split()[-1] for m in named}) != 1:
        return None
    best = max(named, key=lambda m: (len(m.core), -m.span.start))
    return best.span.start, best.span.end


def _spoken(view: View, said: Place, speaker: Place) -> Draft:
    draft = Draft(content=[said], construction="transcript", speaker=speaker, quoted=True)
    draft.head = view.at(speaker[0])
    draft.sign("transcript", speaker, "a talk printed turn by turn: this is the speaker's turn")
    return draft
