"""Contents of verb cues: clauses, infinitives, nouns, names given, and quotations beside the verb.

For each cue the frames that its verb allows are tried from the surest to the weakest; the first that fits wins.
"""

from recoupe.stages.statements.cues import Cue, Subject, can_speak
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.view import View
from recoupe.text.quotes import Quoted

BETWEEN = " \t\u00a0\u202f,;.:!?…-–—\"«»“”'"
MOST_SENTENCES = 4
SHORT_SLOT = 160  # characters of "lors d'une conférence de presse" between a cue and its colon


def propose(view: View, limits: Limits, cue: Cue) -> list[Draft]:
    """The statements that a cue may carry: none, one, or one and its companion."""
    if cue.asway >= 0:
        return [d for d in [_as_said(view, limits, cue)] if d]
    for attempt in (_clause, _beside_quotation, _after_colon, _name_given, _infinitive, _adjective, _parenthesis, _noun):
        draft = attempt(view, limits, cue)
        if draft is not None:
            return [draft]
    return []


def _draft(view: View, cue: Cue, content: list[Place], construction: str, frame: str) -> Draft:
    verb = cue.frame(frame)
    place = cue_place(view, cue)
    draft = Draft(content=content, construction=construction, cue=place, verb=cue)
    if verb is not None:
        draft.stance = verb.stance
        draft.sign(f"verb-{verb.kind}", place, f'the verb "{verb.lemma}" reports speech')
        draft.score += _log(verb.weight)
    else:
        draft.sign("verb-without-frame", place, "a verb of speech in a construction unusual for it")
    draft.sign(construction, content[0], SAYS[construction])
    if cue.mode != "finite":
        draft.sign(f"mode-{cue.mode}", place, "the verb is no finite verb")
    if cue.negated:
        draft.sign("negated", place, "the verb is negated")
    subject = cue.subject
    nobody = subject is not None and view.lexicon.has("anyone", view.words[subject.head].lstrip("-"))
    nobody = nobody or (cue.passive and cue.last > cue.token - 3 and _is_impersonal(view, cue))
    if nobody and construction in ("quotation-beside", "parenthesis"):
        draft.follows = True
        draft.sign("impersonal", place, "nobody is named: the source before goes on")
    elif subject is not None:
        draft.speaker, draft.head, draft.antecedent = _clipped(view, cue, subject), subject.head, subject.antecedent
        draft.sign(f"subject-{subject.found}", draft.speaker, "its subject")
    return draft


def _clipped(view: View, cue: Cue, subject: Subject) -> Place:
    """The subject's phrase without the verb group, should the parse have run them together."""
    start, end = subject.start, subject.end
    first, past = view.tokens[cue.first].start, view.tokens[cue.last].end
    if start < first < end:
        end = len(view.text[start:first].rstrip(" \t\u00a0,")) + start
    elif start < past < end and start >= first and subject.found != "echo":
        start = past + len(view.text[past:end]) - len(view.text[past:end].lstrip(" \t\u00a0,"))
    return (start, end) if start < end else (subject.start, subject.end)


def _is_impersonal(view: View, cue: Cue) -> bool:
    return any(view.words[k].startswith("-") and view.lexicon.has("echo", view.words[k]) for k in range(cue.first, cue.last + 1))


SAYS = {
    "that-clause": "what follows is a reported clause",
    "whether-clause": "what follows is a reported question",
    "colon": "a colon introduces what was said",
    "quotation-beside": "a quotation stands beside the verb",
    "named-as": "the verb says what something is called",
    "infinitive": "an infinitive completes the verb",
    "adjective": "the speaker says it of himself",
    "parenthesis": "the verb stands in a parenthesis of the sentence",
    "noun": "the object names the content of the speech",
    "noun-after-preposition": "the complement names the content of the speech",
    "as-said": "the clause is confirmed by 'as X said'",
    "this-is-what": "the sentence before is taken up by 'that is what X said'",
    "agent-noun": "the noun is said to come from the speaker",
}


def _log(weight: float) -> float:
    return 3.0 * weight - 1.5


def cue_place(view: View, cue: Cue) -> Place:
    """Where the verb group stands."""
    return view.tokens[cue.first].start, view.tokens[cue.last].end


def region(view: View, cue: Cue) -> tuple[int, int]:
    """First and last token of the reporting clause: verb group and subject."""
    first, last = cue.first, cue.last
    while first > 0 and view.tokens[first - 1].pos in ("PRON", "ADV") and view.words[first - 1] not in (",",):
        joined = view.tokens[first - 1].pos == "PRON" and view.head(first - 1) == cue.token
        joined = joined and (view.rel(first - 1) != "nsubj" or not can_speak(view, first - 1))
        if joined or view.lexicon.has("reflexive", view.words[first - 1]) or view.lexicon.has("negation", view.words[first - 1]):
            first -= 1
            continue
        break
    if cue.subject is not None and cue.subject.found in ("parse", "beside", "relative"):
        a, b = view.at(cue.subject.start), view.before(cue.subject.end)
        if abs(a - cue.first) < 40:
            first, last = min(first, a), max(last, b)
    return first, last


def _open(view: View, cue: Cue) -> int:
    """The first token after the verb group and what belongs to it."""
    k = cue.last + 1
    _, top = view.bounds(cue.token)
    while k < top and view.tokens[k].pos == "ADV" and view.rel(k) == "advmod":
        k += 1
    return k


def _place(view: View, first: int, past: int) -> Place:
    """The text of tokens, with the closing mark of a quotation that ends there."""
    start, end = view.tokens[first].start, view.tokens[past - 1].end
    q = view.quote_at(end - 1)
    if q is not None and q.start >= start and q.end > end and not view.text[end : q.end].strip(BETWEEN):
        end = q.end
    return start, end


def _clause(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A clause opened by "que", or "si" after a verb of asking."""
    _, top = limits.unit(cue.token)
    opener, kind = _opener(view, cue, top)
    if opener < 0 or any(j in limits.cue_at and limits.cue_at[j].mode in ("finite", "gerund") for j in range(cue.last + 1, opener)):
        return None
    if not (cue.frame("q") or (cue.frame("p") and kind == "that")):
        return None
    past = limits.stretch(opener, cue)
    construction = "that-clause" if kind == "that" else "whether-clause"
    return _draft(view, cue, [_place(view, opener, past)], construction, "q")


def _opener(view: View, cue: Cue, top: int) -> tuple[int, str]:
    for kid in view.kids[cue.token]:
        if kid > cue.last and view.rel(kid) in ("ccomp", "xcomp", "advcl"):
            for mark in view.kids[kid]:
                if mark > cue.last and view.lexicon.has("that", view.words[mark]) and view.rel(mark) in ("mark", "advmod", "obj"):
                    if not _crosses(view, cue.last, mark):
                        return mark, "that"
                if (
                    mark > cue.last
                    and view.rel(kid) == "ccomp"
                    and view.lexicon.has("whether", view.words[mark])
                    and view.low[kid] == mark
                ):
                    return mark, "whether"
    k, skipped = cue.last + 1, 0
    while k < top and skipped < 40:
        if view.lexicon.has("that", view.words[k]):
            if _is_that(view, k) and not _crosses(view, cue.last, k):
                return k, "that"
            return -1, ""
        if view.tokens[k].pos in ("VERB", "AUX") or view.is_mark(k) or view.words[k] in (":", ";"):
            inverted = cue.subject is not None and cue.subject.start <= view.tokens[k].start < cue.subject.end
            if not inverted:
                return -1, ""
        k, skipped = k + 1, skipped + 1
    return -1, ""


def _crosses(view: View, first: int, last: int) -> bool:
    """Whether another verb of speech or a quotation stands between."""
    return any(view.is_mark(k) for k in range(first + 1, last))


def _is_that(view: View, k: int) -> bool:
    """Whether "que" opens a clause and is neither relative nor comparative."""
    if view.tokens[k].pos == "PRON" and view.rel(k) in ("obj", "obl"):
        return False
    previous = view.words[k - 1] if k else ""
    if previous in ("plus", "moins", "ne", "alors", "tandis", "ainsi", "afin", "pour", "bien", "avant", "apres", "tel", "autre"):
        return False
    return view.rel(k) in ("mark", "fixed", "advmod", "case", "cc", "dep", "punct") or view.tokens[k].pos == "SCONJ"


def _next_quotation(view: View, offset: int) -> Quoted | None:
    return next((q for q in view.outermost() if q.start >= offset - 1), None)


def _after_colon(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """« X a déclaré : "P" », with or without marks."""
    if view.quote_at(view.tokens[cue.token].start) is not None and view.quote_at(view.tokens[cue.token].start).end > view.tokens[cue.token].end + 400:
        pass
    _, last = region(view, cue)
    end = view.tokens[last].end
    colon = view.text.find(":", end, end + SHORT_SLOT)
    if colon < 0 or not (cue.frame("p") or cue.frame("q") or cue.frame("n")):
        return None
    between = view.text[end:colon]
    if any(c in between for c in ".!?;\n«»\"“”") or len(between.split()) > 18:
        return None
    q = _next_quotation(view, colon + 1)
    if q is not None and not view.text[colon + 1 : q.start].strip():
        contents = [(q.start, q.end), *_following(view, limits, q.end)]
        draft = _draft(view, cue, contents, "colon", "p")
        draft.quoted = True
        return draft
    return _after_bare_colon(view, limits, cue, colon)


def _after_bare_colon(view: View, limits: Limits, cue: Cue, colon: int) -> Draft | None:
    first = view.at(colon + 1)
    if first >= len(view.tokens) or view.tokens[first].start - colon > 4 or "\n" in view.text[colon : view.tokens[first].start]:
        return None
    if not view.text[view.tokens[first].start].isupper() or cue.frame("p") is None:
        return None
    _, past = limits.unit(first)
    for _ in range(MOST_SENTENCES):
        if past >= len(view.tokens) or "\n" in view.text[view.tokens[past - 1].end : view.tokens[past].start]:
            break
        bottom, top = limits.unit(past)
        if bottom != past or not any("Person=1" in view.tokens[j].morph for j in range(past, top)):
            break
        past = top
    return _draft(view, cue, [_place(view, first, past)], "colon", "p")


def _following(view: View, limits: Limits, end: int) -> list[Place]:
    """Further quotations that go on right behind, in the same paragraph, as sentences without a cue of their own."""
    out: list[Place] = []
    while True:
        q = _next_quotation(view, end)
        if q is None or view.text[end : q.start].strip(" \t\u00a0.,;") or "\n" in view.text[end : q.start]:
            return out
        if not _is_alone(view, limits, q):
            return out
        out.append((q.start, q.end))
        end = q.end


def _is_alone(view: View, limits: Limits, q: Quoted) -> bool:
    """Whether a quotation is followed by the end of its sentence, not by words or a cue of its own."""
    if view.text[q.start : q.end].count(" ") < 3:
        return False
    after = view.at(q.end)
    rest = view.text[q.end : q.end + 4].lstrip(" \t\u00a0\u202f.!?…")
    if view.text[q.end : q.end + 2].lstrip(" \u00a0")[:1] in (",", ";", ":"):
        return False
    if rest[:1].islower():
        return False
    return not any(k in limits.cue_at for k in range(after, min(after + 4, len(view.tokens)))) or "\n" in view.text[q.end : q.end + 3]


def _beside_quotation(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """« P », a déclaré X; « P » X a déclaré; X évoque « P » is left to the frames of nouns."""
    if cue.mode not in ("finite", "gerund") or (cue.negated and cue.frame("p") is None):
        return None
    first, last = region(view, cue)
    start, end = view.tokens[first].start, view.tokens[last].end
    before = [q for q in view.outermost() if q.end <= start + 1 and start - q.end <= 6]
    before = [q for q in before if not view.text[q.end : start].strip(BETWEEN) and "\n" not in view.text[q.end : start]]
    if not before:
        return None
    inverted = cue.subject is None or cue.subject.start > view.tokens[cue.first].start or cue.echoed
    if not inverted and not _calque(view, cue, before[-1], start):
        return None
    if cue.frame("p") is None and not (cue.frame("q") and inverted):
        return None
    return _with_quotation_before(view, limits, cue, before[-1], (start, end))


def _calque(view: View, cue: Cue, q: Quoted, start: int) -> bool:
    """Whether « P » X a déclaré closes the sentence: nothing that could be the verb's own content follows."""
    _, top = view.bounds(cue.token)
    k = cue.last + 1
    while k < top and view.is_mark(k):
        k += 1
    if k >= top or view.words[k] in (".", ",", ";", "!", "?"):
        return True
    return view.tokens[k].pos in ("ADP",) and view.rel(view.tokens[k].head) == "obl"


def _with_quotation_before(view: View, limits: Limits, cue: Cue, q: Quoted, block: Place) -> Draft:
    lead = _lead(view, limits, q)
    contents: list[Place] = [(lead, q.end)]
    following = _next_quotation(view, block[1])
    if following is not None:
        between = view.text[block[1] : following.start]
        near = not between.strip(" \t\u00a0,;:.") and "\n" not in between
        if (near or _only_slot(view, between)) and _is_alone(view, limits, following):
            contents.append((following.start, following.end))
            contents += _following(view, limits, following.end)
    draft = _draft(view, cue, contents, "quotation-beside", "p")
    draft.quoted = lead == q.start or bool(q.reach >= 0 and q.repair)
    return draft


def _only_slot(view: View, between: str) -> bool:
    """Whether between a cue and the next quotation stands only a short adjunct and a stop."""
    return len(between) < 90 and "\n" not in between and between.rstrip().endswith((".", ",")) and between.count(".") <= 1 and len(between.split()) <= 9


def _lead(view: View, limits: Limits, q: Quoted) -> int:
    """Where the sentence that ends in a quotation starts, if its own words lead into the quotation."""
    first = view.at(q.start)
    if first >= len(view.tokens):
        return q.start
    if q.reach >= 0 and "opening" in q.repair:
        return _lost_start(view, limits, q)
    k = first - 1
    while k >= 0 and limits.depth[k] == -1:
        break
    if k < 0 or view.tokens[k].end < q.start - 3 or view.words[k] in (".", "!", "?", "…") or "\n" in view.text[view.tokens[k].start : q.start]:
        return q.start
    bottom, _ = limits.unit(k)
    for j in range(first - 1, bottom - 1, -1):
        if j in limits.cue_at and limits.depth[j] == -1 and limits.cue_at[j].mode == "finite":
            return q.start
    start = view.tokens[bottom].start
    if view.words[k] == ":" and not any("VerbForm=Fin" in view.tokens[j].morph for j in range(bottom, k)):
        return q.start
    return start if q.start - start > 2 else q.start


def _lost_start(view: View, limits: Limits, q: Quoted) -> int:
    """Where a quotation without an opening mark may start: up to four sentences back, not over another report."""
    first = start = view.at(q.start)
    for _ in range(MOST_SENTENCES):
        before = first - 1
        if before < 0 or view.tokens[before].start < q.reach or limits.depth[before] >= 0:
            break
        bottom, _past = limits.unit(before)
        if view.tokens[bottom].start < q.reach:
            break
        if any(j in limits.cue_at and limits.cue_at[j].mode == "finite" and limits.cue_at[j].subject for j in range(bottom, before + 1)):
            break
        first = start = bottom
    return view.tokens[start].start


def _name_given(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """Calls something a name: "qualifier X de Y", "décrire X comme Y"."""
    if cue.frame("Q") is None:
        return None
    _, top = limits.unit(cue.token)
    for k in range(cue.last + 1, min(top, cue.last + 40)):
        if view.lexicon.has("name", view.words[k]) and _gives_name(view, cue, k):
            first = _open(view, cue)
            passive = cue.passive and cue.mode == "finite"
            if passive:
                subjects = [s for s in view.kids[cue.token] if view.rel(s) == "nsubj"]
                if subjects:
                    first = view.low[subjects[0]]
            past = limits.stretch(k, cue)
            start, end = _place(view, first, past)
            if passive and first < cue.first:
                return _draft(view, cue, [(start, end)], "named-as", "Q")
            return _draft(view, cue, [(start, end)], "named-as", "Q")
        if k in limits.cue_at and limits.cue_at[k].mode == "finite":
            break
    return None


def _gives_name(view: View, cue: Cue, k: int) -> bool:
    word = view.words[k]
    if word == "comme":
        return True
    after = k + 1
    if after < len(view.tokens) and view.is_mark(after):
        return True
    return after < len(view.tokens) and view.tokens[after].pos == "ADJ" and cue.frame("Q") is not None and cue.frame("n") is None


def _infinitive(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A bare infinitive, or one after "de" or "à", that completes the verb."""
    for kid in view.kids[cue.token]:
        if kid <= cue.last or view.rel(kid) not in ("xcomp", "ccomp", "advcl", "obl") or not view.morph(kid, "VerbForm=Inf"):
            if not (kid > cue.last and view.rel(kid) == "xcomp" and _has_infinitive_auxiliary(view, kid)):
                continue
        first = min([kid, *(k for k in view.subtree(kid) if k > cue.last)])
        frame = _infinitive_frame(view, first)
        if cue.frame(frame) is None and frame == "i" and cue.frame("q") is not None:
            frame = "q"
        if cue.frame(frame) is None:
            continue
        past = limits.stretch(first, cue)
        return _draft(view, cue, [_place(view, first, past)], "infinitive", frame)
    return _late_infinitive(view, limits, cue)


def _late_infinitive(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """An infinitive behind the object: "inviter les maires à voter", "accuser le ministre de mentir"."""
    _, top = limits.unit(cue.token)
    k = cue.last + 1
    while k < top and (view.lexicon.has("negation", view.words[k]) or view.tokens[k].pos == "ADV"):
        k += 1
    if k < top and "VerbForm=Inf" in view.tokens[k].morph and (cue.frame("i") or cue.frame("q")) and cue.mode != "participle":
        return _draft(view, cue, [_place(view, cue.last + 1, limits.stretch(cue.last + 1, cue))], "infinitive", "i")
    for k in range(cue.last + 2, min(top, cue.last + 32)):
        if view.is_mark(k) or view.words[k] in (";", ":") or "VerbForm=Fin" in view.tokens[k].morph:
            return None
        verb = view.head(k)
        if view.tokens[k].pos != "ADP" or verb <= k or "VerbForm=Inf" not in view.tokens[verb].morph:
            continue
        frame = _infinitive_frame(view, k)
        if frame == "i" or cue.frame(frame) is None or not view.under(verb, cue.token):
            continue
        return _draft(view, cue, [_place(view, k, limits.stretch(k, cue))], "infinitive", frame)
    return None


def _has_infinitive_auxiliary(view: View, kid: int) -> bool:
    return any(view.rel(k) == "aux" and view.morph(k, "VerbForm=Inf") for k in view.kids[kid])


def _infinitive_frame(view: View, first: int) -> str:
    if view.lexicon.has("infinitive", view.words[first]):
        return "d"
    if view.lexicon.has("to", view.words[first]):
        return "a"
    return "i"


def _adjective(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """What the speaker says of himself: "se dire prêt à", "se déclarer favorable"."""
    if cue.frame("x") is None:
        return None
    first = _open(view, cue)
    _, top = limits.unit(cue.token)
    if first >= top:
        return None
    if view.tokens[first].pos not in ("ADJ", "VERB", "ADV") and not view.is_mark(first):
        return None
    past = limits.stretch(first, cue)
    draft = _draft(view, cue, [_place(view, first, past)], "adjective", "x")
    draft.quoted = view.is_mark(first) and view.is_mark(past - 1)
    return draft


def _parenthesis(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """P, a déclaré X: the rest of the sentence is the content."""
    if cue.mode != "finite" or (cue.frame("p") is None and cue.frame("q") is None):
        return None
    first, last = region(view, cue)
    bottom, top = limits.unit(cue.token)
    if first - bottom < 2 or view.words[first - 1] not in (",", ")", "-", "–") and not view.is_mark(first - 1):
        return None
    inverted = cue.echoed or (cue.subject is not None and cue.subject.start > view.tokens[cue.token].start)
    if not inverted or cue.negated:
        return None
    contents = [_place(view, bottom, first - 1)]
    if _goes_on(view, limits, last + 1, top, cue):
        contents.append(_place(view, last + 2 if view.words[last + 1] == "," else last + 1, limits.stretch(last + 2, cue)))
    return _draft(view, cue, contents, "parenthesis", "p")


def _goes_on(view: View, limits: Limits, k: int, top: int, cue: Cue) -> bool:
    """Whether the sentence itself goes on behind a parenthesis: its finite verb is still to come."""
    if k + 2 >= top or view.words[k] != ",":
        return False
    root = next((g for g in [cue.token, *view.up(cue.token)] if view.head(g) == g), cue.token)
    if root > k and root != cue.token:
        return True
    near = range(k + 1, min(top, k + 4))
    finite = [j for j in near if "VerbForm=Fin" in view.tokens[j].morph and view.tokens[j].pos in ("VERB", "AUX")]
    if not finite or view.lexicon.has("relative", view.words[k + 1]) or view.tokens[k + 1].pos == "CCONJ":
        return False
    return not any(view.rel(j) == "nsubj" or view.tokens[j].pos in ("NOUN", "PROPN", "SCONJ") for j in near if j < finite[0])


def _noun(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A noun phrase that names the content: "rejeter l'offre", "insister sur la paix"."""
    if cue.mode == "participle":
        return _of_agent(view, limits, cue)
    if cue.passive and cue.subject is None:
        return None
    found = _object(view, cue)
    frame, construction = "n", "noun"
    if found < 0 or (cue.frame("n") is None and cue.frame("m") is None):
        found, frame, construction = _oblique(view, cue), "s", "noun-after-preposition"
    elif cue.frame("n") is None:
        frame = "m"
    if found < 0 or cue.frame(frame) is None:
        return None
    first = max(view.low[found], cue.last + 1) if found > cue.last else view.low[found]
    past = limits.stretch(first, cue, tight=max(view.high[found], first))
    draft = _draft(view, cue, [_place(view, first, past)], construction, frame)
    draft.nominal = True
    if frame == "m":
        draft.sign("weak-noun-frame", draft.content[0], "the verb may mean more than speech")
    return draft


def _object(view: View, cue: Cue) -> int:
    passive = cue.passive and cue.mode == "finite"
    for kid in sorted(view.kids[cue.token]):
        if passive and view.rel(kid) == "nsubj" and view.tokens[kid].pos in ("NOUN", "PROPN"):
            return kid
        if not passive and kid > cue.last and view.rel(kid) == "obj" and view.tokens[kid].pos in ("NOUN", "PROPN"):
            if cue.subject is not None and view.tokens[kid].start < cue.subject.end and cue.subject.start <= view.tokens[kid].start:
                continue
            return kid
    return -1 if passive else _object_beside(view, cue)


def _object_beside(view: View, cue: Cue) -> int:
    """The noun phrase right behind the verb, where the parse calls it something else than object."""
    k = cue.last + 1
    _, top = view.bounds(cue.token)
    while k < top and view.tokens[k].pos == "ADV" and view.rel(view.head(k)) != "xcomp" and view.head(k) == cue.token:
        k += 1
    if k >= top or (cue.subject is not None and cue.subject.start == view.tokens[k].start):
        return -1
    for j in range(k, min(top, k + 5)):
        if view.tokens[j].pos == "NOUN" and j > k:
            return j
        if view.tokens[j].pos not in ("DET", "ADJ", "NUM", "ADV") or (j == k and view.tokens[j].pos == "ADV" and view.rel(j) != "advmod"):
            return -1
    return -1


def _oblique(view: View, cue: Cue) -> int:
    verb = cue.frame("s")
    if verb is None:
        return -1
    wanted = {p.split()[0] for p in verb.prepositions}
    for k in range(cue.last + 1, min(cue.last + 6, len(view.tokens))):
        if view.is_mark(k) or view.words[k] in (",", ";", ":", ".") or view.tokens[k].pos == "NOUN":
            break
        noun = view.head(k)
        if view.tokens[k].pos == "ADP" and _lemma_in(view, k, wanted) and k < noun < k + 8 and view.tokens[noun].pos == "NOUN":
            return noun
    for kid in sorted(view.kids[cue.token]):
        if kid <= cue.last or view.rel(kid) not in ("obl", "xcomp", "advmod", "obj", "nmod"):
            continue
        if view.tokens[kid].pos not in ("NOUN", "PROPN"):
            continue
        if any(_lemma_in(view, c, wanted) for c in view.kids[kid] if view.rel(c) == "case"):
            return kid
    return -1


def _lemma_in(view: View, k: int, wanted: set[str]) -> bool:
    lemma = view.tokens[k].lemma
    return any(w in (lemma, view.words[k], lemma.split()[0]) for w in wanted)


def _of_agent(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """A noun said to come from somebody: "les mesures demandées par X"."""
    if cue.subject is None or cue.subject.found != "agent" or view.rel(cue.token) != "acl":
        return None
    noun = view.head(cue.token)
    if view.tokens[noun].pos != "NOUN" or cue.frame("n") is None or noun > cue.token:
        return None
    kids = [k for k in view.kids[noun] if k < cue.first]
    first = min([noun, *(view.low[k] for k in kids)])
    draft = _draft(view, cue, [_place(view, first, cue.first)], "agent-noun", "n")
    draft.nominal = True
    return draft


def _as_said(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """"Comme l'a dit X, P" and "P. C'est ce qu'a déclaré X"."""
    bottom, top = limits.unit(cue.token)
    _, last = region(view, cue)
    if cue.thisis:
        if bottom == 0 or "\n" in view.text[view.tokens[bottom - 1].end : view.tokens[bottom].start]:
            return None
        before, past = limits.unit(bottom - 1)
        return _draft(view, cue, [_place(view, before, past)], "this-is-what", "q")
    contents: list[Place] = []
    if cue.asway > bottom + 2:
        end = cue.asway - (1 if view.words[cue.asway - 1] == "," else 0)
        clause = [j for j in range(bottom, end) if view.lexicon.has("that", view.words[j]) and _is_that(view, j)]
        contents.append(_place(view, clause[-1] + 1 if clause and clause[-1] + 3 < end else bottom, end))
    k = last + 1
    while k < top and view.words[k] != "," and k < last + 14:
        k += 1
    if not contents and k + 2 < top and view.words[k] == ",":
        contents.append(_place(view, k + 1, limits.stretch(k + 1, None)))
    if not contents or not (cue.frame("q") or cue.frame("p")):
        return None
    return _draft(view, cue, contents, "as-said", "q")


def speaks(view: View, draft: Draft) -> bool:
    """Whether the draft's speaker can speak."""
    return draft.head < 0 or can_speak(view, draft.head)
