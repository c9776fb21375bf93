"""Statements that a preposition gives to somebody: "selon X, P", "P, d'après X", "X, pour qui P"."""

from recoupe.stages.statements.beside import lead
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import BETWEEN, place_of
from recoupe.stages.statements.lexicon import Phrase
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.relays import opens_aside, passes_on
from recoupe.stages.statements.sourceclauses import (
    clause_around,
    holds_view,
    judgement,
    past_relative,
    relative_top,
    swallowed,
)
from recoupe.stages.statements.subjects import Subject, can_speak
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

NEAR = 12  # tokens behind findings within which an unnamed source is looked for
OWNED = ("compound", "nmod:desc", "nmod:poss")  # nouns before the one that names the source
DASHES = frozenset("-–—")


def sources(view: View, limits: Limits) -> list[Draft]:
    """Statements given by a preposition: "selon X, P", "P, d'après X"."""
    found = []
    i = 0
    while i < len(view.tokens):
        phrase = phrase_at(view, i)
        if phrase is None:
            i += 1
            continue
        draft = _source(view, limits, i, phrase)
        if draft is not None:
            found.append(draft)
        i += len(phrase.words)
    return found


def phrase_at(view: View, i: int) -> Phrase | None:
    """The preposition of a source that opens at a token."""
    for phrase in view.lexicon.prepositions.get(view.words[i], ()):
        if view.match(i, phrase.words, len(view.tokens)):
            return phrase
    return None


def _source(view: View, limits: Limits, i: int, phrase: Phrase) -> Draft | None:
    after = i + len(phrase.words)
    bottom, top = limits.unit(i)
    if after >= top:
        return None
    head = _holder_head(view, after, top)
    if head == after and phrase.part == "source" and view.lexicon.has("thing", view.words[head]):
        return _by_what_was_said(view, limits, i, head)
    agent = _relayed(view, head) if head >= 0 else None
    if head < 0 or (agent is None and not can_speak(view, head)):
        return None
    if _is_criterion(view, head):
        return None
    start, end = view.noun_phrase(head)
    start = view.tokens[after].start
    end = max(end, view.tokens[head].end)
    last = view.before(end)
    if agent is not None:
        last = max(last, view.before(agent.end), head)
        start, end, head = agent.start, agent.end, agent.head
    start, end = _clipped(view, (start, end), head, top)
    last = min(last, view.before(end)) if view.before(end) >= head and agent is None else last
    last = _with_name(view, last, top)
    if _breaks_in(view, i):
        last = _shortest(view, after, head)
        end = view.tokens[last].end
    end = max(end, view.tokens[last].end) if last >= head else end
    if view.lexicon.has("relative", view.words[head]):
        return _relative_source(view, limits, i, phrase, head)
    if phrase.part in ("mind", "side", "view") and not holds_view(view, i, head, bottom, phrase):
        return None
    contents, position = around(view, limits, i, last, bottom, top, head)
    if not contents:
        return None
    cue = (view.tokens[i].start, view.tokens[after - 1].end)
    draft = Draft(
        content=contents, construction=f"source-{position}", cue=cue, speaker=(start, end), head=head
    )
    draft.sign(f"preposition-{phrase.part}", cue, "the words name a source")
    draft.sign(f"source-{position}", contents[0], "the clause it stands in is what the source says")
    draft.score += 3.0 * phrase.weight - 1.5
    draft.quoted = len(contents) == 1 and any(
        q.start == contents[0][0] and q.end >= contents[0][1] - 1 for q in view.outermost()
    )
    if draft.quoted and phrase.part == "mind":
        draft.sign("quoted-object", contents[0], "a quotation is all that is said")
    elif phrase.part == "mind" and (k := judgement(view, contents[0])) >= 0:
        place = (view.tokens[k].start, view.tokens[k].end)
        draft.sign("source-judges", place, "it says how things are or should be, not what happens")
    return draft


def _is_criterion(view: View, head: int) -> bool:
    """Whether a phrase tells by what something is done: "according to size", "according to his wishes"."""
    noun = view.head(head) if view.tokens[head].rel == "nmod:poss" else head
    return any(
        view.lexicon.has("criterion", w) for w in (view.words[noun].rstrip("s"), view.tokens[noun].lemma)
    )


def _by_what_was_said(view: View, limits: Limits, i: int, head: int) -> Draft | None:
    """ "Selon cela, P": what was just reported is the source; its speaker goes on."""
    bottom, top = limits.unit(i)
    if head + 1 < top and view.tokens[head + 1].pos == "CCONJ":
        return None
    contents, position = around(view, limits, i, head, bottom, top, head)
    if not contents or position != "first":
        return None
    cue = (view.tokens[i].start, view.tokens[head].end)
    draft = Draft(content=contents, construction="source-first", cue=cue, follows=True)
    draft.sign("preposition-source", cue, "the words name what was just reported")
    draft.sign("source-first", contents[0], "the clause behind it is what the source says")
    return draft


def _relative_source(view: View, limits: Limits, i: int, phrase: Phrase, head: int) -> Draft | None:
    """What somebody holds in a relative clause: "la maire, pour qui P"; a thing ("la loi selon laquelle P")
    is left to the nouns.
    """
    noun = next((g for g in view.up(head) if g < i and view.tokens[g].pos in ("NOUN", "PROPN")), i - 2)
    place = view.tokens[noun].start
    if i < 2 or head != i + len(phrase.words) or view.words[i - 1] != "," or noun < 0:
        return None
    if not any(
        m.kind in ("person", "group", "anonymous", "body") for m in view.mentions_in(place, place + 1)
    ):
        return None
    start, end = view.tokens[head].start, view.tokens[head].end
    content = place_of(view, head + 1, limits.stretch(head + 1, None))
    cue = (view.tokens[i].start, view.tokens[head - 1].end)
    draft = Draft(content=[content], construction="source-first", cue=cue, speaker=(start, end), head=head)
    draft.antecedent = noun
    draft.sign("preposition-source", cue, "the words name a source")
    draft.sign("source-first", content, "the clause behind it is what the source says")
    draft.score += 3.0 * phrase.weight - 1.5
    return draft


def _with_name(view: View, last: int, top: int) -> int:
    """The last token of a source's phrase with the name behind a comma: "a spokesman, Ann Lys, P"."""
    k = last + 2
    while k < top and view.tokens[k].pos == "PROPN":
        k += 1
    parted = last + 3 < k < top and view.words[last + 1] == "," and view.words[k] == ","
    start = view.tokens[last + 2].start if parted else 0
    return k - 1 if parted and any(m.kind == "person" for m in view.mentions_in(start, start + 1)) else last


def _clipped(view: View, place: Place, head: int, top: int) -> Place:
    """A source's phrase without the subject that the parse hung on it: "Selon A, B a fait P"."""
    last = view.before(place[1])
    parted = swallowed(view, head, last, top)
    if parted > head:
        return place[0], view.tokens[parted - 1].end
    k = last + 1
    while k < top and view.tokens[k].pos in ("PRON", "ADV"):
        k += 1
    inside = next((j for j in range(head + 1, last + 1) if "VerbForm=Fin" in view.tokens[j].morph), -1)
    parted = next((j for j in range(head + 1, last) if view.words[j] == ","), -1)
    if parted > 0 and (inside > 0 or view.tokens[parted + 1].pos in ("ADP", "ADV", "SCONJ", "PRON")):
        comma = parted
    elif not any("VerbForm=Fin" in view.tokens[j].morph for j in range(k, top)):
        # Nothing is left that could be said: the phrase has swallowed it.
        comma = next((j for j in range(head, last) if view.words[j] == ","), -1)
    elif k < top and "VerbForm=Fin" in view.tokens[k].morph:
        comma = next((j for j in range(last, head, -1) if view.words[j] == ","), -1)
    else:
        return place
    return (place[0], view.tokens[comma - 1].end) if comma > head else place


def _holder_head(view: View, after: int, top: int) -> int:
    """The head of the phrase after the preposition."""
    for k in range(after, min(top, after + 8)):
        if view.tokens[k].pos in ("NOUN", "PROPN"):
            head = view.head(k)
            if view.tokens[k].rel in OWNED and k < head < min(top, after + 8):
                return head
            return head if view.tokens[k].rel in ("flat:name", "flat") and after <= head < k else k
        if view.tokens[k].pos == "PRON" or (
            view.rel(k) == "obl" and view.text[view.tokens[k].start].isupper()
        ):
            return k
        if view.lexicon.holders.get(view.words[k]) == "text":
            return k
        if view.tokens[k].pos in ("VERB", "AUX", "SCONJ") and view.rel(k) != "amod":
            return -1
    return -1


def _relayed(view: View, head: int) -> Subject | None:
    """The agent behind words: "selon les déclarations relayées par X", "le baromètre publié par X" keeps the
    text.
    """
    known = {view.tokens[head].lemma, fold(view.tokens[head].lemma), view.words[head].rstrip("s")}
    if not any(view.lexicon.nouns.get(k) or view.lexicon.has("finding", k) for k in known):
        return None
    for k in range(head + 1, min(view.high[head], head + NEAR) + 1):
        if view.tokens[k].lemma.lower() in view.lexicon.anonymous and view.tokens[k].pos == "NOUN":
            return Subject(k, *view.noun_phrase(k), "agent")
    for part in view.kids[head]:
        if view.rel(part) != "acl":
            continue
        for kid in view.kids[part]:
            if any(view.lexicon.has("agent", view.words[c]) for c in view.kids[kid] if view.rel(c) == "case"):
                start, end = view.noun_phrase(kid)
                return Subject(kid, start, end, "agent")
    for kid in view.kids[head]:
        if view.rel(kid) in ("nmod", "appos") and _is_source(view, kid):
            start, end = view.noun_phrase(kid)
            return Subject(kid, start, end, "noun")
    return None


def _is_source(view: View, k: int) -> bool:
    """Whether a complement names whose findings they are."""
    if view.tokens[k].pos == "PROPN":
        return True
    place = view.tokens[k]
    return any(
        m.kind in ("person", "body", "anonymous", "group") for m in view.mentions_in(place.start, place.end)
    )


def around(
    view: View, limits: Limits, i: int, last: int, bottom: int, top: int, head: int
) -> tuple[list[Place], str]:
    """The places around a source's phrase that are what it says, and where the phrase stands among them."""
    first = i - 1 if i > bottom and view.words[i - 1] == "," else i
    if first > bottom and (
        view.words[first - 1] in (":", ";") or _behind_dash(view, bottom, first, last, top)
    ):
        bottom = first
    bottom, top = _clause(view, limits, (i, first, last), head, (bottom, top))
    bottom = first if _is_aside(view, limits, bottom, first) else bottom
    lead_words = sum(
        1
        for k in range(bottom, first)
        if view.is_word(k) and view.tokens[k].pos not in ("ADV", "CCONJ", "SCONJ")
    )
    broken = _breaks_in(view, i)
    after = last + 1 if broken else _phrase_end(view, i, last, top, head, interrupts=lead_words > 1)
    if lead_words <= 1:
        after += 1 if after < top and view.words[after] == "," else 0
        after = past_relative(view, after, top, head)
        if after + 1 >= top:
            return [], "first"
        return [place_of(view, after, min(top, limits.stretch(after, None)))], "first"
    if after + 2 < top and view.words[after] == ":":
        opened = place_of(view, after + 1, limits.stretch(after + 1, None))
        if view.words[first] != ",":
            return [opened], "first"
        return [place_of(view, bottom, first), opened], "middle"
    if (
        after >= top - 1
        or view.words[after] in (".", ";")
        or (view.words[after] == "," and not (view.words[first] == "," and resumes(view, limits, after, top)))
    ):
        start = _content_start(view, limits, bottom, first)
        if first <= view.at(start):
            return [], "last"
        return [place_of(view, view.at(start), first)], "last"
    if view.words[after] == ",":
        end = limits.stretch(after + 1, None)
        return [place_of(view, bottom, first), place_of(view, after + 1, max(end, after + 2))], "middle"
    if view.words[first] != "," and (broken or view.tokens[after].pos in ("ADP", "SCONJ", "DET")):
        rest = place_of(view, after, limits.stretch(after, None))
        return [place_of(view, bottom, first), rest], "middle"
    return [place_of(view, bottom, first)], "last"


def _is_aside(view: View, limits: Limits, bottom: int, first: int) -> bool:
    """Whether only "as X reports" stands before a source: "As X reports, according to Y P"."""
    verbs = [k for k in range(bottom, first) if "VerbForm=Fin" in view.tokens[k].morph]
    cues = [c for k in range(bottom, first) if (c := limits.cue_at.get(k)) is not None and bottom <= c.asway]
    return len(cues) == 1 and all(cues[0].first <= k <= cues[0].last for k in verbs)


def _behind_dash(view: View, bottom: int, first: int, last: int, top: int) -> bool:
    """Whether a dash parts a clause before a source from what the source says: "it pays - by the deal, P"."""
    if view.words[first - 1] not in DASHES or last + 1 >= top or view.words[last + 1] != ",":
        return False
    sides = (range(bottom, first), range(last + 1, top))
    return all(any("VerbForm=Fin" in view.tokens[k].morph for k in side) for side in sides)


def _clause(
    view: View, limits: Limits, at: tuple[int, int, int], head: int, unit: tuple[int, int]
) -> tuple[int, int]:
    """First and past-the-last token of what a source's phrase, which stands in a sentence, may speak of."""
    (i, first, last), (bottom, top) = at, unit
    inner = clause_around(view, i, head, last)
    if view.text[view.tokens[i].start].isupper() and view.tokens[i - 1].pos not in ("DET", "ADP", "CCONJ"):
        bottom = i  # printed with a capital, it opens a sentence behind a heading that has no stop
    elif inner is not None and view.tokens[first - 1].pos != "CCONJ":
        bottom, top = inner
    elif first > bottom and view.tokens[first - 1].pos in ("CCONJ", "SCONJ"):
        bottom = first
    elif (joint := _joint(view, bottom, first, top)) > 0:
        bottom = joint + 1
    if first > bottom and view.lexicon.has("relative", view.words[first - 1]):
        return first, relative_top(view, limits, last, top)
    return bottom, top


def _joint(view: View, bottom: int, first: int, top: int) -> int:
    """The conjunction behind a comma whose clause a source parts from its verb: "A, but B, according to X,
    is C"; -1 if there is none.
    """
    if not any("VerbForm=Fin" in view.tokens[k].morph for k in range(first, top)):
        return -1
    for k in range(first - 1, bottom, -1):
        if "VerbForm=Fin" in view.tokens[k].morph:
            return -1
        if view.tokens[k].pos == "CCONJ" and view.words[k - 1] == ",":
            whole = any("VerbForm=Fin" in view.tokens[j].morph for j in range(bottom, k))
            named = any(view.tokens[j].pos in ("NOUN", "PROPN", "PRON") for j in range(k + 1, first))
            return k if whole and named and view.words[first] == "," else -1
    return -1


def _breaks_in(view: View, i: int) -> bool:
    """Whether a source parts a verb from what completes it: "Il s'agit, selon X d'une erreur"."""
    before = view.tokens[i - 1] if i else view.tokens[i]
    return "VerbForm=Fin" in before.morph and before.pos in ("VERB", "AUX")


def _shortest(view: View, after: int, head: int) -> int:
    """The last token of a source's name, or of its noun."""
    start, end = view.tokens[head].start, view.tokens[head].end
    named = [m.span.end for m in view.mentions_in(start, end) if m.span.start >= view.tokens[after].start]
    return max(head, view.before(max(named, default=end)))


def _phrase_end(view: View, i: int, last: int, top: int, head: int, *, interrupts: bool) -> int:
    """The token behind the phrase of a source, with its relative clause where the sentence goes on."""
    after = last + 1
    named = view.tokens[last].pos == "PROPN"
    while after < top and view.words[after] not in (",", ":") and after <= last + 25:
        if not view.under(after, head) or (named and view.lexicon.has("infinitive", view.words[after])):
            break  # a name takes no "de": "Il s'agit, selon Anne Lys, d'un accord"
        after += 1
    if after < top and view.lexicon.has("relative", view.words[after]):
        after = next((k for k in range(after, min(top, after + 25)) if view.words[k] == ","), after)
    if after + 2 < top and view.words[after] == "," and passes_on(view, after + 1):
        return next((k for k in range(after + 2, min(top, after + 16)) if view.words[k] == ","), after)
    if not interrupts or after + 2 >= top or view.words[after] != ",":
        return after
    if not view.lexicon.has("relative", view.words[after + 1]):
        return after
    close = next((k for k in range(after + 2, min(top, after + 16)) if view.words[k] == ","), -1)
    return close if close > 0 and _main_verb_after(view, close, top, i) else after


def _content_start(view: View, limits: Limits, bottom: int, first: int) -> int:
    """Where a content that ends before "selon" starts: at the sentence, or at the quotation it is."""
    k = first - 1
    q = view.quote_at(view.tokens[k].start)
    if q is not None and view.text[q.end : view.tokens[first].start].strip(BETWEEN) == "":
        return lead(view, limits, q)
    return view.tokens[bottom].start


def _main_verb_after(view: View, after: int, top: int, i: int) -> bool:
    """Whether the verb that governs the phrase comes later in the sentence."""
    verb = next((g for g in view.up(i) if view.tokens[g].pos in ("VERB", "AUX", "ADJ")), -1)
    return after < verb < top


def resumes(view: View, limits: Limits, after: int, top: int) -> bool:
    """Whether the sentence that an insertion broke goes on behind the comma at `after`."""
    following = after + 1
    if following + 1 >= top or view.words[after] != ",":
        return False
    if view.tokens[following].pos == "CCONJ" or view.lexicon.has("relative", view.words[following]):
        return False
    if view.lexicon.has("medium", view.words[following]) and any(
        view.words[k] in view.lexicon.channels for k in range(following + 1, min(following + 4, top))
    ):
        return False
    if view.tokens[following].pos == "NOUN" and view.rel(following) in ("appos", "conj", "nmod"):
        return False  # "selon X, directeur du port"
    gerund = "VerbForm=Part" in view.tokens[following].morph and "Tense=Pres" in view.tokens[following].morph
    gerund = gerund or view.rel(following) == "acl"
    return not (gerund or opens_aside(view, following, top) or limits.comments(following, top))
