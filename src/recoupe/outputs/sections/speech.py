"""Who said what: each act of speech once, under its speaker, with all its wordings."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from recoupe.outputs.book import Book, Quote
from recoupe.outputs.sections.common import CAPS, Shown, Value, Why, one_per_page, pages_of, reasons
from recoupe.text.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """One way in which wordings differ, and where."""

    kind: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One act of speech."""

    id: str
    speaker: str
    speaker_id: str | None
    chain: tuple[tuple[str, str], ...]  # (actor id, name), outermost first
    printed: Quote | None  # the speaker as printed
    channel: Value | None
    channel_quote: Quote | None
    addressee: str
    said: str | None
    type: str
    stance: str
    parts: tuple[Quote, ...]
    variants: tuple[Quote, ...]
    more_variants: int
    drift: tuple[Drifted, ...]
    pages: int
    confidence: float
    within: str | None  # the saying it is reported in
    within_by: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker with what he said."""

    actor: Value | None
    role: Quote | None
    sayings: tuple[Saying, ...]
    pages: int


def voices(book: Book) -> Shown[Voice]:
    """The speakers, those with most acts of speech first; those without a name last."""
    sayings, total = _sayings(book)
    grouped: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        grouped[saying.speaker_id or ""].append(saying)
    order = sorted(grouped, key=lambda actor: (not actor, -len(grouped[actor]), book.name(actor)))
    return Shown(tuple(_voice(book, actor, grouped[actor]) for actor in order), total)


def _voice(book: Book, actor: str, sayings: list[Saying]) -> Voice:
    record = book.by_id["actors"].get(actor)
    role = record and next((r for r in record["roles"] if fold(r["text"]) not in fold(record["name"])), None)
    docs = {q.doc for s in sayings for q in (*s.parts, *s.variants)}
    return Voice(
        actor=record,
        role=book.quote(role["doc"], role["span"], "why") if role else None,
        sayings=tuple(
            sorted(sayings, key=lambda s: (-s.pages, s.said or "", s.parts[0].day or "", s.parts[0].start))
        ),
        pages=len(docs),
    )


def _sayings(book: Book) -> tuple[list[Saying], int]:
    """The acts of speech on most pages, and the number of all; a statement alone stands for itself."""
    statements = book.by_id["statements"]
    held = {s for u in book.all("utterances") for s in u["statements"]}
    groups: list[tuple[Value | None, list[Value]]] = [
        (u, [statements[s] for s in u["statements"] if s in statements]) for u in book.all("utterances")
    ]
    groups += [(None, [s]) for s in book.all("statements") if s["id"] not in held]
    home = {s["id"]: (u or s)["id"] for u, group in groups for s in group}
    # Only what is shown is built: a quotation that is built orders a mark in the reader.
    ranked = sorted(
        (g for g in groups if g[1]), key=lambda g: (-len({s["doc"] for s in g[1]}), _at(book, g[1][0]))
    )
    return [saying(book, utterance, group, home.get) for utterance, group in ranked[: CAPS.sayings]], len(
        ranked
    )


def _at(book: Book, statement: Value) -> tuple[str, str, int]:
    return (book.day(statement["doc"]) or "9", statement["doc"], statement["content"][0][0])


def saying(
    book: Book,
    utterance: Value | None,
    group: list[Value],
    home: Callable[[str], str | None],
    most: int = CAPS.quotes,
) -> Saying:
    """One act of speech with at most so many other wordings.

    `group` are its statements; without an utterance it is one statement that stands for itself. `home` tells
    the act of speech that a statement belongs to.
    """
    lead = _lead(utterance, group)
    identity = (utterance or lead)["id"]
    speaker = (utterance or {}).get("speaker") or lead["speaker"]["actor"]
    parts = tuple(book.quote(lead["doc"], span, "said") for span in lead["content"])
    places = utterance["variants"] if utterance else ()
    others = one_per_page(v for v in places if v.get("statement") != lead["id"] and not _same(v, lead))
    channel = _first(group, "channel", lead)
    outer = lead.get("parent") or lead.get("outer") or ""
    around = home(outer)
    row = Saying(
        id=identity,
        speaker=book.name(speaker),
        speaker_id=speaker if speaker and speaker in book.by_id["actors"] else None,
        chain=tuple((a, book.name(a)) for a in lead["chain"] if book.name(a)),
        printed=book.quote(lead["doc"], lead["speaker"]["span"], "why") if lead["speaker"]["span"] else None,
        channel=channel and channel[1],
        channel_quote=book.quote(channel[0], channel[1]["span"], "why") if channel else None,
        addressee=_addressee(book, group, lead),
        said=next((s["said"] for s in (lead, *group) if s.get("said")), None),
        type=lead["type"],
        stance=lead["stance"],
        parts=parts,
        variants=tuple(book.quotes(others[:most], "said")),
        more_variants=max(0, len(others) - most),
        drift=_drifts(book, utterance or {}),
        pages=len(pages_of(group)),
        confidence=lead["confidence"],
        within=around,
        within_by=book.name(book.by_id["statements"][outer]["speaker"]["actor"]) if around else "",
        why=(*reasons(book, lead), *(reasons(book, utterance) if utterance else ())),
    )
    for quote in (*row.parts, *row.variants):
        book.link_back(quote, "utterances", identity, row.speaker or "?")
    return row


def _drifts(book: Book, utterance: Value) -> tuple[Drifted, ...]:
    return tuple(
        Drifted(kind=d["kind"], quotes=tuple(book.quotes(d["spans"][:4], "split")))
        for d in utterance.get("drift", ())[: CAPS.quotes]
    )


def _lead(utterance: Value | None, group: list[Value]) -> Value:
    """The statement whose words are the best wording."""
    if utterance:
        best = utterance["wording"]
        for statement in group:
            if statement["doc"] == best["doc"] and best.get("span") in statement["content"]:
                return statement
        for statement in group:
            if statement["doc"] == best["doc"]:
                return statement
    return group[0]


def _same(variant: Value, lead: Value) -> bool:
    return bool(variant["doc"] == lead["doc"] and variant["span"] in lead["content"])


def _first(group: list[Value], field: str, lead: Value) -> tuple[str, Value] | None:
    for statement in (lead, *group):
        if statement.get(field):
            return statement["doc"], statement[field]
    return None


def _addressee(book: Book, group: Iterable[Value], lead: Value) -> str:
    found = _first(list(group), "addressee", lead)
    if not found:
        return ""
    doc, addressee = found
    return book.name(addressee.get("actor")) or book.text(doc, addressee["span"])
