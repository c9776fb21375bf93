"""The tables, the same in SQLite and PostgreSQL, and plain views of them.

`header`, `records`, `texts`, `links`, `marks` and `search` hold the dossier. The views have the columns that
people who open the file in another program look for; in their SQL `{r.speaker.actor}` stands for a field of
the JSON in `r.body`.
"""

import re
from collections.abc import Callable
from importlib.resources import files

# Text is compared and sorted by its bytes, in both engines.
TABLES = {
    "header": "key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (key)",
    "records": (
        "kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, doc TEXT, day TEXT, status TEXT, "
        "lang TEXT, rank INTEGER NOT NULL, body TEXT NOT NULL, odd TEXT, PRIMARY KEY (kind, id)"
    ),
    "texts": "doc TEXT NOT NULL, text TEXT NOT NULL, odd TEXT, PRIMARY KEY (doc)",
    "links": (
        "kind TEXT NOT NULL, id TEXT NOT NULL, role TEXT NOT NULL, to_kind TEXT NOT NULL, "
        "to_id TEXT NOT NULL, PRIMARY KEY (kind, id, role, to_kind, to_id)"
    ),
    "marks": (
        "doc TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, layer TEXT NOT NULL, "
        "kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (doc, start, stop, layer, kind, id)"
    ),
    "search": (
        "number INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, "
        "rank INTEGER NOT NULL, lang TEXT NOT NULL, pieces TEXT NOT NULL, PRIMARY KEY (number)"
    ),
}
INDEXES = {
    "records_by_day": "records (kind, (day IS NULL), day, place)",
    "records_by_place": "records (kind, place)",
    "records_by_rank": "records (kind, rank DESC, place)",
    "links_by_named": "links (to_kind, to_id, kind, role, id)",
}
_FIELD = re.compile(r"\{(\w+)((?:\.[\w#-]+)+)\}")


def views(field: Callable[[str, list[str]], str]) -> dict[str, str]:
    """The SQL of each view; `field` says how an engine reads a field of the JSON of a table's body."""
    source = files("recoupe.store").joinpath("views.sql").read_text("utf-8")
    bare = re.sub(r"(?m)^--.*\n?", "", source)
    made = {}
    for view in filter(None, map(str.strip, bare.split(";"))):
        name, _, sql = view.partition(" AS\n")
        made[name] = _FIELD.sub(lambda hit: field(hit[1], hit[2].split(".")[1:]), sql)
    return made
