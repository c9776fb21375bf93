"""What is reported and where accounts differ: claims, contradictions and events as rows."""

from dataclasses import dataclass

from recoupe.outputs.book import Book, Quote, slug
from recoupe.outputs.sections.common import CAPS, RISKY, Shown, Value, Why, one_per_page, pages_of, reasons


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
    lang: str
    witnesses: tuple[Witness, ...]
    more: int
    speaker: str  # whose words all passages are, if they are somebody's
    differences: tuple[str, ...]  # contradiction ids
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two accounts of one fact that do not agree."""

    record: Value
    claim: Value | None
    a: tuple[Witness, ...]
    b: tuple[Witness, ...]
    pages_a: tuple[str, ...]
    pages_b: tuple[str, ...]
    value_a: str | None
    value_b: str | None
    risky: bool
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event, with its number in the drawing."""

    number: int
    record: Value
    title_lang: str
    parts: tuple[tuple[str, str, str], ...]  # (role, actor id, name)
    reports: tuple[Quote, ...]
    more: int
    why: tuple[Why, ...]


def claims(book: Book) -> Shown[Reported]:
    """The claims: those with most origins first, then those on most pages."""
    records = sorted(
        book.all("claims"), key=lambda c: (-c["origins"]["min"], -c["origins"]["max"], -c["pages"], c["id"])
    )
    differing: dict[str, list[str]] = {}
    for contradiction in book.all("contradictions"):
        differing.setdefault(contradiction["claim"], []).append(contradiction["id"])
    shown = tuple(_reported(book, c, differing) for c in records[: CAPS.claims])
    return Shown(shown, len(records))


def _reported(book: Book, claim: Value, differing: dict[str, list[str]]) -> Reported:
    places = one_per_page(claim["passages"])
    witnesses = tuple(_witness(book, p, "claim") for p in places[: CAPS.quotes])
    speakers = {x.speaker for x in witnesses}
    row = Reported(
        record=claim,
        lang=wording_lang(book, claim["wording"], places),
        witnesses=witnesses,
        speaker=speakers.pop() if len(speakers) == 1 else "",
        more=max(0, len(places) - CAPS.quotes),
        differences=tuple(differing.get(claim["id"], ())),
        why=reasons(book, claim),
    )
    for witness in row.witnesses:
        book.link_back(witness.quote, f"c-{slug(claim['id'])}", "●")
    return row


def wording_lang(book: Book, wording: str, places: list[Value]) -> str:
    """The language of a wording: that of a page that has these words, else of the first page."""
    words = " ".join(wording.split())
    for place in places:
        if words in " ".join(book.text(place["doc"], place["span"]).split()):
            return book.lang(place["doc"], place["span"][0])
    return book.lang(places[0]["doc"], places[0]["span"][0]) if places else ""


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
    records = sorted(book.all("contradictions"), key=lambda c: (c["translation_risk"] >= RISKY, c["can_both_hold"], c["id"]))
    return Shown(tuple(_difference(book, c) for c in records[: CAPS.differences]), len(records))


def _difference(book: Book, record: Value) -> Difference:
    a, b = one_per_page(record["a"]), one_per_page(record["b"])
    row = Difference(
        record=record,
        claim=book.by_id["claims"].get(record["claim"]),
        a=tuple(_witness(book, p, "split", around=True) for p in a[: CAPS.quotes]),
        b=tuple(_witness(book, p, "split", around=True) for p in b[: CAPS.quotes]),
        pages_a=pages_of(a),
        pages_b=pages_of(b),
        value_a=_value(a),
        value_b=_value(b),
        risky=record["translation_risk"] >= RISKY,
        why=reasons(book, record),
    )
    for witness in (*row.a, *row.b):
        book.link_back(witness.quote, f"x-{slug(record['id'])}", "◆")
    return row


def _value(passages: list[Value]) -> str | None:
    values = list(dict.fromkeys(p["value"] for p in passages if p.get("value")))
    return " / ".join(values[:3]) or None


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
    return Shown(tuple(_happening(book, n, e) for n, e in enumerate(shown, start=1)), len(records))


def _begins(event: Value) -> str | None:
    return event.get("earliest") or event.get("when")


def _happening(book: Book, number: int, event: Value) -> Happening:
    places = one_per_page(event["reports"])
    quotes = tuple(book.quotes(places[: CAPS.quotes], "event"))
    for quote in quotes:
        book.link_back(quote, f"v-{slug(event['id'])}", "◷")
    return Happening(
        number=number,
        record=event,
        title_lang=wording_lang(book, event["title"], places),
        parts=tuple((r["role"], r["actor"], book.name(r["actor"])) for r in event["roles"] if book.name(r["actor"])),
        reports=quotes,
        more=max(0, len(places) - CAPS.quotes),
        why=reasons(book, event),
    )
