"""From characters back to words, for name models that read a sentence as text."""

from collections.abc import Iterable, Sequence

from recoupe.backends.names import Found


def covered(words: Sequence[str], spans: Iterable[Found]) -> list[Found]:
    """The spans of a text in which words are joined by single spaces, as (first word, end, kind);
    overlaps are dropped.

    >>> covered(["à", "La", "Paz", "."], [(2, 8, "place")])
    [(1, 3, 'place')]
    """
    first_at: list[int] = []
    at = 0
    for word in words:
        first_at.append(at)
        at += len(word) + 1
    out: list[Found] = []
    for start, end, kind in spans:
        inside = [i for i, w in enumerate(words) if first_at[i] < end and start < first_at[i] + len(w)]
        if inside and (not out or out[-1][1] <= inside[0]):
            out.append((inside[0], inside[-1] + 1, kind))
    return out
