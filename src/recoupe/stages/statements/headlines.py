"""Headlines that report without a verb: a colon or a dash between a name and its words."""

from recoupe.stages.statements.beside import next_quotation
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.view import View


def find(view: View, cues: list[Cue]) -> list[Draft]:
    """ "X : « P »" and "P – X" where a page's headline has no verb of speech."""
    found = []
    for block in view.page.blocks:
        if block.kind not in ("headline", "lead", "body"):
            continue
        start, end = block.span.start, block.span.end
        if block.kind != "headline" and end - start > 200:
            end = min(end, start + 200)
        draft = _colon(view, start, end, cues) or (
            _dash(view, start, block.span.end) if block.kind == "headline" else None
        )
        if draft is not None:
            found.append(draft)
    return found


def _colon(view: View, start: int, end: int, cues: list[Cue]) -> Draft | None:
    colon = view.text.find(":", start, end)
    if colon < 0 or colon - start > 90:
        return None
    holder = (start, len(view.text[start:colon].rstrip()) + start)
    q = next_quotation(view, colon + 1)
    if q is None or view.text[colon + 1 : q.start].strip() or holder[0] >= holder[1]:
        return None
    if any(start <= view.tokens[c.token].start < colon for c in cues):
        return None
    mention = next(
        (
            m
            for m in view.mentions
            if m.span.start >= start and m.span.end <= colon and m.kind in ("person", "body")
        ),
        None,
    )
    if mention is None or view.text[start:colon].count(" ") > 9:
        return None
    draft = Draft(
        content=[(q.start, q.end)],
        construction="headline-colon",
        speaker=(mention.span.start, mention.span.end),
    )
    draft.head = view.at(mention.span.start)
    draft.quoted = True
    draft.sign("headline-colon", draft.content[0], "a name, a colon and a quotation")
    return draft


def _dash(view: View, start: int, end: int) -> Draft | None:
    text = view.text[start:end]
    for dash in (" – ", " — ", " - "):
        at = text.rfind(dash)
        if at > 12 and 0 < len(text) - at - 3 < 45:
            tail = (start + at + 3, start + len(text.rstrip()))
            named = [
                m
                for m in view.mentions
                if m.span.start >= tail[0] and m.span.end <= tail[1] and m.kind in ("person", "body")
            ]
            if not named and not _is_role(view, tail):
                continue
            draft = Draft(
                content=[(start, start + at)],
                construction="headline-dash",
                speaker=tail,
                head=view.at(tail[0]),
            )
            draft.sign("headline-dash", tail, "the headline ends in a dash and a name")
            return draft
    return None


def _is_role(view: View, place: Place) -> bool:
    first, last = view.at(place[0]), view.before(place[1])
    words = range(first, last + 1)
    return 0 < last - first + 1 <= 4 and not any(view.tokens[k].pos in ("VERB", "AUX", "NUM") for k in words)
