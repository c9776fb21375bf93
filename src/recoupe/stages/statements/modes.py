"""Is a verb finite, an infinitive, a gerund or a participle, or no verb after all?

The tagger's features answer first; where they cannot be, the words around the verb do: a form with a subject
of its own heads a clause, one behind an article is a noun.
"""

from recoupe.stages.statements.agents import is_as
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold


def mode_of(view: View, i: int, *, auxiliary: bool) -> str:
    """finite | infinitive | past-infinitive | gerund | participle | none."""
    token = view.tokens[i]
    morph = token.morph
    previous = view.tokens[i - 1].pos if i > 0 else ""
    if token.pos not in ("VERB", "AUX"):
        if _takes_pronoun(view, i):
            return "gerund" if has_ending(view, i, "presently") else "finite"
        return "finite" if _is_lone(view, i) else _mistaken(view, i, auxiliary=auxiliary)
    if token.rel == "obj" and "VerbForm=Fin" in morph and token.head == i - 1:
        return "none"  # "rejected claims that P"
    if "VerbForm" not in morph and not auxiliary and has_ending(view, i, "gerund"):
        return "gerund"
    if auxiliary:
        helpers = [k for k in view.kids[i] if view.rel(k) == "aux" and "VerbForm=Inf" in view.tokens[k].morph]
        if helpers:
            caused = all(view.tokens[k].rel == "aux:caus" for k in helpers)  # "faire avancer": no report
            return "infinitive" if caused else "past-infinitive"
        return "finite"
    if _stands_alone(view, i) or ("VerbForm=Inf" in morph and _carries_on(view, i)):
        return "finite"
    if "VerbForm=Inf" in morph:
        governor = view.tokens[token.head]
        parts = ("refuse",) if "VerbForm=Inf" in governor.morph else ("support", "refuse")
        supported = any(
            view.lexicon.has(p, w) for p in parts for w in (fold(governor.lemma), fold(governor.text))
        )
        joined = token.rel == "conj" and "VerbForm=Fin" in governor.morph and not _is_marked(view, i)
        return "finite" if (supported and token.head < i) or joined else "infinitive"
    if "VerbForm=Ger" in morph:
        return "gerund"
    if "VerbForm=Part" in morph and _is_main(view, i):
        return "finite"
    if "VerbForm=Part" in morph:
        if "Tense=Pres" in morph:
            return "gerund"
        return "finite" if _is_past(view, i) else "participle"
    if previous == "DET" and token.rel in ("obj", "nsubj", "nmod", "obl"):
        return "none"
    return "finite"


def _is_past(view: View, i: int) -> bool:
    """Whether what the parse takes for a participle is the only verb of its sentence, with an object, in a
    language whose past looks alike: "Minsk accused Warsaw of it".
    """
    token, g = view.tokens[i], view.head(i)
    if view.lexicon.drops_that and token.rel == "conj" and g < i and view.tokens[i - 1].pos == "CCONJ":
        governs = any(k > i and view.rel(k) in ("obj", "obl", "xcomp", "ccomp") for k in view.kids[i])
        return governs and "VerbForm=Fin" in view.tokens[g].morph and "Tense=Past" not in view.tokens[g].morph
    if not view.lexicon.drops_that or token.rel != "acl" or g > i or view.head(g) != g:
        return False
    if view.tokens[g].pos not in ("NOUN", "PROPN") or any(
        "VerbForm=Fin" in view.tokens[k].morph
        for k in range(*view.bounds(i))
        if not view.quote_at(view.tokens[k].start)
    ):
        return False
    if any(k > i and view.rel(k) in ("obj", "xcomp", "ccomp") for k in view.kids[i]):
        return True
    verbs = view.lexicon.verbs(token.text, token.lemma)
    aims = {p for v in verbs for p in v.prepositions if not any("n" in w.frames for w in verbs)}
    return any(view.words[c] in aims for k in view.kids[i] for c in view.kids[k] if view.rel(k) == "obl")


def _carries_on(view: View, i: int) -> bool:
    """Whether a bare infinitive tells on at the head of its sentence: "Et de conclure : P"."""
    bottom, _ = view.bounds(i)
    return (
        i - 2 >= 0
        and bottom >= i - 2
        and view.tokens[i - 2].pos == "CCONJ"
        and view.lexicon.has("infinitive", view.words[i - 1])
        and view.text[view.tokens[i - 2].start].isupper()
    )


def _is_marked(view: View, i: int) -> bool:
    """Whether a word such as "to" stands before an infinitive."""
    return any(view.rel(k) == "mark" and k < i for k in view.kids[i])


def _stands_alone(view: View, i: int) -> bool:
    """Whether what looks like an infinitive or a participle heads a clause: it has a subject of its own."""
    token, kids = view.tokens[i], view.kids[i]
    if token.rel == "aux:caus" and view.tokens[token.head].pos == "NOUN":
        kids = [k for k in view.kids[token.head] if k != i]  # "fait état" read as a causative
    relation = token.rel.partition(":")[0]
    if "Tense=Pres" in token.morph or relation in ("acl", "xcomp"):
        return False
    if view.words[i - 1 if i else 0] == "," or any(view.rel(k) == "aux" for k in kids):
        return False
    if any(view.rel(k) == "mark" and view.lexicon.has("to", view.words[k]) for k in kids):
        return False
    governs = any(view.rel(k) in ("obj", "iobj", "ccomp") and k > i for k in kids)
    if relation == "advcl" and not governs and not any(is_as(view, k) for k in kids):
        return False
    subject = next((k for k in kids if view.tokens[k].rel == "nsubj" and k < i), i)
    return subject < i and not any("VerbForm=Fin" in view.tokens[k].morph for k in range(subject, i))


def _is_main(view: View, i: int) -> bool:
    """Whether a participle that hangs on the noun right before it, the root, is the sentence's verb: it has
    an object, which no reduced passive has ("Experts accused X of P").
    """
    token = view.tokens[i]
    noun = token.head
    if "Tense=Past" not in token.morph or token.rel != "acl" or view.head(noun) != noun or noun != i - 1:
        return False
    return any(k > i and view.rel(k) in ("obj", "ccomp") for k in view.kids[i])


def _mistaken(view: View, i: int, *, auxiliary: bool) -> str:
    """The mode of a verb form that the parse takes for an adjective or a noun, "none" where it may be
    right.
    """
    token, lexicon = view.tokens[i], view.lexicon
    if (
        token.head != i
        and token.text.lower() in lexicon.infinitives
        and lexicon.has("refuse", fold(view.tokens[token.head].lemma))
    ):
        return "finite"
    if i and lexicon.has("while", view.words[i - 1]) and not auxiliary:
        taken = token.text.lower() in lexicon.infinitives or token.text.lower() in lexicon.participles
        return "none" if taken else "gerund"
    governs = any(view.rel(k) in ("nsubj", "obj") for k in view.kids[i]) and (
        token.head == i or (token.rel == "conj" and i > 0 and view.tokens[i - 1].pos == "CCONJ")
    )
    shares = token.rel == "conj" and token.text.lower() in lexicon.participles
    shares = shares and any(view.rel(k) == "aux" for k in view.kids[token.head])
    if auxiliary or governs or (shares and i > 0 and view.tokens[i - 1].pos == "CCONJ"):
        return "finite"
    closes = _closes(view, i + 1)
    if token.rel.startswith("parataxis") and closes and token.text[:1].islower() and i:
        k = i - 1
        while k > 0 and view.is_mark(k):
            k -= 1
        return "finite" if view.tokens[k].pos in ("NOUN", "PROPN", "PRON") else "none"
    if token.text.lower() in lexicon.participles or not token.text[:1].islower():
        return "none"
    before = view.tokens[i - 1] if i else None
    after = i + 1 if i + 1 < len(view.tokens) else i
    if before is None or before.pos == "DET":
        return "none"
    if _closes_report(view, i):
        return "finite"
    if view.words[after].startswith("-") and lexicon.has("echo", view.words[after]):
        return "finite"
    beside = view.words[i - 1] in (",", ".", ":") or view.is_mark(i - 1)
    opens = view.tokens[after].pos in ("DET", "PROPN") or view.text[view.tokens[after].start].isupper()
    if beside and (opens or token.rel.startswith("parataxis")):
        return "finite"
    complement = (
        lexicon.has("that", view.words[after]) or view.tokens[after].pos == "DET" or view.is_mark(after)
    )
    named = (
        before.pos in ("PROPN", "NOUN", "ADV")
        or before.text == ")"
        or (before.pos == "PRON" and token.pos == "ADJ")
    )
    return "finite" if complement and named and (token.pos == "ADJ" or before.pos != "NOUN") else "none"


def _takes_pronoun(view: View, i: int) -> bool:
    """Whether what the parse takes for an article before a verb form is its object: "comme le note X",
    "comme X le note", ", le jugeant utile"; no article stands right behind a noun.
    """
    if i < 2 or not view.lexicon.has("takesup", view.words[i - 1]):
        return False
    before, after = view.tokens[i - 2], view.words[i + 1 : i + 2]
    if view.words[i - 2] == ",":
        return has_ending(view, i, "presently") and after != [","]
    closes = after in ([","], ["."])
    if view.lexicon.has("asway", view.words[i - 2]):
        return not closes
    return closes and before.pos in ("NOUN", "PROPN") and view.rel(i - 2) != "amod"


def _closes(view: View, k: int) -> bool:
    """Whether nothing but a mark, a phrase or a day follows."""
    return k >= len(view.tokens) or view.tokens[k].pos in ("PUNCT", "ADP", "PART") or k in view.timed


def _is_lone(view: View, i: int) -> bool:
    """Whether a form that the parse takes for the noun of a compound is the only verb of its sentence, in a
    language whose forms look alike: "the party calls for it".
    """
    token, bottom, top = view.tokens[i], *view.bounds(i)
    lone = view.lexicon.drops_that and token.pos == "NOUN" and view.rel(i - 1) == "compound"
    if lone and _closes(view, i + 1) and any(view.rel(k) == "mark" and is_as(view, k) for k in view.kids[i]):
        return True  # "As Reuters reports, P"
    if not lone or token.head != i or i < bottom + 1 or i + 1 >= top or view.tokens[i + 1].pos == "PUNCT":
        return False
    apart = (k for k in range(bottom, top) if not view.under(k, i))
    return not any("VerbForm=Fin" in view.tokens[k].morph for k in apart)


def _closes_report(view: View, i: int) -> bool:
    """Whether a word stands behind a name alone at the end of its sentence, behind a comma: "P, the Post
    reports."
    """
    bottom, top = view.bounds(i)
    ends = i + 1 >= top or view.words[i + 1] in (".", "!", "?")
    k = i
    while k > bottom and (view.tokens[k - 1].pos in ("PROPN", "DET") or view.rel(k - 1) == "compound"):
        k -= 1
    start, end = view.tokens[k].start, view.tokens[i - 1].end
    named = any(m.kind in ("person", "body") and m.span.end == end for m in view.mentions_in(start, end))
    told = any("VerbForm=Fin" in view.tokens[j].morph for j in range(bottom, k))
    return ends and named and told and k < i and (view.words[k - 1] == "," or view.is_mark(k - 1))


def is_of_page(view: View, i: int) -> bool:
    """Whether the page itself finds something worth saying: "it should be noted", "it is worth noting"."""
    empty = {i, view.head(i)} if view.rel(i) == "xcomp" else {i}
    if "VerbForm=Fin" in view.tokens[i].morph:
        return False
    expletive = any(view.rel(k) == "expl" for g in empty for k in view.kids[g])
    asked = any(view.lexicon.has("must", view.words[k]) for k in view.kids[i])
    return expletive and (asked or (len(empty) > 1 and view.tokens[view.head(i)].pos == "ADJ"))


def has_ending(view: View, i: int, part: str) -> bool:
    """Whether a word ends as the words of a part do."""
    return any(view.words[i].endswith(ending) for ending in view.lexicon.words.get(part, ()))
