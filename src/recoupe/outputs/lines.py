"""Lineage as JSON Lines: a line for each page, each edge and each note, for those who only want to know
where pages come from.

A line says in `record` what it is. Pages and edges have the fields of `dossier.json`; a page also names its
family and the family's root, an edge also the paths of its two pages. The order is fixed: pages by path,
edges by child and parent, notes.
"""

import json
from collections.abc import Iterator

from recoupe import codec
from recoupe.codec import Value
from recoupe.model import Dossier

PAGE = (
    "id",
    "path",
    "url",
    "outlet",
    "published",
    "text_sha256",
    "lang",
    "lang_score",
    "agencies",
    "language_path",
)


def lines(dossier: Dossier) -> Iterator[str]:
    """Each line, with its line feed."""
    for record in records(dossier):
        yield json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"


def records(dossier: Dossier) -> Iterator[Value]:
    """Each line as a value."""
    paths = {page.doc.id: page.doc.path for page in dossier.pages}
    families = {doc: family for family in dossier.lineage.families for doc in family.docs}
    legs = dict(dossier.lineage.paths)
    for page in sorted(dossier.pages, key=lambda p: (p.doc.path, p.doc.id)):
        of = families[page.doc.id]
        told = codec.document(page, legs.get(page.doc.id, ()))
        kept = {name: told[name] for name in PAGE if name in told}
        yield {"record": "page", **kept, "family": of.id, "pages_in_family": len(of.docs), "root": of.root}
    for edge in dossier.lineage.edges:
        named = {"child_path": paths[edge.child], "parent_path": paths[edge.parent]}
        yield {"record": "edge", **codec.edge(edge), **named}
    for note in dossier.notes:
        yield {"record": "note", **codec.note(note)}
