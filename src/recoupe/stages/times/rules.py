"""The rules that the table `time_patterns` may name, each a function from what was read to a value."""

from recoupe.stages.times import lengths, numbered, resolve
from recoupe.stages.times.resolve import Rule

RULES: dict[str, Rule] = {
    "date": resolve.calendar_date, "number": resolve.numeric, "week": resolve.week_day,
    "day": resolve.relative_day, "same": resolve.same_day, "told": resolve.told_day,
    "event": resolve.event_day, "near": resolve.near, "this": resolve.this_unit, "after": resolve.after_unit,
    "ago": resolve.counted, "later": resolve.counted_in_text, "ahead": numbered.weekday_ahead,
    "beside": numbered.beside, "weekday": numbered.weekday_beside, "deadline": numbered.deadline,
    "nth": numbered.nth, "quarter": numbered.quarter, "within": numbered.within,
    "edge": numbered.edge_of_unit, "feast": numbered.feast, "length": lengths.length,
    "recent": lengths.recent, "following": lengths.following, "clocked": lengths.clocked,
    "fixed": lengths.fixed, "ref": lengths.reference, "someday": lengths.someday, "year": lengths.year,
    "decade": lengths.decade, "century": lengths.century, "month": lengths.month,
    "season": lengths.season, "weekend": lengths.weekend, "clock": lengths.clock, "part": lengths.part,
    "set": lengths.every, "no": lengths.nothing,
}  # fmt: skip
