"""Which passages of a page only repeat, word for word, those of another page of the same text.

A page printed twice, cut, reordered or under another headline is one witness. What it repeats joins whatever
its senior joins: else each reprint would move what is told together. What it has in words of its own stands
for itself.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from recoupe.model import Lineage, Page, Span

MOST = 2  # times as long a stretch may be as what it tells again; a translation adds a third at most
LATE = 2  # days within which copies of a report appear
CUT = 1.15  # from how many times the characters on a page is the fuller one; a headline makes no difference


@dataclass(frozen=True, slots=True)
class Printed:
    """A passage: its page, the text that the page carries, the page's rank in that text, and its words."""

    doc: str
    text: str
    rank: int
    words: Hashable


def seniority(lineage: Lineage, pages: Mapping[str, Page]) -> dict[str, int]:
    """The rank of each page among the pages of its text: not translated, not cut, earlier, then by path."""
    translated = {doc for doc, legs in lineage.paths if any(leg.role != "written" for leg in legs)}
    rank: dict[str, int] = {}
    for family in lineage.families:
        docs = [doc for doc in family.docs if doc in pages]
        most = max((len(pages[doc].doc.text) for doc in docs), default=0)

        def order(doc: str, most: int = most) -> tuple[bool, bool, str, str, str]:
            page = pages[doc]
            day = page.published.value if page.published else "9999"
            return doc in translated, CUT * len(page.doc.text) < most, day[:10], page.doc.path, doc

        rank |= {doc: n for n, doc in enumerate(sorted(docs, key=order))}
    return rank


def retold(
    lineage: Lineage, pages: Mapping[str, Page], heard: Collection[str]
) -> dict[str, tuple[Span, ...]]:
    """The stretches of each page that a senior page of its text tells, too, if that page is one of `heard`:
    what is aligned with it, what lies between two such places of both pages, and all of a translation. A page
    in like words of days later reports anew.
    """
    rank = seniority(lineage, pages)
    found: dict[str, list[Span]] = defaultdict(list)
    for edge in lineage.edges:
        one, other = edge.child, edge.parent
        if not {one, other} <= rank.keys() or lineage.text_of(one) != lineage.text_of(other):
            continue
        junior, senior = (one, other) if rank[one] > rank[other] else (other, one)
        if senior not in heard:
            continue
        if edge.kind != "translation" and _days_later(pages[senior], pages[junior]):
            continue
        if edge.kind == "translation":
            found[junior].append(Span(junior, 0, len(pages[junior].doc.text)))
        pairs = [(c, p) if c.doc == junior else (p, c) for c, p in edge.passages]
        found[junior] += [own for own, _ in pairs]
        if pairs:
            found[junior] += _between(sorted(pairs), len(pages[junior].doc.text), len(pages[senior].doc.text))
    return {doc: tuple(spans) for doc, spans in found.items()}


def _days_later(senior: Page, junior: Page) -> bool:
    """Whether a page appeared more than LATE days after another; False where a day is not known."""
    try:
        days = [date.fromisoformat(p.published.value[:10]) for p in (senior, junior) if p.published]
    except ValueError:
        return False
    return len(days) == 2 and (days[1] - days[0]).days > LATE


def _between(pairs: Sequence[tuple[Span, Span]], ends: int, other_ends: int) -> Iterator[Span]:
    """The stretches of a page between aligned places (own, other's) where the other page has a stretch, too,
    and not a much shorter one: they tell the same in other words.
    """
    edges = [
        (0, 0, 0, 0),
        *((a.start, a.end, b.start, b.end) for a, b in pairs),
        (ends, ends, other_ends, other_ends),
    ]
    for (_, start, _, other_start), (end, _, other_end, _) in pairwise(edges):
        if start < end and (other_end - other_start) * MOST >= end - start:
            yield Span(pairs[0][0].doc, start, end)


def repeats(passages: Sequence[Printed]) -> dict[int, int]:
    """Which passages repeat one of a senior page of the same text, and which that is."""
    first: dict[tuple[str, Hashable], int] = {}
    found = {}
    for n in sorted(range(len(passages)), key=lambda n: (passages[n].rank, n)):
        head = first.setdefault((passages[n].text, passages[n].words), n)
        if passages[head].doc != passages[n].doc:
            found[n] = head
    return found
