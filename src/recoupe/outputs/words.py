"""The words of the interface, as data in `words/`: one file a language, the same keys in each.

Words are chosen here, not in templates: "selon", "non confirmé"; no verdicts. Codes of the dossier that have
no word yet are shown as they are.
"""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from recoupe.errors import DataError
from recoupe.outputs.hostile import plain

HERE = Path(__file__).parent / "words"
LANGUAGES = ("fr", "en")
_LENGTH = re.compile(r"P(T?)(\d{1,9})([YMWDHS])$")
_UNITS = {
    "Y": "years",
    "M": "months",
    "W": "weeks",
    "D": "days",
    "TH": "hours",
    "TM": "minutes",
    "TS": "seconds",
}
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")
_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(?:([A-Z]{2})|(\d\d)(?::?(\d\d))?\S*))?$")


class Section:
    """The words of one kind; a missing word is a fault of the file, not an empty place on the page."""

    def __init__(self, held: dict[str, Any]) -> None:
        self._held = held

    def __getitem__(self, key: str) -> Any:
        if key not in self._held:
            raise DataError(f"{HERE}: no word for {key}; add it to each file of the folder")
        return self._held[key]

    def __getattr__(self, key: str) -> Any:
        return self[key]


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
        """The word for a code of the dossier; the code itself where there is none.

        >>> load("en").code("rules", "noun+colon")
        'noun + colon'
        """
        if not code:
            return ""
        if "+" in code:  # two signs weighed together
            return " + ".join(self.code(section, part) for part in code.split("+"))
        known = self.table.get(section, {}).get(code)
        return str(known) if known else plain(re.sub("[_-]", " ", str(code)))

    def n(self, thing: str, count: int) -> str:
        """A count with its noun: French takes the singular for 0 and 1, English for 1."""
        one, other = self.table["count"][thing]
        singular = count in (0, 1) if self.lang == "fr" else count == 1
        return str(one if singular else other).format(n=self.number(count))

    def number(self, value: int) -> str:
        """A whole number with its groups of three."""
        return f"{value:,}".replace(",", "\u202f" if self.lang == "fr" else ",")

    def percent(self, share: float) -> str:
        """A share of one in hundredths, cut, so that nothing looks surer than it is.

        >>> load("en").percent(0.29), load("en").percent(0.998)
        ('29%', '99%')
        """
        hundredths = int(share * 100 + 1e-9)  # 0.29 * 100 is a little under 29
        return f"{hundredths}{self.ui.percent}"

    def say(self, sentence: str, **parts: object) -> str:
        """A template sentence with its parts filled in."""
        return str(self.table["say"][sentence]).format(**parts)

    def origins(self, origins: dict[str, int], *, short: bool = False) -> str:
        """How many independent origins: "une seule origine", "1 à 3 origines"; short: "1–3 origines"."""
        low, high = origins["min"], origins["max"]
        if short:
            counted = self.n("origins_short", high)
            return counted if low == high else f"{low}–{counted}"
        if low == high:
            return self.n("origins", high)
        return self.say("range", low=low, high=self.n("origins", high))

    def when(self, value: str | None, *, short: bool = False) -> str:
        """A day, month, year or instant in words; anything else as it is."""
        hit = _VALUE.match(value or "")
        if week := _WEEK.match(value or ""):
            return self._week(int(week[1]), int(week[2]), short=short) or str(value)
        if not hit:
            # A value without a year says nothing that a reader can use.
            return self.table["dates"].get(value) or (
                "" if (value or "X").startswith("X") else plain(str(value))
            )
        year, month, day, part, hour, minute = hit.groups()
        if not month or not 1 <= int(month) <= 12:
            return year if not month else str(value)
        named = self.table["dates"]["short" if short else "months"][int(month) - 1]
        if not day:
            return f"{named} {year}"
        first = self.table["dates"].get("first", "1") if int(day) == 1 else str(int(day))
        written = f"{first} {named} {year}"
        if part:
            return f"{written}, {self.table['dates'][part]}" if part in self.table["dates"] else written
        # A clock of zero is how a bare day is stored by some sources.
        if not hour or (hour, minute) in (("00", "00"), ("00", None)):
            return written
        clock = self.table["dates"]["clock"].format(h=int(hour), m=minute or "00")
        return f"{written}, {clock}"

    def _week(self, year: int, week: int, *, short: bool) -> str:
        try:
            monday = date.fromisocalendar(year, week, 1).isoformat()
        except ValueError:
            return ""
        return self.say("week", day=self.when(monday, short=short))

    def value(self, value: str | None) -> str:
        """A value of a claim in words: a duration such as PT90M, a day, or what it says."""
        length = _LENGTH.match(value or "")
        if not length:
            return self.when(value)
        amount, unit = int(length[2]), length[1] + length[3]
        if unit == "TM" and amount >= 120 and amount % 60 == 0:
            amount, unit = amount // 60, "TH"
        return self.n(f"length_{_UNITS[unit]}", amount) if unit in _UNITS else str(value)

    def language(self, code: str | None) -> str:
        """The name of a language; its code where there is no name."""
        return self.code("language", code)


@cache
def load(lang: str) -> Words:
    """The words of a language of the interface."""
    return Words(lang, tomllib.loads((HERE / f"{lang}.toml").read_text("utf-8")))
