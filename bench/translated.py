"""Does the translation of a page, added to a story, change a count of origins, or what anybody holds?

    python bench/translated.py [--shared FOLDER]

Stories are pages of `same_event.tsv` that report one event or statement, by two reporters and more; each of
their pages has a translation by people in the translated news of ../shared (French and German, Russian and
English). To a story in the language it was written in, the translation of each page is added in turn, and to
the story in translation each original. Where lineage finds the two to be one text, every claim of the story
must keep its passages and the bounds on its origins. Standings are compared where the story is in a language
in which issues are read: each must keep its days, origins, voices and status, and no other may come. Last, to
an article in French or English other translations of it are added (by machines, of later days), and standings
are compared; there another translation may name whom the first does not. Prints what moves, and exits 1 where
more than one claim or standing in a hundred does, or one standing in seven of the last; where the news is not
there it says so and exits 0.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
from bench import doubling, lineage  # noqa: E402

from recoupe import codebooks, pipeline  # noqa: E402
from recoupe.ingest import read  # noqa: E402
from recoupe.methods.groups import grouped  # noqa: E402
from recoupe.model import Reading  # noqa: E402
from recoupe.options import Options  # noqa: E402

# The claims that may move. One in two hundred does: an English page tells two spellings of a Russian name
# apart.
MOST = 0.01
AGAIN = 0.85  # the share of standings that must stay where an article is translated again
EACH = 3  # translations of one article
HEARD = frozenset(codebooks.load(Options().codebook).triggers)
MISSED = -1
Page = tuple[str, str]  # set and document of the translated news


def stories() -> list[list[Page]]:
    """The pages that report one event or statement."""
    rows = [line.split("\t") for line in (ROOT / "bench" / "same_event.tsv").read_text("utf-8").splitlines()]
    ties = [((a, b), (c, d)) for a, b, c, d, label in (r for r in rows if len(r) == 5) if label != "subject"]
    pages = sorted({page for tie in ties for page in tie})
    links = [(pages.index(a), pages.index(b)) for a, b in ties]
    return [[pages[n] for n in group] for group in grouped(len(pages), links)]


def versions(page: Page, news: dict[Page, list[dict[str, Any]]], folder: Path) -> tuple[Reading, Reading]:
    """A page as it was written and in translation, read."""
    found = []
    for kind in ("src", "ref"):
        text = next(v["text"] for v in news[page] if v["kind"] == kind)
        path = folder / f"{'@'.join(page)}@{kind}.txt"
        path.write_text(text, "utf-8")
        found.append(pipeline.read_page(read([str(path)], Options()).documents[0], Options()))
    return found[0], found[1]


def moves(
    story: Sequence[Reading], doubles: Sequence[Reading], held: list[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    """How many claims are compared when each double is added, MISSED where it is not found to be one, and
    what moves, in words; `held` is told of the standings.
    """
    of = frozenset(r.page.doc.id for r in story)
    before = doubling.compared(story, Options())
    known = doubling.counts(before, of)
    for double in doubles:
        after = doubling.compared([*story, double], Options())
        where = double.page.doc.path
        told = doubling.moved(known, doubling.counts(after, of))
        same = len(after.lineage.families) == len(before.lineage.families)
        if same and {r.page.lang for r in story} <= HEARD:
            stand = doubling.rows(before, of)
            gone = doubling.turned(stand, doubling.rows(after, of))
            held.append((len(stand), [f"{text}: {where}" for text in gone]))
        yield (len(known), [f"{where}: {text}" for text in told]) if same else (MISSED, [])


def again(news: dict[Page, list[dict[str, Any]]], lang: str, folder: Path) -> Iterator[tuple[int, list[str]]]:
    """How many standings an article has, and what is gone or new when another translation is added."""
    for page, told in sorted(news.items()):
        texts = [v["text"] for v in told if v["lang"] == lang and v["kind"] != "src"][:EACH]
        readings = []
        for n, text in enumerate(texts, start=1):
            path = folder / f"{'@'.join(page)}@{lang}{n}.txt"
            path.write_text(text, "utf-8")
            doc = read([str(path)], Options()).documents[0]
            day = replace(doc, published=f"2022-01-0{n}", published_from="given")
            readings.append(pipeline.read_page(day, Options()))
        held: list[tuple[int, list[str]]] = []
        list(moves(readings[:1], readings[1:], held))
        yield from held


def main() -> int:
    """Print what moves."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = ask.parse_args().shared
    if not (shared / lineage.DATA).is_file():
        print("no translated news beside the repository: nothing is measured")
        return 0
    news = lineage.read_news(shared)
    told: list[tuple[int, list[str]]] = []
    held: list[tuple[int, list[str]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for pages in stories():
            written, translated = zip(*(versions(page, news, Path(folder)) for page in pages), strict=True)
            told += [*moves(written, translated, held), *moves(translated, written, held)]
        others = [h for lang in ("en", "fr") for h in again(news, lang, Path(folder))]
    moved = [text for _, texts in told for text in texts]
    found = [count for count, _ in told if count != MISSED]
    print(*moved, sep="\n", end="\n" if moved else "")
    print(f"{len(told)} doubles, {len(found)} found; of {sum(found)} claims {len(moved)} moved")
    stay, stay_again = doubling.share(held), doubling.share(others)
    print(*(text for _, texts in (*held, *others) for text in texts), sep="\n")
    print(f"of {sum(n for n, _ in held)} standings {stay:.3f} stay")
    print(f"translated again: of {sum(n for n, _ in others)} standings {stay_again:.3f} stay")
    return int(len(moved) > MOST * sum(found) or stay < doubling.STAY or stay_again < AGAIN)


if __name__ == "__main__":
    sys.exit(main())
