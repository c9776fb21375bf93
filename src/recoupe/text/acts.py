"""Who does what to whom in one sentence, and which of two opposites it takes.

The two sides of an act are told by the subject and by the voice of the verb, so that "A accused B" and "B was
accused by A" are one act. Whatever hangs on a verb without another verb between is in its reach.
"""

from collections.abc import Iterator, Mapping, Sequence

from recoupe.model import Token
from recoupe.text.fold import fold
from recoupe.text.stems import StemTable

_CLIMB = 4  # steps from a word to its verb
_VERBAL = ("VERB", "AUX")


def find(
    tokens: Sequence[Token], first: int, terms: Sequence[str], named: Mapping[int, int]
) -> Iterator[tuple[str, int, int]]:
    """The term of a predicate, who acts and whom it bears on.

    `named` gives the actor of a token; `first` is the place of the first token, which heads are counted from.
    """
    subjects: dict[int, tuple[int, bool]] = {}
    others: dict[int, list[int]] = {}
    seen: set[int] = set()
    for at, actor in sorted(named.items()):
        if actor in seen:
            continue
        verb, rel = _governor(tokens, first, at)
        if verb is None:
            continue
        seen.add(actor)
        if rel.startswith("nsubj") and verb not in subjects:
            subjects[verb] = (actor, rel == "nsubj:pass")
        else:
            others.setdefault(verb, []).append(actor)
    for verb, (subject, passive) in sorted(subjects.items()):
        for other in others.get(verb, ()):
            if terms[verb]:
                yield (terms[verb], other, subject) if passive else (terms[verb], subject, other)


def _governor(tokens: Sequence[Token], first: int, at: int) -> tuple[int | None, str]:
    """The verb above a word, and the relation by which its branch hangs on it."""
    rel = ""
    for _ in range(_CLIMB):
        head = tokens[at].head - first
        rel = tokens[at].rel
        if head == at or not 0 <= head < len(tokens):
            return None, ""
        at = head
        if tokens[at].pos in _VERBAL:
            return at, rel
    return None, ""


def poles(
    tokens: Sequence[Token], terms: Sequence[str], denied: Sequence[int], table: StemTable[str]
) -> Iterator[str]:
    """Which of two opposites each telling word stands for; a negation turns it over.

    `denied` are the places of the words under a negation.
    """
    for at, (t, term) in enumerate(zip(tokens, terms, strict=True)):
        pole = table.word(fold(t.text)) or table.word(fold(t.lemma))
        if not pole and term[:1] == "=" and term[-1:] in "+-":
            pole = term
        if pole:
            turned = at in denied
            yield pole[:-1] + ("+" if (pole[-1] == "+") != turned else "-")
