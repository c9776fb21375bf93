"""What changed between two runs on the same gold, one change an attribution or an extra statement; and the
errors of one run in the same form.

A change is a gain or a loss by the first of its effects, in the order of the levels: found or lost, then who
said it, then its limits, then the rest. A statement that comes near a missed attribution is shown with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from recoupe.evaluation.found import Found
from recoupe.evaluation.gold import Attribution
from recoupe.evaluation.matching import Stretch, common, counted, pair
from recoupe.evaluation.statements import Judged

ASPECTS = ("speaker", "mention", "type", "chain", "channel", "addressee", "stance")
Side = Literal["gain", "loss", "neither"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that changed, such as "found" or "speaker right", and on which side it counts."""

    what: str
    side: Side


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as one run has it; `right` is what of it is right, None if it only comes near."""

    found: Found
    right: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be read side by side: the answer, the statement before and after, the effects."""

    doc: str
    gold: Attribution | None
    before: Seen | None
    after: Seen | None
    effects: tuple[Effect, ...]

    @property
    def side(self) -> Side:
        """Whether it is a gain or a loss, by its first effect."""
        return self.effects[0].side

    @property
    def kind(self) -> str:
        """Its first effect."""
        return self.effects[0].what

    @property
    def place(self) -> int:
        """Where on the page it is."""
        shown = [self.gold, *(seen.found for seen in (self.after, self.before) if seen)]
        return next(min(start for start, _ in one.content) for one in shown if one)


def changes(before: Sequence[Judged], after: Sequence[Judged]) -> tuple[Change, ...]:
    """All changes, in the order of the pages."""
    out: list[Change] = []
    for old, new in zip(before, after, strict=True):
        here = [*_of_gold(_Page(old), _Page(new))]
        here += _of_extras(_Page(old), _Page(new), here)
        out += sorted(here, key=lambda change: change.place)
    return tuple(out)


def errors(pages: Sequence[Judged]) -> tuple[Change, ...]:
    """What is missed, extra or wrong in one run, in the order of the pages."""
    out: list[Change] = []
    for judged in pages:
        page = _Page(judged)
        here = [*_wrong(page)]
        shown = {change.after.found.id for change in here if change.after}
        here += [
            Change(
                doc=page.doc, gold=None, before=None, after=Seen(s, None), effects=(Effect("extra", "loss"),)
            )
            for s in page.extras()
            if s.id not in shown
        ]
        out += sorted(here, key=lambda change: change.place)
    return tuple(out)


class _Page:
    """One page of one run, with its answers looked up by attribution."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self.doc = judged.gold.doc
        self.met = {m.pair.gold: m for m in judged.matches}
        self._extra = judged.extra()

    def counted(self, shown: Attribution | Found) -> Stretch:
        """The characters of a content that count."""
        return counted(self.judged.page.text, shown.content)

    def extras(self) -> list[Found]:
        """The statements that answer nothing."""
        return [self.judged.page.statements[j] for j in self._extra]

    def seen(self, number: int) -> Seen | None:
        """What answers an attribution, or comes nearest to it."""
        if match := self.met.get(number):
            return Seen(self.judged.page.statements[match.pair.found], match.right)
        wanted = self.counted(self.judged.gold.attributions[number])
        near = [(common(wanted, self.counted(s)), s) for s in self.extras()]
        best = max(near, key=lambda cell: cell[0], default=(0, None))
        return Seen(best[1], None) if best[0] and best[1] else None


def _of_gold(old: _Page, new: _Page) -> Iterator[Change]:
    for number, attribution in enumerate(new.judged.gold.attributions):
        effects = tuple(_effects(old, new, number))
        if effects:
            yield Change(
                doc=new.doc,
                gold=attribution,
                before=old.seen(number),
                after=new.seen(number),
                effects=effects,
            )


def _effects(old: _Page, new: _Page, number: int) -> Iterator[Effect]:
    was, now = old.met.get(number), new.met.get(number)
    if was is None and now is None:
        return
    if was is None or now is None:
        yield Effect("found", "gain") if now else Effect("lost", "loss")
        if now and "speaker" not in now.right:
            yield Effect("speaker wrong", "loss")
        near = old.seen(number) if now else new.seen(number)
        if near:
            yield Effect("limits moved", "neither")
        return
    if "speaker" in was.right ^ now.right:
        yield _turned("speaker", now.right)
    yield from _moved(old, new, number)
    for aspect in ASPECTS[1:]:
        if aspect in was.right ^ now.right:
            yield _turned(aspect, now.right)
    if "speaker" not in was.right | now.right and _who(old.seen(number)) != _who(new.seen(number)):
        yield Effect("speaker changed, still wrong", "neither")


def _turned(aspect: str, now: frozenset[str]) -> Effect:
    return Effect(f"{aspect} right", "gain") if aspect in now else Effect(f"{aspect} wrong", "loss")


def _moved(old: _Page, new: _Page, number: int) -> Iterator[Effect]:
    before, after = old.met[number].pair.share, new.met[number].pair.share
    if after > before:
        yield Effect("limits nearer", "gain")
    elif after < before:
        yield Effect("limits farther", "loss")
    elif _content(old, number) != _content(new, number):
        yield Effect("limits moved", "neither")


def _content(page: _Page, number: int) -> Stretch:
    return page.counted(page.judged.page.statements[page.met[number].pair.found])


def _who(seen: Seen | None) -> str:
    return seen.found.names[-1] if seen and seen.found.names else ""


def _of_extras(old: _Page, new: _Page, shown: Sequence[Change]) -> Iterator[Change]:
    """Extra statements that are new, gone or moved and do not stand in a change of an attribution."""
    near_before = {c.before.found.id for c in shown if c.before and c.before.right is None}
    near_after = {c.after.found.id for c in shown if c.after and c.after.right is None}
    before, after = old.extras(), new.extras()
    pairs = pair([old.counted(s) for s in before], [new.counted(s) for s in after])
    kept_before, kept_after = {p.gold for p in pairs}, {p.found for p in pairs}
    for p in pairs:
        if p.share < 1:
            moved = (Effect("extra, limits moved", "neither"),)
            yield _extra(new.doc, Seen(before[p.gold], None), Seen(after[p.found], None), moved)
    for j, s in enumerate(before):
        if j not in kept_before and s.id not in near_before:
            yield _extra(new.doc, Seen(s, None), None, (Effect("extra gone", "gain"),))
    for j, s in enumerate(after):
        if j not in kept_after and s.id not in near_after:
            yield _extra(new.doc, None, Seen(s, None), (Effect("extra new", "loss"),))


def _extra(doc: str, before: Seen | None, after: Seen | None, effects: tuple[Effect, ...]) -> Change:
    return Change(doc=doc, gold=None, before=before, after=after, effects=effects)


def _wrong(page: _Page) -> Iterator[Change]:
    for number, attribution in enumerate(page.judged.gold.attributions):
        match = page.met.get(number)
        if match is None:
            effects: tuple[Effect, ...] = (Effect("missed", "loss"),)
        else:
            effects = tuple(Effect(f"{a} wrong", "loss") for a in ASPECTS if a not in match.right)
        if effects:
            yield Change(
                doc=page.doc, gold=attribution, before=None, after=page.seen(number), effects=effects
            )
