"""Where are proper names? Runs of tokens from the gazetteer, the tagger's names and capitalised proper nouns.

A run says what kind of name it is and how that is known. The page votes: a family name that stands once
after a given name or a title is a person everywhere on the page.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from recoupe.model import Parse
from recoupe.stages.mentions.lexicon import Place
from recoupe.stages.mentions.sight import Sight

LONGEST = 8  # tokens of a name; longer runs are headlines set in capitals
KINDS = {"person": "person", "place": "place", "body": "body"}
TOLD = 2  # votes of the noun before a name ("le groupe X", "la ville de X"): it knows better than the tagger


@dataclass(frozen=True, slots=True)
class Run:
    """A proper name, first and last token included. `sure`: not only the tagger's word for it."""

    first: int
    last: int
    kind: str
    place: Place | None = None
    sure: bool = False
    gender: str | None = None
    guessed: bool = False


def find(sight: Sight, parse: Parse) -> list[Run]:
    """The runs of a page in text order, not overlapping, with their kinds voted."""
    taken = [False] * len(sight.tokens)
    runs = list(_listed(sight, taken))
    for name in parse.names:
        first, last = sight.at(name.span.start), sight.at(name.span.end - 1)
        while (
            last + 1 < len(taken)
            and not taken[last + 1]
            and _adjoin(sight, last)
            and (_proper(sight, last + 1) or _in_family_name(sight, last + 1))
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
    runs = _joined(sight, sorted(runs, key=lambda r: r.first))
    voted = _vote(sight, sorted([*runs, *_again(sight, taken, runs)], key=lambda r: r.first))
    small = {p for p in sight.printed if p.islower()}
    return [r for r in voted if not _is_word(sight, r, small)]


def _is_word(sight: Sight, run: Run, small: set[str]) -> bool:
    """Whether a lone word is a plain one under a capital: an adjective of a state, a noun, a verb."""
    i = run.first
    if run.place or run.sure or run.last > i:
        return False
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
    if printed.isupper() and printed.isalpha() and 2 <= len(printed) <= 6:
        return token.pos in ("NUM", "X", "NOUN", "ADJ", "VERB") and not _shouted(sight, i)
    following = i + 1 < len(sight.tokens) and _adjoin(sight, i) and sight.is_capital(i + 1)
    return (
        following
        and sight.words[i] in sight.lexicon.given
        and token.pos in ("NOUN", "X", "ADJ", "VERB", "ADV")
    )


def _goes_with(sight: Sight, i: int) -> bool:
    if sight.printed[i] == "-":
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
    """Capitalised words that are a person's family name elsewhere on the page."""
    families = {
        sight.words[r.last]
        for r in runs
        if r.place is None and r.last > r.first and sight.words[r.first] in sight.lexicon.given
    }
    for i, word in enumerate(sight.words):
        if word in families and not taken[i] and sight.is_capital(i):
            taken[i] = True
            yield Run(i, i, "person")


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
            or hit[1].kind == "adjective"
            or _goes_on(sight, i, hit[0])
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
    return before or (follows and sight.words[i] in sight.lexicon.given)


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
    if begun and sight.printed[i] == "-":
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
    after_particle = sight.printed[i].partition("-")[2][:1].isupper() and len(word.partition("-")[0]) <= 3
    return begun and (
        after_particle or sight.lexicon.has("particle", word) or sight.lexicon.has("suffix", word)
    )


def _opens_office(sight: Sight, i: int) -> bool:
    """Whether an office printed with a capital comes before more capitals ("Prime Minister Jane Doe")."""
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
        run = _with_suffix(sight, found)
        before = out[-1] if out else None
        if before and before.place is None and run.place is None and _one_name(sight, before, run):
            out[-1] = replace(before, last=run.last, kind="person", sure=True)
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


def _vote(sight: Sight, runs: list[Run]) -> list[Run]:
    runs = [_evidence(sight, r) for r in runs]
    persons = {sight.words[k] for r in runs if r.kind == "person" and r.sure for k in _family(sight, r)}
    firms = {sight.words[r.first] for r in runs if r.kind == "body" and r.sure and not r.place} - persons
    votes: Counter[tuple[str, str]] = Counter()
    for run in runs:
        if not run.sure:
            votes[sight.words[run.last], run.kind] += 1
            votes[sight.words[run.last], _told_before(sight, run)] += TOLD
    runs = [replace(r, kind="body", sure=True) if _is_firm(sight, r, firms) else r for r in runs]
    return [_decided(sight, r, persons, votes) for r in runs]


def _is_firm(sight: Sight, run: Run, firms: set[str]) -> bool:
    """Whether a lone word begins the name of a company of this page ("Doe", of "Doe Aviation")."""
    return not run.sure and run.first == run.last and sight.words[run.first] in firms


def _told_before(sight: Sight, run: Run) -> str:
    """The kind that the words before a name tell: "la banque X", "la ville de X", "en X"; else ""."""
    lexicon, i = sight.lexicon, run.first - 1
    if i < 0 or sight.sentence[i] != sight.sentence[run.first]:
        return ""
    if sight.words[i] == "(" and sight.words[run.last + 1 : run.last + 2] == [")"] and run.first == run.last:
        return "body"  # "Jane Doe (Greens)": where somebody belongs
    while i > 0 and (sight.tokens[i].pos == "ADJ" or sight.printed[i] == '"'):
        i -= 1
    if lexicon.has("before_place", sight.words[i]):
        return "place"
    if i and lexicon.has("of", sight.words[i]):
        return "place" if lexicon.has("place_noun", sight.words[i - 1]) else ""
    complement = i > 0 and sight.tokens[i - 1].pos == "ADP" and sight.printed[run.first - 1] != '"'
    if sight.tokens[i].pos != "NOUN" or (complement and run.last > run.first):
        return ""  # "le porte-parole du gouvernement Jane Doe"
    hit = lexicon.offices.at(sight.words[i : i + 1], sight.printed[i : i + 1], 0)
    is_body = (hit and hit[1].kind == "body") or lexicon.has("body_noun", sight.words[i])
    return "body" if is_body else ""


def _family(sight: Sight, run: Run) -> range:
    return range(
        run.first + (run.last > run.first and sight.words[run.first] in sight.lexicon.given), run.last + 1
    )


def _evidence(sight: Sight, run: Run) -> Run:
    if run.place:
        return run
    lexicon, first = sight.lexicon, run.first
    title = (
        lexicon.titles.get(sight.words[first - 1])
        if first and sight.sentence[first - 1] == sight.sentence[first]
        else None
    )
    if title:
        return replace(run, kind="person", sure=True, gender=title.gender)
    if any(lexicon.has("company", sight.words[k]) for k in range(first, run.last + 1)):
        return replace(run, kind="body", sure=run.last > first)
    known = lexicon.given_name(sight.words[first])
    if known and run.last > first:
        return replace(run, kind="person", sure=True, gender=None if known[0] == "Both" else known[0])
    return run


def _decided(sight: Sight, run: Run, persons: set[str], votes: Counter[tuple[str, str]]) -> Run:
    if run.sure:
        return run
    word, printed = sight.words[run.last], sight.printed[run.last]
    if run.first == run.last and (word in persons or word in sight.lexicon.given):
        return replace(run, kind="person", sure=word in persons)
    if printed.isupper() and 2 <= len(printed) <= 6 and run.first == run.last:
        return replace(run, kind="body")
    best = max(("person", "body", "place"), key=lambda kind: votes[word, kind])
    if votes[word, best]:
        return replace(run, kind=best)
    return replace(run, kind=_guess(sight, run), guessed=True)


def _guess(sight: Sight, run: Run) -> str:
    before = sight.tokens[run.first - 1] if run.first else None
    if before and before.pos == "DET":
        return "body"
    if before and before.pos == "ADP" and sight.lexicon.has("at_place", sight.words[run.first - 1]):
        return "place"
    return "person" if sight.rel(run.first) in ("nsubj", "appos") else "body"
