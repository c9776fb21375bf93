"""What is reported and where accounts differ: claims, contradictions and events as rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.outputs.book import Book, Quote
from recoupe.outputs.sections.common import (
    CAPS,
    RISKY,
    Shown,
    Value,
    Why,
    counted,
    one_per_page,
    pages_of,
    reasons,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A passage that carries one side of a claim: who says it there, and the value it gives."""

    quote: Quote
    side: str
    value: str | None
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One claim."""

    record: Value
    status: str  # as recorded, but "repeated" where its origins may be one
    printed: bool  # the wording is words of a page, not made from values
    lang: str
    values: tuple[str, ...]
    shortest: str  # the shortest passage, where the wording is made from values
    witnesses: tuple[Witness, ...]
    more: int
    speaker: str  # whose words all passages are, if they are somebody's
    differences: tuple[str, ...]  # contradiction ids
    counted: tuple[Why, ...]  # who is counted as an origin
    omitted: tuple[tuple[str, str], ...]  # (id, label) of pages that leave it out
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two accounts of one fact that do not agree."""

    record: Value
    about: str  # what both accounts speak of, in words of a page
    lang: str
    claim: Value | None
    a: tuple[Witness, ...]
    b: tuple[Witness, ...]
    pages_a: tuple[str, ...]
    pages_b: tuple[str, ...]
    values_a: tuple[str, ...]
    values_b: tuple[str, ...]
    risky: bool
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event, with its number in the drawing."""

    number: int
    record: Value
    title_lang: str
    dated: bool
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # (role, its (actor id, name))
    place: str  # unless a part says it
    reports: tuple[Quote, ...]
    more: int
    why: tuple[Why, ...]


def claims(book: Book) -> Shown[Reported]:
    """The claims: those with most origins first, then those on most pages."""
    # Spellings of a name are kept for the end: they tell of the pages, not of the world.
    records = sorted(
        book.all("claims"),
        key=lambda c: (
            c.get("slot") in ("name", "office"),
            -c["origins"]["min"],
            -c["origins"]["max"],
            -c["pages"],
            c["id"],
        ),
    )
    differing: dict[str, list[str]] = {}
    for contradiction in book.all("contradictions"):
        differing.setdefault(contradiction["claim"], []).append(contradiction["id"])
    shown = tuple(reported(book, c, differing.get(c["id"], ())) for c in records[: CAPS.claims])
    return Shown(shown, len(records))


def reported(book: Book, claim: Value, differing: Iterable[str], most: int = CAPS.quotes) -> Reported:
    """One claim with at most so many passages; `differing` are the contradictions about it."""
    places = one_per_page(claim["passages"])
    witnesses = tuple(_witness(book, p, "claim") for p in places[:most])
    speakers = {x.speaker for x in witnesses}
    row = Reported(
        record=claim,
        status=_status(claim),
        printed=_printed(book, claim["wording"], places) is not None,
        lang=wording_lang(book, claim["wording"], places),
        values=_values(places),
        shortest=_shortest(book, places)[0],
        witnesses=witnesses,
        speaker=speakers.pop() if len(speakers) == 1 else "",
        more=max(0, len(places) - most),
        differences=tuple(differing),
        counted=counted(book, claim),
        omitted=tuple((doc, book.labels[doc]) for doc in claim.get("omitted_by", ())[: CAPS.pages]),
        why=reasons(book, claim),
    )
    for witness in row.witnesses:
        book.link_back(witness.quote, "claims", claim["id"], "●")
    return row


def _status(claim: Value) -> str:
    """A claim that several pages carry is corroborated only if at least two origins stand behind it."""
    alone = claim["status"] == "corroborated" and claim["origins"]["min"] < 2
    return "repeated" if alone else str(claim["status"])


def wording_lang(book: Book, wording: str, places: list[Value]) -> str:
    """The language of a wording: that of a page that has these words, else of the first page."""
    home = _printed(book, wording, places) or next(iter(places), None)
    return book.lang(home["doc"], home["span"][0]) if home else ""


def _printed(book: Book, wording: str, places: list[Value]) -> Value | None:
    """The first place that has a wording."""
    words = " ".join(wording.split())
    return next((p for p in places if words in " ".join(book.text(p["doc"], p["span"]).split())), None)


def _witness(book: Book, passage: Value, layer: str, *, around: bool = False) -> Witness:
    statement = book.by_id["statements"].get(passage.get("statement") or "")
    return Witness(
        quote=book.quote(passage["doc"], passage["span"], layer, around=around),
        side=passage.get("side", "for"),
        value=passage.get("value"),
        speaker=book.name(statement["speaker"]["actor"]) if statement else "",
    )


def differences(book: Book) -> Shown[Difference]:
    """The contradictions: those least likely to come from translation first."""
    events = {x: e for e in book.all("events") for x in e["disagreements"]}
    records = sorted(
        book.all("contradictions"),
        key=lambda c: (c["translation_risk"] >= RISKY, c["can_both_hold"], c["id"]),
    )
    return Shown(
        tuple(difference(book, c, events.get(c["id"])) for c in records[: CAPS.differences]), len(records)
    )


def difference(book: Book, record: Value, event: Value | None) -> Difference:
    """One contradiction, and the event that it is about, if it is about one."""
    a, b = one_per_page(record["a"]), one_per_page(record["b"])
    about, lang = _about(book, record, event)
    row = Difference(
        record=record,
        about=about,
        lang=lang,
        claim=book.by_id["claims"].get(record["claim"]),
        a=tuple(_witness(book, p, "split", around=True) for p in a[: CAPS.quotes]),
        b=tuple(_witness(book, p, "split", around=True) for p in b[: CAPS.quotes]),
        pages_a=pages_of(a),
        pages_b=pages_of(b),
        values_a=_values(a),
        values_b=_values(b),
        risky=record["translation_risk"] >= RISKY,
        why=reasons(book, record),
    )
    for witness in (*row.a, *row.b):
        book.link_back(witness.quote, "contradictions", record["id"], "◆")
    return row


def _about(book: Book, record: Value, event: Value | None) -> tuple[str, str]:
    """What two accounts differ about: the event, else the claim if printed, else the shortest account."""
    if event:
        return event["title"], wording_lang(book, event["title"], event["reports"])
    claim = book.by_id["claims"].get(record["claim"])
    if claim and (home := _printed(book, claim["wording"], claim["passages"])):
        return claim["wording"], book.lang(home["doc"], home["span"][0])
    return _shortest(book, [*record["a"], *record["b"]])


def _shortest(book: Book, places: list[Value]) -> tuple[str, str]:
    """The words of the shortest passage and their language."""
    short = min(places, key=lambda p: (p["span"][1] - p["span"][0], p["doc"]), default=None)
    if short is None:
        return "", ""
    return book.text(short["doc"], short["span"]), book.lang(short["doc"], short["span"][0])


def _values(passages: list[Value]) -> tuple[str, ...]:
    """The values that passages give, each once."""
    return tuple(dict.fromkeys(p["value"] for p in passages if p.get("value")))[:8]


def happenings(book: Book) -> Shown[Happening]:
    """The events in order of time, those without a date last."""
    records = sorted(book.all("events"), key=lambda e: (_begins(e) or "9999", e.get("latest") or "", e["id"]))
    if len(records) > CAPS.events:
        # The best attested stay; the order of time is kept.
        best = sorted(records, key=lambda e: (-e["origins"]["min"], -e["pages"], e["id"]))[: CAPS.events]
        kept = {e["id"] for e in best}
        shown = [e for e in records if e["id"] in kept]
    else:
        shown = records
    return Shown(tuple(happening(book, n, e) for n, e in enumerate(shown, start=1)), len(records))


def _begins(event: Value) -> str | None:
    return event.get("earliest") or event.get("when")


def happening(book: Book, number: int, event: Value, most: int = CAPS.quotes) -> Happening:
    """One event with at most so many reports."""
    places = one_per_page(event["reports"])
    quotes = tuple(book.quotes(places[:most], "event"))
    for quote in quotes:
        book.link_back(quote, "events", event["id"], "◷")
    parts = _parts(book, event)
    return Happening(
        number=number,
        record=event,
        title_lang=wording_lang(book, event["title"], places),
        dated=bool(event.get("when") or event.get("earliest")),
        parts=parts,
        place="" if any(role == "place" for role, _ in parts) else _place(book, event),
        reports=quotes,
        more=max(0, len(places) - most),
        why=reasons(book, event),
    )


def _parts(book: Book, event: Value) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The actors of an event under their roles, as the event lists them."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for part in event["roles"]:
        if name := book.name(part["actor"]):
            parts.setdefault(part["role"], []).append((part["actor"], name))
    return tuple((role, tuple(people)) for role, people in parts.items())


def _place(book: Book, event: Value) -> str:
    place = event.get("place") or ""
    return book.name(place) or place
