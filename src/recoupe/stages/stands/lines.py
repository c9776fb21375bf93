"""What one sentence says on the issues: each mark on the issue that it most likely is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recoupe.codebooks import Codebook
from recoupe.model import Sentence, Span, Token
from recoupe.spans import inside
from recoupe.stages.stands import evidence, exits, holders, hollow, sight, stances, ties, voices
from recoupe.stages.stands.evidence import Around, Ground
from recoupe.stages.stands.sight import Mark, Sight, Topic
from recoupe.stages.stands.stances import Taken
from recoupe.text.stems import StemTable

_WHOLE = ("no_comment", "rejects")  # stands on all that their statement says: "a refusé de préciser si ..."
_MARGIN = 2.0  # log-odds under the likeliest issue within which a named one is meant too
_PAST = 6  # stands whose issues a text still has in mind
_SILENT = 2  # sentences without an issue after which nothing is taken up
_ENOUGH = -1.0  # log-odds under which nothing says what a stand is about
_ATTRIBUTE = ("acl", "amod", "compound", "nmod", "nsubj", "obl")
_BELOW = ("advcl", "ccomp", "obj", "xcomp")
_AIMS = ("acl", "advcl", "csubj")
_WEAK = ("commits", "supports")  # stands that any act or liking may be taken for
_BY_NOUN = ("no_comment", "rejects")  # stands that a noun takes by itself
_STOPS = (";", ":")
_BESIDE = ("conj", "parataxis")
_ACTS = ("VERB", "AUX", "ADJ")
_TAKES_IN = ("demands", "no_comment", "denies_having_said", "rejects")  # what is below one is not its own


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its words, the topics and marks in them, all that speaks of an issue, and rarer words of
    a stand.
    """

    sentence: Sentence
    words: sight.Words
    topics: list[Topic]
    marks: list[Mark]
    grounds: list[Ground]
    hints: list[Mark]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a sentence is read with: the page, the codebook, and the issues spoken of so far."""

    seen: Sight
    book: Codebook
    opens: StemTable[tuple[int, str]]
    thread: tuple[str, ...] = ()  # the issues that the next words may take up
    past: tuple[str, ...] = ()  # those of the last stands
    silent: int = 0  # sentences since anything was said on an issue
    talks: bool = True  # whether the page tells of talks

    def after(self, line: Line, stood: Sequence[str]) -> Desk:
        """The desk once a sentence is read: its last stand is what later words take up first."""
        named = (t.trigger.issue for t in line.topics)
        thread = tuple(dict.fromkeys((*reversed(stood), *named)))
        silent = 0 if thread else self.silent + 1
        kept = self.thread if silent < _SILENT else ()
        return replace(self, thread=thread or kept, past=(*self.past, *stood)[-_PAST:], silent=silent)


def read(line: Line, desk: Desk) -> list[tuple[Topic, Taken | None]]:
    """The topics of a sentence with their stands: each mark on the issue that it most likely is about."""
    governed: dict[tuple[int, int], tuple[Mark, list[Topic]]] = {}
    taken: list[tuple[Topic, Taken | None]] = []
    for topic in line.topics:
        mark = _mark_over(topic, line, desk.seen)
        no = stances.refused(topic, line.sentence, desk.seen)
        if no and desk.book.priors.get(topic.trigger.issue, 0) >= 0:
            taken.append((topic, no))
            continue
        if mark and (_takes(topic, mark, desk.seen) or _is_anothers_word(topic, mark, line)):
            continue
        if mark is None:
            held = holders.statement_at(topic.span, desk.seen)
            taken.append((topic, stances.bare(topic, held, line.sentence, desk.seen)))
        else:
            governed.setdefault((mark.start, mark.end), (mark, []))[1].append(topic)
    cues = [t.said.cue for _, t in taken if t and t.said and t.said.cue and t.negated]
    used = [*governed, *((c.start, c.end) for c in cues)]
    for mark in _free(line, used, desk):
        governed[mark.start, mark.end] = (mark, [])
    done = [s.words for _, s in taken if s]
    acts = [
        act for act in ties.acts(line.sentence, line.marks, desk.seen)
        if not any(w.start <= act.start < w.end for w in done)
    ]  # fmt: skip
    governed |= {(act.start, act.end): (act, []) for act in acts}
    stood: list[str] = []
    for _, (mark, topics) in sorted(governed.items()):
        stand = (stances.acted if mark in acts else stances.by_mark)(mark, line.sentence, desk.seen)
        for topic in _about(mark, topics, stand, line, desk, stood):
            own = stand and stances.on(topic, mark, stand, line.sentence, desk.seen)
            taken.append((topic, own))
            if own:
                stood.append(topic.trigger.issue)
    passing = ((t, stances.in_passing(t, line.marks, line.sentence, desk.seen)) for t in line.topics)
    return [*taken, *((t, s) for t, s in passing if s)]


def _is_anothers_word(topic: Topic, mark: Mark, line: Line) -> bool:
    """Whether the words of an issue are those of another stand: "je suis d'accord"."""
    size = topic.span.end - topic.span.start
    longer = (m for m in line.marks if m.end - m.start > size)
    within = (m for m in longer if m.start <= topic.span.start and topic.span.end <= m.end)
    return any((m.start, m.end) != (mark.start, mark.end) for m in within)


def _takes(topic: Topic, mark: Mark, seen: Sight) -> bool:
    """Whether the words of an issue are who takes the stand: "the text demands"."""
    token = seen.tokens[topic.token]
    acts = token.rel == "nsubj" and token.head == mark.token and not mark.by
    return acts and seen.tokens[mark.token].pos == "VERB"


def _free(line: Line, used: Sequence[tuple[int, int]], desk: Desk) -> Iterator[Mark]:
    """The marks no topic hangs on that take a stand of their own: no attribute, not what another mark above
    speaks of, not in another's condition.
    """
    tokens = desk.seen.tokens
    over = {m.token: m for m in line.marks}
    for mark in line.marks:
        token = tokens[mark.token]
        rel = token.rel.split(":")[0]
        if any(a < mark.end and mark.start < b for a, b in used):
            continue
        if token.pos == "NOUN" and mark.stance not in _BY_NOUN:
            continue
        acts = token.pos in _ACTS and _has_subject(mark.token, line.sentence, tokens)
        if token.rel == "acl:relcl" and not acts:  # "who asked not to be named"
            continue
        if rel in _ATTRIBUTE and not acts and mark.by != "own":
            continue
        if rel in _AIMS and "VerbForm=Inf" in token.morph:  # "it would take a fool to accept that"
            continue
        above = [over[t] for t in ties.upward(token.head, tokens) if t in over and t != mark.token]
        apart = bool(above) and _is_apart(above[0], mark, line.sentence, tokens)
        if rel in _BELOW and above and not (acts and (apart or above[0].stance not in _TAKES_IN)):
            continue
        if _hope_over(mark, line, desk.seen):
            continue
        if hollow.is_aside(mark, line.sentence, desk.seen) or hollow.is_wished(
            mark, line.sentence, desk.seen
        ):
            continue
        if mark.stance in _WEAK and _tells_of_another(mark, line, tokens):
            continue
        if _asks_to_judge(mark, line, tokens) or ties.duty_on(mark, line.marks, tokens):
            continue
        if any(_conditions(other, mark, line, desk) for other in line.marks if other is not mark):
            continue
        below = (
            o for o in line.marks if mark.token in ties.upward(tokens[o.token].head, tokens) and o is not mark
        )
        if voices.is_guess(mark, line.sentence, desk.seen) and any(below):  # "X believes that Y will accept"
            continue
        yield mark


def _tells_of_another(mark: Mark, line: Line, tokens: Sequence[Token]) -> bool:
    """Whether what a mark takes in is another's stand: "believes that Y will accept"."""
    below = (m.token for m in line.marks if tokens[m.token].head == mark.token)
    return any(tokens[t].rel == "ccomp" and _has_subject(t, line.sentence, tokens) for t in below)


def _asks_to_judge(mark: Mark, line: Line, tokens: Sequence[Token]) -> bool:
    """Whether a duty is to see what the speaker himself judges: "must accept that it is unrealistic"."""
    judged = (o.token for o in line.marks if o.by == "speaker" and o is not mark)
    return (
        mark.stance == "demands"
        and mark.by == "speaker"
        and any(mark.token in ties.upward(tokens[t].head, tokens) for t in judged)
    )


def _is_apart(a: Mark, b: Mark, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a stop lies between two marks that the parse put in one clause."""
    low, high = sorted((a.start, b.start))
    return any(low < t.start < high and t.text in _STOPS for t in tokens[sentence.first : sentence.last])


def _has_subject(token: int, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    inner = tokens[sentence.first : sentence.last]
    subjects = (t for t in inner if t.head == token and t.rel.startswith("nsubj"))
    return any("PronType=Rel" not in t.morph for t in subjects)


def _conditions(other: Mark, mark: Mark, line: Line, desk: Desk) -> bool:
    """Whether a mark stands in the condition of another."""
    words = Span(desk.seen.page.doc.id, other.start, other.end)
    found = exits.find(words, words, other.stance, line.sentence, line.words, desk.opens, desk.seen)
    return found is not None and found.start <= mark.start < found.end and other.start < found.start


def _about(
    mark: Mark, topics: list[Topic], stand: Taken | None, line: Line, desk: Desk, stood: Sequence[str]
) -> list[Topic]:
    """What a mark is about: the likeliest issue, what is joined to it, and what its condition names."""
    if stand is None:
        return topics
    condition = exits.find(
        stand.words, stand.words, stand.stance, line.sentence, line.words, desk.opens, desk.seen
    )
    around = Around(
        line.marks, line.grounds, topics, stand.holder, condition,
        tuple(dict.fromkeys((*reversed(stood), *desk.thread))), desk.past,
    )  # fmt: skip
    signs = evidence.signs_of(mark, around, line.sentence, desk.seen)
    told = {t.trigger.issue for t in topics}
    if told:
        signs = {i: s for i, s in signs.items() if i in told or s.get("trigger-in")}
    elif stand.stance != "no_comment":
        weak = stand.stance in _WEAK
        signs = {i: s for i, s in signs.items() if evidence.is_told(s, within=weak)}
    scores = evidence.weigh(signs, desk.book)
    issue = evidence.choose(scores)
    if issue is None or scores[issue] < _ENOUGH:
        return []
    best = evidence.topic_of(issue, mark, around, desk.seen)
    rest = [t for t in topics if t.trigger.issue != issue and desk.book.priors.get(t.trigger.issue, 0) >= 0]
    asked = evidence.in_condition(line.topics, condition, around, desk.seen)
    asked = [t for t in asked if desk.book.priors.get(t.trigger.issue, 0) >= 0]
    also = [t for t in rest if evidence.is_long(t) or scores[issue] - scores[t.trigger.issue] < _MARGIN]
    kept = dict.fromkeys((best, *evidence.joined(best, rest, desk.seen), *also, *asked))
    return list(kept)


def _mark_over(topic: Topic, line: Line, seen: Sight) -> Mark | None:
    """The words by which a stand is taken on a topic."""
    governing = ties.governing(topic, line.marks, line.sentence, seen.tokens)
    mark = ties.silenced(topic, governing, line.marks, seen.tokens)
    held = holders.statement_at(topic.span, seen)
    if mark is None and held and held.cue:
        cues = (m for m in line.marks if held.cue.start <= m.start < held.cue.end and m.stance in _WHOLE)
        mark = next(cues, None)
    return _hope_over(mark, line, seen) or mark if mark else None


def _hope_over(mark: Mark, line: Line, seen: Sight) -> Mark | None:
    """The wish over what another will or may do, which is not yet his stand: "hopes that X will accept"."""
    token = seen.tokens[mark.token]
    above = next((m for m in line.marks if m.token == token.head and m is not mark), None)
    if above is None or token.rel != "ccomp" or above.stance != "supports":
        return None
    ahead = "Tense=Fut" in token.morph or "Mood=Sub" in token.morph or above.by == "wish"
    return above if ahead and not voices.is_guess(above, line.sentence, seen) else None


def asked_in_return(
    taken: Sequence[tuple[Topic, Taken | None]],
) -> Iterator[tuple[Topic, Taken]]:
    """The stands of a sentence; what lies in the condition of another stand is demanded, in that of a threat
    it is not what is threatened.
    """
    exits_ = [(t, s, s.condition) for t, s in taken if s and s.condition and s.stance != "threatens"]
    for topic, stand in taken:
        above = next(((s, c) for t, s, c in exits_ if inside(topic.span, c) and not inside(t.span, c)), None)
        if above:
            told, condition = above
            yield topic, replace(told, stance="demands", force="firm", words=condition, condition=None)
        elif stand and not (
            stand.stance == "threatens" and stand.condition and inside(topic.span, stand.condition)
        ):
            yield topic, stand


def agreed(stands: Sequence[tuple[Topic, Taken]], seen: Sight) -> list[tuple[Topic, Taken]]:
    """The stands of a sentence, where who agrees with "that" behind a refusal refuses, too."""
    made = []
    for topic, stand in stands:
        before = [
            s for t, s in stands
            if t.trigger.issue == topic.trigger.issue and s.words.end <= stand.words.start
        ]  # fmt: skip
        last = max(before, key=lambda s: s.words.start, default=None)
        refused = last is not None and last.stance == "rejects" and last.holder != stand.holder
        joins = refused and stand.stance in ("accepts", "supports") and _points_back(stand.words, seen)
        made.append((topic, replace(stand, stance="rejects") if joins else stand))
    return made


def _points_back(words: Span, seen: Sight) -> bool:
    """Whether a "that" which stands for what was said hangs on words."""
    over = {i for i, t in enumerate(seen.tokens) if words.start <= t.start < words.end}
    return any(t.head in over and t.pos == "PRON" and "PronType=Dem" in t.morph for t in seen.tokens)


def conditioned(taken: Taken, topic: Topic, line: Line, desk: Desk) -> Taken:
    """A stand with its condition, and conditional where that gives a yes or a no its exit."""
    condition = exits.find(
        taken.words, topic.span, taken.stance, line.sentence, line.words, desk.opens, desk.seen
    )
    if condition is None or _is_anothers(condition, taken.words, line, desk.seen):
        return taken
    if taken.stance in exits.KEEPS:
        return replace(taken, condition=condition)
    return replace(taken, stance="conditional", force="declaratory", condition=condition)


def _is_anothers(condition: Span, words: Span, line: Line, seen: Sight) -> bool:
    """Whether another stand, told beside this one, is nearer to a condition: "offers X, will lift Y if"."""
    return any(
        words.end <= m.start < condition.start and seen.tokens[m.token].rel.split(":")[0] in _BESIDE
        for m in line.marks
    )
