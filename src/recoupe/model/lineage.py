"""Which pages are one source: edges, families, language paths, stories, bounds on origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from recoupe.model.evidence import Reason, Span
from recoupe.model.page import Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Why two pages are not two sources. For shared_statement and same_agency the order says nothing."""

    child: str
    parent: str
    kind: Literal["copy", "edited", "translation", "excerpt", "shared_statement", "same_agency"]
    passages: tuple[tuple[Span, Span], ...]  # (child, parent)
    reasons: tuple[Reason, ...]
    lang_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Pages that carry one text (copies, edits, translations, excerpts), with the root where it is known."""

    id: str
    docs: tuple[str, ...]
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """Bounds on the number of independent origins."""

    min: int
    max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Edges, families, each page's language path, and the agencies each page credits (doc, agency name)."""

    edges: tuple[Edge, ...] = ()
    families: tuple[Family, ...] = ()
    paths: tuple[tuple[str, tuple[Leg, ...]], ...] = ()  # (doc, legs)
    credits: tuple[tuple[str, str], ...] = ()
    # Look-up made from the above, so that counting costs no more than the pages counted.
    _text_of: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _ties_of: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ties: dict[str, list[str]] = {}
        for one, other in ((e.child, e.parent) for e in self.edges):
            ties.setdefault(one, []).append(f"page {other}")
            ties.setdefault(other, []).append(f"page {one}")
        for doc, agency in self.credits:
            ties.setdefault(doc, []).append(f"agency {agency}")
        texts = {doc: family.id for family in self.families for doc in family.docs}
        object.__setattr__(self, "_text_of", texts)
        object.__setattr__(self, "_ties_of", {doc: tuple(sorted(found)) for doc, found in ties.items()})

    def text_of(self, doc: str) -> str:
        """The text that a page carries: its family, else the page itself."""
        return self._text_of.get(doc, doc)

    def independent(self, docs: Iterable[str]) -> Origins:
        """How many independent origins may stand behind these pages as wholes. What stands behind one claim
        is counted by `methods/origins.py`; nothing else may count sources.

        `max` is the number of texts: pages of one family (copies, edits, translations, excerpts) are one.
        `min` also folds texts that credit one agency or carry one quoted statement: at worst, all they have
        in common comes from there. Only ties between the given pages fold; a page outside joins nobody. A
        page that no family holds counts as a text of its own.
        """
        wanted = sorted(set(docs))
        text_of = {doc: self._text_of.get(doc, doc) for doc in wanted}
        group = {text: text for text in text_of.values()}

        def find(text: str) -> str:
            while group[text] != text:
                group[text] = group[group[text]]
                text = group[text]
            return text

        first: dict[str, str] = {f"page {doc}": text for doc, text in text_of.items()}
        for doc, text in text_of.items():
            for tie in self._ties_of.get(doc, ()):
                if tie.startswith("page ") and tie not in first:
                    continue
                one, other = sorted((find(text), find(first.setdefault(tie, text))))
                group[other] = one
        return Origins(sum(text == root for text, root in group.items()), len(group))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Pages that tell the same happening."""

    id: str
    title: str
    docs: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    reasons: tuple[Reason, ...] = ()


# (start, end, quoted, first word, end word, first byte, end byte)
Unit = tuple[int, int, bool, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What lineage compares of one page: made page by page, small, without the text.

    A unit is a part of a sentence that is all quotation or all the page's own words. `words` and `heard`
    run over all units; their bounds are (start, end, quoted, first word, end word, first byte, end byte),
    offsets first.
    """

    doc: str
    lang: str
    published: str | None = None
    words: bytes = b""  # 32-bit word hashes in order
    heard: bytes = b""  # ASCII sound form of the words in order
    units: tuple[Unit, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # sound forms of capitalised words inside sentences
    agencies: tuple[str, ...] = ()
