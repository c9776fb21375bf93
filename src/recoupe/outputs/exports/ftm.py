"""The dossier as entities of followthemoney, a JSON object a line, for OpenAleph and its kin.

Pages are `Article`, actors `Person`, `Organization` or `PublicBody`, places in texts `Mention`, events
`Event`; what was said and what is claimed are `Note`s on actors and pages; copies and translations are
`UnknownLink`s with their kind as role. The model keeps a SHA-1 of raw files for its own archive, so that
our SHA-256 stands in `notes`. Places and anonymous sources have no entity: the model wants legal entities.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import common
from recoupe.outputs.hostile import address

_SCHEMATA = {"person": "Person", "body": "Organization", "state": "PublicBody", "group": "Organization"}
_TONGUES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "uk": "ukr"}  # ISO 639-3
# States that are gone: the model takes their four letters of ISO 3166-3, and knows no code for the others.
_GONE = {"SU": "suhh", "YU": "yucs", "CS": "cshh", "DD": ""}
_DAY = 10  # characters of a day; the model's dates know no zones


def write(book: Book, to: Path) -> None:
    """Write all entities: pages, actors, mentions, events, speech, claims, links."""
    to.write_bytes(common.lines(entities(book)))


def entities(book: Book) -> Iterator[Value]:
    """The entities in the dossier's order."""
    actors = {a["id"] for a in book.all("actors") if a["kind"] in _SCHEMATA}
    yield from (_page(book, d) for d in book.all("documents"))
    for actor in book.all("actors"):
        if actor["id"] in actors:
            yield _actor(book, actor)
            yield from _mentions(book, actor)
    yield from (_event(book, e, actors) for e in book.all("events"))
    yield from (_speech(book, u, actors) for u in book.all("utterances"))
    yield from (_claim(book, c) for c in book.all("claims"))
    yield from (_link(e) for e in book.all("edges"))


def _id(*parts: str) -> str:
    return f"recoupe-{common.identity('ftm', *parts)}"


def _country(actor: Value) -> str:
    code = str(actor.get("country") or "")
    return _GONE.get(code, code.lower())


def _entity(identity: str, schema: str, **properties: Sequence[str | None]) -> Value:
    kept = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": identity, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}


def _page(book: Book, page: Value) -> Value:
    retrieved = str(page.get("retrieved") or "")[:_DAY]
    return _entity(
        _id(page["id"]),
        "Article",
        name=[book.headline(page["id"])],
        title=[book.headline(page["id"])],
        fileName=[page["path"]],
        sourceUrl=[address(page.get("url"))],
        publisher=[page.get("outlet")],
        publishedAt=[(book.day(page["id"]) or "")[:_DAY]],
        retrievedAt=[retrieved],
        language=[_TONGUES.get(page["lang"])],
        bodyText=[page["text"]],
        notes=[
            f"sha256 {page['sha256']}",
            f"sha256 of the text {page['text_sha256']}",
            f"evidence {page['grade']}",
        ],
    )


def _actor(book: Book, actor: Value) -> Value:
    roles = sorted({book.text(r["doc"], r["span"]) for r in actor["roles"]})
    person = actor["kind"] == "person"
    return _entity(
        _id(actor["id"]),
        _SCHEMATA[actor["kind"]],
        name=[actor["name"]],
        alias=[n["text"] for n in actor["names"] if n["text"] != actor["name"]],
        country=[_country(actor)],
        position=[*(roles if person else ())],
        notes=[f"recoupe {actor['id']}", *(() if person else roles)],
    )


def _mentions(book: Book, actor: Value) -> Iterator[Value]:
    """A mention for each page that names the actor, with all spellings there."""
    named: dict[str, set[str]] = defaultdict(set)
    for m in actor["mentions"]:
        if m["form"] == "name":
            named[m["doc"]].add(" ".join(book.text(m["doc"], m["span"]).split()))
    for doc in sorted(named):
        yield _entity(
            _id("mention", actor["id"], doc),
            "Mention",
            document=[_id(doc)],
            name=sorted(named[doc]),
            resolved=[_id(actor["id"])],
            detectedSchema=[_SCHEMATA[actor["kind"]]],
            contextCountry=[_country(actor)],
        )


def _event(book: Book, event: Value, actors: set[str]) -> Value:
    words = list(dict.fromkeys(book.text(r["doc"], r["span"]) for r in event["reports"]))
    return _entity(
        _id(event["id"]),
        "Event",
        name=[event["title"]],
        startDate=[event.get("earliest")],
        endDate=[event.get("latest")],
        location=[event.get("place")],
        involved=[_id(r["actor"]) for r in event["roles"] if r["actor"] in actors],
        proof=[_id(r["doc"]) for r in event["reports"]],
        summary=words,
        notes=[f"{event['code']}; {common.words(event)}"],
        recordId=[event["id"]],
    )


def _speech(book: Book, told: Value, actors: set[str]) -> Value:
    places = told["variants"] or [told["wording"]]
    words = [book.text(told["wording"]["doc"], told["wording"]["span"])]
    words += [book.text(p["doc"], p["span"]) for p in places]
    who = book.name(told["speaker"]) or "unknown speaker"
    return _entity(
        _id(told["id"]),
        "Note",
        name=[f"{who}: {' '.join(words[0].split())[:120]}"],
        description=words,
        entity=[
            _id(told["speaker"]) if told["speaker"] in actors else None,
            *(_id(p["doc"]) for p in places),
        ],
        notes=[f"speech; recoupe {told['id']}"],
    )


def _claim(book: Book, claim: Value) -> Value:
    words = [book.text(p["doc"], p["span"]) for p in claim["passages"]]
    return _entity(
        _id(claim["id"]),
        "Note",
        name=[" ".join(claim["wording"].split())[:200]],
        description=words,
        entity=[_id(p["doc"]) for p in claim["passages"]],
        notes=[f"claim; {common.words(claim)}; not judged true or false; recoupe {claim['id']}"],
    )


def _link(edge: Value) -> Value:
    return _entity(
        _id("edge", edge["child"], edge["parent"], edge["kind"]),
        "UnknownLink",
        subject=[_id(edge["child"])],
        object=[_id(edge["parent"])],
        role=[edge["kind"]],
        summary=[r["text"] for r in edge["reasons"]],
    )
