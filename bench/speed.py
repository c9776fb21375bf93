"""How fast a build is: pages a second, seconds a stage, peak memory, and how cost grows with the pages.

    python bench/speed.py [PAGES] [--growth N]

PAGES is a folder; by default ../shared/gold/press where it is there, else the sample story. A page is counted
as 250 words, so that pages of other lengths compare. `--growth N` also builds N, 2N and 4N pages of the
translated news of ../shared (up to 1,000) and prints the cost per page of each stage that compares pages.
"""

import argparse
import gzip
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recoupe import ingest, pipeline, wiring
from recoupe.options import Options
from recoupe.stages import claims, events, lineage, names, positions, stories, utterances

ROOT = Path(__file__).parent.parent
NEWS = ROOT.parent / "shared" / "data" / "lineage" / "translated_news_2021_2022.jsonl.gz"
COMPARING = (names, lineage, stories, utterances, claims, events, positions)


def words(folder: Path) -> int:
    """The words of all pages of a folder."""
    return sum(len(d.text.split()) for d in ingest.read([str(folder)], Options()).documents)


def timed(folder: Path) -> tuple[float, dict[str, float]]:
    """Seconds of a warm build in this process, in all and per comparing stage."""
    spent: dict[str, float] = {}
    kept = {}
    for stage in COMPARING:
        work = "track" if stage is positions else "settle"
        kept[stage] = (work, getattr(stage, work))
        setattr(stage, work, _watch(stage.__name__.rsplit(".", 1)[-1], kept[stage][1], spent))
    options = Options()
    intake = ingest.read([str(folder)], options)
    start = time.perf_counter()
    pipeline.build(intake, options, engine=wiring.engine(options))
    total = time.perf_counter() - start
    for stage, (work, function) in kept.items():
        setattr(stage, work, function)
    return total, spent


def _watch(stage: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def watched(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - start

    return watched


def whole(folder: Path, jobs: int) -> float:
    """Seconds of the command as a user runs it, start-up included."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "recoupe",
            "build",
            str(folder),
            "-o",
            out,
            "--quiet",
            "--no-cache",
            "--jobs",
            str(jobs),
        ]
        subprocess.run(command, check=True)
        return time.perf_counter() - start


def grown(count: int, to: Path) -> None:
    """Write `count` French pages of the translated news: several versions of each text, as in a story."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        texts = (page["text"] for page in map(json.loads, lines) if page["lang"] == "fr")
        for n, text in enumerate(itertools.islice(texts, count)):
            (to / f"{n:06}.txt").write_text(text, "utf-8")


def main() -> None:
    """Print the figures."""
    shared = ROOT.parent / "shared" / "gold" / "press"
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "pages", nargs="?", type=Path, default=shared if shared.is_dir() else ROOT / "samples" / "reykjavik"
    )
    ask.add_argument("--growth", type=int, default=0)
    asked = ask.parse_args()
    units = words(asked.pages) / 250
    timed(asked.pages)
    total, spent = timed(asked.pages)
    print(f"{asked.pages.name}: {units:.0f} pages of 250 words")
    print(
        f"one core, warm: {units / total:.1f} pages/s; "
        f"comparing stages: {sum(spent.values()) / total:.0%} of the time"
    )
    for stage, seconds in sorted(spent.items(), key=lambda s: -s[1]):
        print(f"    {stage:12} {1000 * seconds / units:7.2f} ms a page")
    for jobs in (1, 2):
        print(f"the command with {jobs} jobs, start-up included: {whole(asked.pages, jobs):.1f} s")
    own, children = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"peak memory: {own} MB here, {children} MB in the largest command")
    for count in (asked.growth, 2 * asked.growth, 4 * asked.growth) if asked.growth else ():
        with tempfile.TemporaryDirectory() as made:
            grown(count, Path(made))
            total, spent = timed(Path(made))
            stages = ", ".join(f"{s} {1000 * t / count:.2f}" for s, t in sorted(spent.items()))
            print(f"{count} pages: {1000 * total / count:.1f} ms a page; {stages}")


if __name__ == "__main__":
    main()
