"""French time expressions of the Duckling corpus beside the repository, held against the values it expects.

    python bench/duckling.py [--errors] [--bare] [--shared FOLDER]

Each of the 471 examples (467 with a value, 4 without) is read as a page of its own, published at the
corpus's reference time (2013-02-12 04:30), with the default tagger. Duckling serves people who make
appointments and sends every expression that may be past or future to the future; a news page says so with
its verb. So each example stands in the sentence "La réunion aura lieu …."; `--bare` reads it alone. Right
means the following and nothing else:

* What is found is turned into stretches of time, begin included, end excluded. A value of days is the days
  from `earliest` to `latest`; a time of the clock begins at its instant and is as long as Duckling's grain
  (ours does not tell "5h" from "5h00"); a part of a day (TMO, TAF …) with its modifier, and a weekend, are
  the hours that Duckling gives the same words (`HOURS`): one fixed table, since TIMEX3 gives them none.
  PRESENT_REF is the reference time, or its day.
* A day, or a part of it, found beside a time of the clock on that day is the same expression cut in two, and
  only the time is judged.
* A datetime of a grain needs one stretch, with the same begin and the same end: "2013-02" is no answer to a
  day. One exception: TIMEX3 values a distance at its unit ("il y a trois mois" is a month), Duckling one unit
  finer; for "dans …" and "il y a …" alone our coarser value is right if Duckling's instant lies in it and our
  grain is the unit of the expression's own words (year, month, week, day).
* An interval needs one stretch with both its ends, or two expressions, the first with its begin and the last
  with its end (TIMEX3 marks "du 13 au 15 juillet" as two). "Les trois derniers mois" is for Duckling the
  whole months before this one, in TIMEX3 the length P3M up to the day: there number and unit must be equal,
  and our days end (begin) at the reference day; hours and less have no days, and only the length is judged.
* An open interval needs the same instant and the modifier AFTER or ON_OR_AFTER (BEFORE, ON_OR_BEFORE), since
  Duckling does not tell "après le 8" from "à partir du 8"; a closed stretch is no answer.
* The four negative examples stand alone; a duration may be found there, a date or time may not.

Prints how many are right, and with `--errors` the others. Where the corpus is not there it says so and
exits 0.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from recoupe import languages
from recoupe.backends.tagger import SpacyTagger
from recoupe.model import Block, Document, Page, Published, Span, TimeExpression
from recoupe.stages import times
from recoupe.text import calendar
from recoupe.text.fold import short_id

SHARED = Path(__file__).parent.parent.parent / "shared"
CORPUS = Path("data") / "time" / "duckling_time_FR_Corpus.hs"
REFERENCE = datetime(2013, 2, 12, 4, 30)  # noqa: DTZ001  the corpus counts in local time throughout
CARRIER = "La réunion aura lieu {}."
FLOOR = 0.85
# Hours that Duckling gives the words which TIMEX3 writes as a part of a day with a modifier.
HOURS = {
    "MO": (4, 12), "MO START": (7, 9), "MO MID": (9, 11), "MO END": (10, 12), "MI": (12, 14),
    "AF": (12, 19), "AF START": (12, 14), "AF MID": (14, 17), "AF END": (17, 19), "EV": (18, 24),
    "EV START": (18, 21), "EV END": (21, 24), "DT": (0, 24), "DT START": (6, 10), "DT MID": (11, 16),
    "DT END": (17, 21),
}  # fmt: skip
UNITS = {"Second": "S", "Minute": "M", "Hour": "H", "Day": "D", "Week": "W", "Month": "M", "Year": "Y"}
OPEN = {"After": ("AFTER", "ON_OR_AFTER"), "Before": ("BEFORE", "ON_OR_BEFORE")}
_EXAMPLES = re.compile(r"examples\s*\((datetime.*?)\)\s*\[(.*?)\n\s*\]", re.DOTALL)
_INSTANT = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Example:
    """One expression with what Duckling makes of it: `shape` is datetime, interval, After or Before."""

    text: str
    shape: str
    begin: datetime
    end: datetime
    grain: str


def examples(text: str) -> Iterator[Example]:
    """The examples of the corpus that have a value, one for each wording."""
    split = text.index("allExamples ::")
    negative, text = text[:split], text[split:]
    for wording in _STRING.findall(negative[negative.index("examples =") :]):
        yield Example(wording, "none", REFERENCE, REFERENCE, "Day")
    for told, wordings in _EXAMPLES.findall(text):
        instants = [_instant(*map(int, found)) for found in _INSTANT.findall(told)]
        grain = told.split()[-1]
        shape = "datetime" if told.startswith("datetime ") else "interval"
        shape = told.split()[1] if told.startswith("datetimeOpen") else shape
        end = instants[1] if len(instants) > 1 else after(instants[0], grain)
        for wording in _STRING.findall(wordings):
            yield Example(wording.replace('\\"', '"'), shape, instants[0], end, grain)


def _instant(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime:
    return datetime(year, month or 1, day or 1, hour, minute, second)  # noqa: DTZ001


def after(moment: datetime, grain: str) -> datetime:
    """The end of the unit that begins at a moment."""
    if grain in ("Second", "Minute", "Hour"):
        return moment + timedelta(**{f"{grain.lower()}s": 1})
    day = calendar.shift(moment.date(), UNITS[grain], 1)
    return datetime.combine(day or moment.date(), moment.time())


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one expression covers, end excluded, and the expression."""

    begin: datetime
    end: datetime
    time: TimeExpression


def stretch(time: TimeExpression, grain: str) -> Stretch | None:
    """The stretch of an expression, a time of the clock as long as the grain; None where it has no place."""
    if time.value == "PRESENT_REF":
        whole = datetime.combine(REFERENCE.date(), datetime.min.time())
        begin = whole if grain == "Day" else REFERENCE
        return Stretch(begin, after(begin, grain), time)
    days = [calendar.day(d) for d in (time.earliest or time.latest, time.latest or time.earliest)]
    first, last = days
    if first is None or last is None:
        return None
    if time.kind == "time":
        return _within(time, first, grain)
    if time.value.endswith("-WE"):
        return Stretch(_hour(first, -6), _hour(last, 24), time)
    return Stretch(_hour(first, 0), _hour(last, 24), time)


def _hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)


def _within(time: TimeExpression, day: date, grain: str) -> Stretch | None:
    """The stretch of a time of the clock or a part of a day."""
    told = time.value.partition("T")[2]
    if told[:1].isdigit():
        begin = datetime.fromisoformat(f"{day}T{told}")
        return Stretch(begin, after(begin, grain), time)
    mod = time.mod if time.mod in ("START", "MID", "END") else ""
    hours = HOURS.get(f"{told} {mod}".strip())
    return Stretch(_hour(day, hours[0]), _hour(day, hours[1]), time) if hours else None


def read(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a page of one line, published at the reference time."""
    doc = Document(id=short_id("p", text), path="page.txt", text=text, sha256=text, text_sha256=text)
    page = Page(
        doc=doc,
        lang="fr",
        lang_score=1.0,
        blocks=(Block(Span(doc.id, 0, len(text)), "body"),),
        published=Published(REFERENCE.isoformat(timespec="minutes"), "given"),
    )
    return times.find(page, TAGGER.read(page), languages.load("fr"))


def is_right(example: Example, found: tuple[TimeExpression, ...]) -> bool:
    """Whether what was found has the value that Duckling expects; see the head of this file."""
    if example.shape == "none":
        return not any(t.kind in ("date", "time") for t in found)
    if example.shape == "interval" and len(found) == 1 and found[0].value.startswith("P"):
        return _is_recent(example, found[0])
    stretches = [stretch(t, example.grain) for t in found]
    told = [s for s in stretches if s]
    if not told or len(told) < len(stretches):
        return False
    if example.shape == "interval" and _are_ends(example, told):
        return True
    told = [s for s in told if not any(o is not s and _is_day_of(s.time, o.time) for o in told)]
    if example.shape == "interval" and _are_ends(example, told):
        return True
    if len(told) != 1:
        return False
    only = told[0]
    if example.shape in ("After", "Before"):
        return only.time.mod in OPEN[example.shape] and only.begin == example.begin
    if only.time.mod in (*OPEN["After"], *OPEN["Before"]):
        return False
    if example.shape == "datetime" and example.text.startswith(("dans ", "il y a ")):
        return _is_distance(example, only)
    return (only.begin, only.end) == (example.begin, example.end)


def _are_ends(example: Example, told: list[Stretch]) -> bool:
    """Whether two expressions are the begin and the end of the interval."""
    return len(told) == 2 and (told[0].begin, told[1].end) == (example.begin, example.end)


def _is_day_of(day: TimeExpression, time: TimeExpression) -> bool:
    """Whether one is the day, or the part of the day, of the other."""
    whole, _, part = day.value.partition("T")
    return time.value.startswith(f"{whole}T") and not part[:1].isdigit() and time.value[11:12].isdigit()


def _is_distance(example: Example, only: Stretch) -> bool:
    """The same stretch, or the unit of the words with Duckling's instant in it."""
    if (only.begin, only.end) == (example.begin, example.end):
        return True
    unit = {"jour": "day", "semaine": "week", "mois": "month", "an": "year", "année": "year"}
    said = re.search(r"(jour|semaine|mois|année|an)s?$", example.text)
    return bool(said and only.time.grain == unit[said[1]]) and only.begin <= example.begin < only.end


def _is_recent(example: Example, time: TimeExpression) -> bool:
    """A length of the same number and unit on the same side of the reference day."""
    unit = UNITS[example.grain]
    if example.grain in ("Second", "Minute", "Hour"):
        number = (example.end - example.begin) // timedelta(**{f"{example.grain.lower()}s": 1})
        return time.value == f"PT{number}{unit}"
    moment, number = example.begin, 0
    while moment < example.end:
        moment, number = after(moment, example.grain), number + 1
    today = REFERENCE.date().isoformat()
    side = time.latest if example.begin < REFERENCE else time.earliest
    return time.value == f"P{number}{unit}" and side == today


def main() -> int:
    """Print how many examples are right; 1 when under the floor."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--bare", action="store_true")
    ask.add_argument("--shared", type=Path, default=SHARED)
    asked = ask.parse_args()
    corpus = asked.shared / CORPUS
    if not corpus.is_file():
        print("no Duckling corpus beside the repository: nothing is measured")
        return 0
    right = total = 0
    for example in examples(corpus.read_text("utf-8")):
        alone = asked.bare or example.shape == "none"
        found = read(example.text if alone else CARRIER.format(example.text))
        total += 1
        right += (good := is_right(example, found))
        if asked.errors and not good:
            ours = "; ".join(f"{t.value} {t.mod or ''} [{t.earliest}..{t.latest}]" for t in found) or "-"
            print(f"{example.text} | {example.shape} {example.begin} {example.end} {example.grain} | {ours}")
    print(f"{right} of {total} right: {right / total:.3f} (floor {FLOOR})")
    return int(not asked.bare and right < FLOOR * total)


TAGGER = SpacyTagger("fr")

if __name__ == "__main__":
    sys.exit(main())
