"""Who speaks in a text that is quoted by its noun? Its owner, its issuer, or the text named before.

"Selon ses prévisions" is the person spoken of, "les informations du journal X" the journal, "précise le
communiqué" whoever was said to have issued one, "le document" the rapport of the sentence before. The sort of
a noun (issued, relay, plain) stands in the table of offices; what is none of these stays a text of its own.
"""

from recoupe.stages.mentions import bodies
from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.figures import Figure
from recoupe.stages.mentions.phrases import Phrase
from recoupe.stages.mentions.scene import Scene, Seat, Want

ALIKE = ("plain", "survey", "issued", "printed")  # nouns that may name a text named before by another noun
OWN = ("issued", "printed")  # texts of whoever speaks in them: a statement, an article
NEAR = 2  # sentences of the page's own between a speaker and the text that is his
REPORTED = 4  # sentences of the page's own behind a report that "the article" may be
LONGEST_NOUN = 3  # tokens of a noun for a body
FAR = 60  # namings that are looked back over for the text or its issuer


def behind(scene: Scene, draft: Draft, unnamed: dict[str, Figure]) -> tuple[Figure, str, str] | None:
    """The figure that a document stands for, the rule that says so, and why; None for a text of its own."""
    phrase, office = draft.phrase, draft.phrase.office
    if office is None or office.kind != "document" or draft.hidden:
        return None
    if phrase.article == "possessive" and not phrase.complements:
        owner = owner_of(scene, draft)
        return (owner, "owner", "the words of whoever was spoken of just before") if owner else None
    if office.office == "relay" and (named := _within(scene, draft) or _body_within(scene, draft)):
        return named, "relay", "what somebody named in the phrase has learnt or said"
    known = phrase.article == "definite" or (not phrase.article and office.office in OWN)
    if not known or phrase.number == "Plur" or phrase.complements:
        return None
    if office.office in ALIKE and head_word(draft) not in unnamed:
        if office.office == "printed" and _last_press(scene, draft):
            return None
        text = _last_text(scene, office.office)
        return (text, "same-text", "the text that was named before") if text else None
    return None


def owner_of(scene: Scene, draft: Draft) -> Figure | None:
    """Whom a possessive stands for: "ses prévisions", "her lawyer"."""
    lexicon, word = scene.sight.lexicon, scene.sight.words[draft.phrase.first]
    several = lexicon.has("theirs", word)
    shown = lexicon.word("possessive", word) if lexicon.natural_gender else None
    gender = shown.gender if shown else None
    person, number = gender != "Neut", "Plur" if several else "Sing"
    hit = scene.find(Want(draft.head, gender, number, person, draft.quoted, person and gender is not None))
    return hit[0] if hit else None


def _within(scene: Scene, draft: Draft) -> Figure | None:
    """The one name in the phrase of a document."""
    phrase = draft.phrase
    named = [
        f
        for f in scene.figures
        if f.kind in ("person", "body")
        and any(
            d.phrase.run and phrase.head < d.phrase.first and d.phrase.last <= phrase.last for d in f.drafts
        )
    ]
    return named[0] if len(named) == 1 else None


def _body_within(scene: Scene, draft: Draft) -> Figure | None:
    """The body that the last noun of a document's phrase means: "le rapport du journal"."""
    sight, phrase = scene.sight, draft.phrase
    for first in range(phrase.last, max(phrase.head, phrase.last - LONGEST_NOUN), -1):
        hit = sight.lexicon.offices.at(sight.words, sight.printed, first)
        whole = hit is not None and hit[1].kind == "body" and first + hit[0] - 1 == phrase.last
        if hit is None or not whole or not sight.lexicon.has("definite", sight.words[first - 1]):
            continue
        noun = Phrase(first - 1, phrase.last, phrase.last, office=hit[1], article="definite", number="Sing")
        span = sight.span(first, phrase.last)
        inner = Draft(
            noun, "role", "body", span, span.of(sight.text), draft.sentence, phrase.last, False, draft.quoted
        )
        return bodies.meant(scene, inner) or _named_alike(scene, inner)
    return None


def _named_alike(scene: Scene, inner: Draft) -> Figure | None:
    """The body last named by the same words of more than one: "the Central Bank"."""
    alike = [s.figure for s in scene.seats[-FAR:] if s.draft.core == inner.core and s.figure.kind == "body"]
    return alike[-1] if alike and " " in inner.core else None


def name_maker(scene: Scene, draft: Draft) -> None:
    """Names a document with the body that made it, where its phrase has but a noun for it: "le rapport du
    journal".
    """
    office = draft.phrase.office
    if office is None or office.kind != "document" or "(" in draft.core:
        return
    maker = _body_within(scene, draft)
    if maker is None or maker.kind != "body":
        return
    name = max((d.core for d in maker.drafts), key=lambda core: (len(core.split()), core))
    if not set(name.split()) <= set(draft.core.split()):
        draft.core = f"{draft.core} ({name})"


def name_by_copula(scene: Scene) -> None:
    """Names a text with the person or body whose the page says it is: "le courriel est une réponse de X"."""
    sight = scene.sight
    named = {d.head: f for f in scene.figures for d in f.drafts if f.kind in ("person", "body")}
    for k, token in enumerate(sight.tokens):
        noun = token.head
        if not token.rel.startswith("nsubj") or sight.tokens[noun].pos != "NOUN":
            continue
        kids = [j for j in range(noun - 4, noun + 8) if 0 <= j < len(sight.tokens) and j != noun]
        kids = [j for j in kids if sight.tokens[j].head == noun]
        makers = [named[j] for j in kids if j in named and j > noun and sight.rel(j) == "nmod"]
        if not any(sight.rel(j) == "cop" for j in kids) or len(makers) != 1:
            continue
        texts = {id(s.figure): s.figure for s in scene.seats if _is_bare_text(s, sight.words[k])}
        maker = _as_issuer(scene, makers[0])
        for figure in texts.values():  # the headline's and the text's own "un courriel" are one
            figure.drafts[0].core = f"{figure.drafts[0].core} ({maker})"


def _is_bare_text(seat: Seat, word: str) -> bool:
    office, first = seat.draft.phrase.office, seat.figure.drafts[0]
    is_text = office is not None and office.kind == "document" and head_word(seat.draft) == word
    return is_text and " " not in first.core and first.phrase.run is None


def name_issuer(scene: Scene, figure: Figure) -> None:
    """Names a text with whoever speaks where it was first named, if that naming tells nothing itself."""
    first = figure.drafts[0]
    office = first.phrase.office
    if office is None or office.office not in OWN or first.phrase.run or "(" in first.core:
        return
    if any(word[:1].isupper() for word in first.core.split()[1:]):
        return
    near = [s for s in scene.seats[-FAR:] if s.sentence == first.sentence]
    speakers = [s for s in near if _may_issue(s)] or [s for s in near if _issues(scene, s, first)]
    speakers.sort(key=lambda s: abs(s.token - first.head))
    if speakers:
        first.core = f"{first.core} ({_as_issuer(scene, speakers[0].figure)})"


def name_reporter(scene: Scene, draft: Draft) -> None:
    """Names a report that is told of as known with the outlet that reported before: "selon le rapport"."""
    office, phrase = draft.phrase.office, draft.phrase
    if office is None or office.office != "reported":
        return
    if phrase.article != "definite" or phrase.number == "Plur" or " " in draft.core or draft.hidden:
        return
    told = [
        s.figure for s in reversed(scene.seats) if bodies.is_outlet(s.figure) and bodies.is_heard(scene, s)
    ]
    if told:
        draft.core = f"{draft.core} ({max((d.core for d in told[0].drafts), key=len)})"


def name_speaker(scene: Scene, draft: Draft) -> None:
    """Names a text that is told of as known but was not named yet with whoever spoke just before it."""
    office, phrase = draft.phrase.office, draft.phrase
    if office is None or office.office not in OWN or phrase.article == "indefinite" or draft.hidden:
        return
    plain = " " not in draft.core and phrase.number != "Plur" and not phrase.complements
    printed = _last_press(scene, draft) if office.office == "printed" else None
    speaker = printed or (_last_speaker(scene, draft) if plain else None)
    if plain and speaker is not None and speaker.kind == "body":
        draft.core = f"{draft.core} ({_as_issuer(scene, speaker)})"


def _as_issuer(scene: Scene, figure: Figure) -> str:
    """The words for whoever issues a text: the name, and the office in which it was issued."""
    roles = [d.phrase.role for d in figure.drafts if d.phrase.role and d.phrase.run]
    offices = [scene.sight.span(*role).of(scene.sight.text) for role in roles]
    name = max((d.core for d in figure.drafts), key=len)
    office = max(offices, key=len, default="") if figure.kind == "person" else ""
    return " ".join(f"{name}, {office}".removesuffix(", ").split())


def _last_speaker(scene: Scene, draft: Draft) -> Figure | None:
    """Whoever spoke just before a text that is first named as known: "P, says X. Q, the statement says"."""
    here = scene.sight.narrated[scene.sight.sentence[draft.head]]
    for seat in reversed(scene.seats[-FAR:]):
        if here - scene.sight.narrated[seat.sentence] > NEAR:
            return None
        if _may_issue(seat):
            return seat.figure
    return None


def _last_press(scene: Scene, draft: Draft) -> Figure | None:
    """The outlet whose report was told just before: "writes X. Q, the article says"."""
    here = scene.sight.narrated[scene.sight.sentence[draft.head]]
    for seat in reversed(scene.seats[-FAR:]):
        if here - scene.sight.narrated[seat.sentence] > REPORTED:
            return None
        if seat.figure.kind == "body" and bodies.is_press(scene, seat):
            return seat.figure
    return None


def _may_issue(seat: Seat) -> bool:
    office = seat.draft.phrase.office
    is_text = office is not None and office.kind == "document" and seat.draft.phrase.run is None
    return seat.speaker and not is_text and seat.figure.kind in ("person", "body", "group", "state")


def _issues(scene: Scene, seat: Seat, text: Draft) -> bool:
    """Whether somebody is the subject of the verb that has a text for its object: "X published a letter"."""
    tokens, verb = scene.sight.tokens, scene.sight.tokens[text.head].head
    governs = verb in (seat.token, tokens[seat.token].head) or tokens[verb].head == seat.token
    named = seat.figure.kind in ("person", "body", "group", "state") and seat.draft is not text
    return seat.subject and named and governs and scene.sight.rel(text.head) == "obj"


def _last_text(scene: Scene, sort: str) -> Figure | None:
    """The text named last, of the same sort where the noun tells one."""
    for seat in reversed(scene.seats[-FAR:]):
        office, phrase = seat.draft.phrase.office, seat.draft.phrase
        if phrase.run or not phrase.article or not office or office.kind != "document" or seat.draft.quoted:
            continue
        if sort in ("plain", office.office):
            return seat.figure
    return None
