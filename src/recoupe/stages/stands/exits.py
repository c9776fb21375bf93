"""Under which condition a stand holds: a yes with an exit is conditional, and so is a no with one.

The words that open a condition are data (`conditions`): `yes` turns a yes ("provided that"), `no` a no
("without"), `exit` both ("unless", "as long as"), `trade` says what is wanted in return and leaves an offer
an offer, `later` counts beside a stand that is still to be taken ("will sign when"). A lone "if" counts
behind the issue, where the parse makes its clause an adverbial one, or beside a conditional: "to say if"
opens none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.model import Sentence, Span
from recoupe.stages.stands.sight import Sight
from recoupe.text.fold import fold
from recoupe.text.stems import StemTable

_YES = ("accepts", "offers", "commits", "supports", "proposes", "concedes", "open")
_TURNS = {
    "yes": _YES,
    "no": ("rejects",),
    "exit": (*_YES, "rejects"),
    "trade": ("accepts", "commits", "concedes"),
}
KEEPS = ("conditional", "threatens")  # stands that stay what they are under a condition
_STEPS = 8  # up the tree from a stand to the clause that may hold it
_LONGEST = 30  # words of a condition
_STOPS = (";", ".", ":", "»", "”")
Words = Sequence[tuple[str, int, int]]


def find(
    mark: Span,
    topic: Span,
    stance: str,
    sentence: Sentence,
    words: Words,
    table: StemTable[tuple[int, str]],
    sight: Sight,
) -> Span | None:
    """The condition under which a stand holds, with the words that open it; None where there is none."""
    would = _is_conditional(mark, sentence, sight)
    for start, kind in _openers(sentence, words, table, sight, behind=topic.end, would=would):
        if (
            stance not in (*_TURNS[kind], *KEEPS)
            or mark.start <= start < mark.end
            or _holds(start, mark, sentence, sight)
        ):
            continue
        if _clause(mark, start, sight):
            return Span(sight.page.doc.id, start, _end(start, sentence, mark, sight))
    return None


def _openers(
    sentence: Sentence,
    words: Words,
    table: StemTable[tuple[int, str]],
    sight: Sight,
    *,
    behind: int,
    would: bool,
) -> Iterator[tuple[int, str]]:
    """Where a condition opens, and of which kind; the longest pattern at a place."""
    best: dict[int, tuple[int, str]] = {}
    for first, _, found in table.find([w[0] for w in words]):
        best[first] = max(found, best.get(first, (0, "")))
    for first, (_, kind) in sorted(best.items()):
        start = words[first][1]
        if kind == "later":
            if would:
                yield start, "trade"
        elif kind != "if":
            yield start, kind
        elif would or start >= behind or _is_adverbial(start, sentence, sight):
            yield start, "yes"


def _is_conditional(mark: Span, sentence: Sentence, sight: Sight) -> bool:
    """Whether a stand is in the conditional or still to be taken, by its form or its auxiliary."""
    own = {i for i in range(sentence.first, sentence.last) if mark.start <= sight.tokens[i].start < mark.end}
    told = [
        t for i, t in enumerate(sight.tokens[sentence.first : sentence.last], sentence.first)
        if i in own or (t.head in own and t.rel.startswith(("aux", "cop")))
    ]  # fmt: skip
    return any(
        "Mood=Cnd" in t.morph or "Tense=Fut" in t.morph or sight.moods.get(fold(t.text)) in ("would", "plan")
        for t in told
    )


def _is_adverbial(start: int, sentence: Sentence, sight: Sight) -> bool:
    """Whether an "if" opens a condition, not a question that somebody asks or answers."""
    for i in range(sentence.first, sentence.last):
        token = sight.tokens[i]
        if token.start <= start < token.end:
            above = sight.tokens[token.head]
            return token.rel == "mark" and above.rel.split(":")[0] in (
                "advcl",
                "root",
                "conj",
                "acl",
                "parataxis",
            )
    return False


def _holds(start: int, mark: Span, sentence: Sentence, sight: Sight) -> bool:
    """Whether a stand is taken within the clause that is opened: "after X said that he accepts"."""
    inner = range(sentence.first, sentence.last)
    opener = next((i for i in inner if sight.tokens[i].start <= start < sight.tokens[i].end), None)
    if opener is None or start > mark.start or sight.tokens[opener].rel != "mark":
        return False
    at = next((i for i in inner if mark.start <= sight.tokens[i].start < mark.end), opener)
    for _ in range(_STEPS):
        if at == sight.tokens[opener].head:
            return True
        at = sight.tokens[at].head
    return False


def _clause(mark: Span, start: int, sight: Sight) -> bool:
    """Whether no end of a sentence or quotation lies between a stand and a condition."""
    low, high = sorted((mark.start, start))
    return not any(low <= t.start < high and t.text in _STOPS for t in sight.tokens)


def _end(start: int, sentence: Sentence, mark: Span, sight: Sight) -> int:
    """Where a condition ends: at the mark if that comes behind, else at a stop or the end of the sentence."""
    end, count = start + 1, 0
    for token in sight.tokens[sentence.first : sentence.last]:
        if token.start < start:
            continue
        if token.text in _STOPS or count == _LONGEST or (mark.start > start and token.start >= mark.start):
            break
        if token.text == "," and mark.start > start:
            break
        end, count = token.end, count + 1
    return end
