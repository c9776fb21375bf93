"""The first screen: what was read, the funnel from pages to events, and the state of play in lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.model import Origins
from recoupe.outputs.book import Book, Quote
from recoupe.outputs.sections.common import CAPS, RISKY, Shown, Value, first
from recoupe.outputs.sections.facts import Difference, Happening, Reported
from recoupe.outputs.sections.wishes import Matrix, Move

PLANNED = ("announced", "planned")
WITHDRAWN = ("denied", "cancelled")
UNOWNED = ("denied", "neither")  # claims that a party denies, or neither confirms nor denies


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How much stands behind how many pages."""

    pages: int
    texts: int
    origins: Origins
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The summary: each list says how long it really is."""

    title: str
    title_lang: str
    stories: tuple[Value, ...]
    start: str | None
    end: str | None
    funnel: Funnel
    established: Shown[Happening | Reported]
    single: Shown[Happening | Reported]
    disputed: Shown[Difference]
    planned: Shown[Happening]
    denied: Shown[Happening | Reported]
    moved: Shown[Move]


def opening(
    book: Book,
    events: tuple[Happening, ...],
    claims: tuple[Reported, ...],
    differences: tuple[Difference, ...],
    positions: Matrix,
) -> Opening:
    """The first screen from the rows of the parts below it, so that both say the same."""
    stories = tuple(sorted(book.all("stories"), key=lambda s: (-len(s["docs"]), s["id"])))
    days = sorted(d for doc in book.documents if (d := book.day(doc)))
    title, lang = _title(book, stories)
    facts = _agreed(events, claims)
    withdrawn: list[Happening | Reported] = [e for e in events if e.record["status"] in WITHDRAWN]
    withdrawn += [c for c in claims if c.record.get("party") in UNOWNED]
    return Opening(
        title=title,
        title_lang=lang,
        stories=stories,
        start=days[0] if days else None,
        end=days[-1] if days else None,
        funnel=Funnel(
            pages=len(book.documents),
            texts=book.texts(),
            origins=book.origins(),
            events=len(book.all("events")),
        ),
        established=first([f for f in facts if _stands(f)], CAPS.lines),
        single=first(
            [f for f in facts if f.record["origins"]["min"] <= 1 and f.record["pages"] > 1], CAPS.lines
        ),
        disputed=first([d for d in differences if d.record["translation_risk"] < RISKY], CAPS.lines),
        planned=first(_best([e for e in events if e.record["status"] in PLANNED]), CAPS.lines),
        denied=first(withdrawn, CAPS.lines),
        moved=first(list(positions.moves), CAPS.lines),
    )


def _agreed(events: Iterable[Happening], claims: Iterable[Reported]) -> list[Happening | Reported]:
    """What is told as having happened and nobody disputes, the best attested first, each once."""
    done = [e for e in events if e.record["status"] not in (*PLANNED, *WITHDRAWN, "hypothetical")]
    told = [c for c in claims if c.record.get("slot") not in ("name", "office")]
    agreed = [
        c for c in told if c.record["status"] != "contradicted" and c.record.get("party") not in UNOWNED
    ]
    return _apart([*_best(done), *_best_claims(agreed)])


def _stands(fact: Happening | Reported) -> bool:
    """Whether two origins tell the same: for a claim, more than that two sentences are alike."""
    alike = isinstance(fact, Reported) and fact.record["status"] != "corroborated"
    return bool(fact.record["origins"]["min"] > 1 and not alike)


def _best(events: list[Happening]) -> list[Happening]:
    return sorted(events, key=lambda e: (-e.record["origins"]["min"], -e.record["pages"], e.number))


def _best_claims(claims: list[Reported]) -> list[Reported]:
    return sorted(claims, key=lambda c: (-c.record["origins"]["min"], -c.record["pages"], c.record["id"]))


def _apart(facts: list[Happening | Reported]) -> list[Happening | Reported]:
    """The facts without those that mostly stand on passages of one before."""
    shown: dict[str, list[tuple[int, int]]] = {}
    kept = []
    for fact in facts:
        places = [(q.doc, q.start, q.end) for q in _passages(fact)]
        again = sum(any(a < end and start < b for a, b in shown.get(doc, ())) for doc, start, end in places)
        if again * 2 >= len(places) > 0:
            continue
        kept.append(fact)
        for doc, start, end in places:
            shown.setdefault(doc, []).append((start, end))
    return kept


def _passages(fact: Happening | Reported) -> list[Quote]:
    return list(fact.reports) if isinstance(fact, Happening) else [x.quote for x in fact.witnesses]


def _title(book: Book, stories: tuple[Value, ...]) -> tuple[str, str]:
    """What the dossier is called: its largest story, else the headline of its first page."""
    if stories and stories[0]["title"]:
        told = stories[0]
        words = told["title"]
        for doc in told["docs"]:
            if " ".join(words.split()) == book.headline(doc):
                return words, book.lang(doc)
        return words, ""
    doc = min(book.documents, key=lambda d: (book.day(d) or "9", book.documents[d]["path"]), default=None)
    return (book.headline(doc), book.lang(doc)) if doc else ("", "")
