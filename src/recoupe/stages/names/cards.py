"""From figures to actors: the best name, the spellings with their counts, the offices.

A seat of power or a capital named for those who decide there stands for its state, where the pages name it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.model import Actor, ActorName, Page, Reason, Roster, Span
from recoupe.stages.names.gazetteer import Gazetteer, plain
from recoupe.stages.names.person import Lore, parse
from recoupe.stages.names.persons import Figure
from recoupe.stages.names.units import ORDER, most
from recoupe.text.fold import fold, short_id
from recoupe.text.spelling import keys, schemes

FULLEST = 6  # words of an office or a body without a name: the fullest up to here names it best
SHOWN = 8  # spans and reasons that an actor lists at most


def roster(figures: Sequence[Figure], pages: Mapping[str, Page], gazetteer: Gazetteer, lore: Lore) -> Roster:
    """The actors of the figures, sorted by id."""
    langs = Counter(p.lang for p in pages.values())
    main = most(langs) or ""
    cards: dict[str, Actor] = {}
    states: dict[str, str] = {}
    standing: list[tuple[str, str]] = []
    for figure in figures:
        actor = _actor(figure, main, lore)
        if actor is None:
            continue
        actor = _spelled(actor, gazetteer, main)
        if actor.id in cards:
            first = min(m.span for m in actor.mentions)
            actor = replace(actor, id=short_id("a", actor.id, first.doc, str(first.start)))
        cards[actor.id] = actor
        known = gazetteer.name(actor.name)
        if known and known.kind == "state" and known.country:
            states.setdefault(known.country, actor.id)
        elif known and known.country and any(m.form == "metonym" for m in actor.mentions):
            standing.append((actor.id, known.country))
    for one, country in standing:
        if country in states:
            cards[one] = replace(cards[one], stands_for=states[country])
    for key, actor in cards.items():
        if _is_bare(actor) and actor.country in states:
            cards[key] = replace(actor, name=f"{actor.name} ({cards[states[actor.country]].name})")
    return Roster(tuple(cards[k] for k in sorted(cards)))


def _spelled(actor: Actor, gazetteer: Gazetteer, main: str) -> Actor:
    """A body called by its short name only, with the full one that is known to the world behind it."""
    full = gazetteer.full(actor.name, main)
    if full is None or any(" " in n.text for n in actor.names):
        return actor
    told = {word for n in actor.names for word in plain(n.text).split()}
    return actor if set(plain(full).split()) <= told else replace(actor, name=f"{actor.name} ({full})")


def _is_bare(actor: Actor) -> bool:
    """Whether a body or party is called by a lone noun, which says nothing of its country ("la majorité")."""
    alone = actor.kind in ("body", "group") and " " not in actor.name
    return alone and all(m.form in ("role", "pronoun") for m in actor.mentions)


def _actor(figure: Figure, main: str, lore: Lore) -> Actor | None:
    mentions = tuple(
        sorted({m.span: m for u in figure.units for m in u.mentions}.values(), key=lambda m: m.span)
    )
    if all(m.form == "pronoun" for m in mentions):
        return None
    named = [m for m in mentions if m.form in ("name", "metonym")] or [
        m for m in mentions if m.form == "role"
    ]
    counts = Counter((m.core, m.lang) for m in named)
    names = tuple(
        ActorName(text, lang, n) for (text, lang), n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    )
    kinds = Counter(u.kind for u in figure.units)
    kind = min(kinds, key=lambda k: (-kinds[k], ORDER.index(k)))
    name = _best(figure, main, lore)
    return Actor(
        id=_id(figure, kind),
        name=name,
        kind=kind,
        names=names,
        roles=tuple(sorted({m.role for m in mentions if m.role and m.form != "pronoun"})),
        mentions=mentions,
        country=figure.country,
        reasons=_reasons(figure, name, tuple(m.span for m in named)),
    )


def _best(figure: Figure, main: str, lore: Lore) -> str:
    """The full form that most pages of the main language print, then the one printed most often."""
    named = [m for u in figure.units for m in u.mentions if m.form in ("name", "metonym")]
    named = named or [m for u in figure.units for m in u.mentions if m.form == "role"]
    pages: dict[str, set[str]] = {}
    printed: Counter[str] = Counter()
    in_main: set[str] = set()
    for m in named:
        pages.setdefault(m.core, set()).add(m.span.doc)
        printed[m.core] += 1
        if m.lang == main:
            in_main.add(m.core)
    full = figure.name.full
    titled = any(m.form in ("name", "metonym") for m in named)

    def rank(core: str) -> tuple[bool, bool, int, int, int, bool, int, str]:
        is_full = full and parse(core, lore).full
        shown = {scheme for word in core.split() for scheme in schemes(word)}
        at_home = not shown or any(scheme.endswith(">" + main) for scheme in shown)
        words = 0 if titled else min(FULLEST, len(core.split()))
        return (is_full, core in in_main, words, len(pages[core]), printed[core], at_home, len(core), core)

    return max(printed, key=rank)


def _id(figure: Figure, kind: str) -> str:
    name = figure.name
    if name.given:
        return short_id(
            "a",
            "person",
            min(keys(name.family[-1]), default=name.family[-1]),
            fold(name.given[0]),
            name.suffix,
        )
    return short_id("a", kind if kind in ("person", "anonymous", "group") else "body", *name.family)


def _reasons(figure: Figure, name: str, spans: tuple[Span, ...]) -> tuple[Reason, ...]:
    docs = len({s.doc for s in spans})
    times, where = (
        ("once" if len(spans) == 1 else f"{len(spans)} times"),
        ("one page" if docs == 1 else f"{docs} pages"),
    )
    first = Reason("named", 0.9, spans[:SHOWN], f"{name}: named {times} on {where}")
    seen: dict[str, Reason] = {}
    for reason in figure.reasons:
        if reason.rule in seen:
            kept = seen[reason.rule]
            seen[reason.rule] = replace(kept, spans=(*kept.spans, *reason.spans)[:SHOWN])
        else:
            seen[reason.rule] = reason
    return (first, *(seen[k] for k in sorted(seen)))
