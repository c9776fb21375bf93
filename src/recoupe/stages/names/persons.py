"""Persons over all pages: full names are compared in blocks, bare family names go to the one that fits.

First what may not be one: another suffix, gender or given name. Then what may: the same family name, in any
spelling, and given names that are equal, spelled by another scheme, an initial, or short for each other;
the last two only where country and office do not speak against it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recoupe.methods.groups import Groups
from recoupe.methods.linking import candidates
from recoupe.model import Reason, Span
from recoupe.stages.names.person import (
    Lore,
    PersonName,
    family_keys,
    family_parts,
    given_agree,
    kin_form,
    one_word,
    parse,
    reordered,
    tail,
)
from recoupe.stages.names.units import Unit, most
from recoupe.text.fold import fold
from recoupe.text.spelling import is_other_w, keys, one_off

DOMINANT = (
    3  # times more often named than the next person of that family name: then a bare name means this one
)
KNOWN = 3  # pages that name a person in full, from which a family name alone is enough anywhere


@dataclass(slots=True, eq=False)
class Figure:
    """A person with the units that name them."""

    name: PersonName
    units: list[Unit] = field(default_factory=list)
    offices: set[tuple[str, str]] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    reasons: list[Reason] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """How often the person is mentioned."""
        return sum(len(u.mentions) for u in self.units)

    @property
    def gender(self) -> str | None:
        """The gender shown most often."""
        return most(self.genders)

    @property
    def country(self) -> str | None:
        """The country shown most often."""
        return most(self.countries)

    def take(self, unit: Unit) -> None:
        """Add a unit with all it shows."""
        self.units.append(unit)
        self.genders.update(unit.genders)
        self.countries.update(unit.countries)
        self.offices |= unit.offices
        self.docs.add(unit.doc)


def settle(units: Sequence[Unit], lore: Lore, company: Mapping[str, frozenset[str]]) -> list[Figure]:
    """The persons of the units, by their first mention; `company` is who else each page names."""
    full: dict[str, Figure] = {}
    bare: list[Unit] = []
    for unit in units:
        name = parse(unit.best(), lore)
        if not name.full or len(name.family) == 0:
            bare.append(unit)
            continue
        full.setdefault(" ".join((*name.given, *name.family, name.suffix)), Figure(name)).take(unit)
    figures = _joined([full[k] for k in sorted(full)], lore)
    for figure in figures:
        known = {lore.gender.get(figure.name.given[0])} & {"Masc", "Fem"}
        if not figure.genders and known:
            figure.genders.update(g for g in known if g)
    return _with_bare(figures, bare, lore, company)


def _blocks(figure: Figure) -> Iterable[str]:
    yield from family_parts(figure.name)
    words = (*figure.name.given, *figure.name.family)
    yield from sorted(keys("".join(words)))
    if len(words) == 2:
        yield "|".join(sorted(min(keys(w), default=w) for w in words))
    if figure.name.given and figure.name.family:
        yield f"{fold(figure.name.given[0])}~{figure.name.family[-1][:1]}"


def _joined(figures: list[Figure], lore: Lore) -> list[Figure]:
    groups = Groups(len(figures))
    for i, j in candidates(figures, _blocks):
        reason = compare(figures[i], figures[j], lore)
        if reason and groups.join(
            i, j, lambda a, b: not any(_apart(figures[x], figures[y], lore) for x in a for y in b)
        ):
            figures[i].reasons.append(reason)
    out = []
    for members in groups.all():
        lead = max(
            (figures[m] for m in members), key=lambda f: (len(f.units), f.weight, f.name.given, f.name.family)
        )
        merged = Figure(lead.name)
        for m in members:
            merged.reasons += figures[m].reasons
            for unit in figures[m].units:
                merged.take(unit)
        out.append(merged)
    return out


def _apart(a: Figure, b: Figure, lore: Lore) -> bool:
    """Whether two figures cannot be one person."""
    if a.name.suffix != b.name.suffix or (a.gender and b.gender and a.gender != b.gender):
        return True
    return not _other_form(a.name, b.name, lore) and given_agree(a.name, b.name, lore) is None


def _other_form(a: PersonName, b: PersonName, lore: Lore) -> bool:
    """Whether one full name is the other with its words put or cut otherwise."""
    return one_word(a, b) or reordered(a, b, lore) or tail(a, b, lore)


def compare(a: Figure, b: Figure, lore: Lore) -> Reason | None:
    """Why two full names are one person's, or None."""
    if _apart(a, b, lore) or is_other_w(a.name.family[-1], b.name.family[-1]):
        return None
    if _other_form(a.name, b.name, lore):
        text = "one name, its words in another order, written together, or the family names alone"
        return Reason("word-order", 0.85, (_first(a), _first(b)), text)
    how = given_agree(a.name, b.name, lore)
    shared = any(office != "" for office, _ in a.offices & b.offices) or bool(
        a.country and a.country == b.country
    )
    against = bool(a.country and b.country and a.country != b.country)
    spans = (_first(a), _first(b))
    if not family_keys(a.name) & family_keys(b.name):
        if how in ("equal", "spelling") and kin_form(a.name, b.name, lore):
            text = "one given name, and two forms of a family name: a woman's, or one of two joined names"
            return Reason("family-name-form", 0.8, spans, text)
        slip = how == "equal" and shared and not against and one_off(a.name.family[-1], b.name.family[-1])
        return (
            Reason(
                "misprint",
                0.6,
                spans,
                "family names one letter apart, with the same given name and office or country",
            )
            if slip
            else None
        )
    if how in ("equal", "spelling"):
        return Reason("spelling", 0.95, spans, "one name in the spelling of two pages or languages")
    if how == "short" and (shared or not (a.countries and b.countries)) and not against:
        return Reason("given-name-form", 0.8, spans, "the same family name, and two forms of one given name")
    if how == "initial" and not against:
        return Reason("initial", 0.8, spans, "the same family name, and an initial that fits")
    return None


def _first(figure: Figure) -> Span:
    return figure.units[0].mentions[0].span


def _with_bare(
    figures: list[Figure], bare: Sequence[Unit], lore: Lore, company: Mapping[str, frozenset[str]]
) -> list[Figure]:
    by_key: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for word in sorted({w for u in figure.units for n in u.names for w in _surnames(n, lore)}):
            for key in sorted(keys(word)):
                if figure not in by_key[key]:
                    by_key[key].append(figure)
    alone: dict[str, Figure] = {}
    weights = {id(f): f.weight for f in figures}
    out = list(figures)
    for unit in bare:
        name = parse(unit.best(), lore)
        family = (name.family or (fold(unit.best()),))[-1]
        heard = sorted(family_keys(name) or keys(family))
        near = {id(f): f for key in heard for f in by_key.get(key, ()) if _bare_fits(f, unit, name)}
        met = [f for f in near.values() if meets(f, unit, company)]
        holder = _most_central(met, weights)
        if holder:
            holder.take(unit)
            text = "a family name alone, of the person of that name who is named most"
            holder.reasons.append(Reason("family-name", 0.7, (unit.mentions[0].span,), text))
            continue
        # Two figures of that name that come close: the name alone is an actor of its own, on its page.
        key = (
            min(keys(family), default=family)
            + f":{unit.gender or ''}:{name.suffix}"
            + (unit.doc if near else "")
        )
        if key not in alone:
            alone[key] = Figure(PersonName((), (family,), name.suffix))
            out.append(alone[key])
        alone[key].take(unit)
    return out


def _surnames(name: str, lore: Lore) -> tuple[str, ...]:
    parsed = parse(name, lore)
    first = () if not parsed.given or parsed.given[0] in lore.gender else parsed.given[:1]
    return (*first, *parsed.given[1:], *parsed.family)


def _bare_fits(figure: Figure, unit: Unit, name: PersonName) -> bool:
    if name.suffix and name.suffix != figure.name.suffix:
        return False
    if unit.gender and figure.gender and unit.gender != figure.gender:
        return False
    return not (unit.country and figure.country and unit.country != figure.country)


def meets(figure: Figure, unit: Unit, company: Mapping[str, frozenset[str]]) -> bool:
    """Whether a page may speak of a person whom others name in full: they share company, office or country,
    or the person is of those whom every reader knows.
    """
    if unit.doc in figure.docs or len(figure.docs) >= KNOWN or unit.offices & figure.offices:
        return True
    if unit.country and unit.country == figure.country:
        return True
    names = [fold(n) for n in (*unit.names, *(n for u in figure.units for n in u.names))]
    own = {*names, *(w for n in names for w in n.split())}
    here = company.get(unit.doc, frozenset()) - own
    there = frozenset[str]().union(*(company.get(doc, frozenset()) for doc in figure.docs))
    return not here or bool(here & there)  # a page that names nobody else says nothing against it


def _most_central(near: list[Figure], weights: dict[int, int]) -> Figure | None:
    ranked = sorted(near, key=lambda f: (-weights[id(f)], f.name.given, f.name.family, f.name.suffix))
    if not ranked:
        return None
    lead, next_weight = ranked[0], weights[id(ranked[1])] if len(ranked) > 1 else 0
    return lead if weights[id(lead)] >= DOMINANT * next_weight else None
