import make
from recoupe import languages
from recoupe.model import Lineage, Mention, Reading, Roster
from recoupe.stages import lineage, stories

PORT = (
    "Les négociateurs de Vardø et de Kirkenes se sont retrouvés mardi pour parler du port franc. "
    "Le maire Olav Haugen promet une signature avant le printemps, mais les dockers restent prudents."
)
PORT_AGAIN = (
    "Olav Haugen espère toujours une signature sur le port franc. À Kirkenes, les négociateurs de Vardø "
    "ont été reçus avec des fleurs, et les dockers ont manifesté devant la mairie."
)
PORT_GERMAN = (
    "Olav Haugen will den Freihafen von Kirkenes und Vardø: "
    "Die Verhandlungen mit Vardø und Kirkenes gehen weiter."
)
WEATHER = "La neige tombera sur les Alpes dès dimanche matin, annonce le centre de prévision de Grenoble."


def read(text: str, lang: str = "fr", published: str | None = None) -> Reading:
    page = make.page(text, lang=lang, published=published)
    mentions: tuple[Mention, ...] = ()
    return Reading(
        page=page, mentions=mentions, times=(), statements=(), reports=(), frames=(), stands=(),
        fingerprint=lineage.fingerprint(page, (), languages.load(page.lang)), legs=(),
    )  # fmt: skip


def test_two_reports_of_one_event_are_one_story_and_the_weather_is_another() -> None:
    pages = [read(PORT), read(PORT_AGAIN), read(WEATHER)]
    told = stories.settle(pages, Roster(()), Lineage())
    assert sorted(len(s.docs) for s in told) == [1, 2]
    assert all(s.reasons for s in told if len(s.docs) > 1)


def test_a_report_in_another_language_joins() -> None:
    told = stories.settle([read(PORT), read(PORT_GERMAN, "de"), read(WEATHER)], Roster(()), Lineage())
    assert sorted(len(s.docs) for s in told) == [1, 2]


def test_pages_months_apart_are_two_stories() -> None:
    pages = [read(PORT, published="2024-01-10"), read(PORT_AGAIN, published="2024-06-10")]
    assert len(stories.settle(pages, Roster(()), Lineage())) == 2


def test_every_page_is_told_once_and_the_order_does_not_matter() -> None:
    pages = [read(t) for t in (PORT, PORT_AGAIN, WEATHER, "", "« »")]
    told = stories.settle(pages, Roster(()), Lineage())
    assert sorted(d for s in told for d in s.docs) == sorted(p.page.doc.id for p in pages)
    assert told == stories.settle(pages[::-1], Roster(()), Lineage())
