"""Contradictions between translations of one article: all of them are false.

    python bench/paraphrases.py [--lang fr|en] [--articles N] [--skip N] [--show]

Takes articles of ../shared/data/lineage of which several translations into one language are there (by people
and by machines), builds their dossier, and counts the contradictions. Nothing of the articles is kept.
Exits 1 where a page has more of them than were reached; where ../shared is not there it says so and exits 0.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from scores import SHARED, build

FILE = SHARED / "data" / "lineage" / "translated_news_2021_2022.jsonl.gz"
EACH = 4  # translations of one article
MOST = {"fr": 0.01, "en": 0.06}  # false contradictions for each page


def write(folder: Path, lang: str, first: int, last: int) -> int:
    """Writes the pages of articles `first` to `last`; how many there are."""
    versions: dict[tuple[str, str], list[str]] = defaultdict(list)
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            if told["lang"] == lang:
                versions[told["set"], told["doc"]].append(told["text"])
    several = [texts for _, texts in sorted(versions.items(), reverse=True) if len(texts) > 1][first:last]
    pages = [(f"{n:04}_{k}.txt", t) for n, texts in enumerate(several) for k, t in enumerate(texts[:EACH])]
    for name, text in pages:
        (folder / name).write_text(text, "utf-8")
    return len(pages)


def main() -> int:
    """Write, build, count."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--lang", choices=sorted(MOST), default="fr")
    ask.add_argument("--articles", type=int, default=60)
    ask.add_argument("--skip", type=int, default=0)
    ask.add_argument("--show", action="store_true")
    asked = ask.parse_args()
    if not FILE.is_file():
        print(f"{FILE} is not there: nothing to measure")
        return 0
    with tempfile.TemporaryDirectory() as pages, tempfile.TemporaryDirectory() as out:
        count = write(Path(pages), asked.lang, asked.skip, asked.skip + asked.articles)
        dossier = json.loads(build(Path(pages), Path(out)).read_text("utf-8"))
    for clash in dossier["contradictions"] if asked.show else ():
        print(f"  {clash['kind']}: {clash['reasons'][0]['text']}")
    found = len(dossier["contradictions"])
    print(f"{count} translations of {asked.articles} articles: {found} contradictions, all false")
    return int(found > MOST[asked.lang] * count)


if __name__ == "__main__":
    sys.exit(main())
