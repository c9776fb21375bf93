"""Who passed the words on? "X, cité par Y" and "Y, citant X" have one chain: Y, then X.

Both are printed right behind the speaker. Where the speaker only cites, the one cited holds the words.
"""

from collections.abc import Sequence

from recoupe.model import Span
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import Zone, plays

AGENT_WITHIN = 4  # tokens between "cité" and "par"
NAME_WITHIN = 5  # tokens between "citant" and the noun it cites
SAME = 0.8  # share of a content that another reading must cover to report the same words
OUTSIDE = ("as-said", "source-first", "source-middle", "source-last")


def find(where: Zone) -> tuple[tuple[Span, ...], Span | None]:
    """The holders outside the speaker, outermost first, and whom the speaker cites, if he does."""
    view, speaker = where.view, where.draft.speaker
    if speaker is None:
        return (), None
    for k in where.tokens:
        between = view.text[speaker[1] : view.tokens[k].start] if view.tokens[k].start >= speaker[1] else "-"
        if between.strip(" \u00a0,"):
            before = view.words[k - 1] if k else ""
            if not view.lexicon.has("relative", before) or between.strip(" \u00a0,").lower() != before:
                continue
        if view.lexicon.has("relayed", view.words[k]):
            by = next((j for j in range(k + 1, k + AGENT_WITHIN) if _is_agent(view, j)), -1)
            holder = view.head(by) if by > 0 else -1
            if holder > by and view.tokens[holder].pos in ("NOUN", "PROPN"):
                return (view.span(*view.noun_phrase(holder)),), None
        if plays(view, k, "citing"):
            cited = _noun_behind(view, k)
            if cited >= 0:
                return (view.span(*speaker),), view.span(*view.noun_phrase(cited))
    return (), None


def _is_agent(view: View, k: int) -> bool:
    return k < len(view.tokens) and view.lexicon.has("agent", view.words[k])


def _noun_behind(view: View, k: int) -> int:
    """The noun that a verb of citing cites, or -1."""
    for j in range(k + 1, min(k + NAME_WITHIN, len(view.tokens))):
        if view.tokens[j].pos in ("NOUN", "PROPN", "PRON"):
            return j
        if view.tokens[j].pos not in ("DET", "ADJ", "NUM"):
            return -1
    return -1


def only_cites(view: View, d: Draft) -> bool:
    """Whether a draft takes for words somebody who is cited: "citant le ministère"."""
    if d.verb is None or not d.nominal or not plays(view, d.verb.token, "citing"):
        return False
    cited = _noun_behind(view, d.verb.token)
    if cited < 0 or view.tokens[cited].start >= d.end:
        return False
    token = view.tokens[cited]
    known = view.mentions_in(token.start, token.end)
    return any(m.kind in ("person", "body", "group", "anonymous", "state") for m in known)


def outside(d: Draft, losers: Sequence[Draft]) -> Draft | None:
    """A reading of the same words that lost to this one and names somebody outside it:
    "P, selon un rapport, comme l'écrit Y".
    """
    best: Draft | None = None
    for other in losers:
        if other.cue is None or other.speaker is None or other.construction not in OUTSIDE or d.cue is None:
            continue
        apart = d.speaker is not None and (
            d.speaker[1] <= other.speaker[0] or other.speaker[1] <= d.speaker[0]
        )
        within = any(s <= other.cue[0] < e for s, e in d.content) or other.cue == d.cue
        if not apart or within or _shared(d, other) < SAME * min(d.size, other.size):
            continue
        if best is None or other.score > best.score:
            best = other
    return best


def _shared(a: Draft, b: Draft) -> int:
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a.content for t, f in b.content)


def opens_aside(view: View, k: int, top: int) -> bool:
    """Whether "comme l'écrit Y" follows: it is no part of what the source says."""
    opening = view.lexicon.phrases.get(view.words[k], ()) if k < top else ()
    return any(p.part == "asway" and view.match(k, p.words, top) for p in opening)


def passes_on(view: View, k: int) -> bool:
    """Whether the source's own source follows: "selon X, citant Y, P", "selon X, cité par Y, P"."""
    k += view.lexicon.has("relative", view.words[k])
    return view.lexicon.has("relayed", view.words[k]) or plays(view, k, "citing")
