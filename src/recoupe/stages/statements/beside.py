"""Contents beside a verb: quotations before and after it, what a colon opens, the sentence it takes up."""

from recoupe.stages.statements import speech
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import BETWEEN, draft_of, is_that, place_of, region
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.pointing import sentence_before
from recoupe.stages.statements.view import View
from recoupe.stages.statements.zone import plays
from recoupe.text.quotes import Quoted

MOST_SENTENCES = 4
NEAR_JOINT = 24  # characters of "and therefore" between two quotations that are one
FURTHER = 0.3  # what one more sentence costs behind a colon without marks (`speech` counts the rest)
LONGEST_BLOCK = 900  # characters of a paragraph that a colon above it may give as a quotation
SURE = 0.8  # weight of a verb that may do so
LONGEST_TITLE = 3  # blanks in the title of a paper, marks apart
OPENERS = ("DET", "ADP", "PRON", "SCONJ")  # words that open a sentence, where they have a capital
SHORT_SLOT = 160  # characters of "lors d'une conférence de presse" between a cue and its colon


def next_quotation(view: View, offset: int) -> Quoted | None:
    """The first outermost quotation that starts at an offset or behind it."""
    return next((q for q in view.outermost() if q.start >= offset - 1), None)


def pieces(view: View, q: Quoted) -> list[Place]:
    """The places of a quotation that goes on over paragraphs: from its first to its last."""
    row = view.outermost()
    first = last = row.index(q)
    while first and row[first].joined:
        first -= 1
    while last + 1 < len(row) and row[last + 1].joined:
        last += 1
    return [(p.start, p.end) for p in row[first : last + 1]]


def after_colon(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """« X a déclaré : "P" », with or without marks; a comma does where marks follow."""
    _, last = region(view, cue)
    end = view.tokens[last].end
    if not (cue.frame("p") or cue.frame("q") or cue.frame("n")):
        return None
    q = next_quotation(view, end)
    led = len(view.text[: q.start].rstrip()) - 1 if q is not None and q.start - end < SHORT_SLOT else -1
    leads = cue.frame("p") is not None and cue.subject is not None and view.rel(cue.token) != "parataxis"
    leads = leads and cue.subject is not None and cue.subject.end <= view.tokens[cue.first].start + 1
    comma = led if leads and led >= end and view.text[led] == "," else -1
    colon = comma if comma >= 0 else view.text.find(":", end, end + SHORT_SLOT)
    between = view.text[end:colon]
    cites = plays(view, cue.token, "citing") and any(
        k in limits.cue_at for k in range(last + 1, view.at(max(colon, end)))
    )  # "quoted X as saying: P"
    if cites or colon < 0 or any(c in between for c in '.!?;\n«»"“”') or len(between.split()) > 18:
        return None
    if comma >= 0 and any("VerbForm=Fin" in t.morph for t in view.tokens[last + 1 : view.at(comma)]):
        return None
    q = next_quotation(view, colon + 1)
    if q is not None and not view.text[colon + 1 : q.start].strip():
        contents = pieces(view, q)
        contents += _following(view, limits, contents[-1][1])
        contents[-1] = (contents[-1][0], _joined_end(view, contents[-1][1]))
        draft = draft_of(view, cue, contents, "colon", "p")
        draft.quoted = True
        return draft
    return _after_bare_colon(view, limits, cue, colon)


def led_on(view: View, cue: Cue, last: int) -> list[Place]:
    """The quotation that a colon opens behind an inserted cue: "P, comme l'explique X : « Q »"."""
    end = max(view.tokens[last].end, cue.subject.end if cue.subject is not None else 0)
    q = next_quotation(view, end)
    opened = q is not None and view.text[end : q.start].strip() == ":"
    return pieces(view, q) if q is not None and opened else []


def _joined_end(view: View, end: int) -> int:
    """Where a quotation ends with another that a conjunction joins to it: "P" and therefore "Q"."""
    q, k = next_quotation(view, end), view.at(end)
    near = q is not None and 0 < q.start - end < NEAR_JOINT and k < len(view.tokens)
    return q.end if q is not None and near and view.tokens[k].pos == "CCONJ" else end


def _after_bare_colon(view: View, limits: Limits, cue: Cue, colon: int) -> Draft | None:
    first = view.at(colon + 1)
    if first >= len(view.tokens) or view.tokens[first].start - colon > 4:
        return None
    if "\n" in view.text[colon : view.tokens[first].start]:
        return _block_below(view, cue, first)
    known, at_once = cue.frame("p"), not view.text[view.tokens[cue.last].end : colon].strip()
    if known is None:
        return None
    if not view.text[view.tokens[first].start].isupper():
        past = limits.stretch(first, cue)
        whole = any("VerbForm=Fin" in view.tokens[k].morph for k in range(first, past))
        surely = whole and at_once and known.weight >= SURE and cue.subject is not None
        return draft_of(view, cue, [place_of(view, first, past)], "colon", "p") if surely else None
    past = _goes_on_to(view, limits, first)
    if known.weight < SURE and not any("VerbForm=Fin" in view.tokens[k].morph for k in range(first, past)):
        return None  # a list: "Tous contribuent : A pour dix millions, B pour vingt."
    return draft_of(view, cue, [place_of(view, first, past)], "colon", "p")


def _goes_on_to(view: View, limits: Limits, first: int) -> int:
    """Past-the-last token of a quotation without marks behind a colon: as far as its sentences are speech."""
    _, past = limits.unit(first)
    best, cost, least = past, 0.0, 0.0
    for _ in range(MOST_SENTENCES):
        if past >= len(view.tokens) or "\n" in view.text[view.tokens[past - 1].end : view.tokens[past].start]:
            break
        bottom, top = limits.unit(past)
        sentence = speech.weighed(view, limits.cue_of.values(), bottom, top - 1)
        if bottom != past or sentence.reports or limits.depth[bottom] >= 0:
            break
        past = top
        cost += FURTHER + sentence.cost
        if cost < least:
            best, least = past, cost
    return best


def _block_below(view: View, cue: Cue, first: int) -> Draft | None:
    """X poursuit :, and the quotation is the paragraph below, without marks."""
    start, end = view.block_of(view.tokens[first].start)
    end = start + len(view.text[start:end].rstrip())
    known = cue.frame("p")
    if known is None or known.weight < SURE or cue.subject is None or view.tokens[first].start != start:
        return None
    if not SHORT_SLOT // 4 < end - start < LONGEST_BLOCK or not view.text[start].isupper():
        return None
    draft = draft_of(view, cue, [(start, end)], "colon", "p")
    draft.quoted = True
    return draft


def _following(view: View, limits: Limits, end: int) -> list[Place]:
    """Further quotations that go on right behind, in the same paragraph, as sentences without a cue of
    their own.
    """
    out: list[Place] = []
    while True:
        q = next_quotation(view, end)
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
    closed = view.text[q.end : q.end + 2].lstrip(" \u00a0")[:1]
    if closed in (",", ";", ":") or rest[:1].islower():
        return False
    return (
        closed == "."  # a stop behind the marks ends the sentence: a cue behind it has its own
        or not any(k in limits.cue_at for k in range(after, min(after + 4, len(view.tokens))))
        or "\n" in view.text[q.end : q.end + 3]
    )


def beside_quotation(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """« P », a déclaré X; « P » X a déclaré; X évoque « P » is left to the frames of nouns."""
    if cue.mode not in ("finite", "gerund") or (cue.negated and cue.frame("p") is None):
        return None
    first, last = region(view, cue)
    start, end = view.tokens[first].start, view.tokens[last].end
    before = [q for q in view.outermost() if q.end <= start + 1 and start - q.end <= 6]
    before = [
        q
        for q in before
        if not view.text[q.end : start].strip(BETWEEN) and "\n" not in view.text[q.end : start]
    ]
    if not before:
        return None
    inverted = cue.subject is None or cue.subject.start > view.tokens[cue.first].start or cue.echoed
    if not inverted and not _calque(view, cue):
        return None
    if cue.frame("p") is None and not (cue.frame("q") and inverted):
        return None
    return _with_quotation_before(view, limits, cue, before[-1], (start, end))


def _calque(view: View, cue: Cue) -> bool:
    """Whether « P » X a déclaré closes the sentence: nothing that could be the verb's own content follows."""
    if plays(view, cue.token, "citing"):
        return True  # « P », the agency quotes X
    _, top = view.bounds(cue.token)
    k = cue.last + 1
    while k < top and view.is_mark(k):
        k += 1
    while k < top and (
        view.lexicon.has("audience", view.words[k]) or k in view.timed or view.rel(k) == "advmod"
    ):
        k += 1
    if k < top and view.words[k] == "," and k - 1 in view.timed and cue.frame("n") is not None:
        return False  # "X announced on Friday, after a meeting, help for Y"
    if k >= top or view.words[k] in (".", ",", ";", "!", "?"):
        return True
    aims = cue.frame("s")  # "« P » X warned of Q": Q is what the verb is about
    if aims is not None and view.words[k] in aims.prepositions:
        return False
    return view.tokens[k].pos == "ADP" and view.rel(view.tokens[k].head) == "obl"


def _with_quotation_before(view: View, limits: Limits, cue: Cue, q: Quoted, block: Place) -> Draft:
    start = lead(view, limits, q)
    contents = pieces(view, q) if q.joined else [(start, q.end)]
    following = _past_title(view, next_quotation(view, block[1]))
    if following is not None:
        between = view.text[block[1] : following.start]
        near = not between.strip(" \t\u00a0,;:.") and "\n" not in between
        if near and between.strip() == ",":
            contents.append((following.start, following.end))
        elif (near or _only_slot(between)) and _is_alone(view, limits, following):
            contents.append((following.start, following.end))
            contents += _following(view, limits, following.end)
    draft = draft_of(view, cue, contents, "quotation-beside", "p")
    draft.quoted = start == q.start
    return draft


def _past_title(view: View, q: Quoted | None) -> Quoted | None:
    """The next quotation, past a paper's title that closes the reporting sentence: « dit-il au "Soir". »"""
    if q is None or view.text[q.start : q.end].count(" ") > LONGEST_TITLE:
        return q
    inner = view.text[q.start : q.end].strip(BETWEEN)
    closes = view.text[q.end : q.end + 1] == "." and view.text[q.start - 2 : q.start - 1].isalpha()
    return next_quotation(view, q.end) if closes and inner[:1].isupper() else q


def _only_slot(between: str) -> bool:
    """Whether between a cue and the next quotation stands only a short adjunct and a stop."""
    return (
        len(between) < 90
        and "\n" not in between
        and between.rstrip().endswith((".", ","))
        and between.rstrip()[:-1].count(".") == 0
        and len(between.split()) <= 9
    )


def lead(view: View, limits: Limits, q: Quoted) -> int:
    """Where the sentence that ends in a quotation starts, if its own words lead into the quotation."""
    first = view.at(q.start)
    k = first - 1
    if (
        q.unopened
        or k < 0
        or view.tokens[k].end < q.start - 3
        or view.words[k] in (".", "!", "?", "…")
        or "\n" in view.text[view.tokens[k].start : q.start]
    ):
        return q.start
    bottom = _behind_heading(view, limits, limits.unit(k)[0], first)
    inner = next((j for j in range(first, len(view.tokens)) if view.is_word(j)), first)
    finite = any("VerbForm=Fin" in view.tokens[j].morph for j in range(bottom, first))
    if view.text[view.tokens[inner].start].isupper() and (view.words[k] == ":" or not finite):
        return q.start  # a sentence of its own, or a heading printed on the line of a quotation
    if all(view.tokens[j].pos in ("ADV", "CCONJ", "PUNCT") for j in range(bottom, first)):
        return q.start
    return view.tokens[bottom].start


def _behind_heading(view: View, limits: Limits, bottom: int, first: int) -> int:
    """Where a sentence starts behind a colon, or a heading that ends in a quotation: P "q" The mayor."""
    for j in range(first - 1, bottom, -1):
        closed = limits.depth[j] < 0 <= limits.depth[j - 1] or view.words[j - 1] == ":"
        if closed and view.text[view.tokens[j].start].isupper() and view.tokens[j].pos in OPENERS:
            return j
    return bottom


def as_said(view: View, limits: Limits, cue: Cue) -> Draft | None:
    """ "Comme l'a dit X, P" and "P. C'est ce qu'a déclaré X"."""
    bottom, top = limits.unit(cue.token)
    _, last = region(view, cue)
    if cue.thisis:
        return sentence_before(view, limits, cue)
    contents: list[Place] = []
    if cue.asway > bottom + 2:
        end = cue.asway - (1 if view.words[cue.asway - 1] == "," else 0)
        clause = [
            j for j in range(bottom, end) if view.lexicon.has("that", view.words[j]) and is_that(view, j)
        ]
        contents.append(place_of(view, clause[-1] + 1 if clause and clause[-1] + 3 < end else bottom, end))
    k = last + 1
    while k < top and view.words[k] != "," and k < last + 14:
        k += 1
    if not contents and k + 2 < top and view.words[k] == ",":
        contents.append(place_of(view, k + 1, limits.stretch(k + 1, None)))
    if contents and cue.asway > bottom + 2:
        contents += led_on(view, cue, last)
    known = cue.frame("q") or cue.frame("p")
    unsure = known is None or known.weight < SURE  # "as expected" reports nobody
    nobody = cue.subject is None and ((cue.mode == "finite" and not cue.passive) or unsure)
    if not contents or nobody or not (cue.frame("q") or cue.frame("p")):
        return None
    return draft_of(view, cue, contents, "as-said", "q")
