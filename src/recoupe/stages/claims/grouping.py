"""Pairs of sentences -> claims: every two passages of a claim are a pair of their own, so nothing is joined
by hearsay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from recoupe.model import Claim, Contradiction, Origins, Passage, Reason, Slot
from recoupe.stages.claims.cards import Card, World
from recoupe.stages.claims.pairing import Pair, echoes, reason
from recoupe.stages.claims.wording import choose
from recoupe.text.fold import short_id

CLOSE = 1.45  # mean score from which sentences tell the same closely enough to bear each other out
_LARGEST = 24  # wordings of one claim that are grouped; pages in the same words come on top
_TOLD = 6  # reasons and passages told one by one
_FOLD = 0.6  # of a group's members in an earlier group, from which it is the same claim
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
        groups.append(group)
    groups = [_with_echoes(g, same, cards) for g in _folded(groups, cards)]
    groups += [_with_echoes([k], same, cards) for k in sorted(same) if k not in grouped]
    return [g for g in groups if len(g) > 1]


def _folded(groups: Sequence[list[int]], cards: Sequence[Card]) -> list[list[int]]:
    """The groups, those that hardly differ from an earlier one folded into it: they are one claim."""
    kept: list[list[int]] = []
    at: dict[int, list[int]] = defaultdict(list)
    for group in groups:
        shared = Counter(n for k in group for n in at[k])
        best = min(shared, key=lambda n: (-shared[n], n), default=None)
        if best is None or shared[best] < max(2, _FOLD * len(group)):
            best = len(kept)
            kept.append([])
        docs = {cards[k].doc for k in kept[best]}
        for k in group:
            if cards[k].doc not in docs:
                kept[best].append(k)
                at[k].append(best)
    return kept


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


def _with_echoes(group: Sequence[int], same: Mapping[int, Sequence[int]], cards: Sequence[Card]) -> list[int]:
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
    is_quote = all(quoted(c, world) for c in members)
    whose = party(members, world)
    if is_quote and whose == "both_parties":
        whose = None  # the same words in two mouths: one of them is taken for another
    return Claim(
        id=short_id("c", "fact", *(f"{c.doc}:{c.span.start}" for c in members)),
        wording=choose([c.span for c in members], world),
        kind="quote" if is_quote else "fact",
        passages=tuple(Passage(span=c.span, statement=c.statement) for c in members),
        status=_status(members, origins, known),
        origins=origins,
        pages=len({c.doc for c in members}),
        translation_risk=round(max(c.risk for c in members), 2),
        reasons=reasons
        or (Reason("same-words", 1.0, tuple(c.span for c in members[:_TOLD]), "The very same words"),),
        party=whose,
    )


def _status(
    members: Sequence[Card], origins: Origins, pairs: Sequence[Pair]
) -> Literal["single", "corroborated", "variant"]:
    """Corroborated only where two origins at least tell the same closely; near accounts are variants."""
    if len({c.frame.mood for c in members}) > 1 or disagree(members) or _values_apart(members):
        return "variant"
    if origins.min < 2:
        return "single"
    close = sum(p.score for p in pairs) >= CLOSE * len(pairs)
    return "corroborated" if close else "variant"


def _values_apart(members: Sequence[Card]) -> bool:
    """Whether two passages give values of one thing that do not meet."""
    return any(
        not any(_is_of(x, y) and x.low <= y.high and y.low <= x.high for y in b.frame.slots)
        for a in members
        for b in members
        for x in a.frame.slots
        if any(_is_of(x, y) for y in b.frame.slots)
    )


def _is_of(x: Slot, y: Slot) -> bool:
    return x.measure == y.measure and x.measure != "date" and x.of == y.of


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
    """Bounds on the origins behind sentences: texts, and acts of speech that they only report."""
    return world.count.of([c.telling for c in members]).origins


def party(members: Sequence[Card], world: World) -> str | None:
    """Whose word it is, where every passage is attributed: one speaker's or side's, or several sides'.

    Somebody of a side that none of those belongs to of whom it tells is a third party.
    """
    speakers = {c.speaker for c in members}
    if None in speakers:
        return None
    sides = {world.sides.get(s or "") for s in speakers}
    told = {world.sides[a] for c in members for a in c.actors - speakers if a in world.sides}
    if len(told) > 1 and None not in sides and not sides & told:
        return "third_party"
    if len(speakers) == 1 or (len(sides) == 1 and None not in sides):
        return "single_party"
    return None if None in sides else "both_parties"


def apart(
    kind: Literal["date", "number", "polarity", "role"],
    members: tuple[Card, Card],
    sides: tuple[Passage, Passage],
    world: World,
    why: Reason,
    *,
    risk: float,
    of: Literal["date", "fact"] = "fact",
) -> tuple[Claim, Contradiction]:
    """The claim of which one page says this and another that, and its contradiction; both cannot hold."""
    ours, theirs = sides
    claim = Claim(
        id=short_id("c", kind, *(f"{p.span.doc}:{p.span.start}" for p in sides)),
        wording=choose([ours.span], world),
        kind=of,
        passages=sides,
        status="contradicted",
        origins=count_origins(members, world),
        pages=2,
        translation_risk=risk,
        reasons=(why,),
        slot=kind,
        party=party(members, world),
    )
    return claim, Contradiction(
        id=short_id("x", claim.id),
        claim=claim.id,
        kind=kind,
        a=(ours,),
        b=(theirs,),
        can_both_hold=False,
        translation_risk=risk,
        reasons=(why,),
    )
