"""The store in PostgreSQL, for several readers: the same tables and views, in a schema named `recoupe`.

The words of the index come ready made, so that the server neither cuts nor folds them and finds what the file
finds. Needs psycopg (`pip install "recoupe[postgres]"`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from recoupe.errors import MissingError, OptionError
from recoupe.store.index import BREAK, Entry
from recoupe.store.pool import Pool
from recoupe.store.query import Query, Term
from recoupe.store.rows import Row, Rows
from recoupe.store.schema import INDEXES, TABLES, views

SCHEMA = "recoupe"
_NEW = "recoupe_new"
_LOCK = 7_201_935  # any number, the same for all who write


def write(rows: Rows, entries: Iterable[Entry], url: str) -> None:
    """Put the dossier in place of what the schema held; readers see the old one until all is there."""
    library = _library()
    try:
        with library.connect(url) as base:
            if base.info.parameter_status("server_encoding") != "UTF8":
                raise OptionError(
                    f"{_named(url)}: the database holds no Unicode; create it with ENCODING 'UTF8'"
                )
            _fill(base, rows, entries)
            base.commit()
            base.autocommit = True  # which VACUUM wants; without it each count reads the whole table
            base.execute(f"VACUUM (ANALYZE) {', '.join(f'{SCHEMA}.{table}' for table in TABLES)}")
    except library.Error as error:
        raise OptionError(f"{_named(url)}: {' '.join(str(error).split())}") from error


def _fill(base: Any, rows: Rows, entries: Iterable[Entry]) -> None:
    base.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    base.execute(f"DROP SCHEMA IF EXISTS {_NEW} CASCADE")
    base.execute(f"CREATE SCHEMA {_NEW}")
    base.execute(f"SET LOCAL search_path = {_NEW}")
    for table, columns in TABLES.items():
        more = ", words TSVECTOR NOT NULL, lemmas TSVECTOR NOT NULL" if table == "search" else ""
        bytewise = columns.replace(" TEXT", ' TEXT COLLATE "C"')
        base.execute(f"CREATE TABLE {table} ({bytewise}{more})")
    for table in ("header", "records", "texts", "links", "marks"):
        _copy(base, table, getattr(rows, table))
    _copy(base, "search", _found(rows, entries))
    for name, on in {
        **INDEXES,
        "search_words": "search USING gin (words)",
        "search_lemmas": "search USING gin (lemmas)",
    }.items():
        base.execute(f"CREATE INDEX {name} ON {on}")
    for name, sql in views(_field).items():
        base.execute(f"CREATE VIEW {name} AS {sql}")
    readers = _readers(base)
    base.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    base.execute(f"ALTER SCHEMA {_NEW} RENAME TO {SCHEMA}")
    for reader in readers:
        base.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {reader}")
        base.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {reader}")


def _copy(base: Any, table: str, rows: Iterable[Row]) -> None:
    with base.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def _found(rows: Rows, entries: Iterable[Entry]) -> Iterator[Row]:
    ranks = {(r[0], r[1]): (r[2], r[7]) for r in rows.records}
    for number, e in enumerate(entries, start=1):
        yield number, e.kind, e.id, *ranks[e.kind, e.id], e.lang, e.pieces, _vector(e.words), _vector(e.stems)


def _vector(words: Sequence[str]) -> str:
    """Words with their places, as PostgreSQL writes them; they are letters and digits, nothing is quoted."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate(words, start=1):
        if word != BREAK:
            places.setdefault(word, []).append(str(at))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def _readers(base: Any) -> list[str]:
    """Who may read the schema as it is, quoted for SQL."""
    sql = (
        "SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' "
        "ELSE quote_ident(pg_get_userbyid(a.grantee)) END "
        "FROM pg_namespace n, aclexplode(n.nspacl) a "
        "WHERE n.nspname = %s AND a.privilege_type = 'USAGE' AND a.grantee <> n.nspowner"
    )
    return [row[0] for row in base.execute(sql, [SCHEMA]).fetchall()]


def _field(table: str, path: list[str]) -> str:
    names = ",".join("-1" if name == "#" else name for name in path)
    return f"({table}.body::json #>> '{{{names}}}')"


class Postgres:
    """A database opened for reading, by as many threads as like."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._library = _library()
        self._pool: Pool[Any] = Pool(self._connect)

    def __del__(self) -> None:
        if hasattr(self, "_pool"):
            self.close()

    def rows(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """All rows of a question; OptionError when the server cannot be reached or refuses."""
        asked = sql.replace("%", "%%").replace("?", "%s")
        try:
            base = self._pool.take()
            try:
                return self._ask(base, asked, args)
            except (self._library.OperationalError, self._library.InterfaceError):
                # The server may have been started anew since this connection was made.
                return self._ask(self._connect(), asked, args)
        except self._library.errors.UndefinedTable as error:
            told = f"{_named(self._url)}: there is no dossier; write one with: recoupe store OUT URL"
            raise OptionError(told) from error
        except self._library.Error as error:
            raise OptionError(f"{_named(self._url)}: {' '.join(str(error).split())}") from error

    def meets(self, query: Query, *, exact: bool = False) -> tuple[str, list[Any]]:
        """The condition that a row of `search` meets a query, and its arguments."""
        parts, args = [], []
        for term in query.terms:
            told = ["words @@ ?::tsquery"] if term.words else []
            args += [_phrase(term)] if term.words else []
            if term.stems and not exact:
                told.append("lemmas @@ ?::tsquery")
                args.append(" | ".join(f"'{stem}'" for stem in term.stems))
            parts.append(f"({' OR '.join(told)})")
        return " AND ".join(parts), args

    def close(self) -> None:
        """End all connections."""
        self._pool.close()

    def _ask(self, base: Any, sql: str, args: Sequence[Any]) -> list[Row]:
        try:
            rows: list[Row] = base.execute(sql, args).fetchall()
        except self._library.Error:
            base.close()
            raise
        self._pool.give(base)
        return rows

    def _connect(self) -> Any:
        # No statement is kept ready: the tables may be replaced between two questions.
        base = self._library.connect(self._url, autocommit=True, prepare_threshold=None)
        base.execute(f"SET search_path = {SCHEMA}")
        base.execute("SET default_transaction_read_only = on")
        return base


def _phrase(term: Term) -> str:
    *first, last = term.words
    return " <-> ".join([*(f"'{word}'" for word in first), f"'{last}'{':*' if term.prefix else ''}"])


def _named(url: str) -> str:
    """The address without user, password and options."""
    scheme, _, rest = url.partition("?")[0].partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _library() -> Any:
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingError('a PostgreSQL store needs psycopg: pip install "recoupe[postgres]"') from error
    return psycopg
