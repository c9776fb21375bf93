"""Which tokens are pronouns that stand for somebody? Subjects, relatives, "ce dernier", "selon lui".

An impersonal "il" is refused: before a verb that is always impersonal, in "il y a", and in "il est probable
que" unless the adjective speaks of a state of mind.
"""

from recoupe.stages.mentions.antecedents import Pronoun
from recoupe.stages.mentions.lexicon import Word, split
from recoupe.stages.mentions.sight import Sight


def find(sight: Sight) -> list[Pronoun]:
    """The pronouns of the page in text order."""
    found = []
    latter = {tuple(split(form)): word for form, word in sight.lexicon.words.get("latter", {}).items()}
    i = 0
    while i < len(sight.tokens):
        pronoun = _latter(sight, i, latter) or _pronoun(sight, i)
        if pronoun:
            found.append(pronoun)
        i = pronoun.last + 1 if pronoun else i + 1
    return found


def _latter(sight: Sight, i: int, latter: dict[tuple[str, ...], Word]) -> Pronoun | None:
    for size in (1, 2):
        word = latter.get(tuple(sight.words[i : i + size]))
        last = i + size - 1
        if word and last < len(sight.tokens):
            follows = (
                size > 1 and last + 1 < len(sight.tokens) and sight.tokens[last + 1].pos in ("NOUN", "PROPN")
            )
            return None if follows else Pronoun(i, last, "latter", word.gender, word.number)
    return None


def _pronoun(sight: Sight, i: int) -> Pronoun | None:
    word, token = sight.words[i].lstrip("-"), sight.tokens[i]
    word = word.removeprefix("t-")
    shown = sight.lexicon.word("subject", word)
    if (
        shown
        and token.pos == "PRON"
        and (token.rel.startswith(("nsubj", "expl:subj")) or sight.words[i] != word)
    ):
        silent = shown.gender == "Neut" and not sight.reports(token.head)
        if silent or _impersonal(sight, i):
            return None
        return Pronoun(i, i, "subject", shown.gender, shown.number)
    if sight.lexicon.has("relative", word) and token.rel.startswith("nsubj") and token.pos != "PROPN":
        return Pronoun(i, i, "relative", None, None)
    shown = sight.lexicon.word("tonic", word)
    if shown and token.pos == "PRON" and sight.after_source(i):
        return Pronoun(i, i, "tonic", shown.gender, shown.number)
    return None


def _impersonal(sight: Sight, i: int) -> bool:
    lexicon, verb = sight.lexicon, sight.tokens[i].head
    shown = lexicon.word("subject", sight.words[i].lstrip("-").removeprefix("t-"))
    if shown is None or shown.gender not in ("Masc", "Neut") or shown.number != "Sing":
        return False
    end = sight.bounds[sight.sentence[i]][1]
    near = sight.words[i + 1 : min(end, i + 6)]
    lemma = sight.tokens[verb].lemma.lower()
    if lexicon.has("impersonal", lemma) or any(lexicon.has("impersonal", w) for w in near[:3]):
        return True
    helped = {
        sight.rel(k) + sight.tokens[k].rel
        for k in range(max(0, i - 3), min(end, i + 6))
        if sight.tokens[k].head == verb
    }
    if not any(h.startswith("cop") or h.endswith("pass") for h in helped):
        return False
    if lexicon.has("personal", lemma) or lexicon.has("personal", sight.words[verb]):
        return False
    inverted = i > 0 and sight.tokens[i].start == sight.tokens[i - 1].end
    if lexicon.has("passive", sight.words[verb]):
        return inverted or _opens_clause(sight, verb, min(end, verb + 9))
    is_state = any(h.startswith("cop") for h in helped) and sight.tokens[verb].pos in ("ADJ", "NOUN", "ADV")
    return is_state and _opens_clause(sight, verb, min(end, verb + 3))


def _opens_clause(sight: Sight, verb: int, end: int) -> bool:
    """Whether "que" or "de" with an infinitive comes soon: the true subject of an impersonal phrase."""
    for k in range(verb + 1, end):
        word = sight.words[k]
        if sight.lexicon.has("that", word):
            return True
        if sight.lexicon.has("of", word) and k + 1 < len(sight.tokens):
            after = sight.tokens[k + 1]
            if "VerbForm=Inf" in after.morph or after.pos == "PRON":
                return True
    return False
