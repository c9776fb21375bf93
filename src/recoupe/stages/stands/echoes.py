"""What "this proposal" takes up: the issue on which the sentence before put something forward.

A noun for what is put forward (`echoes` in the language's folder) that is pointed at ("this offer"), stands
bare behind a definite article or has only a measure ("the proposal of 30 days") speaks of an issue that it
does not name. It is that of what the sentence before offers, proposes or demands, or of its only issue; with
the measure, another issue of that group where the words together name one ("truce", "of 30 days").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.codebooks import Codebook
from recoupe.model import Sentence, Span, Token
from recoupe.spans import overlap
from recoupe.stages.stands.sight import WORD, Sight, Topic
from recoupe.text.fold import fold, iron

PUT_FORWARD = ("offers", "proposes", "demands", "commits")
_SAYS_OF_WHAT = ("nmod", "acl", "amod", "appos", "compound", "obl")


def taken_up(topics: Sequence[Topic], stances: Sequence[tuple[Topic, str]]) -> tuple[Topic, ...]:
    """What a noun of the next sentence would take up, of the topics of one with the stances on them."""
    forward = tuple(dict.fromkeys(t for t, stance in stances if stance in PUT_FORWARD))
    return forward or (tuple(topics) if len(topics) == 1 else ())


def find(
    sentence: Sentence,
    topics: Sequence[Topic],
    before: Sequence[Topic],
    book: Codebook,
    lang: str,
    sight: Sight,
) -> list[Topic]:
    """The topics that nouns of a sentence take up, one for each issue."""
    found: dict[str, Topic] = {}
    for noun in _nouns(sentence, topics, sight) if before else ():
        span = _phrase(noun, sentence, sight)
        for topic in before:
            told = _named(topic, span, book, lang, sight)
            found.setdefault(told.trigger.issue, told)
    known = {t.trigger.issue for t in topics}
    return [t for t in found.values() if t.trigger.issue not in known]


def _nouns(sentence: Sentence, topics: Sequence[Topic], sight: Sight) -> Iterator[int]:
    tokens = sight.tokens
    for i in range(sentence.first, sentence.last):
        if fold(tokens[i].lemma) not in sight.echoes or tokens[i].pos != "NOUN":
            continue
        below = [k for k in range(sentence.first, sentence.last) if tokens[k].head == i and k != i]
        if any(overlap(t.span, _phrase(i, sentence, sight)) for t in topics):
            continue
        pointed = any("PronType=Dem" in tokens[k].morph for k in below if tokens[k].rel == "det")
        definite = any("Definite=Def" in tokens[k].morph for k in below if tokens[k].rel == "det")
        says = [k for k in below if tokens[k].rel.split(":")[0] in _SAYS_OF_WHAT]
        if pointed or (definite and all(_is_measure(k, sentence, tokens) for k in says)):
            yield i


def _is_measure(token: int, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a complement only measures: "of 30 days"."""
    inner = range(sentence.first, sentence.last)
    return any(tokens[k].head == token and tokens[k].rel == "nummod" for k in inner)


def _phrase(noun: int, sentence: Sentence, sight: Sight) -> Span:
    """A noun with its measure."""
    tokens = sight.tokens
    ends = [
        tokens[k].end for k in range(noun, sentence.last)
        if tokens[k].head == noun and _is_measure(k, sentence, tokens)
    ]  # fmt: skip
    return Span(sight.page.doc.id, tokens[noun].start, max([tokens[noun].end, *ends]))


def _named(topic: Topic, span: Span, book: Codebook, lang: str, sight: Sight) -> Topic:
    """The topic at a noun, of the issue that its words and those taken up name together."""
    text = iron(sight.page.doc.text)
    forms = [fold(m.group()) for s in (topic.span, span) for m in WORD.finditer(text, s.start, s.end)]
    group = book.by_code[topic.trigger.issue].parent
    triggers = [t for *_, t in book.table(lang).find(forms) if book.by_code[t.issue].parent == group]
    best = max((topic.trigger, *triggers), key=lambda t: (len(t.pattern), t.issue, t.pattern))
    return Topic(next(i for i, t in enumerate(sight.tokens) if t.start == span.start), span, best)
