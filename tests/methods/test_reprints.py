from make import page
from recoupe.methods.reprints import Printed, repeats, seniority
from recoupe.model import Family, Leg, Lineage, Page

LONG = "Le bac de la baie reprend lundi ses traversées. La mairie promet un second navire avant l’été."


def lineage(*pages: Page, translated: str | None = None) -> Lineage:
    docs = tuple(sorted(p.doc.id for p in pages))
    legs = (Leg(lang="de", role="translated_from", score=0.9, reasons=()),)
    return Lineage(families=(Family("f-1", docs),), paths=((translated, legs),) if translated else ())


def ranks(*pages: Page, translated: str | None = None) -> list[int]:
    found = seniority(lineage(*pages, translated=translated), {p.doc.id: p for p in pages})
    return [found[p.doc.id] for p in pages]


def test_the_fuller_page_is_the_senior() -> None:
    assert ranks(page(LONG.split(".", maxsplit=1)[0]), page(LONG)) == [1, 0]


def test_the_earlier_page_is_the_senior_where_only_the_headline_differs() -> None:
    late, early = page("Mer\n" + LONG, published="2024-03-02"), page(LONG, published="2024-03-01")
    assert ranks(late, early) == [1, 0]


def test_a_translation_is_nobody_s_senior() -> None:
    first, other = page(LONG), page(LONG.replace("lundi", "mardi"))
    assert ranks(first, other, translated=first.doc.id) == [1, 0]


def test_only_the_words_of_a_senior_page_of_the_same_text_are_repeated() -> None:
    passages = [
        Printed("a", "one", 1, "le bac reprend"),
        Printed("b", "one", 0, "le bac reprend"),
        Printed("b", "one", 0, "le bac reprend"),
        Printed("c", "two", 0, "le bac reprend"),
        Printed("a", "one", 1, "le bac s’arrête"),
    ]
    assert repeats(passages) == {0: 1}
