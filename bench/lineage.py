"""Copies, translations and excerpts on news with known lineage; and pages that must stay apart.

    python bench/lineage.py [--shared FOLDER] [--quick] [--jobs 2]

Makes sets of the translated news of ../shared (each direction and all mixed; with and without originals; with
excerpts of 30 % and 15 %; one translation or three), builds and scores each with `tools/lineage_set.py`, and
prints beside its scores what the tool does not tell: directions left open, and excerpts tied to a page that
is neither their parent nor their host. Then the pairs of `bench/same_event.tsv`: pages by different
reporters, labelled by hand, none of which may be merged. One set of thresholds, the shipped one. Where the
data is not there it says so and exits 0; it names each target that is missed and exits 1. The rules were
written with these pages in view.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = "data/lineage/translated_news_2021_2022.jsonl.gz"
DIRECTIONS = {
    "fr-de": ("newstest2021.fr-de", "wmttest2022.fr-de"),
    "de-fr": ("newstest2021.de-fr", "wmttest2022.de-fr"),
    "ru-en": ("newstest2021.ru-en", "wmttest2022.ru-en"),
    "uk-en": ("wmttest2022.uk-en",),
    "mixed": (),
}
WAYS = {
    "originals, 30 %": ("--splice", "0.3", "--seed", "1"),
    "no originals, 15 %": ("--no-originals", "--splice", "0.15", "--seed", "2"),
    "one translation": ("--versions", "1", "--seed", "3"),
    "originals, 15 %": ("--splice", "0.15", "--seed", "4"),
}
# F1 of families in every set; the others over all sets together.
FAMILIES = {"one_language": 0.995, "across": 0.97}
EXCERPTS = {"0.3": 0.95, "0.15": 0.90}
WRONG_PARENTS = 0.01
RIGHT, DECIDED = 0.95, 0.85
OPEN = "direction-open"
TEXTUAL = ("copy", "edited", "translation", "excerpt")
Value = dict[str, Any]


def python(*words: str | Path) -> str:
    """What a Python command prints."""
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def build(pages: Path, out: Path, jobs: int) -> Path:
    """The dossier of a folder, built by the command."""
    python("-m", "recoupe", "build", pages, "-o", out, "--quiet", "--formats", "json", "--jobs", str(jobs))
    return out / "dossier.json"


def read_news(shared: Path) -> dict[tuple[str, str], list[Value]]:
    """The versions of each document."""
    news: dict[tuple[str, str], list[Value]] = defaultdict(list)
    with gzip.open(shared / DATA, "rt", encoding="utf-8") as lines:
        for version in map(json.loads, lines):
            news[version["set"], version["doc"]].append(version)
    return news


def measure(shared: Path, folder: Path, sets: tuple[str, ...], way: tuple[str, ...], jobs: int) -> Value:
    """The scores of one set."""
    tool, pages = shared / "tools" / "lineage_set.py", folder / "pages"
    docs = "40" if sets else "80"
    named = ("--sets", *sets) if sets else ()
    python(tool, "make", shared / DATA, pages, "--docs", docs, *named, *way)
    dossier = build(pages, folder / "out", jobs)
    scores: Value = json.loads(python(tool, "score", dossier, pages / "gold.jsonl", "--json"))
    value = json.loads(dossier.read_text("utf-8"))
    gold = {g["page"]: g for g in map(json.loads, (pages / "gold.jsonl").read_text("utf-8").splitlines())}
    name = {d["id"]: Path(d["path"]).name for d in value["documents"]}
    text = {Path(d["path"]).name: d["text"] for d in value["documents"]}
    scores["decided"] = directions(value, gold, name)
    scores["wrong_parents"] = wrong_parents(value, gold, name, text)
    return scores


def directions(value: Value, gold: dict[str, Value], name: dict[str, str]) -> Value:
    """Of the edges between an original and its translations: turned rightly, wrongly, left open."""
    told = {"right": 0, "wrong": 0, "open": 0}
    for edge in value["lineage"]["edges"]:
        child, parent = gold.get(name[edge["child"]]), gold.get(name[edge["parent"]])
        if not child or not parent or edge["kind"] not in TEXTUAL or child["family"] != parent["family"]:
            continue
        if "original" not in (child["role"], parent["role"]):
            continue
        is_open = any(r["rule"] == OPEN for r in edge["reasons"])
        told["open" if is_open else "right" if parent["role"] == "original" else "wrong"] += 1
    return told


def wrong_parents(value: Value, gold: dict[str, Value], name: dict[str, str], text: dict[str, str]) -> int:
    """How many excerpts are tied to a page of a family that is neither their parent nor their host.

    The host is the family with the page that shares most word triples with the excerpt, the parent apart.
    """
    tied: dict[str, set[str]] = defaultdict(set)
    for edge in value["lineage"]["edges"]:
        for one, other in ((edge["child"], edge["parent"]), (edge["parent"], edge["child"])):
            page, family = gold.get(name[one]), gold.get(name[other])
            if edge["kind"] not in TEXTUAL or not page or not family:
                continue
            if page["role"] == "excerpt" and family["role"] != "excerpt":
                tied[name[one]].add(family["family"])
    words = {page: text[page].lower().split() for page in gold}
    triples = {page: set(zip(w, w[1:], w[2:], strict=False)) for page, w in words.items()}
    wrong = 0
    for page, families in tied.items():
        parent = gold[page]["of"]
        others = [p for p, g in gold.items() if g["role"] != "excerpt" and g["family"] != parent]
        host = max(others, key=lambda p: (len(triples[page] & triples[p]), p))
        wrong += not families <= {parent, gold[host]["family"]}
    return wrong


def same_event(shared: Path, folder: Path, jobs: int) -> tuple[int, list[str]]:
    """Lines that say how pages of different reporters fared, and how many pairs were merged."""
    news = read_news(shared)
    pairs = [
        ((a, b), (c, d), label)
        for line in (HERE / "same_event.tsv").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
        for a, b, c, d, label in [line.split("\t")]
    ]
    pages = folder / "pages"
    pages.mkdir()
    for key in sorted({key for one, other, _ in pairs for key in (one, other)}):
        for version in [v for v in news[key] if v["kind"] in ("src", "ref")]:
            path = pages / f"{'@'.join(key)}@{version['kind']}{version['who']}.txt"
            path.write_text(version["text"], encoding="utf-8")
    value = json.loads(build(pages, folder / "out", jobs).read_text("utf-8"))
    of = {d["id"]: tuple(Path(d["path"]).name.split("@")[:2]) for d in value["documents"]}
    families = [{of[doc] for doc in f["docs"]} for f in value["lineage"]["families"]]
    tied = {(frozenset((of[e["child"]], of[e["parent"]])), e["kind"]) for e in value["lineage"]["edges"]}
    lines, merged = [], 0
    for label in ("event", "statement", "subject"):
        ours = [(one, other) for one, other, kind in pairs if kind == label]
        together = [p for p in ours if any(p[0] in f and p[1] in f for f in families)]
        counts = {k: sum((frozenset(p), k) in tied for p in ours) for k in ("excerpt", "shared_statement")}
        lines.append(
            f"same {label}: {len(ours)} pairs, {len(together)} merged, "
            f"{counts['excerpt']} tied as excerpt, {counts['shared_statement']} by a quotation"
        )
        lines += [f"    merged: {'/'.join(one)} {'/'.join(other)}" for one, other in together]
        merged += len(together)
    return merged, lines


def line(direction: str, way: str, scores: Value) -> str:
    """The scores of one set on a line."""
    one, across = (
        f"{scores[cell]['f1']:.4f}" if scores.get(cell, {}).get("pairs") else "     -"
        for cell in ("one_language", "across")
    )
    told, excerpts = scores["decided"], scores["excerpts"]
    turned = f"{told['right']:4}/{told['wrong']}/{told['open']}" if sum(told.values()) else "-"
    found = f"{excerpts['found']}/{excerpts['of']}, {scores['wrong_parents']}" if excerpts["of"] else "-"
    return f"{direction:6} {way:19} {one:>7} {across:>7}   {turned:>10}   {found}"


def missed(measured: dict[tuple[str, str], Value], merged: int) -> list[str]:
    """The targets that the sets miss, in words."""
    told = []
    for (direction, way), scores in measured.items():
        for cell, least in FAMILIES.items():
            if scores.get(cell, {}).get("pairs") and scores[cell]["f1"] < least:
                told.append(f"families of {direction}, {way}, {cell}: F1 {scores[cell]['f1']}, not {least}")
    for share, least in EXCERPTS.items():
        of = [s["excerpts"] for (_, way), s in measured.items() if share in WAYS[way]]
        found, count = sum(e["found"] for e in of), sum(e["of"] for e in of)
        if found < least * count:
            told.append(f"excerpts of {share}: {found} of {count} found, not {least}")
    wrong = sum(s["wrong_parents"] for s in measured.values())
    if wrong > WRONG_PARENTS * sum(s["excerpts"]["of"] for s in measured.values()):
        told.append(f"{wrong} excerpts tied to a page that is neither their parent nor their host")
    right, decided = turned(measured.values())
    if right < RIGHT:
        told.append(f"direction: right in {right:.4f}, not {RIGHT}")
    if decided < DECIDED:
        told.append(f"direction: decided in {decided:.4f}, not {DECIDED}")
    return [*told, *([f"{merged} pairs of two reporters merged"] if merged else [])]


def turned(measured: Iterable[Value]) -> tuple[float, float]:
    """The share of directions that are right where decided, and the share decided."""
    total: Counter[str] = Counter()
    for scores in measured:
        total.update(scores["decided"])
    decided = total["right"] + total["wrong"]
    return total["right"] / max(1, decided), decided / max(1, decided + total["open"])


def main() -> int:
    """Print all figures; 1 where a target is missed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--quick", action="store_true", help="only the first way of each direction")
    ask.add_argument("--jobs", type=int, default=1)
    asked = ask.parse_args()
    if not (asked.shared / DATA).is_file():
        print("no translated news beside the repository: nothing is measured")
        return 0
    print("families F1: one language, across; directions right/wrong/open; excerpts found of, wrong parents")
    measured: dict[tuple[str, str], Value] = {}
    for direction, sets in DIRECTIONS.items():
        for way, words in list(WAYS.items())[: 1 if asked.quick else None]:
            with tempfile.TemporaryDirectory() as folder:
                measured[direction, way] = measure(asked.shared, Path(folder), sets, words, asked.jobs)
            print(line(direction, way, measured[direction, way]), flush=True)
    right, decided = turned(measured.values())
    print(f"direction: right {right:.4f} where decided, decided {decided:.4f}")
    with tempfile.TemporaryDirectory() as folder:
        merged, lines = same_event(asked.shared, Path(folder), asked.jobs)
    print(*lines, sep="\n")
    told = missed(measured, merged)
    print(*(f"MISSED: {text}" for text in told), sep="\n", end="\n" if told else "")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
