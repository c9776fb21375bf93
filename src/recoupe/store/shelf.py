"""A dossier in a store, opened for reading: records by id, and the questions that its pages ask.

The value of `dossier.json` need not be in memory. Whoever gets a record must not change it: it is kept and
given to others, too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Protocol, Self

from recoupe.errors import OptionError
from recoupe.store import query as queries
from recoupe.store import questions, snippets
from recoupe.store.query import Query
from recoupe.store.questions import Asked
from recoupe.store.rows import Row, clean
from recoupe.store.snippets import Snippet

Value = dict[str, Any]
_CACHED = 4_096  # records kept in memory: about 10 MB
_TEXTS = 64


class Found(NamedTuple):
    """Ids of one kind, as many as were asked for, and how many there are."""

    ids: tuple[str, ...]
    total: int


class Mark(NamedTuple):
    """A span of a page that a record rests on; offsets in code points, end excluded."""

    doc: str
    start: int
    end: int
    layer: str
    kind: str
    id: str


class Hit(NamedTuple):
    """A record that was searched for; `doc` is the page where the words of the snippet stand, if on any."""

    kind: str
    id: str
    doc: str | None
    snippet: Snippet


class Hits(NamedTuple):
    """The records found, as many as were asked for, and how many there are."""

    rows: tuple[Hit, ...]
    total: int


class Engine(Protocol):
    """What a database does for a shelf; marks for arguments are `?` in both."""

    def rows(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """All rows of a question."""

    def meets(self, query: Query, *, exact: bool = False) -> tuple[str, list[Any]]:
        """The condition that a row of `search` meets a query, by the words as typed only if `exact`."""

    def close(self) -> None:
        """Let go of what is open."""


class Shelf:
    """One dossier; may be asked by many threads at once. Closed at the end of a `with`, or by `close`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.record = lru_cache(maxsize=_CACHED)(self._record)
        self.text = lru_cache(maxsize=_TEXTS)(self._text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @cached_property
    def header(self) -> Value:
        """`schema`, `layout` of the tables, `run`, `counts` by kind, `families`, `languages`, and `labels`,
        the short names of pages.
        """
        return {key: _read(body) for key, body in self._engine.rows("SELECT key, body FROM header")}

    def records(self, kind: str) -> "Records":
        """The records of a kind by id; also `edges`, `families`, `issues` (by code) and `notes`."""
        return Records(self, kind)

    def find(
        self,
        kind: str,
        *,
        linked: tuple[str, str, str | None] | None = None,
        doc: str | None = None,
        status: str | None = None,
        lang: str | None = None,
        since: str | None = None,
        until: str | None = None,
        words: str | None = None,
        order: str = "place",
        start: int = 0,
        limit: int | None = None,
    ) -> Found:
        """The ids of the records that meet all that is asked.

        `linked` is a record that they name: (kind, id, role or None). `doc` is a page that they stand on.
        `since` and `until` are days, months or years, both included. `words` are searched for as in `search`.
        `order` is that of the dossier, the weightiest first ("rank"), or the earliest first ("day").
        """
        met = None
        if words and words.strip():
            query = self._query(words)
            if not query.terms:
                return Found((), 0)
            met = self._engine.meets(query)
        asked = Asked(
            kind=kind, linked=linked, doc=doc, status=status, lang=lang, since=since, until=until
        )  # fmt: skip
        where, args = questions.records(asked, met)
        total = self._engine.rows(f"SELECT count(*) FROM records WHERE {where}", args)[0][0]
        sql = f"SELECT id FROM records WHERE {where} ORDER BY {questions.ORDERS[order]} "
        rows = self._engine.rows(sql + questions.page(start, limit), args)
        return Found(tuple(row[0] for row in rows), total)

    def backlinks(
        self, kind: str, identity: str, from_kind: str | None = None, role: str | None = None
    ) -> list[tuple[str, str, str]]:
        """Who names a record: kind, id and role, kind by kind in the order of the dossier."""
        sql = (
            "SELECT l.kind, l.id, l.role FROM links l JOIN records r ON r.kind = l.kind AND r.id = l.id "
            "WHERE l.to_kind = ? AND l.to_id = ?"
        )
        args = [kind, clean(identity)]
        for column, wanted in (("l.kind", from_kind), ("l.role", role)):
            if wanted:
                sql += f" AND {column} = ?"
                args.append(wanted)
        return [(k, i, r) for k, i, r in self._engine.rows(f"{sql} ORDER BY l.kind, r.place, l.role", args)]

    def marks(self, doc: str) -> list[Mark]:
        """All spans of a page, the earliest first, of those that begin together the longest."""
        sql = (
            "SELECT doc, start, stop, layer, kind, id FROM marks WHERE doc = ? "
            "ORDER BY start, stop DESC, kind, id, layer"
        )
        return [Mark(*row) for row in self._engine.rows(sql, [clean(doc)])]

    def search(
        self,
        query: str,
        *,
        kinds: Sequence[str] = (),
        lang: str | None = None,
        start: int = 0,
        limit: int = 20,
    ) -> Hits:
        """The records in which the words stand, in any form; never an error, whatever is typed.

        First come those with the words as typed, then the weightiest. `"words in a row"` are found as they
        stand, `begin*` by its beginning. `lang` is that of the words found.
        """
        asked = self._query(query)
        if not asked.terms:
            return Hits((), 0)
        engine = self._engine
        hits, args = questions.hits(engine.meets(asked), engine.meets(asked, exact=True), kinds, lang)
        sql = (
            f"{hits} SELECT kind, id, best % {questions.FAR}, count(*) OVER () FROM hit "
            f"ORDER BY best >= {questions.FAR}, rank DESC, kind, place {questions.page(start, limit)}"
        )
        rows = engine.rows(sql, args)
        if not rows:
            return Hits((), engine.rows(f"{hits} SELECT count(*) FROM hit", args)[0][0] if start else 0)
        return Hits(tuple(self._hit(asked, *row[:3]) for row in rows), rows[0][3])

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.close()

    def _query(self, text: str) -> Query:
        return queries.parse(text, tuple(self.header["languages"]))

    def _hit(self, asked: Query, kind: str, identity: str, number: int) -> Hit:
        lang, pieces = self._engine.rows("SELECT lang, pieces FROM search WHERE number = ?", [number])[0]
        snippet = snippets.best(asked, _read(pieces), lang, self.text)
        return Hit(kind, identity, snippet.doc, snippet)

    def _record(self, kind: str, identity: str) -> Value:
        """One record; KeyError where there is none."""
        sql = "SELECT coalesce(odd, body) FROM records WHERE kind = ? AND id = ?"
        rows = self._engine.rows(sql, [kind, clean(identity)])
        if not rows:
            raise KeyError(identity)
        record: Value = _read(rows[0][0])
        return record

    def _text(self, doc: str) -> str:
        """The text of a page; KeyError where there is none."""
        rows = self._engine.rows("SELECT text, odd FROM texts WHERE doc = ?", [clean(doc)])
        if not rows:
            raise KeyError(doc)
        text, odd = rows[0]
        if not odd:
            return str(text)
        letters = list(text)
        for at, point in _read(odd):
            letters[at] = chr(point)
        return "".join(letters)


def _read(body: Any) -> Any:
    """A value that was written as JSON; OptionError where it is damaged."""
    try:
        return json.loads(body)
    except (ValueError, TypeError, RecursionError) as error:
        raise OptionError(f"the dossier in the store is damaged ({error}); build it again") from error


@dataclass(frozen=True, slots=True, eq=False)
class Records(Mapping[str, Value]):
    """The records of one kind, read when they are asked for; in the dossier's order."""

    shelf: Shelf
    kind: str

    def __getitem__(self, identity: str) -> Value:
        return self.shelf.record(self.kind, identity)

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf.find(self.kind).ids)

    def __len__(self) -> int:
        return int(self.shelf.header["counts"].get(self.kind, 0))

    def get_many(self, ids: Iterable[str]) -> list[Value]:
        """The records of these ids, in their order; an id that is not here is left out."""
        return [record for record in map(self.get, ids) if record is not None]
