"""What does a clean page lend a damaged one that carries the same words?

Pages that report one act of speech (an utterance) are held side by side. Where one of them leaves the
speaker unknown, or knows him only by an office or a pronoun, and another that is clearly surer prints his
name, the name is lent; where the marks of one were repaired and an intact copy shows where the words begin
and end, the limits are. Each loan is a reason of the borrower with the place on the lending page. Lenders
who disagree lend nothing; a note says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.model import Mention, Note, Page, Reason, Roster, Span, Statement, Utterance, Variant
from recoupe.spans import hull, inside, overlap
from recoupe.text.fold import fold
from recoupe.text.shingles import WORD

# Judged by hand: a lender must be sure enough to stand alone, and surer than the page it corrects.
SURE = 0.8  # confidence from which on a statement lends
MARGIN = 0.1  # how much surer than a borrower that has a speaker of its own
FEWEST = 5  # words of an intact copy below which it sets no limits
AROUND = 400  # characters on either side of a damaged content within which its words are looked for
QUOTED = ("direct", "mixed")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the votes are taken with."""

    pages: Mapping[str, Page]
    mentions: Mapping[Span, Mention]
    named: frozenset[str]  # actors with a name of their own
    kinds: Mapping[str, str]
    on_page: Mapping[str, Sequence[Statement]]


def lend(
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
    roster: Roster,
    pages: Mapping[str, Page],
) -> tuple[tuple[Statement, ...], tuple[Utterance, ...], tuple[Note, ...]]:
    """Statements and utterances with what was lent, and notes on lenders who disagree."""
    desk = _desk(statements, roster, pages)
    by_id = {s.id: s for s in statements}
    notes: list[Note] = []
    changed: dict[str, Statement] = {}
    for u in sorted(utterances, key=lambda u: u.id):
        group = sorted((by_id[i] for i in u.statements), key=lambda s: (s.doc, s.content, s.id))
        if len({s.doc for s in group}) < 2:
            continue
        for s in group:
            others = [o for o in group if o.doc != s.doc]
            lent, disputed = _speaker(s, others, desk)
            notes += disputed
            lent = _limits(lent, others, desk)
            if lent != s:
                changed[s.id] = lent
    if not changed:
        return tuple(statements), tuple(utterances), tuple(notes)
    after = _chained(tuple(changed.get(s.id, s) for s in statements), by_id)
    return after, _utterances(utterances, {s.id: s for s in after}), tuple(notes)


def _desk(statements: Sequence[Statement], roster: Roster, pages: Mapping[str, Page]) -> _Desk:
    on_page: dict[str, list[Statement]] = {}
    for s in statements:
        on_page.setdefault(s.doc, []).append(s)
    return _Desk(
        pages=pages,
        mentions={m.span: m for a in roster.actors for m in a.mentions},
        named=frozenset(a.id for a in roster.actors if any(m.form == "name" for m in a.mentions)),
        kinds={a.id: a.kind for a in roster.actors},
        on_page=on_page,
    )


def _speaker(s: Statement, others: Sequence[Statement], desk: _Desk) -> tuple[Statement, list[Note]]:
    """The statement with the speaker whom clearly better copies name."""
    lenders = [o for o in others if _lends(o, s, desk)]
    names = sorted({o.actor for o in lenders if o.actor})
    if not names or names == [s.actor]:
        return s, []
    place = hull(s.content)
    if len(names) > 1:
        text = "Other pages give these words to different speakers; none is taken over."
        return s, [Note("votes", "lenders-disagree", text, s.doc, place)]
    best = min(lenders, key=lambda o: (-o.confidence, o.doc, o.id))
    spans = (place, hull(best.content), *([best.speaker] if best.speaker else []))
    reason = Reason(
        "lent-speaker", best.confidence, spans, "Another page with the same words names the speaker."
    )
    return replace(s, actor=best.actor, reasons=(*s.reasons, reason)), []


def _lends(lender: Statement, s: Statement, desk: _Desk) -> bool:
    """Whether a statement names its speaker clearly better than another one does."""
    mention = desk.mentions.get(lender.holder) if lender.holder else None
    if (
        lender.actor not in desk.named
        or lender.confidence < SURE
        or mention is None
        or mention.form != "name"
    ):
        return False
    if s.actor is None:
        return True
    if s.type not in QUOTED or lender.type not in QUOTED or lender.confidence < s.confidence + MARGIN:
        return False
    printed = desk.mentions.get(s.holder) if s.holder else None
    vague = s.actor not in desk.named or (printed is not None and printed.form == "pronoun")
    return vague and desk.kinds.get(s.actor) in (desk.kinds.get(lender.actor or ""), "anonymous")


def _limits(s: Statement, others: Sequence[Statement], desk: _Desk) -> Statement:
    """The statement whose marks were repaired, with the limits that intact copies agree on."""
    if s.marks == "intact" or s.type not in QUOTED or len(s.content) != 1:
        return s
    lenders = [o for o in others if o.marks == "intact" and o.type == "direct" and o.confidence >= SURE]
    found = {place: o for o in lenders if (place := _place(o, s, desk)) is not None}
    if len(found) != 1:
        return s
    [(place, lender)] = found.items()
    same = [w.span() for w in _words(place, desk)] == [w.span() for w in _words(s.content[0], desk)]
    if same or not _fits(place, s, desk):
        return s
    spans = (place, hull(lender.content))
    reason = Reason(
        "lent-limits", lender.confidence, spans, "An intact copy shows where the words begin and end."
    )
    return replace(s, content=(place,), reasons=(*s.reasons, reason))


def _place(lender: Statement, s: Statement, desk: _Desk) -> Span | None:
    """Where the words of an intact copy stand on the damaged page, all of them in a row, once."""
    if len(lender.content) != 1:
        return None
    wanted = [fold(hit.group()) for hit in _words(lender.content[0], desk)]
    text = desk.pages[s.doc].doc.text
    start, end = max(0, s.content[0].start - AROUND), min(len(text), s.content[0].end + AROUND)
    hits = _words(Span(s.doc, start, end), desk)
    words = [fold(hit.group()) for hit in hits]
    size = len(wanted)
    at = [k for k in range(len(words) - size + 1) if words[k : k + size] == wanted]
    if size < FEWEST or len(at) != 1:
        return None
    place = Span(s.doc, hits[at[0]].start(), hits[at[0] + size - 1].end())
    return place if overlap(place, s.content[0]) else None


def _words(span: Span, desk: _Desk) -> list[re.Match[str]]:
    return list(WORD.finditer(desk.pages[span.doc].doc.text, span.start, span.end))


def _fits(place: Span, s: Statement, desk: _Desk) -> bool:
    """Whether new limits keep what is nested nested, and touch neither neighbours nor the cue."""
    if any(p is not None and overlap(place, p) for p in (s.cue, s.speaker)):
        return False
    for other in desk.on_page[s.doc]:
        if other.id == s.id:
            continue
        nested = other.parent == s.id
        holds = s.parent == other.id
        if nested and not all(inside(c, place) for c in other.content):
            return False
        if holds and not any(inside(place, c) for c in other.content):
            return False
        if not nested and not holds and any(overlap(place, c) for c in other.content):
            return False
    return True


def _chained(statements: tuple[Statement, ...], before: Mapping[str, Statement]) -> tuple[Statement, ...]:
    """The statements with the chains of those whose speaker, or whose holder's speaker, was lent."""
    now = {s.id: s for s in statements}
    done: dict[str, tuple[str, ...]] = {}
    for s in statements:
        _chain(s.id, now, before, done)
    return tuple(replace(s, chain=done[s.id]) for s in statements)


def _chain(
    identity: str,
    now: Mapping[str, Statement],
    before: Mapping[str, Statement],
    done: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """The chain of a statement below the chain that its holder has now."""
    if identity in done:
        return done[identity]
    s = now[identity]
    done[identity] = s.chain  # guards against a ring of parents
    held = s.parent or s.outer or ""
    above: tuple[str, ...] = ()
    own = s.chain
    if held in now and s.chain[: len(before[held].chain)] == before[held].chain:
        above, own = _chain(held, now, before, done), s.chain[len(before[held].chain) :]
    if s.actor is not None and s.actor != before[identity].actor:
        own = (*(own[:-1] if own and own[-1] == before[identity].actor else own), s.actor)
    joined = (*above, *own)
    done[identity] = tuple(a for k, a in enumerate(joined) if k == 0 or joined[k - 1] != a)
    return done[identity]


def _utterances(utterances: Sequence[Utterance], now: Mapping[str, Statement]) -> tuple[Utterance, ...]:
    """The utterances with the speakers and places that their statements have now."""
    out = []
    for u in utterances:
        variants = tuple(
            sorted(
                (Variant(v.statement, hull(now[v.statement].content)) for v in u.variants),
                key=lambda v: (v.span, v.statement),
            )
        )
        speakers = sorted({a for i in u.statements if (a := now[i].actor)})
        best = Variant(u.best.statement, hull(now[u.best.statement].content))
        speaker = now[u.best.statement].actor or (speakers[0] if len(speakers) == 1 else None)
        out.append(replace(u, variants=variants, best=best, speaker=speaker))
    return tuple(out)
