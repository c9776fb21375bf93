"""Whom do pronouns and offices without a name stand for? The most salient figure that fits, or nobody.

All mentions are walked through in text order, so that each finds only who was named before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.model import Reason
from recoupe.stages.mentions import offices, ranking, texts
from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.phrases import Phrase
from recoupe.stages.mentions.ranking import Asked
from recoupe.stages.mentions.scene import Scene, Seat, Want, fits, stand_for
from recoupe.stages.mentions.sight import Sight


def resolve(
    sight: Sight, drafts: list[Draft], pronouns: Sequence["Pronoun"], figures: list[Figure]
) -> list[Draft]:
    """All drafts and pronouns in text order, with what they stand for."""
    scene = Scene(sight, figures)
    queue: list[Draft | Pronoun] = sorted(
        [*drafts, *pronouns], key=lambda d: (d.head, isinstance(d, Pronoun))
    )
    out: list[Draft] = []
    unnamed: dict[str, Figure] = {}
    for piece in queue:
        if isinstance(piece, Pronoun):
            draft = _pronoun(scene, piece)
            if draft.refers or piece.use != "relative" or sight.reports(sight.tokens[piece.head].head):
                out.append(draft)
        else:
            out.append(piece)
            if piece.pair:
                scene.name(piece, Figure("group", tuple(piece.core.lower().split()), [piece]))
            elif id(piece) in scene.of:
                scene.name(piece, scene.of[id(piece)])
                if piece.phrase.office and piece.kind == "body":
                    unnamed[head_word(piece)] = scene.of[id(piece)]
            else:
                offices.place(scene, piece, unnamed)
    for draft in out:
        _tell_owner(scene, draft, out)
    texts.name_by_copula(scene)
    return out


def _tell_owner(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Adds to whoever has no name whose he is, where a word of the phrase stands for somebody named:
    "the company's lawyer", "son avocat".
    """
    phrase = draft.phrase
    unnamed = draft.form == "role" and draft.refers is None and "(" not in draft.core and not draft.pair
    if not unnamed:
        return
    owners = [
        d
        for d in drafts
        if d is not draft
        and d.refers is not None
        and d.form != "name"
        and phrase.first <= d.phrase.first
        and d.phrase.last <= phrase.last
        and d.head != draft.head
    ]
    figure = scene.of.get(id(owners[0])) if len(owners) == 1 else None
    if figure and figure.drafts and figure.drafts[0].form in ("name", "metonym"):
        draft.core = f"{draft.core} ({figure.drafts[0].core})"


@dataclass(slots=True, eq=False)
class Pronoun:
    """A pronoun: its token, what it shows, and how it is used (subject, relative, latter, tonic)."""

    head: int
    last: int
    use: str
    gender: str | None
    number: str | None


def _pronoun(scene: Scene, pronoun: Pronoun) -> Draft:
    sight = scene.sight
    phrase = Phrase(pronoun.head, pronoun.last, pronoun.head, gender=pronoun.gender, number=pronoun.number)
    span = sight.span(pronoun.head, pronoun.last)
    sentence = sight.sentence[pronoun.head]
    subject = pronoun.use in ("subject", "relative", "latter")
    draft = Draft(
        phrase,
        "pronoun",
        "person",
        span,
        span.of(sight.text),
        sentence,
        pronoun.head,
        subject,
        sight.quoted[pronoun.head],
    )
    if pronoun.use == "relative":
        found = _before_relative(scene, pronoun.head)
        why = "the noun that the relative pronoun follows"
    elif pronoun.use == "latter":
        found = _last_named(scene, pronoun)
        why = "the one named last before that fits in gender and number"
    else:
        found = meant(scene, Asked(pronoun.head, "pronoun", pronoun.gender, pronoun.number, draft.quoted))
        why = "the most salient person or body before that fits in gender and number"
    if found and pronoun.use != "relative" and sight.lexicon.natural_gender and pronoun.gender != "Neut":
        found[0].gender = found[0].gender or pronoun.gender  # "he" tells of whom it stands for
    if found:
        stand_for(scene, draft, found[0], found[1], Reason("antecedent", 0.7, (span, found[1].span), why))
    else:
        draft.reasons.append(
            Reason("pronoun", 0.5, (span,), "a pronoun; whom it stands for is not safe to say")
        )
    return draft


def meant(scene: Scene, asked: Asked) -> tuple[Figure, Draft] | None:
    """Whom a pronoun means, and where that was named."""
    hit = ranking.find(scene, asked)
    return (hit[0], hit[1].draft) if hit and hit[1] else None


def _last_named(scene: Scene, pronoun: Pronoun) -> tuple[Figure, Draft] | None:
    want = Want(pronoun.head, pronoun.gender, pronoun.number, True, scene.sight.quoted[pronoun.head])
    here = scene.sight.sentence[pronoun.head]
    near = [
        s for s in scene.seats[-12:] if here - s.sentence <= 1 and fits(s, want) and s.quoted <= want.quoted
    ]
    known = [s for s in near if s.figure.kind != "anonymous"] or near
    return (known[-1].figure, known[-1].draft) if known else None


def _before_relative(scene: Scene, token: int) -> tuple[Figure, Draft] | None:
    sight = scene.sight
    verb = sight.tokens[token].head
    noun = sight.tokens[verb].head if sight.tokens[verb].rel.startswith("acl") else -1
    near: Seat | None = None
    for seat in reversed(scene.seats[-8:]):
        phrase = seat.draft.phrase
        if seat.sentence != sight.sentence[token] or phrase.first > token:
            continue
        if phrase.first <= noun <= phrase.last:
            return seat.figure, seat.draft
        if (
            near is None
            and token - phrase.last <= 3
            and all(sight.tokens[k].pos == "PUNCT" for k in range(phrase.last + 1, token))
        ):
            near = seat
    return (near.figure, near.draft) if near else None
