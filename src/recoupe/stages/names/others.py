"""Actors that are no persons by name: states, places, bodies; offices, groups and sources without a name.

A body without a name is one actor over pages only where its country shows; all else stays on its page.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from recoupe.model import Reason
from recoupe.stages.names.gazetteer import LEADERS, SHARED, Gazetteer, plain
from recoupe.stages.names.person import PersonName
from recoupe.stages.names.persons import DOMINANT, Figure, meets
from recoupe.stages.names.units import Unit
from recoupe.text.spelling import keys

LONG = 5  # letters from which the sound of a lone word tells a place or a body


def settle(units: Sequence[Unit], gazetteer: Gazetteer) -> list[Figure]:
    """States, places and bodies, joined by the gazetteer's key or else by their words."""
    found: dict[str, Figure] = {}
    full = _written_out(units)
    heard: dict[str, str] = {}
    for unit in units:
        known = gazetteer.key(unit.best()) or next(
            (k for n in sorted(unit.names) if (k := gazetteer.key(n))), None
        )
        name = plain(unit.best())
        key = known or _heard(full.get(name, name), heard)
        found.setdefault(key, Figure(PersonName((), (key,)))).take(unit)
    for figure in found.values():
        if len(figure.units) > 1:
            spans = tuple(u.mentions[0].span for u in figure.units[:2])
            figure.reasons.append(
                Reason("same-name", 0.9, spans, "one name, or spellings of it that the list of places joins")
            )
    return [found[k] for k in sorted(found)]


def _heard(name: str, heard: dict[str, str]) -> str:
    """The key of a name that no table knows: by its sound where it is one long word (Gazprom, Газпром)."""
    if " " in name or len(name) < LONG:
        return "=" + name
    sounds = sorted(keys(name))
    found = next((heard[s] for s in sounds if s in heard), "=" + name)
    for s in sounds:
        heard.setdefault(s, found)
    return found


def _written_out(units: Sequence[Unit]) -> dict[str, str]:
    """The long name for each acronym that all pages which explain it explain alike."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        long = plain(unit.best())
        for name in unit.names if len(long.split()) > 1 else ():
            if name.isupper() and len(name) > 1 and " " not in name:
                found[plain(name)].add(long)
    return {short: min(longs) for short, longs in found.items() if len(longs) == 1}


def join_homonyms(figures: list[Figure], rest: list[Unit]) -> list[Figure]:
    """The persons without those bare names that other pages print as a body; their units go to the rest."""
    bodies = {plain(n) for u in rest for n in u.names if u.kind == "body"}
    kept = []
    for figure in figures:
        if (
            not figure.name.full
            and all(plain(n) in bodies for u in figure.units for n in u.names)
            and not figure.genders
        ):
            rest.extend(figure.units)
            continue
        kept.append(figure)
    return kept


def holders(
    units: Sequence[Unit], figures: Sequence[Figure], company: Mapping[str, frozenset[str]]
) -> list[Figure]:
    """Units without a name: of the one person who holds the office, or figures of their own."""
    by_office: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        for office, country in sorted(figure.offices):
            for place in sorted({country or figure.country or "", ""}):
                by_office[office, place].append(figure)
    weights = {id(f): f.weight for f in figures}
    own: dict[str, Figure] = {}
    for unit in units:
        holder = _holder(unit, by_office, weights, company) if unit.kind == "person" else None
        if holder:
            holder.units.append(unit)
            text = "an office that one person of these pages is said to hold"
            holder.reasons.append(Reason("holder-of-office", 0.75, (unit.mentions[0].span,), text))
            continue
        key = _own_key(unit)
        own.setdefault(key, Figure(PersonName((), (key,)))).take(unit)
    return [own[k] for k in sorted(own)]


def _holder(
    unit: Unit,
    by_office: dict[tuple[str, str], list[Figure]],
    weights: dict[int, int],
    company: Mapping[str, frozenset[str]],
) -> Figure | None:
    found: dict[int, Figure] = {}
    for office, country in sorted(unit.offices):
        if office in SHARED:
            continue
        for same in LEADERS if office == "leader" and country else (office,):
            near = by_office.get((same, country), ())
            # Without a country the office is that of somebody whom the same page names.
            found |= {id(f): f for f in near if country or unit.doc in f.docs}
    fitting = [
        f
        for f in found.values()
        if meets(f, unit, company) and not (unit.gender and f.gender and unit.gender != f.gender)
    ]
    ranked = sorted(fitting, key=lambda f: (-weights[id(f)], f.units[0].mentions[0].span))
    if not ranked:
        return None
    second = weights[id(ranked[1])] if len(ranked) > 1 else 0
    return ranked[0] if weights[id(ranked[0])] >= DOMINANT * second else None


def _own_key(unit: Unit) -> str:
    """The same words on one page are one actor; a body whose country shows is one on all pages."""
    words = plain(unit.best())
    if unit.kind == "body" and unit.country and len(words.split()) > 1:
        return f"body\x1f{words}\x1f{unit.country}"
    first = unit.mentions[0]
    if first.form == "pronoun" or (unit.kind == "anonymous" and unit.mentions[0].number != "Plur"):
        return f"{unit.kind}\x1f{words}\x1f{unit.doc}\x1f{first.span.start}"
    return f"{unit.kind}\x1f{words}\x1f{unit.doc}"
