"""A small world for the linking stages: pages in plain text, actors by their names, nothing else guessed."""

import re
from collections.abc import Sequence
from dataclasses import replace

import make
from recoupe import codebooks, languages
from recoupe.model import (
    Actor,
    Family,
    Fingerprint,
    Lineage,
    Mention,
    Page,
    Reading,
    Roster,
    Span,
    Statement,
)
from recoupe.stages import frames, stands
from recoupe.text.fold import fold, short_id

COUNTRIES = {"sadate": "EG", "begin": "IL", "carter": "US", "egypte": "EG", "israel": "IL"}


def mentions(page: Page, names: Sequence[str]) -> tuple[Mention, ...]:
    """A mention wherever one of the names stands."""
    found = []
    for name in names:
        for hit in re.finditer(rf"\b{re.escape(name)}\b", page.doc.text):
            span = Span(page.doc.id, *hit.span())
            country = COUNTRIES.get(fold(name).split()[-1])
            found.append(Mention(span=span, form="name", kind="person", core=name, country=country))
    return tuple(sorted(found, key=lambda m: m.span))


def said(
    page: Page, content: str, holder: str, cue: str, kind: str = "indirect", stance: str = "asserts"
) -> Statement:
    """A statement with this content, of the first place where the holder is named."""
    return Statement(
        id=short_id("s", page.doc.id, content),
        type=kind,  # type: ignore[arg-type]
        content=(make.span(page, content),),
        cue=make.span(page, cue),
        speaker=make.span(page, holder),
        holder=make.span(page, holder),
        stance=stance,  # type: ignore[arg-type]
        confidence=0.9,
        reasons=(),
        actor=f"a-{fold(holder).split()[-1]}",
    )


def read(page: Page, names: Sequence[str], statements: Sequence[Statement] = ()) -> Reading:
    """A reading of a page with frames and stands by the real stages; stands as the rules read them."""
    book = replace(codebooks.load("talks"), models={})
    lang = languages.load(page.lang)
    parse = make.parse(page)
    named = mentions(page, names)
    return Reading(
        page=page,
        mentions=named,
        times=(),
        statements=tuple(statements),
        reports=(),
        frames=frames.make(page, parse, named, (), statements, lang),
        stands=stands.find(page, parse, named, statements, lang, book),
        fingerprint=Fingerprint(doc=page.doc.id, lang=page.lang),
        legs=(),
    )


def roster(readings: Sequence[Reading]) -> Roster:
    """One actor for each last word of a name."""
    found: dict[str, list[Mention]] = {}
    for reading in readings:
        for m in reading.mentions:
            found.setdefault(fold(m.core).split()[-1], []).append(m)
    return Roster(
        tuple(
            Actor(
                id=f"a-{key}",
                name=ms[0].core,
                kind="person",
                names=(),
                roles=(),
                mentions=tuple(ms),
                country=ms[0].country,
            )
            for key, ms in sorted(found.items())
        )
    )


def lineage(*families: Sequence[Reading]) -> Lineage:
    """Families of pages that carry one text."""
    return Lineage(
        families=tuple(
            Family(id=f"f-{n}", docs=tuple(sorted(r.page.doc.id for r in f))) for n, f in enumerate(families)
        )
    )
