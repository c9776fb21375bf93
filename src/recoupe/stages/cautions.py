"""What must be known before two positions of one holder are called a change of mind.

A page that puts a quotation in its own, stronger words ("ruled out" beside "is not realistic") makes a hard
stand of a soft one. Where a page's own words and a quotation of the same holder on the same issue take one
stance, and the page's words are stronger, that is said; it is no shift.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from recoupe.model import Note, Page, Position, Statement

_FORCE = {"hedged": 0, "declaratory": 1, "commitment": 2, "firm": 2, "red_line": 3}
_SILENT = ("no_comment", "denies_having_said", "open")
_SHOWN = 60  # characters of a wording in a note


def of(
    positions: Sequence[Position], statements: Sequence[Statement], pages: Mapping[str, Page]
) -> tuple[Note, ...]:
    """A note for each place where a page's paraphrase is stronger than the quotation beside it."""
    types = {s.id: s.type for s in statements}
    shelves: dict[tuple[str, str | None, str], list[Position]] = defaultdict(list)
    for p in positions:
        if p.holder and p.stance not in _SILENT:
            shelves[p.span.doc, p.holder, p.issue].append(p)
    notes: dict[tuple[str, int], Note] = {}
    for held in shelves.values():
        for loud, soft in _pairs(held, types):
            text = pages[loud.span.doc].doc.text
            said, quoted = (" ".join(p.span.of(text).split())[:_SHOWN] for p in (loud, soft))
            told = (
                f'Stronger than its quotation: on {loud.issue} the page says "{said}", it quotes "{quoted}".'
            )
            made = Note("positions", "paraphrase-stronger", told, loud.span.doc, loud.span)
            notes.setdefault((loud.span.doc, loud.span.start), made)
    return tuple(notes[key] for key in sorted(notes))


def _pairs(held: Sequence[Position], types: Mapping[str, str]) -> Iterator[tuple[Position, Position]]:
    """(what the page says, what the quotation says) where the first is stronger, of one stance."""
    for loud in held:
        if types.get(loud.statement or "") in ("direct", "mixed"):
            continue
        for soft in held:
            quoted = types.get(soft.statement or "") in ("direct", "mixed")
            if (
                quoted
                and loud.stance == soft.stance
                and _FORCE.get(loud.force, 1) > _FORCE.get(soft.force, 1)
            ):
                yield loud, soft
