"""Where what is wanted is that something be left out: "a force that will not include X", "a deal without X".

Whoever wants such a thing is against what it leaves out, and whoever rejects it demands that. The subject of
the negated verb is not left out: "asks that the truce not include X" is for a truce.
"""

from __future__ import annotations

from collections.abc import Mapping

from recoupe.model import Sentence, Span
from recoupe.stages.stands.sight import Sight, Topic
from recoupe.text.fold import fold

_STEPS = 8
_CLAUSES = ("acl", "acl:relcl", "ccomp")  # what something is like, or what must not be
_WANTS = ("supports", "accepts", "offers", "proposes", "demands", "commits", "concedes")
TURNED: Mapping[str, str] = {**dict.fromkeys(_WANTS, "rejects"), "rejects": "demands"}


def leaves_out(topic: Topic, words: Span, sentence: Sentence, sight: Sight) -> bool:
    """Whether an issue is negated between its place and the words of a stand above it."""
    tokens, at = sight.tokens, topic.token
    for _ in range(_STEPS):
        if words.start <= tokens[at].start < words.end:
            return False
        if _is_negated(at, topic, words, sentence, sight):
            return True
        if tokens[at].head == at or tokens[at].rel.startswith("nsubj"):
            return False
        at = tokens[at].head
    return False


def _is_negated(at: int, topic: Topic, words: Span, sentence: Sentence, sight: Sight) -> bool:
    """Whether "without" opens the issue, or a clause over it has a negation that is none of the stand's."""
    tokens = sight.tokens
    rel = "case" if at == topic.token else "advmod" if tokens[at].rel in _CLAUSES else ""
    return bool(rel) and any(
        t.head == at and t.rel.startswith(rel) and sight.moods.get(fold(t.text)) == "not"
        and not words.start <= t.start < words.end
        for t in tokens[sentence.first : sentence.last]
    )  # fmt: skip
