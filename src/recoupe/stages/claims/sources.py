"""Who is counted as an origin of each claim, and why; apart from the count, which outlets have one owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recoupe.languages import outlets
from recoupe.methods.origins import Telling
from recoupe.model import Claim, Passage, Reason, Span
from recoupe.stages.claims.cards import Card, World


def count(claims: Sequence[Claim], cards: Sequence[Card], world: World) -> list[Claim]:
    """The claims with the bounds on their origins and the list of who is counted."""
    rests = {c.span: c.telling for c in cards}
    return [_counted(c, rests, world) for c in claims]


def _counted(claim: Claim, rests: Mapping[Span, Telling], world: World) -> Claim:
    owners = tuple(_owners(claim, world))
    if claim.slot in ("name", "office"):  # how a name is written rests on nobody's word
        return replace(claim, reasons=(*claim.reasons, *owners))
    counted = world.count.of([_telling(claim, p, rests, world) for p in claim.passages])
    return replace(claim, origins=counted.origins, reasons=(*claim.reasons, *counted.reasons, *owners))


def _telling(claim: Claim, passage: Passage, rests: Mapping[Span, Telling], world: World) -> Telling:
    """What a passage rests on: for a quotation the act of speech itself, else what its sentence rests on."""
    if claim.kind == "quote" and passage.statement:
        return Telling(passage.span, (passage.statement,))
    whole = rests.get(world.sentence(passage.span))
    if whole:
        return replace(whole, span=passage.span, value=passage.value)
    return Telling(passage.span, (passage.statement,) if passage.statement else ())


def _owners(claim: Claim, world: World) -> Iterator[Reason]:
    """Outlets of one owner among the pages of a claim, by the table of outlets."""
    held: dict[str, dict[str, Span]] = defaultdict(dict)
    names: dict[str, set[str]] = defaultdict(set)
    for passage in claim.passages:
        page = world.pages[passage.span.doc]
        known = outlets.of_page(page.doc.url, page.outlet)
        for owner in known.holders if known else ():
            held[owner].setdefault(passage.span.doc, passage.span)
            names[owner].add(known.name if known else "")
    told: set[tuple[str, ...]] = set()
    for owner, places in sorted(held.items()):
        docs = tuple(sorted(places))
        if len(docs) < 2 or len(names[owner]) < 2 or docs in told:
            continue
        told.add(docs)
        text = f"Apart from the count: {', '.join(sorted(names[owner]))} have one owner, {owner}."
        yield Reason("origin-owner", 0.1, tuple(places[d] for d in docs)[:8], text)
