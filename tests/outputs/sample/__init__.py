"""A dossier made by hand after the contract: two invented states, a bridge, five pages, one hostile."""

from tests.outputs.sample.facts import claims, contradictions, events, lineage, positions
from tests.outputs.sample.pages import PAGES, Maker, Value, actors, document
from tests.outputs.sample.speech import statements, times, utterances

__all__ = ["PAGES", "dossier"]


def dossier() -> Value:
    """The whole, as `json.loads` would give it."""
    m = Maker()
    return {
        "schema": "recoupe/1",
        "run": {
            "version": "0.0.1",
            "options": {"codebook": "talks", "lang": ""},
            "languages": ["en", "fr"],
            "codebook": "talks",
            "inputs": [{"path": page[0], "sha256": "ab" * 32} for page in PAGES.values()],
        },
        "documents": [document(m, doc) for doc in PAGES],
        "actors": actors(m),
        "times": times(m),
        "statements": statements(m),
        "utterances": utterances(m),
        "events": events(m),
        "claims": claims(m),
        "contradictions": contradictions(m),
        **positions(m),
        "lineage": lineage(m),
        "stories": [
            {
                "id": "y-1",
                "title": "Varennes et Ostmark reprennent les pourparlers sur le pont de Sarn",
                "docs": ["d-copy", "d-english", "d-paper", "d-wire"],
                "from": "2031-05-04",
                "to": "2031-05-06",
                "reasons": m.why("d-wire", "pont de Sarn", "the pages share names and days", "shared-names"),
            }
        ],
        "notes": [
            {
                "stage": "ingest",
                "code": "nul",
                "doc": "d-hostile",
                "span": m.at("d-hostile", "\x00"),
                "text": "a NUL byte <b>",
            },
            {"stage": "ingest", "code": "unread", "text": "empty.txt: nothing to read"},
        ],
    }
