"""Where a noun phrase that names a content goes on or ends: lists, clauses, media, days, adjuncts."""

from recoupe.stages.statements.view import View

NEAR = 4  # tokens behind a preposition in which its noun stands
INSERTED = 20  # tokens between the commas around a source
UNFINISHED = ("nsubj", "aux", "cop", "mark")  # what a clause has before its verb
LIST = 30  # tokens within which a list of noun phrases must come to its "et"


def relative_end(view: View, k: int, top: int) -> int:
    """The last token of a relative clause that opens here without a comma, or -1."""
    if not view.lexicon.has("relative", view.words[k]) or view.tokens[k - 1].pos == "PUNCT":
        return -1
    verb = next((g for g in view.up(k) if view.tokens[g].rel == "acl:relcl" and g > k), -1)
    return min(view.high[verb], top - 1) if verb >= 0 else -1


def opens_source(view: View, k: int, top: int) -> bool:
    """Whether somebody is named as a source here, not a measure: "selon X", not "selon l'état des lieux"."""
    for phrase in view.lexicon.prepositions.get(view.words[k] if k < top else "", ()):
        if phrase.part == "source" and view.match(k, phrase.words, top):
            near = range(k + 1, min(top, k + NEAR))
            return not any(view.lexicon.has("criterion", view.words[j].rstrip("s")) for j in near)
    return False


def clause_end(view: View, k: int, top: int) -> int:
    """The last token of a relative or participle clause that opens here without a comma, or -1."""
    ends = (relative_end, participle_end, gerund_end, reason_end)
    return max(end(view, k, top) for end in ends)


def gerund_end(view: View, k: int, top: int) -> int:
    """The last token of a clause that a preposition opens with a gerund: "the rules for leaving", or -1."""
    verb = view.head(k)
    led = view.rel(k) == "mark" and view.lexicon.has("infinitive", view.words[k]) and k < verb <= k + NEAR
    return min(view.high[verb], top - 1) if led and view.tokens[k].pos in ("SCONJ", "ADP") else -1


def condition_end(view: View, k: int, top: int) -> int:
    """The last token of a condition that opens here without a comma: "warned of sanctions if P", or -1."""
    if view.tokens[k].pos != "SCONJ" or not view.lexicon.has("unreal", view.words[k]):
        return -1
    verb = view.head(k)
    return min(view.high[verb], top - 1) if verb > k else -1


def reason_end(view: View, k: int, top: int) -> int:
    """The last token of a clause of reason that quotes the speaker: because it was "a trap", or -1."""
    k += view.words[k] == ","
    verb = view.head(k) if k < top else k
    if k >= top or view.tokens[k].pos != "SCONJ" or view.rel(k) != "mark" or verb <= k:
        return -1
    mark = next((j for j in range(k + 1, min(view.high[verb] + 2, top)) if view.is_mark(j)), -1)
    q = view.quote_at(view.tokens[mark].start) if mark > 0 else None
    return (
        max(view.before(q.end), view.high[verb]) if q is not None and q.start > view.tokens[k].start else -1
    )


def participle_end(view: View, k: int, top: int) -> int:
    """The last token of a participle clause that opens here behind its noun: "le plan voulu par X", or -1."""
    token = view.tokens[k]
    if "VerbForm=Part" not in token.morph:
        return -1
    led = k + 1 < top and view.lexicon.has("agent", view.words[k + 1])
    led = led and view.tokens[k - 1].pos == "NOUN"  # whatever the parse makes of it
    if not led and (token.rel != "acl" or not k - 4 <= token.head < k):
        return -1
    return min(view.high[k], top - 1)


def lists(view: View, k: int, first: int, top: int) -> bool:
    """Whether a comma goes on to a further noun phrase of a list that "et" will close."""
    alike = {view.tokens[first].pos, "PROPN" if view.tokens[k - 1].pos == "PROPN" else ""}
    if view.words[k] != "," or k + 2 >= top or view.tokens[k + 1].pos not in alike:
        return False
    for j in range(k + 1, min(top, k + LIST)):
        if "VerbForm=Fin" in view.tokens[j].morph or view.is_mark(j) or view.words[j] in (";", ":"):
            return False
        if view.tokens[j].pos == "CCONJ" and j + 1 < top:
            return view.tokens[j + 1].pos in alike
    return False


def is_adjunct(view: View, k: int, top: int) -> bool:
    """Whether words open here that tell of the act of speech: "en raison de", "en réponse à"."""
    return any(
        p.part == "adjunct" and len(p.words) > 1 and view.match(k, p.words, top)
        for p in view.lexicon.phrases.get(view.words[k], ())
    )


def extends(view: View, k: int, top: int) -> bool:
    """Whether a noun phrase goes on behind a comma: ", avec 30 millions", ", ainsi que le pont", ", comme les
    ports".
    """
    found = [
        p.part
        for p in view.lexicon.phrases.get(view.words[k] if k < top else "", ())
        if view.match(k, p.words, top)
    ]
    article = view.tokens[k + 1] if k + 1 < top and view.tokens[k + 1].pos == "DET" else None
    if "like" in found and article is not None and ("Plur" in article.morph or "Ind" in article.morph):
        verb = next((j for j in range(k + 1, top) if view.tokens[j].pos in ("VERB", "AUX", "PUNCT")), k)
        return "VerbForm=Fin" not in view.tokens[verb].morph or view.is_mark(verb)
    return "extends" in found


def is_medium(view: View, k: int, first: int, tight: int, top: int) -> bool:
    """Whether "dans un communiqué" or the like opens here, behind a comma, a mark or a content without
    a clause.
    """
    if not view.lexicon.has("medium", view.words[k]):
        return False
    if view.lexicon.has("to", view.words[k]) and "VerbForm=Inf" in view.tokens[k - 1].morph:
        return False  # "refuse de participer à un débat"
    loose = view.words[k - 1] == "," or view.is_mark(k - 1) or tight >= 0
    asked = "VerbForm=Inf" in "".join(view.tokens[j].morph for j in range(first, min(first + 2, k)))
    if not loose and not asked:
        return False
    for j in range(k + 1, min(k + 4, len(view.tokens))):
        if view.tokens[j].pos in ("VERB", "AUX"):
            return False
        if view.tokens[j].pos in ("NOUN", "PROPN"):
            if not loose and j + 1 < top and view.tokens[j + 1].pos == "DET":
                return False  # an infinitive's object is still to come: "avoir prévenu par lettre les élèves"
            return view.words[j] in view.lexicon.channels and not view.is_mark(j)
    return False


def is_day(view: View, k: int) -> bool:
    """Whether a bare word of time follows a noun: "a rejeté cette offre jeudi"."""
    bare = view.tokens[k - 1].pos not in ("ADP", "DET", "ADJ", "NUM")
    told = view.tokens[view.head(k)]
    if told.rel == "acl" and told.start < view.tokens[k].start and told.head < view.head(k):
        return False  # "le plan voté mardi par le conseil"
    return bare and view.lexicon.holders.get(view.words[k]) == "time"


def trails(view: View, k: int) -> bool:
    """Whether a token may still belong to the noun phrase before it: a complement, no medium, no verb."""
    token = view.tokens[k]
    if token.rel == "nmod:poss":
        return True  # "for its silence"
    if token.pos in ("VERB", "AUX", "SCONJ", "PRON") and "VerbForm=Inf" not in token.morph:
        return False
    if view.lexicon.holders.get(view.words[k]) == "time" and view.tokens[k - 1].pos not in (
        "ADP",
        "DET",
        "ADJ",
        "NUM",
    ):
        return False
    if view.lexicon.has("adjunct", view.words[k]):
        return False
    if token.pos == "ADP":
        near = range(k + 1, min(k + 4, len(view.tokens)))
        medium = view.lexicon.has("medium", view.words[k])
        return not (medium and any(view.words[j] in view.lexicon.channels for j in near))
    return True


def past_source(view: View, k: int, first: int, top: int) -> int:
    """The token behind a source put between commas in a clause whose verb is still to come, or 0: "that
    prices could, according to some, rise".
    """
    if view.words[k] != "," or not opens_source(view, k + 1, top):
        return 0
    closes = next((j for j in range(k + 2, min(top, k + INSERTED)) if view.words[j] == ","), 0)
    open_ = any(view.tokens[j].head > closes and view.rel(j) in UNFINISHED for j in range(first, k))
    return closes + 1 if closes and open_ else 0


def run_in(view: View, first: int, past: int) -> int:
    """Where a new sentence begins that a heading without a stop has run into; `past` if there is none.

    A common noun with a capital opens the subject of a finite verb there, and no mark but a closing one
    stands before it.
    """
    for k in range(first + 1, past):
        token, before = view.tokens[k], view.tokens[k - 1]
        if not token.text[:1].isupper() or not token.text[1:].islower():
            continue
        closed = before.pos not in ("PUNCT", "DET", "ADJ", "ADP", "CCONJ")
        closed = closed or (view.is_mark(k - 1) and before.end < token.start)
        if closed and (_is_new_subject(view, k) or _is_glued(view, k)):
            return k
    return past


def _is_new_subject(view: View, k: int) -> bool:
    """Whether a common noun is the subject of a finite verb behind it and the first word of its phrase."""
    verb = view.head(k)
    if view.tokens[k].pos != "NOUN" or not view.rel(k).startswith("nsubj") or verb < k or view.low[k] != k:
        return False
    return any("VerbForm=Fin" in view.tokens[j].morph for j in (verb, *view.kids[verb]))


def _is_glued(view: View, k: int) -> bool:
    """Whether a plural with its complement has a verb that the parse hangs on the heading's noun: "... in
    Peru Doctors from Chile made P".
    """
    after = k + 1
    if (
        "Number=Plur" not in view.tokens[k].morph
        or after >= len(view.tokens)
        or view.tokens[after].pos != "ADP"
    ):
        return False
    verbs = (j for j in range(after, min(len(view.tokens), k + LIST)) if view.rel(j) == "acl")
    return any(
        "VerbForm=Fin" in view.tokens[j].morph
        and view.head(j) < k
        and not any(view.rel(c).startswith("nsubj") for c in view.kids[j])
        for j in verbs
    )


def joins(view: View, k: int) -> bool:
    """Whether a quoted noun phrase goes on behind its closing mark: « la peur » et le doute."""
    if k + 2 >= len(view.tokens) or "VerbForm=Fin" in view.tokens[k + 1].morph:
        return False
    joined = view.tokens[k].pos == "CCONJ" and view.tokens[k + 1].pos in ("DET", "ADP", "NOUN", "ADJ")
    return joined or extends(view, k, len(view.tokens))


def subject_at(view: View, k: int, top: int) -> int:
    """The noun, name or pronoun of a subject that may open here, or -1."""
    if view.tokens[k].pos in ("PROPN", "PRON"):
        return -1 if view.lexicon.has("relative", view.words[k]) else k
    if view.tokens[k].pos != "DET":
        return -1
    return next((j for j in range(k + 1, min(top, k + 5)) if view.tokens[j].pos in ("NOUN", "PROPN")), -1)


def resumes_main(view: View, k: int, top: int) -> bool:
    """Whether a verb without a subject stands here, by which the main clause may go on."""
    token = view.tokens[k] if k < top else None
    return token is not None and "VerbForm=Fin" in token.morph and token.pos in ("VERB", "AUX")


def is_aside(view: View, k: int, top: int) -> bool:
    """Whether the page tells more of a noun here, behind a comma: ", fermés lundi", ", qui jouait à Lyon".

    What will or would be is part of what was said.
    """
    if k < top and view.lexicon.has("relative", view.words[k]) and view.rel(k) == "nsubj":
        verb = next((j for j in range(k + 1, top) if "VerbForm=Fin" in view.tokens[j].morph), -1)
        return verb > 0 and not any(
            m in view.tokens[verb].morph for m in ("Tense=Fut", "Mood=Cnd", "Mood=Sub")
        )
    if k + 1 >= top or "Tense=Past" not in view.tokens[k].morph or view.rel(k) not in ("acl", "amod"):
        return False
    return view.head(k) < k - 1


def joins_subject(view: View, k: int) -> bool:
    """Whether "and" joins two subjects of a verb that follows: "that Norway and the States announced P"."""
    other = view.head(k)
    first = view.head(other)
    if view.tokens[k].pos != "CCONJ" or view.rel(other) != "conj" or not first < k < other:
        return False
    return view.rel(first) == "nsubj" and view.head(first) > other
