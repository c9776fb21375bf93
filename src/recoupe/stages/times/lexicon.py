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
from recoupe.stages.times.clocks import Clocks, clock
from recoupe.stages.times.grammar import Grammar, Reader, Word, openings, phrase_reader
from recoupe.text.fold import fold

_PHRASES = (
    "weekday", "month", "sure", "unit", "part", "moment", "daypart", "season", "ordinal", "decade", "approx",
    "vague", "half", "edge", "feast", "at",
)  # fmt: skip
_ROMAN = {"xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What one language knows of time."""

    grammar: Grammar
    bound: Reader  # words before an expression that open it on one side
    own: Reader  # words before a day by which a page means its own day
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
        grammar=Grammar([p for p, _, _ in patterns], _readers(by_kind), _opens(by_kind)),
        bound=phrase_reader(by_kind.get("bound", {})),
        own=phrase_reader(by_kind.get("own", {})),
        rules=tuple((rule, argument) for _, rule, argument in patterns),
        directions=weights,
        phrases=tuple((f, w) for (k, f), w in weights.items() if k == "phrase"),
        endings=tuple((f, w) for (k, f), w in weights.items() if k == "ending"),
    )


def _readers(by_kind: Mapping[str, Mapping[str, str]]) -> dict[str, Reader]:
    numbers = _Numbers(by_kind)
    clocks = Clocks(by_kind, numbers.read)
    readers = {kind.upper(): phrase_reader(by_kind.get(kind, {})) for kind in _PHRASES}
    return readers | {
        "INT": numbers.digits,
        "NUM": numbers.read,
        "DAY": numbers.day,
        "DIGITDAY": numbers.day_in_digits,
        "YEAR": _year,
        "LATE": _late_year,
        "YY": _short_year,
        "TIME": clocks.read,
        "SAID": clocks.said,
        "CLOCK": clock,
        "ISO": _kind("iso"),
        "SLASH": _kind("slash"),
        "DAYMONTH": _day_month,
        "SPACED": _spaced,
        "MONTHNAME": readers["MONTH"],
        "ROMAN": _roman,
    }


def _opens(by_kind: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """The words, and kinds of words, that each class may begin with."""
    words = {kind: openings(phrases) for kind, phrases in by_kind.items()}
    none = frozenset[str]()
    counted = frozenset({"number"}) | words.get("number", none) | words.get("hundred", none)
    day = counted | words.get("ordinal", none)
    said = counted | {"clock"} | words.get("noon", none)
    figures = dict.fromkeys(
        ("INT", "DIGITDAY", "YEAR", "LATE", "YY", "DAYMONTH", "SPACED"), frozenset({"number"})
    )
    return {kind.upper(): words.get(kind, none) for kind in _PHRASES} | figures | {
        "MONTHNAME": words.get("month", none),
        "NUM": counted, "DAY": day, "TIME": said | words.get("past", none), "SAID": said,
        "CLOCK": frozenset({"clock"}), "ISO": frozenset({"iso"}), "SLASH": frozenset({"slash"}),
        "ROMAN": frozenset(_ROMAN) | frozenset(f"{r}e" for r in _ROMAN),
    }  # fmt: skip


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


def _day_month(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    """12/02: a day and a month, no fraction of a longer number."""
    end = at + 3
    if end > len(row) or row[at + 1].text != "/" or row[at].end != row[at + 1].start:
        return
    if row[at + 1].end != row[at + 2].start or (end < len(row) and row[end].text in "/%"):
        return
    yield from _numbered(row, at, (row[at].text, row[at + 2].text))


def _spaced(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    """12 02 2025, or 12 02: days as forms print them; no part of a longer row of figures."""
    here = at
    while (
        here < len(row) and here - at < 4 and row[here].kind == "number" and (here == at or row[here].close)
    ):
        here += 1
    texts = [w.text for w in row[at:here]]
    if at and row[at].close and row[at - 1].kind == "number":
        return
    if len(texts) == 3 and texts[2].isdecimal() and len(texts[2]) in (2, 4):
        for _, value in _numbered(row, at, (texts[0], texts[1])):
            yield at + 3, f"{value}-{texts[2]}"
    elif len(texts) == 2:
        yield from ((at + 2, value) for _, value in _numbered(row, at, (texts[0], texts[1])))


def _numbered(row: Sequence[Word], at: int, told: tuple[str, str]) -> Iterator[tuple[int, str]]:
    number, month = told
    if not (number.isdecimal() and month.isdecimal() and len(number) <= 2 and len(month) <= 2):
        return
    if 1 <= int(number) <= 31 and 1 <= int(month) <= 12 and row[at].kind == "number":
        yield at + 3, f"{int(number)}-{int(month)}"


def _roman(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    text = row[at].text
    bare = text.removesuffix("e") if text not in _ROMAN else text
    if bare in _ROMAN:
        yield at + 1, str(_ROMAN[bare])


class _Numbers:
    """Reads numbers in digits and words, days of the month, hours."""

    def __init__(self, by_kind: Mapping[str, Mapping[str, str]]) -> None:
        self._small = {fold(f): int(v) for f, v in by_kind.get("number", {}).items()}
        self._large = {fold(f): int(v) for f, v in by_kind.get("hundred", {}).items()}
        self._joiners = {fold(f) for f in by_kind.get("joiner", {})}
        self._ordinals = phrase_reader(by_kind.get("ordinal", {}))
        self._suffixes = {fold(f) for f in by_kind.get("suffix", {})}

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
    fits = tens % 10 == 0 and (tens >= 20 or (tens == 10 and 7 <= value <= 9)) and value < 20
    return current + value if fits and (value < 10 or tens in (60, 80)) else None
