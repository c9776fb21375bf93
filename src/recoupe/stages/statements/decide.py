"""Which drafts stand, which contain which, who continues whom: the page's statements under hard
constraints.

A draft's confidence is the logistic of a sum of weights, one per sign seen (table `statement_weights`).
Siblings do not overlap: the surer one stays. A content that holds another's cue and content is its parent.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

CELL = 500  # characters; drafts are compared with those that share a cell


def weigh(view: View, drafts: Sequence[Draft]) -> None:
    """Gives each draft its score from its signs."""
    for d in drafts:
        d.score += view.lexicon.weights.get("start", 0.0) + sum(
            view.lexicon.weights.get(rule, 0.0) for rule, _, _ in d.signs
        )


def confidence(score: float) -> float:
    """The logistic of a score, rounded so that it prints alike everywhere."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)


def choose(drafts: list[Draft], floor: float) -> list[Draft]:
    """The drafts above the floor that can stand beside each other, in text order."""
    kept: list[Draft] = []
    here: dict[int, list[Draft]] = defaultdict(list)
    for d in sorted(drafts, key=lambda d: (-d.score, d.start, -d.size)):
        if d.score < floor:
            continue
        cells = range(d.start // CELL, d.end // CELL + 1)
        near = (k for cell in cells for k in here[cell] if d.start < k.end and k.start < d.end)
        if all(_agree(d, k) for k in near):
            kept.append(d)
            for cell in cells:
                here[cell].append(d)
    return sorted(kept, key=lambda d: (d.start, -d.end, d.cue or (0, 0)))


def _agree(a: Draft, b: Draft) -> bool:
    shared = _shared(a, b)
    if not shared:
        return True
    return contains(a, b) or contains(b, a)


def _shared(a: Draft, b: Draft) -> bool:
    return any(s < f and t < e for s, e in a.content for t, f in b.content)


def contains(outer: Draft, inner: Draft) -> bool:
    """Whether one draft's content holds the other's content and cue."""
    if outer is inner or inner.start < outer.start or outer.end < inner.end or outer.size <= inner.size:
        return False
    whole = all(any(s <= t and f <= e for s, e in outer.content) for t, f in inner.content)
    sign: Place | None = inner.cue or inner.speaker
    if not whole:
        return False
    return sign is None or any(s <= sign[0] and sign[1] <= e for s, e in outer.content)


def parent_of(drafts: list[Draft], child: Draft) -> Draft | None:
    """The smallest draft that contains another."""
    holders = [d for d in drafts if contains(d, child)]
    return min(holders, key=lambda d: (d.size, d.start), default=None)


def judge_speakers(view: View, limits: Limits, drafts: Sequence[Draft]) -> None:
    """Adds what the speaker's phrase says for or against the draft."""
    del limits
    for d in drafts:
        if not d.quoted and any(view.quotes_in(s - 1, e + 2) for s, e in d.content):
            d.sign("quotation-inside", d.content[0], "part of it stands between quotation marks")
        if d.speaker is None:
            if d.verb is not None:
                d.sign("no-speaker", d.cue or d.content[0], "nobody is named as the speaker")
            if d.verb is not None and d.verb.mode == "infinitive" and not d.verb.passive:
                d.sign("nobody", d.cue or d.content[0], "an infinitive that nobody is said to do")
            continue
        d.sign(*_speaker_sign(view, d))


def _speaker_sign(view: View, d: Draft) -> tuple[str, Place, str]:
    speaker = d.speaker or d.content[0]
    head = d.antecedent if d.antecedent >= 0 else d.head
    place = (view.tokens[head].start, view.tokens[head].end) if 0 <= head < len(view.tokens) else speaker
    kinds = sorted({m.kind for m in view.mentions_in(*place)})
    if any(k in ("person", "body", "state", "anonymous", "group") for k in kinds):
        return "speaker-named", speaker, "the speaker is a person or a body"
    if head < 0:
        return "speaker-unknown", speaker, "it is not clear who this is"
    token = view.tokens[head]
    if token.pos == "PRON":
        return "speaker-pronoun", speaker, "the speaker is a pronoun"
    if token.pos == "PROPN":
        return "speaker-proper", speaker, "the speaker has a proper name"
    kind = view.lexicon.holders.get(view.words[head]) or view.lexicon.holders.get(token.lemma.lower())
    if kind == "text":
        return "speaker-text", speaker, "a text says it"
    if token.lemma.lower() in view.lexicon.anonymous:
        return "speaker-anonymous", speaker, "the speaker is not named"
    return "speaker-noun", speaker, "a noun that may name a speaker"
