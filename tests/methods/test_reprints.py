from make import page, span
from recoupe.methods.reprints import Printed, repeats, retold, seniority
from recoupe.model import Edge, Family, Leg, Lineage, Page, Span

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


def told_again(kind: str, senior: Page, junior: Page, *passages: tuple[Span, Span]) -> tuple[Span, ...]:
    edge = Edge(child=junior.doc.id, parent=senior.doc.id, kind=kind, passages=passages, reasons=())  # type: ignore[arg-type]
    tree = Lineage(edges=(edge,), families=lineage(senior, junior).families)
    pages = {p.doc.id: p for p in (senior, junior)}
    assert retold(tree, pages, ()) == {}
    return retold(tree, pages, {senior.doc.id}).get(junior.doc.id, ())


def aligned(senior: Page, junior: Page, *words: str) -> list[tuple[Span, Span]]:
    return [(span(junior, w), span(senior, w)) for w in words]


def test_what_is_aligned_with_a_senior_page_is_told_again_and_an_insertion_is_not() -> None:
    last = "La mairie paie."
    senior = page(f"{LONG} {last}", published="2024-03-01")
    junior = page(f"{LONG} Un pont suit. {last}", published="2024-03-02")
    told = told_again("edited", senior, junior, *aligned(senior, junior, LONG, last))
    assert {s.of(junior.doc.text) for s in told} == {LONG, last}


def test_what_lies_between_aligned_places_of_both_pages_is_told_again() -> None:
    senior = page(f"{LONG} Le préfet promet un pont. Fin.", published="2024-03-01")
    junior = page(f"{LONG} Un pont est promis. Fin.", published="2024-03-02")
    told = told_again("edited", senior, junior, *aligned(senior, junior, LONG, "Fin."))
    assert " Un pont est promis. " in {s.of(junior.doc.text) for s in told}


def test_a_translation_is_told_again_as_a_whole() -> None:
    senior, junior = page(LONG, published="2024-03-01"), page("The ferry", lang="en", published="2024-03-02")
    assert told_again("translation", senior, junior) == (Span(junior.doc.id, 0, len("The ferry")),)
