"""The tables, the same in SQLite and PostgreSQL.

`header`, `records`, `texts`, `links`, `marks` and `search` hold the dossier; `views` makes readable columns of
it for people who open the file in another program.
"""

# Text that is compared and sorted goes by its bytes, in both engines.
TABLES = {
    "header": "key TEXT PRIMARY KEY, body TEXT NOT NULL",
    "records": (
        "kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, doc TEXT, day TEXT, status TEXT, lang TEXT, "
        "rank INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)"
    ),
    "texts": "doc TEXT PRIMARY KEY, text TEXT NOT NULL, odd TEXT",
    "links": (
        "kind TEXT NOT NULL, id TEXT NOT NULL, role TEXT NOT NULL, to_kind TEXT NOT NULL, to_id TEXT NOT NULL"
    ),
    "marks": (
        "doc TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, layer TEXT NOT NULL, "
        "kind TEXT NOT NULL, id TEXT NOT NULL"
    ),
    "search": (
        "row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, "
        "rank INTEGER NOT NULL, lang TEXT NOT NULL, pieces TEXT NOT NULL"
    ),
}
INDEXES = {
    "records_place": "records (kind, place)",
    "links_from": "links (kind, id, role)",
    "links_to": "links (to_kind, to_id, kind, role, id)",
    "marks_doc": "marks (doc, start)",
}
