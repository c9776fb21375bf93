"""Pages of the very same text: read once, compared once, and put back at the end as copies.

A text that stands at two addresses is one witness. Were both read, its words would count twice in every vote
and every frequency, and a page added could move what was found before. `choose` keeps one page of each text;
`restore` gives each twin the findings of its kept page (one text, one set of offsets) and a copy edge.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar

from recoupe.model import Document, Dossier, Edge, Family, Lineage, Page, Reason, Span, Statement
from recoupe.text.fold import short_id

T = TypeVar("T")
Twins = Mapping[str, tuple[Page, ...]]  # kept page's id -> the other pages of its text


def choose(documents: Sequence[Document]) -> tuple[tuple[Document, ...], dict[str, tuple[Document, ...]]]:
    """The earliest published document of each text, by id, and the others of the text under its id."""
    same: dict[str, list[Document]] = defaultdict(list)
    for doc in documents:
        same[doc.text_sha256].append(doc)
    groups = [sorted(group, key=lambda d: (d.published or "~", d.path, d.id)) for group in same.values()]
    kept = tuple(sorted((g[0] for g in groups), key=lambda d: d.id))
    return kept, {g[0].id: tuple(g[1:]) for g in groups if len(g) > 1}


def restore(dossier: Dossier, twins: Twins) -> Dossier:
    """The dossier with each twin page, what stands on it, and the edge to the page it is a copy of."""
    if not twins:
        return dossier
    copy = _Copier(dossier, {kept: tuple(p.doc.id for p in pages) for kept, pages in twins.items()})
    actors = tuple(replace(a, mentions=copy.all(a.mentions)) for a in dossier.roster.actors)
    return replace(
        dossier,
        pages=tuple(sorted((*dossier.pages, *_dated(dossier, twins, copy)), key=lambda p: p.doc.id)),
        roster=replace(dossier.roster, actors=actors),
        times=copy.all(dossier.times),
        statements=copy.all(dossier.statements),
        utterances=tuple(
            replace(u, statements=copy.all(u.statements), variants=copy.all(u.variants))
            for u in dossier.utterances
        ),
        claims=tuple(
            replace(c, passages=copy.all(c.passages), pages=c.pages + copy.more_pages(c.passages))
            for c in dossier.claims
        ),
        contradictions=tuple(replace(c, a=copy.all(c.a), b=copy.all(c.b)) for c in dossier.contradictions),
        events=tuple(
            replace(e, reports=copy.all(e.reports), pages=e.pages + copy.more_pages(e.reports))
            for e in dossier.events
        ),
        positions=copy.all(dossier.positions),
        standings=tuple(replace(s, positions=copy.all(s.positions)) for s in dossier.standings),
        stories=tuple(replace(s, docs=copy.docs(s.docs)) for s in dossier.stories),
        lineage=_lineage(dossier.lineage, twins, copy),
        notes=(*dossier.notes, *(n for pages in twins.values() for p in pages for n in p.notes)),
    )


def _dated(dossier: Dossier, twins: Twins, copy: "_Copier") -> Iterator[Page]:
    """The twins, those that state no day with the one inferred from their text."""
    days = {p.doc.id: p.published for p in dossier.pages}
    for kept, pages in twins.items():
        day = days.get(kept)
        for page in pages:
            if day and day.reasons and not page.published:
                yield replace(page, published=copy.moved(day, page.doc.id))
            else:
                yield page


def _lineage(lineage: Lineage, twins: Twins, copy: "_Copier") -> Lineage:
    edges = [_edge(page, kept) for kept, pages in twins.items() for page in pages]
    legs = dict(lineage.paths)
    paths = [(page.doc.id, legs.get(kept, ())) for kept, pages in twins.items() for page in pages]
    return replace(
        lineage,
        edges=tuple(sorted((*lineage.edges, *edges), key=lambda e: (e.child, e.parent, e.kind))),
        families=tuple(Family(f.id, copy.docs(f.docs), f.root) for f in lineage.families),
        paths=tuple(sorted((*lineage.paths, *paths), key=lambda p: p[0])),
    )


def _edge(page: Page, kept: str) -> Edge:
    size = len(page.doc.text)
    whole = (Span(page.doc.id, 0, size), Span(kept, 0, size)) if size else None
    reason = Reason("same-text", 1.0, whole or (), "The two pages hold the very same text, to the letter.")
    return Edge(
        child=page.doc.id, parent=kept, kind="copy", passages=(whole,) if whole else (), reasons=(reason,)
    )


class _Copier:
    """Copies records from a kept page to its twins, with new ids made from the old ones and the page."""

    def __init__(self, dossier: Dossier, twins: Mapping[str, tuple[str, ...]]) -> None:
        self._twins = twins
        owned = (
            *(("t", t.id, t.span.doc) for t in dossier.times),
            *(("s", s.id, s.doc) for s in dossier.statements),
            *(("o", p.id, p.span.doc) for p in dossier.positions),
        )
        self._home = {old: doc for _, old, doc in owned if doc in twins}
        self._ids = {
            (old, twin): short_id(prefix, old, twin)
            for prefix, old, doc in owned
            for twin in twins.get(doc, ())
        }

    def all(self, values: tuple[T, ...]) -> tuple[T, ...]:
        """The values, each that stands on a kept page followed by its like on each twin."""
        return tuple(x for v in values for x in (v, *(self.moved(v, twin) for twin in self._twins_of(v))))

    def docs(self, docs: tuple[str, ...]) -> tuple[str, ...]:
        """The pages with their twins, sorted."""
        return tuple(sorted({*docs, *(twin for doc in docs for twin in self._twins.get(doc, ()))}))

    def more_pages(self, values: tuple[Any, ...]) -> int:
        """How many twins carry one of the values."""
        return len({twin for v in values for twin in self._twins_of(v)})

    def _twins_of(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            home = self._home.get(value, "")
        elif isinstance(value, Span | Statement):
            home = value.doc
        else:
            home = value.span.doc
        return self._twins.get(home, ())

    def moved(self, value: T, twin: str) -> T:
        """The value with every span and id of its page moved to the twin."""
        change: Callable[[Any], Any] = partial(self.moved, twin=twin)
        if isinstance(value, Span):
            return replace(value, doc=twin) if twin in self._twins.get(value.doc, ()) else value
        if isinstance(value, str):
            return self._ids.get((value, twin), value)  # type: ignore[return-value]
        if isinstance(value, tuple):
            return tuple(change(v) for v in value)  # type: ignore[return-value]
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: change(getattr(value, f.name)) for f in fields(value)})
        return value
