"""Who holds an office that is printed without a name? A figure of the page, or a figure of its own.

First whoever the page says holds it; then, for a bare noun, the person or body just spoken of; then the same
noun printed before. Where several fit, salience decides or nobody does.
"""

from recoupe.model import Reason
from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.scene import MARGIN, Scene, Want, stand_for


def place(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> None:
    """Puts an office without a name on the scene, as a figure of the page or one of its own."""
    if draft.kind == "person" and draft.phrase.article != "indefinite":
        hit = _holder(scene, draft) or _periphrasis(scene, draft)
        if hit:
            figure, why = hit
            stand_for(
                scene,
                draft,
                figure,
                figure.drafts[0],
                Reason("holder-of-office", 0.8, (draft.span, figure.drafts[0].span), why),
            )
            return
    earlier = _same_noun(draft, unnamed) or _same_source(scene, draft) or _same_body(scene, draft)
    if earlier:
        stand_for(
            scene,
            draft,
            earlier,
            earlier.drafts[0],
            Reason("same-noun", 0.7, (draft.span, earlier.drafts[0].span), "named before by the same noun"),
        )
        return
    figure = Figure(
        draft.kind,
        tuple(draft.core.lower().split()),
        [draft],
        draft.phrase.gender,
        country=draft.phrase.country,
    )
    scene.name(draft, figure)
    if draft.phrase.article != "indefinite" or draft.kind in ("body", "group"):
        unnamed[head_word(draft)] = figure


def _same_noun(draft: Draft, unnamed: dict[str, Figure]) -> Figure | None:
    figure = unnamed.get(head_word(draft))
    if figure is None or draft.phrase.article == "indefinite":
        return None
    mine, theirs = draft.core.lower().split(), {*figure.words, head_word(draft)}
    plural = (draft.phrase.number == "Plur") == (figure.drafts[0].phrase.number == "Plur")
    return figure if plural and set(mine) <= theirs else None


def _same_source(scene: Scene, draft: Draft) -> Figure | None:
    """ "La même source", "ce document": the body or text that was the source just before."""
    sight, phrase = scene.sight, draft.phrase
    same = any(
        sight.lexicon.has("self", sight.words[k])
        for k in range(phrase.first, min(phrase.last, phrase.head + 1) + 1)
    )
    if draft.kind not in ("group", "body") or not same or phrase.article != "definite":
        return None
    here = sight.sentence[draft.head]
    for seat in reversed(scene.seats[-20:]):
        if here - seat.sentence > 6:
            return None
        noun = seat.draft.phrase.office
        source = (
            seat.speaker
            or sight.after_source(seat.draft.phrase.first)
            or (noun is not None and noun.kind == "document")
        )
        if seat.figure.kind in ("body", "group", "anonymous") and source:
            return seat.figure
    return None


def _same_body(scene: Scene, draft: Draft) -> Figure | None:
    """ "Le groupe", "l'association": the body of that sort that was just named."""
    phrase = draft.phrase
    bare = phrase.article == "definite" and phrase.number != "Plur" and len(draft.core.split()) == 1
    if draft.kind != "body" or not bare or phrase.office is None or phrase.office.office != "org":
        return None
    bodies = [f for f in scene.figures if _may_be_body(f)]
    hit = scene.find(Want(draft.head, None, "Sing", person=False, quoted=draft.quoted), bodies)
    return hit[0] if hit else None


def _may_be_body(figure: Figure) -> bool:
    """Whether a figure is a body that is no place, or a lone name that only the tagger takes for a person."""
    run = figure.drafts[0].phrase.run if figure.drafts else None
    if run is None or run.place:
        return False
    alone = len(figure.words) == 1 and not any(d.phrase.run and d.phrase.run.sure for d in figure.drafts)
    return figure.kind == "body" or (figure.kind == "person" and alone)


def _holder(scene: Scene, draft: Draft) -> tuple[Figure, str] | None:
    fitting = [f for f in scene.figures if f.kind == "person" and f.holds(draft)]
    why = "holds this office on this page"
    if len(fitting) == 1:
        return fitting[0], why
    if not fitting:
        return None
    agreeing = [f for f in fitting if draft.phrase.country and f.country == draft.phrase.country]
    if len(agreeing) == 1:
        return agreeing[0], why
    hit = scene.find(Want(draft.head, draft.phrase.gender, "Sing", person=True, quoted=draft.quoted), fitting)
    return (hit[0], "the most salient of those who hold this office on this page") if hit else None


def _periphrasis(scene: Scene, draft: Draft) -> tuple[Figure, str] | None:
    """ "L'homme d'affaires", "la nonagénaire": a noun for the person who was just spoken of."""
    phrase = draft.phrase
    definite = phrase.article == "definite" and phrase.number != "Plur"
    if not definite or phrase.office is None or len(draft.core.split()) > (2 if phrase.office.office else 3):
        return None
    # With a country that the page does not give to the person, the noun tells of somebody else.
    persons = [
        f for f in scene.figures if f.kind == "person" and (not phrase.country or f.country == phrase.country)
    ]
    if phrase.office.office:
        persons = [f for f in persons if not f.offices]
    hit = scene.find(Want(draft.head, phrase.gender, "Sing", True, draft.quoted), persons)
    if hit is None or hit[2] < 2 * MARGIN:
        return None
    return hit[0], "a noun for the person spoken of just before"
