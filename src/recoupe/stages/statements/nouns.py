"""Nominal contents: "rejeter l'offre", "insister sur la paix", "les mesures demandées par X"."""

from recoupe.stages.statements import edges
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.drafting import draft_of, place_of
from recoupe.stages.statements.lexicon import split
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.modes import has_ending
from recoupe.stages.statements.view import View

HOLDERS = frozenset({"person", "body", "state", "group", "anonymous"})
FEWEST = 2  # blanks in a quotation below which it may be a word held at a distance
REACH = 18  # tokens between a verb and the preposition of its content
WIDE = 8  # tokens between a preposition and its noun
SLOT = 5  # tokens of a phrase that may stand between a verb and its object without commas
FARTHEST = 26  # tokens of a phrase between commas that may stand between a verb and its object


def noun(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A noun phrase that names the content: "rejeter l'offre", "insister sur la paix"."""
    if cue.mode == "participle":
        return _of_agent(view, cue)
    quoted = _quotation_behind(view, limits, cue)
    if quoted is not None:
        return quoted
    found = -1 if cue.passive and cue.subject is None else _object(view, cue)
    frame, construction = "n", "noun"
    if found > _oblique(view, cue) >= 0:
        found = -1  # "reported on the level of the river"
    if found < 0 or (cue.frame("n") is None and cue.frame("m") is None):
        found, frame, construction = _oblique(view, cue), "s", "noun-after-preposition"
    elif cue.frame("n") is None:
        frame = "m"
    elif _is_person(view, found) and (oblique := max(_oblique(view, cue), _told_about(view, cue))) > found:
        found, frame, construction = oblique, "s", "noun-after-preposition"  # "thanked the crew for the help"
    known = cue.frame(frame)
    if found < 0 or known is None:
        return _said_before(view, cue)
    if (
        frame == "s"
        and cue.mode == "gerund"
        and known.kind == "say"
        and cue.first == limits.unit(cue.token)[0]
    ):
        return None  # "Speaking of the dam, she said P": the topic of what comes
    first = max(view.low[found], cue.last + 1) if found > cue.last else view.low[found]
    article = min((k for k in view.kids[found] if view.rel(k) == "det"), default=found)
    if first < article < found and view.words[article - 1] == ",":
        first = article  # the parse hangs what stands between on the noun: "prévoit, pour mai, une aide"
    if construction == "noun-after-preposition":
        first = _start_of(view, cue, found)
    past = limits.stretch(first, cue, tight=_tight(view, found, first))
    past = _before_report(view, limits, first, _before_agent(view, cue, first, past))
    draft = draft_of(view, cue, [place_of(view, first, past)], construction, frame)
    draft.nominal = True
    start, end = draft.content[0]
    if any(
        abs(q.start - start) <= 1 and view.text[q.start : q.end].count(" ") >= 2 for q in view.outermost()
    ):
        draft.sign("quoted-object", (start, end), "the object of the verb is a quotation")
    elif frame == "m" and not cue.refused:
        draft.sign("weak-noun-frame", draft.content[0], "the verb may mean more than speech")
    return draft


def _said_before(view: View, cue: Cue) -> Draft | None:
    """The pronoun by which a verb takes up what was said: "la mairesse le confirme"."""
    if cue.mode != "finite" or cue.passive or cue.negated or cue.asway >= 0 or cue.subject is None:
        return None
    found, known = cue.first - 1, cue.frame("q")
    if found < 0 or view.tokens[found].pos != "PRON" or not view.lexicon.has("takesup", view.words[found]):
        return None
    if known is None or cue.frame("n") is None or known.kind not in ("confirm", "reject"):
        return None
    after = cue.last + 1
    while after < len(view.tokens) and (view.tokens[after].pos == "ADV" or after in view.timed):
        after += 1
    if after < len(view.tokens) and view.words[after] not in (".", ","):
        return None
    place = (view.tokens[found].start, view.tokens[found].end)
    draft = draft_of(view, cue, [place], "noun", "n")
    draft.nominal = True
    draft.sign("object-said", place, "a pronoun takes up what was said before")
    return draft


def _tight(view: View, found: int, first: int) -> int:
    """The last token of a content's noun phrase; -1 where a clause goes on with it ("au fait que P")."""
    last = max(view.high[found], first)
    if view.tokens[found].pos == "PRON" and last + 2 < len(view.tokens):
        last = max(last, view.high[_noun_behind(view, last + 1, len(view.tokens))])
    follows = found + 1
    spoken = view.lexicon.nouns.get(view.words[found])  # `nounclauses` reads "l'avis que P"
    if spoken is None and follows < len(view.tokens) and view.lexicon.has("that", view.words[follows]):
        return -1 if view.tokens[follows].pos == "SCONJ" else last
    return last


def _before_report(view: View, limits: Limits, first: int, past: int) -> int:
    """Past-the-last token of a content before a report that a heading without a stop has run into."""
    past = edges.run_in(view, first, past)
    for k in range(first + 1, past):
        if view.tokens[k].pos in ("SCONJ", "PUNCT") or view.lexicon.has("relative", view.words[k]):
            return past
        cue = limits.cue_at.get(k)
        if cue is None or cue.mode != "finite" or cue.subject is None or cue.passive:
            continue
        opens = view.at(cue.subject.start)
        if cue.subject.found in ("parse", "beside") and first < opens < k:
            return opens
    return past


def _before_agent(view: View, cue: Cue, first: int, past: int) -> int:
    """Past-the-last token of a content before the agent of its verb: "accusé de fraude par le parquet"."""
    if cue.subject is None or cue.subject.found != "agent":
        return past
    at = view.at(cue.subject.start)
    inside = first < at - 1 < past and view.lexicon.has("agent", view.words[at - 1])
    return at - 1 if inside else past


def _quotation_behind(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A quotation right behind the verb, part of its sentence: "L'agence craint « la fin des aides »"."""
    k = cue.last + 1
    while k < len(view.tokens) and (k in view.timed or view.tokens[k].pos == "ADV"):
        k += 1
    if cue.mode not in ("finite", "gerund") or cue.passive or cue.negated or cue.subject is None:
        return None
    if k >= len(view.tokens) or not view.is_mark(k) or limits.depth[k] < 0 or limits.depth[cue.token] >= 0:
        return None
    q = view.quotes[limits.depth[k]]
    frame = next((f for f in "nmpq" if cue.frame(f)), "")
    few = view.text[q.start : q.end].count(" ") < FEWEST
    if not frame or few or q.start != view.tokens[k].start or cue.subject.start > q.start:
        return None
    past = limits.stretch(k, cue, tight=view.before(q.end))
    start, end = place_of(view, k, past)
    draft = draft_of(view, cue, [(start, max(end, q.end))], "noun", frame)
    draft.nominal = True
    draft.sign("quoted-object", (q.start, q.end), "the object of the verb is a quotation")
    return draft


def _object(view: View, cue: Cue) -> int:
    passive = cue.passive and cue.mode in ("finite", "past-infinitive")
    for kid in sorted(view.kids[cue.token]):
        if passive and view.rel(kid) == "nsubj" and view.tokens[kid].pos in ("NOUN", "PROPN"):
            return kid
        nominal = (_is_nominal(view, kid) or _counts(view, kid)) and kid not in view.timed
        if not passive and kid > cue.last and view.rel(kid) == "obj" and nominal:
            if (
                cue.subject is not None
                and view.tokens[kid].start < cue.subject.end
                and cue.subject.start <= view.tokens[kid].start
            ):
                continue
            return kid
    if passive:
        return _subject_above(view, cue)
    found = _object_beside(view, cue)
    return found if found >= 0 else _object_behind_insertion(view, cue)


def _counts(view: View, kid: int) -> bool:
    """Whether a pronoun takes some of a noun's: "certains de ses choix", "plusieurs des mesures"."""
    k = kid + 1
    if view.tokens[kid].pos != "PRON" or k + 1 >= len(view.tokens) or view.tokens[k].pos != "ADP":
        return False
    part = view.lexicon.has("infinitive", view.words[k]) or view.lexicon.has("partitive", view.words[k])
    return part and _noun_behind(view, k, len(view.tokens)) >= 0


def _is_nominal(view: View, k: int) -> bool:
    """Whether a token is a noun, or a verb made one: "opposed its opening"."""
    if view.tokens[k].pos in ("NOUN", "PROPN"):
        return True
    owned = any(view.tokens[c].rel in ("nmod:poss", "det") for c in view.kids[k])
    return view.tokens[k].pos == "VERB" and owned and has_ending(view, k, "gerund")


def _object_behind_insertion(view: View, cue: Cue) -> int:
    """The noun phrase behind a phrase between commas: "a annoncé, à Lyon, des aides"."""
    _, top = view.bounds(cue.token)
    k = cue.last + 1
    while k < top and (k in view.timed or view.tokens[k].pos == "ADV"):
        k += 1
    first = _past_insertion(view, k, top)
    if cue.mode != "finite" or cue.frame("n") is None or first == k or first + 1 >= top:
        return -1
    if view.tokens[first].pos != "DET":
        return -1
    noun = next((j for j in range(first + 1, min(top, first + 4)) if view.tokens[j].pos == "NOUN"), -1)
    rest = range(noun, min(top, noun + 8))
    return -1 if any("VerbForm=Fin" in view.tokens[j].morph for j in rest) else noun


def _past_insertion(view: View, k: int, top: int) -> int:
    """The token behind what stands between commas here ("lui", "pour sa part", "à Lyon"), or the same."""
    if k + 2 >= top or view.words[k] != ",":
        return k
    close = next((j for j in range(k + 2, min(top, k + FARTHEST)) if view.words[j] == ","), -1)
    if close < 0 or any("VerbForm=Fin" in view.tokens[j].morph or view.is_mark(j) for j in range(k, close)):
        return k
    opens = k + 1 in view.timed or view.tokens[k + 1].pos in ("ADP", "ADV", "PRON")
    return close + 1 if opens else k


def _subject_above(view: View, cue: Cue) -> int:
    """The subject that a passive shares with the verb above it: "le plan a été lu et vient d'être voté"."""
    below = cue.token
    for steps, g in enumerate(view.up(cue.token)):
        if steps > 2 or view.rel(below) not in ("conj", "xcomp", "ccomp"):
            return -1
        for kid in view.kids[g]:
            if view.rel(kid) == "nsubj" and kid < cue.first and view.tokens[kid].pos in ("NOUN", "PROPN"):
                return kid
        below = g
    return -1


def _object_beside(view: View, cue: Cue) -> int:
    """The noun phrase right behind the verb, where the parse calls it something else than object."""
    _, top = view.bounds(cue.token)
    k = _past_slots(view, cue, top)
    if k >= top or (cue.subject is not None and cue.subject.start == view.tokens[k].start):
        return -1
    if (
        view.lexicon.has("infinitive", view.words[k])
        and k + 2 < top
        and view.tokens[k + 1].pos in ("DET", "ADJ")
    ):
        k += 1  # "critiquer de telles sanctions"
    if k > cue.last + 1 and k + 1 < top and view.lexicon.has("partitive", view.words[k]):
        k += 1 if view.tokens[k].pos == "ADP" else 0  # "a dévoilé jeudi des aides"
        return k if view.tokens[k].pos == "NOUN" else _noun_behind(view, k, top)
    for j in range(k, min(top, k + 5)):
        if view.tokens[j].pos == "NOUN" and j > k:
            return j
        if view.is_mark(j) and j > k:
            continue  # "la « casse » du service public"
        if view.tokens[j].pos not in ("DET", "ADJ", "NUM", "ADV") or (
            j == k and view.tokens[j].pos == "ADV" and view.rel(j) != "advmod"
        ):
            return -1
    return -1


def _past_slots(view: View, cue: Cue, top: int) -> int:
    """The token behind the adverbs, hours and short phrases after a verb: "a dévoilé devant X des aides"."""
    k = cue.last + 1
    while k < top and view.rel(view.head(k)) != "xcomp":
        if k in view.timed or (view.tokens[k].pos == "ADV" and view.rel(k) == "advmod"):
            k += 1
            continue
        if k + 1 < top and view.rel(k + 1) == "fixed" and view.tokens[k + 1].pos == "ADV":
            k += 2  # "par ailleurs"
            continue
        noun = view.head(k)
        phrase = view.tokens[k].pos == "ADP" and view.rel(k) == "case" and k < noun <= k + SLOT
        phrase = phrase and not view.lexicon.has("partitive", view.words[k]) and not _is_some(view, cue, k)
        if not phrase or view.head(noun) != cue.token or view.rel(noun) not in ("obl", "advmod", "iobj"):
            break
        k = noun + 1
        while k < top and view.head(k) == noun and view.tokens[k].pos in ("PROPN", "ADJ", "NUM"):
            k += 1
    return k


def _is_some(view: View, cue: Cue, k: int) -> bool:
    """Whether "de" opens some of a thing, the object of its verb: "promet de l'argent"."""
    known = cue.frame("s")
    article = k + 1 < len(view.tokens) and view.tokens[k + 1].pos == "DET"
    near = all(view.tokens[j].pos == "ADV" for j in range(cue.last + 1, k))
    some = article and view.lexicon.has("infinitive", view.words[k]) and near
    return some and cue.frame("n") is not None and (known is None or "de" not in known.prepositions)


def _oblique(view: View, cue: Cue) -> int:
    """The noun behind a preposition of the verb, with adverbs and whom it is told between."""
    verb = cue.frame("s")
    if verb is None:
        return -1
    _, top = view.bounds(cue.token)
    behind = -1  # the token behind an insertion
    for k in range(cue.last + 1, min(cue.last + REACH, top)):
        if k < behind:
            continue
        if (
            view.words[k] == ","
            and behind < 0
            and not cue.passive
            and (behind := _past_insertion(view, k, top)) > k
        ):
            continue
        if view.is_mark(k) or view.words[k] in (",", ";", ":", ".") or "VerbForm=Fin" in view.tokens[k].morph:
            return -1
        if k == behind and _preposition_end(view, k, verb.prepositions, top) < 0:
            return -1
        last = _preposition_end(view, k, verb.prepositions, top)
        noun = _noun_behind(view, last, top) if last >= 0 else -1
        bare = noun >= 0 and not any(view.rel(j) == "det" for j in view.kids[noun])
        if noun in view.timed or (bare and edges.is_medium(view, k, k, k, top)):
            continue
        if noun >= 0 and _completes(view, cue, k, noun):
            return noun
    return -1


def _told_about(view: View, cue: Cue) -> int:
    """The noun that the parse hangs on a verb by one of its prepositions, behind a clause about whoever is
    told: "warned the drivers who leave early about the snow".
    """
    verb = cue.frame("s")
    aims = set(verb.prepositions) if verb is not None else set()
    for kid in view.kids[cue.token]:
        cases = {view.words[k] for k in view.kids[kid] if view.rel(k) == "case" and k > cue.last}
        if kid > cue.last and view.rel(kid) == "obl" and cases & aims and kid not in view.timed:
            return kid
    return -1


def _preposition_end(view: View, k: int, prepositions: tuple[str, ...], top: int) -> int:
    """The last token of one of some prepositions that stands at a token, or -1."""
    for preposition in prepositions:
        words = split(preposition)
        if view.match(k, words[:-1], top) and _lemma_in(view, k + len(words) - 1, {words[-1], preposition}):
            return k + len(words) - 1
    return -1


def _noun_behind(view: View, k: int, top: int) -> int:
    head = view.head(k)
    if k < head < k + WIDE and view.tokens[head].pos in ("NOUN", "PROPN"):
        return head
    for j in range(k + 1, min(top, k + 6)):
        if view.tokens[j].pos in ("NOUN", "PROPN"):
            return j
        if view.tokens[j].pos not in ("DET", "ADJ", "NUM", "ADV") and not view.is_mark(j):
            return -1
    return -1


def _completes(view: View, cue: Cue, k: int, noun: int) -> bool:
    """Whether a phrase belongs to the verb, not to a noun between."""
    between = [j for j in range(cue.last + 1, k) if view.tokens[j].pos in ("NOUN", "PROPN")]
    if not between or view.head(noun) == cue.token:
        return True
    alone = cue.frame("n") is None and cue.frame("m") is None and _is_person(view, between[-1])
    if not alone and not view.lexicon.has("infinitive", view.words[k]):
        return cue.last > cue.token or cue.passive
    told, named = view.tokens[between[-1]], view.tokens[noun]
    somebody = any(m.kind in HOLDERS for m in view.mentions_in(told.start, told.end))
    apart = any(m.span.start > told.start for m in view.mentions_in(named.start, named.end))
    return somebody and not (named.pos == "PROPN" or apart)


def _start_of(view: View, cue: Cue, noun: int) -> int:
    """The preposition of a phrase: its first token."""
    verb = cue.frame("s")
    for k in range(cue.last + 1, noun):
        last = _preposition_end(view, k, verb.prepositions, noun + 1) if verb is not None else -1
        if last >= 0 and noun in (_noun_behind(view, last, noun + 1), view.head(last)):
            return k
    return noun


def _is_person(view: View, k: int) -> bool:
    """Whether an object is somebody, who cannot be what was said."""
    place = view.tokens[k]
    heard = view.lexicon.has("audience", view.words[k])
    return heard or any(m.kind in HOLDERS for m in view.mentions_in(place.start, place.end))


def _lemma_in(view: View, k: int, wanted: set[str]) -> bool:
    lemma = view.tokens[k].lemma
    return any(w in (lemma, view.words[k], lemma.split()[0]) for w in wanted)


def _of_agent(view: View, cue: Cue) -> Draft | None:
    """A noun said to come from somebody: "les mesures demandées par X"."""
    if cue.subject is None or cue.subject.found != "agent" or view.rel(cue.token) != "acl":
        return None
    noun = view.head(cue.token)
    if view.tokens[noun].pos != "NOUN" or cue.frame("n") is None or noun > cue.token:
        return None
    kids = [k for k in view.kids[noun] if k < cue.first]
    first = min([noun, *(view.low[k] for k in kids)])
    draft = draft_of(view, cue, [place_of(view, first, cue.first)], "agent-noun", "n")
    draft.nominal = True
    return draft
