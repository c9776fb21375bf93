"""Who spoke before? The holder of a statement near by, for a pronoun or for words without a speaker."""

from collections.abc import Mapping, Sequence

from recoupe.model import Mention, Span
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View

FAR = 2500  # characters after which a quotation no longer continues the speaker before
NEAR = 800  # characters before a possessive in which its owner was named
SPEAKERS = ("person", "body", "state")  # who goes on as "he" or "she" in the next sentence


def place_of(d: Draft) -> int:
    """Where a statement is reported: at its cue, else at its start."""
    return d.cue[0] if d.cue else d.start


def aloud(drafts: Sequence[Draft], d: Draft, around: Mapping[int, list[Draft]]) -> list[Draft]:
    """The statements without those that stand in the words of another, unless this one stands there too."""
    return [e for e in drafts if all(g.start <= d.start < g.end for g in around[id(e)])]


def refers(mention: Mention, by_span: dict[Span, Mention]) -> Span:
    """The last mention in the chain of references."""
    for _ in range(6):
        if mention.refers is None or mention.refers not in by_span or by_span[mention.refers] is mention:
            return mention.refers or mention.span
        mention = by_span[mention.refers]
    return mention.span


def known_as(view: View, span: Span | None, by_span: dict[Span, Mention]) -> Mention | None:
    """The mention of a holder: at its place, else the person named within its phrase."""
    if span is None or span in by_span:
        return by_span.get(span) if span else None
    inside = view.mentions_in(span.start, span.end)
    return next((m for m in inside if m.kind == "person" and m.form == "name"), None)


def _gender(view: View, d: Draft) -> str:
    """The gender of a speaker's pronoun, "" where it shows none."""
    if not 0 <= d.head < len(view.tokens):
        return ""
    shown = next((f for f in view.tokens[d.head].morph.split("|") if f.startswith("Gender=")), "")
    return shown.partition("=")[2]


def before(
    view: View,
    drafts: Sequence[Draft],
    held: dict[int, Span | None],
    d: Draft,
    *,
    persons: dict[Span, Mention] | None = None,
) -> Span | None:
    """The holder of the statement before this one, if it is near; a person where a pronoun asks for one."""
    earlier = [
        e for e in drafts if id(e) in held and place_of(e) < place_of(d) and place_of(d) - place_of(e) < FAR
    ]
    earlier = [e for e in earlier if held[id(e)] is not None]
    if persons is not None:
        earlier = [e for e in earlier if not _is_text(view, e)] or earlier
        asked = _gender(view, d)
        known = {id(e): known_as(view, held[id(e)], persons) for e in earlier}
        earlier = [
            e for e in earlier if not asked or (m := known[id(e)]) is None or m.gender in (None, asked)
        ]
        earlier = [e for e in earlier if _as_many(view, d, known[id(e)])]
        if earlier and _touches(view, max(earlier, key=place_of), d):
            return held[id(max(earlier, key=lambda e: (place_of(e), e.size)))]
        people = [e for e in earlier if (m := known[id(e)]) is not None and m.kind == "person"]
        things = [e for e in earlier if e not in people] if asked == "Neut" else []
        earlier = things if asked == "Neut" else people or earlier
    if not earlier:
        return None
    return held[id(max(earlier, key=lambda e: (place_of(e), e.size)))]


def _as_many(view: View, d: Draft, mention: Mention | None) -> bool:
    """Whether a speaker's pronoun agrees in number with a holder: no "they" for one person."""
    if mention is None or not 0 <= d.head < len(view.tokens) or view.tokens[d.head].pos != "PRON":
        return True
    plural = mention.number == "Plur" or mention.kind == "group"
    if view.morph(d.head, "Number=Plur"):
        return plural or mention.kind not in ("person", "anonymous")
    return not (plural and view.morph(d.head, "Number=Sing"))


def _is_text(view: View, e: Draft) -> bool:
    """Whether a document is the source of a statement: no pronoun of a person stands for one."""
    alone = e.verb is None and 0 <= e.head < len(view.tokens)
    return alone and view.lexicon.holders.get(view.tokens[e.head].lemma.lower()) == "text"


def _touches(view: View, e: Draft, d: Draft) -> bool:
    """Whether a quotation begins where the sentence of the statement before ends: its speaker goes on."""
    return d.quoted and _is_next(view, e, d)


def _is_next(view: View, e: Draft, d: Draft) -> bool:
    """Whether the sentence of a statement ends right before this one, in the same paragraph."""
    between = view.text[max(e.end, place_of(e)) : min(d.start, place_of(d))]
    return "\n" not in between and sum(between.count(mark) for mark in ".!?") == 1


def rumoured(view: View, drafts: Sequence[Draft], held: dict[int, Span | None], d: Draft) -> Span | None:
    """Whose hearsay the conditional carries on: the source's of the sentence right before, which is held at
    the same distance ("Selon X, P. Il aurait Q.").
    """
    earlier = [e for e in drafts if held.get(id(e)) is not None and e.end <= d.start]
    last = max(earlier, key=lambda e: max(e.end, place_of(e)), default=None)
    if last is None:
        return None
    between = view.text[max(last.end, last.cue[1] if last.cue else 0) : d.start]
    if "\n" in between or sum(between.count(mark) for mark in ".!?…") != 1:
        return None
    inside = range(view.at(last.start), view.before(last.end) + 1)
    distant = any("Mood=Cnd" in view.tokens[k].morph for k in inside)
    return held[id(last)] if distant or (last.verb is None and last.cue is not None) else None


def since(
    drafts: Sequence[Draft], d: Draft, mention: Mention | None, by_span: dict[Span, Mention]
) -> Span | None:
    """The person whom a pronoun stands for, if named after the statement before: somebody new speaks."""
    if mention is None or mention.form != "pronoun" or mention.refers is None:
        return None
    named = next((r.spans[-1] for r in mention.reasons if r.rule == "antecedent"), None)
    before = [max(e.end, place_of(e)) for e in drafts if place_of(e) < place_of(d) and e.start != d.start]
    referent = refers(mention, by_span)
    known = by_span.get(referent)
    if named is None or known is None or known.kind != "person" or named.start < max(before, default=0):
        return None
    return referent if named.end <= d.start else None


def going_on(
    view: View,
    drafts: Sequence[Draft],
    held: dict[int, Span | None],
    d: Draft,
    by_span: dict[Span, Mention],
) -> Span | None:
    """The person who speaks in the sentence right before, in the same paragraph, whom the pronoun fits:
    "X said P. He added Q."
    """
    if d.antecedent >= 0 or d.cue is None or d.verb is None or view.rel(d.head) != "nsubj":
        return None
    if view.lexicon.has("relative", view.words[d.head]) or not _gender(view, d):
        return None
    found = before(view, drafts, held, d)
    if found is None:
        return None
    known = known_as(view, found, by_span)
    if known is not None and (known.kind not in SPEAKERS or known.gender not in (None, _gender(view, d))):
        return None
    last = max((e for e in drafts if held.get(id(e)) == found and place_of(e) < place_of(d)), key=place_of)
    between = view.text[max(last.end, place_of(last)) : d.cue[0]]
    ends = sum(between.count(mark) for mark in ".!?")
    named = known is not None or (0 <= last.head < len(view.tokens) and view.tokens[last.head].pos == "PROPN")
    return found if named and "\n" not in between and ends == 1 and last.speaker is not None else None


def state_before(
    view: View,
    drafts: Sequence[Draft],
    held: dict[int, Span | None],
    d: Draft,
    by_span: dict[Span, Mention],
) -> Span | None:
    """The state that speaks in the sentence right before words told "according to him": translation loses the
    gender of states.
    """
    found = before(view, drafts, held, d) if d.verb is None else None
    known = by_span.get(found) if found else None
    if known is None or known.kind != "state":
        return None
    last = max((e for e in drafts if held.get(id(e)) == found and place_of(e) < place_of(d)), key=place_of)
    return found if _is_next(view, last, d) else None


def is_unheard(
    referent: Span, by_span: dict[Span, Mention], held: dict[int, Span | None], pronoun: Mention | None
) -> bool:
    """Whether a pronoun's body has not spoken yet on the page."""
    known = by_span.get(referent)
    return (
        pronoun is not None
        and known is not None
        and known.kind in ("body", "place")
        and referent not in held.values()
    )


def last_person(
    view: View,
    drafts: Sequence[Draft],
    held: dict[int, Span | None],
    d: Draft,
    by_span: dict[Span, Mention],
    pronoun: Mention | None,
) -> Span | None:
    """The last speaker, if a person whom the pronoun fits."""
    found = before(view, drafts, held, d)
    known = by_span.get(found) if found else None
    if known is None or pronoun is None or known.kind != "person":
        return None
    fits = not known.gender or not pronoun.gender or known.gender == pronoun.gender
    return found if fits else None


def owner(view: View, d: Draft, by_span: dict[Span, Mention]) -> Span | None:
    """The person named last before a possessive, "her plea", that it fits, if her gender shows or nobody
    else is near.
    """
    asked, here = _gender(view, d), view.tokens[d.head].start
    near = [
        by_span.get(refers(m, by_span), m)
        for m in view.mentions_in(max(0, here - NEAR), here)
        if m.kind == "person" and m.span.end <= here
    ]
    shown = [m for m in near if m.gender == asked]
    open_ = {m.span for m in near if m.gender is None and m.form == "name"}
    shown = [m for m in shown if m.form == "name"] or shown
    if shown and shown[-1].form != "pronoun":
        return shown[-1].span
    return next(iter(open_)) if len(open_) == 1 and not shown else None
