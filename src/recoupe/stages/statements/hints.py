"""What do the words beside a quotation mark say of it, before anything is known of quotations?

A reporting clause right behind a mark shows that the mark closes; a determiner, a preposition, "that" or a
colon right before it that it opens; a reporting clause between two marks that they are hardly a pair.
"""

from recoupe.stages.statements.view import View
from recoupe.text.marks import MARKS, SPACES, Hints

WANTING = frozenset({"DET", "ADP", "SCONJ", "CCONJ", "AUX"})  # words that want something behind them
GROUP = frozenset({"PRON", "AUX", "ADV", "PART"})  # what may stand in a verb group before the verb
LONGEST_GROUP = 5  # tokens of a verb group; "ne nous l'a pas dit"
LONGEST_SUBJECT = 12  # tokens of a subject before its verb, in "P" X said
FINITE = ("VerbForm=Fin", "Mood=")


def of(view: View, paragraphs: list[tuple[int, int]]) -> Hints:
    """The hints of a page."""
    told, led = set(), set()
    for start, end in paragraphs:
        for hit in MARKS.finditer(view.text, start, end):
            if _is_told(view, hit.end(), end):
                told.add(hit.start())
            if _is_led(view, hit.start()):
                led.add(hit.start())
    if not any(MARKS.search(view.text, *place) for place in paragraphs):
        return Hints()
    clauses = _clauses(view)
    for first, verb in clauses:  # a closing mark that slipped into the verb group behind it
        slipped = range(first, min(verb + 2, len(view.tokens)))
        told |= {view.tokens[k].start for k in slipped if view.is_mark(k)}
    return Hints(frozenset(told), frozenset(led), tuple(view.tokens[first].start for first, _ in clauses))


def _is_led(view: View, at: int) -> bool:
    k = view.before(at)
    if (
        k < 0
        or view.text[view.tokens[k].end : at].strip(SPACES)
        or "\n" in view.text[view.tokens[k].end : at]
    ):
        return False
    token = view.tokens[k]
    return token.pos in WANTING or token.text[-1] in "'’:"


def _is_told(view: View, offset: int, end: int) -> bool:
    """Whether a reporting clause opens behind a mark, perhaps behind a comma or a dash."""
    k, comma = view.at(offset), False
    while k < len(view.tokens) and view.tokens[k].start < end and _is_gap(view, k):
        comma = comma or view.words[k] in (",", "-", "–", "—")
        k += 1
    if k >= len(view.tokens) or view.tokens[k].start >= end:
        return False
    apart = view.tokens[k].start > offset
    comma = comma or _is_slipped(view, offset)
    if not (comma or apart) or "\n" in view.text[offset : view.tokens[k].start]:
        return False
    if view.text[view.tokens[k].start].islower():
        verb = clause_verb(view, k)
        if verb >= 0 and (comma or _has_subject_behind(view, k, verb)):
            return True
        if any(
            view.match(k, p.words, len(view.tokens)) for p in view.lexicon.prepositions.get(view.words[k], ())
        ):
            return comma or not view.text[offset : offset + 1].strip()
    return _closes_as_calque(view, k, inside=view.text[offset - 2 : offset - 1] == ",")


def _is_slipped(view: View, offset: int) -> bool:
    """Whether a closing mark lost its place to the space before it: P, "said X."."""
    before = view.text[max(0, offset - 4) : offset - 1]
    return before.endswith(tuple(SPACES)) and before.rstrip(SPACES).endswith(",")


def _is_source(view: View, k: int) -> bool:
    """Whether "selon X" or the like opens at a token."""
    known = view.lexicon.prepositions.get(view.words[k], ())
    return any(p.part == "source" and view.match(k, p.words, len(view.tokens)) for p in known)


def _is_gap(view: View, k: int) -> bool:
    return view.is_mark(k) or view.words[k] in (",", "-", "–", "—")


def clause_verb(view: View, k: int) -> int:
    """The verb of a verb group of speech that opens at a token, -1 if none does."""
    auxiliary = False
    for j in range(k, min(k + LONGEST_GROUP, len(view.tokens))):
        token = view.tokens[j]
        if view.is_mark(j):
            continue
        if token.pos in ("VERB", "AUX") and _speaks(view, j):
            finite = auxiliary or any(f in token.morph for f in FINITE)
            return j if finite else -1
        if token.pos == "VERB" and _is_echoed(view, j):
            return j
        if token.pos not in GROUP and not view.lexicon.has("negation", view.words[j]):
            return -1
        auxiliary = auxiliary or token.pos == "AUX"
    return -1


def _speaks(view: View, j: int) -> bool:
    verbs = view.lexicon.verbs(view.tokens[j].text, view.tokens[j].lemma)
    return any(v.frames & {"p", "q"} and view.match(j + 1, v.rest, len(view.tokens)) for v in verbs)


def _is_echoed(view: View, j: int) -> bool:
    """Whether a pronoun is joined behind a verb, by which any verb reports behind a quotation."""
    after = view.words[j + 1] if j + 1 < len(view.words) else ""
    return after.startswith("-") and view.lexicon.has("echo", after)


def _has_subject_behind(view: View, first: int, verb: int) -> bool:
    """Whether the subject stands behind the verb, or is a pronoun joined to a word of its group."""
    if any(_is_echoed(view, j) for j in range(first, verb + 1)):
        return True
    k = verb + 1
    while k < len(view.tokens) and (view.tokens[k].pos == "ADV" or view.is_mark(k)):
        k += 1
    if k >= len(view.tokens):
        return False
    return view.tokens[k].pos in ("DET", "PROPN", "NOUN") or view.text[view.tokens[k].start].isupper()


def _closes_as_calque(view: View, k: int, *, inside: bool) -> bool:
    """Whether "X said" with its subject first closes the sentence: P, X said; a comma inside the mark does
    without its end: "P," X said on Monday.
    """
    for j in range(k + 1, min(k + LONGEST_SUBJECT, len(view.tokens))):
        if view.tokens[j].pos == "PUNCT" or "\n" in view.text[view.tokens[k].start : view.tokens[j].start]:
            return False
        inserted = view.tokens[j].pos == "VERB" or view.rel(j) == "parataxis"
        if inserted and _speaks(view, j):
            after = j + 1
            stops = inside or after >= len(view.tokens) or view.words[after] == "."
            return stops or "\n" in view.text[view.tokens[j].end : view.tokens[after].start]
        if view.tokens[j].pos == "VERB":
            return False
    return False


def _clauses(view: View) -> list[tuple[int, int]]:
    """First token and verb of the clauses of report that are inserted or follow: ", a dit X", ", selon X"."""
    out = []
    for k in range(1, len(view.tokens)):
        if view.words[k - 1] not in (",", "?", "!") and not view.is_mark(k - 1):
            continue
        if not view.text[view.tokens[k].start].islower():
            continue
        if view.words[k - 1] == "," and _is_source(view, k):
            out.append((k, k))
            continue
        verb = clause_verb(view, k)
        if verb >= 0 and _has_subject_behind(view, k, verb):
            out.append((k, verb))
    return out
