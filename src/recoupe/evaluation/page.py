"""Changes as one page to read: score tables on top, then every change side by side, gains and losses apart.

One file without script or network; it is read with the keyboard by its headings and links alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from recoupe.evaluation import excerpts
from recoupe.evaluation.found import Found, FoundPage
from recoupe.evaluation.gains import ASPECTS, Change, Effect, Seen
from recoupe.evaluation.gold import Attribution, Extent
from recoupe.evaluation.report import Table
from recoupe.outputs import hostile
from recoupe.outputs.book import slug
from recoupe.outputs.html import policy

HEADS = {"gain": "Gains", "loss": "Losses", "neither": "Changes for neither better nor worse"}
REASONS = 8  # of a statement; the first ones name cue, construction and subject


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a column: what is asked, what stands there, whether it is right if that is known."""

    name: str
    words: str
    is_right: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The answer, or what one run has: its slots, its passage on the page, and why it was asserted."""

    head: str
    note: str
    slots: tuple[Slot, ...]
    passage: Markup | None
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One change with its columns."""

    id: str
    doc: str
    lang: str
    effects: tuple[Effect, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one side."""

    side: str
    head: str
    kinds: tuple[tuple[str, tuple[Case, ...]], ...]

    @property
    def size(self) -> int:
        """How many changes there are."""
        return sum(len(cases) for _, cases in self.kinds)


def render(
    title: str,
    tables: Sequence[Sequence[Table]],
    shown: Sequence[Change],
    pages: Mapping[str, FoundPage],
    runs: Sequence[str],
) -> str:
    """The page: tables in rows, then the changes; `runs` names the columns beside the gold, one or two."""
    environment = Environment(
        loader=PackageLoader("recoupe.evaluation"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(shown=hostile.shown, plain=hostile.plain)
    style = (Path(__file__).parent / "templates" / "page.css").read_text("utf-8")
    return environment.get_template("page.html").render(
        title=title,
        tables=tables,
        groups=_groups(shown, pages, runs),
        runs=runs,
        style=style,
        policy=policy(style, ""),
    )


def _groups(shown: Sequence[Change], pages: Mapping[str, FoundPage], runs: Sequence[str]) -> list[Group]:
    out = []
    for side, head in HEADS.items():
        chosen = [c for c in shown if c.side == side]
        # The most frequent kind first: it tells most of a run.
        kinds = Counter(c.kind for c in chosen).most_common()
        cases = tuple(
            (kind, tuple(_case(c, pages[c.doc], runs) for c in chosen if c.kind == kind)) for kind, _ in kinds
        )
        if chosen or (len(runs) > 1 and side != "neither"):
            out.append(Group(side, head if len(runs) > 1 else "Errors", cases))
    return out


def _case(change: Change, page: FoundPage, runs: Sequence[str]) -> Case:
    seen = [change.before, change.after][-len(runs) :]
    shown = [one for one in (change.gold, *(s.found for s in seen if s)) if one]
    stretches = excerpts.windows(page.text, [p for one in shown for p in _places(one)])
    columns = [_answer(change.gold, page, stretches)]
    columns += [_said(s, change.gold, page, stretches, head) for s, head in zip(seen, runs, strict=True)]
    return Case(
        id=_anchor(change),
        doc=change.doc,
        lang=page.lang,
        effects=change.effects,
        columns=tuple(columns),
    )


def _anchor(change: Change) -> str:
    """An address that stays the same from one page of changes to the next."""
    names = [change.gold.id] if change.gold else [s.found.id for s in (change.after, change.before) if s]
    return slug(f"{change.doc}-{names[0]}")


def _places(one: Attribution | Found) -> list[Extent]:
    return [*one.content, *(place for place in (one.cue, one.speaker) if place)]


def _marked(one: Attribution | Found, page: FoundPage, stretches: Iterable[Extent]) -> Markup:
    cue, speaker = ([place] if place else [] for place in (one.cue, one.speaker))
    return excerpts.marked(page.text, stretches, {"content": one.content, "cue": cue, "speaker": speaker})


def _answer(a: Attribution | None, page: FoundPage, stretches: Iterable[Extent]) -> Column:
    if a is None:
        return Column(head="gold", note="nothing is said here", slots=(), passage=None)
    slots = {
        "speaker": a.entity or "unknown",
        "mention": _text(page, a.speaker),
        "type": a.type,
        "chain": " › ".join(name or "unknown" for name in a.chain) if len(a.chain) > 1 else "",
        "channel": _text(page, a.channel),
        "addressee": _text(page, a.addressee),
        "stance": a.stance or "",
        "noise": a.noise or "",
    }
    filled = tuple(Slot(name, words) for name, words in slots.items() if words)
    return Column(head="gold", note="", slots=filled, passage=_marked(a, page, stretches))


def _said(
    seen: Seen | None, a: Attribution | None, page: FoundPage, stretches: Iterable[Extent], head: str
) -> Column:
    if seen is None:
        return Column(head=head, note="nothing", slots=(), passage=None)
    s = seen.found
    words = {
        "speaker": s.names[-1] if s.names else "unknown",
        "mention": _text(page, s.speaker),
        "type": s.type,
        "chain": " › ".join(names[-1] for names in s.chain) if len(s.chain) > 1 else "",
        "channel": _text(page, s.channel),
        "addressee": _text(page, s.addressee),
        "stance": s.stance or "",
    }
    slots = [
        Slot(name, words[name] or "none", None if seen.right is None else name in seen.right)
        for name in ASPECTS
        if words[name] or (seen.right is not None and name not in seen.right)
    ]
    slots.append(Slot("confidence", f"{s.confidence:.2f}, {s.construction}, marks {s.marks}"))
    note = "" if seen.right is not None else "comes near, does not count" if a else ""
    reasons = s.reasons[:REASONS]
    return Column(
        head=head, note=note, slots=tuple(slots), passage=_marked(s, page, stretches), reasons=reasons
    )


def _text(page: FoundPage, place: Extent | None) -> str:
    return page.text[place[0] : place[1]] if place else ""
