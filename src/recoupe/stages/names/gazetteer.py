"""What the tables of all languages say of a name or an office: keys that join spellings, countries, kinds.

Offices are looked up by the longest known phrase; a former or future one counts for nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from recoupe import languages
from recoupe.languages import Language, Row
from recoupe.text.fold import fold

LEADERS = ("head", "premier", "monarch", "pope")
# Offices that many hold in one country at one time: another page's holder is somebody else.
SHARED = frozenset(
    {
        "adviser", "ambassador", "candidate", "commissioner", "deputy", "deputy_minister", "director",
        "envoy", "governor", "judge", "lawyer", "mayor", "military", "negotiator", "peer",
        "prosecutor", "senator", "spokes", "state_secretary",
    }
)  # fmt: skip
KINDS = {"state": "state", "capital": "place", "place": "place", "seat": "body", "body": "body"}


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the tables."""

    kind: str
    country: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Short:
    """A short name of a body: what it names, and its full names by language."""

    known: Known
    full: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names and offices by their folded words."""

    names: Mapping[str, Known]
    offices: Mapping[str, tuple[str, str | None]]
    former: frozenset[str]
    of: frozenset[str]
    shorts: Mapping[str, Short]
    abroad: Mapping[str, str]  # the key of a place or body by what other languages call it

    def name(self, core: str) -> Known | None:
        """The entry of a name, whatever its spelling; a short name counts as printed in the table."""
        short = self.shorts.get(core)
        return short.known if short else self.names.get(plain(core))

    def full(self, core: str, lang: str) -> str | None:
        """The full name, best in one language, of a body that is known by its short one."""
        short = self.shorts.get(core)
        return short.full.get(lang, short.full["fr"]) if short else None

    def key(self, core: str) -> str | None:
        """What joins the spellings of a place or a body, where a table knows them."""
        known = self.name(core)
        return known.key if known else self.abroad.get(plain(core))

    def office(self, role: str) -> tuple[str, str | None] | None:
        """The office and its fixed country that words of office name now; None for a former or unknown one.

        The longest known phrase that begins with the first words counts.
        """
        words = plain(role).split()
        for first in range(min(3, len(words))):
            if words[first] in self.former:
                return None
            for last in range(min(len(words), first + 7), first, -1):
                found = self.offices.get(" ".join(words[first:last]))
                if found:
                    return None if found[0] == "leader" and self._leads_less(words[last:]) else found
        return None

    def _leads_less(self, rest: list[str]) -> bool:
        """Whether what is led is no state: "chef d'un observatoire norvégien"."""
        if not rest or rest[0] not in self.of:
            return False
        return not any((known := self.names.get(w)) and known.kind == "state" for w in rest[1:])


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Folded words, cut after apostrophes, without brackets and marks."""
    return " ".join(w.strip('.,;:()[]"«»') for w in fold(text).replace("'", "' ").split())


def load(tables: Mapping[str, Language]) -> Gazetteer:
    """The gazetteer of all languages."""
    return _load(tuple(tables[code] for code in sorted(tables)))


@lru_cache(maxsize=4)
def _load(tables: tuple[Language, ...]) -> Gazetteer:
    rows = _neutral("seats")
    names: dict[str, Known] = {}
    offices: dict[str, tuple[str, str | None]] = {}
    former: set[str] = set()
    of: set[str] = set()
    for table in tables:
        rows += [r for r in table.rows("states") if r[1] != "adjective"]
        for form, kind, _, office, country in table.rows("roles"):
            if kind == "person" and office:
                offices.setdefault(plain(form), (office, country or None))
        of |= {fold(r[0]) for r in table.rows("name_words") if r[1] == "of"}
        former |= {fold(r[0]) for r in table.rows("name_words") if r[1] == "former"}
    for form, kind, country, key in rows:
        names.setdefault(plain(form), Known(KINDS[kind], country or None, f"{kind}:{key}"))
    shorts = _shorts(names)
    for short in shorts.values():
        for full in short.full.values():
            names.setdefault(plain(full), short.known)
    return Gazetteer(names, offices, frozenset(former), frozenset(of), shorts, _abroad(names))


def _neutral(table: str) -> list[Row]:
    path = languages.HERE / "data" / "any" / f"{table}.tsv"
    return languages.read_table(path, languages.schema()[table]["types"], [])


def _shorts(names: Mapping[str, Known]) -> dict[str, Short]:
    """The short names by their form, with the key by which the list of places has them, if it does."""
    shorts: dict[str, Short] = {}
    for form, country, *full in _neutral("short_names"):
        told = {lang: name for lang, name in zip(("fr", "en", "de"), full, strict=True) if name}
        listed = (names[plain(n)] for n in (form, *told.values()) if plain(n) in names)
        known = next(listed, None) or Known("body", country or None, f"body:{plain(told['fr'])}")
        shorts[form] = Short(known, told)
    return shorts


def _abroad(names: Mapping[str, Known]) -> dict[str, str]:
    """The exonyms, by the key of their seat where there is one."""
    seats = {known.key.partition(":")[2]: known.key for known in names.values()}
    found: dict[str, str] = {}
    for key, _, forms in _neutral("exonyms"):
        words = [plain(form) for form in forms.split("|")]
        listed = next((names[word].key for word in words if word in names), "")
        for word in words:
            found.setdefault(word, listed or seats.get(key, f"abroad:{key}"))
    return found
