"""Which mention speaks: the one in the speaker's phrase, what a pronoun stands for, or the speaker who goes on."""

from collections.abc import Sequence

from recoupe.model import Mention, Span
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View

FAR = 2500  # characters after which a quotation no longer continues the speaker before


def assign(view: View, drafts: Sequence[Draft]) -> dict[int, Span | None]:
    """The holder of each draft, by its identity; None where the evidence is thin."""
    by_span = {m.span: m for m in view.mentions}
    held: dict[int, Span | None] = {}
    for d in sorted(drafts, key=lambda d: (_where(d), d.start)):
        if d.speaker is None and not d.follows:
            held[id(d)] = None
            continue
        if d.follows:
            held[id(d)] = _before(drafts, held, d)
            continue
        head = d.antecedent if d.antecedent >= 0 else d.head
        mention = _mention(view, d, head)
        if mention is not None and mention.form != "pronoun":
            held[id(d)] = _refers(mention, by_span)
        elif _is_pronoun(view, head):
            referent = _refers(mention, by_span) if mention is not None and mention.refers is not None else None
            held[id(d)] = referent or _before(drafts, held, d)
        else:
            held[id(d)] = _phrase(view, d, head)
    return held


def _where(d: Draft) -> int:
    return d.cue[0] if d.cue else d.start


def _is_pronoun(view: View, head: int) -> bool:
    return 0 <= head < len(view.tokens) and view.tokens[head].pos == "PRON"


def _mention(view: View, d: Draft, head: int) -> Mention | None:
    """The mention that names the speaker best: on the phrase's head, a name rather than a role, else inside it."""
    if d.speaker is None:
        return None
    start, end = d.speaker
    if d.antecedent >= 0:
        start, end = view.noun_phrase(d.antecedent)
    inside = [m for m in view.mentions if m.span.start < end and start < m.span.end]
    if 0 <= head < len(view.tokens):
        token = view.tokens[head]
        on_head = [m for m in inside if m.span.start <= token.start < m.span.end]
        beside = [m for m in inside if m.form == "name" and m.kind == "person" and _apposed(view, m, head)]
        inside = beside or on_head or ([] if token.pos in ("NOUN", "PRON") else inside)
    return min(inside, key=lambda m: (m.form != "name", m.kind != "person", m.span), default=None)


def _apposed(view: View, m: Mention, head: int) -> bool:
    """Whether a mention's name stands in apposition to the head of the phrase."""
    k = view.at(m.span.start)
    while k < len(view.tokens) and view.tokens[k].start < m.span.end:
        if k == head or (view.tokens[k].rel in ("appos", "flat:name", "flat") and view.head(k) == head):
            return True
        k += 1
    return False


def _refers(mention: Mention, by_span: dict[Span, Mention]) -> Span:
    """The last mention in the chain of references."""
    for _ in range(6):
        if mention.refers is None or mention.refers not in by_span or by_span[mention.refers] is mention:
            return mention.refers or mention.span
        mention = by_span[mention.refers]
    return mention.span


def _before(drafts: Sequence[Draft], held: dict[int, Span | None], d: Draft) -> Span | None:
    """The holder of the statement before this one, if it is near."""
    earlier = [e for e in drafts if id(e) in held and _where(e) < _where(d) and _where(d) - _where(e) < FAR]
    earlier = [e for e in earlier if held[id(e)] is not None]
    if not earlier:
        return None
    return held[id(max(earlier, key=lambda e: (_where(e), e.size)))]


def _phrase(view: View, d: Draft, head: int) -> Span | None:
    if d.antecedent >= 0:
        return view.span(*view.noun_phrase(d.antecedent))
    del head
    return view.span(*d.speaker) if d.speaker else None
