"""From verdicts to counts, page by page, and from counts to figures.

A measure is a share of counts: hits among what was found, hits among what there is to find, or both. One
table of counts a page serves all: figures over all pages sum it, means and intervals reuse it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recoupe.evaluation.found import Found
from recoupe.evaluation.statements import Judged, Match

Key = tuple[str, str]  # (slice, what is counted); the slice of all is ""
Counts = Counter[Key]
# Confidence from which a statement is kept; the last steps are those that publication asks for.
STEPS = ("0.00", "0.50", "0.60", "0.70", "0.80", "0.90", "0.95", "0.97", "0.99")
ALL = ""
# What can be known of a slice: a construction is seen by us only, damage by the annotator only.
SIDES = {
    "kind": ("found", "gold"),
    "type": ("found", "gold"),
    "construction": ("found", None),
    "marks": ("found", None),
    "noise": (None, "gold"),
    "confidence": ("found", None),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A share: what is hit, of what was found, of what there is; one of the two may not be measured."""

    name: str
    hit: Key
    found: Key | None
    gold: Key | None


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, with the number found and the number there is."""

    hit: int
    found: int | None
    gold: int | None

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """F1, or the one share that is measured."""
        p, r = self.precision, self.recall
        if self.found is None or self.gold is None:
            return p or r
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to measure."""
        return not self.found and not self.gold


def main() -> tuple[Measure, ...]:
    """The measures over all pages, the levels first."""
    found, gold = (ALL, "found"), (ALL, "gold")
    return (
        *(Measure(level, (ALL, level), found, gold) for level in "ABCDE"),
        Measure("chain_edges", (ALL, "edges"), (ALL, "edges found"), (ALL, "edges gold")),
        Measure("provenance", (ALL, "kept"), None, (ALL, "relayed")),
        Measure("channel", (ALL, "channel"), (ALL, "channel found"), (ALL, "channel gold")),
        Measure("addressee", (ALL, "addressee"), (ALL, "addressee found"), (ALL, "addressee gold")),
        Measure("stance", (ALL, "stance"), None, (ALL, "stance gold")),
    )


def sliced(counts: Iterable[Counts]) -> tuple[Measure, ...]:
    """The measures A and C of each slice that occurs, slices in the order of `SIDES`."""
    order = list(SIDES)
    names = {name for table in counts for name, _ in table if name != ALL}
    ordered = sorted(names, key=lambda n: (order.index(n.partition("=")[0]), n))
    out = []
    for name in ordered:
        found, gold = SIDES[name.partition("=")[0]]
        for level in "AC":
            sides = ((name, found) if found else None, (name, gold) if gold else None)
            out.append(Measure(f"{name}/{level}", (name, level), *sides))
    return tuple(out)


def score(measure: Measure, counts: Mapping[Key, int]) -> Score:
    """A measure on counts."""
    return Score(
        counts.get(measure.hit, 0),
        None if measure.found is None else counts.get(measure.found, 0),
        None if measure.gold is None else counts.get(measure.gold, 0),
    )


def total(counts: Iterable[Counts]) -> Counts:
    """The counts of all pages."""
    out: Counts = Counter()
    for table in counts:
        out.update(table)
    return out


def by_page(measure: Measure, counts: Sequence[Counts]) -> float | None:
    """The mean of a measure over the pages that have anything to measure."""
    scores = [s for table in counts if not (s := score(measure, table)).is_empty]
    return sum(s.value for s in scores) / len(scores) if scores else None


def count(page: Judged) -> Counts:
    """The counts of one page."""
    out: Counts = Counter()
    attributions, statements = page.gold.attributions, page.page.statements
    for name in (ALL, f"kind={page.gold.kind}"):
        out[name, "gold"] += len(attributions)
        out[name, "found"] += len(statements)
    for a in attributions:
        out[f"type={a.type}", "gold"] += 1
        out[f"noise={a.noise or 'none'}", "gold"] += 1
        out[ALL, "edges gold"] += max(0, len(a.chain) - 1)
    for s in statements:
        out[ALL, "edges found"] += max(0, len(s.chain) - 1)
        for name in (f"type={s.type}", *_seen(s)):
            out[name, "found"] += 1
    for match in page.matches:
        _count_match(out, page, match)
    return out


def _count_match(out: Counts, page: Judged, match: Match) -> None:
    a, s = page.gold.attributions[match.pair.gold], page.page.statements[match.pair.found]
    slices = (f"kind={page.gold.kind}", f"type={a.type}", f"noise={a.noise or 'none'}", *_seen(s))
    for level in match.levels:
        out[ALL, level] += 1
        if level in "AC":
            out.update((name, level) for name in slices)
    out[ALL, "edges"] += match.edges
    if len(a.chain) > 1:
        out[ALL, "relayed"] += 1
        out[ALL, "kept"] += match.is_kept
    if "C" not in match.levels:
        return
    for slot, wanted, got in (("channel", a.channel, s.channel), ("addressee", a.addressee, s.addressee)):
        out[ALL, f"{slot} gold"] += wanted is not None
        out[ALL, f"{slot} found"] += got is not None
        out[ALL, slot] += wanted is not None and slot in match.right
    if a.stance:
        out[ALL, "stance gold"] += 1
        out[ALL, "stance"] += "stance" in match.right


def _seen(s: Found) -> Iterator[str]:
    """The slices that a statement is in by what the dossier says of it."""
    yield f"construction={s.construction}"
    yield f"marks={s.marks}"
    for step in STEPS:
        if s.confidence >= float(step):
            yield f"confidence={step}"
