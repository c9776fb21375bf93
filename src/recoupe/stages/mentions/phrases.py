"""Which noun phrases name a holder: a name with its title and office, or an office without a name.

An office is found by its noun in the table `roles` and grows left over its article and right over its
complements; a name beside it, with or without a comma, belongs to it. Bodies and documents without a name
count only where they could be asked to speak: as a subject, or after a word such as "selon".
"""

import re
from dataclasses import dataclass

from recoupe.stages.mentions.complements import closes, grow_right, past_charge, side_by_side
from recoupe.stages.mentions.kinds import Run, countryman
from recoupe.stages.mentions.lexicon import Office
from recoupe.stages.mentions.sight import Sight

YEAR = re.compile(r"(?:19|20)\d\d")
SPEAKING = frozenset({"nsubj", "obl:agent"})
NAMED_BODIES = frozenset({"org", "press", "party", "club", "agency"})  # sorts of bodies that no place is
PREMODIFIERS = frozenset({"amod", "compound", "nmod:poss", "case", "det", "flat"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase under construction; bounds are tokens, both included. `run` is the name in it."""

    first: int
    last: int
    head: int
    run: Run | None = None
    office: Office | None = None
    role: tuple[int, int] | None = None
    country: str | None = None
    gender: str | None = None
    number: str | None = None
    article: str = ""  # definite | indefinite | possessive | ""
    title: bool = False
    former: bool = False
    hidden: bool = False
    complements: int = 0
    also: Office | None = None  # a second office of the same person: "le maire et député X"


def find(sight: Sight, runs: list[Run]) -> list[Phrase]:
    """The phrases of a page in text order; those inside others come after them."""
    runs = [r for r in runs if not _is_common(sight, r)]
    inside = {k: r for r in runs for k in range(r.first, r.last + 1)}
    offices = side_by_side(sight, _offices(sight, inside))
    runs = [r for r in runs if not any(_is_word_of(r, o) for o in offices)]
    by_first, by_last = {r.first: r for r in runs}, {r.last: r for r in runs}
    phrases = [_named(sight, r) for r in runs]
    by_run = {p.run: p for p in phrases}
    left: list[Phrase] = []
    for office in offices:
        run = _name_beside(sight, office, by_first) or _name_in_compound(sight, office, by_last)
        if run and by_run[run].role is None:
            _marry(sight, by_run[run], office)
        else:
            left.append(office)
    ends = {p.last: p for p in phrases}
    kept = [o for o in left if not _follows_name(sight, o, ends)]
    for office in kept:
        office.hidden = not _may_speak(sight, office)
    return sorted([*phrases, *kept], key=lambda p: (p.first, -p.last))


def _is_word_of(run: Run, office: Phrase) -> bool:
    """Whether a run is but a word of an office: "the Foreign Ministry"."""
    start = office.role[0] if office.role else office.first
    return not run.place and not run.sure and start < run.first and run.last <= office.head


def _is_common(sight: Sight, run: Run) -> bool:
    """Whether a run is but the capital of a noun that goes on small ("l'Office national de"), or an office
    in capitals ("le PDG de").
    """
    if run.place or run.first != run.last or run.kind == "person":
        return False
    hit = sight.lexicon.offices.at(sight.words, sight.printed, run.first)
    return hit is not None and (hit[1].kind in ("body", "group") or sight.printed[run.first].isupper())


def _named(sight: Sight, run: Run) -> Phrase:
    """The phrase of a name alone, with its title and article."""
    phrase = Phrase(run.first, run.last, sight.governor(run.first), run, gender=run.gender)
    phrase.head = run.first
    lexicon, i = sight.lexicon, run.first - 1
    if i >= 0 and sight.sentence[i] == sight.sentence[run.first]:
        title = lexicon.titles.get(sight.words[i])
        if title:
            phrase.first, phrase.title, phrase.gender, phrase.number = i, True, title.gender, title.number
        elif lexicon.has("definite", sight.words[i]) and sight.tokens[i].pos == "DET":
            phrase.first = i
    if run.place:
        phrase.country = run.place.country
    elif run.kind == "person" and i >= 0 and sight.sentence[i] == sight.sentence[run.first]:
        _learn_country(sight, phrase, i)  # "American Jane Doe"
    phrase.head = _top(sight, phrase.first, run.last)
    return phrase


def _top(sight: Sight, first: int, last: int) -> int:
    """The token of a phrase that hangs on something outside it."""
    tokens = sight.tokens
    outside = (
        k for k in range(first, last + 1) if tokens[k].pos != "PUNCT" and not first <= tokens[k].head <= last
    )
    roots = (k for k in range(first, last + 1) if tokens[k].head == k)
    return next(outside, next(roots, first))


def _offices(sight: Sight, inside: dict[int, Run]) -> list[Phrase]:
    found: list[Phrase] = []
    i = 0
    while i < len(sight.tokens):
        phrase = _office_at(sight, i, inside)
        if phrase is None:
            i += 1
            continue
        found.append(phrase)
        i = (phrase.role or (i, i))[1] + 1
        if phrase.office and phrase.office.kind == "document":
            i = phrase.head + 1  # who made it is named within
    return found


def _office_at(sight: Sight, i: int, inside: dict[int, Run]) -> Phrase | None:
    hit = sight.lexicon.offices.at(sight.words, sight.printed, i)
    token = sight.tokens[i]
    past = hit is None and _is_past(sight, i)
    if past:
        after = [token.text.partition("-")[2].lower(), *sight.words[i + 1 : i + 8]]
        hit = sight.lexicon.offices.at(after, after, 0)
    hit = hit or countryman(sight, i)
    if hit is None or token.pos not in ("NOUN", "PROPN", "ADJ") or (i in inside and _is_in(inside[i], i)):
        return None
    size, office = _past_adjective(sight, i, hit)
    last_word = min(i + size, len(sight.tokens)) - 1
    if token.pos == "ADJ" and size == 1 and sight.rel(i) == "amod":
        return None
    head = _top(sight, i, last_word)
    phrase = Phrase(
        i, last_word, head, office=office, country=office.country, gender=office.gender, former=past
    )
    between = sight.lexicon.places.at(sight.words, sight.printed, i + 1) if last_word > i else None
    if between and between[1].kind == "adjective":
        phrase.country = phrase.country or between[1].country
    _grow_left(sight, phrase)
    grow_right(sight, phrase, inside)
    phrase.role = (_role_start(sight, phrase), phrase.last)
    phrase.number = (
        phrase.number or sight.morph(head, "Number") or ("Plur" if sight.words[i].endswith("s") else "Sing")
    )
    if not phrase.gender and phrase.first < i:
        phrase.gender = sight.morph(phrase.first, "Gender")
    return phrase


def _is_past(sight: Sight, i: int) -> bool:
    """Whether a word opens as that of an office once held does: "ex-deputy"."""
    opens, dash, _ = sight.words[i].partition("-")
    return bool(dash) and sight.lexicon.has("former", opens + dash)


def _is_in(run: Run, i: int) -> bool:
    """Whether a noun is part of a name ("Maison Blanche", "Bruno Le Maire") and no office of its own."""
    return run.first < i or run.place is not None or (run.kind == "person" and run.sure)


def _past_adjective(sight: Sight, i: int, hit: tuple[int, Office]) -> tuple[int, Office]:
    """The longer office that shows without an adjective inside ("conseiller russe à la sécurité")."""
    adjective = (
        sight.lexicon.places.at(sight.words, sight.printed, i + 1) if i + 1 < len(sight.words) else None
    )
    if hit[0] > 1 or adjective is None or adjective[1].kind != "adjective":
        return hit
    skip = adjective[0]
    without = [sight.words[i], *sight.words[i + 1 + skip : i + 8]]
    longer = sight.lexicon.offices.at(without, without, 0)
    return (longer[0] + skip, longer[1]) if longer and longer[0] > 1 else hit


def _role_start(sight: Sight, phrase: Phrase) -> int:
    start = phrase.first
    while start < phrase.head and sight.tokens[start].pos in ("DET", "NUM", "ADP"):
        start += 1
    return start


def _grow_left(sight: Sight, phrase: Phrase) -> None:
    lexicon = sight.lexicon
    low = sight.bounds[sight.sentence[phrase.head]][0]
    start = phrase.first
    i = start - 1
    while i >= low and start - i <= 5:
        word, token = sight.words[i], sight.tokens[i]
        if YEAR.fullmatch(word) or _runs_on(sight, i):
            return  # "in 2021 Minister X": no number of ministers
        for part in ("definite", "possessive", "indefinite"):
            shown = lexicon.word(part, word)
            if shown and token.pos in ("DET", "ADP", "NUM", "PRON", "ADJ"):
                phrase.article = part
                if part != "possessive" or not lexicon.natural_gender:  # "her lawyer" may be a man
                    phrase.number = shown.number or phrase.number
                    phrase.gender = phrase.gender or shown.gender
                if token.pos != "ADP" or part == "indefinite":
                    phrase.first = i
                break
        else:
            if (
                token.pos == "NUM"
                or (token.pos == "ADJ" and token.head == phrase.head)
                or lexicon.has("former", word)
            ):
                phrase.former = phrase.former or lexicon.has("former", word)
                if token.pos == "NUM":
                    phrase.number, phrase.article = "Plur", phrase.article or "indefinite"
                phrase.first = i
                _learn_country(sight, phrase, i)
                i -= 1
                continue
            if not _premodifies(sight, phrase, i):
                return
            if token.pos == "PART":
                phrase.article = "definite"  # an owner's: "the party's leader"
            phrase.first = i
            _learn_country(sight, phrase, i)
            i -= 1
            continue
        if phrase.article != "indefinite" and _premodifies(sight, phrase, i) and token.head != phrase.head:
            phrase.article = "definite"
        if part == "definite" or token.pos != "NUM":
            return
        i -= 1


def _runs_on(sight: Sight, i: int) -> bool:
    """Whether a headline ends at a noun: "Worst in history Military experts", where no name begins."""
    small = sight.tokens[i].pos == "NOUN" and sight.printed[i].islower() and not sight.lexicon.capital_nouns
    opens = small and sight.tokens[i + 1].pos == "ADJ" and sight.tokens[i + 1].common
    return (
        opens and sight.is_capital(i + 1) and not sight.lexicon.places.at(sight.words, sight.printed, i + 1)
    )


def _premodifies(sight: Sight, phrase: Phrase, i: int) -> bool:
    """Whether a token before an office belongs to it in a compound or as owner ("the union's analyst")."""
    if sight.tokens[i].rel not in PREMODIFIERS or sight.tokens[i].pos == "ADP":
        return False
    governor = sight.tokens[i].head
    for _ in range(3):
        if max(i + 1, phrase.first) <= governor <= phrase.last:
            return True
        if sight.tokens[governor].rel not in PREMODIFIERS:
            return False
        governor = sight.tokens[governor].head
    return False


def _learn_country(sight: Sight, phrase: Phrase, i: int) -> None:
    """Gives an office the country that is named before it."""
    place = sight.lexicon.places.at(sight.words, sight.printed, i)
    if place and i + place[0] <= phrase.head:
        phrase.country = phrase.country or place[1].country


def _name_beside(sight: Sight, office: Phrase, by_first: dict[int, Run]) -> Run | None:
    """The name that an office introduces: "le ministre X", "le ministre, X,"."""
    assert office.office is not None
    after = office.last + 1
    person = office.office.kind == "person"
    if not person and after + 1 < len(sight.words) and sight.words[after] == '"':
        after += 1  # "le quotidien « Le Soir »"
    if not person and after + 1 in by_first and sight.lexicon.has("definite", sight.words[after]):
        after += sight.is_capital(after)  # "le quotidien Le Soir"
    run = by_first.get(after)
    if run and office.number != "Plur" and sight.sentence[after] == sight.sentence[office.head]:
        # A tagger may take a company that the gazetteer lacks for a place.
        sort = office.office.office in NAMED_BODIES and not run.place
        kinds = ("body", "person", "place") if sort else ("body", "person")
        fits = run.kind == "person" if person else office.office.kind == "body" and run.kind in kinds
        fits = fits and (person or not _is_elsewhere(sight, office, run))
        # A lone capital right behind a complement's may go on with it: "le chercheur de la Berlin Science".
        whole = run.sure or run.last > run.first or after > office.last + 1
        whole = whole or not office.complements or not sight.is_capital(office.last)
        return run if whole and (fits or (person and _may_be_person(sight, office, run))) else None
    titled = by_first.get(_past_title(sight, after)) if person and office.number != "Plur" else None
    if titled and titled.kind == "person" and sight.sentence[titled.first] == sight.sentence[office.head]:
        return titled  # "sa sœur Mme X"
    if after < len(sight.words) and sight.words[after] in ("[", "(") and person and office.number != "Plur":
        run = by_first.get(after + 1)
        if run and run.kind == "person" and run.sure:
            return run
    after = _past_title(sight, after)
    comma = after < len(sight.words) and sight.words[after] == ","
    if person and comma and office.number != "Plur":
        at = _past_title(sight, after + 1)
        run = by_first.get(at)
        apposed = run is not None and sight.governor(run.first) == sight.governor(office.head)
        named = run is not None and (run.kind == "person" or (apposed and _may_be_person(sight, office, run)))
        if run and run.place is None and named and closes(sight, run.last + 1):
            return run
    return past_charge(sight, office, by_first) if person and office.number != "Plur" else None


def _is_elsewhere(sight: Sight, office: Phrase, run: Run) -> bool:
    """Whether a person named behind a body belongs to a noun before it: "head of the institute Jane Doe"."""
    head = sight.tokens[run.first].head
    return run.kind == "person" and run.sure and sight.rel(run.first) == "appos" and head < office.first


def _name_in_compound(sight: Sight, office: Phrase, by_last: dict[int, Run]) -> Run | None:
    """The name that stands before the noun of its body: "the Havas agency"."""
    if office.office is None or office.office.kind != "body" or office.number == "Plur":
        return None
    for k in range(office.head - 1, max(office.first, office.head - 3) - 1, -1):
        run = by_last.get(k)
        if run and run.place is None and run.first >= office.first and _premodifies(sight, office, run.last):
            return run
    return None


def _may_be_person(sight: Sight, office: Phrase, run: Run) -> bool:
    """Whether a name after an office can be its holder's, whatever the tagger made of it."""
    bare = not office.complements and not sight.printed[run.first].isupper()  # no "minister SPD"
    return run.place is None and (run.kind != "body" or (not run.sure and (run.last > run.first or bare)))


def _past_title(sight: Sight, i: int) -> int:
    while (i < len(sight.words) and sight.words[i] in ("[", "(")) or (
        i < len(sight.words) and sight.words[i] in sight.lexicon.titles
    ):
        i += 1
    return i


def _marry(sight: Sight, name: Phrase, office: Phrase) -> None:
    """One phrase of a name and its office."""
    name.office, name.role, name.former = office.office, office.role, office.former
    name.first, name.last = min(name.first, office.first), max(name.last, office.last)
    name.country = name.country or office.country
    name.gender = name.gender or office.gender
    name.article = office.article
    name.head = _top(sight, name.first, name.last)


def _follows_name(sight: Sight, office: Phrase, ends: dict[int, Phrase]) -> bool:
    """Gives an office that follows its name after a comma to that name; whether it did."""
    before = office.first - 1
    if before < 1 or sight.words[before] != "," or office.number == "Plur" or office.office is None:
        return False
    name = ends.get(before - 1)
    if (
        name is None
        or name.run is None
        or name.run.kind != "person"
        or name.role
        or office.office.kind != "person"
    ):
        return False
    closing = office.last + 1 >= len(sight.tokens) or sight.tokens[office.last + 1].pos in (
        "PUNCT",
        "PRON",
        "VERB",
        "AUX",
    )
    beside = (
        sight.tokens[office.head].rel == "appos" and name.first <= sight.tokens[office.head].head <= name.last
    )
    if (
        office.article == "possessive"
        or (office.article and not closing)
        or (office.article == "indefinite" and not beside)
    ):
        return False
    _marry(sight, name, office)
    return True


def _may_speak(sight: Sight, phrase: Phrase) -> bool:
    assert phrase.office is not None
    if sight.lexicon.has("side", sight.words[phrase.head]) and not phrase.country:
        return False  # "the Egyptian side" is somebody, "one side" is not
    if phrase.office.kind == "person":
        return bool(phrase.article or phrase.country) or sight.acts(phrase.head)
    if sight.acts(phrase.head) or sight.tokens[phrase.head].rel in SPEAKING:
        return phrase.office.kind != "document" or sight.reports(sight.tokens[phrase.head].head)
    if sight.after_source(phrase.first):
        return True
    if phrase.office.kind == "body" and sight.rel(phrase.head) == "obl":
        return sight.reports(sight.tokens[phrase.head].head)  # "dit-on à la mairie"
    before = phrase.first - 1
    if before > 0 and "VerbForm=Inf" in sight.tokens[before].morph and sight.reports(before - 1):
        before -= 1  # "a fait savoir le parquet"
    inverted = before > 0 and phrase.office.kind in ("body", "document") and sight.reports(before)
    verb = before
    while verb > 0 and sight.tokens[verb - 1].pos in ("AUX", "PRON"):
        verb -= 1  # "« P », s'est réjoui le groupe"
    opens = verb > 0 and sight.words[verb - 1] in (",", '"', "-")
    opens = opens or sight.tokens[before].rel.startswith("parataxis")
    return inverted and opens
