"""Printing: the templates with the words of a language, and what every template may ask for."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import ClassVar

from jinja2 import BytecodeCache, Environment, PackageLoader
from jinja2.bccache import Bucket
from markupsafe import Markup

from recoupe.outputs import hostile
from recoupe.outputs.book import Book, slug
from recoupe.outputs.links import Links
from recoupe.outputs.words import Words

SHORT = 260  # characters of a wording in a list; the passage shows the rest
# Status is told by word and shape as well as by colour.
_SHAPES = {
    "●": "corroborated done confirmed_by_other_party confirmed_independently "
    "confirms accepts supports commits promises",
    "◑": "offers conditional hedged_open open",
    "◐": "single repeated claimed",
    "◌": "hypothetical",
    "◆": "contradicted threatens",
    "○": "planned announced",
    "▲": "demands",
    "△": "proposes",
    "✕": "denied cancelled rejects withdraws denies_having_said",
    "–": "declines no_comment",
    "↝": "moved",
    "◇": "variant",
    "▽": "concedes",
    "═": "copy",
    "≈": "edited",
    "⇄": "translation",
    "⊂": "excerpt",
    "❝": "shared_statement",
    "⌂": "same_agency",
}
SHAPES = {status: shape for shape, told in _SHAPES.items() for status in told.split()}


class _Compiled(BytecodeCache):
    """Compiled templates, kept for the life of the program: each is compiled once for all languages."""

    held: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.held.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.held[bucket.key] = bucket.bytecode_to_string()


def _names(book: Book, docs: tuple[str, ...], w: Words) -> str:
    labels = [hostile.plain(book.labels[d]) for d in docs[:3]]
    if len(docs) > 3:
        labels.append(w.n("others", len(docs) - 3))
    return ", ".join(labels)


def _shorten(text: str) -> Markup:
    flat = " ".join(text.split())
    return hostile.shown(
        flat if len(flat) <= SHORT else f"{flat[:SHORT].rpartition(' ')[0] or flat[:SHORT]}…"
    )


def _lit(words: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Words with some of them marked, as what was searched for is in a hit."""
    at, parts = 0, []
    for start, end in spans:
        parts += [
            hostile.shown(words[at:start]),
            Markup("<mark>"),
            hostile.shown(words[start:end]),
            Markup("</mark>"),
        ]
        at = end
    return Markup("").join([*parts, hostile.shown(words[at:])])


def environment(book: Book, w: Words, links: Links) -> Environment:
    """The templates, with the words of a language and where links lead."""
    made = Environment(
        loader=PackageLoader("recoupe.outputs"),
        autoescape=True,
        bytecode_cache=_Compiled(),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(shown=hostile.shown, plain=hostile.plain, slug=slug, shorten=_shorten)
    made.filters["lit"] = _lit
    made.filters["names"] = lambda docs: _names(book, docs, w)
    made.globals.update(
        w=w, shapes=SHAPES, to=links.to, at=links.at, holder=links.holder, part=links.part, table=links.table
    )
    return made


@cache
def asset(name: str) -> str:
    """A file that lies beside the templates."""
    return (Path(__file__).parent / "templates" / name).read_text("utf-8")
