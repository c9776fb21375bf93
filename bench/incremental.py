"""What it costs to build again with one page more: wall and processor time of the command, and its bytes.

    python bench/incremental.py [PAGES] [--pages N]

PAGES is a folder; by default the N (500) first French pages of the translated news of ../shared. The last
page comes later. All builds run the whole command with one job and write JSON; the cache is empty at first.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from speed import grown


def build(pages: Path, out: Path, *options: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    command = [sys.executable, "-m", "recoupe", "build", str(pages), "-o", str(out), "--quiet"]
    # As installed: modules are compiled once and kept.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*command, "--formats", "json", *options], check=True, env=env)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("given", nargs="?", type=Path, metavar="PAGES")
    ask.add_argument("--pages", type=int, default=500)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as made:
        pages, cache, out = (Path(made) / name for name in ("pages", "cache", "out"))
        pages.mkdir()
        if asked.given:
            for page in sorted(asked.given.iterdir()):
                (pages / page.name).write_bytes(page.read_bytes())
        else:
            grown(asked.pages + 1, pages)
        last = max(p for p in pages.iterdir() if p.suffix == ".txt")
        late = last.rename(Path(made) / last.name)
        keep = ("--cache", str(cache))
        print(
            f"{sum(1 for _ in pages.iterdir())} pages, then one more; seconds by the clock (of the processor)"
        )
        full = build(pages, out, *keep)
        same = build(pages, out, *keep)
        late.rename(last)
        more = build(pages, out, *keep)
        build(pages, Path(made) / "fresh", "--no-cache")
        equal = (out / "dossier.json").read_bytes() == (Path(made) / "fresh" / "dossier.json").read_bytes()
    for told, (wall, cpu) in (("full build", full), ("again, nothing new", same), ("one page more", more)):
        print(f"{told:20} {wall:7.2f} ({cpu:.2f})   {wall / full[0]:.1%} ({cpu / full[1]:.1%})")
    print(f"same bytes as a fresh build: {'yes' if equal else 'NO'}")


if __name__ == "__main__":
    main()
