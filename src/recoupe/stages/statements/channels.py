"""Through what was it said? A preposition and a word for a medium, or the name of an outlet.

Which media a preposition may open is a matter of the language's table `slots`: one speaks on a network, in
a letter, to an agency. What stands in another clause is nobody's channel.
"""

from recoupe.model import Channel
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import Opening, Zone, plays
from recoupe.text.fold import fold

ALLOWED = {
    "event": frozenset({"speech", "press_conference", "interview", "call", "broadcast", "hearing"}),
    "on": frozenset({"post", "broadcast"}),
    "to": frozenset({"press", "agency", "broadcast"}),
    "by": frozenset({"letter", "call", "communique", "post"}),
}  # the kinds of medium that a preposition of each part opens; "within" and "through" open all
ASKING = frozenset({"ask", "demand", "threaten"})
OUTLET = "press"


def find(zone: Zone) -> Channel | None:
    """The medium of a statement: the one nearest its cue."""
    for opening in zone.openings():
        if not zone.is_own(opening.head) or _is_time(zone.view, opening) or _in_cue(zone, opening):
            continue
        found = _medium(zone, opening) or _voice(zone, opening) or _outlet(zone, opening)
        if found is not None:
            return found
    return _told(zone) or _reached(zone) or _relative(zone)


def _is_time(view: View, opening: Opening) -> bool:
    """Whether a phrase tells a day: "on Sunday"."""
    kind = view.lexicon.holders.get(view.tokens[opening.head].lemma.lower())
    return opening.head in view.timed or kind == "time"


def _in_cue(zone: Zone, opening: Opening) -> bool:
    """Whether a preposition belongs to the words that report: "according to", "call on"."""
    cue, token = zone.draft.cue, zone.view.tokens[opening.first]
    return cue is not None and cue[0] < token.start < cue[1]


def medium_at(view: View, k: int) -> tuple[int, str] | None:
    """The last token and the kind of a medium that starts at a token, if it is one."""
    for form in (view.words[k], fold(view.tokens[k].lemma), view.words[k].rstrip("s")):
        for words, kind in view.lexicon.channels.get(form, ()):
            if len(words) == 1 or view.match(k, words, len(view.tokens)):
                return k + len(words) - 1, kind
    return None


def _medium(zone: Zone, opening: Opening) -> Channel | None:
    view, part = zone.view, opening.part
    found = medium_at(view, opening.head)
    if found is None or part not in (*ALLOWED, "within", "through"):
        return None
    if part in ALLOWED and found[1] not in ALLOWED[part]:
        return None
    if part == "by" and not opening.bare:
        return None
    if zone.in_speaker(opening.head) and part != "to":
        return None
    if view.rel(opening.head) == "compound" and view.words[view.head(opening.head)] in view.lexicon.channels:
        return None  # "in a radio interview" it is the interview
    return _channel(zone, opening.first, opening.head, found)


def _voice(zone: Zone, opening: Opening) -> Channel | None:
    """Somebody who speaks for the speaker: "par la voix de son avocat"."""
    if opening.part != "through":
        return None
    return _channel(zone, opening.first, opening.head, (opening.head, "voice"))


def _outlet(zone: Zone, opening: Opening) -> Channel | None:
    """An outlet by its name: "au Figaro", "dans Le Temps", "sur France Info"."""
    view, head = zone.view, opening.head
    if opening.part not in ("within", "on", "to") or view.tokens[head].pos != "PROPN":
        return None
    last = head
    while last + 1 in zone.inside and view.tokens[last + 1].pos == "PROPN" and view.under(last + 1, head):
        last += 1
    place = (view.tokens[head].start, view.tokens[last].end)
    known = view.mentions_in(*place)
    if any(m.kind == "person" or m.form == "metonym" for m in known):
        return None
    if any(
        m.kind in ("state", "place") and m.span.start <= place[0] and place[1] <= m.span.end for m in known
    ):
        return None
    verb = next(iter(zone.draft.verb.verbs), None) if zone.draft.verb else None
    if opening.part == "to" and (
        verb is None or verb.kind in ASKING or not any(m.kind == "body" for m in known)
    ):
        return None
    printed = view.text[view.tokens[opening.past].start].isupper()
    printed = printed or view.lexicon.has("relayed", view.words[opening.first - 1])
    if opening.part != "to" and not (opening.bare or printed):
        return None
    return _channel(zone, opening.first, head, (last, OUTLET))


def _told(zone: Zone) -> Channel | None:
    """The press as the object of a verb of telling: "told the newspaper"."""
    view, cue = zone.view, zone.draft.verb
    if cue is None or cue.passive:
        return None
    for kid in view.kids[cue.token]:
        told = kid > cue.last and view.rel(kid) in ("obj", "iobj") and kid in zone.inside
        found = medium_at(view, kid) if told and not zone.in_speaker(kid) else None
        if found is not None and found[1] in ALLOWED["to"]:
            return _channel(zone, view.at(view.noun_phrase(kid)[0]), kid, found)
    return None


def _reached(zone: Zone) -> Channel | None:
    """Who drew the words out: "contacté par Le Figaro", "interrogé sur RTL"."""
    view = zone.view
    for k in zone.tokens:
        if not plays(view, k, "reached"):
            continue
        for j in range(k + 1, min(k + 4, len(view.tokens))):
            if view.tokens[j].pos not in ("NOUN", "PROPN"):
                continue
            found = medium_at(view, j)
            body = any(m.kind == "body" for m in view.mentions_in(view.tokens[j].start, view.tokens[j].end))
            body = body or view.tokens[j - 1].pos == "DET"
            if found or (body and view.tokens[j].pos == "PROPN"):
                return _channel(zone, k, j, found or (j, OUTLET))
            break
    return None


def _relative(zone: Zone) -> Channel | None:
    """A medium whose relative clause reports: "une vidéo dans laquelle il vantait P"."""
    view = zone.view
    for g in [zone.cue, *view.up(zone.cue)] if zone.cue >= 0 else []:
        if view.tokens[g].rel != "acl:relcl":
            continue
        first = view.low[g]
        opens = any(
            plays(view, k, "where")
            or (view.lexicon.has("relative", view.words[k]) and k > 0 and plays(view, k - 1, "within"))
            for k in range(first, min(first + 4, zone.cue))
        )
        found = medium_at(view, view.head(g))
        if opens and found is not None:
            start, _ = view.noun_phrase(view.head(g), avoid=g)
            return Channel(view.span(start, view.tokens[found[0]].end), found[1])
        return None
    return None


def _channel(zone: Zone, first: int, head: int, found: tuple[int, str]) -> Channel:
    """The channel whose phrase grows to the right as far as the parse goes."""
    view, past = zone.view, found[0]
    while past + 1 in zone.inside and not zone.in_speaker(past + 1):
        if not view.under(past + 1, head) or view.tokens[past + 1].rel in ("acl:relcl", "appos"):
            break
        past += 1
    while past > found[0] and not view.tokens[past].text[-1:].isalnum():
        past -= 1
    place = view.span(view.tokens[first].start, view.tokens[past].end)
    return Channel(place, found[1], _name(view, head, past))


def _name(view: View, k: int, past: int) -> str | None:
    """The first proper name within a channel's phrase."""
    run = [j for j in range(k, past + 1) if view.tokens[j].pos == "PROPN"]
    run = [j for n, j in enumerate(run) if j == run[0] + n]
    place = (view.tokens[run[0]].start, view.tokens[run[-1]].end) if run else (0, 0)
    if not run or any(m.kind in ("person", "place", "state") for m in view.mentions_in(*place)):
        return None
    return view.text[place[0] : place[1]]
