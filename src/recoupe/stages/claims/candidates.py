"""Which cards are worth comparing with which: those that share the rarest terms, never all pairs.

All cards ask at once: what one card would look up in an inverted index is laid out for many cards in one
table and added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recoupe.stages.claims.nearness import LIFT, POWER, SMOOTH, Floats, Ints, Nearness, Truths, places

_MAYBE = 0.6  # likeness under which two sentences are not weighed at all
_LOOKUPS = (
    1000  # cards looked up for one card, by its rarest terms: the work stays in proportion to the pages
)
_NEAREST = 32  # cards compared with one card
_BEST = 5  # candidates kept of each other page
_CELLS = 500_000  # of the table of cards by cards that is filled at a time


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What is looked up, by the card that asks, the rarest term first; cards are counted among the heads."""

    card: Ints
    term: Ints
    weight: Floats
    left: Floats  # for each card, the weight of its terms that are not looked up


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """For each term, from first[term] on, the cards that have it and its weight there."""

    first: Ints
    many: Ints
    card: Ints
    weight: Floats


def find(near: Nearness, heads: Sequence[int]) -> tuple[Ints, Ints]:
    """For each of these cards the likeliest cards of other pages among them: the card, and the other."""
    own = np.array(heads, dtype=np.int64)
    if not len(own):
        return own, own
    index, asked = _look_up(near, own)
    lengths = np.array([(t + SMOOTH) ** POWER for t in near.totals[own].tolist()])
    size = max(1, _CELLS // len(own))
    found = [
        _likeliest(n, min(n + size, len(own)), index, asked, lengths, near.docs[own])
        for n in range(0, len(own), size)
    ]
    return own[np.concatenate([f[0] for f in found])], own[np.concatenate([f[1] for f in found])]


def _look_up(near: Nearness, own: Ints) -> tuple[_Index, _Asked]:
    rows = near.terms
    length = np.diff(rows.starts)[own]
    at = places(rows.starts[own], length)
    card, term, weight = np.repeat(np.arange(len(own)), length), rows.of[at], rows.weights[at]
    many = np.bincount(term, minlength=len(rows.words))
    by_term = np.argsort(term, kind="stable")
    index = _Index(np.cumsum(many) - many, many, card[by_term], weight[by_term])
    # Terms are numbered in the order of their words, which decides between terms equally rare.
    rarest = np.lexsort((term, many[term], card))
    term, weight = term[rarest], weight[rarest]
    begins = np.cumsum(length) - length
    spent = np.cumsum(many[term])
    before = np.repeat(np.concatenate(([0], spent))[begins], length)
    within = spent - before <= _LOOKUPS
    left = near.totals[own].copy()
    rank = np.arange(len(term)) - np.repeat(begins, length)
    for step in range(int(length.max(initial=0))):  # one after the other, as each card for itself would
        here = within & (rank == step)
        left[card[here]] -= weight[here]
    return index, _Asked(card[within], term[within], weight[within], left)


def _likeliest(
    first: int, last: int, index: _Index, asked: _Asked, lengths: Floats, docs: Ints
) -> tuple[Ints, Ints]:
    """The likeliest cards for those from `first` to `last`, end excluded."""
    every = len(lengths)
    here = slice(*np.searchsorted(asked.card, (first, last)).tolist())
    term, many = asked.term[here], index.many[asked.term[here]]
    at = places(index.first[term], many)
    cell = np.repeat((asked.card[here] - first) * every, many) + index.card[at]
    vote = (index.weight[at] + np.repeat(asked.weight[here], many)) / 2
    votes = np.bincount(cell, weights=vote, minlength=(last - first) * every)
    cell = np.flatnonzero(votes)
    votes = votes[cell]
    card, other = cell // every + first, cell % every
    # No term that was not looked up can lift a card by more than what is left of the one that asks.
    likely = (votes + asked.left[card]) * LIFT >= _MAYBE * lengths[card] * lengths[other]
    likely &= docs[card] != docs[other]
    card, other, score = card[likely], other[likely], votes[likely] / lengths[other[likely]]
    order = np.lexsort((other, -score, card))
    card, other = card[order], other[order]
    kept = _first(card * every + docs[other], _BEST)
    card, other = card[kept], other[kept]
    kept = _first(card, _NEAREST)
    return card[kept], other[kept]


def _first(group: Ints, most: int) -> Truths:
    """Which are among the first so many of their group."""
    order = np.argsort(group, kind="stable")
    begins = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(np.concatenate((begins, [len(group)])))
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - np.repeat(begins, sizes)
    kept: Truths = rank < most
    return kept
