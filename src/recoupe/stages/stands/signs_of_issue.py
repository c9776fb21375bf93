"""What speaks for the issue of a stand: the words that it governs, those beside it and those around."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from recoupe.stages.stands.grove import Grove
from recoupe.stages.stands.sight import Topic
from recoupe.stages.stands.signs_of_taking import Signs

_STEM = 6  # letters of a lemma: endings differ
_BLANK = ("ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SYM")
_BESIDE = 0.35  # what a word of the sentence counts that the stand does not govern
_BACK = 2  # sentences before that are heard
_FAINT = 0.5  # what their words count
_AROUND = (4, 2)  # sentences before and behind whose issues are heard at all
_FAINTER = 0.3  # what each of them counts
_MORE = 0.5  # what each further word of a trigger adds


def find(token: int, grove: Grove) -> Signs:
    """The signs of what the stand of a word is about, each with its value."""
    at = grove.line_at[token]
    under = grove.below(token)
    signs: Signs = {f"l={grove.lemmas[token]}": 1.0}
    _add_words(signs, token, set(under), grove)
    low, high = grove.tokens[under[0]].start, grove.tokens[under[-1]].end
    line = grove.lines[at]
    for topic in line.topics:
        place = "in" if low <= topic.span.start < high else "out"
        _lift(signs, f"t-{place}={topic.trigger.issue}", _size(topic))
        _lift(signs, f"tg-{place}={_group(topic.trigger.issue)}", _size(topic))
    for ground in line.grounds:
        if ground.kind == "clue":
            name = f"c-{'in' if low <= ground.start < high else 'out'}={ground.issue}"
            signs[name] = signs.get(name, 0.0) + ground.weight
    _add_page(signs, at, grove)
    for stand in grove.ruled.get(token, ()):
        signs[f"rule={stand.issue}"] = signs[f"rule-group={_group(stand.issue)}"] = 1.0
    return signs


def _add_words(signs: Signs, token: int, under: set[int], grove: Grove) -> None:
    sentence = grove.lines[grove.line_at[token]].sentence
    governed = []
    for i in _full(range(sentence.first, sentence.last), grove):
        stem = grove.lemmas[i][:_STEM]
        if i in under:
            governed.append(stem)
            signs[f"n={stem}"] = 1.0
        _lift(signs, f"i={stem}", 1.0 if i in under else _BESIDE)
    signs.update((f"b={a}_{b}", 1.0) for a, b in itertools.pairwise(governed))


def _add_page(signs: Signs, at: int, grove: Grove) -> None:
    for back in range(1, min(_BACK, at) + 1):
        line = grove.lines[at - back]
        for i in _full(range(line.sentence.first, line.sentence.last), grove, persons=True):
            _lift(signs, f"p={grove.lemmas[i][:_STEM]}", _FAINT / back)
        signs.update((f"p{back}={t.trigger.issue}", 1.0) for t in line.topics)
    for line in grove.lines[max(0, at - _AROUND[0]) : at + _AROUND[1] + 1]:
        for topic in line.topics:
            name = f"d={topic.trigger.issue}"
            signs[name] = min(1.0, signs.get(name, 0.0) + _FAINTER)


def _full(words: Iterable[int], grove: Grove, *, persons: bool = False) -> Iterator[int]:
    """The words that say something, without names of persons where these are not asked for."""
    for i in words:
        named = grove.named.get(i)
        if grove.tokens[i].pos not in _BLANK and (persons or named is None or named.kind != "person"):
            yield i


def _lift(signs: Signs, name: str, value: float) -> None:
    signs[name] = max(signs.get(name, 0.0), value)


def _size(topic: Topic) -> float:
    return 1 + _MORE * (len(topic.trigger.pattern.split()) - 1)


def _group(issue: str) -> str:
    return issue.partition(".")[0]
