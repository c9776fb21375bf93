"""The day of undated pages: by themselves, and by the pages that tell the same."""

from dataclasses import replace
from datetime import date

from make import page, parse, span
from recoupe import languages, pipeline
from recoupe.engines.local import LocalEngine
from recoupe.ingest import Intake
from recoupe.model import Block, Clue, Document, Dossier, Page, Published, Reason, Span
from recoupe.options import Options
from recoupe.stages import dating, times
from recoupe.stages.dating.votes import Evidence, Vote, from_day, weigh
from recoupe.text.fold import short_id

WIRE = (
    "La ministre Jeanne Morel a rencontré le président Paul Arnaud le 4 mars 2021 à Genève. "
    "« La mine sera fermée avant l'hiver », a déclaré Jeanne Morel. Elle a salué un accord rare."
)
UNDATED = (
    "Jeudi, la ministre Jeanne Morel a rencontré le président Paul Arnaud à Genève. "
    "« La mine sera fermée avant l'hiver », a déclaré Jeanne Morel. Paul Arnaud n'a rien dit."
)


def alone(text: str, lang: str = "fr", kinds: tuple[str, ...] = ()) -> Published | None:
    shown = page(text, lang)
    if kinds:
        blocks = tuple(Block(b.span, k) for b, k in zip(shown.blocks, kinds, strict=True))  # type: ignore[arg-type]
        shown = Page(doc=shown.doc, lang=lang, lang_score=1.0, blocks=blocks)
    clues = times.clues(shown, parse(shown), languages.load(lang))
    return dating.alone(shown, dating.gather(shown, clues))


def built(*pages: tuple[str, str | None]) -> Dossier:
    documents = tuple(
        Document(id=i, path=f"{n}.txt", text=text, sha256=i, text_sha256=i, published=day)
        for n, (text, day) in enumerate(pages)
        for i in [short_id("p", text)]
    )
    intake = Intake(documents=tuple(sorted(documents, key=lambda d: d.id)), inputs=(), notes=())
    return pipeline.build(intake, Options(lang="fr"), engine=LocalEngine())


def day_of(dossier: Dossier, path: str) -> Published | None:
    return next(p.published for p in dossier.pages if p.doc.path == path)


def test_a_full_date_and_its_weekday_used_alone_date_the_page() -> None:
    found = alone("Le mardi 8 juin 2021, le conseil s’est réuni. La séance de mardi a duré. Il a voté.")
    assert found is not None
    assert (found.value, found.source) == ("2021-06-09", "inferred")
    assert found.earliest == "2021-06-08"
    assert [r.rule for r in found.reasons] == ["weekday-date", "weekdays"]


def test_a_day_in_the_byline_is_the_day_of_the_page() -> None:
    text = "Par Jeanne Morel\n8 juin 2021 11:30\nLe conseil a refusé lundi."
    found = alone(text, kinds=("byline", "byline", "body"))
    assert found is not None
    assert (found.value, found.source) == ("2021-06-08", "printed")


def test_a_picture_named_and_put_up_in_one_month_dates_with_the_weekdays() -> None:
    # 60bf3a00 are the seconds of 8 June 2021, a Tuesday
    text = "![x](https://press.example/uploads/2021/06/60bf3a00aaaaaaaaaaaaaaaa.jpg)\n"
    found = alone(text + "Le conseil a refusé mardi. La mairie avait accepté lundi.")
    assert found is not None
    assert found.value == "2021-06-08"


def test_a_weekday_alone_gives_no_day() -> None:
    assert alone("Le conseil a refusé lundi. En 2014, il avait accepté.") is None


def test_a_day_without_a_year_gives_no_day_by_itself() -> None:
    assert alone("Le conseil a refusé le 8 juin. La séance de mardi a duré.") is None


def test_a_date_of_long_ago_does_not_date_the_page() -> None:
    text = "Le mardi 8 juin 1999, le conseil a refusé. En 2021, il a accepté. La séance de mardi a duré."
    found = alone(text)
    assert found is None or found.value > "2020"


def test_an_event_of_known_day_elsewhere_dates_its_weekday_here() -> None:
    dossier = built((WIRE, "2021-03-04"), (UNDATED, None))
    found = day_of(dossier, "1.txt")
    assert found is not None
    assert found.source == "story"
    assert "2021-03-04" <= found.value <= "2021-03-05"
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.value <= found.latest
    told = {t.span.of(UNDATED): t.value for t in dossier.times if t.span.doc == short_id("p", UNDATED)}
    assert told["Jeudi"] == "2021-03-04"


def test_a_twin_has_the_day_of_its_text() -> None:
    text = "Le mardi 8 juin 2021, le conseil s’est réuni. La séance de mardi a duré. Il a voté."
    one, two = (
        Document(id=i, path=f"{i}.txt", text=text, sha256="a", text_sha256="a") for i in ("p-1", "p-2")
    )
    intake = Intake(documents=(one, two), inputs=(), notes=())
    pages = pipeline.build(intake, Options(lang="fr"), engine=LocalEngine()).pages
    days = [p.published for p in pages if p.published]
    assert [d.value for d in days] == ["2021-06-09", "2021-06-09"]
    assert {s.doc for s in days[1].reasons[0].spans} == {"p-2"}


def test_undated_pages_alone_stay_undated() -> None:
    dossier = built((WIRE.replace(" le 4 mars 2021", " jeudi"), None), (UNDATED, None))
    assert [p.published for p in dossier.pages] == [None, None]


def test_what_an_inferred_day_rests_on_is_on_its_page_or_another_of_the_dossier() -> None:
    dossier = built((WIRE, "2021-03-04"), (UNDATED, None))
    texts = {p.doc.id: p.doc.text for p in dossier.pages}
    found = day_of(dossier, "1.txt")
    assert found is not None
    assert found.reasons
    assert all(s.end <= len(texts[s.doc]) for r in found.reasons for s in r.spans)
    assert found.span is None or found.span.doc == short_id("p", UNDATED)


def test_last_month_of_a_dated_event_gives_the_month_and_leaves_the_week_open() -> None:
    shown = page("Le mois dernier, la reine a reçu le roi. Lundi, elle est partie.")
    doubtful = Published("2021-04", "story", None, "2021-04-01", "2021-04-30")
    shown = replace(shown, published=doubtful)
    found = times.find(shown, parse(shown), languages.load("fr"))
    assert {t.span.of(shown.doc.text): t.value for t in found} == {
        "Le mois dernier": "2021-03",
        "Lundi": "XXXX-WXX-1",
    }


def test_votes_that_disagree_by_more_than_days_tell_nothing() -> None:
    why = Reason("printed-below", 0.8, (), "x")
    votes = [Vote(from_day(date(2021, month, 3), (1.0,)), 0.8, why) for month in (3, 9)]
    assert weigh("p", Evidence(votes=tuple(votes)), "inferred") is None
    found = weigh("p", Evidence(votes=tuple(votes[:1])), "inferred")
    assert found is not None
    assert found.value == "2021-03-03"


def test_clues_quote_the_page() -> None:
    shown = page("Hier, mardi 8 juin, le conseil a voté. Il se réunira vendredi, puis la semaine prochaine.")
    found = times.clues(shown, parse(shown), languages.load("fr"))
    assert Clue("near", "-1", Span(shown.doc.id, 0, 4), way=found[0].way) == found[0]
    assert {(c.kind, c.value) for c in found} >= {("yearless", "06-08"), ("weekday", "5"), ("unit", "W+1")}
    assert span(shown, "vendredi") in {c.span for c in found if c.way > 0}


def test_a_day_that_the_page_calls_its_own_needs_a_year_beside_it() -> None:
    text = "Ce mardi 8 juin, le conseil s’est réuni. La mine avait fermé en décembre 2020."
    found = alone(text)
    assert found is not None
    assert found.value == "2021-06-08"
    assert alone(text.replace(" en décembre 2020", "")) is None


def test_a_date_line_without_a_year_takes_that_of_its_story() -> None:
    line = "GENÈVE, 5 mars (Agence du Lac) — " + UNDATED.replace("Jeudi, la", "La")
    found = day_of(built((WIRE, "2021-03-04"), (line, None)), "1.txt")
    assert found is not None
    assert found.value == "2021-03-05"


def test_a_happening_told_of_two_weeks_does_not_date_its_weekday() -> None:
    later = WIRE.replace("le 4 mars", "le 11 mars").replace("un accord rare", "un second accord")
    found = day_of(built((WIRE, "2021-03-04"), (later, "2021-03-11"), (UNDATED, None)), "2.txt")
    assert found is None or found.value == "2021-03"
