"""Who holds an office that is printed without a name? A figure of the page, or a figure of its own.

First whoever the page says holds it; then, for a bare noun, the person or body just spoken of; then the same
noun printed before. Where several fit, salience decides or nobody does.
"""

from recoupe.model import Reason
from recoupe.stages.mentions import bodies, groups, periphrasis, ranking, texts
from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.figures import LEADERS, Figure
from recoupe.stages.mentions.kinds import is_body
from recoupe.stages.mentions.lexicon import split
from recoupe.stages.mentions.phrases import NAMED_BODIES
from recoupe.stages.mentions.ranking import Asked
from recoupe.stages.mentions.scene import RECENT, Scene, Seat, Want, stand_for
from recoupe.stages.mentions.sight import Sight

Hit = tuple[Figure, str, float, str]  # who is meant, the rule that says so, its weight, and why

LONGEST_INSERTED = 8  # words of an office after a quotation that may mean the one just spoken of
CHIEFS = ("head", "premier", "leader", "director", "secretary_general")
OTHERS_VOICES = ("spokes", "lawyer", "adviser")  # offices of those who speak for somebody else
SOURCES = ("body", "group", "anonymous")
AHEAD = 2  # sentences of the page's own behind an office in which its holder may be named
STALE = 3  # sentences of the page's own after which a body needs more than its noun
NEWCOMERS = 6  # namings before an office among which a person may be new
BEHIND = 5  # tokens between a verb of speech and the inverted subject behind a day


def place(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> None:
    """Puts an office without a name on the scene, as a figure of the page or one of its own."""
    draft.phrase.country = draft.phrase.country or _land(scene, draft)
    hit = (
        _person(scene, draft)
        or _prosecution(scene, draft)
        or _text(scene, draft, unnamed)
        or _again(scene, draft, unnamed)
        or _likeliest(scene, draft)
    )
    if hit:
        figure, rule, weight, why = hit
        at = figure.drafts[0]
        stand_for(scene, draft, figure, at, Reason(rule, weight, (draft.span, at.span), why))
        return
    words = tuple(split(draft.core))
    texts.name_maker(scene, draft)
    texts.name_speaker(scene, draft)
    texts.name_reporter(scene, draft)
    if draft.phrase.article == "possessive" and draft.kind != "body" and not draft.phrase.complements:
        owner = texts.owner_of(scene, draft)
        if owner and owner.drafts and owner.drafts[0].form in ("name", "metonym"):
            draft.core = f"{draft.core} ({owner.drafts[0].core})"
    figure = Figure(
        draft.kind,
        words,
        [draft],
        draft.phrase.gender,
        country=draft.phrase.country,
    )
    scene.name(draft, figure)
    if draft.phrase.article != "indefinite" or draft.kind in ("body", "group"):
        unnamed[head_word(draft)] = figure


def _person(scene: Scene, draft: Draft) -> Hit | None:
    """The person of the page who is called by an office."""
    if draft.kind != "person":
        return None
    found: Hit | None = None
    if draft.phrase.article != "indefinite" and (
        held := _holder(scene, draft) or periphrasis.told(scene, draft)
    ):
        found = (held[0], "holder-of-office", 0.8, held[1])
    elif after := _named_next(scene, draft):
        found = (after, "named-next", 0.7, "who is named in what follows")
    office = draft.phrase.office
    if found and office is not None and (office.office or found[1] == "named-next"):
        found[0].called.add((office.office, head_word(draft), draft.phrase.country))
    return found


def asked(draft: Draft) -> Asked | None:
    """What an office of one person, told as known, asks for; None for any other."""
    phrase = draft.phrase
    one = draft.form == "role" and draft.kind in ("person", "anonymous") and phrase.number != "Plur"
    if not one or phrase.article == "indefinite" or draft.nested:
        return None
    return Asked(draft.head, "person", phrase.gender, "Sing", draft.quoted, draft)


def _prosecution(scene: Scene, draft: Draft) -> Hit | None:
    """The body for which "le procureur" speaks, if it names nobody who does."""
    office = draft.phrase.office
    if (
        draft.kind != "person"
        or office is None
        or office.office != "prosecutor"
        or not periphrasis.is_one(draft)
    ):
        return None
    body = bodies.of_sort(scene, draft, "prosecution")
    return (body, "same-noun", 0.7, "the body for which this office speaks") if body else None


def _likeliest(scene: Scene, draft: Draft) -> Hit | None:
    """The likeliest of all persons named before, if likely enough."""
    question = asked(draft)
    hit = ranking.find(scene, question) if question else None
    if hit is None:
        return None
    office = draft.phrase.office
    if office is not None and office.office:
        hit[0].called.add((office.office, head_word(draft), draft.phrase.country))
    return hit[0], "antecedent", 0.7, "the likeliest of all persons named before"


def _text(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> Hit | None:
    """The text or source that the page names again, with who issued it, or who speaks in it."""
    if told := texts.behind(scene, draft, unnamed):
        figure, rule, why = told
        if rule == "same-text":
            texts.name_issuer(scene, figure)
        if rule != "same-text" or " " not in draft.core:
            draft.core = figure.drafts[0].core
        return figure, rule, 0.7, why
    if source := _same_source(scene, draft):
        texts.name_issuer(scene, source)
        draft.core = source.drafts[0].core
        return source, "same-source", 0.7, "the source named just before"
    return None


def _again(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> Hit | None:
    """Whom the page named before by the same noun, or by a name that the noun fits."""
    earlier = _same_pair(scene, draft) or groups.meant(scene, draft, unnamed)
    earlier = earlier or _same_noun(scene, draft, unnamed)
    if earlier is None or _is_stale(scene, draft, earlier):
        earlier = bodies.same(scene, draft) or earlier
    if earlier is None:
        return None
    _correct(draft, earlier)
    if earlier.drafts[0].phrase.run is None:
        texts.name_issuer(scene, earlier)
        draft.core = earlier.drafts[0].core if "(" in earlier.drafts[0].core else draft.core
    return earlier, "same-noun", 0.7, "named before by the same noun"


def _is_stale(scene: Scene, draft: Draft, figure: Figure) -> bool:
    """Whether a body was named too long ago, or too loosely, for a bare noun to mean it at once."""
    office = draft.phrase.office
    if office is None or office.office not in NAMED_BODIES or draft.phrase.complements:
        return False
    last = next((s for s in reversed(scene.seats) if s.figure is figure), None)
    here = scene.sight.narrated[draft.sentence]
    loose = figure.drafts[0].phrase.article == "indefinite" and figure.drafts[0].phrase.run is None
    return last is not None and (loose or here - scene.sight.narrated[last.sentence] > STALE)


def _named_next(scene: Scene, draft: Draft) -> Figure | None:
    """Who speaks next under a name that nothing introduces: "a dit le ministre. « P », a ajouté Jean Doe."

    A name without an office is news to the reader, unless it belongs to whoever was just spoken of.
    """
    sight, phrase = scene.sight, draft.phrase
    heard = periphrasis.speaks(sight, draft) or (sight.after_source(phrase.first) and not draft.quoted)
    if phrase.article != "definite" or phrase.number == "Plur" or not heard:
        return None
    here = sight.narrated[draft.sentence]
    plain = phrase.office is not None and not phrase.office.office and " " not in draft.core
    opening = plain and not any(s.figure.kind == "person" for s in scene.seats)
    speakers = [
        f
        for f in scene.figures
        if f.kind == "person"
        and f.drafts
        and draft.span < f.drafts[0].span
        and sight.narrated[f.drafts[0].sentence] - here <= AHEAD
        and (
            periphrasis.speaks(sight, f.drafts[0])
            or (opening and (f.drafts[0].subject or sight.tells_whose(f.drafts[0].head)))
        )
    ]
    found = min(speakers, key=lambda f: f.drafts[0].span, default=None)
    if found is None or found.drafts[0].sentence == draft.sentence:
        return None
    if found.offices and not opening:
        return None
    return found if not (phrase.gender and found.gender and phrase.gender != found.gender) else None


def _land(scene: Scene, draft: Draft) -> str | None:
    """The country of a body of a state that does not print it: the one whose leaders the page names; of a
    party's people that of all who hold an office there.
    """
    phrase, office = draft.phrase, draft.phrase.office
    sort = office.office if office else ""
    if sort not in ("state", "faction") or phrase.article != "definite" or phrase.complements:
        return None
    persons = [f for f in scene.figures if f.kind == "person" and f.country]
    leading = {f.country for f in persons if any(held in LEADERS for held, _, _ in f.offices)}
    lands = {f.country for f in persons if f.offices} if sort == "faction" else leading
    return next(iter(lands)) if len(lands) == 1 else None


def _correct(draft: Draft, figure: Figure) -> None:
    """Makes a body of a lone name that only the tagger took for a person, now that a noun calls it one."""
    if draft.kind == "body" and figure.kind == "person":
        figure.kind = "body"
        for named in figure.drafts:
            named.kind = "body"


def _same_noun(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> Figure | None:
    figure = unnamed.get(head_word(draft))
    if figure is None or draft.phrase.article == "indefinite":
        return None
    mine, theirs = bodies.spelled_out(scene, split(draft.core)), bodies.spelled_out(scene, figure.words)
    if draft.phrase.country and draft.phrase.country == figure.country:
        mine -= _adjectives(scene, draft)
    mine = {w for w in mine if not scene.sight.lexicon.has("local", w)}
    plural = (draft.phrase.number == "Plur") == (figure.drafts[0].phrase.number == "Plur")
    return figure if plural and mine <= theirs | {head_word(draft)} else None


def _adjectives(scene: Scene, draft: Draft) -> set[str]:
    """The adjectives of a country in a phrase: "le ministère belge" may be told of Belgium before."""
    words = split(draft.core)
    found = [(w, scene.sight.lexicon.places.at([w], [w], 0)) for w in words]
    return {w for w, place in found if place and place[1].kind == "adjective"}


def _same_pair(scene: Scene, draft: Draft) -> Figure | None:
    """ "Les deux hommes", "both leaders": the two who were just named side by side."""
    phrase = draft.phrase
    words = scene.sight.words[phrase.first : phrase.last + 1]
    pairs = [s.figure for s in scene.seats[-RECENT:] if s.draft.pair]
    if draft.kind != "group" or not pairs or not any(scene.sight.lexicon.has("both", w) for w in words):
        return None
    hit = scene.find(Want(draft.head, None, "Plur", person=False, quoted=draft.quoted), pairs)
    return hit[0] if hit else None


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
    near = [s for s in reversed(scene.seats[-RECENT:]) if here - s.sentence <= 6 and s.figure.kind in SOURCES]
    # A text or whoever stands after "selon" was a source for certain; who says something may be one.
    return next((s.figure for s in near if _is_source(sight, s)), None)


def _is_source(sight: Sight, seat: Seat) -> bool:
    noun = seat.draft.phrase.office
    return (noun is not None and noun.kind == "document") or sight.after_source(seat.draft.phrase.first)


def _holder(scene: Scene, draft: Draft) -> tuple[Figure, str] | None:
    fitting = [f for f in scene.figures if f.kind == "person" and f.holds(draft)]
    fitting = fitting or [f for f in scene.figures if f.kind == "person" and _leads_same(scene, f, draft)]
    why = "holds this office on this page"
    if len(fitting) == 1:
        return None if _is_overtaken(scene, fitting[0], draft) else (fitting[0], why)
    if not fitting:
        return None
    agreeing = [f for f in fitting if draft.phrase.country and f.country == draft.phrase.country]
    if len(agreeing) == 1:
        return agreeing[0], why
    noun = head_word(draft)
    fitting = [f for f in fitting if any(noun == held for _, held, _ in f.offices)] or fitting
    fitting = [f for f in fitting if f.drafts[0].span < draft.span] or fitting
    if len(fitting) == 1:
        return fitting[0], why
    hit = scene.find(Want(draft.head, draft.phrase.gender, "Sing", person=True, quoted=draft.quoted), fitting)
    return (hit[0], "the most salient of those who hold this office on this page") if hit else None


def _is_overtaken(scene: Scene, figure: Figure, draft: Draft) -> bool:
    """Whether a plain noun that once meant a person may mean whoever was named since: "the expert"."""
    told = any(noun == head_word(draft) for _, noun, _ in figure.offices)
    if draft.phrase.office is None or draft.phrase.office.office or told:
        return False
    named = [s.figure for s in scene.seats if s.figure.kind == "person" and s.draft.phrase.run]
    return bool(named) and named[-1] is not figure


def _leads_same(scene: Scene, figure: Figure, draft: Draft) -> bool:
    """Whether a person is said to lead the body whose leader is named: "le patron de X" for "le PDG de X"."""
    office, sight = draft.phrase.office, scene.sight
    names = set(split(" ".join(w for w in _complement(draft) if w[:1].isupper())))
    agrees = not (draft.phrase.gender and figure.gender and draft.phrase.gender != figure.gender)
    if office is None or office.office not in CHIEFS or not names or not agrees:
        return False
    for told in figure.drafts:
        phrase = told.phrase
        if (
            phrase.former
            or phrase.role is None
            or phrase.office is None
            or phrase.office.office not in CHIEFS
        ):
            continue
        words = range(phrase.role[0], phrase.role[1] + 1)
        if names <= {sight.words[k] for k in words} and _is_whole(sight, words):
            return True
    return False


def _complement(draft: Draft) -> list[str]:
    return draft.core.replace("'", "' ").replace("’", "’ ").split()[1:]


def _is_whole(sight: Sight, words: range) -> bool:
    """Whether an office is of a body itself and not of a part of it: no "directeur des ventes de X"."""
    nouns = [k for k in words[1:] if sight.tokens[k].pos == "NOUN" and not sight.is_capital(k)]
    first = next((k for k in words if sight.is_capital(k) and k > words[0]), words[-1])
    return all(is_body(sight, k) or k > first for k in nouns)
