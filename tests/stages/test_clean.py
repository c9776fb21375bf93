"""Marking: labelled lines in their place on a page, whole pages of the usual troubles, and what must always
hold."""

# ruff: noqa: E501  pages stand here as they are read

import re
from dataclasses import replace
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
    order = {
        "top": (title, text, first, second),
        "inside": (title, first, text, second),
        "tail": (title, first, second, text),
    }
    page = mark("\n\n".join(order[place]))
    found = {k for k, own in kinds(page) if own in text and own not in (first, second)}
    assert page.lang == code
    if status == "absent":
        assert kind not in found
    else:
        assert kind in found
        assert [k for k, own in kinds(page) if own in (first, second)] in (["lead", "body"], ["body", "body"])


def test_all_parts_of_a_usual_page_are_told_apart() -> None:
    page = mark(
        "Accueil » Monde » Le blé passera\n\nLe blé passera\n\nby Rédaction\n\n"
        "GENÈVE (AFP) - Les trois délégations ont annoncé mardi soir un accord sur le passage des navires de blé.\n\n"
        "« Personne ne sera laissé sans pain cet hiver, je m'y engage. »\n\n  • Anna Lebedeva\n\n"
        "Un port rouvert\n\nLe port, fermé depuis deux ans, doit rouvrir au printemps, selon les trois délégations.\n\n"
        "EN SAVOIR PLUS:\nLes armateurs veulent un délai\n"
        "Le texte doit encore être relu par les juristes avant sa signature, prévue dans la semaine.\n\n"
        "AP, Reuters et Belga\n\nVoir\n#blé #navires #Genève\nLeave a Comment"
    )
    assert [kind for kind, _ in kinds(page)] == [
        "navigation", "headline", "byline", "dateline", "lead", "quote_block", "quote_block", "headline", "body",
        "related", "related", "body", "credit", "credit", "tags", "comment",
    ]  # fmt: skip
    assert page.title is not None
    assert page.title.of(page.doc.text) == "Le blé passera"
    assert [a.name for a in page.agencies] == ["AFP", "AP", "Reuters", "Belga"]
    assert [b.lang for b in page.blocks if b.kind in ("byline", "comment")] == ["en", "en"]


def test_a_post_put_into_the_page_goes_to_the_account_below_it() -> None:
    title, first, second = FRAMES["fr"]
    page = mark(
        f"{title}\n\n{first}\n\nNous avons signé, merci à tous.\n— Anna Lebedeva (@alebedeva) 3 mars 2021\n\n{second}"
    )
    assert [k for k, _ in kinds(page)] == ["headline", "lead", "quote_block", "quote_block", "body"]


def test_a_column_of_short_lines_above_the_title_is_a_menu() -> None:
    title, first, _ = FRAMES["fr"]
    page = mark(f"Politique\nÉconomie\nSport\nCulture et loisirs\n\n{title}\n\n{first}")
    assert [k for k, _ in kinds(page)] == [*["navigation"] * 4, "headline", "lead"]


def test_an_appeal_runs_to_the_end_but_not_over_text_that_resumes() -> None:
    title, first, second = FRAMES["fr"]
    appeal = "Soutenez Le Journal du Lac à partir de 2 €\n\nQue peut chaque lecteur ?\n\nSans vous, nous ne serions rien."
    assert [k for k, _ in kinds(mark(f"{title}\n\n{first}\n\n{appeal}"))] == [
        "headline",
        "lead",
        *["promotion"] * 3,
    ]
    assert kind_of(mark(f"{title}\n\n{first}\n\n{appeal}\n\n{second}"), second) == "body"


def test_web_code_inside_a_sentence_is_cut_out_and_the_sentence_kept() -> None:
    text = f'{FRAMES["fr"][1]}\n\nLe port, qui reste target="_blank" href="https://exemple.invalid/a" fermé, doit rouvrir au printemps.'
    assert [k for k, _ in kinds(mark(text))] == ["lead", "body", "markup", "body"]


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("Washington.- Le président", "Washington.-"),
        ("PARIS (AFP) — Le président", "PARIS (AFP) —"),
        ("Kiev, 3 mars - Le président", "Kiev, 3 mars -"),
        ("ALGER-Le président", "ALGER-"),
        ("Berlin (dpa) - Der Präsident", "Berlin (dpa) -"),
        ("KYIV, March 3 (Reuters) - The president", "KYIV, March 3 (Reuters) -"),
        ("Madrid, 3 mar (EFE).- El presidente", "Madrid, 3 mar (EFE).-"),
        ("МОСКВА, 3 марта — РИА Новости. Президент", "МОСКВА, 3 марта —"),
        ("Reuters – Le président", "Reuters –"),
        ("Rio de Janeiro (AFP) - Le président", "Rio de Janeiro (AFP) -"),
        ("OTAN-Russie : le président", None),
        ("Lavrov - Le ministre russe", None),
        ("Le président - Anna Lebedeva", None),
        ("Mercredi – Le président", None),
    ],
)
def test_the_place_that_a_report_is_dated_from_is_split_off(start: str, place: str | None) -> None:
    page = mark(
        f"{FRAMES['fr'][0]}\n\n{start} a dit que les navires passeraient avant la fin de la semaine, sans donner de date."
    )
    assert next((text for kind, text in kinds(page) if kind == "dateline"), None) == place


def test_title_and_text_on_one_line_are_split_where_it_is_plain() -> None:
    text = "La suite de la phrase compte autant de mots qu'il en faut pour un paragraphe entier. " * 5
    page = mark(
        "Les armateurs demandent un délai aux trois villes Les navires chargés de blé attendent depuis mars. "
        + text
    )
    assert page.title is not None
    assert page.title.of(page.doc.text) == "Les armateurs demandent un délai aux trois villes"
    whole = mark(
        "Le ministre Bruno Le Maire attend les navires au port du Havre depuis le début du mois de mars. "
        + text
    )
    assert whole.title is None


def test_a_title_is_split_from_the_outlet_behind_it_and_two_outlets_are_noted() -> None:
    picture = "![x](https://www.miroir.invalid/wp-content/uploads/2021/03/a.jpg)"
    page = mark(f"Le blé passera – Lake World News\n{picture}\n{FRAMES['fr'][1]}\n{FRAMES['fr'][2]}")
    assert page.title is not None
    assert page.title.of(page.doc.text) == "Le blé passera"
    assert page.outlet == "miroir.invalid"
    assert [n.code for n in page.notes] == ["two-outlets"]


def test_the_day_is_the_one_given_else_printed_else_in_the_address() -> None:
    title, first, _ = FRAMES["fr"]
    printed = f"{title}\n\nPublié le 3 mars 2021 à 18h45\n\n{first}"
    given = mark(printed, published="2021-03-04", published_from="pages.csv").published
    read = mark(printed).published
    assert given is not None
    assert (given.value, given.source) == ("2021-03-04", "given")
    assert read is not None
    assert (read.value, read.source) == ("2021-03-03", "printed")
    assert read.span is not None
    assert read.span.of(printed) == "3 mars 2021"
    broken = mark(f"{title}\n\n{first}", url="https://e\u2100.invalid/2021/03/05/ble.html").published
    assert broken is None
    address = mark(f"{title}\n\n{first}", url="https://exemple.invalid/2021/03/05/ble.html").published
    assert address is not None
    assert (address.value, address.source, address.span) == ("2021-03-05", "url", None)
    assert mark(f"{title}\n\n{first}").published is None


def test_a_picture_credit_is_no_agency_of_the_text() -> None:
    title, first, second = FRAMES["fr"]
    page = mark(f"{title}\n\n{first}\n\nLes délégués au palais, le 3 mars 2021 – AP\n\n{second} (AFP)")
    assert [a.name for a in page.agencies] == ["AFP"]
    assert kinds(page)[-1] == ("credit", "(AFP)")


def test_a_hard_wrapped_paragraph_is_one_block() -> None:
    rows = FRAMES["en"][1] + " " + FRAMES["en"][2]
    wrapped = re.sub(r"(.{50,62}) ", r"\1\n", rows)
    page = mark(f"{FRAMES['en'][0]}\n\n{wrapped}\n\n{wrapped}\n\n{wrapped}")
    assert [k for k, _ in kinds(page)] == ["headline", "lead", "body", "body"]


def test_a_page_of_quotation_marks_alone_is_marked_and_noted() -> None:
    page = mark("« « » » “ ”\n\n»»»")
    assert {b.kind for b in page.blocks} == {"markup"}
    assert {n.code for n in page.notes} == {"language-uncertain", "no-prose"}


def test_the_chosen_language_is_kept_and_a_declared_one_decides_only_in_doubt() -> None:
    assert mark(FRAMES["fr"][1], "de").lang == "de"
    declared = Document(id="p", path="a.txt", text=FRAMES["fr"][1], sha256="", text_sha256="", lang="de")
    assert clean.mark(declared, TABLES).lang == "fr"
    assert clean.mark(replace(declared, text="Ja, o"), TABLES).lang == "de"


def test_evidence_is_graded_by_what_is_known() -> None:
    text = FRAMES["fr"][1]
    given = {"url": "https://exemple.invalid/a", "published": "2021-03-03"}
    html = Document(
        id="p", path="a.html", text=text, sha256="", text_sha256="", recipe=("strip tags",), **given
    )
    assert mark(text).grade == "E0"
    assert mark(text, **given).grade == "E1"
    assert clean.mark(html, TABLES).grade == "E2"
    fetched = replace(html, retrieved="2021-03-04")
    assert clean.mark(fetched, TABLES).grade == "E3"
    assert clean.mark(replace(fetched, recipe=("cut at 9 bytes", "strip tags")), TABLES).grade == "E1"
    assert clean.mark(replace(fetched, published=None), TABLES).grade == "E0"


def test_a_grade_says_what_the_page_has_and_what_it_lacks() -> None:
    text = FRAMES["fr"][1]
    (why,) = mark(text, url="https://exemple.invalid/a").grade_reasons
    assert why.text == "It has text, an address; for E1 it lacks a day, given or printed."
    (why,) = mark(text, url="https://exemple.invalid/a", published="2021-03-03").grade_reasons
    assert why.text.endswith("for E2 it lacks the HTML as served.")


PIECES = [
    "Le président a dit : ", "« ", " »", "“", "\n", "\r\n", "\n\n", " ", "\u00a0", "\u2028", "Accueil » Monde » Paix", "#paix ", "AFP",
    "Par Anna Durand", "3 mars 2021", "Partager", "Lire aussi", "<b>", 'href="x"', "https://a.invalid/b", "• ", "Straße ", "İzmir ", "\x00",
    "PARIS (AFP) - Le ", "Soutenez-nous dès 1€", "Ї ", "😀", "Les navires passeront avant la fin de la semaine, selon le maire. ",
]  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(pages)
@settings(max_examples=200, deadline=None)
def test_blocks_cover_all_that_is_not_blank_and_never_overlap(text: str) -> None:
    page = mark(text)
    last = 0
    for block in page.blocks:
        assert block.span.start >= last
        assert not text[last : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip()
        last = block.span.end
    assert not text[last:].strip()


@given(pages)
@settings(max_examples=100, deadline=None)
def test_zones_quote_the_page_and_marking_is_the_same_twice(text: str) -> None:
    page = mark(text)
    spans = {b.span for b in page.blocks}
    assert page.title is None or page.title in spans
    assert page.byline is None or page.byline in spans
    for agency in page.agencies:
        assert agency.span.of(text) == "AFP"
    assert mark(text) == page


def test_every_kind_of_prose_is_one_that_the_tagger_reads() -> None:
    assert {k for k, _ in kinds(mark("\n\n".join(FRAMES["fr"])))} <= PROSE


LINES = (
    (
        "Diver lists the early signs of ear pain",
        "Semyon Lund, a doctor of the port, listed the early signs of ear pain in a talk with the Radio.",
    ),
    (
        "Painter Ann Moss names dishes that help sleep",
        "Danish painter Ann Moss named five dishes that helped her find sleep after a long night.",
    ),
    (
        "Old scientists mapped the lost river in Norway",
        "Peter Gray, a former member of the crew, mapped the lost river for the King of Norway in 1922.",
    ),
    (
        "Bakery asks for its guests' phones",
        "Bakery Gold asks its guests to show their phones at the door, writes the Dawn.",
    ),
    (
        "The mayor said that he lost 8 kg",
        "Norwegian mayor Olaf Berg admitted that he first gained and then lost weight in the year.",
    ),
)


@pytest.mark.parametrize(("title", "first"), LINES)
def test_a_title_on_the_line_of_its_text_ends_where_the_text_says_it_again(title: str, first: str) -> None:
    rest = "The harbour was quiet on that day. " * 8
    assert kinds(mark(f"{title} {first} {rest}"))[0] == ("headline", title)


@pytest.mark.parametrize(
    "first",
    [
        "The painter Ann Moss and the diver Semyon Lund were seen at the harbour of Bergen on Sunday.",
        "On Sunday the new bridge over the Silver River was opened by the mayor of the old town of Bergen.",
    ],
)
def test_a_line_without_a_title_is_not_cut_at_a_name(first: str) -> None:
    rest = "The harbour was quiet on that day. " * 8
    assert all(kind != "headline" for kind, _ in kinds(mark(f"{first} {rest}")))
