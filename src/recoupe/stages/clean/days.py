"""Printed days: where a line says one, which day it is, and whether it says nothing else.

Only what marking needs; what a date in the prose means is the times stage's question.
"""

import re
from collections.abc import Iterator
from datetime import date

from recoupe.stages.clean.lexicon import Lexicon, words
from recoupe.text.fold import fold

_FORMS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<d>\d\d?)[./-](?P<m>\d\d?)[./-](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d\d?)(?:er|st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<n>[^\W\d_]{3,10})\.?,?\s+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\w)(?P<n>[^\W\d_]{3,10})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)"),
)  # fmt: skip
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d\s?[:hH]\s?(?:[0-5]\d)?(?!\d)")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")


def find(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, date]]:
    """Each full date of a short text with its place, in text order; ambiguous orders such as 3/4/2025 in
    neither."""
    plain = fold(text[:500])
    found = []
    for form in _FORMS:
        for hit in form.finditer(plain):
            given = hit.groupdict()
            month = lexicon.months.get(given["n"]) if given.get("n") else int(given["m"])
            day, year = int(given["d"]), int(given["y"])
            if month and (
                moment := _date(year, month, day) or (_date(year, day, month) if month > 12 else None)
            ):
                found.append((hit.start(), hit.end(), moment))
    last = -1
    for start, end, moment in sorted(found):
        if start >= last:
            yield start, end, moment
            last = end


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_day_line(text: str, lexicon: Lexicon) -> bool:
    """Whether a line says a day or an hour and nothing else, save words such as "published"."""
    if len(text) > 200 or not any(c.isdigit() for c in text) or words(without(text, lexicon)):
        return False
    return bool(_CLOCK.search(text)) or any(find(text, lexicon))


def without(text: str, lexicon: Lexicon) -> str:
    """A line without its numbers and the words of printed days; nothing is taken where it prints no day."""
    if not any(c.isdigit() for c in text):
        return text
    return _TOKENS.sub(
        lambda t: "" if t.group().isdigit() or fold(t.group()) in lexicon.days else t.group(), text
    )
