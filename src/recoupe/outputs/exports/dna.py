"""A Discourse Network Analyzer 3.1 database: pages as documents, positions as statements of a machine coder.

Tables and columns are those that DNA 3.1.2 creates in SQLite (leifeld-lab/dna, Sql.java). Start and Stop are
UTF-16 units, as Java counts; dates are seconds since 1970; short texts and titles stay under 191 characters.
A position that points neither way (open, no comment) is a statement of its own type, because DNA's
agreement knows only yes and no. The coder is named as a machine; its password is in the documentation.
"""

import base64
import hashlib
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import wishes

CODER = "Recoupe (machine)"
SENT = "recoupe.positions"  # the setting that names the positions sent, so that those taken out are known
PASSWORD = "recoupe"  # noqa: S105  DNA asks for one; the file is no secret
SHORT = 190  # characters of a short text or a title
TYPES = ("DNA Statement", "No side taken")
_RED, _GREEN, _BLUE = 90, 120, 200
_ROUNDS = 100_000  # of SHA-256, as DNA's library does it (Jasypt, StrongPasswordEncryptor)
_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOUR = ("Red", "Green", "Blue")
_MAY = (
    *(f"{do}{what}" for what in ("Documents",) for do in ("Add", "Edit", "Delete", "Import")),
    *(f"{do}Statements" for do in ("Add", "Edit", "Delete")),
    "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
# Variable -> type of datum; "agreement" is the first type's alone.
VARIABLES = {
    "person": "short text", "organization": "short text", "concept": "short text", "agreement": "boolean",
    "issue": "short text", "option": "short text", "stance": "short text", "force": "short text",
    "voice": "short text", "said": "short text", "condition": "long text", "origins": "integer",
    "position": "short text",
}  # fmt: skip


def write(book: Book, to: Path) -> None:
    """Write the database; the same dossier gives the same bytes with the same SQLite."""
    to.unlink(missing_ok=True)
    base = sqlite3.connect(to)
    try:
        base.execute("PRAGMA journal_mode=OFF")
        for statement in schema():
            base.execute(statement)
        _fill(base, book, wishes.of(book))
        base.commit()
    finally:
        base.close()


def schema() -> Iterable[str]:
    """One statement for each of DNA's tables."""
    short = "TEXT NOT NULL DEFAULT '' CHECK (LENGTH({0}) < 191)"
    colour = ", ".join(_between(c, 0, 255, "DEFAULT 0 NOT NULL") for c in _COLOUR)
    may = ", ".join(_between(f"Permission{p}", 0, 1, "DEFAULT 1 NOT NULL") for p in _MAY)
    yield "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL)"
    yield (
        f"CREATE TABLE CODERS({_ID}, Name {short.format('Name')}, {colour}, "
        f"{_between('Refresh', 0, 9999, 'DEFAULT 0 NOT NULL')}, "
        f"{_between('FontSize', 1, 99, 'DEFAULT 14 NOT NULL')}, Password {short.format('Password')}, "
        f"{_between('PopupWidth', 100, 9999, 'DEFAULT 300')}, "
        f"{_between('ColorByCoder', 0, 1, 'DEFAULT 0 NOT NULL')}, "
        f"{_between('PopupDecoration', 0, 1, 'DEFAULT 0 NOT NULL')}, "
        f"{_between('PopupAutoComplete', 0, 1, 'DEFAULT 1 NOT NULL')}, {may})"
    )
    fields = ", ".join(f"{c} {short.format(c)}" for c in ("Author", "Source", "Section"))
    yield (
        f"CREATE TABLE DOCUMENTS({_ID}, Title {short.format('Title')}, Text TEXT NOT NULL, Coder INTEGER, "
        f"{fields}, Notes TEXT NOT NULL DEFAULT '', Type {short.format('Type')}, Date INTEGER NOT NULL, "
        f"{_to('Coder', 'CODERS')})"
    )
    yield f"CREATE TABLE STATEMENTTYPES({_ID}, Label {short.format('Label')}, {colour})"
    yield (
        f"CREATE TABLE VARIABLES({_ID}, Variable {short.format('Variable')}, DataType TEXT NOT NULL DEFAULT "
        "'short text' CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), StatementTypeId "
        f"INTEGER, {_to('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId))"
    )
    yield (
        f"CREATE TABLE VARIABLELINKS({_ID}, SourceVariableId INTEGER, TargetVariableId INTEGER, "
        f"CHECK (TargetVariableId != SourceVariableId), {_to('SourceVariableId', 'VARIABLES')}, "
        f"{_to('TargetVariableId', 'VARIABLES')})"
    )
    yield f"CREATE TABLE REGEXES(Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), {colour})"
    sees = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    rights = ", ".join(_between(c, 0, 1, "DEFAULT 1 NOT NULL") for c in sees)
    yield (
        f"CREATE TABLE CODERRELATIONS({_ID}, Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER "
        f"CHECK (OtherCoder > 0), {rights}, CHECK (Coder != OtherCoder), {_to('Coder', 'CODERS')}, "
        f"{_to('OtherCoder', 'CODERS')})"
    )
    yield (
        f"CREATE TABLE STATEMENTS({_ID}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL "
        "CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER, CHECK (Start < Stop), "
        f"{_to('StatementTypeId', 'STATEMENTTYPES')}, {_to('Coder', 'CODERS')}, "
        f"{_to('DocumentId', 'DOCUMENTS')})"
    )
    yield from _values()


def _values() -> Iterable[str]:
    """The tables of what statements say, and of the entities that they name."""
    own = "StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL"
    ties = f"{_to('StatementId', 'STATEMENTS')}, {_to('VariableId', 'VARIABLES')}"
    single = f"{ties}, UNIQUE (StatementId, VariableId)"
    yield f"CREATE TABLE DATABOOLEAN({_ID}, {own}, Value INTEGER NOT NULL DEFAULT 1, {single})"
    yield f"CREATE TABLE DATAINTEGER({_ID}, {own}, Value INTEGER NOT NULL DEFAULT 0, {single})"
    colour = ", ".join(_between(c, 0, 255, "") for c in _COLOUR)
    yield (
        f"CREATE TABLE ENTITIES({_ID}, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '' "
        f"CHECK (LENGTH(Value) < 191), {colour}, ChildOf INTEGER CHECK (ChildOf > 0), "
        f"UNIQUE (VariableId, Value), {_to('ChildOf', 'ENTITIES')}, {_to('VariableId', 'VARIABLES')})"
    )
    entity = f"Entity INTEGER NOT NULL, {_to('Entity', 'ENTITIES')}"
    yield f"CREATE TABLE DATASHORTTEXT({_ID}, {own}, {entity}, {single})"
    yield f"CREATE TABLE DATALONGTEXT({_ID}, {own}, Value TEXT DEFAULT '', {single})"
    yield (
        f"CREATE TABLE ATTRIBUTEVARIABLES({_ID}, VariableId INTEGER NOT NULL, AttributeVariable TEXT "
        "NOT NULL CHECK (LENGTH(AttributeVariable) < 191), UNIQUE (VariableId, AttributeVariable), "
        f"{_to('VariableId', 'VARIABLES')})"
    )
    yield (
        f"CREATE TABLE ATTRIBUTEVALUES({_ID}, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER "
        "NOT NULL, AttributeValue TEXT NOT NULL DEFAULT '' CHECK (LENGTH(AttributeValue) < 191), "
        f"UNIQUE (EntityId, AttributeVariableId), {_to('EntityId', 'ENTITIES')}, "
        f"{_to('AttributeVariableId', 'ATTRIBUTEVARIABLES')})"
    )


def _between(column: str, low: int, high: int, more: str) -> str:
    return f"{column} INTEGER {more} CHECK ({column} BETWEEN {low} AND {high})"


def _to(column: str, table: str) -> str:
    return f"FOREIGN KEY ({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _fill(base: sqlite3.Connection, book: Book, codes: wishes.Issues) -> None:
    sent = " ".join(p["id"] for p in book.all("positions"))
    _put(base, "SETTINGS", ("version", "3.1.2"), ("date", "2026-06-30"), (SENT, sent))
    coder = (1, CODER, _RED, _GREEN, _BLUE, 0, 14, encrypted(PASSWORD), 300, 0, 0, 1, *([1] * len(_MAY)))
    _put(base, "CODERS", coder)
    pages = {page["id"]: n for n, page in enumerate(book.all("documents"), 1)}
    _put(base, "DOCUMENTS", *(_document(book, doc, n) for doc, n in pages.items()))
    _put(base, "STATEMENTTYPES", *((n, label, 239, 208, 51) for n, label in enumerate(TYPES, 1)))
    desk = _Desk(base, book, codes)
    for n, position in enumerate(book.all("positions"), 1):
        desk.add(n, pages[position["doc"]], position)


def _document(book: Book, doc: str, n: int) -> tuple[Any, ...]:
    page = book.documents[doc]
    day = book.day(doc)
    at = (
        int(datetime.fromisoformat(f"{day[:10]}T00:00:00+00:00").timestamp()) if day and len(day) >= 10 else 0
    )
    notes = [f"path: {page['path']}", f"text sha256: {page['text_sha256']}"]
    notes += [f"url: {page['url']}"] if page.get("url") else []
    notes += [] if at else ["day of publication unknown"]
    title = _clean(book.headline(doc))[:SHORT] or _clean(page["path"])[-SHORT:]
    byline = page.get("byline")
    author = _clean(book.text(doc, byline))[:SHORT] if byline else ""
    outlet = _clean(page.get("outlet") or "")[:SHORT]
    return (
        n,
        title,
        _clean(book.page(doc)),
        1,
        author,
        outlet,
        "",
        _clean("\n".join(notes)),
        page["lang"],
        at,
    )


class _Desk:
    """Statements with their values; entities are made when they are first named."""

    def __init__(self, base: sqlite3.Connection, book: Book, codes: wishes.Issues) -> None:
        self._base, self._book, self._codes = base, book, codes
        self._variables: dict[tuple[int, str], int] = {}
        self._entities: dict[tuple[int, str], int] = {}
        self._attributes: dict[tuple[int, str], int] = {}
        for kind in range(1, len(TYPES) + 1):
            for name, datum in VARIABLES.items():
                if name == "agreement" and kind > 1:
                    continue
                key = self._variables[kind, name] = len(self._variables) + 1
                _put(base, "VARIABLES", (key, name, datum, kind))
                if datum == "short text":
                    for attribute in ("Type", "Alias", "Notes"):
                        at = self._attributes[key, attribute] = len(self._attributes) + 1
                        _put(base, "ATTRIBUTEVARIABLES", (at, key, attribute))
                    self._entity(key, "", None)

    def add(self, n: int, page: int, position: Value) -> None:
        """One position as a statement of the machine coder."""
        side = wishes.pole(position["stance"])
        kind = 1 if side else 2
        text = self._book.page(position["doc"])
        start, end = (units(text[:at]) for at in position["span"])
        _put(self._base, "STATEMENTS", (n, kind, page, start, end, 1))
        for name, value in self._told(position, side).items():
            self._value(n, self._variables[kind, name], VARIABLES[name], value, position)

    def _told(self, position: Value, side: int) -> dict[str, Any]:
        holder = self._book.by_id["actors"].get(position["holder"] or "")
        person = holder is not None and holder["kind"] == "person"
        condition = position.get("condition")
        origins = next(
            (s["origins"]["min"] for s in self._book.all("standings") if position["id"] in s["positions"]), 0
        )
        return {
            "person": self._book.name(position["holder"]) if person else "",
            "organization": "" if person else self._book.name(position["holder"]),
            "concept": wishes.concept(position, self._codes),
            **({"agreement": int(side > 0)} if side else {}),
            **{
                name: position.get(name) or ""
                for name in ("issue", "option", "stance", "force", "voice", "said")
            },
            "condition": self._book.text(position["doc"], condition) if condition else "",
            "origins": origins,
            "position": position["id"],
        }

    def _value(self, n: int, variable: int, datum: str, value: Any, position: Value) -> None:
        table = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT"}.get(datum)
        if table is None:
            table, value = (
                "DATASHORTTEXT",
                self._entity(variable, _clean(str(value))[:SHORT], position["holder"]),
            )
        _put(self._base, table, (None, n, variable, value))

    def _entity(self, variable: int, name: str, holder: str | None) -> int:
        key = self._entities.get((variable, name))
        if key is None:
            key = self._entities[variable, name] = len(self._entities) + 1
            _put(self._base, "ENTITIES", (key, variable, name, 0, 0, 0, None))
            known = self._book.by_id["actors"].get(holder or "", {})
            known = known if known.get("name") == name else {}
            spelled = "; ".join(s["text"] for s in known.get("names", ()))
            told = {"Type": known.get("kind", ""), "Alias": spelled, "Notes": known.get("id", "")}
            for attribute, value in told.items():
                at = self._attributes[variable, attribute]
                _put(self._base, "ATTRIBUTEVALUES", (None, key, at, _clean(value)[:SHORT]))
        return key


def _put(base: sqlite3.Connection, table: str, *rows: tuple[Any, ...]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  table is one of ours


def _clean(text: str) -> str:
    """The text as SQLite and Java hold it: no lone surrogates, no NUL, of the same length in UTF-16."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def units(text: str) -> int:
    """How many UTF-16 units a text has.

    >>> units("a\U0001f54a")
    3
    """
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def encrypted(password: str) -> str:
    """The password as DNA keeps it: salt, then SHA-256 in 100,000 rounds. A fixed salt: equal bytes."""
    salt = hashlib.sha256(b"recoupe").digest()[:16]
    digest = salt + password.encode()
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()
