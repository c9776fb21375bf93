"""A draft for spatial bargaining models (KTAB, BDM): actors by issues, positions from 0 to 100.

A position is the middle of the options that a holder is reported for, on the codebook's scale; salience is a
proxy, the share of the holder's origins that speak of the issue; influence is the analyst's and stays empty.
Beside the table stands `<name>.evidence.csv` with the range and the standings behind each cell: one number
alone would say more than is known.
"""

import csv
from collections import defaultdict
from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import wishes
from recoupe.outputs.hostile import cell


def write(book: Book, to: Path) -> None:
    """Write the table and its evidence."""
    codes = wishes.of(book)
    held: dict[str, dict[str, list[tuple[float, Value]]]] = defaultdict(lambda: defaultdict(list))
    weight: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for s in book.all("standings"):
        weight[s["holder"]][s["issue"]] += max(1, s["origins"]["min"])
        if (at := wishes.share(s, codes)) is not None:
            held[s["holder"]][s["issue"]].append((round(100 * at, 1), s))
    issues = sorted({i for by_issue in held.values() for i in by_issue})
    rows: list[list[object]] = []
    evidence: list[list[object]] = []
    for holder in sorted(held, key=lambda h: (book.name(h), h)):
        row: list[object] = [book.name(holder), f"{holder}; influence is for the analyst to say", ""]
        total = sum(weight[holder].values())
        for issue in issues:
            places = held[holder].get(issue, [])
            low, high = min((p for p, _ in places), default=None), max((p for p, _ in places), default=None)
            share = round(100 * weight[holder].get(issue, 0) / total, 1)
            row += ["" if low is None or high is None else (low + high) / 2, share if places else ""]
            if places:
                ids = " ".join(s["id"] for _, s in places)
                evidence.append([book.name(holder), issue, low, high, len(places), ids])
        rows.append(row)
    head = ["Actor", "Description", "Influence"]
    for issue in issues:
        label = wishes.concept({"issue": issue}, codes)
        head += [f"{label} Position", f"{label} Salience"]
    _table(to, head, rows)
    beside = to.with_name(to.name.removesuffix(".part").removesuffix(".csv") + ".evidence.csv")
    _table(beside, ["Actor", "Issue", "Low", "High", "Standings", "Evidence"], evidence)


def _table(to: Path, head: list[str], rows: list[list[object]]) -> None:
    with to.open("w", encoding="utf-8", errors="replace", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([cell(h) for h in head])
        table.writerows([cell(c) for c in row] for row in rows)
