"""What is done by whom in passing: "the truce offered by X", whatever is said of that truce besides."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Sentence, Span
from recoupe.stages.stands.sight import Mark, Sight, Topic
from recoupe.text.fold import fold

_HANGS = ("acl", "amod", "acl:relcl")
_STEPS = 2  # nouns over an issue's own: "a proposal of a truce"


def find(topic: Topic, marks: Sequence[Mark], sentence: Sentence, sight: Sight) -> tuple[Mark, Span] | None:
    """The participle that hangs on a topic, or on a noun over it, and the actor that is its agent."""
    tokens, over = sight.tokens, [topic.token]
    for _ in range(_STEPS):
        if tokens[over[-1]].rel.split(":")[0] == "nmod":
            over.append(tokens[over[-1]].head)
    for mark in marks:
        token = tokens[mark.token]
        if token.head not in over or token.rel not in _HANGS or "VerbForm=Part" not in token.morph:
            continue
        for i in range(sentence.first, sentence.last):
            if tokens[i].head == mark.token and _is_agent(i, sentence, sight):
                at = tokens[i].start
                named = next((m for m in sight.mentions if m.span.start <= at < m.span.end), None)
                return (mark, named.refers or named.span) if named else None
    return None


def _is_agent(token: int, sentence: Sentence, sight: Sight) -> bool:
    """Whether a complement is opened by a word for the agent: "par X", "by X"."""
    if sight.tokens[token].rel.split(":")[0] != "obl":
        return False
    cases = (t for t in sight.tokens[sentence.first : sentence.last] if t.head == token and t.rel == "case")
    return any(fold(t.text) in sight.by for t in cases)
