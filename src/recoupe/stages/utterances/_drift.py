"""What one wording of an utterance changes of another: numbers, negation, strength, length, or only the
words.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from recoupe import languages
from recoupe.methods import align
from recoupe.model import Drift, Span
from recoupe.stages.utterances._content import Content
from recoupe.text.fold import fold

SHORTER = 0.7  # of the words of the best wording


@cache
def _moods(lang: str) -> Mapping[str, str]:
    """Words that negate or weaken, by folded form."""
    if lang not in languages.known():
        return {}
    return {fold(form): kind for form, kind in languages.load(lang).rows("mood")}


def between(best: Content, other: Content) -> Iterator[Drift]:
    """How a wording differs from the best one, with the places on both pages."""
    if best.words == other.words:
        return
    whole = (_extent(best), _extent(other))
    if (
        best.numbers
        and other.numbers
        and not (best.numbers <= other.numbers or other.numbers <= best.numbers)
    ):
        yield Drift("number", _numbers(best, other) or whole)
    same_lang = best.lang == other.lang
    if same_lang and _negated(best) != _negated(other) and _comparable(best, other):
        yield Drift("negation", _marked(best, "not", "none") + _marked(other, "not", "none") or whole)
    if (
        same_lang
        and bool(_marked(best, "doubt")) != bool(_marked(other, "doubt"))
        and _comparable(best, other)
    ):
        yield Drift("strength", _marked(best, "doubt") + _marked(other, "doubt"))
    if len(other.words) < SHORTER * len(best.words):
        yield Drift("shortened", whole)
    elif changed := _changed(best, other):
        yield Drift("wording", changed)


def _comparable(a: Content, b: Content) -> bool:
    """Whether one is not so much shorter that words may just have been left out."""
    return min(len(a.words), len(b.words)) >= SHORTER * max(len(a.words), len(b.words))


def _extent(content: Content) -> Span:
    return Span(content.doc, content.places[0][0], content.places[-1][1])


def _negated(content: Content) -> bool:
    return len(_marked(content, "not", "none")) % 2 == 1


def _marked(content: Content, *kinds: str) -> tuple[Span, ...]:
    moods = _moods(content.lang)
    hits = (
        place for word, place in zip(content.words, content.places, strict=True) if moods.get(word) in kinds
    )
    return tuple(Span(content.doc, *place) for place in hits)


def _numbers(a: Content, b: Content) -> tuple[Span, ...]:
    return tuple(
        Span(one.doc, *place)
        for one, other in ((a, b), (b, a))
        for word, place in zip(one.words, one.places, strict=True)
        if word[0].isdigit() and "#" + "".join(c for c in word if c.isdigit()) not in other.numbers
    )


def _changed(best: Content, other: Content) -> tuple[Span, ...]:
    """The stretches that the two wordings do not share, those of the best one first."""
    mine, theirs = [], []
    for (i, j), (k, m) in align.differences(best.words, other.words):
        if j > i:
            mine.append(Span(best.doc, best.places[i][0], best.places[j - 1][1]))
        if m > k:
            theirs.append(Span(other.doc, other.places[k][0], other.places[m - 1][1]))
    return (*mine, *theirs)
