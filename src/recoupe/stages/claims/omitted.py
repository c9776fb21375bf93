"""What a page leaves out: claims that two origins or more around it report while it tells what stands beside.

Retellings keep the order of what they retell. A page that tells the sentences before and behind a claim, on
the pages that carry it, and has no sentence at all like it, leaves it out. Said of a page, never as blame:
a page may be older, shorter, or of another desk. Where anything on the page could be the claim in other
words, or the page is older than the others, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recoupe.model import Claim, Reason, Span
from recoupe.stages.claims.cards import World, by_doc
from recoupe.stages.claims.nearness import Nearness

_ORIGINS = 2  # independent reports from which a claim is one to be missed
_AROUND = 8  # sentences before and behind a claim in which its neighbours stand
_NEIGHBOURS = 2  # claims beside it that the page must tell
_NOTHING = -2.5  # odds under which two sentences have nothing in common
_DAYS = 7  # from the first report; what is printed later is another day's news
_LISTED = 8  # spans that a reason lists at most


def find(claims: Sequence[Claim], near: Nearness, world: World) -> list[Claim]:
    """The claims, each with the pages that leave it out and the reasons."""
    return _Shelf(claims, near, world).all()


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A page that may leave out a claim, since it tells what stands beside."""

    claim: int
    doc: str
    told: tuple[int, ...]  # the cards of the page's language that tell the claim
    spans: tuple[Span, ...]  # where the page tells what stands beside


class _Shelf:
    """The claims by the sentences that tell them."""

    def __init__(self, claims: Sequence[Claim], near: Nearness, world: World) -> None:
        self._claims, self._cards, self._world = claims, near.cards, world
        self._pages = by_doc(self._cards)
        self._near = near
        at = {c.span: i for i, c in enumerate(self._cards)}
        self._told: list[list[int]] = []
        self._by_card: dict[int, set[int]] = defaultdict(set)
        for n, claim in enumerate(claims):
            hits = {at[s] for p in claim.passages if (s := world.sentence(p.span)) in at}
            self._told.append(sorted(hits))
            if claim.slot not in ("name", "office"):
                for i in hits:
                    self._by_card[i].add(n)

    def all(self) -> list[Claim]:
        """The claims with what is left out."""
        doubts = [d for n in range(len(self._claims)) for d in self._doubts(n)]
        alike = self._alike(doubts)
        missed: dict[int, dict[str, Reason]] = defaultdict(dict)
        for doubt in (d for d, any_alike in zip(doubts, alike, strict=True) if not any_alike):
            told = f"{len(doubt.spans)} claims that stand beside it on other pages are told there; it is not."
            missed[doubt.claim][doubt.doc] = Reason("omitted", 0.7, doubt.spans[:_LISTED], told)
        return [
            replace(
                claim,
                omitted=tuple(sorted(missed[n])),
                reasons=(*claim.reasons, *(missed[n][d] for d in sorted(missed[n]))),
            )
            if n in missed
            else claim
            for n, claim in enumerate(self._claims)
        ]

    def _doubts(self, n: int) -> Iterator[_Doubt]:
        claim = self._claims[n]
        if claim.origins.min < _ORIGINS or claim.slot in ("name", "office"):
            return
        carried = {p.span.doc for p in claim.passages}
        first = min((c.day for i in self._told[n] if (c := self._cards[i]).day is not None), default=None)
        beside = self._beside(n)
        for doc in sorted(beside.keys() - carried):
            spans = beside[doc]
            if len(spans) < _NEIGHBOURS or not self._of_its_days(doc, first):
                continue
            mine = [i for i in self._told[n] if self._lang(i) == self._lang(self._pages[doc][0])]
            # Between languages nothing tells that a sentence is missing.
            if len({self._cards[i].doc for i in mine}) >= _ORIGINS:
                yield _Doubt(n, doc, tuple(mine), tuple(sorted(spans)))

    def _alike(self, doubts: Sequence[_Doubt]) -> list[bool]:
        """Whether any sentence of the page is like one that tells the claim."""
        pairs = [
            (min(i, j), max(i, j), n)
            for n, d in enumerate(doubts)
            for i in d.told
            for j in self._pages[d.doc]
        ]
        left, right, of = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 3).T
        _, odds = self._near.odds(left, right)
        found = np.bincount(of[odds > _NOTHING], minlength=len(doubts)) > 0
        return [bool(f) for f in found]

    def _of_its_days(self, doc: str, first: int | None) -> bool:
        """Whether a page is from the days after the first report, as far as days are known."""
        day = self._cards[self._pages[doc][0]].day
        return first is None or day is None or first <= day <= first + _DAYS

    def _beside(self, n: int) -> dict[str, set[Span]]:
        """For each page, where it tells claims that stand near this one on the pages that carry it."""
        near = {
            other
            for i in self._told[n]
            for k in range(i - _AROUND, i + _AROUND + 1)
            if 0 <= k < len(self._cards) and self._cards[k].doc == self._cards[i].doc
            for other in self._by_card[k]
            if other != n
        }
        spots: dict[str, set[Span]] = defaultdict(set)
        for other in near:
            for j in self._told[other]:
                spots[self._cards[j].doc].add(self._cards[j].span)
        return spots

    def _lang(self, i: int) -> str:
        return self._cards[i].lang
