"""Nouns of speech that bear their content as a complement: "la demande de démission", "l'appel au calme",
"l'engagement de X de partir".

Only nouns and prepositions of the table `cue_words` (part "bears") count, and only where the complement is
no holder: "la demande du ministre" says who asks, not what for.
"""

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.lexicon import Noun
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.subjects import can_speak
from recoupe.stages.statements.view import View

HOLDERS = frozenset({"person", "body", "state", "group", "anonymous", "place"})
FARTHEST = 10  # tokens of a holder's phrase behind its noun
HELPS = ("aux", "cop", "advmod")
INNER = 5  # tokens of negation, pronoun, adverb between a preposition and its infinitive


def find(view: View, limits: Limits) -> list[Draft]:
    """The complements of nouns of speech that say what was said."""
    found = []
    for i, token in enumerate(view.tokens):
        if token.pos != "NOUN":
            continue
        noun = view.lexicon.noun(view.words[i])
        if noun is None:
            continue
        draft = _borne(view, limits, i, noun) or _about(view, limits, i, noun)
        if draft is not None:
            found.append(draft)
    return found


def _borne(view: View, limits: Limits, i: int, noun: Noun) -> Draft | None:
    length = _bears(view, i, i)
    if not length and not _may_bear(view, i):
        return None
    holder: Place | None = None
    at = i + max(length, 2) - 1
    owner = view.head(at)
    held = at < owner <= at + INNER and view.tokens[owner].pos in ("NOUN", "PROPN")
    led = _led_infinitive(view, owner) if held and can_speak(view, owner) else -1
    if not length and led < 0:
        return None
    if held and (led >= 0 or _is_holder(view, owner)):
        last = led - 1 if led >= 0 else owner
        holder = (view.tokens[at + 1].start, view.tokens[last].end)
        at = led if led >= 0 else _next_preposition(view, i, owner)
    draft = _complement(view, limits, i, at) if at >= 0 else None
    if draft is None:
        return None
    token = view.tokens[i]
    draft.stance = noun.stance
    draft.sign("noun-of-speech", (token.start, token.end), f'"{noun.lemma}" is a noun of speech')
    draft.sign("noun-bearing", draft.content[0], "its complement says what was said")
    draft.score += 3.0 * noun.weight - 1.5
    if not _is_known(view, i):
        draft.sign("noun-indefinite", (token.start, token.end), "it stands for no single act of speech")
    named = holder is not None
    holder = holder or owner_of(view, i) or _owning_pronoun(view, i)
    if holder is not None:
        draft.speaker, draft.head = holder, owner if named else view.before(holder[1])
        draft.sign("subject-of-noun", holder, "the noun belongs to him")
    return draft


def _bears(view: View, i: int, at: int) -> int:
    """How many tokens the noun and a preposition take, 0 if they are none of the table."""
    for phrase in view.lexicon.phrases.get(view.words[i], ()):
        if phrase.part == "bears" and view.match(at + 1, phrase.words[1:], len(view.tokens)):
            return len(phrase.words)
    return 0


def _next_preposition(view: View, i: int, owner: int) -> int:
    """The preposition of the noun behind its holder's name, or -1."""
    k = owner + 1
    while k < len(view.tokens) and view.tokens[k].pos == "PROPN":
        k += 1
    return k if _bears(view, i, k - 1) else -1


def _may_bear(view: View, i: int) -> bool:
    """Whether a noun that bears contents stands before the phrase of a holder: "l'appel du pape"."""
    bears = any(p.part == "bears" for p in view.lexicon.phrases.get(view.words[i], ()))
    return bears and i + 2 < len(view.tokens) and view.tokens[i + 1].pos == "ADP"


def _about(view: View, limits: Limits, i: int, noun: Noun) -> Draft | None:
    """What a noun of speech is about, by its verb: "les critiques portent sur le coût du pont"."""
    verb = view.head(i)
    if view.rel(i) != "nsubj" or verb < i or not view.lexicon.has("about", view.tokens[verb].lemma.lower()):
        return None
    aims = [k for k in view.kids[verb] if k > verb and view.rel(k) in ("obl", "obj") and k not in view.timed]
    head = next((k for k in aims if view.tokens[k].pos == "NOUN"), -1)
    if head < 0 or not _is_known(view, i) or view.rel(verb) not in ("root", "ROOT", "conj", "parataxis"):
        return None
    first = view.low[head]
    past = limits.stretch(first, None, tight=max(view.high[head], first), noun=i)
    low = min([i, *(k for k in view.kids[i] if view.rel(k) == "det")])
    draft = Draft(
        content=[place_of(view, first, past)],
        construction="noun-bearing",
        cue=(view.tokens[low].start, view.tokens[i].end),
        nominal=True,
    )
    draft.stance = noun.stance
    draft.sign(
        "noun-of-speech", (view.tokens[i].start, view.tokens[i].end), f'"{noun.lemma}" is a noun of speech'
    )
    draft.sign("noun-about", draft.content[0], "its verb says what it is about")
    draft.score += 3.0 * noun.weight - 1.5
    return draft


def _led_infinitive(view: View, owner: int) -> int:
    """The preposition of an infinitive behind the phrase of a holder: "le refus du club de payer", or -1."""
    for k in range(owner + 1, min(len(view.tokens) - 1, owner + FARTHEST)):
        leads = view.lexicon.has("infinitive", view.words[k]) or view.lexicon.has("to", view.words[k])
        if leads and _infinitive(view, k) >= 0:
            return k
        if view.tokens[k].pos not in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "NUM"):
            return -1
    return -1


def _is_known(view: View, i: int) -> bool:
    """Whether the noun stands for one act of speech: definite or somebody's ("l'appel", "son appel")."""
    return any(
        view.rel(k) == "det"
        and k < i
        and ("Definite=Def" in view.tokens[k].morph or "Poss=Yes" in view.tokens[k].morph)
        for k in view.kids[i]
    ) or any(view.tokens[k].rel == "nmod:poss" for k in view.kids[i])


def owner_of(view: View, i: int) -> Place | None:
    """The phrase of whoever owns a noun before it, without its mark: "the mayor's call"."""
    owner = next((k for k in view.kids[i] if k < i and view.tokens[k].rel == "nmod:poss"), -1)
    if owner < 0 or view.tokens[owner].pos == "PRON" or not can_speak(view, owner):
        return None
    last = next((k for k in view.kids[owner] if k > owner and view.rel(k) == "case"), owner + 1) - 1
    return view.tokens[min(view.low[owner], owner)].start, view.tokens[max(owner, last)].end


def _owning_pronoun(view: View, i: int) -> Place | None:
    """The pronoun for the one person whose noun it is: "her plea"."""
    for k in view.kids[i]:
        token = view.tokens[k]
        third = (
            "Person=3" in token.morph and "Number=Sing" in token.morph and "Gender=Neut" not in token.morph
        )
        if k < i and token.rel == "nmod:poss" and token.pos == "PRON" and third:
            return token.start, token.end
    return None


def _is_holder(view: View, head: int) -> bool:
    start = view.tokens[head].start
    return any(m.kind in HOLDERS for m in view.mentions_in(start, start + 1))


def _complement(view: View, limits: Limits, i: int, preposition: int) -> Draft | None:
    head = _infinitive(view, preposition)
    asked = head >= 0
    if view.tokens[i].rel == "fixed":
        return None  # "in order to"
    if not asked:
        head = view.head(preposition)
    if head <= preposition or head > preposition + INNER or not (asked or view.tokens[head].pos == "NOUN"):
        return None
    if not asked and (_is_holder(view, head) or head in view.timed):
        return None
    if view.lexicon.holders.get(view.tokens[head].lemma.lower()) == "time":
        return None
    first = preposition if asked or view.lexicon.has("to", view.words[preposition]) else preposition + 1
    low = min([i, *(k for k in view.kids[i] if view.rel(k) == "det")])
    past = limits.stretch(first, None, tight=max(view.high[head], first), noun=i)
    past = _before_main(view, i, head, past) if asked else _before_verb(view, head, past)
    draft = Draft(
        content=[place_of(view, first, past)],
        construction="noun-bearing",
        cue=(view.tokens[low].start, view.tokens[i].end),
        nominal=not asked,
    )
    if asked:
        draft.sign("bearing-infinitive", draft.content[0], "an infinitive gives its content")
    return draft


def _before_verb(view: View, head: int, past: int) -> int:
    """Past-the-last token of a noun's phrase before the verb of the sentence, should the parse have run
    them together; the verb of a clause that hangs on the noun belongs to it.
    """
    for k in range(head + 1, past):
        opens = view.lexicon.has("relative", view.words[k]) or view.tokens[k].pos in ("SCONJ", "PUNCT")
        if opens or "VerbForm=Inf" in view.tokens[k].morph:
            return past
        if "VerbForm=Fin" in view.tokens[k].morph and view.tokens[k].pos in ("VERB", "AUX"):
            return k
    return past


def _before_main(view: View, i: int, head: int, past: int) -> int:
    """Past-the-last token of an infinitive before the verb whose subject its noun is."""
    main = view.head(i)
    if view.rel(i).startswith("nsubj") and head < main < past:
        helps = (k for k in view.kids[main] if head < k < main and view.rel(k) in HELPS)
        return min([main, *helps])
    return _before_verb(view, head, past)


def _infinitive(view: View, preposition: int) -> int:
    """The infinitive right behind a preposition, or -1."""
    for j in range(preposition + 1, min(len(view.tokens), preposition + INNER)):
        if "VerbForm=Inf" in view.tokens[j].morph:
            return j
        if view.tokens[j].pos not in ("ADV", "PRON", "PART"):
            return -1
    return -1
