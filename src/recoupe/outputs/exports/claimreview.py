"""Claims as JSON-LD of schema.org: `Claim`, the thing that a ClaimReview reviews, with where each appears.

No ClaimReview and no rating is written: both say that somebody looked whether a claim is true, and nobody
did. A fact-checker takes a claim from here as `itemReviewed` and adds the verdict. An appearance is a
`Quotation` in the page it stands on, its place told as characters of that page's text (RFC 5147).
"""

from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import common
from recoupe.outputs.hostile import address

OPEN = "Recoupe does not say whether it is true."
_TYPES = {"person": "Person", "body": "Organization", "state": "GovernmentOrganization"}


def write(book: Book, to: Path) -> None:
    """Write all claims that some page stands for."""
    to.write_bytes(common.dumps(graph(book), indent=1) + b"\n")


def graph(book: Book) -> Value:
    """The claims as a value, in the dossier's order."""
    claims = [_claim(book, c) for c in book.all("claims")]
    return {"@context": "https://schema.org", "@graph": [c for c in claims if c["appearance"]]}


def _claim(book: Book, claim: Value) -> Value:
    held = [p for p in claim["passages"] if p["side"] != "against"]
    against = len(claim["passages"]) - len(held)
    appearances = [_appearance(book, p) for p in held]
    dated = sorted((book.day(p["doc"]), n) for n, p in enumerate(held) if book.day(p["doc"]))
    speakers = {s for p in held if (s := _speaker(book, p))}
    other = f"; passages against it {against}" if against else ""
    return {
        "@type": "Claim",
        "@id": f"urn:uuid:{common.identity('claim', claim['id'])}",
        "identifier": claim["id"],
        "text": claim["wording"],
        "description": f"{common.words(claim)}{other}. {OPEN}",
        **({"author": _actor(book, next(iter(speakers)))} if len(speakers) == 1 else {}),
        **({"firstAppearance": appearances[dated[0][1]]} if dated else {}),
        "appearance": appearances,
    }


def _appearance(book: Book, passage: Value) -> Value:
    doc, (start, end) = passage["doc"], passage["span"]
    speaker = _speaker(book, passage)
    return {
        "@type": "Quotation",
        "text": book.text(doc, passage["span"]),
        "inLanguage": book.lang(doc, start),
        **({"spokenByCharacter": _actor(book, speaker)} if speaker else {}),
        "identifier": f"{book.documents[doc]['path']}#char={start},{end}",
        "isPartOf": _page(book, doc),
    }


def _page(book: Book, doc: str) -> Value:
    page = book.documents[doc]
    outlet, day, url = page.get("outlet"), book.day(doc), address(page.get("url"))
    return {
        "@type": "NewsArticle",
        **({"url": url} if url else {}),
        "headline": book.headline(doc),
        **({"datePublished": day} if day else {}),
        **({"publisher": {"@type": "Organization", "name": outlet}} if outlet else {}),
        "inLanguage": page["lang"],
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": page["sha256"]},
    }


def _speaker(book: Book, passage: Value) -> str | None:
    statement = book.by_id["statements"].get(passage.get("statement") or "")
    actor = statement["speaker"]["actor"] if statement else None
    known = book.by_id["actors"].get(actor or "")
    return str(known["id"]) if known and known["kind"] in _TYPES else None


def _actor(book: Book, actor: str) -> Value:
    known = book.by_id["actors"][actor]
    return {"@type": _TYPES[known["kind"]], "name": known["name"]}
