"""Contradictions that are not of values: a headline against its body, a party's denial, a quoted word that
moved.

Each asks for signs of its own on the pages; likeness of sentences alone never makes one. Where only a
translation could have turned the roles, nothing is asserted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from recoupe.model import Claim, Contradiction, Passage, Reason, Span, Statement
from recoupe.spans import inside
from recoupe.stages.claims.cards import Card, World, by_doc
from recoupe.stages.claims.grouping import count_origins
from recoupe.stages.claims.pairing import VERY, compare
from recoupe.stages.claims.wording import trimmed
from recoupe.text.fold import fold, short_id

Kind = Literal["number", "date", "polarity", "attribution", "scope", "role"]
_BACK = 2  # sentences back in which "these claims" were made
_LEAD = 15  # sentences of a page that answer for its headline
_STEM = 5  # letters by which words of two wordings are taken for one
_ALIKE = 0.7  # share of a headline's words that its body must have
_DENIES = "=confirm-"
_CLAUSE = 4  # words of what is denied; "denied the report" denies no fact that can be compared
_NEXT = 12  # pages with which each page of a speaker is compared; beyond, the neighbours are
_QUOTES = '«»“”"„‟'


def find(cards: Sequence[Card], world: World) -> tuple[list[Claim], list[Contradiction]]:
    """The claims in dispute and their contradictions."""
    pages = by_doc(cards)
    claims: list[Claim] = []
    clashes: list[Contradiction] = []
    found = [
        *(hit for doc in sorted(pages) for hit in _denials([cards[i] for i in pages[doc]], world)),
        *(hit for doc in sorted(pages) for hit in _headlines([cards[i] for i in pages[doc]], world)),
        *_moved(cards, world),
    ]
    known: set[str] = set()
    for claim, clash in found:
        if clash.id not in known:
            known.add(clash.id)
            claims.append(claim)
            clashes.append(clash)
    return claims, clashes


def _clash(
    kind: Kind,
    a: Sequence[Card],
    b: Sequence[Card],
    world: World,
    why: str,
    *,
    party: str | None,
    spans: tuple[Span, ...] = (),
) -> tuple[Claim, Contradiction]:
    """The claim and the contradiction of two sides; of these kinds both sides may hold, each in its own
    mouth.
    """
    ours = tuple(Passage(span=c.span, side="for", statement=c.statement) for c in a)
    theirs = tuple(Passage(span=c.span, side="against", statement=c.statement) for c in b)
    members = [*a, *b]
    reason = Reason(f"clash-{kind}", 1.0, spans or tuple(c.span for c in members), why)
    risk = round(max(c.risk for c in members), 2)
    claim = Claim(
        id=short_id("c", kind, *(f"{c.doc}:{c.span.start}" for c in members)),
        wording=trimmed(a[0].span, world),
        kind="fact",
        passages=(*ours, *theirs),
        status="contradicted",
        origins=count_origins(members, world),
        pages=len({c.doc for c in members}),
        translation_risk=risk,
        reasons=(reason,),
        slot=kind,
        party=party,
    )
    return claim, Contradiction(
        id=short_id("x", claim.id),
        claim=claim.id,
        kind=kind,
        a=ours,
        b=theirs,
        can_both_hold=True,
        translation_risk=risk,
        reasons=(reason,),
    )


def _denials(page: Sequence[Card], world: World) -> Iterator[tuple[Claim, Contradiction]]:
    """ "X rejected these claims", right after the claims of another speaker."""
    for i, card in enumerate(page):
        if card.frame.rebuts is None:
            continue
        for before in reversed(page[max(0, i - _BACK) : i]):
            speakers = _speakers(before, world)
            if not speakers or speakers & _speakers(card, world):
                continue
            echo = [c for c in page[i + 1 : i + 3] if set(c.frame.denied) & set(before.frame.lemmas)]
            why = f'"{world.text(card.frame.rebuts)}" rejects what the sentence before reports'
            yield _clash(
                "polarity",
                [before],
                [card, *echo],
                world,
                why,
                party="denied",
                spans=(before.span, card.frame.rebuts),
            )
            break


def lone_denials(cards: Sequence[Card], world: World) -> list[Claim]:
    """A claim for each thing that somebody says is not so, or will say neither yes nor no to, with nobody on
    these pages who says that it is.
    """
    claims = []
    for card in cards:
        denies = _DENIES in card.frame.lemmas and _DENIES not in card.frame.denied
        for s in _spoken(card, world):
            if s.type not in ("indirect", "reported") or s.cue is None or not inside(s.cue, card.span):
                continue
            if len(world.text(s.content[0]).split()) < _CLAUSE:
                continue
            if denies and s.stance == "rejects":
                claims.append(_doubted(s, card, world, "denied", "denies it"))
            if s.stance == "declines":
                claims.append(_doubted(s, card, world, "neither", "says neither yes nor no"))
    return claims


def _doubted(s: Statement, card: Card, world: World, party: str, does: str) -> Claim:
    cue = s.cue or card.span
    name = world.names.get(s.actor or "", "A speaker")
    return Claim(
        id=short_id("c", party, s.id),
        wording=trimmed(card.span, world),
        kind="fact",
        passages=(
            Passage(span=card.span, side="against" if party == "denied" else "variant", statement=s.id),
        ),
        status="single",
        origins=count_origins([card], world),
        pages=1,
        translation_risk=round(card.risk, 2),
        reasons=(Reason("denial", 1.0, (cue, s.content[0]), f'{name} {does}: "{world.text(cue)}"'),),
        slot="polarity",
        party=party,
    )


def _headlines(page: Sequence[Card], world: World) -> Iterator[tuple[Claim, Contradiction]]:
    """What the headline puts into one mouth and the body into another."""
    above = [c for c in page if c.frame.block == "headline"][:4]
    below = [c for c in page if c.frame.block != "headline"][:_LEAD]
    for title in above:
        for one in _spoken(title, world):
            others = [(c, s) for c in below for s in _spoken(c, world) if _same_words(one, s, world)]
            others = others if world.is_person(one.actor) else []
            if others and all(_strangers(title, c, world) for c, _ in others):
                card, other = others[0]
                if not world.is_person(other.actor) or one.actor not in card.actors:
                    continue  # only where the body knows both, and gives it to the other
                why = "The headline gives this to one speaker, the body to another"
                spans = tuple(x for x in (one.speaker, other.speaker) if x)
                yield _clash(
                    "attribution",
                    [title],
                    [card],
                    world,
                    why,
                    party=None,
                    spans=spans or (title.span, card.span),
                )


def _spoken(card: Card, world: World) -> list[Statement]:
    """The statements that begin in a sentence."""
    said = [world.statements[s] for s in card.frame.within if s in world.statements]
    return [
        s
        for s in said
        if s.actor and inside(Span(s.doc, s.content[0].start, s.content[0].start + 1), card.span)
    ]


def _same_words(a: Statement, b: Statement, world: World) -> bool:
    """Whether most words of the first content stand in the second."""
    mine, theirs = _stems(a, world), _stems(b, world)
    return len(mine) >= 3 and len(mine & theirs) >= max(3, _ALIKE * len(mine))


def _stems(s: Statement, world: World) -> set[str]:
    words = re.findall(r"[^\W\d_]{4,}", fold(" ".join(world.text(c) for c in s.content)))
    return {w[:_STEM] for w in words}


def _strangers(a: Card, b: Card, world: World) -> bool:
    """Whether the speakers of two sentences have nobody in common, and none stands for another."""
    mine, theirs = _speakers(a, world), _speakers(b, world)
    if not mine or not theirs or mine & theirs:
        return False
    behind = {world.stands_for[x] for x in mine | theirs if x in world.stands_for}
    return not behind & (mine | theirs)


def _speakers(card: Card, world: World) -> set[str]:
    """All who speak in a sentence, relays included."""
    said = [world.statements[s] for s in card.frame.within if s in world.statements]
    return {a for s in said for a in (s.actor, *s.chain) if a}


def _moved(cards: Sequence[Card], world: World) -> Iterator[tuple[Claim, Contradiction]]:
    """One quoted word of one speaker that qualifies one thing here and another there."""
    told: dict[tuple[str, str], dict[str, list[tuple[Card, str, bool]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for card in cards:
        for predicate, subject, span in card.frame.subjects:
            for speaker in _speakers_at(span, card, world.statements):
                told[speaker, predicate][card.doc].append((card, subject, _marked(span, world)))
    at = {id(card): n for n, card in enumerate(cards)}
    for (_, predicate), pages in sorted(told.items()):
        ordered = sorted(pages)
        for here, there in ((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 : n + 1 + _NEXT]):
            i, j = sorted((at[id(pages[here][0][0])], at[id(pages[there][0][0])]))
            if compare(i, j, cards) < VERY:  # else one sentence in two wordings, read in two ways
                yield from _moved_between(predicate, pages[here], pages[there], world)


def _moved_between(
    predicate: str, here: list[tuple[Card, str, bool]], there: list[tuple[Card, str, bool]], world: World
) -> Iterator[tuple[Claim, Contradiction]]:
    mine, theirs = {s for _, s, _ in here}, {s for _, s, _ in there}
    quoted = any(q for _, _, q in here) and any(q for _, _, q in there)
    if mine & theirs or not quoted:
        return
    a, b = here[0][0], there[0][0]
    word = predicate.lstrip("=").rstrip("+-").replace("_", " ")
    subjects = " / ".join(sorted(x.lstrip("=").rstrip("+-") for x in mine | theirs))
    why = f'The quoted word "{word}" of one speaker qualifies different things: {subjects}'
    yield _clash("attribution", [a], [b], world, why, party="single_party")


def _speakers_at(span: Span, card: Card, statements: Mapping[str, Statement]) -> list[str]:
    """Whose words a stretch of a sentence is, or may be where one speaker reports another."""
    holding = [
        statements[s]
        for s in card.frame.within
        if s in statements and any(inside(span, c) for c in statements[s].content)
    ]
    return sorted({s.actor for s in holding if s.actor})


def _marked(span: Span, world: World) -> bool:
    """Whether quotation marks stand right around a word."""
    text = world.pages[span.doc].doc.text
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 3]
    return any(q in before for q in _QUOTES) and any(q in after for q in _QUOTES)
