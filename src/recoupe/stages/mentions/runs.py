"""Where are proper names? Runs of tokens from the gazetteer, the tagger's names and capitalised proper nouns.

A run says what kind of name it is and how that is known (`kinds`).
"""

from collections.abc import Iterator
from dataclasses import replace

from recoupe.model import Parse
from recoupe.stages.mentions import kinds, small
from recoupe.stages.mentions.kinds import Run
from recoupe.stages.mentions.sight import Sight

OF_NAME = 3  # letters that a word has more of to be a name by its capital alone
LONGEST = 8  # tokens of a name; longer runs are headlines set in capitals
_OPEN = ("person", "other")  # kinds of names that may go on with a particle and an article
KINDS = {"person": "person", "place": "place", "body": "body"}


def find(sight: Sight, parse: Parse) -> list[Run]:
    """The runs of a page in text order, not overlapping, with their kinds voted."""
    taken = [False] * len(sight.tokens)
    runs = [*_in_marks(sight, taken), *_listed(sight, taken)]
    for name in parse.names:
        first, last = sight.at(name.span.start), sight.at(name.span.end - 1)
        while (
            last + 1 < len(taken)
            and not taken[last + 1]
            and _adjoin(sight, last)
            and (
                _proper(sight, last + 1)
                or _in_family_name(sight, last + 1)
                or (name.kind in _OPEN and small.in_long_family_name(sight, last + 1))
                or _glued(sight, last + 1)
                or _is_initial(sight, last + 1)
            )
        ):
            last += 1
        runs += _clean(sight, taken, first, last, KINDS.get(name.kind, ""))
    for i in range(len(sight.tokens)):
        if not taken[i] and _looks_named(sight, i):
            last = i
            while (
                last + 1 < len(taken)
                and _adjoin(sight, last)
                and not taken[last + 1]
                and _goes_with(sight, last + 1)
            ):
                last += 1
            runs += _clean(sight, taken, i, last, "")
    runs = _joined(sight, sorted([*runs, *small.find(sight, taken)], key=lambda r: r.first))
    voted = kinds.vote(sight, sorted([*runs, *_again(sight, taken, runs)], key=lambda r: r.first))
    lower = {p for p in sight.printed if p.islower()}
    return [r for r in voted if not _is_word(sight, r, lower)]


def _in_marks(sight: Sight, taken: list[bool]) -> Iterator[Run]:
    """Names between marks right behind the noun of a body: "le quotidien « La Voix »"."""
    for i in range(1, len(sight.tokens) - 2):
        opens = sight.words[i] == '"' and not taken[i] and sight.is_capital(i + 1)
        if not opens or not kinds.is_body(sight, i - 1):
            continue
        for last in range(i + 1, min(i + 1 + LONGEST, len(sight.tokens) - 1)):
            if sight.tokens[last].pos == "PUNCT" and sight.printed[last] != "-":
                break
            if sight.words[last + 1] == '"':
                taken[i : last + 2] = [True] * (last + 2 - i)
                yield Run(i + 1, last, "body", sure=True)
                break


def _is_word(sight: Sight, run: Run, small: set[str]) -> bool:
    """Whether a lone word is a plain one under a capital: an adjective of a state, a noun, a verb."""
    i = run.first
    if run.place or run.sure or run.last > i:
        return False
    after_noun = i > 0 and sight.tokens[i - 1].pos == "NOUN" and sight.printed[i - 1].islower()
    if len(sight.printed[i]) == 1 and after_noun:
        return True  # "vitamin C", "plan B"
    adjective = sight.lexicon.places.at(sight.words, sight.printed, i)
    if adjective and adjective[1].kind == "adjective":
        return True
    if (sight.printed[i].isupper() and len(sight.printed[i]) > 1) or (
        run.kind == "person" and not run.guessed
    ):
        return False
    plain = sight.tokens[i].common or sight.printed[i].lower() in small
    return plain or (run.guessed and sight.lexicon.capital_nouns)


def _is_imperative(sight: Sight, i: int) -> bool:
    """Whether a capital word is a verb that tells somebody to do something: "Rencontrez Aubin"."""
    ending = sight.lexicon.imperative
    return bool(ending) and sight.words[i].endswith(ending) and sight.tokens[i].common


def _looks_named(sight: Sight, i: int) -> bool:
    """Whether a word begins a name: a proper noun, a given name or title before a capital, an acronym."""
    token, printed = sight.tokens[i], sight.printed[i]
    if not sight.is_capital(i) or _is_imperative(sight, i):
        return False
    if token.pos == "PROPN" or (i and sight.words[i - 1] in sight.lexicon.titles and _adjoin(sight, i - 1)):
        return True
    letters = printed.replace(".", "")  # "F.L.N."
    if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6:
        return token.pos in ("NUM", "X", "NOUN", "ADJ", "VERB") and not _shouted(sight, i)
    if _opens_with_article(sight, i) or _is_unknown(sight, i):
        return True
    following = i + 1 < len(sight.tokens) and _adjoin(sight, i) and sight.is_capital(i + 1)
    return (
        following
        and sight.words[i] in sight.lexicon.given
        and token.pos in ("NOUN", "X", "ADJ", "VERB", "ADV", "AUX")
    )


def _is_unknown(sight: Sight, i: int) -> bool:
    """Whether a capital in the midst of a sentence stands on a word that no common noun is."""
    token = sight.tokens[i]
    first = sight.bounds[sight.sentence[i]][0]
    opened = i == first + 1 and sight.lexicon.has("definite", sight.words[first])  # "Les Farc"
    inside = i > first and (sight.printed[i - 1].islower() or opened)
    if sight.lexicon.capital_nouns or not inside or token.common:
        return False
    return token.pos in ("NOUN", "X") and len(token.text) > OF_NAME


def _opens_with_article(sight: Sight, i: int) -> bool:
    """Whether an article in capitals opens a name in the midst of a sentence: "le quotidien Le Soir"."""
    inside = (
        i > sight.bounds[sight.sentence[i]][0] and sight.printed[i - 1].islower() and _adjoin(sight, i - 1)
    )
    article = inside and sight.words[i].isalpha() and sight.lexicon.has("definite", sight.words[i])
    named = article and i + 1 < len(sight.tokens) and _adjoin(sight, i) and sight.is_capital(i + 1)
    return named and sight.lexicon.offices.at(sight.words, sight.printed, i + 1) is None


def _goes_with(sight: Sight, i: int) -> bool:
    if sight.printed[i] == "-" or _links(sight, i):
        return i + 1 < len(sight.tokens) and sight.is_capital(i + 1)
    named = sight.is_capital(i) and sight.tokens[i].pos in ("PROPN", "X", "NOUN", "ADJ", "NUM", "VERB")
    return named or _in_family_name(sight, i)


def _in_family_name(sight: Sight, i: int) -> bool:
    """Whether a word belongs to a family name with its article, after a given name ("Jeanne Le Berger")."""
    return _is_family_article(sight, i) or _is_family_article(sight, i - 1)


def _is_family_article(sight: Sight, i: int) -> bool:
    lexicon = sight.lexicon
    article = lexicon.has("definite", sight.words[i]) or lexicon.has("particle", sight.words[i])
    after_given = 0 < i < len(sight.tokens) - 1 and sight.words[i - 1] in lexicon.given
    return article and after_given and _adjoin(sight, i) and sight.is_capital(i) and sight.is_capital(i + 1)


def _proper(sight: Sight, i: int) -> bool:
    return (
        sight.tokens[i].pos == "PROPN" and sight.is_capital(i) and sight.words[i] not in sight.lexicon.given
    )


def _shouted(sight: Sight, i: int) -> bool:
    """Whether the words around are capitals too: a headline, no acronym."""
    near = sight.printed[max(0, i - 2) : i] + sight.printed[i + 1 : i + 3]
    return sum(w.isupper() and len(w) > 1 for w in near) >= 2


def _again(sight: Sight, taken: list[bool], runs: list[Run]) -> Iterator[Run]:
    """Capitalised words that are a person's family name elsewhere on the page, or a name of one word."""
    families = {
        sight.words[r.last]
        for r in runs
        if r.place is None and r.last > r.first and sight.words[r.first] in sight.lexicon.given
    }
    alone = {
        sight.printed[r.first]: r.kind
        for r in runs
        if r.place is None and r.last == r.first and not sight.tokens[r.first].common
    }
    for i, word in enumerate(sight.words):
        if taken[i] or not sight.is_capital(i):
            continue
        if word in families or sight.printed[i] in alone:
            taken[i] = True
            yield Run(i, i, "person" if word in families else alone[sight.printed[i]])


def _adjoin(sight: Sight, i: int) -> bool:
    same = i + 1 < len(sight.tokens) and sight.sentence[i] == sight.sentence[i + 1]
    gap = sight.text[sight.tokens[i].end : sight.tokens[i + 1].start] if same else ""
    return same and len(gap) <= 1 and gap != "\n"


def _listed(sight: Sight, taken: list[bool]) -> Iterator[Run]:
    i = 0
    while i < len(sight.tokens):
        hit = sight.lexicon.places.at(sight.words, sight.printed, i)
        if (
            hit is None
            or taken[i]
            or hit[1].kind == "adjective"
            or _goes_on(sight, i, hit[0])
            or (hit[1].kind == "capital" and hit[0] == 1 and _has_article(sight, i))
            or _is_plain(sight, i, hit[0])
        ):
            i += 1
            continue
        size, place = hit
        last = min(i + size, len(taken)) - 1
        taken[i : last + 1] = [True] * (last + 1 - i)
        kind = {"state": "state", "capital": "place", "seat": "body"}.get(place.kind, place.kind)
        yield Run(i, last, kind, place, sure=True)
        i = last + 1


def _is_plain(sight: Sight, i: int, size: int) -> bool:
    """Whether a place is but a plain word that opens a sentence: "Seul", which is Spanish for Seoul."""
    opens = i == sight.bounds[sight.sentence[i]][0]
    return size == 1 and opens and sight.tokens[i].common and sight.tokens[i].pos != "PROPN"


def _goes_on(sight: Sight, i: int, size: int) -> bool:
    """Whether a one-word place is part of a longer name ("Jordan Bardella", "Paris Saint-Germain")."""
    if size > 1:
        return False
    before = (
        i > 0
        and _adjoin(sight, i - 1)
        and sight.tokens[i - 1].pos == "PROPN"
        and sight.words[i - 1] in sight.lexicon.given
    )
    follows = (
        i + 1 < len(sight.tokens)
        and _adjoin(sight, i)
        and sight.tokens[i + 1].pos == "PROPN"
        and sight.is_capital(i + 1)
    )
    return before or (follows and (sight.words[i] in sight.lexicon.given or _is_modifier(sight, i)))


def _has_article(sight: Sight, i: int) -> bool:
    """Whether a city has the article that no city has: a body's name begins ("la Berlin School of X")."""
    after = i + 1 < len(sight.tokens) and _adjoin(sight, i) and sight.is_capital(i + 1)
    named = i > 0 and _adjoin(sight, i - 1) and sight.tokens[i - 1].pos == "DET"
    return after and named and sight.lexicon.has("definite", sight.words[i - 1])


def _is_modifier(sight: Sight, i: int) -> bool:
    """Whether a place opens the name of a body as its first word: "London School of Economics"."""
    head = sight.tokens[i].head
    body = i < head <= i + 4 and sight.tokens[head].pos == "PROPN" and sight.rel(i) == "compound"
    return body and sight.lexicon.offices.at(sight.words, sight.printed, i + 1) is None


def _clean(sight: Sight, taken: list[bool], first: int, last: int, kind: str) -> Iterator[Run]:
    """The parts of a proposed name that can be one: without titles, small words, marks, taken words."""
    part: list[int] = []
    for i in range(first, min(last, len(taken) - 1) + 2):
        near = i < len(taken) and (not part or (_adjoin(sight, i - 1) and not _new_person(sight, part[0], i)))
        if i <= last and near and not taken[i] and _belongs(sight, i, begun=bool(part)):
            part.append(i)
            continue
        while part and not any(c.isupper() for c in sight.printed[part[-1]]):
            part.pop()
        if part and len(part) <= LONGEST:
            taken[part[0] : part[-1] + 1] = [True] * (part[-1] + 1 - part[0])
            yield Run(part[0], part[-1], kind)
        part = (
            [i] if i <= last and i < len(taken) and not taken[i] and _belongs(sight, i, begun=False) else []
        )


def _new_person(sight: Sight, first: int, i: int) -> bool:
    """Whether a given name within a run begins another name ("[le ministre de l'] Économie Anne Martin")."""
    given = sight.lexicon.given
    follows = i + 1 < len(sight.words) and sight.is_capital(i + 1)
    return follows and sight.words[i] in given and sight.words[first] not in given


def _belongs(sight: Sight, i: int, *, begun: bool) -> bool:
    word = sight.words[i]
    if begun and (sight.printed[i] == "-" or _links(sight, i) or _is_initial(sight, i)):
        return True
    if not any(c.isalpha() for c in word) or sight.lexicon.has("not_name", word):
        return False
    if not begun and (sight.lexicon.titles.get(word) or _opens_office(sight, i) or _is_imperative(sight, i)):
        return False
    if sight.is_capital(i):
        opens = i == sight.bounds[sight.sentence[i]][0]
        return not (
            opens
            and not begun
            and sight.tokens[i].pos in ("DET", "ADP", "PRON", "ADV", "CCONJ", "SCONJ", "VERB", "AUX")
        )
    return begun and (
        _glued(sight, i) or sight.lexicon.has("particle", word) or sight.lexicon.has("suffix", word)
    )


def _is_initial(sight: Sight, i: int) -> bool:
    """Whether a letter with its stop stands between a given name and a family name: "Anne M. Lys"."""
    short = len(sight.printed[i]) == 2 and sight.printed[i][:1].isupper() and sight.printed[i].endswith(".")
    follows = i + 1 < len(sight.tokens) and _adjoin(sight, i) and sight.is_capital(i + 1)
    return short and follows and sight.words[i - 1] in sight.lexicon.given


def _glued(sight: Sight, i: int) -> bool:
    """Whether a particle and a family name are one word: "al-Hassan"."""
    particle, _, family = sight.printed[i].partition("-")
    return len(particle) <= 3 and family[:1].isupper()


def _opens_office(sight: Sight, i: int) -> bool:
    """Whether an office printed with a capital comes before more capitals ("Prime Minister Jane Doe")."""
    land = sight.lexicon.places.at(sight.words, sight.printed, i)
    if land and land[1].kind == "adjective" and i + land[0] < len(sight.words):
        i += land[0]  # "U.S. President Jane Doe"
    hit = sight.lexicon.offices.at(sight.words, sight.printed, i)
    if hit is None and sight.lexicon.capital_nouns:  # "US-Präsident"
        compound = sight.words[i].rpartition("-")[2]
        hit = sight.lexicon.offices.at([compound], [compound], 0)
    before = sight.lexicon.offices.at(sight.words, sight.printed, i - 1) if i else None
    if before and before[1].kind == "body":  # "la fondation Roi Baudouin"
        return False
    after = i + hit[0] if hit else i
    return (
        hit is not None
        and hit[1].kind == "person"
        and after < len(sight.tokens)
        and _adjoin(sight, after - 1)
        and sight.is_capital(after)
    )


def _joined(sight: Sight, runs: list[Run]) -> list[Run]:
    """Runs that are one name joined: a given name and what follows it, a bracketed one, a suffix."""
    out: list[Run] = []
    for found in runs:
        run = _with_article(sight, _with_suffix(sight, found))
        before = out[-1] if out else None
        if before and before.place is None and run.place is None and _one_name(sight, before, run):
            out[-1] = replace(before, last=run.last, kind="person", sure=True)
            continue
        if before and before.place is None and run.place is None and _foreign(sight, before, run):
            out[-1] = replace(before, last=run.last, kind="body", sure=True)
            continue
        out.append(run)
    return out


def _one_name(sight: Sight, a: Run, b: Run) -> bool:
    between = sight.words[a.last + 1 : b.first]
    if sight.sentence[a.first] != sight.sentence[b.first] or sight.words[a.last] not in sight.lexicon.given:
        return False
    return between in ([], ["]"], [")"]) or (
        len(between) <= 2 and all(sight.lexicon.has("particle", w) for w in between)
    )


def _foreign(sight: Sight, a: Run, b: Run) -> bool:
    """Whether words of another language join two parts of a body's name: "Mail on Sunday"."""
    between = range(a.last + 1, b.first)
    office = sight.lexicon.offices.at(sight.words, sight.printed, a.first)
    if office and office[1].kind == "person":
        return False
    if any(r.kind == "person" and r.sure for r in (a, b)):
        return False
    return 0 < len(between) <= 2 and all(_links(sight, k) for k in between)


def _links(sight: Sight, i: int) -> bool:
    """Whether a small word of another language may stand within a name."""
    small = not sight.is_capital(i)
    return sight.lexicon.has("joins", sight.words[i]) and small and _adjoin(sight, i - 1)


def _with_article(sight: Sight, run: Run) -> Run:
    """The name with a particle in capitals that opens it behind a small word: "et De Kust"."""
    i = run.first - 1
    if run.place or i < 1 or not _adjoin(sight, i) or not _adjoin(sight, i - 1):
        return run
    foreign = sight.lexicon.has("particle", sight.words[i]) and not sight.lexicon.has(
        "definite", sight.words[i]
    )
    return (
        replace(run, first=i) if foreign and sight.is_capital(i) and sight.printed[i - 1].islower() else run
    )


def _with_suffix(sight: Sight, run: Run) -> Run:
    after = run.last + 1
    if (
        run.place is None
        and after < len(sight.words)
        and _adjoin(sight, run.last)
        and sight.lexicon.has("suffix", sight.words[after])
    ):
        return replace(run, last=after)
    return run
