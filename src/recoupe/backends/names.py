"""The names of a page, from a name model, runs of proper nouns and the page's own consistency.

What the model misses, a run of capitalised proper nouns still proposes, typed by the gazetteer or as
`other`. Then the page votes: a surname that stands alone is a person if the page also prints it with a
given name, and a form that is typed in one place lends its kind to where it is not.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from recoupe.model import Name, Page, Sentence, Span, Token

Found = tuple[int, int, str]
LONGEST = 5  # words of a name in the gazetteer
BY_LIST = (("B", "body"), ("S", "place"), ("C", "place"))


class NameModel(Protocol):
    """Finds names in a sentence."""

    def find(self, text: str, words: Sequence[str]) -> list[Found]:
        """The names as (first word, end, kind): person, place, body or other. `text` joins the words with
        spaces.
        """


def find(
    page: Page,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    model: NameModel | None,
    lists: Mapping[str, str],
) -> tuple[Name, ...]:
    """The names of a page in text order; they never overlap."""
    found: list[Found] = []
    for sentence in sentences:
        words = [t.text for t in tokens[sentence.first : sentence.last]]
        here = tokens[sentence.first : sentence.last]
        seen = (
            [s for s in model.find(" ".join(words), words) if _is_name(here[s[0] : s[1]], s[2])]
            if model
            else []
        )
        whole = [
            w
            for w in _whole(words, lists)
            if not any(a <= w[0] and w[1] <= b and b - a > w[1] - w[0] for a, b, _ in seen)
        ]
        typed = _with_runs(here, whole, sorted(seen), lists)
        found += [(a + sentence.first, b + sentence.first, kind) for a, b, kind in typed]
    voted = _vote([t.text for t in tokens], found, lists)
    return tuple(Name(Span(page.doc.id, tokens[a].start, tokens[b - 1].end), kind) for a, b, kind in voted)


def _whole(words: Sequence[str], lists: Mapping[str, str]) -> Iterator[Found]:
    """The names that the gazetteer has whole, longest first from the left; a shorter one within is passed
    over.
    """
    low = [w.lower() for w in words]
    i = 0
    while i < len(words):
        for size in range(min(LONGEST, len(words) - i) if low[i] in lists else 0, 0, -1):
            on = lists.get(" ".join(low[i : i + size]), "")
            kind = next((kind for letter, kind in BY_LIST if letter in on), None)
            if "u" in on and words[i].isupper():
                kind = "body"
            clear = size > 1 or (set(on) <= set("SBCuscb") and words[i][0].isupper())
            if kind and clear and any(w[0].isupper() for w in words[i : i + size]):
                yield i, i + size, kind
                i += size - 1
                break
        i += 1


def _with_runs(
    tokens: Sequence[Token], whole: Sequence[Found], seen: Sequence[Found], lists: Mapping[str, str]
) -> list[Found]:
    """The gazetteer's whole names, the model's, cut to what can be a name, and the runs of proper nouns
    between them.
    """
    kept = list(whole)
    taken = [False] * len(tokens)
    for first, end, _ in whole:
        taken[first:end] = [True] * (end - first)
    for first, end, kind in seen:
        a, b = _trim(tokens, first, end, lists)
        if a < b and not any(taken[a:b]):
            kept.append((a, b, kind))
            taken[a:b] = [True] * (b - a)
    i = 0
    while i < len(tokens):
        j = i
        while (
            j < len(tokens)
            and not taken[j]
            and _proper(tokens[j])
            and (j == i or tokens[j].start - tokens[j - 1].end <= 1)
        ):
            j += 1
        a, b = _trim(tokens, i, j, lists)
        if a < b:
            kept.append((a, b, listed([t.text for t in tokens[a:b]], lists)))
        i = max(j, i + 1)
    return sorted(kept)


def _is_name(tokens: Sequence[Token], kind: str) -> bool:
    """Whether a proposed name can be one: no clause, no enumeration, and in a person's only small words of
    name.
    """
    small = [t.pos for t in tokens if t.text[0].islower()]
    if kind == "person":
        return all(pos in ("ADP", "DET", "PROPN") for pos in small)
    return "CCONJ" not in small and "VERB" not in small and "AUX" not in small


def _proper(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[0].isalpha() and not token.text.islower()


def _trim(tokens: Sequence[Token], first: int, end: int, lists: Mapping[str, str]) -> tuple[int, int]:
    """The bounds without marks and small words at the ends, and without a title in front."""
    while first < end and not _begins(tokens[first].text, lists):
        first += 1
    while end > first and not (
        tokens[end - 1].text[0].isupper() or (tokens[end - 1].text[0].isdigit() and end - 1 > first)
    ):
        end -= 1
    return first, end


def _begins(text: str, lists: Mapping[str, str]) -> bool:
    return text[0].isupper() and "t" not in lists.get(text.lower(), "")


def listed(words: Sequence[str], lists: Mapping[str, str]) -> str:
    """The kind that the gazetteer gives to a run of words: of all of them, or of a given name in front."""
    on = [lists.get(w.lower(), "") for w in words]
    whole = lists.get(" ".join(words).lower(), "")
    if "u" in whole and words[0].isupper():
        return "body"
    for letter, kind in BY_LIST:
        if letter in whole or (len(words) > 1 and all(letter in x.upper() for x in on)):
            return kind
    return "person" if "g" in on[0] and len(words) < 5 and (len(words) > 1 or on[0] == "g") else "other"


def _vote(words: Sequence[str], found: Sequence[Found], lists: Mapping[str, str]) -> list[Found]:
    surnames: Counter[str] = Counter()
    typed: dict[str, Counter[str]] = {}
    for first, end, kind in found:
        if kind == "person" and end - first > 1:
            surnames[words[end - 1].lower()] += 1
        if kind != "other":
            typed.setdefault(" ".join(words[first:end]).lower(), Counter())[kind] += 1
    out: list[Found] = []
    for first, end, kind in found:
        form = " ".join(words[first:end]).lower()
        fixed = listed(words[first:end], lists)
        if end - first == 1 and fixed in ("place", "body"):
            kind = fixed  # noqa: PLW2901  a state is a state, whatever stands around it
        elif end - first == 1 and surnames[form]:
            kind = "person"  # noqa: PLW2901
        elif form in typed:
            kind = max(sorted(typed[form]), key=lambda k: typed[form][k])  # noqa: PLW2901
        out.append((first, end, kind))
    return out
