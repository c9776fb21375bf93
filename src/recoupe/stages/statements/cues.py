"""Which words on a page report speech, and who is their subject?

Every word that may be a form of a reporting verb is tried against its neighbourhood: auxiliaries, reflexive, the words
that must follow, negation, passive. The subject comes from the parse; where the parse is silent or names what cannot
speak (a day, a thing), the noun phrase beside the verb is taken.
"""

from dataclasses import dataclass, replace

from recoupe.stages.statements.lexicon import Verb
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

INHERITING = frozenset({"conj", "xcomp", "advcl", "parataxis"})
PERSONS = ("Person=1", "Person=2")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


UNKNOWN = Verb("", "say", frozenset("p"), "asserts", "neutral", 0.6, ())


@dataclass(frozen=True, slots=True)
class Subject:
    """The holder's phrase: its head token, its place, and how it was found."""

    head: int
    start: int
    end: int
    found: str  # parse | agent | relative | beside | shared | echo
    antecedent: int = -1


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb group that may report speech: tokens `first` to `last`, `token` the verb itself."""

    token: int
    first: int
    last: int
    verbs: tuple[Verb, ...]
    mode: str  # finite | gerund | infinitive | participle
    subject: Subject | None
    negated: bool = False
    passive: bool = False
    refused: bool = False
    asway: int = -1  # the token of "comme", "c'est ce que" before the verb
    thisis: bool = False
    echoed: bool = False  # a pronoun is joined behind the verb: "a-t-il dit"

    def frame(self, letter: str) -> Verb | None:
        """The strongest entry that has a frame."""
        fitting = [v for v in self.verbs if letter in v.frames]
        return max(fitting, key=lambda v: (v.length, v.weight), default=None)


def find(view: View) -> list[Cue]:
    """The verb groups of a page that may report speech, in text order."""
    found: list[Cue] = []
    for i in range(len(view.tokens)):
        verbs = view.lexicon.verbs(view.tokens[i].text, view.tokens[i].lemma)
        if not verbs and view.tokens[i].pos == "VERB" and _closes_quotation(view, i):
            verbs = (replace(UNKNOWN, lemma=view.tokens[i].lemma),)
        if verbs and (cue := _cue(view, i, verbs)):
            found.append(_joined(view, cue, found))
    return found


def _closes_quotation(view: View, i: int) -> bool:
    """Whether a verb stands with its subject behind it right after a closing mark: any verb reports there."""
    bottom, top = view.bounds(i)
    first, _ = _group_start(view, i, bottom)
    while first > 0 and view.tokens[first - 1].pos == "PRON" and view.head(first - 1) == i:
        first -= 1
    if first < 2 or i + 1 >= top:
        return False
    mark = first - 1 if view.is_mark(first - 1) else first - 2
    if not view.is_mark(mark) or (mark == first - 2 and view.words[first - 1] != ","):
        return False
    q = view.quote_at(view.tokens[mark].start)
    if q is None or q.end > view.tokens[first].start:
        return False
    after = _echo_end(view, i, top)
    return after > i or (i + 1 < top and (view.tokens[i + 1].pos in ("DET", "PROPN") or view.text[view.tokens[i + 1].start].isupper())) or _echo(view, first, i) >= 0


def _joined(view: View, cue: Cue, found: list[Cue]) -> Cue:
    """The cue with the subject of the report it goes on from: "X a dit que P et a exclu Q"."""
    before = view.words[cue.first - 1] if cue.first else ""
    if cue.mode != "finite" or cue.passive or not (before == "," or (cue.first and view.tokens[cue.first - 1].pos == "CCONJ")):
        return cue
    if cue.subject is not None and cue.subject.found in ("parse", "beside", "relative") and cue.subject.start > view.tokens[cue.first - 1].start:
        return cue
    bottom, _ = view.bounds(cue.token)
    for earlier in reversed(found):
        if earlier.token < bottom:
            break
        same = (earlier.first == earlier.token) == (cue.first == cue.token)
        if earlier.mode == "finite" and same and _tense(view, earlier) == _tense(view, cue) and earlier.subject is not None:
            shared = replace(earlier.subject, found="shared")
            return replace(cue, subject=shared)
    return cue


def _tense(view: View, cue: Cue) -> tuple[str, ...]:
    return tuple(f for f in view.tokens[cue.first].morph.split("|") if f.startswith(("Tense", "Mood")))


def _cue(view: View, i: int, verbs: tuple[Verb, ...]) -> Cue | None:
    bottom, top = view.bounds(i)
    first, auxiliary = _group_start(view, i, bottom)
    mode = _mode(view, i, auxiliary=auxiliary)
    if mode == "none":
        return None
    if mode == "finite" and any(p in view.tokens[k].morph for k in (first, i) for p in PERSONS):
        return None
    reflexive = any(view.lexicon.has("reflexive", view.words[k]) for k in range(max(bottom, first - 2), i))
    fitting = []
    for verb in verbs:
        if verb.reflexive != reflexive:
            continue
        at = _rest(view, i, verb.rest, top)
        if at >= 0:
            fitting.append((verb, at))
    if not fitting:
        return None
    longest = max(v.length for v, _ in fitting)
    fitting = [(v, at) for v, at in fitting if v.length == longest]
    last = max([i, *(at for _, at in fitting)])
    last = _echo_end(view, last, top)
    first = _support_start(view, i, first, bottom)
    echo = _echo(view, first, last)
    passive = not reflexive and any(view.tokens[k].rel == "aux:pass" for k in view.kids[i])
    negated = any(view.lexicon.has("negation", view.words[k]) for k in range(max(bottom, first - 2), i))
    asway, thisis = _asway(view, first, bottom)
    if echo >= 0:
        subject: Subject | None = Subject(echo, view.tokens[echo].start, view.tokens[echo].end, "echo")
    else:
        subject = _subject(view, i, first, last, passive=passive, mode=mode)
    return Cue(
        token=i,
        first=first,
        last=last,
        verbs=tuple(v for v, _ in fitting),
        mode=mode,
        subject=subject,
        negated=negated,
        passive=passive or (mode == "participle"),
        refused=_is_refused(view, i),
        asway=asway,
        thisis=thisis,
        echoed=echo >= 0,
    )


def _group_start(view: View, i: int, bottom: int) -> tuple[int, bool]:
    """The first auxiliary before a verb, or the verb."""
    first, seen = i, False
    for kid in view.kids[i]:
        if view.rel(kid) == "aux" and i - 8 <= kid < i and kid >= bottom:
            first, seen = min(first, kid), True
    if not seen and i > bottom and "VerbForm=Part" in view.tokens[i].morph:
        for k in range(i - 1, max(bottom, i - 4) - 1, -1):
            if view.tokens[k].pos == "AUX":
                return k, True
            if view.tokens[k].pos not in ("ADV", "PRON", "PART"):
                break
        if view.words[i - 1] == ",":
            return _across_commas(view, i, bottom)
    return first, seen


def _across_commas(view: View, i: int, bottom: int) -> tuple[int, bool]:
    """The auxiliary on the far side of an insertion: "a, dans ce cadre, ajouté"."""
    for k in range(i - 3, max(bottom, i - 12), -1):
        if view.words[k] == "," and view.lexicon.has("auxiliary", fold(view.tokens[k - 1].lemma)):
            return k - 1, True
    return i, False


def _mode(view: View, i: int, *, auxiliary: bool) -> str:
    token = view.tokens[i]
    morph = token.morph
    previous = view.tokens[i - 1].pos if i > 0 else ""
    if token.pos not in ("VERB", "AUX"):
        return _mistaken(view, i, auxiliary=auxiliary)
    if auxiliary:
        if any("VerbForm=Inf" in view.tokens[k].morph for k in view.kids[i] if view.rel(k) == "aux"):
            return "past-infinitive"
        return "finite"
    if "VerbForm=Inf" in morph:
        governor = view.tokens[token.head]
        supported = view.lexicon.has("support", governor.lemma) or view.lexicon.has("support", fold(governor.text))
        return "finite" if supported and token.head < i else "infinitive"
    if "VerbForm=Part" in morph:
        return "gerund" if "Tense=Pres" in morph else "participle"
    if previous == "DET" and token.rel in ("obj", "nsubj", "nmod", "obl"):
        return "none"
    return "finite"


def _mistaken(view: View, i: int, *, auxiliary: bool) -> str:
    """The mode of a verb form that the parse takes for an adjective or a noun, "none" where it may be right."""
    token, lexicon = view.tokens[i], view.lexicon
    governs = any(view.rel(k) in ("nsubj", "obj") for k in view.kids[i]) and token.head == i
    if auxiliary or governs:
        return "finite"
    if token.text.lower() in lexicon.participles or not token.text[:1].islower():
        return "none"
    before = view.tokens[i - 1] if i else None
    after = i + 1 if i + 1 < len(view.tokens) else i
    if before is None or before.pos == "DET":
        return "none"
    if view.words[after].startswith("-") and lexicon.has("echo", view.words[after]):
        return "finite"
    beside = view.words[i - 1] in (",", ".", ":") or view.is_mark(i - 1)
    opens = view.tokens[after].pos in ("DET", "PROPN") or view.text[view.tokens[after].start].isupper()
    if beside and (opens or token.rel.startswith("parataxis")):
        return "finite"
    complement = lexicon.has("that", view.words[after]) or view.tokens[after].pos == "DET" or view.is_mark(after)
    named = before.pos in ("PROPN", "NOUN", "ADV") or before.text == ")" or (before.pos == "PRON" and token.pos == "ADJ")
    return "finite" if complement and named and (token.pos == "ADJ" or before.pos != "NOUN") else "none"


def _rest(view: View, i: int, rest: tuple[str, ...], top: int) -> int:
    """The last token of the words that must follow, allowing two words between, or -1."""
    if not rest:
        return i
    for skip in range(1, 4):
        if view.match(i + skip, rest, top):
            return i + skip + len(rest) - 1
    return -1


def _echo_end(view: View, last: int, top: int) -> int:
    while last + 1 < top and view.lexicon.has("echo", view.words[last + 1]) and view.words[last + 1].startswith("-"):
        last += 1
    return last


def _echo(view: View, first: int, last: int) -> int:
    """The pronoun joined behind a verb of the group, or -1."""
    for k in range(first, last + 1):
        if view.words[k].startswith("-") and view.words[k] != "-t" and view.lexicon.has("echo", view.words[k]):
            return k
    return -1


def _support_start(view: View, i: int, first: int, bottom: int) -> int:
    """The verb that carries an infinitive of speech ("peut-on lire", "vient de dire"), as start of the group."""
    governor = view.head(i)
    if not bottom <= governor < first <= governor + 4 or "VerbForm=Inf" not in view.tokens[i].morph:
        return first
    known = view.lexicon.has("support", fold(view.tokens[governor].text)) or view.lexicon.has("support", view.tokens[governor].lemma)
    return governor if known else first


def _asway(view: View, first: int, bottom: int) -> tuple[int, bool]:
    """The opening of "as X said" before a verb group, and whether it is "that is what X said"."""
    for k in range(first - 1, max(bottom, first - 5) - 1, -1):
        for phrase in view.lexicon.phrases.get(view.words[k], ()):
            if phrase.part in ("asway", "thisis") and view.match(k, phrase.words, first):
                if k + len(phrase.words) < first - 2:
                    continue
                start = k
                if phrase.part == "thisis":
                    while start > bottom and view.tokens[start - 1].pos in ("AUX", "VERB", "PRON"):
                        start -= 1
                return start, phrase.part == "thisis"
    return -1, False


def _is_refused(view: View, i: int) -> bool:
    return any(
        view.lexicon.has("refuse", view.tokens[g].lemma) or view.lexicon.has("refuse", view.words[g])
        for g in list(view.up(i))[:1]
    )


def _subject(view: View, i: int, first: int, last: int, *, passive: bool, mode: str) -> Subject | None:
    if passive or mode == "participle":
        return _agent(view, i, last)
    own = _own(view, i, last)
    if own is not None:
        return own
    if view.words[first - 1 if first else 0] == "," or view.is_mark(max(0, first - 1)):
        behind = _behind(view, i, last)
        if behind is not None:
            return behind
    beside = _beside(view, i, first, last)
    if beside is not None and view.tokens[i].rel.startswith("parataxis"):
        return beside
    shared = _shared(view, i)
    return shared or beside


def _agent(view: View, i: int, last: int) -> Subject | None:
    """Who did it, in a passive."""
    for kid in [*view.kids[i], *(k for g in view.kids[i] for k in view.kids[g])]:
        if kid <= i:
            continue
        if any(view.lexicon.has("agent", view.words[c]) for c in view.kids[kid] if view.rel(c) == "case"):
            start, end = view.noun_phrase(kid)
            return Subject(kid, start, end, "agent")
    return None


def _own(view: View, i: int, last: int) -> Subject | None:
    candidates = [k for k in view.kids[i] if view.rel(k) == "nsubj" or view.tokens[k].rel == "expl:subj"]
    candidates += [k for a in view.kids[i] if view.rel(a) == "aux" for k in view.kids[a] if view.rel(k) == "nsubj"]
    if not candidates and view.words[i - 1 if i else 0] == ",":
        governor = view.head(i)
        candidates = [k for k in view.kids[governor] if view.rel(k) == "nsubj"] if governor < i else []
    echo = [k for k in candidates if view.lexicon.has("echo", view.words[k]) and k > i - 3]
    for kid in sorted(candidates, key=lambda k: (k not in echo or k < i, abs(k - i))):
        if view.words[kid] == "-t":
            continue
        if not can_speak(view, kid):
            continue
        return as_subject(view, kid, i)
    return None


def as_subject(view: View, kid: int, verb: int) -> Subject:
    """The subject phrase of a token, with the noun it stands for if it is a relative."""
    if view.lexicon.has("relative", view.words[kid]) and view.tokens[kid].pos == "PRON":
        antecedent = _antecedent(view, kid, verb)
        return Subject(kid, view.tokens[kid].start, view.tokens[kid].end, "relative", antecedent)
    start, end = view.noun_phrase(kid, avoid=verb)
    return Subject(kid, start, end, "parse")


def _antecedent(view: View, relative: int, verb: int) -> int:
    for g in [verb, *view.up(verb)]:
        if view.tokens[g].rel.startswith("acl"):
            return view.tokens[g].head
    k = relative - 1
    while k >= 0 and view.tokens[k].pos in ("PUNCT", "ADP"):
        k -= 1
    return k


def _shared(view: View, i: int) -> Subject | None:
    """The subject of the verb that governs this one."""
    below = i
    for steps, g in enumerate(view.up(i)):
        if steps > 4:
            break
        rel = view.rel(below)
        if rel == "acl" and view.tokens[g].pos in NOMINAL:
            start, end = view.noun_phrase(g)
            return Subject(g, start, end, "shared") if can_speak(view, g) else None
        if rel not in INHERITING and rel != "ccomp":
            return None
        if rel == "ccomp" and steps > 0:
            return None
        for kid in view.kids[g]:
            if view.rel(kid) == "nsubj" and (kid < i or rel == "advcl") and view.words[kid] != "-t" and can_speak(view, kid):
                found = as_subject(view, kid, g)
                return Subject(found.head, found.start, found.end, "shared", found.antecedent)
        below = g
    return None


def _beside(view: View, i: int, first: int, last: int) -> Subject | None:
    """The noun phrase right behind the verb group, else right before it."""
    bottom, top = view.bounds(i)
    k = last + 1
    while k < top and view.tokens[k].pos in ("ADV",):
        k += 1
    if k < top and (head := _phrase_head(view, k, top)) >= 0 and can_speak(view, head):
        start, end = view.noun_phrase(head, avoid=i)
        return Subject(head, min(start, view.tokens[k].start), max(end, view.tokens[head].end), "beside")
    k = first - 1
    while k >= bottom and view.tokens[k].pos in ("ADV", "PRON") and not view.lexicon.has("echo", view.words[k]):
        k -= 1
    if k >= bottom and view.tokens[k].pos in ("PROPN", "NOUN", "PRON") and can_speak(view, k):
        while view.tokens[k].rel in ("flat:name", "appos", "flat") and view.tokens[k].head < k:
            k = view.tokens[k].head
        start, end = view.noun_phrase(k, avoid=first)
        return Subject(k, start, max(end, view.tokens[k].end), "beside")
    return None


def _behind(view: View, i: int, last: int) -> Subject | None:
    """The inverted subject, even behind "à l'AFP" or a day."""
    _, top = view.bounds(i)
    k = last + 1
    while k < min(top, last + 12) and view.words[k] not in (",", ".", ";", ":") and not view.is_mark(k):
        if view.lexicon.has("that", view.words[k]) or view.tokens[k].pos in ("VERB", "AUX"):
            return None
        if view.tokens[k].pos == "ADP":
            k = max(k, min(view.high[view.head(k)], k + 6) if view.head(k) > k else k) + 1
            continue
        head = _phrase_head(view, k, top)
        if head >= 0 and can_speak(view, head):
            start, end = view.noun_phrase(head, avoid=i)
            return Subject(head, min(start, view.tokens[k].start), max(end, view.tokens[head].end), "beside")
        k = max(head, k) + 1
    return None


def _phrase_head(view: View, k: int, top: int) -> int:
    """The head of a noun phrase that starts at a token, or -1."""
    if view.tokens[k].pos == "PROPN":
        return k
    if view.tokens[k].pos != "DET":
        return -1
    for j in range(k + 1, min(top, k + 5)):
        if view.tokens[j].pos in ("NOUN", "PROPN"):
            return j
        if view.tokens[j].pos not in ("ADJ", "DET", "NUM"):
            return -1
    return -1


def can_speak(view: View, head: int) -> bool:
    """Whether a phrase with this head may hold speech at all."""
    token = view.tokens[head]
    if token.pos == "PUNCT" or view.is_mark(head):
        return False
    if any(p in token.morph for p in PERSONS):
        return False
    if view.lexicon.has("lower", view.words[head]):
        return False
    kind = view.lexicon.holders.get(view.words[head]) or view.lexicon.holders.get(token.lemma.lower())
    if kind in ("time", "thing"):
        return False
    return not any(t.span.start <= token.start < t.span.end for t in view.times)
