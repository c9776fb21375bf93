"""Who speaks in a passive: the agent, the text in which something is said, the body where it was said.

"P, is noted in the report" is the report's, "as was announced at the ministry" the ministry's.
"""

from dataclasses import dataclass

from recoupe.stages.statements.view import View

NEAR = 9  # tokens behind a verb within which the body where it was said is named


@dataclass(frozen=True, slots=True)
class Agent:
    """The phrase of an agent: its head token, its place, and how it was found."""

    head: int
    start: int
    end: int
    found: str


def find(view: View, i: int, last: int) -> Agent | None:
    """Who did it, by the passive verb i, whose group ends with a token."""
    for kid in [*view.kids[i], *(k for g in view.kids[i] for k in view.kids[g])]:
        if kid <= i:
            continue
        if any(view.lexicon.has("agent", view.words[c]) for c in view.kids[kid] if view.rel(c) == "case"):
            return Agent(kid, *view.noun_phrase(kid), "agent")
    return _text_of(view, i) or _place_of(view, last)


def cited(view: View, i: int) -> Agent | None:
    """Who is quoted as saying it: "the agency quoted X as saying P", "X was quoted as saying P"."""
    g = view.head(i)
    known = {view.words[g], view.tokens[g].lemma}
    quotes = any(p.part == "citing" for w in known for p in view.lexicon.slots.get(w, ()))
    if i < 1 or g >= i or not quotes or not any(is_as(view, k) for k in range(g + 1, i)):
        return None
    wanted = (
        ("obj", "iobj") if not any(view.tokens[k].rel == "aux:pass" for k in view.kids[g]) else ("nsubj",)
    )
    who = next((k for k in view.kids[g] if view.rel(k) in wanted and k < i), -1)
    return Agent(who, *view.noun_phrase(who, avoid=g), "parse") if who >= 0 else None


def is_body(view: View, i: int, kid: int) -> bool:
    """Whether a pronoun for things is the subject of a report: "P, it said", where "it" is no empty word."""
    known = view.lexicon.drops_that and view.lexicon.has("pointing", view.words[kid])
    if not known or "Person=3" not in view.tokens[kid].morph or view.tokens[kid].rel != "nsubj" or kid > i:
        return False
    return view.rel(i) == "parataxis" or any(view.rel(k) == "ccomp" and k > i for k in view.kids[i])


def is_as(view: View, k: int) -> bool:
    """Whether a word opens a remark on who said so: "as reported"."""
    return any(p.part == "asway" and len(p.words) == 1 for p in view.lexicon.phrases.get(view.words[k], ()))


def _text_of(view: View, i: int) -> Agent | None:
    """The text in which something is said: "P, is noted in the report"."""
    for kid in view.kids[i]:
        text = view.lexicon.holders.get(view.tokens[kid].lemma.lower()) == "text"
        cases = (c for c in view.kids[kid] if view.rel(c) == "case")
        if kid > i and text and any(view.lexicon.has("medium", view.words[c]) for c in cases):
            return Agent(kid, *view.noun_phrase(kid), "text")
    return None


def _place_of(view: View, last: int) -> Agent | None:
    """The body where something was said: "as was announced on Monday at the ministry"."""
    for k in range(last + 1, min(len(view.tokens), last + NEAR)):
        token = view.tokens[k]
        if view.words[k] == "." or view.is_mark(k) or token.pos in ("VERB", "SCONJ", "CCONJ"):
            return None
        head = view.head(k)
        if head <= k or not view.lexicon.has("inside", view.words[k]):
            continue
        noun = view.tokens[head]
        named = view.mentions_in(noun.start, noun.end)
        if any(m.kind == "body" for m in named):
            return Agent(head, *view.noun_phrase(head), "agent")
    return None
