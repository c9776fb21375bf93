"""The units of linking: what one page calls by names, offices and pronouns that stand for each other.

A unit sums up what its mentions show: names, genders, countries, offices.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recoupe.model import ActorKind, Mention, Page, Span
from recoupe.stages.names.gazetteer import Gazetteer
from recoupe.text.fold import fold

ORDER: tuple[ActorKind, ...] = ("person", "body", "state", "place", "group", "anonymous")


@dataclass(slots=True, eq=False)
class Unit:
    """All mentions of one actor on one page."""

    doc: str
    mentions: list[Mention]
    kind: ActorKind = "person"
    names: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    offices: set[tuple[str, str]] = field(default_factory=set)  # (office, country), "" where no country shows

    @property
    def named(self) -> bool:
        """Whether a name is printed, not only an office or a pronoun."""
        return bool(self.names)

    @property
    def gender(self) -> str | None:
        """The gender shown most often, if any."""
        return most(self.genders)

    @property
    def country(self) -> str | None:
        """The country shown most often, if any."""
        return most(self.countries)

    def best(self) -> str:
        """The fullest of its names, or of its words of office."""
        if self.names:
            return max(self.names, key=lambda n: (len(n.split()), self.names[n], n))
        cores = Counter(m.core for m in self.mentions if m.form == "role") or Counter(
            m.core for m in self.mentions
        )
        return max(cores, key=lambda n: (len(n.split()), cores[n], n))


def most(counts: Counter[str]) -> str | None:
    """The most frequent, the first in the alphabet among equals."""
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None


def gather(mentions: Sequence[Mention], pages: Mapping[str, Page], gazetteer: Gazetteer) -> list[Unit]:
    """The units of all pages, in the order of their first spans."""
    first: dict[Span, Span] = {m.span: m.span for m in mentions}

    def root(span: Span) -> Span:
        while first[span] != span:
            first[span] = first[first[span]]
            span = first[span]
        return span

    for m in mentions:
        if m.refers is not None and m.refers in first and m.refers.doc == m.span.doc:
            one, other = sorted((root(m.span), root(m.refers)))
            first[other] = one
    knots: dict[Span, dict[Span, Mention]] = defaultdict(dict)
    for m in mentions:
        knots[root(m.span)][m.span] = m
    units = [_unit(sorted(knot.values(), key=lambda m: m.span)) for _, knot in sorted(knots.items())]
    for unit in units:
        text = pages[unit.doc].doc.text if unit.doc in pages else ""
        for m in unit.mentions:
            found = gazetteer.office(m.role.of(text)) if m.role and m.form != "pronoun" else None
            if found:
                unit.offices.add((found[0], found[1] or m.country or ""))
    return units


def _unit(mentions: list[Mention]) -> Unit:
    unit = Unit(mentions[0].span.doc, mentions)
    named = [m for m in mentions if m.form in ("name", "metonym")]
    for m in named:
        unit.names[m.core] += 1
    for m in mentions:
        if m.gender and (m.form != "pronoun"):
            unit.genders[m.gender] += 1
        if m.country:
            unit.countries[m.country] += 1
    kinds = Counter(m.kind for m in named or [m for m in mentions if m.form == "role"] or mentions)
    unit.kind = min(kinds, key=lambda k: (-kinds[k], ORDER.index(k)))
    return unit


def company(units: Sequence[Unit]) -> dict[str, frozenset[str]]:
    """Who and what is named on each page, a person by the family name: pages of one story share company."""
    named: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit.named and unit.kind in ("person", "body", "state", "place"):
            best = fold(unit.best())
            named[unit.doc] |= {best, best.split()[-1]} if unit.kind == "person" else {best}
    return {doc: frozenset(names) for doc, names in named.items()}


def words(unit: Unit) -> frozenset[str]:
    """The folded words of its fullest name."""
    return frozenset(fold(unit.best()).split())
