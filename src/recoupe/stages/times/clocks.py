"""Reads a time of the clock: 14h30, 14:30, 14 heures 30, 3 p.m., noon, half past, "8 heures du soir".

The words come from the table `time_words`: kinds `hour` ("heures", "p.m."), `noon` ("midi"), `minutes` (a
phrase after the hour with what it adds), `halfday` (a phrase that says morning or evening) and `minutesword`
("minutes", which may follow the number).
"""

from collections.abc import Iterator, Mapping, Sequence

from recoupe.stages.times.grammar import Reader, Word, phrase_reader

_DAY = 24 * 60


def clock(row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    """A time in figures with its minutes: 14h30, 14:30."""
    if row[at].kind != "clock":
        return
    hour, _, minute = row[at].text.replace("h", ":").partition(":")
    if int(hour) < 25 and int(minute) < 60:
        yield at + 1, _told(int(hour) * 60 + int(minute))


def _told(minutes: int) -> str:
    return f"{minutes % _DAY // 60:02d}:{minutes % 60:02d}"


class Clocks:
    """Reads times of the clock in the words of one language; `numbers` reads a number."""

    def __init__(self, by_kind: Mapping[str, Mapping[str, str]], numbers: Reader) -> None:
        self._number = numbers
        self._unit = phrase_reader(by_kind.get("hour", {}))
        self._noon = phrase_reader(by_kind.get("noon", {}))
        self._minutes = phrase_reader(by_kind.get("minutes", {}))
        self._halfday = phrase_reader(by_kind.get("halfday", {}))
        self._word = phrase_reader(by_kind.get("minutesword", {}))
        self._to = phrase_reader(by_kind.get("past", {}))

    def read(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """Each way to read a time here; the half of the day, where it is said, is counted in."""
        for end, minutes, unit in self._hour(row, at):
            for last, told in self._with_minutes(row, end, minutes, whole=unit in ("h", "noon")):
                yield last, _told(told)
                yield from self._halved(row, last, told)
        for end, number in self._number(row, at):
            if number.isdecimal() and 0 < int(number) <= 12:
                yield from self._halved(row, end, int(number) % 12 * 60)
        for end, minutes, _ in self._before(row, at):
            yield end, _told(minutes)

    def said(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """A time that can be no length and no name: with a half of the day, or minutes from noon."""
        for end, minutes, unit in self._hour(row, at):
            for last, told in self._with_minutes(row, end, minutes, whole=unit in ("h", "noon")):
                if unit in ("am", "pm") or (unit == "noon" and last > end):
                    yield last, _told(told)
                yield from self._halved(row, last, told)

    def _halved(self, row: Sequence[Word], at: int, minutes: int) -> Iterator[tuple[int, str]]:
        """The time with the half of the day that follows it."""
        if minutes < 12 * 60 and at < len(row) and row[at].close:
            for end, half in self._halfday(row, at):
                yield end, _told(minutes + (12 * 60 if half == "pm" else 0))

    def _hour(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, int, str]]:
        """The hour alone, in minutes, and what follows it: the word of hours (h), am, pm, or nothing."""
        for end, value in clock(row, at):
            yield end, _minutes(value), ""
            for beyond, half in self._units(row, end):
                if half != "h":
                    yield beyond, _half(_minutes(value), half), half
        for end, value in self._noon(row, at):
            yield end, _minutes(value), "noon"
        for end, value in self._number(row, at):
            if not value.isdecimal() or int(value) > 24:
                continue
            for beyond, unit in self._units(row, end):
                if unit == "h" or int(value) <= 12:
                    yield beyond, _half(int(value) * 60, unit), unit

    def _units(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
        """The word of hours that stands here."""
        if at < len(row) and row[at].close:
            yield from self._unit(row, at)

    def _with_minutes(
        self, row: Sequence[Word], at: int, minutes: int, *, whole: bool
    ) -> Iterator[tuple[int, int]]:
        yield at, minutes
        if not whole or at >= len(row) or not row[at].close:
            return
        for end, more in self._minutes(row, at):
            if more.lstrip("-").isdecimal():
                yield end, minutes + int(more)
                continue
            # "moins", "passé de": the number follows; after a mere "et", the word "minutes", too
            for last, number in self._number(row, end) if end < len(row) and row[end].close else ():
                beyond = self._past_word(row, last)
                if number.isdecimal() and 0 < int(number) < 60 and (more != "++" or beyond > last):
                    yield beyond, minutes + (-int(number) if more == "-" else int(number))
        for end, number in self._number(row, at):
            if number.isdecimal() and 10 <= int(number) < 60:
                yield self._past_word(row, end), minutes + int(number)

    def _past_word(self, row: Sequence[Word], at: int) -> int:
        """The place after the word "minutes", if it stands here."""
        return next((end for end, _ in self._word(row, at)), at) if at < len(row) and row[at].close else at

    def _before(self, row: Sequence[Word], at: int) -> Iterator[tuple[int, int, bool]]:
        """Minutes said before the hour: half past three, a quarter to six."""
        for end, more in self._to(row, at):
            if end >= len(row) or not row[end].close:
                continue
            for last, value in (*self._number(row, end), *self._noon(row, end)):
                hour = _minutes(value) if ":" in value else int(value) * 60 if value.isdecimal() else -1
                if 0 <= hour <= 24 * 60:
                    yield last, hour + int(more), True


def _minutes(value: str) -> int:
    hour, _, minute = value.partition(":")
    return int(hour) * 60 + int(minute)


def _half(minutes: int, half: str) -> int:
    """The minutes of the day, of a time said with a.m. or p.m. (or neither)."""
    if half == "pm":
        return minutes % 720 + 720
    return minutes % 720 if half == "am" else minutes
