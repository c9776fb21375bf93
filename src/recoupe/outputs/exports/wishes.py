"""What several formats want of a position: its pole, its concept, its place on the scale of options."""

from recoupe.methods.paraphrases import POLES
from recoupe.outputs.book import Book, Value

Issues = dict[str, Value]  # the issues that a dossier names, by code


def pole(stance: str) -> int:
    """1 for, -1 against, 0 neither."""
    return POLES.get(stance, 0)


def of(book: Book) -> Issues:
    """The issues that the dossier was coded with, as far as it uses them."""
    return {i["code"]: i for i in book.all("issues")}


def concept(record: Value, issues: Issues, lang: str = "en") -> str:
    """The issue of a position or standing by its name, with the option where one is named."""
    told = {t["lang"]: t["text"] for t in issues.get(record["issue"], {}).get("labels", ())}
    label = str(told.get(lang) or told.get("en") or record["issue"])
    return f"{label}: {record['option']}" if record.get("option") else label


def share(record: Value, issues: Issues) -> float | None:
    """Where the option of a standing lies between the poles of its issue, 0 to 1; None without a scale."""
    options = issues.get(record["issue"], {}).get("options", [])
    if record.get("option") not in options or len(options) < 2 or pole(record["stance"]) < 0:
        return None
    return float(options.index(record["option"]) / (len(options) - 1))
