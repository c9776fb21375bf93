"""What a page says of its origin: credits, source lines, addresses, titles, pictures."""

from dataclasses import replace

import make
from recoupe import languages
from recoupe.model import Leg, Page, Reading, Sign
from recoupe.stages import clean, lineage, signs

TABLES = {code: languages.load(code) for code in languages.known()}
TEXT = (
    "Les deux rives signent un accord sur la morue\n\n"
    "Les ministres des pêches des deux rives ont signé jeudi à Tromsø un accord sur la morue arctique.\n\n"
    "Le texte réduit de 12 % les prises autorisées et crée une patrouille commune de neuf navires.\n\n"
)


def mark(text: str, **fields: object) -> Page:
    return clean.mark(replace(make.document(text), **fields), TABLES)  # type: ignore[arg-type]


def rules(page: Page) -> dict[str, Sign]:
    return {s.reason.rule: s for s in signs.find(page, TABLES)}


def test_a_credited_agency_is_a_sign_with_its_place() -> None:
    page = mark(TEXT + "(AFP)")
    sign = rules(page)["credits-agency"]
    assert sign.reason.spans[0].of(page.doc.text) == "AFP"


def test_a_source_line_names_each_source() -> None:
    page = mark(TEXT + "Sources : lemonde.fr, Radio Bodø")
    found = [s for s in signs.find(page, TABLES) if s.reason.rule == "source-line"]
    assert [s.reason.spans[0].of(page.doc.text) for s in found] == ["lemonde.fr", "Radio Bodø"]
    assert "Le Monde" in found[0].reason.text


def test_prose_that_speaks_of_sources_is_no_source_line() -> None:
    text = TEXT + "Sources : les pêcheurs en parlent depuis des mois dans tous les ports et au-delà, dit-on."
    assert "source-line" not in rules(mark(text))


def test_the_outlet_behind_a_title_is_named_from_the_table() -> None:
    picture = "![x](https://www.miroir.invalid/wp-content/uploads/2021/03/a.jpg)"
    page = mark(f"Le blé passera en mer Noire – RT World News\n{picture}\n{TEXT}")
    assert "rt.com is RT" in rules(page)["title-outlet"].reason.text


def test_a_canonical_address_elsewhere_and_a_version_in_another_language_are_signs() -> None:
    links = ("canonical https://www.lefigaro.fr/a", "hreflang:en https://copie.invalid/en/a")
    found = rules(mark(TEXT, url="https://copie.invalid/a", links=links))
    assert found["canonical-link"].hosts == ("lefigaro.fr",)
    assert found["hreflang-link"].lang == "en"
    own = rules(mark(TEXT, url="https://copie.invalid/a", links=("canonical https://copie.invalid/a",)))
    assert "canonical-link" not in own


def test_the_name_of_a_picture_tells_an_instant_that_fits_the_page() -> None:
    # 0x60000000 seconds after 1970 is 14 January 2021.
    picture = "![x](https://copie.invalid/uploads/2021/01/600000001234567890abcdef.jpg)\n"
    page = mark(picture + TEXT, published="2021-01-14", published_from="pages.csv")
    assert "2021-01-14 at 08:25:36 UTC" in rules(page)["picture-time"].reason.text
    assert "picture-time" not in rules(mark(picture + TEXT, published="2005-01-14", published_from="x"))


def test_signs_stand_on_the_leg_they_speak_of() -> None:
    page = mark(
        f"Le blé passera en mer Noire – RT World News\n![x](https://m.invalid/uploads/a.jpg)\n{TEXT}(AFP)"
    )
    legs = (
        Leg(lang="fr", role="written", score=1.0, reasons=()),
        Leg(lang="en", role="translated_from", score=0.9, reasons=()),
    )
    told = signs.tell(legs, signs.find(page, TABLES))
    assert [r.rule for r in told[0].reasons] == ["credits-agency"]


def reading(page: Page) -> Reading:
    return Reading(
        page=page, mentions=(), times=(), statements=(), reports=(), frames=(), stands=(),
        fingerprint=lineage.fingerprint(page, (), TABLES[page.lang]), legs=(), signs=signs.find(page, TABLES),
    )  # fmt: skip


def test_a_page_that_names_the_other_is_its_child_whatever_the_days() -> None:
    source = mark(TEXT, outlet="Radio Bodø", published="2021-01-15", published_from="x")
    child = mark(TEXT.replace("jeudi", "vendredi") + "Source : Radio Bodø", published="2021-01-14")
    edge = lineage.settle([reading(source), reading(child)]).edges[0]
    assert (edge.child, edge.parent) == (child.doc.id, source.doc.id)
    assert any(r.rule == "cites-parent" for r in edge.reasons)


def test_the_table_knows_the_outlet_of_an_address() -> None:
    page = mark(TEXT, url="https://www.lemonde.fr/2021/03/05/a.html")
    assert page.outlet == "Le Monde"
    note = next(n for n in page.notes if n.code == "outlet-listed")
    assert "FR" in note.text
    assert mark(TEXT, url="https://inconnu.invalid/a").outlet == "inconnu.invalid"
    assert mark(TEXT, url="https://www.lemonde.fr/a", outlet="Mon journal").outlet == "Mon journal"
