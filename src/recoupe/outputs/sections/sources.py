"""Where the pages come from, who is named in them, and what went wrong while reading them."""

from collections import Counter
from dataclasses import dataclass, replace

from recoupe.outputs.book import Book, Quote
from recoupe.outputs.hostile import address
from recoupe.outputs.sections.aligned import Pair, pair
from recoupe.outputs.sections.common import CAPS, Shown, Value, Why, reasons
from recoupe.outputs.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One step of a page's way through languages."""

    lang: str
    role: str
    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page as a source."""

    record: Value
    label: str
    headline: str
    url: str | None  # only if it may be followed
    legs: tuple[Leg, ...]
    agencies: tuple[tuple[str, Quote], ...]
    known: str  # what the table of outlets says of its outlet, if anything
    statements: int
    linked: bool
    graded: tuple[Why, ...] = ()
    dated: tuple[Why, ...] = ()  # why it is of an inferred day
    omits: tuple[tuple[str, str], ...] = ()  # (claim id, wording) of what pages around it report


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Why two pages are not two sources."""

    record: Value
    child: str
    parent: str
    pairs: tuple[Pair, ...]
    more: int
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor with the ways he is named."""

    record: Value
    stands_for: str
    mentions: tuple[Quote, ...]
    more: int
    roles: tuple[tuple[str, Quote], ...]
    more_roles: int
    pages: int
    statements: int
    why: tuple[Why, ...]


def sources(book: Book) -> Shown[Source]:
    """The pages in order of publication."""
    said = Counter(s["doc"] for s in book.all("statements"))
    linked = {e[side] for e in book.all("edges") for side in ("child", "parent")}
    linked |= {doc for f in book.families() if len(f["docs"]) > 1 for doc in f["docs"]}
    documents = sorted(book.all("documents"), key=lambda d: (book.day(d["id"]) or "9", d["path"]))
    omits: dict[str, list[tuple[str, str]]] = {}
    for claim in book.all("claims"):
        for doc in claim.get("omitted_by", ()):
            omits.setdefault(doc, []).append((claim["id"], claim["wording"]))
    shown = tuple(
        replace(
            source(book, d["id"], said[d["id"]], linked=d["id"] in linked),
            omits=tuple(omits.get(d["id"], ())),
        )
        for d in documents[: CAPS.pages]
    )
    return Shown(shown, len(documents))


def source(book: Book, doc: str, said: int = 0, *, linked: bool = True) -> Source:
    """One page as a source."""
    page = book.documents[doc]
    return Source(
        record=page,
        label=book.labels[doc],
        headline=book.headline(doc),
        url=address(page.get("url")),
        legs=tuple(
            Leg(lang=leg["lang"], role=leg["role"], score=leg["score"], why=reasons(book, leg))
            for leg in page.get("language_path", ())
        ),
        agencies=tuple((a["name"], book.quote(doc, a["span"], "why")) for a in page.get("agencies", ())),
        known=next((n["text"] for n in page.get("notes", ()) if n["code"] == "outlet-listed"), ""),
        statements=said,
        linked=linked,
        graded=reasons(book, {"reasons": page.get("grade_reasons", ())}),
        dated=reasons(book, page["published"]) if "reasons" in (page.get("published") or {}) else (),
    )


@dataclass(frozen=True, slots=True)
class Text:
    """Pages that carry one text, with the page it began on where that is known."""

    root: str
    pages: tuple[tuple[str, str], ...]  # (id, label), the root first


def texts(book: Book) -> Shown[Text]:
    """The texts that several pages carry, those on most pages first."""
    families = [f for f in book.families() if len(f["docs"]) > 1]
    families.sort(key=lambda f: (-len(f["docs"]), f["id"]))
    shown = []
    for family in families[: CAPS.edges]:
        root = family.get("root")
        docs = sorted(family["docs"], key=lambda d: (d != root, book.day(d) or "9", book.labels[d]))
        shown.append(
            Text(
                book.labels[root] if root else "",
                tuple((d, book.labels[d]) for d in docs[: CAPS.pages]),
            )
        )
    return Shown(tuple(shown), len(families))


def ties(book: Book) -> Shown[Tie]:
    """The links of reuse between pages, strongest kinds first."""
    order = ("copy", "edited", "translation", "excerpt", "shared_statement", "same_agency")
    rank = {kind: n for n, kind in enumerate(order)}
    edges = sorted(book.all("edges"), key=lambda e: (rank.get(e["kind"], 9), e["child"], e["parent"]))
    return Shown(tuple(tie(book, e) for e in edges[: CAPS.edges]), len(edges))


def tie(book: Book, edge: Value, most: int = CAPS.quotes) -> Tie:
    """One link with at most so many of its passages side by side."""
    passages = edge["passages"]
    pairs = tuple(
        pair(book.quote(edge["child"], p["child"], "why"), book.quote(edge["parent"], p["parent"], "why"))
        for p in passages[:most]
    )
    return Tie(
        record=edge,
        child=book.labels[edge["child"]],
        parent=book.labels[edge["parent"]],
        pairs=pairs,
        more=len(passages) - len(pairs),
        why=reasons(book, edge),
    )


def named(book: Book) -> Shown[Named]:
    """The actors: those named most often first."""
    said = Counter(s["speaker"]["actor"] for s in book.all("statements"))
    actors = sorted(
        book.all("actors"), key=lambda a: (-said[a["id"]], -len(a["mentions"]), a["name"], a["id"])
    )
    return Shown(tuple(profile(book, a, said[a["id"]]) for a in actors[: CAPS.actors]), len(actors))


def profile(book: Book, actor: Value, said: int) -> Named:
    """One actor, who speaks so many statements."""
    firsts: dict[str, Value] = {}
    for mention in actor["mentions"]:
        firsts.setdefault(mention["doc"], mention)
    roles: dict[str, Value] = {}
    for role in actor["roles"]:
        roles.setdefault(" ".join(role["text"].split()).lower(), role)
    # Roles that are part of a longer one say nothing new.
    longest = [r for k, r in roles.items() if not any(k != other and k in other for other in roles)]
    shown = list(firsts.values())[: CAPS.quotes]
    return Named(
        record=actor,
        stands_for=book.name(actor.get("stands_for")),
        mentions=tuple(book.quotes(shown, "why")),
        more=len(actor["mentions"]) - len(shown),
        roles=tuple((r["text"], book.quote(r["doc"], r["span"], "why")) for r in longest[:4]),
        more_roles=max(0, len(longest) - 4),
        pages=len(firsts),
        statements=said,
        why=reasons(book, actor),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One note, with its passage where it has one."""

    record: Value
    page: str
    quote: Quote | None


def remarks(book: Book) -> Shown[Remark]:
    """The notes of the run."""
    notes = book.all("notes")
    shown = []
    for note in notes[: CAPS.notes]:
        named = note.get("doc")
        doc = named if named and named in book.documents else None
        span = note.get("span")
        quote = book.quote(doc, span, "why") if doc and span else None
        shown.append(Remark(record=note, page=book.labels[doc] if doc else "", quote=quote))
    return Shown(tuple(shown), len(notes))


def limits(book: Book, w: Words) -> Value:
    """What the reader must know of the ground that the dossier stands on."""
    documents = list(book.documents.values())
    graded = Counter(d["grade"] for d in documents)
    told = [
        w.say("grades", n=w.n("pages", n), grade=f"{grade} ({w.code('grade', grade)})")
        for grade, n in sorted(graded.items())
    ]
    translated = sum(any(leg["role"] != "written" for leg in d.get("language_path", ())) for d in documents)
    return {
        "grades": ", ".join(told),
        "translated": translated,
        "undated": sum(1 for d in documents if not d.get("published")),
        "spoken": sorted(Counter(d["lang"] for d in documents).items(), key=lambda t: (-t[1], t[0])),
    }
