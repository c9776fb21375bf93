"""One act of speech, however many pages carry it and in whatever translation.

Statements are reduced to terms (`_content`: concepts, stems, numbers, weighed by rarity). Two statements of
one speaker with like terms are one act; without a settled speaker the words themselves must agree. The
fullest intact wording is the one to quote, and what the others change is named (`_drift`). A statement and
one nested in it never fold, and two speakers never become one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from recoupe.methods import reprints
from recoupe.methods.groups import Groups
from recoupe.model import Lineage, Page, Reason, Span, Statement, Utterance, Variant
from recoupe.spans import hull, overlap
from recoupe.stages.utterances import _drift
from recoupe.stages.utterances._content import Content, Likeness, Terms, read, same
from recoupe.text.fold import short_id

KEYS = 8  # rarest terms of a statement by which it is looked for
BLOCK = (
    60  # statements that may share a key and still be compared all with all; beyond, each with the next two
)
# On pages of one story that quote the same posts and speeches in different translations, wordings of one
# sentence share 0.4 to 0.8 of their weight; different sentences of one speaker on one subject stay below
# 0.35.
SAME_SPEAKER = 0.42
CONTAINED = 0.62  # of the shorter wording, where one is a part of the other
CONTAINED_TERMS = 3
NO_SPEAKER = 0.7
NO_SPEAKER_TERMS = 5
FEW_TERMS = (
    4  # of the shorter wording, below which likeness must be closer: two short wordings share a subject fast
)
FEW_SHARED = 3  # the same where hardly a term is shared
FEW_SAME = 0.6
FEW_REPORTED = 0.8  # what is only reported names a subject more than it gives words
NO_SPEAKER_RUN = 8  # words in a row that make two wordings one act of speech where a speaker is not settled
OTHER_SPEAKER_RUN = 12  # the same where two speakers are named: one of the attributions is wrong
WITNESSES = 6  # statements of either group that are asked before two groups become one
GROUP = 0.3  # mean likeness between two groups that become one
GROUP_WIDE = 0.41  # the same where they make four wordings or more: a subject draws ever more to it


def settle(
    statements: Sequence[Statement], pages: Mapping[str, Page], lineage: Lineage | None = None
) -> tuple[Utterance, ...]:
    """Statements of all pages -> acts of speech; each statement belongs to one. What a page repeats of
    another page of its text joins what is joined there.
    """
    ordered = sorted(statements, key=lambda s: (s.doc, s.content[0].start, s.id))
    contents = [read(s, pages[s.doc]) for s in ordered]
    again = _repeats(contents, pages, lineage) if lineage else {}
    own = [n for n in range(len(ordered)) if n not in again]
    terms = Terms([contents[n] for n in own])
    links = []
    for i, j in _candidates(own, ordered, contents, terms):
        if _barred(ordered[i], ordered[j]):
            continue
        like = terms.compare(contents[i], contents[j])
        if _one_act(ordered[i], ordered[j], like) and not _of_others(contents[i], contents[j], like):
            links.append((like, i, j))
    groups = Groups(len(ordered))
    why: dict[tuple[int, int], Likeness] = {}

    def allowed(a: list[int], b: list[int]) -> bool:
        met = [(x, y) for x in a[:WITNESSES] for y in b[:WITNESSES]]
        if any(_barred(ordered[x], ordered[y]) for x, y in met):
            return False
        near = [terms.compare(contents[x], contents[y]) for x, y in met]
        floor = GROUP if len(a) + len(b) < 4 else GROUP_WIDE
        return sum(max(k.dice, k.contained / 2) for k in near) >= floor * len(near)

    def apart(a: list[int], b: list[int]) -> bool:
        return not any(_barred(ordered[x], ordered[y]) for x in a for y in b)

    for like, i, j in sorted(links, key=lambda k: (-k[0].dice, -k[0].contained, k[1], k[2])):
        if groups.join(i, j, allowed):
            why[i, j] = like
    for n, head in sorted(again.items()):
        if groups.join(head, n, apart):
            why[min(head, n), max(head, n)] = same(contents[n])
    told: dict[int, list[tuple[int, int, Likeness]]] = defaultdict(list)
    for (i, j), like in why.items():
        told[groups.find(i)].append((i, j, like))
    made = [_utterance(members, ordered, contents, told[members[0]]) for members in groups.all()]
    return tuple(sorted(made, key=lambda u: u.id))


def _repeats(contents: Sequence[Content], pages: Mapping[str, Page], lineage: Lineage) -> dict[int, int]:
    """The statements in the words of one on a senior page of the same text, and which that is."""
    ranks = reprints.seniority(lineage, pages)
    return reprints.repeats(
        [reprints.Printed(c.doc, lineage.text_of(c.doc), ranks.get(c.doc, 0), c.words) for c in contents]
    )


def _candidates(
    own: Sequence[int], statements: Sequence[Statement], contents: Sequence[Content], terms: Terms
) -> list[tuple[int, int]]:
    """Pairs that share a rare term and a speaker, or a rare run of words."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n in own:
        statement, content = statements[n], contents[n]
        rare = terms.rarest(content, KEYS)
        for voice in sorted(_voices(statement)) or ["nobody"]:
            for term in rare:
                blocks[f"{voice} {term}"].append(n)
        for run in content.runs:
            blocks[f"run {run}"].append(n)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        reach = len(block) if len(block) <= BLOCK else 2
        pairs.update((i, j) for n, i in enumerate(block) for j in block[n + 1 : n + 1 + reach] if i != j)
    return sorted(pairs)


def _voices(statement: Statement) -> set[str]:
    """Who speaks, if it is settled. Those who only relay it are of another act."""
    return {statement.actor} if statement.actor else set()


def _barred(a: Statement, b: Statement) -> bool:
    """Whether two statements cannot be one act: one is printed inside the other, or says that it stands in
    it.
    """
    if a.doc == b.doc and any(overlap(x, y) for x in a.content for y in b.content):
        return True
    return a.id in (b.parent, b.outer) or b.id in (a.parent, a.outer)


def _of_others(a: Content, b: Content, like: Likeness) -> bool:
    """Whether each names somebody whom the other does not, and nobody in common: then they speak of two
    things.
    """
    apart = bool(a.names and b.names) and not a.names & b.names
    return apart and like.run < NO_SPEAKER_RUN and like.dice < NO_SPEAKER


def _one_act(a: Statement, b: Statement, like: Likeness) -> bool:
    mine, theirs = _voices(a), _voices(b)
    if mine and theirs and not mine & theirs:
        quoted = a.type in ("direct", "mixed") and b.type in ("direct", "mixed")
        return quoted and like.run >= OTHER_SPEAKER_RUN and like.contained >= NO_SPEAKER
    if not (mine and theirs):
        alike = like.dice >= NO_SPEAKER and like.terms >= NO_SPEAKER_TERMS
        return alike or (like.run >= NO_SPEAKER_RUN and like.contained >= NO_SPEAKER)
    floor = SAME_SPEAKER if a.doc != b.doc else NO_SPEAKER
    if like.few < FEW_TERMS or like.terms < FEW_SHARED:
        floor = max(floor, FEW_REPORTED if "reported" in (a.type, b.type) else FEW_SAME)
    if like.dice >= floor and like.terms >= 2:
        return True
    least = CONTAINED_TERMS + ("reported" in (a.type, b.type))
    return a.doc != b.doc and like.contained >= CONTAINED and like.terms >= least


def _utterance(
    members: Sequence[int],
    statements: Sequence[Statement],
    contents: Sequence[Content],
    links: Sequence[tuple[int, int, Likeness]],
) -> Utterance:
    """The act of speech of these statements; the fullest intact wording first."""
    best = min(members, key=lambda n: _rank(statements[n], contents[n]))
    variants = tuple(
        sorted(
            (Variant(statements[n].id, _place(statements[n])) for n in members),
            key=lambda v: (v.span, v.statement),
        )
    )
    speakers = sorted({a for n in members if (a := statements[n].actor)})
    speaker = statements[best].actor or (speakers[0] if len(speakers) == 1 else None)
    ids = tuple(sorted(statements[n].id for n in members))
    drift = [d for n in members if n != best for d in _drift.between(contents[best], contents[n])]
    return Utterance(
        id=short_id("u", *ids),
        statements=ids,
        speaker=speaker,
        best=Variant(statements[best].id, _place(statements[best])),
        variants=variants,
        drift=tuple(sorted(drift, key=lambda d: (d.kind, d.spans))),
        reasons=_reasons(statements, links, best),
    )


def _place(statement: Statement) -> Span:
    return hull(statement.content)


def _rank(statement: Statement, content: Content) -> tuple[bool, bool, float, int, str]:
    """What makes a wording the one to quote: quoted, marks intact, sure, complete."""
    quoted = statement.type in ("direct", "mixed")
    return (
        not quoted,
        statement.marks != "intact",
        -round(statement.confidence, 1),
        -len(content.words),
        statement.id,
    )


def _reasons(
    statements: Sequence[Statement], links: Sequence[tuple[int, int, Likeness]], best: int
) -> tuple[Reason, ...]:
    if not links:
        span = _place(statements[best])
        return (
            Reason(
                "only-wording",
                round(statements[best].confidence, 4),
                (span,),
                "No other statement says the same.",
            ),
        )
    reasons = []
    for i, j, like in sorted(links, key=lambda k: (k[0], k[1])):
        spans = (_place(statements[i]), _place(statements[j]))
        run = f", {like.run} words of it in a row" if like.run >= 4 else ""
        share = f"{like.dice:.0%} of what the two wordings weigh is common{run}"
        if like.dice < SAME_SPEAKER:
            share = f"{like.contained:.0%} of what the shorter wording weighs stands in the longer one{run}"
        text = f"The same speaker says the same: {share}."
        if not _voices(statements[i]) & _voices(statements[j]):
            text = f"The same words, though the speaker is not named alike: {share}."
        reasons.append(Reason("same-content", round(like.dice, 4), spans, text))
    return tuple(reasons)
