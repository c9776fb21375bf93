"""What each candidate pair of pages is to each other: a kind and its evidence, before anything is said of
direction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean
from typing import Any

from recoupe.methods import align
from recoupe.methods.groups import Groups
from recoupe.model import Fingerprint, Unit
from recoupe.stages.lineage import _compare, _cross, _pairs

# Measured on translated news: of 462 pairs of translations of one text all but one share this much of their
# narration in sentences that stand in the same order; of 265 pairs on one event or subject two do.
ONE_TEXT = 0.5  # of both pages, on average
CUT_OUT = 0.8  # of the shorter page, where it is a shortened form of the other
LEAST = 0.2  # of the longer
IN_ORDER = 0.6  # part of the aligned sentences that keeps its order
REORDERED = 0.75  # mean likeness from which the order does not matter
VERBATIM = 0.9
ALIKE = 0.4  # likeness from which two sentences of one language answer each other
ALIKE_ACROSS = 0.12  # the same for two languages, where only names and related words can meet
MEAN = 0.45  # mean likeness of the aligned sentences of one text
SAME_QUOTATION = 0.45
NARRATION = 20  # words of narration from which it can be compared
TENTH = 0.1  # of a page's words, which must be narration
# An excerpt: of 157 pages with a seventh of another's text 95 % reach this with it; of other pages 2 % do
# with any, and these tell one speech or one communique in their own words.
TAKEN = 3.0  # words beyond chance
ONE_SENTENCE = 0.55  # likeness of the likest sentences
CHANCE = 0.35
IN_MARKS_ONCE = 0.7
ATTRIBUTION = 12  # words beside a quotation that may only say whose it is
ALL_WORDS = 0.6  # of both pages, where one of them has no narration to compare
WITNESSES = 3  # pages of either family asked whether the other family's pages know their text

ONE = ("copy", "edited")  # kinds that make two pages of one language one text
RELATED = 2.5  # kinship of two pages in families that are joined: half of what makes two texts one
PIECE = 1000  # pairs that travel to one process
SHEETS = 256  # pages laid out at a time, about 80 kB each

Prints = Sequence[Fingerprint] | Mapping[int, Fingerprint]
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
Aligned = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two pages (by index, i < j) and what they share."""

    i: int
    j: int
    kind: str
    pairs: Aligned  # (unit of i, unit of j, likeness)
    own: tuple[float, float]
    quoted: tuple[float, float] = (0.0, 0.0)
    kinship: _cross.Kinship | None = None

    def other(self, page: int) -> int:
        """The page at the other end."""
        return self.j if page == self.i else self.i


Weigh = Callable[[int, int], Link | None]


class _Scales:
    """Lays pages side by side: two of one language by what is rare in it, others by what is rare in all."""

    def __init__(self, prints: Prints, rare: Mapping[str, _compare.Rarity]) -> None:
        self._prints = prints

        @lru_cache(maxsize=SHEETS)
        def sheet(i: int, lang: str) -> _compare.Sheet:
            return _compare.lay_out(prints[i], rare[lang])

        self._sheet = sheet

    def compare(self, i: int, j: int, floor: float = ALIKE) -> _compare.Likeness:
        """How alike two pages are."""
        lang = self._prints[i].lang if self._prints[i].lang == self._prints[j].lang else ""
        return _compare.compare(self._sheet(i, lang), self._sheet(j, lang), floor)

    def weigh(self, i: int, j: int) -> Link | None:
        """What two pages that share words are to each other, if anything."""
        return _same_language(i, j, self._prints, self.compare(i, j))


def find(prints: Sequence[Fingerprint], spread: Spread = map) -> list[Link]:
    """The links between pages, families of one language first, then across languages."""
    rare = _compare.rarities(prints)
    scales = _Scales(prints, rare)
    candidates = _pairs.by_neighbourhood(_pairs.in_like_words(prints))
    pieces = [_Piece.of(candidates[n : n + PIECE], prints, rare) for n in range(0, len(candidates), PIECE)]
    links = [link for found in spread(_links_of, pieces) for link in found]
    links, groups = _one_text(links, len(prints), scales.weigh)
    across = _across(prints, groups, scales) if len({p.lang for p in prints}) > 1 else []
    told = {(link.i, link.j) for link in across}
    return [*(link for link in links if (link.i, link.j) not in told), *across]


def _across(prints: Sequence[Fingerprint], groups: Groups, scales: _Scales) -> list[Link]:
    """The translations, the surest first; a text joins others only where most of them know it."""
    text_of = {i: groups.find(i) for i in range(len(prints))}
    features = [_pairs.keys(p) for p in prints]
    pairs = _pairs.across_languages(prints, features)
    if not pairs:
        return []
    found, kinship = _cross.translations(prints, features, pairs, text_of)

    def knows(x: int, y: int) -> bool:
        if prints[x].lang != prints[y].lang:
            return kinship(min(x, y), max(x, y)).score >= RELATED
        link = scales.weigh(x, y)
        return link is not None and link.kind in ONE

    def related(a: list[int], b: list[int]) -> bool:
        asked = [(x, y) for x in _spread(a, prints) for y in _spread(b, prints)]
        return 2 * sum(knows(x, y) for x, y in asked) > len(asked)

    links = []
    for kinships in found:
        one, other = next(iter(kinships))
        if groups.find(one) != groups.find(other) and not groups.join(one, other, related):
            continue
        for (i, j), kin in kinships.items():
            like = scales.compare(i, j, ALIKE_ACROSS)
            links.append(Link(i, j, "translation", like.pairs, like.own, like.quoted, kin))
    return links


@dataclass(frozen=True, slots=True)
class _Piece:
    """Candidate pairs with all that it takes to weigh them, wherever that is done."""

    pairs: tuple[tuple[int, int], ...]
    prints: Mapping[int, Fingerprint]
    rare: Mapping[str, _compare.Rarity]

    @classmethod
    def of(
        cls,
        pairs: Sequence[tuple[int, int]],
        prints: Sequence[Fingerprint],
        rare: Mapping[str, _compare.Rarity],
    ) -> "_Piece":
        """The piece of these pairs."""
        return cls(tuple(pairs), {page: prints[page] for page in {p for pair in pairs for p in pair}}, rare)


def _links_of(piece: _Piece) -> list[Link]:
    """The links among the pairs of a piece."""
    scales = _Scales(piece.prints, piece.rare)
    return [link for i, j in piece.pairs if (link := scales.weigh(i, j))]


def _spread(pages: Sequence[int], prints: Sequence[Fingerprint]) -> list[int]:
    """The first pages of each language."""
    seen: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        seen[prints[page].lang].append(page)
    return [page for lang in sorted(seen) for page in seen[lang][:WITNESSES]]


def _same_language(i: int, j: int, prints: Prints, like: _compare.Likeness) -> Link | None:
    """What two pages of one language are to each other, if anything."""
    of_i, of_j = prints[i].units, prints[j].units
    told = [p for p in like.pairs if not (of_i[p[0]][2] and of_j[p[1]][2])]
    said = tuple(p for p in like.pairs if of_i[p[0]][2] and of_j[p[1]][2] and p[2] >= SAME_QUOTATION)
    mean = sum(p[2] for p in like.pairs) / len(like.pairs) if like.pairs else 0.0
    if min(like.all) >= VERBATIM and mean >= VERBATIM:
        return Link(i, j, "copy", like.pairs, like.own, like.quoted)
    if _is_one_text(like):
        return Link(i, j, "edited", like.pairs, like.own, like.quoted)
    taken = sum(_taken(of_i[p[0]], of_j[p[1]], p[2]) for p in told if not _tells_who(p, of_i, of_j))
    if taken >= TAKEN and max(p[2] for p in told) >= ONE_SENTENCE:
        return Link(i, j, "excerpt", like.pairs, like.own, like.quoted)
    return Link(i, j, "shared_statement", said, like.own, like.quoted) if said else None


def _tells_who(pair: tuple[int, int, float], a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    """Whether two units are the few words beside a quotation that say whose it is."""
    return _beside_quotation(a, pair[0]) and _beside_quotation(b, pair[1])


def _beside_quotation(units: Sequence[Unit], at: int) -> bool:
    here = units[at]
    near = (u for u in units[max(0, at - 1) : at + 2] if u[2] and (u[1] == here[0] or u[0] == here[1]))
    return not here[2] and here[4] - here[3] <= ATTRIBUTION and any(near)


def _taken(a: Unit, b: Unit, likeness: float) -> float:
    """How many words beyond chance two units share; fewer where one page has them in marks."""
    words = min(a[4] - a[3], b[4] - b[3])
    return words * max(0.0, likeness - CHANCE) * (1.0 if a[2] == b[2] else IN_MARKS_ONCE)


def _is_one_text(like: _compare.Likeness) -> bool:
    """Whether enough of the narration is shared; where a page has next to none, enough of all its words."""
    surest = [p[2] for p in like.pairs if p[2] >= ALIKE]
    mean = fmean(surest) if surest else 0.0
    in_order = len(align.in_order(like.pairs)) / max(1, len(like.pairs))
    if mean < MEAN or (in_order < IN_ORDER and mean < REORDERED):
        return False
    if any(own < max(NARRATION, TENTH * of) for own, of in zip(like.narration, like.words, strict=True)):
        return min(like.all) >= ALL_WORDS
    most, least = max(like.own), min(like.own)
    return most + least >= 2 * ONE_TEXT or (most >= CUT_OUT and least >= LEAST)


def _one_text(links: Sequence[Link], pages: int, weigh: Weigh) -> tuple[list[Link], Groups]:
    """The links with those that would join two unrelated texts made excerpts, and the texts.

    A page compiled from two texts shares much with both families; the families themselves share nothing.
    """
    groups = Groups(pages)
    settled = []

    def related(a: list[int], b: list[int]) -> bool:
        asked = [(x, y) for x in a[:WITNESSES] for y in b[:WITNESSES]]
        known = sum((found := weigh(x, y)) is not None and found.kind in ONE for x, y in asked)
        return 2 * known >= len(asked)

    for link in sorted(links, key=lambda k: (-min(k.own), -max(k.own), k.i, k.j)):
        if link.kind in ONE and groups.find(link.i) != groups.find(link.j):
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
