"""Who speaks in a title that names no one: "Diver lists P", then "Ann Moss, a diver, listed P" in the text.

The title's speaker is whoever the first reports of the text give the same words to.
"""

from collections.abc import Mapping, Sequence

from recoupe.model import Mention, Span
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

FIRST = 3  # reports of the text that may say the title again
SHARED = 2  # words at least that both must share
STEM = 5  # characters by which two forms of a word are known


def name(
    view: View, drafts: Sequence[Draft], held: dict[int, Span | None], by_span: Mapping[Span, Mention]
) -> None:
    """Gives a title's nameless speaker the person to whom the text gives what the title says."""
    heads = [b.span for b in view.page.blocks if b.kind == "headline"]
    titles = [d for d in drafts if any(h.start <= d.start < h.end for h in heads)]
    below = sorted((d for d in drafts if d not in titles), key=lambda d: d.start)[:FIRST]
    for title in titles:
        span = held[id(title)]
        told = by_span.get(span) if span is not None else None
        if told is None or told.form != "role" or told.kind not in ("person", "anonymous"):
            continue
        for d in below:
            other = held[id(d)]
            person = by_span.get(other) if other is not None else None
            if (
                person is not None
                and person.form == "name"
                and person.kind == "person"
                and _alike(view, title, d)
            ):
                held[id(title)] = other
                break


def _alike(view: View, title: Draft, d: Draft) -> bool:
    """Whether most words of a title's content come again in another."""
    mine, other = _words(view, title), _words(view, d)
    shared = len(mine & other)
    return shared >= SHARED and shared * 2 >= len(mine)


def _words(view: View, d: Draft) -> set[str]:
    places = [range(view.at(s), view.before(e) + 1) for s, e in d.content]
    content = (view.tokens[k] for place in places for k in place)
    return {fold(t.text)[:STEM] for t in content if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")}
