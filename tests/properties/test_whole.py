"""Whatever the pages hold: no crash, no fault, the same bytes in any order; copies add no family."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import make

from recoupe import codec, dossier, pipeline
from recoupe.engines.local import LocalEngine
from recoupe.ingest import Intake
from recoupe.options import Options
from recoupe.text.fold import short_id

PIECES = (
    "Le ministre Aubin a dit ",
    "« que le port rouvrirait ",
    " » ",
    "”",
    '"',
    "selon la mairie, ",
    "mardi 3 mars 2020 ",
    "\n",
    "\n\n",
    "M. Aubin ",
    "Mme Aubin ",
    "a démenti ",
    "\u00a0",
    "Straße ",
    "İzmir ",
    "Київ ",
    "\u202e",
    "\x00",
    "http://a.example/x ",
    "https://a\u2100.example/2020/05/03/a.jpg ",
    "#port #grève ",
    "a-t-il ajouté. ",
    ", a déclaré le maire. ",
    "90 minutes ",
    "une heure et demie. ",
    "The mayor said that ",
    "“no deal” ",
    "sagte er, ",
    "• Jeanne Aubin",
    "Il ",
    "qui ",
    "- ",
    "(AFP) ",
    "𝔸 ",
    "e\u0301 ",
)
pages = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


def built(texts: list[str]) -> dict:
    intake = Intake(tuple(make.document(t, short_id("page", t) + ".txt") for t in texts), (), ())
    return codec.encode(pipeline.build(intake, Options(), engine=LocalEngine()))


@settings(max_examples=40)
@given(st.lists(pages, min_size=1, max_size=3, unique=True))
def test_any_pages_make_a_dossier_without_a_fault(texts: list[str]) -> None:
    assert dossier.check(built(texts)) == []


@settings(max_examples=15)
@given(st.lists(pages, min_size=2, max_size=3, unique=True))
def test_the_order_of_pages_changes_no_byte(texts: list[str]) -> None:
    assert codec.dumps(built(texts)) == codec.dumps(built(texts[::-1]))
