"""Which pages tell the same happening: shared actors, rare names and words, and days that do not part them.

Texts that are one (families of the lineage) count once, so that a wire printed a hundred times pulls no
story its way. Candidates come from rare shared features, never from all pairs; a page joins the story of
its likest neighbour. A page whose days meet none of its story's is kept and said to be a later or earlier
chapter.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from recoupe.methods.groups import Groups
from recoupe.model import PROSE, Lineage, Reading, Reason, Roster, Span, Story
from recoupe.text import calendar
from recoupe.text.fold import short_id
from recoupe.text.sound import sound

# Two reports of one event share a fifth or more of their weight in names, figures and long words; of
# unrelated pages of translated news one pair in a thousand does. Across languages only names and related
# words can be shared.
ALIKE = 0.16
ALIKE_ACROSS = 0.08
WINDOW = 21  # days between two appearances beyond which likeness alone makes no story
BLOCK = 60  # pages that may share a feature and still be compared all with all
KEYS = 60  # rarest features of a page by which it is looked for
STRANGE = 0.85  # of the mean likeness in a story, below which a page is told to be the odd one
ASKED = 40  # pages of a story whose likeness to each page is taken to find the central one
STRANGE_FROM = 4  # pages of a story from which a mean means something
_NAME = re.compile(r"(?<=[^\W\d_][ ,’'-])[^\W\d_a-zà-ÿа-яёіїєґ][^\W\d_]{4,}")
_READ = 60_000  # characters of a page in which names of its own are looked for
PRIOR = 20  # pages as if seen before, so that five pages know what a common word is


@dataclass(frozen=True, slots=True)
class _Digest:
    """A page reduced to weighed features and days."""

    doc: str
    lang: str
    weights: Mapping[str, float]  # sorted, so that sums do not depend on the order
    actors: frozenset[str]
    appeared: date | None
    days: tuple[tuple[date, date], ...]


def settle(readings: Sequence[Reading], roster: Roster, lineage: Lineage) -> tuple[Story, ...]:
    """Which pages tell the same happening."""
    ordered = sorted(readings, key=lambda r: r.page.doc.id)
    text_of = {doc: family.id for family in lineage.families for doc in family.docs}
    digests = _digests(ordered, roster)
    index = {digest.doc: n for n, digest in enumerate(digests)}
    groups = Groups(len(digests))
    heads: dict[str, int] = {}
    for n, digest in enumerate(digests):
        groups.join(heads.setdefault(text_of.get(digest.doc, digest.doc), n), n)
    links = _links(digests, sorted(heads.values()))
    for likeness, i, j in links:
        alike = ALIKE if digests[i].lang == digests[j].lang else ALIKE_ACROSS
        if likeness >= alike and not _parted(digests[i], digests[j]):
            groups.join(i, j)
    told = {frozenset((i, j)): likeness for likeness, i, j in links}
    names = {a.id: a.name for a in roster.actors}
    stories = [_story([digests[n] for n in members], ordered, index, told, names) for members in groups.all()]
    return tuple(sorted(stories, key=lambda s: s.id))


def _digests(readings: Sequence[Reading], roster: Roster) -> list[_Digest]:
    actor_at = roster.by_span()
    counts = []
    actors = []
    for reading in readings:
        words = [w[:6].decode() for w in reading.fingerprint.heard.split() if len(w) >= 5]
        found = Counter(words)
        named = Counter(a for m in reading.mentions if (a := actor_at.get(m.span)))
        found.update({f"@{actor}": n for actor, n in named.items()})
        counts.append(found)
        actors.append(frozenset(named))
    pages = Counter(feature for found in counts for feature in found)
    total = len(readings) + PRIOR
    digests = []
    for reading, found, cast in zip(readings, counts, actors, strict=True):
        raw = {
            f: (1 + log(n)) * log(total / (pages[f] + 1)) for f, n in found.items() if pages[f] + 1 < total
        }
        length = sqrt(sum(w * w for w in sorted(raw.values()))) or 1.0
        digests.append(
            _Digest(
                doc=reading.page.doc.id,
                lang=reading.page.lang,
                weights={f: w / length for f, w in sorted(raw.items())},
                actors=cast,
                appeared=calendar.day(reading.page.published.value) if reading.page.published else None,
                days=_days(reading),
            )
        )
    return digests


def _days(reading: Reading) -> tuple[tuple[date, date], ...]:
    """The days the page itself names, where they are known to the week."""
    found = set()
    for time in reading.times:
        span = calendar.named(time)
        if span and (span[1] - span[0]).days <= 7:
            found.add(span)
    return tuple(sorted(found))


def _links(digests: Sequence[_Digest], heads: Sequence[int]) -> list[tuple[float, int, int]]:
    """Likeness of the pairs (one page for each text) that share rare features, strongest first."""
    posted: dict[str, list[int]] = defaultdict(list)
    pages = Counter(f for n in heads for f in digests[n].weights)
    for n in heads:
        shared = sorted((pages[f], f) for f in digests[n].weights if pages[f] > 1)
        for _, feature in shared[:KEYS]:
            posted[feature].append(n)
    pairs: Counter[tuple[int, int]] = Counter()
    for block in posted.values():
        reach = len(block) if len(block) <= BLOCK else 2
        pairs.update((i, j) for n, i in enumerate(block) for j in block[n + 1 : n + 1 + reach])
    links = [
        (_likeness(digests[i], digests[j]), i, j) for (i, j), shared in sorted(pairs.items()) if shared >= 2
    ]
    return sorted(links, key=lambda k: (-k[0], k[1], k[2]))


def _likeness(a: _Digest, b: _Digest) -> float:
    small, large = sorted((a.weights, b.weights), key=len)
    return round(sum([w * large[f] for f, w in small.items() if f in large]), 6)


def _parted(a: _Digest, b: _Digest) -> bool:
    """Whether two pages appeared too far apart to be one happening."""
    return bool(a.appeared and b.appeared and abs((a.appeared - b.appeared).days) > WINDOW)


def _story(
    members: Sequence[_Digest],
    readings: Sequence[Reading],
    index: Mapping[str, int],
    told: Mapping[frozenset[int], float],
    names: Mapping[str, str],
) -> Story:
    docs = tuple(d.doc for d in members)
    reach = {d.doc: _reach(d, members) for d in members}
    central = min(members, key=lambda d: (-round(reach[d.doc], 6), d.doc))
    days = [day for d in members for day in ([d.appeared] if d.appeared else [])]
    reasons = [_joins(d, central, readings, index, told, names) for d in members if d is not central]
    every = _Calendar(members)
    reasons += [r for d in members if (r := _apart(d, every, readings[index[d.doc]]))]
    reasons += _strangers(members, readings, index, reach)
    return Story(
        id=short_id("y", *docs),
        title=_title(readings[index[central.doc]]),
        docs=docs,
        start=min(days).isoformat() if days else None,
        end=max(days).isoformat() if days else None,
        reasons=tuple(reasons),
    )


def _reach(page: _Digest, members: Sequence[_Digest]) -> float:
    """How like a page is to the others of its story; of large stories an even sample is asked."""
    step = max(1, len(members) // ASKED)
    return sum(_likeness(page, other) for other in members[::step] if other is not page)


def _title(reading: Reading) -> str:
    """The headline, or else the first line of prose."""
    page = reading.page
    text = page.doc.text
    if page.title:
        return " ".join(page.title.of(text).split())
    if page.doc.title:
        return " ".join(page.doc.title.split())
    first = next((b.span for b in page.blocks if b.kind in ("headline", "lead", "body")), None)
    line = " ".join(first.of(text).split()) if first else page.doc.path
    return line if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"


def _joins(
    page: _Digest,
    central: _Digest,
    readings: Sequence[Reading],
    index: Mapping[str, int],
    told: Mapping[frozenset[int], float],
    names: Mapping[str, str],
) -> Reason:
    shared = sorted(page.actors & central.actors, key=lambda a: (-page.weights.get(f"@{a}", 0.0), a))[:4]
    likeness = told.get(frozenset((index[page.doc], index[central.doc])))
    spans = tuple(s for d in (page, central) if (s := _head(readings[index[d.doc]])))
    who = f" Both name {', '.join(names[a] for a in shared)}." if shared else ""
    if likeness is None:
        return Reason("one-text-or-neighbour", 0.5, spans, f"Joined through other pages of the story.{who}")
    return Reason(
        "same-names-and-words",
        likeness,
        spans,
        f"{likeness:.0%} like the most central page in names and words.{who}",
    )


def _head(reading: Reading) -> Span | None:
    return reading.page.title or next((b.span for b in reading.page.blocks), None)


class _Calendar:
    """The days that the pages of a story name, and by how many pages: each is looked up, none compared."""

    def __init__(self, members: Sequence[_Digest]) -> None:
        self._pages = Counter(
            date.fromordinal(n) for d in members for n in {n for days in d.days for n in _ordinals(days)}
        )
        self._dated = sum(1 for d in members if d.days)

    def is_alone(self, page: _Digest) -> bool:
        """Whether other pages name days, and none of them a day of this page."""
        own = {n for days in page.days for n in _ordinals(days)}
        return self._dated > 1 and all(self._pages[date.fromordinal(n)] == 1 for n in own)


def _ordinals(days: tuple[date, date]) -> range:
    return range(days[0].toordinal(), days[1].toordinal() + 1)


def _apart(page: _Digest, every: _Calendar, reading: Reading) -> Reason | None:
    """Says so where no day of a page meets a day of the rest of its story."""
    if not page.days or not every.is_alone(page):
        return None
    times = [t.span for t in reading.times if calendar.named(t)]
    text = "No day that this page names meets a day of the others: it may tell another chapter of the story."
    return Reason("no-common-day", -0.5, tuple(times[:5]), text)


def _strangers(
    members: Sequence[_Digest],
    readings: Sequence[Reading],
    index: Mapping[str, int],
    reach: Mapping[str, float],
) -> list[Reason]:
    """Says of the pages that are least like the rest what they alone name."""
    reasons = []
    pages = Counter(feature for d in members for feature in d.weights)
    likenesses = {
        lang: [reach[d.doc] for d in members if d.lang == lang] for lang in {d.lang for d in members}
    }
    for page in members:
        mates = likenesses[page.lang]
        if len(mates) < STRANGE_FROM or reach[page.doc] > STRANGE * sum(sorted(mates)) / len(mates):
            continue
        places = _own_names(readings[index[page.doc]], page, pages)
        if len(places) >= 2:
            text = readings[index[page.doc]].page.doc.text
            names = ", ".join(span.of(text) for span in places[:5])
            says = f"Least like the rest; it alone names {names}: it may tell another chapter of the story."
            reasons.append(Reason("names-of-its-own", -0.3, places[:5], says))
    return reasons


def _own_names(reading: Reading, page: _Digest, pages: Mapping[str, int]) -> tuple[Span, ...]:
    """The first place of each capitalised word that the story has on this page only, most frequent first."""
    text, doc = reading.page.doc.text, reading.page.doc.id
    first: dict[str, Span] = {}
    times: Counter[str] = Counter()
    for block in reading.page.blocks:
        if block.kind not in PROSE:
            continue
        for hit in _NAME.finditer(text, block.span.start, min(block.span.end, _READ)):
            key = sound(hit.group())[:6]
            if len(key) >= 5 and pages.get(key, 0) == (key in page.weights):
                times[key] += 1
                first.setdefault(key, Span(doc, *hit.span()))
    return tuple(first[key] for key in sorted(times, key=lambda k: (-times[k], first[k])))
