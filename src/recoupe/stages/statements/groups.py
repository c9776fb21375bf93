"""Where does the group of a verb start: at its auxiliary, at the verb that carries it, or at itself?"""

from recoupe.stages.statements.view import View
from recoupe.text.fold import fold


def group_start(view: View, i: int, bottom: int) -> tuple[int, bool]:
    """The first auxiliary before a verb, or the verb."""
    first, seen = i, False
    for kid in view.kids[i]:
        named = view.tokens[kid].pos == "PROPN"
        if view.rel(kid) == "aux" and i - 8 <= kid < i and kid >= bottom and not named:
            first, seen = min(first, kid), True
    if not seen and i > bottom and "VerbForm=Part" in view.tokens[i].morph:
        for k in range(i - 1, max(bottom, i - 4) - 1, -1):
            if view.tokens[k].pos == "AUX":
                return k, True
            if view.tokens[k].pos not in ("ADV", "PRON", "PART"):
                break
        if view.words[i - 1] == ",":
            start, found = _across_commas(view, i, bottom)
            return start, found or ("Tense=Past" in view.tokens[i].morph and _goes_on(view, i))
        return i, _shares_auxiliary(view, i)
    return first, seen


def _shares_auxiliary(view: View, i: int) -> bool:
    """Whether a participle goes on behind "et" with the auxiliary of another: "a promis P et réclamé Q"."""
    if view.tokens[i - 1].pos != "CCONJ" or "VerbForm=Part" in view.tokens[max(0, i - 2)].morph:
        return _is_joined(view, i, view.head(i))
    return _goes_on(view, i) or _is_joined(view, i, view.head(i))


def _goes_on(view: View, i: int) -> bool:
    """Whether a participle has an object and shares the auxiliary of a verb of speech before it: "a promis P,
    réclamé Q".
    """
    after = i + 1
    takes = after < len(view.tokens) and not {after, after + 1} & view.timed
    takes = takes and (
        view.tokens[after].pos == "DET" or view.is_mark(after) or view.lexicon.has("that", view.words[after])
    )
    agrees = "Number=Plur" in view.tokens[i].morph or "Gender=Fem" in view.tokens[i].morph
    if not takes or agrees:
        return False
    bottom, _ = view.bounds(i)
    return any(
        view.tokens[k].rel == "aux:tense"
        and k < view.head(k) < i
        and view.lexicon.verbs(view.tokens[view.head(k)].text, view.tokens[view.head(k)].lemma)
        for k in range(bottom, i)
    )


def _is_joined(view: View, i: int, other: int) -> bool:
    """Whether the parse joins a participle to another that has an auxiliary of tense, none of a passive."""
    rels = {view.tokens[k].rel for k in view.kids[other] if k < other}
    joined = view.rel(i) == "conj" and other < i and view.tokens[i - 1].pos == "CCONJ"
    return joined and "aux:tense" in rels and "aux:pass" not in rels


def _across_commas(view: View, i: int, bottom: int) -> tuple[int, bool]:
    """The auxiliary on the far side of an insertion: "a, sans surprise, conclu"."""
    for k in range(i - 3, max(bottom, i - 12), -1):
        if view.words[k] == "," and view.lexicon.has("auxiliary", fold(view.tokens[k - 1].lemma)):
            return k - 1, True
    return i, False


def support_start(view: View, i: int, first: int, bottom: int) -> int:
    """The verb that carries an infinitive of speech ("peut-on lire", "vient de dire"), as start of the
    group.
    """
    governor = view.head(i)
    if not bottom <= governor < first <= governor + 4 or "VerbForm=Inf" not in view.tokens[i].morph:
        return first
    known = view.lexicon.has("support", fold(view.tokens[governor].text)) or view.lexicon.has(
        "support", view.tokens[governor].lemma
    )
    return governor if known else first
