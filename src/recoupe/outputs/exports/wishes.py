"""What several formats want of a position: its pole, its concept, its place on the scale of options."""

from recoupe import codebooks
from recoupe.codebooks import Codebook
from recoupe.outputs.book import Book, Value

# Which way a stance points; a stance that points nowhere is no agreement and no disagreement.
POLES = {
    "supports": 1, "accepts": 1, "offers": 1, "proposes": 1, "demands": 1, "commits": 1, "concedes": 1,
    "rejects": -1, "withdraws": -1, "threatens": -1,
}  # fmt: skip


def pole(stance: str) -> int:
    """1 for, -1 against, 0 neither."""
    return POLES.get(stance, 0)


def of(book: Book) -> Codebook:
    """The codebook that the dossier was coded with."""
    return codebooks.load(book.value["run"]["codebook"])


def concept(record: Value, codes: Codebook, lang: str = "en") -> str:
    """The issue of a position or standing by its name, with the option where one is named."""
    issue = codes.by_code.get(record["issue"])
    label = issue.label(lang) if issue else record["issue"]
    return f"{label}: {record['option']}" if record.get("option") else label


def share(record: Value, codes: Codebook) -> float | None:
    """Where the option of a standing lies between the poles of its issue, 0 to 1; None without a scale."""
    issue = codes.by_code.get(record["issue"])
    if issue is None or record.get("option") not in issue.options or len(issue.options) < 2:
        return None
    at = issue.options.index(record["option"]) / (len(issue.options) - 1)
    return at if pole(record["stance"]) >= 0 else None
