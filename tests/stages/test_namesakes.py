"""Family names and offices alone, on pages of one story and of others: completed there, kept apart here."""

import pytest

import make
from recoupe import languages
from recoupe.model import Actor, Mention, Page, Roster
from recoupe.stages import mentions, names

TABLES = {code: languages.load(code) for code in languages.known()}

FULL = "Ronald Carver a visité le port d'Odessa. La société Marlin Shipping attend Ronald Carver."
SAME_STORY = "Marlin Shipping a perdu un cargo. Carver a promis une enquête."
OTHER_STORY = "Le club de rugby Valmont RC a gagné. Carver a marqué deux essais contre Belmare."

ONE = [
    ("shared company", FULL, SAME_STORY),
    ("nobody else named", FULL, "Carver a parlé hier."),
    ("a title that fits", FULL, "Marlin Shipping a perdu un cargo. M. Carver a promis une enquête."),
    ("a full name in another story", FULL, "Ronald Carver a ouvert un musée à Valmont."),
    (
        "an office and its country",
        "Le président finlandais Urho Virtanen a parlé.",
        "Le président finlandais est parti.",
    ),
]
APART = [
    ("another story", FULL, OTHER_STORY, "Carver"),
    (
        "another given name",
        FULL,
        "Peter Carver attend Marlin Shipping. Peter Carver est parti.",
        "Peter Carver",
    ),
    (
        "a title of the other gender",
        FULL,
        "Marlin Shipping a perdu un cargo. Mme Carver a promis une enquête.",
        "Carver",
    ),
    (
        "a body of that name",
        FULL,
        "Le groupe Carver a vendu Marlin Shipping. Le groupe Carver recrute.",
        "Carver",
    ),
    (
        "an office of the other gender",
        "Le chef de la diplomatie allemande Heinrich Falk a parlé. Heinrich Falk est parti.",
        "À Oslo, la cheffe de la diplomatie allemande répondait hier.",
        "cheffe de la diplomatie allemande",
    ),
    (
        "who leads an institute",
        "Le chancelier allemand Heinrich Falk a visité Valmont. Heinrich Falk est parti.",
        "Le chef de l'Observatoire des forêts allemandes a parlé à Valmont.",
        "chef de l'Observatoire des forêts allemandes",
    ),
    (
        "an office in another story",
        "Le ministre de la Justice Heinrich Falk a visité Valmont. Heinrich Falk est parti.",
        "À Belmare, le ministre de la Justice a répondu au syndicat Orval.",
        "ministre de la Justice",
    ),
]


def settle(*texts: str) -> tuple[Roster, list[str]]:
    found: list[Mention] = []
    pages: dict[str, Page] = {}
    for text in texts:
        page = make.page(text)
        pages[page.doc.id] = page
        found += mentions.find(page, make.parse(page), TABLES["fr"])
    return names.settle(found, pages, TABLES), list(pages)


def docs(actor: Actor) -> set[str]:
    return {m.span.doc for m in actor.mentions}


@pytest.mark.parametrize(("why", "first", "second"), ONE)
def test_one_person_on_pages_of_one_story(why: str, first: str, second: str) -> None:
    roster, pages = settle(first, second)
    assert any(a.kind == "person" and docs(a) == set(pages) for a in roster.actors), why


@pytest.mark.parametrize(("why", "first", "second", "name"), APART)
def test_namesakes_stay_apart(why: str, first: str, second: str, name: str) -> None:
    roster, pages = settle(first, second)
    there = [a for a in roster.actors if any(m.core == name and m.span.doc == pages[1] for m in a.mentions)]
    assert there, f"{why}: {[(a.name, a.kind) for a in roster.actors]}"
    assert all(docs(a) == {pages[1]} for a in there), why


def test_two_namesakes_of_one_story_leave_the_family_name_alone() -> None:
    roster, pages = settle(
        FULL,
        "Nancy Carver dirige Marlin Shipping. Nancy Carver est partie.",
        "Carver a quitté Marlin Shipping.",
    )
    alone = [
        a for a in roster.actors if any(m.span.doc == pages[2] and m.core == "Carver" for m in a.mentions)
    ]
    assert [docs(a) for a in alone] == [{pages[2]}]


def test_a_person_of_many_pages_is_known_by_the_family_name() -> None:
    texts = [f"Ronald Carver a visité {place} lundi." for place in ("Oslo", "Valmont", "Belmare")]
    roster, pages = settle(*texts, OTHER_STORY)
    carver = next(a for a in roster.actors if a.name == "Ronald Carver")
    assert docs(carver) == set(pages)
