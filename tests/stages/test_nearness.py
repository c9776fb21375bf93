"""Pairs of sentences in tables: the figures are those of one pair at a time, to the last digit."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from recoupe import ingest, pipeline
from recoupe.model import Lineage, Roster
from recoupe.options import Options
from recoupe.stages.claims import candidates, cards, nearness, pairing
from recoupe.stages.claims.cards import Card
from recoupe.stages.claims.nearness import Nearness

SAMPLE = Path(__file__).parents[2] / "samples" / "reykjavik"
NAMES = ("01_depeche.txt", "02_abrege.txt", "03_wire.txt", "06_miroir_bis.txt")


@pytest.fixture(scope="module")
def dealt() -> list[Card]:
    intake = ingest.read([str(SAMPLE / name) for name in NAMES], Options())
    readings = [pipeline.read_page(doc, Options()) for doc in intake.documents]
    return cards.deal(readings, cards.look(readings, (), (), Roster(()), Lineage()))


def apart(dealt: Sequence[Card]) -> list[tuple[int, int]]:
    return [(i, j) for i, j in combinations(range(len(dealt)), 2) if dealt[i].doc != dealt[j].doc]


def test_scores_are_those_of_one_pair(dealt: list[Card]) -> None:
    left, right = np.array(apart(dealt), dtype=np.int64).T
    scores, _ = Nearness(dealt).odds(left, right)
    assert scores.tolist() == [pairing.compare(i, j, dealt) for i, j in apart(dealt)]
    assert max(scores) > 1


def test_odds_of_a_pair_do_not_depend_on_the_others(dealt: list[Card]) -> None:
    near = Nearness(dealt)
    left, right = np.array(apart(dealt), dtype=np.int64).T
    _, odds = near.odds(left, right)
    for n in range(0, len(left), 97):
        assert near.odds(left[n : n + 1], right[n : n + 1])[1].tolist() == [odds[n]]


def test_candidates_are_those_that_each_card_finds(dealt: list[Card]) -> None:
    heads = sorted([1, 5, *range(0, len(dealt), 2)])
    one, other = candidates.find(Nearness(dealt), heads)
    found = defaultdict(list)
    for i, j in zip(one.tolist(), other.tolist(), strict=True):
        found[i].append(j)
    assert {i: sorted(js) for i, js in found.items()} == {
        i: js for i in heads if (js := plainly(i, heads, dealt))
    }


def plainly(i: int, heads: Sequence[int], dealt: Sequence[Card]) -> list[int]:
    """The likeliest cards for one card, looked up for it alone."""
    card, budget, votes = dealt[i], candidates._LOOKUPS, defaultdict[int, float](float)
    holders = {t: [j for j in heads if t in dealt[j].weights] for t in card.weights}
    left = card.total
    for term in sorted(holders, key=lambda t: (len(holders[t]), t)):
        budget -= len(holders[term])
        if budget < 0:
            break
        left -= card.weights[term]
        for j in holders[term]:
            votes[j] += (dealt[j].weights[term] + card.weights[term]) / 2
    length = {j: (dealt[j].total + nearness.SMOOTH) ** nearness.POWER for j in (*votes, i)}
    likely = [
        j
        for j in votes
        if (votes[j] + left) * nearness.LIFT >= candidates._MAYBE * length[i] * length[j]
        and dealt[j].doc != card.doc
    ]
    kept: list[int] = []
    for j in sorted(likely, key=lambda j: (-votes[j] / length[j], j)):
        if sum(dealt[k].doc == dealt[j].doc for k in kept) < candidates._BEST:
            kept.append(j)
    return sorted(kept[: candidates._NEAREST])


def test_no_cards_have_no_pairs() -> None:
    assert pairing.pair(Nearness([])) == []
