"""The views: for each page of the site a function from what was asked to the rows of its template."""

from collections.abc import Callable, Iterator

from recoupe.outputs.book import Book, slug
from recoupe.outputs.site.tree import outlet_id
from recoupe.outputs.site.view import Asked, View, lengths, numbered
from recoupe.outputs.site.views import desk, facts, people, review, sources, speech
from recoupe.store import Shelf

TOP: dict[str, Callable[[Asked], View | None]] = {
    "index": desk.home,
    "timeline": facts.timeline,
    "queue": desk.queue,
    "changes": desk.changes,
    "search": desk.search,
    "method": desk.method,
    "decisions": review.decisions,
    "rebuild": review.rebuild,
}
WHOLE = ("index", "method")  # made from the whole dossier, the same whoever asks: kept once made
LISTS: dict[str, Callable[[Asked], View | None]] = {
    "claims": facts.claims,
    "statements": speech.statements,
    "actors": people.actors,
    "positions": people.positions,
    "contradictions": facts.contradictions,
    "sources": sources.lineage,
    "outlets": sources.outlets,
    "pages": sources.pages,
}
ONE: dict[str, Callable[[Asked, str], View | None]] = {
    "claims": facts.claim,
    "statements": speech.statement,
    "utterances": speech.utterance,
    "actors": people.actor,
    "issues": people.issue,
    "events": facts.event,
    "contradictions": facts.contradiction,
    "sources": sources.ties,
    "outlets": sources.outlet,
    "pages": sources.reader,
}
# The parts of the dossier in the order of its list of contents, each with the kind that it counts.
COUNTED = {
    "state": "", "said": "utterances", "timeline": "events", "positions": "positions",
    "accounts": "contradictions", "claims": "claims", "lineage": "edges", "actors": "actors",
    "pages": "documents", "queue": "", "changes": "", "method": "",
}  # fmt: skip
# Lists that are cut into pages, with the kind of which they have a row each.
_LONG = {
    "claims/index": "claims", "statements/index": "utterances", "actors/index": "actors",
    "contradictions/index": "contradictions", "sources/index": "documents", "pages/index": "documents",
    "timeline": "events",
}  # fmt: skip


def addresses(shelf: Shelf, book: Book) -> Iterator[str]:
    """The addresses of lists and of single records."""
    counts = shelf.header["counts"]
    for stem, kind in _LONG.items():
        yield from (numbered(stem, n + 1) for n in range(lengths(counts.get(kind, 0))))
    yield from (numbered("queue", n + 1) for n in range(lengths(desk.waiting(book).total)))
    yield from ("positions/index.html", "outlets/index.html")
    for actor in shelf.records("actors").values():
        if not people.is_alone(shelf, actor):
            yield f"actors/{slug(actor['id'])}.html"
    for kind in ("claims", "statements", "events", "contradictions"):
        yield from (f"{kind}/{slug(i)}.html" for i in shelf.records(kind))
    for identity, record in shelf.records("utterances").items():
        if len(record["statements"]) > 1:
            yield f"utterances/{slug(identity)}.html"
    for doc in book.documents:
        yield from (f"pages/{slug(doc)}.html", f"sources/{slug(doc)}.html")
    yield from (f"issues/{slug(code)}.html" for code in people.coded(book))
    yield from (f"outlets/{outlet_id(name)}.html" for name in sources.named(book))
