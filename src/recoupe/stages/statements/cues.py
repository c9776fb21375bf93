"""Which words on a page report speech?

Every word that may be a form of a reporting verb is tried against its neighbourhood: auxiliaries,
reflexive, the words that must follow, negation, passive. `subjects` says whose speech it is.
"""

from dataclasses import dataclass, replace

from recoupe.stages.statements.agreement import PERSONS
from recoupe.stages.statements.groups import group_start, support_start
from recoupe.stages.statements.lexicon import Verb
from recoupe.stages.statements.modes import has_ending, is_of_page, mode_of
from recoupe.stages.statements.runons import past_heading
from recoupe.stages.statements.subjects import Subject, behind, subject_of
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

NEAR = 3  # tokens between a copula and a participle that it makes passive
UNKNOWN = Verb("", "say", frozenset("p"), "asserts", "neutral", 0.6, ())


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
    rumoured: bool = False  # in the past conditional: "aurait dit"
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
    first, _ = group_start(view, i, bottom)
    while first > 0 and view.tokens[first - 1].pos == "PRON" and view.head(first - 1) == i:
        first -= 1
    if first < 2 or i + 1 >= top or any(view.rel(k) == "nsubj" and k < first for k in view.kids[i]):
        return False
    mark = first - 1 if view.is_mark(first - 1) else first - 2
    if not view.is_mark(mark) or (mark == first - 2 and view.words[first - 1] != ","):
        return False
    q = view.quote_at(view.tokens[mark].start)
    if q is None or q.end > view.tokens[first].start:
        return False
    after = _echo_end(view, i, top)
    return (
        after > i
        or (
            i + 1 < top
            and (view.tokens[i + 1].pos in ("DET", "PROPN") or view.text[view.tokens[i + 1].start].isupper())
        )
        or _echo(view, first, i) >= 0
    )


def _joined(view: View, cue: Cue, found: list[Cue]) -> Cue:
    """The cue with the subject of the report it goes on from: "X a dit que P et a exclu Q"."""
    before = view.words[cue.first - 1] if cue.first else ""
    if cue.mode == "gerund" and before in (",", "-", "–", "—") and found:
        return _trailing(view, cue, found[-1])
    if cue.mode == "infinitive" and cue.subject is None and found:
        return _aimed(view, cue, found[-1])
    if (
        cue.mode != "finite"
        or cue.passive
        or cue.echoed
        or not (before == "," or (cue.first and view.tokens[cue.first - 1].pos == "CCONJ"))
    ):
        return cue
    if (
        cue.subject is not None
        and cue.subject.found in ("parse", "beside", "relative")
        and cue.subject.start > view.tokens[cue.first - 1].start
    ):
        return cue
    bottom, _ = view.bounds(cue.token)
    for earlier in reversed(found):
        if earlier.token < bottom:
            break
        same = (earlier.first == earlier.token) == (cue.first == cue.token)
        bare = cue.first == cue.token and "VerbForm=Part" in view.tokens[cue.first].morph
        if (
            earlier.mode == "finite"
            and (bare or (same and _tense(view, cue) in ((), _tense(view, earlier))))
            and earlier.subject is not None
        ):
            shared = replace(earlier.subject, found="shared")
            return replace(cue, subject=shared)
    return cue


def _trailing(view: View, cue: Cue, earlier: Cue) -> Cue:
    """The cue with the subject of the clause that it follows: "« P », she said, adding that Q"; that of a
    relative clause too, should the parse have lost it.
    """
    between = range(earlier.last + 1, cue.first)
    apart = any(view.is_mark(k) or "VerbForm=Fin" in view.tokens[k].morph for k in between)
    inserted = view.rel(earlier.token) == "parataxis" or (
        cue.subject is None and earlier.subject is not None and earlier.subject.found == "relative"
    )
    if (
        apart
        or not inserted
        or earlier.mode != "finite"
        or earlier.subject is None
        or not view.bounds(cue.token)[0] <= earlier.first
    ):
        return cue
    return replace(cue, subject=replace(earlier.subject, found="shared"))


def _aimed(view: View, cue: Cue, earlier: Cue) -> Cue:
    """The cue with the subject of the report before that it is the aim of: "X says P, to recall Q"."""
    k = cue.first - 1
    while k > earlier.last and view.tokens[k].pos in ("ADV", "PRON", "ADP") and view.words[k - 1] != ",":
        k -= 1
    aims = k > earlier.last and view.words[k - 1] == "," and view.lexicon.has("aim", view.words[k])
    apart = any(view.is_mark(j) for j in range(earlier.last + 1, cue.first))
    if not aims or apart or earlier.mode != "finite" or earlier.subject is None:
        return cue
    if not view.bounds(cue.token)[0] <= earlier.first:
        return cue
    return replace(cue, subject=replace(earlier.subject, found="shared"))


def _tense(view: View, cue: Cue) -> tuple[str, ...]:
    return tuple(f for f in view.tokens[cue.first].morph.split("|") if f.startswith(("Tense", "Mood")))


def _cue(view: View, i: int, verbs: tuple[Verb, ...]) -> Cue | None:
    bottom, top = view.bounds(i)
    first, auxiliary = group_start(view, i, bottom)
    verbs, first, stative = _with_copula(view, i, verbs, first)
    mode = mode_of(view, i, auxiliary=auxiliary or stative)
    if mode == "none" or (mode == "infinitive" and _speaks_for_page(view, i, bottom)) or is_of_page(view, i):
        return None
    if mode == "finite" and _is_ours(view, support_start(view, i, first, bottom), i):
        return None
    seen = _is_seen(view, i, first)
    reflexive = not seen and any(_is_reflexive(view, k) for k in range(max(bottom, first - 2), i))
    fitting = _fitting(view, i, [v for v in verbs if v.reflexive == reflexive], top)
    if not fitting:
        return None
    last = _echo_end(view, max([i, *(at for _, at in fitting)]), top)
    first = support_start(view, i, first, bottom)
    echo = _echo(view, first, last)
    passive = not (reflexive or stative) and _is_passive(view, i)
    if seen:
        passive, mode = True, "finite"
    asway, thisis = _asway(view, i, first, bottom) if mode != "gerund" else (-1, False)
    bare = mode == "finite" and not any("n" in v.frames for v, _ in fitting)
    if mode == "finite" and first == bottom and echo < 0 and _is_imperative(view, i):
        return None
    if echo >= 0:
        subject: Subject | None = Subject(echo, view.tokens[echo].start, view.tokens[echo].end, "echo")
    else:
        subject = subject_of(view, i, first, last, passive=passive, mode=mode if not bare else "finite-bare")
        before_asway = asway >= 0 and subject is not None and subject.end <= view.tokens[asway].start
        if before_asway or (subject is not None and _is_inserted(view, first, subject)):
            subject = behind(view, i, last) or subject
        subject = past_heading(view, subject, first) if subject is not None else None
    return Cue(
        token=i,
        first=first,
        last=last,
        verbs=tuple(v for v, _ in fitting),
        mode=mode,
        subject=subject,
        negated=_is_negated(view, i, first, bottom),
        passive=passive or (mode == "participle"),
        refused=_is_refused(view, i),
        asway=asway,
        thisis=thisis,
        echoed=echo >= 0,
        rumoured=first < i and view.tokens[first].pos == "AUX" and "Mood=Cnd" in view.tokens[first].morph,
    )


def _is_inserted(view: View, first: int, subject: Subject) -> bool:
    """Whether a verb stands between commas behind a relative that is not its subject: "qui, note X, P"."""
    apart = subject.found == "relative" and first > 1 and view.words[first - 1] == ","
    return apart and subject.head == first - 2


def _is_passive(view: View, i: int) -> bool:
    """Whether an auxiliary makes a verb passive."""
    helps = {k for k in view.kids[i] if view.tokens[k].rel == "aux:pass"}
    if view.tokens[i].pos == "VERB":
        helps |= {k for k in view.kids[i] if view.tokens[k].rel == "cop" and i - NEAR <= k}
    return any(_makes_passive(view, k) for k in helps)


def _with_copula(
    view: View, i: int, verbs: tuple[Verb, ...], first: int
) -> tuple[tuple[Verb, ...], int, bool]:
    """What a word says as an adjective behind a verb of being ("is opposed to it"), or else as a verb."""
    adjectives = tuple(v for v in verbs if "A" in v.frames)
    others = tuple(v for v in verbs if v not in adjectives)
    if not adjectives:
        return verbs, first, False
    copulas = [k for k in view.kids[i] if k < i and view.tokens[k].rel in ("cop", "aux:pass")]
    if not copulas or (others and not any(view.rel(k) == "cop" for k in copulas)):
        return others, first, False
    return adjectives, min([first, *copulas]), True


def _is_negated(view: View, i: int, first: int, bottom: int) -> bool:
    """Whether a verb group is denied: "ne dit pas", "sans dire"."""
    if any(view.lexicon.has("negation", view.words[k]) for k in range(max(bottom, first - 2), i)):
        return True
    without = first > bottom and view.lexicon.has("without", view.words[first - 1])
    return without and "VerbForm=Inf" in view.tokens[first].morph


def _is_reflexive(view: View, k: int) -> bool:
    """Whether a word is a reflexive pronoun and not "si" before its subject ("s'il dit")."""
    return view.lexicon.has("reflexive", view.words[k]) and not view.lexicon.has("echo", view.words[k + 1])


def _speaks_for_page(view: View, i: int, bottom: int) -> bool:
    """Whether an infinitive is what the page finds worth saying: "il est à noter que", "reste à savoir"."""
    k = i - 1
    if k - 1 < bottom or not view.lexicon.has("to", view.words[k]):
        return False
    k -= 1
    while k > bottom and view.tokens[k].pos == "ADV":
        k -= 1
    return view.tokens[k].pos == "AUX" or view.rel(k) == "cop"


def _is_ours(view: View, first: int, i: int) -> bool:
    """Whether a verb is in the first or second person; a noun as its subject knows better than its form, and
    a verb that shows none has that of its pronoun.
    """
    subjects = [view.tokens[k] for v in {first, i} for k in view.kids[v] if view.rel(k) == "nsubj"]
    shown = view.tokens[first].morph + view.tokens[i].morph
    if "Person=" not in shown:
        return any(p in s.morph for s in subjects for p in PERSONS)
    return any(p in shown for p in PERSONS) and not any(s.pos in ("NOUN", "PROPN") for s in subjects)


def _fitting(view: View, i: int, verbs: list[Verb], top: int) -> list[tuple[Verb, int]]:
    """The longest entries whose words follow the verb, each with the last of them."""
    found = [(v, at) for v in verbs if (at := _rest(view, i, v.rest, top)) >= 0]
    longest = max((v.length for v, _ in found), default=0)
    return [(v, at) for v, at in found if v.length == longest]


def _is_imperative(view: View, i: int) -> bool:
    """Whether the page itself speaks to its reader: "Notons que P"."""
    return "Mood=Imp" in view.tokens[i].morph or has_ending(view, i, "imperative")


def _is_seen(view: View, i: int, first: int) -> bool:
    """Whether an infinitive is suffered: "le maire se voit reprocher P"."""
    if "VerbForm=Inf" not in view.tokens[i].morph:
        return False
    governors = {view.head(i), *range(max(0, first - 3), first)}
    seen = [k for k in governors if view.lexicon.has("seen", fold(view.tokens[k].lemma)) and k < i]
    return any(view.lexicon.has("reflexive", view.words[j]) for k in seen for j in range(max(0, k - 2), k))


def _rest(view: View, i: int, rest: tuple[str, ...], top: int) -> int:
    """The last token of the words that must follow, allowing two words between, or -1."""
    if not rest:
        return i
    for skip in range(1, 4):
        if view.match(i + skip, rest, top):
            return i + skip + len(rest) - 1
    return -1


def _echo_end(view: View, last: int, top: int) -> int:
    while (
        last + 1 < top
        and view.lexicon.has("echo", view.words[last + 1])
        and view.words[last + 1].startswith("-")
    ):
        last += 1
    return last


def _echo(view: View, first: int, last: int) -> int:
    """The pronoun joined behind a verb of the group, or -1."""
    for k in range(first, last + 1):
        if (
            view.words[k].startswith("-")
            and view.words[k] != "-t"
            and view.lexicon.has("echo", view.words[k])
        ):
            return k
    return -1


def _makes_passive(view: View, k: int) -> bool:
    """Whether an auxiliary can make a passive, where the language says which do."""
    known = view.lexicon.words.get("passive")
    return not known or fold(view.tokens[k].lemma) in known or "VerbForm=Part" in view.tokens[k].morph


def _asway(view: View, i: int, first: int, bottom: int) -> tuple[int, bool]:
    """The opening of "as X said" before a verb group, and whether it is "that is what X said"."""
    subject = min((view.low[k] for k in view.kids[i] if view.rel(k) == "nsubj" and k < i), default=first)
    for k in range(first - 1, max(bottom, min(first - 5, subject - 1)) - 1, -1):
        for phrase in view.lexicon.phrases.get(view.words[k], ()):
            if phrase.part in ("asway", "thisis") and view.match(k, phrase.words, first):
                after = k + len(phrase.words)
                if after < first - 2 and (after != subject or view.rel(k) != "mark"):
                    continue
                if phrase.part == "thisis" and k > bottom and view.tokens[k - 1].pos == "ADP":
                    continue  # "sur ce qu'ils considèrent comme"
                start = k
                if phrase.part == "thisis":
                    while start > bottom and view.tokens[start - 1].pos in ("AUX", "VERB", "PRON"):
                        start -= 1
                return start, phrase.part == "thisis"
    return -1, False


def _is_refused(view: View, i: int) -> bool:
    infinitive = any("VerbForm=Inf" in view.tokens[k].morph for k in (i, *view.kids[i]))
    return infinitive and any(
        view.lexicon.has("refuse", view.tokens[g].lemma) or view.lexicon.has("refuse", view.words[g])
        for g in list(view.up(i))[:1]
    )
