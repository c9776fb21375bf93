"""Which names are printed without their capitals: "said president anna lys"?

Only a given name that is no word of the language counts, with an unknown proper noun behind it that the parse
takes for one name with it, and an office of a person just before. Names also go on in small letters ("Anna
de la Torre").
"""

from collections.abc import Iterator

from recoupe.stages.mentions.kinds import Run
from recoupe.stages.mentions.sight import Sight

REACH = 5  # tokens before a name in which its office begins


def find(sight: Sight, taken: list[bool]) -> Iterator[Run]:
    """The given and family names in small letters behind an office."""
    for i in range(1, len(sight.tokens) - 1):
        free = not taken[i] and not taken[i + 1] and sight.words[i] in sight.lexicon.given
        if free and all(_is_small_name(sight, k) for k in (i, i + 1)) and _has_office(sight, i):
            taken[i : i + 2] = [True, True]
            yield Run(i, i + 1, "person", sure=True)


def _is_small_name(sight: Sight, k: int) -> bool:
    token = sight.tokens[k]
    return token.pos == "PROPN" and not token.common and sight.printed[k].islower() and token.text.isalpha()


def _has_office(sight: Sight, i: int) -> bool:
    """Whether words for a person's office stand in the sentence right before a token."""
    first = max(sight.bounds[sight.sentence[i]][0], i - REACH)
    hits = (sight.lexicon.offices.at(sight.words, sight.printed, k) for k in range(first, i))
    stops = any(sight.tokens[k].pos in ("PUNCT", "VERB", "AUX", "CCONJ") for k in range(first, i))
    return not stops and any(hit and hit[1].kind == "person" for hit in hits)


def in_long_family_name(sight: Sight, i: int) -> bool:
    """Whether a word belongs to a family name with particle and article ("Anna de la Torre")."""
    return any(_is_long_family_name(sight, i - back) for back in range(3))


def _is_long_family_name(sight: Sight, i: int) -> bool:
    if not 0 < i < len(sight.tokens) - 2 or not sight.is_capital(i - 1):
        return False
    particle = sight.lexicon.has("particle", sight.words[i]) and not sight.is_capital(i)
    article = sight.lexicon.has("definite", sight.words[i + 1]) and not sight.is_capital(i + 1)
    land = sight.lexicon.places.at(sight.words, sight.printed, i + 2)
    return (
        particle
        and article
        and sight.sentence[i] == sight.sentence[i + 2]
        and sight.is_capital(i + 2)
        and land is None
    )
