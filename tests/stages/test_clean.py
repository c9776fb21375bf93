"""Marking: labelled lines in their place on a page, whole pages of the usual troubles, and what must always hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import languages
from recoupe.model import PROSE, Document, Page
from recoupe.stages import clean

TABLES = {code: languages.load(code) for code in languages.known()}
FRAMES = {
    "fr": (
        "Un accord sur le blé est en vue à Genève",
        "Les trois délégations ont annoncé mardi soir un accord de principe sur le passage des navires chargés de blé.",
        "Le texte, long de douze pages, doit encore être relu par les juristes avant sa signature dans la semaine.",
    ),
    "en": (
        "Grain deal is near in Geneva",
        "The three delegations announced on Tuesday night that they agree on the passage of ships that carry grain.",
        "The text, twelve pages long, will be read once more by the lawyers before it is signed this week.",
    ),
    "de": (
        "Getreideabkommen in Genf ist in Sicht",
        "Die drei Delegationen haben sich am Dienstagabend auf die Durchfahrt der mit Getreide beladenen Schiffe geeinigt.",
        "Der zwölf Seiten lange Text soll noch von den Juristen gelesen werden, bevor er in dieser Woche unterzeichnet wird.",
    ),
    "es": (
        "El acuerdo del trigo está a la vista en Ginebra",
        "Las tres delegaciones anunciaron el martes por la noche un acuerdo sobre el paso de los barcos cargados de trigo.",
        "El texto, de doce páginas, todavía debe ser leído por los juristas antes de su firma en el curso de la semana.",
    ),
    "ru": (
        "Соглашение о зерне в Женеве близко",
        "Три делегации объявили во вторник вечером, что они согласны на проход кораблей, которые были загружены зерном.",
        "Текст на двенадцати страницах ещё должны прочитать юристы, после чего его подпишут, как сказали делегаты.",
    ),
    "uk": (
        "Угода про зерно в Женеві вже близько",
        "Три делегації оголосили у вівторок увечері, що вони згодні на прохід кораблів, які були завантажені зерном.",
        "Текст на дванадцяти сторінках ще мають прочитати юристи, після чого його підпишуть, як сказали делегати.",
    ),
}


def mark(text: str, lang: str | None = None, **fields: str) -> Page:
    doc = Document(id="p-test", path="page.txt", text=text, sha256="", text_sha256="", **fields)
    return clean.mark(doc, TABLES, lang)


def kinds(page: Page) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(page.doc.text)) for b in page.blocks]


def kind_of(page: Page, wording: str) -> str:
    return next(kind for kind, text in kinds(page) if wording in text or text in wording)


def cases() -> list[object]:
    out: list[object] = []
    for code in languages.known():
        table = Path(languages.HERE) / "data" / code / "cases" / "clean.tsv"
        for number, line in enumerate(table.read_text("utf-8").split("\n"), start=1):
            if not line or line.startswith("#"):
                continue
            status, place, text, kind, *_ = line.split("\t")
            marks = [pytest.mark.xfail(strict=True)] if status == "known-failure" else []
            out.append(pytest.param(code, status, place, text, kind, marks=marks, id=f"{code}:{number}"))
    return out


@pytest.mark.parametrize(("code", "status", "place", "text", "kind"), cases())
def test_a_line_is_marked_for_what_it_is(code: str, status: str, place: str, text: str, kind: str) -> None:
    title, first, second = FRAMES[code]
    order = {"top": (title, text, first, second), "inside": (title, first, text, second), "tail": (title, first, second, text)}
    page = mark("\n\n".join(order[place]))
    found = {k for k, own in kinds(page) if own in text and own not in (first, second)}
    assert page.lang == code
    if status == "absent":
        assert kind not in found
    else:
        assert kind in found
        assert [k for k, own in kinds(page) if own in (first, second)] in (["lead", "body"], ["body", "body"])
