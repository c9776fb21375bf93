"""The figures of one run, or of two, as tables to read and as JSON for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.evaluation import bootstrap, measures
from recoupe.evaluation.bootstrap import Interval
from recoupe.evaluation.measures import Counts, Measure, Score
from recoupe.evaluation.statements import Verdict

Value = dict[str, Any]
SAYS = {
    "A": "A content",
    "B": "B + mention",
    "C": "C + identity",
    "D": "D = C + type",
    "E": "E = C + chain",
    "chain_edges": "chain edges",
    "provenance": "provenance kept",
}
TITLES = {
    ("found", "gold"): "F1",
    ("found", None): "precision",
    (None, "gold"): "recall",
}
NONE = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words and numbers, as printed."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A verdict with the counts of its pages, from which every figure comes."""

    verdict: Verdict
    counts: tuple[Counts, ...]


def run(verdict: Verdict) -> Run:
    """A verdict made ready for its figures."""
    return Run(verdict, tuple(measures.count(page) for page in verdict.pages))


def tables(now: Run) -> tuple[Table, ...]:
    """The tables of one run: all pages, then each kind of slice."""
    return (overview(now), *_slices(now))


def overview(now: Run, title: str = "") -> Table:
    """The table over all pages."""
    chosen = measures.main()
    counts = measures.total(now.counts)
    rows: list[tuple[str, ...]] = []
    for m, interval in zip(chosen, bootstrap.intervals(chosen, now.counts), strict=True):
        s = measures.score(m, counts)
        both = s.found is not None and s.gold is not None
        rows.append(
            (
                SAYS.get(m.name, m.name),
                _share(s.precision if s.found else None),
                _share(s.recall if s.gold else None),
                _share(s.value if both and not s.is_empty else None),
                _interval(interval),
                _share(measures.by_page(m, now.counts)),
                str(s.hit),
                _number(s.found),
                _number(s.gold),
            )
        )
    rows.append(("actors mixed up", *[""] * 5, str(len(now.verdict.confused)), "", ""))
    head = ("all pages", "P", "R", "F1", "95%", "by page", "right", "found", "gold")
    return Table(title, head, tuple(rows))


def _slices(now: Run) -> Iterator[Table]:
    chosen = measures.sliced(now.counts)
    found = bootstrap.intervals(chosen, now.counts)
    counts = measures.total(now.counts)
    known = dict(zip((m.name for m in chosen), found, strict=True))
    for slicing, names in _grouped(chosen):
        rows = []
        for name in names:
            a, c = (measures.score(m, counts) for m in chosen if m.name in (f"{name}/A", f"{name}/C"))
            cells = (_value(a), _interval(known[f"{name}/A"]), _value(c), _interval(known[f"{name}/C"]))
            rows.append((name.partition("=")[2], *cells, _number(a.found), _number(a.gold)))
        head = (_label(slicing), "A", "95%", "C", "95%", "found", "gold")
        yield Table(TITLES[measures.SIDES[slicing]], head, tuple(rows))


def _grouped(chosen: Sequence[Measure]) -> Iterator[tuple[str, list[str]]]:
    names = dict.fromkeys(m.name.rpartition("/")[0] for m in chosen)
    for slicing in dict.fromkeys(name.partition("=")[0] for name in names):
        yield slicing, [name for name in names if name.startswith(f"{slicing}=")]


def _label(slicing: str) -> str:
    return "confidence from" if slicing == "confidence" else slicing


def changed(before: Run, after: Run) -> tuple[Table, ...]:
    """The tables of two runs on the same gold: before, after, by how much."""
    return (_change_overview(before, after), *_change_slices(before, after))


def _change_overview(before: Run, after: Run) -> Table:
    chosen = measures.main()
    changes = _changes(chosen, before, after)
    rows = [(SAYS.get(m.name, m.name), *changes[m.name].cells, *changes[m.name].sizes) for m in chosen]
    several = [str(len(r.verdict.confused)) for r in (before, after)]
    rows.append(("actors mixed up", *several, *[""] * 5))
    head = ("all pages", "before", "after", "change", "95%", "found", "now", "gold")
    return Table("F1, else the one share that is measured", head, tuple(rows))


def _change_slices(before: Run, after: Run) -> Iterator[Table]:
    chosen = measures.sliced((*before.counts, *after.counts))
    changes = _changes(chosen, before, after)
    for slicing, names in _grouped(chosen):
        rows = []
        for name in names:
            a, c = changes[f"{name}/A"], changes[f"{name}/C"]
            rows.append((name.partition("=")[2], *a.cells, *c.cells, *a.sizes))
        columns = ("A before", "after", "change", "95%", "C before", "after", "change", "95%")
        head = (_label(slicing), *columns, "found", "now", "gold")
        yield Table(TITLES[measures.SIDES[slicing]], head, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Change:
    """A measure in two runs."""

    before: Score
    after: Score
    interval: Interval | None

    @property
    def by(self) -> float:
        return self.after.value - self.before.value

    @property
    def cells(self) -> tuple[str, ...]:
        interval = _interval(self.interval, signed=True)
        known = not (self.before.is_empty or self.after.is_empty)
        return _value(self.before), _value(self.after), f"{self.by:+.3f}" if known else NONE, interval

    @property
    def sizes(self) -> tuple[str, ...]:
        return _number(self.before.found), _number(self.after.found), _number(self.after.gold)


def _changes(chosen: Sequence[Measure], before: Run, after: Run) -> dict[str, _Change]:
    old, new = measures.total(before.counts), measures.total(after.counts)
    apart = bootstrap.differences(chosen, before.counts, after.counts)
    return {
        m.name: _Change(measures.score(m, old), measures.score(m, new), interval)
        for m, interval in zip(chosen, apart, strict=True)
    }


def lines(table: Table) -> Iterator[str]:
    """A table as lines for a terminal, its columns aligned."""
    grid = [table.head, *table.rows]
    widths = [max(len(row[k]) for row in grid) for k in range(len(table.head))]
    for n, row in enumerate(grid):
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        note = f"   {table.title}" if n == 0 and table.title else ""
        yield f"{'  '.join(cells)}{note}".rstrip()


def as_json(now: Run) -> Value:
    """The figures under the names of the shared scorer, with intervals and means beside them."""
    chosen, counts = measures.main(), measures.total(now.counts)
    slices = measures.sliced(now.counts)
    scores = {m.name: measures.score(m, counts) for m in (*chosen, *slices)}
    intervals = zip((*chosen, *slices), bootstrap.intervals((*chosen, *slices), now.counts), strict=True)
    means = {m.name: measures.by_page(m, now.counts) for m in chosen}
    provenance, stance = scores["provenance"], scores["stance"]
    names = dict.fromkeys(m.name.rpartition("/")[0] for m in slices)
    return {
        **{level: _figures(scores[level]) for level in "ABCDE"},
        "actors_confused": len(now.verdict.confused),
        "chain_edges": _figures(scores["chain_edges"]),
        "provenance_loss": {"lost": (provenance.gold or 0) - provenance.hit, "of": provenance.gold},
        "channel": _figures(scores["channel"]),
        "addressee": _figures(scores["addressee"]),
        "stance_accuracy": round(stance.recall, 4) if stance.gold else None,
        "slices": {name: {level: _figures(scores[f"{name}/{level}"]) for level in "AC"} for name in names},
        "intervals": {m.name: [round(x, 4) for x in interval] for m, interval in intervals if interval},
        "by_page": {name: round(mean, 4) for name, mean in means.items() if mean is not None},
        "pages": len(now.counts),
        "absent": list(now.verdict.absent),
        "altered": list(now.verdict.altered),
    }


def changes_as_json(before: Run, after: Run) -> Value:
    """How much each figure changes between two runs, with its interval."""
    chosen = (*measures.main(), *measures.sliced((*before.counts, *after.counts)))
    return {
        name: {
            "change": round(change.by, 4),
            "interval": [round(x, 4) for x in change.interval] if change.interval else None,
        }
        for name, change in _changes(chosen, before, after).items()
    }


def _figures(s: Score) -> Value:
    both = s.found is not None and s.gold is not None
    return {
        "p": None if s.found is None else round(s.precision, 4),
        "r": None if s.gold is None else round(s.recall, 4),
        "f1": round(s.value, 4) if both else None,
        "n_gold": s.gold,
        "n_pred": s.found,
    }


def _share(value: float | None) -> str:
    # Rounded as in the JSON first: the shared scorer prints so.
    return NONE if value is None else f"{round(value, 4):.3f}"


def _value(s: Score) -> str:
    return _share(None if s.is_empty else s.value)


def _number(value: int | None) -> str:
    return NONE if value is None else str(value)


def _interval(interval: Interval | None, *, signed: bool = False) -> str:
    if interval is None:
        return NONE
    low, high = interval
    return f"{low:+.3f} to {high:+.3f}" if signed else f"{low:.3f} to {high:.3f}"
