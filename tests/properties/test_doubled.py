"""A page printed twice, shortened, reordered or under another headline, changes no count of origins."""

from pathlib import Path

from bench.doubling import EDITS, compared, counts, moved, moves, rows, share, turned

from recoupe import pipeline
from recoupe.ingest import read
from recoupe.options import Options

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "reykjavik"
# A dispatch, a mirror of another text, a blog, a report; `bench/doubling.py` doubles all pages.
PAGES = ("01_depeche.txt", "04_miroir.txt", "09_blog.txt", "10_recit.txt")


def test_a_page_doubled_through_edits_changes_no_count_of_origins_and_no_standing() -> None:
    readings = [pipeline.read_page(doc, Options()) for doc in read([str(SAMPLE)], Options()).documents]
    only = [n for n, r in enumerate(readings) if r.page.doc.path in PAGES]
    assert len(only) == len(PAGES)
    held: list[tuple[int, list[str]]] = []
    assert list(moves(readings, only, Options(), held)) == []
    assert sum(n for n, _ in held) > 0
    assert share(held) == 1


def test_a_page_doubled_in_another_language_changes_no_count_of_origins() -> None:
    files = [SAMPLE / name for name in ("01_depeche.txt", "05_bericht.txt", "06_miroir_bis.txt")]
    documents = read([str(file) for file in files], Options()).documents
    wire, double, mirror = (pipeline.read_page(doc, Options()) for doc in documents)
    of = frozenset((wire.page.doc.id, mirror.page.doc.id))
    before, after = (compared(pages, Options()) for pages in ((wire, mirror), (wire, mirror, double)))
    assert len(after.lineage.families) == len(before.lineage.families) == 2
    assert list(moved(counts(before, of), counts(after, of))) == []
    assert turned(rows(before, of), rows(after, of)) == []


def test_each_edit_changes_a_page_of_paragraphs() -> None:
    text = "\n\n".join(
        ["Le port rouvre", *(f"{n} " + "le ministre en a parlé longuement " * 3 for n in range(5))]
    )
    assert all(edit(text) != text for edit in EDITS.values())
