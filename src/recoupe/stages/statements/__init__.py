"""Who said what on this page: the attributions with their content, speaker, channel, addressee, stance and
limits.

Cues and quotation marks propose, generously; each proposal collects signs for and against; the surest that
can stand beside each other remain (`decide`). Actors are not known here: a statement names the span of the
mention that speaks, `stages/chains.py` turns it into a chain of actors once names are settled.
"""

from collections.abc import Sequence

from recoupe.languages import Language
from recoupe.model import PROSE, Mention, Note, Page, Parse, Reason, Span, Statement, TimeExpression
from recoupe.stages.statements import (
    aside,
    bearing,
    carried,
    citing,
    cues,
    decide,
    further,
    headlines,
    hints,
    holders,
    interviews,
    lists,
    loose,
    mending,
    nounclauses,
    nouncolons,
    opinions,
    outer,
    phrases,
    pointing,
    relays,
    signs,
    slots,
    stances,
    verbal,
)
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.lexicon import compiled
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.text import quotes
from recoupe.text.fold import short_id
from recoupe.text.quotes import Quoted

FLOOR = -0.1  # log-odds: a proposal is kept when the signs against it do not clearly outweigh those for it


def find(
    page: Page, parse: Parse, mentions: Sequence[Mention], times: Sequence[TimeExpression], lang: Language
) -> tuple[Statement, ...]:
    """The attributions of one page, in text order."""
    paragraphs = [(b.span.start, b.span.end) for b in page.blocks if b.kind in PROSE]
    if not paragraphs or not parse.tokens:
        return ()
    view = View(page, parse, compiled(lang))
    view.meet(mentions, times)
    view.quotes = quoted(view, paragraphs)
    found = cues.find(view)
    limits = Limits(view, found)
    drafts = proposals(view, limits, found)
    decide.weigh(view, drafts)
    proposed = [d for d in drafts if d.score >= FLOOR]
    drafts = decide.choose(drafts, FLOOR)
    extra = loose.find(view, limits, drafts)
    decide.weigh(view, extra)
    drafts = decide.choose([*drafts, *extra], FLOOR)
    extra = carried.find(view, limits, drafts)
    decide.weigh(view, extra)
    drafts = decide.choose([*drafts, *extra], FLOOR)
    return _finished(view, limits, drafts, proposed)


def set_aside(page: Page, parse: Parse, said: Sequence[Statement]) -> tuple[Note, ...]:
    """Why the quotations that no statement holds are nobody's speech."""
    return aside.notes(page, parse, said) if parse.tokens else ()


def quoted(view: View, paragraphs: list[tuple[int, int]]) -> tuple[Quoted, ...]:
    """The page's quotations, lost marks put where the words say."""
    seen = hints.of(view, paragraphs)
    found = quotes.find(view.text, paragraphs, seen)
    if not any(q.unopened or q.unclosed for q in found):
        return mending.mend(view, (), seen, found)
    view.quotes = found
    return mending.mend(view, cues.find(view), seen, found)


def proposals(view: View, limits: Limits, found: list[cues.Cue]) -> list[Draft]:
    """All that cues and marks propose, with the signs seen, not yet weighed."""
    drafts = [d for cue in found for d in verbal.propose(view, limits, cue)]
    drafts += (
        phrases.sources(view, limits) + nounclauses.find(view, limits) + headlines.find(view, limits, found)
    )
    drafts += nouncolons.find(view, limits)
    drafts += bearing.find(view, limits) + opinions.find(view, limits) + interviews.find(view)
    drafts += pointing.find(view, limits) + citing.find(view, limits)
    further.extend(view, limits, drafts)
    drafts = [d for d in drafts if _says_something(view, d)]
    for d in drafts:
        _leave_heading(view, limits, d)
        lists.complete(view, d)
    signs.add(view, drafts)
    for d in drafts:
        _leave_opener(view, d)
    return drafts


def _leave_opener(view: View, d: Draft) -> None:
    """Cuts from a content's end the preposition or article of what follows it: "le plan en", "lundi, en"."""
    start, end = d.content[-1]
    last = view.before(end)
    while (
        view.tokens[last].pos in ("ADP", "DET")
        and view.head(last) > last
        and view.tokens[last - 1].start > start
    ):
        last -= 1
        while view.words[last] == ",":
            last -= 1
    if view.tokens[last].end < end and view.tokens[view.before(end)].end == end:
        d.content[-1] = (start, view.tokens[last].end)


def _leave_heading(view: View, limits: Limits, d: Draft) -> None:
    """Cuts from a speaker's phrase the heading that is printed before it on the same line."""
    if d.speaker is None:
        return
    inside = range(view.at(d.speaker[0]) + 1, view.before(d.speaker[1]) + 1)
    first = next((k for k in inside if k in limits.glued), -1)
    if first < 0 or (d.cue is not None and d.cue[0] < view.tokens[first].start):
        return
    d.speaker = (view.tokens[first].start, d.speaker[1])
    if 0 <= d.head < first:
        d.head = next(
            (k for k in range(first, inside.stop) if view.tokens[k].pos in ("NOUN", "PROPN")), d.head
        )


def _says_something(view: View, d: Draft) -> bool:
    """Whether a content has words; places that hold only marks are dropped, and so is who is only cited."""
    d.content = [(s, e) for s, e in d.content if any(c.isalnum() for c in view.text[s:e])]
    return bool(d.content) and not relays.only_cites(view, d)


def _finished(
    view: View, limits: Limits, drafts: list[Draft], proposed: list[Draft]
) -> tuple[Statement, ...]:
    held = holders.assign(view, drafts)
    ids = {id(d): _id(view, d) for d in drafts}
    around = decide.enclosing(drafts)
    parents = {id(d): around[id(d)][0] if around[id(d)] else None for d in drafts}
    beside_cue = slots.fill(view, limits, drafts, slots.Settled(parents, held, proposed))
    out = []
    for d in drafts:
        parent = parents[id(d)]
        beside = beside_cue[id(d)]
        content = tuple(view.span(s, e) for s, e in d.content)
        out.append(
            Statement(
                id=ids[id(d)],
                type=_type(view, d),  # type: ignore[arg-type]
                content=content,
                cue=view.span(*d.cue) if d.cue else None,
                speaker=view.span(*d.speaker) if d.speaker else None,
                holder=beside.cited or held[id(d)],
                stance=stances.stance(view, d),  # type: ignore[arg-type]
                confidence=decide.confidence(d.score),
                reasons=_reasons(view, d),
                parent=ids[id(parent)] if parent else None,
                relays=beside.relays,
                channel=beside.channel,
                addressee=beside.addressee,
                marks="repaired" if _repaired(view, d) else "intact",
                said=beside.said,
                outer=ids.get(id(d.source)) if d.source and d.source.start < d.start else None,
            )
        )
    return outer.mark(view, out)


def _id(view: View, d: Draft) -> str:
    where = ",".join(f"{s}-{e}" for s, e in d.content)
    return short_id("s", view.doc, where, str(d.cue), d.construction)


def _type(view: View, d: Draft) -> str:
    if d.quoted and all(_is_quotation(view, s, e) for s, e in d.content):
        return "direct"
    if d.construction in ("colon", "unmarked", "transcript"):
        return "direct"
    if d.construction == "noun" and all(_is_quotation(view, s, e) for s, e in d.content):
        return "direct"
    if any(view.quotes_in(s - 1, e + 2) for s, e in d.content):
        return "mixed"
    return "reported" if d.nominal else "indirect"


def _is_quotation(view: View, start: int, end: int) -> bool:
    return any(abs(q.start - start) <= 1 and abs(q.end - end) <= 1 for q in view.quotes)


def _repaired(view: View, d: Draft) -> bool:
    """Whether a repaired mark stands in the content or at its limits, not only around a report within it."""
    if d.repaired:
        return True
    mended = [q for q in view.quotes if q.repair]
    return any(
        q.start <= e and s <= q.end and not (q.start < s - 1 and e + 1 < q.end)
        for s, e in d.content
        for q in mended
    )


def _reasons(view: View, d: Draft) -> tuple[Reason, ...]:
    weights = view.lexicon.weights
    seen: list[Reason] = []
    for rule, place, text in d.signs:
        span = (Span(view.doc, place[0], place[1]),) if place[0] < place[1] else ()
        seen.append(Reason(rule, weights.get(rule, 0.0), span, text))
    return tuple(seen)
