"""The time words and patterns of a language, made ready: class readers, the compiled grammar, the direction
weights.

Classes of the patterns: INT, NUM (digits or number words), DAY, DIGITDAY, YEAR, LATE (1900 on), YY, TIME
(of the clock), CLOCK (14h30), ISO, SLASH, ROMAN, and one for each other kind of the table `time_words`
(WEEKDAY, MONTH, UNIT, PART, APPROX, VAGUE ...).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.languages import Language
from recoupe.stages.times.grammar import Grammar, Reader, Word, phrase_reader
from recoupe.text.fold import fold

_ROMAN = {"xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What one language knows of time."""

    grammar: Grammar
    rules: tuple[tuple[str, str], ...]  # (rule, argument) of each pattern
    directions: Mapping[tuple[str, str], float]
    phrases: tuple[tuple[str, float], ...]
    endings: tuple[tuple[str, float], ...]


@cache
def lexicon(lang: Language) -> Lexicon:
    """The lexicon of a language, compiled once."""
    by_kind: dict[str, dict[str, str]] = {}
    for form, kind, value in lang.rows("time_words"):
        by_kind.setdefault(kind, {})[form] = value
    patterns = lang.rows("time_patterns")
    weights = {
        (kind, fold(form) if kind != "morph" else form): float(w)
        for kind, form, w in lang.rows("time_directions")
    }
    return Lexicon(
        grammar=Grammar([p for p, _, _ in patterns], _readers(by_kind)),
        rules=tuple((rule, argument) for _, rule, argument in patterns),
        directions=weights,
        phrases=tuple((f, w) for (k, f), w in weights.items() if k == "phrase"),
        endings=tuple((f, w) for (k, f), w in weights.items() if k == "ending"),
    )


def _readers(by_kind: Mapping[str, Mapping[str, str]]) -> dict[str, Reader]:
    numbers = _Numbers(by_kind)
    readers: dict[str, Reader] = {
        kind.upper(): phrase_reader(by_kind.get(kind, {}))
        for kind in (
            "weekday",
            "month",
            "sure",
            "unit",
            "part",
            "season",
            "ordinal",
            "decade",
            "approx",
            "vague",
            "half",
        )
    }
    readers |= {kind.upper(): phrase_reader(by_kind.get(kind, {})) for kind in ("edge", "feast")}
    return readers | {
        "INT": numbers.digits,
        "NUM": numbers.read,
        "DAY": numbers.day,
        "DIGITDAY": numbers.day_in_digits,
        "YEAR": _year,
        "LATE": _late_year,
        "YY": _short_year,
        "TIME": numbers.time,
        "CLOCK": _clock,
        "ISO": _kind("iso"),
        "SLASH": _kind("slash"),
        "ROMAN": _roman,
    }


def _kind(kind: str) -> Reader:
    def read(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        if row[at].kind == kind:
            yield at + 1, row[at].text

    return read


def _year(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    word = row[at]
    if (
        word.kind == "number"
        and len(word.text) == 4
        and word.text.isdecimal()
        and "1500" <= word.text < "2100"
    ):
        yield at + 1, word.text


def _late_year(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    """A year that a bare number may well be: quantities between 1500 and 1900 are too common."""
    return ((end, value) for end, value in _year(row, at) if value >= "1900")


def _short_year(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    if row[at].kind == "number" and len(row[at].text) == 2 and row[at].text.isdecimal():
        yield at + 1, row[at].text


def _roman(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    text = row[at].text
    bare = text.removesuffix("e") if text not in _ROMAN else text
    if bare in _ROMAN:
        yield at + 1, str(_ROMAN[bare])


def _clock(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    if row[at].kind != "clock":
        return
    hour, _, minute = row[at].text.replace("h", ":").partition(":")
    if int(hour) < 25 and int(minute) < 60:
        yield at + 1, f"{int(hour) % 24:02d}:{minute}"


class _Numbers:
    """Reads numbers in digits and words, days of the month, hours."""

    def __init__(self, by_kind: Mapping[str, Mapping[str, str]]) -> None:
        self._small = {fold(f): int(v) for f, v in by_kind.get("number", {}).items()}
        self._large = {fold(f): int(v) for f, v in by_kind.get("hundred", {}).items()}
        self._joiners = {fold(f) for f in by_kind.get("joiner", {})}
        self._ordinals = phrase_reader(by_kind.get("ordinal", {}))
        self._suffixes = {fold(f) for f in by_kind.get("suffix", {})}
        self._hours = {fold(f): v for f, v in by_kind.get("hour", {}).items()}
        self._noon = phrase_reader(by_kind.get("noon", {}))

    def digits(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """A number of up to four digits."""
        if row[at].kind == "number" and row[at].text.isdecimal() and len(row[at].text) <= 4:
            yield at + 1, row[at].text

    def read(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """A number in digits (with a decimal comma) or in words, as long as it goes."""
        word = row[at]
        if word.kind == "number":
            plain = word.text.replace(",", ".")
            if len(plain) <= 6 and plain.count(".") <= 1 and " " not in plain:
                yield at + 1, plain
            return
        end, value = self._words(row, at)
        if end > at:
            yield end, str(value)

    def _words(self, row: Sequence[Word], at: int) -> tuple[int, int]:
        total, current, end, here = 0, 0, at, at
        while here < len(row) and here - at < 8 and (here == at or row[here].close):
            text = row[here].text
            if text in self._large:
                current = max(1, current) * self._large[text]
            elif text in self._small:
                fresh = _joined(current, self._small[text])
                if fresh is None:
                    break
                current = fresh
            elif not (end > at and text in self._joiners):
                break
            here += 1
            if text not in self._joiners:
                end = here
            if text in self._large and self._large[text] >= 1000:
                total, current = total + current, 0
        return end, total + current

    def day(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """A day of the month: 1 to 31, with an ending ("1er", "3rd") or in words."""
        for end, value in self.read(row, at):
            if (
                not value.isdecimal()
                or not 1 <= int(value) <= 31
                or (row[at].kind == "number" and len(row[at].text) > 2)
            ):
                continue
            if end < len(row) and row[end].start == row[end - 1].end and row[end].text in self._suffixes:
                end += 1  # noqa: PLW2901  the ending belongs to the number
            yield end, value
        for end, value in self._ordinals(row, at):
            if value == "1" and row[at].kind == "word":
                yield end, value

    def day_in_digits(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """A day of the month in digits; without a month, "mardi un" is a Tuesday and an article."""
        if row[at].kind == "number":
            yield from self.day(row, at)

    def time(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """A time of the day: 14h30, 14:30, 14 heures 30, 3 p.m., noon."""
        yield from _clock(row, at)
        yield from self._noon(row, at)
        for end, value in self.read(row, at):
            if not value.isdecimal() or int(value) > 24 or end >= len(row) or not row[end].close:
                continue
            hour = self._hours.get(row[end].text)
            if hour is None:
                continue
            plus = 12 if hour == "pm" and int(value) < 12 else 0
            yield end + 1, f"{(int(value) + plus) % 24:02d}:00"
            if end + 1 < len(row) and row[end + 1].close and hour == "h":
                for last, minute in self.read(row, end + 1):
                    if minute.isdecimal() and 10 <= int(minute) < 60:
                        yield last, f"{int(value) % 24:02d}:{minute}"


def _joined(current: int, value: int) -> int | None:
    """The number so far with one more word, or None if the word begins another number: 20 and 2, 60 and 15, 4
    and 20.
    """
    if current == 0:
        return value
    if value == 20 and current % 100 == 4:
        return current + 76
    if current % 100 == 0 and value < 100:
        return current + value
    tens = current % 100
    fits = tens % 10 == 0 and tens >= 20 and value < 20
    return current + value if fits and (value < 10 or tens in (60, 80)) else None
