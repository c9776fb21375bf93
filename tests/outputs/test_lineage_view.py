"""The lineage view: tables first, a tree over time, passages side by side with what differs."""

from tests.outputs.sample import dossier

from recoupe.outputs import drawings, html
from recoupe.outputs.book import Book, Quote
from recoupe.outputs.sections import sources
from recoupe.outputs.sections.aligned import pair


def quote(text: str, lang: str = "fr") -> Quote:
    return Quote(text=text, doc="d", start=0, end=len(text), lang=lang, anchor="e", source="a", day=None)


def test_words_that_the_other_passage_does_not_have_are_set_apart() -> None:
    a, b = "Le pont a 90 mètres, dit-on.", "Le pont a 60 mètres, dit-on."
    made = pair(quote(a), quote(b))
    assert [p.text for p in made.of_child if p.differs] == ["90"]
    assert [p.text for p in made.of_parent if p.differs] == ["60"]
    assert "".join(p.text for p in made.of_child) == a
    assert made.altered


def test_marks_and_capitals_make_no_difference_and_translations_are_left_alone() -> None:
    assert not pair(quote("« Le pont est neuf »"), quote("“Le Pont est neuf”")).altered
    assert not pair(quote("Le pont a 90 mètres"), quote("The bridge has 60 metres", "en")).altered


def test_the_tree_has_days_a_root_and_arrows_only_where_text_was_taken() -> None:
    book = Book(dossier())
    drawn = drawings.tree(book, sources.sources(book).rows, sources.ties(book).rows)
    assert drawn is not None
    assert drawn.ticks
    assert {line.kind: bool(line.tip) for line in drawn.lines} == {"excerpt": True, "shared_statement": False}
    assert [d.text for d in drawn.lower if d.kind == "root"] == [book.labels["d-wire"]]


def test_a_listed_outlet_and_who_is_counted_are_shown_escaped() -> None:
    value = dossier()
    told = "lac.test is <b>Lac</b> (agency, FR; lists: own 2026-01)."
    value["documents"][0]["notes"] = [{"stage": "clean", "code": "outlet-listed", "text": told}]
    claim = next(c for c in value["claims"] if c["passages"])
    place = {k: claim["passages"][0][k] for k in ("doc", "span")}
    claim["reasons"].append(
        {
            "rule": "origin-speech",
            "weight": 1.0,
            "spans": [place],
            "text": "Counted once: what <i>X</i> said.",
        }
    )
    page = html.render(value, "en")
    assert "lac.test is &lt;b&gt;Lac&lt;/b&gt;" in page
    assert "Who is counted" in page
    assert "what &lt;i&gt;X&lt;/i&gt; said" in page
    assert page.index('class="aligned"') < page.index("<figure", page.index('id="lineage"'))
