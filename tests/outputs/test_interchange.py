"""STIX, followthemoney and JSON-LD: valid by their own libraries where these are here, and by hand where
not.
"""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from tests.outputs import sample

from recoupe.outputs.book import Book
from recoupe.outputs.exports import claimreview, common, ftm, stix, techniques

Value = dict[str, Any]
HASHES = {d: f"{n:064x}" for n, d in enumerate(sample.PAGES)}


def dossier() -> Value:
    """The sample with hashes of the right form, and links between pages of four sites."""
    value = sample.dossier()
    sites = {
        "d-wire": "Agence du Lac",
        "d-copy": "copie.test",
        "d-paper": "Le Courrier",
        "d-english": "Lake Post",
    }
    for page in value["documents"]:
        page["sha256"] = HASHES[page["id"]]
        page["retrieved"] = "2031-05-07T10:00:00+02:00"
        if page["id"] in sites:
            page["outlet"] = sites[page["id"]]
    return value


@pytest.fixture
def book() -> Book:
    return Book(dossier())


@pytest.fixture
def bundle(book: Book) -> Value:
    return stix.bundle(book)


def by_type(bundle: Value, kind: str) -> list[Value]:
    return [o for o in bundle["objects"] if o["type"] == kind]


def test_a_bundle_refers_to_nothing_outside_and_names_each_object_once(bundle: Value) -> None:
    ids = [o["id"] for o in bundle["objects"]]
    assert len(ids) == len(set(ids))
    for made in bundle["objects"]:
        kind, _, number = made["id"].partition("--")
        assert kind == made["type"]
        assert made["spec_version"] == "2.1"
        assert uuid.UUID(number).version in (4, 5)
        refs = [*made.get("object_refs", ()), *(made[k] for k in made if k.endswith("_ref"))]
        assert set(refs) <= set(ids)
        assert made.get("object_refs", ["x"])
    report = by_type(bundle, "report")[0]
    assert {o["id"] for o in bundle["objects"]} - {report["id"]} == set(report["object_refs"])


def test_times_are_those_of_the_pages(bundle: Value) -> None:
    assert {o["created"] for o in by_type(bundle, "note")} == {"2031-05-07T08:00:00.000Z"}
    assert by_type(bundle, "observed-data")[0]["first_observed"] == "2031-05-07T08:00:00.000Z"


def test_nothing_that_judges_is_written(bundle: Value) -> None:
    kinds = {o["type"] for o in bundle["objects"]}
    assert kinds <= {
        "attack-pattern", "file", "identity", "note", "observed-data", "relationship", "report", "url",
    }  # fmt: skip
    claims = [n for n in by_type(bundle, "note") if "claim" in n["labels"]]
    assert claims
    assert all("Not judged" in n["content"] for n in claims)


def test_a_hostile_address_is_not_passed_on(book: Book) -> None:
    for made in (stix.bundle(book), claimreview.graph(book), list(ftm.entities(book))):
        assert '"javascript:alert(3)"' not in json.dumps(made)


def edge(child: str, parent: str, kind: str, *rules: str) -> Value:
    why = [{"rule": r, "weight": 1.0, "spans": [], "text": f"{r}."} for r in ("same-words", *rules)]
    return {"child": child, "parent": parent, "kind": kind, "passages": [], "reasons": why}


def suggested(*edges: Value, **families: list[str]) -> dict[str, list[techniques.Suggestion]]:
    value = dossier()
    value["lineage"] = {
        "edges": list(edges),
        "families": [{"id": name, "docs": docs} for name, docs in families.items()],
    }
    found: dict[str, list[techniques.Suggestion]] = {}
    for made in techniques.suggest(Book(value)):
        found.setdefault(made.code, []).append(made)
    return found


def test_reuse_with_a_credit_is_not_reuse_without() -> None:
    assert "T0084.002" in suggested(edge("d-copy", "d-wire", "excerpt"))
    told = suggested(edge("d-copy", "d-wire", "excerpt", "cites-parent"))
    assert "T0084.004" in told
    assert "T0084.002" not in told
    # A statement that both print, and two pages of one site, suggest nothing.
    assert set(suggested(edge("d-copy", "d-wire", "shared_statement"))) == {"T0085.008"}


def test_three_sites_make_cross_posting_and_altered_ones_a_copypasta() -> None:
    docs = ["d-copy", "d-paper", "d-wire"]
    same = (edge("d-copy", "d-wire", "copy"), edge("d-paper", "d-wire", "copy"))
    assert suggested(*same, f=docs)["T0119"][0].docs == ("d-copy", "d-paper", "d-wire")
    assert "T0084.001" not in suggested(*same, f=docs)
    altered = (edge("d-copy", "d-wire", "copy"), edge("d-paper", "d-wire", "edited"))
    assert "T0084.001" in suggested(*altered, f=docs)
    assert "T0119" not in suggested(*altered, f=docs)


def test_a_translation_is_called_altered_only_where_a_change_was_found() -> None:
    assert "T0084.003" not in suggested(edge("d-english", "d-wire", "translation"))
    told = suggested(edge("d-english", "d-wire", "translation", "altered-number"))
    assert "altered-number" in told["T0084.003"][0].text


def test_every_suggestion_says_that_intent_is_not_judged() -> None:
    value = dossier()
    value["lineage"]["edges"].append(edge("d-copy", "d-wire", "copy"))
    made = stix.bundle(Book(value))
    notes = [n for n in by_type(made, "note") if "suggestion" in n["labels"]]
    assert {n["confidence"] for n in notes} == {15}
    assert all("intent not judged" in n["content"] for n in notes)
    codes = {p["external_references"][0]["external_id"] for p in by_type(made, "attack-pattern")}
    assert codes == {"T0084.002", "T0085.008"}
    assert set(techniques.known()) == {
        "T0084.001", "T0084.002", "T0084.003", "T0084.004", "T0085.008", "T0101", "T0119",
    }  # fmt: skip


def test_a_claim_has_appearances_and_no_rating(book: Book) -> None:
    made = claimreview.graph(book)
    assert {c["@type"] for c in made["@graph"]} == {"Claim"}
    text = json.dumps(made)
    assert "Rating" not in text
    assert "ClaimReview" not in text
    length = next(c for c in made["@graph"] if c["identifier"] == "c-length")
    assert [a["text"] for a in length["appearance"]] == ["L’échange a duré 90 minutes"]
    assert "passages against it 2" in length["description"]
    bridge = next(c for c in made["@graph"] if c["identifier"] == "c-bridge")
    assert bridge["author"] == {"@type": "Person", "name": "Ilse Brandt"}
    assert bridge["firstAppearance"]["isPartOf"]["datePublished"] == "2031-05-04"
    assert bridge["appearance"][0]["identifier"].startswith("fil/agence.txt#char=")


def test_entities_link_to_entities_that_are_there(book: Book) -> None:
    made = list(ftm.entities(book))
    ids = [e["id"] for e in made]
    assert len(ids) == len(set(ids))
    links = {"document", "resolved", "entity", "involved", "proof", "subject", "object"}
    for entity in made:
        for name, values in entity["properties"].items():
            assert values
            assert all(isinstance(v, str) for v in values)
            assert name not in links or set(values) <= set(ids)
    assert {e["schema"] for e in made} == {
        "Article", "Event", "Mention", "Note", "Organization", "Person", "PublicBody", "UnknownLink",
    }  # fmt: skip


def test_a_state_that_is_gone_has_the_code_of_the_model(book: Book) -> None:
    actor = book.by_id["actors"]["a-brandt"]
    actor["country"] = "SU"
    found = next(e for e in ftm.entities(book) if e["schema"] == "Person" and "SU" not in e["id"])
    assert found["properties"]["country"] == ["suhh"]
    actor["country"] = "DD"
    assert "country" not in next(e for e in ftm.entities(book) if e["schema"] == "Person")["properties"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025", "2025-01-01T00:00:00.000Z"),
        ("2025-02-30", None),
        ("0001-01-01T00:00:00+09:00", None),
        (None, None),
    ],
)
def test_instants_are_read_or_left_out(day: str | None, told: str | None) -> None:
    assert common.instant(day) == told


@pytest.mark.filterwarnings("ignore")
def test_the_library_of_stix_takes_the_bundle_and_makes_the_same_ids(bundle: Value) -> None:
    library = pytest.importorskip("stix2")
    library.parse(bundle, allow_custom=False, version="2.1")
    for made in (*by_type(bundle, "file"), *by_type(bundle, "url")):
        fields = {k: v for k, v in made.items() if k in ("hashes", "name", "value")}
        kind = library.v21.File if made["type"] == "file" else library.v21.URL
        assert kind(**fields).id == made["id"]


@pytest.mark.filterwarnings("ignore")
def test_the_library_of_followthemoney_takes_every_entity(book: Book, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney").model
    book.by_id["actors"]["a-brandt"]["country"] = "FR"
    for entity in ftm.entities(book):
        schema = model.get(entity["schema"])
        schema.validate(entity)
        assert set(entity["properties"]) <= set(schema.properties)
