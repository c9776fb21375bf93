"""Days of publication hidden and inferred again: how often right, within three days, wrong, silent.

    python bench/days.py [FOLDER ...]

FOLDER holds pages and a `pages.csv` that knows their days; by default the sample story, and the five seeds
where ../shared is there. First all days are hidden but those that the pages print; then one page, or two,
keep their day (each choice in turn) and all others lose even what they print. Exits 1 where a day is wrong by
more than three days or a month is wrong, or where fewer than four of the five seeds are exact with all days
hidden.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

from scores import SHARED

from recoupe import ingest, pipeline
from recoupe.engines.local import LocalEngine
from recoupe.ingest import Intake
from recoupe.model import Document, Published, Reading
from recoupe.options import Options
from recoupe.stages import dating

SAMPLE = Path(__file__).parent.parent / "samples" / "reykjavik"
NEAR = 3  # days
STATED = ("day", "picture", "uploaded", "link")  # clues that state a day or month of themselves
LEAST = 4  # seeds with the exact day


def judged(found: Published | None, truth: str) -> str:
    """How an inferred day compares with the true one."""
    if found is None:
        return "silent"
    if len(found.value) < len("2025-02-13"):
        return "month right" if truth.startswith(found.value) else "month WRONG"
    apart = abs((date.fromisoformat(found.value[:10]) - date.fromisoformat(truth)).days)
    return "exact" if apart == 0 else "within three days" if apart <= NEAR else "WRONG"


def hidden(documents: Sequence[Document], truth: Mapping[str, str]) -> Counter[str]:
    """All days hidden but those that the pages print."""
    bare = tuple(replace(d, published=None, url=None, retrieved=None) for d in documents)
    dossier = pipeline.build(Intake(documents=bare, inputs=(), notes=()), Options(), engine=LocalEngine())
    return Counter(judged(p.published, truth[p.doc.id]) for p in dossier.pages)


def lent(documents: Sequence[Document], truth: Mapping[str, str], dated: int) -> Counter[str]:
    """So many pages dated, each choice in turn; the others judged."""
    told = [pipeline.read_page(replace(d, published=truth[d.id]), Options()) for d in documents]
    bare = [_bare(pipeline.read_page(replace(d, published=None, url=None), Options())) for d in documents]
    counts: Counter[str] = Counter()
    for chosen in combinations(range(len(documents)), dated):
        readings = [told[n] if n in chosen else bare[n] for n in range(len(documents))]
        dossier = pipeline.compare(readings, Options())
        days = dating.together(readings, dossier)
        others = [d.id for n, d in enumerate(documents) if n not in chosen]
        counts.update(judged(days.get(doc), truth[doc]) for doc in others)
    return counts


def _bare(reading: Reading) -> Reading:
    clues = tuple(c for c in reading.clues if c.kind not in STATED)
    return replace(reading, page=replace(reading.page, published=None), clues=clues)


def measured(folder: Path, table: Path) -> tuple[bool, Counter[str]]:
    """Whether nothing is wrong in a folder, and the counts with all days hidden."""
    with table.open(encoding="utf-8") as lines:
        known = {row["path"]: row["published"][:10] for row in csv.DictReader(lines)}
    documents = sorted(ingest.read([str(folder)], Options()).documents, key=lambda d: d.id)
    truth = {d.id: known[Path(d.path).name] for d in documents}
    first = hidden(documents, truth)
    print(f"{folder.name}: all days hidden: {dict(sorted(first.items()))}")
    counts = [first]
    for dated in (1, 2):
        counts.append(lent(documents, truth, dated))
        print(f"{folder.name}: {dated} of {len(documents)} dated: {dict(sorted(counts[-1].items()))}")
    return not any("WRONG" in kind for count in counts for kind in count), first


def main() -> int:
    """Measure each folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args().folders
    good = [measured(f, f / "pages.csv")[0] for f in given or [SAMPLE]]
    seeds = SHARED / "seeds"
    if not given and seeds.is_dir():
        right, first = measured(seeds, SHARED / "gold" / "seeds_pages.csv")
        good += [right, first["exact"] >= LEAST]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
