"""Which mentions, over all pages, name one actor?

Mentions of a page hang together by what they stand for (`refers`); each such knot is a unit (`units`).
Persons are compared in blocks of family names (`persons`), states, places and bodies join by the
gazetteer's key or their words (`others`), offices without a name go to the one person who holds them in
that country. An actor without a name lives on its page. Doubt keeps apart: nobody swallows two persons.
"""

from collections.abc import Mapping, Sequence

from recoupe.languages import Language
from recoupe.model import Mention, Page, Roster
from recoupe.stages.names import cards, gazetteer, others, person, persons, units


def settle(
    mentions: Sequence[Mention], pages: Mapping[str, Page], languages: Mapping[str, Language]
) -> Roster:
    """The actors of all pages, by id."""
    known = gazetteer.load(languages)
    lore = person.lore(languages)
    every = units.gather(mentions, pages, known)
    company = units.company(every)
    people = [u for u in every if u.named and u.kind == "person" and known.name(u.best()) is None]
    rest = [u for u in every if u.named and not (u.kind == "person" and known.name(u.best()) is None)]
    figures = persons.settle(people, lore, company)
    figures = others.join_homonyms(figures, rest)
    figures += others.settle(rest, known)
    figures += others.holders([u for u in every if not u.named], figures, company)
    return cards.roster(figures, pages, known, lore)
