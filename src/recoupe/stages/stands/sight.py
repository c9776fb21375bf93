"""What one sentence holds for a stand: the issues it speaks of and the words by which a stand is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recoupe.codebooks import Trigger
from recoupe.languages import Language
from recoupe.model import Mention, Page, Parse, Sentence, Span, Statement, Token
from recoupe.text.fold import fold
from recoupe.text.stems import StemTable

GAP = 2  # words between two of a stand's own: "ne ferme [pas la] porte"
_BREAK = re.compile('[«»“”"(),;:]')  # no words of one stand lie on both sides of these
_FULL = ("VERB", "NOUN", "ADJ", "PROPN")  # what governs words of a pattern before their particles do
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """A line of the table of stands; `size` is the length of its pattern."""

    size: int
    stance: str
    force: str
    denied: str
    by: str
    words: frozenset[str]  # of the pattern itself


@dataclass(frozen=True, slots=True)
class Mark:
    """Words by which a stand is taken, at a token, as the table reads them; `words` are the pattern's own."""

    token: int
    start: int
    end: int
    stance: str
    force: str
    denied: str
    by: str
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that speak of an issue, with the token that governs them."""

    token: int
    span: Span
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Sight:
    """One page as this stage sees it."""

    page: Page
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    moods: dict[str, str]
    two: frozenset[str]  # the words for two
    guesses: StemTable[str]  # words by which somebody concludes what another wants
    unnamed: frozenset[str]  # heads of sources without a name
    spokes: frozenset[str]  # offices of those who speak for somebody
    toward: frozenset[str]  # words by which one turns to somebody
    times: frozenset[str]  # nouns of time: no stand is about them
    thinkers: frozenset[str]  # who says what others want without being told
    papers: frozenset[str]  # nouns of documents: who made one holds what it says
    by: frozenset[str]  # words that open the agent of a passive
    echoes: frozenset[str]  # nouns for what is put forward, which take up an issue without naming it


@cache
def marks_of(lang: Language) -> StemTable[Sign]:
    """The words by which a stand is taken, ready to be found."""
    rows = lang.rows("stands")
    signs = (
        (r[0], Sign(len(r[0]), r[1], r[2], r[3], r[4], frozenset(re.split(r"[ |]", r[0])))) for r in rows
    )
    return StemTable(signs, gap=GAP)


@cache
def hints_of(lang: Language) -> StemTable[Sign]:
    """Rarer words of a stand, which alone decide nothing: what they say is weighed."""
    rows = lang.rows("stand_hints")
    signs = ((r[0], Sign(len(r[0]), r[1], r[2], r[3], r[4], frozenset())) for r in rows)
    return StemTable(signs, gap=GAP)


@cache
def exits_of(lang: Language) -> StemTable[tuple[int, str]]:
    """The words that open a condition, with the length of their pattern and their kind."""
    return StemTable(((pattern, (len(pattern), kind)) for pattern, kind in lang.rows("conditions")), gap=0)


@cache
def twos_of(lang: Language) -> frozenset[str]:
    """The words for two."""
    rows = lang.rows("quantity_words")
    return frozenset(fold(form) for form, role, value in rows if role == "number" and float(value) == 2)


@cache
def moods_of(lang: Language) -> dict[str, str]:
    """The words that turn a sentence, with their kind."""
    return {fold(form): kind for form, kind in lang.rows("mood")}


@cache
def guesses_of(lang: Language) -> StemTable[str]:
    """The words by which somebody concludes what another wants, with their kind."""
    rows = ((pattern, kind) for pattern, kind in lang.rows("guesses") if kind != "source")
    return StemTable(rows, gap=1)


@cache
def thinkers_of(lang: Language) -> frozenset[str]:
    """Who says what others want without being told: "an analyst"."""
    return frozenset(pattern for pattern, kind in lang.rows("guesses") if kind == "source")


@cache
def unnamed_of(lang: Language) -> frozenset[str]:
    """The heads of sources that have no name."""
    return frozenset(fold(row[0]) for row in lang.rows("anonymous"))


@cache
def spokes_of(lang: Language) -> frozenset[str]:
    """The offices of those who speak for somebody."""
    return frozenset(row[0] for row in lang.rows("roles") if row[3] == "spokes")


@cache
def toward_of(lang: Language) -> frozenset[str]:
    """The words by which one turns to somebody."""
    return frozenset(fold(form) for form, part in lang.rows("slots") if part in ("to", "toward"))


@cache
def times_of(lang: Language) -> frozenset[str]:
    """The nouns of time."""
    return frozenset(fold(lemma) for lemma, kind in lang.rows("holders") if kind == "time")


@cache
def papers_of(lang: Language) -> frozenset[str]:
    """The nouns of documents."""
    return frozenset(fold(row[0]) for row in lang.rows("roles") if row[1] == "document")


@cache
def agents_of(lang: Language) -> frozenset[str]:
    """The words that open the agent of a passive."""
    return frozenset(fold(form) for form, part in lang.rows("cue_words") if part == "agent")


@cache
def echoes_of(lang: Language) -> frozenset[str]:
    """The nouns for what is put forward."""
    return frozenset(fold(row[0]) for row in lang.rows("echoes"))


def look(
    page: Page, parse: Parse, mentions: Sequence[Mention], statements: Sequence[Statement], lang: Language
) -> Sight:
    """A page with its mentions and statements and the words of its language, as stands are read from it."""
    return Sight(
        page, parse.tokens, mentions, statements, moods_of(lang), twos_of(lang), guesses_of(lang),
        unnamed_of(lang), spokes_of(lang), toward_of(lang), times_of(lang), thinkers_of(lang),
        papers_of(lang), agents_of(lang), echoes_of(lang),
    )  # fmt: skip


Words = Sequence[tuple[str, int, int]]


def find_topics(
    sentence: Sentence, words: Words, hits: list[tuple[int, int, Trigger]], sight: Sight
) -> list[Topic]:
    """One topic for each issue of a sentence; the longer pattern wins where two lie on each other."""
    hits = [h for h in hits if not any(_hides(o, h) for o in hits)]
    best: dict[str, tuple[int, int, Trigger]] = {}
    for hit in sorted(hits, key=lambda h: (-len(h[2].pattern), h[0], h[2].pattern)):
        kept = best.get(hit[2].issue)
        if kept is None or (hit[2].option and not kept[2].option and hit[0] <= kept[1] and kept[0] <= hit[1]):
            best[hit[2].issue] = hit
    topics = []
    for first, last, trigger in best.values():
        span = Span(sight.page.doc.id, words[first][1], words[last][2])
        token = top(span, sentence, sight.tokens)
        if token is not None:
            topics.append(Topic(token, span, trigger))
    return sorted(topics, key=lambda t: (t.span.start, t.trigger.issue))


def _hides(big: tuple[int, int, Trigger], small: tuple[int, int, Trigger]) -> bool:
    """Whether a longer pattern of another issue lies over a shorter one."""
    if big[2].issue == small[2].issue or not (big[0] <= small[0] and small[1] <= big[1]):
        return False
    return (big[1] - big[0], len(big[2].pattern)) > (small[1] - small[0], len(small[2].pattern))


def top(span: Span, sentence: Sentence, tokens: Sequence[Token]) -> int | None:
    """The token of a stretch whose governor lies outside it."""
    within = [i for i in range(sentence.first, sentence.last) if span.start <= tokens[i].start < span.end]
    inner = set(within)
    free = [i for i in within if tokens[i].head not in inner or tokens[i].head == i] or within
    return min(free, key=lambda i: (tokens[i].pos not in _FULL, i), default=None)


def find_marks(
    sentence: Sentence, words: Words, hits: list[tuple[int, int, Sign]], sight: Sight
) -> list[Mark]:
    """The marks of a sentence; of two that start at one word, or lie on each other, the longer stays."""
    best: dict[int, tuple[int, int, Sign]] = {}
    for hit in hits:
        kept = best.get(hit[0])
        if kept is None or (hit[1], hit[2].size, hit[2]) > (kept[1], kept[2].size, kept[2]):
            best[hit[0]] = hit
    marks = []
    for first, last, sign in sorted(best.values()):
        if any(f <= first and last <= end and (end - f) > (last - first) for f, end, _ in best.values()):
            continue
        start, end = words[first][1], words[last][2]
        if _BREAK.search(sight.page.doc.text, start, end):
            continue
        token = top(Span(sight.page.doc.id, start, end), sentence, sight.tokens)
        if token is not None and not (first == last and _is_other(token, sign, sentence, sight)):
            marks.append(Mark(token, start, end, sign.stance, sign.force, sign.denied, sign.by, sign.words))
    return marks


def _is_other(token: int, sign: Sign, sentence: Sentence, sight: Sight) -> bool:
    """Whether a lone word is a name or a mere adverb: "Nixon", "came back"."""
    told = sight.tokens[token]
    named = told.pos == "PROPN" and told.text[:1].isupper() and token > sentence.first
    return named or (told.pos == "ADV" and sign.by != "speaker")
