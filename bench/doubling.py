"""Does a page that is printed twice, edited, change a count of origins, or what anybody holds?

    python bench/doubling.py [PAGES]

Each page of a folder (the seeds of ../shared, if there) is added once more: shortened, with two paragraphs in
another order, under another headline. Every claim of the pages as they are must be there with the same
passages on them and the same bounds on its origins; no other claim of two of them may appear, nor a text
more. Every standing must be there with its days, origins, voices and status, and no other. Prints what moves
and the share of standings that stay, and exits 1 where a claim moves or less than .99 of the standings stay.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from recoupe import pipeline
from recoupe.ingest import read
from recoupe.model import Document, Dossier, Reading
from recoupe.options import Options
from recoupe.text.fold import short_id

SHARED = Path(__file__).parent.parent.parent / "shared"
LONG = 15  # words from which a line is a paragraph
HEADLINE = "Ce que l’on sait ce soir"
STAY = 0.99  # the share of standings that must stay
Key = tuple[str, str | None, frozenset[tuple[str, int]]]
Row = tuple[str | None, ...]


def _paragraphs(lines: Sequence[str]) -> list[int]:
    return [n for n, line in enumerate(lines) if len(line.split()) > LONG]


def shorten(text: str) -> str:
    """The page without the last third of its paragraphs."""
    lines = text.split("\n")
    found = _paragraphs(lines)
    cut = set(found[len(found) * 2 // 3 :])
    return "\n".join(line for n, line in enumerate(lines) if n not in cut)


def reorder(text: str) -> str:
    """The page with its second and third paragraphs exchanged."""
    lines = text.split("\n")
    found = _paragraphs(lines)
    if len(found) > 3:
        lines[found[1]], lines[found[2]] = lines[found[2]], lines[found[1]]
    return "\n".join(lines)


def rename(text: str) -> str:
    """The page under another headline."""
    lines = text.split("\n")
    lines[next((n for n, line in enumerate(lines) if line.strip()), 0)] = HEADLINE
    return "\n".join(lines)


EDITS: dict[str, Callable[[str], str]] = {"shortened": shorten, "reordered": reorder, "renamed": rename}


def counts(dossier: Dossier, of: frozenset[str]) -> dict[Key, list[tuple[int, int]]]:
    """The bounds of each claim, by its places on some pages."""
    found: dict[Key, list[tuple[int, int]]] = {}
    for claim in dossier.claims:
        places = frozenset((p.span.doc, p.span.start) for p in claim.passages if p.span.doc in of)
        if places:
            bounds = (claim.origins.min, claim.origins.max)
            found.setdefault((claim.kind, claim.slot, places), []).append(bounds)
    return {key: sorted(bounds) for key, bounds in found.items()}


def moved(before: dict[Key, list[tuple[int, int]]], after: dict[Key, list[tuple[int, int]]]) -> Iterator[str]:
    """What is counted otherwise, gone, or new on two pages at least, in words."""
    for key in sorted(before.keys() | after.keys(), key=str):
        kind, _, places = key
        # What one page and its double tell is new and no claim of the pages as they were.
        if key not in before and len({doc for doc, _ in places}) < 2:
            continue
        if before.get(key) != after.get(key):
            yield f"a {kind} at {sorted(places)} has {after.get(key)}, not {before.get(key)}"


def rows(dossier: Dossier, of: frozenset[str]) -> list[Row]:
    """The standings: who holds what since when, by how many origins and whose word. A holder is known by the
    place where some pages name him first, since a double may make another spelling the most frequent.
    """
    names = {}
    for actor in dossier.roster.actors:
        first = min(((m.span.doc, m.span.start) for m in actor.mentions if m.span.doc in of), default=None)
        names[actor.id] = f"{first[0]} {first[1]}" if first else f"new: {actor.name}"
    return [
        (
            names[s.holder], s.issue, s.option, s.stance, s.start, s.end, s.status,
            f"{s.origins.min}-{s.origins.max}", " ".join(s.voices), s.party,
        )
        for s in dossier.standings
    ]  # fmt: skip


def turned(before: Sequence[Row], after: Sequence[Row]) -> list[str]:
    """The standings that are gone or new, in words."""
    old, new = Counter(before), Counter(after)
    gone = (f"gone {row}" for row in sorted((old - new).elements(), key=str))
    return [*gone, *(f"new {row}" for row in sorted((new - old).elements(), key=str))]


def share(told: Sequence[tuple[int, list[str]]]) -> float:
    """The share of standings that stay: (how many there are, what is gone or new) of each double."""
    count = sum(n for n, _ in told)
    lost = sum(sum(1 for t in texts if t.startswith("gone")) for _, texts in told)
    more = sum(len(texts) for _, texts in told) - lost
    return 1 - max(lost, more) / count if count else 1.0


def doubled(doc: Document, edit: Callable[[str], str]) -> Document | None:
    """The page once more, edited; None where the edit changes nothing."""
    text = edit(doc.text)
    digest = short_id("p", doc.id, text)
    changed = replace(doc, id=digest, path=f"{doc.path}.again", text=text, sha256=digest, text_sha256=digest)
    return None if text == doc.text else changed


def compared(readings: Sequence[Reading], options: Options) -> Dossier:
    """The dossier of readings."""
    return pipeline.compare(sorted(readings, key=lambda r: r.page.doc.id), options)


def moves(
    readings: Sequence[Reading], only: Sequence[int], options: Options, held: list[tuple[int, list[str]]]
) -> Iterator[str]:
    """What moves when the pages at some places are doubled, in words; `held` is told of the standings."""
    of = frozenset(r.page.doc.id for r in readings)
    before = compared(readings, options)
    known = counts(before, of)
    for n in only:
        for name, edit in EDITS.items():
            doc = doubled(readings[n].page.doc, edit)
            if doc is None:
                continue
            after = compared([*readings, pipeline.read_page(doc, options)], options)
            where = f"{readings[n].page.doc.path}, {name}"
            stand = rows(before, of)
            held.append((len(stand), [f"{t}: {where}" for t in turned(stand, rows(after, of))]))
            if len(after.lineage.families) != len(before.lineage.families):
                yield f"{where}: {len(after.lineage.families)} texts, not {len(before.lineage.families)}"
            yield from (f"{where}: {text}" for text in moved(known, counts(after, of)))


def main() -> int:
    """Read, double each page, say what moves."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "seeds"
    if not folder.is_dir():
        print(f"{folder} is not there: nothing to measure")
        return 0
    days = SHARED / "gold" / "seeds_pages.csv"
    known = folder == SHARED / "seeds" and days.is_file()
    intake = read([str(folder)], Options(), str(days) if known else None)
    readings = [pipeline.read_page(doc, Options()) for doc in intake.documents]
    held: list[tuple[int, list[str]]] = []
    told = list(moves(readings, range(len(readings)), Options(), held))
    print(*(text for _, texts in held for text in texts), sep="\n")
    print("\n".join(told) or f"{len(readings)} pages, each doubled in {len(EDITS)} ways: no claim moves")
    print(f"of {sum(n for n, _ in held)} standings {share(held):.3f} stay")
    return 1 if told or share(held) < STAY else 0


if __name__ == "__main__":
    sys.exit(main())
