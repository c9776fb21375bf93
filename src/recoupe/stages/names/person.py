"""A person's name taken apart: given names, family name, suffix.

And whether two given names may be one person's: equal, another spelling, an initial, a short form.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recoupe import languages
from recoupe.languages import Language
from recoupe.text.fold import fold
from recoupe.text.spelling import is_patronymic, keys, masculine, same

_NUMERAL = re.compile(r"([ivx]+)(?:er|ere|re|e)?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The folded parts of a name; `printed` is the family name with its marks, by which it sounds."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""
    printed: str = ""

    @property
    def full(self) -> bool:
        """Whether a given name is printed."""
        return bool(self.given)


@dataclass(frozen=True, slots=True, eq=False)
class Lore:
    """What is known of names in general: genders and groups of given names, particles, suffixes."""

    gender: Mapping[str, str]
    group: Mapping[str, frozenset[str]]
    particles: frozenset[str]
    suffixes: Mapping[str, str]  # to the one that says the same


def lore(tables: Mapping[str, Language]) -> Lore:
    """The lore of all languages together."""
    gender, group = _given()
    rows = [row for code in sorted(tables) for row in tables[code].rows("name_words")]
    particles = frozenset(fold(r[0]) for r in rows if r[1] == "particle")
    suffixes = {fold(r[0]): r[2] or fold(r[0]).strip(".") for r in rows if r[1] == "suffix"}
    return Lore(gender, group, particles, suffixes)


@cache
def _given() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    folder = languages.HERE / "data" / "any"
    schema = languages.schema()
    rows = languages.read_table(folder / "given_names.tsv", schema["given_names"]["types"], [])
    groups: dict[str, set[str]] = defaultdict(set)
    for form, _, group in rows:
        if group:
            groups[fold(form)].add(group)
    for name, forms in languages.read_table(folder / "given_forms.tsv", schema["given_forms"]["types"], []):
        for form in (name, *forms.split("|")):
            groups[fold(form)].add("=" + fold(name))
    return {fold(r[0]): r[1] for r in rows}, {form: frozenset(of) for form, of in groups.items()}


def parse(core: str, lore: Lore) -> PersonName:
    """The parts of a name: the last word is the family name, with the particles before it left out.

    A family name before a comma, or before a given name and a father's name, comes first in print only.
    """
    family, comma, given = core.partition(",")
    if comma and fold(given).strip(" .") not in lore.suffixes and given.strip():
        core = f"{given} {family}"
    words = [w for w in _words(core) if any(c.isalnum() for c in w)]
    suffix = ""
    numeral = _NUMERAL.fullmatch(fold(words[-1])) if len(words) > 1 else None
    if numeral:
        suffix = numeral[1]
        words.pop()
    elif (
        len(words) > 2 and (fold(words[-1]) in lore.suffixes or fold(words[-1]) + "." in lore.suffixes)
    ) or (len(words) == 2 and fold(words[-1]) in lore.suffixes and fold(words[-1]) not in lore.gender):
        last = fold(words.pop())
        suffix = lore.suffixes.get(last) or lore.suffixes[last + "."]
    plain = [w for w in words if fold(w) not in lore.particles] or words
    plain = [w.partition("-")[2] or w if fold(w.partition("-")[0]) in lore.particles else w for w in plain]
    if not plain:
        return PersonName((), ())
    if len(plain) == 3 and is_patronymic(plain[2]) and not is_patronymic(plain[1]):
        plain = [plain[1], plain[2], plain[0]]
    folded = [fold(w) for w in plain]
    if suffix and numeral and all(w in lore.gender for w in folded):
        return PersonName((), ("".join(folded),), suffix)  # a ruler: Jean Paul II
    return PersonName(tuple(folded[:-1]), (folded[-1],), suffix, plain[-1].lower())


def _words(core: str) -> list[str]:
    """The words of a name, initials that are written together apart ("J.F.", "J.-P.")."""
    found: list[str] = []
    for word in core.replace("\u2019", "'").split():
        pieces = [p for p in re.split(r"\.-?", word) if p]
        apart = len(pieces) > 1 and all(len(p) <= 2 for p in pieces)
        found += pieces if apart else [word.strip(".,;:()[]\"'«»")]
    return found


def given_agree(a: PersonName, b: PersonName, lore: Lore) -> str | None:
    """How two given names are one: equal | spelling | initial | short; None if not, "" if one is missing."""
    if not a.given or not b.given:
        return ""
    how = _first_agree(a, b, lore)
    return how if how is None or _middle_agree(a.given[1:], b.given[1:]) else None


def _first_agree(a: PersonName, b: PersonName, lore: Lore) -> str | None:
    x, y = a.given[0], b.given[0]
    if x == y:
        return "equal"
    if same(x, y) or same("".join(a.given), "".join(b.given)):
        return "spelling"
    if min(len(x), len(y)) <= 2 and _initial(x, y):
        return "initial"
    return "short" if lore.group.get(x, frozenset()) & lore.group.get(y, frozenset()) else None


def _initial(x: str, y: str) -> bool:
    return x[0] == y[0] or bool({k[0] for k in keys(x)} & {k[0] for k in keys(y)})


def _middle_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the names between may be one person's: "F." and "Fitzgerald", but not "H. W." and "W."."""
    if not a or not b or any(is_patronymic(w) for w in (a[0], b[0])):
        return True
    x, y = a[0], b[0]
    if same(x, y) or (min(len(x), len(y)) <= 2 and _initial(x, y)) or same("".join(a), "".join(b)):
        return True
    return any(len(w) > 2 and same(w, v) for w in a for v in b)


def family_keys(name: PersonName) -> frozenset[str]:
    """The keys of the family name."""
    return keys(name.printed or name.family[-1]) | keys(name.family[-1]) if name.family else frozenset()


def kin_form(a: PersonName, b: PersonName, lore: Lore) -> bool:
    """Whether two family names are a woman's form and the common one, or a double name and a part of it."""
    x, y = a.family[-1], b.family[-1]
    woman = any(lore.gender.get(n.given[0]) == "Fem" or n.given[0].endswith(("a", "а", "я")) for n in (a, b))
    if woman and masculine(x) & masculine(y):
        return True
    double, one = (x, y) if "-" in x else (y, x)
    return "-" not in one and any(len(part) > 2 and same(part, one) for part in double.split("-"))


def family_parts(name: PersonName) -> frozenset[str]:
    """The keys by which a family name is looked up: of its parts, and in the form that a man bears."""
    words = name.family[-1].split("-") if name.family else []
    return family_keys(name).union(*(masculine(w) for w in words), *(keys(w) for w in words if len(w) > 2))


def reordered(a: PersonName, b: PersonName, lore: Lore) -> bool:
    """Whether one name is the other with the family name first."""
    if len(a.given) != 1 or len(b.given) != 1 or (a.given[0] in lore.gender and a.family[-1] in lore.gender):
        return False
    return same(a.given[0], b.family[-1]) and same(a.family[-1], b.given[0])


def tail(a: PersonName, b: PersonName, lore: Lore) -> bool:
    """Whether one name is the two family names of the other ("García Lorca")."""
    short, long = sorted((a.given + a.family, b.given + b.family), key=len)
    fits = len(short) == 2 and len(long) > 2 and short[0] not in lore.gender and len(short[0]) > 2
    return fits and all(same(x, y) for x, y in zip(short, long[-2:], strict=True))


def one_word(a: PersonName, b: PersonName) -> bool:
    """Whether two names sound the same written as one word ("Kim Jong Un", "Kim Jong-un")."""
    return same("".join(a.given + a.family), "".join(b.given + b.family))
