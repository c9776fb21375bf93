"""How fast `recoupe lineage` is beside plain MinHash, and what each finds, on the same pages in the same run.

    python bench/lineage_speed.py [--pages 20000] [--growth 2000 10000 20000 50000] [--only NAME ...]

Pages of about 350 words with known copies, edited copies, excerpts and translations are made from the
translated news of ../shared (`lineage_pages.py`; the same for the same seed). Each contender reads the same
JSONL file in a process tree of its own, on the same two cores, one after the other. Printed: seconds on the
clock and of the processors, peak memory of the tree (proportional set size), how many of the known pairs of
each kind it finds, and how many pairs it reports that nobody made. `datasketch` and `rensa` come with
`pip install datasketch rensa`; nothing else needs them. Exits 1 where the command takes longer by the clock
than `datasketch` beside it (on a busy machine that says little), finds less of a kind than it once did, or
where the cost of a page grows faster than the logarithm of their number.

    recoupe           the command, two jobs: marking, language paths, comparison, reasons and passages
    recoupe-compare   fingerprints and comparison alone, two jobs, every line taken for text, as MinHash does
    datasketch        as its documentation shows it: one process, `update` for each shingle
    datasketch-batch  its fastest way: `update_batch`, in two processes
    datasketch-low    the same with the threshold at 0.1, where edited copies lie
    rensa             one process, native code
"""

import argparse
import gc
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
from bench import lineage_pages  # noqa: E402

KINDS = ("copy", "edited", "retranslated", "excerpt", "translation")
# What the command must find of each kind; 20,000 pages had 1.00, 1.00, 1.00, .98, .65.
LEAST = {"copy": 0.99, "edited": 0.98, "retranslated": 0.98, "excerpt": 0.95, "translation": 0.6}
PERMUTATIONS, BANDS, USUAL, LOW = 128, 16, 0.5, 0.1
_WORD = re.compile(r"\w+")
Pairs = set[tuple[str, str]]


def written(file: Path, count: int, seed: int, data: Path) -> list[tuple[str, str, str]]:
    """Write pages to a file; the known pairs (page, page it was made from, kind)."""
    known = []
    with file.open("w", encoding="utf-8") as out:
        for page in lineage_pages.make(count, seed, data):
            # The name travels as an address, which every reader keeps.
            line = {"text": page.text, "url": f"https://made.example/{page.name}"}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            if page.of:
                known.append((page.name, page.of, page.kind))
    return known


def read(file: Path) -> list[tuple[str, str]]:
    """Name and text of each page of a file."""
    with file.open(encoding="utf-8") as lines:
        return [(page["url"].rsplit("/", 1)[-1], page["text"]) for page in map(json.loads, lines)]


def shingles(text: str) -> list[bytes]:
    """The different runs of three words."""
    words = _WORD.findall(text.lower())
    return [s.encode() for s in {" ".join(words[n : n + 3]) for n in range(len(words) - 2)}]


def by_recoupe(file: Path) -> Pairs:
    """The pairs of the command."""
    out = file.with_suffix(".lineage")
    command = [
        sys.executable,
        "-m",
        "recoupe",
        "lineage",
        str(file),
        "-o",
        str(out),
        "--jobs",
        "2",
        "--quiet",
    ]
    subprocess.run(
        command,
        check=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{os.environ.get('PYTHONPATH', '')}"},
    )
    name, families, pairs = {}, {}, set()
    with out.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["record"] == "page":
                name[row["id"]] = row["url"].rsplit("/", 1)[-1]
                families.setdefault(row["family"], []).append(name[row["id"]])
            elif row["record"] == "edge" and row["kind"] not in ("shared_statement", "same_agency"):
                pairs.add(_pair(name[row["child"]], name[row["parent"]]))
    return pairs | {_pair(a, b) for docs in families.values() for a in docs for b in docs if a < b}


def by_comparison(file: Path) -> Pairs:
    """The pairs of fingerprints and comparison alone."""
    from recoupe.stages import lineage

    gc.disable()  # as the command does
    pages = read(file)
    with Pool(2) as pool:
        readings = pool.map(_fingerprinted, pages, chunksize=256)
        found = lineage.settle(readings, pool.imap)
    kept = {"copy", "edited", "translation", "excerpt"}
    pairs = {_pair(e.child, e.parent) for e in found.edges if e.kind in kept}
    return pairs | {_pair(a, b) for f in found.families for a in f.docs for b in f.docs if a < b}


def _fingerprinted(page: tuple[str, str]) -> Any:
    from recoupe.languages import known, load
    from recoupe.model import Block, Document, Page, Reading, Span
    from recoupe.stages import lineage
    from recoupe.stages.clean.lexicon import lexicon
    from recoupe.text import langid

    name, text = page
    lang, _ = langid.identify(text[:500], lexicon({code: load(code) for code in known()}).tells)
    doc = Document(id=name, path=name, text=text, sha256=name, text_sha256=name)
    lines = [hit.span() for hit in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(Span(name, start, end), "body") for start, end in lines)
    marked = Page(doc=doc, lang=lang, lang_score=1.0, blocks=blocks)
    return Reading(
        page=marked, mentions=(), times=(), statements=(), reports=(), frames=(), stands=(),
        fingerprint=lineage.fingerprint(marked, (), load(lang)), legs=(),
    )  # fmt: skip


def by_datasketch(file: Path, *, threshold: float, batch: bool) -> Pairs:
    """The pairs of MinHash and LSH by datasketch, each checked against the threshold."""
    from datasketch import MinHash, MinHashLSH

    pages = read(file)
    if batch:
        with Pool(2) as pool:
            values = pool.map(_hash_values, [text for _, text in pages], chunksize=256)
        hashed = [MinHash(PERMUTATIONS, hashvalues=v, scheme="affine32") for v in values]
    else:
        hashed = [_updated(text) for _, text in pages]
    index, pairs = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), set()
    for number, ((name, _), own) in enumerate(zip(pages, hashed, strict=True)):
        for other in index.query(own):
            if hashed[other].jaccard(own) >= threshold:
                pairs.add(_pair(name, pages[other][0]))
        index.insert(number, own)
    return pairs


def _updated(text: str) -> Any:
    from datasketch import MinHash

    own = MinHash(PERMUTATIONS)
    for shingle in shingles(text):
        own.update(shingle)
    return own


def _hash_values(text: str) -> Any:
    from datasketch import MinHash

    own = MinHash(PERMUTATIONS)
    own.update_batch(shingles(text))
    return own.hashvalues


def by_rensa(file: Path) -> Pairs:
    """The pairs of MinHash and LSH by rensa, each checked against the threshold."""
    from rensa import RMinHash, RMinHashLSH

    pages = read(file)
    index, hashed, pairs = RMinHashLSH(USUAL, PERMUTATIONS, BANDS), [], set()
    for number, (name, text) in enumerate(pages):
        own = RMinHash(PERMUTATIONS, 1)
        own.update([s.decode() for s in shingles(text)])
        for other in index.query(own):
            if hashed[other].jaccard(own) >= USUAL:
                pairs.add(_pair(name, pages[other][0]))
        index.insert(number, own)
        hashed.append(own)
    return pairs


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


CONTENDERS: dict[str, Callable[[Path], Pairs]] = {
    "recoupe": by_recoupe,
    "recoupe-compare": by_comparison,
    "datasketch": partial(by_datasketch, threshold=USUAL, batch=False),
    "datasketch-batch": partial(by_datasketch, threshold=USUAL, batch=True),
    "datasketch-low": partial(by_datasketch, threshold=LOW, batch=True),
    "rensa": by_rensa,
}


def measured(name: str, file: Path) -> tuple[float, float, float, Pairs]:
    """Seconds on the clock, seconds of the processors, peak MB of the tree, and pairs, of one contender."""
    out = file.with_suffix(f".{name}")
    before, start = os.times(), time.perf_counter()
    child = subprocess.Popen([sys.executable, __file__, "--run", name, str(file), str(out)])
    peak, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.25):
            peak[0] = max(peak[0], sum(map(_memory, _tree(child.pid))))

    watching = threading.Thread(target=watch)
    watching.start()
    status = child.wait()
    over.set()
    watching.join()
    if status:
        sys.exit(f"{name} failed")
    seconds, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    pairs = {(a, b) for a, b in json.loads(out.read_text("utf-8"))}
    return seconds, used, peak[0], pairs


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = task.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _tree(int(child))


def _memory(pid: int) -> float:
    """The proportional set size of a process in MB; 0 where it has ended."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def compared(count: int, seed: int, names: list[str], data: Path) -> list[str]:
    """Print what each contender needs and finds; what the command misses, in words."""
    clock, told = {}, []
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "pages.jsonl"
        known = written(file, count, seed, data)
        of = Counter(kind for *_, kind in known)
        print(f"{count} pages; known pairs: " + ", ".join(f"{of[kind]} {kind}" for kind in KINDS))
        print(
            f"{'':17} {'clock':>7} {'cpu':>7} {'ms/page':>8} {'MB':>6}  "
            + "".join(f"{k:>13}" for k in KINDS)
            + f"{'others':>8}"
        )
        for name in names:
            seconds, used, memory, pairs = measured(name, file)
            found = Counter(kind for page, parent, kind in known if _pair(page, parent) in pairs)
            shares = "".join(f"{found[k] / max(1, of[k]):>13.3f}" for k in KINDS)
            others = sum(a.rsplit("-", 1)[0] != b.rsplit("-", 1)[0] for a, b in pairs)
            cost = f"{seconds:6.1f}s {used:6.1f}s {1000 * seconds / count:8.2f} {memory:6.0f}"
            print(f"{name:17} {cost}  {shares}{others:>8}", flush=True)
            clock[name] = seconds
            if name == "recoupe":
                told += [f"finds {found[k]} of {of[k]} {k}" for k in KINDS if found[k] < LEAST[k] * of[k]]
    if clock.get("recoupe", 0.0) > clock.get("datasketch", float("inf")):
        told.append(f"takes {clock['recoupe']:.1f} s, datasketch {clock['datasketch']:.1f}")
    return told


def grown(counts: list[int], seed: int, data: Path) -> list[str]:
    """Print how the cost of a page grows with the pages; what grows too fast, in words."""
    first, told = 0.0, []
    print(f"{'pages':>7} {'clock':>8} {'cpu':>8} {'clock ms/page':>14} {'cpu ms/page':>12} {'MB':>6}")
    for count in counts:
        with tempfile.TemporaryDirectory() as made:
            file = Path(made) / "pages.jsonl"
            written(file, count, seed, data)
            seconds, used, memory, _ = measured("recoupe", file)
        each = f"{1000 * seconds / count:14.2f} {1000 * used / count:12.2f}"
        print(f"{count:>7} {seconds:7.1f}s {used:7.1f}s {each} {memory:6.0f}", flush=True)
        first = first or used / count / math.log(count)
        if used / count > 1.1 * first * math.log(count):  # a tenth is what two runs of one thing differ by
            told.append(f"a page of {count} takes {1000 * used / count:.2f} ms, more than log n allows")
    return told


def main() -> int:
    """Print the figures; 1 where the command falls behind."""
    if sys.argv[1:2] == ["--run"]:
        name, file, out = sys.argv[2:5]
        Path(out).write_text(json.dumps(sorted(CONTENDERS[name](Path(file)))), "utf-8")
        return 0
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=20_000)
    ask.add_argument("--growth", type=int, nargs="*", default=[])
    ask.add_argument("--only", nargs="*", choices=CONTENDERS, default=list(CONTENDERS))
    ask.add_argument("--data", type=Path, default=lineage_pages.NEWS, help="the translated news")
    ask.add_argument("--seed", type=int, default=1)
    asked = ask.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    told = compared(asked.pages, asked.seed, asked.only, asked.data) if asked.pages else []
    if asked.growth:
        told += grown(asked.growth, asked.seed, asked.data)
    print(*(f"MISSED: {text}" for text in told), sep="\n", end="\n" if told else "")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
