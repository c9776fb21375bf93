"""Through what, to whom and when was it said? Looked for in the reporting sentence, outside the content."""

from recoupe.model import Channel, Span
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View

ASKING = frozenset({"ask", "demand", "threaten"})


def reach(view: View, limits: Limits, draft: Draft) -> list[int]:
    """The tokens of the reporting sentence that are not content."""
    if draft.cue is None:
        return []
    at = view.at(draft.cue[0])
    bottom, top = limits.unit(at)
    return [
        k
        for k in range(bottom, top)
        if not any(s <= view.tokens[k].start < e for s, e in draft.content)
        and limits.depth[k] == limits.depth[at]
    ]


def channel(view: View, draft: Draft, tokens: list[int]) -> Channel | None:
    """The medium: a phrase whose head is a word for a medium, behind a preposition."""
    inside = set(tokens)
    for k in tokens:
        for words, kind in view.lexicon.channels.get(view.words[k], ()) or view.lexicon.channels.get(
            view.words[k].rstrip("s"), ()
        ):
            if len(words) > 1 and not view.match(k, words, len(view.tokens)):
                continue
            if (
                view.rel(k) == "compound"
                and len(words) == 1
                and view.words[view.head(k)] in view.lexicon.channels
            ):
                continue  # "a radio interview" is an interview
            first = _preposition(view, k, inside)
            if first < 0 or _in(view, k, draft.speaker) or _gives_source(view, first):
                continue
            past = k + len(words) - 1
            while past + 1 in inside and (
                view.under(past + 1, k) or view.tokens[past + 1].rel == "flat:name"
            ):
                past += 1
            while past > k and view.tokens[past].pos == "PUNCT":
                past -= 1
            return Channel(
                view.span(view.tokens[first].start, view.tokens[past].end), kind, _name(view, k, past)
            )
    return None


def _gives_source(view: View, k: int) -> bool:
    """Whether a preposition names a source or who passed the words on, and so no medium."""
    if any(
        p.part == "source" and view.match(k, p.words, len(view.tokens))
        for p in view.lexicon.prepositions.get(view.words[k], ())
    ):
        return True
    return k > 0 and view.lexicon.has("relayed", view.words[k - 1])


def relays(view: View, draft: Draft, tokens: list[int]) -> tuple[Span, ...]:
    """Who passed the words on, by a participle right behind the speaker: "a dit X, cité par Y"."""
    found: list[Span] = []
    if draft.speaker is None:
        return ()
    for k in tokens:
        if not view.lexicon.has("relayed", view.words[k]):
            continue
        between = view.text[draft.speaker[1] : view.tokens[k].start]
        if view.tokens[k].start < draft.speaker[1] or between.strip(" \u00a0,"):
            continue
        by = next(
            (
                j
                for j in range(k + 1, min(k + 4, len(view.tokens)))
                if view.lexicon.has("agent", view.words[j])
            ),
            -1,
        )
        holder = view.head(by) if by > 0 else -1
        if holder > by and view.tokens[holder].pos in ("NOUN", "PROPN"):
            found.append(view.span(*view.noun_phrase(holder)))
    return tuple(found[:1])


def _in(view: View, k: int, place: Place | None) -> bool:
    return place is not None and place[0] <= view.tokens[k].start < place[1]


def _preposition(view: View, k: int, inside: set[int]) -> int:
    """The preposition that opens the phrase of a token, if it is near."""
    for j in range(k - 1, max(-1, k - 5), -1):
        if j not in inside:
            return -1
        if view.tokens[j].pos == "ADP":
            return j
        if view.lexicon.has("medium", view.words[j]):
            return j
        if view.tokens[j].pos not in ("DET", "ADJ", "NUM", "NOUN"):
            return -1
    return -1


def _name(view: View, k: int, past: int) -> str | None:
    """The proper name within a channel's phrase."""
    run = [j for j in range(k, past + 1) if view.tokens[j].pos == "PROPN"]
    place = (view.tokens[run[0]].start, view.tokens[run[-1]].end) if run else (0, 0)
    if run and any(m.kind == "person" for m in view.mentions_in(*place)):
        return None
    return view.text[view.tokens[run[0]].start : view.tokens[run[-1]].end] if run else None


def addressee(view: View, draft: Draft, taken: Span | None) -> Place | None:
    """Who was told: "aux journalistes", or the object of a verb of asking."""
    cue = draft.verb
    if cue is None:
        return None
    for kid in sorted(view.kids[cue.token]):
        token = view.tokens[kid]
        if any(s <= token.start < e for s, e in draft.content) or _in(view, kid, draft.speaker):
            continue
        if taken is not None and taken.start <= token.start < taken.end:
            continue
        if view.rel(kid) in ("obl", "iobj") and token.pos in ("NOUN", "PROPN") and kid > cue.first:
            cases = [c for c in view.kids[kid] if view.rel(c) == "case"]
            if any(_is_toward(view, c) for c in cases) and _is_somebody(view, kid):
                start, end = view.noun_phrase(kid)
                return min(start, *(view.tokens[c].start for c in cases)), end
        if view.rel(kid) == "obj" and token.pos in ("NOUN", "PROPN") and not draft.nominal and kid > cue.last:
            verb = next(iter(cue.verbs))
            if verb.kind in ASKING and draft.construction == "infinitive":
                return view.noun_phrase(kid)
    return None


def _is_toward(view: View, k: int) -> bool:
    return view.lexicon.has("to", view.words[k]) or view.lexicon.has("toward", view.words[k])


def audience(view: View, tokens: list[int]) -> Place | None:
    """Listeners named anywhere in the reporting sentence: "devant les députés"."""
    for k in tokens:
        if view.lexicon.has("audience", view.words[k]):
            cases = [c for c in view.kids[k] if view.rel(c) == "case" and _is_toward(view, c)]
            if cases:
                start, end = view.noun_phrase(k)
                return min(start, *(view.tokens[c].start for c in cases)), end
    return None


def _is_somebody(view: View, k: int) -> bool:
    token = view.tokens[k]
    covering = view.mentions_in(token.start, token.start + 1)
    if covering:
        return any(m.kind != "place" and m.form != "metonym" for m in covering)
    return token.lemma in view.lexicon.anonymous or view.lexicon.has("audience", view.words[k])


def said(view: View, draft: Draft, tokens: list[int]) -> str | None:
    """The time expression of the reporting clause, as a TIMEX3 value."""
    if draft.cue is None or draft.verb is None:
        return None
    starts = {view.tokens[k].start for k in tokens}
    best: tuple[int, str] | None = None
    for t in view.times:
        if t.kind not in ("date", "time") or t.span.start not in starts:
            continue
        distance = abs(t.span.start - draft.cue[0])
        if distance < 120 and (best is None or distance < best[0]):
            best = (distance, t.value)
    return best[1] if best else None
