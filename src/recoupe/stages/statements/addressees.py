"""To whom was it said? A pronoun before the verb, a phrase with "à", the object of a verb of telling.

An outlet that is told is a channel, not an addressee; a place is neither.
"""

from collections.abc import Iterator

from recoupe.model import Span
from recoupe.stages.statements.channels import ASKING
from recoupe.stages.statements.draft import Place
from recoupe.stages.statements.lexicon import Verb
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import Opening, Zone, plays
from recoupe.text.fold import fold

CLITICS = 3  # tokens before a verb group among which its pronouns stand


def find(zone: Zone, channel: Span | None) -> Place | None:
    """Who was told."""
    if zone.draft.verb is None:
        return None
    return (
        _pronoun(zone)
        or next(_told(zone, channel), None)
        or _object(zone, channel)
        or _request(zone)
        or _audience(zone, channel)
    )


def _verb(zone: Zone) -> Verb | None:
    return next(iter(zone.draft.verb.verbs), None) if zone.draft.verb else None


def _tells(zone: Zone) -> bool:
    """Whether the verb has whom it tells as its object: "informer X", "mettre en garde X"."""
    verb = _verb(zone)
    if verb is None:
        return False
    return any(
        p.part == "tells" and p.words == (fold(verb.lemma), *verb.rest)
        for p in zone.view.lexicon.slots.get(fold(verb.lemma), ())
    )


def _pronoun(zone: Zone) -> Place | None:
    """ "nous a dit", "lui a demandé", "les a exhortés"."""
    view, cue = zone.view, zone.draft.verb
    if cue is None or cue.passive:
        return None
    kinds = ("dative", "accusative") if _tells(zone) else ("dative",)
    for k in range(cue.first - 1, max(-1, cue.first - 1 - CLITICS), -1):
        token = view.tokens[k]
        if token.pos not in ("PRON", "ADV", "PART") and not view.lexicon.has("negation", view.words[k]):
            return None
        if (
            token.pos == "PRON"
            and k in zone.inside
            and any(p.part in kinds for p in view.lexicon.slots.get(view.words[k], ()))
        ):
            speaks = zone.in_speaker(k) and cue.subject is not None and cue.subject.head == k
            return None if speaks else (token.start, token.end)
    return None


def _told(zone: Zone, channel: Span | None) -> Iterator[Place]:
    """Phrases with "à", "auprès de", "devant" that name somebody."""
    view = zone.view
    verb = _verb(zone)
    if verb is not None and verb.kind == "blame":
        return  # who is blamed need not be told
    for opening in zone.openings():
        head = opening.head
        joint = opening.part == "jointly" and verb is not None and verb.kind == "agree"
        if opening.part not in ("to", "toward", "before") and not joint:
            continue
        if zone.in_speaker(head) or _within(zone, head, channel) or view.head(opening.first) != head:
            continue
        if (_hangs(zone, opening) or _is_sent(zone, head)) and _is_somebody(zone, opening):
            start, end = view.noun_phrase(head)
            start = max(start, view.tokens[opening.past - 1].end)
            yield _bare(view, start), _outside(zone, view.tokens[head].end, end)


def _bare(view: View, start: int) -> int:
    """Where the words of a phrase start, behind its preposition."""
    return view.tokens[view.at(start)].start


def _hangs(zone: Zone, opening: Opening) -> bool:
    """Whether a phrase completes the verb of the cue, or stands right behind it or its subject."""
    view, cue = zone.view, zone.draft.verb
    if cue is None or view.head(opening.head) == zone.cue:
        return True
    before = opening.first - 1
    return before == cue.last or (before > cue.last and zone.in_speaker(before) and zone.is_own(opening.head))


def _within(zone: Zone, k: int, channel: Span | None) -> bool:
    if channel is None or not channel.start <= zone.view.tokens[k].start < channel.end:
        return False
    return not _is_sent(zone, k)


def _is_sent(zone: Zone, k: int) -> bool:
    """Whether a phrase hangs on "adressée à": it names who gets the letter."""
    return plays(zone.view, zone.view.head(k), "sent")


def _outside(zone: Zone, least: int, end: int) -> int:
    """The end of a phrase, before content and speaker start."""
    edges = [s for s, _ in [*zone.draft.content, *([zone.draft.speaker] if zone.draft.speaker else [])]]
    end = min([end, *(s for s in edges if least <= s)])
    return max(least, len(zone.view.text[:end].rstrip(' \u00a0,«"“')))


def _is_somebody(zone: Zone, opening: Opening) -> bool:
    view, k = zone.view, opening.head
    token, verb = view.tokens[k], _verb(zone)
    if view.lexicon.has("audience", view.words[k]) or fold(token.lemma) in view.lexicon.anonymous:
        return True
    known = view.mentions_in(token.start, token.end)
    asked = verb is not None and verb.kind in ASKING
    for m in known:
        if m.kind in ("person", "group", "body", "anonymous") and m.form in ("name", "role"):
            return True
        if m.kind == "state" and asked and not opening.bare:
            return True
    return False


def _object(zone: Zone, channel: Span | None) -> Place | None:
    """The object of a verb of telling: "informer les élus que P", "menacer la Chine de P"."""
    view, cue = zone.view, zone.draft.verb
    if cue is None or cue.passive or not _tells(zone):
        return None
    for kid in sorted(view.kids[cue.token]):
        called = any(view.rel(c) == "case" and c <= cue.last for c in view.kids[kid])  # "call on X"
        told = view.rel(kid) in ("obj", "iobj") or (view.rel(kid) == "obl" and called)
        told = told and not _within(zone, kid, channel)
        if kid <= cue.last or not told or kid not in zone.inside or zone.in_speaker(kid):
            continue
        if view.tokens[kid].pos in ("NOUN", "PROPN") and kid not in view.timed:
            start, end = view.noun_phrase(kid)
            start = _bare(view, max(start, view.tokens[cue.last].end))
            return start, _outside(zone, view.tokens[kid].end, end)
    beside = cue.last + 1
    if beside in zone.inside and view.lexicon.has("audience", view.words[beside]):
        return view.tokens[beside].start, view.tokens[beside].end
    return None


def _request(zone: Zone) -> Place | None:
    """Who is asked in a request that stands whole between marks: "a invité « les élus à voter »"."""
    view, draft = zone.view, zone.draft
    if not (draft.quoted and draft.construction == "infinitive" and _tells(zone)):
        return None
    first, past = view.at(draft.start), view.before(draft.end)
    if draft.verb is None or any(
        "VerbForm=Inf" in view.tokens[k].morph for k in range(draft.verb.last + 1, first)
    ):
        return None
    for k in range(first, past):
        if view.tokens[k].pos in ("NOUN", "PROPN"):
            start = first + view.is_mark(first)
            return view.tokens[start].start, view.noun_phrase(k)[1]
        if view.tokens[k].pos not in ("DET", "ADJ", "NUM", "PRON") and not view.is_mark(k):
            return None
    return None


def _audience(zone: Zone, channel: Span | None) -> Place | None:
    """Listeners named anywhere in the reporting sentence: "S'adressant aux députés, X a dit"."""
    view = zone.view
    for opening in zone.openings():
        if opening.part not in ("to", "toward", "before") or _within(zone, opening.head, channel):
            continue
        if view.lexicon.has("audience", view.words[opening.head]):
            start, end = view.noun_phrase(opening.head)
            return _bare(view, max(start, view.tokens[opening.past - 1].end)), end
    return None
