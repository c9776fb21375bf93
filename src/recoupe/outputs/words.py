"""The words of the interface, as data in `words/`: one file a language, the same keys in each.

Words are chosen here, not in templates: "selon", "non confirmé"; no verdicts. Codes of the dossier that have no word
yet are shown as they are.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from recoupe.errors import DataError

HERE = Path(__file__).parent / "words"
LANGUAGES = ("fr", "en")
_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d)(?::?(\d\d))?\S*)?$")


class Section(dict[str, Any]):
    """The words of one kind; a word that is missing is a fault of the file, not an empty place on the page."""

    def __missing__(self, key: str) -> Any:
        raise DataError(f"{HERE}: no word for {key}; add it to each file of the folder")


class Words:
    """The interface words of one language; `w.ui.title`, `w.n("pages", 3)`, `w.code("stance", "rejects")`."""

    def __init__(self, lang: str, table: dict[str, Any]) -> None:
        self.lang = lang
        self.table = table

    def __getattr__(self, section: str) -> Section:
        try:
            return Section(self.table[section])
        except KeyError as error:
            raise AttributeError(section) from error

    def code(self, section: str, code: str | None) -> str:
        """The word for a code of the dossier; the code itself where there is none."""
        if not code:
            return ""
        known = self.table.get(section, {}).get(code)
        return str(known) if known else code.replace("_", " ")

    def n(self, thing: str, count: int) -> str:
        """A count with its noun: French takes the singular for 0 and 1, English for 1."""
        one, other = self.table["count"][thing]
        singular = count in (0, 1) if self.lang == "fr" else count == 1
        return str(one if singular else other).format(n=self.number(count))

    def number(self, value: int) -> str:
        """A whole number with its groups of three."""
        return f"{value:,}".replace(",", "\u202f" if self.lang == "fr" else ",")

    def say(self, sentence: str, **parts: object) -> str:
        """A template sentence with its parts filled in."""
        return str(self.table["say"][sentence]).format(**parts)

    def origins(self, origins: dict[str, int]) -> str:
        """How many independent origins, in words: "une seule origine", "1 à 3 origines"."""
        low, high = origins["min"], origins["max"]
        if low == high:
            return self.n("origins", high)
        return self.say("range", low=low, high=self.n("origins", high))

    def when(self, value: str | None, *, short: bool = False) -> str:
        """A day, month, year or instant in words; anything else as it is."""
        hit = _VALUE.match(value or "")
        if not hit:
            return value or ""
        year, month, day, hour, minute = hit.groups()
        if not month or not 1 <= int(month) <= 12:
            return year if not month else str(value)
        named = self.table["dates"]["short" if short else "months"][int(month) - 1]
        if not day:
            return f"{named} {year}"
        first = self.table["dates"].get("first", "1") if int(day) == 1 else str(int(day))
        written = f"{first} {named} {year}"
        # A clock of zero is how a bare day is stored by some sources.
        if not hour or (hour, minute) in (("00", "00"), ("00", None)):
            return written
        clock = self.table["dates"]["clock"].format(h=int(hour), m=minute or "00")
        return f"{written}, {clock}"

    def language(self, code: str | None) -> str:
        """The name of a language; its code where there is no name."""
        return self.code("language", code)


@cache
def load(lang: str) -> Words:
    """The words of a language of the interface."""
    return Words(lang, tomllib.loads((HERE / f"{lang}.toml").read_text("utf-8")))
