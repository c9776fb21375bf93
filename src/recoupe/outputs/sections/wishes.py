"""Positions: a matrix of actors and issues, and under it everything that each cell rests on."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from recoupe.outputs import distances, panels, wants
from recoupe.outputs.book import Book, Quote, slug
from recoupe.outputs.sections.common import CAPS, Caps, Shown, Value, Why, reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One stated position."""

    record: Value
    quote: Quote
    condition: Quote | None
    target: str  # whom it is put to
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What an actor holds on an issue: the last standing, and how it came about."""

    standing: Value
    force: str | None
    n: int
    trend: wants.Trend
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One actor's record on one issue."""

    actor: str
    name: str
    anchor: str
    standings: tuple[Value, ...]
    stands: tuple[Stand, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue: a row of the matrix and the record under it."""

    code: str
    label: str
    group: str
    cells: tuple[Cell | None, ...]  # one per column
    holders: Shown[Holder]
    positions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change from one standing to the next, or what looks like one."""

    record: Value
    holder: str
    issue: str
    before: Value
    after: Value
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The whole: columns, rows, changes."""

    columns: tuple[tuple[str, str], ...]  # (actor id, name)
    issues: Shown[Issue]
    moves: tuple[Move, ...]
    explained: tuple[Move, ...]  # differences that something else than a change of mind explains
    positions: int
    unheld: int  # positions whose holder is not known
    panels: tuple[panels.Panel, ...]
    labels: dict[str, str]  # the names of the issues


@dataclass(frozen=True, slots=True)
class _Held:
    """Positions by issue and holder, standings by both, and the names of the issues."""

    positions: dict[str, dict[str, list[Value]]]
    standings: dict[tuple[str, str], list[Value]]
    cells: dict[tuple[str, str], wants.Cell]  # by actor and issue
    labels: dict[str, str]


def matrix(book: Book, lang: str, caps: Caps = CAPS) -> Matrix:
    """The positions of the dossier, the issues that most is said on first."""
    held = _held(book, lang)
    columns = _columns(book, held)
    codes = sorted(held.positions, key=lambda code: (-sum(map(len, held.positions[code].values())), code))
    issues = [_issue(book, code, columns, held, caps) for code in codes[: caps.issues]]
    standings = {s["id"]: s for s in book.all("standings")}
    turns = [_move(book, s, standings, held.labels) for s in book.all("shifts")]
    return Matrix(
        columns=columns,
        issues=Shown(tuple(issues), len(codes)),
        moves=tuple(m for m in turns if m.record["kind"] == wants.MOVED)[: CAPS.differences],
        explained=tuple(m for m in turns if m.record["kind"] != wants.MOVED)[: CAPS.differences],
        positions=len(book.all("positions")),
        unheld=sum(1 for p in book.all("positions") if not book.name(p["holder"])),
        panels=panels.panels(distances.scales(book.part(*distances.KINDS))),
        labels=held.labels,
    )


def _held(book: Book, lang: str) -> _Held:
    positions: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for position in book.all("positions"):
        if book.name(position["holder"]):
            positions[position["issue"]][position["holder"]].append(position)
    standings: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for standing in book.all("standings"):
        standings[standing["issue"], standing["holder"]].append(standing)
    return _Held(
        positions,
        standings,
        wants.matrix(book.part("standings", "positions", "shifts")),
        issue_labels(book, lang),
    )


def _columns(book: Book, held: _Held) -> tuple[tuple[str, str], ...]:
    """The actors with most positions."""
    weight = Counter({holder: 0 for _, holder in held.standings})
    for holders in held.positions.values():
        weight.update({holder: len(positions) for holder, positions in holders.items()})
    order = sorted(weight, key=lambda holder: (-weight[holder], holder))
    return tuple((holder, book.name(holder)) for holder in order[: CAPS.holders])


def issue_labels(book: Book, lang: str) -> dict[str, str]:
    """The names of the issues in a language, the English ones where it has none."""
    return {i["code"]: label(i, lang) for i in book.all("issues")}


def label(issue: Value, lang: str) -> str:
    """The name of an issue in a language, the English one where it has none."""
    told = {t["lang"]: t["text"] for t in issue["labels"]}
    return str(told.get(lang) or told.get("en") or issue["code"])


def _issue(book: Book, code: str, columns: tuple[tuple[str, str], ...], held: _Held, caps: Caps) -> Issue:
    holders, standings = held.positions[code], held.standings
    shown = {actor for actor, _ in columns}  # the cells of the matrix lead to these
    order = sorted(holders, key=lambda h: (h not in shown, -len(holders[h]), h))
    return Issue(
        code=code,
        label=held.labels.get(code, ""),
        group=code.partition(".")[0],
        cells=tuple(_cell(held.cells.get((actor, code))) for actor, _ in columns),
        holders=Shown(
            tuple(
                _holder(book, code, h, holders[h], standings.get((code, h), [])) for h in order[: caps.people]
            ),
            len(order),
        ),
        positions=sum(map(len, holders.values())),
    )


def _anchor(code: str, actor: str) -> str:
    return f"i-{slug(code)}-{slug(actor)}"


def _cell(cell: wants.Cell | None) -> Cell | None:
    if cell is None:
        return None
    return Cell(
        standing=cell.standing,
        force=cell.force,
        n=len(cell.positions),
        trend=cell.trend,
        anchor=_anchor(cell.issue, cell.actor),
    )


def _holder(book: Book, code: str, actor: str, positions: list[Value], standings: list[Value]) -> Holder:
    ordered = sorted(
        positions, key=lambda p: (p.get("said") or book.day(p["doc"]) or "9", p["doc"], p["span"][0])
    )
    stands = tuple(_stand(book, p, _anchor(code, actor)) for p in ordered[: CAPS.stands])
    return Holder(
        actor=actor,
        name=book.name(actor),
        anchor=_anchor(code, actor),
        standings=tuple(sorted(standings, key=lambda s: (s.get("from") or "", s["id"]))),
        stands=stands,
        more=max(0, len(positions) - CAPS.stands),
    )


def _stand(book: Book, position: Value, home: str) -> Stand:
    quote = book.quote(position["doc"], position["span"], "wish")
    book.link_back(quote, "holders", home, "⚑")
    condition = position.get("condition")
    return Stand(
        record=position,
        quote=quote,
        condition=book.quote(position["doc"], condition, "why") if condition else None,
        target=book.name(position.get("target")),
        why=reasons(book, position),
    )


def _move(book: Book, shift: Value, standings: dict[str, Value], labels: dict[str, str]) -> Move:
    before, after = standings[shift["before"]], standings[shift["after"]]
    code: str = after["issue"]
    return Move(
        record=shift,
        holder=book.name(after["holder"]),
        issue=labels.get(code, code),
        before=before,
        after=after,
        why=reasons(book, shift),
    )
