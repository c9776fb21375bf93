"""The stage on which figures are named one after the other, and how salient each is at a given place.

Salience counts nearness, the grammatical subject, the last speaker and how often a figure was named just
before; gender, number and kind must fit; whoever stands outside quotation marks does not look into a
quotation. Where two figures come close, nobody is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.model import Reason, Span
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.sight import Sight
from recoupe.text.fold import fold

# Found by trying on pages of our own reading; all in the same currency, a step of one sentence.
NEAR = (2.4, 2.0, 1.0, 0.3)  # by sentences back
SUBJECT, SPEAKER, OBLIQUE, FIRST, PERSON, AGAIN, BLOCK, QUOTED = 1.6, 0.8, -0.9, 0.4, 0.8, 0.3, -1.0, -2.5
SHOWN = 1.0  # the gender of "she" is known to be that of whoever was named
RECENT = 30  # namings that are looked back over for one that is meant
MARGIN = 0.35  # by which the most salient must lead
FLOOR = 1.2  # below, nothing is salient


@dataclass(slots=True, eq=False)
class Seat:
    """One place where a figure was named: what the search for antecedents walks back over."""

    figure: Figure
    draft: Draft
    token: int
    sentence: int
    subject: bool
    speaker: bool
    quoted: bool
    oblique: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Want:
    """What an antecedent must be."""

    token: int
    gender: str | None
    number: str | None
    person: bool
    quoted: bool
    alive: bool = False  # a person's pronoun, which stands for no body


class Scene:
    """The figures named so far, walked through in text order."""

    def __init__(self, sight: Sight, figures: Sequence[Figure]) -> None:
        self.sight = sight
        self.figures = figures
        self.of: dict[int, Figure] = {id(d): f for f in figures for d in f.drafts}
        self.seats: list[Seat] = []
        self.shorts = _shorts(figures)

    def name(self, draft: Draft, figure: Figure) -> None:
        """A figure is named here."""
        self.of[id(draft)] = figure
        if draft.nested:
            return
        rel = self.sight.rel(draft.head)
        top = self.sight.tokens[draft.head].head if rel == "conj" else draft.head
        verb = self.sight.tokens[top].head
        first = self.sight.bounds[draft.sentence][0]
        self.seats.append(
            Seat(
                figure, draft, draft.head, draft.sentence, draft.subject,
                draft.subject and self.sight.reports(verb),
                draft.quoted, rel in ("obl", "nmod", "iobj") and not self._is_topic(first), top - first <= 3,
            )
        )  # fmt: skip

    def _is_topic(self, first: int) -> bool:
        """Whether a sentence begins with the words that name whom it is about ("Quant à X")."""
        return self.sight.lexicon.has("topic", self.sight.words[first])

    def find(self, want: Want, allowed: Sequence[Figure] | None = None) -> tuple[Figure, Seat, float] | None:
        """The most salient fitting figure, where it was named, its lead; None where two compete."""
        here = self.sight.narrated[self.sight.sentence[want.token]]
        block = self.sight.block(want.token)
        best: dict[int, tuple[float, Seat]] = {}
        times: dict[int, int] = {}
        for seat in reversed(self.seats[-60:]):
            back = here - self.sight.narrated[seat.sentence]
            if back >= len(NEAR) or self.sight.block(seat.token) < block - 2:
                break
            figure = seat.figure
            if (
                seat.token >= want.token
                or not fits(seat, want)
                or (allowed is not None and figure not in allowed)
            ):
                continue
            times[id(figure)] = times.get(id(figure), 0) + 1
            score = self._score(seat, want, back)
            if id(figure) not in best or score > best[id(figure)][0]:
                best[id(figure)] = (score, seat)
        ranked = sorted(
            ((s + AGAIN * min(2, times[k] - 1), seat) for k, (s, seat) in best.items()),
            key=lambda r: (-r[0], -r[1].token),
        )
        if not ranked or ranked[0][0] < FLOOR:
            return None
        first = ranked[0][1].figure
        rivals = [score for score, seat in ranked[1:] if not _may_be_one(first, seat.figure)]
        lead = ranked[0][0] - (rivals[0] if rivals else 0.0)
        return (first, ranked[0][1], lead) if lead >= MARGIN else None

    def _score(self, seat: Seat, want: Want, back: int) -> float:
        score = (
            NEAR[back]
            + SUBJECT * seat.subject
            + SPEAKER * seat.speaker
            + OBLIQUE * seat.oblique
            + FIRST * seat.opens
        )
        score += BLOCK * (self.sight.block(seat.token) != self.sight.block(want.token))
        if seat.quoted and not want.quoted:
            score += QUOTED
        if want.alive and want.gender is not None and seat.figure.gender == want.gender:
            score += SHOWN
        return score + PERSON * (seat.figure.kind == "person" and want.person)


def _shorts(figures: Sequence[Figure]) -> dict[str, frozenset[str]]:
    """The words of the long name for each one-word name of a body that has both, and for the noun with which
    one long name of the page begins ("l'Office").
    """
    found: dict[str, frozenset[str]] = {}
    first: dict[str, list[frozenset[str]]] = {}
    for figure in figures:
        names = {tuple(fold(d.core).split()) for d in figure.drafts} if figure.kind == "body" else set()
        longest = max(names, key=lambda n: (len(n), n), default=())
        for name in sorted(names):
            if len(name) == 1 < len(longest):
                found[name[0]] = frozenset(longest)
        if len(longest) > 1:
            first.setdefault(longest[0], []).append(frozenset(longest))
    found |= {word: longs[0] for word, longs in first.items() if len(longs) == 1 and word not in found}
    return found


def _may_be_one(a: Figure, b: Figure) -> bool:
    """Whether an office without a name and a name of no known country may be one person."""
    unnamed, named = (a, b) if a.drafts and a.drafts[0].phrase.run is None else (b, a)
    office = unnamed.drafts[0].phrase.office if unnamed.drafts else None
    if office is None or unnamed.drafts[0].phrase.run or named.kind != "person" or unnamed.kind != "person":
        return False
    return (
        bool(office.office)
        and not named.country
        and any(held == office.office for held, _, _ in named.offices)
    )


def fits(seat: Seat, want: Want) -> bool:
    """Whether a figure as named in one place agrees in gender, number and kind with what is wanted."""
    figure, draft = seat.figure, seat.draft
    if want.alive and figure.kind not in ("person", "anonymous"):
        return False
    if want.gender == "Neut":
        decides = draft.form == "metonym" and want.number != "Plur"  # "Moscow asked for what it called P"
        return decides or (_agrees(seat, want) and figure.kind in ("body", "state"))
    return _agrees(seat, want)


def _agrees(seat: Seat, want: Want) -> bool:
    figure, draft = seat.figure, seat.draft
    gender = figure.gender or draft.phrase.gender
    if want.gender and gender and want.gender != gender:
        return False
    plural = draft.phrase.number == "Plur" or figure.kind == "group"
    if want.number and (want.number == "Plur") != plural:
        return False
    run, told = draft.phrase.run, draft.phrase.office
    if draft.form == "metonym" or (run and run.guessed and not told and figure.kind != "person"):
        return False
    return figure.kind in ("person", "body", "group", "anonymous") or (
        figure.kind == "state" and not want.person
    )


def stand_for(scene: Scene, draft: Draft, figure: Figure, at: Draft, reason: Reason) -> None:
    """Lets a mention stand for a figure, and puts it on the scene as one more naming of it."""
    draft.refers = _root(figure, at)
    draft.kind = figure.kind  # type: ignore[assignment]
    draft.reasons.append(reason)
    scene.name(draft, figure)


def _root(figure: Figure, at: Draft) -> Span:
    return figure.drafts[0].span if figure.drafts else at.span
