"""Where a page puts somebody's words in its own, stronger ones: "ruled out" beside "is not realistic".

Of two positions of one holder on one issue of one page, one is told in the page's words, the other is a
quotation. The first is the stronger where both take one stance and its words have more force, or where it
makes a yes or a no of what the quotation leaves open or ties to a condition.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from recoupe.model import Position

POLES: Mapping[str, int] = {
    "supports": 1, "accepts": 1, "offers": 1, "proposes": 1, "demands": 1, "commits": 1, "concedes": 1,
    "open": 0, "conditional": 0, "rejects": -1, "withdraws": -1, "threatens": -1,
}  # fmt: skip
QUOTED = ("direct", "mixed")
_FORCE = {"hedged": 0, "declaratory": 1, "commitment": 2, "firm": 2, "red_line": 3}
_TELLING = ("self", "spokesman", "reporter")  # who may put another's words in his own


def stronger(positions: Sequence[Position], types: Mapping[str, str]) -> Iterator[tuple[Position, Position]]:
    """(what the page says, what it quotes) where the first is stronger; `types` are those of statements."""
    shelves: dict[tuple[str, str, str], list[Position]] = defaultdict(list)
    for p in positions:
        if p.holder and p.stance in POLES:
            shelves[p.span.doc, p.holder, p.issue].append(p)
    for held in shelves.values():
        for loud in (p for p in held if types.get(p.statement or "") not in QUOTED):
            for soft in (p for p in held if types.get(p.statement or "") in QUOTED):
                if is_stronger(loud, soft):
                    yield loud, soft


def is_stronger(loud: Position, soft: Position) -> bool:
    """Whether the first, in a page's words, says more than the second, a quotation of its holder."""
    if loud.voice not in _TELLING or soft.voice not in _TELLING or loud.said != soft.said:
        return False
    if loud.stance == soft.stance:
        return _FORCE.get(loud.force, 1) > _FORCE.get(soft.force, 1)
    return POLES[soft.stance] == 0 != POLES[loud.stance]
