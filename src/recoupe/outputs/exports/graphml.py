"""A two-mode network in GraphML as Gephi reads it: actors, issues, and what stands between them.

Every attribute is declared with its type; edges carry stance, pole, option, days, origins and voices. An
edge is one standing, so its weight is the origins behind it, not the pages.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lxml import etree

from recoupe.outputs.book import Book
from recoupe.outputs.exports import wishes

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE = {"label": "string", "type": "string", "kind": "string", "country": "string", "code": "string"}
_EDGE = {
    "weight": "double", "stance": "string", "pole": "int", "option": "string", "from": "string",
    "to": "string", "origins_min": "int", "origins_max": "int", "voices": "string", "standing": "string",
}  # fmt: skip


def write(book: Book, to: Path) -> None:
    """Write the network of all standings."""
    codes = wishes.of(book)
    root = etree.Element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE})
    for kind, attributes in (("node", _NODE), ("edge", _EDGE)):
        for name, datum in attributes.items():
            key = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": datum}
            etree.SubElement(root, f"{{{NAMESPACE}}}key", key)
    graph = etree.SubElement(root, f"{{{NAMESPACE}}}graph", {"id": "positions", "edgedefault": "directed"})
    standings = book.all("standings")
    for actor in sorted({s["holder"] for s in standings}):
        known = book.by_id["actors"][actor]
        told = {
            "label": known["name"],
            "type": "actor",
            "kind": known["kind"],
            "country": known.get("country"),
        }
        _add(graph, "node", {"id": actor}, told.items())
    for code in sorted({s["issue"] for s in standings}):
        label = wishes.concept({"issue": code}, codes)
        _add(graph, "node", {"id": f"issue-{code}"}, (("label", label), ("type", "issue"), ("code", code)))
    for s in standings:
        told = {
            "weight": max(1, s["origins"]["min"]), "stance": s["stance"], "pole": wishes.pole(s["stance"]),
            "option": s["option"], "from": s["from"], "to": s.get("to"), "origins_min": s["origins"]["min"],
            "origins_max": s["origins"]["max"], "voices": " ".join(s["voices"]), "standing": s["id"],
        }  # fmt: skip
        ends = {"id": s["id"], "source": s["holder"], "target": f"issue-{s['issue']}"}
        _add(graph, "edge", ends, told.items())
    to.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add(graph: Any, kind: str, attributes: dict[str, str], told: Iterable[tuple[str, Any]]) -> None:
    plain = {name: _xml(value) for name, value in attributes.items()}
    element = etree.SubElement(graph, f"{{{NAMESPACE}}}{kind}", plain)
    for name, value in told:
        if value is not None:
            datum = etree.SubElement(element, f"{{{NAMESPACE}}}data", {"key": f"{kind}-{name}"})
            datum.text = _xml(str(value))


def _xml(text: str) -> str:
    """The text without what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
