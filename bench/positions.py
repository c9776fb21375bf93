"""What each party wants, measured on sentences and passages of our own about real negotiations.

    python bench/positions.py pairs [--lang fr] [--half dev|test] [--errors N]

`pairs`: minimal pairs (`positions/pairs_fr.tsv`, `pairs_en.tsv`): accepts, would accept if, did not rule out,
ruled out, would not say, over many holders, issues and constructions. A row is right when the one stance
found on its issue is the one wanted. Rules were written with the half `dev` in view. Exits 1 under
the target.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from recoupe import pipeline
from recoupe.model import Document
from recoupe.options import Options
from recoupe.text.fold import short_id

HERE = Path(__file__).parent / "positions"
PAIRS = 0.90


def stances(text: str, lang: str) -> list[tuple[str, str]]:
    """(issue, stance) of each stand found in a page of this text."""
    doc = Document(
        id=short_id("p", text), path="pair.txt", text=text, sha256="", text_sha256="", published="1999-06-15"
    )
    return [(s.issue, s.stance) for s in pipeline.read_page(doc, Options(lang=lang)).stands]


def pairs(lang: str, half: str | None, errors: int) -> float:
    """Print how many rows are right, by stance and half; the share over all."""
    right: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    shown = 0
    for line in (HERE / f"pairs_{lang}.tsv").read_text("utf-8").splitlines():
        text, _, issue, wanted, part = line.split("\t")
        if half and part != half:
            continue
        found = {stance for code, stance in stances(text, lang) if code == issue}
        for key in ("all", f"stance {wanted}", f"half {part}"):
            rows[key] += 1
            right[key] += found == {wanted}
        if found != {wanted} and part == "dev" and shown < errors:
            shown += 1
            print(f"  {issue} wanted {wanted}, found {', '.join(sorted(found)) or 'nothing'}: {text}")
    for key in sorted(rows):
        print(f"{lang} {key:20} {right[key] / rows[key]:.3f}  ({right[key]} of {rows[key]})")
    return right["all"] / rows["all"]


def main() -> int:
    """The command line."""
    wants = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wants.add_argument("what", choices=("pairs",))
    wants.add_argument("--lang", choices=("fr", "en"))
    wants.add_argument("--half", choices=("dev", "test"))
    wants.add_argument("--errors", type=int, default=0)
    asked = wants.parse_args()
    shares = [
        pairs(lang, asked.half, asked.errors) for lang in ([asked.lang] if asked.lang else ["fr", "en"])
    ]
    return 0 if min(shares) >= PAIRS else 1


if __name__ == "__main__":
    sys.exit(main())
