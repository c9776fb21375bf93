"""How far an office reaches to the right: its adjectives, its complements, and who made a document.

"Le ministre russe de la Défense", "la présidente du groupe X", "le rapport publié jeudi par l'institut X".
"""

from typing import TYPE_CHECKING

from recoupe.stages.mentions.kinds import Run, is_body
from recoupe.stages.mentions.sight import Sight

if TYPE_CHECKING:
    from recoupe.stages.mentions.phrases import Phrase

LONGEST_TITLE = 7  # tokens of the name of a paper between marks
LONGEST_CHARGE = 8  # tokens of what an office is for, before the name of its holder
LONGEST = 16  # tokens of an office with its complements
LONGEST_COMPOUND = 5  # tokens from a noun of a compound to the one it hangs on
CLAUSES = frozenset({"ROOT", "root", "parataxis", "ccomp", "xcomp", "advcl", "csubj"})


def grow_right(sight: Sight, phrase: "Phrase", inside: dict[int, Run]) -> None:
    """Lets an office reach over what completes it."""
    end = sight.bounds[sight.sentence[phrase.head]][1]
    i = phrase.last + 1
    while i < end and i - phrase.first <= LONGEST:
        taken = _complement(sight, phrase, i, end, inside)
        if taken is None:
            break
        phrase.last = taken
        i = taken + 1
    if phrase.office and phrase.office.kind == "document":
        phrase.last = _titled(sight, phrase, end) or _credited(sight, phrase, end, inside)


def side_by_side(sight: Sight, offices: list["Phrase"]) -> list["Phrase"]:
    """The offices; two of one person are one phrase: "l'auteur du film et fondateur de l'atelier"."""
    out: list[Phrase] = []
    for phrase in offices:
        one = out[-1] if out else None
        joined = one is not None and phrase.first == one.last + 2 and sight.rel(phrase.head) == "conj"
        if one is None or not joined or not _may_share(one, phrase):
            out.append(phrase)
        elif sight.lexicon.has("and", sight.words[one.last + 1]):
            one.last, one.also = phrase.last, phrase.office
            one.role = (one.role[0], phrase.last) if one.role else None
        else:
            out.append(phrase)
    return out


def past_charge(sight: Sight, office: "Phrase", by_first: dict[int, Run]) -> Run | None:
    """The name behind what its office is for: "la porte-parole du groupe pour le climat, Jane Doe,"."""
    k = office.last + 1
    if k >= len(sight.tokens) or not sight.lexicon.has("completes", sight.words[k]):
        return None
    end = min(sight.bounds[sight.sentence[k]][1], k + LONGEST_CHARGE)
    while k < end and sight.tokens[k].pos in ("ADP", "DET", "NOUN", "ADJ"):
        k += 1
    comma = k + 2 < end and sight.words[k] == ","
    title = comma and sight.is_capital(k + 1) and k + 2 in by_first  # "LA Jane Doe"
    run = by_first.get(k + 2 if title else k + 1) if comma else None
    apposed = run is not None and sight.rel(run.first) in ("appos", "conj", "flat:name")
    sure = run is not None and run.kind == "person" and run.sure and run.last > run.first
    return run if run and apposed and sure and closes(sight, run.last + 1) else None


def closes(sight: Sight, i: int) -> bool:
    """Whether an apposition may end before token i."""
    if i >= len(sight.tokens):
        return True
    return sight.tokens[i].pos in ("PUNCT", "VERB", "AUX", "CCONJ", "ADV", "PRON", "ADP")


def _may_share(one: "Phrase", two: "Phrase") -> bool:
    """Whether two offices may be one person's: the second has no article of its own."""
    persons = all(p.office is not None and p.office.kind == "person" for p in (one, two))
    single = "Plur" not in (one.number, two.number)
    return persons and single and one.article == "definite" and not two.article


def _titled(sight: Sight, phrase: "Phrase", end: int) -> int:
    """The last token of a document with its title in marks ("le document intitulé « X »"), or 0."""
    at = phrase.last + 2
    if at >= end or not sight.lexicon.has("titled", sight.words[at - 1]) or not sight.quoted[at]:
        return 0
    while at + 1 < end and sight.quoted[at + 1] and at - phrase.last < LONGEST + 2:
        at += 1
    return at


def _credited(sight: Sight, phrase: "Phrase", end: int, inside: dict[int, Run]) -> int:
    """The last token of a document with who made it, or where: "le rapport publié jeudi par l'institut X"."""
    made = phrase.last + 1
    if made >= end or sight.rel(made) != "acl" or not phrase.first <= sight.tokens[made].head <= phrase.last:
        return phrase.last
    for k in range(made + 1, min(end, made + 9)):
        if sight.tokens[k].rel == "obl:agent" and sight.tokens[k].head == made:
            return _whole(sight, k, end, inside)
    for k in range(made + 1, min(end, made + 6)):
        placed = sight.rel(k) == "obl" and sight.tokens[k].head == made
        if placed and any(j in inside and inside[j].place is None for j in range(made + 1, k + 1)):
            return _whole(sight, k, end, inside)
    return phrase.last


def _whole(sight: Sight, k: int, end: int, inside: dict[int, Run]) -> int:
    """The last token of the name or noun phrase with head k, as far as it goes without a gap."""
    run = inside.get(k)
    last, under = run.last if run else k, {k}
    for i in range(last + 1, min(end, k + LONGEST)):
        named = inside.get(i)
        follows = sight.tokens[i].pos in ("ADJ", "ADP", "DET", "NOUN", "PROPN") and _reaches(sight, i, under)
        if not follows and not (named and named.first == i == last + 1):
            break
        under.add(i)
        if sight.tokens[i].pos not in ("ADP", "DET"):
            last = named.last if named else i
    return last


def _reaches(sight: Sight, i: int, under: set[int]) -> bool:
    """Whether a token hangs, by at most four steps, on one of others."""
    for _ in range(4):
        if sight.tokens[i].head in under:
            return True
        i = sight.tokens[i].head
    return False


def _complement(sight: Sight, phrase: "Phrase", i: int, end: int, inside: dict[int, Run]) -> int | None:
    """The last token of the complement that begins at token i, or None."""
    token, lexicon = sight.tokens[i], sight.lexicon
    adjective = lexicon.places.at(sight.words, sight.printed, i)
    if adjective and adjective[1].kind == "adjective" and not sight.is_capital(i):
        phrase.country = phrase.country or adjective[1].country
        return i + adjective[0] - 1
    if token.pos in ("ADJ", "NOUN") and "-" in sight.words[i] and not sight.is_capital(i):
        last = sight.words[i].rpartition("-")[2]
        adjective = lexicon.places.at([last], [last], 0)
        if adjective and adjective[1].kind == "adjective":
            phrase.country = phrase.country or adjective[1].country
            return i
    if token.pos == "ADJ" and not sight.is_capital(i) and sight.rel(i) not in CLAUSES:
        return i
    if (
        token.pos == "NOUN"
        and i == phrase.last + 1
        and not sight.is_capital(i)
        and _is_bare(sight, phrase, i)
    ):
        return i
    named = inside.get(i)
    if named and named.first == i and _names_body(sight, phrase, named):
        return named.last
    if token.pos == "CCONJ" and i + 1 < end and lexicon.has("and", sight.words[i]):
        return _second(sight, phrase, i, end, inside)
    if token.pos in ("ADP", "DET") and (
        lexicon.has("of", sight.words[i])
        or (_hangs(sight, phrase, i) and (not phrase.complements or sight.tokens[i + 1].pos == "NOUN"))
    ):
        phrase.complements += 1
        return _noun_after(sight, phrase, i, end, inside)
    return None


def _names_body(sight: Sight, phrase: "Phrase", run: Run) -> bool:
    """Whether a name is that of a body in the complement before it ("de l'agence numérique X")."""
    noun = sight.tokens[run.first].head
    open_ = run.place is None and not (run.kind == "person" and run.sure)
    return open_ and phrase.head < noun <= phrase.last and is_body(sight, noun)


def _is_bare(sight: Sight, phrase: "Phrase", i: int) -> bool:
    """Whether a noun stands to the one before as an adjective does ("l'opposition conservatrice")."""
    inside = phrase.head <= sight.tokens[i].head < i
    cased = any(sight.tokens[k].head == i for k in range(i + 1, min(i + 3, len(sight.tokens))))
    return inside and sight.rel(i) in ("nmod", "amod", "appos", "compound") and not cased


def _hangs(sight: Sight, phrase: "Phrase", i: int) -> bool:
    """Whether a preposition other than "of" opens a complement of the office and not of the verb."""
    noun = sight.tokens[i].head
    if not sight.lexicon.has("completes", sight.words[i]):
        return False
    return sight.tokens[i].pos == "ADP" and phrase.head <= sight.tokens[noun].head <= phrase.last and noun > i


def _second(sight: Sight, phrase: "Phrase", i: int, end: int, inside: dict[int, Run]) -> int | None:
    k = i + 1
    governor = sight.tokens[sight.tokens[i].head].head
    if _is_second_office(sight, phrase, k, end):
        return k  # "l'historien et helléniste X": a noun that no table has, of the same person
    if not phrase.head < governor <= phrase.last:
        return None
    if sight.tokens[k].pos == "ADP" and sight.lexicon.has("of", sight.words[k]):
        return _noun_after(sight, phrase, k, end, inside)
    noun = next((j for j in range(k, min(end, k + 3)) if sight.tokens[j].pos in ("NOUN", "PROPN")), -1)
    if noun > 0 and sight.rel(noun) == "conj" and phrase.head < sight.tokens[noun].head <= phrase.last:
        return noun  # "Minister of Innovation and Technological Development"
    return k if sight.tokens[k].pos == "ADJ" and sight.tokens[k].head <= phrase.last else None


def _is_second_office(sight: Sight, phrase: "Phrase", k: int, end: int) -> bool:
    """Whether an unknown noun without an article, joined to a person's office, has a name behind it."""
    person = phrase.office is not None and phrase.office.kind == "person" and not phrase.complements
    noun = sight.tokens[k].pos in ("NOUN", "ADJ") and sight.rel(k) == "conj"
    if not person or not noun or sight.is_capital(k) or phrase.article != "definite":
        return False
    known = sight.lexicon.offices.at(sight.words, sight.printed, k)
    behind = [j for j in range(k + 1, min(end, k + 3)) if sight.is_capital(j)]
    if known or not behind or sight.tokens[k].head != phrase.head:
        return False
    return all(sight.tokens[j].pos == "ADJ" for j in range(k + 1, behind[0]))


def _noun_after(sight: Sight, phrase: "Phrase", i: int, end: int, inside: dict[int, Run]) -> int | None:
    k, of = i + 1, sight.lexicon.has("of", sight.words[i])
    while k < end and k - i <= 4 and sight.tokens[k].pos in ("DET", "ADJ", "NUM", "ADP") and k not in inside:
        k += 1
    if k + 1 < end and of and sight.words[k] == '"' and sight.is_capital(k + 1):
        closes = [j for j in range(k + 2, min(end, k + LONGEST_TITLE)) if sight.words[j] == '"']
        return closes[0] if closes else None  # "un rapport du « Matin »"
    if (
        k >= end
        or sight.tokens[k].pos not in ("NOUN", "PROPN", "ADJ", "X")
        or sight.lexicon.has("not_name", sight.words[k])
    ):
        return None
    run = inside.get(k)
    if run and run.place and run.place.kind in ("state", "capital", "place") and not of:
        return None
    if run and run.place:
        phrase.country = phrase.country or run.place.country
    if (
        run
        and run.kind == "person"
        and run.sure
        and phrase.office
        and phrase.office.kind == "person"
        and not of
    ):
        return None
    last = run.last if run else _compound(sight, k, end)
    while not run and last + 1 < end and sight.tokens[last + 1].pos == "ADJ" and sight.is_capital(last + 1):
        last += 1
    after = inside.get(last + 1)
    if not run and after and after.kind == "body" and not after.place and is_body(sight, k):
        return after.last  # "la présidente du groupe X"
    return last


def _compound(sight: Sight, k: int, end: int) -> int:
    """The noun that governs the compound a noun begins ("of the Weather Research Institute")."""
    while sight.rel(k) == "compound" and k < sight.tokens[k].head < min(end, k + LONGEST_COMPOUND):
        k = sight.tokens[k].head
    return k
