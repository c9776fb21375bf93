"""The dossier as a STIX 2.1 bundle, for OpenCTI, MISP and the like: pages, who speaks, what is claimed, who
copied whom, and the DISARM techniques that this suggests.

Pages are files with their hash and address; people and bodies are identities; what was said, claimed and
contradicted are notes on them; copies and translations are relationships. There is no opinion, indicator,
campaign or threat actor: these judge, and texts do not show what they say. STIX asks for the time at which
an object was made. No clock is read: it is the last day that the pages tell. Ids are of version 5, so that
a second export is the same bundle.
"""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recoupe.outputs.book import Book, Value
from recoupe.outputs.exports import common, techniques
from recoupe.outputs.hostile import address

# Under which the standard wants the ids of observables to be made: section 2.9 of STIX 2.1.
_OBSERVABLES = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
_CLASSES = {"person": "individual", "body": "organization", "state": "organization", "group": "group"}
_EDGES = {"shared_statement": "related-to", "same_agency": "related-to"}
_OPEN = "Not judged true or false."
_LOW = 15  # of 100: "Low" on the standard's scale of confidence


def write(book: Book, to: Path) -> None:
    """Write the bundle."""
    to.write_bytes(common.dumps(bundle(book), indent=1) + b"\n")


def bundle(book: Book) -> Value:
    """The bundle as a value."""
    made = _Maker(book)
    objects = [
        made.author,
        *made.pages(),
        *made.identities(),
        *made.edges(),
        *made.said(),
        *made.claims(),
        *made.contradictions(),
        *made.techniques(),
    ]
    report = made.report([o["id"] for o in objects])
    return {"type": "bundle", "id": made.name("bundle", report["id"]), "objects": [*objects, report]}


class _Maker:
    """Makes objects that name their author and bear one instant."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.now = common.last(book)
        self.author = self._made(
            "identity", ("recoupe",), name="Recoupe (machine)", identity_class="system",
            description="A program that reads pages and says where they stand. It judges nobody.",
        )  # fmt: skip
        self.actors = {
            a["id"]: self.name("identity", a["id"]) for a in book.all("actors") if a["kind"] in _CLASSES
        }
        self.files = {d["id"]: _file(d) for d in book.all("documents")}

    def name(self, kind: str, *parts: str) -> str:
        """The id of an object."""
        return f"{kind}--{common.identity('stix', kind, *parts)}"

    def _made(self, kind: str, parts: tuple[str, ...], **fields: Any) -> Value:
        author = getattr(self, "author", None)
        told = {k: v for k, v in fields.items() if v not in (None, "", [])}
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": self.name(kind, *parts),
            "created": self.now,
            "modified": self.now,
            **({"created_by_ref": author["id"]} if author else {}),
            **told,
        }

    def _note(self, parts: tuple[str, ...], about: list[str], content: str, **fields: Any) -> Value:
        return self._made("note", parts, content=content, object_refs=list(dict.fromkeys(about)), **fields)

    def pages(self) -> Iterator[Value]:
        """Each page as a file, with its address, and a note on what is known of it."""
        done: set[str] = set()
        for page in self.book.all("documents"):
            url = address(page.get("url"))
            seen = [self.files[page["id"]], *([_url(url)] if url else [])]
            yield from (o for o in seen if o["id"] not in done)
            done |= {o["id"] for o in seen}
            about = [o["id"] for o in seen]
            if fetched := common.instant(page.get("retrieved")):
                yield self._made(
                    "observed-data", (page["id"],), first_observed=fetched, last_observed=fetched,
                    number_observed=1, object_refs=about,
                )  # fmt: skip
            yield self._note(
                ("page", page["id"]), about, self._of_page(page), abstract=self.book.headline(page["id"]),
                lang=page["lang"], labels=["page"], external_references=[self._reference(page["id"])],
            )  # fmt: skip

    def _of_page(self, page: Value) -> str:
        outlet, day = page.get("outlet") or "unknown", self.book.day(page["id"]) or "unknown"
        told = [f"outlet: {outlet}", f"published: {day}", f"evidence: {page['grade']}"]
        told += [f"SHA-256 of the text: {page['text_sha256']}"]
        told += [f"{leg['role']} {leg['lang']}" for leg in page.get("language_path", ())]
        return "; ".join(told)

    def _reference(self, doc: str, span: list[int] | None = None) -> Value:
        page = self.book.documents[doc]
        url = address(page.get("url"))
        place = f"{page['path']}, characters {span[0]} to {span[1]}" if span else page["path"]
        # The standard lets a hash stand only beside an address.
        hashes = {"hashes": {"SHA-256": page["sha256"]}} if _is_hash(page["sha256"]) else {}
        source = common.site(self.book, doc) or "page"
        return {"source_name": source, "description": place, **({"url": url, **hashes} if url else {})}

    def identities(self) -> Iterator[Value]:
        """People, bodies, states and groups with their names."""
        for actor in self.book.all("actors"):
            if actor["id"] not in self.actors:
                continue
            names = [n["text"] for n in actor["names"]]
            yield self._made(
                "identity", (actor["id"],), name=actor["name"], identity_class=_CLASSES[actor["kind"]],
                description=f"On the pages: {'; '.join(dict.fromkeys(names))}." if names else None,
                roles=sorted({self.book.text(r["doc"], r["span"]) for r in actor["roles"]}),
                labels=[actor["kind"]],
            )  # fmt: skip

    def edges(self) -> Iterator[Value]:
        """Which page carries text of which."""
        for edge in self.book.all("edges"):
            child, parent = self.files[edge["child"]]["id"], self.files[edge["parent"]]["id"]
            if child == parent:
                continue
            yield self._made(
                "relationship", (edge["child"], edge["parent"], edge["kind"]),
                relationship_type=_EDGES.get(edge["kind"], "derived-from"),
                source_ref=child, target_ref=parent,
                description=f"{edge['kind']}. {' '.join(r['text'] for r in edge['reasons'])}",
            )  # fmt: skip

    def said(self) -> Iterator[Value]:
        """Each act of speech, on its speaker and its pages."""
        for told in self.book.all("utterances"):
            places = told["variants"] or [told["wording"]]
            speaker = self.actors.get(told["speaker"] or "")
            about = [*([speaker] if speaker else []), *(self.files[p["doc"]]["id"] for p in places)]
            who = self.book.name(told["speaker"]) or "unknown"
            words = self.book.text(told["wording"]["doc"], told["wording"]["span"])
            yield self._note(
                (told["id"],), about, f"Speaker: {who}. Words: {words}", abstract=f"{who}: {words[:120]}",
                lang=self.book.lang(told["wording"]["doc"], told["wording"]["span"][0]), labels=["speech"],
                external_references=self._references(places),
            )  # fmt: skip

    def claims(self) -> Iterator[Value]:
        """Each claim, on its pages, with how many origins stand behind it."""
        for claim in self.book.all("claims"):
            about = [self.files[p["doc"]]["id"] for p in claim["passages"]]
            yield self._note(
                (claim["id"],), about, f"{claim['wording']}\n{common.words(claim)}. {_OPEN}",
                abstract=claim["wording"], labels=["claim", claim["status"]],
                external_references=self._references(claim["passages"]),
            )  # fmt: skip

    def contradictions(self) -> Iterator[Value]:
        """Where accounts differ, with both sides."""
        for told in self.book.all("contradictions"):
            sides = [
                " / ".join(dict.fromkeys(self.book.text(p["doc"], p["span"]) for p in told[side]))
                for side in ("a", "b")
            ]
            places = [*told["a"], *told["b"]]
            risk = f"Both can hold: {told['can_both_hold']}. Translation risk: {told['translation_risk']}."
            yield self._note(
                (told["id"],), [self.files[p["doc"]]["id"] for p in places],
                f"{told['kind']}: {sides[0]} | {sides[1]}\n{risk}",
                labels=["contradiction", told["kind"]], external_references=self._references(places),
            )  # fmt: skip

    def _references(self, places: list[Value]) -> list[Value]:
        return [self._reference(p["doc"], p["span"]) for p in places]

    def techniques(self) -> Iterator[Value]:
        """The techniques that the pages suggest, each with a note on what was seen."""
        found = techniques.suggest(self.book)
        for code in sorted({s.code for s in found}):
            technique = techniques.known()[code]
            yield {
                "type": "attack-pattern",
                "spec_version": "2.1",
                "id": technique.stix,
                "created": technique.created,
                "modified": technique.created,
                "name": technique.name,
                "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": technique.phase}],
                "external_references": [_disarm(technique)],
            }
        for told in found:
            technique = techniques.known()[told.code]
            yield self._note(
                ("technique", told.code, *told.docs),
                [technique.stix, *(self.files[d]["id"] for d in told.docs)],
                f"{told.text}\n{techniques.CAUTION}",
                abstract=f"Suggested: {told.code} {technique.name}", confidence=_LOW,
                labels=["suggestion", "disarm"], external_references=[_disarm(technique)],
            )  # fmt: skip

    def report(self, about: list[str]) -> Value:
        """The report that holds all."""
        run = self.book.header["run"]
        stories = self.book.all("stories")
        inputs = sorted(d["sha256"] for d in self.book.documents.values())
        return self._made(
            "report", tuple(inputs), name=stories[0]["title"] if stories else "Pages read by Recoupe",
            description=f"{len(self.book.documents)} pages, read by Recoupe {run['version']}. {_OPEN}",
            report_types=["observed-data"], published=self.now, object_refs=list(dict.fromkeys(about)),
        )  # fmt: skip


def _disarm(technique: techniques.Technique) -> Value:
    return {"source_name": "DISARM", "url": technique.url, "external_id": technique.code}


def _file(page: Value) -> Value:
    # A hash of another form, in a dossier made by hand, would make the whole bundle invalid.
    hashes = {"hashes": {"SHA-256": page["sha256"]}} if _is_hash(page["sha256"]) else {}
    return _observable("file", {**hashes, "name": page["path"]})


def _url(url: str) -> Value:
    return _observable("url", {"value": url})


def _observable(kind: str, fields: Value) -> Value:
    """An observable: its id is made from its content as the standard wants, sorted and without blanks."""
    told = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    made = uuid.uuid5(_OBSERVABLES, told.encode("utf-8", "backslashreplace").decode())
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{made}", **fields}


def _is_hash(digest: str) -> bool:
    return len(digest) == 64 and all(c in "0123456789abcdef" for c in digest)
