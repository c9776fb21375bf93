"""Whom do several without a name mean, or a side: "the companies", "the participants", "the Egyptian side"?

The two who were named side by side, the group just spoken of, the government of the country.
"""

from collections.abc import Sequence

from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.lexicon import split
from recoupe.stages.mentions.scene import RECENT, Scene, Seat, Want

# By the part that a noun plays in the table: the kinds of those two named side by side whom it can mean.
SORTS = {
    "firms": frozenset({"body"}),
    "states": frozenset({"state", "place"}),
    "partakers": frozenset({"person", "body", "state", "place"}),
}
SOON = 2  # sentences of the page's own after a headline's group in which it is named more fully


def meant(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> Figure | None:
    """Whom a plural or a side without a name means."""
    if draft.kind != "group" or draft.phrase.article == "indefinite":
        return None
    found = _together(scene, draft) or _of_state(scene, draft) or _more_fully(scene, draft, unnamed)
    return found or _fellows(scene, draft)


def _together(scene: Scene, draft: Draft) -> Figure | None:
    """The two named side by side, or the group, that "companies" or "participants" speaks of."""
    sort = next((s for s in SORTS if scene.sight.lexicon.has(s, _noun(scene, draft))), "")
    if not sort or (sort != "partakers" and " " in draft.core):
        return None
    fitting = [s.figure for s in scene.seats[-RECENT:] if _may_be(scene, s, sort)]
    hit = scene.find(Want(draft.head, None, "Plur", person=False, quoted=draft.quoted), fitting)
    return hit[0] if hit else None


def _fellows(scene: Scene, draft: Draft) -> Figure | None:
    """The only learned group that the page has told by more than a noun, soon after: "the experts added"."""
    here = scene.sight.narrated[draft.sentence]
    if " " in draft.core or not scene.sight.lexicon.has("learned", _noun(scene, draft)):
        return None
    seats = [s for s in scene.seats if scene.sight.lexicon.has("learned", _noun(scene, s.draft))]
    told = {id(s.figure): s for s in seats if s.figure.kind == "group" and " " in s.figure.drafts[0].core}
    near = [s for s in told.values() if here - scene.sight.narrated[s.sentence] <= SOON]
    return near[0].figure if len(told) == len(near) == 1 else None


def _noun(scene: Scene, draft: Draft) -> str:
    """The noun of a group, as it is printed."""
    return scene.sight.words[draft.head]


def _may_be(scene: Scene, seat: Seat, sort: str) -> bool:
    if seat.draft.pair:
        sides = {span for reason in seat.draft.reasons for span in reason.spans}
        return {s.figure.kind for s in scene.seats if s.draft.span in sides} <= SORTS[sort]
    several = seat.figure.kind == "group" and seat.draft.phrase.run is None
    return several and sort == "partakers" and not scene.sight.lexicon.has(sort, _noun(scene, seat.draft))


def _of_state(scene: Scene, draft: Draft) -> Figure | None:
    """The government or the state that "the Egyptian side" is."""
    country = draft.phrase.country
    if country is None or not scene.sight.lexicon.has("side", head_word(draft)):
        return None
    rulers = [s.figure for s in scene.seats if _rules(scene, s.draft, country)]
    states = [f for f in scene.figures if f.kind == "state" and f.country == country]
    return next(iter([*rulers[-1:], *states]), None)


def _rules(scene: Scene, draft: Draft, country: str) -> bool:
    """Whether a noun without a name is the government of a country."""
    phrase = draft.phrase
    noun = phrase.run is None and phrase.office is not None and draft.form == "role"
    return noun and phrase.country == country and scene.sight.lexicon.has("rulers", head_word(draft))


def _more_fully(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> Figure | None:
    """The group that a bare noun named just before, if this tells the same country or who is in it."""
    figure = unnamed.get(head_word(draft))
    if figure is None or figure.kind != "group" or draft.phrase.article:
        return None
    if sum(d.form != "pronoun" for d in figure.drafts) != 1:
        return None
    first, sight = figure.drafts[0], scene.sight
    noun = (head_word(draft), sight.words[first.head])  # "expert", "experts"
    rest = [w for w in split(first.core) if w not in noun]
    bare = all(w in _land_words(scene, rest) for w in rest)
    soon = sight.narrated[draft.sentence] - sight.narrated[first.sentence] <= SOON
    same_land = first.phrase.country is not None and first.phrase.country == draft.phrase.country
    told = any(w[:1].isupper() for w in draft.core.split()[1:]) and draft.phrase.country is None
    if not (bare and soon and (same_land or told)):
        return None
    draft.hidden = False  # the names of those in it are shown beside it
    return figure


def _land_words(scene: Scene, words: Sequence[str]) -> set[str]:
    """The words that are part of a country's name or adjective."""
    found: set[str] = set()
    for i in range(len(words)):
        place = scene.sight.lexicon.places.at(words, [w.title() for w in words], i)
        place = place or scene.sight.lexicon.places.at(words, [w.upper() for w in words], i)
        found |= set(words[i : i + place[0]]) if place else set()
    return found
