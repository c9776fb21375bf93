"""Is a noun for a person another word for whom the page speaks of: "l'homme d'affaires", "la nonagénaire"?

By who the sentence before is about, by who alone has spoken, by who was just spoken of.
"""

from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.scene import MARGIN, RECENT, Scene, Want
from recoupe.stages.mentions.sight import Sight

LONGEST_INSERTED = 8  # words of an office after a quotation that may mean the one just spoken of
OTHERS_VOICES = ("spokes", "lawyer", "adviser")  # offices of those who speak for somebody else
NEWCOMERS = 6  # namings before an office among which a person may be new
BEHIND = 5  # tokens between a verb of speech and the inverted subject behind a day


def told(scene: Scene, draft: Draft) -> tuple[Figure, str] | None:
    """ "L'homme d'affaires", "la nonagénaire": a noun for the person who was just spoken of."""
    phrase = draft.phrase
    if not is_one(draft) or phrase.office is None:
        return None
    before = _subject_before(scene, draft)
    if before:
        return before, "a noun for the person whom the sentence before is about"
    if voice := _only_voice(scene, draft):
        return voice, "a noun for the only person of the page who has spoken"
    words = len(draft.core.split())
    long = words > (2 if phrase.office.office else 3)
    if long and (words > LONGEST_INSERTED or not _is_inserted(scene.sight, draft)):
        return None
    # With a country that the page does not give to the person, the noun tells of somebody else.
    persons = [
        f for f in scene.figures if f.kind == "person" and (not phrase.country or f.country == phrase.country)
    ]
    if phrase.office.office:
        persons = [f for f in persons if not f.offices]
    persons = [f for f in persons if _is_surely(f)] or persons
    hit = scene.find(Want(draft.head, phrase.gender, "Sing", True, draft.quoted), persons)
    if hit is None or hit[2] < 2 * MARGIN or (long and not hit[1].subject):
        return None
    return hit[0], "a noun for the person spoken of just before"


def _subject_before(scene: Scene, draft: Draft) -> Figure | None:
    """The only person who is a subject in the sentence before, in the same paragraph, if the noun is one."""
    sight, phrase = scene.sight, draft.phrase
    if not draft.subject or draft.quoted:
        return None
    here = sight.narrated[draft.sentence]
    near = [
        s.figure
        for s in scene.seats[-RECENT:]
        if here - 1 <= sight.narrated[s.sentence] <= here
        and s.sentence < draft.sentence
        and s.subject
        and not s.quoted
        and s.figure.kind == "person"
        and sight.block(s.token) == sight.block(draft.head)
    ]
    figures = list(dict.fromkeys(map(id, near)))
    found = near[0] if len(figures) == 1 else None
    if found is None or not found.drafts or found.drafts[0].phrase.run is None:
        return None
    agrees = not (phrase.gender and found.gender and phrase.gender != found.gender)
    office = phrase.office.office if phrase.office else ""
    if office and phrase.complements and any(word[:1].isupper() for word in draft.core.split()[1:]):
        return None  # "le directeur de l'Institut" need not be whoever was spoken of
    same_land = not phrase.country or found.country == phrase.country
    return found if agrees and same_land and not (office and found.offices) else None


def _only_voice(scene: Scene, draft: Draft) -> Figure | None:
    """The only person of the page who is named, and has spoken, before somebody is called by a noun."""
    phrase, office = draft.phrase, draft.phrase.office
    if not is_one(draft) or office is None or not speaks(scene.sight, draft):
        return None
    heard = [
        s.figure
        for s in scene.seats
        if s.figure.kind in ("person", "anonymous") and not s.quoted and (s.speaker or _is_surely(s.figure))
    ]
    figures = list({id(f): f for f in heard}.values())
    found = figures[0] if len(figures) == 1 else None
    if found is None or not found.drafts or found.drafts[0].phrase.run is None:
        return None
    since = [s for s in scene.seats[-NEWCOMERS:] if s.figure.kind == "person" and s.draft.phrase.run]
    if any(s.figure is not found and s.token > found.drafts[-1].head for s in since):
        return None  # somebody else was named, be it in words that are quoted
    spoke = any(s.figure is found and (s.speaker or speaks(scene.sight, s.draft)) for s in scene.seats)
    agrees = not (phrase.gender and found.gender and phrase.gender != found.gender)
    at_home = not phrase.country or found.country == phrase.country
    free = not (office.office and found.offices) and office.office not in OTHERS_VOICES
    return found if spoke and agrees and at_home and free else None


def _is_surely(figure: Figure) -> bool:
    """Whether a figure is a person by more than a guess."""
    return any(d.phrase.title or (d.phrase.run and d.phrase.run.sure) for d in figure.drafts)


def _is_inserted(sight: Sight, draft: Draft) -> bool:
    """Whether an office speaks in words put after what is said ("« ... », assure l'ancien président")."""
    verb = sight.tokens[draft.head].head
    return draft.subject and sight.rel(verb) == "parataxis" and sight.reports(verb)


def speaks(sight: Sight, draft: Draft) -> bool:
    """Whether somebody is named as who speaks: a verb of speech has him for its subject, or stands before
    him with no more than a day or a place between.
    """
    if draft.quoted or (draft.subject and sight.reports(sight.tokens[draft.head].head)):
        return not draft.quoted
    for k in range(draft.phrase.first - 1, max(0, draft.phrase.first - BEHIND), -1):
        if sight.reports(k) and sight.tokens[k].pos in ("VERB", "AUX"):
            return sight.rel(draft.head) in ("nsubj", "obj", "obl", "nmod")
        if sight.tokens[k].pos not in ("ADV", "NOUN", "NUM"):
            return False
    return False


def is_one(draft: Draft) -> bool:
    """Whether an office is told of one, as known."""
    return draft.phrase.article == "definite" and draft.phrase.number != "Plur"
