"""Acts of speech that several passages carry are claims of their own: one origin, however many pages repeat
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model import Claim, Origins, Passage, Reason, Utterance
from recoupe.stages.claims.cards import World
from recoupe.stages.claims.wording import badness, choose, is_clause
from recoupe.text.fold import short_id


def _wording(u: Utterance, world: World) -> str:
    """The best wording where it is clean and a clause of its own; else the cleanest, or the sentence."""
    spans = [v.span for v in u.variants]
    if is_clause(u.best.span, world) and badness(u.best.span, world) <= min(badness(s, world) for s in spans):
        return choose([u.best.span], world)
    return choose([s if is_clause(s, world) else world.sentence(s) for s in spans], world)


def find(utterances: Sequence[Utterance], world: World) -> list[Claim]:
    """A quotation claim for each utterance that at least two pages carry."""
    claims = []
    for u in utterances:
        docs = sorted({v.span.doc for v in u.variants})
        if len(docs) < 2:
            continue
        bounds = world.lineage.independent(docs)
        passages = tuple(
            Passage(
                span=v.span,
                side="for" if v.statement == u.best.statement else "variant",
                statement=v.statement,
            )
            for v in u.variants
        )
        claims.append(
            Claim(
                id=short_id("c", "quote", u.id),
                wording=_wording(u, world),
                kind="quote",
                passages=passages,
                status="variant" if u.drift else "single",
                origins=Origins(1, bounds.max),
                pages=len(docs),
                translation_risk=round(max(world.risks[d] for d in docs), 2),
                reasons=u.reasons
                or (
                    Reason(
                        "one-utterance",
                        1.0,
                        tuple(v.span for v in u.variants)[:8],
                        "One act of speech in several wordings",
                    ),
                ),
                party="single_party" if u.speaker else None,
            )
        )
    return claims
