"""Which issue a stand is on, weighed over all that its sentence and the ones before it say.

Triggers name an issue, clues hint at it; both count more in the words that a stand governs than beside
them. Prose names a matter once and takes it up by "it", "this clause", or by nothing at all ("Washington
refuses"): so the issue of the stand before counts too. What each sign adds is data of the codebooks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from recoupe.codebooks import Clue, Codebook, Trigger
from recoupe.model import Sentence, Span
from recoupe.spans import inside
from recoupe.stages.stands.sight import Mark, Sight, Topic, Words
from recoupe.text.fold import fold
from recoupe.text.stems import StemTable

_STEPS = 10  # how far up the tree a word may hang below a stand
_DEEP = 3  # likewise of a pronoun
_MORE = 0.5  # what each further word of a trigger adds
_LONG = 1.5  # the size of a trigger of three words
_ASKED = 1.0  # what the words of a condition must weigh to say what it asks for
_BREAKS = (";", ":")
_THREAD = 4  # issues that later words may take up
_DIRECT = ("trigger-in", "trigger-near", "clue-in", "clue-near")
_CONTENT = ("NOUN", "PROPN", "VERB")
_ASIDE = ("nsubj", "conj", "parataxis", "advcl", "advmod", "obl:mod", "obl:tmod", "punct")
_TAKEN_UP = ("before-pronoun", "before-none", "trigger-mark")
_TAKES_UP = ("obj", "iobj", "obl", "expl")
_EACH = 150  # words of a page about talks in which it names one more issue; other pages need twice as many
_MANY = 10  # issues that make a page of any length one about talks
Hit = tuple[int, int, Trigger]  # the first and the last word of a trigger in a sentence


@dataclass(frozen=True, slots=True)
class Ground:
    """Words of a sentence that speak of an issue or hint at it."""

    start: int
    end: int
    issue: str
    weight: float
    kind: str  # trigger | clue
    option: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a mark: the other marks, the grounds and topics of its sentence, who takes the stand,
    its condition, and the issues spoken of before, the last first.
    """

    marks: Sequence[Mark]
    grounds: Sequence[Ground]
    governed: Sequence[Topic]
    holder: Span | None
    condition: Span | None
    thread: Sequence[str]
    past: Sequence[str]


def tells_of_talks(hits: Iterable[Hit], words: int) -> bool:
    """Whether a page of so many words names issues as often as one about a negotiation does; only words of
    several count, for "agreement" or "recovery" stand on pages about anything.
    """
    named = {trigger.issue for *_, trigger in hits if is_several(trigger)}
    return len(named) >= min(_MANY, words // _EACH)


def is_several(trigger: Trigger) -> bool:
    """Whether a trigger is of several words."""
    return _size(trigger.pattern) > 1


def grounds(words: Words, hits: Iterable[Hit], clues: StemTable[Clue]) -> list[Ground]:
    """The grounds of a sentence: triggers that no longer one of another issue covers, and the longest clue at
    each word outside triggers of several words.
    """
    named = [(f, last, t) for f, last, t in hits]
    found = [
        Ground(words[f][1], words[last][2], t.issue, _size(t.pattern), "trigger", t.option, t.pattern)
        for f, last, t in named
        if not any(
            o[2].issue != t.issue and o[0] <= f and last <= o[1] and o[1] - o[0] > last - f for o in named
        )
    ]
    best: dict[int, list[tuple[int, Clue]]] = {}
    for first, last, clue in clues.find([w[0] for w in words]):
        kept = best.get(first)
        if kept is None or len(clue.pattern) > len(kept[0][1].pattern):
            best[first] = [(last, clue)]
        elif clue.pattern == kept[0][1].pattern:
            kept.append((last, clue))
    long = [(g.start, g.end) for g in found if g.weight > 1 and "&" not in g.pattern]
    for first, heard in best.items():
        if any(a <= words[first][1] < b for a, b in long):
            continue
        found += [Ground(words[first][1], words[n][2], c.issue, c.weight, "clue") for n, c in heard]
    return found


def _size(pattern: str) -> float:
    return 1 + _MORE * (len(pattern.replace("&", " ").split()) - 1)


def weigh(signs: Mapping[str, Mapping[str, float]], book: Codebook) -> dict[str, float]:
    """How likely each issue is what a mark is about, as log-odds to compare."""
    return {
        issue: book.priors.get(issue, 0) + sum(book.weights.get(n, 0) * v for n, v in sign.items())
        for issue, sign in signs.items()
    }


def signs_of(mark: Mark, around: Around, sentence: Sentence, sight: Sight) -> dict[str, dict[str, float]]:
    """What speaks for each issue: the name of each sign and its value."""
    signs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for ground, place in _placed(mark, around, sentence, sight):
        sign = signs[ground.issue]
        name = f"{ground.kind}-{place}"
        sign[name] = (
            max(sign[name], ground.weight) if ground.kind == "trigger" else sign[name] + ground.weight
        )
    for topic in around.governed:
        signs[topic.trigger.issue]["governs"] = 1
    nearest = min((_depth(t.token, mark.token, sight) for t in around.governed), default=0)
    for topic in around.governed:
        signs[topic.trigger.issue]["nearest"] = float(_depth(topic.token, mark.token, sight) == nearest)
    _add_thread(signs, mark, around, sentence, sight)
    direct = {issue: sum(sign[n] for n in _DIRECT) for issue, sign in signs.items()}
    for issue, sign in signs.items():
        sign["held"] = float(issue in around.past)
        sign["bare"] = float(_is_bare(mark, sentence, sight))
        sign["group"] = log1p(sum(v for i, v in direct.items() if i != issue and _group(i) == _group(issue)))
    return {issue: dict(sign) for issue, sign in signs.items()}


def _group(issue: str) -> str:
    return issue.partition(".")[0]


def _add_thread(
    signs: dict[str, dict[str, float]], mark: Mark, around: Around, sentence: Sentence, sight: Sight
) -> None:
    """What was spoken of before, where the words of a stand can take it up."""
    takes_up, bare = _takes_up(mark, sentence, sight), _is_bare(mark, sentence, sight)
    for rank, issue in enumerate(around.thread[:_THREAD]):
        name = "earlier" if rank else "before"
        signs[issue][name] = 1
        signs[issue][f"{name}-none"] = float(bare)
        signs[issue][f"{name}-pronoun"] = float(takes_up)


def _is_bare(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether the words of a stand have no object of their own: "Washington refuses"."""
    for i in range(sentence.first, sentence.last):
        token = sight.tokens[i]
        if token.pos not in _CONTENT or mark.start <= token.start < mark.end:
            continue
        if fold(token.lemma) in sight.times:
            continue
        above = [t for t in _chain(i, sight) if t != mark.token]
        under = _is_below(i, mark.token, sight, _DEEP)
        if under and not any(sight.tokens[t].rel.startswith(_ASIDE) for t in above):
            return False
    return True


def _chain(token: int, sight: Sight) -> Iterator[int]:
    """A word and those above it."""
    for _ in range(_DEEP + 1):
        yield token
        if sight.tokens[token].head == token:
            return
        token = sight.tokens[token].head


def _placed(mark: Mark, around: Around, sentence: Sentence, sight: Sight) -> Iterator[tuple[Ground, str]]:
    """Where each ground stands to a mark: in the words that it governs, near, far, or in its own."""
    tokens = sight.tokens
    inner = range(sentence.first, sentence.last)
    under = {i for i in inner if _is_below(i, mark.token, sight, _STEPS)}
    below = sorted(tokens[i].start for i in under)
    for ground in around.grounds:
        if around.holder and around.holder.start <= ground.start < around.holder.end:
            continue
        low, high = sorted((ground.start, mark.start))
        others = (m for m in around.marks if m.token not in under or _joins(m.token, mark.token, sight))
        crossed = any(low < m.start < high for m in others)
        apart = any(
            low <= t.start < high and t.text in _BREAKS for t in tokens[sentence.first : sentence.last]
        )
        if mark.start <= ground.start < mark.end:
            if ground.kind == "trigger":
                yield ground, "mark"
        elif around.condition and around.condition.start <= ground.start < around.condition.end:
            yield ground, "far"
        elif not crossed and any(ground.start <= at < ground.end for at in below):
            yield ground, "in"
        else:
            yield ground, "far" if crossed or apart else "near"


def _depth(token: int, top: int, sight: Sight) -> int:
    """How far a word hangs below another; as far as can be where it does not."""
    for depth in range(_STEPS):
        if token == top:
            return depth
        token = sight.tokens[token].head
    return _STEPS


def _is_below(token: int, top: int, sight: Sight, steps: int) -> bool:
    for _ in range(steps + 1):
        if token == top:
            return True
        if sight.tokens[token].head == token:
            return False
        token = sight.tokens[token].head
    return False


def _takes_up(mark: Mark, sentence: Sentence, sight: Sight) -> bool:
    """Whether a mark has a pronoun for its object, or a "this" with it."""
    for i in range(sentence.first, sentence.last):
        token = sight.tokens[i]
        if "PronType=Rel" in token.morph or "Reflex=Yes" in token.morph:
            continue
        if token.pos == "PRON" and token.head == mark.token and token.rel.split(":")[0] in _TAKES_UP:
            return True
        above = sight.tokens[token.head]
        points = "PronType=Dem" in token.morph and token.head != i and above.head == mark.token < i
        if points and above.rel.split(":")[0] in _TAKES_UP and above.rel not in _ASIDE:
            return True
    return False


def is_told(sign: Mapping[str, float], *, within: bool) -> bool:
    """Whether an issue is spoken of beside a stand, or taken up by it from the stand before; only within the
    words that it governs where so asked.
    """
    if within:
        return sign.get("trigger-in", 0) + sign.get("clue-in", 0) >= _ASKED
    near = sign.get("trigger-near", 0) + sign.get("clue-near", 0) if sign.get("bare") else 0
    direct = sign.get("trigger-in", 0) + sign.get("clue-in", 0) + near
    return direct >= _ASKED or any(sign.get(n) for n in _TAKEN_UP)


def is_long(topic: Topic) -> bool:
    """Whether a topic is named by so many words that it can hardly be another."""
    return _size(topic.trigger.pattern) >= _LONG


def choose(scores: Mapping[str, float]) -> str | None:
    """The likeliest issue, the first by name of equals."""
    return max(sorted(scores), key=lambda i: scores[i], default=None)


def topic_of(issue: str, mark: Mark, around: Around, sight: Sight) -> Topic:
    """The words by which a mark is on an issue: those it governs, else the strongest of the sentence, else
    the mark's own.
    """
    governed = next((t for t in around.governed if t.trigger.issue == issue), None)
    if governed:
        return governed
    spoken = sorted(
        (g for g in around.grounds if g.issue == issue),
        key=lambda g: (g.kind == "clue", -g.weight, abs(g.start - mark.start)),
    )
    start, end = (spoken[0].start, spoken[0].end) if spoken else (mark.start, mark.end)
    option = next((g.option for g in spoken if g.option), "")
    return Topic(mark.token, Span(sight.page.doc.id, start, end), Trigger(issue, issue, option))


def joined(topic: Topic, others: Iterable[Topic], sight: Sight) -> list[Topic]:
    """The topics that are told in one breath with another: "a port and an airport"."""
    return [t for t in others if t is not topic and _is_joined(topic.token, t.token, sight)]


def _is_joined(a: int, b: int, sight: Sight) -> bool:
    return _joins(a, b, sight) or _joins(b, a, sight)


def _joins(below: int, above: int, sight: Sight) -> bool:
    """Whether a word hangs below another by a conjunction."""
    crossed = False
    for _ in range(_STEPS):
        token = sight.tokens[below]
        if token.head == below:
            return False
        crossed = crossed or token.rel == "conj"
        below = token.head
        if below == above:
            return crossed
    return False


def in_condition(
    topics: Iterable[Topic], condition: Span | None, around: Around, sight: Sight
) -> list[Topic]:
    """What a condition asks for: the topics in it, else the issue that most of its words hint at."""
    if condition is None:
        return []
    named = [t for t in topics if inside(t.span, condition)]
    heard: dict[str, float] = defaultdict(float)
    within = [g for g in around.grounds if condition.start < g.start and g.end <= condition.end]
    for ground in within:
        heard[ground.issue] += ground.weight
    best = choose(heard)
    if best is None or heard[best] < _ASKED:
        return named
    strong = [t for t in named if t.trigger.issue == best]
    if named:
        return [*strong, *joined(strong[0], named, sight)] if strong else named
    first = next(g for g in within if g.issue == best)
    token = next(i for i, t in enumerate(sight.tokens) if t.start >= first.start)
    return [Topic(token, Span(condition.doc, first.start, first.end), Trigger(best, best, first.option))]
