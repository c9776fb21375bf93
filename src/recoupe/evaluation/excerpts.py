"""The part of a page around some places, as HTML with these places marked.

Content, cue and speaker may overlap; the text is cut at every border, and each piece carries the roles that
cover it. Text of a page never acts: it is escaped, and what cannot be shown is shown by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup

from recoupe.evaluation.gold import Extent
from recoupe.outputs.hostile import shown

AROUND = 140  # characters shown before the first and after the last place: about a sentence
GAP = 200  # of fewer characters between two windows, none is left out
GAP_SIGN = Markup('<span class="gap"> […] </span>')
Roles = Mapping[str, Sequence[Extent]]


def windows(text: str, places: Iterable[Extent]) -> tuple[Extent, ...]:
    """The stretches of a text to show, whole words, so that every place is seen with its surroundings."""
    out: list[Extent] = []
    for start, end in sorted(places):
        low, high = max(0, start - AROUND), min(len(text), end + AROUND)
        while low > 0 and low > start - AROUND - 20 and not text[low - 1].isspace():
            low -= 1
        while high < len(text) and high < end + AROUND + 20 and not text[high].isspace():
            high += 1
        if out and low <= out[-1][1] + GAP:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def marked(text: str, stretches: Iterable[Extent], roles: Roles) -> Markup:
    """The stretches with the places of each role marked."""
    return GAP_SIGN.join(_stretch(text, start, end, roles) for start, end in stretches)


def _stretch(text: str, start: int, end: int, roles: Roles) -> Markup:
    edges = {start, end}
    for places in roles.values():
        edges.update(edge for place in places for edge in place if start < edge < end)
    parts = [GAP_SIGN] if start else []
    for low, high in pairwise(sorted(edges)):
        covering = [role for role, places in roles.items() if any(s <= low and high <= e for s, e in places)]
        piece = shown(text[low:high])
        if covering:
            piece = Markup('<mark class="{}">{}</mark>').format(" ".join(covering), piece)
        parts.append(piece)
    return Markup("").join([*parts, *([GAP_SIGN] if end < len(text) else [])])
