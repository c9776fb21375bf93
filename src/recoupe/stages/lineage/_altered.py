"""Where a copy says something else than what it copies: a number, a negation or a name was changed.

Only sentences of one language that agree in nearly all their words are looked at: two translations of one
text differ in many words, a falsified copy in one. What differs is shown and said; why is not judged.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from recoupe.languages import Language
from recoupe.methods import align
from recoupe.model import Edge, Fingerprint, Lineage, Note, Reading, Reason, Span
from recoupe.text import shingles
from recoupe.text.fold import fold, iron
from recoupe.text.sound import sound

# Part of the words of two sentences that they share, and words of the shorter. On pages that differ nowhere
# else a short sentence tells as much.
ALIKE = {"copy": 0.7, "edited": 0.85, "excerpt": 0.85}
SHORTEST = {"copy": 4, "edited": 6, "excerpt": 6}
FEW = 3  # words in a row that a changed number or name takes
PLACES = 2  # places where two sentences may differ; where a name differs, nothing else may
SPELLED = 0.55  # likeness of sounds from which two names are two spellings
RULES = {
    "altered-number": "A number differs in sentences otherwise alike",
    "altered-negation": "One of two sentences otherwise alike is negated",
    "altered-name": "A name differs in sentences otherwise alike",
}
Part = tuple[tuple[int, int], tuple[int, int]]
_Hear = Callable[[Span], tuple[list[str], frozenset[str]]]  # the words of a unit, and each once


@dataclass(frozen=True, slots=True)
class _Word:
    heard: str
    raw: str
    doc: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Change:
    rule: str
    child: Span
    parent: Span
    shown: tuple[str, str]


def mark(lineage: Lineage, readings: Sequence[Reading], tables: Mapping[str, Language]) -> Lineage:
    """The lineage with a reason on each edge whose child says something else than its parent."""
    reading_of = {r.page.doc.id: r for r in readings}
    heard = {doc: _heard(r.fingerprint) for doc, r in reading_of.items()}
    edges = []
    for edge in lineage.edges:
        child, parent = reading_of.get(edge.child), reading_of.get(edge.parent)
        if edge.kind in ALIKE and child and parent and child.page.lang == parent.page.lang:
            ears = heard[edge.child], heard[edge.parent]
            changes = list(_changes(edge, (child, parent), ears, tables[child.page.lang]))
            edges.append(_with_reasons(edge, changes))
        else:
            edges.append(edge)
    return replace(lineage, edges=tuple(edges))


def alerts(lineage: Lineage) -> Iterator[Note]:
    """A note for each altered copy."""
    for edge in lineage.edges:
        for reason in edge.reasons:
            if reason.rule in RULES:
                yield Note("lineage", reason.rule, reason.text, edge.child, reason.spans[0])


def _with_reasons(edge: Edge, changes: Sequence[_Change]) -> Edge:
    if not changes:
        return edge
    reasons = []
    for rule, says in RULES.items():
        found = [c for c in changes if c.rule == rule]
        if found:
            shown = "; ".join(f"“{c.shown[0]}” here, “{c.shown[1]}” there" for c in found[:3])
            spans = tuple(span for c in found[:3] for span in (c.child, c.parent))
            reasons.append(Reason(rule, 0.9, spans, f"{says}: {shown}."))
    kind = "edited" if edge.kind == "copy" else edge.kind
    return replace(edge, kind=kind, reasons=(*edge.reasons, *reasons))


def _changes(
    edge: Edge, pages: tuple[Reading, Reading], heard: tuple[_Hear, _Hear], lang: Language
) -> Iterator[_Change]:
    for one, other in edge.passages:
        (mine, mine_once), (theirs, theirs_once) = heard[0](one), heard[1](other)
        enough = ALIKE[edge.kind] * (len(mine) + len(theirs))
        shorter = min(len(mine), len(theirs))
        if shorter < SHORTEST[edge.kind] or 2 * shorter < enough or mine == theirs:
            continue
        # What is in the other at all is at least what is in it as often: most pairs part here.
        at_most = min(sum(map(theirs_once.__contains__, mine)), sum(map(mine_once.__contains__, theirs)))
        if 2 * at_most < enough or 2 * (Counter(mine) & Counter(theirs)).total() < enough:
            continue
        parts = align.differences(mine, theirs)
        if 2 * (len(mine) - sum(j - i for (i, j), _ in parts)) < enough or len(parts) > PLACES:
            continue
        if _may_tell(mine, theirs, parts):
            words = _words(one, pages[0], mine), _words(other, pages[1], theirs)
            yield from _shown_by(*words, parts, lang)


def _may_tell(mine: Sequence[str], theirs: Sequence[str], parts: Sequence[Part]) -> bool:
    """Whether the words that differ can be a number, a negation or a name: few words, or a figure."""
    if sum(max(j - i, m - k) for (i, j), (k, m) in parts) <= FEW:
        return True
    return any(w.isdigit() for (i, j), (k, m) in parts for w in (*mine[i:j], *theirs[k:m]))


def _shown_by(
    a: Sequence[_Word], b: Sequence[_Word], parts: Sequence[Part], lang: Language
) -> Iterator[_Change]:
    if not a or not b:
        return
    if len(parts) == 1:
        yield from _renamed(a, b, parts[0], lang)
    yield from _negated(a, b, parts, lang)
    yield from (c for part in parts for c in _recounted(a, b, part))


def _heard(of: Fingerprint) -> _Hear:
    """What tells how the words of a unit of this page are heard; no words for what is no unit."""
    at = {unit[:2]: unit[5:] for unit in of.units}

    @cache
    def words(span: Span) -> tuple[list[str], frozenset[str]]:
        start, end = at.get((span.start, span.end), (0, 0))
        found = of.heard[start + 1 : end - 1].decode("ascii").split(" ") if start < end else []
        return found, frozenset(found)

    return words


def _words(span: Span, of: Reading, heard: Sequence[str]) -> list[_Word]:
    """The words of a span with their places; none where the text does not have the words that were heard."""
    doc, at = span.doc, span.start
    hits = list(shingles.WORD.finditer(iron(span.of(of.page.doc.text))))
    if len(hits) != len(heard):
        return []
    return [
        _Word(word, h.group(), doc, at + h.start(), at + h.end()) for word, h in zip(heard, hits, strict=True)
    ]


def _negated(
    a: Sequence[_Word], b: Sequence[_Word], parts: Sequence[Part], lang: Language
) -> Iterator[_Change]:
    """A negation that one of the two has more, where next to nothing else differs."""
    if sum(max(j - i, m - k) for (i, j), (k, m) in parts) > FEW:
        return
    no = _negations(lang)
    mine = [w for (i, j), _ in parts for w in a[i:j] if no(w.raw)]
    theirs = [w for _, (k, m) in parts for w in b[k:m] if no(w.raw)]
    if bool(mine) == bool(theirs):
        return
    shown = (mine[0].raw, "no such word") if mine else ("no such word", theirs[0].raw)
    child = _around(a, parts[0][0][0], parts[-1][0][1])
    parent = _around(b, parts[0][1][0], parts[-1][1][1])
    yield _Change("altered-negation", child, parent, shown)


def _around(words: Sequence[_Word], first: int, last: int) -> Span:
    """The words of a stretch, or where it is empty, the words beside it."""
    found = words[first:last] or words[max(0, first - 1) : last + 1]
    return Span(found[0].doc, found[0].start, found[-1].end)


@cache
def _negations(lang: Language) -> "_Negations":
    forms = [form for form, kind in lang.rows("event_moods") if kind == "not"]
    return _Negations(
        frozenset(f for f in forms if not f.endswith("*")),
        tuple(f.rstrip("*") for f in forms if f.endswith("*")),
    )


@dataclass(frozen=True, slots=True)
class _Negations:
    words: frozenset[str]
    stems: tuple[str, ...]

    def __call__(self, word: str) -> bool:
        folded = fold(word)
        return folded in self.words or (bool(self.stems) and folded.startswith(self.stems))


def _recounted(a: Sequence[_Word], b: Sequence[_Word], part: Part) -> Iterator[_Change]:
    """A number that stands where the other has another."""
    (i, j), (k, m) = part
    if max(j - i, m - k) > FEW:
        return
    one, other = ("".join(w.heard for w in words if w.heard.isdigit()) for words in (a[i:j], b[k:m]))
    # 10,000 is 10 thousand, 05.05 is 05 05, and 1920 may be shortened to 20.
    same = one.strip("0") == other.strip("0") or one.endswith(other) or other.endswith(one)
    if not same:
        yield _Change("altered-number", _around(a, i, j), _around(b, k, m), _shown(a[i:j], b[k:m]))


def _renamed(a: Sequence[_Word], b: Sequence[_Word], part: Part, lang: Language) -> Iterator[_Change]:
    """A name that stands where the other has another."""
    (i, j), (k, m) = part
    mine, theirs = a[i:j], b[k:m]
    if not mine or not theirs or max(len(mine), len(theirs)) > FEW or not i or not k:
        return
    if lang.settings.get("capital_nouns") or not all(w.raw[0].isupper() for w in (*mine, *theirs)):
        return
    shortened = any(w.raw.isupper() for w in mine) != any(w.raw.isupper() for w in theirs)
    if not shortened and not _is_one_name(mine, theirs):
        yield _Change("altered-name", _around(a, i, j), _around(b, k, m), _shown(mine, theirs))


def _shown(mine: Sequence[_Word], theirs: Sequence[_Word]) -> tuple[str, str]:
    return " ".join(w.raw for w in mine), " ".join(w.raw for w in theirs)


def _is_one_name(mine: Sequence[_Word], theirs: Sequence[_Word]) -> bool:
    """Whether two names may be two spellings or forms of one."""
    one, other = ("".join(sound(w.raw) for w in words) for words in (mine, theirs))
    initials = one[:1] == other[:1] and min(len(one), len(other)) <= FEW
    return initials or one in other or other in one or SequenceMatcher(None, one, other).ratio() >= SPELLED
