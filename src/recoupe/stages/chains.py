"""Through whom did each statement come? Fills in actors and the chain of holders, outermost first.

A chain is read upward: the statement that contains this one (`parent`), else the one that silently still
holds (`outer`), then the relays printed outside, then the speaker. A holder that nobody settled is left out
rather than guessed; two steps of one actor count once.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recoupe.model import Roster, Span, Statement

DEEPEST = 12  # no page nests deeper; guards against a ring of parents


def resolve(statements: Sequence[Statement], roster: Roster) -> tuple[Statement, ...]:
    """The statements with actor, addressee and chain of holders filled in from the roster."""
    known = _Mentions(roster)
    by_id = {s.id: s for s in statements}
    actors = {s.id: known.actor(s.holder or s.speaker) for s in statements}
    return tuple(
        replace(
            s,
            actor=actors[s.id],
            addressee_actor=known.actor(s.addressee),
            chain=_chain(s, by_id, actors, known),
        )
        for s in statements
    )


def _chain(
    statement: Statement, by_id: Mapping[str, Statement], actors: Mapping[str, str | None], known: "_Mentions"
) -> tuple[str, ...]:
    chain: list[str] = []
    for step in reversed(list(_upward(statement, by_id))):
        for holder in (*(known.actor(r) for r in step.relays), actors[step.id]):
            if holder is not None and (not chain or chain[-1] != holder):
                chain.append(holder)
    return tuple(chain)


def _upward(statement: Statement, by_id: Mapping[str, Statement]) -> Iterator[Statement]:
    """The statement and those that hold it, innermost first."""
    seen: set[str] = set()
    step: Statement | None = statement
    while step is not None and step.id not in seen and len(seen) < DEEPEST:
        yield step
        seen.add(step.id)
        step = by_id.get(step.parent or step.outer or "")


class _Mentions:
    """The roster's mentions by place, for exact and for overlapping questions."""

    def __init__(self, roster: Roster) -> None:
        self.exact = roster.by_span()
        self.places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for span, actor in self.exact.items():
            self.places[span.doc].append((span.start, span.end, actor))
        self.widest: dict[str, int] = {}
        for doc, places in self.places.items():
            places.sort()
            self.widest[doc] = max(end - start for start, end, _ in places)

    def actor(self, span: Span | None) -> str | None:
        """The actor of a span: of the mention there, else of the one that shares most of it."""
        if span is None:
            return None
        if span in self.exact:
            return self.exact[span]
        places = self.places.get(span.doc, [])
        best: tuple[int, int, str] | None = None
        for i in range(bisect_right(places, (span.end, 0, "")) - 1, -1, -1):
            start, end, actor = places[i]
            if start + self.widest[span.doc] <= span.start:
                break
            shared = min(end, span.end) - max(start, span.start)
            if shared > 0 and (best is None or (shared, -start) > best[:2]):
                best = (shared, -start, actor)
        return best[2] if best else None
