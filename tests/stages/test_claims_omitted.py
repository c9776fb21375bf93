"""What a page leaves out: only what stands between sentences that it tells."""

import make
from recoupe.model import Claim, Reading
from recoupe.stages import claims
from world import lineage, read, roster

NAMES = ("Sadate", "Begin", "Carter")
TALKS = "Carter a réuni Sadate et Begin à Camp David pendant treize jours."
SINAI = "Begin a promis à Sadate de rendre le désert du Sinaï en trois ans."
RADIO = "Sadate parlera lundi à la radio du Caire depuis le palais d'Abdine."
SETTLERS = "Begin a refusé à Carter de démanteler les colonies de Gaza."
VILLAGE = "Le maire de Thurmont a vendu des cartes postales aux touristes."
COTTON = "Le coton a ouvert en baisse de deux cents à la bourse d'Alexandrie."


def pages(*texts: str, days: tuple[str, ...] = ()) -> list[Reading]:
    made = [
        make.page(text, published=days[n] if days else "1978-09-18", path=f"{n}.txt")
        for n, text in enumerate(texts)
    ]
    return sorted((read(p, NAMES) for p in made), key=lambda r: r.page.doc.id)


def left_out(*readings: Reading) -> set[tuple[str, str]]:
    """(what is left out, the path of the page that does)."""
    paths = {r.page.doc.id: r.page.doc.path for r in readings}
    found: tuple[Claim, ...] = claims.settle(
        readings, (), (), roster(readings), lineage(*([r] for r in readings))
    )[0]
    return {(c.wording, paths[d]) for c in found for d in c.omitted}


FULL = f"{TALKS}\n{SINAI}\n{RADIO}\n{SETTLERS}"


def test_what_stands_between_told_sentences_is_left_out() -> None:
    cut = f"{TALKS}\n{SINAI}\n{SETTLERS}"
    assert left_out(*pages(FULL, FULL + "\n" + VILLAGE, cut)) == {(RADIO, "2.txt")}


def test_what_one_origin_alone_reports_is_not_missed() -> None:
    assert not left_out(*pages(FULL, f"{TALKS}\n{SINAI}\n{SETTLERS}"))


def test_a_page_that_tells_something_else_leaves_nothing_out() -> None:
    assert not left_out(*pages(FULL, FULL + "\n" + VILLAGE, COTTON))


def test_what_may_stand_there_in_other_words_is_not_left_out() -> None:
    retold = f"{TALKS}\n{SINAI}\nDepuis Abdine, Sadate s'exprimera lundi à la radio.\n{SETTLERS}"
    assert not left_out(*pages(FULL, FULL + "\n" + VILLAGE, retold))


def test_an_older_page_could_not_know() -> None:
    cut = f"{TALKS}\n{SINAI}\n{SETTLERS}"
    days = ("1978-09-18", "1978-09-18", "1978-09-16")
    assert not left_out(*pages(FULL, FULL + "\n" + VILLAGE, cut, days=days))


def test_a_page_in_another_language_is_not_judged() -> None:
    cut = make.page("Carter hosted Sadate and Begin.", lang="en", published="1978-09-18", path="en.txt")
    assert not left_out(*pages(FULL, FULL + "\n" + VILLAGE), read(cut, NAMES))
