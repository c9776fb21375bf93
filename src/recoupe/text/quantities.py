"""Reads quantities (durations, shares, money, lengths, counts) and compares them in one unit.

A quantity is an interval: "90 minutes" and "une heure et demie" are the same one, "environ", "près de",
"plus de" widen it. Two quantities differ only where their intervals are disjoint. The words come from a
language's tables `quantity_words` and `quantity_units`; dates and ordinals are not read here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from recoupe.text.fold import fold

_WORD = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d{3})*(?:[.,]\d+)?(?!\d)|\d+|[^\W\d_]+|[%€$£₽₴]")
_ROUNDING = 0.04  # what a figure said in words or in large units leaves open: "une heure" is 58 to 62 minutes
_ABOUT = 0.15  # "environ une heure et demie" is 77 to 103 minutes
_DAY, _YEAR = 1440.0, 525960.0
INFINITE = math.inf


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount at `start` to `end` of the text read: what is measured, its interval in base units, how it
    is shown.

    `measure` is duration (minutes), share (percent), money:XXX, length, area, weight, or count; `unit` the
    unit's folded word.
    """

    start: int
    end: int
    measure: str
    low: float
    high: float
    value: str
    unit: str = ""
    lag: bool = False  # a distance in time ("il y a trois ans"), not a length


class QuantityWords:
    """A language's number words, tolerances and units, ready to read."""

    def __init__(self, words: Iterable[Sequence[str]], units: Iterable[Sequence[str]]) -> None:
        self._words: dict[tuple[str, ...], list[tuple[str, float]]] = {}
        self._openers: dict[str, int] = {}  # the first word of each entry, and the size of its longest entry
        for form, role, value in words:
            opener, size = fold(form).split()[0], len(form.split())
            self._openers[opener] = max(size, self._openers.get(opener, 0))
            self._words.setdefault(tuple(fold(form).split()), []).append((role, float(value)))
        self._units: dict[tuple[str, ...], tuple[str, float]] = {}
        for form, measure, factor in units:
            self._units[tuple(fold(form).split())] = (measure, float(factor))

    @cached_property
    def comma_is_decimal(self) -> bool:
        """Whether "1,5" is one and a half (it is one thousand five hundred only where the table says so)."""
        return (",",) not in self._words

    def role(self, words: Sequence[_Word], at: int, roles: Sequence[str]) -> tuple[str, float, int] | None:
        """The longest entry at a word whose role is wanted: role, value, next word."""
        longest = self._openers.get(words[at].form, 0) if at < len(words) else 0
        for size in range(longest, 0, -1):
            form = tuple(w.form for w in words[at : at + size])
            if len(form) < size:
                continue
            for role, value in self._words.get(form, ()):
                if role in roles:
                    return role, value, at + size
        return None

    def unit(self, words: Sequence[_Word], at: int) -> tuple[str, float, int] | None:
        """The longest unit at a word: measure, factor, next word."""
        for size in (2, 1):
            form = tuple(w.form for w in words[at : at + size])
            if len(form) == size and form in self._units:
                measure, factor = self._units[form]
                return measure, factor, at + size
        return None


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    start: int
    end: int


@dataclass(slots=True)
class _Amount:
    """What is being read."""

    value: float
    top: float | None = None  # the upper end of a range
    article: bool = False
    rough: bool = False
    figures: bool = False


def find(text: str, tables: QuantityWords, offset: int = 0) -> list[Quantity]:
    """The quantities of a text, in order, without overlap; `offset` is added to their places."""
    words = [_Word(fold(m.group()), m.start() + offset, m.end() + offset) for m in _WORD.finditer(text)]
    found, at = [], 0
    while at < len(words):
        never = tables.role(words, at, ("never",))
        hit = None if never else _read(words, at, tables)
        if hit is None:
            at = never[2] if never else at + 1
            continue
        quantity, at = hit
        found.append(quantity)
    return found


_TOLERANCES = ("about", "nearly", "over", "under", "least", "most")


def _read(words: list[_Word], at: int, tables: QuantityWords) -> tuple[Quantity, int] | None:
    first = at
    tolerance = tables.role(words, at, _TOLERANCES)
    if tolerance:
        at = tolerance[2]
    sign = tables.unit(words, at) if words[at : at + 1] and words[at].form in "€$£₽₴" else None
    if sign:
        at = sign[2]
    hit = _amount(words, at, tables)
    if hit is None:
        return None
    amount, at = hit
    named = sign or _unit(words, at, tables)
    if named is None:
        if amount.article or (amount.figures and 1900 <= amount.value <= 2100 and amount.value % 1 == 0):
            return None
        measure, value, end = "count", amount.value, at
    else:
        measure, end = named[0], at if sign else named[2]
        value = amount.value * named[1]
        if measure == "duration":
            value, end = _compound(words, end, value, named[1], tables)
    top = None if amount.top is None else amount.top * (named[1] if named else 1)
    after = tables.role(words, end, _TOLERANCES) if tolerance is None else None
    if after and after[0] == "about":
        tolerance, end = after, after[2]
    low, high = _interval(
        value, top, "about" if amount.rough and not tolerance else tolerance and tolerance[0], measure
    )
    shown = show(measure, value)
    unit = words[end - 1].form if named else ""
    lag = measure == "duration" and _is_lag(words, first, end, tables)
    return Quantity(words[first].start, words[end - 1].end, measure, low, high, shown, unit, lag), end


def _is_lag(words: list[_Word], first: int, end: int, tables: QuantityWords) -> bool:
    """Whether the words around make a duration a distance in time."""
    if tables.role(words, end, ("lag_after",)):
        return True
    if tables.role(words, end, ("of",)):
        return False  # "après dix heures d'entretiens" says how long they were
    sizes = (hit for n in (1, 2, 3) if first >= n and (hit := tables.role(words, first - n, ("lag_before",))))
    return any(hit[2] == first for hit in sizes)


def _unit(words: list[_Word], at: int, tables: QuantityWords) -> tuple[str, float, int] | None:
    link = tables.role(words, at, ("of",))
    return tables.unit(words, link[2] if link else at)


def _amount(words: list[_Word], at: int, tables: QuantityWords) -> tuple[_Amount, int] | None:
    hit = None if tables.role(words, at, ("half",)) else _number(words, at, tables)
    if hit is None:
        return _partial(words, at, tables)
    amount, at = hit
    fraction = tables.role(words, at, ("plus_half", "plus_quarter"))
    if fraction:
        return _Amount(amount.value + fraction[1], rough=amount.rough), fraction[2]
    to = tables.role(words, at, ("to",))
    if to and (second := _number(words, to[2], tables)) and second[0].value > amount.value:
        return _Amount(amount.value, top=second[0].value, figures=amount.figures), second[1]
    return amount, at


def _partial(words: list[_Word], at: int, tables: QuantityWords) -> tuple[_Amount, int] | None:
    """ "une demi-heure", "une heure": an article or a fraction before the unit."""
    article = tables.role(words, at, ("one",))
    here = article[2] if article else at
    half = tables.role(words, here, ("half",))
    if half:
        return _Amount(half[1]), half[2]
    return (_Amount(1.0, article=True), here) if article else None


def _number(words: list[_Word], at: int, tables: QuantityWords) -> tuple[_Amount, int] | None:
    """A number in figures or words, with its scales: "2,5 millions", "cent vingt", "quelques dizaines" is
    none.
    """
    total, current, seen, rough, figures = 0.0, 0.0, False, False, False
    while at < len(words):
        if words[at].form[0].isdigit():
            if seen:
                break
            current, seen, figures, at = _figure(words[at].form, tables.comma_is_decimal), True, True, at + 1
            continue
        hit = tables.role(
            words, at, ("number", "roughly", "scale") if seen else ("number", "roughly", "scale", "one")
        )
        if hit is None or (figures and hit[0] != "scale"):
            break
        role, value, after = hit
        if role == "one":
            nxt = tables.role(words, after, ("scale", "roughly"))
            if nxt is None:
                break
            current, at, seen = 1.0, after, True
            continue
        if role == "scale":
            if not seen and value >= 1e6:
                break
            total, current = (
                (total + (current or 1) * value, 0.0) if value >= 1000 else (total, (current or 1) * value)
            )
        else:
            current = value if role == "roughly" else current + value
            rough = rough or role == "roughly"
        seen, at = True, after
        joint = tables.role(words, at, ("and",))
        if not joint or figures or current < 20:
            continue
        if tables.role(words, joint[2], ("number",)):
            at = joint[2]
        elif last := tables.role(words, joint[2], ("one",)):
            current, at = current + 1, last[2]
    return (_Amount(total + current, rough=rough, figures=figures), at) if seen else None


def _figure(form: str, comma_is_decimal: bool) -> float:
    form = re.sub(r"[ \u00a0\u202f]", "", form)
    grouped = re.fullmatch(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*", form)
    if grouped and (grouped.group(1) == "." or not comma_is_decimal):
        form = form.replace(grouped.group(1), "")
    elif not comma_is_decimal:
        form = form.replace(",", "")
    form = form.replace(",", ".")
    if form.count(".") > 1:
        form = form.replace(".", "")
    return float(form[:18])


def _compound(
    words: list[_Word], at: int, value: float, factor: float, tables: QuantityWords
) -> tuple[float, int]:
    """What follows a first duration: "une heure et demie", "1 h 30", "deux heures et quinze minutes"."""
    fraction = tables.role(words, at, ("plus_half", "plus_quarter"))
    if fraction:
        return value + fraction[1] * factor, fraction[2]
    joint = tables.role(words, at, ("and",))
    here = joint[2] if joint else at
    hit = _number(words, here, tables)
    if hit is None:
        return value, at
    unit = tables.unit(words, hit[1])
    if unit and unit[0] == "duration" and unit[1] < factor:
        return value + hit[0].value * unit[1], unit[2]
    bare = factor == 60 and unit is None and joint is None and hit[0].figures and hit[0].value < 60
    close = bare and words[here].start - words[at - 1].end <= 1
    return (value + hit[0].value, hit[1]) if close else (value, at)


def _interval(value: float, top: float | None, tolerance: str | None, measure: str) -> tuple[float, float]:
    high = value if top is None else top
    loose = 0.0 if measure == "count" and (value < 1000 or value % 10) else _ROUNDING
    if tolerance == "about":
        return value * (1 - _ABOUT), high * (1 + _ABOUT)
    if tolerance == "nearly":
        return value * (1 - _ABOUT), high * (1 + loose)
    if tolerance in ("over", "least"):
        return value * (1 - loose), INFINITE
    if tolerance in ("under", "most"):
        return 0.0, high * (1 + loose)
    return value * (1 - loose), high * (1 + loose)


def show(measure: str, value: float) -> str:
    """A value as text: durations as in ISO 8601.

    >>> show("duration", 90.0), show("share", 20.0), show("duration", 43200.0)
    ('PT90M', '20%', 'P30D')
    """
    if not math.isfinite(value):
        return "unbounded"
    if measure == "duration":
        if value >= _YEAR and abs(value / _YEAR - round(value / _YEAR)) < 0.01:
            return f"P{round(value / _YEAR)}Y"
        return f"P{_plain(value / _DAY)}D" if value >= 2 * _DAY else f"PT{_plain(value)}M"
    if measure == "share":
        return f"{_plain(value)}%"
    return f"{_plain(value)} {measure.split(':')[1]}" if ":" in measure else _plain(value)


def _plain(value: float) -> str:
    return str(round(value)) if abs(value - round(value)) < 1e-6 else f"{value:.4g}"


def differ(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one measure cannot both be right."""
    return a.measure == b.measure and (a.high < b.low or b.high < a.low)
