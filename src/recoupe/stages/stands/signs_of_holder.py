"""Who may hold a stand, and what speaks for each: whoever is named in its sentence or shortly before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.model import Mention, Span
from recoupe.stages.stands.grove import Grove
from recoupe.stages.stands.signs_of_taking import Signs
from recoupe.text.fold import fold

_BACK = 2  # sentences before in which somebody named may hold a stand
_FAR = 3  # steps and mentions that are told apart
_CHAIN = 3  # mentions that refer to one another
_OUTSIDE = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may hold a stand: his mentions near it, and what speaks for him."""

    mentions: tuple[Mention, ...]
    signs: Signs


def find(token: int, grove: Grove) -> list[Candidate]:
    """Who may hold the stand of a word, in text order."""
    line = grove.lines[grove.line_at[token]]
    said, cued = grove.statement_at.get(token), grove.cued_at.get(token)
    first = grove.lines[max(0, grove.line_at[token] - _BACK)].sentence.span.start
    near = [m for m in grove.seen.mentions if first <= m.span.start < line.sentence.span.end]
    told = {s for s in (said and said.holder, said and said.speaker, cued and cued.holder) if s}
    told |= {s.holder for s in grove.ruled.get(token, ()) if s.holder}
    near += [m for m in grove.seen.mentions if m.span in told and m not in near]
    people: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(near, key=lambda m: m.span):
        resolved = _resolved(mention, grove)
        if resolved.form != "pronoun":
            people[_who(resolved)].append(mention)
    here = [m for m in near if line.sentence.span.start <= m.span.start < line.sentence.span.end]
    return [
        Candidate(tuple(mentions), dict.fromkeys(_signs(token, mentions, here, grove), 1.0))
        for mentions in people.values()
    ]


def _resolved(mention: Mention, grove: Grove) -> Mention:
    """The mention that one stands for in the end."""
    by_span = grove.by_span
    for _ in range(_CHAIN):
        if not mention.refers or mention.refers not in by_span:
            break
        mention = by_span[mention.refers]
    return mention


def _who(mention: Mention) -> str:
    """What mentions of one actor have in common within a page, roughly."""
    if mention.country and (mention.form == "metonym" or mention.kind == "state"):
        return f"@{mention.country}"
    words = fold(mention.core).split()
    return words[-1] if mention.kind == "person" and mention.form == "name" and words else " ".join(words)


def _signs(token: int, mentions: Sequence[Mention], here: Sequence[Mention], grove: Grove) -> Iterator[str]:
    subject = grove.subject(token)
    yield from ("any", f"kind={_resolved(mentions[-1], grove).kind}")
    present = False
    for mention in mentions:
        inside = mention in here
        present = present or inside
        yield from (f"form={mention.form}:{mention.kind}", "here" if inside else "before")
        if inside:
            yield from _of_place(token, mention, here, grove)
        yield from _of_subject(mention, subject, inside, grove)
        yield from _of_speech(token, mention, subject, grove)
        if any(s.holder == mention.span for s in grove.ruled.get(token, ())):
            yield "ruled"
    if subject is None:
        yield f"no-subject:{'here' if present else 'before'}"


def _of_place(token: int, mention: Mention, here: Sequence[Mention], grove: Grove) -> Iterator[str]:
    start, head = grove.tokens[token].start, grove.head(mention.span)
    above = grove.above(token)
    yield "left" if mention.span.start < start else "right"
    if head is not None:
        own = grove.tokens[head]
        at = above.index(own.head) if own.head in above else _OUTSIDE
        yield from (f"rel={own.rel}", f"hangs={at}")
        if own.rel.startswith("nsubj") and at != _OUTSIDE:
            yield from ("nsubj", f"nsubj@{min(_FAR, at)}")
    if mention.span.start < start:
        between = sum(mention.span.end <= m.span.start < start for m in here)
        yield f"between={min(_FAR, between)}"
    if mention is here[0]:
        yield "first"
    if all(m is mention or m.refers == mention.span for m in here):
        yield "only"


def _of_subject(
    mention: Mention,
    subject: tuple[int, int] | None,
    inside: bool,
    grove: Grove,
) -> Iterator[str]:
    if subject is None:
        return
    token = grove.tokens[subject[0]]
    if mention.span.start <= token.start < mention.span.end:
        via = grove.tokens[token.head].rel.partition(":")[0]
        yield from (
            "subject",
            f"subject@{min(_FAR, subject[1])}",
            f"subject:{token.rel}",
            f"subject-of:{via}",
        )
        if mention.form == "pronoun":
            yield "taken-up"
    if token.pos == "PRON":
        yield from (f"pronoun:{'here' if inside else 'before'}", "i" if "Person=1" in token.morph else "it")


def _of_speech(token: int, mention: Mention, subject: tuple[int, int] | None, grove: Grove) -> Iterator[str]:
    said, cued = grove.statement_at.get(token), grove.cued_at.get(token)
    if said and said.holder == mention.span:
        named = grove.named.get(subject[0]) if subject else None
        of = "none" if subject is None else named.form if named else grove.tokens[subject[0]].pos
        yield from ("speaks", f"speaks:{said.type}", f"speaks-of:{of}")
    if said and said.speaker == mention.span:
        yield "speaker"
    if cued and mention.span in (cued.holder, cued.speaker):
        yield "tells"
    at = mention.span.start
    if said and any(c.start <= at < c.end for c in said.content):
        yield "told"


def place(candidate: Candidate, token: int, grove: Grove) -> Span:
    """The mention by which a holder is shown: in the sentence of the stand, else the last before it; a name
    before a pronoun.
    """
    sentence = grove.lines[grove.line_at[token]].sentence.span
    start = grove.tokens[token].start

    def rank(mention: Mention) -> tuple[bool, bool, int, Span]:
        inside = sentence.start <= mention.span.start < sentence.end
        return (not inside, mention.form == "pronoun", abs(mention.span.start - start), mention.span)

    best = min(candidate.mentions, key=rank)
    return best.refers or best.span if best.form == "pronoun" else best.span
