"""HTML: main text and metadata by trafilatura, on a tree that lxml built without network; a plain tag
stripper behind.

The stripper takes over where markup is so deep or so large that a tree is dangerous, and where trafilatura
finds no main text; a note says so. Dates are taken from what the page states, never from a search of its
prose.
"""

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from recoupe.ingest import pages, text
from recoupe.ingest.decode import Decoded
from recoupe.model import Document, Note

# Nested elements: trafilatura gives nothing past 256, the parser's own limit; real pages have a few dozen.
_DEEP = 200
_MANY = 50_000  # tags; a real page has some thousands, and 280,000 took 37 seconds
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_CLOSED_BY_ITSELF = frozenset(
    (
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option",
        "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    )
)  # fmt: skip
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr",
    )
)  # fmt: skip
_HIDDEN = ("script", "style", "noscript", "template", "svg")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_LANG = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_LD = re.compile(r"<script[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "dc.date.issued",
    "date",
    "pubdate",
)


def declared(raw: bytes) -> str | None:
    """The encoding that the page claims in its head."""
    found = _CHARSET.search(raw[:4096])
    return found.group(1).decode("ascii") if found else None


def page(
    decoded: Decoded, path: str, sha256: str, recipe: tuple[str, ...], said: Mapping[str, Any] | None = None
) -> Iterator[Document | Note]:
    """The document of an HTML page's main text, with notes; `said` overrides what the page states of
    itself."""
    source = decoded.text.replace("\x00", "")
    stated = _stated(source)
    why = _too_wild(source)
    main = None if why else _main(source)
    if main is None:
        why = why or "no main text was found"
        yield Note(
            "ingest", "tags-stripped", f"{path}: {why}; all text between the tags was taken instead.", path
        )
        kept, step = strip(source), "strip tags"
    else:
        kept, step = main.pop("text"), f"trafilatura {version('trafilatura')} main text"
    known = {**(main or {}), **stated, **(said or {})}
    links = _links(source)
    for made in text.page(replace(decoded, text=kept), path, sha256, (*recipe, step), known):
        yield made if isinstance(made, Note) else replace(made, links=links)


def strip(source: str) -> str:
    """The text between the tags, a line for each block; scripts and comments left out. Linear in the
    source."""
    out: list[str] = []
    at = 0
    for tag in _ANY_TAG.finditer(source):
        if tag.start() < at:
            continue
        out.append(source[at : tag.start()])
        at = tag.end()
        name = re.match(r"</?\s*([a-zA-Z0-9]*)", tag.group()).group(1).lower()  # type: ignore[union-attr]
        if name in _HIDDEN and not tag.group().startswith("</"):
            close = re.compile(rf"</{name}", re.IGNORECASE).search(source, at)
            at = close.start() if close else len(source)
        out.append("" if name in _INLINE else "\n")
    out.append(source[at:])
    lines = (" ".join(line.split()) for line in entities.unescape("".join(out)).split("\n"))
    return "\n".join(line for line in lines if line)


def _too_wild(source: str) -> str | None:
    depth = deepest = tags = 0
    for closing, name in _TAG.findall(source):
        tags += 1
        if name.lower() in _CLOSED_BY_ITSELF:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEP:
        return f"its elements are nested {deepest} deep"
    return f"it has {tags} tags" if tags > _MANY else None


def main_text(source: str) -> str | None:
    """The main text alone, or None where there is none or the markup is too wild to look."""
    return None if _too_wild(source) else (_main(source) or {}).get("text")


def _main(source: str) -> dict[str, Any] | None:
    """Main text and metadata as trafilatura reads them, or None where it finds no text."""
    from lxml import html as trees  # noqa: PLC0415  both are loaded only when a page of HTML comes
    from trafilatura import bare_extraction  # noqa: PLC0415

    parser = trees.HTMLParser(no_network=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        tree = trees.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (ValueError, trees.etree.ParserError):
        return None
    # Fixed bounds: by default "today" is the latest day, and the same input must give the same dossier
    # tomorrow.
    days = {
        "original_date": True,
        "extensive_search": False,
        "min_date": "1990-01-01",
        "max_date": "2100-01-01",
    }
    found = bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=days
    )
    if found is None or not (found.text or "").strip():
        return None
    known = {
        "text": found.text,
        "title": found.title,
        "author": found.author,
        "url": found.url,
        "outlet": found.sitename,
    }
    if found.date and pages.moment(found.date):
        known |= {"published": found.date, "published_from": "html"}
    return {k: v for k, v in known.items() if v}


def _stated(source: str) -> dict[str, str]:
    """What the head states outright: language, and the day of publication in JSON-LD or a meta tag."""
    stated = {}
    if found := _LANG.search(source[:5000]):
        stated["lang"] = found.group(1).lower()
    for origin, value in (("json-ld", _linked_day(source)), ("meta", _meta_day(source))):
        if value:
            return {**stated, "published": value, "published_from": origin}
    return stated


def _linked_day(source: str) -> str | None:
    for opening in list(_LD.finditer(source))[:20]:
        end = source.find("</script", opening.end())
        try:
            data = json.loads(source[opening.end() : end if end > 0 else None])
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if isinstance(day := node.get("datePublished"), str) and pages.moment(day):
                return pages.moment(day)
    return None


def _nodes(data: Any) -> list[dict[str, Any]]:
    """The objects of a JSON-LD block: alone, in a list, or under @graph."""
    first = data if isinstance(data, list) else [data]
    nodes = [n for n in first[:100] if isinstance(n, dict)]
    graphs = [n["@graph"] for n in nodes if isinstance(n.get("@graph"), list)]
    return nodes + [n for graph in graphs for n in graph[:100] if isinstance(n, dict)]


def _meta_day(source: str) -> str | None:
    found: dict[str, str] = {}
    for tag in _META.findall(source)[:500]:
        given = _attributes(tag)
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name in _DATE_NAMES and (day := pages.moment(given.get("content", ""))):
            found.setdefault(name, day)
    return next((found[name] for name in _DATE_NAMES if name in found), None)


def _links(source: str) -> tuple[str, ...]:
    """Canonical and hreflang addresses, as `canonical https://...` and `hreflang:en https://...`."""
    out = []
    for tag in _LINK.findall(source)[:500]:
        given = _attributes(tag)
        relation, address = given.get("rel", "").lower().split(), given.get("href", "").strip()
        if not address:
            continue
        if "canonical" in relation:
            out.append(f"canonical {address}")
        elif "alternate" in relation and given.get("hreflang"):
            out.append(f"hreflang:{given['hreflang'].lower()} {address}")
    return tuple(sorted(set(out)))


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): entities.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def looks_like(head: str) -> bool:
    """Whether the beginning of a text is HTML."""
    start = head[:2000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html")) or (
        start.startswith("<") and bool(re.search(r"<(?:html|head|body|div|p|article)\b", start))
    )
