"""What kind of name is a run: a person's, a body's, a place's?

The words before it tell ("la ville de X"), given names and titles tell, and the page votes: a family name
that stands once after a given name or a title is a person everywhere on the page.
"""

from collections import Counter
from dataclasses import dataclass, replace

from recoupe.stages.mentions.lexicon import Office, Place
from recoupe.stages.mentions.sight import Sight

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


def vote(sight: Sight, runs: list[Run]) -> list[Run]:
    """The runs with their kinds, each told by its own words or by what the page makes of its name."""
    runs = [_evidence(sight, r) for r in runs]
    persons = {sight.words[k] for r in runs if r.kind == "person" and r.sure for k in _family(sight, r)}
    firms = {sight.words[r.first] for r in runs if r.kind == "body" and r.sure and not r.place} - persons
    votes: Counter[tuple[str, str]] = Counter()
    for run in runs:
        if not run.sure:
            votes[sight.words[run.last], run.kind] += 1
            votes[sight.words[run.last], _told_before(sight, run)] += TOLD
            votes[sight.words[run.last], "body"] += TOLD * (_has_article(sight, run) or _acts(sight, run))
    runs = [replace(r, kind="body", sure=True) if _is_firm(sight, r, firms) else r for r in runs]
    return _alike(sight, [_decided(sight, r, persons, votes) for r in runs])


def _alike(sight: Sight, runs: list[Run]) -> list[Run]:
    """The runs; a lone name whose kind was guessed here and there is of one kind everywhere on the page."""
    guesses: dict[str, Counter[str]] = {}
    for run in runs:
        if run.guessed and run.first == run.last:
            guesses.setdefault(sight.words[run.first], Counter())[run.kind] += 1
    most = {w: max(("person", "body", "place"), key=lambda k: found[k]) for w, found in guesses.items()}
    return [
        replace(r, kind=most[sight.words[r.first]]) if r.guessed and r.first == r.last else r for r in runs
    ]


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
    return "body" if is_body(sight, i) else ""


def is_body(sight: Sight, i: int) -> bool:
    """Whether a word is a noun for bodies: "le groupe X", "l'opérateur Y"."""
    hit = sight.lexicon.offices.at(sight.words[i : i + 1], sight.printed[i : i + 1], 0)
    return (hit is not None and hit[1].kind == "body") or sight.lexicon.has("body_noun", sight.words[i])


def countryman(sight: Sight, i: int) -> tuple[int, Office] | None:
    """An adjective of a state that stands for a person: "the American added", "le Belge a dit"."""
    shown = sight.lexicon.word("definite", sight.words[i - 1]) if i else None
    alone = shown is not None and shown.number != "Plur" and sight.tokens[i].rel.startswith("nsubj")
    land = sight.lexicon.places.at(sight.words, sight.printed, i) if alone else None
    if not land or land[0] > 1 or land[1].kind != "adjective" or sight.morph(i, "Number") == "Plur":
        return None
    if not sight.reports(sight.tokens[i].head) or sight.morph(i - 1, "Number") == "Plur":
        return None
    return 1, Office("person", None, "", land[1].country, sight.words[i])


def _has_article(sight: Sight, run: Run) -> bool:
    """Whether an article stands right before a lone name, as before no person's ("le Burgenland")."""
    i = run.first - 1
    alone = i >= 0 and run.first == run.last and sight.sentence[i] == sight.sentence[run.first]
    shown = sight.lexicon.word("definite", sight.words[i]) if alone else None
    return shown is not None and shown.number != "Plur" and sight.tokens[i].pos in ("DET", "ADP")


def _acts(sight: Sight, run: Run) -> bool:
    """Whether what the tagger takes for a place does something, as a body does ("Doe veut enquêter")."""
    i = run.first
    verb = sight.tokens[i].head
    return run.kind == "place" and sight.tokens[i].rel == "nsubj" and sight.tokens[verb].pos == "VERB"


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
    whole = " ".join(sight.words[first : run.last + 1])
    if lexicon.has("agency", whole) or lexicon.has("outlet", whole):
        return replace(run, kind="body", sure=True)
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
    flat = run.last == run.first + 1 and sight.tokens[run.last].rel == "flat"  # how names of persons hang
    return "person" if flat or sight.rel(run.first) in ("nsubj", "appos") else "body"
