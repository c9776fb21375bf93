"""Pairs of sentences -> claims: every two passages of a claim are a pair of their own, so nothing is joined
by hearsay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from recoupe.model import Claim, Origins, Passage, Reason
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.pairing import Pair, reason
from recoupe.text.fold import short_id


def cliques(pairs: Sequence[Pair], cards: Sequence[Card]) -> list[list[int]]:
    """Groups of cards, at most one a page, in which every two are a pair; the strongest pairs first, each
    pair once.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for p in pairs:
        near[p.a][p.b] = p.score
        near[p.b][p.a] = p.score
    covered: set[tuple[int, int]] = set()
    groups = []
    for p in pairs:
        if (p.a, p.b) in covered:
            continue
        group = [p.a, p.b]
        docs = {cards[p.a].doc, cards[p.b].doc}
        common = sorted(near[p.a].keys() & near[p.b].keys(), key=lambda k: (-near[p.a][k] - near[p.b][k], k))
        for k in common:
            if cards[k].doc not in docs and all(m in near[k] for m in group):
                group.append(k)
                docs.add(cards[k].doc)
        group.sort()
        covered |= {(a, b) for n, a in enumerate(group) for b in group[n + 1 :]}
        groups.append(group)
    return groups


def claim(
    group: Sequence[int], pairs: dict[tuple[int, int], Pair], cards: Sequence[Card], world: World
) -> Claim:
    """The claim that a group of sentences makes."""
    members = [cards[k] for k in group]
    names = {a.id: a.name for a in world.roster.actors}
    reasons = tuple(
        reason(pairs[a, b], cards, names)
        for n, a in enumerate(group)
        for b in group[n + 1 :]
        if (a, b) in pairs
    )[:6]
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
        if origins.max > 1
        else "single",
        origins=origins,
        pages=len({c.doc for c in members}),
        translation_risk=round(max(c.risk for c in members), 2),
        reasons=reasons or (Reason("one-page", 0.0, (best.span,), "Told by one page only"),),
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
