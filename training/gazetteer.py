"""Makes the gazetteer that the name model sees: words in small letters, and a letter for each list they
are on.

Names of several words are there whole too, their words apart as tokens are.

s state, a its adjective, c city or region, b body, g given name, t title before a name, r office; a
capital letter where the form is the whole name, u for an acronym that is a name in capitals only. Made
once, at training, from the tables of the languages and a list of cities, and shipped with the weights:
a model reads the lists it was trained with.
"""

import re
from collections import defaultdict
from pathlib import Path

from recoupe import languages
from recoupe.text.fold import iron

TABLES = languages.HERE / "data"
OF_SEAT = {"capital": "c", "place": "c", "seat": "b", "body": "b"}


def rows(path: Path) -> list[list[str]]:
    """The rows of a table; none if there is no such table."""
    if not path.is_file():
        return []
    lines = path.read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def make(lang: str) -> dict[str, str]:
    """The gazetteer for the pages of one language, which name people and places of all."""
    lists: dict[str, set[str]] = defaultdict(set)

    def add(form: str, letter: str) -> None:
        whole = iron(form).lower()
        parts = re.split(r"(?<=') *| ", whole)
        if letter in "scb" and len(whole) > 1:
            lists[" ".join(parts)].add("u" if form.isupper() and len(form) < 7 else letter.upper())
        for part in parts:
            if (len(part) > 3 and len(parts) > 1) or (len(parts) == 1 and letter not in "scb"):
                lists[part].add(letter)

    for row in rows(TABLES / lang / "states.tsv"):
        add(row[0], "s" if row[1] == "state" else "a")
    for row in rows(TABLES / "any" / "seats.tsv"):
        add(row[0], OF_SEAT[row[1]])
    for row in rows(TABLES / "any" / "given_names.tsv"):
        add(row[0], "g")
    for row in rows(TABLES / lang / "titles.tsv"):
        add(row[0], "t")
    for row in rows(TABLES / lang / "roles.tsv"):
        if row[1] == "person":
            add(row[0], "r")
    for city in (Path(__file__).parent / "cities.txt").read_text("utf-8").split():
        add(city, "c")
    return {form: "".join(sorted(letters)) for form, letters in sorted(lists.items())}


def write(gazetteer: dict[str, str], path: Path) -> None:
    """Writes a gazetteer, one word a line."""
    path.write_text("".join(f"{form}\t{letters}\n" for form, letters in sorted(gazetteer.items())), "utf-8")
