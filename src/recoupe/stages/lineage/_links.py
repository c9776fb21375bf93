"""What each candidate pair of pages is to each other: a kind and its evidence, before anything is said of
direction.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from recoupe.methods.groups import Groups
from recoupe.model import Fingerprint
from recoupe.stages.lineage import _compare, _cross, _pairs

# Measured on translated news: two translations of one text share at least half of the words of one of them
# in aligned sentences; two reporters of one event less than a third.
ONE_TEXT = 0.45
LEAST = 0.25  # of the longer page's own words, where one page is a shortened form of the other
VERBATIM = 0.9
ALIKE = 0.4  # likeness from which two sentences of one language answer each other
ALIKE_ACROSS = 0.12  # the same for two languages, where only names and related words can meet
MEAN = 0.5  # mean likeness of the aligned sentences of one text
SAME_QUOTATION = 0.45
EXCERPT_WORDS = 20
WITNESSES = 3  # pages of either family asked whether the other family's pages know their text

Aligned = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two pages (by index, i < j) and what they share."""

    i: int
    j: int
    kind: str
    pairs: Aligned  # (unit of i, unit of j, likeness)
    own: tuple[float, float]
    kinship: _cross.Kinship | None = None

    def other(self, page: int) -> int:
        """The page at the other end."""
        return self.j if page == self.i else self.i


def find(prints: Sequence[Fingerprint]) -> list[Link]:
    """The links between pages, families of one language first, then across languages."""
    rare = _compare.rarity(prints)

    @lru_cache(maxsize=2048)
    def sheet(i: int) -> _compare.Sheet:
        return _compare.lay_out(prints[i], rare)

    def weigh(i: int, j: int) -> Link | None:
        return _same_language(i, j, prints, _compare.compare(sheet(i), sheet(j), ALIKE))

    links = [link for i, j in _pairs.within_language(prints) if (link := weigh(i, j))]
    links, groups = _one_text(links, len(prints), weigh)
    text_of = {i: groups.find(i) for i in range(len(prints))}
    found = _cross.translations(prints, _pairs.across_languages(prints), text_of)
    for (i, j), kinship in found.items():
        like = _compare.compare(sheet(i), sheet(j), ALIKE_ACROSS)
        links.append(Link(i, j, "translation", like.pairs, like.own, kinship))
    return links


def _same_language(i: int, j: int, prints: Sequence[Fingerprint], like: _compare.Likeness) -> Link | None:
    """What two pages of one language are to each other, if anything."""
    of_i, of_j = prints[i].units, prints[j].units
    own = [p for p in like.pairs if not (of_i[p[0]][2] or of_j[p[1]][2])]
    said = tuple(p for p in like.pairs if of_i[p[0]][2] and of_j[p[1]][2] and p[2] >= SAME_QUOTATION)
    words = min(
        sum(of_i[p[0]][4] - of_i[p[0]][3] for p in own), sum(of_j[p[1]][4] - of_j[p[1]][3] for p in own)
    )
    mean = sum(p[2] for p in own) / len(own) if own else 0.0
    most, least = max(like.own), min(like.own)
    if least >= VERBATIM and mean >= VERBATIM:
        return Link(i, j, "copy", like.pairs, like.own)
    if most >= ONE_TEXT and least >= LEAST and words >= EXCERPT_WORDS and mean >= MEAN:
        return Link(i, j, "edited", like.pairs, like.own)
    if len(own) >= 2 and words >= EXCERPT_WORDS and mean >= MEAN:
        return Link(i, j, "excerpt", like.pairs, like.own)
    return Link(i, j, "shared_statement", said, like.own) if said else None


def _one_text(
    links: Sequence[Link], pages: int, weigh: Callable[[int, int], Link | None]
) -> tuple[list[Link], Groups]:
    """The links with those that would join two unrelated texts made excerpts, and the texts.

    A page compiled from two texts shares much with both families; the families themselves share nothing.
    """
    groups = Groups(pages)
    settled = []

    def related(a: list[int], b: list[int]) -> bool:
        asked = [(x, y) for x in a[:WITNESSES] for y in b[:WITNESSES]]
        known = sum((found := weigh(x, y)) is not None and found.kind != "shared_statement" for x, y in asked)
        return 2 * known >= len(asked)

    for link in sorted(links, key=lambda k: (-min(k.own), -max(k.own), k.i, k.j)):
        if link.kind in ("copy", "edited") and groups.find(link.i) != groups.find(link.j):
            crowd = len(groups.members(link.i)) + len(groups.members(link.j)) > 2
            if not groups.join(link.i, link.j, related if crowd else None):
                settled.append(replace(link, kind="excerpt"))
                continue
        settled.append(link)
    return settled, groups


def several_versions(links: Sequence[Link], prints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    """(original, version) where a page has translations in one language that are not copies of each other.

    Two wordings of one text in one language have a common original elsewhere; where only one page of the
    other language answers them, it is that page.
    """
    partners: dict[tuple[int, str], set[int]] = defaultdict(set)
    verbatim = {(k.i, k.j) for k in links if k.kind == "copy"}
    across = [k for k in links if k.kind == "translation"]
    for link in across:
        for one in (link.i, link.j):
            partners[one, prints[link.other(one)].lang].add(link.other(one))
    found = set()
    for link in across:
        for one in (link.i, link.j):
            other = link.other(one)
            versions = sorted(partners[one, prints[other].lang])
            back = partners[other, prints[one].lang]
            if len(back) == 1 and any((a, b) not in verbatim for a in versions for b in versions if a < b):
                found.add((one, other))
    return found
