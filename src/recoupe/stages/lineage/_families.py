"""From links to edges with a direction, and to families; each with the reason a desk can check."""

from collections.abc import Mapping, Sequence

from recoupe.methods.groups import Groups
from recoupe.model import Edge, Family, Fingerprint, Leg, Lineage, Reading, Reason, Span
from recoupe.stages.lineage import _links
from recoupe.stages.lineage._cited import cited
from recoupe.stages.lineage._links import Link
from recoupe.text.fold import short_id

PASSAGES = 40  # aligned passages kept for one edge
SHORT_KEEPS, SHORT_DROPS = 0.8, 0.7  # of its own words and the parent's that are shared: a shortened copy
CUT = 1.15  # from how many times the words on, the shorter page is taken for the cut one


def settle(readings: Sequence[Reading], spread: _links.Spread = map) -> Lineage:
    """Edges between pages and families of one text; `spread` may weigh the pairs in several processes."""
    ordered = sorted(readings, key=lambda r: r.page.doc.id)
    twins, edges = _twins(ordered)
    kept = [r for r in ordered if r.page.doc.id not in twins]
    prints = [r.fingerprint for r in kept]
    links = _links.find(prints, spread)
    originals = _links.several_versions(links, prints)
    edges += [_edge(link, kept, originals) for link in links]
    edges += _agency_edges(ordered)
    return Lineage(
        edges=tuple(sorted(edges, key=lambda e: (e.child, e.parent, e.kind))),
        families=_families(ordered, edges, twins),
        paths=tuple((r.page.doc.id, r.legs) for r in ordered),
        credits=tuple(sorted({(r.page.doc.id, a.name) for r in ordered for a in r.page.agencies})),
    )


def _twins(readings: Sequence[Reading]) -> tuple[dict[str, str], list[Edge]]:
    """Pages whose words are those of an elder to the letter: page -> elder, and the edges that show it."""
    first: dict[tuple[str, bytes], Reading] = {}
    twins: dict[str, str] = {}
    edges = []
    says = "Both pages have the same words from the first to the last."
    for reading in sorted(readings, key=_seniority):
        doc, words = reading.page.doc, reading.fingerprint.words
        key = ("", words) if words else (doc.text_sha256, b"")
        elder = first.setdefault(key, reading).page.doc
        if elder.id == doc.id:
            continue
        twins[doc.id] = elder.id
        if not doc.text or not elder.text:
            continue
        whole = Span(doc.id, 0, len(doc.text)), Span(elder.id, 0, len(elder.text))
        reason = Reason("same-words", 1.0, whole, says)
        edges.append(Edge(child=doc.id, parent=elder.id, kind="copy", passages=(whole,), reasons=(reason,)))
    return twins, edges


def _seniority(reading: Reading) -> tuple[bool, str, int, str]:
    """What makes a page the likelier parent: not a translation, earlier, more complete; the id settles
    ties.
    """
    of = reading.fingerprint
    return (_translated(reading) is not None, (of.published or "9999")[:10], -_words(of), of.doc)


def _words(of: Fingerprint) -> int:
    return len(of.words) // 4


def _translated(reading: Reading) -> Leg | None:
    return next((leg for leg in reading.legs if leg.role != "written"), None)


def _edge(link: Link, readings: Sequence[Reading], originals: set[tuple[int, int]]) -> Edge:
    """The edge, its parent chosen, its passages shown."""
    a, b = readings[link.i], readings[link.j]
    child, parent, why = _direct(link, a, b, originals)
    turned = child is b
    passages = []
    for i, j, _ in sorted(link.pairs, key=lambda p: -p[2])[:PASSAGES]:
        one, other = a.fingerprint.units[i], b.fingerprint.units[j]
        spans = Span(a.fingerprint.doc, one[0], one[1]), Span(b.fingerprint.doc, other[0], other[1])
        passages.append((spans[1], spans[0]) if turned else spans)
    shown = tuple(span for pair in passages[:3] for span in pair) or _heads(child, parent)
    own, quoted = ((x[1], x[0]) if turned else x for x in (link.own, link.quoted))
    reasons = [_why(link, own, quoted, shown)]
    if link.kind != "shared_statement":
        said = cited(child, parent)
        reasons.append(said if said and said.rule == why[0] else Reason(why[0], why[1], shown, why[2]))
    return Edge(
        child=child.page.doc.id,
        parent=parent.page.doc.id,
        kind=link.kind,  # type: ignore[arg-type]
        passages=tuple(sorted(passages, key=lambda p: (p[0].start, p[0].end, p[1].start, p[1].end))),
        reasons=tuple(reasons),
        lang_path=(parent.page.lang, child.page.lang) if link.kind == "translation" else (),
    )


def _heads(*readings: Reading) -> tuple[Span, ...]:
    """The first unit of each page, where no aligned passage can be shown."""
    return tuple(
        Span(r.fingerprint.doc, *r.fingerprint.units[0][:2]) for r in readings if r.fingerprint.units
    )


def _why(
    link: Link, own: tuple[float, float], quoted: tuple[float, float], shown: tuple[Span, ...]
) -> Reason:
    if link.kinship:
        text = (
            f"Names, figures and related words of the two languages answer each other at "
            f"{link.kinship.places} places, "
            f"in the same order ({link.kinship.order:.2f} of 1), more than with any other page."
        )
        return Reason("same-names-in-order", round(min(1.0, link.kinship.score / 10), 4), shown, text)
    if link.kind == "shared_statement":
        count = "a quotation" if len(link.pairs) == 1 else f"{len(link.pairs)} quotations"
        return Reason(
            "same-quotation", 0.5, shown, f"Both pages carry {count} in like words; their own words differ."
        )
    of = f"{own[0]:.0%} of this page's own words and {own[1]:.0%} of the other's"
    said = f" Of the quotations: {quoted[0]:.0%} and {quoted[1]:.0%}." if any(quoted) else ""
    if link.kind == "edited" and own[0] >= SHORT_KEEPS and own[1] <= SHORT_DROPS:
        text = f"A shortened form of one text: {of} stand in aligned sentences.{said}"
        return Reason("shortened-copy", round(max(own), 4), shown, text)
    says = {
        "copy": f"The same text: {of} stand in both.",
        "edited": f"One text in two versions: {of} stand in aligned sentences.",
        "excerpt": f"A part of one page stands in the other: {of} are aligned.",
    }
    return Reason("same-sentences", round(max(own), 4), shown, says[link.kind] + said)


def _direct(
    link: Link, a: Reading, b: Reading, originals: set[tuple[int, int]]
) -> tuple[Reading, Reading, tuple[str, float, str]]:
    """Child, parent and why (rule, weight, words); says so where the order is only a convention."""
    of_b, of_a = cited(a, b), cited(b, a)
    if (of_b is None) != (of_a is None):
        child, parent, why = (a, b, of_b) if of_b else (b, a, of_a)
        return child, parent, (why.rule, why.weight, why.text) if why else ("", 0.0, "")
    leg_a, leg_b = _translated(a), _translated(b)
    if (leg_a is None) != (leg_b is None):
        child, parent, leg = (a, b, leg_a) if leg_a else (b, a, leg_b)
        lang = leg.lang if leg else ""
        weight = leg.score if leg else 0.0
        return (
            child,
            parent,
            ("translated-child", weight, f"This page reads as translated from {lang}; the other does not."),
        )
    for child, parent, pair in ((a, b, (link.j, link.i)), (b, a, (link.i, link.j))):
        if pair in originals and (pair[1], pair[0]) not in originals:
            text = "The other page has several versions in this language, each in words of its own."
            return child, parent, ("several-versions", 0.8, text)
    parent, child = sorted((a, b), key=_seniority)
    young, old = child.fingerprint, parent.fingerprint
    if young.published and old.published and young.published[:10] > old.published[:10]:
        text = f"This page appeared on {young.published[:10]}, the other on {old.published[:10]}."
        return child, parent, ("later", 0.7, text)
    if link.kinship is None and _words(young) * CUT < _words(old):
        return (
            child,
            parent,
            ("shorter", 0.5, f"This page has {_words(young)} words, the other {_words(old)}: it is cut."),
        )
    return (
        child,
        parent,
        ("direction-open", 0.0, "Nothing tells which came first; the fuller page is listed as parent."),
    )


def _agency_edges(readings: Sequence[Reading]) -> list[Edge]:
    """Pages that credit one agency, each tied to the one before: the chain says the same as all pairs."""
    seen: dict[str, tuple[str, Span]] = {}
    edges = []
    for reading in readings:
        doc = reading.page.doc.id
        for agency in sorted(reading.page.agencies, key=lambda a: (a.name, a.span), reverse=True):
            before = seen.get(agency.name)
            if before and before[0] != doc:
                passage = (agency.span, before[1])
                reason = Reason("same-agency", 0.5, passage, f"Both pages name {agency.name} as a source.")
                edges.append(
                    Edge(
                        child=doc,
                        parent=before[0],
                        kind="same_agency",
                        passages=(passage,),
                        reasons=(reason,),
                    )
                )
            seen[agency.name] = (doc, agency.span)
    return edges


def _families(
    readings: Sequence[Reading], edges: Sequence[Edge], twins: Mapping[str, str]
) -> tuple[Family, ...]:
    """Every page in exactly one family: the pages that copies, edits and translations connect."""
    index = {r.page.doc.id: n for n, r in enumerate(readings)}
    groups = Groups(len(readings))
    for doc, elder in sorted(twins.items()):
        groups.join(index[doc], index[elder])
    for edge in edges:
        if edge.kind in ("copy", "edited", "translation"):
            groups.join(index[edge.child], index[edge.parent])
    has_parent = {e.child for e in edges if e.kind in ("copy", "edited", "translation")} | twins.keys()
    families = []
    for members in groups.all():
        docs = tuple(sorted(readings[n].page.doc.id for n in members))
        tops = [n for n in members if readings[n].page.doc.id not in has_parent]
        root = readings[tops[0]].page.doc.id if len(tops) == 1 else None
        families.append(Family(short_id("f", *docs), docs, root))
    return tuple(sorted(families, key=lambda f: f.id))
