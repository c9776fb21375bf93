"""Headlines that report without a verb: a colon or a dash between a name and its words."""

from recoupe.languages import outlets
from recoupe.model import PROSE
from recoupe.stages.statements.beside import next_quotation
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.signs import SPEAKING
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

WIDEST = 9  # tokens of a name or role before the colon of a headline
NEAR = 400  # characters behind a quotation that opens the page, within which its speaker is named
LONGEST = 160  # characters of a headline; more has run into the text
PHRASAL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM"})


def find(view: View, limits: Limits, cues: list[Cue]) -> list[Draft]:
    """ "X : « P »" and "P – X" where a page's headline has no verb of speech."""
    found = []
    for block in view.page.blocks:
        if block.kind not in ("headline", "lead", "body"):
            continue
        start, end = block.span.start, block.span.end
        if block.kind != "headline" and end - start > 200:
            end = min(end, start + 200)
        draft = _colon(view, start, end, cues)
        if draft is None and (block.kind == "headline" or start == view.page.blocks[0].span.start):
            draft = _plain(view, limits, start, end)
        if draft is None and block.kind == "headline":
            draft = _dash(view, start, block.span.end)
        if draft is not None:
            found.append(draft)
    quoted = _quoted(view)
    return [*found, quoted] if quoted is not None else found


def _quoted(view: View) -> Draft | None:
    """A page that opens with a sentence between marks: the first person it names says it."""
    start = min((b.span.start for b in view.page.blocks if b.kind in PROSE), default=0)
    q = next((q for q in view.outermost() if q.start <= start + 1), None)
    if q is None or q.end - q.start > LONGEST or q.end >= len(view.text) or q.unopened:
        return None
    after = view.text[q.end : q.end + 3]
    inside = view.tokens[view.at(q.start) : view.before(q.end) + 1]
    whole = any("VerbForm=Fin" in t.morph and t.pos in ("VERB", "AUX") for t in inside)
    if not whole or not (after.startswith("\n") or after.strip()[:1].isupper()):
        return None
    who = next(
        (m for m in view.mentions if m.kind == "person" and m.form == "name" and m.span.start > q.end), None
    )
    if who is None or who.span.start - q.end > NEAR:
        return None
    draft = Draft(
        content=[(q.start, q.end)],
        construction="headline-quoted",
        speaker=(who.span.start, who.span.end),
        head=view.at(who.span.start),
        quoted=True,
    )
    draft.sign("headline-quoted", draft.content[0], "the page opens with a sentence between marks")
    return draft


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


def _plain(view: View, limits: Limits, start: int, end: int) -> Draft | None:
    """A headline that is somebody, a colon and a sentence: "La maire : la digue tiendra"."""
    colon = view.text.find(":", start, end)
    first, past = view.at(start), view.at(colon)
    if colon < 0 or past - first > WIDEST or view.tokens[past].start != colon or past + 2 >= len(view.tokens):
        return None
    if any(view.tokens[k].pos not in PHRASAL for k in range(first, past)) or past == first:
        return None
    head = next((k for k in range(first, past) if view.tokens[k].pos in ("NOUN", "PROPN")), -1)
    opens = view.words[past + 1]
    asks = any(view.lexicon.has(part, opens) for part in ("relative", "whether", "lower", "that"))
    if (
        head < 0
        or not _is_somebody(view, head)
        or asks
        or view.quote_at(view.tokens[past + 1].start) is not None
    ):
        return None
    place = place_of(view, past + 1, limits.stretch(past + 1, None))
    inside = range(past + 1, view.before(place[1]) + 1)
    if (
        place[1] - start > LONGEST
        or not any("VerbForm=Fin" in view.tokens[k].morph for k in inside)
        or view.text[place[1] : place[1] + 2].strip() == "?"
    ):
        return None
    draft = Draft(content=[place], construction="headline-plain", head=head)
    draft.speaker = (start, start + len(view.text[start:colon].rstrip()))
    draft.sign("headline-plain", place, "a name, a colon and a sentence")
    return draft


def _is_somebody(view: View, head: int) -> bool:
    """Whether a noun or a name is a person, or a noun for persons or a body; other names are a topic."""
    place = view.tokens[head].start, view.tokens[head].end
    named = [m for m in view.mentions_in(*place) if m.kind == "person"]
    if named and named[0].core.count(" ") == 0:  # a single word may be a topic, unless it is somebody's name
        last = named[0].core
        return any(m.kind == "person" and m.core.endswith(" " + last) for m in view.mentions)
    known = view.lexicon.roles.get(view.words[head]) in SPEAKING or view.lexicon.has(
        "finding", view.words[head]
    )
    return bool(named) or known or fold(view.tokens[head].text) in outlets.by_name()


def _dash(view: View, start: int, end: int) -> Draft | None:
    text = view.text[start:end]
    for dash in (" – ", " — ", " - "):
        at = text.rfind(dash)
        if at > 12 and 0 < len(text) - at - 3 < 45:
            tail = (start + at + 3, start + len(text.rstrip()))
            if fold(view.text[slice(*tail)]) in outlets.by_name():
                continue  # the page's own name, not who speaks
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
