"""A person's name taken apart: given names, family name, suffix.

And whether two given names may be one person's: equal, another spelling, an initial, a short form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recoupe import languages
from recoupe.languages import Language
from recoupe.text.fold import fold
from recoupe.text.spelling import keys, same


@dataclass(frozen=True, slots=True)
class PersonName:
    """The folded parts of a name as printed."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""

    @property
    def full(self) -> bool:
        """Whether a given name is printed."""
        return bool(self.given)


@dataclass(frozen=True, slots=True, eq=False)
class Lore:
    """What is known of names in general: genders and groups of given names, particles, suffixes."""

    gender: Mapping[str, str]
    group: Mapping[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]


def lore(tables: Mapping[str, Language]) -> Lore:
    """The lore of all languages together."""
    gender, group = _given()
    rows = [row for code in sorted(tables) for row in tables[code].rows("name_words")]
    particles = frozenset(fold(r[0]) for r in rows if r[1] == "particle")
    return Lore(gender, group, particles, frozenset(fold(r[0]) for r in rows if r[1] == "suffix"))


@cache
def _given() -> tuple[dict[str, str], dict[str, str]]:
    path = languages.HERE / "data" / "any" / "given_names.tsv"
    rows = languages.read_table(path, languages.schema()["given_names"]["types"], [])
    return {fold(r[0]): r[1] for r in rows}, {fold(r[0]): r[2] for r in rows if r[2]}


def parse(core: str, lore: Lore) -> PersonName:
    """The parts of a name: the last word is the family name, with the particles before it left out."""
    words = [w for w in (w.strip(".,;:()[]\"'«»") for w in fold(core).split()) if any(c.isalnum() for c in w)]
    suffix = ""
    if (len(words) > 2 and (words[-1] in lore.suffixes or words[-1] + "." in lore.suffixes)) or (
        len(words) == 2 and words[-1] in lore.suffixes and words[-1] not in lore.gender
    ):
        suffix = words.pop()
    plain = [w for w in words if w not in lore.particles] or words
    plain = [w.partition("-")[2] or w if w.partition("-")[0] in lore.particles else w for w in plain]
    if not plain:
        return PersonName((), ())
    return PersonName(tuple(plain[:-1]), (plain[-1],), suffix)


def given_agree(a: PersonName, b: PersonName, lore: Lore) -> str | None:
    """How two given names are one: equal | spelling | initial | short; None if not, "" if one is missing."""
    if not a.given or not b.given:
        return ""
    x, y = a.given[0], b.given[0]
    if x == y:
        return "equal"
    if same(x, y) or same("".join(a.given), "".join(b.given)):
        return "spelling"
    if min(len(x), len(y)) <= 2 and (x[0] == y[0]):
        return "initial"
    group = lore.group.get(x)
    return "short" if group and group == lore.group.get(y) else None


def family_keys(name: PersonName) -> frozenset[str]:
    """The keys of the family name."""
    return keys(name.family[-1]) if name.family else frozenset()
