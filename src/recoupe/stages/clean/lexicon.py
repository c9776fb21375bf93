"""The words of cleaning, of all languages at once: a French page carries English and German residue.

Compiled once from the tables `boilerplate`, `dateline`, `agencies` and `tells`; forms are compared folded,
without marks and counters at their ends, so that "Kommentare (0)" and "kommentare" are one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recoupe.languages import Language
from recoupe.text.fold import fold, iron
from recoupe.text.langid import Tells

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’+.-][^\W\d_]+)*\+?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of boilerplate: what it marks, what it says of the lines below, which languages have it."""

    form: str
    kind: str
    opens: str
    langs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that cleaning knows of words."""

    lines: Mapping[str, Entry]
    starts: Mapping[str, tuple[Entry, ...]]  # by their first four characters
    inner: tuple[Entry, ...]
    words: Mapping[str, frozenset[str]]  # by kind: the words such a line is made of
    days: frozenset[str]  # every word that a printed day may contain
    months: Mapping[str, int]
    updated: tuple[str, ...]
    agencies: Mapping[str, str]
    agency: re.Pattern[str]
    tells: Mapping[str, Tells]
    openers: Mapping[str, frozenset[str]]

    def line(self, key: str) -> Entry | None:
        """The phrase that a whole line is."""
        return self.lines.get(key)

    def start(self, folded: str) -> Entry | None:
        """The longest phrase that a folded line begins with, at a word's end."""
        for entry in (*self.starts.get(folded[:4], ()), *self.starts.get("", ())):
            if folded.startswith(entry.form) and not (
                entry.form[-1].isalnum() and folded[len(entry.form) :][:1].isalnum()
            ):
                return entry
        return None

    def inside(self, folded: str) -> Entry | None:
        """A phrase that stands anywhere in a folded line."""
        return next((e for e in self.inner if e.form in folded), None)


def key(text: str) -> str:
    """A line without case, accents, and marks or numbers at its ends.

    >>> key("• Kommentare (0)")
    'kommentare'
    """
    return _EDGES.sub("", fold(text))


def first_word(text: str) -> str:
    """The first of the words of a text; empty where there is none."""
    hit = _WORD.search(text)
    return hit.group() if hit else ""


def words(text: str) -> list[str]:
    """The words of a text as the tables write them."""
    return _WORD.findall(text)


def lexicon(languages: Mapping[str, Language]) -> Lexicon:
    """The lexicon over these languages, compiled once."""
    return _compile(tuple(languages[code] for code in sorted(languages)))


@cache
def _compile(languages: tuple[Language, ...]) -> Lexicon:
    grouped: dict[str, dict[str, Entry]] = {"line": {}, "start": {}, "has": {}}
    loose: dict[str, set[str]] = {}
    for lang in languages:
        for form, kind, how, opens in lang.rows("boilerplate"):
            if how == "word":
                loose.setdefault(kind, set()).add(fold(form))
                continue
            folded = key(form) if how == "line" else fold(form)
            before = grouped[how].get(folded)
            langs = tuple(dict.fromkeys((*(before.langs if before else ()), lang.code)))
            # Where one phrase has two kinds, the one that says more of the lines below counts.
            if before and (before.opens != "none" or opens == "none"):
                grouped[how][folded] = Entry(folded, before.kind, before.opens, langs)
            else:
                grouped[how][folded] = Entry(folded, kind, opens, langs)
    agencies = {form: name for lang in languages for form, name in lang.rows("agencies")}
    forms = "|".join(re.escape(f) for f in sorted(agencies, key=lambda f: (-len(f), f))) or r"(?!)"
    return Lexicon(
        lines=grouped["line"],
        starts=_by_beginning(grouped["start"]),
        inner=tuple(grouped["has"][f] for f in sorted(grouped["has"])),
        words={kind: frozenset(found) for kind, found in loose.items()},
        days=frozenset(
            w for lang in languages for form, *_ in lang.rows("dateline") for w in words(fold(form))
        ),
        months={
            fold(form): int(n)
            for lang in languages
            for form, kind, n in lang.rows("dateline")
            if kind == "month"
        },
        updated=tuple(
            sorted(
                {fold(f) for lang in languages for f, kind, _ in lang.rows("dateline") if kind == "updated"}
            )
        ),
        agencies=agencies,
        agency=re.compile(rf"(?<![\w-])(?:{forms})(?!\w|-\w)"),
        tells={lang.code: _tells(lang) for lang in languages},
        openers={
            lang.code: frozenset(f for f, kind, _ in lang.rows("tells") if kind == "opener")
            for lang in languages
        },
    )


def _by_beginning(entries: Mapping[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for form in sorted(entries, key=lambda f: (-len(f), f)):
        if len(form) >= 4:
            found.setdefault(form[:4], []).append(entries[form])
    # A phrase shorter than four characters ("by", "par") is found with the space behind it.
    short = [e for f, e in sorted(entries.items()) if len(f) < 4]
    return {k: tuple(v) for k, v in found.items()} | {"": tuple(short)}


def _tells(lang: Language) -> Tells:
    rows = lang.rows("tells")
    common = {iron(f).lower(): float(w) for f, kind, w in rows if kind == "word"}
    letters = {f: float(w) for f, kind, w in rows if kind == "letter"}
    return Tells(common, letters, cyrillic=any("а" <= w[0] <= "ї" for w in common))
