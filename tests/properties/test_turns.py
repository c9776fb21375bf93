"""Whole pages of two days, read from the start: what turned is told as what it is."""

import pytest

from recoupe import pipeline
from recoupe.model import Document
from recoupe.options import Options
from recoupe.text.fold import short_id

REST = " La délégation est attendue demain dans la capitale. Les discussions durent depuis trois jours."
HOME = " Les soldats rentrent chez eux."


def kinds(*pages: tuple[str, str]) -> list[str]:
    """The kinds of the shifts of pages, each a day and a text."""
    readings = []
    for n, (day, text) in enumerate(pages):
        key = short_id("p", str(n), text)
        doc = Document(
            id=key, path=f"{n}.txt", text=text, sha256=key, text_sha256=key, published=day,
            published_from="given",
        )  # fmt: skip
        readings.append(pipeline.read_page(doc, Options()))
    ordered = sorted(readings, key=lambda r: r.page.doc.id)
    return [s.kind for s in pipeline.compare(ordered, Options()).shifts]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (
            "Le premier ministre israélien Menahem Begin a rejeté mardi un cessez-le-feu.",
            "Le premier ministre israélien Menahem Begin a accepté dimanche un cessez-le-feu.",
            ["moved"],
        ),
        (
            "Le président égyptien Anouar el-Sadate a rejeté mardi un cessez-le-feu.",
            "Le ministre égyptien des Affaires étrangères, Mohamed Kamel, accepte un cessez-le-feu.",
            ["lower_rank"],
        ),
        (
            "Le président égyptien Anouar el-Sadate a déclaré mardi qu’il rejette un cessez-le-feu.",
            "Le porte-parole du président égyptien a déclaré qu’Anouar el-Sadate accepte un cessez-le-feu.",
            ["lower_rank"],
        ),
        (
            "Le président égyptien Anouar el-Sadate a accepté mardi un cessez-le-feu.",
            "Le président égyptien Anouar el-Sadate a nié dimanche avoir accepté un cessez-le-feu.",
            ["retracted"],
        ),
        (
            "Le président égyptien Anouar el-Sadate a rejeté mardi un cessez-le-feu.",
            "Le président égyptien Anouar el-Sadate rejette toujours un cessez-le-feu.",
            [],
        ),
    ],
)
def test_what_turned_between_two_pages_is_told_as_what_it_is(
    first: str, second: str, wanted: list[str]
) -> None:
    assert kinds(("1978-09-05", first + REST), ("1978-09-17", second + HOME)) == wanted


def test_a_page_firmer_than_its_quotation_is_no_movement() -> None:
    text = "Anouar el-Sadate a exclu mardi une trêve. « Une trêve n’est pas réaliste », a-t-il dit."
    assert kinds(("1978-09-05", text + REST)) == ["stronger_paraphrase"]
