"""How far parties stand from each other on an ordered issue, and how sure that is, day by day.

A standing places its party on the options of an issue: at an option that it names and wants, above the first
option where a graded issue is wanted without one, at the first where it is refused. A place is an interval of
options (`low` to `high`, counted from 0); a standing that says nothing of where gives none. What several
standings of a party allow in common is its place; where they exclude each other, it is all that they span.
A standing counts from its first day until a movement leads away from it. What only others say of a party
does not place it.

The distance of two parties is an interval, too: the least and the most steps that their places allow. All
functions take the value of `dossier.json`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from recoupe.methods.paraphrases import POLES
from recoupe.outputs.book import Value
from recoupe.text import calendar

KINDS = ("issues", "standings", "actors", "shifts")  # the lists of a dossier that are read here


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party stands on a day: the options `low` to `high`, by these standings."""

    low: int
    high: int
    standings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The steps between two parties, by their order among the parties; None where one has no place."""

    one: int
    other: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO day on which a standing began, the place of each party then, and the gap of each pair."""

    day: str
    places: tuple[Place | None, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """One issue: its options, the parties that have a place on some day as (key, name), and the days."""

    issue: str
    options: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    days: tuple[Day, ...]


def scales(dossier: Value) -> tuple[Scale, ...]:
    """The ordered issues on which some party has a place, by code; parties by key."""
    issues = {i["code"]: i for i in dossier.get("issues", ()) if len(i["options"]) > 1}
    held: dict[str, list[Value]] = defaultdict(list)
    for standing in dossier.get("standings", ()):
        if standing["issue"] in issues:
            held[standing["issue"]].append(standing)
    ends, names = _ends(dossier), party_names(dossier)
    made = (_scale(issues[code], held[code], ends, names) for code in sorted(held))
    return tuple(scale for scale in made if scale.parties)


def place(standing: Value, options: Sequence[str], *, graded: bool) -> tuple[int, int] | None:
    """The options that a standing leaves its party, as (low, high); None where it says nothing of where."""
    pole, top, stance = POLES.get(standing["stance"]), len(options) - 1, standing["stance"]
    if pole is None or stance == "threatens":  # a threat tells what is done to others, not what is wanted
        return None
    if standing["option"] in options:
        at = options.index(standing["option"])
        ends = {0: (1, top), top: (0, top - 1)}  # a no to an option in the middle leaves both sides of it
        return (at, at) if pole > 0 else ends.get(at) if pole < 0 else (0, at) if graded else None
    if not graded:
        return None
    if stance in options:
        return (options.index(stance),) * 2
    return (1, top) if pole > 0 else (0, 0) if pole < 0 else None


def party(standing: Value) -> str:
    """The key of a standing's party: its name in the case, a country, else the holder himself."""
    return str(standing.get("party") or standing["holder"])


def party_names(dossier: Value) -> Mapping[str, str]:
    """What each party is called: as the case calls it, as its state, else as who speaks for it most."""
    actors = {a["id"]: a for a in dossier.get("actors", ())}
    states = {a.get("country"): a["name"] for a in actors.values() if a["kind"] == "state"}
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    for standing in dossier.get("standings", ()):
        heard[party(standing)][standing["holder"]] += len(standing["positions"])
    names = {}
    for key, counts in heard.items():
        most = min(counts, key=lambda a: (-counts[a], a))
        is_code = any(a.get("country") == key for a in actors.values())
        alone = actors[most]["name"] if most in actors else most
        names[key] = states.get(key) or (alone if is_code or key in actors else key)
    return names


def _ends(dossier: Value) -> Mapping[str, str]:
    """The day from which a standing is left behind by a movement."""
    starts = {s["id"]: day_of(s.get("from")) for s in dossier.get("standings", ())}
    moves = [s for s in dossier.get("shifts", ()) if s["kind"] == "moved" and starts.get(s["after"])]
    return {s["before"]: str(starts[s["after"]]) for s in moves}


def day_of(value: str | None) -> str | None:
    """The first ISO day of a value; None where it names none."""
    days = calendar.interval((value or "").partition("T")[0])
    return days[0].isoformat() if days else None


def _scale(issue: Value, held: Sequence[Value], ends: Mapping[str, str], names: Mapping[str, str]) -> Scale:
    placed = []
    for standing in sorted(held, key=lambda s: str(s["id"])):
        at = place(standing, issue["options"], graded=issue.get("graded", False))
        start = day_of(standing.get("from"))
        if at and start and standing.get("status") != "others_only":
            placed.append((party(standing), start, ends.get(standing["id"], "9"), at, standing["id"]))
    keys = sorted({p[0] for p in placed})
    days = []
    for day in sorted({p[1] for p in placed} | {p[2] for p in placed if p[2] != "9"}):
        places = [
            _together([(at, key) for who, start, end, at, key in placed if who == k and start <= day < end])
            for k in keys
        ]
        days.append(Day(day, tuple(places), tuple(_gaps(places))))
    parties = tuple((k, names.get(k, k)) for k in keys)
    return Scale(issue["code"], tuple(issue["options"]), parties, tuple(days))


def _together(found: Sequence[tuple[tuple[int, int], str]]) -> Place | None:
    """The place that several standings allow in common, else the one that they span."""
    if not found:
        return None
    lows, highs = [at[0] for at, _ in found], [at[1] for at, _ in found]
    low, high = max(lows), min(highs)
    if low > high:
        low, high = min(lows), max(highs)
    return Place(low, high, tuple(key for _, key in found))


def _gaps(places: Sequence[Place | None]) -> Iterator[Gap]:
    for (i, a), (j, b) in combinations(enumerate(places), 2):
        if a is None or b is None:
            yield Gap(i, j, None, None)
        else:
            yield Gap(i, j, max(0, a.low - b.high, b.low - a.high), max(a.high - b.low, b.high - a.low))
