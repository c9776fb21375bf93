"""What the tables of all languages say of a name or an office: keys that join spellings, countries, kinds.

Offices are looked up by the longest known phrase; a former or future one counts for nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from recoupe import languages
from recoupe.languages import Language
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


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names and offices by their folded words."""

    names: Mapping[str, Known]
    offices: Mapping[str, tuple[str, str | None]]
    former: frozenset[str]
    of: frozenset[str]

    def name(self, core: str) -> Known | None:
        """The entry of a name, whatever its spelling."""
        return self.names.get(plain(core))

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


def plain(text: str) -> str:
    """Folded words, cut after apostrophes, without brackets and marks."""
    return " ".join(w.strip('.,;:()[]"«»') for w in fold(text).replace("'", "' ").split())


def load(tables: Mapping[str, Language]) -> Gazetteer:
    """The gazetteer of all languages."""
    return _load(tuple(tables[code] for code in sorted(tables)))


@lru_cache(maxsize=4)
def _load(tables: tuple[Language, ...]) -> Gazetteer:
    path = languages.HERE / "data" / "any" / "seats.tsv"
    rows = languages.read_table(path, languages.schema()["seats"]["types"], [])
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
    return Gazetteer(names, offices, frozenset(former), frozenset(of))
