"""How fast the store is: seconds to write, milliseconds to get, find and search, bytes beside dossier.json.

    python bench/store.py OUT [--url postgresql://...]
    python bench/store.py PAGES --pages 2000

OUT is a folder with dossier.json. Questions in milliseconds: the median, and what nine of ten stay under.
`--pages N` writes N natural pages of the translated news of ../shared (all French ones, then English) to a
folder, for `recoupe build PAGES -o OUT --formats json`.
"""

import argparse
import gzip
import itertools
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from recoupe import store

ROOT = Path(__file__).parent.parent
NEWS = ROOT.parent / "shared" / "data" / "lineage" / "translated_news_2021_2022.jsonl.gz"
KINDS = ("documents", "actors", "statements", "utterances", "claims", "edges")


def write_pages(count: int, to: Path) -> None:
    """Natural pages of the translated news, French ones first."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    chosen = [p["text"] for lang in ("fr", "en") for p in pages if p["lang"] == lang]
    to.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(itertools.islice(chosen, count)):
        (to / f"{n:06}.txt").write_text(text, "utf-8")


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, on the processor of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def told(name: str, clock: Callable[[], float], asks: Sequence[Callable[[], object]]) -> None:
    """Print the median and the ninth tenth of some questions."""
    taken = []
    for ask in asks:
        start = clock()
        ask()
        taken.append(1000 * (clock() - start))
    taken.sort()
    print(f"    {name:34} {taken[len(taken) // 2]:7.2f} {taken[len(taken) * 9 // 10]:7.2f}")


def questions(value: dict[str, Any], shelf: store.Shelf, clock: Callable[[], float]) -> None:
    """Print how long a shelf takes to answer: on the processor for a file, by the clock for a server."""
    draw = random.Random(1)
    texts = {d["id"]: d["text"] for d in value["documents"]}
    said = (texts[s["doc"]][slice(*s["content"][0])] for s in value["statements"])
    words = [w for text in said for w in text.split() if w.isalpha()]
    rare = draw.choices(words, k=100)
    pairs = draw.choices([f"{a} {b}" for a, b in itertools.pairwise(words)], k=100)
    actors = sorted(value["actors"], key=lambda a: -len(a["mentions"]))[:100]
    docs = [d["id"] for d in draw.choices(value["documents"], k=100)]
    ids = [(k, i) for k in KINDS for i in draw.choices(list(shelf.records(k)), k=100)]
    told("get a record", clock, [lambda k=k, i=i: shelf.record(k, i) for k, i in ids])
    told("the text of a page", clock, [lambda d=d: shelf.text(d) for d in docs])
    told("the marks of a page", clock, [lambda d=d: shelf.marks(d) for d in docs])
    told("what names an actor", clock, [lambda a=a: shelf.backlinks("actors", a["id"]) for a in actors])
    told("statements of a speaker", clock, [lambda a=a: _said_by(shelf, a["id"]) for a in actors])
    told("claims of a page", clock, [lambda d=d: shelf.find("claims", doc=d) for d in docs])
    told("claims, the weightiest 100", clock, [lambda: shelf.find("claims", order="rank", limit=100)] * 9)
    told(
        "statements by day, 100 of all", clock, [lambda: shelf.find("statements", order="day", limit=100)] * 9
    )
    told(
        "statements with a word",
        clock,
        [lambda w=w: shelf.find("statements", words=w, limit=100) for w in rare],
    )
    told("search for a word of a statement", clock, [lambda w=w: shelf.search(w) for w in rare])
    told("search for two words", clock, [lambda w=w: shelf.search(w) for w in pairs])
    told("search for a phrase", clock, [lambda w=w: shelf.search(f'"{w}"') for w in pairs])
    told("search for the commonest word", clock, [lambda: shelf.search("de")] * 9)


def _said_by(shelf: store.Shelf, actor: str) -> store.Found:
    return shelf.find("statements", linked=("actors", actor, "speaker"), limit=100)


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--url")
    ask.add_argument("--pages", type=int)
    asked = ask.parse_args()
    if asked.pages:
        write_pages(asked.pages, asked.out)
        return
    told_in = asked.out / "dossier.json"
    value = json.loads(told_in.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / store.NAME
        taken = seconds(lambda: store.write(value, path))
        size, beside = path.stat().st_size / 1e6, told_in.stat().st_size / 1e6
        pages = len(value["documents"])
        print(f"{pages} pages: {taken:.2f} s to write, {size:.1f} MB beside {beside:.1f} MB of JSON")
        with store.open(path) as shelf:
            questions(value, shelf, time.process_time)
    if asked.url:
        start = time.perf_counter()
        store.copy(value, asked.url)
        print(f"the same in a server: {time.perf_counter() - start:.1f} s to copy")
        with store.open(asked.url) as shelf:
            questions(value, shelf, time.perf_counter)


if __name__ == "__main__":
    main()
