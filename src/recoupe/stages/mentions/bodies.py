"""Which body does a noun without a name mean: "le groupe", "l'association", "l'établissement hospitalier"?

The body of that sort that was just named, or that the page is about; a noun for one sort ("le parquet") means
the one body of the sort that the page names more fully, by whatever noun.
"""

from collections.abc import Sequence

from recoupe.languages import outlets
from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.lexicon import Office, split
from recoupe.stages.mentions.phrases import NAMED_BODIES
from recoupe.stages.mentions.scene import RECENT, Scene, Seat, Want
from recoupe.text.fold import fold

SHARED_SORTS = ("hospital", "prosecution", "court")  # sorts of bodies that several nouns name
REPORTED = 2  # sentences of the page's own behind a report in which "le journal" means who made it
TITLE = 2  # words of a title that stands for a body known by its noun
OFTEN = 2  # times that a body is named at least, and that it leads the next by, to be what a page is about


def same(scene: Scene, draft: Draft) -> Figure | None:
    """ "Le groupe", "l'association": the body of that sort that was just named, or that the page is about."""
    phrase, office = draft.phrase, draft.phrase.office
    one = phrase.article == "definite" and phrase.number != "Plur"
    if draft.kind != "body" or not one or office is None:
        return None
    if office.office in SHARED_SORTS:
        return of_sort(scene, draft, office.office)
    if office.office == "state" and not phrase.complements:
        return _known_by_noun(scene, draft)
    if office.office not in NAMED_BODIES:
        return None
    if phrase.complements and (sharer := _sharer(scene, draft)):
        return sharer
    if phrase.complements and (office.office == "org" or any(c.isupper() for c in draft.core)):
        return None  # "le groupe de travail" is no company, "le parti de la rose" may be the one meant
    if office.office == "agency" and (agency := _news_agency(scene, draft)):
        return agency
    bodies = [
        f
        for f in [*scene.figures, *_told_bodies(scene)]
        if _may_be_body(f)
        and not scene.sight.lexicon.has("agency", f.words[-1])
        and _is_sort(f, office)
        and (not phrase.country or f.country in (None, phrase.country))
    ]
    want = Want(draft.head, None, "Sing", person=False, quoted=draft.quoted)
    told = [f for f in bodies if any(sort == office.office for sort, _, _ in f.offices)]
    hit = scene.find(want, told) or scene.find(want, bodies)
    if hit:
        return hit[0]
    found = _foremost(draft, [f for f in bodies if f.kind == "body"]) or _foremost(draft, bodies)
    return found or (_last_reporter(scene, draft) if office.office == "press" else None)


def _known_by_noun(scene: Scene, draft: Draft) -> Figure | None:
    """The one body known to the world whose name begins with the noun of a title without a name: "the Central
    Bank", of the "Bank of Japan".
    """
    words = draft.core.split()
    if len(words) != TITLE or not all(word[:1].isupper() for word in words):
        return None
    noun = fold(words[-1])
    known = [f for f in scene.figures if f.kind == "body" and _begins(f, noun) and _is_listed(f)]
    return known[0] if len(known) == 1 else None


def _is_listed(figure: Figure) -> bool:
    return any(d.phrase.run is not None and d.phrase.run.place is not None for d in figure.drafts)


def _last_reporter(scene: Scene, draft: Draft) -> Figure | None:
    """The body whose report was told just before: "rapporte l'Aube. Selon le journal"."""
    here = scene.sight.narrated[draft.sentence]
    for seat in reversed(scene.seats[-RECENT:]):
        if here - scene.sight.narrated[seat.sentence] > REPORTED:
            return None
        run = seat.draft.phrase.run
        if is_heard(scene, seat) and run is not None and run.place is None and seat.figure.kind == "body":
            return seat.figure
    return None


def is_heard(scene: Scene, seat: Seat) -> bool:
    """Whether somebody speaks where he is named, or stands behind "according to"."""
    return seat.speaker or scene.sight.after_source(seat.draft.phrase.first)


def meant(scene: Scene, draft: Draft) -> Figure | None:
    """The body with a name that a definite noun means: by its sort, or as the first word of one name."""
    word = split(draft.core)[0]
    first = [f for f in scene.figures if f.kind == "body" and _begins(f, word)]
    return first[0] if len(first) == 1 else same(scene, draft)


def _begins(figure: Figure, word: str) -> bool:
    names = [split(d.core) for d in figure.drafts]
    return any(len(name) > 1 and name[0] == word for name in names)


def of_sort(scene: Scene, draft: Draft, sort: str) -> Figure | None:
    """The one body of a sort that the page has named by any of the nouns for it, best with a name of its own:
    "le ministère public" for "le parquet de X".
    """
    if draft.phrase.complements:
        return None
    seen = {
        id(s.figure): s.figure
        for s in scene.seats
        if s.figure.kind == "body" and _sort_of(scene, s.draft) == sort
    }
    figures = list(seen.values())
    told = [f for f in figures if any(w[:1].isupper() for d in f.drafts for w in d.core.split()[1:])]
    found = told or figures
    return found[0] if len(found) == 1 else None


def _sort_of(scene: Scene, draft: Draft) -> str:
    """The sort of body that a phrase tells: by its noun, or by the noun with which a name begins."""
    phrase, sight = draft.phrase, scene.sight
    if phrase.office is not None or phrase.run is None:
        return phrase.office.office if phrase.office else ""
    hit = sight.lexicon.offices.at(sight.words, sight.printed, phrase.run.first)
    return hit[1].office if hit and hit[1].kind == "body" else ""


def _sharer(scene: Scene, draft: Draft) -> Figure | None:
    """The one body with all words of the complement in a name of its own: "l'organisme des prix" for "Office
    des prix".
    """
    told = spelled_out(scene, split(draft.core)[1:])
    bodies = [f for f in scene.figures if f.kind == "body" and any(d.phrase.run for d in f.drafts)]
    sharing = [
        f
        for f in bodies
        if any(told and told <= spelled_out(scene, split(d.core)) for d in f.drafts)
        and f.drafts[0].span < draft.span
    ]
    return sharing[0] if len(sharing) == 1 else None


def _news_agency(scene: Scene, draft: Draft) -> Figure | None:
    """The news agency that the page named last, for "the agency"."""
    known = [
        s.figure
        for s in scene.seats
        if scene.sight.lexicon.has("agency", " ".join(s.figure.words)) and s.token < draft.head
    ]
    return known[-1] if known and not draft.phrase.complements else None


def _is_sort(figure: Figure, office: Office) -> bool:
    """Whether a body may be of a sort: none that the page tells to be of another, no newspaper by chance."""
    told = {sort for sort, _, _ in figure.offices if sort in NAMED_BODIES}
    offices = (d.phrase.office for d in figure.drafts if d.phrase.run is None)
    told |= {o.office for o in offices if o and o.office == "prosecution"}
    if "press" in (office.office, *told) or is_outlet(figure):
        return office.office == "press" and ("press" in told or is_outlet(figure))
    return office.office in told or told <= {"org"}


def is_outlet(figure: Figure) -> bool:
    """Whether a body has the name of a known outlet, with or without words before it."""
    drafts = [d for d in figure.drafts if d.phrase.run and d.phrase.run.place is None]
    names = [fold(d.core).split() for d in drafts]
    ends = (" ".join(name[k:]) for name in names for k in range(len(name)) if not k or k < len(name) - 1)
    return any(end in outlets.by_name() for end in ends)


def is_press(scene: Scene, seat: Seat) -> bool:
    """Whether a body is an outlet or a news agency, or tells a report as one, under a name of its own."""
    office, run = seat.draft.phrase.office, seat.draft.phrase.run
    if office is not None and office.kind == "body":
        return office.office in ("press", "agency")
    known = is_outlet(seat.figure) or scene.sight.lexicon.has("agency", " ".join(seat.figure.words))
    lone = run is not None and run.place is None and not seat.figure.country
    verb = scene.sight.tokens[seat.token].head
    inverted = seat.draft.phrase.first == verb + 1 and scene.sight.rel(verb) == "parataxis"  # "writes X"
    return known or (lone and not seat.quoted and inverted and scene.sight.reports(verb))


def _foremost(draft: Draft, bodies: Sequence[Figure]) -> Figure | None:
    """The body that the page names most often by far, once it is named."""
    ranked = sorted(bodies, key=lambda f: (-len(f.drafts), f.drafts[0].span))
    counts = [len(f.drafts) for f in ranked[:2]]
    leads = bool(counts) and counts[0] >= OFTEN and (len(counts) < OFTEN or counts[0] >= OFTEN * counts[1])
    return ranked[0] if leads and ranked[0].drafts[0].span < draft.span else None


def _told_bodies(scene: Scene) -> list[Figure]:
    """The bodies named so far by a noun and a proper name ("le tribunal de X")."""
    told = {
        id(s.figure): s.figure
        for s in scene.seats
        if s.figure.kind == "body"
        and s.draft.phrase.run is None
        and (s.draft.phrase.office is None or s.draft.phrase.office.kind == "body")
        and any(word[:1].isupper() for word in s.draft.core.split()[1:])
    }
    return [f for f in told.values() if f not in scene.figures]


def _may_be_body(figure: Figure) -> bool:
    """Whether a figure is a body that is no place, or a lone name that only the tagger takes for a person."""
    run = figure.drafts[0].phrase.run if figure.drafts else None
    if run is not None and run.place and run.place.kind != "body":
        return False
    if figure.kind != "person":
        return figure.kind == "body"
    sure = any(d.phrase.run and d.phrase.run.sure for d in figure.drafts)
    return len(figure.words) == 1 and not sure and not figure.offices


def spelled_out(scene: Scene, words: Sequence[str]) -> set[str]:
    """The words, acronyms of the page written in full, without the articles between them."""
    lexicon = scene.sight.lexicon
    full = {long for word in words for long in scene.shorts.get(word, (word,))}
    return {w for w in full if not (lexicon.has("of", w) or lexicon.has("definite", w))}
