"""Statements without a cue of their own: hearsay conditionals, and sentences by which a report goes on.

Both are asserted on clear signs only. A hearsay conditional stands in the main clause, with a participle and
without anything that makes it unreal ("si", "sans"). A report goes on in the sentence right behind it, in the
same paragraph, when that sentence quotes or keeps the distance of a conditional.
"""

from collections.abc import Mapping, Sequence

from recoupe.stages.statements import decide, holders
from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.drafting import place_of
from recoupe.stages.statements.limits import Limits
from recoupe.stages.statements.signs import SPEAKING, tense
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

FURTHEST = 5  # sentences within which the same speaker must be heard again
SHORTEST = 6  # tokens of a sentence that may carry on a report
HEARD = 3  # reports of a page by whoever says nearly all
ALONE = 0.7  # of all reports, by whoever says nearly all
BRIEF = 12  # tokens of a sentence that a speaker says rather than a page
MANNERS = (
    ("negation", "resumed-negated", "it says what is not"),
    ("attitude", "resumed-attitude", "a word of it judges"),
)
QUOTED_WORDS = 4  # a quotation of fewer words may be one word held at a distance


def find(view: View, limits: Limits, drafts: Sequence[Draft]) -> list[Draft]:
    """What no cue reports: hearsay first, then what a report before goes on with."""
    rumours = hearsay(view, limits, drafts)
    return rumours + resumed(view, limits, [*drafts, *rumours])


def hearsay(view: View, limits: Limits, drafts: Sequence[Draft]) -> list[Draft]:
    """Sentences in the conditional of rumour: "Il aurait reçu de l'argent"."""
    covered = [(s, e) for d in drafts for s, e in d.content]
    out = []
    for first, past in _sentences(view, limits):
        place = place_of(view, first, past)
        if any(s < place[1] and place[0] < e for s, e in covered) or view.text[place[1] - 1] == "?":
            continue
        verb = _rumoured(view, first, past)
        if verb < 0 or any(view.lexicon.has("unreal", view.words[k]) for k in range(first, past)):
            continue
        draft = Draft(content=[_bare(view, first, past)], construction="hearsay", stance="conditional")
        here = (view.tokens[verb].start, view.tokens[verb].end)
        draft.sign("hearsay", here, "the conditional keeps a distance: the page does not vouch for it")
        out.append(draft)
    return out


def _rumoured(view: View, first: int, past: int) -> int:
    """The auxiliary of a main verb in the past conditional, or -1."""
    for k in range(first, past):
        token = view.tokens[k]
        if _is_rumour(view, k, past):
            return k
        if token.pos != "AUX" or "Mood=Cnd" not in token.morph:
            continue
        verb = view.head(k)
        if verb <= k or "VerbForm=Part" not in view.tokens[verb].morph:
            continue
        if view.lexicon.has("unreal", view.tokens[verb].lemma.lower()):
            continue
        if view.head(verb) == verb or view.rel(verb) == "parataxis":
            return k
    return -1


def _is_rumour(view: View, k: int, past: int) -> bool:
    """Whether words of rumour stand by the main verb: "X reportedly left", "X is said to have left"."""
    phrases = (p for p in view.lexicon.phrases.get(view.words[k], ()) if p.part == "rumour")
    longest = max((len(p.words) for p in phrases if view.match(k, p.words, past)), default=0)
    main = k if longest > 1 else view.head(k)
    main = view.head(main) if view.rel(main) in ("aux", "cop") else main
    passive = longest == 1 or any(view.tokens[j].rel == "aux:pass" for j in view.kids[k])
    return longest > 0 and passive and view.head(main) == main


def _bare(view: View, first: int, past: int) -> Place:
    """The sentence without its full stop."""
    while past > first + 1 and view.tokens[past - 1].pos == "PUNCT" and not view.is_mark(past - 1):
        past -= 1
    return place_of(view, first, past)


def resumed(view: View, limits: Limits, drafts: Sequence[Draft]) -> list[Draft]:
    """Sentences that carry on the report of the sentence before; neighbours make one statement."""
    taken = sorted({*((s, e) for d in drafts for s, e in d.content), *(d.cue for d in drafts if d.cue)})
    speaking = _speaking(view, limits, drafts)
    names = _names(view, drafts)
    units = _sentences(view, limits)
    ended = {_word_before(view, view.before(d.end) + 1): d for d in drafts if d.speaker or d.follows}
    leading = _leading(drafts, names)
    out: list[Draft] = []
    for at in range(1, len(units)):
        before, unit = units[at - 1], units[at]
        source = speaking.get(before) or ended.get(_word_before(view, unit[0]))
        if source is None or not _may_resume(view, before, unit, taken):
            continue
        signs = _signs(view, unit)
        if _is_enclosed(view, source, units[at - 1 : at + FURTHEST], speaking, names):
            signs.append(
                ("resumed-enclosed", _bare(view, *unit), "the same speaker speaks before and after it")
            )
        draft = Draft(content=[_bare(view, *unit)], construction="resumed", follows=True, source=source)
        draft.sign("resumed", draft.content[0], "it follows a report in the same paragraph")
        following = speaking.get(units[at + 1]) if at + 1 < len(units) else None
        signs += [*_kind(view, unit, source), *_manner(view, unit, source)]
        if leading and names.get(id(_first(source)), "") == leading:
            signs.append(("resumed-alone", _bare(view, *unit), "hardly anybody else speaks on the page"))
        for rule, place, text in {rule: (rule, place, text) for rule, place, text in signs}.values():
            draft.sign(rule, place, text)
        if following is not None and following.follows and _same_paragraph(view, unit, units[at + 1]):
            draft.sign("resumed-continues", following.content[0], "words without a cue follow: he speaks on")
        out.append(draft)
        if decide.likely(view, draft):
            speaking[unit] = draft
    return out


def _kind(view: View, unit: tuple[int, int], source: Draft) -> list[tuple[str, Place, str]]:
    """What kind of sentence it is: a fact that only the page could add, or a view; and whom it follows."""
    place = _bare(view, *unit)
    out: list[tuple[str, Place, str]] = []
    if _is_plain(view, unit):
        out.append(("resumed-plain", place, "it names nobody, no number and no day"))
    if source.construction == "resumed":
        out.append(("resumed-again", source.content[0], "the sentence before is carried on, too"))
    if source.quoted:
        out.append(("resumed-after-quotation", source.content[-1], "the sentence before is a quotation"))
    verb = next((k for k in range(*unit) if "VerbForm=Fin" in view.tokens[k].morph), -1)
    if verb < 0:
        return [*out, ("resumed-verbless", place, "it has no verb")]
    here = (view.tokens[verb].start, view.tokens[verb].end)
    main = view.head(verb) if view.rel(verb) in ("aux", "cop") else verb
    if view.lexicon.has("must", view.tokens[main].lemma.lower()) or view.lexicon.has(
        "must", view.tokens[verb].lemma.lower()
    ):
        out.append(("resumed-must", here, "it says what should or could be"))
    told = tense(view, verb, main)
    if told == "compound" and view.rel(verb) == "cop":  # no participle: "the road is long", "it was cold"
        told = "copula" if "Tense=Pres" in view.tokens[verb].morph else "copula-past"
        if view.tokens[main].pos == "ADJ" and any(view.rel(k) == "expl" for k in view.kids[main]):
            told = tense(view, verb, verb)  # "il est important que P"
    out.append((f"resumed-{told}", here, "the tense of its verb"))
    subject = next((k for k in view.kids[main] if view.rel(k) == "nsubj"), -1)
    if (
        subject >= 0
        and view.tokens[subject].pos == "PRON"
        and not view.lexicon.has("lower", view.words[subject])
    ):
        out.append(
            (
                "resumed-pronoun",
                (view.tokens[subject].start, view.tokens[subject].end),
                "it may be about the speaker",
            )
        )
    return out


def _manner(view: View, unit: tuple[int, int], source: Draft) -> list[tuple[str, Place, str]]:
    """How a sentence speaks: briefly, against something, with feeling; or of days and of what others do."""
    place, out = _bare(view, *unit), []
    inside = range(*unit)
    if len(inside) < BRIEF:
        out.append(("resumed-brief", place, "it is short"))
    for part, rule, text in MANNERS:
        at = next((k for k in inside if _opens(view, k, part, unit[1])), -1)
        if at >= 0:
            out.append((rule, (view.tokens[at].start, view.tokens[at].end), text))
    if any(k in view.timed for k in inside):
        out.append(("resumed-dated", place, "it names a day"))
    subject = next((k for k in inside if view.rel(k) == "nsubj" and view.tokens[k].pos != "PRON"), -1)
    if subject >= 0:
        named = (view.tokens[subject].start, view.tokens[subject].end)
        if any(m.kind in SPEAKING for m in view.mentions_in(*named)):
            out.append(("resumed-of-somebody", named, "it tells what somebody does"))
    if source.nominal:
        out.append(("resumed-after-noun", source.content[-1], "the report before only names what was said"))
    if source.construction in ("infinitive", "source-last"):
        out.append((f"resumed-after-{source.construction}", source.content[-1], "how the report was built"))
    return out


def _speaking(view: View, limits: Limits, drafts: Sequence[Draft]) -> dict[tuple[int, int], Draft]:
    """The sentences in which somebody speaks, with the statement."""
    found: dict[tuple[int, int], Draft] = {}
    for d in drafts:
        if d.speaker or d.follows:
            places = [d.content[-1][0], *([d.cue[0]] if d.cue else [])]
            found.update((limits.unit(view.at(p)), d) for p in places)
    return found


def _names(view: View, drafts: Sequence[Draft]) -> dict[int, str]:
    """The last word of each statement's holder: enough to know him again on one page."""
    held = holders.assign(view, drafts)
    cores = {m.span: m.core for m in view.mentions}
    found: dict[int, str] = {}
    for d in drafts:
        span = held[id(d)]
        core = cores.get(span, view.text[span.start : span.end]) if span else ""
        found[id(d)] = fold(core).split()[-1] if core.split() else ""
    return found


def _leading(drafts: Sequence[Draft], names: Mapping[int, str]) -> str:
    """Who says nearly all that the page reports, if somebody does."""
    heard = [names[id(d)] for d in drafts if d.cue is not None and d.speaker is not None and names[id(d)]]
    first = max(sorted(set(heard)), key=heard.count, default="")
    return first if heard.count(first) >= max(HEARD, ALONE * len(heard)) else ""


def _may_resume(view: View, before: tuple[int, int], unit: tuple[int, int], taken: Sequence[Place]) -> bool:
    """Whether a sentence is one of the page's own, in the paragraph of the sentence before."""
    start, end = _bare(view, *unit)
    if unit[1] - unit[0] < SHORTEST or view.text[view.tokens[unit[1] - 1].start] == "?":
        return False
    if any(s < end and start < e for s, e in taken):
        return False
    return _same_paragraph(view, before, unit)


def _word_before(view: View, k: int) -> int:
    """The last word before a token."""
    return next((j for j in range(k - 1, -1, -1) if view.is_word(j)), -1)


def _same_paragraph(view: View, before: tuple[int, int], unit: tuple[int, int]) -> bool:
    return "\n" not in view.text[view.tokens[before[1] - 1].end : view.tokens[unit[0]].start]


def _first(source: Draft) -> Draft:
    """The report that sentences carry on, past the carried ones."""
    while source.construction == "resumed" and source.source is not None:
        source = source.source
    return source


def _is_enclosed(
    view: View,
    source: Draft,
    units: Sequence[tuple[int, int]],
    speaking: Mapping[tuple[int, int], Draft],
    names: Mapping[int, str],
) -> bool:
    """Whether the first sentence's speaker is the next one to speak, in the same paragraph."""
    name = names.get(id(_first(source)), "")
    following = next((u for u in units[2:] if u in speaking), None)
    if following is None or not name or names.get(id(speaking[following]), "") != name:
        return False
    last = view.tokens[units[0][1] - 1].end
    return "\n" not in view.text[last : view.tokens[following[0]].start]


def _is_plain(view: View, unit: tuple[int, int]) -> bool:
    """Whether a sentence has a verb of its own and tells no fact that only the page could add."""
    tokens = [view.tokens[k] for k in range(*unit)]
    start, end = tokens[0].start, tokens[-1].end
    if any(k in view.timed for k in range(*unit)) or any(c.isdigit() for c in view.text[start:end]):
        return False
    named = any(m.form == "name" and m.kind in ("person", "place") for m in view.mentions_in(start, end))
    return not named and any("VerbForm=Fin" in t.morph for t in tokens)


def _signs(view: View, unit: tuple[int, int]) -> list[tuple[str, Place, str]]:
    """What shows that a sentence still belongs to the report before it."""
    first, past = unit
    start, end = view.tokens[first].start, view.tokens[past - 1].end
    out: list[tuple[str, Place, str]] = []
    for q in view.quotes_in(start - 1, end + 1):
        blanks = view.text[q.start : q.end].strip().count(" ")
        if blanks and (blanks >= QUOTED_WORDS or _is_said(view, q.start)):
            rule = "resumed-quotation" if blanks >= QUOTED_WORDS else "resumed-words"
            out.append((rule, (q.start, q.end), "it holds a quotation"))
            break
    for k in range(first, past):
        token = view.tokens[k]
        if "Mood=Cnd" in token.morph and (view.head(k) == k or view.rel(k) in ("aux", "cop")):
            out.append(
                ("resumed-conditional", (token.start, token.end), "it keeps the distance of the conditional")
            )
            break
    if _opens(view, first, "goesfurther", past):
        here = (start, view.tokens[first].end)
        out.append(("resumed-link", here, "a word of the argument links it to what was said"))
    return out


def _opens(view: View, k: int, part: str, past: int) -> bool:
    """Whether a word or phrase of a part of the lexicon opens at a token."""
    return any(
        p.part == part and view.match(k, p.words, past) for p in view.lexicon.phrases.get(view.words[k], ())
    )


def _is_said(view: View, start: int) -> bool:
    """Whether a short quotation opens with a small letter: words of somebody's, no title and no name."""
    return view.text[start + 1 : start + 4].lstrip()[:1].islower()


def _sentences(view: View, limits: Limits) -> list[tuple[int, int]]:
    """The real sentences that stand outside quotations, in text order."""
    out = []
    k = 0
    while k < len(view.tokens):
        first, past = limits.unit(k)
        if limits.depth[first] < 0 or view.is_mark(first):
            out.append((first, past))
        k = max(past, k + 1)
    return out
