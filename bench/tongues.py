"""The language a page was translated from, without its original: how often named, wrong, and left alone.

    python bench/tongues.py [--seeds 1 2 3] [--docs 40] [--seen-only]

For each set of the translated news of ../shared, and each seed, `lineage_set.py` makes pages without their
originals, `recoupe build` reads them and `lineage_set.py` scores them. Then the originals themselves and the
press pages marked native are read: on them nothing may be claimed. Prints one line a set and the totals.
The shipped weights have seen these pages. What to expect of others is printed last: the weights are learned
again without each fifth of the documents and tried on it (`training/fit_tongues.py --parts`, some minutes;
not with --seen-only). Exits 1 when either misses its target. Where ../shared is not there it says so and
exits 0.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
DATA = Path("data") / "lineage" / "translated_news_2021_2022.jsonl.gz"
TREEBANKS = Path("data") / "treebanks"
TARGETS = {"named": 0.60, "wrong": 0.03, "silent": 0.98}


def python(*words: str | Path) -> str:
    """What a Python command prints."""
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def build(pages: Path, out: Path) -> dict[str, Any]:
    """The dossier of a folder, built by the command."""
    python("-m", "recoupe", "build", pages, "-o", out, "--quiet", "--formats", "json")
    dossier: dict[str, Any] = json.loads((out / "dossier.json").read_text("utf-8"))
    return dossier


def translated(shared: Path, name: str, docs: int, seed: int) -> tuple[float, float, int]:
    """Named, wrong and number of pages of one set."""
    tool = shared / "tools" / "lineage_set.py"
    with tempfile.TemporaryDirectory() as folder:
        pages, out = Path(folder) / "pages", Path(folder) / "out"
        made = ("--sets", name, "--docs", str(docs), "--seed", str(seed), "--no-originals")
        python(tool, "make", shared / DATA, pages, *made)
        gold = Path(folder) / "gold.jsonl"
        (pages / "gold.jsonl").rename(gold)  # not a page
        build(pages, out)
        scored = json.loads(python(tool, "score", out / "dossier.json", gold, "--json"))["source_language"]
    return scored["named"] or 0.0, scored["wrong"] or 0.0, scored["pages"]


def written(texts: dict[str, str]) -> tuple[int, int]:
    """Of pages written in their own language, on how many nothing is claimed; and their number."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for name, text in texts.items():
            (pages / f"{name}.txt").write_text(text, "utf-8")
        dossier = build(pages, Path(folder) / "out")
    claimed = [d for d in dossier["documents"] if any(leg["role"] != "written" for leg in d["language_path"])]
    return len(dossier["documents"]) - len(claimed), len(dossier["documents"])


def originals(shared: Path) -> dict[str, dict[str, str]]:
    """The pages written in their own language: by set, and the native press pages."""
    out: dict[str, dict[str, str]] = {}
    with gzip.open(shared / DATA, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            d = json.loads(line)
            if d["kind"] == "src":
                out.setdefault(f"{d['set']} {d['lang']}", {})[f"s{number:05}"] = d["text"]
    press = (shared / "gold" / "press").glob("native_*.txt")
    out["press fr"] = {p.stem: p.read_text("utf-8") for p in sorted(press)}
    return out


def left_out(shared: Path) -> bool:
    """Whether pages of documents left out reach their targets; their figures are printed."""
    fit = [
        sys.executable,
        "-m",
        "training.fit_tongues",
        str(shared / DATA),
        str(shared / TREEBANKS),
        "--parts",
    ]
    return subprocess.run(fit, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Print the figures; 1 when a target is missed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seeds", nargs="*", type=int, default=[1, 2, 3])
    ask.add_argument("--docs", type=int, default=40)
    ask.add_argument("--seen-only", action="store_true", help="leave out the figures of documents left out")
    ask.add_argument("--shared", type=Path, default=SHARED)
    asked = ask.parse_args()
    if not (asked.shared / DATA).is_file():
        print("no translated news beside the repository: nothing is measured")
        return 0
    own = originals(asked.shared)
    named = wrong = pages = silent = of = 0.0
    for name in sorted({key.split()[0] for key in own} - {"press"}):
        for seed in asked.seeds:
            hit, miss, n = translated(asked.shared, name, asked.docs, seed)
            named, wrong, pages = named + hit * n, wrong + miss * n, pages + n
            print(f"{name:22} seed {seed}  named {hit:.3f}  wrong {miss:.3f}  of {n}", flush=True)
    for name, texts in sorted(own.items()):
        quiet, n = written(texts)
        silent, of = silent + quiet, of + n
        print(f"{name:22} nothing claimed {quiet} of {n}", flush=True)
    total = f"named {named / pages:.3f}  wrong {wrong / pages:.3f}  nothing claimed {silent / of:.3f}"
    print(f"all, learned from: {total}", flush=True)
    good = named / pages >= TARGETS["named"] and wrong / pages <= TARGETS["wrong"]
    good = good and silent / of >= TARGETS["silent"]
    return int(not ((asked.seen_only or left_out(asked.shared)) and good))


if __name__ == "__main__":
    sys.exit(main())
