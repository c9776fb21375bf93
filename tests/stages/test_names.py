"""Actors over pages: who is one, who stays apart."""

import itertools
import time

from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Actor, Mention, Page, Roster, Span
from recoupe.stages import mentions, names

TABLES = {code: languages.load(code) for code in languages.known()}


def settle(*texts: str) -> Roster:
    found: list[Mention] = []
    pages: dict[str, Page] = {}
    for text in texts:
        page = make.page(text)
        pages[page.doc.id] = page
        found += mentions.find(page, make.parse(page), TABLES["fr"])
    return names.settle(found, pages, TABLES)


def persons(roster: Roster) -> list[Actor]:
    return sorted((a for a in roster.actors if a.kind == "person"), key=lambda a: a.name)


def test_spellings_of_many_languages_are_one_actor() -> None:
    roster = settle(
        "Le président Mikhaïl Gorbatchev a parlé. Gorbatchev est parti.",
        "Le président Michail Gorbatschow a parlé.",
        "Mikhail Gorbachev a parlé.",
    )
    assert [a.name for a in persons(roster)] == ["Mikhaïl Gorbatchev"]


def test_an_acronym_explained_on_one_page_names_the_body_on_another() -> None:
    roster = settle(
        "L'Olympique de Valmont (ODV) a refusé. L'ODV attend une offre.", "L'ODV a refusé, selon la presse."
    )
    bodies = [a for a in roster.actors if any(n.text == "ODV" for n in a.names)]
    assert len(bodies) == 1
    assert {m.span.doc for m in bodies[0].mentions} == {m.span.doc for a in roster.actors for m in a.mentions}


def test_a_body_known_by_its_short_name_is_told_in_full_and_joined() -> None:
    alone = settle("L'OSCE a refusé. L'OSCE attend une offre.")
    told = "OSCE (Organisation pour la sécurité et la coopération en Europe)"
    assert [a.name for a in alone.actors] == [told]
    roster = settle("VW a refusé. VW attend une offre.", "Volkswagen a parlé. Volkswagen a vendu une usine.")
    assert [{n.text for n in a.names} for a in roster.actors] == [{"VW", "Volkswagen"}]


def test_a_family_name_that_holds_an_office_word_is_no_office() -> None:
    roster = settle("Bruno Le Maire a parlé. Bruno Le Maire est parti.", "La maire de Paris a répondu.")
    minister = next(a for a in roster.actors if a.name == "Bruno Le Maire")
    assert {m.span.doc for m in minister.mentions} == {minister.mentions[0].span.doc}


def test_a_body_without_a_name_is_called_by_its_fullest_words() -> None:
    roster = settle("Le ministère de la Santé a démenti. Le ministère a promis un rapport.")
    assert [a.name for a in roster.actors if a.kind == "body"] == ["ministère de la Santé"]


def test_a_short_given_name_joins_where_the_office_agrees() -> None:
    roster = settle(
        "Le sénateur américain Mike Carver a parlé.", "Le sénateur américain Michael Carver a parlé."
    )
    assert len(persons(roster)) == 1


def test_spouses_and_sons_stay_apart() -> None:
    roster = settle(
        "Ronald Carver a parlé. Ronald Carver est parti avec Nancy Carver.",
        "Ronald Carver Jr. a parlé lundi.",
        "Nancy Carver a répondu.",
    )
    assert [a.name for a in persons(roster)] == ["Nancy Carver", "Ronald Carver", "Ronald Carver Jr"]


def test_a_title_of_a_man_never_means_a_woman() -> None:
    roster = settle("Nancy Carver a parlé. Ronald Carver a répondu. M. Carver est parti.")
    man = next(a for a in roster.actors if a.name == "Ronald Carver")
    assert {m.core for m in man.mentions} >= {"Carver"}


def test_a_bare_name_goes_to_the_person_named_most_on_other_pages() -> None:
    roster = settle("Ronald Carver a parlé. Ronald Carver est parti.", "Carver a parlé hier.")
    assert len(persons(roster)) == 1


def test_places_join_by_the_list_and_seats_stand_for_their_state() -> None:
    roster = settle(
        "Kiev a refusé. L'Ukraine attend.", "Kyiv a accepté.", "Le Kremlin a refusé. La Russie attend."
    )
    by_name = {a.name: a for a in roster.actors}
    city = by_name.get("Kiev") or by_name["Kyiv"]
    assert {n.text for n in city.names} == {"Kiev", "Kyiv"}
    assert city.stands_for == by_name["Ukraine"].id
    assert by_name["Kremlin"].stands_for == by_name["Russie"].id


def test_an_office_with_its_country_goes_to_its_holder_on_another_page() -> None:
    roster = settle("Le président finlandais Urho Virtanen a parlé.", "Le président finlandais est parti.")
    holder = next(a for a in roster.actors if a.name == "Urho Virtanen")
    assert {m.span.doc for m in holder.mentions} == {m.span.doc for a in roster.actors for m in a.mentions}


def test_sources_without_a_name_stay_on_their_page() -> None:
    roster = settle("Un diplomate a parlé.", "Un diplomate a parlé. La mer monte.")
    assert sum(a.kind == "anonymous" for a in roster.actors) == 2


def test_every_actor_has_a_reason_and_every_mention_one_actor() -> None:
    roster = settle("Paul Lambert a vu Anne Roussel à Oslo. Il a parlé au nom de l'Otan.")
    spans = [m.span for a in roster.actors for m in a.mentions]
    assert len(spans) == len(set(spans))
    assert all(a.reasons and a.names for a in roster.actors)
    assert len({a.id for a in roster.actors}) == len(roster.actors)


TEXTS = [
    "Paul Lambert a parlé.",
    "Lambert a nié. Oslo attend.",
    "Le ministre norvégien Paul Lambert est parti.",
    "M. Lambert rit.",
]


@settings(max_examples=8)
@given(st.permutations(TEXTS))
def test_the_order_of_pages_does_not_matter(texts: list[str]) -> None:
    assert settle(*texts) == settle(*TEXTS)


def test_twenty_thousand_mentions_settle_fast() -> None:
    given_names = ["Paul", "Anne", "Marc", "Jean", "Marie", "Ivan", "Olga", "Karl", "Juan", "Rosa"]
    families = [
        "".join(s)
        for s in itertools.product(
            ["Kar", "Mol", "Ber", "Tan", "Vos"], ["de", "ni", "lo"], ["rin", "mak", "tov", "sen"]
        )
    ]
    found, pages = [], {}
    for number in range(1000):
        text = "x" * 4000 + str(number)
        page = make.page(text)
        pages[page.doc.id] = page
        for k in range(20):
            family = families[(number * 7 + k * 3) % len(families)]
            core = f"{given_names[(number + k) % 10]} {family}" if k % 3 else family
            span = Span(page.doc.id, k * 40, k * 40 + 20)
            found.append(Mention(span=span, form="name", kind="person", core=core, lang="fr"))
    start = time.perf_counter()
    roster = names.settle(found, pages, TABLES)
    assert time.perf_counter() - start < 5  # takes about one second
    assert sum(len(a.mentions) for a in roster.actors) == len(found)
