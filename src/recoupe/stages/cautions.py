"""What must be known before two positions of one holder are called a change of mind.

A page that puts a quotation in its own, stronger words ("ruled out" beside "is not realistic") makes a hard
stand of a soft one. A note says so at the page's words; `shifts` reports the same pair among what is no
movement.
"""

from collections.abc import Mapping, Sequence

from recoupe.methods.paraphrases import stronger
from recoupe.model import Note, Page, Position, Statement

_SHOWN = 60  # characters of a wording in a note


def of(
    positions: Sequence[Position], statements: Sequence[Statement], pages: Mapping[str, Page]
) -> tuple[Note, ...]:
    """A note for each place where a page's paraphrase is stronger than the quotation beside it."""
    notes: dict[tuple[str, int], Note] = {}
    for loud, soft in stronger(positions, {s.id: s.type for s in statements}):
        text = pages[loud.span.doc].doc.text
        said, quoted = (" ".join(p.span.of(text).split())[:_SHOWN] for p in (loud, soft))
        told = f'Stronger than its quotation: on {loud.issue} the page says "{said}", it quotes "{quoted}".'
        made = Note("positions", "paraphrase-stronger", told, loud.span.doc, loud.span)
        notes.setdefault((loud.span.doc, loud.span.start), made)
    return tuple(notes[key] for key in sorted(notes))
