"""One comparable frame for each sentence of a page: its terms, its actors, its values, what it denies.

Frames are what `claims` compares over pages: a sentence becomes a handful of terms (concepts of the
language's table where it knows the word, so that "mettre fin" and "arrêter" are one), the spans of the
actors in it, typed values with what they measure, the terms under negation, and its mood. Nothing is
compared here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from recoupe.languages import Language
from recoupe.model import Frame, Mention, Page, Parse, Sentence, Slot, Span, Statement, TimeExpression, Token
from recoupe.spans import inside, overlap
from recoupe.text import acts, calendar, denials, quantities
from recoupe.text.fold import fold, short_id
from recoupe.text.quantities import Quantity, QuantityWords
from recoupe.text.stems import StemTable

T = TypeVar("T")
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "NUM"})
_CLIMB = 4  # steps up the tree from a number to the word that it measures: "90 minutes" > "conversation"
_FEW = 2  # "les deux dirigeants" counts nothing that accounts could differ on
_CROWDED = 4000  # tokens of one sentence beyond which it is no prose
_TELL_NOTHING = ("light", "lasting")
_EARLIER = 6  # sentences back in which "les deux dirigeants" were named
_HOURS = frozenset(f"PT{60 * hour}M" for hour in range(1, 25))
_LONGEST = 120  # terms kept of a sentence; the longest sentence of prose seen has 50


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's tables in the form that frames read."""

    concepts: StemTable[str]
    moods: dict[str, str]
    quantities: QuantityWords
    poles: StemTable[str]
    twos: frozenset[str]  # words that count two


@cache
def _words(lang: Language) -> _Words:
    entries = [
        (stem.replace("_", " "), f"={concept}{sign if sign != '=' else ''}")
        for concept, sign, stems in lang.rows("concepts")
        for stem in stems.split()
    ]
    poles = StemTable(
        [
            (stem.replace("_", " "), f"{pole}{sign}")
            for pole, sign, stems in lang.rows("poles")
            for stem in stems.split()
        ]
    )
    numbers = QuantityWords(lang.rows("quantity_words"), lang.rows("quantity_units"))
    moods = {fold(form): kind for form, kind in lang.rows("mood")}
    twos = frozenset(fold(form) for form, _, value in lang.rows("quantity_words") if float(value) == 2)
    return _Words(StemTable(entries), moods, numbers, poles, twos | {"2"})


def make(
    page: Page,
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    lang: Language,
) -> tuple[Frame, ...]:
    """One comparable frame for each sentence of the page's prose."""
    seen = _Sight(
        page=page,
        parse=parse,
        words=_words(lang),
        mentions={m.span: m for m in mentions},
        named=_Shelf([(m.span, m) for m in mentions]),
        timed=_Shelf([(t.span, t) for t in times]),
        said=_Shelf([(span, s) for s in statements for span in s.content]),
        blocks=_Shelf([(b.span, b.kind) for b in page.blocks]),
    )
    frames: list[Frame] = []
    for order, sentence in enumerate(parse.sentences):
        if 0 < sentence.last - sentence.first <= _CROWDED:
            frame = _frame(order, sentence, seen, frames)
            if frame.lemmas or frame.mentions:
                frames.append(frame)
    return tuple(frames)


def _frame(order: int, sentence: Sentence, seen: _Sight, earlier: Sequence[Frame]) -> Frame:
    page, words = seen.page, seen.words
    tokens = seen.parse.tokens[sentence.first : sentence.last]
    here = [m for m in seen.named.touching(sentence.span) if inside(m.span, sentence.span)]
    terms = _terms(tokens, [m.span for m in here if m.form in ("name", "metonym")], words)
    dates = [t for t in seen.timed.touching(sentence.span) if inside(t.span, sentence.span)]
    said = seen.said.touching(sentence.span)
    denied = denials.find(tokens, sentence.first, terms, words.moods)
    blocks = seen.blocks.touching(sentence.span)
    return Frame(
        id=short_id("f", page.doc.id, str(sentence.span.start)),
        span=sentence.span,
        lemmas=tuple(dict.fromkeys(t for t in terms if t))[:_LONGEST],
        statement=_holding(sentence.span, said),
        order=order,
        block=blocks[0] if blocks else "body",
        mentions=tuple(m.span for m in here),
        pair=_taken_up(sentence, tokens, earlier, seen),
        slots=tuple(_slots(sentence, terms, dates, seen)),
        denied=tuple(dict.fromkeys(terms[i] for i in denied if terms[i])),
        negates=denials.speaks(tokens, words.moods),
        subjects=tuple(_subjects(page, tokens, sentence, terms)),
        mood=_mood(page, tokens, sentence, words),
        rebuts=_rebuts(page, tokens, sentence, terms, words),
        within=tuple(dict.fromkeys(s.id for s in said)),
        acts=tuple(_acts(tokens, sentence, terms, here)),
        poles=tuple(acts.poles(tokens, terms, denied, words.poles)),
    )


def _acts(
    tokens: Sequence[Token], sentence: Sentence, terms: Sequence[str], here: Sequence[Mention]
) -> Iterator[tuple[str, Span, Span]]:
    """What one actor of the sentence does to another."""
    whole = [m for m in here if not any(m is not o and inside(m.span, o.span) for o in here)]
    named = {
        i: n
        for n, m in enumerate(whole)
        for i, t in enumerate(tokens)
        if m.span.start <= t.start and t.end <= m.span.end
    }
    for term, doer, other in acts.find(tokens, sentence.first, terms, named):
        yield term, whole[doer].span, whole[other].span


class _Shelf(Generic[T]):
    """What lies on a page, sorted by place, to be looked up by place."""

    def __init__(self, laid: Sequence[tuple[Span, T]]) -> None:
        self._laid = sorted(laid, key=lambda x: (x[0].start, x[0].end))
        self._longest = max((span.end - span.start for span, _ in self._laid), default=0)
        self._starts = [span.start for span, _ in self._laid]

    def touching(self, span: Span) -> list[T]:
        """What shares a character with a span, in text order."""
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        return [x for place, x in self._laid[low:high] if overlap(place, span)]


@dataclass(frozen=True, slots=True)
class _Sight:
    """One page as this stage sees it."""

    page: Page
    parse: Parse
    words: _Words
    mentions: Mapping[Span, Mention]
    named: _Shelf[Mention]
    timed: _Shelf[TimeExpression]
    said: _Shelf[Statement]
    blocks: _Shelf[str]


def _holding(span: Span, said: Sequence[Statement]) -> str | None:
    """The innermost statement whose content covers at least half of the sentence."""
    best: tuple[int, str] | None = None
    for s in said:
        covered = sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in s.content)
        if covered * 2 >= span.end - span.start:
            size = sum(c.end - c.start for c in s.content)
            best = min(best, (size, s.id)) if best else (size, s.id)
    return best[1] if best else None


def _terms(tokens: Sequence[Token], names: Sequence[Span], words: _Words) -> list[str]:
    """One term for each token: a concept, a folded lemma, or nothing for function words and named actors."""
    taken = [any(n.start <= t.start and t.end <= n.end for n in names) for t in tokens]
    content = [i for i, t in enumerate(tokens) if t.pos in CONTENT and not taken[i]]
    terms = [""] * len(tokens)
    forms = [fold(tokens[i].text) for i in content]
    for n, i in enumerate(content):
        lemma = fold(tokens[i].lemma)
        concept = words.concepts.word(forms[n]) or words.concepts.word(lemma)
        plain = lemma if len(lemma) > 2 and tokens[i].pos not in ("ADV", "NUM") else ""
        terms[i] = concept or plain
    for first, last, concept in words.concepts.find(forms):
        if last > first and last - first == 1:
            terms[content[first]] = concept
            terms[content[last]] = concept
    for i, t in enumerate(tokens):
        if words.moods.get(fold(t.text), "undo") != "undo" or words.moods.get(fold(t.lemma)) in _TELL_NOTHING:
            terms[i] = terms[i] if terms[i].startswith("=") else ""
    return terms


def _taken_up(
    sentence: Sentence, tokens: Sequence[Token], earlier: Sequence[Frame], seen: _Sight
) -> tuple[Span, ...]:
    """The two actors last named together, where the sentence speaks of two without naming them."""
    twos = seen.words.twos
    two = any(
        t.pos == "NUM"
        and (fold(t.lemma) in twos or fold(t.text) in twos)
        and 0 <= t.head - sentence.first < len(tokens)
        for t in tokens
    )
    they = any(
        t.rel.startswith("nsubj") and t.pos == "PRON" and "Plur" in t.morph and "Person=3" in t.morph
        for t in tokens
    )
    if not (two or they):
        return ()
    for frame in reversed(earlier[-_EARLIER:]):
        named = [
            m for span in frame.mentions if (m := seen.mentions[span]).kind == "person" and m.form == "name"
        ]
        if len({fold(m.core).split()[-1] for m in named if m.core.split()}) == 2:
            return tuple(m.span for m in named)
    return ()


def _slots(
    sentence: Sentence, terms: Sequence[str], dates: Sequence[TimeExpression], seen: _Sight
) -> Iterator[Slot]:
    """The values of a sentence with what each measures."""
    text = sentence.span.of(seen.page.doc.text)
    days = [t for t in dates if t.kind in ("date", "time", "set")]
    for q in quantities.find(text, seen.words.quantities, sentence.span.start):
        span = Span(seen.page.doc.id, q.start, q.end)
        if q.lag or any(overlap(span, t.span) for t in days):
            continue
        if _is_clock(q, text[q.start - sentence.span.start]) and any(_beside(span, t.span) for t in days):
            continue  # "jeudi 19 heures"
        if q.measure == "count" and (q.high <= _FEW or _glued(seen.page.doc.text, q.start, q.end)):
            continue
        of = _filled(span, sentence, seen, terms) if q.measure == "duration" else ""
        of = of or _measured(span, sentence, seen.parse, terms, counted=q.measure == "count")
        if of:
            yield Slot(measure=q.measure, of=of, value=q.value, low=q.low, high=q.high, span=span)
    for t in days:
        named = calendar.named(t)  # "before Monday" and "on Friday" still name two days
        if named and (of := _measured(t.span, sentence, seen.parse, terms, counted=False)):
            low, high = (float(day.toordinal()) for day in named)
            yield Slot(measure="date", of=of, value=t.value, low=low, high=high, span=t.span, anchor=t.grain)


def _is_clock(q: Quantity, opening: str) -> bool:
    """Whether a duration may be a time of day: whole hours of one day, in figures."""
    return q.measure == "duration" and opening.isdigit() and q.value in _HOURS


def _beside(a: Span, b: Span) -> bool:
    return 0 <= max(a.start, b.start) - min(a.end, b.end) <= 1


def _glued(text: str, start: int, end: int) -> bool:
    """Whether figures are part of an address, a time of day, a code or a reference and count nothing."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(c.isalnum() or c in "_/:=.-@#\\[]" for c in around.replace(".", "", 1) if c)


def _measured(span: Span, sentence: Sentence, parse: Parse, terms: Sequence[str], *, counted: bool) -> str:
    """The term that a value measures: the first governor outside the value that has one."""
    start = next(
        (i for i in range(sentence.first, sentence.last) if parse.tokens[i].start >= span.start), None
    )
    if start is None:
        return ""
    at = start
    for _ in range(_CLIMB + 2):
        head = parse.tokens[at].head
        outside = not span.start <= parse.tokens[head].start < span.end
        if head == at or not sentence.first <= head < sentence.last:
            break
        at = head
        if outside and terms[at - sentence.first]:
            return terms[at - sentence.first]
        if (
            counted and outside
        ):  # what is counted stands right there, even where it tells nothing else: "12 navires"
            return fold(parse.tokens[at].lemma) if parse.tokens[at].pos == "NOUN" else ""
    return ""


def _filled(span: Span, sentence: Sentence, seen: _Sight, terms: Sequence[str]) -> str:
    """What a length of time is filled with: "dix heures d'entretiens", "l'entretien a duré dix heures"."""
    tokens = seen.parse.tokens
    places = range(sentence.first, sentence.last)
    inner = [i for i in places if span.start <= tokens[i].start < span.end]
    for i in places:
        if (
            tokens[i].head in inner
            and i not in inner
            and tokens[i].rel == "nmod"
            and tokens[i].start >= span.end
        ):
            return terms[i - sentence.first]
    heads = {tokens[i].head for i in inner} - set(inner)
    lasting = {h for h in heads if seen.words.moods.get(fold(tokens[h].lemma)) == "lasting"}
    for i in places:
        if tokens[i].head in lasting and tokens[i].rel.startswith("nsubj"):
            return terms[i - sentence.first]
    return ""


def _subjects(
    page: Page, tokens: Sequence[Token], sentence: Sentence, terms: Sequence[str]
) -> Iterator[tuple[str, str, Span]]:
    """What is said to be what: "le texte est inutile", "le texte est un geste inutile"."""
    copulas = {t.head for t in tokens if t.rel == "cop"}
    for i, t in enumerate(tokens):
        head = t.head - sentence.first
        if (
            not t.rel.startswith("nsubj")
            or t.head not in copulas
            or not terms[i]
            or not 0 <= head < len(tokens)
        ):
            continue
        places = [head, *(k for k, o in enumerate(tokens) if o.head == t.head and o.rel == "amod")]
        for k in places:
            if terms[k] and tokens[k].pos in ("ADJ", "NOUN"):
                yield terms[k], terms[i], Span(page.doc.id, tokens[k].start, tokens[k].end)


def _rebuts(
    page: Page, tokens: Sequence[Token], sentence: Sentence, terms: Sequence[str], words: _Words
) -> Span | None:
    """The words that reject what was said before: a verb of refusal or denial over "these" claims."""
    pointed = {t.head for t in tokens if "PronType=Dem" in t.morph and t.rel == "det"}
    for i, t in enumerate(tokens):
        head = t.head - sentence.first
        if (
            i + sentence.first not in pointed
            or words.moods.get(fold(t.lemma)) != "claim"
            or not 0 <= head < len(tokens)
        ):
            continue
        if terms[head] in ("=consent-", "=confirm-") and t.rel.split(":")[0] == "obj":
            return Span(page.doc.id, min(tokens[head].start, t.start), max(tokens[head].end, t.end))
    return None


def _mood(page: Page, tokens: Sequence[Token], sentence: Sentence, words: _Words) -> str:
    """Whether the sentence asks, doubts, plans or obliges; a fact otherwise."""
    if sentence.span.of(page.doc.text).rstrip(' »”"\u00a0').endswith("?"):
        return "question"
    kinds = {words.moods.get(fold(t.lemma)) or words.moods.get(fold(t.text)) for t in tokens}
    if any("Mood=Cnd" in t.morph for t in tokens):
        kinds.add("doubt")
    if any("Tense=Fut" in t.morph for t in tokens):
        kinds.add("plan")
    return next((k for k in ("doubt", "must", "plan") if k in kinds), "fact")
