"""Mentions of one page: labelled sentences, and properties that hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Mention, Parse, Span, Statement
from recoupe.stages import mentions

ROWS = [
    (lang, *line.split("\t"))
    for lang in ("en", "fr")
    for line in (languages.HERE / "data" / lang / "cases" / "mentions.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
FRENCH = languages.load("fr")


def read(text: str, lang: str = "fr") -> tuple[str, tuple[Mention, ...]]:
    page = make.page(text, lang=lang)
    return text, mentions.find(page, make.parse(page), languages.load(lang))


def by_words(text: str, found: tuple[Mention, ...], words: str) -> Mention | None:
    """The mention of exactly these words, the last place first."""
    return next((m for m in reversed(found) if m.span.of(text).lstrip("-").removeprefix("t-") == words), None)


@pytest.mark.parametrize(
    ("lang", "text", "words", "expected"),
    [
        pytest.param(
            row[0],
            *row[2:],
            id=row[2][:50],
            marks=[pytest.mark.xfail(strict=True)] if row[1] == "known-failure" else [],
        )
        for row in ROWS
    ],
)
def test_labelled_sentences(lang: str, text: str, words: str, expected: str) -> None:
    text, found = read(text, lang)
    mention = by_words(text, found, words)
    if expected == "none":
        assert mention is None
        return
    assert mention is not None
    what, _, value = expected.partition("=")
    if what == "refers":
        cores = {m.span: m.core for m in found}
        assert mention.refers is not None
        assert cores[mention.refers] == value
    else:
        assert getattr(mention, {"name": "core"}.get(what, what)) == value


def test_a_bare_family_name_stands_for_the_full_name_even_before_it() -> None:
    text, found = read("Lambert refuse\nPaul Lambert a refusé l'offre lundi. Lambert partira.")
    full = by_words(text, found, "Paul Lambert")
    assert full is not None
    assert all(m.refers == full.span for m in found if m.core == "Lambert")


def test_two_who_compete_closely_leave_the_pronoun_alone() -> None:
    _, found = read("Le maire Paul Lambert et le juge Marc Vidal se sont vus. Il est parti.")
    assert all(m.refers is None for m in found if m.form == "pronoun")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Jeanne Aubry a répondu mardi. Le maire de Lavaur a promis une fête.", "Le maire de Lavaur"),
        ("Le ministre espagnol Luc Morin a répondu. Le président portugais a ri.", "Le président portugais"),
        (
            "Le Premier ministre Luc Morin a répondu. La ministre de la Justice a ri.",
            "La ministre de la Justice",
        ),
    ],
)
def test_gender_and_country_keep_an_office_from_whoever_was_named(text: str, office: str) -> None:
    text, found = read(text)
    mention = by_words(text, found, office)
    assert mention is not None
    assert mention.refers is None


@pytest.mark.parametrize(
    ("text", "speaker", "core"),
    [
        ("L'Amicale judéo-arménienne de Provence proteste.", "L'Amicale judéo-arménienne de Provence", ""),
        (
            "Le Comité de la filière « Nuit et jour » proteste.",
            "Le Comité de la filière « Nuit et jour",
            " »",
        ),
    ],
)
def test_the_name_of_a_body_is_not_cut(text: str, speaker: str, core: str) -> None:
    page = make.page(text)
    parse = make.parse(page)
    span = Span(page.doc.id, 0, len(speaker))
    content = Span(page.doc.id, text.index("proteste"), len(text))
    said = Statement(
        id="s", type="indirect", content=(content,), cue=None, speaker=span, holder=span,
        stance="asserts", confidence=0.8, reasons=(),
    )  # fmt: skip
    found = mentions.add_speakers(page, parse, mentions.find(page, parse, FRENCH), (said,), FRENCH)
    named = next(m for m in found if m.span == span)
    assert named.core == speaker.removeprefix("L'").removeprefix("Le ") + core


def test_a_speaker_that_is_no_mention_becomes_one() -> None:
    text = "Certains pêcheurs du port racontent que la mer monte."
    page = make.page(text)
    parse = make.parse(page)
    speaker = Span(page.doc.id, 0, text.index(" racontent"))
    content = Span(page.doc.id, text.index("que"), len(text))
    said = Statement(
        id="s", type="indirect", content=(content,), cue=None, speaker=speaker, holder=speaker,
        stance="asserts", confidence=1.0, reasons=(),
    )  # fmt: skip
    found = mentions.add_speakers(page, parse, mentions.find(page, parse, FRENCH), (said,), FRENCH)
    added = next(m for m in found if m.span == speaker)
    assert added.kind == "anonymous"
    assert added.core == "pêcheurs du port"


def speak(text: str, words: str) -> Mention:
    """The mention of words once a statement holds them for its speaker."""
    page = make.page(text)
    parse = make.parse(page)
    start = text.index(words)
    speaker = Span(page.doc.id, start, start + len(words))
    said = Statement(
        id="s", type="indirect", content=(speaker,), cue=None, speaker=speaker, holder=speaker,
        stance="asserts", confidence=1.0, reasons=(),
    )  # fmt: skip
    found = mentions.add_speakers(page, parse, mentions.find(page, parse, FRENCH), (said,), FRENCH)
    return next(m for m in found if m.span == speaker)


def test_a_speaker_of_two_is_a_group_of_its_own() -> None:
    added = speak("La droite et les syndicats ont jugé le texte trop dur.", "La droite et les syndicats")
    assert (added.kind, added.refers, added.core) == ("group", None, "droite et les syndicats")


def test_nobody_is_an_actor_by_the_word_on() -> None:
    added = speak("À la mairie, on assure que tout est prêt.", "on")
    assert (added.form, added.refers) == ("pronoun", None)


def test_the_words_around_a_body_name_it_more_fully() -> None:
    added = speak(
        "La commission spéciale que l'Assemblée a nommée a jugé le texte trop dur.",
        "La commission spéciale que",
    )
    assert added.core == "commission spéciale"


PIECES = [
    "Paul Lambert ",
    "le président russe ",
    "a dit ",
    "il ",
    "« ",
    " »",
    "qui ",
    ", ",
    ". ",
    "\n",
    "\u00a0",
    "M. ",
    "OTAN ",
    "(",
    "]",
    "İ",
]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_mentions_quote_their_page_and_point_at_mentions(text: str) -> None:
    _, found = read(text)
    spans = {m.span for m in found}
    assert len(spans) == len(found)
    for m in found:
        assert m.span.of(text).strip()
        assert m.reasons
        assert m.refers is None or m.refers in spans


def test_a_page_without_a_parse_has_no_mentions() -> None:
    page = make.page("")
    assert mentions.find(page, Parse(page.doc.id, (), (), ()), FRENCH) == ()


@pytest.mark.parametrize("lang", ["de", "en", "es", "ru", "uk"])
def test_every_language_reads_without_a_crash(lang: str) -> None:
    page = make.page("Paul Lambert said that he will go to Oslo. Москва, Київ: нет.", lang)
    assert mentions.find(page, make.parse(page), languages.load(lang))


def test_tables_of_no_language_have_no_fault() -> None:
    folder = languages.HERE / "data" / "any"
    faults: list[str] = []
    for table in ("given_names", "seats", "short_names"):
        languages.read_table(folder / f"{table}.tsv", languages.schema()[table]["types"], faults)
    assert not faults


def test_a_report_told_as_known_is_that_of_the_outlet_that_reported() -> None:
    page = make.page("Selon le quotidien « Le Figaro », le pont est vendu. Selon le rapport, tout est faux.")
    found = mentions.find(page, make.parse(page), languages.load("fr"))
    assert "rapport (Le Figaro)" in {m.core for m in found}
