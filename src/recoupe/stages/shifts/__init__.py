"""Where one side's standings turn, and what explains it: a change of mind only where nothing else does.

Two standings of one holder on one issue turn where one is for and the other against the same thing, or where
each is for another option of an ordered issue. Before that is called movement (`moved`), these are looked
for, and each is reported as what it is:

- `stronger_paraphrase`: the page's own words are stronger than the quotation beside them;
- `retracted`: the holder denies having said so;
- `other_wording`: both are wordings of one utterance, or of one speech of one day;
- `translation`: one stands only on translated pages and on one origin, or the two pages are one text;
- `lower_rank`: nobody said both, and one speaker ranks below the other, or ranks are not known.

What is left is movement where every day of the one lies before every day of the other. Both standings of a
paraphrase may be one: what the page says and what it quotes then differ in force alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from recoupe.languages import Language
from recoupe.methods.paraphrases import POLES, stronger
from recoupe.model import Dossier, Reason, Shift, Standing
from recoupe.stages.shifts.ranks import Ranks
from recoupe.stages.shifts.tellings import Telling, tellings
from recoupe.text.fold import short_id

MOVED = "moved"
_DENIES = "denies_having_said"
_Scales = Mapping[str, tuple[str, ...]]


def find(found: Dossier, tables: Mapping[str, Language]) -> tuple[Shift, ...]:
    """The shifts of a dossier that has all but them, sorted by id of their standings."""
    told = tellings(found)
    scales = {i.code: i.options for i in found.issues}
    ranks = Ranks({a.id: a for a in found.roster.actors}, {p.doc.id: p for p in found.pages}, tables)
    shifts = {s.id: s for s in _paraphrases(found)}
    loud = {s.pair[0] for s in shifts.values()}
    shelves: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in found.standings:
        shelves[standing.party or standing.holder, standing.issue].append(standing)
    for held in shelves.values():
        held.sort(key=lambda s: (s.stance == _DENIES, s.start or "9", s.id))
        for before, after in combinations(held, 2):
            words = [[told[p] for p in s.positions if p in told and p not in loud] for s in (before, after)]
            shift = _compare(before, after, words, held, scales.get(before.issue, ()), ranks)
            if shift:
                shifts[shift.id] = shift
    return tuple(sorted(shifts.values(), key=lambda s: (s.before, s.after, s.id)))


def _paraphrases(found: Dossier) -> Iterator[Shift]:
    """What a page says more strongly than it quotes."""
    standing = {p: s for s in found.standings for p in s.positions}
    for loud, soft in stronger(found.positions, {s.id: s.type for s in found.statements}):
        if loud.id in standing and soft.id in standing:
            text = "the page's own words are stronger than what it quotes of the same holder"
            reason = Reason("paraphrase-stronger", 1.0, (loud.span, soft.span), text)
            yield _shift(
                standing[loud.id], standing[soft.id], "stronger_paraphrase", (loud.id, soft.id), reason
            )


def _compare(
    before: Standing,
    after: Standing,
    words: Sequence[Sequence[Telling]],
    held: Sequence[Standing],
    scale: tuple[str, ...],
    ranks: Ranks,
) -> Shift | None:
    """The shift from one standing to a later one, of the kind that is left; None where there is none."""
    if not all(words):
        return None
    if after.stance == _DENIES:
        denied = before.holder == after.holder and bool(POLES.get(before.stance)) and _meet(before, after)
        return (
            _told(before, after, "retracted", words, "said first, later denied to have been said")
            if denied
            else None
        )
    if not _turned(before, after, scale):
        return None
    if before.holder != after.holder:
        return _outranked(before, after, words, ranks)
    denials = [s for s in held if s.stance == _DENIES and s.holder == before.holder and _meet(s, before)]
    if denials:
        return _told(before, after, "retracted", words, "one of the two is denied to have been said")
    return _explained(before, after, words, ranks)


def _meet(one: Standing, other: Standing) -> bool:
    """Whether two standings are on one option, as far as they name one."""
    return one.option == other.option or not (one.option and other.option)


def _turned(before: Standing, after: Standing, scale: tuple[str, ...]) -> bool:
    """Whether one is for what the other is against, or each for another option of an ordered issue."""
    here, there = POLES.get(before.stance), POLES.get(after.stance)
    if not here or not there:
        return False
    if before.option == after.option:
        return here != there
    return here == there == 1 and before.option in scale and after.option in scale


def _explained(
    before: Standing, after: Standing, words: Sequence[Sequence[Telling]], ranks: Ranks
) -> Shift | None:
    """What is left once other wordings, translation and ranks are looked for."""
    pairs = [(x, y, x.explains(y)) for x, y in product(*words)]
    left = [(x, y) for x, y, why in pairs if not why]
    if not left:
        x, y, (kind, text) = next((x, y, why) for x, y, why in pairs if why)
        return _told(before, after, kind, ([x], [y]), text)
    sides = [list(dict.fromkeys(side)) for side in zip(*left, strict=True)]
    for standing, side in zip((before, after), sides, strict=True):
        if standing.origins.max == 1 and all(t.translated for t in side):
            return _told(
                before, after, "translation", sides, f"only a translated page says {standing.stance}"
            )
    if told := _ranked(sides, ranks):
        return _told(before, after, "lower_rank", sides, told)
    return _in_order(before, after, sides)


def _in_order(before: Standing, after: Standing, sides: Sequence[Sequence[Telling]]) -> Shift | None:
    """Movement, where all that is dated of the one lies before all that is dated of the other."""
    early, late = ([t.days for t in side if t.days] for side in sides)
    if not early or not late:
        return None
    last, first = max(d[1] for d in early), min(d[0] for d in late)
    if last >= first:
        return None
    was, now = (" ".join(filter(None, (s.stance, s.option))) for s in (before, after))
    return _told(before, after, MOVED, sides, f"{was} until {last}, {now} from {first}, both in own words")


def _ranked(sides: Sequence[Sequence[Telling]], ranks: Ranks) -> str:
    """Why two sides of one holder cannot be set against each other; empty where they can."""
    here, there = ({t.teller for t in side} for side in sides)
    if here & there:
        return ""
    highest = [max((ranks.of(a) or 0 for a in side if a), default=0) for side in (here, there)]
    if highest[0] == highest[1] > 0:
        return ""
    return "another speaker, of another rank" if all(highest) else "another speaker, whose rank is not known"


def _outranked(
    before: Standing, after: Standing, words: Sequence[Sequence[Telling]], ranks: Ranks
) -> Shift | None:
    """Two persons of one party of whom one ranks below the other, each in his own words."""
    high, low = ranks.of(before.holder), ranks.of(after.holder)
    own = all(t.teller == s.holder for s, side in zip((before, after), words, strict=True) for t in side)
    if not own or not high or not low or high == low:
        return None
    return _told(before, after, "lower_rank", words, "two speakers of one party, one below the other")


def _told(
    before: Standing, after: Standing, kind: str, sides: Sequence[Sequence[Telling]], text: str
) -> Shift:
    """A shift with its evidence: the last place of the one, the first of the other."""
    x, y = max(sides[0], key=Telling.order), min(sides[1], key=Telling.order)
    reason = Reason("stance-turned", 1.0, (x.position.span, y.position.span), text)
    return _shift(before, after, kind, (x.position.id, y.position.id), reason)


def _shift(before: Standing, after: Standing, kind: str, pair: tuple[str, str], reason: Reason) -> Shift:
    key = short_id("h", before.id, after.id, kind, *(pair if kind == "stronger_paraphrase" else ()))
    return Shift(id=key, before=before.id, after=after.id, kind=kind, pair=pair, reasons=(reason,))
