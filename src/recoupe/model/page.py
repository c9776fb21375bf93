"""A page from its bytes to its tokens: document, blocks, zones, parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model.evidence import Note, Reason, Span

BlockKind = Literal[
    "headline",
    "dateline",
    "byline",
    "credit",
    "lead",
    "body",
    "quote_block",
    "caption",
    "related",
    "navigation",
    "comment",
    "share",
    "promotion",
    "markup",
    "tags",
]
PROSE: frozenset[str] = frozenset({"headline", "lead", "body", "quote_block"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page as ingested: its text never changes after this. Fields that the source does not give are
    None.
    """

    id: str
    path: str
    text: str
    sha256: str  # of the raw bytes
    text_sha256: str
    url: str | None = None
    title: str | None = None  # given by metadata, not searched in the text
    outlet: str | None = None
    author: str | None = None
    published: str | None = None  # ISO day or instant, as given
    published_from: str | None = None  # pages.csv | jsonl | json-ld | meta | ...
    retrieved: str | None = None
    lang: str | None = None  # declared, to be checked
    links: tuple[str, ...] = ()  # canonical and hreflang addresses of an HTML page
    recipe: tuple[str, ...] = ()  # the steps from raw bytes to text, replayable


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """One marked stretch of a page, usually a line. Blocks do not overlap and cover all non-blank text."""

    span: Span
    kind: BlockKind
    lang: str | None = None  # only where it differs from the page's language with confidence


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency that the page credits, and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """The day the page appeared. `source`: given | printed | url | path | inferred | story; span where it is
    read, if on the page.

    `inferred` is read off the page's own days, `story` off other pages, too; both have reasons and a doubt
    (`earliest` to `latest`, ISO days), and the value is a month (2025-03) where the day stays open.
    """

    value: str
    source: str
    span: Span | None = None
    earliest: str | None = None
    latest: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Clue:
    """Something on a page that bears on the day it appeared.

    `value` by kind: day (2025-02-12), yearless (02-12), weekday (3), this-weekday (3), near (days from the
    page: -1 for yesterday), unit (M-1 for last month, W+0 for this week), past (2025, 2025-02), picture and
    link (2025-02-12), uploaded (2025-02). `way` is above 0 for what lies ahead, `weekday` that of a
    yearless day.
    """

    kind: str
    value: str
    span: Span
    block: str = "body"
    way: float = 0.0
    weekday: int | None = None
    hour: bool = False  # the hour stands with the day
    own: bool = False  # a word makes it the page's own day: "this 12 February"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Where a page itself says that it comes from: a credit, a source line, an address, a title.

    `names` and `hosts` are what another page's outlet and address are compared with, folded.
    """

    reason: Reason
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    lang: str | None = None  # of the outlet that is named, where it publishes in one


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One step of the way a text came through languages."""

    lang: str
    role: Literal["written", "translated_from", "originally"]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document with its blocks marked and its zones read. `grade`: E0 (bare text) .. E3 (raw bytes, url,
    dates), as `stages/clean/grades.py` decides.
    """

    doc: Document
    lang: str
    lang_score: float
    blocks: tuple[Block, ...]
    title: Span | None = None
    byline: Span | None = None
    outlet: str | None = None
    agencies: tuple[Agency, ...] = ()
    published: Published | None = None
    grade: str = "E0"
    grade_reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `head` is the index of its governor in `Parse.tokens` (its own index for a root); `rel` is
    a UD label.
    """

    start: int
    end: int
    text: str  # normalised one to one: typographic marks and capitals ironed, same length as the page's text
    lemma: str
    pos: str  # UD UPOS
    morph: str  # UD features, "Gender=Masc|Number=Sing"
    head: int
    rel: str
    common: bool = False  # the language writes this word in small letters, too


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span and its tokens `first` to `last`, end excluded."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the tagger proposes. `kind`: person | place | body | other."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The linguistic reading of a page's prose: tokens in text order, no sentence across blocks."""

    doc: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    notes: tuple[Note, ...] = ()  # what was left unread
