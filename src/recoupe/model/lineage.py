"""Which pages are one source: edges, families, language paths, stories, bounds on origins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    """Edges, families, and each page's language path."""

    edges: tuple[Edge, ...] = ()
    families: tuple[Family, ...] = ()
    paths: tuple[tuple[str, tuple[Leg, ...]], ...] = ()  # (doc, legs)

    def independent(self, docs: Iterable[str]) -> Origins:
        """How many independent origins may stand behind these pages. Nothing else may count sources."""
        wanted = set(docs)
        families = sum(1 for f in self.families if wanted & set(f.docs))
        return Origins(1 if wanted else 0, max(families, 1 if wanted else 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Pages that tell the same happening."""

    id: str
    title: str
    docs: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What lineage compares of one page: made page by page, small, without the text."""

    doc: str
    lang: str
    published: str | None = None
