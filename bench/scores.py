"""Scores on the gold beside the repository, held against floors: a change may raise a floor, lowering one
needs a flag.

    python bench/scores.py [--raise] [--lower]

Builds the seeds and the press pages of ../shared, measures them with `recoupe eval` and with the scorers of
../shared/tools, prints each figure beside its floor in `bench/floors.json`, and exits 1 when one is under it
or when `recoupe eval` and the shared scorer of statements differ in any figure. `--raise` writes floors that
were passed, `--lower` also those that were missed. Where ../shared is not there it says so and exits 0.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).parent / "floors.json"
# Two runs on one machine give the same figures; this is only for the last printed digit.
SLACK = 0.0005


def python(*words: str | Path) -> str:
    """What a Python command prints."""
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def build(pages: Path, out: Path, *more: str) -> Path:
    """The dossier of a folder, built by the command."""
    python("-m", "recoupe", "build", pages, "-o", out, "--quiet", "--formats", "json", *more)
    return out / "dossier.json"


def score(tool: str, dossier: Path, gold: str) -> dict[str, Any]:
    """What a shared scorer prints as JSON."""
    value: dict[str, Any] = json.loads(
        python(SHARED / "tools" / tool, dossier, SHARED / "gold" / gold, "--json")
    )
    return value


def evaluate(dossier: Path, gold: str) -> dict[str, Any]:
    """What `recoupe eval statements` prints as JSON; says on the way where the shared scorer differs."""
    printed = python(
        "-m", "recoupe", "eval", "statements", SHARED / "gold" / gold, "--dossier", dossier, "--json"
    )
    ours: dict[str, Any] = json.loads(printed)
    theirs = score("score_statements.py", dossier, gold)
    theirs |= {f"slice {name}": figures for name, figures in theirs.pop("slices").items()}
    mine = ours | {f"slice {name}": figures for name, figures in ours["slices"].items()}
    ours["differing"] = [
        f"{gold}: {name}: recoupe eval {mine.get(name)}, score_statements.py {value}"
        for name, value in theirs.items()
        if mine.get(name) != value
    ]
    return ours


def figures() -> tuple[dict[str, float], list[str]]:
    """All figures, higher is better; and where two scorers of one thing differ."""
    out: dict[str, float] = {}
    differing: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        seeds = build(SHARED / "seeds", work / "seeds", "--pages", str(SHARED / "gold" / "seeds_pages.csv"))
        press = build(SHARED / "gold" / "press", work / "press")
        for name, dossier in (("seeds", seeds), ("press", press)):
            scored = evaluate(dossier, f"{name}_statements.jsonl")
            differing += scored["differing"]
            out |= {f"statements.{name}.{level}": scored[level]["f1"] for level in ("A", "B", "C", "E")}
            out[f"statements.{name}.A.precision"] = scored["A"]["p"]
            out[f"statements.{name}.unconfused"] = -scored["actors_confused"]
        times = score("score_times.py", seeds, "seeds_times.json")
        out |= {f"times.{kind}": times[f"{kind}_f1"] for kind in ("relaxed", "strict", "value")}
        claims = score("score_claims.py", seeds, "seeds_claims.json")
        clash = claims["contradictions"]
        out["claims.alignment"], out["claims.precision"] = claims["alignment"]["f1"], claims["alignment"]["p"]
        out["contradictions.found"], out["contradictions.false"] = len(clash["found"]), -clash["false"]
        out["contradictions.traps"] = -len(clash["traps_fallen"])
    return out, differing


def main() -> int:
    """Print figures and floors; 1 when a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--raise", dest="lift", action="store_true")
    ask.add_argument("--lower", action="store_true")
    asked = ask.parse_args()
    if not SHARED.is_dir():
        print("no gold beside the repository: nothing is measured")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    now, differing = figures()
    missed = bool(lost := floors.keys() - now.keys())
    for name in sorted(lost):
        print(f"{name:32} is no longer measured")
    for name, value in now.items():
        floor = floors.get(name)
        under = floor is not None and value < floor - SLACK
        missed |= under
        print(
            f"{name:32} {value:8.4f}   floor {'-' if floor is None else floor}{'   MISSED' if under else ''}"
        )
        if (asked.lift and not under) or asked.lower:
            floors[name] = max(value, floor or value) if asked.lift and not under else value
    if asked.lift or asked.lower:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    print(*differing or ["recoupe eval and score_statements.py give the same figures"], sep="\n")
    return int((missed and not asked.lower) or bool(differing))


if __name__ == "__main__":
    sys.exit(main())
