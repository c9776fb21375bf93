"""Which outlet a domain or a name belongs to, by one shipped table: name, country, language, kind, owner and
what dated lists say.

It gives no score and no verdict; what a list says of an outlet says nothing of one of its pages. Sources and
licences are in `data/any/OUTLETS.md`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from recoupe.languages import read_table
from recoupe.text.fold import fold

TABLE = Path(__file__).parent / "data" / "any" / "outlets.tsv"
_TYPES = ["text", "text", "text", "text", "agency|outlet|office|platform", "text", "text", "text"]
_STEP = re.compile(r"(.+?) (>?[\d.]+%|control)")
_MAJORITY = 50.0  # per cent of an owner's share from which it decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One domain and who publishes there. Country, language, owner and control are None where unknown."""

    domain: str
    name: str
    country: str | None
    language: str | None  # None where it publishes in several
    kind: str  # agency | outlet | office | platform
    owner: str | None  # "A 100% < B 63%": A holds it, B holds A
    control: str | None  # typology of the State Media Monitor
    lists: tuple[str, ...]  # with their dates

    @property
    def holders(self) -> frozenset[str]:
        """Those who own it, each link in the chain being control or a majority."""
        names = []
        for step in (self.owner or "").split(" < "):
            hit = _STEP.fullmatch(step)
            if hit and hit[2] != "control" and float(hit[2].strip(">%")) < _MAJORITY:
                break
            if step:
                names.append(hit[1] if hit else step)
        return frozenset(names)

    def told(self) -> str:
        """What the lists say of it, in one sentence."""
        facts = [f"{self.kind}, {self.country}" if self.country else self.kind]
        facts += [f"in {self.language}"] if self.language else []
        facts += [f"owner: {self.owner}"] if self.owner else []
        facts += [f"State Media Monitor type {self.control}"] if self.control else []
        return f"{self.domain} is {self.name} ({', '.join(facts)}; lists: {', '.join(self.lists)})."


@cache
def by_domain() -> Mapping[str, Outlet]:
    """Every outlet of the table by its domain."""
    rows = read_table(TABLE, _TYPES, [])
    found = {}
    for domain, name, country, language, kind, owner, control, lists in rows:
        found[domain] = Outlet(
            domain=domain,
            name=name,
            country=None if country == "-" else country,
            language=None if language in ("any", "-") else language,
            kind=kind,
            owner=None if owner == "-" else owner,
            control=None if control == "-" else control,
            lists=tuple(lists.split("; ")),
        )
    return found


@cache
def by_name() -> Mapping[str, tuple[Outlet, ...]]:
    """Every outlet by its folded name; one name may have several domains."""
    found: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in by_domain().values():
        found[fold(outlet.name)].append(outlet)
    return {name: tuple(outlets) for name, outlets in found.items()}


def at(host: str | None) -> Outlet | None:
    """The outlet of a host: that of the host itself, else of the domain it is under.

    >>> at("www.lemonde.fr").name, at("example.org")
    ('Le Monde', None)
    """
    parts = (host or "").lower().removeprefix("www.").split(".")
    known = (by_domain().get(".".join(parts[n:])) for n in range(len(parts) - 1))
    return next((outlet for outlet in known if outlet), None)


def named(name: str) -> Outlet | None:
    """The outlet of a name as printed, if the table knows it; of several, the main domain."""
    found = by_name().get(fold(" ".join(name.split())), ())
    return min(found, key=lambda o: (o.language is not None, len(o.domain), o.domain), default=None)


def of_page(url: str | None, name: str | None) -> Outlet | None:
    """The outlet of a page, by its address, else by its outlet's name or domain."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return at(host) or (named(name) if name else None) or at(name)
