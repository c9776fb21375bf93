"""Pairs of sentences -> claims: every two passages of a claim are a pair of their own, so nothing is joined
by hearsay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from recoupe.model import Claim, Origins, Passage, Reason
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.pairing import Pair, echoes, reason
from recoupe.text.fold import short_id

_LARGEST = 24  # wordings of one claim that are grouped; pages in the same words come on top
_TOLD = 6  # reasons and passages told one by one
_MOST = 0.75  # of a group's members with which a sentence must be a pair to join


def cliques(pairs: Sequence[Pair], cards: Sequence[Card]) -> list[list[int]]:
    """Groups of cards, at most one a page, in which nearly every two are a pair; the strongest pairs first.

    Sentences in the very words of a member join with it.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for p in pairs:
        near[p.a][p.b] = p.score
        near[p.b][p.a] = p.score
    same = echoes(cards)
    covered: set[tuple[int, int]] = set()
    grouped: set[int] = set()
    groups = []
    for p in pairs:
        if (p.a, p.b) in covered:
            continue
        group = _around(p, near, cards)
        covered |= {(min(a, b), max(a, b)) for n, a in enumerate(group) for b in group[n + 1 :]}
        grouped.update(group)
        groups.append(_with_echoes(group, same, cards))
    groups += [_with_echoes([k], same, cards) for k in sorted(same) if k not in grouped]
    return [g for g in groups if len(g) > 1]


def _around(p: Pair, near: Mapping[int, Mapping[int, float]], cards: Sequence[Card]) -> list[int]:
    """A pair with those that are a pair with most of what was joined before."""
    group = [p.a, p.b]
    docs = {cards[p.a].doc, cards[p.b].doc}
    rank = {k: near[p.a].get(k, 0.0) + near[p.b].get(k, 0.0) for k in near[p.a].keys() | near[p.b].keys()}
    for k in sorted(rank, key=lambda k: (-rank[k], k)):
        if cards[k].doc in docs or len(group) == _LARGEST:
            continue
        if sum(1 for m in group if m in near[k]) >= _MOST * len(group):
            group.append(k)
            docs.add(cards[k].doc)
    return group


def _with_echoes(
    group: Sequence[int], same: Mapping[int, Sequence[int]], cards: Sequence[Card]
) -> list[int]:
    out = list(group)
    docs = {cards[k].doc for k in group}
    for k in group:
        for echo in same.get(k, ()):
            if cards[echo].doc not in docs:
                docs.add(cards[echo].doc)
                out.append(echo)
    return sorted(out)


def claim(
    group: Sequence[int], pairs: dict[tuple[int, int], Pair], cards: Sequence[Card], world: World
) -> Claim:
    """The claim that a group of sentences makes."""
    members = [cards[k] for k in group]
    known = [pairs[a, b] for n, a in enumerate(group) for b in group[n + 1 :] if (a, b) in pairs]
    reasons = tuple(reason(p, cards, world.names) for p in known[:_TOLD])
    origins = count_origins(members, world)
    best = min(members, key=lambda c: (c.risk, len(world.text(c.span)), c.doc, c.span.start))
    moods = {c.frame.mood for c in members}
    return Claim(
        id=short_id("c", "fact", *(f"{c.doc}:{c.span.start}" for c in members)),
        wording=world.text(best.span),
        kind="quote" if all(quoted(c, world) for c in members) else "fact",
        passages=tuple(Passage(span=c.span, statement=c.frame.statement) for c in members),
        status="variant"
        if len(moods) > 1 or disagree(members)
        else "corroborated"
        if origins.min > 1
        else "single",
        origins=origins,
        pages=len({c.doc for c in members}),
        translation_risk=round(max(c.risk for c in members), 2),
        reasons=reasons or (Reason("same-words", 1.0, tuple(c.span for c in members[:_TOLD]), "The very same words"),),
        party=party(members),
    )


def disagree(members: Sequence[Card]) -> bool:
    """Whether one passage denies a term that another asserts."""
    return any(
        t in b.frame.lemmas and t not in b.frame.denied
        for a in members
        for t in a.frame.denied
        for b in members
    )


def quoted(card: Card, world: World) -> bool:
    """Whether the sentence stands in a direct quotation."""
    said = world.statements.get(card.frame.statement or "")
    return said is not None and said.type == "direct"


def count_origins(members: Sequence[Card], world: World) -> Origins:
    """Bounds on the origins: pages by lineage, and one for all who only repeat the same speaker."""
    bounds = world.lineage.independent(sorted({c.doc for c in members}))
    speakers = {c.speaker for c in members}
    if len(speakers) == 1 and None not in speakers:
        return Origins(1, bounds.max)
    return bounds


def party(members: Sequence[Card]) -> str | None:
    """Whose word it is, where every passage is attributed: one speaker's or several parties'."""
    speakers = {c.speaker for c in members}
    if None in speakers:
        return None
    return "single_party" if len(speakers) == 1 else "both_parties"
