"""A draft for the graph model of conflict resolution: who decides, on what, and what each is known to want.

Each option of an issue that somebody takes a stand on is one yes-or-no choice; a stand on it is a preference,
a condition is noted beside. The order of preferences, which states are infeasible and which moves cannot be
undone are the analyst's: they are left empty, and `gaps` says so.
"""

import json
from pathlib import Path

from recoupe.outputs.book import Book
from recoupe.outputs.exports import wishes
from recoupe.outputs.sections.common import Value

GAPS = (
    "who controls an option is not known from what is said of it",
    "preferences are not in order: nobody says what weighs more",
    "infeasible states and moves that cannot be undone are not coded",
    "a decision maker who is for and against one option has moved, or is told of in two ways",
)


def write(book: Book, to: Path) -> None:
    """Write one JSON object."""
    codes = wishes.of(book)
    standings = [s for s in book.all("standings") if wishes.pole(s["stance"])]
    choices = sorted({(s["issue"], s["option"] or "") for s in standings})
    number = {choice: n for n, choice in enumerate(choices, 1)}
    value = {
        "title": "Positions as reported; a draft",
        "options": [
            {
                "number": number[i, o],
                "name": wishes.concept({"issue": i, "option": o}, codes),
                "issue": i,
                "option": o or None,
                "reversibility": None,
                "controlledBy": None,
            }
            for i, o in choices
        ],
        "decisionMakers": _deciders(book, standings, number),
        "infeasibles": None,
        "gaps": GAPS,
        "coder": "Recoupe (machine)",
    }
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    to.write_bytes(text.encode("utf-8", "backslashreplace"))


def _deciders(book: Book, standings: list[Value], number: dict[tuple[str, str], int]) -> list[Value]:
    """Who takes a stand, and on which side of which option."""
    deciders = []
    for holder in sorted({s["holder"] for s in standings}):
        held = [s for s in standings if s["holder"] == holder]
        wants = sorted({(number[s["issue"], s["option"] or ""], wishes.pole(s["stance"])) for s in held})
        deciders.append(
            {
                "name": book.name(holder),
                "id": holder,
                "options": [],
                "preferences": [[[n, "Y" if side > 0 else "N"]] for n, side in wants],
                "evidence": [s["id"] for s in held],
            }
        )
    return deciders
