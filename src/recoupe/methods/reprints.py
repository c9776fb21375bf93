"""Which passages of a page only repeat, word for word, those of another page of the same text.

A page printed twice, cut, reordered or under another headline is one witness. What it repeats joins whatever
its senior joins: else each reprint would move what is told together. What it has in words of its own stands
for itself.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.model import Lineage, Page

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


def repeats(passages: Sequence[Printed]) -> dict[int, int]:
    """Which passages repeat one of a senior page of the same text, and which that is."""
    first: dict[tuple[str, Hashable], int] = {}
    found = {}
    for n in sorted(range(len(passages)), key=lambda n: (passages[n].rank, n)):
        head = first.setdefault((passages[n].text, passages[n].words), n)
        if passages[head].doc != passages[n].doc:
            found[n] = head
    return found
