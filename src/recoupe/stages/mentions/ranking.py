"""Whom does a pronoun, or an office without a name, stand for? One weighing of all who may be meant.

Each figure named so far shows signs: how near, in which part of the sentence, whether it spoke last, how
often the page names it, what its gender and offices are; that nobody of the page is meant shows signs of its
own. Their weights (table `antecedents`, fitted by `training/fit_antecedents.py`) add up to a probability;
under `SURE` nobody is found.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.lexicon import neutral
from recoupe.stages.mentions.scene import Scene, Seat, Want

# The probability from which somebody is found: on pages left out, one in eight or nine is then wrong.
SURE = {"pronoun": 0.5, "person": 0.7}
LEAD = 0.5  # by which the likeliest must lead the next: 1.6 times as likely
BACK = 150  # namings that are looked back over
FAR = 3  # sentences of the page's own from which all are equally far
OFTEN = 3  # namings that are many
LONG = 4  # words of an office that tell much
KINDS = frozenset({"person", "body", "state", "group", "anonymous"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words that stand for somebody, and what they show."""

    token: int
    task: str  # pronoun | person
    gender: str | None
    number: str | None
    quoted: bool
    office: Draft | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be meant, or nobody, with its signs."""

    figure: Figure | None
    seat: Seat | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Memory:
    """Who was last what before a place, and who leads the page."""

    speaker: Figure | None
    subject: Figure | None
    named: Figure | None
    foremost: Figure | None
    headline: int


def find(scene: Scene, asked: Asked) -> tuple[Figure, Seat | None, float] | None:
    """The figure that is surely meant, where it was named last, and the probability."""
    found = candidates(scene, asked)
    weights = table()
    scores = [sum(weights.get((asked.task, sign), 0.0) for sign in c.signs) for c in found]
    top = max(scores)
    sure = 1 / sum(math.exp(s - top) for s in scores)
    best = scores.index(top)
    rival = max((s for k, s in enumerate(scores[:-1]) if k != best), default=-math.inf)
    figure = found[best].figure
    if figure is None or sure < SURE[asked.task] or top - rival < LEAD:
        return None
    return figure, found[best].seat, sure


@cache
def table() -> dict[tuple[str, str], float]:
    """The weight of each sign, by what is looked for."""
    return {(task, sign): float(weight) for task, sign, weight in neutral("antecedents")}


def candidates(scene: Scene, asked: Asked) -> list[Candidate]:
    """Everybody who may be meant, in the order in which they were named, and nobody last."""
    seats: dict[int, list[Seat]] = {}
    figures: dict[int, Figure] = {}
    for seat in scene.seats[-BACK:]:
        if seat.token < asked.token:
            seats.setdefault(id(seat.figure), []).append(seat)
            figures.setdefault(id(seat.figure), seat.figure)
    memory = _memory(scene, asked)
    salient = _salient(scene, asked)
    found = []
    for key, figure in figures.items():
        if _may_be(scene, figure, seats[key][-1], asked):
            signs = (
                *_near(scene, asked, seats[key]),
                *_known(scene, figure, seats[key], memory),
                *(("salient",) if salient is figure else ()),
                *_nature(figure, seats[key][-1], asked),
                *(_office(figure, asked.office) if asked.office else ()),
            )
            found.append(Candidate(figure, seats[key][-1], signs))
    return [*found, Candidate(None, None, tuple(_nobody(scene, asked)))]


def _salient(scene: Scene, asked: Asked) -> Figure | None:
    """The most salient of those near by, if one leads clearly."""
    thing = asked.gender == "Neut"
    alive = scene.sight.lexicon.natural_gender and asked.gender is not None and not thing
    hit = scene.find(Want(asked.token, asked.gender, asked.number, not thing, asked.quoted, alive))
    return hit[0] if hit else None


def _memory(scene: Scene, asked: Asked) -> _Memory:
    before = [s for s in reversed(scene.seats[-BACK:]) if s.token < asked.token]
    here = scene.sight.sentence[asked.token]
    people = sorted(
        (f for f in scene.figures if f.kind == "person" and f.drafts), key=lambda f: -len(f.drafts)
    )
    leads = bool(people) and (len(people) == 1 or len(people[0].drafts) > len(people[1].drafts))
    ends = [b.span.end for b in scene.sight.page.blocks if b.kind == "headline"]
    return _Memory(
        next((s.figure for s in before if _speaks(scene, s) and not s.quoted), None),
        next((s.figure for s in before if s.subject and not s.quoted and s.sentence < here), None),
        next((s.figure for s in before if s.figure.kind == "person" and s.draft.phrase.run), None),
        people[0] if leads else None,
        max(ends, default=0),
    )


def _speaks(scene: Scene, seat: Seat) -> bool:
    return seat.speaker or scene.sight.after_source(seat.draft.phrase.first)


def _leads(scene: Scene, seat: Seat) -> bool:
    """Whether somebody is the subject of a sentence's main clause."""
    verb = scene.sight.tokens[seat.token].head
    return seat.subject and scene.sight.tokens[verb].head == verb


def _may_be(scene: Scene, figure: Figure, last: Seat, asked: Asked) -> bool:
    """Whether nothing speaks against a figure: gender, number, kind, country."""
    gender = figure.gender or last.draft.phrase.gender
    if asked.gender not in (None, "Neut") and gender and gender != asked.gender:
        return False
    plural = figure.kind == "group" or last.draft.phrase.number == "Plur"
    if figure.kind not in KINDS or (asked.number and (asked.number == "Plur") != plural):
        return False
    if asked.office is not None:
        land = asked.office.phrase.country
        lands = {figure.country, *(told for _, _, told in figure.called)} - {None}
        return figure.kind in ("person", "anonymous") and not (land and lands and land not in lands)
    thing = figure.kind in ("body", "state")
    alive = scene.sight.lexicon.natural_gender and asked.number != "Plur" and asked.gender is not None
    return not alive or thing == (asked.gender == "Neut")


def _near(scene: Scene, asked: Asked, seats: Sequence[Seat]) -> Iterator[str]:
    """How near it was named, and in which part of the sentence."""
    sight, last = scene.sight, seats[-1]
    here = sight.narrated[sight.sentence[asked.token]]
    back = here - sight.narrated[last.sentence]
    yield f"back-{back}" if back <= FAR else "back-far"
    if last.sentence == sight.sentence[asked.token]:
        yield "same-sentence"
    if sight.block(last.token) != sight.block(asked.token):
        yield "other-paragraph"
    near = [s for s in seats if here - sight.narrated[s.sentence] <= max(1, back)]
    acting = [here - sight.narrated[s.sentence] for s in seats if s.subject and not s.quoted]
    if acting and min(acting) < FAR:
        yield f"subject-{min(acting)}"
    if acting and min(acting) <= 1 and any(_leads(scene, s) for s in near):
        yield "main-clause"
    if any(_speaks(scene, s) for s in near):
        yield "speaks"
    if any(s.opens for s in near):
        yield "opens"
    if all(s.oblique for s in near):
        yield "oblique"
    if all(s.quoted for s in near) and not asked.quoted:
        yield "quoted"


def _known(scene: Scene, figure: Figure, seats: Sequence[Seat], memory: _Memory) -> Iterator[str]:
    """How much the page has spoken of it, and it on the page."""
    if any(_speaks(scene, s) for s in seats):
        yield "has-spoken"
    if memory.speaker is figure:
        yield "last-speaker"
    if memory.subject is figure:
        yield "last-subject"
    if memory.named is figure:
        yield "last-named"
    if memory.foremost is figure:
        yield "foremost"
    if len(seats) >= OFTEN:
        yield "often"
    if len(figure.drafts) >= OFTEN:
        yield "often-by-name"
    if any(d.span.start < memory.headline for d in figure.drafts):
        yield "headline"


def _nature(figure: Figure, last: Seat, asked: Asked) -> Iterator[str]:
    """What it is."""
    several = "-of-they" if asked.number == "Plur" else "-of-it" if asked.gender == "Neut" else ""
    yield figure.kind + several
    runs = [d.phrase.run for d in figure.drafts if d.phrase.run]
    if runs:
        yield "named"
    if any(r.sure for r in runs):
        yield "surely-named"
    if runs and all(r.guessed for r in runs):
        yield "guessed"
    if runs and figure.kind == "person" and len(figure.words) > 1:
        yield "full-name"
    gender = figure.gender or last.draft.phrase.gender
    if gender and gender == asked.gender:
        yield "gender-shown"


def _office(figure: Figure, draft: Draft) -> Iterator[str]:
    """How an office fits those that the page gives to a person."""
    office, noun, land = draft.phrase.office, head_word(draft), draft.phrase.country
    held = {sort for sort, _, _ in figure.offices if sort}
    same = office is not None and bool(office.office) and office.office in held
    holds = figure.holds(draft)
    if holds:
        yield "holds"
    if same:
        yield "same-office"
    if any(noun == told for _, told, _ in (*figure.offices, *figure.called)):
        yield "same-noun"
    elif any(noun == head_word(d) for d in figure.drafts):
        yield "unnamed-by-noun"
    if office is not None and office.office and held and not (holds or same):
        yield "other-office"
    if office is not None and office.office and not figure.offices:
        yield "no-office"
    if figure.called:
        yield "called-otherwise"
    if land and figure.country:
        yield "same-country"
    if land and not figure.country:
        yield "country-unknown"


def _nobody(scene: Scene, asked: Asked) -> Iterator[str]:
    """What tells that nobody of the page is meant."""
    yield "nobody"
    if asked.number == "Plur":
        yield "nobody-of-they"
    if asked.gender == "Neut":
        yield "nobody-of-it"
    if asked.office is None:
        return
    draft, phrase = asked.office, asked.office.phrase
    words = draft.core.split()
    if len(words) >= LONG:
        yield "nobody+long"
    if any(w[:1].isupper() for w in words[1:]):
        yield "nobody+proper"
    if phrase.office is not None and phrase.office.office:
        yield "nobody+office"
    if phrase.country:
        yield "nobody+country"
    if phrase.former:
        yield "nobody+former"
    if phrase.article == "possessive":
        yield "nobody+possessive"
    if not phrase.article:
        yield "nobody+bare"
    if len(words) == 1:
        yield "nobody+lone"
    verb = scene.sight.tokens[draft.head].head
    if draft.subject and scene.sight.reports(verb):
        yield "nobody+inserted" if scene.sight.rel(verb) == "parataxis" else "nobody+speaks"
