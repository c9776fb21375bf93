"""What a marked page says of itself: its outlet, its agencies, its day.

Agencies count only where a page credits them for its text: a credit line, a byline, a date line; not under
a picture, not in the prose.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from recoupe.languages import outlets
from recoupe.model import Agency, Block, Document, Note, Published, Span
from recoupe.stages.clean import days
from recoupe.stages.clean.lexicon import Lexicon, words
from recoupe.text.addresses import host, path
from recoupe.text.fold import fold

_UPLOADS = re.compile(
    r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/(?:wp-content/uploads|sites/default/files)/",
    re.IGNORECASE,
)
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/-]|$)")
_BRACKETS = re.compile(r"\(([^()]{3,50})\)")
_TEXT_CREDITS = frozenset({"credit", "byline", "dateline"})
_NEAR_TOP = 6  # blocks: a printed day stands above the text or in its first blocks


def agencies(doc: Document, blocks: Sequence[Block], lexicon: Lexicon) -> tuple[Agency, ...]:
    """Each agency that the page credits for its text, once, at its first place."""
    seen: dict[str, Agency] = {}
    for block in blocks:
        if block.kind not in _TEXT_CREDITS:
            continue
        for name, start, end in _named(block.span.of(doc.text), block.kind, lexicon):
            at = block.span.start
            seen.setdefault(name, Agency(name, Span(doc.id, at + start, at + end)))
    return tuple(sorted(seen.values(), key=lambda a: a.span))


def _named(text: str, kind: str, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    known = list(lexicon.agency.finditer(text))
    for hit in known:
        yield lexicon.agencies[hit.group()], hit.start(), hit.end()
    # An agency that no table has: in the brackets of a credit or date line, called agency, wire, press ...
    own = lexicon.words.get("credit", frozenset()) | lexicon.words.get("masthead", frozenset())
    for hit in _BRACKETS.finditer(text) if not known and kind != "byline" else ():
        parts = words(hit.group(1))
        if 2 <= len(parts) <= 5 and parts[0][0].isupper() and any(fold(p) in own for p in parts):
            yield hit.group(1).strip(), hit.start(1), hit.end(1)


def published(doc: Document, blocks: Sequence[Block], lexicon: Lexicon) -> Published | None:
    """The day of publication: given, else printed above the text, else in the address."""
    if doc.published:
        return Published(doc.published, "given")
    return _printed(doc, blocks, lexicon) or _in_address(doc.url)


def _printed(doc: Document, blocks: Sequence[Block], lexicon: Lexicon) -> Published | None:
    prose = [i for i, b in enumerate(blocks) if b.kind == "body"]
    top = blocks[: max(_NEAR_TOP, (prose[0] if prose else 0) + 1)]
    # A line such as "Par X - 3 mars 2021" is a byline that prints the day.
    for block in top:
        if block.kind not in ("dateline", "byline"):
            continue
        for start, end, day in days.find(block.span.of(doc.text), lexicon):
            at = block.span.start
            return Published(day.isoformat(), "printed", Span(doc.id, at + start, at + end))
    return None


def _in_address(url: str | None) -> Published | None:
    found = _PATH_DAY.search(path(url)) if url else None
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return Published(day.isoformat(), "url")


def outlet(doc: Document, named: tuple[str, Span] | None) -> tuple[str | None, list[Note]]:
    """The outlet, with a note where a page bears two.

    Given first, then the host of its address, then the host of pictures that a page serves itself, then the
    name behind its title: a copied page keeps the title of its source, but serves the pictures from its own
    host.
    """
    own_host = host(doc.url or "") or None
    own = _UPLOADS.search(doc.text)
    served = own.group(1).lower() if own else None
    known = outlets.at(own_host) or (outlets.at(served) if not own_host else None)
    best = (
        doc.outlet
        or (known.name if known and known.kind != "platform" else None)
        or own_host
        or served
        or (named[0] if named else None)
    )
    listed = _listed(known or outlets.named(best or "") or outlets.at(best), doc.id)
    if named and best and not _same(named[0], best):
        told = (
            f"The title names {named[0]}, but the page is of {best}: it may be a copy or a translation of it."
        )
        return best, [Note("clean", "two-outlets", told, doc.id, named[1]), *listed]
    return best, listed


def _listed(known: outlets.Outlet | None, doc: str) -> list[Note]:
    """What the table of outlets has of the page's own."""
    return [Note("clean", "outlet-listed", known.told(), doc)] if known else []


def _same(a: str, b: str) -> bool:
    """Whether two ways of writing an outlet may be one: "Le Monde" and lemonde.fr."""
    plain = [
        re.sub(r"[\W_]+", "", x.lower()) for x in (a, b.rsplit(".", 1)[0] if "." in b and " " not in b else b)
    ]
    return plain[0] in plain[1] or plain[1] in plain[0]
